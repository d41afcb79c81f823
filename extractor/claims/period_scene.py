"""The period that the text speaks of, followed from sentence to sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure
from extractor.claims.baselines import named_baseline, step_back, year_before
from extractor.claims.cues import says, word_class
from extractor.claims.date_words import bounds_record, owns
from extractor.claims.dates import Dates, is_day, value_of
from extractor.claims.layout import layout, opens_with_label
from extractor.claims.period_asides import Total, takes_up, total_of_parts
from extractor.claims.period_headlines import headed_months
from extractor.claims.period_months import last_year, next_year, quarter_of, within_year, year_to
from extractor.claims.period_seasons import counts_days, season_of
from extractor.claims.period_words import BULLETS
from extractor.claims.topic import rows_of
from extractor.claims.view import Mark, View
from extractor.periods import add_months, grain, is_fiscal, months, span

if TYPE_CHECKING:
    from extractor.claims.link import Link


_SUMMED = frozenset({"level", "growth", "change", "share"})
"""Roles of figures that are summed up to the end of a month."""
_LEAD_LINES = 2
"""Lines behind the first in which an article says what it is about."""
LABEL = 6
"""Words of a paragraph's label, at most, its stop among them."""
REVISED = 4
"""Words of a sentence before the date whose figures it says are revised, at most."""
FRESH = 3
"""Months after which a period is no longer news."""


class PeriodScene:
    """What the article, its paragraph and its last figures speak of."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.dates = Dates(view)
        self.named = frozenset(d.record["value"] for d in view.dates)
        self.running: str | None = None
        self.aimed = False
        """Whether `running` is only what an aim or forecast was told of."""
        self.main: str | None = None
        self.first: str | None = None
        """The period that the article spoke of first."""
        self.expected: set[int] | None = None
        """The sentences of the text that told of what is expected in `main`, where nothing else is told of it."""
        self.passed: set[int] = set()
        """The dates of their sentences that only tell what had been before."""
        self.over: str | None = None
        """The last year that is over and that something was reported of."""
        self.lengths: dict[int, str] = {}
        """Months → the last span of so many that figures were told of."""
        self.told: dict[str, str] = {}
        """Grain → the last period of that grain that figures were told of."""
        self.series = False
        """Whether the paragraph has told values of a series."""
        self.against: tuple[int, str, str] = (-1, "", "")
        """The paragraph and period of the last comparison that names its base, and the base's period."""
        self.set_against: tuple[int, str] = (-1, "")
        """The last paragraph that a sentence without numbers sets against a time, and that."""
        self.totals: list[Total] = []
        """The amounts told so far, with their periods."""
        self.by_the_way = False
        """Whether `main` was set by a paragraph that only sums up the months so far."""
        self.revised = -1
        """The last paragraph that says figures are revised, without giving any."""
        self.shifts: dict[int, str] = {}
        """The last paragraph that names how its growth is compared, and how."""
        self.paragraph = -1
        self.sentence = -1
        self.lines, self.headings, self.titles = layout(view)
        self.habit = "yoy"
        self.main = self.first = self._titled()
        self.headed = headed_months(view)
        """How many months the headline says that its figures are of."""

    def _titled(self) -> str | None:
        """The month, quarter or year that closes a headline without a number, as the period of a release: "Trade in
        goods, Australia, July 2025"."""
        view = self.view
        line = view.text.find("\n")
        title = [i for i, word in enumerate(view.words) if word.end <= line and view.zone(word.start) == "headline"]
        dates = view.within(view.dates, title[0], title[-1] + 1) if title else []
        last = dates[-1] if dates else None
        if last is None or last.last != title[-1] or is_day(last) or self.dates.base[id(last)]:
            return None
        if view.before(last, 1) == ["since"]:
            return None  # "widest annual trade gap since 2009"
        value, published = value_of(last), view.published
        if not value or view.within(view.quantities, title[0], title[-1] + 1) or value[:4] not in last.record["text"]:
            return None
        return value if is_fiscal(value) or not published or span(value)[1].isoformat() <= published else None

    def _enter(self, mark: Mark) -> None:
        """A new paragraph speaks of the article's main period again, unless a heading set another."""
        sentence = mark.sentence
        paragraph = self.lines[sentence]
        start = self.sentence + 1
        if paragraph != self.paragraph:
            headed = not self.titles.isdisjoint(range(self.paragraph + 1, paragraph))
            if self.first and (headed or (self.by_the_way and opens_with_label(self.view, sentence))):
                self.main = self.first  # a new heading, after a paragraph that summed up months
            summed = total_of_parts(self.view, sentence, self.totals)
            follows = self.sentence == sentence - 1 and bool(self.totals) and takes_up(self.view, sentence)
            self.running = self.headings.get(paragraph) or summed or (self.running if follows else None) or self.main
            self.paragraph, self.series = paragraph, False
            start = sentence if self.main else start
            while start > 0 and self.lines[start - 1] == paragraph:
                start -= 1
        spans = mark.record["kind"] == "duration"  # "swelled to its widest in two years in October"
        for number in range(start, sentence + spans):
            self.running = self._opening(number) or self.running
        if spans and self.main is None and self.running and self.lines[sentence] <= self.lines[0] + _LEAD_LINES:
            self.main = self.first = self.running
        self.sentence = sentence

    def _opening(self, sentence: int) -> str | None:
        """The period that opens a sentence without numbers: "March showed what front-loading can do."."""
        first, stop = self.view.bounds[sentence]
        counted = self.view.within(self.view.quantities, first, stop)
        if any(self.main or q.record["kind"] != "duration" for q in counted):
            return None
        series = bool(self.view.within(self.view.indicators, first, stop))
        early = self.view.zone(self.view.words[first].start) == "body" and self.lines[sentence] <= self.lines[0] + 2
        told = []
        for d in self.view.within(self.view.dates, first, stop):
            if not d.record["value"] or is_day(d) or self.dates.base[id(d)]:
                if self.dates.base[id(d)] and not d.record.get("shift") and d.first <= first + REVISED:
                    self.set_against = (self.lines[sentence], value_of(d))
                continue
            if self.view.before(d, 1) == ["since"] and bounds_record(self.view, d):
                continue  # "stocks at their highest since April 2019"
            # "The picture for October alone was grimmer.", "Things had looked different in August."
            other = d.last == stop - 1 and not word_class("other_picture").isdisjoint(self.view.lowers[first:stop])
            alone = self._opens(sentence) and (self.view.after(d, 1) == ["alone"] or other)
            if d.first < first + 2 or alone:
                return value_of(d)
            if d.first <= first + REVISED and says(" " + " ".join(self.view.lowers[first:stop]) + " ", "revision"):
                self.revised = self.lines[sentence]
                return value_of(d)
            opens = self.main is None and (series or early)
            reported = set(self.view.after(d, 1)) & word_class("report_noun")
            adverbial = self.dates.adverbial(d) or bool(reported)
            if (opens or "/" in value_of(d)) and adverbial and not self._to_come(d):
                told.append(value_of(d))
        return max(told, key=_end, default=None)

    def _to_come(self, date: Mark) -> bool:
        """Whether a date ends after publication."""
        return self._unfinished(value_of(date))

    def _unfinished(self, period: str) -> bool:
        """Whether a period ends after publication."""
        published = self.view.published
        return bool(published and not is_fiscal(period) and span(period)[1].isoformat() > published)

    def _implied(self, made: Link) -> str | None:
        """The month or quarter whose base the sentence names: "fell to 34 from 38 billion in August 2023" tells of
        August 2024, where the text speaks of that or it has just ended."""
        view, context = self.view, self.running or self.main
        first, stop = made.mark.opens, made.mark.closes
        for d in view.within(view.dates, first, stop):
            base = value_of(d) if self.dates.base[id(d)] and d.record["value"] and not d.record.get("shift") else ""
            words = str(d.record["text"]).lower().split()
            named = base[:4] in d.record["text"] or not word_class("last_words").isdisjoint(words)
            if len(base) < len("2023-Q1") or is_day(d) or is_fiscal(base) or not named:
                continue
            year_on, same = next_year(base), context is not None and context[4:] == base[4:]
            if not same and self._fresh(year_on):
                return year_on
        return None

    def _fresh(self, period: str) -> bool:
        """Whether a date of the article is of a period, or it ended in the last months before publication."""
        published = self.view.published
        if period in self.named:
            return True
        if not published:
            return False
        ended = span(period)[1]
        return bool(ended.isoformat() < published <= add_months(ended, FRESH).isoformat())

    def _run_on(self, period: str, made: Link) -> None:
        """The text goes on to speak of a period, unless it is yet to come (a target's, a forecast's); what is reported
        is what the article is about, wherever it opens with a single outlook."""
        published = self.view.published
        if published and span(period)[0].isoformat() > published:
            return  # of fiscal years those from April on begin first
        self.running, self.aimed = period, made.status in ("target", "forecast")
        over = not published or (
            period[2:6] <= published[:4] if is_fiscal(period) else span(period)[1].isoformat() <= published
        )
        reported = made.status == "reported" and over
        if self.main is None or (reported and self.expected is not None and len(self.expected) == 1):
            self.main = self.first = period
            self.expected = None if reported else set()
        if not is_fiscal(period):
            self.told[grain(period)] = period
            self.lengths[months(period) or 0] = period
        if self.headed and months(period) == self.headed and self.lines[self.sentence] <= self.lines[0] + _LEAD_LINES:
            self.main = self.first = period

    def _compare(self, made: Link, previous: Link | None) -> None:
        """Remembers a comparison with a named base that is neither the year, quarter nor month before."""
        if previous is None or not is_base_figure(self.view, previous):
            return
        now, then = made.period, previous.period
        if not now or not then or previous.period_how != "adjacent" or is_base_figure(self.view, made):
            return
        same = previous.mark.sentence == made.mark.sentence
        if same and months(now) == months(then) and step_back(now, "yoy") != then:
            self.against = (self.paragraph, now, then)

    def _of_baseline(self, made: Link) -> str | None:
        """The last month or quarter spoken of, where a growth is told from the month or quarter before it."""
        if made.role not in ("growth", "change"):
            return None
        shift = named_baseline(self.view, self.dates, made)
        return self.told.get({"mom": "month", "qoq": "quarter"}.get(shift or "", ""))

    def _pointed(self, made: Link) -> str | None:
        """The last month or quarter spoken of, where the sentence points to it: "during the month under review"."""
        view = self.view
        first, stop = made.mark.opens, made.mark.closes
        stretch = " " + " ".join(view.words[i].lower for i in range(first, stop) if view.covered[i] != "date") + " "
        if made.status == "forecast" and says(stretch, "all_year") and (year := self._this_year()):
            return year
        if says(stretch, "the_month"):
            return self.told.get("month")
        if says(stretch, "months_on_end") and made.role != "rate":
            monthly = self.main is not None and not is_fiscal(self.main) and grain(self.main) == "month"
            return self.main if monthly else self.told.get("month")
        if says(stretch, "the_quarter"):
            return self.told.get("quarter") or quarter_of(self.running)
        if says(stretch, "whole_year") and self.running and not is_fiscal(self.running):
            return self.running[:4]
        named = made.topic.mark
        lead = view.lowers[max(first, named.first - 2) : named.last] if named is not None else []
        yearly = made.role == "level" and bool(set(lead) & word_class("rolling_year"))
        return year_to(self.told.get("month")) if yearly else None

    def _this_year(self) -> str | None:
        """The year of publication, where the text speaks of a part of it."""
        spoken, published = self.running or self.main, self.view.published
        return published[:4] if published and spoken and spoken[:4] == published[:4] else None

    def _to_date(self, date: Mark, made: Link) -> str | None:
        """From the year's beginning to the end of a month up to which flows are told: "exports amounted to $12 bn by
        the end of September", "at end-March"."""
        value = value_of(date)
        if owns(self.view, date) and counts_days(self.view, self.running, value, made):
            return self.running
        if up_to := within_year(self.view, date):
            date, value = up_to, value_of(up_to)
        text = str(date.record["text"]).lower()
        stock = made.topic.indicator_id in rows_of("standing") or made.status != "reported"
        stock = stock or made.topic.indicator_id in rows_of("ordered")
        led = set(self.view.before(date, 1))
        summed = led & word_class("up_to") or (led & {"at"} and made.topic.flow and made.role in _SUMMED)
        ended = up_to is not None or led == {"through"} or "end" in re.split(r"[\s-]", text)
        if stock or len(value) != 7 or not ended or not summed:
            return None
        if season := season_of(self.view, date):
            return f"{season}/{value}"
        return value[:4] if value.endswith("-12") else value if value.endswith("-01") else f"{value[:4]}-01/{value}"

    def _shifted(self, date: Mark, context: str | None) -> str:
        """The value of "the month before", reckoned from the period that the text speaks of."""
        shift = date.record.get("shift")
        if not shift and context and last_year(date, context):
            return year_before(context)
        return (step_back(context, shift) if shift and context else None) or value_of(date)

    def _opens_paragraph(self, date: Mark) -> bool:
        """Whether a paragraph begins with a date: "In the first 10 months, trade totaled …" goes on to speak of it;
        "In May alone" doesn't."""
        view = self.view
        number = date.sentence
        first = view.bounds[number][0]
        opens = self._opens(number) or (self._opens(number - 1) and self._label(number - 1))
        bullet = view.text[view.text.rfind("\n", 0, date.start) + 1] in BULLETS
        aside = bullet or view.after(date, 1) == ["alone"] or owns(view, date)
        return opens and date.first - first <= 1 and not aside and "/" in value_of(date)

    def _leads(self, made: Link, date: Mark) -> bool:
        """Whether an amount of whatever kind is told of a span in the lead, before anything else is."""
        amount = made.role == "level" and made.mark.record["kind"] in ("money", "measure")
        near = self.lines[made.mark.sentence] <= self.lines[0] + _LEAD_LINES
        early = near and self.view.zone(made.mark.start) == "body"
        spans = not is_day(date) and not self.dates.base[id(date)] and grain(value_of(date)) != "days"
        return amount and early and self.main is None and made.status == "reported" and spans

    def _sums_up(self, period: str, sentence: int) -> bool:
        """Whether a paragraph of one sentence adds what the months up to the first one spoken of came to."""
        first = self.first
        if not first or is_fiscal(first) or is_fiscal(period):
            return False
        (begun, ended), (start, stop) = span(period), span(first)
        closes = sentence + 1 == len(self.lines) or self.lines[sentence + 1] != self.lines[sentence]
        return begun < start and ended == stop and self._opens(sentence) and closes

    def _opens(self, sentence: int) -> bool:
        return sentence == 0 or self.lines[sentence - 1] != self.lines[sentence]

    def _label(self, sentence: int) -> bool:
        """Whether a few words only say what a paragraph is about: "Foreign investment."."""
        first, stop = self.view.bounds[sentence]
        return stop - first <= LABEL and not self.view.within(self.view.quantities, first, stop)

    def _returns(self, date: Mark) -> bool:
        """Whether a paragraph's first sentence speaks again of the period that the article began with."""
        number = date.sentence
        return self._opens(number) and self.running == self.first and self.view.after(date, 1) != ["alone"]

    def _headline(self, made: Link) -> bool:
        return self.view.zone(made.mark.start) == "headline"


def _end(period: str) -> str:
    return f"{period[2:6]}-12" if is_fiscal(period) else span(period)[1].isoformat()
