"""Names that a number of its kind can't bear: sums of money that are arrivals, a loss that is only how far a figure
fell, a balance that its sentence calls negative, and a participle for the trade that it tells of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractor.claims.cues import says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular

_SIGN = 12
"""Words from a balance to the number that has its sign, at most."""
_SIGNED = frozenset({"trade_deficit", "trade_surplus"})
_RELATIVE = frozenset({"percent", "fraction"})


def mend_names(view: View, links: Sequence[Link]) -> None:
    """Names what visitors bring in, and gives a fall told as a loss the name of what fell."""
    nouns = Nouns(view)
    for number, made in enumerate(links):
        _sign(view, made, links[number - 1] if number else None)
        _of_participle(view, nouns, made)
        kind = made.mark.record["kind"]
        if kind == "money" and made.topic.indicator_id == "arrivals" and _is_sum(made):
            label = _of_visitors(view, made)
            made.topic = replace(made.topic, indicator=label, indicator_id="tourism_receipts", flow=None)
        previous = links[number - 1] if number else None
        if previous is not None and kind in _RELATIVE and _only_fell(view, made, previous):
            made.topic = replace(previous.topic, mark=None, near="sentence")


def _is_sum(made: Link) -> bool:
    """Whether an amount names its currency itself and is no price."""
    record = made.mark.record
    text = str(record["text"])
    named = any(c.isupper() or not (c.isalnum() or c in " .,-") for c in text) or len(text.split()) > 2
    return named and "/" not in record["unit"]


def _of_visitors(view: View, made: Link) -> str:
    """What visitors spend, where the sentence says so; else what a country earns by them."""
    told = " ".join(view.lowers[made.mark.opens : made.mark.closes])
    who = [w for w in (made.topic.indicator or "").split() if w not in ("arrival", "arrivals")]
    return "tourism earnings" if says(f" {told} ", "earn_verb") or not who else " ".join([*who, "spending"])


def _only_fell(view: View, made: Link, previous: Link) -> bool:
    """ "slumped from 14.5 to 12.0 million tonnes, a loss of 17.2%"."""
    apposed = view.before(made.mark, 2)[:1] == ["loss"] and view.before(made.mark, 1) == ["of"]
    named = set((made.topic.indicator or "").split()) <= word_class("loss_word")
    return apposed and named and made.mark.sentence == previous.mark.sentence and bool(previous.topic.indicator)


def _sign(view: View, made: Link, previous: Link | None) -> None:
    """Calls a balance a deficit or surplus where its clause tells the sign: "the balance was negative by €81 billion",
    and a sum that goes on with it: ", after €99.6 billion the year before"."""
    topic, mark = made.topic, made.mark
    if topic.indicator_id != "trade_balance" or mark.record["kind"] != "money":
        return
    near = topic.mark is not None and mark.first - topic.mark.last <= _SIGN
    words = set(view.lowers[topic.mark.last + 1 : mark.first]) if topic.mark is not None and near else set()
    named = [row for row in ("trade_deficit", "trade_surplus") if words & word_class(f"sign_of_{row}")]
    goes_on = previous is not None and previous.mark.sentence == mark.sentence and topic.near == "sentence"
    if not words and goes_on and previous is not None and previous.topic.indicator_id in _SIGNED:
        named = [previous.topic.indicator_id]
    if len(named) == 1:
        label = " ".join([*(topic.indicator or "").split()[:-1], named[0].removeprefix("trade_")])
        made.topic = replace(topic, indicator=label, indicator_id=named[0])


def _of_participle(view: View, nouns: Nouns, made: Link) -> None:
    """The trade in the goods that a participle stands before: "Re-exported cars earned", "imported rice cost"."""
    told = made.topic.mark
    if told is None or made.topic.flow not in ("exports", "imports") or view.lowers[told.last] not in _traded():
        return
    behind = told.last + 1
    apart = behind >= made.mark.first or bool(view.words[behind].gap.strip("~"))
    phrase = [] if apart else nouns.clean(nouns.phrase(behind, made.mark.first))
    phrase = phrase if phrase and singular(phrase[-1]) in goods() else []
    head = _traded()[view.lowers[told.last]]
    if phrase or head == "re-exports":
        made.topic = replace(made.topic, indicator=" ".join([*phrase, head]))


@cache
def _traded() -> dict[str, str]:
    """Participle of trade → the trade."""
    return {word: "re-exports" if word.startswith("re") else f"{word[:-2]}s" for word in word_class("trade_participle")}
