"""Scores against annotated articles, and planted errors. Takes results; runs no pipeline."""

from extractor.evaluate.benchmark import Benchmark, benchmark, perfect_run
from extractor.evaluate.gold import Gold, GoldArticle, Mutation, load_gold
from extractor.evaluate.mutants import GoldMutants, gold_mutants
from extractor.evaluate.mutations import Planted, planted
from extractor.evaluate.perfect import gold_result
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
    "Benchmark",
    "Evaluation",
    "Gold",
    "GoldArticle",
    "GoldMutants",
    "Mutation",
    "Planted",
    "Row",
    "benchmark",
    "clean_article",
    "evaluate",
    "gold_mutants",
    "gold_result",
    "load_gold",
    "load_results",
    "mutant_articles",
    "perfect_run",
    "planted",
    "to_json",
]
