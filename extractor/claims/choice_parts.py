"""Chooses the roles, flows, periods, places and partners of numbers by the scorer (`scores`).

The rules' own stay unless others are likelier by a margin, in natural logarithms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.claims.lexicon import says
from extractor.claims.link import Link
from extractor.claims.period_words import of_a_package
from extractor.claims.score_inputs import DIRECTIONS, FLOWS, ROLES
from extractor.claims.scores import Scored
from extractor.claims.topic import rows_of
from extractor.claims.view import View

Part = tuple[str, str | None]
"""A role and a direction."""
MARGINS = {"role": 1.5, "flow": 1.0, "period": 0.5, "place": 0.5, "partner": 1.0}
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
_COUNTED = frozenset({"level", "change", "other"})
_SURE_FLOWS = frozenset({"product", "list", "pronoun", "levied", "turned", "dealt"})
"""Ways of finding a topic that leave no room for another flow."""
_SURE_PERIODS = frozenset({"adjacent", "table", "headline", "told", "applied", "since", "clause"})
"""Ways of finding a period that leave no room for others."""
_FAR = 60
"""Numbers that a topic told by a turn of words is sought through."""


def chosen_roles(view: View, links: Sequence[Link], scores: Sequence[Scored]) -> list[Part]:
    """Of each number, the likeliest role and direction."""
    found = []
    for made, score in zip(links, scores, strict=True):
        own = (made.role, made.direction)
        held = _of_output(view, made) or of_a_package(view, made.mark)
        others = [] if held else _roles_of(made)
        likely = {part: _part(score, part) for part in (own, *others)}
        best = max(likely, key=likely.__getitem__)
        found.append(best if likely[best] >= likely[own] + MARGINS["role"] else own)
    return found


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


def choose_flows(links: Sequence[Link], scores: Sequence[Scored]) -> None:
    """Gives each number the likeliest flow; keeps the rules' topic in `Link.passed`."""
    given = [made.topic for made in links]
    for number, (made, score) in enumerate(zip(links, scores, strict=True)):
        if not _open_flow(made) or _goes_on(links, number):
            continue
        told = score.parts["flow"]
        best = max(range(len(FLOWS)), key=told.__getitem__)
        if told[best] >= told[FLOWS.index(made.topic.flow)] + MARGINS["flow"]:
            made.passed = made.passed or given[number]
            made.topic = replace(made.topic, flow=FLOWS[best])


def _open_flow(made: Link) -> bool:
    """Whether another flow than the rules' is weighed at all."""
    behind = made.topic.mark is None or made.topic.near == "right"
    told = made.topic.flow == "balance" and behind  # "exported $2bn more than it imported"
    return made.topic.near not in _SURE_FLOWS and made.topic.flow in FLOWS and not told


def _goes_on(links: Sequence[Link], number: int) -> bool:
    """Whether a number goes on with the topic, told by a turn of words, of one before it in its sentence, or in others
    with the same name."""
    made, last = links[number], max(0, number - _FAR)
    while number > last and (
        links[number - 1].mark.sentence == made.mark.sentence
        or (made.topic.mark is None and links[number - 1].topic.indicator == made.topic.indicator)
    ):
        number -= 1
        if links[number].topic.near == "turned":
            return links[number].topic.flow == made.topic.flow
    return False


def choose_periods(links: Sequence[Link], scores: Sequence[Scored]) -> None:
    """Gives each number the likeliest period; keeps the rules' in `Link.passed_period`."""
    for made, score in zip(links, scores, strict=True):
        if made.period_how not in _SURE_PERIODS:
            best = _likeliest(score.pointed["period"], made.period, MARGINS["period"])
            if best != made.period:
                made.passed_period, made.period, made.period_how = made.period, best, "chosen"


def choose_places(links: Sequence[Link], scores: Sequence[Scored]) -> None:
    """Gives each number the likeliest place and partner; keeps the rules' in `Link.passed_sides`."""
    for made, score in zip(links, scores, strict=True):
        own = made.place, made.partner
        made.place = _likeliest(score.pointed["place"], made.place, MARGINS["place"])
        made.partner = _likeliest(score.pointed["partner"], made.partner, MARGINS["partner"])
        if (made.place, made.partner) != own:
            made.passed_sides = own


def _likeliest(offered: Sequence[tuple[str | None, float]], own: str | None, margin: float) -> str | None:
    """The likeliest value, the rules' own unless another is likelier by a margin."""
    told = dict(offered)
    best = max(told, key=told.__getitem__, default=own)
    return best if own not in told or told[best] >= told[own] + margin else own
