"""Which files of a folder are read: those that a reader is for, hidden ones left out.

Of a folder that `extractor batch` wrote, only the parts of results are.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.readers.formats import form

_MANIFEST = re.compile(r"manifest(?:-\d+-of-\d+)?\.json")
_PART = re.compile(r"results-\d{6,}\.jsonl")


def files(path: Path) -> Iterator[Path]:
    """The files of a folder to be read, in the order of their relative paths; a file itself."""
    if not path.is_dir():
        yield path
        return
    waiting = list(reversed(_sorted(str(path))))
    while waiting:
        entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            waiting += reversed(_sorted(entry.path))
        elif not entry.is_dir() and _read(entry.name):
            yield Path(entry.path)


def skipped(folder: Path) -> dict[str, int]:
    """Suffix → how many files of a folder no reader is for; hidden ones don't count."""
    return dict(sorted(Counter(path.suffix.lower() for path in _all_files(folder) if not _read(path.name)).items()))


def _read(name: str) -> bool:
    return form(name) is not None


def _of_batch(names: Iterable[str]) -> bool:
    """Whether these are the names of a folder that batch wrote."""
    names = list(names)
    return any(map(_MANIFEST.fullmatch, names)) and any(map(_PART.fullmatch, names))


def _all_files(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if not _of_batch(names):
            yield from (Path(base, name) for name in names if not name.startswith("."))


def _sorted(folder: str) -> list[os.DirEntry[str]]:
    """What stands in a folder, so that walking it gives whole paths in the order of their characters."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []
    if _of_batch(entry.name for entry in found):  # a part without results, all of its articles failed, is no fault
        found = [entry for entry in found if _PART.fullmatch(entry.name) and entry.stat().st_size]
    return sorted(found, key=lambda entry: entry.name + "/" if entry.is_dir(follow_symlinks=False) else entry.name)
