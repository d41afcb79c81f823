"""What a volume brings at a price, by a sentence that says no more: "The herd gives 140,000kg a year. At $8.40 that was
$1.176 million."
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words
from extractor.checks.priced import is_volume

SHORT = 8
"""Words between the price and the value, at most."""


class Priced(NamedTuple):
    """A price, a volume and what they make."""

    price: Fact
    volume: Fact
    value: Fact


def at_price(ctx: Context) -> Iterator[Priced]:
    """Each price that opens a sentence behind "at", the amount right behind it, and the only volume told before."""
    for sentence, facts in ctx.by_sentence.items():
        price, value = facts[0], facts[1] if len(facts) > 1 else facts[0]
        if price.lead != ("at",) or not (_is_money(price) and _is_money(value)) or value.middle <= price.middle:
            continue
        if words(ctx.text[ctx.result.sentences[sentence][0] : price.claim.start]) != ["at"]:
            continue
        between = words(ctx.between(price, value))
        said = cues.words_of("anew_subject") & set(between) and cues.words_of("conversion_verb") & set(between)
        plain = set(between) <= cues.words_of("priced_beside") | cues.words_of("light")
        volumes = [f for f in ctx.by_sentence.get(sentence - 1, ()) if is_volume(f) and f.claim.kind != "duration"]
        if said and plain and len(between) <= SHORT and len(volumes) == 1 and volumes[0].paragraph == price.paragraph:
            yield Priced(price, volumes[0], value)


def _is_money(fact: Fact) -> bool:
    return fact.claim.kind == "money" and fact.claim.role not in ("change", "growth")
