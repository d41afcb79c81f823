"""Differences that a sentence of its own tells: "Sales reached 3,004.7 million, up from 2,808.5 million. The difference
is 196 million", "closed with a surplus of 67.6 billion. This is an increase of 44.7 billion on the 2018 surplus of 22.9
billion".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words
from extractor.checks.relations import GRAMMAR, Move

SHORT = 8
"""Words of such a sentence before its amount, at most."""
NEAR = 6
"""Words from a difference to the base behind it, at most, years aside."""
AMOUNTS = ("money", "count", "measure")
LEVELS = ("level", "other")


def differences(ctx: Context) -> Iterator[Move]:
    """Each amount that is told to be the difference, with its two levels: both of the sentence before it, or the one of
    that and the base behind it."""
    for sentence, facts in ctx.by_sentence.items():
        if (found := _base_first(ctx, facts)) is not None:
            yield found
        amount = facts[0]
        if amount.claim.kind not in AMOUNTS or amount.claim.zone == "headline":
            continue
        lead = words(ctx.text[ctx.result.sentences[sentence][0] : amount.claim.start])
        known = cues.words_of("difference_told") | cues.words_of("summing_beside")
        told = cues.words_of("difference_told") & set(lead)
        if len(told) != 1 or lead[-1] in told or len(lead) > SHORT or not set(lead) <= known:
            continue
        if cues.first(amount.tail, "difference_of_else", 1) == 0:
            continue  # "The increase of 12 million in coal"
        before = [f for f in ctx.by_sentence.get(sentence - 1, ()) if f.claim.unit == amount.claim.unit]
        own = [f for f in before if f.claim.kind in AMOUNTS]
        pair = _told_before(own) or _with_base(ctx, own, facts)
        if pair is not None and all(f.paragraph == amount.paragraph for f in own):
            yield Move(_as_change(amount, *told), *pair, GRAMMAR)


def _base_first(ctx: Context, facts: Sequence[Fact]) -> Move | None:
    """A difference with the base before it in its sentence, and the only level of the sentence before: "Compared to the
    6,430.4 million received a year earlier, this is a net increase of 916.6 million"."""
    if len(facts) < 2 or facts[1].claim.role != "change" or facts[0].claim.unit != facts[1].claim.unit:
        return None
    base, amount = facts[0], facts[1]
    opening = words(ctx.text[ctx.result.sentences[base.claim.sentence][0] : base.claim.start])
    told = words(ctx.between(base, amount).rpartition(",")[2])
    led = cues.first(opening, "difference_base", 1) == 0 and bool(told) and told[0] in cues.words_of("anew_subject")
    named = cues.words_of("difference_told") & set(told)
    known = cues.words_of("difference_told") | cues.words_of("summing_beside") | cues.words_of("conversion_verb")
    before = [f for f in ctx.by_sentence.get(base.claim.sentence - 1, ()) if f.claim.kind in AMOUNTS]
    plain = len(before) == 1 and before[0].claim.unit == base.claim.unit and before[0].claim.role in LEVELS
    if not (led and len(named) == 1 and plain and set(told) <= known | cues.words_of("light")):
        return None
    if before[0].slot == "base" or base.claim.role not in LEVELS or before[0].paragraph != base.paragraph:
        return None
    return Move(_as_change(amount, *named), before[0], base, GRAMMAR)


def _told_before(own: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """The level now and the one then, where a sentence gives these two amounts."""
    if len(own) != 2 or [f.slot for f in own].count("base") != 1 or any(f.claim.role not in LEVELS for f in own):
        return None
    return (own[0], own[1]) if own[1].slot == "base" else (own[1], own[0])


def _with_base(ctx: Context, own: Sequence[Fact], facts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """The only level of the sentence before, and the base right behind a difference: "an increase of $44.7b on the 2018
    surplus of $23.0b"."""
    if len(own) != 1 or len(facts) < 2 or own[0].claim.role not in LEVELS or own[0].slot == "base":
        return None
    now, amount, base = own[0], facts[0], facts[1]
    between = [word for word in words(ctx.between(amount, base)) if not word.isdigit()]
    led = cues.first(between, "difference_from", 1) == 0
    named = base.claim.unit == amount.claim.unit and base.claim.role in LEVELS and base.claim.flow == now.claim.flow
    return (now, base) if led and named and len(between) <= NEAR else None


def _as_change(amount: Fact, word: str) -> Fact:
    """An amount as a change, in the way of the word that tells it."""
    way = cues.direction([word])
    direction = way[0] if way else None
    return replace(amount, claim=amount.claim.model_copy(update={"role": "change", "direction": direction}), _kept={})
