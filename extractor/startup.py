"""Settings put to work: own rows into the tables of this process, and the rules of the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor import lookups, plugins
from extractor.settings import Settings

if TYPE_CHECKING:
    from extractor.checks.rules import Rules


def rules(settings: Settings) -> Rules:
    """What the settings say of the checks. Raises ValueError for a check that there isn't."""
    from extractor.checks.rules import Rules

    return Rules(settings.checks, strict=settings.rounding == "h")


def use(settings: Settings) -> None:
    """Prepares this process for settings; to be called before anything is read, and again at will.

    Raises ValueError for rows or checks that can't be used, and for other own rows than the process began with.
    """
    lookups.use(settings.tables)
    if settings.checks or plugins.entries():
        from extractor.checks.registry import all_checks

        all_checks()
        rules(settings)
