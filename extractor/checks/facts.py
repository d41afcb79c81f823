"""The article as the checks see it: its numbers as facts with exact intervals and the words beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from extractor.checks import calendar, cues
from extractor.checks.intervals import ONE, Interval
from extractor.checks.precision import middle_of, precision
from extractor.checks.slots import compared_when, is_anchor, mentioned, slot_of
from extractor.checks.then_now import set_apart
from extractor.checks.tokens import words as words
from extractor.exact import Fraction
from extractor.schema import Date, QuantityClaim, Result
from extractor.values import part_bounds, shrunk_bounds

_SIZED = 4
"""Words before a fraction among which a noun of change and "of" may stand: "a fall of more than seven-tenths"."""
_TIMES = (("the",), ("of",), ("what",), ("that",), ("those",))
_BREAK = re.compile(r"[,;:()\[\]|!?\n\"“”•□»/]|\s[-–—]\s|\.\s|\.$")
ONE_SIDED = ("at_least", "at_most")
MOST_NEAR = 60
"""Places in the text beyond which the figures of one endless sentence are no neighbours."""
LIKELY = 2
"""A reading whose score times this is one or more is the one that the words tell, where another was chosen."""
BESIDE = 90
"""How many characters beside a number are looked at."""


@dataclass(slots=True, eq=False)  # frozen ones take three times as long to make
class Fact:
    """One stated number. `u` is the unit of its last significant digit and `written` that of its last digit
    at all (620 billion: 10 billion and 1 billion), both with the scale; 0 and 0 for numbers in words."""

    claim: QuantityClaim
    number: int
    paragraph: int
    u: Fraction
    written: Fraction
    scale: Fraction
    lead: tuple[str, ...]
    tail: tuple[str, ...]
    outer: tuple[str, ...]
    """For a number alone in parentheses: the words before the parenthesis."""
    bracket: bool
    slot: str | None
    """"base" or "now" where the words beside the number say so."""
    middle: Fraction
    """The value, or the middle of the range."""
    named: str | None = None
    """What it measures as the claim has it, where `claim` has what the rules read."""
    _kept: dict[tuple[object, ...], Interval] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def value(self) -> Fraction | None:
        return None if self.claim.value is None else Fraction(self.claim.value)

    @property
    def text(self) -> str:
        return self.claim.text

    @property
    def coarseness(self) -> Fraction:
        """The unit of the last digit as a share of the value; a twentieth for numbers in words."""
        return self.u / abs(self.middle) if self.u and self.middle else Fraction(1, 20)

    @property
    def in_words(self) -> bool:
        return self.claim.kind in ("multiple", "fraction") and self.u == 0

    def at(self, level: int, u: Fraction | None = None, plain: bool = False) -> Interval:
        """The interval at `level` times h (1 or 2), with a finer u where another figure of the relation has one;
        `plain`: without the qualifier."""
        key = (level, u, plain)
        if key not in self._kept:
            self._kept[key] = self._interval(level, u, plain)
        return self._kept[key]

    def _interval(self, level: int, u: Fraction | None, plain: bool) -> Interval:
        claim, unit = self.claim, self.u if u is None else min(u, self.u)
        if claim.range is not None:
            low, high = (Fraction(x) for x in claim.range)
            return Interval(low - level * unit / 2, high + level * unit / 2)
        value = self.middle
        half = unit / 2 if unit else abs(value) / 20
        low_, high_ = _stated(value, unit, "exact" if plain else claim.qualifier, self.in_words)
        tens = claim.kind == "percent" and 0 < value < TEN * TEN and value % TEN == 0 and unit == 1
        if tens and claim.qualifier == "about" and not plain:
            low_, high_ = value - ABOUT_TENS, value + ABOUT_TENS
        if claim.kind == "multiple" and self.in_words and 0 < value < 1 and not plain:
            low_, high_ = shrunk_bounds(value, claim.qualifier) or (low_, high_)
        if claim.kind == "fraction" and self.in_words and not plain:
            low_, high_ = part_bounds(value, claim.qualifier) or (low_, high_)
        more = half * (level - 1)
        return Interval(None if low_ is None else low_ - more, None if high_ is None else high_ + more)

    @property
    def is_times(self) -> bool:
        """Whether a fraction is told of its base: "less than half the 3.04 trillion of a year before"."""
        of_base = self.claim.kind == "fraction" and self.tail[:1] in _TIMES
        moved = "of" in self.lead[-_SIZED:] and cues.direction(self.lead[-_SIZED:]) is not None
        return of_base and not moved and cues.last(self.lead, "by", 3) is None

    def factor(self, level: int) -> Interval:
        """Of a growth: what it multiplies the base with (fell 8 percent: 0.915 to 0.925)."""
        rate = self.ratio(level)
        if self.claim.kind == "multiple" or self.is_times:
            return rate
        return Interval(ONE, ONE) + (-rate if self.claim.direction == "down" else rate)

    def ratio(self, level: int) -> Interval:
        """A percentage, fraction or multiple as a plain ratio (14.4 percent: 0.1435 to 0.1445)."""
        if self.claim.kind in ("percent", "percentage_points"):
            return self.at(level).scale(Fraction(1, 100))
        return self.at(level).scale(Fraction(1, 10000)) if self.claim.kind == "basis_points" else self.at(level)


TEN = 10
ABOUT_TENS = 4
"""Points by which "some 70 percent", in full tens, may be off."""
SHORT = 10
"""Below so many millions or the like a whole number beside finer ones is meant to the first decimal."""
CHOSEN = frozenset(
    {"role", "direction", "indicator", "indicator_id", "flow", "place", "partner", "period", "status", "confidence"}
)
"""Fields whose reading may be chosen by the scorer, and how sure the rules' one is."""


def is_unsaid(claim: QuantityClaim) -> bool:
    """Whether no words say a number's unit, so that it may be another's: nothing is concluded from it."""
    return any(a.field == "unit" and not a.value for a in claim.alternatives)


def as_told(claim: QuantityClaim) -> QuantityClaim:
    """The claim by whose role, indicator, flow, sides and period figures are compared: as the rules read them,
    not as they were chosen."""
    told = {a.field: a.value for a in claim.alternatives if LIKELY * a.score >= 1 and a.field in CHOSEN}
    if not told:
        return claim
    others = [a for a in claim.alternatives if a.field not in told or a.value != told[a.field]]
    sure = {a.field: a.as_share() for a in claim.alternatives if a.field == "confidence"}
    return claim.model_copy(update={**told, **sure, "alternatives": others})


def _stated(value: Fraction, u: Fraction, qualifier: str, in_words: bool) -> tuple[Fraction | None, Fraction | None]:
    size = abs(value)
    tenth = max(u, size / 10)
    if qualifier == "at_least":
        return value, None
    if qualifier == "at_most":
        return None, value
    if qualifier == "about":
        slack = max(u, size / 100, size / (7 if size < 1 else 20) if in_words else u)  # "around half" for 44 percent
        return value - slack, value + slack
    if qualifier == "more_than":
        return value, value + max(tenth, Fraction(in_words and 2 <= size <= 10))  # doubled is not yet tripled
    if qualifier in ("less_than", "nearly"):
        return value - tenth, value
    slack = size / 20 if in_words else u / 2
    return value - slack, value + slack


@dataclass
class Context:
    """One article under check. `facts` are its quantity claims in text order, without those that are denied or whose
    unit is open."""

    result: Result
    rates: object | None = None
    facts: list[Fact] = field(default_factory=list)
    unsaid: list[QuantityClaim] = field(default_factory=list)
    """The claims whose unit is open."""
    memo: dict[Any, Any] = field(default_factory=dict)
    """What finders keep for one another."""
    chosen: bool = False
    """Whether figures are compared by the readings that were chosen, not by the rules'."""

    def __post_init__(self) -> None:
        self.text = self.result.article.text
        self._lines = [m.start() for m in re.finditer("\n", self.text)]
        claims = sorted(self.result.quantities, key=lambda c: (c.start, c.end))
        claims = [c for c in claims if not c.negated and (c.value is not None or c.range)]
        self.unsaid = [c for c in claims if is_unsaid(c)]
        claims = [c for c in claims if not is_unsaid(c)]
        for number, claim in enumerate(claims):
            before = claims[number - 1] if number else None
            after = claims[number + 1] if number + 1 < len(claims) else None
            self.facts.append(self._fact(number, claim, before, after))
        levels = [f for f in self.facts if f.claim.kind != "duration" and f.slot != "aside" and not f.bracket]
        for one, two in pairwise(levels):
            if told := set_apart(self.text, claims[one.number], claims[two.number]):
                one.slot, two.slot = told

    def _fact(
        self, number: int, claim: QuantityClaim, before: QuantityClaim | None, after: QuantityClaim | None
    ) -> Fact:
        u, written, scale = precision(claim)
        lead, lead_break = self._lead(claim.start, before.end if before else 0)
        tail = self._tail(claim.end, after.start if after else len(self.text))
        bracket = lead_break == "("
        outer: list[str] = []
        if bracket:
            at = self.text.rfind("(", 0, claim.start)
            outer, lead_break = self._lead(at, before.end if before else 0)
        anchored = before is not None and not lead_break and is_anchor(before)
        anchored = anchored and not (before is not None and before.role == claim.role == "rate" and lead[-1:] == ["of"])
        slot = slot_of(outer or lead, tail, anchored)
        if mentioned(outer or lead, tail, before, claim, self.text):
            slot = "aside"
        elif before is not None and before.kind == "multiple" and len(lead) == 1 and lead[0].endswith(("'s", "’s")):
            slot = "base"  # "nearly double July's $2.3 billion"
        elif slot is None and compared_when(
            self.text, self.result.sentences[claim.sentence][0], claim.start
        ):
            slot = "base"
        if slot is None and lead == ["and"] and before and self.facts[-1:] and self.facts[-1].slot == "base":
            slot = "base"  # "against 963 million and 1.61"
        return Fact(
            claim if self.chosen else as_told(claim),
            number,
            bisect_right(self._lines, claim.start),
            u,
            written,
            scale,
            tuple(lead),
            tuple(tail),
            tuple(outer),
            bracket,
            slot,
            middle_of(claim),
            named=claim.indicator,
        )

    def _lead(self, start: int, floor: int) -> tuple[list[str], str]:
        """The words before a place back to the last break or number, and the break ("" for none)."""
        low = max(floor, start - BESIDE)
        piece = self.text[low:start]
        mark, cut = "", 0
        for match in _BREAK.finditer(piece):
            mark, cut = match.group().strip() or "\n", match.end()
        return words(piece[cut:]), mark or ("" if low == floor else "~")

    def _tail(self, end: int, ceiling: int) -> list[str]:
        piece = self.text[end : min(ceiling, end + BESIDE)]
        match = _BREAK.search(piece)
        return words(piece[: match.start()] if match else piece)

    def between(self, a: Fact, b: Fact) -> str:
        """The text between two facts in either order."""
        if a.claim.start > b.claim.start:
            a, b = b, a
        return self.text[a.claim.end : b.claim.start]

    @cached_property
    def by_sentence(self) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.claim.sentence, []).append(fact)
        return found

    def around(self, fact: Fact, count: int) -> list[Fact]:
        """The facts at most so many places away in the text, the nearest first; itself left out."""
        near = self.facts[max(0, fact.number - count) : fact.number + count + 1]
        return sorted((f for f in near if f is not fact), key=lambda f: abs(f.number - fact.number))

    def before(self, fact: Fact, characters: int = 60) -> list[str]:
        """The words before a fact in its sentence's line, whatever stands between them."""
        key = ("before", fact.claim.start, characters)
        found: list[str] | None = self.memo.get(key)
        if found is None:
            start = max(self.result.sentences[fact.claim.sentence][0], fact.claim.start - characters)
            found = self.memo[key] = words(self.text[start : fact.claim.start].rsplit("\n", 1)[-1])
        return found

    def near(self, fact: Fact, sentences: int) -> Iterator[Fact]:
        """The other facts at most so many sentences away, the nearest sentences first; of a sentence that holds more
        than anybody would tie, those at most MOST_NEAR places away."""
        own = fact.claim.sentence
        for step in range(sentences + 1):
            for number in dict.fromkeys((own - step, own + step)):
                found = self.by_sentence.get(number, [])
                if len(found) > MOST_NEAR:
                    close = self.facts[max(0, fact.number - MOST_NEAR) : fact.number + MOST_NEAR + 1]
                    found = [f for f in close if f.claim.sentence == number]
                yield from (f for f in found if f is not fact)

    def sentence_text(self, number: int) -> str:
        if 0 <= number < len(self.result.sentences):
            start, end = self.result.sentences[number]
            return self.text[start:end]
        return ""

    @cached_property
    def published(self) -> date | None:
        return calendar.day(self.result.article.published)

    @property
    def inferred(self) -> bool:
        """Whether the publication date is a guess: findings that depend on it are warnings at most."""
        return self.result.article.published_from == "inferred"

    @property
    def dates(self) -> list[Date]:
        return self.result.dates


def refined(facts: Sequence[Fact], level: int) -> list[Interval]:
    """The facts' intervals, closing zeros taken as significant where another figure of the relation, of the
    same unit and scale, is stated more finely (never finer than the digits written). Where all are limits of one
    side ("at least 40, from at least 45"), they are taken as plain numbers."""
    found = []
    plain = len(facts) > 1 and len({f.claim.qualifier for f in facts}) == 1 and facts[0].claim.qualifier in ONE_SIDED
    for fact in facts:
        short = _is_short(fact)
        finer = _finer(fact, facts) if fact.written < fact.u or short else []
        u = max(fact.written / SHORT if short else fact.written, min(finer)) if finer else None
        found.append(fact.at(level, u, plain))
    return found


def as_number(fact: Fact) -> Fact:
    """A limit ("up to 500,000") as the number that it is; any other figure as it stands."""
    if fact.claim.qualifier not in ONE_SIDED:
        return fact
    return replace(fact, claim=fact.claim.model_copy(update={"qualifier": "exact"}), _kept={})


def _is_short(fact: Fact) -> bool:
    """Whether a figure has one digit before a word of scale: 1 million, which beside 1.3 is 1.0; a "5-trillion-yuan
    mark" is round."""
    if fact.claim.zone == "headline":
        return False
    return 1 < fact.scale == fact.u and abs(fact.middle) < SHORT * fact.scale and "-" not in fact.text


def _finer(fact: Fact, facts: Sequence[Fact]) -> list[Fraction]:
    """The units of the last digits of the other figures of one measure and scale."""
    return [f.u for f in facts if f is not fact and f.u and f.scale == fact.scale and _one_measure(f, fact)]


def _one_measure(a: Fact, b: Fact) -> bool:
    return a.claim.kind == b.claim.kind and (a.claim.unit == b.claim.unit or a.claim.kind == "count")


def whole_numbers(facts: Sequence[Fact]) -> bool:
    """Whether all are exact counts or durations in whole numbers, of which another unit of rounding makes others."""
    return all(f.claim.kind in ("count", "duration") and f.claim.qualifier == "exact" and f.u == 1 for f in facts)
