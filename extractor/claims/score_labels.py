"""The name that is likeliest to say what a number measures, made of the words that the scorer finds likely.

A name is right where it shares at least half of the words of the longer of it and the true one; of all names of up to
`LONGEST` of the likeliest words the one is taken that is likeliest to be right, the words taken as independent. As a
word too many costs nothing by that, each counts a little for itself: for the name where it is likelier than `EVEN`,
against it where it is not. "Trade" says nothing beside other words: it stands with them where it is likely, and counts
only where it stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

import numpy as np

from extractor.network import Floats

LONGEST = 4
"""Words of a name, at most."""
TOP = 7
"""Words that names are made of, at most."""
EVEN = 0.5
"""How likely a word is that neither speaks for a name nor against it."""
TELLING = 0.1
"""What a word's likelihood beyond that counts beside the name's."""
SLIGHT = "trade"
"""A word that says nothing beside others ("foreign trade", "goods trade")."""
CLOSE = 0.15
"""How much less than the best a name may be worth that is looked at, too."""
_CLOSEST = 20
"""Such names, at most."""
_OTHERS = 8
"""Likely words beside these that are weighed, at most."""
_TOGETHER = 64
"""Numbers that are looked at together, so that long articles need no more memory."""
Likely = Mapping[str, float]
Name = tuple[tuple[str, ...], float]


@cache
def _subsets() -> tuple[list[tuple[int, ...]], Floats]:
    """The names as places among the likeliest words, and as rows of 0 and 1."""
    names = [some for size in range(1, LONGEST + 1) for some in combinations(range(TOP), size)]
    rows = np.zeros((len(names), TOP), dtype=np.float32)
    for row, name in enumerate(names):
        rows[row, list(name)] = 1
    return names, rows


@cache
def _right() -> Floats:
    """Words of a name, those of them that are true, those of the likeliest and of the others that it lacks → 1 where it
    is right."""
    found = np.zeros((LONGEST + 1, LONGEST + 1, TOP + 1, _OTHERS + 1), dtype=np.float32)
    for size in range(1, LONGEST + 1):
        for held in range(1, size + 1):
            for near in range(TOP + 1):
                for far in range(_OTHERS + 1):
                    found[size, held, near, far] = is_right(size, held, near + far)
    return found


def is_right(size: int, held: int, lacking: int) -> bool:
    """Whether a name of so many words holds enough true ones, so many of which it lacks."""
    return held > 0 and 2 * held >= max(size, held + lacking)


def _counts(likely: Floats, most: int) -> Floats:
    """Rows of independent likelihoods → how likely it is that none, one, two … hold."""
    found = np.zeros((*likely.shape[:-1], most + 1), dtype=np.float32)
    found[..., 0] = 1
    for n in range(likely.shape[-1]):
        p = likely[..., n, None]
        added = found[..., :-1] * p
        found *= 1 - p
        found[..., 1:] += added
    return found


def best_names(numbers: Sequence[Likely]) -> list[list[Name]]:
    """For each number the names that are worth most, the best first: their words, likeliest first, and what they are
    worth; () for none."""
    beside = [_beside(likely) for likely in numbers]
    found: list[list[Name]] = []
    for at in range(0, len(numbers), _TOGETHER):
        found += _best_names(beside[at : at + _TOGETHER])
    return [_with_slight(names, likely) for names, likely in zip(found, numbers, strict=True)]


def _beside(likely: Likely) -> Likely:
    return {word: p for word, p in likely.items() if word != SLIGHT}


def _with_slight(names: list[Name], likely: Likely) -> list[Name]:
    """Names and the slight word alone, the best first; with the slight word where it is likely."""
    if SLIGHT not in likely:
        return names
    if likely[SLIGHT] >= EVEN:
        names = [((*name, SLIGHT) if name else (), told) for name, told in names]
    return sorted([*names, ((SLIGHT,), worth_of(frozenset({SLIGHT}), likely))], key=lambda one: -one[1])


def _best_names(numbers: Sequence[Likely]) -> list[list[Name]]:
    ranked = [ranking(likely) for likely in numbers]
    told = np.zeros((len(numbers), TOP + _OTHERS), dtype=np.float32)
    for row, (words, likely) in enumerate(zip(ranked, numbers, strict=True)):
        told[row, : len(words)] = [likely[word] for word in words]
    names, rows = _subsets()
    top = told[:, None, :TOP]
    held, near = _counts(top * rows[None], LONGEST), _counts(top * (1 - rows[None]), TOP)
    right = np.einsum("shnf,rf->rshn", _right(), _counts(told[:, TOP:], _OTHERS))
    sizes = rows.sum(axis=1).astype(np.int64)
    worth = (held * np.matmul(right[:, sizes], near[..., None])[..., 0]).sum(axis=2)
    worth += np.float32(TELLING) * ((top - np.float32(EVEN)) * rows[None]).sum(axis=2)
    first = worth.argmax(axis=1)
    close = worth >= np.take_along_axis(worth, first[:, None], axis=1) - np.float32(CLOSE)
    found = list[list[Name]]()
    for words, values, near, best in zip(ranked, worth.tolist(), close, first.tolist(), strict=True):
        others = [n for n in np.nonzero(near)[0].tolist() if n != best and names[n][-1] < len(words)]
        nearest = [best, *sorted(others, key=lambda n: -values[n])[:_CLOSEST]]
        found.append([(tuple(words[n] for n in names[name] if n < len(words)), values[name]) for name in nearest])
    return found


def ranking(likely: Likely) -> list[str]:
    """The words that are weighed, likeliest first."""
    return sorted(likely, key=lambda word: (-likely[word], word))[: TOP + _OTHERS]


def worth_of(name: frozenset[str], likely: Likely) -> float:
    """What a name of some words is worth."""
    if name - {SLIGHT}:
        name, likely = name - {SLIGHT}, _beside(likely)
    if not name or not likely:
        return 0.0
    held = _count([likely.get(word, 0.0) for word in sorted(name)])
    lacking = _count([likely[word] for word in ranking(likely) if word not in name])
    right = sum(p * q for n, p in enumerate(held) for k, q in enumerate(lacking) if is_right(len(name), n, k))
    return right + TELLING * sum(likely.get(word, 0.0) - EVEN for word in sorted(name - {SLIGHT}))


def _count(likely: Iterable[float]) -> list[float]:
    """The same as `_counts` for one row."""
    found = [1.0]
    for p in likely:
        found = [a * (1 - p) + b * p for a, b in zip([*found, 0.0], [0.0, *found], strict=True)]
    return found
