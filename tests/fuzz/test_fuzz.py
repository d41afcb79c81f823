"""Two thousand made-up examples of every layer, the same each time; `python -m tests.fuzz` runs more."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from .layers import LAYERS, extracting

FOUND = Path(__file__).parents[1] / "cases/fuzz_texts.jsonl"
CASES = {case["id"]: case["text"] for case in map(json.loads, FOUND.read_text(encoding="utf-8").splitlines())}
EXAMPLES = 2_000
HOUSE = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.parametrize("name", LAYERS)
def test_what_is_made_up(name):
    layer = LAYERS[name]

    @settings(max_examples=EXAMPLES, derandomize=True, phases=(Phase.generate,), **HOUSE)
    @given(layer.examples)
    def run(example):
        layer.holds(example)

    run()


@pytest.mark.parametrize("fast", [True, False], ids=["fast", "full"])
@pytest.mark.parametrize("words", CASES.values(), ids=CASES)
def test_what_was_found_once(words, fast):
    extracting((words, None, fast))
