"""The growth and the change that belong to a level."""

from __future__ import annotations

from itertools import permutations

from extractor.checks import cues, keys
from extractor.checks.attached import Accept
from extractor.checks.differing import AHEAD
from extractor.checks.facts import Context, Fact
from extractor.checks.intervals import Interval
from extractor.checks.levels import off_plan
from extractor.checks.relations import GRAMMAR, KEY, moved

SEVERAL = 3
"""How many times as large as the level that a growth's own words tell another may be that it belongs to as well."""

MOST = 6
"""Levels of a sentence that a growth may lead from and to, at most."""
ANY = Interval(None, None)


def growth_of(ctx: Context, level: Fact) -> tuple[Fact, int] | None:
    """The growth or fall in percent that belongs to a level, with its tie; None where there is none."""
    return _owned(ctx, "growth", lambda f: f.claim.role == "growth" and f.claim.kind == "percent").get(level.id)


def change_of(ctx: Context, level: Fact) -> tuple[Fact, int] | None:
    """The absolute change that belongs to a level, with its tie; None where there is none."""
    found = _owned(ctx, "change", lambda f: f.claim.role == "change" and keys.is_level_kind(f)).get(level.id)
    return found if found and found[0].claim.unit == level.claim.unit else None


def _owned(ctx: Context, name: str, wanted: Accept) -> dict[str, tuple[Fact, int]]:
    """For each level the growth (or change) that is tied to it best, ties of LOOSE left out."""
    if name not in ctx.memo:
        found: dict[str, tuple[Fact, int]] = {}
        for anchor in ctx.facts:
            if not wanted(anchor) or anchor.claim.direction is None or off_plan(anchor):
                continue
            if cues.first(anchor.tail, "revised_from", 6) is not None:
                continue  # "€0.1 billion less than it had first thought"
            levels = moved(ctx, anchor, keys.is_level)
            own = next((level for level, tie in levels if tie == GRAMMAR), None)
            used = _used(ctx, anchor)
            for level, tie in levels:
                if used and level not in used and level.claim.sentence != anchor.claim.sentence:
                    continue
                if own and tie < GRAMMAR and not _alike(own, level):
                    continue
                if level.claim.status in AHEAD and not keys.alike_status(level, anchor):
                    continue  # "imports fell 17.5 percent; the survey has them rising to 65 billion"
                if tie >= KEY and (level.id not in found or found[level.id][1] < tie):
                    found[level.id] = (anchor, tie)
        ctx.memo[name] = found
    result: dict[str, tuple[Fact, int]] = ctx.memo[name]
    return result


def _used(ctx: Context, growth: Fact) -> tuple[Fact, ...]:
    """The two levels of its sentence that a growth leads from and to: "crude oil made up $13.0 billion of exports, down
    16.1 percent from $15.5 billion" says nothing of exports."""
    own = [f for f in ctx.by_sentence[growth.claim.sentence] if keys.is_level(f) and f.middle > 0]
    if growth.claim.kind != "percent":
        return ()
    pairs = ((now, then) for now, then in permutations(own[:MOST], 2) if now.claim.unit == then.claim.unit)
    fine = ((now, then) for now, then in pairs if now.u and then.u and now.middle != then.middle)
    return next((pair for pair in fine if (pair[0].at(1) / pair[1].at(1) or ANY).meets(growth.factor(1))), ())


def _alike(own: Fact, other: Fact) -> bool:
    """Whether another level may be the same as the one that a growth's own words tell: "rose 6.3 per cent to $64.2
    billion" says nothing of $8 million."""
    if own.claim.unit != other.claim.unit or not own.middle or not other.middle:
        return True
    return 1 <= SEVERAL * other.middle / own.middle <= SEVERAL**2
