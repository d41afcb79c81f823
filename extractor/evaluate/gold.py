"""Annotated articles as they are kept; corpus/README.md describes the format."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from extractor.schema import (
    Action,
    Direction,
    Flow,
    Kind,
    Model,
    Number,
    PolicyStatus,
    Qualifier,
    Role,
    Status,
)


def _plain(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) else value


def find_nth(text: str, part: str, nth: int = 1) -> int:
    """The offset of the `nth` occurrence (from 1) of `part` in `text`, -1 where there is none."""
    at = -1
    for _ in range(nth):
        at = text.find(part, at + 1)
        if at < 0:
            return -1
    return at


class Spanned(Model):
    """A stretch of the text, given by its words and which occurrence of them is meant."""

    text: str
    nth: int = 1

    def span(self, text: str) -> tuple[int, int]:
        """Its offsets in `text`. Raises ValueError where it isn't there."""
        at = find_nth(text, self.text, self.nth)
        if at < 0:
            raise ValueError(f"not in the text: {self.text!r}, occurrence {self.nth}")
        return at, at + len(self.text)


class GoldQuantity(Spanned):
    type: Kind
    value: Annotated[Number | list[Number], BeforeValidator(_plain)]
    unit: str
    qualifier: Qualifier = "exact"
    role: Role = "other"
    direction: Direction | None = None
    indicator: str | None = None
    flow: Flow | None = None
    place: str | None = None
    partner: str | None = None
    period: str | None = None
    baseline: str | None = None
    status: Status = "reported"


class GoldDate(Spanned):
    value: str


class GoldPerson(Model):
    name: str
    aliases: list[str] = Field(default_factory=list)
    role: str | None = None
    organization: str | None = None


class GoldQuote(Spanned):
    direct: bool
    speaker: str


class GoldPolicy(Spanned):
    type: str
    action: Action
    status: PolicyStatus
    actor: str | None = None
    target: str | None = None
    effective: str | None = None


class GoldRelation(Model):
    check: str
    members: list[tuple[str, int]]
    note: str = ""


class Mutation(Model):
    """A change of the text that makes the article inconsistent: `find` becomes `replace`."""

    find: str
    nth: int = 1
    replace: str
    breaks: str
    kind: str

    def span(self, text: str) -> tuple[int, int]:
        """The offsets of `find` in `text`. Raises ValueError where it isn't there."""
        return Spanned(text=self.find, nth=self.nth).span(text)

    def apply(self, text: str) -> str:
        """The text with the change made."""
        start, end = self.span(text)
        return text[:start] + self.replace + text[end:]


class Gold(Model):
    quantities: list[GoldQuantity] = Field(default_factory=list)
    dates: list[GoldDate] = Field(default_factory=list)
    people: list[GoldPerson] = Field(default_factory=list)
    quotes: list[GoldQuote] = Field(default_factory=list)
    policies: list[GoldPolicy] = Field(default_factory=list)
    relations: list[GoldRelation] = Field(default_factory=list)


class GoldArticle(Model):
    """One annotated article."""

    id: str
    title: str
    published: str | None = None
    text: str
    style: str = ""
    gold: Gold
    mutations: list[Mutation] = Field(default_factory=list)

    def mutant(self, number: int) -> tuple[str, str]:
        """Title and text with mutation `number` made."""
        change = self.mutations[number]
        start, _ = change.span(self.text)
        text = change.apply(self.text)
        length = len(self.title) + (len(change.replace) - len(change.find) if start < len(self.title) else 0)
        return (text[:length] if start < len(self.title) else self.title), text


def load_gold(path: str | Path) -> list[GoldArticle]:
    """The annotated articles of a file or, in the order of their names, of a folder's *.json files.

    Raises OSError, and ValueError (of pydantic or json, the path first) for a file in another form.
    """
    path = Path(path)
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    articles = []
    for file in files:
        try:
            articles.append(GoldArticle.model_validate(json.loads(file.read_text(encoding="utf-8"))))
        except ValueError as fault:
            raise ValueError(f"{file}: {fault}") from fault
    return articles
