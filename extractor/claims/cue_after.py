"""Cues behind a number: "14.4 percent increase", "2.9 points slower", "38 percent, or 4.1 million, up"."""

from __future__ import annotations

from extractor.claims.cue_lists import ListCues
from extractor.claims.lexicon import word_class
from extractor.claims.view import Change, Mark

_BY_A = (["by", "a"], ["up", "a"], ["down", "a"])
_ARTICLE = (["a"], ["an"], ["the"])


class AfterCues(ListCues):
    """Reads the words of change that stand behind numbers, and where a number's own words begin."""

    by_first: dict[int, Change]
    """Words of change by their first word."""

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
            if change and joined and view.lowers[k + 1 : k + 2] == ["than"] and self._of_a_part(k + 2):
                return None  # "120 billion yen, or $813 million, less than a fifth of"
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

    def _of_a_part(self, k: int) -> bool:
        """Whether a fraction or multiple stands at word k."""
        told = self.view.within(self.view.quantities, k, k + 1)
        return bool(told) and told[0].record["kind"] in ("fraction", "multiple")

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
            following = [q for q in view.within(view.quantities, k + 1, k + 4) if self._skip_left(q, k) in (k - 1, k)]
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
            graded = word.lower in ("more", "less") and view.lowers[j - 1 : j] in _ARTICLE and j + 1 < mark.first
            if not (in_qualifier or word.lower in word_class("light") or adjective or graded):
                break
            j -= 1
        return j
