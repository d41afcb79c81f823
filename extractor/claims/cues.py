"""What the words next to a number say of it: a change, a level reached, a base, a share."""

from __future__ import annotations

from decimal import Decimal

from extractor.claims.cue_shares import Cue
from extractor.claims.cue_verbs import VerbCues
from extractor.claims.lexicon import phrases, says, word_class
from extractor.claims.view import Change, Mark, View

_BESIDE = Decimal("1.25")
"""How many times as large as the other a level and the mark that it has just passed may be."""
_EXCEEDED = 12
"""Words from a verb of exceeding to its "by", at most."""
_MANNER = 3
"""Words of manner behind a verb, and numbers back to the one compared, at most."""


class Cues(VerbCues):
    """Finds the cue of each quantity of a view."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.by_last = {c.last: c for c in view.changes}
        self.by_first = {c.first: c for c in view.changes}
        self.cues: dict[int, Cue] = {}

    def cue(self, number: int) -> Cue:
        """The cue of the quantity with this running number; those before it are asked first."""
        if number not in self.cues:
            self.cues[number] = self._find(number)
        return self.cues[number]

    def _find(self, number: int) -> Cue:
        view = self.view
        mark = view.quantities[number]
        first = mark.opens
        j = self._skip_left(mark, first)
        word = view.words[j].lower if j >= first else ""
        share = self._share(mark)
        if self._other_part(number):
            return Cue("", None, "subject", True)
        if self._levied(mark) or self.rated(mark):
            return Cue("", None, "", share, rated=True)
        after = self._after(mark)
        if after is not None and not (word in ("to", "at", "from") and "noun" in after.forms):
            return Cue("by", after, word, share)
        own = mark.record.get("direction")
        if own and mark.record["kind"] in ("multiple", "percent", "percentage_points", "fraction"):
            return Cue("by", Change(own, frozenset({"own"}), mark.first, mark.last), word, share)
        gap = self._gap(j, mark)
        if word and not gap and not (word == "plus" and view.after(mark, 1) == ["of"]):
            found = (
                self._amounting(mark, j, first)
                or self._paced(mark, j, first, share)
                or self._left(j, first, word, share)
                or self._exceeds(j, first, word)
            )
            if found and word == "by" and number and self._put_in(number - 1, mark):
                return self._verb_of(number, share) or found
            if found and self._crossed(number, found):
                return Cue("to", found.change, "to", share)
            if found:
                return found
        return (
            self._listed(number, gap, share)
            or self._in_brackets(number, first, share)
            or self._elided(number, j, share)
            or self._copular(mark, j, first)
            or self._like_bracket(number)
            or self._other_base(number)
            or self._shared_after(number, share)
            or Cue("", None, word if not gap else "", share, word in word_class("from"))
        )

    def _exceeds(self, j: int, first: int, word: str) -> Cue | None:
        """By how much something is above what it was: "exceeds that of the same quarter of the previous year by"."""
        view = self.view
        dates = view.within(view.dates, max(first, j - _EXCEEDED), j)
        if word != "by" or not dates:
            return None
        verbs = range(j - 1, max(first, j - _EXCEEDED) - 1, -1)
        at = next((i for i in verbs if view.lowers[i] in word_class("exceeding")), None)
        if at is None or not {"that", "those"} & set(view.lowers[at + 1 : at + 3]):
            return None
        return Cue("by", Change("up", frozenset({"verb"}), at, at), "by", False)

    def _in_brackets(self, number: int, first: int, share: bool) -> Cue | None:
        """A percent in brackets behind the verb that it sizes, or behind what is compared with that: "imports that grew
        faster (6.4%, to $761 billion) than exports (5.8%)"."""
        view = self.view
        mark = view.quantities[number]
        j = mark.first - 1
        opened = view.text[mark.start - 1 : mark.start] == "("
        if mark.record["kind"] != "percent" or not opened or view.after(mark, 1) == ["of"]:
            return None
        k = j
        while k > first and j - k < _MANNER and self._grades(k):
            k -= 1
        change = self.by_last.get(k)
        if change is not None and k < j and "verb" in change.forms:
            return Cue("by", change, "", share)
        for at in range(number - 1, max(-1, number - _MANNER - 1), -1):
            other = view.quantities[at]
            if other.sentence != mark.sentence:
                return None
            cue = self.cue(at)
            compared = "than" in view.lowers[other.last + 1 : j + 1] and not cue.preposition and cue.how == "by"
            if compared and other.record["kind"] == "percent" and view.text[other.start - 1] == "(":
                return Cue("by", cue.change, "", share)
        return None

    def _grades(self, k: int) -> bool:
        """Whether a word tells how something changes: "faster", "more slowly"."""
        change = self.by_last.get(k)
        tag = self.view.tags.get(self.view.words[k].start, "")
        return (
            tag[:2] == "RB"
            or self.view.lowers[k] in word_class("pace_word")
            or (change is not None and "after" in change.forms)
        )

    def _levied(self, mark: Mark) -> bool:
        """Whether a percent right before a levy is its rate: "exports tumble as 39 percent tariff bites"."""
        view = self.view
        k = mark.last + 1
        if mark.record["kind"] != "percent" or k >= len(view.words) or view.words[k].gap.strip("~-"):
            return False
        while k + 1 < len(view.words) and view.covered[k] == "place" and not view.words[k + 1].gap:
            k += 1
        levy = next(iter(view.within(view.indicators, mark.last + 1, k + 1)), None)
        if levy is None or levy.record["indicator_id"] not in ("tariff", "export_tax") or levy.record["modifiers"]:
            return False
        before = view.lowers[mark.first - 1] if mark.first else ""
        behind = levy.last + 1
        led = before in word_class("clause_lead") or (before == "the" and k > mark.last + 1)
        return led and behind not in self.view.change_words

    def _crossed(self, number: int, cue: Cue) -> bool:
        """Whether an amount is a mark that was passed and no change: "fell below $30 billion", "drops under 46,000
        tonnes to 45,775"."""
        view = self.view
        mark = view.quantities[number]
        span = mark.record.get("qualifier_span")
        kind = mark.record["kind"]
        if cue.how != "by" or cue.preposition or kind not in ("money", "measure", "count", "percent") or not span:
            return False
        word = view.text[span[0] : span[1]].lower()
        if word in word_class("mark_passed"):
            return True
        if kind == "percent":
            return False
        following = view.quantities[number + 1 : number + 2]
        alike = bool(following) and mark.record["unit"] == following[0].record["unit"]
        if word not in word_class("mark_or_more") or not alike:
            return False
        one, two = sorted(Decimal(str(m.record["value"] or 0)) for m in (mark, following[0]))
        return view.text[mark.end : following[0].start].strip() == "to" and one > 0 and two <= _BESIDE * one

    def _gap(self, j: int, mark: Mark) -> str:
        return self.view.words[j + 1].gap.strip("~$€£¥+-−") if j + 1 < len(self.view.words) and j >= 0 else ""


__all__ = ["Cue", "Cues", "phrases", "says", "word_class"]
