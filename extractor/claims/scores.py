"""How likely each reading of a number is, by a network fitted on annotated articles (`extractor.network`).

For each number: how likely each word is to be part of what it measures; each role, direction, flow and status; each of
its candidates for period, place and partner. A number asks by a vector made of its first and last word's and of what
the rules read; words, dates and places answer by theirs. `benchmarks/scorer.py` fits the weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, log

import numpy as np

from extractor.claims.link import Link
from extractor.claims.score_candidates import ScoreCandidates
from extractor.claims.score_inputs import Features, Window, windows
from extractor.claims.view import Mark, View
from extractor.network import Floats, Whole, bent, network, steps_of

FIELDS = ("role", "direction", "flow", "status")
POINTED = ("period", "place", "partner")
SOFTENED = np.float32(1.5)
"""What scores of words are divided by, as the network is surer of them than it is right (temperature scaling, Guo and
others 2017, 1706.04599)."""
_UNLIKELY = np.float32(np.log(0.01 / 0.99))
"""Words with a lower score are left out."""


@dataclass(slots=True)
class Scored:
    """The scores of one number."""

    words: dict[str, float] = field(default_factory=dict)
    """Stem of a word → how likely it is part of what is measured, from 0 to 1."""
    parts: dict[str, list[float]] = field(default_factory=dict)
    """Field → log-likelihoods of its values, in the order of `score_inputs`."""
    pointed: dict[str, list[tuple[str | None, float]]] = field(default_factory=dict)
    """Field → its candidates' values and their log-likelihoods."""


def scored(view: View, links: Sequence[Link]) -> list[Scored]:
    """The scores of the numbers of an article."""
    found = [Scored() for _ in links]
    if links:
        scorer = _Scorer(view, links)
        for window in windows(view, links):
            scorer.score(window, found)
    return found


class _Scorer:
    def __init__(self, view: View, links: Sequence[Link]) -> None:
        self.view, self.links, self.net = view, links, network()
        self.features = Features(view, links, self.net.names)
        self.candidates = ScoreCandidates(view, links)
        self.vocabulary: dict[str, int] = self.net.names["vocabulary"]
        self.dates, self.places = _by_word(view.dates), _by_word(view.places)

    def score(self, window: Window, found: Sequence[Scored]) -> None:
        """Adds the scores of the numbers of a window."""
        net, features, marks = self.net, self.features, [self.links[n].mark for n in window.numbers]
        at, firsts = np.array(window.words, dtype=np.int32), [mark.first for mark in marks]
        words = net.encoded(features.words(window), steps_of(at, at), features.scopes(window, window.words))
        ends = _ends(window, marks)
        told = features.numbers(window)
        cells = [net.weights[f"cat.{n}"][told[:, n]] for n in range(told.shape[1])]
        asks = bent(net.linear("num", np.concatenate([words[ends[0]], words[ends[1]], *cells], axis=1)))
        steps = steps_of(np.array(firsts, dtype=np.int32), at).astype(np.int64)
        scopes = features.scopes(window, firsts).astype(np.int64)
        self._words(window, words, asks, steps, scopes, found)
        for name in FIELDS:
            for number, row in zip(window.numbers, _log_softmax(net.linear(f"out.{name}", asks)), strict=True):
                found[number].parts[name] = row.tolist()
        for name in POINTED:
            self._pointed(name, window, words, asks, steps, scopes, found)

    def _words(
        self, window: Window, words: Floats, asks: Floats, steps: Whole, scopes: Whole, found: Sequence[Scored]
    ) -> None:
        net, stems = self.net, [self.features.stems[word] for word in window.words]
        scores = net.linear("q", asks) @ net.linear("k", words).T / net.root + net.linear("kb", words).T
        scores += np.take_along_axis(net.linear("relq", asks), steps, axis=1)
        scores += np.take_along_axis(net.linear("ssq", asks), scopes, axis=1)
        kept = sorted((at for at, name in enumerate(stems) if name), key=stems.__getitem__)
        names = list(dict.fromkeys(stems[at] for at in kept))
        told = net.linear("voc", asks)
        if kept:
            opens = [n for n, at in enumerate(kept) if not n or stems[kept[n - 1]] != stems[at]]
            pooled = _log_sums(scores[:, kept], opens)
            known = [n for n, name in enumerate(names) if name in self.vocabulary]
            pooled[:, known] += told[:, [self.vocabulary[names[n]] for n in known]] * net.share
        else:
            pooled = np.zeros((len(asks), 0), dtype=np.float32)
        present = set(names)
        others = [name for name in self.vocabulary if name not in present]
        everything = np.concatenate([pooled, told[:, [self.vocabulary[name] for name in others]]], axis=1)
        names += others
        column = {name: n for n, name in enumerate(names)}
        gates = net.linear("srcg", asks)
        for row, number in enumerate(window.numbers):
            for name, source in self.candidates.said(number):
                if name in column and source in net.names["src"]:
                    everything[row, column[name]] += gates[row, net.names["src"][source]]
        likely = 1 / (1 + np.exp(-np.clip(everything / SOFTENED, -30, 30)))
        for row, number in enumerate(window.numbers):
            above = np.nonzero(everything[row] > _UNLIKELY)[0].tolist()
            found[number].words = {names[n]: float(likely[row, n]) for n in above}

    def _pointed(
        self, name: str, window: Window, words: Floats, asks: Floats, steps: Whole, scopes: Whole,
        found: Sequence[Scored],
    ) -> None:
        net, told = self.net, self.dates if name == "period" else self.places
        marks = [m for word in window.words for m in told.get(word, ())]
        values = [m.record["value" if name == "period" else "code"] for m in marks]
        order = sorted((n for n, value in enumerate(values) if value), key=values.__getitem__)
        worth = np.zeros((len(asks), 0), dtype=np.float32)
        if order:
            firsts, lasts = _ends(window, [marks[n] for n in order])
            keys = net.linear(f"pk.{name}", np.concatenate([words[firsts], words[lasts]], axis=1))
            answers = net.linear(f"pq.{name}", asks) @ keys.T / net.root
            answers += np.take_along_axis(net.linear(f"prel.{name}", asks), steps[:, firsts], axis=1)
            answers += np.take_along_axis(net.linear(f"pss.{name}", asks), scopes[:, firsts], axis=1)
            worth = _log_sums(answers, [k for k, n in enumerate(order) if not k or values[order[k - 1]] != values[n]])
        column = {value: n for n, value in enumerate(dict.fromkeys(values[n] for n in order))}
        known, gates = net.names["psrc" if name == "period" else "lsrc"], net.linear(f"psrc.{name}", asks).tolist()
        for number, gate, own in zip(window.numbers, gates, worth.tolist(), strict=True):
            offered = self.candidates.of(name, number)
            speaks = [own[column[one.value]] if one.value in column else 0.0 for one in offered]
            for n, one in enumerate(offered):
                speaks[n] += sum([gate[known.get(source, 0)] for source in dict.fromkeys(one.sources)])
            found[number].pointed[name] = [(one.value, x) for one, x in zip(offered, _log_shares(speaks), strict=True)]


def _by_word(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """First word → the marks that begin with it."""
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.first, []).append(mark)
    return found


def _ends(window: Window, marks: Sequence[Mark]) -> tuple[list[int], list[int]]:
    """The first and last words of marks, by their numbers in a window; the first twice where the last is outside."""
    at = window.place_of
    return [at[m.first] for m in marks], [at.get(m.last, at[m.first]) for m in marks]


def _log_sums(scores: Floats, opens: Sequence[int]) -> Floats:
    """The logarithm of the sum of the exponentials of each run of columns."""
    most = np.maximum.reduceat(scores, opens, axis=1)
    sizes = np.diff([*opens, scores.shape[1]])
    sums = np.add.reduceat(np.exp(scores - np.repeat(most, sizes, axis=1)), opens, axis=1)
    found: Floats = np.log(np.maximum(sums, np.float32(1e-9))) + most
    return found


def _log_softmax(scores: Floats) -> Floats:
    most = scores.max(axis=1, keepdims=True)
    found: Floats = scores - most - np.log(np.exp(scores - most).sum(axis=1, keepdims=True))
    return found


def _log_shares(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    total = most + log(sum([exp(score - most) for score in scores]))
    return [score - total for score in scores]
