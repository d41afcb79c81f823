"""Which facts belong together: a growth or change with its levels, parts with their whole, pairs in parentheses.

Each finder gives, for one anchor, the ways to read the relation, best first. `tie` says how sure it is: GRAMMAR (the
words of one sentence tie the numbers), SCENE (neighbouring sentences, keys known and the same), KEY (indicator,
place, partner and period agree and are known, further apart), LOOSE (nothing speaks against it, or only the numbers
speak for it). What a conflict needs to be believed is told in belief.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks import calendar, cues, keys
from extractor.checks.attached import (
    QUOTE,
    Accept,
    again,
    behind_bracket,
    beside,
    close,
    complete,
    in_other_terms,
    is_size,
    leads_to,
    left,
    looked_back,
    of_fraction,
    pointed_elsewhere,
    possible,
    rival,
    straight,
    sums_up,
    taken,
    told_before,
)
from extractor.checks.differing import differ
from extractor.checks.facts import Context, Fact, words
from extractor.checks.keys import CONFLICT, FULL
from extractor.checks.levels import (
    OTHER,
    averaged,
    like_roles,
    named_base,
    of_another,
    of_others,
    of_several,
    of_whole_change,
    off_plan,
    on_volume,
    other_base,
    points_back,
    than_now,
)
from extractor.checks.steps import further, step

_BEHIND_BRACKET = 20
"""Characters between a bracket of parts and the growth of their whole, at most."""
LOOSE, KEY, SCENE, GRAMMAR, MOST = 1, 2, 3, 4, 4
"""Ties. MOST: readings kept for one anchor."""
SUBJECT = 4
"""Words of a clause with an own subject, at least."""
INSERTED = 24
"""Characters before a level in which what is put in between commas opens."""
_INSERTED = re.compile(r", \w+ from $")
SAID = 5
"""The tie of figures of which a sentence says that one is what the others make: "leaving a surplus of"."""


@dataclass(frozen=True, slots=True)
class Move:
    """An anchor (growth or change), the level now and the level then."""

    anchor: Fact
    now: Fact
    then: Fact
    tie: int


def moves(ctx: Context, anchor: Fact, accept: Accept) -> list[Move]:
    """The ways to tie a growth or change to its two levels; none for a distance from what was planned or expected.
    Found once an article for each anchor and what is accepted."""
    key = ("moves", anchor, accept)
    if key not in ctx.memo:
        none = off_plan(anchor) or of_whole_change(anchor) or than_now(anchor) or on_volume(anchor)
        ctx.memo[key] = [] if none else _moves(ctx, anchor, accept)
    found: list[Move] = ctx.memo[key]
    return found


def _moves(ctx: Context, anchor: Fact, accept: Accept) -> list[Move]:
    def told(fact: Fact) -> bool:
        return fact.slot != "aside" and accept(fact)

    found = []
    nows = _now(ctx, anchor, told)
    own = next((f for f, tie in nows if tie == GRAMMAR and f.claim.sentence == anchor.claim.sentence), None)
    for now, tie_now in nows:
        for then, tie_then in _then(ctx, anchor, now, told):
            if then is now or other_base(ctx, anchor, then) or in_other_terms(ctx, then, anchor):
                continue
            if _own_object(ctx, anchor, now) or _own_subject(ctx, anchor, now, then):
                continue
            if _put_in(ctx, anchor, now, then):
                continue
            if keys.same_unit(now, then) and like_roles(now, then) and not of_others(anchor, now):
                tied = min(tie_now, tie_then)
                apart = differ(ctx, anchor, now, then, own, tied == GRAMMAR)
                back = points_back(ctx, anchor, now, then) or looked_back(ctx, anchor, now, then)
                tie = SCENE if back else tied
                found.append(Move(anchor, now, then, LOOSE if apart else tie))
    if further(ctx, anchor):
        found = _steps(ctx, anchor, told, found)
    found.sort(key=lambda m: -m.tie)
    return found[:MOST]


def _own_object(ctx: Context, anchor: Fact, now: Fact) -> bool:
    """Whether a second verb moves something else by a growth: "cut the wait from 120 to 45 days and helped to reduce
    rejected applications by three quarters"."""
    between = words(ctx.between(now, anchor)) if now.number < anchor.number else []
    if between[-1:] != ["by"] or "and" not in between or now.claim.sentence != anchor.claim.sentence:
        return False
    clause = between[len(between) - between[::-1].index("and") : -1]
    at = next((n for n, word in enumerate(clause) if word in cues.words_of("moves_object")), None)
    return at is not None and len(clause) - at > 1 and clause[-1].endswith("s")


def _own_subject(ctx: Context, anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether a clause with its own subject leads from the levels to a growth: "down to 82 from 93 million, and a loaf
    in town costs 11 per cent more"."""
    last = max(now, then, key=lambda f: f.number)
    if last.number >= anchor.number or anchor.claim.sentence != last.claim.sentence:
        return False
    told = ctx.between(last, anchor)
    clause = words(told.rpartition(", and ")[2]) if ", and " in told else []
    if len(clause) < SUBJECT or clause[0] not in cues.words_of("determiner"):
        return False
    return cues.direction(tuple(clause)) is None and cues.last(clause, "beside", len(clause)) is None


def _put_in(ctx: Context, anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether the levels only stand between commas, and the verb of a change is of another time: "wants the fund, cut
    from $7 billion to $2.2 billion under a condition, raised by at least $1 billion"."""
    first, last = sorted((now, then), key=lambda f: f.number)
    if last.number >= anchor.number or anchor.claim.sentence != first.claim.sentence:
        return False
    opened = ctx.text[max(0, first.claim.start - INSERTED) : first.claim.start]
    closed = words(ctx.between(last, anchor).rpartition(",")[2])
    inserted = _INSERTED.search(opened) is not None and "," in ctx.between(last, anchor) and closed[1:2] == ["by"]
    was, will = cues.direction(first.lead), cues.direction(tuple(closed[:1]))
    return inserted and was is not None and will is not None and was[0] != will[0]


def _steps(ctx: Context, anchor: Fact, told: Accept, found: list[Move]) -> list[Move]:
    """The moves of a change told as a further one: none to a level before it."""
    pair = step(ctx, anchor)
    kept = [move for move in found if move.now.number > anchor.number]
    if pair is not None and all(map(told, pair)) and keys.same_unit(*pair) and like_roles(*pair):
        kept.append(Move(anchor, pair[1], pair[0], GRAMMAR))
    return kept


def moved(ctx: Context, anchor: Fact, accept: Accept) -> list[tuple[Fact, int]]:
    """The levels now that a growth or change can belong to, with their ties."""
    return _now(ctx, anchor, accept)


def _block(ctx: Context, anchor: Fact) -> tuple[list[Fact], list[Fact]]:
    """The facts of the anchor's sentence after it and before it (nearest first), up to the next anchor of a kind."""
    facts = [f for f in ctx.by_sentence.get(anchor.claim.sentence, []) if f is anchor or not is_size(f)]
    at = facts.index(anchor)
    return facts[at + 1 :], facts[:at][::-1]


def _outside(ctx: Context, before: list[Fact], anchor: Fact) -> list[Fact]:
    """The facts before an anchor without the parts in a bracket that ends there: "223,000 vehicles (211,635 light ones,
    9,115 trucks and 2,250 buses), down 6.3%"."""
    at = anchor.claim.start
    closed = ctx.text.rfind(")", max(0, at - _BEHIND_BRACKET), at)
    opened = ctx.text.rfind("(", 0, closed) if closed >= 0 else -1
    parts = [f for f in before if opened < f.claim.start < closed]
    listed = len(parts) > 1 and ")" not in ctx.text[opened:closed] and "(" not in ctx.text[closed:at]
    return [f for f in before if f not in parts] if listed else before


def _now(ctx: Context, anchor: Fact, accept: Accept) -> list[tuple[Fact, int]]:
    after, before = _block(ctx, anchor)
    before = _outside(ctx, before, anchor)
    own = after[0] if after and leads_to(ctx, anchor, after[0]) else None
    nearest = before[0] if before and beside(ctx, before[0], anchor) else None
    following = _now_after(ctx, anchor, after, before, accept)
    found = {level.id: (level, tie) for level, tie in following}
    _add_before(ctx, anchor, before, own, nearest, accept, found)
    for level in keys.alike(ctx, anchor):
        if (
            accept(level)
            and level.slot != "base"
            and (nearest is None or nearest.at(1).meets(level.at(1)))
            and not pointed_elsewhere(ctx, anchor, level)
            and (own is None or own.claim.kind == level.claim.kind)
            and keys.periods(anchor, level) == FULL
            and keys.alike_status(anchor, level)
            and not keys.sectors_apart(anchor, level)
            and found.get(level.id, (level, LOOSE))[1] == LOOSE
        ):
            found[level.id] = (level, KEY)
    return sorted(found.values(), key=lambda pair: (-pair[1], abs(pair[0].number - anchor.number)))[:MOST]


def _now_after(
    ctx: Context, anchor: Fact, after: list[Fact], before: list[Fact], accept: Accept
) -> Iterator[tuple[Fact, int]]:
    """The level behind an anchor in its sentence that can be its own."""
    for level in after:
        if rival(level, anchor, accept) or told_before(after, before, anchor, accept):
            break
        if QUOTE.search(ctx.between(anchor, level)) or (before and behind_bracket(ctx, anchor, level)):
            break
        if accept(level) and possible(anchor, level) and level.slot not in OTHER:
            if level.slot == "now" or len(ctx.between(anchor, level)) < 40:
                direct = level.slot == "now" and not level.bracket and straight(ctx, anchor, level)
                yield level, GRAMMAR if direct else LOOSE
            break


def _add_before(
    ctx: Context,
    anchor: Fact,
    before: list[Fact],
    own: Fact | None,
    nearest: Fact | None,
    accept: Accept,
    found: dict[str, tuple[Fact, int]],
) -> None:
    """Adds the levels before an anchor in its sentence that can be its own, those in brackets included."""
    for level in before:
        if own is not None and own.claim.kind != level.claim.kind:
            break  # "to $113 billion, even as shipments creep up 2.1 per cent to 925 million tonnes"
        if QUOTE.search(ctx.between(level, anchor)):
            break
        if (
            level is not nearest
            and set(level.lead[-8:]) & cues.words_of("relative")
            and "," in ctx.between(level, anchor)
        ):
            continue  # "Machinery, which includes batteries worth 9.1 billion, grew by 14.0%"
        if accept(level) and level.slot not in OTHER and possible(anchor, level):
            if level.id not in found:
                near = close(ctx, anchor, level, accept)
                first = all(f.bracket for f, _ in found.values())
                found[level.id] = (level, GRAMMAR if near and first else LOOSE)
            if not level.bracket:
                break
        if level is nearest:
            break


def _then(ctx: Context, anchor: Fact, now: Fact, accept: Accept) -> list[tuple[Fact, int]]:
    found: dict[str, tuple[Fact, int]] = {}
    after, before = _block(ctx, anchor)
    following = _base_after(ctx, anchor, now, after, accept)
    if following:
        found[following[0].id] = following
    for level in before:
        if following or rival(level, anchor, accept):
            break
        if accept(level) and level.slot == "base" and possible(anchor, level) and not taken(ctx, level, anchor, accept):
            done = complete(ctx, level, anchor, now)
            direct = close(ctx, anchor, level, accept) and not done and not left(ctx, level, now, accept)
            tie = GRAMMAR if direct else LOOSE
            found[level.id] = (level, tie if sums_up(anchor, now, level) else _checked(anchor, level, tie))
            break
    if now.claim.sentence != anchor.claim.sentence:
        for level in ctx.by_sentence.get(now.claim.sentence, ()):
            if (
                accept(level)
                and level.slot == "base"
                and level is not now
                and keys.subject(now, level) != CONFLICT
                and abs(level.number - now.number) <= 2
            ):
                told = keys.subject(now, level) == FULL and level.number == now.number + 1
                tie = KEY if keys.base_of(anchor, level) == FULL or told else LOOSE
                found.setdefault(level.id, (level, _checked(anchor, level, tie)))
    for level in ctx.by_sentence[anchor.claim.sentence]:
        if (
            accept(level)
            and level is not now
            and level.id not in found
            and abs(level.number - now.number) <= 3
            and keys.subject(now, level) != CONFLICT
        ):
            found[level.id] = (level, _checked(anchor, level, LOOSE))
    for level in keys.alike(ctx, anchor):
        if (
            accept(level)
            and keys.base_of(anchor, level) == FULL
            and found.get(level.id, (level, LOOSE))[1] == LOOSE
            and level.claim.status == "reported"
            and not complete(ctx, level, anchor, now)
        ):
            found[level.id] = (level, LOOSE if of_another(ctx, level, now, anchor) else KEY)
    kept = [pair for pair in found.values() if pair[1]]
    return sorted(kept, key=lambda pair: (-pair[1], abs(pair[0].number - anchor.number)))[:MOST]


def _checked(anchor: Fact, level: Fact, tie: int) -> int:
    """The tie of a base, or 0 where its period isn't that of the comparison."""
    return 0 if keys.base_of(anchor, level) == CONFLICT else tie


def _of_next(ctx: Context, base: Fact) -> bool:
    """Whether "and" and a new thing lead to a base: "by 5 to 45 million and for rice from 5 million to zero"."""
    between = words(ctx.between(ctx.facts[base.number - 1], base)) if base.number else []
    return between[:1] == ["and"] and len(between) > 2 and between[1] in cues.words_of("for_others")


def _base_after(ctx: Context, anchor: Fact, now: Fact, after: list[Fact], accept: Accept) -> tuple[Fact, int] | None:
    """The first base after an anchor in its sentence; another level between makes it doubtful."""
    doubtful = False
    for level in after:
        if rival(level, anchor, accept):
            return None
        if not accept(level) or level is now or (level.bracket and level.slot != "base"):
            continue
        if of_fraction(ctx, level, anchor):
            return None
        if behind_bracket(ctx, anchor, level):
            return None
        if level.claim.kind == "duration" != now.claim.kind:
            continue
        named = averaged(level) and named_base(ctx, anchor, level)
        if (level.slot == "base" or named) and possible(anchor, level):
            doubtful = doubtful or _of_next(ctx, level)
            tie = LOOSE if doubtful or of_several(ctx, level) else KEY if again(level) else GRAMMAR
            beside = (
                level.number == anchor.number + 1 and cues.last(level.outer or level.lead, "base_direct", 4) is not None
            )
            second = len(after) > 1 and after[0] is now and after[1] is level
            same = calendar.same(now.claim.period, level.claim.period)
            undated = same and (second or named or level.number == anchor.number + 1)
            return level, tie if beside or undated else _checked(anchor, level, tie)
        doubtful = doubtful or level.claim.kind == now.claim.kind
    return None
