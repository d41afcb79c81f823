"""The other plausible readings of a number's links, each with a score, for the checks to weigh.

A link that the words next to the number decide has none; one that is carried over from before, or chosen among
several in the sentence, has the others as its alternatives.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.claims.baselines import SHIFTS, step_back
from extractor.claims.confidence import confidence_of, rules_confidence
from extractor.claims.link import Link
from extractor.claims.topic import economic
from extractor.claims.view import View
from extractor.schema import Alternative

_SCORES = {"sentence": 0.25, "inherited": 0.35, "linked": 0.2, "headline": 0.3, "base": 0.3, "segment": 0.15}
_TOPIC_SCORES = {
    "inherited": 0.4,
    "sentence": 0.25,
    "segment": 0.35,
    "product": 0.3,
    "verb": 0.3,
    "none": 0.4,
}
_TOLD = 0.5
"""Of the reading that the rules give where another is chosen; checks compare by that one."""
_MOST = 3


def alternatives_of(view: View, made: Link) -> list[Alternative]:
    """At most three readings a field, most likely first, the number's own (its currency) before them."""
    found = [Alternative(**a) for a in made.mark.record.get("alternatives") or ()]
    if made.passed is not None:
        for field in ("indicator", "indicator_id", "flow"):
            told = getattr(made.passed, field)
            if told != getattr(made.topic, field):
                found.append(Alternative(field=field, value=told, score=_TOLD))
    if made.passed_role is not None:
        for field, rule in zip(("role", "direction"), made.passed_role, strict=True):
            if rule != getattr(made, field):
                found.append(Alternative(field=field, value=rule, score=_TOLD))
    if made.passed_sides is not None:
        for field, rule in zip(("place", "partner"), made.passed_sides, strict=True):
            if rule != getattr(made, field):
                found.append(Alternative(field=field, value=rule, score=_TOLD))
    if made.period_how == "chosen":
        found.append(Alternative(field="period", value=made.passed_period, score=_TOLD))
    if made.passed_status not in (None, made.status):
        found.append(Alternative(field="status", value=made.passed_status, score=_TOLD))
    told = rules_confidence(made)
    if found and told != confidence_of(made):
        found.append(Alternative(field="confidence", value=f"{told:.2f}", score=_TOLD))
    for field, make in (
        ("period", _periods),
        ("indicator", _topics),
        ("partner", _partners),
        ("baseline", _baselines),
    ):
        seen: set[str | None] = {getattr(made.topic, field, None) if field == "indicator" else getattr(made, field)}
        seen.update(a.value for a in found if a.field == field)
        for value, score in make(view, made):
            if value not in seen and len([a for a in found if a.field == field]) < _MOST:
                seen.add(value)
                found.append(Alternative(field=field, value=value, score=round(score, 2)))
    return found


def _periods(view: View, made: Link) -> Iterator[tuple[str | None, float]]:
    score = _SCORES.get(made.period_how)
    if score is None or not economic(made.topic):
        return
    first, stop = made.mark.opens, made.mark.closes
    for date in view.within(view.dates, first, stop):
        if date.record["value"]:
            yield date.record["value"], score
    if made.period_how in ("inherited", "linked", "headline"):
        for date in reversed(view.within(view.dates, 0, first)[-3:]):
            if date.record["value"]:
                yield date.record["value"], score / 2
    if made.period_how == "base" and made.period:
        for shift in SHIFTS:
            other = step_back(made.period, shift)
            if other:
                yield other, 0.15


def _topics(view: View, made: Link) -> Iterator[tuple[str | None, float]]:
    score = _TOPIC_SCORES.get(made.topic.near)
    if score is None:
        return
    first, stop = made.mark.opens, made.mark.closes
    for mark in reversed(view.within(view.indicators, first, stop)):
        yield mark.record["indicator"], score
    if made.topic.near == "inherited":
        for mark in reversed(view.within(view.indicators, 0, first)[-2:]):
            yield mark.record["indicator"], score / 2


def _partners(view: View, made: Link) -> Iterator[tuple[str | None, float]]:
    first, stop = made.mark.opens, made.mark.closes
    for mark in view.within(view.places, first, stop):
        if mark.record["code"] not in (made.place, "world"):
            yield mark.record["code"], 0.2
    if made.partner is not None and made.topic.near in ("inherited", "sentence"):
        yield None, 0.2


def _baselines(view: View, made: Link) -> Iterator[tuple[str | None, float]]:
    if made.baseline is None or made.baseline_named:
        return
    for shift in SHIFTS:
        yield shift, 0.2
