"""Cues before a number: the verbs and nouns of change whose size or end it tells."""

from __future__ import annotations

from extractor.claims.cue_after import AfterCues
from extractor.claims.cue_shares import Cue
from extractor.claims.lexicon import word_class
from extractor.claims.view import Change, Mark

_THING = 6
"""Words of the phrase between a noun of change and its size."""
_NOMINAL = frozenset({"NN", "JJ", "IN", "DT", "PR", "CC", "PO", "HY"})


class VerbCues(AfterCues):
    """Reads the words of change that stand before numbers."""

    def _paced(self, mark: Mark, j: int, first: int, share: bool) -> Cue | None:
        """ "shrink at an annual rate of 1 per cent", "rose at a 2.8% pace"."""
        view = self.view
        after = view.after(mark, 2)
        before = [w.lower for w in view.words[max(first, j - 5) : j + 1]]
        paced = any(w in word_class("pace") for w in after) or (
            before[-1:] == ["of"] and any(w in word_class("pace") for w in before)
        )
        if not paced or "at" not in before or mark.record["kind"] != "percent":
            return None
        verb = self._verb_before(j, first)
        return Cue("by", verb, "at", share) if verb else None

    def _left(self, j: int, first: int, word: str, share: bool) -> Cue | None:
        change = self.by_last.get(j)
        if change and self.view.covered[j] == "quantity":
            return Cue("", None, "", share, True)
        if change and change.first == first and self.view.tags.get(self.view.words[j].start) == "VB":
            return None  # "Add $3.5 billion of gold, and exports came to"
        led = change and "after" in change.forms and word in ("up", "down", "ahead")
        if change and (led or change.forms & {"verb", "before"}):
            return Cue("by", change, "", share)
        if word == "of" and j - 1 >= first:
            noun = self.by_last.get(j - 1) or self._noun_in(j - 1, first)
            if noun and "noun" in noun.forms:
                return Cue("by", noun, word, share)
            return None
        if word == "by" and (passed := self._passed_by(j, first)):
            return Cue("by", passed, word, share)
        verb = self._verb_before(j, first)
        if verb is None and word == "by" and (start := self._conceded(j, first)):
            verb = self._verb_before(start, first)
        if verb is None and word == "by" and self.view.covered[j - 1] == "indicator":
            verb = self._verb_across(j, first)
        if verb is None and word == "by" and self.view.covered[j - 1] == "place":
            verb = self._verb_of_those(j, first)
        return Cue(word, verb, word, share, word == "from") if verb and word in ("by", "to", "from") else None

    def _passed_by(self, j: int, first: int) -> Change | None:
        """What an earlier figure is passed by: "surpassing the previous year's 15,567 by 230"."""
        view = self.view
        passed = next(iter(view.within(view.quantities, max(first, j - _THING), j)), None)
        if passed is None or passed.last != j - 1:
            return None
        lead = range(passed.first - 1, max(first, passed.first - _THING) - 1, -1)
        verb = next((i for i in lead if view.lowers[i] in word_class("exceeding")), None)
        told = verb is not None and any(view.covered[i] == "date" for i in range(verb + 1, passed.first))
        return Change("up", frozenset({"verb"}), verb, verb) if told and verb is not None else None

    def _verb_across(self, j: int, first: int) -> Change | None:
        """The verb of the clause that a list opens: "Trade grew both ways: exports by 7 per cent and imports by 6"."""
        for i in range(j - 1, first, -1):
            if self.view.covered[i] == "quantity":
                return None
            change = self.by_last.get(i)
            if change is not None and "verb" in change.forms:
                return change
        return None

    def _verb_of_those(self, j: int, first: int) -> Change | None:
        """The verb that "those to" leaves out: "exports to Mali rose by 2.9% and those to Togo by 400 million"."""
        those = next((i for i in range(j - 1, max(first, j - _THING), -1) if self.view.lowers[i] == "those"), None)
        if those is None:
            return None
        verbs = (self.by_last.get(i) for i in range(those - 1, first, -1))
        return next((verb for verb in verbs if verb is not None and "verb" in verb.forms), None)

    def _noun_in(self, j: int, first: int) -> Change | None:
        """The noun of change whose thing is told before its size: "a milder decline in exports of 0.5 per cent"."""
        view = self.view
        for i in range(j, max(first, j - _THING) - 1, -1):
            noun = self.by_last.get(i)
            if noun is not None:
                return noun if "noun" in noun.forms and view.lowers[i + 1] == "in" else None
            tag = view.tags.get(view.words[i].start, "")
            led = tag == "IN" and view.lowers[i] not in word_class("noun_link")
            if view.covered[i] == "quantity" or tag[:2] not in _NOMINAL or led:
                return None
        return None

    def _verb_before(self, j: int, first: int) -> Change | None:
        """The nearest verb or noun of change to the left of j in the sentence."""
        segment = self.view.segment_of[j]
        pace: Change | None = None
        while j > first:
            j -= 1
            change = self.by_last.get(j)
            if change and self.view.lowers[change.last] in word_class("pace_word") and pace is None:
                pace = change  # "fell even faster, by a third"
            elif change and self._of_manner(change):
                continue  # "fell more gently, by 11.5%"
            elif change:
                return change if pace is None or "verb" in change.forms else pace
            if self.view.segment_of[j] != segment:
                return pace
        return pace

    def _of_manner(self, change: Change) -> bool:
        """Whether "more" or "less" only grades an adverb."""
        behind = change.last + 1
        before = change.first - 1
        while before > 0 and self.view.lowers[before] in word_class("degree"):
            before -= 1
        led = self.by_last.get(before)
        if led is not None and (before < change.first - 1 or "verb" in led.forms):
            return self.view.lowers[change.last] in ("more", "less")  # "were down even more, by 6.9%"
        graded = self.view.lowers[change.last] in ("more", "less") and behind < len(self.view.words)
        return graded and self.view.tags.get(self.view.words[behind].start, "")[:2] == "RB"

    def _conceded(self, j: int, first: int) -> int:
        """The last word before a clause that has only "by" and such: "went up too, though only by 30 per cent"."""
        view = self.view
        i = j
        while i > first and view.segment_of[i - 1] == view.segment_of[j]:
            i -= 1
        opened = view.lowers[i] in word_class("conceding") and i > first + 1
        return i - 1 if opened and set(view.lowers[i + 1 : j]) <= word_class("light") else 0
