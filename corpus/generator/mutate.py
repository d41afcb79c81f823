"""Mutations for a generated article: planted errors that are proved, in the annotation's kinds."""

from __future__ import annotations

from typing import Any

from extractor.evaluate.forms import forms_of
from extractor.evaluate.gold import GoldArticle
from extractor.evaluate.linear import holds
from extractor.evaluate.mutations import planted

KINDS = {
    "digit_change": "digit_swap", "transposition": "digit_swap", "times_ten": "scale_slip",
    "times_thousand": "scale_slip", "direction_word": "sign_flip", "swapped_growths": "swapped_parts",
    "swapped_levels": "swapped_parts", "wrong_currency": "wrong_currency", "stale_year": "wrong_year",
    "percent_for_points": "wrong_unit",
}  # fmt: skip
MOST = 6


def with_mutations(article: dict[str, Any], seed: int) -> dict[str, Any]:
    """The article with up to six provable mutations of different kinds. Raises ValueError where the article
    itself isn't consistent."""
    gold = GoldArticle.model_validate(article)
    forms = forms_of(gold)
    if not holds(forms, gold.gold.quantities, steps=1):
        raise ValueError(f"{gold.id}: the relations can't hold together")
    mutations = []
    for error in planted(gold, seed, most=14):
        change = error.mutation
        if not error.detectable or change.kind not in KINDS or change.breaks == "joint":
            continue
        headline = change.span(gold.text)[0] < len(gold.title)
        kind = "headline_slip" if headline and change.breaks == "headline_body" else KINDS[change.kind]
        item = {"find": change.find, "nth": change.nth, "replace": change.replace, "breaks": change.breaks}
        mutations.append({k: v for k, v in item.items() if k != "nth" or v != 1} | {"kind": kind})
    return {**article, "mutations": mutations[:MOST]}
