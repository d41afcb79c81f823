"""Lists that a later sentence counts: "Together the six took 807.1 million", "The five accounted for 61 percent"."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.lookups import cells, table

MOST = 12
OPENING = 5
"""Words of a sentence in which it counts the list before it."""


@lru_cache(maxsize=1)
def numbers() -> dict[str, int]:
    """The words for one to nineteen."""
    rows = [row for row in table("numerals") if row["class"] in ("unit", "teen")]
    return {form: int(row["value"]) for row in rows for form in cells(row, "forms")}


def counted(ctx: Context, anchor: Fact) -> tuple[Fact, ...]:
    """The amounts of which an anchor's sentence says how many they are, where the list before it has just so many."""
    start = ctx.result.sentences[anchor.claim.sentence][0]
    own = [f for f in ctx.by_sentence[anchor.claim.sentence] if f.number < anchor.number]
    number = _told(words(ctx.text[start : anchor.claim.start])[:OPENING])
    if number is None or any(f.middle != number for f in own):
        return ()
    before = [f for f in ctx.facts[max(0, anchor.number - 5 * MOST) : anchor.number] if f.claim.start < start]
    amounts = [f for f in before if _is_listed(f)]
    parts = amounts[-number:]
    further = amounts[-number - 1 : -number]
    if len(parts) < number or (further and _beside(further[0], parts[0])):
        return ()
    one = all(_alike(parts[0], part) and _beside(a, part) for a, part in pairwise(parts))
    near = anchor.paragraph - parts[-1].paragraph <= 2 and len({f.middle for f in parts}) == number
    return tuple(parts) if one and near else ()


def _told(opening: list[str]) -> int | None:
    """The number in "together the six", "the five", "these three countries"."""
    for at, word in enumerate(opening):
        number = numbers().get(word)
        if number is not None and 1 < number <= MOST and at and opening[at - 1] in cues.words_of("counting"):
            return number
    return None


def _is_listed(fact: Fact) -> bool:
    claim = fact.claim
    amount = claim.role == "level" and claim.kind in ("money", "measure", "count") and claim.value is not None
    return amount and fact.slot != "base" and not fact.bracket and claim.zone != "headline"


def _alike(a: Fact, b: Fact) -> bool:
    one, two = a.claim, b.claim
    same = one.kind == two.kind and one.role == two.role and one.flow == two.flow and one.status == two.status
    return same and (one.unit == two.unit or one.kind == "count") and keys.periods(a, b) != keys.CONFLICT


def _beside(a: Fact, b: Fact) -> bool:
    """Whether two amounts can be neighbours in a list: lines that follow one another, or one sentence."""
    lines = b.paragraph - a.paragraph == 1
    return a.claim.kind == b.claim.kind and (lines or a.claim.sentence == b.claim.sentence)
