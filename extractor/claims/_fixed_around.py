"""The words around the numbers of an article, for the fixed terms of what they measure."""

from __future__ import annotations

from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.view import View

NEAR = "fixed"
"""How such a topic was found."""
BACK = 14
"""Words before a number that tell of it, at most."""
AHEAD = 8
"""Words behind it, at most."""


class Around:
    """Reads the words around the numbers of one article."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.nouns = Nouns(view)
        self.lower = view.text.lower()

    def _told(self, made: Link, back: int = BACK, ahead: int = AHEAD) -> str:
        """The words around a number in its sentence, up to the numbers next to it."""
        view, mark = self.view, made.mark
        before = view.within(view.quantities, max(mark.opens, mark.first - back), mark.first)
        behind = view.within(view.quantities, mark.last + 1, min(mark.closes, mark.last + 1 + ahead))
        first = before[-1].last + 1 if before else max(mark.opens, mark.first - back)
        stop = behind[0].first if behind else min(mark.closes, mark.last + 1 + ahead)
        return " " + " ".join(view.lowers[first:stop]) + " "
