"""docs/checks.md, made from the docstrings of the checks: `python -m extractor.checks.catalogue > docs/checks.md`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from types import ModuleType

from extractor.checks import belief, elided, folder, joint, plausibility, readings, repairs, slipped
from extractor.checks.registry import all_checks
from extractor.lookups import Row, table

INTRODUCTION = """# The checks

Made from the modules' docstrings by `python -m extractor.checks.catalogue`; edit those.

## What a number means

A stated number is a closed interval of exact rationals. u is the unit of its last significant digit times its
scale, h = u / 2 ("7.5 trillion": u = 0.1 trillion). Zeros at the end of an integer are not significant for money,
measures and counts from 1,000 up; they are for percent, points, durations and smaller counts. Where another figure
of the same relation is stated more finely at the same scale, the zeros count, down to the digits written.

| wording | interval at h |
| --- | --- |
| exact | `[v - h, v + h]` |
| about | `v ± max(u, 1 %)`; `v ± 4` for a percentage below 100 in full tens |
| more than | `[v, v + max(u, 10 %)]` |
| less than, nearly | `[v - max(u, 10 %), v]` |
| at least, at most | `[v, ∞)`, `(-∞, v]`; plain numbers where all figures of a relation are such limits |
| range a to b | `[a - h, b + h]` |
| in words (a third, doubled) | `v ± 5 %` |

A relation that holds at h is consistent; one that holds only at 2h (every finite bound outward by a further h) is
consistent "only within rounding of both figures"; one that fails at 2h is inconsistent, if its link is sure.
"""


def _modules() -> dict[str, ModuleType]:
    found = {name: sys.modules[function.__module__] for name, function in all_checks()}
    return found | {"joint": joint, "across_articles": folder}


def names() -> list[str]:
    """The ids of all checks, in the order of the catalogue."""
    return [*_modules()]


def examples() -> dict[str, Row]:
    """data/examples/checks.csv by check: `published`, a text that `holds`, one that `fails`, the formula's `source`."""
    return {row["check"]: row for row in table("examples/checks")}


def explained(name: str) -> Iterator[str]:
    """A check's formula and traps, source and examples, line by line. Raises KeyError for an unknown one."""
    module = _modules()[name]
    yield f"{inspect.getdoc(module)}"
    row = examples().get(name)
    if row is None:
        return
    yield f"\nSource: {row['source']}."
    for title in ("holds", "fails"):
        if row[title]:
            yield f"\n{title.capitalize()}, published {row['published']}:"
            yield from (f"    {line}" for line in row[title].split("\\n") if line)


def lines() -> Iterator[str]:
    """The lines of docs/checks.md."""
    yield INTRODUCTION
    for title, module in (
        ("When a conflict is an alarm", belief),
        ("Units left out", elided),
        ("Second readings", readings),
        ("Misreadings", plausibility),
        ("Errors told by their repair", slipped),
        ("Repairs", repairs),
    ):
        yield f"## {title}\n"
        yield f"{inspect.getdoc(module)}\n"
    yield f"An alternative counts from a score of {readings.THRESHOLD}.\n"
    for name in names():
        yield f"## `{name}`\n"
        yield "\n".join(explained(name)) + "\n"


def main() -> None:
    sys.stdout.write("\n".join(lines()))


if __name__ == "__main__":
    main()
