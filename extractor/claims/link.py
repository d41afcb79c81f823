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
from extractor.claims.period_lists import distribute_dates, part_ends
from extractor.claims.period_words import of_a_package
from extractor.claims.periods import Periods
from extractor.claims.places import Places
from extractor.claims.role_lines import line_roles
from extractor.claims.role_signs import Role, added_level, same_change
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
    passed_role: Role | None = None
    """The rules' role and direction, where others were chosen."""
    rules_kind: tuple[str, str] | None = None
    """How the rules found topic and period, as `confidence` has it."""
    passed_sides: tuple[str | None, str | None] | None = None
    """The rules' place and partner, where others were chosen."""
    passed_status: str | None = None
    """The rules' status, where another was chosen."""


def link(view: View) -> list[Link]:
    """The links of all quantities outside page furniture, in text order."""
    reader, periods = _Reader(view), Periods(view)
    for number in range(len(view.quantities)):
        reader.read(number)
    links, home = reader.links, reader.places.default
    _without_flow(view, links)
    assign_pairs(view, links)
    distribute(view, links)
    _headline_twins(view, links)
    assign_statuses(view, links)
    periods.assign(links)
    assign_future(view, links)
    distribute_dates(view, links)
    part_ends(view, links)
    assign_effects(view, periods.dates, links)
    assign_baselines(view, periods.dates, links, periods.habit)
    assign_bracketed_bases(view, links)
    assign_stretches(view, links)
    tables = Tables(view)
    for made in links if tables.tables else ():
        tables.read(made, home)
    for made in links:
        _qualify(view, made)
    _vintages(view, links)
    return links


class _Reader:
    """Reads topic, role and sides of one number after another, and what each carries on to the next."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.places = Places(view)
        self.cues, self.topics = Cues(view), Topics(view, self.places.default)
        self.flows = Flows(view, self.places.default)
        self.lines = line_roles(view)
        self.links: list[Link] = []
        self.percent: dict[int, Role] = {}
        """Sentence → the role of its last percent."""
        self.told: Role | None = None
        """The role of the last percent."""
        self.shared: tuple[int, tuple[str | None, str | None]] | None = None
        """The last sentence that told or went on with a share, and the share's sides."""

    def read(self, number: int) -> None:
        """Ties one number to all but its period and status."""
        view, cue = self.view, self.cues.cue(number)
        mark = view.quantities[number]
        last = next((made for made in reversed(self.links[-2:]) if not of_a_package(view, made.mark)), None)
        previous = (last.mark, last.topic) if last else None
        topic = self.topics.topic(mark, cue, previous)
        topic = self.topics.in_things(mark, self.flows.settle(mark, cue, policy_topic(view, mark, topic), previous))
        role, direction = self._own_role(mark, cue, topic)
        again = self.shared is not None and self.shared[0] >= mark.sentence - 1 and self.topics.share_again(mark)
        if again and role == "growth" and cue.how != "by":
            role, direction = "share", None
        if mark.record["kind"] in ("percent", "fraction"):
            signed = mark.record["sign"] == "-"  # a written sign is its own number's
            self.percent[mark.sentence] = self.told = (role, "up" if signed and direction == "down" else direction)
        same = last if last and last.mark.sentence == mark.sentence else None
        if same is not None:
            role, direction = _beside(view, same, mark, topic, (role, direction))
        place, partner = self._sides(mark, topic, role, same, again)
        self.links.append(Link(mark, cue, topic, role, direction, place, partner))

    def _own_role(self, mark: Mark, cue: Cue, topic: Topic) -> Role:
        """Role and direction by a number's own words, by the percent before it, or by those of its line."""
        view = self.view
        bracketed = view.text[max(0, mark.start - 1) : mark.start] == "("
        expected = says(" " + " ".join(view.before(mark, 5)) + " ", "expectation")
        compared = word_class("likened") & set(view.before(mark, 2))
        shares = self.percent.get(mark.sentence) or (self.told if bracketed or expected or compared else None)
        own = role_of(view, mark, cue, topic, shares)
        if own[0] != "rate" and (topic.flow or topic.indicator_id in rows_of("divisible")):
            return self.lines.get(mark.start, own)
        return own

    def _sides(
        self, mark: Mark, topic: Topic, role: str, same: Link | None, again: bool
    ) -> tuple[str | None, str | None]:
        """Place and partner; `again`: a share goes on with those of the last."""
        linked = topic.near in ("sentence", "inherited") or (
            same is not None and same.topic.indicator == topic.indicator
        )
        sides = self.places.resolve(mark, topic, (same.place, same.partner) if same else None, linked)
        last = self.links[-1] if self.links else None
        if topic.near == "pronoun" and last and last.topic.indicator_id == topic.indicator_id == "arrivals":
            sides = (sides[0], sides[1] or last.partner)  # "That was 45 percent more"
        if again and self.shared:
            sides = self.shared[1]
            self.shared = (mark.sentence, sides)
        elif role == "share":
            self.shared = (mark.sentence, sides)
        return sides


def _beside(view: View, same: Link, mark: Mark, topic: Topic, own: Role) -> Role:
    """Role and direction of a number by the one before it in its sentence: of a price, of a change and its level."""
    role, direction = own
    if role == "level" and _priced_before(view, same, mark):
        role = "price"
    if role == "change" and added_level(view, same.mark, mark, same.cue.how == ""):
        role, direction = "level", None
    if same.role == "change" and same_change(view, same.mark, mark):
        role, direction = "growth", same.direction
    if topic.near == "paren" and role == "level" and same.role in ("rate", "other", "price"):
        role = same.role if same.mark.record["kind"] == mark.record["kind"] == "money" else role
    return role, direction


def _without_flow(view: View, links: list[Link]) -> None:
    """Takes the flow from numbers that are of none: those that say again what has none, and loose ones."""
    for number, made in enumerate(links):
        before = links[number - 1].topic if number else None
        again = made.topic.near == "paren" and before is not None and before.flow is None
        if again or loose(view, made.mark, made.topic):
            made.topic = replace(made.topic, flow=None)


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
    if made.basis == "volume" and made.mark.record["kind"] == "money":
        made.basis = None
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
