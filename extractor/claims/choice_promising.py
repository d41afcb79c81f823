"""The few readings of a number that are worth a closer look, by how likely their words are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.claims.choice_candidates import Candidate, Words, stem, stems, trimmed
from extractor.components._indicator_heads import sector_of

NARROWED = 2
"""Best candidates that are also looked at without their least likely word."""
KEPT = 5
"""Readings that are looked at more closely, beside the rules' own."""


def promise(words: Words, likely: Mapping[str, int], everything: int) -> int:
    """How much of what is measured a reading says, and how little else: the likelihoods of its words in thousandths of
    their number or, where that is more, of `everything`, the sum of all likelihoods."""
    own = stems(words)
    return 1_000 * sum([likely.get(word, 0) for word in own]) // max(1_000 * len(own), everything, 1)


def promising(offered: Sequence[Candidate], likely: Mapping[str, int]) -> list[Candidate]:
    """The best of a number's candidates with these narrowed by a word, and the rules' reading."""
    ruled = bool(offered) and "rule" in offered[0].sources
    if ruled:
        offered = [c for n, c in enumerate(offered) if not n or not _loses_sector(offered[0], c)]
    everything = sum(likely.values())
    ranked = sorted([(-promise(c.words, likely, everything), n, c) for n, c in enumerate(offered)])
    narrower = _narrower(offered, [c for _, _, c in ranked[:NARROWED]], likely)
    if ruled:
        narrower = [c for c in narrower if not _loses_sector(offered[0], c)]
    ranked += [(-promise(c.words, likely, everything), len(offered) + n, c) for n, c in enumerate(narrower)]
    best = [c for _, _, c in sorted(ranked)[:KEPT]]
    return [c for c in offered[:1] if ruled and c not in best] + best


def _loses_sector(rule: Candidate, other: Candidate) -> bool:
    """Whether a reading is the rules' own without the part of trade that it is of: "imports" for "goods imports"."""
    less = stems(other.words) < stems(rule.words)
    return less and sector_of(other.words) != sector_of(rule.words)


def _narrower(offered: Sequence[Candidate], best: Sequence[Candidate], likely: Mapping[str, int]) -> list[Candidate]:
    """Readings without their least likely word, those left out that are offered anyway."""
    known = {stems(c.words) for c in offered}
    made: dict[frozenset[str], Candidate] = {}
    for n, c in enumerate(best):
        own = stems(c.words)
        if len(own) < 2:
            continue
        least = min(own, key=lambda word: (likely.get(word, 0), word))
        words = tuple({stem(w): w for w in trimmed([w for w in c.words if stem(w) != least])}.values())
        if stems(words) in made:
            made[stems(words)].sources.append(f"narrower{n}")
        elif stems(words) and stems(words) not in known:
            made[stems(words)] = Candidate(words, [f"narrower{n}"])
    return list(made.values())
