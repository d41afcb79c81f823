"""How a record shows itself in a Python session: the fields that say something, on one short line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from extractor.schema import Result

LONGEST, MOST = 80, 3
"""Characters of a text, and entries of a list, that are shown in full."""


def fields(record: BaseModel) -> Iterator[tuple[str, Any]]:
    """Names and values of the fields that differ from their defaults; long ones are cut, long lists counted."""
    known = type(record).model_fields
    for name, value in record:
        if name in known and value != known[name].get_default(call_default_factory=True):
            yield name, _cut(value)


def _cut(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
    if isinstance(value, list) and len(value) > MOST:
        return [*value[:MOST], ...]
    return value


def counts(result: Result) -> Iterator[tuple[str, Any]]:
    """What a result is of, and how much was found."""
    yield "id", result.article.id
    yield "published", result.article.published
    for name in ("quantities", "policies", "quotations", "people"):
        yield name, len(getattr(result, name))
    for severity in ("error", "warning"):
        yield f"{severity}s", sum(finding.severity == severity for finding in result.findings)
