"""Ties each quantity of a Doc to what it measures: one pass through the article in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.claims import marks
from extractor.claims.base_figures import corrected
from extractor.claims.baselines import assign_baselines, assign_stretches
from extractor.claims.cues import Cue, Cues, says, word_class
from extractor.claims.effects import assign_effects
from extractor.claims.flow_loose import loose
from extractor.claims.flows import Flows
from extractor.claims.lists import distribute
from extractor.claims.measures import policy_topic
from extractor.claims.pairs import assign_bracketed_bases, assign_pairs
from extractor.claims.period_lists import distribute_dates
from extractor.claims.periods import Periods
from extractor.claims.places import Places
from extractor.claims.role_lines import line_roles
from extractor.claims.role_signs import added_level, same_change
from extractor.claims.roles import role_of
from extractor.claims.status import vintage_of
from extractor.claims.statuses import assign_future, assign_statuses
from extractor.claims.tables import Tables
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topics import Topics
from extractor.claims.view import Mark, View


@dataclass
class Link:
    """What one quantity is tied to."""

    mark: Mark
    cue: Cue
    topic: Topic
    role: str
    direction: str | None
    place: str | None
    partner: str | None
    period: str | None = None
    period_how: str = "none"
    baseline: str | None = None
    baseline_named: bool = False
    status: str = "reported"
    marks: list[str] = field(default_factory=list)
    basis: str | None = None
    adjusted: str | None = None
    vintage: str | None = None
    negated: bool = False
    passed: Topic | None = None
    """What the rules read, where another reading was chosen."""
    passed_period: str | None = None
    """The rules' period, where another was chosen (`period_how` is "chosen")."""
    passed_role: tuple[str, str | None] | None = None
    """The rules' role and direction, where others were chosen."""


def link(view: View) -> list[Link]:
    """The links of all quantities outside page furniture, in text order."""
    places = Places(view)
    cues, topics, periods = Cues(view), Topics(view, places.default), Periods(view)
    flows = Flows(view, places.default)
    links: list[Link] = []
    lines = line_roles(view)
    percent: dict[int, tuple[str, str | None]] = {}
    told: tuple[str, str | None] | None = None
    shared: tuple[int, tuple[str | None, str | None]] | None = None
    for number, mark in enumerate(view.quantities):
        cue = cues.cue(number)
        sentence = mark.sentence
        last = links[-1] if links else None
        previous = (last.mark, last.topic) if last else None
        topic = topics.topic(mark, cue, previous)
        topic = flows.settle(mark, cue, policy_topic(view, mark, topic), previous)
        bracketed = view.text[max(0, mark.start - 1) : mark.start] == "("
        expected = says(" " + " ".join(view.before(mark, 5)) + " ", "expectation")
        compared = word_class("likened") & set(view.before(mark, 2))
        shares = percent.get(sentence) or (told if bracketed or expected or compared else None)
        role, direction = role_of(view, mark, cue, topic, shares)
        if role != "rate" and (topic.flow or topic.indicator_id in rows_of("divisible")):
            role, direction = lines.get(mark.start, (role, direction))
        again = shared is not None and shared[0] >= sentence - 1 and topics.share_again(mark)
        if again and role == "growth" and cue.how != "by":
            role, direction = "share", None
        if mark.record["kind"] in ("percent", "fraction"):
            signed = mark.record["sign"] == "-"  # a written sign is its own number's
            percent[sentence] = told = (role, "up" if signed and direction == "down" else direction)
        same = last if last and last.mark.sentence == sentence else None
        if role == "level" and same is not None and _priced_before(view, same, mark):
            role = "price"
        if same is not None and role == "change" and added_level(view, same.mark, mark, same.cue.how == ""):
            role, direction = "level", None
        again_told = same is not None and same.role == "change" and same_change(view, same.mark, mark)
        if same is not None and again_told:
            role, direction = "growth", same.direction
        if same is not None and topic.near == "paren" and role == "level" and same.role in ("rate", "other", "price"):
            role = same.role if same.mark.record["kind"] == mark.record["kind"] == "money" else role
        linked = topic.near in ("sentence", "inherited") or (
            same is not None and same.topic.indicator == topic.indicator
        )
        place, partner = places.resolve(mark, topic, (same.place, same.partner) if same else None, linked)
        if again and shared:
            place, partner = shared[1]
            shared = (sentence, shared[1])
        elif role == "share":
            shared = (sentence, (place, partner))
        made = Link(mark, cue, topic, role, direction, place, partner)
        links.append(made)
    for number, made in enumerate(links):
        before = links[number - 1].topic if number else None
        again = made.topic.near == "paren" and before is not None and before.flow is None
        if again or loose(view, made.mark, made.topic):
            made.topic = replace(made.topic, flow=None)
    assign_pairs(view, links)
    distribute(view, links)
    _headline_twins(view, links)
    assign_statuses(view, links)
    periods.assign(links)
    assign_future(view, links)
    distribute_dates(view, links)
    assign_effects(view, periods.dates, links)
    assign_baselines(view, periods.dates, links, periods.habit)
    assign_bracketed_bases(view, links)
    assign_stretches(view, links)
    tables = Tables(view)
    for made in links if tables.tables else ():
        tables.read(made, places.default)
    for made in links:
        _qualify(view, made)
    _vintages(view, links)
    return links


def _vintages(view: View, links: list[Link]) -> None:
    """Marks a figure and what was published before of it: "$63.8 billion, against $69.95 billion stated earlier"."""
    for before, made in pairwise(links):
        same = before.mark.sentence == made.mark.sentence
        if same and before.role == made.role == "level" and corrected(view, made, before):
            before.vintage, made.vintage = "revised", "preliminary"


def _priced_before(view: View, told: Link, mark: Mark) -> bool:
    """Whether an amount is what the price before it is set against: "sets you back £2.10, against £1.45 before"."""
    alike = mark.record["kind"] == "money" and mark.record["unit"] == told.mark.record["unit"]
    return alike and told.role == "price" and bool(set(view.before(mark, 1)) & word_class("base"))


def _headline_twins(view: View, links: list[Link]) -> None:
    """A headline's number whose own words do not tell what it measures takes that of the same number below."""
    below: dict[tuple[object, ...], Link] = {}
    for made in links:
        if view.zone(made.mark.start) == "body":
            below.setdefault(_key(made.mark), made)
    for made in links:
        if view.zone(made.mark.start) != "headline" or made.topic.near not in ("later", "inherited", "none", "noun"):
            continue
        twin = below.get(_key(made.mark))
        if twin is not None and twin.topic.mark is not None and made.mark.record["kind"] != "percent":
            made.topic, made.role = twin.topic, twin.role
            made.place, made.partner = twin.place, twin.partner


def _key(mark: Mark) -> tuple[object, ...]:
    return tuple(mark.record.get(k) for k in ("kind", "unit", "value"))


def _qualify(view: View, made: Link) -> None:
    start, end = view.sentences[made.mark.sentence]
    stretch = f" {view.text[start:end].lower()} "
    made.marks = marks.marks_of(view, made.mark)
    if len(marks.bases_of(stretch)) > 1:
        made.basis = marks.own_basis(view, made.mark) if made.role in ("growth", "change") else None
    else:
        made.basis = marks.basis_of(stretch) or _basis_before(view, made.mark)
    made.adjusted = marks.adjusted_of(stretch)
    made.vintage = vintage_of(view, made.mark)
    made.negated = marks.negated(view, made.mark, None)


def _basis_before(view: View, mark: Mark) -> str | None:
    """What the sentence right before says of the figures to come: "In value terms the increase was steeper."."""
    number = mark.sentence - 1
    if number < 0 or view.paragraph(view.sentences[number][0]) != view.paragraph(mark.start):
        return None
    start, end = view.sentences[number]
    if view.within(view.quantities, *view.bounds[number]):
        return None
    return marks.basis_of(f" {view.text[start:end].lower()} ")
