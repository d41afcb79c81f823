"""Chooses the role that a number plays, and whether it rises or falls, by decision trees fitted on annotated articles.

data/role_choice.csv is fitted by `python benchmarks/role_choice.py`: trees (see `forest`) that rank the roles. The
rules' own role stays unless another is worth `MARGIN` more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from extractor.claims.choice_numbers import LEAST, Numbers, Told
from extractor.claims.lexicon import says
from extractor.claims.link import Link
from extractor.claims.period_words import of_a_package
from extractor.claims.topic import rows_of
from extractor.claims.view import View
from extractor.forest import forest

Part = tuple[str, str | None]
"""A role and a direction."""
PARTS: tuple[Part, ...] = (
    ("level", None), ("growth", "up"), ("growth", "down"), ("change", "up"), ("change", "down"),
    ("share", None), ("rate", None), ("price", None), ("other", None),
)  # fmt: skip
MARGIN = 6_000
"""How much more another role must be worth than the rules'."""
HUGE = 100_000_000
"""What no single thing costs."""
_NEIGHBOURS = (-2, -1, 1, 2)
_AROUND = 3
"""Words on both sides whose presence tells of a role."""
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


def roles_of(made: Link) -> list[Part]:
    """The roles that are weighed for a number, the rules' own first; no others for what a measure sets."""
    if made.topic.near == "policy" or made.topic.indicator_id in rows_of("measure"):
        return [(made.role, made.direction)]
    fit = _KINDS.get(made.mark.record["kind"], _COUNTED)
    own = (made.role, made.direction)
    if made.mark.record["kind"] == "money" and _too_large(made):
        fit -= {"price"}
    return [own, *(part for part in PARTS if part[0] in fit and part != own)]


def _too_large(made: Link) -> bool:
    """Whether an amount is too large for the price of any one thing."""
    unit, value = str(made.mark.record["unit"]), made.mark.record.get("value")
    return "/" not in unit and value is not None and Decimal(str(value)) >= HUGE


def chosen_roles(view: View, links: Sequence[Link]) -> list[Part]:
    """Of each number, the role and the direction that are worth most."""
    own = [(made.role, made.direction) for made in links]
    if len(links) < LEAST:
        return own
    features, numbers, trees = RoleFeatures(view, links), Numbers(view, links), forest("role_choice")
    read = [of_output(view, made) or of_a_package(view, made.mark) for made in links]
    offered = [[part] if held else roles_of(made) for made, part, held in zip(links, own, read, strict=True)]
    groups = []
    for number, some in enumerate(offered):
        shared = trees.cells(numbers.of_number(number) | features.of_number(number))
        groups.append((shared, [trees.cells(features.of(number, part)) for part in some]))
    worth, at = trees.worth(groups), 0
    for number, some in enumerate(offered):
        values = worth[at : at + len(some)]
        at += len(some)
        most = max(range(len(some)), key=values.__getitem__)
        if values[most] >= values[0] + MARGIN:
            own[number] = some[most]
    return own


def of_output(view: View, made: Link) -> bool:
    """Whether the rules read what is set against a country's output: "or 0.2 per cent of gross domestic product"."""
    return made.role == "other" and says(f" {' '.join(view.after(made.mark, 5))} ", "of_output")


class RoleFeatures:
    """The features of the roles that an article's numbers may play: names in data/role_choice.csv."""

    def __init__(self, view: View, links: Sequence[Link]) -> None:
        self.view, self.links = view, links
        self.read = Counter(made.role for made in links)

    def of_number(self, number: int) -> Told:
        """The features that all roles of a number share, beside those of `choice_numbers`."""
        view, made = self.view, self.links[number]
        record = made.mark.record
        label = (made.topic.indicator or "").split()
        told: Told = {
            "per": "/" in record["unit"],
            "words": len(str(record["text"]).split()),
            "digits": sum(c.isdigit() for c in str(record["text"])),
            f"qualifier={record['qualifier']}": 1,
        }
        if label:
            told[f"label={label[-1]}"] = 1
        for word in view.before(made.mark, _AROUND):
            told[f"before={word}"] = 1
        for word in view.after(made.mark, _AROUND):
            told[f"after={word}"] = 1
        for step in _NEIGHBOURS:
            if 0 <= number + step < len(self.links):
                other = self.links[number + step]
                near = other.mark.sentence == made.mark.sentence
                told[f"role {step}={other.role}"] = told[f"kind {step}={other.mark.record['kind']}"] = 1 + near
        return told

    def of(self, number: int, part: Part) -> Told:
        """The features of one role."""
        role, way = part
        made = self.links[number]
        before = self.links[number - 1] if number else None
        return {
            f"is={role}": 1,
            f"goes={way}": 1,
            "rule": role == made.role,
            "rule way": way == made.direction,
            "prev": before is not None and before.role == role,
            "prev way": before is not None and before.direction == way,
            "read": round(self.read[role] / len(self.links), 2),
        }
