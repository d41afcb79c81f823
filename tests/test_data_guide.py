"""docs/data-tables.md names every table, and for those that users add to every column."""

import json
import re
from pathlib import Path

import pytest

from extractor import lookups
from extractor.settings import from_files

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/data-tables.md").read_text(encoding="utf-8")
TO_ADD_TO, GRAMMAR = GUIDE.split("## Tables of the grammar")
SECTIONS = {
    name: body
    for heading, body in re.findall(r"^### (.+)\n((?:(?!^##).*\n)+)", TO_ADD_TO, re.M)
    for name in heading.split(", ")
}
TABLES = sorted(path.name for path in (ROOT / "extractor/data").glob("*.*") if path.suffix in (".csv", ".jsonl"))


def columns(name):
    with (ROOT / "extractor/data" / name).open(encoding="utf-8") as lines:
        first = next(line for line in lines if not line.startswith("#")).strip()
    return list(json.loads(first)) if name.endswith(".jsonl") else first.split(",")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_told(name):
    assert (name in SECTIONS) != (f"`{name}`" in GRAMMAR)
    for column in columns(name) if name in SECTIONS else ():
        assert f"`{column}`" in SECTIONS[name]


def test_no_table_is_told_that_there_isn_t():
    assert {*SECTIONS, *re.findall(r"`(\w+\.csv)`", GRAMMAR)} == set(TABLES)


def test_the_example_s_settings_are_those_shown():
    shown = re.search(r"```toml\n(.*?)```", GUIDE, re.S)[1]
    assert (ROOT / "docs/own-rows/extractor.toml").read_text(encoding="utf-8") == shown
    assert from_files(ROOT / "docs/own-rows/extractor.toml").tables.keys() == {
        "currencies", "currency_forms", "indicators", "units", "policies",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["quantity_cues", "relation_cues"])
def test_no_class_of_cues_is_told_twice(name):
    told = [next(iter(row.values())) for row in lookups.table(name)]
    assert sorted(set(told)) == sorted(told)
