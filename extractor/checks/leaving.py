"""Whether a sentence itself says that a balance is what its exports and imports leave: "exports were $129.4 billion and
imports $111.2 billion, leaving a surplus of $18.2 billion".

Then the three belong together whatever else may be doubted: they are the sentence's only amounts but for bases and
brackets, and nothing between them or behind the balance makes it that of another place, sector or length of time.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words

REACH = 6
"""Words from "leaving" to what is left, at most."""
GAP = 110
"""Characters between the neighbours of such a sentence, at most."""


def is_left(ctx: Context, exports: Fact, imports: Fact, third: Fact) -> bool:
    """Whether a sentence tells its exports, its imports and the balance that they leave."""
    first, second = sorted((exports, imports), key=lambda f: f.number)
    row = (first, second, third)
    if second.number > third.number or len({f.claim.sentence for f in row}) > 1 or not _alone(ctx, row):
        return False
    gaps = [ctx.between(a, b) for a, b in pairwise(row)]
    if any(set(gap) & set(";:\n") or len(gap) > GAP for gap in gaps) or ". " in "".join(gaps):
        return False
    opening = words(ctx.text[ctx.result.sentences[third.claim.sentence][0] : first.claim.start])[:1] == ["with"]
    return _leads(gaps[1], opening) and not _of_others(ctx, row)


def _alone(ctx: Context, row: tuple[Fact, Fact, Fact]) -> bool:
    """Whether a sentence gives no further amount up to its balance, but for bases and conversions in brackets."""
    own = [f for f in ctx.by_sentence[row[2].claim.sentence] if f.number < row[2].number and f not in row]
    amounts = [f for f in own if f.claim.role not in ("growth", "share", "rate")]
    told = all(f.slot not in ("base", "aside") and not f.bracket for f in row)
    return told and all((f.slot == "base" or f.bracket) and f.claim.role == "level" for f in amounts)


def _leads(between: str, opening: bool) -> bool:
    """Whether words lead from the second side to the balance: "leaving a surplus of", ", a deficit of", and after "With
    exports at … and imports at …" also ", the surplus was"."""
    told = words(between)
    nouns = [at for at, word in enumerate(told) if word in cues.words_of("surplus") | cues.words_of("deficit")]
    if not nouns or not set(told[nouns[-1] + 1 :]) <= cues.words_of("leads_to_sum"):
        return False
    before = told[: nouns[-1]]
    made = cues.last(before, "left_over", REACH)
    if made is None and "," in between:
        clause = words(between.rpartition(",")[2])
        bare = clause[: len(clause) - len(told) + nouns[-1]]
        if opening:  # "the surplus was", "Germany ran a surplus of"
            bare = bare[next((at + 1 for at, word in enumerate(bare[:REACH]) if word in cues.words_of("ran")), 0) :]
        named = bare[:1] in (["a"], ["an"]) or (opening and bare[:1] == ["the"])
        made = len(bare) if named and len(bare) <= REACH else None
    return made is not None and set(before[len(before) - made :]) <= cues.words_of("beside_balance")


def _of_others(ctx: Context, row: tuple[Fact, Fact, Fact]) -> bool:
    """Whether the words behind a balance, or the sides' own partners, make it one of something else."""
    third = row[2]
    behind = ctx.text[third.claim.end : ctx.result.sentences[third.claim.sentence][1]]
    tail = words(behind.partition(",")[0])
    if any(word in cues.words_of("left_otherwise") for word in tail):
        return True
    sectors = {keys.sector(f) for f in row}
    partners = {f.claim.partner for f in row}
    return len(sectors - {None}) > 1 or len(partners) > 1
