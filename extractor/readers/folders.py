"""Which files of a folder are read: those that a reader is for, hidden ones left out.

Of a folder that `extractor batch` wrote, only the parts of results are. What can't be read is told and not waited for.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.readers.formats import form
from extractor.schema import ArticleError

_MANIFEST = re.compile(r"manifest(?:-\d+-of-\d+)?\.json")
_PART = re.compile(r"results-\d{6,}\.jsonl")
_NO_FILES = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
"""What is never opened in a folder: reading it may wait for ever."""


def walk(path: Path) -> Iterator[Path | ArticleError]:
    """The files of a folder to be read, in the order of their relative paths, and in their places the folders that
    can't be looked into and what is no file; a file itself."""
    if not path.is_dir():
        yield path
        return
    waiting: list[os.DirEntry[str] | ArticleError] = _listed(str(path))
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, ArticleError):
            yield entry
        elif entry.is_dir(follow_symlinks=False):
            waiting += _listed(entry.path)
        elif _read(entry.name):
            kind = _kind(entry)
            if kind in _NO_FILES:
                yield ArticleError(source=Path(entry.path).as_posix(), reason=f"no file, but {_NO_FILES[kind]}")
            elif kind != stat.S_IFDIR:
                yield Path(entry.path)


def files(path: Path) -> Iterator[Path]:
    """The files of a folder to be read, in the order of their relative paths; a file itself."""
    return (found for found in walk(path) if isinstance(found, Path))


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


def _kind(entry: os.DirEntry[str]) -> int:
    """What kind of file an entry is or leads to; 0 where that can't be known, which opening it will tell."""
    try:
        return stat.S_IFMT(entry.stat().st_mode)
    except OSError:
        return 0


def _listed(folder: str) -> list[os.DirEntry[str] | ArticleError]:
    """What stands in a folder, last first, so that walking it gives whole paths in the order of their characters."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
        if _of_batch(entry.name for entry in found):  # a part without results, all of its articles failed, is no fault
            found = [entry for entry in found if _PART.fullmatch(entry.name) and entry.stat().st_size]
    except OSError as error:
        return [ArticleError(source=Path(folder).as_posix(), reason=error.strerror or str(error))]
    return [*sorted(found, key=_by_path, reverse=True)]


def _by_path(entry: os.DirEntry[str]) -> str:
    return entry.name + "/" if entry.is_dir(follow_symlinks=False) else entry.name
