"""Text and annotation written together: templates are filled, and every figure, date, person, quotation and
measure that a template names is annotated where it stands."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
SAID = re.compile(r"^([^<]*), (\{(office|bank|ministry|tourism)\} (?:said|reported|announced)\b[^,]*)\.$")
PIECE = re.compile(r"\{([^{}]+)\}|<(/?)([a-z]+)(?::([^<>]+))?>")
QUALIFIED = {
    "exact": ("",),
    "about": ("about ", "around ", "some ", "roughly "),
    "nearly": ("nearly ", "almost ", "just under "),
    "more_than": ("more than ", "over "),
}


def rounded(value: Fraction, decimals: int, qualifier: str = "exact") -> Decimal:
    """A true value as it is stated: up for "nearly", down for "more than", else to the nearest."""
    modes = {"nearly": ROUND_CEILING, "more_than": ROUND_FLOOR}
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=modes.get(qualifier, ROUND_HALF_UP))


@dataclass
class Figure:
    """A quantity: its surface, and its fields in the annotation's form."""

    key: str
    surface: str
    gold: dict[str, Any]

    @property
    def direction(self) -> str:
        return str(self.gold["direction"])


@dataclass
class When:
    """An expression of time: its surface and the period that it names."""

    surface: str
    value: str


@dataclass
class Who:
    """A speaker: how the person is introduced, and what the annotation says. Organizations speak too."""

    name: str
    last: str = ""
    role: str | None = None
    organization: str | None = None
    is_person: bool = True


Timed = tuple[tuple[str, "When"], ...]
"""Ways to name a time, each with the preposition before it; one is taken at every use."""

Slot = Figure | When | Who | Timed | str


@dataclass
class Story:
    """An article in the making."""

    rng: random.Random
    words: Mapping[str, Any]
    slots: dict[str, Slot] = field(default_factory=dict)
    text: str = ""
    quantities: list[dict[str, Any]] = field(default_factory=list)
    dates: list[dict[str, Any]] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)
    policies: list[dict[str, Any]] = field(default_factory=list)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    where: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    relations: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)
    marks: tuple[str, str] = ('"', '"')
    measures: dict[str, dict[str, Any]] = field(default_factory=dict)
    glue: str = "\0"
    said: set[str] = field(default_factory=set)

    def put(self, **slots: Slot) -> None:
        """Makes slots known to the templates that follow."""
        self.slots.update(slots)

    def pick(self, options: Sequence[str]) -> str:
        return self.rng.choice(list(options))

    def sentence(self, name: str) -> None:
        """Adds one wording of the sentence `name`; a wording isn't used twice in an article."""
        wordings = self.words["sentence"][name]
        fresh = [w for w in wordings if w not in self.said] or wordings
        wording = self.pick(fresh)
        self.said.add(wording)
        self.write(wording)

    def paragraph(self) -> None:
        self.text = self.text.rstrip() + "\n\n"

    def write(self, template: str) -> None:
        """Fills a template and adds it as a sentence."""
        while CHOICE.search(template):
            template = CHOICE.sub(lambda m: self.pick(m.group(1).split("|")), template, count=1)
        template = SAID.sub(r"<r:\3>\1</r>, \2.", template)
        if self.text and not self.text[-1].isspace() and not self.text.endswith(self.glue):
            self.text += " "
        opened: list[tuple[str, str, int]] = []
        self._fill(template, opened, start=True)
        assert not opened, template

    def _fill(self, template: str, opened: list[tuple[str, str, int]], start: bool = False) -> None:
        at = 0
        for match in PIECE.finditer(template):
            start = self._plain(template[at : match.start()], start)
            at = match.end()
            if match.group(1):
                start = self._slot(match.group(1), opened, start)
            elif not match.group(2):
                opened.append((match.group(3), match.group(4) or "", len(self.text)))
            else:
                self._close(*opened.pop())
        self._plain(template[at:], start)

    def _plain(self, words: str, start: bool) -> bool:
        for mark, typed in zip("“”", self.marks, strict=True):
            words = words.replace(mark, typed)
        if start and words:
            letter = next((i for i, sign in enumerate(words) if sign.isalnum()), None)
            if letter is None:
                self.text += words
                return True
            words = words[:letter] + words[letter].upper() + words[letter + 1 :]
        self.text += words
        return words.endswith((". ", ".” ", '." ')) or (start and not words)

    def _slot(self, name: str, opened: list[tuple[str, str, int]], start: bool) -> bool:
        name, _, of = name.partition(":")
        if of:
            figure = self.slots[of]
            assert isinstance(figure, Figure)
            return self._plain(self.pick(self.words["verb"][name][figure.direction]), start)
        slot = self.slots[name]
        if isinstance(slot, str):
            choice = slot
            while CHOICE.search(choice):
                choice = CHOICE.sub(lambda m: self.pick(m.group(1).split("|")), choice, count=1)
            self._fill(choice, opened, start)
        elif isinstance(slot, Figure):
            self._figure(slot, start)
        elif isinstance(slot, tuple):
            before, when = self.rng.choice(slot)
            start = self._plain(before, start)
            self._note(self.dates, self._mark(when.surface, start), {"value": when.value})
        elif isinstance(slot, When):
            self._note(self.dates, self._mark(slot.surface, start), {"value": slot.value})
        else:
            self._person(slot, start)
        return False

    def _mark(self, words: str, start: bool = False) -> tuple[int, int]:
        at = len(self.text)
        self.text += words[0].upper() + words[1:] if start else words
        return at, len(self.text)

    def _note(self, into: list[dict[str, Any]], span: tuple[int, int], fields: Mapping[str, Any]) -> None:
        into.append({"span": span, **fields})

    def _figure(self, figure: Figure, start: bool) -> None:
        before = self.pick(QUALIFIED[figure.gold["qualifier"]])
        if before:
            self._plain(before, start)
            start = False
        span = self._mark(figure.surface, start)
        self._note(self.quantities, span, figure.gold)
        self.where.setdefault(figure.key, []).append(span)

    def _person(self, who: Who, start: bool) -> None:
        self._mark(who.name, start)
        if who.is_person:
            fields = {"name": who.name, "aliases": [], "role": who.role, "organization": who.organization}
            self.people.setdefault(who.name, fields)

    def _close(self, tag: str, name: str, start: int) -> None:
        span = start, len(self.text)
        if tag in ("d", "r"):
            who = self.slots[name]
            speaker = who.name if isinstance(who, Who) else str(who).removeprefix("the ")
            self._note(self.quotes, span, {"direct": tag == "d", "speaker": speaker})
        else:
            self._note(self.policies, span, {**self.words["policies"][name], **self.measures[name]})

    def relate(self, check: str, *members: str, note: str = "") -> None:
        """States a relation between slots; it is kept if all of them are written."""
        self.relations.append((check, members, note))

    def gold(self, id: str, title: str, published: str, style: str) -> dict[str, Any]:
        """The annotated article, without mutations."""
        text = self.text.rstrip()
        for who in self.people.values():
            last = who["name"].split()[-1]
            alone = re.sub(re.escape(who["name"]), "", text)
            if re.search(rf"(?<!\w){re.escape(last)}(?!\w)", alone):
                who["aliases"] = [last]

        def spanned(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
            ordered = sorted(items, key=lambda item: item["span"])
            return [
                {**self._words(text, item["span"]), **{k: v for k, v in item.items() if k != "span"}}
                for item in ordered
            ]

        quantities = spanned(self.quantities)
        return {
            "id": id, "title": title, "published": published, "text": text, "style": style,
            "gold": {
                "quantities": quantities, "dates": spanned(self.dates),
                "people": list(self.people.values()), "quotes": spanned(self.quotes),
                "policies": spanned(self.policies), "relations": self._relations(text, len(title)),
            },
            "mutations": [],
        }  # fmt: skip

    @staticmethod
    def _words(text: str, span: tuple[int, int]) -> dict[str, Any]:
        words, at, nth = text[span[0] : span[1]], -1, 0
        while at < span[0]:
            at, nth = text.find(words, at + 1), nth + 1
        return {"text": words} if nth == 1 else {"text": words, "nth": nth}

    def _relations(self, text: str, headline: int) -> list[dict[str, Any]]:
        relations = []
        for check, members, note in self.relations:
            spans = []
            for name in members:
                plain = name.removeprefix("title.")
                in_title = name != plain
                held = [s for s in self.where.get(plain, []) if (s[0] < headline) == in_title]
                if held:
                    spans.append(held[0])
            if len(spans) == len(members):
                named = [self._words(text, span) for span in spans]
                pairs = [[words["text"], words.get("nth", 1)] for words in named]
                relations.append({"check": check, "members": pairs, "note": note})
        return relations


def shown(value: Decimal, decimals: int) -> str:
    """A number with thousands separators and that many decimals."""
    return f"{value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN):,}"
