"""Clauses that name what a number measures by their verb or their order, not by an indicator next to it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.topic import Topic, economic, rows_of
from extractor.claims.topic_traded import Traded
from extractor.claims.view import Mark, View

_FAR = 20
"""Sentences back in which the partners that are ranked may be named."""

_TURN = 6
"""Words before a number in which its way is told to be the other one."""


class Clauses(Traded):
    """One construction a method; each gives the topic or None."""

    def __init__(self, view: View, home: str | None) -> None:
        super().__init__(view, home)
        self.slower: Topic | None = None
        """What the last race compared its first flow with."""

    def followed(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What the next in rank bought or sold of what the sentence before told: "Switzerland was the main destination,
        with $3 bn. The Emirates followed with $2 bn"."""
        view = self.view
        number = mark.sentence
        first = view.bounds[number][0]
        if previous is None or previous[1].flow not in ("exports", "imports") or mark.record["kind"] == "duration":
            return None
        near = number - previous[0].sentence <= 1
        if not near or view.paragraph(previous[0].start) != view.paragraph(mark.start):
            return None
        if view.within(view.indicators, first, mark.first):
            return None
        places = view.within(view.places, first, mark.first)
        ranked = places and set(view.lowers[places[0].last + 1 : mark.first]) & word_class("next_in_rank")
        opens = places and places[0].first - first <= 1
        return replace(previous[1], mark=None, near="verb") if ranked and opens else None

    def raced(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """Two flows that a comparison names before their numbers: "exports grew faster than imports, by 4.7%
        against 2.7%"."""
        view = self.view
        first = mark.opens
        if previous and previous[1].near == "raced" and self.slower and previous[0].first >= first:
            return replace(self.slower, near="raced") if previous[0].last + 8 > mark.first else None
        if view.before(mark, 1) != ["by"] or "," not in view.words[mark.first - 1].gap:
            return None
        start = max((q.last + 1 for q in view.within(view.quantities, first, mark.first)), default=first)
        told = view.within(view.indicators, start, mark.first)
        if len(told) != 2 or "than" not in [w.lower for w in view.words[told[0].last : told[1].first]]:
            return None
        self.slower = self.of_mark(told[1], "raced")
        return self.of_mark(told[0], "raced")

    def predicate(self, indicator: Mark) -> Topic | None:
        """What is said to be an export: "Iron ore was again the biggest export, at $138 billion"."""
        view = self.view
        if indicator.record["indicator_id"] not in rows_of("trade") or indicator.record["modifiers"]:
            return None
        first = indicator.opens
        i = indicator.first - 1
        while i > first and indicator.first - i < 9 and view.words[i].lower not in word_class("copula"):
            if view.words[i].gap.strip("~-"):
                return None
            i -= 1
        if i <= first or view.words[i].lower not in word_class("copula"):
            return None
        phrase = self.nouns.clean(self.nouns.back(i - 1, first, first))
        if not phrase or not any(w.lower in word_class("ranked") for w in view.words[i : indicator.last]):
            return None
        self.running = self.of_mark(indicator, "left")
        label = str(indicator.record["indicator_id"])
        return Topic(" ".join([*phrase, label]), label, indicator.record["flow"], None, None, "product")

    def referred(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What "it" or "they" takes up from the sentence before: "In the year to December it stood at $419 billion"."""
        view = self.view
        number = mark.sentence
        first = view.bounds[number][0]
        if previous is None or not economic(previous[1]) or previous[0].sentence != number - 1:
            return None
        if view.within(view.indicators, first, mark.first) or view.paragraph(previous[0].start) != self.paragraph:
            return None
        for i in range(first, min(mark.first - 1, first + 9)):
            tag = view.tags.get(view.words[i + 1].start, "")
            if view.words[i].lower in ("it", "they") and (tag[:2] in ("VB", "MD") or i + 1 in view.change_starts):
                told, opening = self.opened
                chained = told == number - 1 and opening.near == "inherited" and economic(opening)
                subject = view.words[i].lower == "it" and chained  # "it had been 20.9 … In September it had been 17.3"
                return replace(opening if subject else previous[1], near="inherited")
        moved = mark.record["kind"] == "percent" and view.lowers[first] in ("that", "this")
        if moved and view.lowers[first + 1] in word_class("copula"):
            return replace(previous[1], near="inherited")
        return None

    def rated(self, mark: Mark) -> bool:
        """Whether basis points are those of an interest rate: "cut its rate by 25 basis points to 4.5 percent"."""
        return any(w in ("rate", "rates") for w in [*self.view.before(mark, 6), *self.view.after(mark, 3)])

    def partnered(self, mark: Mark) -> Topic | None:
        """Trade both ways where partners are ranked: "Partners along the Belt and Road accounted for 51.8 percent of
        the total", "China is the leading partner. Russia follows with $12.8 billion"."""
        view = self.view
        number = mark.sentence
        first, stop = view.bounds[number]
        if any(m.record["flow"] for m in view.within(view.indicators, first, stop)):
            return None
        here = [w.lower for w in view.words[first : mark.first]]
        told = set(here) & word_class("partner_noun")
        if not told and set(here) & word_class("rank"):
            start = max(view.opening(mark.start), number - _FAR)
            told = {w.lower for w in view.words[view.bounds[start][0] : first]} & word_class("partner_noun")
        if not told or self.first_flow is None:
            return None
        label = f"{self.sector} trade" if self.sector in ("goods", "services") else "trade"
        return Topic(label, "trade", "total", self.sector, None, "verb")

    def opposite(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The other flow, or the balance, of a trade told before: "17.6 billion from Indonesia and 9.7 billion the
        other way, or 7.9 billion in Jakarta's favor"."""
        view = self.view
        if previous is None or mark.record["kind"] not in ("money", "measure", "count"):
            return None
        after = " " + " ".join(view.after(mark, 5)) + " "
        before = previous[1]
        turned = {"exports": "imports", "imports": "exports"}.get(before.flow or "")
        ahead = " " + " ".join(view.before(mark, _TURN)) + " "
        if turned and (says(after[:30], "other_way") or says(ahead, "turned_about")):
            name = " ".join([*(before.indicator or "").split()[:-1], turned])
            return Topic(name, turned, turned, before.sector, None, "verb")
        if before.flow and says(after, "in_favour") and view.after(mark, 1) == ["in"]:
            return Topic("trade surplus", "trade_surplus", "balance", before.sector, None, "part")
        source = view.within(view.places, mark.last + 2, mark.last + 4)
        own = bool(source) and source[0].record["code"] == self.home
        if before.flow == "total" and view.after(mark, 1) == ["from"] and own:
            return Topic("exports", "exports", "exports", before.sector, None, "verb")
        return None

    def aside(self, mark: Mark, first: int) -> tuple[int, int]:
        """The words of a relative clause that ends before the number's verb: "car exports, which have faced a tariff
        since April, fell 3.4 percent"; (0, 0) where there is none."""
        view = self.view
        for k in range(mark.first - 1, max(first, mark.first - 9), -1):
            verb = view.tags.get(view.words[k].start, "VB")[:2] == "VB"
            if "," in view.words[k].gap and k in view.change_starts and verb:
                for i in range(k - 1, first, -1):
                    opens = view.words[i].lower in word_class("relative") or view.tags.get(view.words[i].start) == "VBN"
                    led = opens and view.tags.get(view.words[i - 1].start) == "IN"  # "on which a duty has been levied"
                    if opens and "," in view.words[i].gap:
                        return i, k
                    if led and i - 1 > first and "," in view.words[i - 1].gap:
                        return i - 1, k
                    if view.words[i].gap.strip("~-$€£,"):
                        break
        return 0, 0

    def spent(self, mark: Mark) -> Topic | None:
        """What visitors spend: "They spent 411 billion rupees in all, or 148,698 each"."""
        words = " " + " ".join(self.view.before(mark, 5)) + " "
        visitors = "arrivals" in (self.running.indicator_id, self.main_id)
        if mark.record["kind"] != "money" or not visitors or not says(words, "spending"):
            return None
        if self.view.after(mark, 1)[:1] and self.view.after(mark, 1)[0] in word_class("price_adverb"):
            return Topic("tourist spending", "price", None, None, None, "verb")
        return Topic("tourist spending", "tourism_receipts", None, None, None, "verb")

    @cached_property
    def main_id(self) -> str | None:
        """The row of the first indicator of the body."""
        body = (m for m in self.view.indicators if self.view.zone(m.start) == "body")
        first = next(body, None)
        return str(first.record["indicator_id"]) if first else None

    def raised(self, mark: Mark, cue: Cue) -> str | None:
        """What somebody raised or cut by a number: "The authority raised port dues by 3.5 percent"."""
        change = cue.change
        if cue.how != "by" or cue.preposition != "by" or change is None or "verb" not in change.forms:
            return None
        phrase = self.nouns.phrase(change.last + 1, mark.first)
        spoken = [w for w in self.view.words[change.last + 1 : mark.first] if w.lower not in ("the", "its", "a", "by")]
        return " ".join(self.nouns.clean(phrase)) or None if len(phrase) == len(spoken) else None
