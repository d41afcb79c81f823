"""Across a folder: the same figure in several articles.

Figures share a key if indicator, flow, place, partner, period, unit, role, baseline, price basis and adjustment are
the same, and place and period known. Two articles agree if a number lies within both figures at 2h, or at h where the
settings say so. Where they don't, and source or vintage differ, that is told as a revision or another source (info);
so where one is a base of comparison ("from 5.1 billion a year before"), which a later release may have revised, unless
both articles were published within a week. Else it is a conflict: an error where a slip of the hand would make them
agree, otherwise a warning. Of several the gravest is told. An article given twice counts once, and its base of
comparison gives way to its own figure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from extractor.checks import calendar, cues, keys, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.intervals import Interval
from extractor.checks.repairs import changed, slips
from extractor.checks.run import bounds
from extractor.exact import Fraction
from extractor.schema import Finding, QuantityClaim, Result

Key = tuple[object, ...]
SAME_RELEASE = timedelta(days=7)
"""Days between two articles that may rest on one release: fewer than between a month's figures and the next, which
revise them."""
MOST_COMPARED = 60
"""Different figures of one key that are compared in pairs; of more, these and the two that are farthest apart."""
_GRAVEST = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Figure:
    """One article's figure for a key."""

    result: Result
    fact: Fact

    @property
    def id(self) -> str:
        return f"{self.result.article.id}#{self.fact.id}"

    @property
    def source(self) -> frozenset[str]:
        """The words that name who says so, an office for the person who holds it; empty where nobody is named."""
        source = self.fact.claim.source
        if source is None:
            return frozenset()
        who = next((p for p in self.result.people if p.id == source.person), None)
        return office((who.role or who.organization or source.name) if who else source.name)

    @property
    def is_base(self) -> bool:
        return self.fact.slot == "base"

    @property
    def published(self) -> date | None:
        """The article's day; None where it is unknown or inferred."""
        article = self.result.article
        return None if article.published_from == "inferred" else calendar.day(article.published)


@dataclass(frozen=True, slots=True)
class Cell:
    """A row of the table of indicators and periods: what every article says."""

    indicator: str
    period: str
    place: str
    unit: str
    figures: tuple[Figure, ...]
    partner: str = ""


def check_folder(results: Sequence[Result], level: int = 2) -> list[Finding]:
    """Findings across articles; their claims are named `article id#claim id`. Two figures agree if a number lies within
    both at `level` times h."""
    first, repeats = distinct(results)
    found = [_repeat(number, *pair) for number, pair in enumerate(repeats, 1)]
    for cell in table(first, level):
        if len(cell.figures) > 1:
            found.append(_compare(len(found) + 1, cell, level))
    return found


def distinct(results: Sequence[Result]) -> tuple[list[Result], list[tuple[Result, Result]]]:
    """The articles without those whose text came before, and these with the earlier one; credits in brackets, as
    agencies put them below a story, don't tell two copies apart."""
    seen: dict[tuple[str, ...], Result] = {}
    kept, repeats = [], []
    for result in results:
        text = _story(result.article.text)
        if text in seen:
            repeats.append((seen[text], result))
        else:
            seen[text] = result
            kept.append(result)
    return kept, repeats


def _story(text: str) -> tuple[str, ...]:
    """The lines of a text that tell the story, without what stands in brackets alone."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    told = tuple(line for line in lines if line and not (line[0] in "([" and line[-1] in ")]"))
    return told or tuple(lines)


def office(name: str) -> frozenset[str]:
    """The words of an office's name, a minister's being the ministry's: "Commerce Minister", "Ministry of Commerce"."""
    return frozenset(_offices().get(word, word) for word in words(name)) - cues.words_of("name_filler")


@cache
def _offices() -> dict[str, str]:
    """The word for who holds an office → the word for the office."""
    return {pair[0]: pair[1] for pair in cues.phrases("office")}


def table(results: Sequence[Result], level: int = 2) -> list[Cell]:
    """Every key with each article's figure, in the order in which the keys come up; an article that gives two
    figures for one key is left out of it."""
    rows: dict[Key, dict[str, list[Figure]]] = {}
    for result in results:
        chosen = {claim.id: claim for claim in result.quantities}
        for fact in Context(result).facts:
            key = _key(fact)
            if key is not None and _set_alike(fact.claim, chosen[fact.id]):
                rows.setdefault(key, {}).setdefault(result.article.id, []).append(Figure(result, fact))
    return [cell for key, articles in rows.items() if (cell := _cell(articles, level)) is not None]


def _cell(articles: dict[str, list[Figure]], level: int) -> Cell | None:
    chosen = ([f for f in found if not f.is_base] or found for found in articles.values())
    figures = tuple(_closest(found) for found in chosen if _one_value(found, level))
    if not figures:
        return None
    claim = figures[0].fact.claim
    return Cell(claim.indicator or "", claim.period or "", claim.place or "", claim.unit, figures, claim.partner or "")


def _closest(figures: list[Figure]) -> Figure:
    """The figure that says most: a headline's "more than 1 trillion" gives way to the body's 1.05."""
    return min(figures, key=lambda figure: _width(figure.fact))


def _width(fact: Fact) -> tuple[bool, Fraction]:
    stated = fact.at(2)
    if stated.lo is None or stated.hi is None:
        return (True, Fraction(0))
    return (False, stated.hi - stated.lo)


def _one_value(figures: list[Figure], level: int) -> bool:
    one = _closest(figures).fact
    return all(f.fact.at(level).meets(one.at(level)) for f in figures)


def _key(fact: Fact) -> Key | None:
    claim = fact.claim
    if claim.role not in ("level", "growth", "rate", "price") or claim.status != "reported":
        return None
    if not claim.place or not claim.period or not (claim.flow or claim.indicator_id) or claim.range is not None:
        return None
    return (claim.indicator_id, keys.topic(claim.indicator), keys.sector(fact), claim.flow, claim.place, claim.partner,
            claim.period, claim.unit, claim.kind, claim.role, claim.baseline, claim.basis, claim.adjusted)  # fmt: skip


def _set_alike(told: QuantityClaim, chosen: QuantityClaim) -> bool:
    """Whether the reading that was chosen is of the same place, partner and period as the rules' one."""
    return all(getattr(told, name) == getattr(chosen, name) for name in ("place", "partner", "period"))


def _signed(fact: Fact, level: int) -> Interval:
    return -fact.at(level) if fact.claim.direction == "down" else fact.at(level)


def _compare(number: int, cell: Cell, level: int) -> Finding:
    first = cell.figures[0]
    clash = _clash(cell.figures, level)
    partner = f" with {messages.places(cell.partner)}" if cell.partner else ""
    what = f"{cell.indicator} ({messages.places(cell.place)}{partner}, {cell.period})"
    said = "; ".join(f"{f.result.article.id}: {messages.name(f.fact)}" for f in cell.figures)
    if clash is None:
        return _finding(
            number,
            cell.figures,
            "consistent",
            "info",
            f"{len(cell.figures)} articles agree{_how_closely(cell)} on {what}: {said}.",
            first,
            (),
        )
    severity, one, two = clash
    note = "revised or other source" if severity == "info" else "these cannot both hold"
    return _finding(
        number,
        cell.figures,
        "inconsistent",
        severity,
        f"The articles differ on {what}; {note}: {said}.",
        one,
        (one, two),
    )


def _how_closely(cell: Cell) -> str:
    """How figures agree that do so only at more than half a unit of their last digit."""
    stated = [_signed(figure.fact, 1) for figure in cell.figures]
    lows = [one.lo for one in stated if one.lo is not None]
    highs = [one.hi for one in stated if one.hi is not None]
    return " within rounding" if lows and highs and max(lows) > min(highs) else ""


def _clash(figures: Sequence[Figure], level: int) -> tuple[str, Figure, Figure] | None:
    """The gravest severity of two figures that don't agree, with the first two of it; None where all agree."""
    stated = {figure.id: _signed(figure.fact, level) for figure in figures}
    lows = [(one.lo, id) for id, one in stated.items() if one.lo is not None]
    highs = [(one.hi, id) for id, one in stated.items() if one.hi is not None]
    if not lows or not highs or max(lows)[0] <= min(highs)[0]:  # one number lies in all of them
        return None
    kinds: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        day = figure.published if figure.is_base else None
        kinds.setdefault((stated[figure.id], figure.source, figure.fact.claim.vintage, figure.is_base, day), figure)
    ends = {max(lows)[1], min(highs)[1]}
    compared = list(kinds.values())[:MOST_COMPARED]
    compared += [f for f in figures if f.id in ends - {one.id for one in compared}]
    worst: tuple[str, Figure, Figure] | None = None
    for one, two in combinations(compared, 2):
        if stated[one.id].meets(stated[two.id]):
            continue
        severity = _severity(one, two)
        if worst is None or _GRAVEST.index(severity) < _GRAVEST.index(worst[0]):
            worst = severity, one, two
        if severity == _GRAVEST[0]:
            break
    return worst


def _severity(one: Figure, two: Figure) -> str:
    slip = _slip(one.fact, two.fact)
    if _revised(one, two) or (bool(one.source) != bool(two.source) and not slip):
        return "info"
    return "error" if slip else "warning"


def _revised(one: Figure, two: Figure) -> bool:
    """Whether the figures may differ as each is of another office or release."""
    other = bool(one.source and two.source) and not (one.source <= two.source or two.source <= one.source)
    if one.fact.claim.vintage != two.fact.claim.vintage or other:
        return True
    if not (one.is_base or two.is_base):
        return False
    return one.published is None or two.published is None or abs(one.published - two.published) > SAME_RELEASE


def _slip(one: Fact, two: Fact) -> bool:
    return any(changed(a, value).at(1).meets(b.at(1)) for a, b in ((one, two), (two, one)) for value, _ in slips(a))


def _repeat(number: int, first: Result, again: Result) -> Finding:
    return Finding(
        id=f"folder{number}",
        check="across_articles",
        verdict="consistent",
        severity="info",
        fingerprint=_fingerprint([first.article.text[:200], "repeated"]),
        message=f"{again.article.id} is the same article as {first.article.id}; it is counted once.",
    )


def _finding(
    number: int,
    figures: tuple[Figure, ...],
    verdict: str,
    severity: str,
    message: str,
    shown: Figure,
    core: tuple[Figure, ...],
) -> Finding:
    other = core[1] if core else figures[-1]
    return Finding.model_validate(
        {
            "id": f"folder{number}",
            "check": "across_articles",
            "verdict": verdict,
            "severity": severity,
            "message": message,
            "fingerprint": _fingerprint([f"{f.fact.text}\x1f{f.fact.claim.indicator}" for f in figures]),
            "claims": [f.id for f in figures],
            "core": [f.id for f in core],
            "expected": list(bounds(shown.fact.at(1))),
            "observed": list(bounds(other.fact.at(1))),
        }
    )


def _fingerprint(parts: list[str]) -> str:
    joined = "\x1e".join(["across_articles", *sorted(parts)])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
