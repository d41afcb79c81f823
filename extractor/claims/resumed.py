"""Main clauses that go on behind a relative clause with figures of its own: "Shipments to the US, where goods have
faced a 50 per cent tariff since August, slipped 8.6 per cent to $6.3 billion"."""

from __future__ import annotations

from extractor.claims.lexicon import word_class
from extractor.claims.view import FINITE, Mark, View

_VERB = 22
"""Words from the main clause's verb to its number, at most."""
_ASIDE = 30
"""Words of the relative clause, at most."""


def resumed(view: View, mark: Mark) -> tuple[int, int] | None:
    """The first word of the relative clause behind which a number's own clause goes on, and that clause's verb."""
    for k in range(mark.first - 1, max(mark.opens, mark.first - _VERB), -1):
        if ";" in view.words[k].gap or view.lowers[k] in word_class("relative"):
            return None
        if "," in view.words[k].gap and view.tags.get(view.words[k].start, "") in FINITE:
            return _relative(view, mark, k)
    return None


def _relative(view: View, mark: Mark, verb: int) -> tuple[int, int] | None:
    for i in range(verb - 2, max(mark.opens, verb - _ASIDE), -1):
        if ";" in view.words[i].gap:
            return None
        if view.lowers[i] in word_class("relative") and "," in view.words[i].gap:
            return (i, verb) if view.within(view.quantities, i, verb) else None
    return None
