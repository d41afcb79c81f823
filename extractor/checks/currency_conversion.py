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

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from extractor.checks import calendar, cues, keys, messages, rate_years, rates
from extractor.checks.converted import Pair, is_bare_rate, is_money, is_rate, pairs_of, unit_of
from extractor.checks.dollars import local_dollar
from extractor.checks.facts import Context, Fact, words
from extractor.checks.homonyms import money_of, namesakes
from extractor.checks.intervals import Interval
from extractor.checks.misnamed import implied, reference
from extractor.checks.rate_told import at_told_rates
from extractor.checks.registry import Mend, Outcome, check, outcome, settled
from extractor.checks.relations import GRAMMAR, LOOSE, SCENE
from extractor.exact import Fraction

SPREAD = Fraction(2, 100)
LIKELY = Fraction(1, 4)
"""How far from the reference a rate that an article states may be, as a part of it."""
DRIFT = Fraction(10, 100)
"""How far apart the rates of one article may be: for one period, and for different ones."""
FAR = 3_000
"""How many times the expected rate an implied one may be: a slip of scale is 1,000."""
MOST_RATES = 20
"""Rates and pairs before and after a pair with which it is compared."""


@check("currency_conversion")
def currency_conversion(ctx: Context) -> Iterator[Outcome]:
    pairs = list(pairs_of(ctx))
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(max(pair[:2], key=lambda f: f.number).id, []).append(pair)
    for group in groups.values():
        unsettled = [pair for pair in group if not (_at_its_rate(ctx, pair) or _of_two(pair))]
        yield from settled([[o for pair in unsettled for o in _against_reference(ctx, pair)]])
        yield from settled([[o for pair in group for o in _against_stated(ctx, pair)]])
    yield from _against_one_another(ctx, pairs)
    yield from at_told_rates(ctx)


def _of_two(pair: Pair) -> bool:
    """Whether the amounts are of several years and of one, "2 billion francs a year, or 15 million euros for the
    duration", or the later one is a price behind other figures."""
    first, second = sorted(pair[:2], key=lambda fact: fact.number)
    term = second.tail[:1] in (("for",), ("over",)) and cues.first(second.tail, "whole_term", 3) is not None
    apart = second.number - first.number > 1 and bool(unit_of(second)[1])
    return term or apart


def _against_reference(ctx: Context, pair: Pair) -> Iterator[Outcome]:
    table = reference(ctx)
    quote, base = unit_of(pair.quote)[0], unit_of(pair.base)[0]
    roughly = not (table.known(quote) and table.known(base))
    if roughly and pair.tie < GRAMMAR:
        return
    period = _period(pair)
    if period is not None and period.fiscal:  # of which only the year of its end is known
        period = calendar.Span(period.first.replace(year=period.first.year - 1), period.last)
    supposed = ctx.inferred and {fact.claim.status for fact in pair[:2]} != {"reported"}
    if supposed or (period is not None and ctx.published is not None and period.first > ctx.published):
        period = None  # nobody converts at the rates of a time to come
    guessed = ctx.inferred and not _dated(ctx, pair)
    when = (None, None) if guessed else (period, ctx.published)
    band = _band(table, quote, base, when)
    if band is None:
        return

    def holds(members: tuple[Fact, ...], level: int) -> bool:
        return band_of(members).meets(implied(members, level))

    def band_of(members: tuple[Fact, ...]) -> Interval:
        units = unit_of(members[0])[0], unit_of(members[1])[0]
        if units == (quote, base):
            return band.allowed
        other = _band(table, *units, when)
        return other.allowed if other else Interval(None, None)

    observed = implied((pair.quote, pair.base), 1)
    if not (guessed or band.allowed.meets(observed)) and _fits_as_chosen(ctx, pair, observed, when):
        return
    if observed.hi is None:
        return  # "about $1 billion" may be next to nothing: any rate would do
    if _at_another_dollar(table, pair, observed, when):
        return
    if (pair.tie < GRAMMAR and _far(observed, band.allowed)) or _tells_rate(pair, band.plain):
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
        repair=() if band.allowed.meets(observed) else (*_in_home_money(ctx, pair, when),),
    )


def _at_another_dollar(
    table: rates.Rates, pair: Pair, observed: Interval, when: tuple[calendar.Span | None, date | None]
) -> bool:
    """Whether a bare sign's amount fits as US dollars: "SINGAPORE … 2,992 yuan ($417)"."""
    codes = [unit_of(f)[0] for f in pair[:2]]
    for at, fact in enumerate(pair[:2]):
        changed = ("USD", codes[1]) if at == 0 else (codes[0], "USD")
        bare = fact.text.startswith("$") and "USD" not in codes
        band = _band(table, *changed, when) if bare else None
        if band is not None and band.allowed.meets(observed):
            return True
    return False


def _in_home_money(ctx: Context, pair: Pair, when: tuple[calendar.Span | None, date | None]) -> Iterator[Mend]:
    """The amount of a pair whose currency is the slip, as at that of its place the two would be one."""
    units = [unit_of(f)[0] for f in pair[:2]]
    for at, fact in enumerate(pair[:2]):
        for code in money_of(fact.claim.place or ""):
            changed = (code, units[1]) if at == 0 else (units[0], code)
            band = _band(reference(ctx), *changed, when) if code not in units else None
            if band is not None and band.allowed.meets(implied(pair[:2], 1)):
                yield Mend(fact, fact.middle, f"in {messages.currency(code)}")


def _tells_rate(pair: Pair, plain: Interval) -> bool:
    """Whether the sum in brackets is the rate itself, of one unit of the other currency: "$1,822 (5.796 cedis)"."""
    for fact, rate in ((pair.quote, plain), (pair.base, plain.inverse())):
        if fact.bracket and rate is not None and fact.scale == 1 and _widened(rate, LIKELY).meets(fact.at(1)):
            return True
    return False


def _band(
    table: rates.Rates, quote: str, base: str, when: tuple[calendar.Span | None, date | None]
) -> rates.Band | None:
    """The reference rates of a pair, or their order of magnitude by yearly averages."""
    if table.known(quote) and table.known(base):
        return table.band(quote, base, *when)
    return rate_years.band(quote, base, *when, table)


def _fits_as_chosen(
    ctx: Context, pair: Pair, observed: Interval, when: tuple[calendar.Span | None, date | None]
) -> bool:
    """Whether the rate fits the period that the chosen reading gives the pair, where the rules' is another, or one that
    its sentence writes: "One year before, in June 2018, it had been"."""
    ids = {fact.claim.id for fact in pair[:2]}
    periods = {claim.period for claim in ctx.result.quantities if claim.id in ids}
    first, last = ctx.result.sentences[pair.quote.claim.sentence]
    periods |= {date.value for date in ctx.result.dates if first <= date.start < last and not date.relative}
    spans = [span for span in map(calendar.span, periods) if span is not None and span != when[0]]
    units = unit_of(pair.quote)[0], unit_of(pair.base)[0]
    bands = (_band(reference(ctx), *units, (span, when[1])) for span in spans)
    return any(band is not None and band.allowed.meets(observed) for band in bands)


def _of_namesake(ctx: Context, pair: Pair, when: tuple[calendar.Span | None, date | None]) -> bool:
    """Whether a pair fits where one of its currencies is another of the same name: "50 million pesos" of Chile."""
    quote, base = unit_of(pair.quote)[0], unit_of(pair.base)[0]
    others = [(code, base) for code in namesakes(ctx, pair.quote)]
    others += [(quote, code) for code in namesakes(ctx, pair.base)]
    bands = (_band(reference(ctx), *units, when) for units in others)
    return any(band is not None and band.allowed.meets(implied(pair[:2], 1)) for band in bands)


def _period(pair: Pair) -> calendar.Span | None:
    """The period of an amount, that of the one that says it again where it has none."""
    told, again = sorted(pair[:2], key=lambda fact: fact.number)
    return calendar.span(told.claim.period or again.claim.period)


def _dated(ctx: Context, pair: Pair) -> bool:
    """Whether a sentence of the pair writes the year of its period."""
    period = _period(pair)
    years = {str(period.first.year), str(period.last.year)} if period else set()
    sentences = {f.claim.sentence for f in pair[:2]}
    return any(years & set(words(ctx.sentence_text(n))) for n in sentences)


def _far(observed: Interval, expected: Interval) -> bool:
    """Whether a rate lies so far from the expected one that no slip explains it: the amounts are no pair."""
    low, high = expected.lo, expected.hi
    too_much = high is not None and observed.lo is not None and observed.lo > FAR * high
    return too_much or (low is not None and observed.hi is not None and observed.hi * FAR < low)


def _widened(interval: Interval, by: Fraction) -> Interval:
    low, high = interval.lo, interval.hi
    return Interval(None if low is None else low * (1 - by), None if high is None else high * (1 + by))


def _stated_rates(ctx: Context) -> dict[frozenset[str], list[Fact]]:
    """The exchange rates that the article states, by their two currencies."""
    if "stated rates" not in ctx.memo:
        found: dict[frozenset[str], list[Fact]] = {}
        for rate in ctx.facts:
            if is_rate(rate) and rate.claim.range is None:
                found.setdefault(frozenset(unit_of(rate)), []).append(rate)
        ctx.memo["stated rates"] = found
    kept: dict[frozenset[str], list[Fact]] = ctx.memo["stated rates"]
    return kept


def _at_its_rate(ctx: Context, pair: Pair) -> bool:
    """Whether a pair is at a rate that the article itself states."""
    quote, base = unit_of(pair.quote)[0], unit_of(pair.base)[0]
    rates, own = _stated_rates(ctx).get(frozenset((quote, base)), []), implied(pair[:2], 1)
    at = bisect_left(rates, pair.quote.number, key=lambda rate: rate.number)
    for rate in rates[max(0, at - MOST_RATES) : at + MOST_RATES]:
        stated = rate.at(1) if unit_of(rate) == (quote, base) else rate.at(1).inverse() or rate.at(1)
        if _widened(stated, SPREAD).meets(own):
            band = _band(reference(ctx), quote, base, (None, ctx.published))
            return band is None or _widened(band.plain, LIKELY).meets(stated)
    return False


def _against_stated(ctx: Context, pair: Pair) -> Iterator[Outcome]:
    """Against an exchange rate that the article itself states."""
    quote, base = unit_of(pair.quote)[0], unit_of(pair.base)[0]
    rates = _stated_rates(ctx).get(frozenset((quote, base)), [])
    at = bisect_left(rates, pair.quote.number, key=lambda rate: rate.number)
    observed = implied(pair[:2], 1)
    if observed.hi is None:
        return
    for rate in (*rates[max(0, at - MOST_RATES) : at + MOST_RATES], *_bare_rates(ctx, pair)):
        upright = unit_of(rate)[0] == quote
        stated = rate.at(1) if upright else rate.at(1).inverse() or rate.at(1)
        if pair.tie < GRAMMAR and _far(observed, stated):
            continue  # "Trade reached Dh1.7 trillion. One US dollar is Dh3.67": no pair
        same = rate.claim.sentence in (pair.quote.claim.sentence, pair.base.claim.sentence)
        told = same and rate.claim.status == "reported" and not _of_another_time(ctx, rate, pair)
        sure = pair.tie - LOOSE if told else 0

        def holds(members: tuple[Fact, ...], level: int, upright: bool = upright) -> bool:
            stated, made = members[2].at(level), implied(members, level)
            turned = stated.inverse() or stated
            ways = (stated, turned) if is_bare_rate(members[2]) else (stated if upright else turned,)
            return any(_widened(way, SPREAD).meets(made) for way in ways)  # a bare rate may be of either for the other

        message = (
            f"{messages.name(pair.quote)} and {messages.name(pair.base)} imply "
            f"{messages.span(observed)} {messages.rate(quote, base)}; the article gives "
            f"the rate as {messages.name(rate)}."
        )
        yield outcome(
            "currency_conversion",
            (pair.quote, pair.base, rate),
            holds,
            sure,
            message,
            expected=rate.at(1),
            observed=observed,
        )


def _bare_rates(ctx: Context, pair: Pair) -> list[Fact]:
    """The rate right behind a pair that names one of its currencies only."""
    last = max(pair.quote.number, pair.base.number)
    behind = (f for f in ctx.facts[last + 1 : last + 2] if f.claim.sentence == ctx.facts[last].claim.sentence)
    return [f for f in behind if is_bare_rate(f) and unit_of(f)[0] in (unit_of(m)[0] for m in pair[:2])]


def _of_another_time(ctx: Context, rate: Fact, pair: Pair) -> bool:
    """Whether an amount of another period stands between a rate and a pair: "At 1,390 to the dollar exports were worth
    $13.6bn, less than the $13.8bn of 2023"."""
    first, stop = sorted((rate.number, min(pair.quote.number, pair.base.number)))
    inside = [f for f in ctx.facts[first + 1 : stop] if is_money(f) and f.claim.period]
    return any(keys.periods(f, m) == keys.CONFLICT for f in inside for m in pair[:2])


def _against_one_another(ctx: Context, pairs: list[Pair]) -> Iterator[Outcome]:
    """Pairs without a reference: each against the one nearest to it in rate."""
    table = reference(ctx)
    groups: dict[tuple[str, ...], list[Pair]] = {}
    for pair in pairs:
        units = unit_of(pair.quote)[0], unit_of(pair.base)[0]
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
    near = len(rates) == 2 and max(rates) <= (FAR if _one_slot(one, two) else 1 + DRIFT) * min(rates)
    return near and len(years) < 2 and unit_of(one.quote)[0] == unit_of(two.quote)[0]


def _one_slot(one: Pair, two: Pair) -> bool:
    """Whether both pairs or none is what something is compared with: else the rate of another year."""
    return len({"base" in (pair.quote.slot, pair.base.slot) for pair in (one, two)}) == 1


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
        f"{messages.rate(unit_of(pair.quote)[0], unit_of(pair.base)[0])}, {messages.name(other.quote)} and "
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
