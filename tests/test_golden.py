"""Two articles from end to end, compared with what is kept."""

import importlib.util
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
_spec = importlib.util.spec_from_file_location("golden_make", GOLDEN / "make.py")
make = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make)


@pytest.mark.parametrize("name", make.ARTICLES)
def test_golden(name):
    kept = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    assert make.golden(name) == kept, "read the difference, then python tests/golden/make.py"
