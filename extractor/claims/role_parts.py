"""Whether a percent or fraction is a part of a whole: of which, in a split, by where it came from, by rank."""

from __future__ import annotations

from decimal import Decimal

from extractor.claims.cues import word_class
from extractor.claims.view import Mark, View

_ASIDE = 12
"""Words in which a relative clause is looked for."""
LONGEST = 200
"""Characters of a bracket before and behind one of the parts that it gives, at most."""
WHOLE = 101
"""Percent that the parts of a whole, each rounded, come to at most."""


def of_a_change(view: View, mark: Mark) -> bool:
    """Whether a percent is a part of a change: "which is 108 percent of the total decline"."""
    if view.lowers[mark.last + 1 : mark.last + 3] not in (["of", "the"], ["of", "that"], ["of", "this"]):
        return False
    near = (c for c in view.changes if c.first - mark.last in (3, 4) and "noun" in c.forms)
    apart = "," in view.words[mark.last + 1].gap and view.lowers[mark.first - 1] == "or"  # "or 64%, of the fall"
    first = mark.last + 1 + apart
    return any(not any(view.words[i].gap.strip() for i in range(first, c.first + 1)) for c in near)


def of_a_whole(view: View, mark: Mark) -> bool:
    """Whether what stands behind "of" is a whole with parts: "equivalent to 17.6 percent of the total", "of all
    German exports"."""
    stop = mark.closes
    for i in range(mark.last + 2, min(stop, mark.last + 8)):
        if view.lowers[i] in word_class("total_scope"):
            return True
        if view.words[i].gap.strip() or view.tags.get(view.words[i].start, "")[:2] in ("VB", "MD", "IN"):
            return False
    return False


def filled(view: View, mark: Mark) -> bool:
    """Whether a percent tells how far a thing is full or done: "62% full", "58% complete"."""
    after = view.after(mark, 1)
    beside = mark.last + 1 < len(view.words) and not view.words[mark.last + 1].gap.strip()
    return bool(after) and beside and after[0] in word_class("done_part")


def of_which(view: View, mark: Mark) -> bool:
    """Whether a relative clause with "of which" tells the part: "27.4 million TEU, of which the port gets 39.1%"."""
    first = mark.opens
    for i in range(mark.first - 1, max(first, mark.first - _ASIDE), -1):
        if view.covered[i] == "quantity" or i in view.change_words:
            return False
        if view.lowers[i] in ("which", "whom"):
            return view.lowers[i - 1] == "of"
        if view.words[i].gap.strip():
            return False
    return False


def came_from(view: View, mark: Mark) -> bool:
    """Whether a part is told by where it came from or went: "four-fifths, or 81.5 percent, still came from"."""
    stop = mark.closes
    for i in range(mark.last + 1, min(stop - 1, mark.last + 6)):
        if view.segment_of[i] != view.segment_of[mark.first] and "," in view.words[i].gap:
            return False
        if view.lowers[i] in word_class("came"):
            return view.lowers[i + 1] == "from"
        if view.lowers[i] in word_class("went"):
            return view.lowers[i + 1] == "to"
    return False


def covers(view: View, mark: Mark) -> bool:
    """Whether a percent or fraction compares two things that aren't part and whole: "exports paid for three-quarters
    of imports", "89 per cent of the way to"."""
    after = view.after(mark, 3)
    if after == ["of", "the", "way"]:
        return True
    words = [w for w in view.before(mark, 5) if w not in word_class("light")]
    return after[:1] == ["of"] and " ".join(words[-2:]) in word_class("pays_for")


def ranked(view: View, mark: Mark) -> bool:
    """Whether a percent behind "with" goes with a rank: "China came second in imports with 15.6%"."""
    first = mark.opens
    words = [w.lower for w in view.words[first : mark.first]]
    return words[-1:] == ["with"] and any(w in word_class("rank") for w in words)


def bracketed_share(view: View, mark: Mark, before: tuple[str, str | None] | None) -> bool:
    """A bare percent in brackets behind an amount, where shares are being told: "R14.1-billion (7.6%)"."""
    bracketed = view.text[max(0, mark.start - 1) : mark.start] == "("
    return bracketed and before is not None and before[0] == "share"


def in_split(view: View, mark: Mark) -> bool:
    """Whether a bare percent stands in a bracket of such parts that come to a hundred at most: "$3.8 billion (Africa
    39%; Asia 27%; the EU 20%)"."""
    opened = view.text.rfind("(", max(0, mark.start - LONGEST), mark.start)
    closed = view.text.find(")", mark.end, mark.end + LONGEST)
    if opened < 0 or closed < 0 or mark.record["kind"] != "percent" or ")" in view.text[opened : mark.start]:
        return False
    near = view.within(view.quantities, max(0, mark.first - LONGEST), mark.last + LONGEST)
    inside = [q for q in near if opened < q.start and q.end < closed]
    percents = all(q.record["kind"] == "percent" and q.record["value"] is not None for q in inside)
    plain = len(inside) > 1 and percents and all(view.text[q.start].isdigit() for q in inside)
    named = plain and all(view.text[a:b].strip(" ;,:&") for a, b in _gaps(opened + 1, inside))
    moved = named and any(i in view.change_words for i in range(inside[0].first - 1, inside[-1].last + 2))
    return named and not moved and sum(Decimal(q.record["value"]) for q in inside) <= WHOLE


def _gaps(start: int, marks: list[Mark]) -> list[tuple[int, int]]:
    """What stands before each of some numbers, from a start on."""
    return [(a, m.start) for a, m in zip([start, *(m.end for m in marks)], marks, strict=False)]
