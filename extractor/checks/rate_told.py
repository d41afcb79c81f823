"""Amounts converted at an exchange rate that their sentence tells, and the amounts in the other currency before them:
"The central rate was 24,258 dong to the dollar, so that October's surplus corresponds to about 48.3 trillion dong".

One of them should be the amount that is converted. Where none is, but a slip of the hand in the converted one would
make it so, that is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import messages
from extractor.checks.converted import is_bare_rate, is_money, is_rate, unit_of
from extractor.checks.facts import Context, Fact, words
from extractor.checks.intervals import Interval
from extractor.checks.misnamed import implied
from extractor.checks.registry import Mend, Outcome, outcome
from extractor.checks.repairs import changed, long_slips, scaled
from extractor.exact import Fraction

MOST, FAR = 60, 14
"""Figures before a converted amount among which the one that it is converted from is sought: one of the same side of
trade, and any."""
SENTENCES = 4
"""Sentences between them, at most, where the converted amount may be of anything."""
SPREAD = Fraction(2, 100)
"""How far a conversion may be from its rate, as a part of it: for an amount to be the one that is converted."""
SHARP = Fraction(1, 250)
"""The same where a slip is to explain it."""
POWERS = (1, -1, 3, -3, 6, -6)
"""Powers of ten by which the converted amount may have slipped."""
FINE = Fraction(1, 90)
"""The unit of the last digit of an amount, at most, as a part of it."""
MOST_SURE = 3


def at_told_rates(ctx: Context) -> Iterator[Outcome]:
    """Conversions at told rates that hold, and those that a slip of the converted amount would make so."""
    for rate in ctx.facts:
        if (is_rate(rate) or is_bare_rate(rate)) and rate.claim.range is None and _tells(ctx, rate):
            amount = _converted(ctx, rate)
            if amount is not None:
                yield from _against_those_before(ctx, amount, rate)


def _tells(ctx: Context, rate: Fact) -> bool:
    """Whether a rate is one at which something is converted: "at 17.6 rand to the dollar", "the rate was 24,258"."""
    told = words(ctx.text[ctx.result.sentences[rate.claim.sentence][0] : rate.claim.start])
    return rate.claim.status == "reported" and not {"at", "rate", "rates"}.isdisjoint(told)


def _converted(ctx: Context, rate: Fact) -> Fact | None:
    """The only amount of a rate's sentence in one of its currencies."""
    own = ctx.by_sentence[rate.claim.sentence]
    amounts = [f for f in own if f is not rate and is_money(f) and not is_rate(f)]
    if len(amounts) != 1 or not amounts[0].u or amounts[0].slot == "base" or amounts[0].claim.role == "change":
        return None
    known = is_bare_rate(rate) or unit_of(amounts[0])[0] in unit_of(rate)
    return amounts[0] if known and amounts[0].claim.range is None else None


def _against_those_before(ctx: Context, amount: Fact, rate: Fact) -> Iterator[Outcome]:
    before = ctx.facts[max(0, amount.number - MOST) : amount.number]
    tried = [made for f in before if f.u and (made := _outcome(ctx, f, amount, rate)) is not None]
    fitting = [made for made in tried if made.level == 1]
    if fitting:
        yield fitting[-1]
        return
    sharp = [(made, mends) for made in tried if (mends := [*_mends(amount, made)])]
    if sharp:
        made, mends = sharp[-1]
        made.repair = tuple(mends)
        yield made


def _outcome(ctx: Context, told: Fact, amount: Fact, rate: Fact) -> Outcome | None:
    near = amount.number - told.number <= FAR
    near = near and (amount.claim.sentence - told.claim.sentence <= SENTENCES or told.claim.zone == "headline")
    near = near or (told.claim.flow is not None and told.claim.flow == amount.claim.flow)
    plain = is_money(told) and not is_rate(told) and told.claim.range is None and told is not rate
    plain = plain and unit_of(amount)[1] in ("", unit_of(told)[1])
    units = (unit_of(told)[0], unit_of(amount)[0])
    named = set(units) == set(unit_of(rate)) or (is_bare_rate(rate) and unit_of(rate)[0] in units)
    named = named and units[0] != units[1]
    if not (near and plain and named):
        return None
    upright = units[0] == unit_of(rate)[0]
    pair = (told, amount) if upright else (amount, told)

    def holds(members: tuple[Fact, ...], level: int) -> bool:
        low, high = members[2].at(level).lo, members[2].at(level).hi
        wide = Interval(None if low is None else low * (1 - SPREAD), None if high is None else high * (1 + SPREAD))
        return wide.meets(implied(members[:2], 1))  # at a whole unit "$100 billion" may be next to nothing

    made = implied(pair, 1)
    message = (
        f"{messages.name(pair[0])} and {messages.name(pair[1])} imply {messages.span(made)} "
        f"{messages.rate(unit_of(pair[0])[0], unit_of(pair[1])[0])}; the article gives the rate as "
        f"{messages.name(rate)}."
    )
    more = {"expected": rate.at(1), "observed": made}
    return outcome("currency_conversion", (*pair, rate), holds, MOST_SURE, message, **more)


def _mends(amount: Fact, made: Outcome) -> Iterator[Mend]:
    """The slips of the converted amount that would make it what the rate makes of the other, closely."""
    if amount.coarseness > FINE:
        return
    for value, reason in [*long_slips(amount, False), *scaled(amount, POWERS)]:
        members = [changed(f, value) if f is amount else f for f in made.members]
        quote, base, rate = members
        if abs(quote.middle - base.middle * rate.middle) <= SHARP * quote.middle:
            yield Mend(amount, value, reason)
