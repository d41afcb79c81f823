"""The output folder: parts that appear whole, a journal of what is done, errors, a manifest.

A part is done when its line stands in the journal, which is written after the part's files. Whatever a killed run left
besides is made again, so that the folder ends with the same bytes as after a run that nothing stopped.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from extractor import jsonio
from extractor.batch.source import Shard

SAME = ("generator", "part_size", "time_limit", "format", "no_text")
"""What all runs into one folder must have in common."""


class BatchError(Exception):
    """A run that can't be carried out as it was asked for; one line."""


class Stopped(BatchError):
    """A run that ended before its time; what was done is kept."""


@dataclass
class Record:
    """A finished part as the journal keeps it. `files`: name → bytes and sha256. `input`: what it was made from."""

    part: int
    input: str
    articles: int = 0
    results: int = 0
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        return {key: value for key, value in vars(self).items() if key not in ("counts", "errors")}

    def line(self) -> bytes:
        return f"{jsonio.dumps(vars(self))}\n".encode()


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Lets an OSError name the file that was meant, also where the disk is full."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or str(error), str(path)) from None


def replaced(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    with told_of(path):
        try:
            with part.open("wb") as stream:
                stream.write(data)
                synced(stream)
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def appended(path: Path, data: bytes) -> None:
    with told_of(path), path.open("ab") as stream:
        stream.write(data)
        synced(stream)


def synced(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


class Store:
    """An output folder for one shard, held by one run at a time. Raises BatchError, OSError."""

    def __init__(self, folder: Path, shard: Shard) -> None:
        self.folder, self.shard = folder, shard
        suffix = "" if shard.count == 1 else f"-{shard.index}-of-{shard.count}"
        self.manifest = folder / f"manifest{suffix}.json"
        self.errors = folder / f"errors{suffix}.jsonl"
        self.journal = folder / f".journal{suffix}.jsonl"
        self.lock = folder / f".lock{suffix}"
        self.plan: dict[str, Any] = {}
        self.done: dict[int, Record] = {}

    @contextmanager
    def held(self) -> Iterator[Store]:
        """The folder, made and held."""
        with told_of(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with told_of(self.lock):
            lock = self.lock.open("ab")
        with lock:
            self._lock(lock)
            yield self

    def begin(self, plan: dict[str, Any]) -> None:
        """Finds what earlier runs by the same plan finished."""
        self.plan = plan
        self._compare()
        self._clean()
        self.done = {record.part: record for record in self._records() if self._whole(record)}
        self._write(complete=False)

    def _lock(self, stream: BinaryIO) -> None:
        """The system lets go of the lock when the process ends, in whatever way."""
        try:
            import fcntl
        except ImportError:  # Windows
            return
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BatchError(f"{self.folder}: another run is writing here") from None
        except OSError:  # a file system without locks
            return

    def _compare(self) -> None:
        """Raises BatchError where the folder holds something else than an earlier part of the same work."""
        found = sorted(self.folder.glob("manifest*.json"))
        for path in found:
            try:
                written = json.loads(path.read_bytes())
                other = [key for key in SAME if written[key] != self.plan[key]]
            except (ValueError, KeyError, TypeError):
                raise BatchError(f"{path} is no manifest of this version; choose another folder") from None
            if other:
                raise BatchError(f"{path} has another {' and '.join(other)}; choose another folder")
        if not found and next(self.folder.glob("results-*"), None):
            raise BatchError(f"{self.folder} holds results without a manifest; choose another folder")

    def _clean(self) -> None:
        """Removes what a killed run left half-written; other shards may be writing their own."""
        own = {f".{path.name}.part" for path in (self.manifest, self.errors, self.journal)}
        for path in self.folder.glob(".*.part"):
            number = path.name.partition("-")[2].partition(".")[0]
            if path.name in own or (number.isdecimal() and self.shard.takes(int(number))):
                path.unlink(missing_ok=True)

    def _records(self) -> Iterator[Record]:
        """The journal's lines up to the first broken one."""
        with suppress(FileNotFoundError, ValueError, TypeError), self.journal.open("rb") as stream:
            for line in stream:
                if not line.endswith(b"\n"):
                    return
                yield Record(**json.loads(line))

    def _whole(self, record: Record) -> bool:
        try:
            sizes = {name: (self.folder / name).stat().st_size for name in record.files}
        except OSError:
            return False
        return all(sizes[name] == file["bytes"] for name, file in record.files.items())

    def _write(self, complete: bool) -> None:
        """Journal, errors and manifest anew, in the order of the parts."""
        records = [self.done[part] for part in sorted(self.done)]
        replaced(self.journal, b"".join(record.line() for record in records))
        errors = [error for record in records for error in record.errors]
        replaced(self.errors, b"".join(_error_line(error) for error in errors))
        counts: Counter[str] = Counter()
        for record in records:
            counts.update(record.counts)
        total = sum(record.articles for record in records)
        manifest = {
            **self.plan,
            "shard": str(self.shard),
            "complete": complete,
            "counts": {"articles": total, "results": total - len(errors), "errors": len(errors), **_nested(counts)},
            "parts": [record.summary() for record in records],
        }
        replaced(self.manifest, f"{jsonio.dumps(manifest, indent=1)}\n".encode())

    def add(self, record: Record, files: dict[str, bytes]) -> None:
        """Writes a part's files, then its line in the journal, then its errors. Raises OSError."""
        for name, data in files.items():
            replaced(self.folder / name, data)
            record.files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        appended(self.journal, record.line())
        self.done[record.part] = record
        if record.errors:
            appended(self.errors, b"".join(_error_line(error) for error in record.errors))

    def finish(self) -> None:
        """The folder in its final form."""
        self._write(complete=True)


def _error_line(error: dict[str, Any]) -> bytes:
    return f"{jsonio.dumps(error)}\n".encode()


def _nested(counts: Counter[str]) -> dict[str, dict[str, int]]:
    """`claims.quantity`: 3 → `claims`: {`quantity`: 3}, in the order of the names."""
    nested: dict[str, dict[str, int]] = {"claims": {}, "findings": {}}
    for key in sorted(counts):
        group, _, name = key.partition(".")
        nested[group][name] = counts[key]
    return nested
