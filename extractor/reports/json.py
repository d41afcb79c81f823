"""The check's report as one JSON object: {"articles": [results], "folder": [findings across articles]}."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor import jsonio
from extractor.schema import Finding, Result


def render(results: Iterable[Result], folder: Sequence[Finding]) -> str:
    """The report, a result a line; `results` in the order of the inputs."""
    articles = ",\n".join(result.model_dump_json() for result in results)
    findings = ",\n".join(jsonio.dump_model(finding) for finding in folder)
    return f'{{"articles": [\n{articles}\n], "folder": [\n{findings}\n]}}\n'
