from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.evaluate import GoldArticle
from extractor.evaluate.gold import GoldQuantity

CASES = Path(__file__).parent.parent / "cases"


@pytest.fixture(scope="session")
def data():
    return json.loads((CASES / "evaluate_article.json").read_text(encoding="utf-8"))


@pytest.fixture
def article(data):
    return GoldArticle.model_validate(data)


@pytest.fixture(scope="session")
def quantity():
    def make(text="5 percent", type="percent", value=5, unit="%", **fields):
        return GoldQuantity(text=text, type=type, value=value, unit=unit, **fields)

    return make
