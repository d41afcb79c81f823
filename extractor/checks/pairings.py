"""Figures that the words of a sentence set side by side: level then and level now, an amount in other terms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import listed, of_several


def pairs_in_words(ctx: Context) -> Iterator[tuple[Fact, Fact]]:
    """ "from A to B", "to B from A": level then and level now, neighbours in one sentence, each in one pair only;
    the closest first, so that "to 31 from 21, and duties on toys to 10 from zero" pairs 21 with 31."""
    pairs = [
        (a, b)
        for a, b in neighbours(ctx)
        if (a.slot == "base") != (b.slot == "base")
        and keys.flows(a, b) != keys.CONFLICT
        and not (";" in ctx.between(a, b) and a.claim.indicator != b.claim.indicator)
        and not (a.slot == "base" and ctx.between(a, b).lstrip().startswith(":"))
        and not _two_bases(ctx, a, b)
        and not _of_next(ctx, b)
        and not (b.slot == "base" and cues.last(b.lead, "still_below", 1) is not None)
        and not (b.slot == "base" and _respective(ctx, a, b))
        and not (a.slot == "base" and (b.lead[:1] == ("or",) or _summed_up(b)))
        and cues.last(b.lead, "nested", 3) is None
        and not cues.words_of("contrast") & set(words(ctx.between(a, b)))
        and not listed(ctx, a, b)
    ]
    near = sorted(pairs, key=lambda p: (len(words(ctx.between(*p))), p[0].slot != "base", p[0].number))
    used: set[str] = set()
    kept = []
    for one, two in near:
        if not {one.id, two.id} & used:
            used |= {one.id, two.id}
            kept.append((one, two))
    for one, two in sorted(kept, key=lambda p: p[0].number):
        yield (one, two) if one.slot == "base" else (two, one)


def _summed_up(b: Fact) -> bool:
    """Whether a figure is what those before it come to: "making a total of 1,299.1", not "to a total of 3.1"."""
    return cues.last(b.lead, "sum_lead", 4) is not None and "to" not in b.lead[-5:]


def _of_next(ctx: Context, b: Fact) -> bool:
    """Whether "and for" leads to another thing's base: "to 45 million and for rice from five million to zero"."""
    return b.slot == "base" and b.lead[:1] == ("and",) and b.lead[1:2] in {(w,) for w in cues.words_of("for_others")}


def _respective(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether two bases follow for two levels in turn: "lifted revenue to $3.9 billion and fees to $1.2 billion, from
    $3.5 billion and $1.0 billion"."""
    told = [f for f in ctx.by_sentence[a.claim.sentence] if f.number < a.number and keys.is_level(f)]
    return of_several(ctx, b) and any(keys.same_unit(f, a) and f.slot != "base" for f in told)


def _two_bases(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether b is one more base: "from 9,000 tonnes in August and 30,000 tonnes in April"."""
    between = words(ctx.between(a, b))
    return a.slot == "base" and "and" in between and "to" not in between and cues.direction(tuple(between)) is None


def neighbours(ctx: Context) -> Iterator[tuple[Fact, Fact]]:
    """Levels of one unit that follow one another in a sentence, in parentheses left out."""
    for number in sorted(ctx.by_sentence):
        levels = [f for f in ctx.by_sentence[number] if not f.bracket and f.slot != "aside"]
        for a, b in itertools.pairwise(levels):
            if keys.same_unit(a, b) and a.claim.kind == b.claim.kind:
                yield a, b


def restated(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether b only says a in other terms: "7.5 trillion yuan ($1.05 trillion)", "240 hours, or ten days"."""
    if b.number != a.number + 1 or len(ctx.between(a, b)) > 40 or "\n" in ctx.between(a, b):
        return False
    between = ctx.between(a, b)
    inner = [w for w in words(between) if w not in cues.words_of("light")]
    if between.lstrip().startswith("(") or (len(inner) == 2 and inner[0] == "of" and between.rstrip().endswith("(")):
        closing = ctx.text[b.claim.end : b.claim.end + 80].find(")")
        rest = words(ctx.text[b.claim.end : b.claim.end + closing]) if closing >= 0 else []
        return closing >= 0 and len(inner) in (0, 2) and (not rest or rest[0] in ("at", "using"))
    if between.strip() == "/" and a.claim.kind == b.claim.kind == "money" and a.claim.unit != b.claim.unit:
        return True  # "PLN 190.6 billion / EUR 42.58 billion"
    return bool(inner) and between.lstrip()[:1] in (",", "–", "-", "—", "o") and tuple(inner) in cues.phrases("restate")
