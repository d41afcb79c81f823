"""Checks that other installed packages bring, by the entry point group `extractor_checks`.

[project.entry-points.extractor_checks]
house_style = "our_newsroom.house_style"    # the module whose @check("house_style") registers it
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

GROUP = "extractor_checks"


class PluginError(ValueError):
    """A package's check that can't be used; one line that names both."""


@lru_cache(maxsize=1)
def entries() -> tuple[EntryPoint, ...]:
    """The entry points in the order of their names."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)))


def versions() -> list[list[str]]:
    """Name, distribution and version of each, for provenance."""
    found = [(entry.name, entry.dist) for entry in entries()]
    return [[name, dist.name if dist else "", dist.version if dist else ""] for name, dist in found]


def load(entry: EntryPoint) -> None:
    """Imports what the entry point names. Raises PluginError."""
    try:
        entry.load()
    except Exception as error:  # somebody else's code may fail in any way
        told = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        raise PluginError(f"check {entry.name} ({entry.value}) can't be loaded: {told}") from error
