"""Annotated mutations as a perfect extraction would read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.evaluate.gold import GoldArticle, Mutation
from extractor.evaluate.perfect import result_of
from extractor.evaluate.rereading import mutated
from extractor.schema import Result


@dataclass(frozen=True)
class GoldMutants:
    """The mutations of an article whose effect on its claims is known, each with the Result of a perfect
    extraction of the mutated text; and those whose effect isn't."""

    results: tuple[tuple[Mutation, Result], ...]
    unmapped: tuple[Mutation, ...]


def gold_mutants(data: Mapping[str, Any]) -> GoldMutants:
    """The annotated mutations of an article (a dict as read from corpus/gold) as Results.

    Each is the Result that `gold_result` would give of the mutated article: the text with the change made,
    the claim at that place with the changed value, unit, direction, indicator or period. Raises as
    `gold_result`.
    """
    article = GoldArticle.model_validate(data)
    results, unmapped = [], []
    for change in article.mutations:
        new = mutated(article, change)
        if new is None:
            unmapped.append(change)
        else:
            results.append((change, result_of(new)))
    return GoldMutants(tuple(results), tuple(unmapped))
