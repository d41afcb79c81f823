"""What a counted thing measures: "2.3 million vehicles", "54 countries"."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_state import State
from extractor.claims.view import Mark
from extractor.components._indicator_heads import heads
from extractor.components._quantity_nouns import singular

_LONGEST = 40
"""Words of the longest indicator."""


class Counts(State):
    """Counted nouns."""

    def moved(self, mark: Mark) -> str | None:
        """The flow of counted things that "went to" or "came from" somewhere, or that a place "exported"."""
        after = " " + " ".join(self.view.after(mark, 5)) + " "
        before = " " + " ".join(self.view.before(mark, 3)) + " "
        exports = says(after, "went_verb") or says(before, "exports_verb")
        imports = says(after, "came_verb") or says(before, "imports_verb")
        return None if exports == imports else "exports" if exports else "imports"

    def head_id(self, noun: str) -> str | None:
        """The row of the indicator table that a counted noun heads by itself."""
        last = noun.lower().split()[-1] if noun else ""
        return next(
            (
                h.id
                for key in (last, f"{last}s")
                for h in heads().get(key, ())
                if len(h.words) == 1 and h.id == "arrivals"
            ),
            None,
        )

    def _flow_of_noun(self, mark: Mark, noun: str) -> Topic | None:
        """The exports or imports of the counted things: "car exports fell 13.9 percent to 603,229 cars"."""
        view = self.view
        low, _ = self.reach(mark)
        stem = noun.lower().split()[-1].removesuffix("s") if noun else ""
        for m in reversed(view.within(view.indicators, low, mark.first)):
            if m.record["flow"] in ("exports", "imports") and stem in m.record["modifiers"].replace("s ", " ").split():
                return self.of_mark(m, "left")
        return None

    def is_packed(self, noun: str) -> bool:
        """Whether a counted noun is what goods are packed in or counted by: bags, boxes, units."""
        name = noun.lower()
        return bool({name, name.removesuffix("s"), name.removesuffix("es")} & word_class("unit_noun"))

    def _employed(self, mark: Mark) -> bool:
        """Whether people or jobs are those that somebody employs: "4,300 people on their payrolls"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        near = view.lowers[max(first, mark.first - 8) : min(stop, mark.last + 6)]
        return any(w in word_class("employing") for w in near) or self._owned(mark)

    def _owned(self, mark: Mark) -> bool:
        """Whether the workers are somebody's: "has 1,200 workers", "half of her 420 employees"."""
        noun = str(mark.record.get("noun") or "").lower().split()[-1:]
        owner = set(self.view.before(mark, 2)) & (word_class("possessive") | word_class("having"))
        return bool(owner) and noun != ["person"] and noun != ["people"]

    def _staff(self, noun: str) -> str:
        """Jobs or workers under the noun that counts them; people that somebody employs are employees."""
        words = noun.lower().split()
        if words[-1] in ("person", "people", "hand"):
            return "employees"
        return " ".join([*words[:-1], words[-1] if words[-1] == "staff" else f"{words[-1]}s"])

    def _unit(self, mark: Mark) -> Topic:
        """Bags, boxes and units are what the sentence says, else what the text speaks of."""
        view = self.view
        low, _ = self.reach(mark)
        told = [m for m in view.within(view.indicators, low, mark.first) if m.last < mark.first]
        if told and told[-1].record["indicator_id"] not in rows_of("generic"):
            return self.of_mark(told[-1], "left")
        return replace(self.running, near="inherited")

    def of_counted(self, mark: Mark, found: Topic) -> Topic:
        """The flow of the things counted, where a verb tells it: "32,827 cars were shipped abroad"."""
        noun = str(mark.record.get("noun") or "").lower()
        bare = found.near == "verb" and found.flow in ("exports", "imports") and found.indicator == found.flow
        if mark.record["kind"] != "count" or not bare or not noun or self.is_packed(noun):
            return found
        return replace(found, indicator=f"{noun} {found.flow}")

    def elided(self, mark: Mark, previous: tuple[Mark, Topic]) -> bool:
        """Whether a number leaves out the noun of the one before it: "4.3 million Chinese visitors, down from 6.7
        million"."""
        before, noun = previous[0], str(mark.record.get("noun") or "").lower()
        if not noun or noun != str(before.record.get("noun") or "").lower() or previous[1].near == "none":
            return False
        same = before.sentence == mark.sentence
        same = same and not self.view.within(self.view.places, mark.first - 1, mark.first)
        last = noun.split()[-1][:4]
        return same and last in before.record["text"].lower() and last not in mark.record["text"].lower()

    def led_to(self, mark: Mark, previous: tuple[Mark, Topic]) -> bool:
        """Whether a number without a noun of its own is what the growth before it leads to: "output rose 2.0% to
        358,200"."""
        before, topic = previous
        noun = str(mark.record.get("noun") or "").lower()[:4]
        led = self.view.lowers[before.last + 1 : mark.first] == ["to"] and topic.near not in ("none", "inherited")
        return led and before.record["kind"] == "percent" and not (noun and noun in mark.record["text"].lower())

    def came(self, mark: Mark) -> Topic | None:
        """The arrivals of people who are counted under the name of their country."""
        noun = str(mark.record.get("noun") or "")
        if mark.record["kind"] != "count" or not noun or not self._comers(mark, noun):
            return None
        running = self.running if self.running.indicator_id == "arrivals" else Topic("arrivals", "arrivals")
        return replace(running, mark=None, near="noun")

    def _comers(self, mark: Mark, noun: str) -> bool:
        """Whether people of a country are counted who came: "2.5 million Malaysians and 1.2 million Indians"; also
        where a later number leaves them out."""
        view = self.view
        same = (m for m in view.quantities if m.record.get("noun") == noun and m.first <= mark.first)
        first = next((m for m in same if view.paragraph(m.start) == self.paragraph), mark)
        own = [m for m in view.within(view.places, first.first, first.last + 2) if m.record["kind"] == "demonym"]
        last = noun.lower().split()[-1:] or [""]
        if not any(singular(m.record["text"].lower().split()[-1]) == last[0] for m in own):
            return False
        if first is not mark:
            return self._comers(first, noun)
        told = view.within(view.indicators, mark.opens, mark.closes)
        arrivals = any(m.record["indicator_id"] == "arrivals" for m in told) or self.running.indicator_id == "arrivals"
        return arrivals or not word_class("visit_verb").isdisjoint(view.lowers[mark.opens : mark.closes])

    def counted(self, mark: Mark) -> Topic:
        """A counted thing is what is measured, with the words that hang on it and that it hangs on."""
        view = self.view
        noun = str(mark.record.get("noun") or mark.record["unit"])
        inside = [
            m
            for m in view.within(view.indicators, max(0, mark.first - _LONGEST), mark.last + 2)
            if m.last >= mark.first and m.record["head"] >= mark.start
        ]
        indicator_id = inside[0].record["indicator_id"] if inside else self.head_id(noun)
        if indicator_id == "arrivals":
            return self._arrivals(mark, noun, inside)
        told = self._people(mark, noun, inside) or self._told_before(mark, noun)
        if told is not None:
            return told
        flow_by_verb = self.moved(mark)
        held = self.nouns.tail(mark) if noun.lower().split()[-1] in word_class("unit_noun") else []
        if flow_by_verb and (indicator_id is None or held):
            noun = " ".join(held) if held else noun
            return Topic(f"{noun.lower()} {flow_by_verb}", flow_by_verb, flow_by_verb, None, None, "verb")
        lead = " ".join(view.words[i].lower for i in range(*view.bounds[mark.sentence])[:2])
        if says(f" {lead} ", "these") and self.running.indicator_id in rows_of("divisible"):
            return replace(self.running, mark=None, near="noun")
        words = [*self.nouns.governor(mark), *noun.lower().split(), *self.nouns.tail(mark)]
        flow = inside[0].record["flow"] if inside else None
        phrase = " ".join(dict.fromkeys(words))
        flow = flow or self.flow_of(phrase) or self.moved(mark)
        return Topic(phrase, indicator_id, flow, None, inside[0] if inside else None, "noun")

    def _arrivals(self, mark: Mark, noun: str, inside: list[Mark]) -> Topic:
        """Arrivals by the noun for those who come, without the words of places."""
        whole = noun.lower().split()[-1] in word_class("arriving")
        places = self.view.within(self.view.places, mark.opens, mark.closes)
        named = {w for m in places for w in m.record["text"].lower().split()}
        people = " ".join(w for w in noun.lower().split() if w not in named)
        label = noun.lower() if whole else f"{people} arrivals".strip()
        return Topic(label, "arrivals", None, None, inside[0] if inside else None, "noun")

    def _people(self, mark: Mark, noun: str, inside: list[Mark]) -> Topic | None:
        """What people count for who came from a country, who visit, or whom somebody employs."""
        view = self.view
        last = noun.lower().split()[-1] if noun else ""
        if last in word_class("visiting") and self.running.indicator_id == "arrivals" and not inside:
            return replace(self.running, mark=None, near="noun")
        if last in word_class("employed") and self._employed(mark):
            here = view.within(view.indicators, *self.reach(mark))
            jobs = [m for m in here if m.record["indicator_id"] == "employment"]
            return self.of_mark(jobs[-1], "left") if jobs else Topic(self._staff(noun), "employment", near="noun")
        return None

    def _told_before(self, mark: Mark, noun: str) -> Topic | None:
        """The indicator before a number without its noun, or with one for what goods are packed in."""
        before = self.view.within(self.view.indicators, *self.reach(mark))
        elided = noun.lower().split()[-1][:4] not in mark.record["text"].lower()
        arrivals = [m for m in before if m.record["indicator_id"] == "arrivals"]
        if elided and arrivals:
            return self.of_mark(arrivals[-1], "left")
        divisible = rows_of("divisible")
        led = any(m.record["indicator_id"] in divisible for m in before) or self.running.indicator_id in divisible
        return self._unit(mark) if led and self.is_packed(noun) else self._flow_of_noun(mark, noun)
