"""What the subject of a number's own clause names, where it is neither an indicator nor goods that are traded:
"deposits of Kenyans abroad hit Sh60 billion", "traffic through the canal slumped 49 percent"."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_state import State
from extractor.claims.view import Mark

_OPENERS = frozenset({"while", "but", "whereas", "and", "although", "though"})
_TAIL = 9
"""Words between the head of a subject and its verb, at most."""
_REACH = 4
"""Words between the verb and the number, at most."""


class Subjects(State):
    """Reads the subject with what hangs on it by a preposition or a participle."""

    def own_subject(self, mark: Mark) -> Topic | None:
        """The topic of a number whose clause has a subject of its own and a verb of change or of level."""
        if mark.record["kind"] == "duration" and mark.record["unit"] in ("year", "month"):
            return None
        for start in self._openings(mark):
            if words := self._read(start, mark):
                label = " ".join(words)
                return Topic(label, None, self.flow_of(label), None, None, "subject")
        return None

    def _openings(self, mark: Mark) -> list[int]:
        """Where the number's clause may open, the nearest first; nothing before the number that stands before it."""
        view = self.view
        first = mark.opens
        told = view.within(view.quantities, first, mark.first)
        floor = told[-1].last + 1 if told else first
        found = []
        for i in range(mark.first - 2, floor, -1):
            word = view.words[i]
            if ";" in word.gap or ("," in word.gap and word.lower in _OPENERS):
                found.append(i + 1 if word.lower in _OPENERS else i)
        if floor == first:
            found.append(self.nouns.behind_lead(first, mark.first))
            if found[-1] != first:
                found.append(first)
        return found

    def _read(self, start: int, mark: Mark) -> list[str]:
        """The subject that opens at word `start`, if its verb leads to the number; else nothing."""
        view = self.view
        i = start
        while i < mark.first and (
            view.words[i].lower in ("the", "a", "an", "its", "their", "'s", "’s") or view.covered[i] == "place"
        ):
            i += 1
        phrase = self.nouns.phrase(i, mark.first)
        head = i + len(phrase)
        if not phrase or head >= mark.first or view.words[head].gap.strip("~-"):
            return []
        if any(view.covered[k] == "indicator" or k in view.named for k in range(i, head)):
            return []
        verb = self._verb(head, mark.first)
        if verb is None or not self._leads(verb, mark):
            return []
        joint = view.words[head].lower if verb > head else ""
        if joint == "of" and phrase[-1] in word_class("placeholder"):
            return self._counted_in(head + 1, verb)
        words = self.nouns.clean(phrase)
        if not words or words[-1] in word_class("agent") | word_class("no_subject") | word_class("placeholder"):
            return []
        return words[-3:] if self._apart(words, joint, head, verb) else []

    def _counted_in(self, first: int, verb: int) -> list[str]:
        """What "the number of" or "the value of" is of, where that is no flow and no price."""
        view = self.view
        told = view.within(view.indicators, first, verb)
        if any(m.record["flow"] or m.record["indicator_id"] in rows_of("series") for m in told):
            return []
        return self.nouns.clean(self.nouns.things(first, verb))[-3:]

    def _apart(self, words: list[str], joint: str, head: int, verb: int) -> bool:
        """Whether the subject can't be goods that the text's exports or imports are of."""
        measured = words[-1] in word_class("measured_subject")
        if not joint:
            return measured
        view = self.view
        placed = bool(view.within(view.places, head + 1, verb)) and joint in word_class("partner_preposition")
        return measured or (not placed and joint != "for")

    def _verb(self, head: int, stop: int) -> int | None:
        """The verb of a subject whose noun phrase ends before word `head`."""
        view = self.view
        hangs = view.tags.get(view.words[head].start, "") in ("IN", "TO", "VBN", "VBG")
        hangs = hangs and head not in view.change_starts
        if not hangs:
            return head if self.finite(head) else None
        for k in range(head + 1, min(stop, head + _TAIL)):
            if view.words[k].gap.strip("~-") or view.covered[k] == "quantity":
                return None
            if self.finite(k):
                return k
        return None

    def _leads(self, verb: int, mark: Mark) -> bool:
        """Whether a verb of change or of level leads to the number."""
        view = self.view
        if view.within(view.indicators, verb, mark.first) or view.within(view.quantities, verb, mark.first):
            return False
        words = view.lowers[verb : mark.first]
        moved = any(k in view.change_starts for k in range(verb, mark.first))
        level = bool(set(words[:4]) & word_class("level_verb"))
        near = len(words) <= _REACH + 3
        return near and (moved or level)
