"""`extractor accept`: a finding that was looked at is counted from now on, and no longer shown."""

from __future__ import annotations

from pathlib import Path

from extractor.commands.output import whole
from extractor.reports.accepted import AcceptedError, Entry, added, load


def run(path: Path, fingerprint: str, reason: str, article: str | None) -> None:
    """Adds an entry to the file. Raises AcceptedError where it is there already or can't be, OSError."""
    entry = Entry(fingerprint.strip().lower(), " ".join(reason.split()), article)
    for known in load(path):
        if known.covers(entry.fingerprint, entry.article):
            raise AcceptedError(f"{path}: accepted already: {known}")
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    with whole(path) as stream:
        stream.write(added(text, entry).encode())
