"""The words of a text that may belong to what it measures: heads, words that end a phrase, lists of goods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor import words
from extractor.components._indicator_heads import Head, heads, keys_of, word_class
from extractor.words import Word

_LISTED_TAGS = frozenset({"NN", "NNS", "JJ", "VBN", "VBG"})
_ITEM = 3
"""Words of an item of a list of goods, at most."""
_VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "VB", "MD", "IN", "DT", "PRP", "RB", "WDT", "WP", "TO"})


class IndicatorWords:
    """The words of one text. `marks` say what each character belongs to: a place, a date or a quantity ends or thins a
    phrase."""

    def __init__(self, text: str, marks: Sequence[tuple[int, int, str]], tags: Mapping[int, str]) -> None:
        self.words = words.of(text)
        self.tags = tags
        self.kind: list[str | None] = [None] * len(self.words)
        places = sorted((start, end) for start, end, kind in marks if kind == "place")
        self.placed = {start for start, _ in places}
        for i, word in enumerate(self.words):
            if "-" in word.text and self._all_places(word, places):
                self.kind[i] = "place"
        for start, end, kind in marks:
            i = words.first_at(self.words, start)
            if i and self.words[i - 1].end > start:
                i -= 1
            while i < len(self.words) and self.words[i].start < end:
                whole = self.words[i].start >= start and self.words[i].end <= end + 2
                if whole or kind != "place":
                    self.kind[i] = kind
                i += 1

    def _all_places(self, word: Word, places: Sequence[tuple[int, int]]) -> bool:
        """Whether a hyphen compound is made of places alone: "China-EU"."""
        inside = [(a, b) for a, b in places if word.start <= a and b <= word.end]
        return len(inside) > 1 and sum(b - a for a, b in inside) + len(inside) - 1 >= len(word.text)

    def _bound(self, i: int) -> bool:
        """Whether a hyphen compound says where goods go or come from: "China-bound cargoes"."""
        word = self.words[i]
        parts = word.lower.replace("‑", "-").rpartition("-")
        return bool(parts[0]) and word.start in self.placed and parts[2] in word_class("bound_behind")

    def _head(self, i: int) -> Head | None:
        word, known = self.words[i], heads()
        if word.lower.isalpha() and word.lower not in known:
            return None
        for key in keys_of(word.lower):
            for head in known.get(key, ()):
                if len(head.words) > 1 and key != word.lower:
                    continue
                following = self.words[i + 1 : i + len(head.words)]
                if self._named_otherwise(i, head):
                    continue
                if len(following) == len(head.words) - 1 and all(
                    w.lower == h and not w.gap for w, h in zip(following, head.words[1:], strict=True)
                ):
                    return head
        return None

    def _named_otherwise(self, i: int, head: Head) -> bool:
        """Whether the word only helps to name something else: "trade minister", "export ban", "free trade"; or is a
        verb: "the total stays as it is"."""
        before = self.words[i - 1].lower if i else ""
        after = self.words[i + 1].lower if i + 1 < len(self.words) else ""
        if head.id == "stay" and (self.tags.get(self.words[i].start) == "VBZ" or after in word_class("staying_at")):
            return True
        if self.words[i].lower in ("imported", "exported") and before in word_class("adjectival"):
            return not (before == "and" and self._moves_worth(i))
        if head.id == "swing" and before == "seasonal":
            return True
        lead = self.words[i - 2].lower if i > 1 else ""
        lent = i > 2 and lead == "to" and self.words[i - 3].lower in word_class("lent")
        if lent and self.words[i].lower == "economy" and before == "the":
            return True  # "lending to the economy"
        if head.id == "imports" and before == "of" and lead in word_class("lasting"):
            return True  # "reserves for 4.7 months of imports"
        if self.words[i].lower == "balance" and before == "the" and lead in word_class("rest_of"):
            return True  # "other segments made up the balance of 8.4 billion"
        k = i + len(head.words)
        joined = k < len(self.words) and not self.words[k].gap and self.kind[k] is None
        if joined and self.words[k].lower in word_class("body"):
            return True
        if joined and head.flow is None and len(head.words) == 1 and self.words[k].lower in word_class("goods_behind"):
            return True  # "consumption goods", "investment goods", "production equipment"
        if head.id not in ("trade", "exports", "imports", "quota"):
            return False
        if k < len(self.words) and not self.words[k].gap.strip("~") and self.words[k].lower in word_class("not_before"):
            return True
        return len(head.words) == 1 and i > 0 and self.words[i - 1].lower in word_class("not_after")

    def _moves_worth(self, i: int) -> bool:
        """Whether a participle behind "and" is a second verb: "… and exported goods worth $8 million"."""
        behind = [w.lower for w in self.words[i + 1 : i + 2 + _ITEM]]
        return bool(set(behind[1:]) & word_class("worth_told"))

    def _stops(self, i: int) -> bool:
        word = self.words[i]
        if self.kind[i] in ("date", "quantity") or word.lower in word_class("stop") or word.text[0].isdigit():
            return True
        if self.tags.get(word.start) == "VBG" and word.lower in word_class("aiming"):
            return True  # "Ankara is targeting exports of"
        if self.tags.get(word.start) == "VBG" and word.gap.strip("~") == "," and i + 1 < len(self.words):
            return self._head(i + 1) is not None  # "the bank, citing inflation of"
        if self.tags.get(word.start) in ("VBN", "VBD") and i and self.words[i - 1].lower in word_class("perfect_have"):
            return True  # "a survey had pegged shipments at"
        return self.tags.get(word.start, "") in _VERB_TAGS and not self._paired(i)

    def _paired(self, i: int) -> bool:
        """Whether a word tagged as a verb is a noun that "and" joins to another: "food and drink exports"."""
        if i < 2 or self.words[i - 1].lower != "and" or self.tags.get(self.words[i].start) not in ("VB", "VBP"):
            return False
        named = self.tags.get(self.words[i - 2].start, "")[:2] == "NN"
        return named and i + 1 < len(self.words) and self._head(i + 1) is not None

    def _listed_before(self, last: int) -> int:
        """The first word of a list whose last item but one is word `last`: "wheat, corn and soybean exports"."""
        first = self._item_start(last)
        behind = first
        while first > 0 and self.words[first].gap.strip("~") == "," and self._item(first - 1):
            first = self._item_start(first - 1)
        return first if first < behind else last

    def _item_start(self, last: int) -> int:
        """The first word of the name that word `last` ends."""
        k = last
        while k > 0 and last - k + 1 < _ITEM and not self.words[k].gap and self._item(k - 1):
            k -= 1
        return k

    def _listed_behind(self, k: int) -> int:
        """The end of a list that goes on at word k behind a comma: "exports of tea, coffee and flowers"; k for none."""
        i = k
        while i < len(self.words) and self.words[i].gap.strip("~") in (",", ""):
            joined = self.words[i].lower == "and"
            if not joined and self.words[i].gap.strip("~") != ",":
                return k
            i += joined
            end = i
            while end < len(self.words) and end - i < _ITEM and self._item(end):
                if end > i and self.words[end].gap:
                    break
                end += 1
            if end == i or (joined and self.words[i].gap):
                return k
            i = end
            if joined:
                return i
        return k

    def _item(self, i: int) -> bool:
        """Whether a word may stand in the name of listed goods."""
        word = self.words[i]
        tag = self.tags.get(word.start, "NN" if word.text.islower() else "NNP")
        opens = not i or word.gap[:1] in (".", "!", "?", "\n", ":", "•")
        named = tag in _LISTED_TAGS or (opens and tag == "NNP")
        return named and self.kind[i] is None and not self._stops(i) and self._head(i) is None and word.lower != "and"
