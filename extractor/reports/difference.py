"""What changed between two runs: claims and findings that appeared, vanished or changed, by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor import jsonio
from extractor.reports import pairing
from extractor.reports.pairing import Words
from extractor.reports.stored import Stored
from extractor.reports.text import clean
from extractor.schema import AnyClaim, Finding, Result

APPEARED, VANISHED, CHANGED = "appeared", "vanished", "changed"
_SIGNS = {APPEARED: "+", VANISHED: "-", CHANGED: "~"}
_OF_A_CLAIM = frozenset({"id", "type", "sentence", "explain"})
"""Not compared: they say where and how, not what."""
_OF_A_FINDING = frozenset({"id", "fingerprint", "check", "core"})
ACROSS = "across articles"


@dataclass(frozen=True)
class Entry:
    """One claim or finding that differs. `fields`: what changed, old and new value."""

    state: str
    kind: str
    """`quantity`, `policy`, `quotation` or the finding's check."""
    text: str
    start: int | None = None
    end: int | None = None
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """What differs in one article (or, under the id "across articles", between articles)."""

    id: str
    claims: tuple[Entry, ...]
    findings: tuple[Entry, ...]
    other_text: bool = False


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two files of results."""

    parts: tuple[Part, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.parts or self.only_old or self.only_new)


def compare(old: Stored, new: Stored, only: Sequence[str] = ()) -> Difference:
    """The difference of two files' results, articles by id. `only`: of changed records, these fields alone."""
    parts = [_article(old.results[name], new.results[name], only) for name in old.results if name in new.results]
    parts.append(Part(ACROSS, (), tuple(_findings(old.folder, new.folder, str, str, only))))
    return Difference(
        tuple(part for part in parts if part.claims or part.findings or part.other_text),
        tuple(name for name in old.results if name not in new.results),
        tuple(name for name in new.results if name not in old.results),
    )


def _article(old: Result, new: Result, only: Sequence[str]) -> Part:
    before, after = pairing.words_of(old), pairing.words_of(new)
    moved = not pairing.same_text(old, new)
    skipped = {"start", "end"} if moved else set()
    found = []
    for one, other in pairing.claims(old, new):
        if one is not None and other is not None:
            entry = _entry(CHANGED, other, _changed(_fields(one, before), _fields(other, after), skipped, only))
        else:
            claim = other or one
            assert claim is not None
            entry = _entry(APPEARED if other else VANISHED, claim, {})
        found.append(entry)
    claims = tuple(entry for entry in found if entry.state != CHANGED or entry.fields)
    findings = tuple(_findings(old.findings, new.findings, before, after, only))
    return Part(new.article.id, claims, findings, moved)


def _entry(state: str, claim: AnyClaim, fields: dict[str, tuple[Any, Any]]) -> Entry:
    return Entry(state, claim.type, claim.text, claim.start, claim.end, fields)


def _fields(claim: AnyClaim, words: Words) -> dict[str, Any]:
    """A claim's fields as they are compared: numbers as text, ids as the words that they stand for."""
    made = {key: value for key, value in claim.model_dump().items() if key not in _OF_A_CLAIM}
    for name in ("source", "speaker"):
        if made.get(name):
            made[name] = made[name]["name"]
    if made.get("quotation"):
        made["quotation"] = words(made["quotation"])
    if made.get("quantities"):
        made["quantities"] = [words(name) for name in made["quantities"]]
    return made


def _changed(
    old: dict[str, Any], new: dict[str, Any], skipped: Iterable[str], only: Sequence[str]
) -> dict[str, tuple[Any, Any]]:
    names = [name for name in new if name not in skipped and (not only or name in only)]
    return {name: (old.get(name), new[name]) for name in names if old.get(name) != new[name]}


def _findings(
    old: Sequence[Finding], new: Sequence[Finding], before: Words, after: Words, only: Sequence[str]
) -> Iterator[Entry]:
    for one, other in pairing.findings(old, new, before, after):
        if one is not None and other is not None:
            changes = _changed(_of_finding(one, before), _of_finding(other, after), (), only)
            if changes:
                yield Entry(CHANGED, other.check, other.message, fields=changes)
        elif other is not None:
            yield Entry(APPEARED, other.check, f"{other.severity}: {other.message}")
        elif one is not None:
            yield Entry(VANISHED, one.check, f"{one.severity}: {one.message}")


def _of_finding(finding: Finding, words: Words) -> dict[str, Any]:
    made = {key: value for key, value in finding.model_dump().items() if key not in _OF_A_FINDING}
    made["claims"] = sorted(words(name) for name in finding.claims)
    made["dates"] = sorted(words(name) for name in finding.dates)
    made["repair"] = [(words(repair.claim), repair.value, repair.reason) for repair in finding.repair]
    return made


def counts(difference: Difference, of: Callable[[Part], Sequence[Entry]]) -> tuple[Counter[str], Counter[str]]:
    """How many entries are in each state, and how many changes each field has."""
    entries = [entry for part in difference.parts for entry in of(part)]
    return Counter(entry.state for entry in entries), Counter(name for entry in entries for name in entry.fields)


def _sum(name: str, states: Counter[str], fields: Counter[str]) -> str:
    told = ", ".join(f"{states[state]} {state}" for state in (APPEARED, VANISHED, CHANGED))
    by_field = ", ".join(f"{field} {n}" for field, n in sorted(fields.items(), key=lambda kv: (-kv[1], kv[0])))
    return f"{name}: {told}{f' ({by_field})' if by_field else ''}"


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, dict):
        return " ".join(_value(one) for one in value.values())
    return "none" if value is None else clean(str(value))


def _lines(entry: Entry) -> Iterator[str]:
    place = "" if entry.start is None else f" [{entry.start}, {entry.end})"
    yield f"  {_SIGNS[entry.state]} {entry.kind}{place} {clean(entry.text)}"
    for name, (old, new) in entry.fields.items():
        yield f"      {name}: {_value(old)} \N{RIGHTWARDS ARROW} {_value(new)}"


def lines(difference: Difference, summary: bool = False) -> Iterator[str]:
    """The difference for a terminal: article by article, the sums last. `summary`: only these."""
    for name in difference.only_old if not summary else ():
        yield f"{clean(name)}: only in the old results"
    for name in difference.only_new if not summary else ():
        yield f"{clean(name)}: only in the new results"
    for part in difference.parts if not summary else ():
        yield f"{clean(part.id)}:{' the text is another' if part.other_text else ''}"
        for entry in [*part.claims, *part.findings]:
            yield from _lines(entry)
    if difference.only_old or difference.only_new:
        yield f"articles: {len(difference.only_new)} appeared, {len(difference.only_old)} vanished"
    yield _sum("claims", *counts(difference, lambda part: part.claims))
    yield _sum("findings", *counts(difference, lambda part: part.findings))


def to_json(difference: Difference) -> str:
    """{"articles": [{"id", "other_text", "claims", "findings"}], "only_old", "only_new", "summary"}."""
    made = {
        "articles": [
            {
                "id": part.id,
                "other_text": part.other_text,
                "claims": [_record(entry) for entry in part.claims],
                "findings": [_record(entry) for entry in part.findings],
            }
            for part in difference.parts
        ],
        "only_old": list(difference.only_old),
        "only_new": list(difference.only_new),
        "summary": {
            "claims": _totals(*counts(difference, lambda part: part.claims)),
            "findings": _totals(*counts(difference, lambda part: part.findings)),
        },
    }
    return jsonio.dumps(made, indent=1) + "\n"


def _record(entry: Entry) -> dict[str, Any]:
    fields = {name: {"old": _plain(old), "new": _plain(new)} for name, (old, new) in entry.fields.items()}
    span = {} if entry.start is None else {"start": entry.start, "end": entry.end}
    return {"state": entry.state, "kind": entry.kind, "text": entry.text, **span, "fields": fields}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def _totals(states: Counter[str], fields: Counter[str]) -> dict[str, Any]:
    return {**{state: states[state] for state in (APPEARED, VANISHED, CHANGED)}, "fields": dict(sorted(fields.items()))}
