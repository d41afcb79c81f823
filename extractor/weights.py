"""The fitted weights that are known: models/accepted.toml names them by their hashes."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

FOLDER = files("extractor") / "models"


def accepted(kind: str, sha256: str) -> dict[str, Any] | None:
    """The row on weights of a kind, "model" or "scorer", that have this hash; None for unknown ones."""
    rows = tomllib.loads((FOLDER / "accepted.toml").read_text(encoding="utf-8"))[kind]
    return next((row for row in rows if row["sha256"] == sha256), None)
