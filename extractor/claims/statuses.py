"""The status of each number of an article: by its own words, else by the number that it goes on from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure, restated
from extractor.claims.cues import says, word_class
from extractor.claims.status import set_against, status_of
from extractor.claims.status_funds import achieved, goal_behind
from extractor.claims.status_scope import standing
from extractor.claims.tense import governing
from extractor.claims.topic import economic
from extractor.claims.view import FINITE, View
from extractor.periods import span

if TYPE_CHECKING:
    from extractor.claims.link import Link


_VALUES = ("level", "growth", "change")
_PUT = 12
"""Words from "puts" to its number, at most."""
_RESTATED = 9
"""Words between an amount and the same in another currency."""


def assign_statuses(view: View, links: list[Link]) -> None:
    """Sets reported, forecast, target or hypothetical of all links."""
    for made in links:
        headline = view.zone(made.mark.start) == "headline" or _all_capitals(view, made)
        base = is_base_figure(view, made)
        made.status = status_of(view, made.mark, made.topic, made.role, base, headline)
    _examples(view, links)
    for number, (before, made) in enumerate(pairwise(links)):
        if made.topic.near == "paren":
            made.status = before.status
            continue
        if before.status == "reported" and number and standing(view, before.mark):
            before = links[number - 1]  # "want to double their trade, now about $190 billion, to $500 billion"
        if made.status == "reported" and before.status != "reported" and _goes_on(view, before, made):
            made.status = before.status
    _headlines(view, links)


def assign_future(view: View, links: list[Link]) -> None:
    """What is told of a span that the article itself only expects to end so, or that is still to begin, is a forecast,
    too: "For 2025-26 it sees $369 billion … Gold is second, with $69 billion", "has earnings sliding to $103 billion
    in 2026-27"."""
    published = str(view.published or "")
    values = [m for m in links if m.role in _VALUES]
    spans = {
        m.period
        for m in values
        if (m.status == "forecast" and _unfinished(m, published))
        or (m.status == "reported" and economic(m.topic) and _begins_later(view, m, published))
    }
    for made in values:
        if made.status == "reported" and _reckoned(view, made) and _unfinished(made, published):
            made.status = "forecast"
        if made.status != "reported" or made.period not in spans:
            continue
        if economic(made.topic) and not is_base_figure(view, made) and governing(view, made.mark)[0] in ("present", ""):
            made.status = "forecast"


def _reckoned(view: View, made: Link) -> bool:
    """Whether somebody puts an amount at a number: "put revenue for the full fiscal year at $4.6 billion"."""
    if view.before(made.mark, 1) != ["at"]:
        return False
    low = max(made.mark.opens, made.mark.first - _PUT)
    return not word_class("reckoning").isdisjoint(view.lowers[low : made.mark.first])


def _begins_later(view: View, made: Link, published: str) -> bool:
    """Whether the year, half or quarter right behind a number only begins after publication."""
    behind = view.after(made.mark, 1) == ["in"] and view.within(view.dates, made.mark.last + 2, made.mark.last + 3)
    if not behind or not made.period or not published or "/" in made.period or len(made.period) == 10:
        return False
    return published < span(made.period, made.place)[0].isoformat()


def _unfinished(made: Link, published: str) -> bool:
    """Whether a number's year, half or quarter, or the fiscal year of its place, is not over at publication."""
    if not made.period or not published or "/" in made.period or len(made.period) == 10:
        return False
    return published < span(made.period, made.place)[1].isoformat()


def _examples(view: View, links: list[Link]) -> None:
    """What a worked example supposes, up to its paragraph's end: "Take a pair of trainers that leaves a factory priced
    at $30. … the shoes end up costing it $36"."""
    paragraph = -1
    for made in links:
        number = made.mark.sentence
        first = view.bounds[number][0]
        opens = view.lowers[first] in word_class("worked_example") and view.lowers[first + 1 : first + 2] in (
            ["a"],
            ["an"],
            ["one"],
        )
        here = view.paragraph(made.mark.start)
        paragraph = here if opens else paragraph
        supposed = here == paragraph and made.status == "reported" and made.role != "rate"
        if supposed and governing(view, made.mark)[0] != "past":
            made.status = "hypothetical"


def _all_capitals(view: View, made: Link) -> bool:
    """Whether a number stands in a line of capitals, as briefs have it: "* EXPORTS TO FALL 4.2%"."""
    start, end = view.sentences[made.mark.sentence]
    return view.text[start:end].isupper()


def _goes_on(view: View, before: Link, made: Link) -> bool:
    if standing(view, made.mark) or achieved(view, made.mark):
        return False
    if is_base_figure(view, made):
        return restated(view, made, before)
    if _said_again(view, before, made):
        return True
    return _continues(view, before, made) or _points_back(view, before, made)


def _continues(view: View, before: Link, made: Link) -> bool:
    """Whether a number goes on with what is expected, aimed at or supposed: no finite verb stands between."""
    if before.mark.sentence != made.mark.sentence:
        return False
    if economic(made.topic) != economic(before.topic) or set_against(view, made.mark) is not None:
        return False
    between = [i for i in range(before.mark.last + 1, made.mark.first) if view.covered[i] != "indicator"]
    verbs = [i for i in between if view.tags.get(view.words[i].start, "") in FINITE]
    return all(view.lowers[i] in word_class("meaning_verb") and view.lowers[i - 1] in ("which", "that") for i in verbs)


def _said_again(view: View, before: Link, made: Link) -> bool:
    """Whether a number says the one before it again, is a part of it or what it leads to: "a pledge of $550 billion,
    equal to 83 trillion yen", "will lay out €1.1 bn, half of it from", "to add 1,700 jobs, doubling the total to"."""
    if before.mark.sentence != made.mark.sentence:
        return False
    between = view.lowers[before.mark.last + 1 : made.mark.first]
    kinds = before.mark.record["kind"], made.mark.record["kind"]
    parted = not word_class("part_verb").isdisjoint(between[-2:])
    if kinds == ("money", "money") and parted:
        return True  # "a fund unveiled in March consists of $1.2 bn in guarantees and"
    if kinds == ("money", "money") and len(between) <= _RESTATED:
        said = says(" " + " ".join(between[-3:]) + " ", "restated_as")
        return said and before.mark.record["unit"] != made.mark.record["unit"]
    if kinds[1] in ("fraction", "percent") and says(" " + " ".join(view.after(made.mark, 3)) + " ", "of_it"):
        passed = view.words[before.mark.last + 1 : made.mark.first]
        return not any(view.tags.get(w.start) in ("VBD", "VBZ") for w in passed)
    growing = before.role == "growth" and view.tags.get(view.words[before.mark.first].start) == "VBG"
    return growing and between[-1:] == ["to"] and len(between) <= 3


def _points_back(view: View, before: Link, made: Link) -> bool:
    """Whether a sentence says again what the one before it supposes or expects: "That is 91% of all importers"."""
    number = made.mark.sentence
    if before.mark.sentence != number - 1 or goal_behind(view, before.mark):
        return False
    first = view.bounds[number][0]
    return says(" " + " ".join(w.lower for w in view.words[first : first + 2]) + " ", "continuing")


def _headlines(view: View, links: list[Link]) -> None:
    """A headline tells its number as the same number below is told."""
    heads: list[tuple[Link, tuple[object, ...]]] = []
    below: dict[tuple[object, ...], str] = {}
    for made in links:
        record = made.mark.record
        stated: tuple[object, ...] = (record["kind"], record["unit"], record.get("value"))
        if view.zone(made.mark.start) != "headline":
            below.setdefault(stated, made.status)
        elif made.status == "reported":
            heads.append((made, stated))
    for made, stated in heads:
        made.status = below.get(stated, made.status)
