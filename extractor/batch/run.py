"""One run: articles of an input, through workers, into the output folder's parts."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from extractor import readers
from extractor.batch import work
from extractor.batch.progress import Progress
from extractor.batch.source import ALL, Item, Part, Shard, expected, parts
from extractor.batch.store import BatchError, Record, Stopped, Store
from extractor.schema import SCHEMA_VERSION, Generator
from extractor.settings import Settings
from extractor.workers import Crew, Executors, WorkersError

BATCH = 32
"""Articles that a worker is given at a time."""
PART = 256
"""Articles in a part: what a run that is stopped may have to do again."""


@dataclass(frozen=True)
class Plan:
    """What is to be done. `tables`: also Parquet. `log`: "text", "json" or "none" on standard error.
    `files_shared`: whether the workers see the same files and may read them. `no_text`: the articles' words are left
    out."""

    source: str
    out: Path
    settings: Settings
    shard: Shard = ALL
    part_size: int = PART
    time_limit: float | None = None
    tables: bool = False
    log: str = "text"
    input_format: str = "text"
    published: str | None = None
    files_shared: bool = True
    no_text: bool = False

    def manifest(self, generator: Generator) -> dict[str, Any]:
        """What the manifest says of the plan: equal for equal outputs."""
        return {
            "version": generator.version,
            "schema_version": SCHEMA_VERSION,
            "generator": generator.model_dump(),
            "settings": asdict(self.settings),
            "format": "parquet" if self.tables else "jsonl",
            "part_size": self.part_size,
            "time_limit": self.time_limit,
            "no_text": self.no_text,
        }


class _Output:
    """Gathers what comes, in order, into the parts that were handed out."""

    def __init__(self, store: Store, generator: Generator, progress: Progress, tables: bool) -> None:
        self.store, self.generator, self.progress, self.tables = store, generator, progress, tables
        self.open: deque[Record] = deque()
        self.lines: list[bytes] = []
        self.rows: list[work.Rows] = []
        self.counts: Counter[str] = Counter()

    def missing(self, part: Part) -> bool:
        """Whether a part is still to be made, which is then awaited. Raises BatchError for a changed input."""
        found, read = self.store.done.get(part.number), part.digest()
        if found is None:
            self.open.append(Record(part.number, read, len(part.items)))
            return True
        if found.input != read:
            raise BatchError(
                f"the input has changed since part {part.number} of {self.store.folder} was made; choose another folder"
            )
        self.progress.keep(found.articles, len(found.errors))
        return False

    def add(self, done: work.Done) -> None:
        record = self.open[0]
        if done.error is not None:
            record.errors.append(done.error.model_dump(exclude_none=True))
        elif done.generator != self.generator:
            raise Stopped("the workers differ in version, model, data or exchange rates")
        else:
            self.lines.append(done.line)
            self.rows.append(done.rows)
            self.counts.update(done.counts)
        self.progress.add(done)
        if len(self.lines) + len(record.errors) == record.articles:
            self._close(self.open.popleft())

    def _close(self, record: Record) -> None:
        record.results = len(self.lines)
        record.counts = dict(sorted(self.counts.items()))
        files = {f"results-{record.part:06}.jsonl": b"".join(self.lines)}
        if self.tables:
            files |= {f"{name}-{record.part:06}.parquet": data for name, data in _parquet(self.rows)}
        self.store.add(record, files)
        self.lines, self.rows, self.counts = [], [], Counter()


def _parquet(rows: list[work.Rows]) -> Iterator[tuple[str, bytes]]:
    from extractor.reports import tables
    from extractor.tables import TABLES

    for name, table in TABLES.items():
        stream = BytesIO()
        writer = tables.writer("parquet", stream, table)
        for row in rows:
            writer.add(row[name])
        writer.close()
        yield name, stream.getvalue()


def _need_tables() -> None:
    """Raises BatchError where Parquet can't be written."""
    from extractor.frames import MissingExtra, arrow_schema
    from extractor.tables import TABLES

    try:
        arrow_schema(TABLES["claims"])
    except MissingExtra as error:
        raise BatchError(str(error)) from None


def _batches(plan: Plan, output: _Output) -> Iterator[list[Item]]:
    items = readers.read_late(
        [plan.source],
        input_format=plan.input_format,
        published=plan.published,
        late=plan.files_shared,
        results=False,
    )
    for part in parts(items, plan.part_size, plan.shard):
        if output.missing(part):
            for start in range(0, len(part.items), BATCH):
                yield part.items[start : start + BATCH]


def _inside(inner: Path, outer: Path) -> bool:
    return inner.resolve().is_relative_to(outer.resolve())


def _expected(plan: Plan) -> int | None:
    total = expected(plan.source)
    return None if total is None else plan.shard.share(total, plan.part_size)


def run(plan: Plan, executors: Executors) -> tuple[int, int]:
    """Does what is still to be done. Articles and failed ones in the folder, of all runs.

    Raises BatchError for a folder or an input that doesn't fit, Stopped where the workers are gone, OSError where
    the folder can't be written. Whatever is raised, what was done is kept.
    """
    if plan.source != readers.STDIN and _inside(plan.out, Path(plan.source)):
        raise BatchError(f"{plan.out} is inside the input {plan.source}")
    if plan.tables:
        _need_tables()
    timed = plan.log == "json"
    order = work.Order(plan.settings, plan.time_limit, timed=timed, tables=plan.tables, no_text=plan.no_text)
    ready, lost = partial(work.ready, plan.settings), partial(work.lost, order)
    try:
        with (
            Store(plan.out, plan.shard).held() as store,
            Crew(executors, partial(work.work, order), ready, lost) as crew,
        ):
            generator = crew.prepared()
            store.begin(plan.manifest(generator))
            progress = Progress(plan.log, lambda: _expected(plan))
            return _run(plan, crew, _Output(store, generator, progress, plan.tables))
    except WorkersError as error:
        raise Stopped(str(error)) from None


def _run(plan: Plan, crew: Crew[Item, work.Done, Generator], output: _Output) -> tuple[int, int]:
    progress, stage = output.progress, "stopped"
    try:
        for done in crew.in_order(_batches(plan, output)):
            output.add(done)
        output.store.finish()
        stage = "finished"
    except OSError as error:
        where = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise Stopped(where) from None
    finally:
        progress.end(stage)
    return progress.kept + progress.made, progress.failed
