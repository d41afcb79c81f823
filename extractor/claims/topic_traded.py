"""Exports, imports and arrivals that a verb of trade or travel tells, before the number or behind it."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import phrases, says, word_class
from extractor.claims.topic import Topic
from extractor.claims.topic_state import State
from extractor.claims.view import Mark

_FLOWS = frozenset({"exports", "imports"})
_WHERE = (["in"], ["at"], ["into"])
_SUBJECT = 8
"""Words of goods from their amount to the verb, at most."""


class Traded(State):
    """One construction a method; each gives the topic or None."""

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
            if not phrase:
                return None  # "$5.2 billion of that, exports for"
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

    def passive(self, mark: Mark) -> Topic | None:
        """What was done with an amount: "goods worth 72.3 billion euros were exported", "went to
        the euro area"."""
        words = self.view.after(mark, 5)
        gone, come = (says(f" {' '.join(words[:2])} ", name) for name in ("going_out", "coming_in"))
        if gone != come and mark.record["kind"] in ("money", "measure"):
            return self.directed("exports" if gone else "imports")  # "counted $3.8 billion going out"
        if self._landed_from(mark):
            return self.directed("imports")
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
            told = [m for m in self.view.within(self.view.indicators, k, min(k + 2, mark.closes)) if m.record["flow"]]
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

    def _landed_from(self, mark: Mark) -> bool:
        """Whether goods are told to come to one place from another: "4 tonnes of tea arrived in Egypt from Kenya"."""
        view, stop = self.view, min(mark.closes, mark.last + _SUBJECT)
        verb = next((i for i in range(mark.last + 1, stop) if view.lowers[i] in word_class("came")), None)
        where = view.lowers[verb + 1 : verb + 2] if verb is not None else []
        if verb is None or mark.record["kind"] not in ("money", "measure") or where not in _WHERE:
            return False
        sides = view.within(view.places, verb + 2, mark.closes)[:2]
        led = len(sides) == 2 and "from" in view.lowers[sides[0].last + 1 : sides[1].first]
        return led and sides[0].first - verb <= 3 and not view.within(view.quantities, mark.last + 1, sides[1].first)

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
        behind_it = view.words[mark.last + 1 : mark.last + 2]
        passive = any(view.tags.get(word.start) in ("VBN", "VBD") for word in behind_it)
        if not passive or not set(told[:1]) & word_class("copula"):
            return None
        stretch = " " + " ".join(words[:2]) + " "
        exports = says(stretch, "sold_verb")
        imports = says(stretch, "bought_verb") or words[:2] == ["brought", "in"]
        return self.directed("exports" if exports else "imports") if exports != imports else None
