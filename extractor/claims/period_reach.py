"""What a number's own sentence lets it take up of the periods that the text speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure
from extractor.claims.baselines import SHIFTS, year_before
from extractor.claims.cues import says, word_class
from extractor.claims.date_words import bounds_record, said
from extractor.claims.dates import DAY, is_day, value_of
from extractor.claims.period_scene import PeriodScene
from extractor.claims.period_seasons import season_to_day
from extractor.claims.period_since import (
    counted_since,
    counts_to,
    has_come,
    last_counted,
    moved_since,
    running_total,
)
from extractor.claims.period_words import averaged, labelled, measured_time, would_have
from extractor.claims.sources import quotation_at
from extractor.claims.tense import governing, told_as_past
from extractor.claims.topic import in_series, rows_of
from extractor.claims.view import Mark, View
from extractor.periods import grain, is_fiscal, months, span

if TYPE_CHECKING:
    from extractor.claims.link import Link


_BEGUN = 12
"""Words from "since" to the day on which something began, at most."""
_WHEN = 10
"""Words of the clause behind such a day that tells what began, at most."""
_YEAR = 12
_NEXT = 4
"""Words between two numbers of one clause, at most."""


def is_near(one: Mark, other: Mark) -> bool:
    return 0 < one.first - other.last <= _NEXT


class PeriodReach(PeriodScene):
    """Reads how far a number takes part in what the text speaks of."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.begun = self._begun()
        """The days on which the text says that something began."""
        self.concluded = -1
        """The last sentence that sums up what it told of an earlier time."""
        self.tally: tuple[int, str, int] = (-1, "", -1)
        """The last paragraph that counts from one day to another, those days and the sentence."""
        self.counted: tuple[int, str | None] = (-1, None)
        """The last sentence that counts what has come since a date, and the time up to publication."""

    habit: str
    """The base of comparison that the article's growths have where they name none."""

    def _reported(self, made: Link) -> str | None:
        """The last period that something was reported of, for a number reported in an article of which nothing but
        forecasts is told of its own period: an outlook's figures for the year before."""
        spoken = self.running or self.main
        if self.expected is None or made.status != "reported" or spoken != self.main or self._headline(made):
            return None
        return self.over if spoken and self._unfinished(spoken) else None

    def _in_quotation(self, made: Link) -> bool:
        held = quotation_at(self.view, made.mark)
        return held is not None and bool(held[1]["direct"])

    def _sentence(self, made: Link) -> str:
        first, stop = made.mark.opens, made.mark.closes
        return " " + " ".join(w.lower for w in self.view.words[first:stop]) + " "

    def _in_passing(self, made: Link) -> bool:
        """Whether a sentence inside a paragraph tells the months up to now by the way."""
        return says(self._sentence(made), "in_passing") and not self._opens(made.mark.sentence)

    def _ahead(self, made: Link) -> bool:
        """Whether a number is told as what will or would be, so that no date of the past is its own."""
        before = self.view.before(made.mark, 6)
        to_come = says(" " + " ".join(before) + " ", "is_to")
        return to_come or (governing(self.view, made.mark)[0] == "modal" and "have" not in before[-4:])

    def _compared_by(self, mark: Mark) -> str:
        """How the last growth of a paragraph that tells it is compared: "sank 23% year over year to 0.7 million, from
        1.0 million"; else the article's habit."""
        view = self.view
        known = self.shifts.get(self.paragraph)
        told = " ".join(view.lowers[i] for i in range(mark.opens, mark.first) if view.covered[i] != "date")
        told = f" {told} "
        named = [shift for shift in SHIFTS if says(told, shift)]
        if len(named) == 1:
            self.shifts = {self.paragraph: named[0]}
            return named[0]
        return known if known and not named else self.habit

    def _counted_since(self, mark: Mark) -> str | None:
        """The year since which a sentence tells a change, for the figure that it starts from: "have grown by a quarter
        since 2019, from £136bn to £173bn"."""
        view = self.view
        first = mark.opens
        told = [d for d in view.within(view.dates, first, mark.first) if view.before(d, 1) == ["since"]]
        yearly = told and value_of(told[-1]).isdigit() and view.before(mark, 1) == ["from"]
        return value_of(told[-1]) if yearly else None

    def _since(self, made: Link) -> str | None:
        """The months since one that a sentence names, up to the last that the text spoke of: "Since January 100 million
        tons have been shipped"."""
        view = self.view
        first, stop = made.mark.opens, made.mark.closes
        last = self.told.get("month") or (self.main if self.main and len(self.main) == 7 else None)
        for d in view.within(view.dates, first, stop):
            opening = view.before(d, 1) == ["since"] and d.first - first <= 2 and len(value_of(d)) == 7
            if opening and last and made.topic.flow and value_of(d) < last:
                return f"{value_of(d)}/{last}"
        return None

    def _since_begun(self, made: Link) -> str | None:
        """The time up to publication for what is told since a season or rule began, or as "so far this season": "has
        exported 11.4 million tons since the season began on July 1"."""
        view, published = self.view, self.view.published
        counts = in_series(made.topic, made.role) or has_come(view, made)
        if not published or made.status in ("target", "hypothetical"):
            return None
        if not counts:
            return self._tallied(made)
        begun = self.begun
        here = next((d for d in begun if d.sentence == made.mark.sentence), None)
        if here is None and says(self._sentence(made), "season_so_far"):
            here = begun[0] if begun else None
        if here is None:
            return season_to_day(view, made) or self._tallied(made)
        if self._dated_otherwise(made.mark, here):
            return None
        own = here.sentence == made.mark.sentence
        between = view.within(view.quantities, made.mark.last + 1, here.first) if own else []
        if any(not is_near(q, made.mark) for q in between):
            return None
        return f"{value_of(here)}/{last_counted(view, here) if own else published}"

    def _tallied(self, made: Link) -> str | None:
        """The days from which on the paragraph counts, for what has come by their end, too, and for the same day a year
        before: "By the same date of last year 3 million tonnes had left"."""
        spoken = self.running if self.tally[0] == self.paragraph else None
        if spoken is None or spoken != self.tally[1] or is_base_figure(self.view, made):
            return None
        dates = self.view.within(self.view.dates, made.mark.opens, made.mark.closes)
        dates = [d for d in dates if d.record["value"] and d not in self.begun]
        if dates and is_day(dates[0]) and dates[0].record.get("shift") == "yoy" and dates[0].last < made.mark.first:
            return year_before(spoken) if made.role in ("level", "other") else None
        moved = made.role in ("growth", "change", "share") and self.tally[2] == made.mark.sentence
        dates = [d for d in dates if not (moved and self.dates.base[id(d)])]
        return spoken if not dates and (has_come(self.view, made) or moved) else None

    def _counted(self, made: Link, same: Link | None) -> str | None:
        """The time from which on a number's sentence counts to publication, or to the day of a running total."""
        beside = same is not None and is_near(made.mark, same.mark) and made.role in ("level", "price")
        if same is not None and beside and self.counted == (made.mark.sentence, same.period):
            return same.period
        spoken = [p for p in (self.running, self.main) if p and not is_fiscal(p)]
        begun = [p[:10] for p in spoken if grain(p) == "days"] + [value_of(d) for d in self.begun[:1]]
        begun = begun or [f"{p[:4]}-01-01" for p in spoken]
        told = counted_since(self.view, made)
        self.counted = (made.mark.sentence, told) if told else self.counted
        return told or moved_since(self.view, made) or running_total(self.view, made, begun)

    def _dated_otherwise(self, mark: Mark, begun: Mark) -> bool:
        """Whether the sentence of a number names another time than that in which something began, or parts of it."""
        view = self.view
        for d in view.within(view.dates, mark.opens, mark.closes):
            words = str(d.record["text"]).lower().split()
            passed = d.record.get("shift") or self.dates.base[id(d)] or "same" in words or "season" in words
            passed = passed or counts_to(view, d) or (is_day(d) and said(view, d))
            whole = bool(d.record["value"]) and months(value_of(d)) == _YEAR
            passed = passed or (whole and value_of(d)[:7] == value_of(begun)[:7])
            since = d.first < begun.first and "since" in view.lowers[max(d.opens, d.first - 4) : d.first]
            if d is not begun and d.record["value"] and not (passed or since):
                return True
        return False

    def _begun(self) -> list[Mark]:
        """The days on which the text says that something began, before its publication."""
        view, found = self.view, list[Mark]()
        for d in view.dates:
            words = [*view.before(d, _BEGUN), *re.findall("[a-z]+", str(d.record["text"]).lower())]
            since = "since" in words and not word_class("begun_word").isdisjoint(words[words.index("since") :])
            led = view.before(d, 1) == ["since"] and view.after(d, 1) == ["when"] and "," in view.words[d.last + 1].gap
            clause = view.lowers[d.last + 1 : min(d.closes, d.last + _WHEN)] if led else []
            since = since or not word_class("begun_word").isdisjoint(clause)  # "since Sept. 1, when the season opened"
            since = since and not bounds_record(view, d)  # "the lowest since the year began"
            if since and DAY.match(value_of(d)) and value_of(d) < (view.published or ""):
                found.append(d)
        return found

    def _inherits(self, made: Link) -> bool:
        """Whether a number without a date of its own speaks of the period that the text speaks of."""
        if made.topic.near == "inherited" and self._in_quotation(made):
            return False
        moved = made.role in ("growth", "change") or (made.cue.how == "to" and made.cue.change is not None)
        moved = moved and made.topic.indicator_id in rows_of("stock")
        standing = made.topic.indicator_id in rows_of("standing") and not moved
        if standing or (made.status in ("target", "hypothetical") and not would_have(self.view, made.mark)):
            return False
        if not self._headline(made) and self._standing(made) and not would_have(self.view, made.mark):
            return False
        if averaged(self.view, made) or measured_time(self.view, made) or labelled(self.view, made):
            return True
        if made.topic.indicator_id is None and made.role in ("growth", "change"):
            if made.mark.record["kind"] in ("percent", "money") and self.series:
                return True
        elif in_series(made.topic, made.role) and made.mark.record["kind"] != "duration":
            return True
        return told_as_past(self.view, made) and not self._in_quotation(made) and not self._dated(made)

    def _standing(self, made: Link) -> bool:
        """Whether a number is told as what holds or would, and not as what was in a period: "a bag costs $4", "who
        farms 2,400 acres", "the rule would cost importers $3 bn a year"."""
        tense, verb = governing(self.view, made.mark)
        if tense == "modal":
            before = self.view.before(made.mark, 8)
            if "now" in before[-4:]:
                return False  # what has been decided: "a bag will now sell at $3"
            polled = "had" in before
            return made.status != "forecast" or (not polled and self._over(self.running or self.main))
        if tense != "present":
            return False
        some_time = "within" in self.view.after(made.mark, 6) and self._over(self.running or self.main)
        dated = self.view.within(self.view.dates, made.mark.opens, made.mark.closes)
        if some_time and made.status == "forecast" and verb in word_class("expecting_verb") and not dated:
            return True  # "expects exports to double to $2 bn within six years"
        return made.role == "price" or (made.topic.near == "inherited" and verb not in word_class("restating"))

    def _over(self, period: str | None) -> bool:
        """Whether a period ended before publication."""
        published = self.view.published
        if not published or not period:
            return False
        return bool(period[2:6] <= published[:4] if is_fiscal(period) else span(period)[1].isoformat() < published)

    def _dated(self, made: Link) -> bool:
        """Whether the sentence of a number names a date that isn't a base, nor that of a figure compared with."""
        dates = self.view.within(self.view.dates, made.mark.opens, made.mark.closes)
        return any(not self.dates.base[id(d)] and id(d) not in self.dates.compared for d in dates)

    def _next_year(self, base: str | None) -> str | None:
        """The year that is compared with the one before it; None where the base is no calendar year, or one long
        before publication."""
        if not base or not base.isdigit() or len(base) != 4:
            return None
        published = self.view.published
        return str(int(base) + 1) if not published or int(published[:4]) - int(base) <= 2 else None

    def _on_a_day(self, made: Link) -> bool:
        """Whether a number of the text is a stock on a day: "reserves rose to $43 bn as of October 17"."""
        day = made.period is not None and bool(DAY.match(made.period)) and made.topic.indicator_id is not None
        return day and not self._headline(made) and not is_base_figure(self.view, made)
