"""Verbs whose object is what is measured: "mined 5.3 million tonnes of copper", "sent home $2.9 billion"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor import lookups
from extractor.claims.cues import phrases, word_class
from extractor.claims.topic import Topic
from extractor.claims.topic_state import State
from extractor.claims.view import Mark

_REACH = 5
"""Words between such a verb and its number, at most."""

_OF, _INTO = frozenset({"of", "with", "to"}), frozenset({"in", "into", "on"})


@dataclass(frozen=True)
class _Row:
    indicator: str
    id: str | None
    kinds: frozenset[str]
    goods: bool
    """Whether the thing counted or measured is told with it: "copper production"."""


@cache
def _rows() -> dict[str, tuple[tuple[tuple[str, ...], _Row], ...]]:
    """Last word of a verb → its words and what it measures, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], _Row]]] = {}
    for row in lookups.table("verb_topics"):
        made = _Row(
            row["indicator"],
            row["indicator_id"] or None,
            frozenset(lookups.cells(row, "kinds")),
            bool(row["goods"]),
        )
        for verb in lookups.cells(row, "verbs"):
            words = tuple(verb.split())
            found.setdefault(words[-1], []).append((words, made))
    return {last: tuple(sorted(rows, key=lambda r: -len(r[0]))) for last, rows in found.items()}


class Verbs(State):
    """What the verb of a number's clause does with it."""

    def acted(self, mark: Mark) -> Topic | None:
        """The topic that the verb right before a number, or the passive behind it, tells."""
        if cargo := self._through_port(mark):
            return cargo
        row = self._active(mark) or self._passive(mark)
        if row is None:
            return None
        if row.id == "throughput" and mark.record["unit"] in ("TEU", "FEU"):
            return Topic("container throughput", row.id, None, None, None, "unit")
        joints = _INTO if row.id == "investment" else _OF
        goods = self._object(mark, joints) if row.goods else []
        if row.indicator == "seized":
            return Topic(" ".join([row.indicator, *(goods or ["goods"])]), row.id, None, None, None, "verb")
        return Topic(" ".join([*goods, row.indicator]), row.id, None, None, None, "verb")

    def _through_port(self, mark: Mark) -> Topic | None:
        """What a port handles: "the port shipped and landed 435.8 million tonnes", "handles 0.7% less cargo"."""
        view, kind = self.view, mark.record["kind"]
        cargo = set(view.after(mark, 2)) & word_class("cargo_word")
        if kind not in ("measure", "count", "percent") or (kind == "percent" and not cargo):
            return None
        i = mark.first - 1
        while i > mark.opens and view.lowers[i] in word_class("before_amount"):
            i -= 1
        ports = [k for k in range(mark.opens, i) if view.lowers[k] in word_class("port_word")][-1:]
        led = [set(view.lowers[max(mark.opens, k - 2) : k]) for k in ports]
        behind = self._object(mark, _OF)
        if behind and behind[-1] not in word_class("cargo_word"):
            return None
        if view.lowers[i] not in word_class("port_verb") or not led or led[0] & word_class("beside_port"):
            return None
        boxes = mark.record["unit"] in ("TEU", "FEU") or bool(cargo & word_class("boxed"))
        boxes = boxes or not word_class("boxed").isdisjoint(str(mark.record.get("noun") or "").split())
        if kind == "count" and not boxes:
            return None  # passengers, ships
        return Topic("container throughput" if boxes else "cargo throughput", "throughput", None, None, None, "verb")

    def turned(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The other flow, where the subject of the number before it does the opposite: "exported 4 tonnes of rice and
        imported 2 tonnes of wheat"."""
        view, told = self.view, previous[1] if previous else None
        if told is None or previous is None or told.flow not in ("exports", "imports"):
            return None
        i = mark.first - 1
        while i > previous[0].last and (view.lowers[i] in word_class("before_amount") or self._adverb(i)):
            i -= 1
        flow = next((f for f in ("exports", "imports") if f" {view.lowers[i]} " in phrases(f"{f}_verb")), None)
        joined = i - 1 > previous[0].last and view.lowers[i - 1] in word_class("link_of_clauses")
        if flow in (None, told.flow) or not joined or view.tags.get(view.words[i].start, "VB")[:2] != "VB":
            return None
        goods = self._object(mark, _OF) or (told.indicator or "").split()[:-1]
        return Topic(" ".join([*goods, str(flow)]), flow, flow, told.sector, None, "verb")

    def _active(self, mark: Mark) -> _Row | None:
        view = self.view
        first = mark.opens
        for i in range(mark.first - 1, max(first, mark.first - _REACH) - 1, -1):
            word = view.words[i].lower
            if row := self._told(i, first, mark):
                return row
            passed = word in word_class("before_amount") or word in word_class("passed_over") or self._adverb(i)
            if not passed or view.covered[i]:
                return None
        return None

    def _told(self, i: int, first: int, mark: Mark) -> _Row | None:
        view = self.view
        for words, row in _rows().get(view.words[i].lower, ()):
            start = i - len(words) + 1
            said = start >= first and tuple(view.lowers[start : i + 1]) == words
            if said and mark.record["kind"] in row.kinds and view.tags.get(view.words[start].start, "VB")[:2] == "VB":
                return row
        return None

    def _passive(self, mark: Mark) -> _Row | None:
        """ "4.4 lakh hectares sown with onion", "2,926 cars were assembled"."""
        view = self.view
        stop = mark.closes
        for i in range(mark.last + 1, min(stop, mark.last + 2 + _REACH)):
            if view.words[i].gap.strip("~-") or view.covered[i] in ("quantity", "indicator"):
                return None
            tag = view.tags.get(view.words[i].start, "VBN")
            if tag in ("VBN", "VBD") and (row := self._told(i, mark.last, mark)):
                done = tag == "VBN" and row.goods
                return row if done else None
            if tag[:2] == "VB" and view.words[i].lower not in word_class("auxiliary") | word_class("copula"):
                return None
        return None

    def _adverb(self, i: int) -> bool:
        return self.view.tags.get(self.view.words[i].start, "")[:2] in ("RB", "RP", "JJ", "CD")

    def _object(self, mark: Mark, joints: frozenset[str]) -> list[str]:
        """The things counted, or those behind "of" (or another of `joints`)."""
        view = self.view
        noun = str(mark.record.get("noun") or "").lower().split()
        unit = bool(noun) and {noun[-1], noun[-1].removesuffix("s")} & word_class("unit_noun")
        if noun and not unit and mark.record["kind"] == "count":
            return noun[-2:]
        k, stop = mark.last + 1, mark.closes
        while k < min(stop, mark.last + 5) and view.lowers[k] not in joints:
            if view.words[k].gap.strip("~-"):
                return []
            k += 1
        if k >= min(stop, mark.last + 5) or view.words[k].gap.strip("~"):
            return []
        return self.nouns.clean(self.nouns.things(k + 1, stop))[-2:]
