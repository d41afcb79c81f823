"""What an article measures: noun phrases around the heads of data/indicators.csv.

"exports of new-energy vehicles", "China's services trade" and "outbound shipments" are read as their words
without place and period, with the row of the table (`indicator_id`) and the flow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractor import lookups, words
from extractor.components.attributes import Record, mark, tags, text_of
from extractor.words import Word

_MODIFIERS = 6
_COMPLEMENT = 6
_LISTED_TAGS = frozenset({"NN", "NNS", "JJ", "VBN", "VBG"})
_ITEM = 3
"""Words of an item of a list of goods, at most."""
_LABELLED = frozenset(
    {
        "nodx",
        "both_ways",
        "exports",
        "imports",
        "shipments",
        "trade",
        "trade_deficit",
        "trade_surplus",
        "trade_balance",
        "gdp",
        "swing",
        "remittances",
    }
)
_ROWS = {"both_ways": "trade", "nodx": "exports"}
"""Rows that only name another row's indicator in their own words."""
_OPEN_HEADS = frozenset({"threshold", "fee", "investment", "subsidy", "quota", "stay", "loans", "demand", "supply"})
"""Rows whose heads often only begin a longer noun."""
_VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "VB", "MD", "IN", "DT", "PRP", "RB", "WDT", "WP", "TO"})


class Head(NamedTuple):
    words: tuple[str, ...]
    id: str
    flow: str | None
    label: str


@lru_cache(maxsize=1)
def heads() -> dict[str, tuple[Head, ...]]:
    """First word → heads that begin with it, longest first. Capitals of the table's words are kept apart."""
    index: dict[str, list[Head]] = {}
    for row in lookups.table("indicators"):
        for phrase in lookups.cells(row, "heads"):
            parts = tuple(word.lower for word in words.split(phrase))
            plain = row["id"] in _LABELLED and not (row["id"] == "trade" and len(parts) > 1)
            label = row["label"] if plain else phrase.lower()
            index.setdefault(parts[0], []).append(
                Head(parts, _ROWS.get(row["id"], row["id"]), row["flow"] or None, label)
            )
    return {first: tuple(sorted(found, key=lambda h: -len(h.words))) for first, found in index.items()}


@cache
def word_class(kind: str) -> frozenset[str]:
    """The words of one class in data/indicator_words.csv."""
    return frozenset(
        w for row in lookups.table("indicator_words") if row["kind"] == kind for w in lookups.cells(row, "words")
    )


def sector_of(parts: Sequence[str]) -> str | None:
    """The words of a phrase that limit trade to a part of it: "goods", "services", "non-oil", "extra-eu"."""
    found = [
        "goods" if p in ("merchandise", "visible") else "services" if p == "service" else p
        for p in parts
        if p in word_class("scope")
    ]
    return " ".join(dict.fromkeys(found)) or None


def _keys(lower: str) -> tuple[str, ...]:
    """What a word may be listed as: as it is, without a possessive ending, the last part of a compound."""
    if "-" in lower or "'" in lower:
        return lower, lower.removesuffix("'s"), lower.rpartition("-")[2]
    return (lower,)


class Phrases:
    """Finds the indicator phrases of one text. `blocked` says what each character belongs to: a place,
    a date or a quantity ends or thins a phrase."""

    def __init__(self, text: str, marks: Sequence[tuple[int, int, str]], tags: Mapping[int, str]) -> None:
        self.words = words.of(text)
        self.tags = tags
        self.kind: list[str | None] = [None] * len(self.words)
        places = sorted((start, end) for start, end, kind in marks if kind == "place")
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

    def find(self) -> list[Record]:
        found: list[Record] = []
        i = 0
        while i < len(self.words):
            head = self._head(i)
            if head is None or self.kind[i] in ("date", "quantity"):
                i += 1
                continue
            stop = i + len(head.words)
            record = self._record(i, stop, head)
            found.append(record)
            i = stop
            while head.flow == "balance" and i < len(self.words) and self.words[i].end <= record["end"]:
                i += 1
        return found

    def _head(self, i: int) -> Head | None:
        word, known = self.words[i], heads()
        if word.lower.isalpha() and word.lower not in known:
            return None
        for key in _keys(word.lower):
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
            return True
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

    def _stops(self, i: int) -> bool:
        word = self.words[i]
        if self.kind[i] in ("date", "quantity") or word.lower in word_class("stop") or word.text[0].isdigit():
            return True
        if self.tags.get(word.start) == "VBG" and word.lower in word_class("aiming"):
            return True  # "Ankara is targeting exports of"
        if self.tags.get(word.start) in ("VBN", "VBD") and i and self.words[i - 1].lower in word_class("perfect_have"):
            return True  # "a survey had pegged shipments at"
        return self.tags.get(word.start, "") in _VERB_TAGS and not self._paired(i)

    def _paired(self, i: int) -> bool:
        """Whether a word tagged as a verb is a noun that "and" joins to another: "food and drink exports"."""
        if i < 2 or self.words[i - 1].lower != "and" or self.tags.get(self.words[i].start) not in ("VB", "VBP"):
            return False
        named = self.tags.get(self.words[i - 2].start, "")[:2] == "NN"
        return named and i + 1 < len(self.words) and self._head(i + 1) is not None

    def _left(self, i: int) -> int:
        """The index of the first modifier of the head at i."""
        j = i
        while j > 0 and i - j < _MODIFIERS and self.words[j].gap in ("", "~"):
            if self._stops(j - 1) or (j == i and self.words[j - 1].lower in word_class("verb_before")):
                joined = self.words[j - 1].lower == "and" and j - 2 >= 0 and not self.words[j - 1].gap and j < i
                opens = j - 2 == 0 or self.words[j - 2].gap[:1] in (".", "!", "?", ":", ";", "\n")
                if not joined or self._stops(j - 2) or self._head(j - 2):
                    break
                listed = self._listed_before(j - 2)
                if listed < j - 2:
                    return listed
                led = j > 2 and self.words[j - 2].gap.strip("~") == "," and self.kind[j - 3] in ("date", "place")
                if self.words[j - 2].gap and not (opens or led):
                    break
                j -= 2
                continue
            if self.words[j - 1].lower.endswith("'s") and self.kind[j - 1] != "place" and j < i:
                j -= 1
                continue
            j -= 1
        return j

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

    def _right(self, stop: int, head: Head) -> tuple[int, int]:
        """The words of "of …", "in …", "on …" after the head: (first, end), empty where none."""
        preposition = {
            "tariff": ("on", "of"),
            "revenue": ("of", "in", "from"),
            "trade_surplus": ("in", "for", "of"),
            "trade_deficit": ("in", "for", "of"),
        }
        allowed = preposition.get(head.id, ("of", "in"))
        if stop >= len(self.words) or self.words[stop].lower not in allowed or self.words[stop].gap:
            return stop, stop
        first = stop + 1
        k = first
        while k < len(self.words) and k - first < _COMPLEMENT and not (self.words[k].gap and k > first):
            if self.words[k].lower in ("and", "the", "its") and k + 1 < len(self.words) and not self.words[k].gap:
                if k > first and (self._head(k + 1) or self._stops(k + 1)):
                    break
                k += 1
                continue
            if self._stops(k) or (self.words[stop].lower in ("in", "from") and self.kind[k] == "place"):
                break
            k += 1
        while k > first and self.words[k - 1].lower in ("and", "the"):
            k -= 1
        goods = k > first and head.flow is not None
        return first, self._listed_behind(k) if goods else k

    def _content(self, first: int, stop: int) -> list[str]:
        parts = []
        for i in range(first, stop):
            word = self.words[i].lower.removesuffix("'s")
            if self.kind[i] == "place" or word in word_class("empty") or self._points(i):
                continue
            parts.append(word)
        return parts

    def _points(self, i: int) -> bool:
        """Whether a word only says which part of a place is meant: "central China's Hunan"."""
        beside = i + 1 < len(self.words) and self.kind[i + 1] == "place"
        return beside and self.words[i].lower in word_class("direction")

    def _compound(self, stop: int) -> int:
        """The end of the noun that a head only begins: "minimum purchase", "investment package"."""
        k = stop
        while k < len(self.words) and k - stop < 3 and self.words[k].gap in ("", "~") and not self._stops(k):
            if self.tags and self.tags.get(self.words[k].start, "")[:2] not in ("NN", "JJ"):
                break
            if not self.tags and not self.words[k].text.islower():
                break
            k += 1
        return k

    def _antecedent(self, i: int) -> list[str]:
        """The noun phrase before a relative pronoun: "petroleum products, whose exports sank"."""
        j = i
        while j > 0 and i - j < 4 and not self._stops(j - 1) and (j == i or self.words[j].gap in ("", "~")):
            j -= 1
        return self._content(j, i)

    def _record(self, i: int, stop: int, head: Head) -> Record:
        left = self._left(i)
        first, end = self._right(stop, head)
        modifiers = self._content(left, i)
        if left > 0 and self.words[left - 1].lower == "whose" and not modifiers:
            modifiers = self._antecedent(left - 1)
        if head.id in _OPEN_HEADS and first == stop:
            stop = first = end = self._compound(stop)
        prefix = self.words[i].lower.rpartition("-")[0]
        if prefix and head.words[0] != self.words[i].lower:
            modifiers.append(prefix)
        complement = self._content(first, end)
        inside = end if complement else stop
        if head.flow == "balance" and complement[-1:] == ["trade"]:
            complement.pop()
        label = " ".join(w.lower for w in self.words[i:stop]) if head.id in _OPEN_HEADS else head.label
        if modifiers[-1:] == [label]:  # "foreign trade turnover"
            modifiers.pop()
        if any(p == label.split()[0] for p in modifiers):
            label = label.split()[-1]
        end = inside
        phrase = " ".join([*(m for m in modifiers if m != "and" or len(modifiers) > 2), *complement, label])
        content = [*modifiers, *complement]
        if head.id == "tariff" and not word_class("utility").isdisjoint(content):
            head = head._replace(id="price", flow=None)  # "the gas tariff for power plants"
        return {
            "start": self.words[left].start,
            "end": self.words[end - 1].end,
            "head": self.words[i].start,
            "head_end": self.words[stop - 1].end,
            "indicator": phrase,
            "indicator_id": head.id,
            "flow": head.flow,
            "sector": sector_of(content),
            "modifiers": " ".join(content),
        }


def tags_of(doc: Doc) -> Mapping[int, str]:
    """Offset → fine-grained tag, empty without a tagger."""
    return tags(doc)


class Indicators:
    """Writes doc._.indicators and doc.spans["indicators"]."""

    def __call__(self, doc: Doc) -> Doc:
        marks = [(p["start"], p["end"], "place") for p in doc._.places]
        marks += [(d["start"], d["end"], "date") for d in doc._.dates]
        marks += [(q["start"], q["end"], "quantity") for q in doc._.quantities if q["kind"] not in ("count", "measure")]
        text = text_of(doc)
        found = Phrases(text, marks, tags_of(doc)).find()
        for record in found:
            record["text"] = text[record["start"] : record["end"]]
        doc._.indicators = found
        mark(doc, "indicators", found)
        return doc


@Language.factory("extractor_indicators", assigns=["doc._.indicators", "doc.spans"], requires=["doc._.places"])
def make_indicators(nlp: Language, name: str) -> Indicators:
    return Indicators()
