"""An executor that works at once, in this process, and articles to work on."""

import json
from concurrent.futures import BrokenExecutor, Executor, Future

import pytest

from extractor.workers import Executors

TEXTS = (
    "Exports of Kenya rise\n\nNAIROBI -- Kenya's exports rose 4.5 percent to $7.2 billion in 2024.",
    "Ghana's cocoa imports fell 3 percent to 20 million euros in May 2023.",
    'Port note\n\n"Traffic grew by 12 percent in 2022," said Amina Otieno, head of the port authority.',
    "A word without any figure.",
    "Chile shipped 5 million tonnes of copper ore, 2 million more than in 2021.",
)


class Inline(Executor):
    """Works when it is asked to; an exception of `died` breaks it, as a dead process breaks a pool."""

    def __init__(self) -> None:
        self.broken = False

    def submit(self, function, /, *args, **options):
        if self.broken:
            raise BrokenExecutor
        future = Future()
        try:
            future.set_result(function(*args, **options))
        except Exception as error:
            self.broken = isinstance(error, BrokenExecutor)
            future.set_exception(error)
        return future


@pytest.fixture
def inline():
    return Executors(lambda count: Inline(), lambda: 2, (BrokenExecutor,), lambda executor: None, lambda: None)


def records(count):
    return [
        {"id": f"a{number:03}", "text": TEXTS[number % len(TEXTS)].replace("2024", str(2000 + number % 25))}
        for number in range(count)
    ]


@pytest.fixture
def articles(tmp_path):
    """A folder of 23 articles: a file of 20, two of one and a broken one."""
    folder = tmp_path / "in"
    (folder / "more").mkdir(parents=True)
    (folder / "many.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records(20)))
    (folder / "more" / "one.txt").write_text(TEXTS[0])
    (folder / "more" / "two.txt").write_bytes(b"\x89PNG\r\n")
    (folder / "more-one.txt").write_text(TEXTS[1])
    return folder


def content(folder):
    """Name → bytes of everything in an output folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def joined(folder):
    """The lines of all parts, in the order of their names."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("results-*.jsonl")))
