"""Noun phrases around a number, by tags where there are some, else by the lists of words that end a phrase."""

from __future__ import annotations

import re

from extractor.claims.cues import says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.openings import Openings
from extractor.claims.view import Mark
from extractor.components._quantity_nouns import singular

_LED = re.compile(r"\((?:up|down|plus|minus) $")
_CLAUSE = frozenset({"and", "while", "but", "whereas", "which"})
_JOINTS = frozenset(",;:")
_JOINING = frozenset({"of", "for", "to", "at", "in", "on"})


class Nouns(Openings):
    """Reads the phrases that stand around a number."""

    def bracketed(self, mark: Mark) -> list[str]:
        """The noun phrase right before the opening bracket or colon that a number stands behind."""
        view = self.view
        first = mark.opens
        last = mark.first - 1
        aside = last > first and view.words[last].lower in ("at", "with") and "," in view.words[last].gap
        if aside or _LED.search(view.text[max(0, mark.start - 12) : mark.start]):
            last -= 1
        elif listed := self._itemized(mark, first):
            return listed
        elif not view.text[max(0, mark.start - 3) : mark.start].strip().endswith(("(", ":")):
            return []
        if last < first or view.covered[last]:
            return []
        found = self.back(last, first, first) if last not in view.change_words else []  # "were flat, at $2 bn"
        before = last - len(found)
        hangs = before >= first and (
            view.covered[before] == "place" or view.tags.get(view.words[before].start) in ("IN", "TO")
        )
        if (
            before > first
            and view.words[before].lower in ("the", "a")
            and view.words[before - 1].lower in word_class("copula")
        ):
            return self.back(before - 2, first, first)  # "Olive oil was the star: 480 million euros"
        if ":" in view.words[mark.first].gap and before > first and view.lowers[before] in word_class("copula"):
            return self.back(before - 1, first, first)  # "Rubber was different: 1.2 million tonnes"
        return [] if hangs and ":" in view.words[mark.first].gap else found

    def _itemized(self, mark: Mark, first: int) -> list[str]:
        """The item of a list with semicolons right before a number: "; primary products, 2,020 million"."""
        view = self.view
        told = view.within(view.quantities, first, mark.first)
        if not told or view.text[mark.start - 2 : mark.start].strip(" $€£¥") != ",":
            return []
        found = self.back(mark.first - 1, first)
        i = mark.first - len(found)
        while i > first and view.lowers[i - 1] in ("and", "the") and ";" not in view.words[i].gap:
            i -= 1
        return found if found and i > first and ";" in view.words[i].gap else []

    def coordinate(self, mark: Mark) -> list[str]:
        """The noun phrase right before a number behind "and" or a comma: "ore $113 billion and gold $60 billion"."""
        view = self.view
        first = mark.opens
        if mark.first - 1 <= first or view.covered[mark.first - 1] or view.words[mark.first].gap.strip("~"):
            return []
        last = mark.first - 1
        grown = view.words[last].lower == "by" and mark.record["kind"] == "percent"  # "and cars by 26 percent"
        elided = view.words[last].lower == "by" and view.words[last - 1].lower.endswith(("'s", "’s"))
        if (
            view.words[last].lower in ("for", "at", "to", "with", "worth", "vs", "versus") or elided or grown
        ) and last - 1 > first:
            last -= 1
        flow = view.covered[last] == "indicator" and view.lowers[last] in word_class("bare_flow")
        if flow or view.tags.get(view.words[last].start) in ("VBD", "VBN"):
            return []
        found = self.back(last, first, last if self._mistaken(last) else -1)
        opening = last - len(found) + 1
        if found and "," in view.words[opening].gap and view.tags.get(view.words[opening].start) == "VBG":
            return []  # ", representing 22 percent", ", beating forecasts of 7 percent"
        if found and (says(f" {found[0]} ", "sold_verb") or says(f" {found[0]} ", "bought_verb")):
            return []  # "and exported goods worth $8 million"
        before = last - len(found)
        if found and before > first and self._mistaken(before):
            found.insert(0, view.lowers[before])  # "and cashew nuts $685 million"
            before -= 1
        joined = (
            bool(found)
            and before > first
            and (view.words[before].lower in ("and", "by") or not _JOINTS.isdisjoint(view.words[before + 1].gap))
            and (view.words[before].lower != "by" or view.words[before - 1].lower in word_class("rank"))
        )
        return found if joined else []

    def _mistaken(self, i: int) -> bool:
        """Whether a word behind "and" or a comma, tagged as a verb, may be a noun: "and coffee $38 million"."""
        view = self.view
        opens = "," in view.words[i].gap or view.words[i - 1].lower == "and"
        tag = view.tags.get(view.words[i].start)
        thing = tag in ("VB", "VBP") or (tag == "VBZ" and singular(view.lowers[i]) in goods())  # "and cherries $300"
        return opens and thing and i not in view.change_words

    def clause(self, mark: Mark, after: int) -> list[str]:
        """The subject of the last clause that opens behind word `after` and before a number: "; copper brought in
        $4.1 billion", ", and lithium, 41 percent lower, $182 million"."""
        view = self.view
        for i in range(mark.first - 1, after, -1):
            word = view.words[i]
            if not (";" in word.gap or "," in word.gap or word.lower in _CLAUSE):
                continue
            k = i
            while k < mark.first and view.words[k].lower in (*_CLAUSE, "the", "with", "a", "of", "only", "even"):
                k += 1
            found = self.phrase(k, mark.first) if k < mark.first else []
            stop = k + len(found)
            if not found or k in view.named:
                continue
            if stop == mark.first:
                if "," in view.words[stop].gap and word.lower in _CLAUSE and mark.record["kind"] == "percent":
                    return found
                continue
            if len(found) > 1 and view.tags.get(view.words[stop - 1].start) == "VBN":  # "and crude oil brought in"
                found, stop = found[:-1], stop - 1
            following = view.words[stop]
            tag = view.tags.get(following.start, "")
            parenthesis = "," in following.gap and (
                bool(view.within(view.quantities, stop, stop + 2)) or self._aside(stop, mark.first)
            )
            if following.lower in word_class("saying") | word_class("expect"):
                continue
            if parenthesis and "," in word.gap and i - 1 > after and view.words[i - 1].text[:1].isupper():
                continue  # "estimated by Conab, the supply company, at 177 million tonnes"
            if tag in ("VBD", "VBN", "VBZ", "VBP", "MD") or stop in view.change_starts or parenthesis:
                return [*self._listed_before(i, after), *found] if word.lower == "and" else found
        return []

    def _listed_before(self, joint: int, after: int) -> list[str]:
        """The items of a list before the "and" at word `joint`, where the list opens a clause: "; silver, lead and tin
        supplied"."""
        view = self.view
        found: list[str] = []
        i = joint
        while i - 1 > after and not view.words[i].gap.strip("~-,"):
            item = self.back(i - 1, after + 1) if not view.covered[i - 1] else []
            if not item:
                return []
            found = [*item, *found]
            i -= len(item)
            if ";" in view.words[i].gap or view.lowers[i - 1] in _CLAUSE - {"and"}:
                return found
            if view.words[i].gap.strip("~-") != ",":
                return []
        return []

    def modified(self, mark: Mark) -> str | None:
        """The noun phrase that a number stands in front of: "the 24-hour direct transit rule"."""
        view = self.view
        k = mark.last + 1
        stop = mark.closes
        if k >= stop or view.words[k].gap.strip("~-") or mark.record["kind"] in ("count", "multiple", "fraction"):
            return None
        tag = view.tags.get(view.words[k].start)
        lone = tag == "VBN" and (k + 1 >= stop or not self.is_noun(k + 1) or bool(view.words[k + 1].gap.strip("~-")))
        if not self.is_noun(k) or tag == "VBG" or lone:
            return None
        raw = self.phrase(k, stop)
        found = self.clean(raw)
        if not found or all(w in word_class("placeholder") for w in found):
            return None
        k += len(raw)
        if k < stop and view.words[k].lower in ("of", "on", "for", "in") and not view.words[k].gap.strip("~"):
            found += self.clean(self.phrase(k + 1, stop))[:3]
        return " ".join(found)

    def governor(self, mark: Mark) -> list[str]:
        """The noun phrase that a counted thing hangs on: "visa exemption for 48 countries"."""
        view = self.view
        first = mark.opens
        j = mark.first - 1
        while j > first and view.words[j].lower in word_class("before_count"):
            j -= 1
        if j <= first or view.words[j].lower not in ("of", "for") or view.words[j + 1].gap.strip("~"):
            return []
        return self.clean(self.back(j - 1, first, first))[-3:]

    def tail(self, mark: Mark) -> list[str]:
        """The noun phrase behind a counted thing: "12 pilot zones for cross-border e-commerce"."""
        view = self.view
        k = mark.last + 1
        stop = mark.closes
        if k < stop and view.words[k].lower in _JOINING and not view.words[k].gap.strip("~"):
            joined = view.lowers[k]
            while k + 1 < stop and view.covered[k + 1] == "place" and not view.words[k + 1].gap.strip("~"):
                k += 1  # "5.4 bcm of | Algerian | gas"
            found = self.phrase(k + 1, stop)
            end = k + 1 + len(found)
            counted = bool(view.within(view.quantities, end, end + 2))
            return self.clean(found)[:4] if not (counted and joined == "at") else []
        return []

    def governing(self, mark: Mark) -> str | None:
        """What a number without a topic is told of: the phrase before "of", else the sentence's subject."""
        view = self.view
        first = mark.opens
        j = mark.first - 1
        while j > first and view.words[j].lower in word_class("before_amount"):
            j -= 1
        if j > first and view.words[j].lower == "of":
            found = self.clean(self.back(j - 1, first, first))
            if found:
                return " ".join(found)
        subject = self.subject(mark)
        found = self.clean(subject)
        whole = bool(found) and subject[-1] not in found  # "domestic value addition"
        return " ".join(subject if whole else found) or None
