"""Growth against its two levels: `(1 + g.lo) q0 <= q1 <= (1 + g.hi) q0`, over the interval of each figure.

Three ways to state it: growth and both levels; a change, its growth and a level (`Δ = g (q1 - Δ)`); growth of
levels that only follow from others. Growth of a negative balance is left alone. Traps: constant prices, volume
against value, another currency, month against year to date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.checks import calendar, cues, keys, messages, units
from extractor.checks.compared import firmer
from extractor.checks.facts import Context, Fact, words
from extractor.checks.grown_by import is_growth, with_change
from extractor.checks.growth_beside import with_base
from extractor.checks.growth_told import plainly_grown
from extractor.checks.intervals import ONE, Interval
from extractor.checks.registry import Outcome, check, outcome, settled
from extractor.checks.relations import LOOSE, Move, moves
from extractor.checks.repairs import as_stated, turned
from extractor.checks.scene_growth import in_scene
from extractor.checks.signs import SIGNS
from extractor.checks.trades import is_re_exported

_SHARED = 16
"""Characters behind a list's last figure in which "respectively" may stand."""


@check("growth_from_levels")
def growth_from_levels(ctx: Context) -> Iterator[Outcome]:
    growths = [f for f in ctx.facts if is_growth(f) and not (keys.annual_rate(ctx, f) or keys.stepwise(ctx, f))]
    growths = [f for f in growths if not _reached(ctx, f)]
    for growth in growths:
        if told := plainly_grown(ctx, growth) or with_base(ctx, growth):
            yield _outcome(told)
            continue
        found = [*_levels(ctx, growth)] or [
            _outcome(move) for move in in_scene(ctx, growth) if not _at_other_prices(ctx, move)
        ]
        yield from settled([found])
    yield from settled([firmer(ctx, found) for found in with_change(ctx, growth)] for growth in growths)


def _reached(ctx: Context, fact: Fact) -> bool:
    """Whether a percentage is what another rose or fell to: "its share rose from 15.5 to 19.8 percent"."""
    before = ctx.facts[fact.number - 1] if fact.number else fact
    led = before is not fact and before.lead[-1:] == ("from",) and before.claim.kind == fact.claim.kind
    return led and words(ctx.between(before, fact)) == ["to"]


def _levels(ctx: Context, growth: Fact) -> Iterator[Outcome]:
    earned = cues.last(growth.lead, "earning", 3) is not None
    of_level = _in_brackets_of(ctx, growth)
    for found in moves(ctx, growth, keys.is_level):
        move = _shorter(found)
        if of_level is not None and of_level not in (move.now, move.then):
            continue
        if earned and move.now.claim.kind in ("measure", "count"):
            continue  # "1.212m tonnes, as good as the 1.215m of the year before, but earned 2.3% less"
        if any(f.claim.kind == "duration" and cues.last(f.lead, "over_time", 1) == 0 for f in (move.now, move.then)):
            continue  # "a three-day strike, with a pay rise of 62% over six years"
        if keys.leads_on(ctx, move.then, move.now) or _by_measure(ctx, move):
            continue
        if _told_again(ctx, move) or _of_conclusion(ctx, move) or _of_item_before(ctx, move):
            continue
        if move.now.middle > 0 and move.then.middle > 0:
            loose = _at_other_prices(ctx, move) or _of_another(ctx, move) or _of_next_part(ctx, move) or _earlier(move)
            loose = loose or _has_own(ctx, move) or _per_head(ctx, move) or _bare_in_brackets(ctx, move.anchor)
            loose = loose or is_re_exported(move.now) != is_re_exported(move.then)
            loose = loose or _above_another(move) or _of_first_day(ctx, growth) or _leads_elsewhere(ctx, move)
            loose = loose or _of_the_reason(ctx, move)
            loose = loose or cues.last(move.then.lead, "ranged", 3) is not None
            loose = loose or _listed_together(ctx, move) or _of_no_base(move)
            yield _outcome(replace(move, tie=LOOSE)) if loose else firmer(ctx, _outcome(move))


def _by_measure(ctx: Context, move: Move) -> bool:
    """Whether a growth is told to be one of all that was traded, and the levels behind it are of a price that explains
    it: "17.4 percent more by value, since a kilogram went from $4.79 to $5.20"."""
    told = move.anchor.tail[:4]
    whole = any(pair[0] in ("by", "in") and pair[1] in cues.words_of("trade_measure") for pair in pairwise(told))
    first = min(move.now, move.then, key=lambda fact: fact.number)
    if not whole or first.number < move.anchor.number or first.scale != 1:
        return False
    behind = words(ctx.between(move.anchor, first))
    return cues.first(behind, "explains", len(behind)) is not None


def _shorter(move: Move) -> Move:
    """The move with its growth down where less time is told to be better: "68.4 hours, 9 per cent better than 75.2"."""
    better = move.anchor.tail[:1] == ("better",) and move.now.claim.kind == "duration"
    return replace(move, anchor=turned(move.anchor)) if better and move.anchor.claim.direction == "up" else move


def _told_again(ctx: Context, move: Move) -> bool:
    """Whether the base only says another percentage again: "grow by 3%, to near $34.5 billion. She is at 2.5%, or $34.3
    billion"."""
    base = move.then
    before = ctx.facts[base.number - 1] if base.number else base
    beside = before.claim.kind == "percent" and before.claim.sentence == base.claim.sentence
    return base.lead == ("or",) and before is not move.anchor and beside


def _of_no_base(move: Move) -> bool:
    """Whether a growth is read as one against its own period, as the year that an article doesn't tell is taken for
    that of its base, and no words tell the base: "exports reached $22.6 billion, 9.2% above September 2021"."""
    own = move.anchor.claim
    return own.period is not None and own.period == own.baseline and move.then.slot != "base"


def _of_item_before(ctx: Context, move: Move) -> bool:
    """Whether the base before a growth is of a level told before it, and the growth has its own behind it: "poultry
    rises to 120,000 tonnes from 90,000, wheat by 30% to 1.3 million"."""
    growth, base, now = move.anchor, move.then, move.now
    if not 0 < base.number < growth.number < now.number or base.lead[-1:] != ("from",):
        return False
    before = ctx.facts[base.number - 1]
    return before.claim.sentence == base.claim.sentence and before.lead[-1:] == ("to",) == now.lead[-1:]


def _of_conclusion(ctx: Context, move: Move) -> bool:
    """Whether the base belongs to what follows from a growth: "fell by 11.7% to €4.9bn, so that both together earned
    €16.2bn, below the €17.2bn of the year before"."""
    growth, base = move.anchor, move.then
    if not growth.number < base.number or base.claim.sentence != growth.claim.sentence:
        return False
    told = words(ctx.between(growth, base))
    return any(pair == ("so", "that") for pair in pairwise(told))


def _in_brackets_of(ctx: Context, growth: Fact) -> Fact | None:
    """The level right behind which a growth stands in brackets: "to Rs 433.8 billion (+1.3%)"."""
    before = ctx.facts[growth.number - 1] if growth.bracket and growth.number else None
    own = before is not None and keys.is_level(before) and ctx.between(before, growth).strip() == "("
    return before if own and growth.text[:1] in "+-−–" else None


def _of_another(ctx: Context, move: Move) -> bool:
    """Whether the levels are those of another growth of the sentence, against another base, or right behind them: "up
    11.4% in a year, to ₹41 from ₹36.80, and 3% over the month", "the fastest growth at 33.6% as visitors rose to 2.087
    million from 1.541 million, a 35.4% jump"."""
    own = move.anchor.claim
    last = max(move.now.number, move.then.number)
    others = (
        f
        for f in ctx.by_sentence[own.sentence]
        if is_growth(f) and f is not move.anchor and (f.claim.baseline != own.baseline or f.number == last + 1)
    )
    return any(_outcome(replace(move, anchor=f, tie=LOOSE)).level == 1 for f in others)


def _has_own(ctx: Context, move: Move) -> bool:
    """Whether the levels, told in another sentence, stand there with the growth that they make: "earnings fell 12.6% to
    137.1 from 156.9"."""
    now, then = move.now.claim.sentence, move.then.claim.sentence
    if now != then or now == move.anchor.claim.sentence:
        return False
    own = (f for f in ctx.by_sentence[now] if is_growth(f))
    return any(_outcome(replace(move, anchor=f, tie=LOOSE)).level == 1 for f in own)


def _per_head(ctx: Context, move: Move) -> bool:
    """Whether the levels are told a head and the growth, in another sentence, is of the whole."""
    if move.now.claim.sentence == move.anchor.claim.sentence:
        return False
    told = (words(ctx.sentence_text(f.claim.sentence)) for f in (move.now, move.anchor))
    levels, growth = (cues.first(sentence, "per_head", len(sentence)) is not None for sentence in told)
    return levels and not growth


def _bare_in_brackets(ctx: Context, growth: Fact) -> bool:
    """Whether a percentage in brackets, without a sign or a word, may be a share, as the sentence tells the growth by a
    multiple: "nearly doubled to 9.35 million bags (18.5%) from 4.72 million"."""
    plain = growth.bracket and not growth.lead and growth.text[:1].isdigit()
    return plain and any(f.claim.kind == "multiple" for f in ctx.by_sentence[growth.claim.sentence])


def _of_next_part(ctx: Context, move: Move) -> bool:
    """Whether the base belongs to the next part of the sentence: "so the rise is 45 percent; against the 1,308 of last
    year it is 129"."""
    return move.then.number > move.anchor.number and ";" in ctx.between(move.anchor, move.then)


def _earlier(move: Move) -> bool:
    """Whether the level that is grown to is of a time before the base, which then is another, or the growth: "from
    1.2 million a year before, the worst fall since the 21 percent of 2009"."""
    base = move.then.claim.period
    return calendar.earlier(move.now.claim.period, base) or calendar.earlier(move.anchor.claim.period, base)


def _above_another(move: Move) -> bool:
    """Whether a growth behind both levels is told above or below what is neither: "cut its target to 23,000 from
    25,000, still 5.1% above Tuesday's close"."""
    growth = move.anchor
    behind = growth.number > max(move.now.number, move.then.number)
    beyond = behind and cues.first(growth.tail, "beyond", 1) is not None
    closing = "close" in growth.tail[2:3] and growth.tail[1].endswith("'s")
    return beyond and (closing or cues.first(growth.tail[:4], "other_level", 4) is not None)


def _of_first_day(ctx: Context, growth: Fact) -> bool:
    """Whether a later growth of the sentence is that in all: "losing 4.8 percent on the first day and 6.0 percent on
    the second, 10.5 percent in all"."""
    for later in (f for f in ctx.by_sentence[growth.claim.sentence] if f.number > growth.number):
        if later.claim.kind != growth.claim.kind:
            return False
        if cues.first(later.tail, "in_all", 1) == 0:
            return True
    return False


def _leads_elsewhere(ctx: Context, move: Move) -> bool:
    """Whether the growth leads to another level than the one looked at: "exports were 62.5 billion, following a 2.7%
    increase to 64.1 billion in April"."""
    following = ctx.facts[move.anchor.number + 1 : move.anchor.number + 2]
    if not following or following[0] is move.now or following[0].claim.unit != move.now.claim.unit:
        return False
    between = words(ctx.between(move.anchor, following[0]))
    return between[-1:] == ["to"] and len(between) <= 3 and cues.direction(tuple(between)) is not None


def _listed_together(ctx: Context, move: Move) -> bool:
    """Whether both levels are items of one list: "the volumes had been 7.2, 2.5, and 0.9, respectively"."""
    one, two = sorted((move.now, move.then), key=lambda f: f.number)
    behind = words(ctx.text[two.claim.end : two.claim.end + _SHARED])
    listed = behind[:1] == ["respectively"] and one.claim.sentence == two.claim.sentence
    return listed and {"from", "to"}.isdisjoint(words(ctx.between(one, two)))


def _of_the_reason(ctx: Context, move: Move) -> bool:
    """Whether the levels are of what explains the growth before them: "sales jumped 85 percent, helped by a minimum
    that was lowered to 200 yuan from 500 yuan"."""
    first = min(move.now, move.then, key=lambda f: f.number)
    between = ctx.between(move.anchor, first) if first.number > move.anchor.number else ""
    told = words(between)
    closed = words(between.rpartition(",")[2])[:1] == ["to"]  # "jumped 25%, boosted by subsidies, to 1.05 million"
    return cues.first(told, "helped", len(told)) is not None and not closed


def _at_other_prices(ctx: Context, move: Move) -> bool:
    """A growth in volume or at constant prices beside levels in money, or one in value beside others: "volume was up 14
    per cent from 84,700 tonnes, value by 10 per cent"."""
    if move.now.claim.kind != "money":
        return move.now.claim.kind == "measure" and cues.last(move.anchor.lead, "in_value", 2) is not None
    if move.anchor.claim.basis in ("real", "volume"):
        return True
    if cues.last(move.anchor.lead, "volume_words", 4) is not None:
        return True
    beside = words(ctx.text[move.anchor.claim.start : max(move.anchor.claim.end, move.now.claim.end) + 30])
    if cues.first(beside, "volume_terms", len(beside)) is not None:
        return True
    opens = ctx.result.sentences[move.anchor.claim.sentence][0]
    sentence = words(ctx.text[opens : move.anchor.claim.start])
    terms = cues.first(beside, "currency_terms", len(beside)) is not None
    return terms or cues.first(sentence, "terms_before", len(sentence)) is not None


def _outcome(move: Move) -> Outcome:
    members = (move.then, move.now, move.anchor)
    now, then = units.common(move.now, move.then, 1)
    observed = now / then
    change = "no growth" if observed is None else messages.moved(observed - Interval(ONE, ONE))
    word = "up" if move.anchor.claim.direction == "up" else "down"
    message = f"From {messages.name(move.then)} to {messages.name(move.now)} is {change}; "
    message += f"stated is {word} {messages.name(move.anchor)}."
    plain = move.now.claim.unit == move.then.claim.unit
    made = outcome(
        "growth_from_levels",
        members,
        _holds,
        move.tie - LOOSE,
        message,
        expected=move.anchor.factor(1) * then,
        observed=now,
        target=move.now if plain else None,
        stated=as_stated(move.anchor, observed - Interval(ONE, ONE) if observed else None),
        form="growth" if plain and not _is_rate(members[1]) else None,
    )
    turned_round = made.retry is not None and made.retry((move.then, move.now, turned(move.anchor)))
    return replace(made, check="direction_sign") if not made.level and turned_round else made


def _holds(facts: tuple[Fact, ...], level: int) -> bool:
    now, then = units.common(facts[1], facts[0], level)
    if (facts[2].factor(level) * then).meets(now):
        return True
    signed = facts[2].text[:1] in SIGNS
    if facts[2].bracket and not (facts[2].lead or signed) and (turned(facts[2]).factor(level) * then).meets(now):
        return True  # "a rise from $818 to $871 (6.5 percent) limited the fall": no direction of its own
    if _of_the_base(facts) and (facts[2].factor(level) * now).meets(then):
        return True
    if not _is_rate(facts[1]):
        return False
    other = turned(facts[2]).factor(level)  # a currency falls where its rate rises, and by the rate turned over
    return (other * then).meets(now) or (facts[2].factor(level) * now).meets(then)


def _of_the_base(facts: tuple[Fact, ...]) -> bool:
    """Whether a comparison right behind the base tells how much more that is: "239 tenge, against 390 in Russia, or 63
    percent more"."""
    then, _, growth = facts
    more = bool(growth.tail) and growth.tail[0] in cues.words_of("comparative")
    return more and growth.lead[-1:] == ("or",) and growth.number == then.number + 1


def _is_rate(fact: Fact) -> bool:
    """Whether a figure is what one currency costs in another."""
    thing = fact.claim.unit.partition("/")[2]
    told = fact.claim.indicator_id == "exchange_rate" and fact.claim.kind == "money"
    return told or (len(thing) == 3 and thing.isupper())
