"""Chooses the roles, flows, periods, places and partners of numbers by the scorer (`scores`).

The rules' own stay unless others are likelier by a margin, in natural logarithms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.claims.label_words import TRADED
from extractor.claims.lexicon import says
from extractor.claims.link import Link
from extractor.claims.period_words import of_a_package
from extractor.claims.score_inputs import DIRECTIONS, FLOWS, ROLES
from extractor.claims.scores import Scored
from extractor.claims.topic import rows_of
from extractor.claims.view import View

Part = tuple[str, str | None]
"""A role and a direction."""
MARGINS = {"role": 0.5, "flow": 0.25, "period": 0.25, "place": 0.75, "partner": 0.0}
HUGE = 100_000_000
"""What no single thing costs."""
_PARTS: tuple[Part, ...] = (
    ("level", None), ("growth", "up"), ("growth", "down"), ("change", "up"), ("change", "down"),
    ("share", None), ("rate", None), ("price", None), ("other", None),
)  # fmt: skip
_KINDS: dict[str, frozenset[str]] = {
    "money": frozenset({"level", "change", "price", "rate", "other"}),
    "percent": frozenset({"growth", "share", "rate", "other"}),
    "multiple": frozenset({"growth", "share", "other"}),
    "fraction": frozenset({"growth", "share", "other"}),
    "percentage_points": frozenset({"change", "rate", "other"}),
    "basis_points": frozenset({"change", "rate", "other"}),
    "duration": frozenset({"level", "other"}),
}
"""The roles that a number of a kind may play; those of other kinds are told of counts and measures."""
_MOVES = frozenset({"growth", "change"})
_COUNTED = frozenset({"level", "change", "other"})
_SURE_PERIODS = frozenset({"adjacent", "table", "headline", "told", "applied", "since", "clause"})
"""Ways of finding a period that leave no room for others."""
_UNKNOWN = -12.0
"""How likely what is no candidate is taken to be, as a logarithm."""


def chosen_roles(view: View, links: Sequence[Link], scores: Sequence[Scored]) -> list[Part]:
    """Of each number, the likeliest role and direction."""
    found = []
    for made, score in zip(links, scores, strict=True):
        own = (made.role, made.direction)
        held = _of_output(view, made) or of_a_package(view, made.mark)
        others = [] if held else _roles_of(made)
        if made.role not in _MOVES and not _moves(view, made):
            others = [part for part in others if part[0] not in _MOVES]
        likely = {part: _part(score, part) for part in (own, *others)}
        best = max(likely, key=likely.__getitem__)
        found.append(best if likely[best] >= likely[own] + MARGINS["role"] else own)
    return found


def _moves(view: View, made: Link) -> bool:
    """Whether a word of change stands in a number's sentence."""
    return any(made.mark.opens <= change.first < made.mark.closes for change in view.changes)


def _part(score: Scored, part: Part) -> float:
    role, way = part
    told = score.parts["role"][ROLES.index(role)]
    return told + (score.parts["direction"][DIRECTIONS.index(way)] if role in ("growth", "change") else 0.0)


def _roles_of(made: Link) -> list[Part]:
    """The roles that are weighed for a number; none for what a measure sets."""
    if made.topic.near == "policy" or made.topic.indicator_id in rows_of("measure"):
        return []
    fit = _KINDS.get(made.mark.record["kind"], _COUNTED)
    if made.mark.record["kind"] == "money" and _too_large(made):
        fit -= {"price"}
    return [part for part in _PARTS if part[0] in fit]


def _too_large(made: Link) -> bool:
    """Whether an amount is too large for the price of any one thing."""
    unit, value = str(made.mark.record["unit"]), made.mark.record.get("value")
    return "/" not in unit and value is not None and Decimal(str(value)) >= HUGE


def _of_output(view: View, made: Link) -> bool:
    """Whether the rules read what is set against a country's output: "or 0.2 per cent of gross domestic product"."""
    return made.role == "other" and says(f" {' '.join(view.after(made.mark, 5))} ", "of_output")


def choose_flows(view: View, links: Sequence[Link], scores: Sequence[Scored]) -> None:
    """Gives each number the likeliest of no flow and those that the article tells of; keeps the rules' topic in
    `Link.passed`."""
    named = {None, *(m.record["flow"] for m in view.indicators), *(made.topic.flow for made in links)}
    open_flows = [n for n, flow in enumerate(FLOWS) if flow in named]
    given = [made.topic for made in links]
    for number, (made, score) in enumerate(zip(links, scores, strict=True)):
        if made.topic.flow not in FLOWS:
            continue
        told = score.parts["flow"]
        best = max(open_flows, key=told.__getitem__)
        if told[best] >= told[FLOWS.index(made.topic.flow)] + MARGINS["flow"]:
            made.passed = made.passed or given[number]
            made.topic = replace(made.topic, flow=FLOWS[best])


def agree_with_names(links: Sequence[Link], rules: Sequence[str | None]) -> None:
    """Names the chosen flow in the names of numbers that name the other one ("parcel exports" of imports); gives those
    whose names have no word for it back the rules' flow."""
    for made, flow in zip(links, rules, strict=True):
        topic = made.topic
        if {topic.indicator_id, topic.flow} != TRADED:
            continue
        words = [topic.flow if word == topic.indicator_id else word for word in (topic.indicator or "").split()]
        named = topic.flow in words
        made.topic = replace(
            topic,
            indicator=" ".join(word or "" for word in words) if named else topic.indicator,
            indicator_id=topic.flow if named else topic.indicator_id,
            flow=topic.flow if named else flow,
        )


def choose_periods(links: Sequence[Link], scores: Sequence[Scored]) -> None:
    """Gives each number the likeliest period; keeps the rules' in `Link.passed_period`."""
    for made, score in zip(links, scores, strict=True):
        if made.period_how not in _SURE_PERIODS:
            best = _likeliest(score.pointed["period"], made.period, MARGINS["period"])
            if best != made.period:
                made.passed_period, made.period, made.period_how = made.period, best, "chosen"


def choose_places(links: Sequence[Link], scores: Sequence[Scored]) -> None:
    """Gives each number the likeliest place and partner, no side twice; keeps the rules' in `Link.passed_sides`."""
    for made, score in zip(links, scores, strict=True):
        own = made.place, made.partner
        place = _likeliest(score.pointed["place"], made.place, MARGINS["place"])
        partner = _likeliest(score.pointed["partner"], made.partner, MARGINS["partner"])
        if place is not None and place == partner and (place, partner) != own:
            place, partner = _apart(score, (place, own[0]), (partner, own[1], None))
        if (place, partner) != own:
            made.place, made.partner, made.passed_sides = place, partner, own


def _apart(
    score: Scored, places: Sequence[str | None], partners: Sequence[str | None]
) -> tuple[str | None, str | None]:
    """The likeliest place and partner of some that aren't the same."""
    of_place, of_partner = dict(score.pointed["place"]), dict(score.pointed["partner"])
    pairs = [(p, q) for p in places for q in partners if p is None or p != q]
    return max(pairs, key=lambda pair: of_place.get(pair[0], _UNKNOWN) + of_partner.get(pair[1], _UNKNOWN))


def _likeliest(offered: Sequence[tuple[str | None, float]], own: str | None, margin: float) -> str | None:
    """The likeliest value, the rules' own unless another is likelier by a margin."""
    told = dict(offered)
    best = max(told, key=told.__getitem__, default=own)
    return best if own not in told or told[best] >= told[own] + margin else own
