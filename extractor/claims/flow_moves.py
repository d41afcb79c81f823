"""Which way goods moved, by the verbs and the other side around a number: "shipped 1,410 cars to the US", "96,400 vans
left the plants for foreign markets", "Bangladesh alone lifted 344,000 tonnes"."""

from __future__ import annotations

from extractor.claims.cues import phrases, says, word_class
from extractor.claims.view import Mark, View

_AHEAD = 12
"""Words behind a number within which its verb and the way may stand."""
_BACK = 10
"""Words before a number within which what was sent is told."""


def moved(view: View, mark: Mark, home: str | None, exporting: bool) -> str | None:
    """exports or imports where goods are told to go out or in; None where nothing tells it.

    `home` is the place that the article reports on, `exporting` whether it speaks of exports most.
    """
    if mark.record["kind"] not in ("count", "measure", "percent", "money"):
        return None
    if view.before(mark, 2)[:1] and says(" " + " ".join(view.before(mark, 2)) + " ", "brings_in"):
        return "imports" if mark.record["kind"] in ("count", "measure") else None
    whole = mark.record["kind"] != "percent"
    if (whole and _sent_behind(view, mark, home)) or _sent_before(view, mark, home):
        return "exports"
    return "exports" if exporting and home and _lifted(view, mark, home) else None


def told_directly(view: View, mark: Mark) -> str | None:
    """The flow of an amount of goods whose verb stands right beside it: "shipping in 10,000 tonnes", "the 1.29 million
    tonnes shipped in 2025"."""
    if mark.record["kind"] != "measure":
        return None
    if says(" " + " ".join(view.before(mark, 2)) + " ", "brings_in"):
        return "imports"
    if says(" " + " ".join(view.before(mark, 2)) + " ", "flies_out"):
        return None if word_class("relief_goods") & set(view.after(mark, 3)) else "exports"
    stop = mark.closes
    for k in range(mark.last + 1, min(stop, mark.last + _AHEAD)):
        if view.words[k].gap.strip("~-") or view.covered[k] == "quantity":
            return None
        beside = k == mark.last + 1 or view.lowers[k - 1] in word_class("copula")
        if beside and view.tags.get(view.words[k].start, "") in ("VBN", "VBD"):
            word = view.lowers[k]
            return "exports" if word in ("shipped", "exported") else "imports" if word == "imported" else None
    return None


def to_market(view: View, mark: Mark, home: str | None) -> int | None:
    """The word that ranks a place as a market of the article's own goods, where a number tells what goes there: "China
    remained the main destination for Saudi goods, buying SR14 billion worth"."""
    for i in range(mark.first - 1, mark.opens, -1):
        if ";" in view.words[i].gap:
            return None
        if view.lowers[i] not in word_class("market_noun"):
            continue
        before = view.lowers[max(mark.opens, i - 4) : i]
        sellers = [m for m in view.within(view.places, i + 1, i + 4) if view.lowers[i + 1] in ("for", "of")]
        buyer = [m for m in view.within(view.places, mark.opens, i) if m.record["code"] not in (home, "world")]
        ranked = not word_class("ranked_side").isdisjoint(before) and word_class("not_own_market").isdisjoint(before)
        return i if ranked and buyer and all(m.record["code"] == home for m in sellers) else None
    return None


def takers_told(view: View, mark: Mark) -> bool:
    """Whether a sentence tells what the markets told before it took: "These three destinations absorbed"."""
    opening = view.lowers[mark.opens : mark.opens + 4]
    told = opening[:1] in (["these"], ["those"], ["the"]) and opening[2:3] != []
    nouns = word_class("market_noun") | word_class("group_noun")
    return told and opening[2] in nouns and opening[-1] in word_class("took_verb") | word_class("bought_verb")


def _sent_behind(view: View, mark: Mark, home: str | None) -> bool:
    """ "1,460 vehicles shipped to the US", "sold 3,000 lorries abroad", "357,000 pounds ends up in China"."""
    stop = mark.closes
    sent = mark.first > 0 and any(w in word_class("sending") for w in view.before(mark, 3))
    for i in range(mark.last + 1, min(stop, mark.last + _AHEAD)):
        if view.covered[i] == "quantity" or ";" in view.words[i].gap or "," in view.words[i].gap:
            return False
        if sent and (_outward(view, i, home) or _abroad(view, i)):
            return True
        if view.lowers[i] in word_class("sending") | word_class("departing"):
            sent = True
            if view.lowers[i] in word_class("departing") and _ports(view, i, stop):
                return True
    return False


def _sent_before(view: View, mark: Mark, home: str | None) -> bool:
    """ "The number of cars sent across the border rose 0.9 percent"."""
    first = mark.opens
    segment = view.segment_of[mark.first]
    for i in range(max(first, mark.first - _BACK), mark.first - 1):
        if view.segment_of[i] != segment or view.lowers[i] not in word_class("sending"):
            continue
        if view.within(view.quantities, i, mark.first):
            continue
        if any(_outward(view, k, home) or _abroad(view, k) for k in range(i + 1, min(i + 5, mark.first))):
            return True
    return False


def _outward(view: View, i: int, home: str | None) -> bool:
    """Whether "to" and another side than the article's own stand at word i."""
    if view.lowers[i] not in ("to", "for", "in"):
        return False
    places = view.within(view.places, i + 1, i + 3)
    if not places or places[0].record["code"] in (home, "world"):
        return False
    return view.lowers[i] == "to" or view.lowers[i - 1] in word_class("departing") | word_class("headed_to")


def _abroad(view: View, i: int) -> bool:
    return (" " + " ".join(view.lowers[i : i + 4]) + " ").startswith(phrases("way_abroad"))


def _ports(view: View, i: int, stop: int) -> bool:
    """Whether goods leave the ports, plants or the country at word i."""
    return any(w in word_class("left_behind") for w in view.lowers[i + 1 : min(stop, i + 5)])


def _lifted(view: View, mark: Mark, home: str) -> bool:
    """Whether another country is told to have taken goods: "Bangladesh alone lifted 344,000 tonnes"."""
    first = mark.opens
    for i in range(mark.first - 1, max(first, mark.first - 4), -1):
        if view.lowers[i] in word_class("lifting"):
            takers = view.within(view.places, max(first, i - 3), i)
            return bool(takers) and takers[-1].record["code"] not in (home, "world")
    return False
