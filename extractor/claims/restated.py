"""What the text says again: a number in another unit, a place by "it"."""

from __future__ import annotations

from extractor.claims.lexicon import word_class
from extractor.claims.view import Mark, View

_FAR = 30
"""Characters between a number and what says it again, at most."""
_OPENING = ("(", "[", ", or", "or ", "/", "– or", "— or", "= ")


def restates(view: View, before: Mark, mark: Mark) -> bool:
    """Whether a number says the one before it in another unit: "7.5 trillion yuan (about $1.05 trillion)"."""
    between = view.text[before.end : mark.start]
    one, other = before.record, mark.record
    if len(between) > _FAR or one["kind"] != other["kind"] or one["unit"] == other["unit"]:
        return False
    per_same = one["unit"].partition("/")[2] == other["unit"].partition("/")[2]
    return between.strip().startswith(_OPENING) and ")" not in between and per_same


def taken_up(view: View, sentence: int, flow: str | None = None) -> Mark | None:
    """The other side that "it", at the head of a sentence, takes up from the one before, which names no other place,
    but one it overtook: "China remained the biggest customer. It bought …"; of a flow, one that can be its side."""
    if not sentence or view.lowers[view.bounds[sentence][0]] != "it":
        return None
    first, stop = view.bounds[sentence - 1]
    sides = [name for way, name in (("exports", "buyer_noun"), ("imports", "supplier_noun")) if flow in (None, way)]
    if word_class("partner_noun").union(*map(word_class, sides)).isdisjoint(view.lowers[first:stop]):
        return None
    told = view.within(view.places, first, stop)
    named = {m.record["code"] for m in told}
    passed = len(told) == 2 and not word_class("overtaking").isdisjoint(view.lowers[told[0].last : told[1].first])
    return told[0] if (len(named) == 1 or passed) and told[0].first - told[0].opens <= 2 else None
