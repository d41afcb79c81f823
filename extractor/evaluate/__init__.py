"""Scores against annotated articles, and planted errors. Takes results; runs no pipeline."""

from extractor.evaluate.gold import Gold, GoldArticle, load_gold
from extractor.evaluate.perfect import gold_result

__all__ = ["Gold", "GoldArticle", "gold_result", "load_gold"]
