"""Clauses behind two levels that tell of something else: what drove the move, what it did, what it is set against."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words

MOST_OF = 5
"""Words from a share to its whole, at most: "of the total of"."""
_OWNER = re.compile(r"[A-Z][\w.-]*(?:['’]s|s['’])(?!\w)")
_CLAUSE = re.compile(r"[,;:–—]\s")


def of_another_thing(ctx: Context, anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether a growth or change stands behind both levels in a clause with a thing of its own: "rose to $38.7 billion
    from $37.5 billion, driven by a 54 percent jump in electronics", "…, gold purchases falling 13 percent"."""
    last = max(now, then, key=lambda f: f.number)
    if last.number > anchor.number or last.claim.sentence != anchor.claim.sentence:
        return False
    between = ctx.between(last, anchor)
    told = words(between)
    if cues.first(told, "cause_lead", len(told)) is not None or ["that", "of"] in [list(p) for p in pairwise(told)]:
        return True
    return bool(_OWNER.search(between)) or _subject_of_its_own(_CLAUSE.split(between)[-1])


def of_a_class(ctx: Context, anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether the levels bound a class, of which the verb behind them tells: "rates for loads from 5 to 20 tonnes were
    cut by 12%"."""
    if not then.number + 1 == now.number < anchor.number or ctx.between(then, now).split() != ["to"]:
        return False
    opens = ctx.result.sentences[then.claim.sentence][0]
    before, behind = words(ctx.text[opens : then.claim.start]), words(ctx.between(now, anchor))
    moved = cues.direction(before) or cues.first(before, "other_verb", len(before)) is not None
    return then.lead[-1:] == ("from",) and not moved and cues.direction(behind) is not None and "," not in behind


def is_whole(ctx: Context, then: Fact) -> bool:
    """Whether a level is that of which a share is told: "exports of cars, a quarter of the total of $48 billion"."""
    share = ctx.facts[then.number - 1] if then.number else then
    told = words(ctx.between(share, then)) if share is not then and share.claim.kind in ("fraction", "percent") else []
    return told[:1] == ["of"] and told[-1:] == ["of"] and len(told) <= MOST_OF


def _subject_of_its_own(clause: str) -> bool:
    """Whether a clause has a noun before a participle of change: "tea alone adding 31 percent"."""
    told = words(clause)
    moving = next((at for at, word in enumerate(told) if word.endswith("ing") and cues.direction((word,))), None)
    lost = next((at for at, pair in enumerate(pairwise(told)) if pair[0] == "having"), None)
    at = moving if moving is not None else lost
    light = cues.words_of("light") | cues.words_of("determiner")
    return bool(at) and any(word not in light for word in told[:at])
