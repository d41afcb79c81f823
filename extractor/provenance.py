"""Versions and hashes of everything that decides an output."""

from __future__ import annotations

import platform
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from extractor import lookups
from extractor.schema import SCHEMA_VERSION, Generator, Result
from extractor.settings import Settings

PACKAGES = (
    "spacy",
    "thinc",
    "numpy",
    "dateparser",
    "pydantic",
    "z3-solver",
    "CurrencyConverter",
    "trafilatura",
    "htmldate",
)
"""Distributions whose version may change an output."""


@lru_cache(maxsize=4)
def rates_until(path: str | None = None) -> str:
    """The last day of the reference exchange rates, ISO. `path`: of a file instead of the packaged ones."""
    from extractor.checks import rates

    return rates.load(path).until.isoformat()


def generator(meta: dict[str, Any], settings: Settings) -> Generator:
    """The generator block of an output. `meta`: the meta of the spaCy pipeline that made it."""
    from extractor import __version__
    from extractor.network import network

    made = meta.get("extractor", {})
    return Generator(
        version=__version__,
        model=made.get("model", f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}"),
        model_hash=made.get("model_hash", ""),
        scorer_hash=network().sha256,
        data_hash=lookups.data_hash(),
        settings_hash=settings.hash(),
        rates_until=rates_until(settings.rates),
    )


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def versions(settings: Settings) -> dict[str, Any]:
    """What `extractor --version --json` prints: the generator block, the schema, Python and the packages."""
    from extractor import pipeline

    block = generator(pipeline.load(settings.model).meta, settings)
    return {
        **block.model_dump(),
        "schema_version": SCHEMA_VERSION,
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := _installed(name))},
    }


def rechecked(result: Result, settings: Settings) -> Result:
    """The result with the version, settings and rates of checks that were run again; model, scorer and data stay."""
    from extractor import __version__

    new = {
        "version": __version__,
        "settings_hash": settings.hash(),
        "rates_until": rates_until(settings.rates),
    }
    return result.model_copy(update={"generator": result.generator.model_copy(update=new)})
