"""Scores against annotated articles, and planted errors. Takes results; runs no pipeline."""

from extractor.evaluate.gold import Gold, GoldArticle, Mutation, load_gold
from extractor.evaluate.perfect import gold_result
from extractor.evaluate.planted import GoldMutants, gold_mutants

__all__ = ["Gold", "GoldArticle", "GoldMutants", "Mutation", "gold_mutants", "gold_result", "load_gold"]
