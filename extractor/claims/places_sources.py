"""Whose office tells a sentence: "French customs figures show", "according to Dutch statistics"."""

from __future__ import annotations

from extractor.claims.cues import says, word_class
from extractor.claims.places_local import LocalPlace
from extractor.claims.view import Mark, View

_TITLE = 6
"""Words behind a place within which its office's figures are named, at most."""


class SourcePlace(LocalPlace):
    """The country whose own office tells a sentence."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._tellers: dict[int, Mark | None] = {}

    def _teller(self, mark: Mark) -> Mark | None:
        """The country of the office that tells a number's sentence; looked for once a sentence."""
        if mark.sentence not in self._tellers:
            places = self.view.within(self.view.places, mark.opens, mark.closes)
            self._tellers[mark.sentence] = next((m for m in places if self._speaks(m)), None)
        return self._tellers[mark.sentence]

    def _speaks(self, m: Mark) -> bool:
        """Whether a country's office is named as the one that tells."""
        view = self.view
        if m.record["kind"] not in ("country", "demonym") or m.record.get("region"):
            return False
        k = m.last + 1
        stop = min(m.closes, k + _TITLE)
        while k < stop and view.lowers[k] in word_class("telling_office") and not view.words[k].gap.strip("~"):
            k += 1
        named = view.lowers[m.last + 1 : k]
        official = not word_class("public_office").isdisjoint(named)
        if not official:
            return False
        before = " " + " ".join(w for w in view.before(m, 4) if w != "the") + " "
        if says(before, "as_told_by"):
            return True
        leads = self._leads(m, m.opens)
        return leads and k < m.closes and view.lowers[k] in word_class("office_shows")
