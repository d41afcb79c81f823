"""Bare figures in a table's cells or a list's lines: what its column's head, its row's head or its caption says that
they are.

A table is a run of lines whose cells stand between bars or tabs, or are aligned by blanks. A column's head comes first
("Change, %"), then the row's ("Exports, US$ bn"), the head of the first column, and the line before the table ("by
market, S$ million").
A list is a run of lines "Home textiles: 279.2" under a caption that says the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.columns import tabbed
from extractor.components import _quantity_currencies as currencies
from extractor.components._quantity_currencies import Form
from extractor.components._quantity_tables import Lazy, classes, key, lower, trie
from extractor.components._quantity_units import unit_after
from extractor.lookups import cells as forms_of
from extractor.lookups import table

_SCALES = {
    key(form): Decimal(row["value"])
    for row in table("numerals")
    if row["class"] in ("scale", "letter", "single")
    for form in forms_of(row, "forms")
}
_CUES = {name: frozenset(classes("quantity_cues")[name]) for name in ("cell_plain", "cell_change")}
_ROW = re.compile(r"[^\n|\t]{0,120}(?:[|\t][^\n|\t]{0,120})+")
_CELL = re.compile(r"[^|\t]+")
_FIGURE = Lazy(
    r"[ \u00a0]*([+−–-]?)\(?([0-9](?:[0-9.,'’ \u00a0\u202f\u2009]{0,20}[0-9])?)\)?[ \u00a0]*[*†a-z]?[ \u00a0]*$"
)
_YEAR = re.compile(r"[ ]*(?:19|20)[0-9]{2}[ ]*$")
_PART = re.compile(r"[(),;:\[\]]| – | — | - |(?<!\w)in (?:the )?(?=[a-z'’€$£¥A-Z0])", re.IGNORECASE)
_SIGN = Lazy(lambda: r"(" + trie(currencies.SIGNS) + r")[ \u00a0]?(.*)$")
_SCALE = Lazy(r"(?:(" + trie(_SCALES) + r")s?|(['’]?0{3}s?))(?:[ ]of)?(?![^\W\d_])[ ]?")
_PERCENT = Lazy("(?<![a-z])" + "(?:" + trie(classes("quantity_cues")["cell_percent"]) + ")(?![a-z])")
_RULE = re.compile(r"[ |:=+\t–-]+$")
_LISTED = Lazy(
    r"\W{0,4}[^\W\d][^:\n]{1,60}: ?([+−–-]?)([0-9]{1,3}(?: [0-9]{3})+|[0-9][0-9.,]*[0-9]|[0-9])"
    r"(?![\w%.,-]|[ \u00a0]?(?:%|[^\W\d_]))"
)
_BASE = Lazy(
    lambda: (
        rf"(?<!\w)(?:{trie(classes('quantity_cues')['cell_base'])}) ([0-9][0-9.,]*[0-9]|[0-9])(?![\w%.,/-]|[ \u00a0]%)"
        rf"(?![ \u00a0](?!(?:{trie(classes('quantity_cues')['cell_base_after'])})\b)[^\W\d_])"
    )
)
"""What a figure of a list is compared with: "1,392 (+10.5% from 1,260 in February)"."""
_LABEL = re.compile(r"(?:^|\n)\W{0,4}([A-Z](?:[^:.\n0-9]|['’]000){2,50}(?:[$%€£)]|[a-z])): (?=[A-Za-z+−–0-9])")
_STOP = re.compile(r"\n|\.(?: |$)")
_BARE = re.compile(
    r"(?:(?<=: )|(?<=[,;] )|(?<= and ))(?:(?!see|page|table|no\.?)[^\W\d][\w'’-]* ){0,2}"
    r"([+−–-]?)([0-9][0-9.,]*[0-9]|[0-9])(?![\w%/-]|[.,][0-9]|[ \u00a0](?:%|[a-z]))"
)
"""A figure behind no more than the name of what it is of, with a mark of punctuation, a bracket or a name behind it."""
THOUSAND = Decimal(1000)
CAPTION_LINES = 2
LONGEST_PART = 60


@dataclass(frozen=True, slots=True)
class Spec:
    """What the figures of a column are: kind, unit or currency, scale, the unit's factor."""

    kind: str
    unit: str = ""
    form: Form | None = None
    scale: Decimal = Decimal(1)
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A bare figure: where it starts and ends with its sign, and what it is."""

    start: int
    end: int
    figures: int
    sign: str
    spec: Spec


_PERCENTAGE = Spec("percent", "%")


def cells(text: str) -> dict[int, Cell]:
    """The bare figures of a text's tables whose heads or captions say what they are, by the figures' start."""
    found: dict[int, Cell] = {}
    text = tabbed(text)
    for rows, caption in _tables(text):
        for cell in _read(text, rows, caption):
            found[cell.figures] = cell
    for cell in (*_listed(text), *_labelled(text)):
        found.setdefault(cell.figures, cell)
    return found


def _labelled(text: str) -> Iterator[Cell]:
    """The figures behind a label that says their unit: "Total exports (US$ million): 4,512.6", "Imports, $bn: January
    5.1, February 4.8"."""
    for match in _LABEL.finditer(text):
        spec = spec_of(match[1])
        if spec is None:
            continue
        stop = _STOP.search(text, match.end())
        for figure in _BARE.finditer(text, match.end(), stop.start() if stop else len(text)):
            if not _YEAR.match(figure[2]):
                start = figure.start(1) if figure[1] else figure.start(2)
                sign = "" if not figure[1] else "+" if figure[1] == "+" else "-"
                yield Cell(start, figure.end(2), figure.start(2), sign, spec)


def _listed(text: str) -> Iterator[Cell]:
    """The figures of lines with a label and a colon, under a caption with a unit: "in million dollars"."""
    spec: Spec | None = None
    at = 0
    for line in text.split("\n"):
        match = _LISTED.match(line) if ":" in line else None
        if match is None:
            spec = spec_of(line) if line.strip() and not line.rstrip().endswith((".", "”", '"')) else None
        elif spec is not None:
            sign = "" if not match[1] else "+" if match[1] == "+" else "-"
            start = match.start(1) if match[1] else match.start(2)
            yield Cell(at + start, at + match.end(2), at + match.start(2), sign, spec)
            for base in _BASE.finditer(line, match.end()):
                if not _YEAR.match(base[1]):
                    yield Cell(at + base.start(1), at + base.end(1), at + base.start(1), "", spec)
        at += len(line) + 1


def _tables(text: str) -> Iterator[tuple[list[tuple[int, str]], list[str]]]:
    """The tables of a text: their rows with their offsets, and the lines before each."""
    rows: list[tuple[int, str]] = []
    caption: list[str] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if ("|" in line or "\t" in line) and _ROW.fullmatch(line):
            rows.append((at, line))
        elif rows or line.strip():
            if len(rows) > 1:
                yield rows, caption[-CAPTION_LINES:]
            if rows:
                rows, caption = [], []
            caption.append(line)
        at += len(line) + 1


def _read(text: str, rows: list[tuple[int, str]], caption: list[str]) -> Iterator[Cell]:
    spans = [
        [(at + match.start(), at + match.end()) for match in _CELL.finditer(row)]
        for at, row in rows
        if not _RULE.fullmatch(row)
    ]
    heads: list[str] = []
    above: Spec | None = next((spec for line in reversed(caption) if (spec := spec_of(line))), None)
    for row in spans:
        written = [text[start:end] for start, end in row]
        figures = [_figure(cell) for cell in written]
        if not any(figures[1:]):
            joined = [spec for cell in written if len(written) == 1 and (spec := spec_of(cell))]
            above = joined[0] if joined else above
            heads = written if len(written) > 1 else heads
            continue
        if len(heads) not in (len(row), len(row) + 1, len(row) - 1):
            continue
        shift = len(heads) - len(row)
        for index in range(1, len(row)):
            match = figures[index]
            head = heads[index + shift] if 0 <= index + shift < len(heads) else ""
            spec = _chosen(head, written[0], heads[0] if shift == 0 else "", above) if match else None
            if match and spec:
                at = row[index][0]
                start = match.start(1) if match[1] else match.start(2)
                yield Cell(at + start, at + match.end(2), at + match.start(2), _sign(match), spec)


def _figure(cell: str) -> re.Match[str] | None:
    return None if _YEAR.match(cell) else _FIGURE.match(cell)


def _sign(match: re.Match[str]) -> str:
    if match[1]:
        return "+" if match[1] == "+" else "-"
    return "-" if "(" in match.group() else ""


def _chosen(head: str, row: str, corner: str, above: Spec | None) -> Spec | None:
    """The first that says what a figure is; a column of ranks, years or changes doesn't take the caption's sums."""
    told = spec_of(head) or spec_of(row)
    if told:
        return told
    words = re.findall(r"[a-z/-]+|#", f"{head} {row}".lower())
    if any(word in _CUES["cell_plain"] for word in words):
        return None
    general = spec_of(corner) or above
    changes = any(word in _CUES["cell_change"] for word in words)
    return general if general is None or not changes or general.kind == "percent" else None


def spec_of(head: str) -> Spec | None:
    """What a head or caption says: "S$ million", "'000 tonnes", "Change, %", "Value (in millions of euros)"."""
    for part in reversed(_PART.split(head)):
        spec = _part(part.strip(" .*|\u00a0")) if len(part) <= LONGEST_PART else None
        if spec is not None:
            return spec
    return None


def _part(part: str) -> Spec | None:
    low = lower(part)
    if _PERCENT.search(low):
        return _PERCENTAGE if len(part.split()) <= 5 else None
    sign = _SIGN.match(part)
    if sign:
        scale = _whole_scale(lower(sign[2]))
        return None if scale is None else Spec("money", form=currencies.SIGNS[key(sign[1])], scale=scale)
    match = _SCALE.match(low)
    scale = Decimal(1)
    if match:
        scale = THOUSAND if match[2] else _SCALES[key(match[1])]
    rest = part[match.end() :] if match else part
    return _named(rest, scale) if rest else _named(part, Decimal(1))  # "(t)" is no trillion


def _whole_scale(low: str) -> Decimal | None:
    """The scale that the whole of a string names: 1 if it is empty, None if it is something else."""
    if not low.strip():
        return Decimal(1)
    match = _SCALE.match(low)
    if match is None or low[match.end() :].strip():
        return None
    return THOUSAND if match[2] else _SCALES[key(match[1])]


def _named(rest: str, scale: Decimal) -> Spec | None:
    """The unit or currency that the whole of a string names."""
    if not rest:
        return None
    name = currencies.after(rest, lower(rest), 0)
    if name is not None and name.end == len(rest):
        return Spec("money", form=name.form, scale=scale)
    found = unit_after(rest, lower(rest), 0)
    if found is not None and found.end == len(rest) and found.unit.kind in ("measure", "percentage_points"):
        return Spec(found.unit.kind, found.unit.unit, scale=scale, factor=found.unit.factor)
    return None
