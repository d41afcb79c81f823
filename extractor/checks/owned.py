"""The growth and the change that belong to a level."""

from __future__ import annotations

from extractor.checks import keys
from extractor.checks.facts import Context, Fact
from extractor.checks.relations import KEY, Accept, moved


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
            for level, tie in moved(ctx, anchor, keys.is_level):
                if tie >= KEY and (level.id not in found or found[level.id][1] < tie):
                    found[level.id] = (anchor, tie)
        ctx.memo[name] = found
    result: dict[str, tuple[Fact, int]] = ctx.memo[name]
    return result
