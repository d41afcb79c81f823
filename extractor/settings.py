"""Settings that change an output, from one file: --config FILE, else extractor.toml, else pyproject.toml.

    model = "full"        # or "fast": rules alone, no statistical model
    rates = "rates.csv"   # reference exchange rates in the European Central Bank's form
    explain = true        # each number with the words that decided its fields
    rounding = "2h"       # or "h": how far the rounding of figures is forgiven

    [checks]              # false: off; or how grave its conflicts are: "error" "warning" "info"
    rank_order = false
    headline_body = "warning"

    [tables]              # own rows, added to the tables in extractor/data
    currencies = "currencies.csv"

In pyproject.toml they stand in [tool.extractor]. Unknown keys are an error. Paths are those from the file's folder.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from extractor import plugins

MODELS = ("full", "fast")
ROUNDINGS = ("2h", "h")
OWN, PROJECT = "extractor.toml", "pyproject.toml"
SEVERITIES = ("off", "error", "warning", "info")


class SettingsError(ValueError):
    """A settings file that can't be used; the message is one line."""


@dataclass(frozen=True)
class Settings:
    """`model`: "full" or "fast". `rates`: a file of reference exchange rates, None for the packaged ones.
    `explain`: whether each number comes with the words that decided its fields. `rounding`: "2h" or "h".
    `checks`: check → "off" "error" "warning" "info". `tables`: table → a file of own rows, chosen once a process."""

    model: str = "full"
    rates: str | None = None
    explain: bool = False
    rounding: str = "2h"
    checks: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.rounding not in ROUNDINGS:
            raise SettingsError(f"rounding is to be one of {', '.join(ROUNDINGS)}")
        for name, severity in self.checks.items():
            if severity not in SEVERITIES:
                raise SettingsError(f"checks.{name} is to be one of {', '.join(SEVERITIES)}")

    def hash(self) -> str:
        """sha256 over all settings; files count by their bytes, not by their names. Raises OSError.

        A setting added later than the first three counts only where it isn't the default, and checks of other
        packages only where there are any: so the hash of the defaults stays.
        """
        values: dict[str, Any] = {"model": self.model, "rates": self.rates, "explain": self.explain}
        if self.rates is not None:
            values["rates"] = hashlib.sha256(Path(self.rates).read_bytes()).hexdigest()
        own = {name: hashlib.sha256(Path(path).read_bytes()).hexdigest() for name, path in self.tables.items()}
        later = (("rounding", self.rounding != "2h" and self.rounding), ("checks", dict(self.checks)), ("tables", own))
        values.update((name, value) for name, value in (*later, ("own_checks", plugins.versions())) if value)
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _severities(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, bool | str) for one in value.values())


def _files(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


_SHAPES: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "explain": ("a boolean", lambda value: isinstance(value, bool)),
    "checks": ("a table of false or a severity", _severities),
    "tables": ("a table of files", _files),
}
_TEXT: tuple[str, Callable[[Any], bool]] = ("a string", lambda value: isinstance(value, str))


def _checked(table: dict[str, Any], source: Path) -> Settings:
    known = {field.name for field in fields(Settings)}
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f"{source}: unknown setting {key!r}; there are {', '.join(sorted(known))}")
        shape, fits = _SHAPES.get(key, _TEXT)
        if not fits(value):
            raise SettingsError(f"{source}: {key} is to be {shape}")
    if table.get("model", "full") not in MODELS:
        raise SettingsError(f"{source}: model is to be one of {', '.join(MODELS)}")
    try:
        settings = Settings(**{**table, "checks": _of_checks(table.get("checks", {}))})
    except SettingsError as error:
        raise SettingsError(f"{source}: {error}") from None
    if settings.rates is not None:
        settings = replace(settings, rates=str(source.parent / settings.rates))
    return replace(settings, tables={name: str(source.parent / path) for name, path in settings.tables.items()})


def _of_checks(table: Mapping[str, bool | str]) -> dict[str, str]:
    """[checks] as settings: false is off, true as if it weren't there."""
    return {name: value or "off" for name, value in table.items() if isinstance(value, str) or not value}


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise SettingsError(f"{path}: {reason or error}") from None


def file_of(config: str | Path | None = None, folder: str | Path = ".") -> Path | None:
    """The file that the settings come from: `config`, else extractor.toml, else pyproject.toml in `folder`."""
    if config is not None:
        return Path(config)
    return next((path for name in (OWN, PROJECT) if (path := Path(folder, name)).is_file()), None)


def from_files(config: str | Path | None = None, folder: str | Path = ".") -> Settings:
    """The settings of `config`, else of extractor.toml or pyproject.toml in `folder`, else the defaults.

    Raises SettingsError for a file that can't be read, an unknown key or a wrong value.
    """
    path = file_of(config, folder)
    if path is None:
        return Settings()
    table = _table(path)
    if config is None and path.name == PROJECT:
        table = table.get("tool", {}).get("extractor", {})
    return _checked(table, path)
