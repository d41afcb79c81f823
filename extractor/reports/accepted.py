"""extractor-accepted.toml: findings that somebody looked at and accepts, each with the reason.

[[accepted]]
fingerprint = "8d0f5a3c9b1e7a42"
article = "2024/services.md"    # only there; left out: wherever the fingerprint turns up
reason = "the ministry rounds the dollar figure"
"""

from __future__ import annotations

import errno
import json
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "extractor-accepted.toml"
HEADER = "# Findings that were looked at and are accepted: `extractor check` counts them and doesn't show them.\n"
_FINGERPRINT = re.compile("[0-9a-f]{16}")
_KEYS = ("fingerprint", "article", "reason")


class AcceptedError(ValueError):
    """A file or an entry that can't be used; the message is one line."""


@dataclass(frozen=True)
class Entry:
    """One accepted finding. `article`: the id of the only article in which it is accepted, None for any."""

    fingerprint: str
    reason: str
    article: str | None = None

    def __post_init__(self) -> None:
        if not _FINGERPRINT.fullmatch(self.fingerprint):
            raise AcceptedError(f"{self.fingerprint!r} is no fingerprint: 16 digits from 0 to f")
        if not self.reason.strip():
            raise AcceptedError(f"{self.fingerprint}: a reason is wanted")

    def covers(self, fingerprint: str, article: str | None) -> bool:
        return fingerprint == self.fingerprint and self.article in (None, article)

    def __str__(self) -> str:
        return f"{self.fingerprint}{f' in {self.article}' if self.article else ''} ({self.reason})"


def _entry(table: Any) -> Entry:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise AcceptedError("an entry has strings: fingerprint, reason and, at will, article")
    unknown = [key for key in table if key not in _KEYS]
    if unknown or not {"fingerprint", "reason"} <= table.keys():
        wrong = f"unknown key {unknown[0]!r}" if unknown else "an entry without fingerprint or reason"
        raise AcceptedError(f"{wrong}; an entry has {', '.join(_KEYS)}")
    return Entry(**table)


def load(path: Path) -> list[Entry]:
    """The entries of the file in order; none where there is no file. Raises AcceptedError."""
    if not path.exists():
        return []
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = [key for key in content if key != "accepted"]
        if unknown or not isinstance(content.get("accepted", []), list):
            raise AcceptedError(f"{(unknown or ['accepted'])[0]!r} is no list of [[accepted]]")
        return [_entry(table) for table in content.get("accepted", [])]
    except OSError as error:
        raise AcceptedError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise AcceptedError(f"{path}: {error}") from None


def given(path: Path | None) -> tuple[Path, list[Entry]]:
    """A file that was named, which must be there, or that of the working folder, which need not; and its entries.

    Raises AcceptedError.
    """
    if path is not None and not path.exists():
        raise AcceptedError(f"{path}: {os.strerror(errno.ENOENT)}")
    return (chosen := path or Path(NAME)), load(chosen)


def _string(text: str) -> str:
    """A TOML string: JSON's, with what both leave to others escaped."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007f")


def added(text: str, entry: Entry) -> str:
    """The file's text with an entry more; what stands there, comments included, stays."""
    article = f"article = {_string(entry.article)}\n" if entry.article else ""
    table = f'[[accepted]]\nfingerprint = "{entry.fingerprint}"\n{article}reason = {_string(entry.reason)}\n'
    return f"{text.rstrip()}\n\n{table}" if text.strip() else f"{HEADER}\n{table}"
