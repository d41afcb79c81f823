"""What a report shows: findings that were accepted, or known from an earlier run, are counted and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.reports.accepted import Entry
from extractor.schema import ArticleError, Finding, Result

RANK = {"error": 2, "warning": 1, "info": 0}
FOLDER = ""
"""The article id under which the findings across articles stand."""


@dataclass(frozen=True)
class Hidden:
    """A finding that isn't shown. `reason`: why it was accepted; None: it is known from an earlier run."""

    finding: Finding
    reason: str | None = None


@dataclass(frozen=True)
class Report:
    """The results and folder findings to show, what is hidden by article id, acceptances without a finding,
    and the articles that could not be read."""

    results: Sequence[Result]
    folder: Sequence[Finding] = ()
    hidden: Mapping[str, Sequence[Hidden]] = field(default_factory=dict)
    stale: Sequence[Entry] = ()
    errors: Sequence[ArticleError] = ()

    def count(self, *, accepted: bool) -> int:
        """How many findings are hidden: the accepted ones, or the known ones."""
        return sum((h.reason is not None) == accepted for found in self.hidden.values() for h in found)

    @property
    def findings(self) -> list[Finding]:
        """Everything that is shown."""
        return [finding for result in self.results for finding in result.findings] + [*self.folder]


Known = Mapping[tuple[str, str], int]


def known(results: Iterable[Result], folder: Iterable[Finding] = ()) -> Known:
    """An earlier run's findings: article id and fingerprint → how grave it was."""
    found: dict[tuple[str, str], int] = {}
    for article, findings in [*((r.article.id, r.findings) for r in results), (FOLDER, folder)]:
        for finding in findings:
            key = (article, finding.fingerprint)
            found[key] = max(found.get(key, 0), RANK[finding.severity])
    return found


def screen(
    results: Sequence[Result],
    folder: Sequence[Finding] = (),
    accepted: Sequence[Entry] = (),
    earlier: Known | None = None,
    errors: Sequence[ArticleError] = (),
) -> Report:
    """The report on results. `accepted` hides findings for good; with `earlier` only those are shown that are new
    or graver than they were. Relations that hold are never hidden."""
    used: set[Entry] = set()
    hidden: dict[str, list[Hidden]] = {}

    def shown(article: str) -> Callable[[Finding], bool]:
        def keep(finding: Finding) -> bool:
            if finding.severity == "info":
                return True
            covering = [e for e in accepted if e.covers(finding.fingerprint, article or None)]
            used.update(covering)
            if covering:
                hidden.setdefault(article, []).append(Hidden(finding, covering[0].reason))
                return False
            if (earlier or {}).get((article, finding.fingerprint), 0) >= RANK[finding.severity]:
                hidden.setdefault(article, []).append(Hidden(finding))
                return False
            return True

        return keep

    kept = [r.model_copy(update={"findings": [*filter(shown(r.article.id), r.findings)]}) for r in results]
    across = [*filter(shown(FOLDER), folder)]
    here = {result.article.id for result in results}
    stale = [e for e in accepted if e not in used and (e.article is None or e.article in here)]
    return Report(kept, across, hidden, stale, errors)
