"""What the dates of an article are to its numbers: their own, a base of comparison, the day of the saying."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.date_owned import OwnedDates
from extractor.claims.date_values import DAY, closes_month, is_day, labels_next, that_of, value_of
from extractor.claims.date_words import (
    announced,
    bounds_record,
    explained,
    included,
    instituted,
    made_in,
    of_object,
    opens_clause,
    parted,
    put_out,
    said,
)
from extractor.claims.period_asides import in_relative, of_another, of_rate, of_series
from extractor.claims.period_clauses import apposed_to, concluded, of_a_pact, of_later_verb, of_which_clause
from extractor.claims.topic import Topic, in_series, rows_of
from extractor.claims.view import FINITE, Mark

_NOUNS = frozenset({"NN", "NNS"})
_NEAR = 7
"""Words from a number to a date of its clause, at most."""


class Dates(OwnedDates):
    """Sorts the dates of one view."""

    def when(self, mark: Mark) -> Mark | None:
        """The date whose clause tells a number: "in the same month last year, when 5.2 million left the country"."""
        view = self.view
        first = mark.opens
        if "when" not in view.lowers[max(first, mark.first - 18) : mark.first + 1]:
            return None
        for i in range(mark.first, max(first, mark.first - 18), -1):
            if view.lowers[i] == "when" and view.covered[i - 1] == "date":
                return next(d for d in view.within(view.dates, max(first, i - 8), i) if d.last == i - 1)
            if view.words[i].gap.strip()[:1] in (",", ";", ":") and i <= mark.first:
                return None
        return None

    def usable(self, date: Mark, mark: Mark, topic: Topic, role: str) -> bool:
        """Whether a date can be the period of a number of this topic and role."""
        if date.record["value"] and self.tells_all(date, mark):
            return in_series(topic, role)
        if not date.record["value"] or (id(date) in self.consumed and not self._holds(date, mark)):
            return False
        if self.rebased(date) or self._left_behind(date, mark):
            return False
        before = self.view.before(date, 1)
        word = before[0] if before else ""
        if self.of_record(date) or made_in(self.view, date) or of_series(self.view, date):
            return False
        if topic.indicator_id != "exchange_rate" and of_rate(self.view, date):
            return False
        if (word == "since" and bounds_record(self.view, date)) or "records" in self.view.before(date, 5):
            return False
        if self.names_contract(date, "traded_contract"):
            return False
        if topic.indicator_id in rows_of("quoted") or role == "price":
            if self.of_contract(date):
                return False
            if is_day(date):
                led = word in word_class("effect_preposition") or self._of_trading(date)
                return led and not said(self.view, date)
        if is_day(date) and topic.indicator_id in rows_of("standing") and role == "level":
            counted = word == "on" and closes_month(date) and not said(self.view, date)
            return counted or self.view.before(date, 2) in (["as", "of"], ["as", "at"], ["as", "on"])
        if in_series(topic, role) or self._unnamed(date, mark, topic, role):
            return word not in ("since", "until", "till") and not is_day(date) and not put_out(self.view, date)
        if topic.indicator_id == "exchange_rate":
            return word not in ("since", "until")
        if role == "rate" and is_day(date) and date.first == mark.last + 1 and not said(self.view, date):
            return True  # "had been due to reach 25% today"
        opening = date.record["text"].lower().split()[0]
        if role == "rate" and date.first == mark.last + 1 and opening in word_class("time_opening"):
            return True  # "goes up to 12% next January"
        return self._effective(date, word, role == "rate", mark.record["kind"] in ("percent", "fraction"))

    def _of_trading(self, date: Mark) -> bool:
        """Whether a day without a preposition tells when something was traded: "ended RM39 lower yesterday", "closed at
        $9,700 Thursday", "at Tuesday's auction"."""
        view = self.view
        opening = str(date.record["text"]).lower().replace("'", " ").replace("’", " ").split()[0]
        if opening not in word_class("weekday"):
            return False
        if self._has(date):
            return not word_class("market_session").isdisjoint(w for w in view.after(date, 3))
        traded = word_class("settling") | word_class("market_verb")
        counted = view.within(view.quantities, date.opens, date.first)
        behind = counted[-1].last + 2 if counted else date.opens + 1
        plain = not any(word.gap.strip(" ~") for word in view.words[behind : date.first + 1])
        return plain and not traded.isdisjoint(view.lowers[date.opens : date.first])

    def _left_behind(self, date: Mark, mark: Mark) -> bool:
        """Whether a clause between a date and a number speaks of the present: "7% in the fourth quarter of 2026,
        and the present rate is still 3.0 points above"."""
        parted = False
        for i in range(date.last + 1, mark.first):
            parted |= "," in self.view.words[i].gap
            led = parted and self.view.lowers[i] in word_class("present_clause")
            if led and self.view.lowers[i + 1] in word_class("present_thing"):
                return True
        return False

    def _unnamed(self, date: Mark, mark: Mark, topic: Topic, role: str) -> bool:
        """Whether an amount of what has no name speaks of a span: "cut its 2025/26 harvest forecast to 4.3 billion"."""
        measured = mark.record["kind"] in ("money", "measure", "percent")
        return topic.indicator_id is None and role in ("growth", "level") and measured and not is_day(date)

    def _effective(self, date: Mark, word: str, rate: bool, share: bool) -> bool:
        """Whether a date can be the one from which a measure applies; a rate's must be told to be it."""
        opened = self.view.before(date, 2) in (["as", "of"], ["effect", "from"], ["with", "effect"])
        if rate and word not in word_class("starting") and not opened:
            around = [*self.view.before(date, 6), *self.view.after(date, 2)]
            if not any(w in word_class("effect_verb") | word_class("took_effect") for w in around):
                return False
        words = date.record["text"].lower().replace(",", " ").split()
        if word in word_class("until"):
            return False
        if announced(self.view, date) or put_out(self.view, date):
            return False
        if not is_day(date):
            span = "/" in value_of(date) and not rate
            return span or word in word_class("effect_preposition") or words[0] in word_class("time_opening")
        if any(w in word_class("ending") for w in self.view.before(date, 3)):
            return False
        weekday = word not in ("from", "since") and any(w in word_class("weekday") for w in words)
        if weekday and (rate or share) and not any(w in word_class("took_effect") for w in self.view.before(date, 6)):
            return False
        return word in word_class("effect_preposition") and not said(self.view, date)

    def told_of(self, mark: Mark, role: str, dates: list[Mark]) -> Mark | None:
        """A date of comparison right behind a level tells of it: "the hole had been $241 bn the year before"."""
        reversing = role == "growth" and set(self.view.before(mark, 3)) & word_class("reversing")
        if role not in ("level", "share", "price", "other", "rate") and not reversing:
            return None
        for d in dates:
            if not d.record.get("shift"):
                continue
            if d.last < mark.first and set(self.view.before(d, 2)) & word_class("contrast"):
                if not self.view.within(self.view.quantities, d.last + 1, mark.first):
                    return d  # "while in the same period of 2022 there had been a deficit of 12 billion"
                continue
            if role == "level" and self._of_subject(d, mark):
                return d
            if not 0 < d.first - mark.last <= 5 or self._opens_bracket(d, mark):
                continue
            between = [w.lower for w in self.view.words[mark.last + 1 : d.first]]
            turned = any(w in word_class("turning") or w in word_class("contrast") or w == "and" for w in between)
            turned = turned or that_of(self.view, d) or parted(self.view, mark, d)
            if not turned and not self.view.within(self.view.quantities, mark.last + 1, d.first):
                return d
        return None

    def _opens_bracket(self, date: Mark, mark: Mark) -> bool:
        """Whether a date tells of the number behind it in brackets: "SAR36.5 billion (a year ago SAR28.0 billion)"."""
        opened = "(" in self.view.text[mark.end : date.start]
        return opened and date.last + 1 < date.closes and self.view.covered[date.last + 1] == "quantity"

    def _of_subject(self, date: Mark, mark: Mark) -> bool:
        """Whether a date of comparison belongs to the subject of a verb of level: "Receipts in the previous season came
        to $0.9 billion"."""
        view, first = self.view, mark.opens
        if not first < date.first - 1 < date.last < mark.first or view.within(view.quantities, first, mark.first):
            return False
        finite = [i for i in range(first, mark.first) if view.tags.get(view.words[i].start) in FINITE]
        said = view.lowers[date.first - 1] in word_class("time_preposition")
        return said and finite == [date.last + 1] and view.lowers[date.last + 1] in word_class("level_verb")

    def adverbial(self, date: Mark) -> bool:
        """Whether a date hangs on what stands before it: "in May", "last year", but not "January had shown"."""
        opening = date.record["text"].split(" ", 1)[0].lower()
        owned = self.view.covered[date.first - 1] == "place" or self.view.lowers[date.first - 1] in ("'s", "’s")
        words = [*self.view.before(date, 4 if owned else 2), opening]  # "in the Indian fiscal year"
        before = self.view.tags.get(self.view.words[date.first - 1].start)
        if is_day(date) and opening[:1].isalpha() and before in _NOUNS:
            return True  # "put a 25% tariff on steel March 12"
        return any(w in word_class("time_preposition") for w in words) or opening in word_class("time_opening")

    def _contrasted(self, mark: Mark, date: Mark) -> bool:
        """Whether a date behind a number opens what is set against it: "reached $3 bn, whereas in 2023 it was …",
        "the surplus of $2 bn compares with one of $1 bn in 2023"."""
        words = [w.lower for w in self.view.words[mark.last + 1 : date.first]]
        counted = bool(self.view.within(self.view.quantities, mark.last + 1, date.first))
        thing = mark.record["kind"] not in ("percent", "percentage_points") and instituted(self.view, date)
        if thing or any(w in word_class("occasion") for w in words[:-1]):
            return True
        return any(w in word_class("contrast") or (counted and w in word_class("set_against")) for w in words)

    def own(self, dates: list[Mark], mark: Mark) -> tuple[Mark | None, str]:
        """The date that a number speaks of, among those of its sentence that name no base, and how near it is."""
        view = self.view
        closing = next((d for d in dates if self.tells_all(d, mark)), None)
        if closing is not None:
            return closing, "sentence"
        segment = view.segment_of[mark.first]
        if mark.record["kind"] in ("percent", "money") and any(not is_day(d) and self.adverbial(d) for d in dates):
            dates = [d for d in dates if not is_day(d)] if self._grows(mark) else dates
        left = [d for d in dates if d.last < mark.first and not (self._aside(d, mark) or self._by_then(d, mark))]
        left = [d for d in left if not of_a_pact(view, d, mark)]
        right = [d for d in dates if d.first > mark.last and self.adverbial(d) and not self._contrasted(mark, d)]
        right = [d for d in right if not labels_next(view, d)]
        right = [d for d in right if not (opens_clause(view, d, bool(left)) or of_later_verb(view, d))]
        right = [d for d in right if not (parted(view, mark, d) or included(view, mark, d))]
        right = [d for d in right if not (of_another(view, mark, d) or of_object(view, mark, d))]
        right = [d for d in right if not ((left and explained(view, mark, d)) or of_which_clause(view, mark, d))]
        end = apposed_to(view, mark)
        if right and right[0].first - end <= 4 and not view.within(view.quantities, end + 1, right[0].first):
            return right[0], "adjacent"
        if right and right[0].first - end <= _NEAR and self._told_of_other(left, mark):
            between = view.within(view.quantities, end + 1, right[0].first)
            if not between and view.segment_of[right[0].first] == segment:
                return right[0], "segment"
        same = [d for d in left if view.segment_of[d.first] == segment]
        if same:
            return same[-1], "segment"
        near = right and (view.segment_of[right[0].first] == segment or self._explains(mark, right[0]))
        if near and (not left or len(view.within(view.quantities, mark.last + 1, right[0].first)) <= 1):
            return right[0], "segment"
        last = right[-1] if right else None
        if last is not None and not left and len(dates) == 1 and self._closes(last) and not self._elsewhere(last, mark):
            return last, "sentence"
        return (left[-1], "sentence") if left else (None, "")

    def _explains(self, mark: Mark, date: Mark) -> bool:
        """Whether a colon opens what a number is: "Three million tonnes: that is what left in 2024"."""
        view, i = self.view, mark.last + 1
        while i < date.first and ":" not in view.words[i].gap:
            i += 1
        pointed = view.lowers[i] in ("that", "this") and view.lowers[i + 1] in word_class("copula_form")
        return i < date.first and pointed and not view.within(view.quantities, i, date.first)

    def _told_of_other(self, dates: list[Mark], mark: Mark) -> bool:
        """Whether the last of the dates before a number closes the clause of another: "expects 7 million tonnes in the
        whole year, so that another 0.7 million"."""
        view = self.view
        if not dates or "," not in view.text[dates[-1].end : dates[-1].end + 1]:
            return False
        told = view.within(view.quantities, mark.opens, dates[-1].first)
        joined = concluded(view, dates[-1].last + 1, mark.first)
        return bool(told) and joined and dates[-1].first - told[-1].last <= _NEAR

    def _grows(self, mark: Mark) -> bool:
        """Whether a word of change stands right before a number: "cut mail by 38 per cent"."""
        return any(i in self.view.change_words for i in range(max(0, mark.first - 6), mark.first))

    def _aside(self, date: Mark, mark: Mark) -> bool:
        """Whether a date belongs to a clause that only tells of a thing by the way: "the Initiative, whose tenth
        anniversary was marked last month, gained 3.2 percent"."""
        view = self.view
        closed = "," in view.text[date.end : date.end + 1]
        if in_relative(view, date, mark):
            return True
        if instituted(view, date) and (closed or mark.first - date.last > 3):
            return True
        if not closed or any(d.record is date.record for d in view.within(view.dates, date.opens, date.first)):
            return False  # the end of a span: "from November, when the season opened, to the end of July, …"
        first = date.opens
        for i in range(date.first - 1, max(first, date.first - 10), -1):
            if "," in view.words[i].gap:
                apposed = view.lowers[i] in ("a", "an") and not view.within(view.quantities, i, date.first)
                return apposed or view.words[i].lower in word_class("relative") | word_class("clause_of_time")
        return False

    def _by_then(self, date: Mark, mark: Mark) -> bool:
        """Whether a semicolon ends what is to be done by a date: "posts to go by April 2027; growth of 2 percent"."""
        gaps = (word.gap for word in self.view.words[date.last + 1 : mark.first + 1])
        return self.view.before(date, 1) == ["by"] and any(";" in gap for gap in gaps)

    def _elsewhere(self, date: Mark, mark: Mark) -> bool:
        """Whether a date stands in another clause, which tells of no figures: "shipped 4.5% more, but the row clouds
        the start of 2024"."""
        view = self.view
        segment = view.segment_of[date.first]
        turned = [i for i in range(mark.last + 1, date.first) if view.lowers[i] in word_class("turn_of_clause")]
        if segment == view.segment_of[mark.first] or not turned:
            return False
        return not view.within(view.quantities, turned[0], date.first)

    def tells_all(self, date: Mark, mark: Mark) -> bool:
        """Whether a date closes its sentence behind a comma and is told of a level and its base alike: "doubled to
        $8.3 billion from $4.5 billion, in the first half"."""
        view, led = self.view, date.first - 1
        if date.first <= mark.last or not self._closes(date) or led <= mark.last or is_day(date):
            return False
        if "," not in view.words[led].gap or view.lowers[led] not in word_class("in_time"):
            return False
        if any(view.tags.get(view.words[i].start) in FINITE for i in range(mark.last + 1, led)):
            return False
        told = [mark, *view.within(view.quantities, mark.last + 1, led)]
        based = told[-1].first - 1 >= 0 and view.lowers[told[-1].first - 1] in word_class("base")
        dated = any(not self.base[id(d)] for d in view.within(view.dates, told[0].first, led))
        return based and len(told) <= 2 and not dated

    def _closes(self, date: Mark) -> bool:
        """Whether a date ends its sentence, and so is told of all its clauses."""
        return date.closes - date.last <= 2


__all__ = ["DAY", "Dates", "is_day", "value_of"]
