"""What the text says again: a number in another unit, a place by "it"."""

from __future__ import annotations

from extractor.claims.lexicon import word_class
from extractor.claims.period_words import of_a_package
from extractor.claims.view import Mark, View

_ASIDE = 10
"""Words of an aside behind a place, at most."""
_FAR = 30
"""Characters between a number and what says it again, at most."""
_OPENING = ("(", "[", ", or", "or ", "/", "– or", "— or", "= ")


def restates(view: View, before: Mark, mark: Mark) -> bool:
    """Whether a number says the one before it in another unit: "7.5 trillion yuan (about $1.05 trillion)"."""
    between = view.text[before.end : mark.start]
    one, other = before.record, mark.record
    alike = one["kind"] == other["kind"] and one["unit"] != other["unit"]
    if len(between) > _FAR or not alike or of_a_package(view, before):
        return False
    per_same = one["unit"].partition("/")[2] == other["unit"].partition("/")[2]
    return between.strip().startswith(_OPENING) and ")" not in between and per_same


def taken_up(view: View, sentence: int, flow: str | None = None) -> Mark | None:
    """The other side that "it", at the head of a sentence, takes up from the one before, which names no other place,
    but one it overtook or is ranked for: "China remained Peru's biggest customer. It bought …"; of a flow, one that can
    be its side."""
    if not sentence or not _opens_with_it(view, sentence):
        return None
    first, stop = view.bounds[sentence - 1]
    sides = [name for way, name in (("exports", "buyer_noun"), ("imports", "supplier_noun")) if flow in (None, way)]
    told = _outside_aside(view, view.within(view.places, first, stop))
    if not told or told[0].first - told[0].opens > 2:
        return None
    behind = view.lowers[told[0].last + 1 : told[0].last + 3]
    acts = not word_class("bought_verb").union(word_class("took_verb")).isdisjoint(behind[:1])
    if not acts and word_class("partner_noun").union(*map(word_class, sides)).isdisjoint(view.lowers[first:stop]):
        return None
    passed = len(told) == 2 and not word_class("overtaking").isdisjoint(view.lowers[told[0].last : told[1].first])
    ranked = acts or passed or not word_class("copula").isdisjoint(behind)
    return told[0] if ranked or len({m.record["code"] for m in told}) == 1 else None


def _opens_with_it(view: View, sentence: int) -> bool:
    """Whether a sentence opens with "it", behind nothing but a date: "Last year it took"."""
    k, stop = view.bounds[sentence]
    k += view.lowers[k] in ("in", "during") and view.covered[k + 1 : k + 2] == ["date"]
    while k < stop - 1 and view.covered[k] == "date":
        k += 1
    return view.lowers[k] == "it"


def _outside_aside(view: View, told: list[Mark]) -> list[Mark]:
    """Places without those between commas behind the first: "China, including Hong Kong, remained"."""
    k = told[0].last + 1 if told else 0
    if not told or k >= told[0].closes or "," not in view.words[k].gap:
        return told
    closing = next((i for i in range(k + 1, min(told[0].closes, k + _ASIDE)) if "," in view.words[i].gap), k)
    return [told[0], *(m for m in told[1:] if m.first >= closing)]


def taker_before(view: View, mark: Mark) -> Mark | None:
    """The place that opens a sentence whose next clause takes it up by a pronoun with what it bought: "The EU countries
    held up best: they took goods for €38 bn"."""
    for i in range(mark.first - 1, mark.opens + 1, -1):
        if view.lowers[i] not in ("it", "they") or not set(view.words[i].gap) & set(":;–—"):
            continue
        verb = view.lowers[i + 1]
        takes = verb in word_class("took_verb") | word_class("bought_verb") | word_class("buyer_spent")
        opening = view.within(view.places, mark.opens, min(i, mark.opens + 3))
        return opening[0] if takes and opening and not view.within(view.places, i, mark.first) else None
    return None


def traders(view: View, mark: Mark) -> list[Mark]:
    """The two places that are told to have traded an amount: "China and Chile traded goods worth $61 billion"."""
    verb = next((i for i in range(mark.first - 1, mark.opens, -1) if view.lowers[i] in word_class("traded_verb")), None)
    if verb is None or view.within(view.quantities, verb, mark.first) or view.within(view.places, verb, mark.first):
        return []
    sides = view.within(view.places, mark.opens, verb)[-2:]
    joined = len(sides) == 2 and view.text[sides[0].end : sides[1].start].replace("the ", "").strip() == "and"
    passed = word_class("auxiliary") | word_class("light") | {"together"}
    return sides if joined and passed.issuperset(view.lowers[sides[1].last + 1 : verb]) else []
