"""Changes that are one more step after the levels told before: "37.6%, and 2.3 points have now been taken off that",
"was granted 11% in August and ended 1.5 points lower still, at 9.5%"."""

from __future__ import annotations

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words

NEAR = 3
"""Words beside a change in which it is told as a further one."""
POINTS = frozenset({"percentage_points", "basis_points"})
BETWEEN = 4
"""Words between a step and the level to which it leads, at most."""


def further(ctx: Context, anchor: Fact) -> bool:
    """Whether a change is told as a further one, so that the level before it is where it sets out."""
    lead, tail = list(anchor.lead), list(anchor.tail)
    if cues.last(lead, "further_step", NEAR) == 0 or lead[-2:] == ["and", "by"]:
        return True  # "and by a further 2.4 points", "to 7.5 per cent in 2023 and by 2.5 in 2024"
    again = tail[:1] and tail[0] in cues.words_of("comparative")
    if again and cues.first(tail[1:], "step_again", 1) == 0:
        return True  # "ended 1.5 points lower still"
    return _done(ctx, anchor)


def _done(ctx: Context, anchor: Fact) -> bool:
    """Whether points are the subject of a clause, what is done to the level before: "and 3 points were shaved off"."""
    opened = not anchor.lead or (len(anchor.lead) == 1 and anchor.lead[0] in cues.words_of("conjunction"))
    return opened and cues.first(anchor.tail, "passive_verb", 1) == 0 and anchor.claim.kind in POINTS


def step(ctx: Context, anchor: Fact) -> tuple[Fact, Fact] | None:
    """The levels before and after a further step, which its sentence tells: "11% in August and ended 1.5 points lower
    still, at 9.5%"."""
    if not 0 < anchor.number < len(ctx.facts) - 1:
        return None
    if list(anchor.lead[-2:]) == ["and", "by"]:
        return None  # "by 0.6 points in the former, to 26.9 percent, and by 1.1 points in the latter, to 22.8"
    then, now = ctx.facts[anchor.number - 1], ctx.facts[anchor.number + 1]
    one = then.claim.sentence == anchor.claim.sentence == now.claim.sentence
    told = words(ctx.between(anchor, now))
    led = told[-1:] in (["to"], ["at"]) and len(told) <= BETWEEN and not {then.slot, now.slot} & {"base", "aside"}
    return (then, now) if one and led and ";" not in ctx.between(then, now) else None
