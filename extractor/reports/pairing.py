"""Which claims and findings of two runs over one article are the same: the grounds of `extractor diff`.

Claims pair by type and span; where the article's text changed, by type and words in the order of the text. What is
left pairs where spans of one type overlap (a claim that grew or shrank). Findings pair by check and fingerprint,
what is left by check and a figure in common.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from extractor.schema import AnyClaim, Finding, PolicyClaim, Result

T = TypeVar("T")
Pair = tuple[T | None, T | None]


def same_text(old: Result, new: Result) -> bool:
    """Whether both runs saw the same text; by its sha256 where results were written without it."""
    if old.article.sha256 and new.article.sha256:
        return old.article.sha256 == new.article.sha256
    return old.article.text == new.article.text


def _by(key: Callable[[T], Hashable], old: list[T], new: list[T]) -> Iterator[tuple[T, T]]:
    """The pairs with one key, in order; what is paired leaves the lists."""
    waiting: defaultdict[Hashable, deque[T]] = defaultdict(deque)
    for one in new:
        waiting[key(one)].append(one)
    left: list[T] = []
    for one in old:
        if waiting[key(one)]:
            yield one, waiting[key(one)].popleft()
        else:
            left.append(one)
    old[:] = left
    kept = {id(one) for queue in waiting.values() for one in queue}
    new[:] = [one for one in new if id(one) in kept]


def _overlapping(old: Sequence[AnyClaim], new: Sequence[AnyClaim]) -> Iterator[tuple[AnyClaim, AnyClaim]]:
    """The pairs of one type whose spans share a character, in text order, each claim once."""
    for kind in dict.fromkeys(claim.type for claim in old):
        left = deque(sorted((c for c in new if c.type == kind), key=lambda c: (c.start, c.end)))
        for one in sorted((c for c in old if c.type == kind), key=lambda c: (c.start, c.end)):
            while left and left[0].end <= one.start:
                left.popleft()
            if left and left[0].start < one.end:
                yield one, left.popleft()


def _without(records: Sequence[T], paired: Iterable[T]) -> list[T]:
    gone = {id(one) for one in paired}
    return [one for one in records if id(one) not in gone]


def _policy(claim: AnyClaim) -> str:
    return claim.policy if isinstance(claim, PolicyClaim) else ""


def claims(old: Result, new: Result) -> list[Pair[AnyClaim]]:
    """The claims of both runs: pairs, and those that only one has; in text order."""
    left, right = list(old.claims), list(new.claims)
    found: list[tuple[AnyClaim, AnyClaim]] = []
    if same_text(old, new):
        found += _by(lambda c: (c.type, c.start, c.end, _policy(c)), left, right)
        found += _by(lambda c: (c.type, c.start, c.end), left, right)
        found += _overlapping(left, right)
        left, right = _without(left, (one for one, _ in found)), _without(right, (other for _, other in found))
    else:
        found += _by(lambda c: (c.type, c.text, _policy(c)), left, right)
    pairs: list[Pair[AnyClaim]] = [*found]
    pairs += [(one, None) for one in left] + [(None, one) for one in right]
    return sorted(pairs, key=_place)


def _place(pair: Pair[AnyClaim]) -> tuple[int, int, str, bool]:
    claim = pair[1] or pair[0]
    assert claim is not None
    return claim.start, claim.end, claim.type, pair[1] is not None


Words = Callable[[str], str]
"""The id of a claim or a date → its words."""


def words_of(result: Result) -> Words:
    """Ids of one result's claims and dates as the words that they stand for."""
    table: dict[str, str] = {claim.id: claim.text for claim in result.claims}
    table.update((date.id, date.text) for date in result.dates)
    return lambda name: table.get(name, name)


def _figures(finding: Finding, words: Words) -> list[tuple[str, str]]:
    return [(finding.check, words(name)) for name in [*finding.claims, *finding.dates]]


def _sharing(
    old: Sequence[Finding], new: Sequence[Finding], old_words: Words, new_words: Words
) -> Iterator[tuple[Finding, Finding]]:
    """The pairs of one check with a figure in common, each finding once."""
    holding: defaultdict[tuple[str, str], deque[Finding]] = defaultdict(deque)
    for other in new:
        for figure in _figures(other, new_words):
            holding[figure].append(other)
    taken: set[int] = set()
    for one in old:
        for figure in _figures(one, old_words):
            while holding[figure] and id(holding[figure][0]) in taken:
                holding[figure].popleft()
            if holding[figure]:
                other = holding[figure].popleft()
                taken.add(id(other))
                yield one, other
                break


def findings(
    old: Sequence[Finding], new: Sequence[Finding], old_words: Words = str, new_words: Words = str
) -> list[Pair[Finding]]:
    """The findings of both runs: pairs, and those that only one has."""
    left, right = list(old), list(new)
    found = [*_by(lambda f: (f.check, f.fingerprint), left, right)]
    found += _sharing(left, right, old_words, new_words)
    left, right = _without(left, (one for one, _ in found)), _without(right, (other for _, other in found))
    pairs: list[Pair[Finding]] = [*found]
    order: dict[Any, int] = {id(finding): number for number, finding in enumerate([*old, *new])}
    pairs += [(one, None) for one in left] + [(None, one) for one in right]
    return sorted(pairs, key=lambda pair: order[id(pair[0] or pair[1])])
