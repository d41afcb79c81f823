"""Whether another figure of the article explains a conflict: with it in the place of one that was linked by keys alone,
the relation holds.

A link by keys may take one of several like figures: the sum of a part of the list for the total, the base of another
product's growth. Where the article holds the figure that fits, the link is wrong, and not the article. Where the words
of a sentence tie the figures, only those of it and of its neighbours are asked, and none of which a member is a slip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractor.checks import calendar, cues, keys
from extractor.checks.facts import ONE_SIDED, Context, Fact, as_number, words
from extractor.checks.pairings import pairs_in_words
from extractor.checks.registry import FIRM, Outcome
from extractor.checks.repairs import ONE_DIGIT, slips, typographic
from extractor.exact import Fraction

NEAR = 6
"""Sentences between the figures of a conflict and another that explains it, at most."""
BESIDE = 1
"""The same where the words of a sentence tie the figures: another reading of those words."""
FINE = Fraction(1, 50)
"""The unit of the last digit, as a share of the value, above which a figure fits by chance."""
EQUATIONS = frozenset(
    {
        "balance",
        "change_from_levels",
        "currency_conversion",
        "growth_from_levels",
        "growth_of_total",
        "price_times_volume",
        "share_of_total",
        "sum_of_parts",
    }
)
"""Checks whose figures make one another: any figure satisfies an order or a limit."""
OF_MOVES = frozenset({"growth_from_levels", "change_from_levels", "multiple_vs_levels", "direction_sign"})
"""Checks of a level then, a level now, and how it moved."""
WITH_BASES = OF_MOVES | {"percentage_points"}
THREE = 3
SAID = 4
"""`sure` of a balance of which words say that its sides leave it: the same side told again is no other."""
BEHIND, TIME_WITHIN = 60, 8
"""Characters, and words, behind a base in which its time stands."""
INNER = 200
"""Characters between a figure and the bracket that opens before it, at most."""
MOST_WORDS = 5
"""Words between figures that are told in one breath."""
TWO_PARTS = 3
"""Members of a sum of two parts."""
AMOUNTS = frozenset({"level", "price", "other"})


def explained(ctx: Context, outcome: Outcome, doubted: Counter[str]) -> bool:
    """Whether a conflict of links that no words tie gives way to another figure near by, in the place of one of its
    members or, in a sum, beside them. `doubted`: in how many conflicts each figure stands (two figures that changed
    places explain one another, and each has a conflict of its own)."""
    if outcome.check in WITH_BASES and (_of_inner_pair(ctx, outcome) or _compared_again(ctx, outcome)):
        return True
    if outcome.check not in EQUATIONS or outcome.retry is None or not outcome.sure:
        return False  # unsure conflicts are never told
    if _of_originals(ctx, outcome):
        return True
    if outcome.check == "sum_of_parts" and len(outcome.members) == TWO_PARTS and _turned(outcome):
        return True
    if outcome.check in OF_MOVES and (_of_other_pair(ctx, outcome) or _with_own_level(ctx, outcome)):
        return True
    if int(outcome.sure) > FIRM and (outcome.check == "currency_conversion" or _in_one_breath(ctx, outcome)):
        return False  # one amount in two currencies, side by side
    near = NEAR if int(outcome.sure) <= FIRM else BESIDE
    limited = any(f.claim.qualifier in ONE_SIDED for f in outcome.members)
    others = _with_others(ctx, outcome, doubted, near)
    return any(outcome.retry(tuple(map(as_number, members)) if limited else members) == 1 for members in others)


def _of_originals(ctx: Context, outcome: Outcome) -> bool:
    """Whether what conflicts are conversions in brackets, and the amounts right before them make the relation hold: "a
    surplus of NZ$332 million ($228.35 million), or 7.1 percent of exports", rounded before they were converted."""
    told = [f.claim for f in outcome.members if f.claim.kind == "money"]
    originals = tuple(_original(ctx, fact) for fact in outcome.members)
    replaced = sum(own is not fact for own, fact in zip(originals, outcome.members, strict=True))
    known = replaced > 1 and replaced == len(told) and outcome.check != "currency_conversion"
    return known and outcome.retry is not None and outcome.retry(originals) == 1


def _original(ctx: Context, fact: Fact) -> Fact:
    """The amount of another currency right behind which one stands in brackets; itself if there is none."""
    before = ctx.facts[fact.number - 1] if fact.number and fact.bracket else fact
    other = before.claim.kind == fact.claim.kind == "money" and before.claim.unit != fact.claim.unit
    return before if other and ctx.between(before, fact).strip() == "(" else fact


def _in_one_breath(ctx: Context, outcome: Outcome) -> bool:
    """Whether nothing but a few words stand between a growth and its levels: "rose 15 percent to $10 billion from $9
    billion"."""
    row = sorted(outcome.members, key=lambda f: f.number)
    if outcome.check not in OF_MOVES or row[-1].number - row[0].number != len(row) - 1:
        return False
    gaps = [ctx.between(a, b) for a, b in pairwise(row)]
    return all(len(words(gap)) <= MOST_WORDS and not set(gap) & set(",;:()\n") for gap in gaps)


def _of_inner_pair(ctx: Context, outcome: Outcome) -> bool:
    """Whether a base is that of the figure before it in one bracket, and another member stands outside: "rose 8.8% to
    $14.9 billion, led by cars ($3.1 billion, up from $2.4 billion)"."""
    for base in outcome.members:
        before = ctx.facts[base.number - 1] if base.number else None
        opened = _opening(ctx, base)
        if before is None or opened is None or _opening(ctx, before) != opened:
            continue
        inner = before.claim.kind == base.claim.kind and before.claim.unit == base.claim.unit
        if inner and before not in outcome.members and any(_opening(ctx, f) != opened for f in outcome.members):
            return True
    return False


def _compared_again(ctx: Context, outcome: Outcome) -> bool:
    """Whether a move is told with its level, a further comparison with another time follows, and no slip of the hand
    explains the conflict: "rose by $3.6 billion to $3.285 trillion in May, up from $3.202 trillion at the end of 2024".
    """
    row = sorted(outcome.members, key=lambda f: f.number)
    if len(row) != THREE or len({f.claim.sentence for f in row}) > 1 or _slip_of(outcome):
        return False
    anchor, now, base = row
    alike = (anchor.claim.kind, anchor.claim.role) == (now.claim.kind, now.claim.role)
    if alike or base.slot not in ("base", None) or now.claim.kind != base.claim.kind:
        return False
    then, when = calendar.span(base.claim.period), calendar.span(now.claim.period)
    if then and when and 0 <= (when.first - then.last).days <= 1:
        return False  # "to 1.9 percent in May, down from 2.6 percent in April"
    between = ctx.between(now, base)
    tail = words(ctx.text[base.claim.end : base.claim.end + BEHIND])
    if "same" in tail[:TIME_WITHIN] and anchor.claim.baseline == "yoy" and "up" not in base.lead:
        return False  # "rose by $2.9 billion to $14.7 billion, from $11.8 billion in the same months of last year"
    again = "," in between or cues.first(words(between), "compared_again", len(between)) is not None
    dated = any(word[:2] in ("19", "20") and word[:4].isdigit() for word in tail[:TIME_WITHIN])
    return again and (dated or cues.first(tail, "time_of_base", TIME_WITHIN) is not None)


def _slip_of(outcome: Outcome) -> bool:
    """Whether swapped digits, a scale or "more" for "less" explain a conflict."""
    if outcome.check == "direction_sign":
        return True
    return any(mend.reason != ONE_DIGIT for mend in typographic(outcome))


def _opening(ctx: Context, fact: Fact) -> int | None:
    """Where the bracket opens in which a figure stands."""
    at = ctx.text.rfind("(", max(0, fact.claim.start - INNER), fact.claim.start)
    return at if at >= 0 and ")" not in ctx.text[at : fact.claim.start] else None


def _of_other_pair(ctx: Context, outcome: Outcome) -> bool:
    """Whether a growth or change fits two other levels of its sentence that words set side by side: "my wage bill went
    from 4.0 to 5.2 crore, a jump of 30pc, after the minimum wage was raised to 12,500 from 8,000"."""
    then, now, anchor = outcome.members if len(outcome.members) == TWO_PARTS else (None, None, None)
    if then is None or now is None or anchor is None or outcome.retry is None:
        return False
    pairs = _pairs(ctx).get(anchor.claim.sentence, ())
    others = (p for p in pairs if not {p[0].id, p[1].id} & {then.id, now.id} and p[0].claim.kind == then.claim.kind)
    return any(outcome.retry((a, b, anchor)) == 1 for a, b in others)


def _with_own_level(ctx: Context, outcome: Outcome) -> bool:
    """Whether a move goes to a level of its own, and the levels compared stand in a clause before it: "with the dollar
    down to 64.65 US cents from 66.4, the index dropped by 24 cents, or 3.2 per cent, to 736 cents"."""
    members = sorted(outcome.members, key=lambda f: f.number)
    moves = [f for f in members if f.claim.role in ("growth", "change")]
    if not moves or moves[0] is members[0]:
        return False
    first, last, before = moves[0], moves[-1], members[members.index(moves[0]) - 1]
    after = next((f for f in ctx.facts[last.number + 1 :] if f.claim.role not in ("growth", "change")), None)
    if after is None or after in members or {after.claim.sentence, before.claim.sentence} != {first.claim.sentence}:
        return False
    return after.lead[-1:] == ("to",) and after.claim.kind == before.claim.kind and "," in ctx.between(before, first)


def _pairs(ctx: Context) -> dict[int, list[tuple[Fact, Fact]]]:
    """The pairs of levels that words set side by side, by their sentence; found once an article."""
    if "pairs in words" not in ctx.memo:
        kept: dict[int, list[tuple[Fact, Fact]]] = {}
        for pair in pairs_in_words(ctx):
            kept.setdefault(pair[0].claim.sentence, []).append(pair)
        ctx.memo["pairs in words"] = kept
    found: dict[int, list[tuple[Fact, Fact]]] = ctx.memo["pairs in words"]
    return found


def _turned(outcome: Outcome) -> bool:
    """Whether the figures make one another the other way round: "offered at 520; outside the quota 130, giving 650"."""
    a, b, c = map(as_number, outcome.members)
    return outcome.retry is not None and any(outcome.retry(m) == 1 for m in ((b, a, c), (a, c, b), (c, b, a)))


def conflicts(outcomes: Iterable[Outcome]) -> Counter[str]:
    """In how many conflicts that may be alarms each figure stands, by its id."""
    return Counter(fact.id for o in outcomes if not o.level and o.sure for fact in o.members)


def _with_others(ctx: Context, outcome: Outcome, doubted: Counter[str], near: int) -> Iterator[tuple[Fact, ...]]:
    members, left = outcome.members, outcome.check == "balance" and int(outcome.sure) >= SAID
    for fact in (f for f in _around(ctx, members, near) if not doubted[f.id]):
        for at, member in enumerate(members):
            if left and _told_again(member, fact):
                continue  # "against imports of 46.1 billion, which leaves … Imports came down to 41.7 billion"
            if _alike(fact, member) and (near == NEAR or not _slipped(member, fact)):
                yield (*members[:at], fact, *members[at + 1 :])
        if outcome.check == "sum_of_parts" and _alike(fact, members[-1]):
            yield (*members[:-1], fact, members[-1])
            yield (*members, fact)


def _told_again(member: Fact, fact: Fact) -> bool:
    """Whether a figure is by all fields the same one again."""
    named = member.claim.indicator_id is not None and member.claim.indicator_id == fact.claim.indicator_id
    return named and keys.subject(member, fact) == keys.FULL == keys.periods(member, fact)


def _slipped(member: Fact, fact: Fact) -> bool:
    """Whether a figure is another one with a slip in it: then the two are one, and the article is wrong."""
    return any(value == fact.middle for value, _ in slips(member))


def _around(ctx: Context, members: tuple[Fact, ...], reach: int) -> Iterator[Fact]:
    """The other finely stated figures of the sentences around, in order."""
    told = {m.claim.sentence for m in members}
    near = sorted({n for s in told for n in range(s - reach, s + reach + 1)})
    for number in near:
        for fact in ctx.by_sentence.get(number, ()):
            if fact not in members and fact.u and fact.u <= FINE * abs(fact.middle):
                yield fact


def _alike(fact: Fact, member: Fact) -> bool:
    """Whether a figure could stand in the place of another: one kind, unit and direction, and roles that may be read
    for one another, but not the same value again."""
    one, two = fact.claim, member.claim
    roles = one.role == two.role or {one.role, two.role} <= AMOUNTS
    per = one.unit == two.unit or (one.kind == "money" and one.unit.partition("/")[0] == two.unit.partition("/")[0])
    same = one.kind == two.kind and per and roles and fact.middle != member.middle
    return same and (two.role not in ("growth", "change") or one.direction == two.direction)
