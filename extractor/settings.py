"""Settings that change an output, from one file: --config FILE, else extractor.toml, else pyproject.toml.

    model = "full"        # or "fast": rules alone, no statistical model
    rates = "rates.csv"   # reference exchange rates in the European Central Bank's form
    explain = true        # each number with the words that decided its fields

In pyproject.toml they stand in [tool.extractor]. Unknown keys are an error.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

MODELS = ("full", "fast")


class SettingsError(ValueError):
    """A settings file that can't be used; the message is one line."""


@dataclass(frozen=True)
class Settings:
    """`model`: "full" or "fast". `rates`: a file of reference exchange rates, None for the packaged ones.
    `explain`: whether each number comes with the words that decided its fields."""

    model: str = "full"
    rates: str | None = None
    explain: bool = False

    def hash(self) -> str:
        """sha256 over all settings; a rates file counts by its bytes, not by its name. Raises OSError."""
        values = asdict(self)
        if self.rates is not None:
            values["rates"] = hashlib.sha256(Path(self.rates).read_bytes()).hexdigest()
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _checked(table: dict[str, Any], source: Path) -> Settings:
    known = {field.name for field in fields(Settings)}
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f"{source}: unknown setting {key!r}; there are {', '.join(sorted(known))}")
        wanted = bool if key == "explain" else str
        if not isinstance(value, wanted):
            raise SettingsError(f"{source}: {key} is to be a {'boolean' if wanted is bool else 'string'}")
    if table.get("model", "full") not in MODELS:
        raise SettingsError(f"{source}: model is to be one of {', '.join(MODELS)}")
    settings = Settings(**table)
    if settings.rates is not None:
        settings = replace(settings, rates=str(source.parent / settings.rates))
    return settings


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from None


def from_files(config: str | Path | None = None, folder: str | Path = ".") -> Settings:
    """The settings of `config`, else of extractor.toml or pyproject.toml in `folder`, else the defaults.

    Raises SettingsError for a file that can't be read, an unknown key or a wrong value.
    """
    if config is not None:
        return _checked(_table(Path(config)), Path(config))
    own, project = Path(folder, "extractor.toml"), Path(folder, "pyproject.toml")
    if own.is_file():
        return _checked(_table(own), own)
    if project.is_file():
        return _checked(_table(project).get("tool", {}).get("extractor", {}), project)
    return Settings()
