"""Which facts speak of the same thing: indicator, flow, place, partner, period, unit, compared with tolerance
for what the extraction left open."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

from extractor import lookups
from extractor.checks import calendar, cues, units
from extractor.checks.facts import Context, Fact, words
from extractor.kept import kept

MOST_ALIKE = 60
"""Figures of one key (without period, unit and role) from which it tells nothing."""
ONE_SERIES = frozenset({"fdi", "odi", "remittances", "tourism_receipts", "unemployment"})
"""Rows of the indicator table whose names are all of one series: "FDI inflows", "foreign investment"."""
ARRIVAL = "arrival"
CONFLICT, OPEN, FULL = 0, 1, 2
"""The key of two facts differs; agrees as far as it is known; agrees and is known."""


@kept
def topic(indicator: str | None) -> frozenset[str]:
    """The words of an indicator that tell it from others, in the singular; flow words and "trade" don't, nor who
    arrives: "foreign visitors" are "tourist arrivals"."""
    told = words((indicator or "").replace("-", " "))
    stems = [w[:-1] if w.endswith("s") and not w.endswith("ss") and len(w) > 3 else w for w in told]
    arriving = bool(stems) and (stems[-1] == ARRIVAL or stems[-1] in cues.words_of("visitor"))
    generic = cues.words_of("generic") | (cues.words_of("visitor") if arriving else frozenset())
    if {"trade", "goods"} & set(told):
        generic |= cues.words_of("generic_of_trade")
    found = {_usual(stem) for word, stem in zip(told, stems, strict=True) if generic.isdisjoint((word, stem))}
    found |= {ARRIVAL} if arriving else set()
    both = {"service", "services"} & found and "goods" in told
    return frozenset(found - {"service", "services"} if both else found)


def _usual(word: str) -> str:
    """The usual word where there are two for one thing: car for automobile."""
    return _usual_words().get(word, word)


@lru_cache(maxsize=1)
def _usual_words() -> dict[str, str]:
    return dict(pair for pair in cues.phrases("usual_word") if len(pair) == 2)


def topics(a: Fact, b: Fact) -> int:
    """FULL for the same topic, OPEN for overlapping ones, CONFLICT for none in common."""
    one, two = topic(a.claim.indicator), topic(b.claim.indicator)
    if one == two:
        return FULL
    if not one or not two or _opposed(one, two):
        return CONFLICT
    row = a.claim.indicator_id
    if row == b.claim.indicator_id and row in ONE_SERIES and one | two <= _words_of_row(row or ""):
        return FULL
    if _excluded(a.claim.indicator, two) or _excluded(b.claim.indicator, one):
        return CONFLICT
    return OPEN if 2 * len(one & two) >= min(len(one), len(two)) else CONFLICT


@lru_cache(maxsize=64)
def _words_of_row(name: str) -> frozenset[str]:
    """The words of an indicator's names, in the singular."""
    rows = (row for row in lookups.table("indicators") if row["id"] == name)
    return frozenset[str]().union(*(topic(form) for row in rows for form in lookups.cells(row, "heads")))


def _opposed(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether each has its own word of a pair that excludes one another: intra-EU and extra-EU."""
    return any((a in one and b in two) or (b in one and a in two) for a, b in cues.phrases("opposed"))


def _excluded(indicator: str | None, other: frozenset[str]) -> bool:
    """Whether an indicator leaves out by "non" what the other names: "non-oil exports", "oil and gas exports"."""
    return "non" not in other and bool(left_out(indicator) & other)


@lru_cache(maxsize=4096)
def left_out(indicator: str | None) -> frozenset[str]:
    """What an indicator leaves out: oil of non-oil exports."""
    told = words((indicator or "").replace("-", " "))
    return frozenset(b for a, b in itertools.pairwise(told) if a == "non")


def broader(whole: Fact, part: Fact) -> bool:
    """Whether the one's topic and partner can be those of a whole of which the other is a part."""
    if whole.claim.partner and whole.claim.partner != part.claim.partner:
        return False
    wide, narrow = topic(whole.claim.indicator), topic(part.claim.indicator)
    if wide == narrow and sector(whole) is None and sector(part) is not None:
        return True
    return wide < narrow or (wide == narrow and whole.claim.partner is None and part.claim.partner is not None)


def sector(fact: Fact) -> str | None:
    """Goods or services, where the indicator says so and doesn't say both."""
    return _sector(fact.claim.indicator or "")


@lru_cache(maxsize=4096)
def _sector(indicator: str) -> str | None:
    return sector_of(words(indicator.replace("-", " ")))


def sectors_apart(a: Fact, b: Fact) -> bool:
    """Whether two indicators name different sectors: goods, and goods and services."""
    one, two = _sectors_of(a.claim.indicator or ""), _sectors_of(b.claim.indicator or "")
    return bool(one and two and one != two)


@lru_cache(maxsize=4096)
def _sectors_of(indicator: str) -> frozenset[str]:
    named = {w.rstrip("s") for w in words(indicator.replace("-", " "))}
    return frozenset(name for name, known in _sectors().items() if not known.isdisjoint(named))


def sector_of(told: Sequence[str]) -> str | None:
    """Goods or services, where the words say so and don't say both."""
    named = {w.rstrip("s") for w in told}
    found = [name for name, known in _sectors().items() if not known.isdisjoint(named)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1)
def _sectors() -> dict[str, frozenset[str]]:
    return {name: frozenset(w.rstrip("s") for w in cues.words_of(name)) for name in ("good", "service")}


def agree(a: str | None, b: str | None) -> int:
    if a is None or b is None:
        return FULL if a is b else OPEN
    return FULL if a == b else CONFLICT


def flows(a: Fact, b: Fact) -> int:
    return agree(a.claim.flow, b.claim.flow)


def sides(a: Fact, b: Fact) -> int:
    """Place and partner together."""
    return min(agree(a.claim.place, b.claim.place), agree(a.claim.partner, b.claim.partner))


def periods(a: Fact, b: Fact) -> int:
    one, two = a.claim.period, b.claim.period
    if one is None or two is None:
        return OPEN
    return FULL if calendar.same(one, two) else CONFLICT


def subject(a: Fact, b: Fact) -> int:
    """The key without period, unit and role."""
    extra = min(agree(a.claim.basis, b.claim.basis), agree(a.claim.adjusted, b.claim.adjusted))
    base = min(flows(a, b), sides(a, b), topics(a, b))
    return base if extra == FULL else min(base, extra)


def alike(ctx: Context, fact: Fact) -> list[Fact]:
    """The facts whose key without period, unit and role is fully the same (`subject` FULL), itself included; none where
    a key is given to so many figures that it can't tell them apart."""
    if "alike" not in ctx.memo:
        index: dict[tuple[object, ...], list[Fact]] = {}
        for other in ctx.facts:
            index.setdefault(_subject(other), []).append(other)
        ctx.memo["alike"] = index
    found: list[Fact] = ctx.memo["alike"].get(_subject(fact), [])
    return found if len(found) <= MOST_ALIKE else []


def only(ctx: Context, fact: Fact) -> bool:
    """Whether the article gives no other figure of a fact's key, period, unit and role, coarser statements of it and
    what was expected of it left out."""
    like = [
        f
        for f in alike(ctx, fact)
        if f.claim.role == fact.claim.role and f.claim.unit == fact.claim.unit and periods(f, fact) != CONFLICT
        if alike_status(f, fact)
    ]
    return bool(like) and all(fact.at(1).meets(f.at(1)) for f in like if sector(f) == sector(fact))


def _subject(fact: Fact) -> tuple[object, ...]:
    claim = fact.claim
    return (claim.flow, claim.place, claim.partner, topic(claim.indicator), claim.basis, claim.adjusted)


def related(a: Fact, b: Fact) -> bool:
    """Whether the topics overlap, or one isn't told."""
    one, two = topic(a.claim.indicator), topic(b.claim.indicator)
    return not one or not two or topics(a, b) != CONFLICT


def base_of(change: Fact, level: Fact) -> int:
    """Whether the level's period is the one with which the change compares."""
    then = calendar.base(change.claim.period, change.claim.baseline)
    stated = calendar.span(level.claim.period)
    if then is None or stated is None:
        return OPEN
    if then == stated:
        return FULL
    others = [a.value for a in change.claim.alternatives if a.field == "baseline"]
    return OPEN if any(calendar.base(change.claim.period, other) == stated for other in others) else CONFLICT


def same_unit(a: Fact, b: Fact) -> bool:
    """Equal units or such as have a common one; counted things may be named in other words if they are of one
    topic or one sentence."""
    if a.claim.unit == b.claim.unit:
        return True
    if units.convertible(a, b):
        return True
    if a.claim.kind == b.claim.kind == "count":
        return a.claim.sentence == b.claim.sentence or topics(a, b) == FULL
    return False


def alike_status(a: Fact, b: Fact) -> bool:
    counted = a.claim.kind == b.claim.kind == "count" and a.claim.sentence == b.claim.sentence
    return counted or (a.claim.status == "reported") == (b.claim.status == "reported")


def is_level(fact: Fact) -> bool:
    """A stated amount: no growth, change or share."""
    return fact.claim.role in ("level", "price", "rate", "other") and fact.claim.kind in (
        "money", "count", "measure", "duration",
    )  # fmt: skip


def is_share(fact: Fact) -> bool:
    return fact.claim.kind in ("percent", "fraction") and fact.claim.role not in ("growth", "change")


def distance(ctx: Context, a: Fact, b: Fact) -> int:
    """Characters between two facts."""
    return len(ctx.between(a, b))


def is_level_kind(fact: Fact) -> bool:
    """Of a kind in which levels are stated, whatever the role."""
    return fact.claim.kind in ("money", "count", "measure", "duration")


def annual_rate(ctx: Context, fact: Fact) -> bool:
    """Whether a percentage is one a year on average, over several years."""
    return cues.annual(ctx.before(fact), words(ctx.text[fact.claim.end : fact.claim.end + 40]))


def leads_on(ctx: Context, base: Fact, now: Fact) -> bool:
    """Whether a base leads right to another level: "put on $15 to $357, stretching the premium from $29 to $35"."""
    behind = ctx.facts[base.number + 1 : base.number + 2]
    if not behind or behind[0] is now or base.lead[-1:] != ("from",) or not same_unit(base, behind[0]):
        return False
    return words(ctx.between(base, behind[0])) == ["to"]


def stepwise(ctx: Context, fact: Fact) -> bool:
    """Whether a change is that of each of several steps: "by 500 tonnes a year", "three times by 10 percent", "in steps
    of 5 euros"."""
    tail = tuple(words(ctx.text[fact.claim.end : fact.claim.end + 24]))
    ago = tail[2:3] and tail[2] in cues.words_of("ago_behind")
    each = (cues.first(tail, "each_step", 1) == 0 and not ago) or tail[:2] == ("step", "in")
    before = ctx.facts[fact.number - 1] if fact.number else fact
    often = before.claim.unit == "time" and words(ctx.between(before, fact)) == ["by"]
    return each or often or cues.last(fact.lead, "in_steps", 3) is not None


def of_currency(fact: Fact) -> bool:
    """Whether an amount is what one currency costs in another: the dearer the other is, the weaker is the one."""
    thing = fact.claim.unit.partition("/")[2]
    rate = fact.claim.role == "rate" and len(thing) == 3 and thing.isupper()
    named = fact.claim.indicator_id == "exchange_rate" or "exchange rate" in (fact.named or "")
    return named or (rate and fact.claim.kind == "money")
