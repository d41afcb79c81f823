"""`extractor diff`: two files of results, what changed between them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from extractor.reports import difference, stored
from extractor.schema import Finding, PolicyClaim, QuantityClaim, QuotationClaim


def run(old: Path, new: Path, form: str, only: Sequence[str], summary: bool) -> int:
    """Prints the difference. The exit code: 0 where there is none, else 1. Raises ValueError, OSError."""
    known = {name for model in (QuantityClaim, PolicyClaim, QuotationClaim, Finding) for name in model.model_fields}
    unknown = [name for name in only if name not in known]
    if unknown:
        raise ValueError(f"no claim or finding has a field {unknown[0]!r}")
    found = difference.compare(stored.load(old), stored.load(new), only)
    if form == "json":
        sys.stdout.write(difference.to_json(found))
    else:
        sys.stdout.writelines(f"{line}\n" for line in difference.lines(found, summary))
    return int(bool(found))
