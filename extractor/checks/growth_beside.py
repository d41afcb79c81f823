"""Growth whose base its own words or those of the next sentence tell: "decreased by 6.1% to 231,000 tonnes (246,000)",
"grew by 3.7 per cent from N5.36tn", "14 percent smaller and reached $26.9 billion. In the same months of the previous
year it had been $31.2 billion", "up by $3.54 billion (80.5 percent)", "The deficit was 23.2 percent smaller than the
306 billion logged a year earlier", "The previous record of 754,835 was beaten by 5 percent".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.intervals import Interval
from extractor.checks.relations import GRAMMAR, Move

AMOUNTS = frozenset({"money", "count", "measure"})
NEAR = 3
"""Sentences from the level now to a growth that tells its base, at most."""
SHORT = 4
"""Words of a sentence up to its growth, at most, where the first tells of what it is: "Imports grew by"."""
OPENED_BY = 6
"""Words between a level and the semicolon behind it, at most."""
LONGEST = 12
"""Words from a base to the growth that is drawn from it, at most."""
FEW = 4
"""Words from a growth to the base that it is told with, at most: "larger than last year's"."""
OPENED = 2
"""Words of a sentence among which the words for an earlier time begin: "In the same months of 2019"."""
MOST_SURE = GRAMMAR + 1
"""How surely such words tie a growth to its levels."""
_EARLIER = re.compile(
    r"; (?:in (\d{4}),? (?:it|they) (?:was|were|had been|stood at|amounted to)"
    r"|(?:a year|one year|a month|a quarter) (?:ago|earlier|before),? (?:it|they) (?:was|were|had been|stood at)"
    r"|in (?:(?P<month>[a-z]+)|the [a-z]+ (?:month|quarter|year)(?: before)?|the (?:month|quarter|year) before),?"
    r" (?:it|they) (?:was|were|had been|stood at|amounted to)"
    r"|(?:it|they) had been|last year (?:it|they) (?:was|were|had been))[^\w.;]*(?:us|usd|eur)?[^\w.;]*"
)
"""What stands between a level and that of an earlier time told behind it."""
_OF_YEAR = re.compile(r"\s*\((?:in )?(?:19|20)\d\d(?:/\d\d)?[:,]\s*")
_BARE = re.compile(r"[\d.,\s]+")


def with_base(ctx: Context, growth: Fact) -> Move | None:
    """A growth with its two levels, where one of these forms tells the base."""
    for form in FORMS:
        if (pair := form(ctx, growth)) is not None:
            return Move(growth, *pair, MOST_SURE)
    return None


def _behind(ctx: Context, growth: Fact) -> list[Fact]:
    """The figures behind a growth in its sentence."""
    return [f for f in ctx.by_sentence[growth.claim.sentence] if f.number > growth.number]


def _prior_in_brackets(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The level that a growth led to and a bare number in brackets behind it: "by 14 per cent to SEK 2,914 million
    (3,388)"."""
    behind = _behind(ctx, growth)[:2]
    if len(behind) < 2 or not all(map(_is_amount, behind)):
        return None
    now, then = behind
    led = words(ctx.between(growth, now)) == ["to"] and ctx.between(now, then).strip() == "("
    closed = ctx.text[then.claim.end : then.claim.end + 1] == ")" and _BARE.fullmatch(then.text) is not None
    return (now, then) if led and closed and now.claim.unit == then.claim.unit else None


def _year_in_brackets(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The level before a growth and that of a year in the brackets behind it: "1,103,137 t left the country, a plus of
    14% (2016: 966,070 t)"."""
    now = ctx.facts[growth.number - 1] if growth.number else growth
    behind = _behind(ctx, growth)[:1]
    if not behind or not (_is_amount(behind[0]) and _is_amount(now)) or now.claim.sentence != growth.claim.sentence:
        return None
    then = behind[0]
    opened = _OF_YEAR.fullmatch(ctx.between(growth, then)) is not None
    closed = ctx.text[then.claim.end : then.claim.end + 1] == ")"
    joined = {";", "("}.isdisjoint(ctx.between(now, growth)) and "and" not in words(ctx.between(now, growth))
    return (now, then) if opened and closed and joined and now.claim.unit == then.claim.unit else None


def _told_in_brackets(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The level before a growth and the bare one in brackets behind what it is compared with: "870 consignments, a
    quarter fewer than a year ago (1,160)"."""
    own = ctx.by_sentence[growth.claim.sentence]
    behind = _behind(ctx, growth)[:1]
    before = [f for f in own if f.number < growth.number]
    if not behind or before[-1:] != [f for f in before if _is_amount(f)][-1:] or not before:
        return None
    now, then, told = before[-1], behind[0], words(ctx.between(growth, behind[0]))
    compared = told[1:2] == ["than"] and told[0] in cues.words_of("comparative")
    compared = compared and cues.first(told, "year_before_open", len(told)) is not None and then.bracket
    bare = _BARE.fullmatch(then.text) is not None and ctx.text[then.claim.end : then.claim.end + 1] == ")"
    return (now, then) if compared and bare and _is_amount(then, base=True) else None


def _from_base(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The base behind a growth, and the only level of its measure in the sentences before."""
    own = ctx.by_sentence[growth.claim.sentence]
    behind = _behind(ctx, growth)
    if not behind or not _is_amount(behind[0]) or words(ctx.between(growth, behind[0])) != ["from"]:
        return None
    base = behind[0]
    lead = words(ctx.text[ctx.result.sentences[growth.claim.sentence][0] : growth.claim.start])
    named = len(lead) <= SHORT and any(cues.first(lead, flow, 1) == 0 for flow in ("exports", "imports"))
    if not named or own[0] is not growth or base.tail[:1] in (("to",), ("and",)):
        return None
    found = [f for f in _levels_before(ctx, growth, base) if _of_measure(f, base) and not f.bracket]
    return (found[0], base) if len({f.middle for f in found}) == 1 else None


def _than_base(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The base right behind a growth, the only amount of its sentence, and the only level of its measure in the
    sentences before: "was 23.2 percent smaller than the 306 billion yen logged a year earlier"."""
    behind = _behind(ctx, growth)
    own = [f for f in ctx.by_sentence[growth.claim.sentence] if f.claim.kind in AMOUNTS]
    if not behind or own != [behind[0]] or not _is_amount(behind[0], base=True):
        return None
    base, told = behind[0], words(ctx.between(growth, behind[0]))
    if told[1:2] != ["than"] or cues.direction(told[:1]) is None or len(told) > FEW:
        return None
    found = [f for f in _levels_before(ctx, growth, base) if _of_measure(f, base) and not f.bracket]
    alike = len({f.middle for f in found}) == 1 and found[-1].claim.indicator_id is not None
    return (found[-1], base) if alike else None


def _record(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The only level of the sentence before, and the record that a sentence says it beat by a growth."""
    own = [f for f in ctx.by_sentence[growth.claim.sentence] if f.claim.kind != "duration"]
    before = [f for f in ctx.by_sentence.get(growth.claim.sentence - 1, ()) if f.claim.kind in AMOUNTS]
    if len(own) != 2 or own[1] is not growth or len(before) != 1 or before[0].paragraph != growth.paragraph:
        return None
    now, base = before[0], own[0]
    opening = words(ctx.text[ctx.result.sentences[growth.claim.sentence][0] : base.claim.start])
    named = cues.last(opening, "record_before", 1) is not None
    beaten = cues.last(words(ctx.between(base, growth)), "beaten_by", 2) is not None
    alike = now.claim.unit == base.claim.unit and all(_is_amount(f, base=True) for f in (now, base))
    return (now, base) if named and beaten and alike else None


def _before_base(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The only level of a growth's sentence, behind it, and that of the next one, which opens with an earlier time."""
    own = [f for f in ctx.by_sentence[growth.claim.sentence] if f.claim.kind in AMOUNTS]
    after = [f for f in ctx.by_sentence.get(growth.claim.sentence + 1, ()) if f.claim.kind != "duration"]
    if len(own) != 1 or own[0].number < growth.number or len(after) != 1 or not (_is_amount(own[0])):
        return None
    now, base = own[0], after[0]
    if not (_is_amount(base, base=True) and now.claim.unit == base.claim.unit and now.paragraph == base.paragraph):
        return None
    opening = words(ctx.sentence_text(growth.claim.sentence + 1))
    told = cues.first(opening, "base_open", OPENED) is not None and words(ctx.between(growth, now))[-1:] != ["from"]
    grown = sum(f.claim.role == "growth" for f in ctx.by_sentence[growth.claim.sentence])
    return (now, base) if told and grown == 1 and _alike(now, base) else None


def _base_later(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The only level of the sentence behind a growth's, and that of the one after it, which opens with a year before:
    "… brought the deficit down by 37 percent. It came to 20.5 billion in the two months. A year earlier it stood at
    32.6 billion"."""
    after = [ctx.by_sentence.get(growth.claim.sentence + n, ()) for n in (1, 2)]
    told = [[f for f in some if f.claim.kind != "duration"] for some in after]
    if [len(some) for some in told] != [1, 1] or growth.claim.baseline != "yoy":
        return None
    now, base = told[0][0], told[1][0]
    if now.paragraph != base.paragraph or not (_is_amount(now) and _is_amount(base, base=True)):
        return None
    opening = words(ctx.sentence_text(base.claim.sentence))
    named = growth.claim.indicator_id == now.claim.indicator_id is not None and growth.claim.flow == now.claim.flow
    sides = now.claim.place == growth.claim.place and now.claim.partner == growth.claim.partner
    grown = [f for f in ctx.by_sentence[growth.claim.sentence] if f.claim.flow == growth.claim.flow]
    again = cues.first(opening, "year_before_open", 1) == 0 and now.claim.unit == base.claim.unit
    return (now, base) if again and named and sides and grown == [growth] else None


def _concluded(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The only level of the sentence before, and that of an earlier time from which a growth's own sentence draws it:
    "In the same month of 2019 it was US$557.1 million, so that receipts were up 27%"."""
    own = [f for f in ctx.by_sentence[growth.claim.sentence] if f.claim.kind != "duration"]
    before = [f for f in ctx.by_sentence.get(growth.claim.sentence - 1, ()) if f.claim.kind in AMOUNTS]
    before = [f for f in before if not f.bracket]
    if len(own) != 2 or own[1] is not growth or len(before) != 1 or before[0].paragraph != growth.paragraph:
        return None
    now, base = before[0], own[0]
    opening = words(ctx.text[ctx.result.sentences[growth.claim.sentence][0] : base.claim.start])
    earlier = any(cues.first(opening, name, OPENED) is not None for name in ("base_open", "year_before_open"))
    told = words(ctx.between(base, growth))
    drawn = cues.first(told, "growth_follows", LONGEST) is not None and cues.first(told, "aim_noun", len(told)) is None
    alike = now.claim.unit == base.claim.unit and now.claim.role == base.claim.role in ("level", "price")
    alike = alike and all(f.claim.status == "reported" and f.claim.range is None for f in (now, base))
    return (now, base) if earlier and drawn and alike and now.slot != "base" else None


def _after_stop(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The level that a growth led to, and that of an earlier year told behind a semicolon: "swelled by 48.1 percent to
    US$231.1 billion; in 2011 it was US$155 billion"."""
    behind = _behind(ctx, growth)[:2]
    if len(behind) < 2 or not _is_amount(behind[0]) or not _is_amount(behind[1], base=True):
        return None
    now, then = behind
    if now.claim.unit != then.claim.unit or words(ctx.between(growth, now)) != ["to"]:
        return None
    named, stop, earlier = ctx.between(now, then).partition(";")
    plain = len(words(named)) <= OPENED_BY and "and" not in words(named)
    told = _EARLIER.fullmatch(f"{stop}{earlier}".lower()) if stop and plain else None
    if told is None or growth.claim.direction is None:
        return None
    if told["month"] and growth.claim.baseline != "mom" and "month" not in words(named):
        return None  # the month of another comparison
    year, period = told.group(1), now.claim.period
    return (now, then) if year is None or period is None or year <= period[:4] else None


def _of_change(ctx: Context, growth: Fact) -> tuple[Fact, Fact] | None:
    """The two levels that make the change right behind which a growth stands in brackets."""
    change = ctx.facts[growth.number - 1] if growth.number and growth.bracket else None
    if change is None or change.claim.role != "change" or ctx.between(change, growth).strip() != "(":
        return None
    if change.claim.direction != growth.claim.direction or change.claim.sentence != growth.claim.sentence:
        return None
    near = [f for n in (change.claim.sentence - 1, change.claim.sentence) for f in ctx.by_sentence.get(n, ())]
    levels = [f for f in near if f.number < change.number and f.claim.unit == change.claim.unit]
    if len(levels) != 2 or not all(_is_amount(f, base=True) for f in levels):
        return None
    low, high = sorted(levels, key=lambda fact: fact.middle)
    made: Interval = high.at(1) - low.at(1)
    if not made.meets(change.at(1)):
        return None
    return (high, low) if change.claim.direction == "up" else (low, high)


def _levels_before(ctx: Context, growth: Fact, base: Fact) -> Iterator[Fact]:
    """The levels of a base's unit in the sentences before a growth, those of now."""
    for number in range(growth.claim.sentence - NEAR, growth.claim.sentence):
        for fact in ctx.by_sentence.get(number, ()):
            if _is_amount(fact) and fact.claim.unit == base.claim.unit and fact.claim.zone != "headline":
                yield fact


def _of_measure(level: Fact, base: Fact) -> bool:
    """Whether a level is of the measure and the sides of a base, and of another time as far as told."""
    one, two = level.claim, base.claim
    sides = (one.place, one.partner, one.flow) == (two.place, two.partner, two.flow) and one.flow is not None
    apart = one.period is None or two.period is None or one.period != two.period
    return sides and one.indicator_id == two.indicator_id and apart


def _alike(a: Fact, b: Fact) -> bool:
    return keys.flows(a, b) != keys.CONFLICT and a.claim.place == b.claim.place


def _is_amount(fact: Fact, base: bool = False) -> bool:
    claim = fact.claim
    plain = claim.kind in AMOUNTS and claim.role == "level" and claim.range is None and fact.middle > 0
    return plain and claim.status == "reported" and (base or fact.slot != "base" or fact.lead[-1:] == ("from",))


FORMS = (
    _prior_in_brackets, _year_in_brackets, _told_in_brackets, _from_base, _than_base, _record, _before_base,
    _base_later, _concluded, _after_stop, _of_change,
)  # fmt: skip
