"""All linear relations of an article at once: can the figures hold together?

Each claim bounds its unknown at 2h, or at h where the settings say so; each relation that the words or the keys tie
adds linear inequalities. It runs only where relations share figures, and speaks only of conflicts that no closed form
has found. The simplex method over exact rationals tells whether all can hold; where it can't, z3 gives a minimal
conflict, with an assumption literal a claim and a link. The effort is bounded by counts of steps, never by time, and
z3's seeds are fixed, so that outputs are equal everywhere. Where everything holds, the earlier levels that follow from
two or more claims are told as implied values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from extractor.checks import messages
from extractor.checks.facts import Context, Fact
from extractor.checks.intervals import ZERO, Interval
from extractor.checks.linear import Link, links
from extractor.checks.registry import Bound, Mend, Outcome
from extractor.checks.repairs import is_power, slips
from extractor.checks.simplex import System, TooHard
from extractor.exact import Fraction

RLIMIT = 2_000_000
"""z3's resource units for one question."""
ROUNDS = 3
MOST_LINKS = 60
MOST_IMPLIED = 4


def joint(ctx: Context, outcomes: list[Outcome], level: int = 2) -> list[Outcome]:
    """The outcomes that only all relations together give, with every figure at `level` times h; none where no
    relations share figures."""
    found = links(ctx, outcomes, level)[:MOST_LINKS]
    if not _connected(found):
        return []
    return _Joint(found, level).outcomes([o for o in outcomes if not o.level])


def _connected(found: list[Link]) -> bool:
    """Whether two relations share two figures, or three share one each round a ring: only then can they clash."""
    seen: dict[str, set[int]] = {}
    for number, link in enumerate(found):
        for fact in link.members:
            seen.setdefault(fact.id, set()).add(number)
    shared = sum(len(numbers) - 1 for numbers in seen.values() if len(numbers) > 1)
    return shared >= 2


Guarded = tuple[tuple[str, ...], str]
"""What an inequality rests on, claims and links by name, and the inequality in SMT-LIB's notation."""


@dataclass
class _Solver:
    """The inequalities in z3, each behind the literals of the claims and the link that it uses."""

    links: list[Link]
    level: int
    order: list[Fact]

    def __post_init__(self) -> None:
        self.z3: Any = import_module("z3")
        self.context = self.z3.Context()
        self.solver = self.z3.SolverFor("QF_LRA", ctx=self.context)
        self.solver.set("core.minimize", True)
        self.solver.set("random_seed", 0)
        self.solver.set("rlimit", RLIMIT)
        names = [*(fact.id for fact in self.order), *(f"link {n}" for n in range(len(self.links)))]
        script = [*self._declared(), *(f"(declare-const |holds {name}| Bool)" for name in names)]
        for guards, row in (*self._bounded(), *self._linked()):
            held = " ".join(f"|holds {name}|" for name in guards)
            script.append(f"(assert (=> (and {held}) {row}))")
        self.solver.from_string("\n".join(script))

    def _declared(self) -> Iterator[str]:
        terms = (name for link in self.links for row in link.rows for name, _ in row.terms)
        names = dict.fromkeys([*(fact.id for fact in self.order), *terms])
        yield from (f"(declare-const |{name}| Real)" for name in names)

    def _bounded(self) -> Iterator[Guarded]:
        """Each claim's interval, behind its literal; the percentages are in the links' factors."""
        for fact in self.order:
            if fact.claim.kind not in RATIOS:
                stated = fact.at(self.level)
                for limit, relation in ((stated.lo, ">="), (stated.hi, "<=")):
                    if limit is not None:
                        yield (fact.id,), f"({relation} |{fact.id}| {_number(limit)})"

    def _linked(self) -> Iterator[Guarded]:
        for number, link in enumerate(self.links):
            for row in link.rows:
                total = " ".join(f"(* {_number(factor)} |{name}|)" for name, factor in row.terms)
                yield (f"link {number}", *(f.id for f in row.uses)), f"(<= (+ {total}) 0.0)"

    def _literal(self, name: str) -> Any:
        return self.z3.Bool(f"holds {name}", self.context)

    def core(self, left_out: set[str]) -> set[str] | None:
        """The names of a minimal conflict without some claims, empty if there is none, None where it is too hard."""
        literals = [self._literal(f.id) for f in self.order if f.id not in left_out]
        literals += [self._literal(f"link {n}") for n in range(len(self.links))]
        answer = self.solver.check(*literals)
        if answer == self.z3.unknown:
            return None
        if answer == self.z3.sat:
            return set()
        return {str(literal)[len("holds ") :] for literal in self.solver.unsat_core()}


@dataclass
class _Joint:
    """The relations of an article that share figures, and what they tell together."""

    links: list[Link]
    level: int
    facts: dict[str, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for link in self.links:
            self.facts.update({fact.id: fact for fact in link.members})
        self.order = sorted(self.facts.values(), key=lambda fact: fact.number)

    def _system(self, without: set[str]) -> System:
        """The inequalities that rest on none of some claims."""
        system = System()
        for fact in self.order:
            if fact.claim.kind not in RATIOS and fact.id not in without:
                system.within(fact.id, fact.at(self.level))
        for link in self.links:
            for row in link.rows:
                if without.isdisjoint(f.id for f in row.uses):
                    system.not_positive(row.terms)
        return system

    def _bounds(self, names: Sequence[str], without: set[str]) -> dict[str, Interval]:
        """The tight bounds of unknowns; nothing where the others can't hold together or the question is too hard."""
        system = self._system(without)
        try:
            return _ranges(system, names) if system.feasible() else {}
        except TooHard:
            return {}

    def outcomes(self, known: list[Outcome]) -> list[Outcome]:
        """Conflicts whose claims no known conflict has all of its own among; implied values where there is none."""
        system = self._system(set())
        try:
            if system.feasible():
                return self._implied(system)
        except TooHard:
            pass
        return self._conflicts([{f.id for f in o.members} for o in known])

    def _conflicts(self, known: list[set[str]]) -> list[Outcome]:
        solver = _Solver(self.links, self.level, self.order)
        found: list[Outcome] = []
        freed: set[str] = set()
        for _ in range(ROUNDS):
            names = solver.core(freed)
            if names is None:
                return [*found, self._undecided()]
            if not names:
                return found
            core = tuple(f for f in self.order if f.id in names)
            freed |= {f.id for f in core}
            if core and not any(other <= {f.id for f in core} for other in known):
                found.append(self._conflict(core, [link for n, link in enumerate(self.links) if f"link {n}" in names]))
        return found

    def _conflict(self, core: tuple[Fact, ...], used: list[Link]) -> Outcome:
        others = {f.id for f in self.order} - {f.id for f in core}
        mends = [mend for fact in core for mend in self._mends(fact, core, others)]
        ties = (
            messages.listed(core)
            + " are tied by "
            + ", ".join(dict.fromkeys(link.name.replace("_", " ") for link in used))
        )
        firm = all(link.firm for link in used)
        return Outcome(
            "joint",
            0,
            2 if firm or any(_slipped_scale(mend) for mend in mends) else 0,
            core,
            f"{ties}.",
            repair=tuple(sorted(mends, key=lambda m: m.reason == FREE)[:3]),
        )

    def _mends(self, fact: Fact, core: tuple[Fact, ...], others: set[str]) -> list[Mend]:
        """What the other claims of the core leave for one: a slip's value if it lies there, else the middle; nothing
        where they leave zero too, and with it a wide room that any slip would fit."""
        if fact.claim.kind in RATIOS:
            return []
        bounds = self._bounds([fact.id], others | {fact.id}).get(fact.id)
        if bounds is None or bounds.lo is None or bounds.hi is None or bounds.holds(ZERO):
            return []
        for value, reason in slips(fact):
            if bounds.holds(value):
                return [Mend(fact, value, reason)]
        return [Mend(fact, (bounds.lo + bounds.hi) / 2, FREE)]

    def _undecided(self) -> Outcome:
        return Outcome(
            "joint",
            0,
            2,
            tuple(self.order[:8]),
            "The article's relations together were too many to decide.",
            reading="a solver without limit found otherwise",
        )

    def _implied(self, system: System) -> list[Outcome]:
        """What a system in which everything can hold tells of the levels before."""
        names = dict.fromkeys(
            n for link in self.links for row in link.rows for n, _ in row.terms if n.startswith("before ")
        )
        tight = _ranges(system, list(names)[:MOST_IMPLIED])
        bounds = []
        for name, interval in tight.items():
            fact = self.facts[name.split(" ", 1)[1]]
            if interval.lo is not None and interval.hi is not None:
                bounds.append(
                    Bound(f"{fact.claim.indicator or fact.text} in the period before", interval, fact.claim.unit)
                )
        if not bounds:
            return []
        told = "; ".join(f"{b.name}: {messages.span(b.interval, b.unit)}" for b in bounds)
        members = tuple(f for f in self.order)
        return [
            Outcome(
                "joint",
                1,
                2,
                members,
                f"All {len(members)} figures hold together and imply {told}.",
                implied=tuple(bounds),
            )
        ]


def _ranges(system: System, names: Sequence[str]) -> dict[str, Interval]:
    """The tight bounds of unknowns of a feasible system; nothing where that is too hard."""
    try:
        return {name: system.range_of(name) for name in names}
    except TooHard:
        return {}


def _slipped_scale(mend: Mend) -> bool:
    """Whether a power of ten mends a conflict: of many figures that are loosely tied, swapped digits mend some by
    chance, a scale hardly."""
    return bool(mend.fact.middle) and mend.value != mend.fact.middle and is_power(mend.value / mend.fact.middle)


def _number(number: Fraction) -> str:
    """An exact rational in SMT-LIB's notation."""
    size = f"(/ {abs(number.numerator)}.0 {number.denominator}.0)"
    return f"(- {size})" if number < 0 else size


FREE = "what the other figures leave"
RATIOS = ("percent", "fraction", "multiple")
