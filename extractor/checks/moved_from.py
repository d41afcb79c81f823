"""Levels of an earlier time that a sentence of its own says the one before it moved from: "The shortfall was $1.42
billion. It narrowed from $1.61 billion in May".
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words

SHORT = 6
"""Words of such a sentence before its level, at most."""
ROLES = ("level", "price", "rate")


def moved_from(ctx: Context) -> Iterator[tuple[Fact, Fact, str]]:
    """The level then, the one now and the way that the words tell."""
    for number, own in ctx.by_sentence.items():
        then = own[0]
        opening = words(ctx.text[ctx.result.sentences[number][0] : then.claim.start])
        pointed = opening[:1] and opening[0] in cues.words_of("pronoun") and opening[-1:] == ["from"]
        way = cues.direction(opening[1:-1]) if pointed and len(opening) <= SHORT else None
        now = _told_before(ctx, then) if way is not None and then.claim.role in ROLES else None
        alone = not any(f.claim.unit == then.claim.unit for f in own[1:])
        if way is not None and now is not None and alone:
            yield then, now, way[0]


def _told_before(ctx: Context, then: Fact) -> Fact | None:
    """The only level of now in the sentence before."""
    before = [f for f in ctx.by_sentence.get(then.claim.sentence - 1, ()) if f.claim.unit == then.claim.unit]
    now = [f for f in before if f.slot != "base" and not f.bracket]
    if len(now) != 1 or now[0].claim.role != then.claim.role or now[0].paragraph != then.paragraph:
        return None
    return now[0] if keys.flows(now[0], then) != keys.CONFLICT and now[0].claim.status == "reported" else None
