"""What the settings make of the checks: which run, how grave their conflicts are, which rounding is forgiven.

Rounding "2h" forgives a relation that holds when every figure is moved outward by half a unit of its last digit once
more; "h" doesn't, nor do the joint system and the comparison across articles then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from extractor.checks.facts import Fact
from extractor.checks.registry import Outcome, all_checks
from extractor.schema import Finding, Severity

OFF = "off"
RANK = {"info": 0, "warning": 1, "error": 2}
OF_ALL_FIGURES = ("joint", "across_articles")
"""Checks that aren't in the registry: they go over all figures."""


class RulesError(ValueError):
    """Settings that name no check; one line."""


@dataclass(frozen=True)
class Rules:
    """`severities`: check → `off`, or how grave its conflicts are. `strict`: rounding "h"."""

    severities: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False

    def __post_init__(self) -> None:
        if not self.severities:
            return
        known = [*(name for name, _ in all_checks()), *OF_ALL_FIGURES]
        unknown = [name for name in self.severities if name not in known]
        if unknown:
            raise RulesError(f"no check is named {unknown[0]!r}; there are {', '.join(known)}")

    @property
    def level(self) -> int:
        """How many times h a figure is widened before a conflict is one."""
        return 1 if self.strict else 2

    def on(self, check: str) -> bool:
        """Whether a check's findings are wanted."""
        return self.severities.get(check) != OFF

    def judged(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes of checks that are on, by the rounding that is forgiven."""
        for outcome in outcomes:
            if self.on(outcome.check):
                yield _strictly(outcome) if self.strict else outcome

    def graded(self, finding: Finding) -> Finding:
        """The finding with its severity as the settings have it.

        An inconsistent one gets its check's; an undetermined one is at most that, and a warning.
        """
        wanted = self.severities.get(finding.check)
        if wanted is None or finding.verdict == "consistent":
            return finding
        grave = wanted if finding.verdict == "inconsistent" else min(wanted, "warning", key=RANK.__getitem__)
        return finding.model_copy(update={"severity": cast(Severity, grave)})


def _strictly(outcome: Outcome) -> Outcome:
    again = outcome.retry

    def retry(members: tuple[Fact, ...]) -> int:
        assert again is not None
        return int(again(members) == 1)

    return replace(outcome, level=int(outcome.level == 1), retry=retry if again else None)
