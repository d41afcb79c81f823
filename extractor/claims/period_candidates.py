"""The periods that a number may be of: the rules' own, its neighbours', those of the dates around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from extractor.claims.link import Link
from extractor.claims.period_asides import of_rate, of_series
from extractor.claims.view import Mark, View
from extractor.periods import year_before

_BACK, _NEIGHBOURS = 8, 3
"""Numbers back whose periods are candidates, and how many different ones."""


class PeriodCandidates:
    """The candidates of each number of an article."""

    def __init__(self, view: View, links: Sequence[Link]) -> None:
        self.links = links
        self.given = [made.period for made in links]
        """The rules' periods."""
        self.main = Counter(self.given).most_common(1)[0][0] if links else None
        self.dates = [d for d in view.dates if d.record["value"] and not of_series(view, d)]
        self._sentences = [d.sentence for d in self.dates]
        self._headed = [n for n, d in enumerate(self.dates) if view.zone(d.start) == "headline"]
        """The numbers of the headline's dates."""
        self._rated = frozenset(id(d) for d in self.dates if of_rate(view, d))
        """Dates that own an exchange rate."""
        told = Counter(str(d.record["value"]) for d in self.dates)
        self.often = told.most_common(1)[0][0] if told else None

    def of(self, number: int) -> dict[str | None, list[str]]:
        """Period, None for no period at all → the ways in which it came up; the rules' own comes first."""
        links, given, mark = self.links, self.given, self.links[number].mark
        found: dict[str | None, list[str]] = {}

        def put(value: str | None, source: str) -> None:
            found.setdefault(value, []).append(source)

        put(given[number], "rule")
        put(None, "none")
        put(self.main, "main")
        seen: list[str | None] = []
        for k in range(number - 1, max(-1, number - _BACK), -1):
            if given[k] not in seen and len(seen) < _NEIGHBOURS:
                seen.append(given[k])
                put(given[k], f"prev{len(seen)}{'s' if links[k].mark.sentence == mark.sentence else 'x'}")
        if number + 1 < len(links):
            put(given[number + 1], "nexts" if links[number + 1].mark.sentence == mark.sentence else "nextx")
        quoted = links[number].topic.indicator_id == "exchange_rate"
        for date in self._near(mark):
            if quoted or id(date) not in self._rated:
                put(str(date.record["value"]), _place(date, mark))
        if self.often is not None:
            put(self.often, "often")
        put(given[0], "first")
        for source, value in (("rule", given[number]), ("main", self.main), ("prev", seen[0] if seen else None)):
            if value is not None:
                put(_year_before(value), f"year before {source}")
        return found

    def _near(self, mark: Mark) -> list[Mark]:
        """The dates of a number's sentence, of the one before and of the headline, in order."""
        first = bisect_left(self._sentences, mark.sentence - 1)
        stop = bisect_right(self._sentences, mark.sentence)
        headed = bisect_left(self._headed, first), bisect_left(self._headed, stop)
        before, behind = self._headed[: headed[0]], self._headed[headed[1] :]
        return [self.dates[number] for number in (*before, *range(first, stop), *behind)]


def _place(date: Mark, mark: Mark) -> str:
    """Where a date stands, seen from a number."""
    if date.sentence == mark.sentence:
        return "right" if date.first > mark.last else "left"
    return "before" if date.sentence == mark.sentence - 1 else "headline"


@lru_cache(maxsize=1024)
def _year_before(value: str) -> str | None:
    try:
        return year_before(value)
    except ValueError:
        return None
