"""Scores against annotated articles, and planted errors. Takes results; runs no pipeline."""

from extractor.evaluate.gold import Gold, GoldArticle, Mutation, load_gold
from extractor.evaluate.perfect import gold_result
from extractor.evaluate.planted import GoldMutants, gold_mutants
from extractor.evaluate.report import (
    Evaluation,
    clean_article,
    evaluate,
    load_results,
    mutant_articles,
    to_json,
)
from extractor.evaluate.tally import Row

__all__ = [
    "Evaluation",
    "Gold",
    "GoldArticle",
    "GoldMutants",
    "Mutation",
    "Row",
    "clean_article",
    "evaluate",
    "gold_mutants",
    "gold_result",
    "load_gold",
    "load_results",
    "mutant_articles",
    "to_json",
]
