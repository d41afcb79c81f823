"""The growth and the change that belong to a level."""

from __future__ import annotations

from extractor.checks import keys
from extractor.checks.attached import Accept
from extractor.checks.differing import AHEAD
from extractor.checks.facts import Context, Fact
from extractor.checks.relations import GRAMMAR, KEY, moved

SEVERAL = 3
"""How many times as large as the level that a growth's own words tell another may be that it belongs to as well."""


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
            if not wanted(anchor) or anchor.claim.direction is None:
                continue
            levels = moved(ctx, anchor, keys.is_level)
            own = next((level for level, tie in levels if tie == GRAMMAR), None)
            for level, tie in levels:
                if own and tie < GRAMMAR and not _alike(own, level):
                    continue
                if level.claim.status in AHEAD and not keys.alike_status(level, anchor):
                    continue  # "imports fell 17.5 percent; the survey has them rising to 65 billion"
                if tie >= KEY and (level.id not in found or found[level.id][1] < tie):
                    found[level.id] = (anchor, tie)
        ctx.memo[name] = found
    result: dict[str, tuple[Fact, int]] = ctx.memo[name]
    return result


def _alike(own: Fact, other: Fact) -> bool:
    """Whether another level may be the same as the one that a growth's own words tell: "rose 6.3 per cent to $64.2
    billion" says nothing of $8 million."""
    if own.claim.unit != other.claim.unit or not own.middle or not other.middle:
        return True
    return 1 <= SEVERAL * other.middle / own.middle <= SEVERAL**2
