"""What is left when parts were told: "everything else slipped 1.9%", "the rest came to $1.6 billion"."""

from __future__ import annotations

from functools import cache

from extractor.claims.cues import phrases, says
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_state import State
from extractor.claims.view import Mark

_OPENERS = frozenset({"and", "while", "but", "whereas", "with", "the"})
_LONGEST = 3
"""Words of the longest phrase for a rest."""


@cache
def _rests() -> frozenset[str]:
    """The words that open a phrase for a rest."""
    return frozenset(phrase.split()[0] for phrase in phrases("rest_subject"))


class Rest(State):
    """Clauses whose subject is the rest of the trade told before."""

    def remainder(self, mark: Mark) -> Topic | None:
        """The other exports or imports, where the clause of a number opens with "everything else" or "the rest"."""
        view = self.view
        first = mark.opens
        told = [q.last + 1 for q in view.within(view.quantities, first, mark.first)]
        behind = " " + " ".join(view.after(mark, _LONGEST + 3)) + " "
        left = view.before(mark, 1) == ["remaining"] and says(behind, "rest_subject")  # "came from everything else"
        opening = mark.first if left else self._opening(max(first, mark.first - 16), mark.first, first)
        if opening is None or any(m.record["flow"] for m in view.within(view.indicators, opening, mark.first)):
            return None
        if len([last for last in told if last > opening]) > 1:
            return None
        base = next((t for t in (self.running, self.flowing, self.first_flow) if t and t.flow), None)
        if base is None or base.indicator_id not in rows_of("divisible"):
            return None
        flow = self._way(opening, mark.first) or base.flow
        if flow not in ("exports", "imports"):
            return None
        return Topic(f"other {flow}", flow, flow, base.sector, None, "product")

    def _opening(self, start: int, stop: int, first: int) -> int | None:
        """The word behind the phrase for a rest that opens the sentence or a clause before word `stop`."""
        view = self.view
        for i in range(stop - 1, start - 1, -1):
            if view.lowers[i] not in _rests():
                continue
            opens = i == first or view.words[i].gap[:1] in (";", ",") or view.words[i - 1].lower in _OPENERS
            if not opens:
                continue
            for n in range(_LONGEST, 1, -1):
                if f" {' '.join(view.lowers[i : i + n])} " in phrases("rest_subject"):
                    return i + n
        return None

    def _way(self, first: int, stop: int) -> str | None:
        stretch = " " + " ".join(self.view.lowers[first:stop]) + " "
        exports, imports = says(stretch, "sells"), says(stretch, "buys")
        return None if exports == imports else "exports" if exports else "imports"
