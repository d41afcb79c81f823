"""Goods that lead a clause whose figures are a part of a trade: "Accounting for 12% of exports, seafood earned $850
million", "Fuels, which once made up half of all, fell 12%", "Furniture made up the remaining $200 million"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.resumed import resumed
from extractor.claims.topic import rows_of
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular

_FLOWS = ("exports", "imports")
_LEAD = 3
"""Words of "accounting for", at most."""
_BACK = 2
"""Sentences from a part that is left to the trade that it is of, at most."""
_VERB = 6
"""Words from the verb to "the remaining", at most."""


def name_led(view: View, links: Sequence[Link]) -> None:
    """Puts the goods of the clause's subject into the labels of parts of exports or imports."""
    nouns = Nouns(view)
    fronted: dict[int, tuple[int, str, str]] = {}
    flow, told = "", -9
    for number, made in enumerate(links):
        mark, before = made.mark, links[number - 1] if number else None
        if mark.sentence not in fronted:
            fronted[mark.sentence] = _fronted(view, nouns, made)
        comma, label, of = fronted[mark.sentence]
        if label and (mark.first < comma or _of_whole(made, of)):
            _name(made, label, of)
            if mark.first < comma and mark.record["kind"] in ("percent", "fraction"):
                made.role, made.direction = "share", None
        elif flow and mark.sentence - told <= _BACK and (phrase := _resumed(view, nouns, made)):
            _name(made, f"{phrase} {flow}", flow)
            if before and before.mark.sentence == mark.sentence and before.role == "share" and _in_aside(view, before):
                _name(before, f"{phrase} {flow}", flow)
        elif flow and (phrase := _left_or_next(view, nouns, made, mark.sentence - told)):
            _name(made, f"{phrase} {flow}", flow)
        elif before and _said_again(view, before, made):
            _name(made, str(before.topic.indicator), str(before.topic.flow))
        if made.topic.flow in _FLOWS and made.topic.indicator_id in rows_of("trade"):
            flow, told = str(made.topic.flow), mark.sentence


def _name(made: Link, label: str, flow: str) -> None:
    made.topic = replace(made.topic, indicator=label, indicator_id=flow, flow=flow, mark=None, near="list")


def _of_whole(made: Link, flow: str) -> bool:
    """Whether a number of the clause has no name of its own, or that of the whole."""
    own = set((made.topic.indicator or "").split()) <= {"goods", "total", flow}
    return own and made.mark.record["kind"] in ("money", "measure", "percent", "multiple", "fraction")


def _fronted(view: View, nouns: Nouns, made: Link) -> tuple[int, str, str]:
    """The comma behind a part that opens a number's sentence, the label of the goods whose part it is, and the flow:
    "Accounting for a fifth (21 percent) of exports, computers and parts brought in $38 billion"."""
    opens, closes = made.mark.opens, made.mark.closes
    nothing = (opens, "", "")
    if not says(f" {' '.join(view.lowers[opens : opens + _LEAD])} ", "fronted_part"):
        return nothing
    whole = next((m for m in view.within(view.indicators, opens, closes) if m.record["flow"] in _FLOWS), None)
    if whole is None or not view.within(view.quantities, opens, whole.first):
        return nothing
    comma = next((i for i in range(whole.last + 1, closes) if "," in view.words[i].gap), closes)
    if any(view.covered[i] not in ("date", "") for i in range(whole.last + 1, comma)):
        return nothing
    phrase = nouns.clean(nouns.opening_at(comma, made.mark.sentence, closes)) if comma < closes else []
    flow = str(whole.record["flow"])
    return (comma, " ".join([*phrase, flow]), flow) if _of_goods(phrase) else nothing


def _of_goods(phrase: list[str]) -> bool:
    """Whether a phrase names goods and nobody who trades in them."""
    if not phrase or phrase[-1] in word_class("agent") | word_class("no_goods") | word_class("no_goods_head"):
        return False
    return singular(phrase[-1]) in goods() | word_class("goods_of_kind") or any(singular(w) in goods() for w in phrase)


def _resumed(view: View, nouns: Nouns, made: Link) -> str:
    """The goods that a clause goes on about behind a relative one with figures of its own."""
    mark = made.mark
    found = resumed(view, mark)
    plain = set((made.topic.indicator or "").split()) <= {"goods", "total", *_FLOWS}
    if found is None or not plain or view.within(view.indicators, mark.opens, found[0]):
        return ""
    phrase = nouns.clean(nouns.opening_at(nouns.behind_lead(mark.opens, mark.first), mark.sentence, mark.first))
    return " ".join(phrase) if _of_goods(phrase) else ""


def _in_aside(view: View, made: Link) -> bool:
    """Whether a relative clause tells what its goods are a part of: ", which once made up half of exports, "."""
    words = view.lowers[made.mark.opens : made.mark.first]
    return "which" in words and says(f" {' '.join(view.before(made.mark, _VERB))} ", "share")


def _left_or_next(view: View, nouns: Nouns, made: Link, back: int) -> str:
    """The goods that make up what remains or come next in rank; `back`: sentences to the trade told last."""
    return (_remaining(view, nouns, made) if back <= _BACK else "") or (
        _followed(view, nouns, made) if back <= 1 else ""
    )


def _followed(view: View, nouns: Nouns, made: Link) -> str:
    """The next goods in rank: "It was followed by gold with $610 million and canned fish with $200 million"."""
    mark = made.mark
    led = " ".join(view.lowers[mark.opens : mark.first])
    if view.before(mark, 1) not in (["with"], ["at"]) or not says(f" {led} ", "came_next"):
        return ""
    words = nouns.back(mark.first - 2, mark.opens)
    phrase = nouns.clean(words)
    before = view.lowers[mark.first - 2 - len(words)] if phrase else ""
    joined = before in ("by", "and", "came", "the") or "," in view.words[mark.first - 1 - len(words)].gap
    return " ".join(phrase) if joined and _of_goods(phrase) else ""


def _said_again(view: View, before: Link, made: Link) -> bool:
    """Whether a share in brackets or behind "or" is that of the goods just named."""
    between = view.text[before.mark.end : made.mark.start].strip()
    alike = before.topic.near == "list" and before.topic.flow in _FLOWS and before.mark.sentence == made.mark.sentence
    return alike and made.role == "share" and between in ("(", ", or", "or") and made.topic.near != "list"


def _remaining(view: View, nouns: Nouns, made: Link) -> str:
    """The goods that make up what remains: "Furniture and other products made up the remaining 19 percent"."""
    mark = made.mark
    if view.before(mark, 1) != ["remaining"] or not says(f" {' '.join(view.before(mark, _VERB))} ", "share"):
        return ""
    if view.within(view.indicators, mark.opens, mark.first) or view.within(view.quantities, mark.opens, mark.first):
        return ""
    phrase = nouns.clean(nouns.opening(mark.sentence, mark.first))
    return " ".join(phrase) if _of_goods(phrase) else ""
