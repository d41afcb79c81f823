"""Amounts that are told in two currencies: restated, converted at a rate that is told, or of one thing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.homonyms import names_currency, names_place
from extractor.checks.pairings import restated
from extractor.checks.relations import GRAMMAR, KEY, LOOSE, SCENE
from extractor.checks.two_sources import told_apart
from extractor.exact import Fraction

BEFORE = 20
"""Amounts before one at a told rate among which the other is looked for."""
NEARLY = Fraction(1, 50)
"""How far two amounts may lie from a rate that is told, as a part of the first."""
BEHIND = 20
"""Characters behind an amount in which its place may stand."""
MOST_APART = 8
"""Sentences between the two amounts of a pair, at most."""


IN_CURRENCY = 4
"""Words at the beginning of a sentence that name its currency, at most."""


FURTHEST = 3
"""Sentences from an amount that is converted at a told rate to that in the other currency, at most."""
LONGEST, SHORT = 120, 12
"""Characters between two amounts of which one tells the other anew, and words before the second in its sentence."""


class Pair(NamedTuple):
    """One amount in two currencies."""

    quote: Fact
    base: Fact
    tie: int


def is_money(fact: Fact) -> bool:
    tail = fact.tail[fact.tail[:1] == ("out",) :]
    if tail[:1] in (("of",), ("in",), ("on",), ("for",)) and tail[1:2] in (("every",), ("each",)):
        return False  # "Sh1,097 billion, or nearly 40 cents of every shilling"
    if fact.tail[:1] == ("extra",):
        return False  # "bears $4.20 instead of $1.40, or some R48 extra at R17.20 to the dollar"
    if cues.last(fact.lead, "difference", 3) is not None:
        return False  # "on 30,000 dollars the difference is 51,000 pesos"
    return fact.claim.kind == "money" and fact.claim.role not in ("growth", "share") and fact.middle > 0


NEAR_CURRENCY = 4
"""Words between a currency's name and its rate, at most."""


def unit_of(fact: Fact) -> tuple[str, str]:
    """Currency and what it is per ("" for an amount)."""
    currency, _, thing = fact.claim.unit.partition("/")
    return currency, thing


def is_rate(fact: Fact) -> bool:
    """An exchange rate: quoted and base currency."""
    currency, thing = unit_of(fact)
    return fact.claim.kind == "money" and len(thing) == 3 and thing.isupper() and len(currency) == 3


def pairs_of(ctx: Context) -> Iterator[Pair]:
    amounts = [f for f in ctx.facts if is_money(f) and not is_rate(f)]
    tied = set()
    for a, b in itertools.pairwise(amounts):
        if _other_currency(a, b) and restated(ctx, a, b):
            tied |= {a.id, b.id}
            yield _ordered(a, b, GRAMMAR)
            now = _level_before(ctx, a)
            if now is not None and "(" not in ctx.between(a, b):
                yield _ordered(now, b, GRAMMAR)
    for b in (f for f in amounts if f.id not in tied):
        meant = _told_before(ctx, b)
        if meant is not None and meant.id not in tied and _may_be(meant, b):
            tied |= {meant.id, b.id}
            yield _ordered(meant, b, GRAMMAR)
    for pair, fits in _at_stated_rates(ctx, [f for f in amounts if f.id not in tied]):
        tied |= {pair.quote.id, pair.base.id} if fits else set()
        yield pair
    for at, a in enumerate(amounts):
        lead = ctx.before(a, 50)
        if a.scale <= 1 and not a.bracket and cues.last(lead, "currency_subject", NEAR_CURRENCY) is not None:
            continue  # "with the Aussie dollar tumbling to 64.65 US cents": a rate
        for b in amounts[at + 1 : at + 40]:
            if b.claim.sentence - a.claim.sentence > MOST_APART or not _other_currency(a, b) or {a.id, b.id} & tied:
                continue
            if a.claim.role == b.claim.role and keys.subject(a, b) == keys.FULL and keys.alike_status(a, b):
                close = b.claim.sentence - a.claim.sentence <= 1 and keys.periods(a, b) == keys.FULL
                if a.claim.role == "change" and a.claim.sentence != b.claim.sentence:
                    continue  # the difference of two amounts, each at its own rate
                if keys.periods(a, b) != keys.CONFLICT and (_in_terms(ctx, b) or not told_apart(ctx, a, b)):
                    told = keys.periods(a, b) == keys.FULL and _in_terms(ctx, b)
                    tie = KEY if ((close and a.claim.flow) or told) and not _of_two_places(ctx, a, b) else LOOSE
                    yield _ordered(a, b, GRAMMAR if _opens_in(ctx, a, b) else tie)


def _of_two_places(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether a place is named between two amounts of one sentence, or right behind the second: "Britain's exports came
    to 32.4 billion pounds in March and France's to 52.1 billion euros"."""
    one = a.claim.sentence == b.claim.sentence and not b.bracket and not _in_terms(ctx, b)
    return one and names_place(ctx.text[a.claim.end : b.claim.end + BEHIND].split("\n")[0])


def _at_stated_rates(ctx: Context, amounts: list[Fact]) -> Iterator[tuple[Pair, bool]]:
    """ "At Friday's rate of R17.68 to the dollar the surplus is worth about $1.15bn": an amount beside an exchange rate
    of its currency, and the only amount of the same thing in the other currency before, or the last of the same
    subject that it fits at that rate; and whether it fits."""
    for amount in amounts:
        own = unit_of(amount)[0]
        rates = [f for f in ctx.by_sentence[amount.claim.sentence] if is_rate(f) and own in unit_of(f)]
        if len(rates) != 1 or unit_of(amount)[1]:
            continue
        other = next((c for c in unit_of(rates[0]) if c != own), None)
        if other is None:
            continue
        before = [f for f in amounts if f.number <= amount.number and unit_of(f) == (other, "") and f.slot != "base"]
        found = [f for f in before if amount.number - f.number <= BEFORE]
        meant = [f for f in before if _fits(f, amount, rates[0]) and keys.subject(f, amount) == keys.FULL]
        found = meant[-1:] or [f for f in found if _same_thing(f, amount)]  # "the latest figure is equal to …"
        if found and all(found[-1].at(1).meets(f.at(1)) for f in found):
            yield _ordered(min(found, key=lambda f: f.coarseness), amount, SCENE), bool(meant)


def _fits(one: Fact, other: Fact, rate: Fact) -> bool:
    """Whether two amounts are one at a rate, in whichever of its currencies."""
    quoted, base = (one, other) if unit_of(one)[0] == unit_of(rate)[0] else (other, one)
    return abs(quoted.middle - base.middle * rate.middle) <= NEARLY * quoted.middle


def _same_thing(a: Fact, b: Fact) -> bool:
    supposed = b.claim.status in ("forecast", "hypothetical")  # "at which the month's exports would be worth …"
    alike = a.claim.role == b.claim.role != "change" and keys.subject(a, b) == keys.FULL
    alike = alike and (supposed or keys.alike_status(a, b)) and abs(a.claim.sentence - b.claim.sentence) <= MOST_APART
    return alike and keys.periods(a, b) in ((keys.FULL, keys.OPEN) if supposed else (keys.FULL,))


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


def _opens_in(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether a sentence opens with the currency in which it tells the amount of the one before it anew: "In rupees,
    the receipts came to Rs2.21 trillion"."""
    opening = words(ctx.sentence_text(b.claim.sentence))
    first = ctx.by_sentence[b.claim.sentence][0] is b and b.claim.sentence == a.claim.sentence + 1
    before = [f for f in ctx.by_sentence[a.claim.sentence] if f.claim.unit == a.claim.unit]
    one = keys.periods(a, b) == keys.FULL and all(f is a or f.slot == "base" for f in before)
    return _opening_names(opening, b) and first and one


def _told_before(ctx: Context, b: Fact) -> Fact | None:
    """The amount before that another is told to be, by words behind the one or by a sentence of its own: "428 million
    euros a year from deliveries alone, i.e. 1.82 billion zlotys", "Royalties came to NIS 1.52 billion. In dollar terms
    that is about $452 million"."""
    a = ctx.facts[b.number - 1] if b.number else None
    one = a is not None and a.claim.sentence == b.claim.sentence
    if b.tail[:1] in (("at",), ("as",), ("using",)) and (b.tail[0] == "as" or not (one and _has_rate(ctx, b))):
        return None  # "equal to RM541.2 billion as at the revaluation of end-June"
    if a is not None and a.claim.sentence == b.claim.sentence and not is_rate(a):
        plain = is_money(a) and a.claim.role != "change" and a.slot != "base"
        plain = plain and (a.scale > 1 or bool(unit_of(a)[1]))  # else a rate: "with the greenback at about Rs47.0"
        return a if plain and (_told_anew(ctx.between(a, b)) or _set_off(ctx, a, b)) else None
    sentence = b.claim.sentence
    lead = words(ctx.text[ctx.result.sentences[sentence][0] : b.claim.start])
    at_rate = a is not None and [*ctx.by_sentence[sentence][:2]] == [a, b] and _at_told_rate(ctx, a, b)
    at_some_rate = lead[:1] == ["at"] and ("rate" in lead or "rates" in lead)
    led = _opening_names(lead, b) or "converted" in lead or at_some_rate
    first = ctx.by_sentence[sentence][0] is b and led
    if not (at_rate or first) or not _says_again(lead) or len(lead) > SHORT + SHORT * at_rate:
        return None
    for number in range(sentence - 1, max(-1, sentence - 1 - (FURTHEST if at_rate else 1)), -1):
        before = [f for f in ctx.by_sentence.get(number, ()) if is_money(f) and not is_rate(f) and f.slot != "base"]
        own = [f for f in before if f.claim.role != "change" and (at_rate or f.paragraph == b.paragraph)]
        if own:
            return own[0] if len(own) == 1 else None
    return None


def _has_rate(ctx: Context, amount: Fact) -> bool:
    """Whether the exchange rate at which an amount is converted stands right behind it: "equal to $27.6 billion at
    Friday's rate of 32.4 baht to the dollar"."""
    behind = ctx.facts[amount.number + 1 : amount.number + 2]
    return any(f.claim.sentence == amount.claim.sentence and (is_rate(f) or is_bare_rate(f)) for f in behind)


def is_bare_rate(fact: Fact) -> bool:
    """An exchange rate that names one currency only: "at the average rate of 10.75 dirhams"."""
    led = "rate" in fact.lead[-NEAR_CURRENCY:] and "at" in fact.lead and fact.scale == 1
    return led and fact.claim.kind == "money" and fact.claim.range is None and not unit_of(fact)[1]


def _set_off(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether an amount stands between commas right behind another, with "about" or the like: "reached 7.5 trillion
    yuan, about 1.05 trillion dollars, in 2024"."""
    between, behind = ctx.between(a, b), ctx.text[b.claim.end : b.claim.end + 1]
    told = words(between)
    apposed = between[:2] == ", " and behind in (",", ".")
    return apposed and 0 < len(told) <= 2 and set(told) <= cues.words_of("roughly_as")


def _at_told_rate(ctx: Context, rate: Fact, b: Fact) -> bool:
    """Whether nothing but "that was" or the like stands between a rate and an amount in one of its currencies: "With
    2,000 pesos to the dollar, that was 390 dollars"."""
    between = words(ctx.between(rate, b))
    known = cues.words_of("anew_subject") | cues.words_of("conversion_verb") | cues.words_of("light")
    said = _says_again(between) and set(between) <= known | {"would", "now", "then"}
    return is_rate(rate) and unit_of(b)[0] in unit_of(rate) and said


def _says_again(told: list[str]) -> bool:
    return bool(set(told) & cues.words_of("anew_subject") and set(told) & cues.words_of("conversion_verb"))


def _told_anew(between: str) -> bool:
    """Whether the words between two amounts end with some that tell the first anew."""
    told = words(between)
    behind = cues.last(told, "told_anew", NEAR_CURRENCY)
    if behind is None or len(between) > LONGEST or set(between) & set(";:()\n"):
        return False
    said = cues.words_of("conversion_verb").isdisjoint(told[: len(told) - behind]) or "which" in told
    return said and set(told[len(told) - behind :]) <= cues.words_of("light")


def _opening_names(lead: list[str], amount: Fact) -> bool:
    """Whether a sentence opens with the currency that it is in: "in New Taiwan dollar terms", "in euros"."""
    return lead[:1] == ["in"] and names_currency(lead[1:IN_CURRENCY], unit_of(amount)[0])


def _may_be(a: Fact, b: Fact) -> bool:
    """Whether two amounts are of other currencies, and of the same thing; told in sentences of their own the second may
    leave out of what: "A set is 780,000 pesos"."""
    (one, thing), (two, other) = unit_of(a), unit_of(b)
    return one != two and (other == thing or (not other and a.claim.sentence != b.claim.sentence))


def _other_currency(a: Fact, b: Fact) -> bool:
    one, two = unit_of(a), unit_of(b)
    return one[0] != two[0] and one[1] == two[1]


def _ordered(a: Fact, b: Fact, tie: int) -> Pair:
    """The larger number is the quoted currency, so that rates are above one."""
    return Pair(a, b, tie) if a.middle >= b.middle else Pair(b, a, tie)
