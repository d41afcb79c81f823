"""The check's report as one JSON object: {"articles": [results], "folder": [findings across articles]}.

Where findings are left out, also "accepted": [{"article", "fingerprint", "check", "reason"}], "known": how many were
in the earlier run, and "stale": [{"fingerprint", "article", "reason"}].
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from extractor import jsonio
from extractor.reports.screening import Report


def _left_out(report: Report) -> dict[str, Any]:
    accepted = [
        {
            "article": article or None,
            "fingerprint": hidden.finding.fingerprint,
            "check": hidden.finding.check,
            "reason": hidden.reason,
        }
        for article, found in report.hidden.items()
        for hidden in found
        if hidden.reason is not None
    ]
    stale = [asdict(entry) for entry in report.stale]
    known = report.count(accepted=False)
    return {key: value for key, value in (("accepted", accepted), ("known", known), ("stale", stale)) if value}


def render(report: Report) -> str:
    """The report, a result a line, in the order of the inputs."""
    articles = ",\n".join(result.model_dump_json() for result in report.results)
    findings = ",\n".join(jsonio.dump_model(finding) for finding in report.folder)
    more = "".join(f', "{key}": {jsonio.dumps(value)}' for key, value in _left_out(report).items())
    return f'{{"articles": [\n{articles}\n], "folder": [\n{findings}\n]{more}}}\n'
