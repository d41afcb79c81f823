"""Another country's quota or door that the article's own goods go through: "the American quota of 448,000 tonnes", "The
Norwegian door is narrow. Only 1,600 tonnes a year enter free of duty; whatever comes after it pays 344%"."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.view import Mark, View

_AHEAD = 4
"""Words behind a place in which what is its own may stand."""

_REACH = 60
"""Words around a number in which its gate may be told."""


def gate_of(view: View, mark: Mark, home: str | None) -> str | None:
    """The place whose quota or door a number's paragraph tells of before it; None where it is the article's own."""
    if mark.record["kind"] == "duration" or home is None:
        return None
    found: tuple[int, str] | None = None
    first = max(view.bounds[view.opening(mark.start)][0], mark.first - _REACH)
    for m in view.within(view.places, first, min(mark.closes, mark.last + _REACH)):
        if owns_gate(view, m) and (m.first < mark.first or m.sentence == mark.sentence):
            found = (m.first, str(m.record["code"]))
    if found is None or found[1] in (home, "world"):
        return None
    between = view.within(view.places, found[0] + 1, mark.first)
    told = any(m.record["code"] != found[1] and m.sentence == mark.sentence for m in between)
    return None if told or not _through(view, mark) else found[1]


def owns_gate(view: View, m: Mark) -> bool:
    """Whether a place is told with a quota or door of its own, and not with one for it."""
    owned = m.record["kind"] == "demonym" or view.text[m.end : m.end + 2] in ("'s", "’s", "' ", "’ ")
    if not owned and not (m.record["text"].isupper() and len(m.record["text"]) < _AHEAD):
        return False
    for i in range(m.last + 1, min(m.closes, m.last + 1 + _AHEAD)):
        if view.words[i].gap.strip("~-") or view.covered[i] in ("quantity", "place"):
            return False
        if view.lowers[i] in word_class("border_gate"):
            return True
    return False


def _through(view: View, mark: Mark) -> bool:
    """Whether a number's sentence tells what goes through, and what it pays."""
    return not word_class("through_gate").isdisjoint([*view.before(mark, _REACH), *view.after(mark, _REACH)])
