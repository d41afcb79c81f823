"""What the words next to a number say of it: a change, a level reached, a base, a share."""

from __future__ import annotations

from decimal import Decimal

from extractor.claims.cue_lists import ListCues
from extractor.claims.cue_shares import Cue
from extractor.claims.lexicon import phrases, says, word_class
from extractor.claims.view import Change, Mark, View

_BESIDE = Decimal("1.25")
"""How many times as large as the other a level and the mark that it has just passed may be."""
_BY_A = (["by", "a"], ["up", "a"], ["down", "a"])
_MANNER = 3
"""Words of manner behind a verb, and numbers back to the one compared, at most."""
_THING = 6
"""Words of the phrase between a noun of change and its size."""
_NOMINAL = frozenset({"NN", "JJ", "IN", "DT", "PR", "CC", "PO", "HY"})


class Cues(ListCues):
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
        first = view.bounds[view.sentence(mark.start)][0]
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
            )
            if found and self._crossed(number, found):
                return Cue("to", found.change, "to", share)
            if found:
                return found
        return (
            self._listed(number, gap, share)
            or self._in_brackets(number, first, share)
            or self._elided(number, j, share)
            or self._copular(mark, j, first)
            or self._shared_after(number, share)
            or Cue("", None, word if not gap else "", share, word in word_class("from"))
        )

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
        return tag[:2] == "RB" or self.view.lowers[k] in word_class("pace_word") or (
            change is not None and "after" in change.forms
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

    def _skip_left(self, mark: Mark, first: int) -> int:
        """The index of the word before a quantity, its qualifier and light words left out."""
        view = self.view
        span = mark.record.get("qualifier_span")
        j = mark.first - 1
        while j >= first and not view.words[j + 1].gap.strip("~$€£¥+-−("):
            word = view.words[j]
            in_qualifier = span and word.start >= span[0] and word.end <= span[1]
            if word.lower in ("up", "down") and not in_qualifier:
                break
            adjective = view.tags.get(word.start) == "JJ" and view.covered[j] == "" and j not in self.by_last
            adjective |= view.tags.get(word.start) == "JJR" and view.lowers[j - 2 : j] in _BY_A
            if not in_qualifier and word.lower not in word_class("light") and not adjective:
                break
            j -= 1
        return j

    def _gap(self, j: int, mark: Mark) -> str:
        return self.view.words[j + 1].gap.strip("~$€£¥+-−") if j + 1 < len(self.view.words) and j >= 0 else ""

    def _after(self, mark: Mark) -> Change | None:
        """A word of change right behind the number: "14.4 percent increase", "2.9 points slower"."""
        view = self.view
        k = self._past_or(mark)
        for _ in range(4):
            if k >= len(view.words) or view.covered[k] == "quantity":
                return None
            gap = view.words[k].gap.strip("~")
            bracket = gap == ")" and (k > mark.last + 1 or view.text[mark.start - 1 : mark.start] == "(")
            joined = gap == "," and k > mark.last + 1 and self._or_before(k)
            if gap and not bracket and not joined:
                return None
            change = self.by_first.get(k)
            if change and (self._subtracts(mark, k) or (bracket and self._of_a_kind(change))):
                return None
            ranked = joined and view.lowers[k] in word_class("ranked_by") and "date" not in view.covered[k + 1 : k + 4]
            if change and ranked:
                return None  # "52 million kg, or 38 percent, ahead of Egypt"
            if change and view.lowers[k] == "ahead" and self._of_event(k):
                return None
            if change and change.forms & {"noun", "after"}:
                return None if k == mark.last + 1 and self._led_on(k) else change
            if change and "verb" in change.forms and view.words[k].lower.endswith(("ing",)) and k == mark.last + 1:
                return None
            if view.words[k].lower not in word_class("time_adjective") and view.covered[k] != "indicator":
                return None
            k += 1
        return None

    def _led_on(self, k: int) -> bool:
        """Whether a word that may be a noun of change is the verb that leads to the next number: "the peak rate
        of 110pc drops to 10pc"."""
        view = self.view
        led = k + 2 < len(view.words) and view.lowers[k + 1] == "to" and view.covered[k + 2] == "quantity"
        return led and view.lowers[k].endswith("s") and view.tags.get(view.words[k].start, "") != "NN"

    def _of_event(self, k: int) -> bool:
        """Whether "ahead of" at word k leads to an event, and neither to a date nor to a number or another's: "rose to
        1.8 trillion yen ahead of the tariffs"."""
        view = self.view
        named = {"quantity", "date", "place"} & set(view.covered[k + 2 : k + 6])
        words = view.lowers[k + 1 : k + 6]
        apart = {"of", "the"} <= set(words[:2]) and not named
        return apart and view.tags.get(view.words[min(k + 3, len(view.words) - 1)].start, "")[:2] == "NN"

    def _of_a_kind(self, change: Change) -> bool:
        """Whether a comparative only tells which of several are meant: "30 (25 percent) higher ones"."""
        k = change.last + 1
        plain = k < len(self.view.words) and not self.view.words[k].gap.strip("~-")
        return "after" in change.forms and plain and self.view.tags.get(self.view.words[k].start, "")[:2] == "NN"

    def _subtracts(self, mark: Mark, k: int) -> bool:
        """Whether "less" takes another amount off: "revenue of $7.0 billion less expenditure of $0.8 billion"."""
        view = self.view
        if view.words[k].lower not in ("less", "minus") or mark.record["kind"] not in ("money", "measure"):
            return False
        noun = k + 1 < len(view.words) and view.tags.get(view.words[k + 1].start, "")[:2] == "NN"
        return noun and "than" not in view.lowers[k + 1 : k + 6]

    def _past_or(self, mark: Mark) -> int:
        """The word behind a number, or behind ", or 11.8%," where that follows it."""
        view = self.view
        k = mark.last + 1
        bracketed = view.within(view.quantities, k, k + 1)
        if bracketed and view.text[mark.end : bracketed[0].start].strip() == "(":
            closed = view.text[bracketed[0].end : bracketed[0].end + 2]
            return bracketed[0].last + 1 if closed == ") " else k
        if k < len(view.words) and view.words[k].lower == "or":
            following = [q for q in view.within(view.quantities, k + 1, k + 4) if self._skip_left(q, k) == k]
            behind = following[0].last + 1 if following else len(view.words)
            aside = "," in view.words[k].gap
            if behind < len(view.words) and (view.words[behind].gap.strip() == ",") == aside:
                other = following[0].record["kind"] == "percent" != mark.record["kind"]
                return behind if aside or other else k
        return k

    def _or_before(self, k: int) -> bool:
        """Whether ", or <number>," ends right before k."""
        view = self.view
        last = [q for q in view.within(view.quantities, max(0, k - 6), k) if q.last == k - 1]
        return bool(last) and last[0].first > 0 and view.lowers[self._skip_left(last[0], 0)] == "or"

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

__all__ = ["Cue", "Cues", "phrases", "says", "word_class"]
