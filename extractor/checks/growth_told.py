"""Growth that a sentence of its own tells of the two levels before it, or of the level told behind "when": "Sales came
to 4.12 billion, against 3.58 billion in 2022. This is an increase of 15 percent".
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks import calendar, cues
from extractor.checks.facts import Context, Fact, words
from extractor.checks.grown_by import is_growth
from extractor.checks.relations import GRAMMAR, Move

AMOUNTS = frozenset({"money", "count", "measure"})
ROLES = frozenset({"level", "price", "other"})
OPENING = frozenset({"that", "this", "it", "the"})
SHORT = 9
"""Words of a sentence before its growth, at most."""
PAIR = 2
MOST_SURE = GRAMMAR + 1
"""How surely such words tie a growth to its levels."""


def plainly_grown(ctx: Context, growth: Fact) -> Move | None:
    """A growth with its two levels, where the words tell that they are; None where others may be meant."""
    if growth.claim.zone == "headline" or growth.claim.range is not None or not is_growth(growth):
        return None
    own = ctx.by_sentence[growth.claim.sentence]
    levels = [f for f in own if f.claim.kind in AMOUNTS]
    if not levels:
        return _of_sentences_before(ctx, growth)
    if len(own) == PAIR + 1 and own[1] is growth and _alike(own[0], own[2]):
        told = words(ctx.between(growth, own[2]))
        if "than" in told[:PAIR] and "when" in told and "after" not in told:
            return Move(growth, own[0], own[2], MOST_SURE)
    return None


def _of_sentences_before(ctx: Context, growth: Fact) -> Move | None:
    sentence = growth.claim.sentence
    lead = words(ctx.text[ctx.result.sentences[sentence][0] : growth.claim.start])
    plain = bool(lead) and lead[0] in OPENING and len(lead) <= SHORT and set(lead) <= cues.words_of("that_is_growth")
    own = ctx.by_sentence[sentence]
    alone = not any(is_growth(fact) for fact in own if fact is not growth)  # "That is 19.4% and 15.1%, respectively"
    if not plain or not alone or own[0] is not growth or growth.tail[:1] in (("of",), ("on",)):
        return None
    before = list(ctx.by_sentence.get(sentence - 1, ()))
    if len(before) == 1:
        before = [*ctx.by_sentence.get(sentence - 2, ()), *before]
    together = all(f.paragraph == growth.paragraph for f in before)
    if len(before) != PAIR or not together or not _alike(*before):
        return None
    then, now = _in_order(before, growth)
    return Move(growth, now, then, MOST_SURE)


def _in_order(pair: Sequence[Fact], growth: Fact) -> tuple[Fact, Fact]:
    """The level then and the one now: by the words beside them, by their periods, else as the growth leads."""
    first, second = pair
    spans = [calendar.span(fact.claim.period) for fact in pair]
    if (first.slot == "base") != (second.slot == "base"):
        return (first, second) if first.slot == "base" else (second, first)
    if spans[0] and spans[1] and spans[0].first != spans[1].first:
        return (first, second) if spans[0].first < spans[1].first else (second, first)
    low, high = sorted(pair, key=lambda fact: fact.middle)
    return (low, high) if growth.claim.direction == "up" else (high, low)


def _alike(a: Fact, b: Fact) -> bool:
    known = all(f.claim.kind in AMOUNTS and f.claim.role in ROLES and f.middle > 0 for f in (a, b))
    return known and a.claim.kind == b.claim.kind and a.claim.unit == b.claim.unit and a.claim.range is b.claim.range
