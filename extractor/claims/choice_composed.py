"""Readings composed of likely words, and the few readings of a number that are worth a closer look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.claims.choice_candidates import Candidate, Words, adds, head_row, qualifies, stem, stems, trimmed
from extractor.components._indicator_heads import sector_of

LIKELY = (200, 300, 400, 500)
"""Likelihoods, in thousandths, above which words are taken together."""
WIDENED = 2
"""Best candidates that are widened by a word and narrowed by one."""
ADDED = 2
"""Words by which one is widened, one at a time."""
_WORTH_ADDING = 150
_LONGEST = 5
"""Words of a composed reading, at most."""
KEPT = 5
"""Readings that are looked at more closely, beside the rules' own."""


def promise(words: Words, likely: Mapping[str, int], everything: int) -> int:
    """How much of what is measured a reading says, and how little else: the likelihoods of its words in thousandths of
    their number or, where that is more, of `everything`, the sum of all likelihoods."""
    own = stems(words)
    return 1_000 * sum([likely.get(word, 0) for word in own]) // max(1_000 * len(own), everything, 1)


def promising(offered: Sequence[Candidate], likely: Mapping[str, int]) -> list[Candidate]:
    """The best of a number's candidates and of those composed from likely words, with the rules' reading."""
    ruled = bool(offered) and "rule" in offered[0].sources
    if ruled:
        offered = [c for n, c in enumerate(offered) if not n or not _loses_sector(offered[0], c)]
    everything = sum(likely.values())
    ranked = sorted([(-promise(c.words, likely, everything), n, c) for n, c in enumerate(offered)])
    composed = _composed(offered, [c for _, _, c in ranked[:WIDENED]], likely)
    if ruled:
        composed = [c for c in composed if not _loses_sector(offered[0], c)]
    ranked += [(-promise(c.words, likely, everything), len(offered) + n, c) for n, c in enumerate(composed)]
    best = [c for _, _, c in sorted(ranked)[:KEPT]]
    return [c for c in offered[:1] if ruled and c not in best] + best


def _loses_sector(rule: Candidate, other: Candidate) -> bool:
    """Whether a reading is the rules' own without the part of trade that it is of: "imports" for "goods imports"."""
    less = stems(other.words) < stems(rule.words)
    return less and sector_of(other.words) != sector_of(rule.words)


def _composed(offered: Sequence[Candidate], best: Sequence[Candidate], likely: Mapping[str, int]) -> list[Candidate]:
    known = {stems(c.words) for c in offered}
    made: dict[frozenset[str], Candidate] = {}

    def put(words: Sequence[str], source: str) -> None:
        told = tuple({stem(word): word for word in words}.values())
        own = stems(told)
        if own in made:
            made[own].sources.append(source)
        elif own and own not in known and len(own) <= _LONGEST:
            made[own] = Candidate(told, [source])

    ranked = sorted(likely, key=lambda word: (-likely[word], word))
    forms = {stem(word): word for c in reversed(offered) for word in c.words}
    taken = 0
    for level in reversed(LIKELY):
        above = [w for w in ranked if likely[w] > level and adds(forms[w])]
        if len(above) > taken:
            put(_ordered(above, offered, forms), f"above{level}")
            taken = len(above)
    for n, c in enumerate(best):
        own = stems(c.words)
        others = [w for w in ranked if w not in own and likely[w] > _WORTH_ADDING and adds(forms[w])][:ADDED]
        for k, word in enumerate(others):
            put(_joined([forms[word]], c.words), f"wider{n}{k}")
        if len(own) > 1:
            least = min(own, key=lambda word: (likely.get(word, 0), word))
            put(trimmed([w for w in c.words if stem(w) != least]), f"narrower{n}")
    return list(made.values())


def _ordered(some: Sequence[str], offered: Sequence[Candidate], forms: Mapping[str, str]) -> list[str]:
    """Words in the order of the candidate that holds most of them, with the others."""
    chosen = set(some)
    most = max(offered, key=lambda c: len(chosen & stems(c.words)), default=None)
    inner = [w for w in most.words if stem(w) in chosen] if most else []
    held = set(map(stem, inner))
    return _joined([forms[w] for w in some if w not in held], inner)


def _joined(others: Sequence[str], words: Sequence[str]) -> list[str]:
    """A phrase with other words before it, which qualify it; one that is an indicator's ends it where it has none of
    its own, and is left out where it has."""
    heads = [w for w in others if head_row(w)]
    if words and (head_row(words[-1]) or not heads):
        return [*(w for w in others if qualifies(w, words[-1])), *words]
    plain = [w for w in others if qualifies(w, heads[0] if heads else "")]
    return [*plain, *map(_qualifying, words), *heads[:1]]


def _qualifying(word: str) -> str:
    """A word before another: "export price"."""
    return stem(word) if head_row(word) else word
