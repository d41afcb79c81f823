"""What each number measures: the indicator phrase that governs it, or the one that the text still speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.claims.cues import Cue
from extractor.claims.view import Mark, View
from extractor.components.indicators import word_class as phrase_words

_BARE = frozenset({"exports", "imports", "trade", "trade_deficit", "trade_surplus", "trade_balance", "shipments"})
_GENERIC = frozenset({"share", "volume", "price", "exchange_rate", "demand", "supply", "purchases"})
TRADE = frozenset({"exports", "imports", "trade", "re_exports", "shipments"})


@dataclass
class Topic:
    """What the text speaks of at one place."""

    indicator: str | None = None
    indicator_id: str | None = None
    flow: str | None = None
    sector: str | None = None
    mark: Mark | None = None
    near: str = ""
    """How it was found: right, left, segment, sentence, noun, inherited, paren."""


class Topics:
    """Chooses the topic of each quantity; keeps the running one."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.running = Topic()
        self.sector: str | None = None
        self.last: dict[int, Topic] = {}
        """Sentence → topic of its last quantity."""

    def topic(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic:
        found = self._choose(mark, cue, previous)
        if found.mark is not None and found.near != "paren":
            found = self._with_sector(found)
        if found.indicator_id in _BARE:
            self.running = found
        self.last[self.view.sentence(mark.start)] = found
        return found

    def _choose(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic:
        if previous and self.restates(previous[0], mark):
            return replace(previous[1], near="paren")
        right = self._right(mark, cue)
        if right:
            return right
        if mark.record["kind"] == "count" and mark.record.get("noun"):
            return self._counted(mark)
        if previous and self._combined(mark, previous):
            return Topic("trade", "trade", "total", self.sector, None, "left")
        left = self._left(mark, previous)
        if left:
            return left
        if mark.record["kind"] == "duration":
            return Topic(near="none")
        return replace(self.running, near="inherited")

    def _combined(self, mark: Mark, previous: tuple[Mark, Topic]) -> bool:
        """Whether a number adds up the exports and imports told before it in the sentence."""
        first = self.view.bounds[self.view.sentence(mark.start)][0]
        flows = {m.record["flow"] for m in self.view.within(self.view.indicators, first, mark.first)}
        return {"exports", "imports"} <= flows and any(w in ("combined", "total", "together") for w in self.view.before(mark, 3))

    def restates(self, before: Mark, mark: Mark) -> bool:
        """Whether a number only says the one before it again: "7.5 trillion yuan (about $1.05 trillion)"."""
        between = self.view.text[before.end : mark.start]
        if len(between) > 30 or before.record["kind"] != mark.record["kind"] or before.record["unit"] == mark.record["unit"]:
            return False
        inner = between.strip()
        return inner.startswith(("(", "[", ", or", "or ", "/", "– or", "— or", "= ")) and ")" not in inner and "/" not in mark.record["unit"]

    def of_mark(self, indicator: Mark, near: str) -> Topic:
        r = indicator.record
        return Topic(r["indicator"], r["indicator_id"], r["flow"], r["sector"], indicator, near)

    def _with_sector(self, topic: Topic) -> Topic:
        """A bare "exports" takes the sector that the article speaks of."""
        if topic.sector in ("goods", "services"):
            self.sector = topic.sector
            return topic
        bare = topic.mark is not None and not topic.mark.record["modifiers"]
        if topic.indicator_id in _BARE - {"trade"} and bare and self.sector and topic.indicator:
            return replace(topic, indicator=f"{self.sector} {topic.indicator}", sector=self.sector)
        return topic

    def _right(self, mark: Mark, cue: Cue) -> Topic | None:
        """The phrase right behind the number: "an 11.8 percent rise in imports", "$3 billion trade surplus"."""
        view = self.view
        k = mark.last + 1
        if cue.change and "noun" in cue.change.forms and cue.change.first > mark.last:
            k = cue.change.last + 1
            if k < len(view.words) and view.words[k].lower in ("in", "of", "for", "from") and not view.words[k].gap.strip("~"):
                k += 1
            else:
                return None
        elif k < len(view.words) and view.words[k].lower in ("of", "in", "worth") and not view.words[k].gap.strip("~"):
            if cue.share:
                return None
            k += 2 if view.words[k].lower == "worth" else 1
            if view.words[k - 1].lower == "in" and mark.record["kind"] in ("percent", "percentage_points"):
                return None
        elif mark.record["kind"] == "percent" and cue.how:
            return None
        stop = view.bounds[view.sentence(mark.start)][1]
        for _ in range(4):
            if k >= stop or (view.words[k].gap.strip("~-") and k > mark.last + 1) or (k > mark.last and view.words[k].gap[:1] in (",", ";", ")", ".")):
                return None
            for found in view.within(view.indicators, k, k + 1):
                return self.of_mark(found, "right")
            if view.covered[k] == "quantity" or (view.words[k].lower in phrase_words("stop") and view.words[k].lower not in ("the", "its")):
                return None
            k += 1
        return None

    def _left(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        view = self.view
        first = view.bounds[view.sentence(mark.start)][0]
        segment = view.segment_of[mark.first]
        here = [m for m in view.within(view.indicators, first, mark.first) if m.last < mark.first]
        same = [m for m in here if view.segment_of[m.first] == segment]
        strong = [m for m in same if m.record["indicator_id"] not in _GENERIC]
        bracket = self._bracketed(mark, first) if not strong or strong[-1].last < mark.first - 1 else []
        if bracket:
            product = self._product(mark, first)
            if product:
                return product
        if strong:
            return self.of_mark(strong[-1], "left")
        if previous and view.sentence(previous[0].start) == view.sentence(mark.start):
            if not same or same[-1].record["indicator_id"] in ("share", "volume"):
                return replace(previous[1], near="sentence")
        if same and same[-1].record["indicator_id"] not in ("share", "volume"):
            return self.of_mark(same[-1], "left")
        product = self._product(mark, first)
        if product and not here:
            return product
        earlier = [m for m in here if m.record["indicator_id"] not in _GENERIC]
        if earlier:
            return self.of_mark(earlier[-1], "segment")
        if product:
            return product
        return None

    def _product(self, mark: Mark, first: int) -> Topic | None:
        """A noun phrase in the place of the subject where trade is spoken of: "Automakers led with $3 billion",
        "chemicals ($2.7 billion)", "Ships: $2.24 billion"."""
        if self.running.indicator_id not in TRADE or mark.record["kind"] not in ("money", "percent", "measure", "multiple", "fraction"):
            return None
        phrase = self._bracketed(mark, first) or self._subject(mark, first)
        phrase = [w for w in phrase if w not in phrase_words("empty") and w != "and"][:4]
        if not phrase or not self.running.indicator:
            return None
        label = self.running.indicator.split()[-1]
        return Topic(" ".join([*phrase, label]), self.running.indicator_id, self.running.flow, None, None, "product")

    def _noun(self, i: int) -> bool:
        view = self.view
        tag = view.tags.get(view.words[i].start, "")
        if view.covered[i] or view.words[i].lower in phrase_words("stop") or view.words[i].text[:1].isdigit():
            return False
        return tag[:2] in ("NN", "JJ", "VB") and tag not in ("VBD", "VBZ", "VBP", "VB", "NNP") if tag else view.words[i].text.islower()

    def _bracketed(self, mark: Mark, first: int) -> list[str]:
        """The noun phrase right before an opening bracket or a colon that the number stands behind."""
        view = self.view
        if not view.text[max(0, mark.start - 3) : mark.start].strip().endswith(("(", ":")):
            return []
        i = mark.first - 1
        phrase: list[str] = []
        while i >= first and len(phrase) < 5 and (self._noun(i) or (view.words[i].lower == "and" and phrase) or (i == first and not view.covered[i])):
            phrase.insert(0, view.words[i].lower)
            if view.words[i].gap.strip("~-"):
                break
            i -= 1
        return phrase[1:] if phrase[:1] == ["and"] else phrase

    def _subject(self, mark: Mark, first: int) -> list[str]:
        """The noun phrase that opens the sentence, up to its verb."""
        view = self.view
        phrase: list[str] = []
        i = first
        while i < mark.first and view.words[i].lower in ("the", "-", "by", "a", "an"):
            i += 1
        while i < mark.first and len(phrase) < 6:
            word = view.words[i]
            tag = view.tags.get(word.start, "")
            opening = i == first and tag[:2] in ("NN", "JJ", "VB") and tag not in ("NNP",) and not view.covered[i] and word.lower not in phrase_words("stop")
            if phrase and (word.gap.strip("~-") or not (self._noun(i) or word.lower == "and")):
                break
            if not phrase and not (opening or self._noun(i)):
                return []
            phrase.append(word.lower)
            i += 1
        if i >= mark.first or not phrase:
            return []
        tag = view.tags.get(view.words[i].start, "")
        return phrase if tag[:2] in ("VB", "MD") or any(c.first == i for c in view.changes) else []

    def _counted(self, mark: Mark) -> Topic:
        """A counted thing is what is measured, with the words that hang on it."""
        view = self.view
        noun = str(mark.record.get("noun") or mark.record["unit"])
        inside = [m for m in view.indicators if m.first <= mark.last + 1 and m.last >= mark.first and m.record["head"] >= mark.start]
        words = noun.lower().split()
        k = mark.last + 1
        stop = view.bounds[view.sentence(mark.start)][1]
        if k < stop and view.words[k].lower in ("of", "for", "in", "on", "to", "with", "from") and not view.words[k].gap.strip("~"):
            tail = []
            for i in range(k + 1, min(stop, k + 6)):
                if view.words[i].gap.strip("~") or (view.words[i].lower in phrase_words("stop") and view.words[i].lower not in ("the", "and")):
                    break
                if not view.covered[i] in ("date", "quantity", "place") and view.words[i].lower not in ("the", "and"):
                    tail.append(view.words[i].lower)
            words += tail
        indicator_id = inside[0].record["indicator_id"] if inside else None
        flow = inside[0].record["flow"] if inside else None
        return Topic(" ".join(words), indicator_id, flow, None, inside[0] if inside else None, "noun")
