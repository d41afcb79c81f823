"""The periods of figures that others are compared with: "from $84 bn", "against €1.4 bn in May 2023"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor import periods
from extractor.claims.base_figures import is_base_figure, overtaken, restated
from extractor.claims.baselines import SHIFTS, step_back, year_before
from extractor.claims.cues import word_class
from extractor.claims.date_words import bounds_record
from extractor.claims.dates import DAY, is_day, value_of
from extractor.claims.period_clauses import aimed
from extractor.claims.period_reach import PeriodReach
from extractor.claims.period_words import stands_beside
from extractor.claims.topic import in_series, rows_of
from extractor.claims.view import Mark
from extractor.periods import is_fiscal, months

if TYPE_CHECKING:
    from extractor.claims.link import Link

Found = tuple[str | None, str]
"""A period and how it was found."""
_MONTHS = 15
"""Characters of a period in months, at most."""


class PeriodBases(PeriodReach):
    """Tells base figures from others, and when they were."""

    def _of_base(self, made: Link) -> bool:
        """Whether a number is what others are compared with: a base, or bracketed behind a date of comparison."""
        tied = self.dates.tied(made.mark)
        bracketed = tied is not None and self.view.text[made.mark.start - 1 : made.mark.start] == "("
        clause = self.dates.when(made.mark)
        if clause is not None and self.dates.base[id(clause)]:
            return True
        if self.dates.bracketed_base(made.mark):
            return True
        if tied is not None and (self.dates.apposed(tied, made.mark) or self.dates.labels(tied, made.mark)):
            return True
        return is_base_figure(self.view, made) or (bracketed and tied is not None and self.dates.base[id(tied)])

    def _aside(self, made: Link) -> bool:
        """Whether a number only stands beside what is told: a base, one of a clause of its own, an ordinary rate."""
        return self._of_base(made) or made.period_how == "clause" or stands_beside(self.view, made)

    def _steps_back(self, made: Link, told: Link | None) -> None:
        """Remembers how a paragraph compares, by a base with a date of its own: "up 6% on August's R174 billion"."""
        tied = self.dates.tied(made.mark)
        if told is None or tied is None or not self.dates.base[id(tied)] or told.mark.sentence != made.mark.sentence:
            return
        if made.role != "level" or not made.period or not told.period or DAY.match(told.period):
            return
        found = next((shift for shift in SHIFTS if step_back(told.period, shift) == made.period), None)
        if found:
            self.shifts = {self.paragraph: found}

    def _led_by(self, made: Link) -> str | None:
        """The month, quarter or fiscal year that a sentence speaks of without a number, where its first number is of
        the one before: "bounced back in February, having shown a deficit of R16 bn in January"."""
        view, mark, then = self.view, made.mark, made.period
        if not then or made.role not in ("level", "growth", "change"):
            return None
        here = view.within(view.quantities, mark.opens, mark.closes)
        if here[0] is not mark:
            return None
        for d in view.within(view.dates, mark.opens, mark.first if len(here) > 1 else mark.closes):
            plain = not self.dates.base[id(d)] and self.dates.adverbial(d) and not bounds_record(view, d)
            if plain and value_of(d) and _is_next(value_of(d), then):
                return value_of(d)
        return None

    def _with_its_figure(self, made: Link, same: Link | None, dates: list[Mark]) -> Found | None:
        """The period of a base figure that is of the same time as what is compared with it: one that was expected, told
        anew or revised."""
        view = self.view
        expected = made.status == "forecast" and in_series(made.topic, made.role)
        expected = expected or (made.role == "level" and aimed(view, made.mark))
        if same is not None and is_base_figure(view, made) and (expected or restated(view, made, same)):
            return same.period, "linked"
        if self.revised == self.paragraph and self.running and is_base_figure(view, made) and not dates:
            return self.running, "told"
        return None

    def _of_base_figure(
        self, made: Link, same: Link | None, plain: Mark | None, how: str, context: str | None, dates: list[Mark]
    ) -> Found:
        """The period of a base figure: `plain`, the sentence's own date, where it stands behind; else one before it."""
        view, mark = self.view, made.mark
        set_by = made.role == "rate" or made.topic.indicator_id in rows_of("measure")
        begins = set_by and plain is not None and is_day(plain) and plain.first != mark.last + 1
        like = same is not None and same.period_how == "inherited" and alike(same.mark, mark)
        if not in_series(made.topic, made.role) and (how != "adjacent" or begins) and not like:
            near = view.within(view.dates, mark.last + 2, min(mark.last + 3, mark.closes))
            month = next((d for d in near if not is_day(d)), None)
            told = set_by and month is not None and view.lowers[mark.last + 1] in ("in", "for")
            return (value_of(month), "adjacent") if told and month is not None else (None, "none")
        if plain is not None and self.dates.tells_all(plain, mark):
            return self._base_period(mark, value_of(plain), [d for d in dates if d is not plain])
        if plain is not None and plain.first > mark.last and not overtaken(view, made):
            aim = made.cue.how == "from" and view.before(plain, 1) == ["by"]
            return (None, "none") if aim else (self._shifted(plain, context), how)
        told_of = (self._to_date(plain, made) or value_of(plain)) if plain else context
        return self._base_period(mark, told_of, dates)

    def _base_period(self, mark: Mark, context: str | None, dates: list[Mark]) -> Found:
        """The period of a base figure: a date behind it, else the comparison that the sentence or article makes."""
        stop = mark.closes
        following = self.view.within(self.view.quantities, mark.last + 1, stop)
        limit = following[0].first if following else stop
        for d in dates:
            if mark.last < d.first < limit and d.first - mark.last <= 8:
                return self._shifted(d, context), "adjacent"
        ago = [d for d in self.view.within(self.view.dates, mark.last + 1, limit) if d.first == mark.last + 1]
        if ago and ago[0].record["value"] and ago[0].record["text"].lower().endswith(" ago"):
            return value_of(ago[0]), "adjacent"
        bases = [d for d in dates if self.dates.base[id(d)]]
        if since := self._counted_since(mark):
            return since, "since"
        for d in bases:
            if d.last < mark.first and mark.first - d.last <= 4:
                return self._shifted(d, context), "adjacent"
        if bases:
            return self._shifted(bases[0], context), "sentence"
        if context and self.set_against[0] == self.paragraph and months(self.set_against[1]) == months(context):
            return self.set_against[1], "told"
        if context and self.against[:2] == (self.paragraph, context):
            return self.against[2], "told"
        if context and not DAY.match(context):
            return step_back(context, self._compared_by(mark)) or year_before(context), "base"
        return None, "none"

    def _year_before(self, made: Link, tied: Mark, same: Link | None) -> str | None:
        """The same months a year back, where a part of this year is compared with "last year's" figure."""
        known = same is not None and bool(same.period) and same.status == made.status == "reported"
        if same is None or not same.period or not known or is_fiscal(same.period):
            return None
        led, before = self.view.before(tied, 1), self.view.words[max(0, tied.first - 2)]
        grown = same.mark.record["kind"] == "percent" and same.mark.last == tied.first - 2
        grown = grown and not before.gap.strip(" ~,")
        compared = led == ["than"] or (grown and bool(word_class("comparing").intersection(led)))
        last = str(tied.record["text"]).lower().startswith("last year") and compared
        part = len(same.period) > 4 and same.period[:4].isdigit() and not DAY.match(same.period)
        part = part and is_base_figure(self.view, made) and len(same.period) <= _MONTHS
        year = value_of(tied)
        told = last and part and int(same.period[:4]) - 1 == int(year[:4])
        return periods.shift(same.period, -1, "year") if told else None


def _is_next(period: str, then: str) -> bool:
    """Whether a month, quarter or fiscal year follows another."""
    if is_fiscal(period) or is_fiscal(then):
        return is_fiscal(period) and is_fiscal(then) and int(period[2:]) == int(then[2:]) + 1
    kind = periods.grain(period)
    return kind in ("month", "quarter") and periods.grain(then) == kind and periods.shift(then, 1, kind) == period


def alike(mark: Mark, other: Mark) -> bool:
    """Whether two numbers are of one kind and unit."""
    return (mark.record["kind"], mark.record["unit"]) == (other.record["kind"], other.record["unit"])
