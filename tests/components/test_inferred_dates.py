"""The publication date of articles that are read without one."""

from __future__ import annotations

import pytest

import extractor
from extractor import pipeline
from extractor.schema import Article

CASES = [
    ("the year by the weekday of the lead",
     "BAKU, Oct. 15 - Exports were 18.9 bcm in the first nine months of 2024, the ministry said on Tuesday. "
     "Supplies are to reach 20 bcm by 2027.", "2024-10-15", "dateline"),
    ("the year after that of the text by the weekday",
     "New Delhi, Mar 11 - Exporters on Monday welcomed the pact. Trade stood at $18.66 billion in 2022-23.",
     "2024-03-11", "dateline"),
    ("a guessed year", "LIMA, Nov. 19 - Packers had shipped 203.4 thousand tonnes. In 2023 it was 145.3 thousand.",
     "2024-11-19", "inferred"),
    ("a year after the base", "Exports in June were 131.4 billion euros, 1.9 percent less than in June 2022.",
     "2023-06", "inferred"),
    ("a year after the figure that is compared with",
     "Imports rose 40.8 percent above the 7.94 million tons of October 2023.", "2024-10", "inferred"),
    ("the day later in the year by the weekday of the lead",
     "The first lot of the quota was sold on Tuesday, 18 February. For 2024 the quota had been 61,000 tonnes.",
     "2025-02-18", "inferred"),
    ("no day by a record", "The terms of trade improved by 14.2%, their biggest increase since 2010.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "source"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_publication(text: str, day: str | None, source: str | None) -> None:
    nlp = extractor.load("fast")
    doc = nlp(pipeline.make_doc(nlp, Article(id="x", sha256="0" * 64, text=text, title=None, published=None)))
    found = doc._.published
    assert (found[: len(day)] if found and day else found, doc._.published_from) == (day, source)
