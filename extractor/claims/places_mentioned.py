"""Sides named before that "there", "from them", "the latter" or "the country" takes up."""

from __future__ import annotations

from extractor.claims.cues import says, word_class
from extractor.claims.places_charged import Charged
from extractor.claims.view import Mark, View

_NEAR = 3
"""Sentences back in which trade with "the country" is told, at most."""
_BETWEEN = 6
"""Words from a count to "between", and from there to both sides, at most."""
_SIDE = frozenset({"country", "demonym", "capital", "bloc"})


class Mentioned(Charged):
    """Remembers the other sides that the text named last."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.traded_with: tuple[int, str] = (-1, "")
        """The last sentence that told trade with another side, and which."""
        self.mentioned_at = self.mentioned_in = -1
        """The paragraph and sentence of `mentioned`."""

    def _latter(self, mark: Mark, home: str | None) -> str | None:
        """The side that "the latter" or "the former" takes up."""
        view = self.view
        words = view.before(mark, 9)
        at = next((i for i in range(len(words) - 1, 0, -1) if words[i] in ("latter", "former")), None)
        if at is None or words[at - 1] != "the":
            return None
        found: list[str] = []
        for m in reversed(view.within(view.places, 0, mark.first - len(words) + at)):
            code = str(m.record["code"])
            if code not in (*found, home, "world"):
                found.append(code)
            if len(found) == 2:
                return found[0] if words[at] == "latter" else found[1]
        return None

    def _referred(self, mark: Mark, flow: str | None) -> str | None:
        """The places that "from them" or "there" takes up from the sentences before."""
        view = self.view
        number = mark.sentence
        first, stop = view.bounds[number]
        high = mark.last + 1
        while high < stop and view.segment_of[high] == view.segment_of[mark.first]:
            high += 1
        after = [q for q in view.within(view.quantities, mark.last + 1, high) if not self._aside(q)]
        words = " " + " ".join(w.lower for w in view.words[first : after[0].first if after else high]) + " "
        if side := self._there_too(mark, high):
            return side
        if not self.mentioned:
            told, partner = self.traded_with
            near = 0 <= number - told <= _NEAR and "," not in partner
            return partner if near and says(words, f"the_{flow or 'unknown'}_side") else None
        if says(words, "them"):
            return ", ".join(self._share_out(mark, self.mentioned))
        return self.mentioned[0] if says(words, "there") or says(words, f"the_{flow or 'unknown'}_side") else None

    def _there_too(self, mark: Mark, high: int) -> str | None:
        """The other side that "there" takes up from its own sentence: "The United States remained the largest customer,
        but shipments there shrank by 7.6%"."""
        view = self.view
        first = mark.opens
        at = next((i for i in range(max(first, mark.first - 14), high) if view.lowers[i] == "there"), None)
        if at is None or at <= first:
            return None
        led = view.covered[at - 1] == "indicator" or view.lowers[at - 1] in word_class("sending") | {"from", "sales"}
        home = self._home(mark)
        named = [str(m.record["code"]) for m in view.within(view.places, first, at) if m.record["kind"] in _SIDE]
        before = [code for code in named if code not in (home, "world")]
        if not led or not before or view.segment_of[at] != view.segment_of[mark.first]:
            return None
        return before[-1]

    def _mention(self, mark: Mark, home: str | None) -> None:
        """Remembers the other sides that the sentences before a number's name last, in its paragraph."""
        view = self.view
        number, paragraph = mark.sentence, view.paragraph(mark.start)
        if paragraph != self.mentioned_at:
            self.mentioned, self.mentioned_in = [], number
            while self.mentioned_in > 0 and view.paragraph(view.sentences[self.mentioned_in - 1][0]) == paragraph:
                self.mentioned_in -= 1
        self.mentioned_at = paragraph
        for sentence in range(self.mentioned_in, number):
            codes = [str(m.record["code"]) for m in view.within(view.places, *view.bounds[sentence])]
            found = [c for c in dict.fromkeys(codes) if c not in (home, "world")]
            self.mentioned = found or self.mentioned
        self.mentioned_in = number

    def _counted_between(self, mark: Mark, place: str | None) -> str | None:
        """The other of two sides between which things are counted: "112 flights a week between Spain and Chile"."""
        view = self.view
        behind = range(mark.last + 1, min(mark.closes, mark.last + _BETWEEN))
        at = next((i for i in behind if view.lowers[i] == "between"), 0)
        codes = [str(m.record["code"]) for m in view.within(view.places, at + 1, min(mark.closes, at + _BETWEEN))]
        two = list(dict.fromkeys(codes)) if at else []
        return two[two[0] == place] if len(two) == 2 and place in two else None

    def _sold_and_bought(self, mark: Mark) -> bool:
        """Whether a sentence tells both what was sold and what was bought: "Pakistan sold $1 bn and bought $2 bn"."""
        words = f" {' '.join(self.view.lowers[mark.opens : mark.closes])} "
        return says(words, "sold_verb") and says(words, "bought_verb")

    def _announced_trade(self, mark: Mark, flow: str | None, home: str | None) -> str | None:
        """The other side of trade, or of a flow, that the sentence right before speaks of without a number: "Morocco's
        trade with the United States is growing. Exports rose to $640 million"."""
        view, number = self.view, mark.sentence - 1
        if number < 0 or view.paragraph(view.sentences[number][0]) != view.paragraph(mark.start):
            return None
        first, stop = view.bounds[number]
        told = [m for m in view.within(view.indicators, first, stop) if m.record["flow"] in (flow, "total")]
        codes = {str(m.record["code"]) for m in view.within(view.places, first, stop)} - {home, "world"}
        if view.within(view.quantities, first, stop) or len(told) != 1 or len(codes) != 1:
            return None
        beside = view.lowers[told[0].last + 1 : told[0].last + 2]
        ways = {"total": ("with", "between"), "exports": ("to",), "imports": ("from",)}.get(told[0].record["flow"], ())
        return codes.pop() if beside and beside[0] in ways else None
