"""The periods that a number may be of: the rules' own, its neighbours', the dates around it; what speaks for each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractor.claims.base_figures import is_base_figure
from extractor.claims.choice_numbers import Told
from extractor.claims.link import Link
from extractor.claims.period_asides import of_rate, of_series
from extractor.claims.view import Mark, View
from extractor.periods import grain, span, year_before

_BACK, _NEIGHBOURS = 8, 3
"""Numbers back whose periods are candidates, and how many different ones."""
_FAR, _LONG_AGO, _AHEAD = 50, 2500, 400
"""Words, and days before and after publication, beyond which all is far."""
_YEAR, _MONTH = range(360, 371), range(27, 33)
"""Days from a span to the same one a year or a month on."""
_ALIKE = 3
"""Days by which the lengths of like spans differ, at most."""


@dataclass(slots=True)
class PeriodCandidate:
    """A period, None for no period at all, the ways in which it came up and the nearest date that tells it."""

    value: str | None
    sources: list[str] = field(default_factory=list)
    date: Mark | None = None


class PeriodCandidates:
    """The candidates of each number of an article, with their features: names in data/period_choice.csv."""

    def __init__(self, view: View, links: Sequence[Link]) -> None:
        self.view, self.links = view, links
        self.given = [made.period for made in links]
        """The rules' periods."""
        self.read = Counter(self.given)
        self.main = self.read.most_common(1)[0][0] if links else None
        self.dates = [d for d in view.dates if d.record["value"] and not of_series(view, d)]
        self._sentences = [d.sentence for d in self.dates]
        self._headed = [n for n, d in enumerate(self.dates) if view.zone(d.start) == "headline"]
        """The numbers of the headline's dates."""
        self.rated = frozenset(id(d) for d in self.dates if of_rate(view, d))
        """Dates that own an exchange rate."""
        self.told = Counter(str(d.record["value"]) for d in self.dates)
        self.often = self.told.most_common(1)[0][0] if self.told else None

    def of(self, number: int) -> list[PeriodCandidate]:
        """The candidates of a number, the rules' period first."""
        links, given = self.links, self.given
        found: dict[str | None, PeriodCandidate] = {}

        def put(value: str | None, source: str, date: Mark | None = None) -> None:
            candidate = found.get(value)
            if candidate is None:
                candidate = found[value] = PeriodCandidate(value)
            candidate.sources.append(source)
            mark = links[number].mark
            if date is not None and (candidate.date is None or _gap(date, mark) < _gap(candidate.date, mark)):
                candidate.date = date

        mark = links[number].mark
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
            if quoted or id(date) not in self.rated:
                put(str(date.record["value"]), self._place(date, mark), date)
        if self.often is not None:
            put(self.often, "often")
        put(given[0], "first")
        for source, value in (("rule", given[number]), ("main", self.main), ("prev", seen[0] if seen else None)):
            if value is not None:
                put(_year_before(value), f"year before {source}")
        return list(found.values())

    def _place(self, date: Mark, mark: Mark) -> str:
        """Where a date stands, seen from a number."""
        if date.sentence == mark.sentence:
            return "right" if date.first > mark.last else "left"
        return "before" if date.sentence == mark.sentence - 1 else "headline"

    def _near(self, mark: Mark) -> list[Mark]:
        """The dates of a number's sentence, of the one before and of the headline, in order."""
        first = bisect_left(self._sentences, mark.sentence - 1)
        stop = bisect_right(self._sentences, mark.sentence)
        headed = bisect_left(self._headed, first), bisect_left(self._headed, stop)
        before, behind = self._headed[: headed[0]], self._headed[headed[1] :]
        return [self.dates[number] for number in (*before, *range(first, stop), *behind)]

    def of_number(self, number: int) -> Told:
        """The features that all candidates of a number share, beside those of `choice_numbers`."""
        made, view = self.links[number], self.view
        told: Told = {
            f"how={made.period_how}": 1,
            "base": is_base_figure(view, made),
            "dates": len(view.within(view.dates, made.mark.opens, made.mark.closes)),
            "sentence": made.mark.sentence,
        }
        if number:
            told[f"prev how={self.links[number - 1].period_how}"] = 1
            told["prev row"] = self.links[number - 1].topic.indicator_id == made.topic.indicator_id
        return told

    def features(self, number: int, candidate: PeriodCandidate) -> Told:
        """The features of one candidate."""
        value, mark = candidate.value, self.links[number].mark
        told: Told = {
            f"grain={grain(value) if value else ''}": 1,
            f"to rule={_relation(value, self.given[number])}": 1,
            f"to main={_relation(value, self.main)}": 1,
            "read": self.read[value],
            "told": self.told[value] if value else 0,
            "ways": len(candidate.sources),
        }
        if number:
            told[f"to prev={_relation(value, self.given[number - 1])}"] = 1
        for source in candidate.sources:
            told[f"from {source}"] = 1
        if value is not None:
            self._age(value, told)
        if candidate.date is not None:
            self._date(candidate.date, mark, told)
        return told

    def _age(self, value: str, told: Told) -> None:
        """How long a period is, and how long before publication it began and ended."""
        first, last = span(value)
        told["days"] = (last - first).days
        if self.view.published:
            today = span(self.view.published)[0]
            told["since end"] = max(-_AHEAD, min(_LONG_AGO, (today - last).days))
            told["since start"] = max(-_AHEAD, min(_LONG_AGO, (today - first).days))

    def _date(self, date: Mark, mark: Mark, told: Told) -> None:
        """Where the nearest date that tells a period stands."""
        view = self.view
        before, after = ["", "", *view.before(date, 2)], [*view.after(date, 1), ""]
        told["off"] = max(-_FAR, min(_FAR, date.first - mark.first))
        for name, word in (
            ("date", str(date.record["text"]).split()[0].lower()),
            ("d1", before[-1]), ("d2", before[-2]), ("then", after[0]),
        ):  # fmt: skip
            told[f"{name}={word}"] = 1
        told["opens"] = date.first - date.opens <= 2
        told["segment"] = view.segment_of[date.first] == view.segment_of[mark.first]
        low, high = sorted((date.first, mark.first))
        told["between"] = len(view.within(view.quantities, low, high))


def _gap(date: Mark, mark: Mark) -> int:
    return abs(date.first - mark.first)


def _moved(value: str, by: Callable[[str], str]) -> str | None:
    try:
        return by(value)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _year_before(value: str) -> str | None:
    return _moved(value, year_before)


@lru_cache(maxsize=4096)
def _relation(one: str | None, other: str | None) -> str:
    """How a period stands to another: the same, around it, inside it, like it a year or a month apart, or elsewhere."""
    if one is None or other is None:
        return "same" if one is other else "none" if one is None else "some"
    (a, b), (c, d) = span(one), span(other)
    if (a, b) == (c, d):
        return "same"
    if (a <= c and b >= d) or (a >= c and b <= d):
        return "around" if a <= c and b >= d else "inside"
    if abs((b - a).days - (d - c).days) <= _ALIKE:
        off = (d - b).days
        for name, days in (("year", _YEAR), ("month", _MONTH)):
            if abs(off) in days:
                return f"{name} {'before' if off > 0 else 'after'}"
    return "before" if b < c else "after" if a > d else "across"
