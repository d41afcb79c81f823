"""What several amounts of a list make together: "A shipped 3.0 million tonnes, B 1.6 million and C 2.0 million,
together just over two thirds of the 9.8 million traded", "the three together sold twice as much as the other 3.3".

The share or multiple is of their sum, never of the last one. A conflict is told only of a list that the sentence opens
and closes by itself, and where no longer or shorter list fits.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.checks import cues, keys, messages
from extractor.checks.counted import numbers
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.intervals import Interval
from extractor.checks.levels import SIZES
from extractor.checks.registry import Outcome, outcome
from extractor.checks.relations import LOOSE, SCENE
from extractor.checks.sums import added

MOST = 8
"""Amounts of a list, at most."""
BEHIND = 9
"""Words between a share or multiple and what it is of, at most."""
FURTHER = 3
"""Amounts before a list that may belong to it."""


def is_joint(ctx: Context, anchor: Fact) -> bool:
    """Whether the words right before a share or multiple make it that of several amounts together."""
    before = ctx.facts[anchor.number - 1] if anchor.number else None
    apart = before is None or anchor.claim.sentence - before.claim.sentence > 1
    if before is None or apart or anchor.claim.role == "growth":
        return False  # "together they nearly trebled"
    told = words(ctx.between(before, anchor))
    at = cues.first(told, "together", len(told))
    return at is not None and "with" not in told[at:]  # "together with its rival half of …"


def of_several(ctx: Context, anchor: Fact) -> Outcome | None:
    """The relation of a joint share or multiple with its list and what it is of; None where either isn't told or what
    conflicts may be of another list."""
    whole = _whole(ctx, anchor)
    parts = _list(ctx, anchor, whole) if whole is not None else []
    if whole is None or len(parts) < 2:
        return None
    if any(_nested(part) for part in parts):
        return None
    if named := _named(ctx, parts, anchor):
        return _outcome(anchor, whole, named) if len(named) > 1 else None
    before = [f for f in ctx.facts[max(0, parts[0].number - FURTHER) : parts[0].number] if _alike(f, whole)]
    lists = [tuple(parts), *(tuple(parts[at:]) for at in range(1, len(parts) - 1))]
    lists += [(*before[at:], *parts) for at in range(len(before))]
    made = [_outcome(anchor, whole, some) for some in lists]
    fits = next((o for o in made if o.level == 1), None)
    one_sentence = parts[0].claim.sentence == anchor.claim.sentence
    return fits or (made[0] if one_sentence else None)  # "… the other 4.3 bn. All told, mines earned 64% of"


def _whole(ctx: Context, anchor: Fact) -> Fact | None:
    """The amount right behind that the share or multiple is of: "of the 9.8 million traded"."""
    behind = ctx.facts[anchor.number + 1] if anchor.number + 1 < len(ctx.facts) else None
    if behind is None or behind.claim.sentence != anchor.claim.sentence or not keys.is_level(behind):
        return None
    between = ctx.between(anchor, behind)
    told = words(between)
    plain = set(between.lstrip(",")).isdisjoint(",;:()\n") and len(told) <= BEHIND
    led = told[:1] == ["of"] or (anchor.claim.kind != "percent" and told[:1] in (["the"], ["as"]))
    return behind if plain and led and behind.middle > 0 and behind.claim.kind != "duration" else None


def _list(ctx: Context, anchor: Fact, whole: Fact) -> list[Fact]:
    """The amounts that follow on one another up to an anchor, all in its sentence or all in the one before."""
    found: list[Fact] = []
    for fact in reversed(ctx.facts[max(0, anchor.number - MOST) : anchor.number]):
        near = found[-1] if found else anchor
        apart = near.claim.sentence - fact.claim.sentence
        if apart > (0 if found else 1) or not _alike(fact, whole):
            break
        found.append(fact)
    return found[::-1]


def _alike(fact: Fact, whole: Fact) -> bool:
    one, two = fact.claim, whole.claim
    same = one.kind == two.kind and (one.kind == "count" or one.unit == two.unit) and one.role == two.role == "level"
    plain = fact.slot != "base" and not fact.bracket and one.value is not None and fact.middle > 0
    return same and plain and whole.middle <= SIZES * fact.middle and one.status == two.status


def _nested(part: Fact) -> bool:
    """Whether an amount is told as a part of the one before it: "0.9 million of them"."""
    return cues.first(part.tail, "of_whole", 1) == 0 or cues.last(part.lead, "nested", 3) is not None


def _named(ctx: Context, parts: list[Fact], anchor: Fact) -> tuple[Fact, ...] | None:
    """Those of a list that the words count: "together the three", "the first two together"; one where they count more
    than it holds."""
    for before, word in pairwise(words(ctx.between(parts[-1], anchor))):
        number = numbers().get(word, 0)
        if number and before in cues.words_of("counting") | cues.words_of("list_end") | cues.words_of("list_start"):
            some = parts[:number] if before in cues.words_of("list_start") else parts[-number:]
            return tuple(some if len(some) == number else parts[:1])
    return None


def _outcome(anchor: Fact, whole: Fact, parts: tuple[Fact, ...]) -> Outcome:
    made = added(refined(parts, 1))
    ratio = made / whole.at(1)
    times = anchor.claim.kind == "multiple"
    share = "no share" if ratio is None else f"{messages.span(ratio)} times that" if times else messages.percent(ratio)
    message = (
        f"{messages.listed(parts, ' + ', ' + ')} of {messages.name(whole)} are {share}; stated is "
        f"{messages.name(anchor)}."
    )
    name = "multiple_vs_levels" if times else "share_of_total"
    members, observed = (anchor, whole, *parts), anchor.ratio(1)
    return outcome(name, members, _holds, SCENE - LOOSE, message, expected=ratio, observed=observed)


def _holds(facts: tuple[Fact, ...], level: int) -> bool:
    whole, *parts = refined(facts[1:], level)
    factor = facts[0].ratio(level)
    if facts[0].claim.kind == "multiple" and facts[0].claim.qualifier == "more_than":
        factor = Interval(factor.lo, None)
    return (factor * whole).meets(added(parts))
