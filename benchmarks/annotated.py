"""The annotated articles of corpus/ that choices among readings are fitted on and measured by."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor import pipeline
from extractor.claims.link import Link
from extractor.claims.view import View
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.matching import pair
from extractor.schema import Article

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
READINGS = CORPUS / "readings.csv"
"""What is read of the numbers of plain articles, most of which have no date."""
SETS = [
    CORPUS / name
    for name in (
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twentyfirst",
        "twentysecond", "twentythird", "twentyfourth", "twentyfifth", "twentysixth", "twentyseventh", "twentyeighth",
        "twentyninth", "thirtieth", "thirtyfirst", "thirtysecond", "thirtythird", "passages",
    )
]  # fmt: skip
"""Whole annotations that are fitted on."""
UNSEEN = [
    CORPUS / name
    for name in (
        "gold", "eleventh", "thirtyfourth", "thirtyfifth", "thirtysixth", "thirtyseventh",
    )
]  # fmt: skip
"""Those that are in no fit, so that what is measured there is on articles that nothing was fitted to."""
FIELDS = ("role", "direction", "indicator", "flow", "period", "place", "partner", "status")
PASSAGES = 30
"""Passages that are fitted on, the first ones; the others are kept for measuring."""


@dataclass(frozen=True)
class Reading:
    """What an annotator read of one number."""

    start: int
    end: int
    role: str | None
    direction: str | None
    indicator: str | None
    flow: str | None
    period: str | None
    place: str | None
    partner: str | None
    status: str | None


@dataclass(frozen=True)
class Annotated:
    """An article and what was read of its numbers."""

    article: Article
    readings: list[Reading]

    @property
    def view(self) -> View:
        """The components' reading of the article."""
        nlp = pipeline.load()
        return View(nlp(pipeline.make_doc(nlp, self.article)))

    def among(self, links: Sequence[Link]) -> Iterator[tuple[Reading, int]]:
        """The readings whose numbers were found, with the numbers of their links."""
        spans = [(reading.start, reading.end) for reading in self.readings]
        found = pair(spans, [(made.mark.start, made.mark.end) for made in links])
        yield from ((reading, n) for reading, n in zip(self.readings, found, strict=True) if n is not None)


def of_folder(folder: Path) -> list[Annotated]:
    """The annotated articles of a folder; of the passages, those that are fitted on."""
    found = load_gold(folder)
    return [_annotated(made) for made in (found[:PASSAGES] if folder.name == "passages" else found)]


def _annotated(made: GoldArticle) -> Annotated:
    article = Article(id=made.id, title=made.title, text=made.text, published=made.published)
    readings = [Reading(*q.span(made.text), *(getattr(q, name) for name in FIELDS)) for q in made.gold.quantities]
    return Annotated(article, readings)


def of_plain(table: Path) -> list[Annotated]:
    """The articles of `plain/` beside a table of readings, with theirs."""
    found = []
    for name, rows in _rows(table).items():
        readings = [Reading(int(row["start"]), int(row["end"]), *(row[f] or None for f in FIELDS)) for row in rows]
        found.append(Annotated(_plain(table.parent / "plain" / f"{name}.txt"), readings))
    return found


def unread(table: Path) -> list[Annotated]:
    """The articles of `plain/` beside a table of readings that have none in it."""
    read = _rows(table)
    files = sorted((table.parent / "plain").glob("*.txt"))
    return [Annotated(_plain(file), []) for file in files if file.stem not in read]


def _rows(table: Path) -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["article"], []).append(row)
    return rows


def _plain(file: Path) -> Article:
    text = file.read_text(encoding="utf-8")
    return Article(id=file.stem, title=text.split("\n", 1)[0], text=text)


def known_articles(paths: Iterable[Path]) -> list[Annotated]:
    """What folders and tables hold."""
    return [found for path in paths for found in (of_plain(path) if path.suffix == ".csv" else of_folder(path))]
