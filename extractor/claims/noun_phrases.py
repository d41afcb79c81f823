"""Noun phrases word by word, by tags where there are some, else by the lists of words that end a phrase."""

from __future__ import annotations

from extractor.claims.lexicon import word_class
from extractor.claims.view import View
from extractor.components._indicator_heads import word_class as phrase_words


class NounPhrases:
    """Reads noun phrases of one view, word by word."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.changing = {
            i for c in view.changes for i in range(c.first, c.last + 1) if "noun" in c.forms or "after" in c.forms
        }

    def is_noun(self, i: int, opening: bool = False) -> bool:
        """Whether the word at i can stand in a common noun phrase."""
        view = self.view
        word = view.words[i]
        if (
            i in self.changing
            or view.covered[i] in ("date", "quantity", "place")
            or word.lower in phrase_words("stop")
            or word.text[:1].isdigit()
            or word.lower == "worth"
        ):
            return False
        tag = view.tags.get(word.start, "")
        verb = tag == "VBN" or (tag == "VBG" and i in view.change_starts)
        if verb and i + 1 < len(view.words) and view.covered[i + 1] == "quantity":
            return False  # "with their trade climbing 21.4 percent", "natural gas (LNG) fetched 12 billion"
        if tag:
            return (
                (tag[:2] in ("NN", "JJ") and tag not in ("JJR", "JJS"))
                or tag in ("VBG", "VBN")
                or (opening and tag[:2] == "VB")
            )
        return word.text.islower() or opening

    def phrase(self, first: int, stop: int) -> list[str]:
        """The noun phrase that begins at `first`, at most up to `stop`; "and" between nouns is kept out."""
        found: list[str] = []
        for i in range(first, min(stop, first + 7)):
            word = self.view.words[i]
            if found and word.gap.strip("~-"):
                break
            if word.lower == "and" or (not found and word.lower in word_class("opens_phrase")):
                continue
            if not self.is_noun(i) or (found and word.lower in word_class("points_in_time")):
                break  # "3 tonnes of tobacco last season"
            found.append(word.lower)
        return found

    def things(self, first: int, stop: int) -> list[str]:
        """The noun phrase that begins at `first`, without the participle that follows its noun: "ships waiting"."""
        found = self.phrase(first, stop)
        i = first
        while i < stop and self.view.words[i].lower in word_class("opens_phrase"):
            i += 1
        for n in range(1, len(found)):
            if self.view.tags.get(self.view.words[i + n].start) in ("VBG", "VBN"):
                return found[:n]
        return found

    def back(self, last: int, first: int, opening: int = -1) -> list[str]:
        """The noun phrase that ends at `last`, not before `first`."""
        found: list[str] = []
        i = last
        while (
            i >= first
            and len(found) < 5
            and (self.is_noun(i, i == opening) or (self.view.words[i].lower == "and" and found))
        ):
            found.insert(0, self.view.words[i].lower)
            if self.view.words[i].gap.strip("~-"):
                break
            i -= 1
        return found[1:] if found[:1] == ["and"] else found

    def clean(self, words: list[str]) -> list[str]:
        return [w.removesuffix("'s") for w in words if w not in phrase_words("empty") and w != "and"]
