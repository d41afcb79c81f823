"""The period of each number.

A number's own date, its segment's, its sentence's, or the one that the text still speaks of, in this order.
Base figures ("from $84 bn", "against a deficit of €1.4 bn in May 2023") belong to the baseline's period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure
from extractor.claims.baselines import latest_of, year_before
from extractor.claims.cues import says, word_class
from extractor.claims.date_words import itself, lent, recalled
from extractor.claims.dates import DAY, is_day, value_of
from extractor.claims.foretold import period_of_foretold
from extractor.claims.habits import habit_of
from extractor.claims.market_days import on_market_day
from extractor.claims.period_asides import decimal, said_again
from extractor.claims.period_bases import Found, PeriodBases, alike
from extractor.claims.period_clauses import blamed, concludes, points_back
from extractor.claims.period_months import (
    adjective_months,
    in_months,
    months_to_date,
    next_year,
    summed_months,
    year_after,
)
from extractor.claims.period_now import closed_on, of_today, policy_rate_now, stands_now
from extractor.claims.period_runs import is_run
from extractor.claims.period_since import amount_since, flow_since, opened_since
from extractor.claims.period_words import delimits, habitual, had_been, had_stood, settled, since_behind, stands_beside
from extractor.claims.rate_dates import applied_from, holds_now, lifted
from extractor.claims.rate_sums import sum_levies
from extractor.claims.tense import few
from extractor.claims.topic import in_series, rows_of
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import Mark
from extractor.periods import is_fiscal, span

if TYPE_CHECKING:
    from extractor.claims.link import Link


class Periods(PeriodBases):
    """Assigns periods to links, in text order."""

    def assign(self, links: list[Link]) -> None:
        self.habit = habit_of(self.view, self.dates, links)
        for made in links:
            self.dates.consume(made.mark, is_base_figure(self.view, made))
        told: Link | None = None
        for i, made in enumerate(links):
            self._enter(made.mark)
            made.period, made.period_how = self._period(made, links[i - 1] if i else None, told)
            made.period = closed_on(self.view, made) or None  # a date that nothing resolves tells none
            if led := self._led_by(made):
                self._run_on(led, made)
            self._compare(made, links[i - 1] if i else None)
            self._steps_back(made, told)
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

    def _period(self, made: Link, previous: Link | None, told: Link | None) -> Found:
        """`previous` is the number before it, `told` the last that is no base."""
        view, mark = self.view, made.mark
        sentence = mark.sentence
        same = previous if previous and previous.mark.sentence == sentence else None
        if made.topic.near == "paren" and previous and not made.cue.base:
            return previous.period, previous.period_how
        if apart := self._apart(made, same, told):
            return apart
        if other := self._by_another(made, same, told):
            return other
        if beside := self._beside(made, same):
            return beside
        dates = self._candidates(made)
        context = (same.period if same and not is_base_figure(view, same) else None) or self.running or self.main
        if going_on := self._with_its_figure(made, same, dates) or self._of_clause(made, context):
            return going_on
        behind = self.dates.told_of(mark, made.role, dates)
        if behind is not None:
            return self._shifted(behind, context), "clause" if made.role == "rate" else "adjacent"
        plain, how = self._own_date(made, dates)
        if is_base_figure(view, made):
            return self._of_base_figure(made, same, plain, how, context, dates)
        if same is not None and self._aside(same) and told:
            here = told.mark.sentence == sentence
            if not here and made.role in ("growth", "change") and self._of_base(same):
                found = self._plain(made, plain, how, None)  # "That compares with $2 bn a year earlier, down $853 m"
                follows = found[0] is None and told.mark.sentence == sentence - 1
                return (told.period, "linked") if follows else found
            same = told if here else same if self._of_base(same) and same.period_how != "clause" else None
        return self._plain(made, plain, how, same)

    def _apart(self, made: Link, same: Link | None, told: Link | None) -> Found | None:
        """The period of what stands apart from the text's: a span of time, a limit, a rate that holds from a day on."""
        view, mark = self.view, made.mark
        if mark.record["kind"] == "duration" and made.role == "other":
            run = self._of_run(made, told or same)
            return run, "told" if run else "none"
        if delimits(view, made) or habitual(view, made):
            return None, "told" if habitual(view, made) else "none"
        if made.topic.indicator_id in rows_of("measure") and holds_now(view, made):
            return None, "told"
        if not in_series(made.topic, made.role) and made.role != "price" and had_been(view, made):
            return None, "none"
        if stands_beside(view, made) or (blamed(view, made) and not applied_from(view, made)):
            since = since_behind(view, mark)
            return since, "adjacent" if since else "none"
        if settled(view, made) or on_market_day(view, made, self.dates.of_contract):
            return view.published, "told"
        if told_now := policy_rate_now(view, made) or stands_now(view, made):
            return told_now, "told"
        if since := applied_from(view, made):
            return since, "applied"
        if made.role == "rate" and made.topic.indicator_id in LEVIES and lifted(view, mark):
            return None, "told"
        return None

    def _beside(self, made: Link, same: Link | None) -> Found | None:
        """The period that the words right at a number tell: since when, until today, a date tied to it, its months."""
        view, mark = self.view, made.mark
        if not is_base_figure(view, made) and (begun := self._since_begun(made)):
            if self.tally[1] and begun == year_before(self.tally[1]):
                return begun, "clause"
            self._run_on(begun, made)
            self.tally = self.paragraph, begun, mark.sentence
            return begun, "told"
        month = self.told.get("month") or (self.main if self.main and len(self.main) == len("2024-01") else None)
        if counted := flow_since(view, made, month) or amount_since(view, made, month):
            self._run_on(counted, made)
            return counted, "told"
        if told_now := self._counted(made, same) or of_today(view, made):
            counting = made.role == "level" and told_now.endswith("/" + str(view.published))
            self.tally = (self.paragraph, told_now, mark.sentence) if counting else self.tally
            return told_now, "told"
        if counted := opened_since(view, made, month):
            self._run_on(counted, made)
            return counted, "told"
        if (own := self.dates.beside(mark)) is not None:
            return value_of(own), "clause"
        tied = self.dates.tied(mark)
        if tied is not None and tied.record["value"] and not (is_day(tied) and in_series(made.topic, made.role)):
            return self._year_before(made, tied, same) or value_of(tied), "adjacent"
        told_months = (self.told.get("month"), self.main)
        if months := in_months(view, mark, told_months) or adjective_months(view, mark, self.lengths, told_months):
            return months, "adjacent"
        if self.main is None and made.status == "reported" and (summed := months_to_date(view, made)):
            self._run_on(summed, made)
            return summed, "told"
        if same is not None and (coming_year := year_after(view, mark, same.period)):
            return coming_year, "adjacent"
        return None

    def _candidates(self, made: Link) -> list[Mark]:
        """The dates of a number's sentence that may be its own; of what is still to come, those to come."""
        view, mark = self.view, made.mark
        first, stop = view.bounds[mark.sentence]
        dates = [d for d in view.within(view.dates, first, stop) if self.dates.usable(d, mark, made.topic, made.role)]
        if made.status not in ("target", "forecast"):
            return dates
        coming = [d for d in dates if self._to_come(d)]
        past = word_class("last_words")
        kept = [d for d in dates if is_fiscal(value_of(d)) and d.record["text"].lower().split()[0] not in past]
        beside = [d for d in dates if 0 < d.first - mark.last <= 2] if is_base_figure(view, made) else []
        return beside + coming or (kept if self._ahead(made) else dates)

    def _of_clause(self, made: Link, context: str | None) -> Found | None:
        """The period of the "when" of a number's clause; a base figure's only where it is one of comparison."""
        clause = self.dates.when(made.mark)
        if clause is None or made.role == "growth":
            return None
        compared = self.dates.base[id(clause)]
        if is_base_figure(self.view, made) and not compared:
            return None
        told_then = in_series(made.topic, made.role) or (compared and made.role == "level")
        dated = bool(clause.record["value"]) and not is_day(clause)
        return (self._shifted(clause, context), "clause") if dated and told_then else None

    def _own_date(self, made: Link, dates: list[Mark]) -> tuple[Mark | None, str]:
        """The date that a number is told of, and how; what counts nothing in a series takes none from behind it."""
        plain, how = self.dates.own([d for d in dates if not self.dates.base[id(d)]], made.mark)
        if how == "sentence" and plain is not None and plain.first > made.mark.last:
            counted = made.mark.record["kind"] in ("count", "duration", "multiple")
            return (None, "") if counted and not in_series(made.topic, made.role) else (plain, how)
        return plain, how

    def _by_another(self, made: Link, same: Link | None, told: Link | None) -> Found | None:
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

    def _plain(self, made: Link, plain: Mark | None, how: str, same: Link | None) -> Found:
        series = in_series(made.topic, made.role)
        if plain is not None:
            return self._of_date(made, plain, same), how
        if (
            same is not None
            and same.period
            and same.period_how != "applied"
            and not is_base_figure(self.view, same)
            and series == in_series(same.topic, same.role)
            and not (made.status == "reported" != same.status and self._unfinished(same.period))
        ):
            return same.period, "linked"
        if not self._inherits(made):
            return None, "none"
        if series and (implied := self._implied(made)):
            self._run_on(implied, made)
            return implied, "told"
        told_on = made.status == "reported" and not self._in_quotation(made)
        if self.aimed and told_on and self.running and self._unfinished(self.running):
            self.running, self.aimed = self.main or self.running, False
        pointed = self._of_baseline(made) or self._pointed(made)
        pointed = summed_months(self.view, made.mark, (self.told.get("month"), self.main)) or pointed
        self.running = pointed or self._since(made) or self.running
        if self.main is None and made.status == "reported":
            self.main = self.first = self.running
        return self._reported(made) or self.running or self.main, "inherited"

    def _of_date(self, made: Link, plain: Mark, same: Link | None) -> str:
        """The period that a number's own date tells, of which the text goes on to speak unless that is told by the way;
        `same` is the number before it in the sentence."""
        series = in_series(made.topic, made.role)
        period = self._to_date(plain, made) or latest_of(self.view, plain, made)
        stood = same is not None and had_stood(self.view, made.mark) and alike(same.mark, made.mark)
        if same is not None and same.period and stood and not plain.record.get("shift"):
            period = self._shifted(plain, same.period)  # "at $2,900, when roasters had paid $2,100 last year"
        if series and made.status == "reported" and len(period) == 4 and self._over(period):
            self.over = period
        if series and made.topic.flow and says(f" {plain.record['text'].lower()} ", "year_end"):
            period = period[:4]
        year_on = plain.record.get("shift") == "yoy" and self.main is None and made.status == "reported"
        if series and year_on and len(period) > len("2024") and not is_day(plain):
            self._run_on(next_year(period), made)  # "A year ago it was $3.4 bn" of what no time is told of before
        back = same is not None and bool(same.period) and _earlier(period, same.period)
        back = back or id(plain) in self.passed
        self.passed |= {id(plain)} if back and same is not None and not DAY.match(same.period or "") else set()
        if not back and self._goes_on(made, plain):
            if not says(self._sentence(made), "revision") and not self._in_passing(made):
                self._run_on(period, made)
            if self._opens_paragraph(plain) or self._returns(plain):
                self.main = self.running
                self.by_the_way = self._sums_up(period, made.mark.sentence)
        return period

    def _goes_on(self, made: Link, plain: Mark) -> bool:
        """Whether the text may go on to speak of the time that a number's date tells."""
        view = self.view
        aside = made.topic.indicator_id == "price" or "after" in view.before(made.mark, 3)
        if aside or plain.record.get("shift") or recalled(view, plain) or lent(view, plain):
            return False
        told = in_series(made.topic, made.role) or self._opens_paragraph(plain) or self._leads(made, plain)
        return told and not (had_stood(view, made.mark) or itself(view, plain, made.mark))

    # the article ------------------------------------------------------------------------------------------

    def _fill(self, links: list[Link]) -> None:
        """Figures told before the article's period was known, headlines among them."""
        told = [m for m in links if m.period and not DAY.match(m.period) and not self._headline(m)]
        told = [m for m in told if m.period_how != "applied"]
        body = [m for m in told if not (is_base_figure(self.view, m) or had_stood(self.view, m.mark))]
        opened = told[0] if told and told[0].period_how != "since" else None
        headed = [m for m in links if told and self._headline(m) and m.period_how == "adjacent"]
        body = body or [m for m in headed if not DAY.match(m.period or "")]
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
