"""Ratios of two figures that are no part and whole, under both their names: a deficit as share of GDP, the surplus in
services as share of the deficit in goods that it pays for, exports as coverage of imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims._fixed_around import NEAR
from extractor.claims.lexicon import phrases, word_class
from extractor.claims.link import Link
from extractor.claims.topic import Topic
from extractor.claims.view import View

_KINDS = frozenset({"percent", "fraction"})
_ROLES = frozenset({"share", "other", "level", "rate"})
_FAR = 14
"""Words between a verb of covering and its number, at most."""
_BEHIND = 6
"""Words from "of" to the figure that another is set against, at most."""
COVERAGE = "export-to-import coverage ratio"


def name_ratios(view: View, links: Sequence[Link]) -> None:
    """Names the ratios among the numbers; they have the flow and the places of the first of their two figures."""
    last: tuple[Link, Link] | None = None
    for number, made in enumerate(links):
        if made.mark.record["kind"] not in _KINDS or made.role not in _ROLES:
            continue
        before = links[max(0, number - 3) : number]
        told = _of_output(view, made, before) or _covering(view, made, before)
        if told is None and last is not None and _goes_on(view, made, last[0]):
            told = last[0].topic, last[1]
        if told is None:
            continue
        topic, first = told
        made.topic, made.role, made.direction = replace(topic, near=NEAR), "other", None
        made.place, made.partner = first.place, first.partner
        last = made, first


def _of_output(view: View, made: Link, before: Sequence[Link]) -> tuple[Topic, Link] | None:
    """ "a deficit of $9.7 billion, or 1.1 per cent of GDP", "remittances equal to 8.5% of gross domestic product"."""
    k = made.mark.last + 2
    if made.role == "share" or view.after(made.mark, 1) != ["of"]:
        return None
    behind = " " + " ".join(w for w in view.lowers[k : k + _BEHIND] if w not in word_class("before_object")) + " "
    if not behind.startswith(tuple(phrases("national_output"))):
        return None
    owner = made if made.topic.indicator and made.topic.indicator_id != "gdp" else None
    same = [b for b in before if b.mark.sentence == made.mark.sentence and b.topic.indicator_id not in (None, "gdp")]
    owner = owner or (same[-1] if same else None)
    label = str(owner.topic.indicator) if owner else ""
    if owner is None or not label or " as share of " in label:
        return None
    return Topic(f"{label} as share of gdp", None, owner.topic.flow), owner


def _covering(view: View, made: Link, before: Sequence[Link]) -> tuple[Topic, Link] | None:
    """ "Exports covered 71% of imports", "the surplus pays for almost half of the hole in goods"."""
    mark = made.mark
    verb = next(
        (i for i in range(mark.first - 1, max(mark.opens, mark.first - _FAR), -1) if _covers(view, i, mark.first)), None
    )
    if verb is None or view.after(mark, 1) != ["of"]:
        return None
    whole = next(iter(view.within(view.indicators, mark.last + 2, mark.last + 2 + _BEHIND)), None)
    told = view.within(view.indicators, mark.opens, verb)
    if whole is None or not told or whole.first >= mark.closes:
        return None
    owner = next((b for b in reversed(before) if mark.opens <= b.mark.first < verb), made)
    flows = told[-1].record["flow"], whole.record["flow"]
    if flows == ("exports", "imports"):
        return Topic(COVERAGE, "coverage_ratio", "balance"), owner
    if flows[1] != "balance" or whole.record["indicator_id"] == "trade_surplus":
        return None
    same = owner is not made and owner.topic.flow == flows[0]
    first = _sided(str(owner.topic.indicator) if same else told[-1].record["indicator"])
    filled = _sided(whole.record["indicator"])
    if flows[0] == "balance" and filled.startswith("goods "):
        first = f"services {first.split()[-1]}"  # what pays for a deficit in goods is no balance of goods
    return Topic(f"{first} as share of {filled}", None, flows[0]), owner


def _covers(view: View, i: int, stop: int) -> bool:
    """Whether a verb of covering ends at word i, and no number stands between it and the one at `stop`."""
    words = f" {view.lowers[i]} ", f" {view.lowers[i - 1]} {view.lowers[i]} "
    said = any(w in phrases("covering_verb") for w in words)
    return said and "quantity" not in view.covered[i:stop]


def _sided(label: str) -> str:
    """A balance without "trade" where goods or services are named: "goods deficit"."""
    words = label.split()
    return " ".join(w for w in words if w != "trade" or not {"goods", "services"} & set(words))


def _goes_on(view: View, made: Link, last: Link) -> bool:
    """Whether a percent is what the ratio before it is set against, or goes to: "compared with 80.9% in May"."""
    between = view.lowers[last.mark.last + 1 : made.mark.first]
    led = between[-1:] and between[-1] in word_class("base_lead") | {"to", "from"}
    return made.mark.sentence == last.mark.sentence and bool(led)

