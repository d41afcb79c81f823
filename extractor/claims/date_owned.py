"""Dates that belong to one figure alone: "January's $2.9bn", "the 5.6 percent recorded in April"."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.date_kinds import DateKinds
from extractor.claims.date_values import is_day, join_ends, join_years, that_of
from extractor.claims.date_words import level_of, opens_clause
from extractor.claims.view import Mark, View

_POSSESSIVE = ("'s", "’s")
_LABEL = 40
"""Characters of a bracket before the date in it, at most."""


class OwnedDates(DateKinds):
    """Keeps which dates of one view are a single figure's."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        join_ends(view)
        join_years(view)
        self.base = {id(d): self.is_base(d) for d in view.dates}
        self.consumed: set[int] = {id(d) for d in view.dates if self._in_apposition(d)}
        """Dates that belong to one figure alone: "the 5.6 percent recorded in April"."""
        self.compared: set[int] = set()
        """Those of them whose figure another one like it is compared with."""

    def _in_apposition(self, date: Mark) -> bool:
        """Whether a date tells since or until when a subject was something: "China, in 2022 still the second-largest
        market, slipped behind Britain"."""
        view = self.view
        opens = "," in view.words[max(0, date.first - 1)].gap and view.words[date.first - 1].lower in ("in", "until")
        return opens and view.after(date, 1) != [] and view.after(date, 1)[0] in word_class("of_old")

    def consume(self, mark: Mark, base: bool) -> None:
        """Marks the dates that belong to one figure alone; `base`: it is what another is compared with."""
        for own in (self.tied(mark), self.beside(mark)):
            self.consumed.update({id(own)} if own is not None else ())
        self._consume_bracketed(mark)
        for d in self.view.within(self.view.dates, mark.last + 3, mark.last + 4):
            if self.view.after(mark, 2) == ["set", "in"]:  # "the previous high of $25 bn set in September"
                self.consumed.add(id(d))
        for d in self.view.within(self.view.dates, mark.last + 2, mark.last + 3):
            if self.view.after(mark, 1) == ["of"]:  # "over the 10.6 million of 2023"
                self.consumed.add(id(d))
        self._consume_clause(mark)
        self._consume_participle(mark)
        if base:
            self._consume_base(mark)

    def _consume_base(self, mark: Mark) -> None:
        """The dates right behind a figure that another is compared with."""
        view, alike = self.view, (mark.record["kind"], mark.record["unit"])
        told = view.within(view.quantities, mark.opens, mark.first)
        compared = any((q.record["kind"], q.record["unit"]) == alike for q in told)
        for d in view.within(view.dates, mark.last + 1, min(mark.closes, mark.last + 6)):
            passed = view.within(view.quantities, mark.last + 1, d.first) or opens_clause(view, d, True)
            if not is_day(d) and not passed:
                self.consumed.add(id(d))
                self.compared.update({id(d)} if compared else ())

    def _consume_clause(self, mark: Mark) -> None:
        """A date of the clause that tells of a price is its own: "At the $24 that brokers offered in March, …"."""
        view = self.view
        unit = mark.record["unit"] or ""
        if "/" not in unit or view.after(mark, 1) not in (["that"], ["which"]):
            return
        k = mark.last + 1
        while k < len(view.words) and view.segment_of[k] == view.segment_of[mark.first]:
            if "," in view.words[k].gap:
                break
            k += 1
        for d in view.within(view.dates, mark.last + 1, k):
            self.consumed.add(id(d))

    def _consume_participle(self, mark: Mark) -> None:
        """A date of the participle that tells which figure is meant is that one's alone, where another was told before:
        "already close to the 534.6 billion yuan registered in the whole of 2024"."""
        view, i = self.view, mark.last + 1
        led = view.before(mark, 3)
        of = led[-2:-1] == ["of"] and led[0] not in word_class("short_of")
        before = view.within(view.quantities, mark.opens, mark.first)
        of = of and not any(q.record["unit"] == mark.record["unit"] for q in before)  # "$8 bn, a fifth of the $40 bn"
        if led[-1:] != ["the"] or of or i >= mark.closes:
            return
        if view.words[i].gap.strip() or view.tags.get(view.words[i].start) not in ("VBN", "VBD"):
            return
        if before:
            times = before[-1].record["kind"] in ("multiple", "fraction")  # "half the $7,020 charged on July 4"
            near = view.within(view.dates, i + 1, min(mark.closes, i + 5))
            told = {id(d) for d in near if times or not is_day(d)}
            self.consumed |= told
            self.compared |= told

    def _consume_bracketed(self, mark: Mark) -> None:
        """A date behind a number in the same brackets is that number's alone: "(4.6 million in 2023)"."""
        text = self.view.text
        closing = text.find(")", mark.end, mark.end + 40)
        if closing < 0 or text[max(0, mark.start - 1) : mark.start] != "(":
            return
        for d in self.view.within(self.view.dates, mark.last + 1, mark.last + 8):
            if d.end <= closing:
                self.consumed.add(id(d))

    def bracketed_base(self, mark: Mark) -> bool:
        """Whether a number stands in brackets with the date that it is compared by: "($215 million a year earlier)"."""
        text = self.view.text
        closing = text.find(")", mark.end, mark.end + 40)
        if closing < 0 or text[max(0, mark.start - 1) : mark.start] != "(":
            return False
        behind = self.view.within(self.view.dates, mark.last + 1, mark.last + 5)
        return any(d.end <= closing and (self.base[id(d)] or d.record.get("shift")) for d in behind)

    def tied(self, mark: Mark) -> Mark | None:
        """The date of a possessive or before a bracket: "January's $2.9bn", "May 2023 (€242.8 bn)"."""
        for d in reversed(self.view.within(self.view.dates, max(0, mark.first - 8), mark.first + 1)):
            owned = self._possessive(d, mark) or self._bracketed(d, mark) or self.apposed(d, mark)
            owned = owned or self.labels(d, mark) or self._year_ago(d, mark)
            if d.last <= mark.first and d.end <= mark.start and owned:
                return d
        return None

    def _year_ago(self, date: Mark, mark: Mark) -> bool:
        """Whether a date of comparison stands before a number as its adjective: "the year-ago 12.3 lakh tonnes"."""
        beside = date.record.get("shift") and mark.first == date.last + 1
        return bool(beside) and not self.view.words[mark.first].gap.strip(" ~$€£¥")

    def _holds(self, date: Mark, mark: Mark) -> bool:
        """Whether a consumed date is this number's own."""
        if date.end > mark.start:
            behind = self.view.within(self.view.quantities, date.last, date.last + 3)
            if any(self._possessive(date, q) for q in behind):
                return False  # "half as large again as February's $14 bn"
            between = self.view.within(self.view.quantities, mark.last + 1, date.first)
            return 0 <= date.first - mark.last <= 6 and not between
        tied = self._possessive(date, mark) or self._bracketed(date, mark) or self.apposed(date, mark)
        return tied or self.labels(date, mark)

    def beside(self, mark: Mark) -> Mark | None:
        """The date of a figure that a comma sets beside a subject, whose verb tells another: "China, 4.1 million in
        2023-24, bought half as much"."""
        view = self.view
        if mark.first <= mark.opens or "," not in view.words[mark.first].gap:
            return None
        for d in view.within(view.dates, mark.last + 1, min(mark.closes - 2, mark.last + 3)):
            verb = d.last + 1
            closed = verb < mark.closes and "," in view.words[verb].gap
            closed = closed and view.tags.get(view.words[verb].start) in ("VBD", "VBZ", "VBP")
            told = {"quantity", "date"}.intersection(view.covered[mark.opens : mark.first])
            if closed and not told and view.within(view.quantities, verb, mark.closes):
                return d
        return None

    def apposed(self, date: Mark, mark: Mark) -> bool:
        """Whether a number between commas tells what a date of comparison had: "beat that of June last year,
        3.4 million, by 230,000"."""
        view = self.view
        beside = mark.first == date.last + 1 and view.text[date.end : mark.start].strip(" $€£¥") == ","
        closed = mark.last + 1 < mark.closes and view.words[mark.last + 1].gap.strip().startswith(",")
        return beside and closed and (that_of(view, date) or level_of(view, date) or _level(view, date))

    def labels(self, date: Mark, mark: Mark) -> bool:
        """Whether a date and a colon lead to a number in brackets: "(July 2024: 13.7 billion)"."""
        text = self.view.text
        opened = text.rfind("(", date.start - _LABEL, date.start)
        led = text[date.end : mark.start].strip(" $€£¥") == ":"
        return led and opened >= 0 and ")" not in text[opened : date.start] and "\n" not in text[opened : date.start]

    def _possessive(self, date: Mark, mark: Mark) -> bool:
        between = self.view.text[date.end : mark.start].strip()
        closed = mark.first == date.last + 1 and self.view.text[date.end - 2 : date.end] in _POSSESSIVE
        passed = word_class("passed_over") | word_class("own_level")
        owned = between.startswith(_POSSESSIVE) and passed.issuperset(between[2:].rstrip("$€£¥").lower().split())
        return between == "s'" or owned or closed

    def _bracketed(self, date: Mark, mark: Mark) -> bool:
        return self.view.text[date.end : mark.start].strip() in ("(", "(about", "(some")


def _level(view: View, date: Mark) -> bool:
    """Whether a date names a level that is a verb's object: "exceeded the level of June"."""
    before = view.before(date, 4)
    named = len(before) > 3 and before[3] in ("of", "in", "for") and before[2] in word_class("level_word")
    return named and view.tags.get(view.words[date.first - 4].start, "")[:2] == "VB"
