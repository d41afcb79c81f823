"""One amount in two currencies against a reference rate: `[C.lo / F.hi, C.hi / F.lo]` meets the rates' band.

The band is the range of the figures' period joined with the publication month's, 2 percent either way; for figures
without a period the range since the year before publication began; with no date known that of all years, 5
percent either way; after the table's last day the last twelve months', 5 percent either way, and then a conflict
is a warning. Rates: European Central Bank; pegs by official sources. Other currencies have only yearly averages
(World Bank), by which a conversion that words tie may be a quarter off in their years and 4 times the last one after
them: enough for a slip of scale. Pairs of one article must also agree with the exchange rate that it states, and, where
no reference is known, with one another. Trap: wires convert at the publication day's rate.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from extractor.checks import calendar, cues, keys, messages, rate_years, rates
from extractor.checks.dollars import local_dollar
from extractor.checks.facts import Context, Fact, words
from extractor.checks.homonyms import namesakes
from extractor.checks.intervals import Interval
from extractor.checks.pairings import restated
from extractor.checks.registry import Outcome, check, outcome, settled
from extractor.checks.relations import GRAMMAR, KEY, LOOSE, SCENE
from extractor.exact import Fraction

SPREAD = Fraction(2, 100)
DRIFT = Fraction(10, 100)
"""How far apart the rates of one article may be: for one period, and for different ones."""
FAR = 3_000
"""How many times the expected rate an implied one may be: a slip of scale is 1,000."""
MOST_RATES = 20
"""Rates and pairs before and after a pair with which it is compared."""

MOST_APART = 8
"""Sentences between the two amounts of a pair, at most."""


class Pair(NamedTuple):
    """One amount in two currencies."""

    quote: Fact
    base: Fact
    tie: int


@check("currency_conversion")
def currency_conversion(ctx: Context) -> Iterator[Outcome]:
    pairs = list(_pairs(ctx))
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(max(pair[:2], key=lambda f: f.number).id, []).append(pair)
    for group in groups.values():
        yield from settled([[o for pair in group for o in _against_reference(ctx, pair)]])
        yield from settled([[o for pair in group for o in _against_stated(ctx, pair)]])
    yield from _against_one_another(ctx, pairs)


def _is_money(fact: Fact) -> bool:
    if fact.tail[:1] in (("of",), ("in",), ("on",)) and fact.tail[1:2] in (("every",), ("each",)):
        return False  # "Sh1,097 billion, or nearly 40 cents of every shilling"
    if cues.last(fact.lead, "difference", 3) is not None:
        return False  # "on 30,000 dollars the difference is 51,000 pesos"
    return fact.claim.kind == "money" and fact.claim.role not in ("growth", "share") and fact.middle > 0


def _thing(fact: Fact) -> tuple[str, str]:
    """Currency and what it is per ("" for an amount)."""
    currency, _, thing = fact.claim.unit.partition("/")
    return currency, thing


def _is_rate(fact: Fact) -> bool:
    """An exchange rate: quoted and base currency."""
    currency, thing = _thing(fact)
    return fact.claim.kind == "money" and len(thing) == 3 and thing.isupper() and len(currency) == 3


def _pairs(ctx: Context) -> Iterator[Pair]:
    amounts = [f for f in ctx.facts if _is_money(f) and not _is_rate(f)]
    tied = set()
    for a, b in itertools.pairwise(amounts):
        if _other_currency(a, b) and restated(ctx, a, b):
            tied |= {a.id, b.id}
            yield _ordered(ctx, a, b, GRAMMAR)
            now = _level_before(ctx, a)
            if now is not None and "(" not in ctx.between(a, b):
                yield _ordered(ctx, now, b, GRAMMAR)
    yield from _at_stated_rates(ctx, [f for f in amounts if f.id not in tied])
    for at, a in enumerate(amounts):
        for b in amounts[at + 1 : at + 40]:
            if b.claim.sentence - a.claim.sentence > MOST_APART or not _other_currency(a, b) or {a.id, b.id} & tied:
                continue
            if a.claim.role == b.claim.role and keys.subject(a, b) == keys.FULL and keys.alike_status(a, b):
                close = b.claim.sentence - a.claim.sentence <= 1 and keys.periods(a, b) == keys.FULL
                if a.claim.role == "change" and a.claim.sentence != b.claim.sentence:
                    continue  # the difference of two amounts, each at its own rate
                if keys.periods(a, b) != keys.CONFLICT:
                    told = keys.periods(a, b) == keys.FULL and _in_terms(ctx, b)
                    yield _ordered(ctx, a, b, KEY if (close and a.claim.flow) or told else LOOSE)


def _at_stated_rates(ctx: Context, amounts: list[Fact]) -> Iterator[Pair]:
    """ "At Friday's rate of R17.68 to the dollar the surplus is worth about $1.15bn": an amount beside an exchange rate
    of its currency, and the only amount of the same thing in the other currency before."""
    free = {f.id for f in amounts}
    for amount in amounts:
        own = _thing(amount)[0]
        rates = [f for f in ctx.by_sentence[amount.claim.sentence] if _is_rate(f) and own in _thing(f)]
        if len(rates) != 1 or _thing(amount)[1]:
            continue
        other = next(c for c in (*_thing(rates[0]), own) if c != own)
        before = ctx.facts[max(0, amount.number - MOST_RATES) : amount.number + 1]
        found = [f for f in before if f.id in free and _thing(f) == (other, "")]
        found = [f for f in found if f.slot != "base" and _same_thing(f, amount)]
        if found and all(found[-1].at(1).meets(f.at(1)) for f in found):
            yield _ordered(ctx, min(found, key=lambda f: f.coarseness), amount, SCENE)


def _same_thing(a: Fact, b: Fact) -> bool:
    alike = a.claim.role == b.claim.role != "change" and keys.subject(a, b) == keys.FULL and keys.alike_status(a, b)
    return alike and keys.periods(a, b) == keys.FULL and abs(a.claim.sentence - b.claim.sentence) <= MOST_APART


def _level_before(ctx: Context, base: Fact) -> Fact | None:
    """Of a base, the level that it is compared with: "to 225.7 billion baht from 178.4 billion, or $6.43 billion" may
    restate either."""
    own = [
        f for f in ctx.by_sentence[base.claim.sentence] if f.number < base.number and f.claim.unit == base.claim.unit
    ]
    return own[-1] if base.slot == "base" and own and own[-1].slot != "base" else None


def _in_terms(ctx: Context, fact: Fact) -> bool:
    """ "In rupee terms that comes to …", "converted at 1,376 won per dollar, …"."""
    sentence = words(ctx.sentence_text(fact.claim.sentence))
    return cues.first(sentence, "conversion", len(sentence)) is not None


def _other_currency(a: Fact, b: Fact) -> bool:
    one, two = _thing(a), _thing(b)
    return one[0] != two[0] and one[1] == two[1]


def _ordered(ctx: Context, a: Fact, b: Fact, tie: int) -> Pair:
    """The larger number is the quoted currency, so that rates are above one."""
    return Pair(a, b, tie) if a.middle >= b.middle else Pair(b, a, tie)


def _table(ctx: Context) -> rates.Rates:
    return ctx.rates if isinstance(ctx.rates, rates.Rates) else rates.load()


def _against_reference(ctx: Context, pair: Pair) -> Iterator[Outcome]:
    table = _table(ctx)
    quote, base = _thing(pair.quote)[0], _thing(pair.base)[0]
    roughly = not (table.known(quote) and table.known(base))
    if roughly and pair.tie < GRAMMAR:
        return
    period = calendar.span(pair.quote.claim.period or pair.base.claim.period)
    if period is not None and period.fiscal:  # of which only the year of its end is known
        period = calendar.Span(period.first.replace(year=period.first.year - 1), period.last)
    guessed = ctx.inferred and not _dated(ctx, pair)
    when = (None, None) if guessed else (period, ctx.published)
    band = _band(table, quote, base, when)
    if band is None:
        return

    def holds(members: tuple[Fact, ...], level: int) -> bool:
        return band_of(members).meets(implied(members, level))

    def band_of(members: tuple[Fact, ...]) -> Interval:
        units = _thing(members[0])[0], _thing(members[1])[0]
        if units == (quote, base):
            return band.allowed
        other = _band(table, *units, when)
        return other.allowed if other else Interval(None, None)

    observed = implied((pair.quote, pair.base), 1)
    if observed.hi is None:
        return  # "about $1 billion" may be next to nothing: any rate would do
    if pair.tie < GRAMMAR and _far(observed, band.allowed):
        return
    unsure = any(local_dollar(ctx, f) for f in pair[:2]) or _of_namesake(ctx, pair, when)
    sure = 0 if unsure else pair.tie - LOOSE
    names = messages.rate(quote, base)
    message = (
        f"{messages.name(pair.quote)} and {messages.name(pair.base)} imply {messages.span(observed)} {names}; "
        f"the reference rate was {messages.span(band.plain)} {band.when}."
    )
    yield outcome(
        "currency_conversion",
        (pair.quote, pair.base),
        holds,
        sure,
        message,
        expected=band.allowed,
        observed=observed,
        soft=band.soft or (ctx.inferred and period is None),
    )


def _band(
    table: rates.Rates, quote: str, base: str, when: tuple[calendar.Span | None, date | None]
) -> rates.Band | None:
    """The reference rates of a pair, or their order of magnitude by yearly averages."""
    if table.known(quote) and table.known(base):
        return table.band(quote, base, *when)
    return rate_years.band(quote, base, *when, table)


def _of_namesake(ctx: Context, pair: Pair, when: tuple[calendar.Span | None, date | None]) -> bool:
    """Whether a pair fits where one of its currencies is another of the same name: "50 million pesos" of Chile."""
    quote, base = _thing(pair.quote)[0], _thing(pair.base)[0]
    others = [(code, base) for code in namesakes(ctx, pair.quote)]
    others += [(quote, code) for code in namesakes(ctx, pair.base)]
    bands = (_band(_table(ctx), *units, when) for units in others)
    return any(band is not None and band.allowed.meets(implied(pair[:2], 1)) for band in bands)


def _dated(ctx: Context, pair: Pair) -> bool:
    """Whether a sentence of the pair writes the year of its period."""
    period = calendar.span(pair.quote.claim.period or pair.base.claim.period)
    years = {str(period.first.year), str(period.last.year)} if period else set()
    sentences = {f.claim.sentence for f in pair[:2]}
    return any(years & set(words(ctx.sentence_text(n))) for n in sentences)


def _far(observed: Interval, expected: Interval) -> bool:
    """Whether a rate lies so far from the expected one that no slip explains it: the amounts are no pair."""
    low, high = expected.lo, expected.hi
    too_much = high is not None and observed.lo is not None and observed.lo > FAR * high
    return too_much or (low is not None and observed.hi is not None and observed.hi * FAR < low)


def implied(members: tuple[Fact, ...], level: int) -> Interval:
    """The rate that a pair implies."""
    return members[0].at(level) / members[1].at(level) or Interval(None, None)


def _widened(interval: Interval, by: Fraction) -> Interval:
    low, high = interval.lo, interval.hi
    return Interval(None if low is None else low * (1 - by), None if high is None else high * (1 + by))


def _stated_rates(ctx: Context) -> dict[frozenset[str], list[Fact]]:
    """The exchange rates that the article states, by their two currencies."""
    if "stated rates" not in ctx.memo:
        found: dict[frozenset[str], list[Fact]] = {}
        for rate in ctx.facts:
            if _is_rate(rate) and rate.claim.range is None:
                found.setdefault(frozenset(_thing(rate)), []).append(rate)
        ctx.memo["stated rates"] = found
    kept: dict[frozenset[str], list[Fact]] = ctx.memo["stated rates"]
    return kept


def _against_stated(ctx: Context, pair: Pair) -> Iterator[Outcome]:
    """Against an exchange rate that the article itself states."""
    quote, base = _thing(pair.quote)[0], _thing(pair.base)[0]
    rates = _stated_rates(ctx).get(frozenset((quote, base)), [])
    at = bisect_left(rates, pair.quote.number, key=lambda rate: rate.number)
    for rate in rates[max(0, at - MOST_RATES) : at + MOST_RATES]:
        upright = _thing(rate) == (quote, base)
        same = rate.claim.sentence in (pair.quote.claim.sentence, pair.base.claim.sentence)
        told = same and rate.claim.status == "reported" and not _of_another_time(ctx, rate, pair)
        sure = pair.tie - LOOSE if told else 0

        def holds(members: tuple[Fact, ...], level: int, upright: bool = upright) -> bool:
            stated = members[2].at(level)
            return _widened(stated if upright else stated.inverse() or stated, SPREAD).meets(implied(members, level))

        message = (
            f"{messages.name(pair.quote)} and {messages.name(pair.base)} imply "
            f"{messages.span(implied((pair.quote, pair.base), 1))} {messages.rate(quote, base)}; the article gives "
            f"the rate as {messages.name(rate)}."
        )
        yield outcome(
            "currency_conversion",
            (pair.quote, pair.base, rate),
            holds,
            sure,
            message,
            expected=rate.at(1),
            observed=implied((pair.quote, pair.base), 1),
        )


def _of_another_time(ctx: Context, rate: Fact, pair: Pair) -> bool:
    """Whether an amount of another period stands between a rate and a pair: "At 1,390 to the dollar exports were worth
    $13.6bn, less than the $13.8bn of 2023"."""
    first, stop = sorted((rate.number, min(pair.quote.number, pair.base.number)))
    inside = [f for f in ctx.facts[first + 1 : stop] if _is_money(f) and f.claim.period]
    return any(keys.periods(f, m) == keys.CONFLICT for f in inside for m in pair[:2])


def _against_one_another(ctx: Context, pairs: list[Pair]) -> Iterator[Outcome]:
    """Pairs without a reference: each against the one nearest to it in rate."""
    table = _table(ctx)
    groups: dict[tuple[str, ...], list[Pair]] = {}
    for pair in pairs:
        units = _thing(pair.quote)[0], _thing(pair.base)[0]
        if pair.tie >= GRAMMAR or not all(map(table.known, units)):
            groups.setdefault(tuple(sorted(units)), []).append(pair)
    for (one, two), group in sorted(groups.items()):
        for at, pair in enumerate(group):
            near = group[max(0, at - MOST_RATES) : at + MOST_RATES]
            others = [o for o in near if not {o.quote.id, o.base.id} & {pair.quote.id, pair.base.id}]
            others = [o for o in others if _comparable(pair, o)]
            if others and not (table.known(one) and table.known(two)):
                yield _compared(pair, others)


def _comparable(one: Pair, two: Pair) -> bool:
    """Whether two pairs may be at one rate: quoted alike, of one year as far as told, and no thousandfold apart."""
    spans = [calendar.span(p.quote.claim.period or p.base.claim.period) for p in (one, two)]
    years = {(s.first.year, s.last.year) for s in spans if s}
    rates = [p.quote.middle / p.base.middle for p in (one, two) if p.base.middle]
    near = len(rates) == 2 and max(rates) <= FAR * min(rates)
    return near and len(years) < 2 and _thing(one.quote)[0] == _thing(two.quote)[0]


def _compared(pair: Pair, others: list[Pair]) -> Outcome:
    def apart(other: Pair) -> Fraction:
        mine, its = pair.quote.middle / pair.base.middle, other.quote.middle / other.base.middle
        return max(mine, its) / min(mine, its) if min(mine, its) else Fraction(10**9)

    other = min(others, key=apart)

    def holds(members: tuple[Fact, ...], level: int) -> bool:
        tolerance = SPREAD if keys.periods(members[0], members[2]) == keys.FULL else DRIFT
        return _widened(implied(members[2:], level), tolerance).meets(implied(members[:2], level))

    members = (pair.quote, pair.base, other.quote, other.base)
    first, second = implied(members[:2], 1), implied(members[2:], 1)
    message = (
        f"{messages.name(pair.quote)} and {messages.name(pair.base)} imply {messages.span(first)} "
        f"{messages.rate(_thing(pair.quote)[0], _thing(pair.base)[0])}, {messages.name(other.quote)} and "
        f"{messages.name(other.base)} {messages.span(second)}."
    )
    return outcome(
        "currency_conversion",
        members,
        holds,
        min(pair.tie, other.tie) - LOOSE if min(pair.tie, other.tie) >= SCENE else 0,
        message,
        expected=second,
        observed=first,
    )
