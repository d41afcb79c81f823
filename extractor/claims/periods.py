"""The period of each number and, for growth and change, the baseline that it is measured against.

A number's own date, its segment's, its sentence's, or the one that the text still speaks of, in this order.
Base figures ("from $84 bn", "against a deficit of €1.4 bn in May 2023") belong to the baseline's period.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from extractor import lookups
from extractor.claims.cues import says, word_class
from extractor.claims.topics import economic
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_MONTH = re.compile(r"^\d{4}-\d\d$")
_QUARTER = re.compile(r"^\d{4}-Q[1-4]$")
_COMPARE = frozenset({"than", "from", "against", "versus", "vs", "over", "on", "to", "with", "below", "above", "in", "of", "for", "at"})
_STRICT = frozenset({"than", "against", "versus", "vs", "below", "above", "with", "on", "over", "from", "exceeding"})


def a_year_before(period: str) -> str:
    """The same span a year before, in the same notation."""
    return re.sub(r"\d{4}", lambda m: str(int(m.group()) - 1), period)


def step_back(period: str, shift: str) -> str | None:
    """The period that yoy, mom or qoq means for a period; None where there is none."""
    if shift == "yoy":
        return a_year_before(period)
    if shift == "mom" and _MONTH.match(period):
        number = int(period[:4]) * 12 + int(period[5:]) - 2
        return f"{number // 12}-{number % 12 + 1:02}"
    if shift == "qoq" and _QUARTER.match(period):
        number = int(period[:4]) * 4 + int(period[6:]) - 2
        return f"{number // 4}-Q{number % 4 + 1}"
    return None


class Periods:
    """Assigns period and baseline to links, in text order."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.running: str | None = None
        self.main: str | None = None
        self.paragraph = -1
        self.sentence = -1
        self.lines, self.headings = self._layout()
        self.consumed: set[int] = set()
        self.habit: str | None = None
        """The comparison that the article makes where it names one."""

    def assign(self, links: list[Link]) -> None:
        base = {id(d): self._is_base(d) for d in self.view.dates}
        self.habit = self._habit(links)
        for made in links:
            self._consume(made)
        for i, made in enumerate(links):
            previous = links[i - 1] if i else None
            self._one(made, previous, base)
        self._headline(links)
        self._baselines(links)

    # dates ------------------------------------------------------------------------------------------------

    def _is_base(self, date: Mark) -> bool:
        """Whether a date names what something is compared with."""
        view = self.view
        first = view.bounds[view.sentence(date.start)][0]
        if date.record.get("shift"):
            return date.first - first > 1
        before = view.before(date, 4)
        if not before:
            return False
        if before[-1] in ("in", "for", "the") and len(before) > 1 and before[-2] in ("than", "against", "versus", "with", "below", "above", "as", "like", "from"):
            return before[-2] != "with" or before[-3:-2] in (["compared"], ["compares"])
        word = before[-1]
        if word in ("than", "versus", "vs", "against"):
            return True
        if word == "with" and len(before) > 1 and before[-2] in ("compared", "compares", "comparison"):
            return True
        if word in ("from", "on", "over") and not _DAY.match(date.record["value"] or ""):
            follow = view.after(date, 1)
            if word == "from" and follow[:1] in (["to"], ["through"], ["until"]):
                return False
            j = date.first - 2
            return j >= first and (view.covered[j] == "quantity" or any(c.first <= j <= c.last for c in view.changes))
        return False

    def _usable(self, date: Mark, made: Link) -> bool:
        value = date.record["value"]
        if not value or (id(date) in self.consumed and not self._holds(date, made.mark)):
            return False
        before = self.view.before(date, 2)
        word = before[-1] if before else ""
        if economic(made.topic) and made.role != "rate":
            if word in ("since", "until", "till"):
                return False
            return not _DAY.match(value)
        if made.topic.indicator_id == "exchange_rate":
            return word not in ("since", "until")
        return self._effective(date, word)

    def _effective(self, date: Mark, word: str) -> bool:
        """Whether a date can be the one from which a measure applies."""
        words = date.record["text"].lower().replace(",", " ").split()
        if word in ("until", "till", "through", "to", "than", "with"):
            return False
        if not _DAY.match(date.record["value"]):
            return word in word_class("effect_preposition") or words[0] in word_class("time_opening")
        if word not in word_class("effect_preposition") or any(w in word_class("weekday") for w in words):
            return False
        return not self._said(date)

    def _said(self, date: Mark) -> bool:
        """Whether a day belongs to the saying ("told reporters on Friday"), not to what is told."""
        view = self.view
        if date.start < view.sentences[view.sentence(date.start)][0] + 3 and "," in view.text[date.end : date.end + 2]:
            return False
        around = [*view.before(date, 3), *view.after(date, 2)]
        return any(w in word_class("saying") for w in around)

    def _holds(self, date: Mark, mark: Mark) -> bool:
        """Whether a possessive or bracketed date stands right at a number: "January's $2.9bn", "May 2023 (€242.8 bn)"."""
        if date.end > mark.start:
            return 0 <= date.first - mark.last <= 6 and not self.view.within(self.view.quantities, mark.last + 1, date.first)
        return self._possessive(date, mark) or self._bracketed(date, mark)

    def _possessive(self, date: Mark, mark: Mark) -> bool:
        between = self.view.text[date.end : mark.start].strip()
        return between in ("'s", "’s", "s'") or (mark.first == date.last + 1 and self.view.text[date.end - 2 : date.end] in ("'s", "’s"))

    def _bracketed(self, date: Mark, mark: Mark) -> bool:
        return self.view.text[date.end : mark.start].strip() in ("(", "(about", "(some")

    def _tied(self, mark: Mark) -> Mark | None:
        """The date that a number is tied to by a possessive or a bracket."""
        for d in reversed(self.view.within(self.view.dates, max(0, mark.first - 8), mark.first + 1)):
            if d.last <= mark.first and d.end <= mark.start and (self._possessive(d, mark) or self._bracketed(d, mark)):
                return d
        return None

    def _one(self, made: Link, previous: Link | None, base: dict[int, bool]) -> None:
        view, mark = self.view, made.mark
        sentence = view.sentence(mark.start)
        first, stop = view.bounds[sentence]
        self._enter(mark)
        if made.topic.near == "paren" and previous and not made.cue.base:
            made.period = previous.period
            return
        tied = self._tied(mark)
        if made.mark.record["kind"] == "duration" and made.role == "other":
            return
        if tied is not None and not (_DAY.match(tied.record["value"] or "") and economic(made.topic)):
            made.period = str(tied.record["value"])
            return
        dates = [d for d in view.within(view.dates, first, stop) if self._usable(d, made)]
        told = self._told_of(made, dates)
        if told is not None:
            made.period = str(told.record["value"])
            return
        own = [d for d in dates if not base[id(d)]]
        plain = self._own_date(own, mark)
        period = str(plain.record["value"]) if plain else None
        if self.is_base_figure(made):
            if not economic(made.topic):
                return
            if period is None or (plain and plain.last < mark.first):
                context = period or (previous.period if previous and view.sentence(previous.mark.start) == sentence else None) or self.running or self.main
                made.period = self._base_period(made, context, [d for d in dates if base[id(d)]], dates)
            else:
                made.period = period
            return
        if period is None and previous and view.sentence(previous.mark.start) == sentence and not self.is_base_figure(previous):
            period = previous.period if economic(made.topic) == economic(previous.topic) else None
        if period is None and self._inherits(made):
            period = self.running or self.main
        if plain is not None and period and made.topic.flow and says(f" {plain.record['text'].lower()} ", "year_end"):
            period = period[:4]
        made.period = period
        if plain is not None and period and economic(made.topic) and not plain.record.get("shift"):
            self.running = period
            if self.main is None:
                self.main = period

    def _told_of(self, made: Link, dates: list[Mark]) -> Mark | None:
        """A date of comparison right behind a level tells of it: "the hole had been $241 bn the year before"."""
        if made.role not in ("level", "share", "price", "other"):
            return None
        mark = made.mark
        for d in dates:
            if d.record.get("shift") and 0 < d.first - mark.last <= 5:
                between = [w.lower for w in self.view.words[mark.last + 1 : d.first]]
                if not any(w in ("from", "than", "on", "over", "against", "with", "to") for w in between) and not self.view.within(self.view.quantities, mark.last + 1, d.first):
                    return d
        return None

    def _habit(self, links: list[Link]) -> str:
        """The comparison that the article's growth figures name most; yoy where they name none."""
        votes = Counter(shift for made in links if made.role in ("growth", "change") and (shift := self._named(made)) in ("yoy", "mom", "qoq"))
        if votes:
            return votes.most_common(1)[0][0]
        places = Counter(made.place for made in links if made.place)
        place = places.most_common(1)[0][0] if places else None
        return next((row["monthly"] for row in lookups.table("habits") if row["place"] == place), "yoy")

    def _consume(self, made: Link) -> None:
        """A date right behind a base figure belongs to it alone: "the 5.6 percent recorded in April"; so does a
        possessive one before a figure."""
        tied = self._tied(made.mark)
        if tied is not None:
            self.consumed.add(id(tied))
        if not self.is_base_figure(made):
            return
        stop = self.view.bounds[self.view.sentence(made.mark.start)][1]
        for d in self.view.within(self.view.dates, made.mark.last + 1, min(stop, made.mark.last + 6)):
            if not self.view.within(self.view.quantities, made.mark.last + 1, d.first):
                self.consumed.add(id(d))

    def _enter(self, mark: Mark) -> None:
        """A new paragraph speaks of the article's main period again, unless a heading set another."""
        sentence = self.view.sentence(mark.start)
        paragraph = self.lines[sentence]
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.running = self.headings.get(paragraph) or self.main
            start = next(i for i, line in enumerate(self.lines) if line == paragraph)
        else:
            start = self.sentence + 1
        for number in range(start, sentence):
            self.running = self._opening(number) or self.running
        self.sentence = sentence

    def _opening(self, sentence: int) -> str | None:
        """The period that opens a sentence without numbers: "March showed what front-loading can do."."""
        first, stop = self.view.bounds[sentence]
        if self.view.within(self.view.quantities, first, stop):
            return None
        for d in self.view.within(self.view.dates, first, min(stop, first + 2)):
            value = d.record["value"]
            if value and not _DAY.match(value) and not self._is_base(d):
                return str(value)
        return None

    def _layout(self) -> tuple[list[int], dict[int, str]]:
        """The paragraph of each sentence, and the periods that headings of a date alone set for paragraphs."""
        lines: list[int] = []
        headings: dict[int, str] = {}
        line, last, current = 0, 0, None
        for start, end in self.view.sentences:
            line += self.view.text.count("\n", last, start)
            last = start
            lines.append(line)
            surface = self.view.text[start:end].strip()
            first, stop = self.view.bounds[len(lines) - 1]
            if len(lines) > 1 and stop - first <= 6 and not surface.endswith((".", "?", "!", "”", '"')) and not self.view.within(self.view.quantities, first, stop):
                dates = self.view.within(self.view.dates, first, stop)
                current = str(dates[0].record["value"]) if dates and dates[0].record["value"] else None
            if current:
                headings[line] = current
        return lines, headings

    def _inherits(self, made: Link) -> bool:
        """Whether a number without a date of its own speaks of the period that the text speaks of."""
        return economic(made.topic) and made.role != "rate" and made.mark.record["kind"] != "duration"

    def _adverbial(self, date: Mark) -> bool:
        """Whether a date hangs on what stands before it: "in May", "last year", but not "January had shown"."""
        before = self.view.before(date, 2)
        opening = date.record["text"].split(" ", 1)[0].lower()
        return any(w in word_class("time_preposition") for w in before) or opening in word_class("time_preposition") or opening in word_class("time_opening")

    def _own_date(self, dates: list[Mark], mark: Mark) -> Mark | None:
        """The date that a number speaks of, among those of its sentence that name no base."""
        view = self.view
        segment = view.segment_of[mark.first]
        left = [d for d in dates if d.last < mark.first]
        right = [d for d in dates if d.first > mark.last and self._adverbial(d)]
        if right and right[0].first - mark.last <= 4 and not view.within(view.quantities, mark.last + 1, right[0].first):
            return right[0]
        same = [d for d in left if view.segment_of[d.first] == segment]
        if same:
            return same[-1]
        if right and view.segment_of[right[0].first] == segment:
            between = view.within(view.quantities, mark.last + 1, right[0].first)
            if len(between) <= 1 or not left:
                return right[0]
        return left[-1] if left else None

    def is_base_figure(self, made: Link) -> bool:
        """Whether the number is the base of a comparison: "up from 3.2 percent", "against €1.4 bn"."""
        if made.role in ("growth", "change") and made.cue.how == "by":
            return False
        if made.cue.how == "from":
            return True
        before = self.view.before(made.mark, 6)
        skip = ("the", "a", "an", "about", "some", "deficit", "surplus", "of", "roughly", "nearly", "just", "around", "revised", "record", "only", "over", "more")
        words = [w for w in before if w not in skip]
        return bool(words) and words[-1] in ("from", "against", "than", "versus", "vs", "below", "above", "with") and (words[-1] != "with" or "compared" in words[-2:])

    def _base_period(self, made: Link, period: str | None, bases: list[Mark], dates: list[Mark]) -> str | None:
        """The period of a base figure: a date behind it, else the comparison's shift."""
        stop = self.view.bounds[self.view.sentence(made.mark.start)][1]
        following = self.view.within(self.view.quantities, made.mark.last + 1, stop)
        limit = following[0].first if following else stop
        for d in dates:
            if made.mark.last < d.first < limit and d.first - made.mark.last <= 8:
                return str(d.record["value"])
        for d in bases:
            if d.last < made.mark.first and made.mark.first - d.last <= 4:
                return str(d.record["value"])
        for d in bases:
            if d.last < made.mark.first or d.first > made.mark.last:
                return str(d.record["value"])
        if period and self.habit:
            return step_back(period, self.habit) or a_year_before(period)
        return a_year_before(period) if period and not _DAY.match(period) else None

    # second pass ------------------------------------------------------------------------------------------

    def _headline(self, links: list[Link]) -> None:
        """Headline figures take the body's period where they name none."""
        body = Counter(m.period for m in links if m.period and not _DAY.match(m.period) and self._zone(m) != "headline")
        lead = next((m.period for m in links if m.period and not _DAY.match(m.period) and self._zone(m) != "headline"), None)
        main = lead or (body.most_common(1)[0][0] if body else None)
        for made in links:
            if made.period is None and self._inherits(made) and main and not self.is_base_figure(made) and self._zone(made) != "headline":
                made.period = main
            if made.period is None and self._zone(made) == "headline" and made.role != "rate":
                match = next((m.period for m in links if m.period and self._zone(m) != "headline" and m.mark.record.get("value") == made.mark.record.get("value") and m.mark.record["kind"] == made.mark.record["kind"]), None)
                made.period = match or main

    def _zone(self, made: Link) -> str:
        for z in self.view.doc._.zones:
            if z["start"] <= made.mark.start < z["end"]:
                return str(z["zone"])
        return "body"

    def _baselines(self, links: list[Link]) -> None:
        """yoy, mom, qoq or a period for growth and change; an unnamed one follows the article's habit."""
        votes: Counter[str] = Counter()
        pending: list[Link] = []
        for made in links:
            if made.role not in ("growth", "change"):
                continue
            made.baseline = self._named(made)
            if made.baseline in ("yoy", "mom", "qoq"):
                votes[made.baseline] += 1
            if made.baseline is None:
                pending.append(made)
        habit = self.habit or "yoy"
        for made in pending:
            if made.period and not _DAY.match(made.period):
                if habit == "mom" and not _MONTH.match(made.period):
                    made.baseline = "yoy"
                elif habit == "qoq" and not _QUARTER.match(made.period):
                    made.baseline = "yoy"
                else:
                    made.baseline = habit

    def _named(self, made: Link) -> str | None:
        view, mark = self.view, made.mark
        sentence = view.sentence(mark.start)
        first, stop = view.bounds[sentence]
        segment = view.segment_of[mark.first]
        low, high = mark.first, mark.last + 1
        while low > first and view.segment_of[low - 1] == segment:
            low -= 1
        while high < stop and view.segment_of[high] == segment:
            high += 1
        for d in view.within(view.dates, low, high):
            if self._is_base(d) and d.record["value"]:
                if d.record.get("shift"):
                    return str(d.record["shift"])
                value = str(d.record["value"])
                for shift in ("yoy", "mom", "qoq"):
                    if made.period and step_back(made.period, shift) == value:
                        return shift
                return value
        stretch = " " + " ".join(w.lower for w in view.words[low:high]) + " "
        for shift in ("yoy", "mom", "qoq"):
            if says(stretch, shift):
                return shift
        return None
