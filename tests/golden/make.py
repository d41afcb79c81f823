#!/usr/bin/env python3
"""Writes the golden results of two articles: python tests/golden/make.py. Read the difference before committing it.

The generator block is left out, so that a new row in a table that touches neither article changes nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

import extractor

HERE = Path(__file__).parent
ARTICLES = {
    "services-trade-2024": HERE.parents[1] / "docs/examples/services-trade-2024.md",
    "tea-exports": HERE / "tea-exports.md",
}


def golden(name: str) -> str:
    """The article's result as it is kept: without generator and source."""
    (article,) = extractor.read(ARTICLES[name])
    assert isinstance(article, extractor.Article)
    result = json.loads(extractor.extract(article).model_dump_json())
    del result["generator"], result["article"]["source"]
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for name in ARTICLES:
        (HERE / f"{name}.json").write_text(golden(name), encoding="utf-8")
