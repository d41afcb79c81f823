"""What a check is and what it gives: checks register themselves, `run` carries them out."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from extractor import plugins
from extractor.checks.facts import Context, Fact
from extractor.checks.intervals import Interval
from extractor.exact import Fraction
from extractor.schema import Date


@dataclass(frozen=True, slots=True)
class Bound:
    """An implied value: what it is, its bounds, its unit."""

    name: str
    interval: Interval
    unit: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A single-number change that would restore consistency."""

    fact: Fact
    value: Fraction
    reason: str


@dataclass(slots=True, unsafe_hash=True)  # frozen ones take three times as long to make
class Outcome:
    """One relation carried out. `level`: 1 it holds at half a unit of the last digits, 2 only at a whole one,
    0 not at all. `sure`: the words tie the numbers together, so that a conflict is one (see FIRM);
    an unsure outcome can only confirm. `soft`: never above a warning. `reading`: what would dissolve the conflict."""

    check: str
    level: int
    sure: bool | int
    members: tuple[Fact, ...]
    message: str
    dates: tuple[Date, ...] = ()
    expected: Interval | None = None
    observed: Interval | None = None
    implied: tuple[Bound, ...] = ()
    repair: tuple[Mend, ...] = ()
    soft: bool = False
    reading: str | None = None
    target: Fact | None = None
    """The member whose value `expected` bounds."""
    stated: Mend | None = None
    """The stated percentage as the other figures make it: always a candidate of the repair."""
    core: tuple[Fact, ...] | None = None
    form: str | None = None
    """What the relation says of its members in order, for the joint system: see `linear`."""
    retry: Callable[[tuple[Fact, ...]], int] | None = None
    """The level of the same relation over other members, in the same order: for second readings and repairs."""
    rivals: tuple[Outcome, ...] = field(default=(), compare=False, repr=False)
    """The other ways to read it, none of which holds either: one of them may be what a slip explains."""


FIRM = 2
"""`sure` from which a conflict is believed without a slip that would mend it: the words of a sentence, or of one
scene, tie the numbers. Above it no less sure reading can dissolve the conflict."""

MOST_RIVALS = 7
"""Other ways to read one relation that are kept."""

Check = Callable[[Context], Iterable[Outcome]]
_REGISTRY: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Registers a check under the id that its findings carry."""

    def register(function: Check) -> Check:
        if name in _REGISTRY:
            raise ValueError(f"two checks are named {name}")
        _REGISTRY[name] = function
        return function

    return register


@lru_cache(maxsize=1)
def all_checks() -> tuple[tuple[str, Check], ...]:
    """Every check of this package and of `plugins` by name, in alphabetical order; each lives in a module of its own.

    Raises PluginError for a check of another package that can't be loaded.
    """
    package = importlib.import_module("extractor.checks")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"extractor.checks.{module.name}")
    for entry in plugins.entries():
        plugins.load(entry)
        if entry.name not in _REGISTRY:
            raise plugins.PluginError(f"check {entry.name} ({entry.value}) registers no check of that name")
    return tuple(sorted(_REGISTRY.items()))


def judge(holds: Callable[[int], bool]) -> int:
    """1 if the relation holds at h, 2 if only at 2h, else 0."""
    return 1 if holds(1) else 2 if holds(2) else 0


def settle(options: Iterable[Outcome]) -> Outcome | None:
    """Of several ways to read one relation the one to report; None if none is worth it.

    The surest readings decide: one of them that holds, else their conflict where the words of one sentence tie the
    numbers (above FIRM). A conflict of less sure ones gives way to any reading that holds.
    """
    found = sorted(options, key=lambda o: -int(o.sure))
    for sureness in sorted({int(o.sure) for o in found}, reverse=True):
        group = [o for o in found if int(o.sure) == sureness]
        holding = [o for o in group if o.level]
        if holding:
            return min(holding, key=lambda o: o.level)
        if sureness > FIRM:
            return group[0]
    chosen = next((o for o in found if o.sure), found[0] if found else None)
    if chosen is not None and len(found) > 1:
        chosen.rivals = tuple(o for o in found if o is not chosen)[:MOST_RIVALS]
    return chosen


def settled(groups: Iterable[Iterable[Outcome]]) -> Iterator[Outcome]:
    """`settle` for each group."""
    for group in groups:
        outcome = settle(group)
        if outcome is not None:
            yield outcome


def unrivalled(outcomes: Iterable[Outcome], parts: Callable[[Outcome], object]) -> Iterator[Outcome]:
    """Without the conflicts whose parts (as `parts` names them) another outcome explains: theirs is another whole,
    or another period's."""
    found = list(outcomes)
    explained = {parts(o) for o in found if o.level}
    yield from (o for o in found if o.level or parts(o) not in explained)


Holds = Callable[[tuple[Fact, ...], int], bool]


def outcome(name: str, members: tuple[Fact, ...], holds: Holds, sure: bool | int, message: str, **more: Any) -> Outcome:
    """An outcome whose level is that of `holds(members, level)`; it can be tried again with members replaced."""

    def level_of(changed: tuple[Fact, ...]) -> int:
        return judge(lambda level: holds(changed, level))

    return Outcome(name, level_of(members), sure, members, message, retry=level_of, **more)
