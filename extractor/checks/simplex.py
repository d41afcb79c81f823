"""Linear inequalities over exact rationals: whether they hold together, and how far an unknown can go.

The general simplex method (Dutertre and de Moura, "A Fast Linear-Arithmetic Solver for DPLL(T)", 2006): every sum has
a row and bounds, every unknown has bounds; the smallest index goes first (Bland's rule), so that it ends and its
steps are the same everywhere. For the dozen relations of an article it is ten times as fast as starting a solver.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.intervals import ONE, ZERO, Interval
from extractor.exact import Fraction

MOST_PIVOTS = 2_000
"""Steps after which a system counts as too hard."""

UNBOUNDED = Interval(None, None)


class TooHard(Exception):
    """More steps than are allowed."""


class System:
    """Sums of unknowns within bounds. Unknowns are named by strings; `add` states, `feasible` and `range_of` ask."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.bounds: list[Interval] = []
        self.value: list[Fraction] = []
        self.rows: dict[int, dict[int, Fraction]] = {}
        """The basic unknowns, each as a sum of the others."""
        self.sums: dict[tuple[tuple[int, Fraction], ...], int] = {}
        self.pivots = 0

    def _new(self) -> int:
        self.bounds.append(UNBOUNDED)
        self.value.append(ZERO)
        return len(self.bounds) - 1

    def number(self, name: str) -> int:
        if name not in self.numbers:
            self.numbers[name] = self._new()
        return self.numbers[name]

    def within(self, name: str, bounds: Interval) -> None:
        """States the bounds of an unknown; to be called before anything is asked."""
        number = self.number(name)
        self.bounds[number] = self.bounds[number].meet(bounds)

    def not_positive(self, terms: Iterable[tuple[str, Fraction]]) -> None:
        """States that a sum of factors times unknowns is not above zero; to be called before anything is asked."""
        total: dict[int, Fraction] = {}
        for name, factor in terms:
            number = self.number(name)
            total[number] = total.get(number, ZERO) + factor
        row = {number: factor for number, factor in sorted(total.items()) if factor}
        if not row:
            return
        first = next(iter(row.values()))
        scaled = tuple((number, factor / first) for number, factor in row.items())
        if scaled not in self.sums:
            self.sums[scaled] = self._new()
            self.rows[self.sums[scaled]] = dict(scaled)
        sign = Interval(None, ZERO) if first > 0 else Interval(ZERO, None)
        self.bounds[self.sums[scaled]] = self.bounds[self.sums[scaled]].meet(sign)

    def feasible(self) -> bool:
        """Whether all that is stated can hold together. Raises TooHard."""
        if any(b.lo is not None and b.hi is not None and b.lo > b.hi for b in self.bounds):
            return False
        for number in range(len(self.bounds)):
            if number not in self.rows:
                self.value[number] = _nearest(self.value[number], self.bounds[number])
        for basic, row in self.rows.items():
            self.value[basic] = sum((factor * self.value[n] for n, factor in row.items()), ZERO)
        while True:
            broken = min((n for n in self.rows if not self.bounds[n].holds(self.value[n])), default=None)
            if broken is None:
                return True
            goal = _nearest(self.value[broken], self.bounds[broken])
            row = self.rows[broken]
            upward = goal > self.value[broken]
            helper = min((n for n, factor in row.items() if self._room(n, (factor > 0) == upward)), default=None)
            if helper is None:
                return False
            self._move(helper, (goal - self.value[broken]) / row[helper])
            self._pivot(broken, helper)

    def range_of(self, name: str) -> Interval:
        """The least and the greatest value that an unknown can have; the system must be feasible. Raises TooHard."""
        number = self.number(name)
        low, high = self._end(number, False), self._end(number, True)
        return Interval(low, high)

    def _end(self, goal: int, upward: bool) -> Fraction | None:
        """The extreme of an unknown, None where it has none: entering unknowns move until one blocks."""
        while True:
            if goal in self.rows:
                row = self.rows[goal]
                entering = min((n for n, factor in row.items() if self._room(n, (factor > 0) == upward)), default=None)
                rising = entering is not None and (row[entering] > 0) == upward
            else:
                entering, rising = (goal if self._room(goal, upward) else None), upward
            if entering is None:
                return self.value[goal]
            step, leaving = self._step(entering, rising)
            if step is None:
                return None
            self._move(entering, step if rising else -step)
            if leaving is not None:
                self._pivot(leaving, entering)
                if leaving == goal:
                    return self.value[goal]

    def _room(self, number: int, upward: bool) -> bool:
        limit = self.bounds[number].hi if upward else self.bounds[number].lo
        return limit is None or (self.value[number] < limit if upward else self.value[number] > limit)

    def _step(self, entering: int, rising: bool) -> tuple[Fraction | None, int | None]:
        """How far an unknown can move, and the basic one that ends the move (None: its own bound does)."""
        own = self.bounds[entering].hi if rising else self.bounds[entering].lo
        best = None if own is None else abs(own - self.value[entering])
        leaving: int | None = None
        for basic, row in self.rows.items():
            factor = row.get(entering)
            if factor is None:
                continue
            limit = self.bounds[basic].hi if (factor > 0) == rising else self.bounds[basic].lo
            if limit is None:
                continue
            step = abs((limit - self.value[basic]) / factor)
            if best is None or step < best or (step == best and (leaving is None or basic < leaving)):
                best, leaving = step, basic
        return best, leaving

    def _move(self, number: int, step: Fraction) -> None:
        if step:
            self.value[number] += step
            for basic, row in self.rows.items():
                if number in row:
                    self.value[basic] += row[number] * step

    def _pivot(self, leaving: int, entering: int) -> None:
        """Makes the entering unknown basic in the place of the leaving one."""
        self.pivots += 1
        if self.pivots > MOST_PIVOTS:
            raise TooHard
        row = self.rows.pop(leaving)
        factor = row.pop(entering)
        solved = {n: -other / factor for n, other in row.items()}
        solved[leaving] = ONE / factor
        for other_row in self.rows.values():
            weight = other_row.pop(entering, None)
            if weight is None:
                continue
            for n, part in solved.items():
                total = other_row.get(n, ZERO) + weight * part
                if total:
                    other_row[n] = total
                else:
                    other_row.pop(n, None)
        self.rows[entering] = solved


def _nearest(value: Fraction, bounds: Interval) -> Fraction:
    if bounds.lo is not None and value < bounds.lo:
        return bounds.lo
    return bounds.hi if bounds.hi is not None and value > bounds.hi else value
