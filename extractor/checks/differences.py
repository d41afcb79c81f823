"""Differences that a sentence of its own tells: "Sales reached 3,004.7 million, up from 2,808.5 million. The difference
is 196 million."
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words
from extractor.checks.pairings import pairs_in_words
from extractor.checks.relations import GRAMMAR, Move

SHORT = 8
"""Words of such a sentence before its amount, at most."""
AMOUNTS = ("money", "count", "measure")


def differences(ctx: Context) -> Iterator[Move]:
    """Each amount that is told to be the difference, with the only two levels of the sentence before it."""
    pairs = {then.claim.sentence: (then, now) for then, now in pairs_in_words(ctx)}
    for sentence, facts in ctx.by_sentence.items():
        amount, pair = facts[0], pairs.get(sentence - 1)
        if pair is None or amount.claim.kind not in AMOUNTS or amount.claim.zone == "headline":
            continue
        lead = words(ctx.text[ctx.result.sentences[sentence][0] : amount.claim.start])
        known = cues.words_of("difference_told") | cues.words_of("summing_beside")
        told = cues.words_of("difference_told") & set(lead)
        before = (f for f in ctx.by_sentence[sentence - 1] if f.claim.unit == amount.claim.unit)
        own = [f for f in before if f.claim.kind in AMOUNTS]
        alone = len(own) == 2 and set(own) == set(pair) and pair[0].paragraph == amount.paragraph
        if alone and len(told) == 1 and len(lead) <= SHORT and set(lead) <= known:
            yield Move(_as_change(amount, *told), pair[1], pair[0], GRAMMAR)


def _as_change(amount: Fact, word: str) -> Fact:
    """An amount as a change, in the way of the word that tells it."""
    way = cues.direction([word])
    direction = way[0] if way else None
    return replace(amount, claim=amount.claim.model_copy(update={"role": "change", "direction": direction}), _kept={})
