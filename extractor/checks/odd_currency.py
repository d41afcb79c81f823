"""An amount in a currency of its own whose number fits the figures around it in theirs.

"A drop of €16.0 billion", where all others are dollars and the relation holds to the digit with $16.0 billion: then the
currency is the slip. Tried for single amounts that no conversion ties, and only where the figures are stated finely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.checks import messages
from extractor.checks.facts import Context, Fact
from extractor.checks.homonyms import may_mean
from extractor.checks.registry import FIRM, Outcome, all_checks
from extractor.exact import Fraction

CHECKS = ("balance", "change_from_levels", "growth_from_levels", "price_times_volume", "share_of_total", "sum_of_parts")
FINE = Fraction(1, 100)
"""The unit of the last digit, as a share of the value, from which an agreement is hardly chance."""
TOLD = Fraction(1, 10)
"""The same where the words of a sentence tie the figures."""
MOST = 3
"""Amounts tried in one article, at most."""


def odd_currencies(ctx: Context, tried: list[Outcome]) -> Iterator[Outcome]:
    """The conflicts of amounts whose currency alone keeps a relation from holding; `tried`: what the checks found."""
    money = [f for f in ctx.facts if f.claim.kind == "money" and not _is_rate(f)]
    counted = Counter(_currency(f) for f in money)
    if len(counted) < 2:
        return
    usual = counted.most_common(1)[0][0]
    tied = {f.id for o in tried if o.level and len(o.members) > 1 for f in o.members}
    odd = [f for f in money if counted[_currency(f)] == 1 and _currency(f) != usual and f.id not in tied]
    for fact in [f for f in odd if not (_converted(ctx, f) or may_mean(f, usual))][:MOST]:
        yield from _fitting(ctx, fact, usual)


def _converted(ctx: Context, fact: Fact) -> bool:
    """Whether the sentence tells at which rate an amount was converted: "at PLN 4.54 to the euro, PLN 285 billion"."""
    return any(_is_rate(f) and _currency(f) == _currency(fact) for f in ctx.by_sentence[fact.claim.sentence])


def _fitting(ctx: Context, fact: Fact, usual: str) -> Iterator[Outcome]:
    """The surest relation that holds once the fact is in the usual currency."""
    unit = "/".join([usual, *fact.claim.unit.split("/")[1:]])
    claims = [c.model_copy(update={"unit": unit}) if c.id == fact.id else c for c in ctx.result.claims]
    other = Context(ctx.result.model_copy(update={"claims": claims}), ctx.rates)
    found = [o for name, check in all_checks() if name in CHECKS for o in check(other) if _is_proof(o, fact)]
    for outcome in sorted(found, key=lambda o: -int(o.sure))[:1]:
        members = tuple(ctx.facts[f.number] for f in outcome.members)
        message = (
            f"{messages.listed(members)} hold together only if {messages.name(fact)} is in {messages.currency(usual)}."
        )
        yield Outcome(outcome.check, 0, FIRM, members, message)


def _is_proof(outcome: Outcome, fact: Fact) -> bool:
    members = outcome.members
    told = outcome.level == 1 and bool(outcome.sure) and len(members) > 2 and fact.id in {f.id for f in members}
    fine = FINE if int(outcome.sure) < FIRM else TOLD
    return told and all(f.u and f.coarseness <= fine for f in members if f.claim.kind == "money")


def _currency(fact: Fact) -> str:
    return fact.claim.unit.partition("/")[0]


def _is_rate(fact: Fact) -> bool:
    thing = fact.claim.unit.partition("/")[2]
    return len(thing) == 3 and thing.isupper() and thing not in ("TEU", "FEU")
