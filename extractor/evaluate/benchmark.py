"""The planted-error benchmark: how many errors the checks find, whom they blame, how often they cry wolf."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from extractor.evaluate.blame import blames, new_alarms
from extractor.evaluate.forms import forms_of
from extractor.evaluate.gold import GoldArticle, Mutation, load_gold
from extractor.evaluate.linear import detectable
from extractor.evaluate.matching import Span, overlap
from extractor.evaluate.mutations import planted
from extractor.evaluate.perfect import result_of
from extractor.evaluate.report import clean_article
from extractor.evaluate.rereading import changed_spans, mutated
from extractor.evaluate.scoring import spans_of
from extractor.schema import Article, Finding, Result

Run = Callable[[Article], Result]
CALENDAR = frozenset({"wrong_year", "stale_year", "wrong_weekday"})
"""Kinds that the calendar proves, not the linear relations."""


@dataclass
class Counts:
    """What happened to a group of mutants. `repaired`: the planted claim is among the repairs that a finding
    names; `sole`: it is the only one."""

    n: int = 0
    detected: int = 0
    blamed: int = 0
    repaired: int = 0
    sole: int = 0

    def add(self, detected: bool, blamed: bool, repaired: bool, sole: bool) -> None:
        self.n += 1
        self.detected += detected
        self.blamed += blamed
        self.repaired += repaired
        self.sole += sole

    def __str__(self) -> str:
        def share(part: int, whole: int) -> str:
            return f"{100 * part / whole:5.1f}" if whole else "    -"

        return (
            f"n={self.n:5d}  detected={share(self.detected, self.n)}  blamed={share(self.blamed, self.n)}  "
            f"repair named={share(self.repaired, self.n)}  sole repair={share(self.sole, self.n)}"
        )


@dataclass
class Benchmark:
    """The figures. Groups: all provable mutants, by kind, by the check that they break, and those that the
    annotated relations don't prove; shares are of the mutants of the group."""

    articles: int = 0
    provable: Counts = field(default_factory=Counts)
    unprovable: Counts = field(default_factory=Counts)
    by_kind: dict[str, Counts] = field(default_factory=dict)
    by_check: dict[str, Counts] = field(default_factory=dict)
    false_alarms: int = 0
    articles_with_alarms: int = 0
    warnings: int = 0
    articles_with_warnings: int = 0
    off_target: int = 0
    alarms: int = 0
    milliseconds: list[float] = field(default_factory=list)
    missed: list[tuple[str, Mutation]] = field(default_factory=list)

    def to_text(self) -> str:
        """The table."""
        lines = [f"{'articles':28s} {self.articles}", f"{'provable mutants':28s} {self.provable}"]
        lines += [f"{'  ' + kind:28s} {counts}" for kind, counts in sorted(self.by_kind.items())]
        lines.append("by the check that they break")
        lines += [f"{'  ' + check:28s} {counts}" for check, counts in sorted(self.by_check.items())]
        lines.append(f"{'not proved by the relations':28s} {self.unprovable}")
        lines.append(f"{'alarms on mutants':28s} {self.alarms}, off target {self.off_target}")
        alarms = f"{self.false_alarms} in {self.articles_with_alarms} of {self.articles} articles"
        lines.append(f"{'false alarms':28s} {alarms}")
        warnings = f"{self.warnings} in {self.articles_with_warnings} of {self.articles} articles"
        lines.append(f"{'warnings':28s} {warnings}")
        if self.milliseconds:
            times = sorted(self.milliseconds)
            p95 = times[int(0.95 * (len(times) - 1))]
            lines.append(f"{'milliseconds an article':28s} median {median(times):.0f}, p95 {p95:.0f}")
        return "\n".join(lines) + "\n"


def errors_of(article: GoldArticle, seed: int, most: int) -> list[tuple[Mutation, bool]]:
    """The annotated mutations and our own, each with whether it can be proved. An annotated one whose effect
    can't be re-read counts as provable: a careful annotator gave it."""
    forms, quantities = forms_of(article), article.gold.quantities
    errors = []
    for change in article.mutations:
        new = mutated(article, change)
        proof = change.kind in CALENDAR or new is None or detectable(forms, quantities, new.gold.quantities)
        errors.append((change.model_copy(update={"kind": f"annotated {change.kind}"}), proof))
    errors += [(error.mutation, error.detectable) for error in planted(article, seed, most)]
    return errors


def versions(article: GoldArticle, seed: int, most: int) -> Iterator[GoldArticle]:
    """The article, and it with each of its errors that the annotation can follow."""
    yield article
    for change, _ in errors_of(article, seed, most):
        new = mutated(article, change)
        if new is not None:
            yield new


def _mutant(article: GoldArticle, change: Mutation, number: int) -> Article:
    title, text = article.model_copy(update={"mutations": [change]}).mutant(0)
    update = {"id": f"{article.id}#p{number}", "title": title, "text": text}
    return clean_article(article).model_copy(update=update)


def _repairs(alarms: Iterable[Finding], spans: dict[str, Span], planted_at: Sequence[Span]) -> tuple[bool, bool]:
    """Whether the planted claim is among the repairs of a finding, and whether it is the only one there."""
    named = sole = False
    for alarm in alarms:
        right = [r for r in alarm.repair if r.claim in spans and any(overlap(spans[r.claim], at) for at in planted_at)]
        named |= bool(right)
        sole |= bool(right) and {r.claim for r in alarm.repair} == {right[0].claim}
    return named, sole


def _plant(article: GoldArticle, clean: Result, run: Run, seed: int, most: int, table: Benchmark) -> None:
    for number, (change, proof) in enumerate(errors_of(article, seed, most)):
        result = run(_mutant(article, change, number))
        alarms, spans = new_alarms(clean, result), spans_of(result)
        planted_at = changed_spans(article, change)
        blamed = [any(blames(alarm, spans, at) for at in planted_at) for alarm in alarms]
        outcome = (bool(alarms), any(blamed), *_repairs(alarms, spans, planted_at))
        if not proof:
            table.unprovable.add(*outcome)
            continue
        table.alarms += len(alarms)
        table.off_target += blamed.count(False)
        table.provable.add(*outcome)
        table.by_kind.setdefault(change.kind, Counts()).add(*outcome)
        table.by_check.setdefault(change.breaks, Counts()).add(*outcome)
        if not alarms:
            table.missed.append((article.id, change))


def benchmark(
    gold: str | Path | Sequence[GoldArticle],
    run: Run,
    seed: int = 1,
    most: int = 12,
    clock: Callable[[], float] | None = time.perf_counter,
) -> Benchmark:
    """Plants errors in consistent annotated articles and counts what `run` finds of them.

    `gold` is a folder (or file) of annotated articles, or the articles; `run` turns an article into its Result,
    findings included; `seed` and `most` go to `mutations.planted`; `clock` gives seconds, None leaves the times
    out. The same articles, run and seed give the same counts.
    """
    articles = load_gold(gold) if isinstance(gold, str | Path) else list(gold)
    table = Benchmark(articles=len(articles))
    for article in articles:
        began = clock() if clock else 0.0
        clean = run(clean_article(article))
        if clock:
            table.milliseconds.append(1000 * (clock() - began))
        verdicts: Counter[Any] = Counter(finding.verdict for finding in clean.findings)
        table.false_alarms += verdicts["inconsistent"]
        table.articles_with_alarms += bool(verdicts["inconsistent"])
        table.warnings += verdicts["undetermined"]
        table.articles_with_warnings += bool(verdicts["undetermined"])
        _plant(article, clean, run, seed, most, table)
    return table


def perfect_run(gold: Sequence[GoldArticle], check: Callable[[Result], Result], seed: int = 1, most: int = 12) -> Run:
    """A `run` for `benchmark` on annotated claims instead of extracted ones: what the checks alone can do.

    `check` puts the findings into a Result (`extractor.check`). `seed` and `most` must be those that
    `benchmark` gets. A mutant whose claims can't be told from its words keeps the clean article's.
    """
    known: dict[str, GoldArticle] = {}
    for article in gold:
        known[article.text] = article
        for change, _ in errors_of(article, seed, most):
            new = mutated(article, change)
            known.setdefault(change.apply(article.text), article if new is None else new)

    def run(article: Article) -> Result:
        return check(result_of(known[article.text]))

    return run
