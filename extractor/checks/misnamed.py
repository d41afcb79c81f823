"""An amount told twice in one currency, the second of which may only name the wrong one."""

from __future__ import annotations

from extractor.checks import calendar, rates
from extractor.checks.converted import unit_of
from extractor.checks.facts import Context, Fact
from extractor.checks.intervals import Interval
from extractor.exact import Fraction

APART = 2
"""What a dollar or euro costs, at least, of a currency in whose stead it may have been meant."""
FINE = Fraction(1, 10)
"""The unit of the last digit of both amounts, as a share of them, at most."""


def reference(ctx: Context) -> rates.Rates:
    """The table of reference exchange rates."""
    return ctx.rates if isinstance(ctx.rates, rates.Rates) else rates.load()


def implied(members: tuple[Fact, ...], level: int) -> Interval:
    """The rate that a pair implies."""
    return members[0].at(level) / members[1].at(level) or Interval(None, None)


def at_reference(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether two amounts of one currency are as many times each other as a dollar or euro costs of it, so that the
    second may only name the wrong one."""
    own = unit_of(a)
    if a.claim.kind != "money" or own[1] or own != unit_of(b) or a.claim.range is not None or not b.middle:
        return False
    period = calendar.span(a.claim.period)
    for code in sorted({"USD", "EUR"} - {own[0]}):
        known = reference(ctx).known(own[0]) and reference(ctx).known(code)
        band = reference(ctx).band(own[0], code, period, ctx.published) if known else None
        if band is not None and (band.plain.lo or 0) >= APART and band.allowed.meets(implied((a, b), 1)):
            return a.coarseness <= FINE >= b.coarseness
    return False
