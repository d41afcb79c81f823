"""The import contracts in pyproject.toml name everything that they are about."""

import inspect
import pkgutil
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from confection import Config

from extractor.checks import registry

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["name"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
FACTORIES = PROJECT["project"]["entry-points"]["spacy_factories"]
SPACY_FREE = CONTRACTS["spaCy only in pipeline, components, claims"]["source_modules"]


def test_every_component_is_in_the_contract_and_in_the_pipeline():
    modules = {place.partition(":")[0] for place in FACTORIES.values()}
    assert set(CONTRACTS["a component never imports a component"]["modules"]) == modules
    own = {f"extractor.components.{path.stem}" for path in (ROOT / "extractor/components").glob("[a-z]*.py")}
    assert own - modules == {"extractor.components.attributes"}
    pipeline = Config().from_disk(ROOT / "models/config.cfg", interpolate=False)["nlp"]["pipeline"]
    assert set(FACTORIES) == {name for name in pipeline if name.startswith("extractor_")}


def test_the_contract_on_checks_lets_only_helpers_be_imported():
    allowed = {line.rpartition(" ")[2] for line in CONTRACTS["a check never imports a check"]["ignore_imports"]}
    assert "extractor.checks.relations" in allowed
    assert allowed.isdisjoint({function.__module__ for _, function in registry.all_checks()})


@pytest.mark.parametrize("name", ["schema", "values", "lookups", "readers", "checks", "reports", "evaluate"])
def test_the_contract_on_spacy_names_all(name):
    assert f"extractor.{name}" in SPACY_FREE


def test_the_wheel_holds_tables_and_models():
    held = set(PROJECT["tool"]["setuptools"]["package-data"]["extractor"])
    assert {"data/*", "data/examples/*", "models/*", "py.typed"} <= held
    assert all((ROOT / "models" / name).exists() for name in ("accepted.toml", "scorer.npz"))


STANDS_FOR = {("AfterCues", "_after"), ("Cues", "cue")}
"""Methods that a class declares for the one that inherits from it to give."""


def _classes():
    for package in map(import_module, ("extractor.claims", "extractor.components", "extractor.checks")):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = import_module(found.name)
            yield from (c for c in vars(module).values() if inspect.isclass(c) and c.__module__ == module.__name__)


def test_no_class_hides_a_method_of_one_that_it_is_made_of():
    """Readers are made of many small classes; one name in two of them would silently replace a rule."""
    hidden = {
        (own.__name__, name)
        for made in _classes()
        for own in made.__mro__
        for name in vars(own)
        if own.__module__.startswith("extractor.") and not name.startswith("__") and inspect.isroutine(vars(own)[name])
        for other in made.__mro__[made.__mro__.index(own) + 1 :]
        if other.__module__.startswith("extractor.") and name in vars(other)
    }
    assert hidden == STANDS_FOR
