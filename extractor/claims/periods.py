"""The period of each number.

A number's own date, its segment's, its sentence's, or the one that the text still speaks of, in this order.
Base figures ("from $84 bn", "against a deficit of €1.4 bn in May 2023") belong to the baseline's period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure, overtaken, restated
from extractor.claims.baselines import latest_of, step_back, year_before
from extractor.claims.cues import says, word_class
from extractor.claims.dates import DAY, is_day, value_of
from extractor.claims.foretold import period_of_foretold
from extractor.claims.habits import habit_of
from extractor.claims.market_days import on_market_day
from extractor.claims.period_asides import decimal, said_again
from extractor.claims.period_clauses import blamed, concludes, points_back
from extractor.claims.period_now import closed_on, of_today
from extractor.claims.period_reach import PeriodReach
from extractor.claims.period_runs import is_run
from extractor.claims.period_words import (
    delimits,
    habitual,
    had_been,
    had_stood,
    in_months,
    itself,
    recalled,
    settled,
    since_behind,
    stands_beside,
    summed_months,
    year_after,
)
from extractor.claims.rate_dates import applied_from, lifted
from extractor.claims.rate_sums import sum_levies
from extractor.claims.tense import few
from extractor.claims.topic import in_series
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import Mark
from extractor.periods import is_fiscal, months, shift, span

if TYPE_CHECKING:
    from extractor.claims.link import Link

_MONTHS = 15
"""Characters of a period in months, at most."""


class Periods(PeriodReach):
    """Assigns periods to links, in text order."""

    def assign(self, links: list[Link]) -> None:
        self.habit = habit_of(self.view, self.dates, links)
        for made in links:
            self.dates.consume(made.mark, is_base_figure(self.view, made))
        told: Link | None = None
        for i, made in enumerate(links):
            self._enter(made.mark)
            made.period, made.period_how = self._period(made, links[i - 1] if i else None, told)
            made.period = closed_on(self.view, made)
            self._compare(made, links[i - 1] if i else None)
            aside = self._aside(made)
            if made.role == "level" and made.period and not aside and not self._headline(made):
                self.totals.append((made.mark.record["unit"], decimal(made.mark), made.period))
            told = made if told is None or not aside else told
            if self.expected is not None and self.main == made.period and not self._headline(made):
                self.expected.add(made.mark.sentence)
            self.series |= in_series(made.topic, made.role) and made.period_how != "none"
        sum_levies(self.view, links)
        self._fill(links)

    # one number -------------------------------------------------------------------------------------------

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

    def _period(self, made: Link, previous: Link | None, told: Link | None) -> tuple[str | None, str]:
        """`previous` is the number before it, `told` the last that is no base."""
        view, mark = self.view, made.mark
        sentence = mark.sentence
        same = previous if previous and previous.mark.sentence == sentence else None
        if made.topic.near == "paren" and previous and not made.cue.base:
            return previous.period, previous.period_how
        if mark.record["kind"] == "duration" and made.role == "other":
            run = self._of_run(made, told or same)
            return run, "told" if run else "none"
        if delimits(view, made) or habitual(view, made):
            return None, "told" if habitual(view, made) else "none"
        if not in_series(made.topic, made.role) and made.role != "price" and had_been(view, made):
            return None, "none"
        if stands_beside(view, made) or (blamed(view, made) and not applied_from(view, made)):
            since = since_behind(view, mark)
            return since, "adjacent" if since else "none"
        if settled(view, made) or on_market_day(view, made, self.dates.of_contract):
            return view.published, "told"
        if since := applied_from(view, made):
            return since, "applied"
        if made.role == "rate" and made.topic.indicator_id in LEVIES and lifted(view, mark):
            return None, "told"
        if other := self._by_another(made, same, told):
            return other
        if not is_base_figure(view, made) and (begun := self._since_begun(made)):
            self._run_on(begun, made)
            return begun, "told"
        if told_now := self._counted(made, same) or of_today(view, made):
            return told_now, "told"
        series = in_series(made.topic, made.role)
        tied = self.dates.tied(mark)
        if tied is not None and tied.record["value"] and not (is_day(tied) and series):
            return self._year_before(made, tied, same) or value_of(tied), "adjacent"
        if months := in_months(view, mark, (self.told.get("month"), self.main)):
            return months, "adjacent"
        if same is not None and (coming_year := year_after(view, mark, same.period)):
            return coming_year, "adjacent"
        first, stop = view.bounds[sentence]
        dates = [d for d in view.within(view.dates, first, stop) if self.dates.usable(d, mark, made.topic, made.role)]
        if made.status in ("target", "forecast"):
            coming = [d for d in dates if self._to_come(d)]
            past = word_class("last_words")
            kept = [d for d in dates if is_fiscal(value_of(d)) and d.record["text"].lower().split()[0] not in past]
            beside = [d for d in dates if 0 < d.first - mark.last <= 2] if is_base_figure(view, made) else []
            dates = beside + coming or (kept if self._ahead(made) else dates)
        context = (same.period if same and not is_base_figure(view, same) else None) or self.running or self.main
        expected = made.status == "forecast" and in_series(made.topic, made.role)
        if same is not None and is_base_figure(view, made) and (expected or restated(view, made, same)):
            return same.period, "linked"
        if self.revised == self.paragraph and self.running and is_base_figure(view, made) and not dates:
            return self.running, "told"
        clause = self.dates.when(mark)
        told_then = series or (clause is not None and self.dates.base[id(clause)] and made.role == "level")
        if made.role == "growth" or (is_base_figure(view, made) and not (clause and self.dates.base[id(clause)])):
            told_then = False
        if clause is not None and clause.record["value"] and not is_day(clause) and told_then:
            return self._shifted(clause, context), "clause"
        behind = self.dates.told_of(mark, made.role, dates)
        if behind is not None:
            return self._shifted(behind, context), "clause" if made.role == "rate" else "adjacent"
        plain, how = self.dates.own([d for d in dates if not self.dates.base[id(d)]], mark)
        if how == "sentence" and not series and plain is not None and plain.first > mark.last:
            plain, how = (None, "") if mark.record["kind"] in ("count", "duration", "multiple") else (plain, how)
        if is_base_figure(view, made):
            begins = made.role == "rate" and plain is not None and is_day(plain) and plain.first != mark.last + 1
            alike = same is not None and same.period_how == "inherited" and _alike(same.mark, mark)
            if not series and (how != "adjacent" or begins) and not alike:
                return None, "none"
            if plain is not None and plain.first > mark.last and not overtaken(view, made):
                aim = made.cue.how == "from" and view.before(plain, 1) == ["by"]
                return (None, "none") if aim else (self._shifted(plain, context), how)
            told_of = (self._to_date(plain, made) or value_of(plain)) if plain else context
            return self._base_period(mark, told_of, dates)
        if same is not None and self._aside(same) and told:
            here = told.mark.sentence == sentence
            if not here and made.role in ("growth", "change") and self._of_base(same):
                return self._plain(made, plain, how, None)  # "That compares with $2 bn a year earlier, down $853 m"
            same = told if here else same if self._of_base(same) and same.period_how != "clause" else None
        return self._plain(made, plain, how, same)

    def _by_another(self, made: Link, same: Link | None, told: Link | None) -> tuple[str | None, str] | None:
        """The period of a number that has another's: one that was forecast, sums up or points back."""
        view, mark = self.view, made.mark
        if foretold := period_of_foretold(view, made, told):
            return foretold, "adjacent"
        closing = made.status == "forecast" and says(" " + " ".join(view.before(mark, 10)) + " ", "year_closing")
        if closing and (year := self._this_year()):
            return year, "told"
        if told is not None and told.mark.sentence == mark.sentence - 1 and points_back(view, mark):
            return told.period, "linked"
        amount = told is not None and told.role != "rate" and said_again(view, mark)
        if told is not None and told.mark.sentence == mark.sentence - 1 and amount:
            return told.period, "told"
        spoken = self.running or self.main
        past = same is not None and (had_stood(view, same.mark) or _before(same.period, spoken))
        if same is not None and self.concluded == mark.sentence and made.role in ("growth", "change"):
            return same.period, "linked"  # "so that's a drop of 16 billion, or four per cent"
        if same is not None and past and spoken and concludes(view, made, same.mark):
            self.concluded = mark.sentence
            return spoken, "linked"
        return None

    def _of_run(self, made: Link, told: Link | None) -> str | None:
        """The period that a sentence tells a run or the end of one of."""
        if self._headline(made) or made.status != "reported" or not is_run(self.view, made.mark):
            return None
        if told is not None and told.mark.sentence == made.mark.sentence:
            return told.period if told.period_how != "applied" else None
        dates = self.view.within(self.view.dates, made.mark.opens, made.mark.closes)
        dates = [d for d in dates if d.record["value"] and not (self.dates.base[id(d)] or is_day(d))]
        plain = self.dates.own([d for d in dates if not self._to_come(d)], made.mark)[0]
        return value_of(plain) if plain is not None else None

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
        return shift(same.period, -1, "year") if last and part and int(same.period[:4]) - 1 == int(year[:4]) else None

    def _plain(self, made: Link, plain: Mark | None, how: str, same: Link | None) -> tuple[str | None, str]:
        series = in_series(made.topic, made.role)
        if plain is not None:
            period = self._to_date(plain, made) or latest_of(self.view, plain, made)
            if series and made.status == "reported" and len(period) == 4 and self._over(period):
                self.over = period
            if series and made.topic.flow and says(f" {plain.record['text'].lower()} ", "year_end"):
                period = period[:4]
            aside = made.topic.indicator_id == "price" or "after" in self.view.before(made.mark, 3)
            back = same is not None and bool(same.period) and _earlier(period, same.period)
            back = back or id(plain) in self.passed
            self.passed |= {id(plain)} if back and same is not None and not DAY.match(same.period or "") else set()
            told = (series or self._opens_paragraph(plain)) and not recalled(self.view, plain)
            told = told and not (had_stood(self.view, made.mark) or itself(self.view, plain, made.mark))
            if told and not plain.record.get("shift") and not aside and not back:
                if not says(self._sentence(made), "revision") and not self._in_passing(made):
                    self._run_on(period, made)
                if self._opens_paragraph(plain) or self._returns(plain):
                    self.main = self.running
                    self.by_the_way = self._sums_up(period, made.mark.sentence)
            return period, how
        if (
            same is not None
            and same.period
            and same.period_how != "applied"
            and not is_base_figure(self.view, same)
            and series == in_series(same.topic, same.role)
            and not (made.status == "reported" != same.status and self._unfinished(same.period))
        ):
            return same.period, "linked"
        if self._inherits(made):
            if series and (implied := self._implied(made)):
                self._run_on(implied, made)
                return implied, "told"
            pointed = self._of_baseline(made) or self._pointed(made)
            pointed = summed_months(self.view, made.mark, (self.told.get("month"), self.main)) or pointed
            self.running = pointed or self._since(made) or self.running
            if self.main is None and made.status == "reported":
                self.main = self.first = self.running
            return self._reported(made) or self.running or self.main, "inherited"
        return None, "none"

    def _base_period(self, mark: Mark, context: str | None, dates: list[Mark]) -> tuple[str | None, str]:
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

    # the article ------------------------------------------------------------------------------------------

    def _fill(self, links: list[Link]) -> None:
        """Figures told before the article's period was known, headlines among them."""
        told = [m for m in links if m.period and not DAY.match(m.period) and not self._headline(m)]
        told = [m for m in told if m.period_how != "applied"]
        body = [m for m in told if not is_base_figure(self.view, m)]
        opened = told[0] if told and told[0].period_how != "since" else None
        main = body[0].period if body else self._next_year(opened.period) if opened else None
        stocks = {(m.topic.indicator_id, m.role): m for m in reversed(links) if self._on_a_day(m)}
        twins = {(m.mark.record.get("value"), m.mark.record["kind"]): m for m in reversed(body)}
        for made in links:
            if made.period is not None or made.role == "rate" or is_base_figure(self.view, made):
                continue
            if delimits(self.view, made) or habitual(self.view, made):
                continue
            if self._headline(made):
                twin = twins.get((made.mark.record.get("value"), made.mark.record["kind"]))
                twin = twin or stocks.get((made.topic.indicator_id, made.role))
                named = made.mark.record["kind"] == "count" and made.topic.indicator_id is None and few(made.mark)
                if twin is not None or self._inherits(made) or (made.role in ("growth", "level") and not named):
                    made.period, made.period_how = (twin.period if twin else main), "headline"
            elif main and self._inherits(made):
                made.period, made.period_how = main, "inherited"


def _alike(mark: Mark, other: Mark) -> bool:
    """Whether two numbers are of one kind and unit."""
    return (mark.record["kind"], mark.record["unit"]) == (other.record["kind"], other.record["unit"])


def _before(period: str | None, other: str | None) -> bool:
    """Whether a period is the one before another of its kind."""
    if not period or not other or is_fiscal(period) != is_fiscal(other):
        return False
    return period < other if is_fiscal(period) else year_before(other) == period


def _earlier(period: str, other: str | None) -> bool:
    """Whether a period ends before another; False where either is a fiscal one."""
    if not other or is_fiscal(period) or is_fiscal(other):
        return False
    return span(period)[1] < span(other)[1]


__all__ = ["Periods", "is_base_figure"]
