"""What an article measures: noun phrases around the heads of data/indicators.csv.

"exports of new-energy vehicles", "China's services trade" and "outbound shipments" are read as their words
without place and period, with the row of the table (`indicator_id`) and the flow.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._indicator_heads import Head, sector_of, word_class
from extractor.components._indicator_words import IndicatorWords
from extractor.components.attributes import Record, mark, tags, text_of

_BOTH = ["goods", "and", "services"]
"""What trade as a whole is of."""
_SIDES = ("imports", "exports")
_MODIFIERS = 6
_COMPLEMENT = 6
_QUALIFYING = frozenset({"NN", "NNS", "JJ", "VBN"})
"""Tags of words that may open what orders, prices or fees are for."""
_OPEN_HEADS = frozenset({"threshold", "fee", "investment", "subsidy", "quota", "stay", "loans", "demand", "supply"})
"""Rows whose heads often only begin a longer noun."""


class Phrases(IndicatorWords):
    """Finds the indicator phrases of one text."""

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

    def _right(self, stop: int, head: Head, *, bare: bool) -> tuple[int, int]:
        """The words of "of …", "in …", "on …", "for …" after the head: (first, end), empty where none."""
        preposition = {
            "tariff": ("on", "of"),
            "revenue": ("of", "in", "from"),
            "trade_surplus": ("in", "for", "of"),
            "trade_deficit": ("in", "for", "of"),
        }
        allowed = preposition.get(head.id, ("of", "in"))
        stop = self._behind_side(stop) if bare and head.flow in _SIDES else stop
        if stop >= len(self.words) or self.words[stop].gap:
            return stop, stop
        if self.words[stop].lower not in allowed and not (bare and self._names_what(stop, head)):
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

    def _behind_side(self, stop: int) -> int:
        """The word behind the other side where "of" follows it: "exports to China | of farm goods"; else `stop`."""
        if stop >= len(self.words) or self.words[stop].gap or self.words[stop].lower not in ("to", "from", "into"):
            return stop
        k = stop + 1 + any(word.lower == "the" for word in self.words[stop + 1 : stop + 2])
        while k < len(self.words) - 1 and not self.words[k].gap and self.kind[k] == "place":
            k += 1
        return k if self.kind[k - 1] == "place" and self.words[k].lower == "of" and not self.words[k].gap else stop

    def _names_what(self, at: int, head: Head) -> bool:
        """Whether "for …" or "on …" tells what orders, prices or fees are for: "orders for machine tools"."""
        if head.id not in word_class(f"takes_{self.words[at].lower}") or at + 1 >= len(self.words):
            return False
        word = self.words[at + 1]
        if word.gap or word.lower in word_class("for_no_goods") or self.kind[at + 1] is not None:
            return False
        return word.text.islower() and self.tags.get(word.start, "NN")[:3] in _QUALIFYING

    def _content(self, first: int, stop: int) -> list[str]:
        parts = []
        for i in range(first, stop):
            word = self.words[i].lower.removesuffix("'s")
            if self.kind[i] == "place" or word in word_class("empty") or self._points(i) or self._bound(i):
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
        modifiers = self._content(left, i)
        first, end = self._right(stop, head, bare=not modifiers)
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
        both = head.flow == "balance" and _BOTH in (modifiers, complement)
        if both:  # "the deficit in goods and services"
            modifiers, complement = ([] if part == _BOTH else part for part in (modifiers, complement))
        label = " ".join(w.lower for w in self.words[i:stop]) if head.id in _OPEN_HEADS else head.label
        if modifiers[-1:] == [label]:  # "foreign trade turnover"
            modifiers.pop()
        if any(p == label.split()[0] for p in modifiers):
            label = label.split()[-1]
        end = inside
        phrase = " ".join([*(m for m in modifiers if m != "and" or len(modifiers) > 2), *complement, label])
        content = [*modifiers, *complement]
        side = next((way for way in _SIDES if not word_class(f"{way}_priced").isdisjoint(content)), None)
        if head.id == "price" and side:  # "the price of goods arriving in the United States"
            head = head._replace(flow=side)
            content = [w for w in content if w not in word_class(f"{side}_priced") and w != "goods"]
            phrase = " ".join([*content, side.removesuffix("s"), label])
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
            "sector": "goods services" if both else sector_of(content),
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
