"""Articles about the world as a whole: what an international organisation tells of world trade or the world economy."""

from __future__ import annotations

from extractor.claims.cues import says, word_class
from extractor.claims.view import Mark, View

_LEAD = 400
"""Characters behind the headline in which the organisation is named."""
_COUNTRY = frozenset({"country", "capital", "demonym", "bloc"})
_NAME = 3
"""Words of the name of what is measured behind "world", at most: "world merchandise export volumes"."""


def about_world(view: View) -> bool:
    """Whether headline or lead tell of the whole world's figures, and an organisation of many countries tells them."""
    end = max((z["end"] for z in view.zones if z["zone"] == "headline"), default=0)
    opening = [w.lower for w in view.words if w.start < end + _LEAD]
    if not says(f" {' '.join(opening)} ", "world_body"):
        return False
    named = [(a, b) for organization in view.doc._.organizations for a, b in organization["mentions"]]
    told = [i for i in range(len(opening)) if _measured(view, i) and not _inside(view.words[i].start, named)]
    named_there = [m for m in view.places if m.start < end and not m.record.get("region")]
    countries = [m for m in named_there if m.record["kind"] in _COUNTRY]
    in_headline = [i for i in told if view.words[i].start < end]
    if in_headline:
        return not any(m.first < in_headline[0] or _has_figures(view, m) for m in countries)
    body = next((z["start"] for z in view.zones if z["zone"] == "body"), None)
    if body is None or countries:
        return False
    if not told:
        return _forecasts(view, end, body) or _reviews(view, end, body)
    at = view.words[told[0]].start
    return view.sentence(at) == view.sentence(body) and not _country_before(view, told[0])


def _forecasts(view: View, end: int, body: int) -> bool:
    """Whether the headline has the organisation tell, without a place, and the lead's figures are of no country: "WTO
    more cheerful about this year … Merchandise trade will expand by 2.4 percent"."""
    titled = f" {' '.join(w.lower for w in view.words if w.start < end)} "
    lead = [m for m in view.places if end <= m.start < body + _LEAD and view.zone(m.start) != "dateline"]
    bare = any(w in word_class("world_measured") for w in view.lowers[: view.bounds[view.sentence(body)][1]])
    return bare and says(titled, "world_body") and not lead and not any(m.start < end for m in view.places)


def _reviews(view: View, end: int, body: int) -> bool:
    """Whether the lead's first sentences have the organisation tell of trade and name no place but that of its seat:
    "Seaborne trade will expand by 0.5 per cent, UN Trade and Development projects in the review it released in
    Geneva"."""
    first = view.sentence(body)
    stop = view.bounds[min(first + 1, len(view.bounds) - 1)][1]
    lead = [m for m in view.places if m.start < body + _LEAD and view.zone(m.start) != "dateline"]
    seats = [m for m in lead if m.record["kind"] in ("capital", "city") and view.before(m, 1) == ["in"]]
    told = f" {' '.join(view.lowers[view.bounds[first][0] : stop])} "
    totals = any(m.record["flow"] == "total" for m in view.within(view.indicators, view.bounds[first][0], stop))
    return totals and says(told, "world_body") and len(seats) == len(lead)


def about_region(view: View) -> str | None:
    """The continent or region that a headline tells of, with the organisation of many countries that does: "African
    countries to trade 8.4 percent more with each other, African Development Bank report finds"."""
    end = max((z["end"] for z in view.zones if z["zone"] == "headline"), default=0)
    named = [(a, b) for organization in view.doc._.organizations for a, b in organization["mentions"]]
    if not says(f" {' '.join(w.lower for w in view.words if w.start < end)} ", "world_body"):
        return None
    titled = [m for m in view.places if m.start < end and (_is_country(m) or not _inside(m.start, named))]
    regions = {m.record["code"] for m in titled if not _is_country(m)} - {"world"}
    if len(regions) != 1 or any(_is_country(m) for m in titled):
        return None
    return str(min(regions))


def _is_country(m: Mark) -> bool:
    """Whether a place is a country or a bloc of countries with a code of two letters."""
    return m.record["kind"] in _COUNTRY and len(str(m.record["code"])) == 2


def _measured(view: View, i: int) -> bool:
    """Whether word i is "world" or "global" before what is measured: "global trade", "world merchandise exports"."""
    if view.lowers[i] not in word_class("world_word"):
        return False
    heads = {view.lowers[k] for m in view.within(view.indicators, i, i + _NAME) for k in range(m.first, m.last + 1)}
    behind = view.lowers[i + 1 : i + 1 + _NAME]
    return any(w in word_class("world_measured") and (k == 0 or w in heads) for k, w in enumerate(behind))


def _has_figures(view: View, m: Mark) -> bool:
    """Whether figures of a country are told: "global demand lifts Vietnam's exports"."""
    near = view.within(view.indicators, max(0, m.first - _NAME), m.last + 2)
    named = [i for i in near if i.first <= m.first <= i.last or i.first == m.last + 1]
    return any(i.record["indicator_id"] not in ("tariff", "export_tax") for i in named)


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _country_before(view: View, i: int) -> bool:
    """Whether a country stands before a word of its sentence: "China's share of global trade"."""
    first = view.bounds[view.sentence(view.words[i].start)][0]
    before = view.within(view.places, first, i)
    return any(m.record["kind"] in _COUNTRY and view.zone(m.start) != "dateline" for m in before)
