"""The noun phrase that opens a sentence, where a verb or an aside follows it."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.noun_phrases import NounPhrases
from extractor.claims.view import Mark

_LEAD = 8
"""Words of a phrase that stands before the subject, at most."""
_CLAUSE_LONG = 5
"""Words of a relative clause before its number, at most."""
_USE = 7
"""Words from "for" to the verb behind what a thing is for, at most."""
_LONGEST = 10
"""Words of an aside before or behind the number in it, at most."""
_OPENING = frozenset({"the", "-", "by", "a", "an", "'s", "’s", "only"})


class Openings(NounPhrases):
    """Reads the subjects of sentences."""

    def product(self, mark: Mark) -> list[str]:
        """The subject, where it names no indicator itself."""
        view = self.view
        first = mark.opens
        found = self.subject(mark)
        held = view.within(view.indicators, first, first + len(found) + 2)
        return [] if held else found

    def subject(self, mark: Mark) -> list[str]:
        """The common noun phrase that opens the sentence, where a verb follows it."""
        return self.opening(mark.sentence, mark.first)

    def opening(self, sentence: int, stop: int) -> list[str]:
        """The subject of a sentence, where its verb or an aside stands before word `stop`: "cut diamonds, still 46
        percent of the basket, shrank", "milk powder, butter and cheese rose"."""
        return self.opening_at(self.behind_lead(self.view.bounds[sentence][0], stop), sentence, stop)

    def opening_at(self, i: int, sentence: int, stop: int) -> list[str]:
        """The subject of a clause that opens at word `i`."""
        view = self.view
        while i < stop and (view.words[i].lower in _OPENING or view.covered[i] == "place"):
            i += 1
        found: list[str] = []
        last = i
        while i < stop and len(found) < 7:
            word = view.words[i]
            if found and self._abbreviated(i):
                i += 1
                continue
            gap = "" if i > last + 1 and word.gap.strip("~") == ")" else word.gap.strip("~-")
            comma = gap == "," and self._listed(i, stop)
            if word.lower in ("its", "their") and found[-1:] == ["and"]:
                i += 1
                continue
            if found and ((gap and not comma) or not (self.is_noun(i) or word.lower == "and")):
                break
            if i in view.named or (not found and not self.is_noun(i, opening=True)):
                return []
            found.append(word.lower)
            last = i
            i += 1
        if i == stop and found and self._verbless(sentence, last, i):
            return found  # "Electronics $5.1 billion, up 2.8 percent."
        if i >= stop or not found or self._proper(last):
            return []
        i = self._behind_use(i, stop)
        if view.lowers[i : i + 2] == ["more", "than"] and i + 2 < stop and self._verbal(i + 2):
            i += 2  # "Gold more than made up for it"
        while i < stop and view.tags.get(view.words[i].start, "")[:2] == "RB" and not view.words[i].gap.strip("~"):
            i += 1
        if view.lowers[i] in word_class("expects_of"):
            return []
        return found if self._verbal(i) or self._aside(i, stop) else []

    def _behind_use(self, i: int, stop: int) -> int:
        """The verb behind what a thing is for: "motor vehicles for the transport of goods brought in"; else word i."""
        view, k = self.view, i + 1
        if view.lowers[i] != "for" or view.words[i].gap.strip("~"):
            return i
        while k < min(stop, i + _USE) and (self.is_noun(k) or view.lowers[k] in ("the", "of", "and", "a")):
            if view.covered[k] == "indicator" or view.words[k].gap.strip("~-"):
                return i
            k += 1
        return k if i + 1 < k < stop and self._verbal(k) and not view.words[k].gap.strip("~") else i

    def _verbless(self, sentence: int, last: int, number: int) -> bool:
        """Whether a sentence opens with nouns and goes on with their number at once."""
        view = self.view
        first = view.bounds[sentence][0]
        tag = view.tags.get(view.words[last].start, "")
        plain = tag[:2] == "NN" and not any(view.covered[first:number]) and view.lowers[first] not in _OPENING
        return plain and view.covered[number] == "quantity" and "," not in view.words[number].gap

    def _abbreviated(self, i: int) -> bool:
        """Whether a word is the abbreviation of what stands before it, in brackets: "crude palm oil (CPO)"."""
        words = self.view.words
        plain = words[i].text.isupper() and words[i].gap.strip("~") == "(" and i + 1 < len(words)
        return plain and words[i + 1].gap.strip("~") == ")"

    def behind_lead(self, first: int, stop: int) -> int:
        """The word behind a time, a place or an adverb between the sentence's first word and a comma: "By group, "."""
        view = self.view
        if view.tags.get(view.words[first].start, "")[:2] not in ("IN", "RB", "TO"):
            return first
        for i in range(first + 1, min(stop, first + _LEAD)):
            if "," in view.words[i].gap:
                return i
            if view.covered[i] in ("quantity", "indicator"):
                break
        return first

    def _proper(self, i: int) -> bool:
        """Whether a word inside a sentence is a name: "the lobby Copa-Cogeca"."""
        word = self.view.words[i]
        inside = i > self.view.bounds[self.view.sentence(word.start)][0]
        return inside and word.text[:1].isupper() and self.view.tags.get(word.start, "")[:3] == "NNP"

    def _verbal(self, i: int) -> bool:
        tag = self.view.tags.get(self.view.words[i].start, "")
        return tag[:2] in ("VB", "MD") or i in self.view.change_starts

    def _listed(self, i: int, stop: int) -> bool:
        """Whether the comma before word i stands in a list that ends with "and" and a verb: "powder, butter, and
        cheese rose"."""
        view = self.view
        joined = False
        for k in range(i, min(stop, i + 6)):
            joined |= view.words[k].lower == "and"
            if k > i and joined and self._verbal(k) and not view.words[k].gap.strip("~"):
                return True
            if k > i and joined and view.lowers[k - 1] != "and" and self._aside(k, stop):
                return True
            if not (self.is_noun(k) or view.words[k].lower == "and"):
                return False
        return False

    def _aside(self, i: int, stop: int) -> bool:
        """Whether an aside between commas opens at word i, and a verb or the number itself stands behind it."""
        view = self.view
        if "," not in view.words[i].gap:
            return False
        for k in range(i + 1, min(stop + 1, i + 14, len(view.words))):
            if view.words[k].lower in word_class("saying"):
                return False
            if "," in view.words[k].gap:
                return (k == stop or self._verbal(k)) and view.lowers[k] not in word_class("expects_of")
            if view.words[k].gap.strip("~-$€£"):
                return False
        held = view.within(view.quantities, i, min(stop + 1, i + 3))
        if view.lowers[i] in ("which", "that") and self._verbal(i + 1) and stop - i <= _CLAUSE_LONG:
            return not view.within(view.quantities, i, stop)  # "travel services, which made up 27.8 percent"
        return (bool(held) and held[0].first == stop) or self._inside_aside(i, stop)

    def _inside_aside(self, i: int, stop: int) -> bool:
        """Whether the number at word `stop` stands in the aside that opens at word i, and a verb follows that:
        "engineering goods, the largest segment with a 26 percent share, went up"."""
        view = self.view
        end = view.bounds[view.sentence(view.words[i].start)][1]
        if stop - i > _LONGEST or any(self._verbal(k) or view.words[k].gap.strip("~-$€£") for k in range(i + 1, stop)):
            return False
        closing = (k for k in range(stop + 1, min(end, stop + _LONGEST)) if view.words[k].gap.strip("~-$€£%"))
        k = next(closing, None)
        return k is not None and "," in view.words[k].gap and self._verbal(k)
