"""Clauses that name what a number measures by their verb or their order, not by an indicator next to it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from extractor.claims.cues import Cue, phrases, says, word_class
from extractor.claims.topic import Topic, economic, rows_of
from extractor.claims.topic_state import State
from extractor.claims.view import Mark, View

_FLOWS = frozenset({"exports", "imports"})
_FAR = 20
"""Sentences back in which the partners that are ranked may be named."""


class Clauses(State):
    """One construction a method; each gives the topic or None."""

    def __init__(self, view: View, home: str | None) -> None:
        super().__init__(view, home)
        self.slower: Topic | None = None
        """What the last race compared its first flow with."""

    def traded(self, mark: Mark, before: Mark) -> Topic | None:
        """Another verb of trade behind a number: "sold Mexico $334 billion of goods and bought $505.9 billion"."""
        view = self.view
        direct = " ".join(view.before(mark, 1))
        reach = 25 if f" {direct} " in (*phrases("sold_verb"), *phrases("bought_verb")) else 12
        if mark.record["kind"] not in ("money", "measure") or mark.first - before.last > reach:
            return None
        if view.within(view.indicators, before.last + 1, mark.first):
            return None
        words = " " + " ".join(w.lower for w in view.words[before.last + 1 : mark.first]) + " "
        exports, imports = says(words, "sold_verb"), says(words, "bought_verb")
        if exports == imports:
            return None
        exports ^= self.sold_home(mark) or (imports and self._bought_ours(mark, before))
        name = "exports" if exports else "imports"
        return Topic(name, name, name, None, None, "verb")

    def _bought_ours(self, mark: Mark, before: Mark) -> bool:
        """Whether another country is who bought, in a list of buyers: "the UAE took $5 bn, Hong Kong bought $3 bn"."""
        view = self.view
        between = view.within(view.places, before.last + 1, mark.first)
        if self.running.flow != "exports" or not between or between[-1].record["code"] == self.home:
            return False
        buyer = between[-1]
        verb = buyer.last + 1 + (view.lowers[buyer.last + 1] in word_class("aside"))
        return verb < mark.first and says(f" {view.words[verb].lower} ", "bought_verb")

    def sold_home(self, mark: Mark) -> bool:
        """Whether the sentence tells what another side sold to the article's own: "It sold Kazakhstan goods worth
        $7.90 billion and bought $6.95 billion worth", "Switzerland sold $63 billion of goods to the U.S."."""
        view = self.view
        first, stop = mark.opens, mark.closes
        for m in view.within(view.places, first, stop) if self.home is not None else ():
            if m.record["code"] != self.home or m.first <= first:
                continue
            if m.first < mark.first and f" {view.words[m.first - 1].lower} " in phrases("sold_verb"):
                return True
            before = [w for w in view.before(m, 3) if w != "the"]
            seller = view.within(view.places, first, mark.first)[:1]
            if before[-1:] == ["to"] and seller and seller[0].record["code"] not in (self.home, "world"):
                verbs = [w for w in view.after(seller[0], 3) if w not in word_class("auxiliary")]
                return bool(verbs) and f" {verbs[0]} " in (*phrases("sold_verb"), " sent ", " supplied ")
        return False

    def inverted(self, mark: Mark) -> Topic | None:
        """The way before the number: "To the Americans went 5,858 cars", "from Brazil came 2 million tonnes"."""
        view = self.view
        first = mark.opens
        for m in reversed(view.within(view.places, first, mark.first)):
            if view.within(view.quantities, m.last + 1, mark.first) or m.last + 1 >= len(view.words):
                return None
            verb = view.words[m.last + 1].lower
            before = [w for w in view.before(m, 2) if w not in ("the", "its")][-1:]
            if m.first > first + 1 and "indicator" in (view.covered[m.first - 2], view.covered[m.first - 3]):
                return None  # "exports to … went to …"
            if before == ["to"] and verb in word_class("went"):
                return self.directed("exports")
            if before == ["from"] and verb in word_class("came"):
                return self.directed("imports")
        return None

    def bound(self, mark: Mark) -> Topic | None:
        """The way that a word alone tells: "outbound cargo stood at $359 bn and inbound at $602 bn"."""
        view = self.view
        before = view.before(mark, 2)
        if before[-1:] not in (["at"], ["to"], ["by"]) or mark.record["kind"] not in ("money", "measure", "percent"):
            return None
        flow = {"inbound": "imports", "outbound": "exports"}.get(before[0])
        return replace(self.directed(flow), near="list") if flow else None

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

    def relative(self, mark: Mark) -> Topic | None:
        """What a relative clause says was traded: "the 1.2 million tonnes of maize that Zambia bought"."""
        view = self.view
        k = mark.last + 1
        stop = mark.closes
        if mark.record["kind"] not in ("money", "measure", "count") or k >= stop:
            return None
        phrase = []
        if view.words[k].lower in ("of", "worth"):
            k += 2 if view.words[k].lower == "worth" else 1
            phrase = self.nouns.phrase(k, stop)
            k += len(phrase)
        if k >= stop or view.words[k].lower not in ("that", "which", "who"):
            return None
        words = " " + " ".join(w.lower for w in view.words[k + 1 : min(stop, k + 6)]) + " "
        if says(words, "arrived_who") and mark.record["kind"] == "count":
            return Topic("arrivals", "arrivals", None, None, None, "verb")
        exports, imports = says(words, "sold_verb") or " ships " in words, says(words, "bought_verb")
        if exports == imports:
            return None
        name = "exports" if exports else "imports"
        noun = [] if phrase or mark.record["kind"] != "count" else str(mark.record.get("noun") or "").lower().split()
        return Topic(" ".join([*(self.nouns.clean(phrase) or noun), name]), name, name, None, None, "verb")

    def exported(self, mark: Mark) -> Topic | None:
        """The whole that opens a sentence with its goods and what was done with them: "Of the 94,000 tonnes of milk
        powder that Argentina exported, Brazil bought …"."""
        opens = self.view.before(mark, 4)[:1] == ["of"] and len(self.view.before(mark, 4)) <= 3
        found = self.relative(mark) if opens else None
        return found if found and len(str(found.indicator).split()) > 1 else None

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
        if turned and says(after[:30], "other_way"):
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
                    if opens and "," in view.words[i].gap:
                        return i, k
                    if view.words[i].gap.strip("~-$€£,"):
                        break
        return 0, 0

    def passive(self, mark: Mark) -> Topic | None:
        """What was done with an amount: "goods worth 72.3 billion euros were exported", "went to
        the euro area"."""
        words = self.view.after(mark, 5)
        if elided := self._elided_passive(mark, words):
            return elided
        start = next((i for i, w in enumerate(words[:3]) if w in word_class("went") | word_class("came")), None)
        if start is not None and self._comes_to(mark.last + 1, mark.last + 1 + start):
            start = None
        people = str(mark.record.get("noun") or "").lower().split()[-1:]
        if mark.record["kind"] == "count" and set(people) & word_class("comers"):
            came = start is not None and words[start + 1 : start + 2] in (["to"], ["from"])
            return Topic("arrivals", "arrivals", None, None, None, "verb") if came else None
        if start is not None and words[start + 1 : start + 2] in (["to"], ["from"]):
            k = mark.last + start + 3
            told = [m for m in self.view.within(self.view.indicators, k, k + 2) if m.record["flow"]]
            if told:  # "262 billion came from exports and 252 billion from imports"
                return self.of_mark(told[0], "right")
            return self.directed("exports" if words[start + 1] == "to" else "imports")
        if not words or words[0] not in word_class("copula") | {"have", "has"}:
            return None
        stretch = " " + " ".join(words) + " "
        exports, imports = says(stretch, "sold_verb"), says(stretch, "bought_verb")
        if exports == imports:
            return None
        return self.directed("exports" if exports else "imports")

    def _comes_to(self, first: int, verb: int) -> bool:
        """Whether a verb belongs to another clause, or leads to another amount: "€460 million, costs came to €147
        million"."""
        view = self.view
        apart = any("," in view.words[i].gap or ";" in view.words[i].gap for i in range(first, verb + 1))
        return apart or "quantity" in view.covered[verb + 2 : verb + 4]

    def _elided_passive(self, mark: Mark, words: list[str]) -> Topic | None:
        """The second of two: "61.9 billion yuan was shipped out and 22.4 billion brought in", "262 billion dollars came
        from exports and 252 billion from imports"."""
        view = self.view
        behind = view.within(view.indicators, mark.last + 2, mark.last + 3) if words[:1] == ["from"] else []
        first = view.within(view.indicators, mark.opens, mark.first)[-1:]
        if behind and first and view.lowers[first[0].first - 1] == "from" and behind[0].record["flow"] in _FLOWS:
            return self.of_mark(behind[0], "right")
        before = view.within(view.quantities, max(0, mark.first - 8), mark.first)
        if not before or before[-1].record["unit"] != mark.record["unit"] or view.before(mark, 1) not in (["and"], []):
            return None
        told = view.lowers[before[-1].last + 1 : mark.first]
        if not (set(told[:1]) & word_class("copula")) or view.tags.get(view.words[mark.last + 1].start) not in (
            "VBN",
            "VBD",
        ):
            return None
        stretch = " " + " ".join(words[:2]) + " "
        exports = says(stretch, "sold_verb")
        imports = says(stretch, "bought_verb") or words[:2] == ["brought", "in"]
        return self.directed("exports" if exports else "imports") if exports != imports else None

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
