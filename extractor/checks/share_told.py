"""Shares that a sentence tells with their part and their whole: "$6.15bn of the $9.91bn, or 62pc", "2,400 buyers, 720
of them from abroad (30 percent)", "of the 540 applications, 378, or 70 percent", "$18.1 billion, or 45 percent of the
total of $40.2 billion".
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words
from extractor.exact import Fraction

Told = tuple[Fact, Fact, Fact]
AMOUNTS = frozenset({"money", "count", "measure"})
ROLES = frozenset({"level", "other", "price"})
MOST_BESIDE, MOST_WHOLE, MOST_NAMED = 6, 9, 7
"""Words between a part and its share, a share and its whole, and a whole and its part, at most."""
OF = frozenset({"of", "of the", "out of", "out of the", "of a total", "of a total of", "of the total", "of its",
                "of their", "out of a total of", "of all", "of these", "of those"})  # fmt: skip
OF_THEM = frozenset({"of them", "of it", "of that", "of these", "of those", "of this", "of which", "of whom"})
BREAKS = frozenset(";:\n")


def plainly_told(ctx: Context, share: Fact) -> Told | None:
    """Part, whole and share, where the words around a share tell both; None where another amount of the article is the
    whole that it is of."""
    found = next(_told(ctx, share), None)
    return None if found is None or _of_another(ctx, found) else found


def _told(ctx: Context, share: Fact) -> Iterator[Told]:
    at, sentence = share.number, share.claim.sentence
    before = [f for f in ctx.facts[max(0, at - 2) : at] if _is_amount(f)]
    own = [f for f in before if f.claim.sentence == sentence]
    after = [f for f in ctx.facts[at + 1 : at + 3] if _is_amount(f, base=True) and f.claim.sentence == sentence]
    if not own or own[-1].number != at - 1:
        yield from _behind_fraction(ctx, share, after)
        return
    last, first = own[-1], own[0] if len(own) > 1 else None
    if _apposed(ctx, last, share) and not _of_other_total(share):
        if first is not None and _alike(first, last):
            between = " ".join(words(ctx.between(first, last)))
            opening = " ".join(words(ctx.text[ctx.result.sentences[sentence][0] : first.claim.start]))
            if between in OF and first.middle < last.middle:
                yield first, last, share
            elif last.middle < first.middle and (between[:8] == "of which" or _opens(ctx, opening, first, last)):
                yield last, first, share
        behind = after[0] if after and after[0].number == at + 1 and _alike(last, after[0]) else None
        if behind is not None and last.middle < behind.middle and _leads_to_whole(ctx, share, behind):
            yield last, behind, share
    if after and after[0].number == at + 1 and _alike(last, after[0]) and after[0].middle < last.middle:
        told = words(ctx.between(share, after[0]))
        if words(ctx.between(last, share))[:2] == ["of", "which"] and _is_light(told) and len(told) < MOST_BESIDE:
            yield after[0], last, share
    if len(before) > 1 and _of_them(ctx, before[0], last, share):
        yield last, before[0], share


def _behind_fraction(ctx: Context, share: Fact, after: list[Fact]) -> Iterator[Told]:
    """ "Nearly half of the 640 containers, 310, were empty"."""
    if len(after) == 2 and after[0].number == share.number + 1 and _alike(*after) and after[1].middle < after[0].middle:
        between = ctx.between(*after)
        named, _, told = between.partition(",")
        near = len(words(between)) <= MOST_NAMED and _is_light(words(told)) and "," not in told
        near = near and not BREAKS & set(named)
        led = ctx.between(share, after[0])
        if " ".join(words(led)) in OF and not set(led) & set(",;:()") and "," in between and near:
            yield after[1], after[0], share


def _opens(ctx: Context, opening: str, whole: Fact, part: Fact) -> bool:
    """ "Of the 540 applications, 378 …", and not what is left of it."""
    return opening in OF and not cues.words_of("leaving") & set(words(ctx.between(whole, part)))


def _leads_to_whole(ctx: Context, share: Fact, whole: Fact) -> bool:
    between = ctx.between(share, whole)
    told = words(between)
    several = cues.words_of("one_of_several") & {*told, *whole.tail[:3]}
    plain = told[:1] == ["of"] and len(told) <= MOST_WHOLE and not several
    if set(between) & set(",;:()\n"):
        return plain and between.endswith(" (") and not set(between[:-1]) & set(",;:()\n")
    return plain and (told[-1] in ("of", "the", "at") or " ".join(told) in OF)


def _of_them(ctx: Context, whole: Fact, part: Fact, share: Fact) -> bool:
    """ "The fair drew 2,400 buyers; 720 of them came from abroad, or 30 percent"."""
    if " ".join(part.tail[:2]) not in OF_THEM or not _alike(whole, part) or whole.middle <= part.middle:
        return False
    near = part.claim.sentence - whole.claim.sentence
    others = [f for f in ctx.by_sentence[whole.claim.sentence] if _is_amount(f) and f.number < part.number]
    alone = others == [whole] and (not near or (near == 1 and whole.paragraph == part.paragraph))
    between = ctx.between(part, share)
    comma = max(between.rfind(","), between.rfind("("))
    behind = words(between[comma + 1 :])
    ends = not share.tail[:1] or share.tail[0] not in ("of", "in")
    one = whole.claim.unit == part.claim.unit and any(char.isdigit() for char in part.text)
    one = one and part.claim.qualifier == whole.claim.qualifier == "exact"
    return alone and one and ends and comma >= 0 and _is_light(behind) and not BREAKS & set(between)


def _apposed(ctx: Context, part: Fact, share: Fact) -> bool:
    """Whether a share stands right behind its part: "$1.64 billion, or 20 percent", "378 (70 percent)"."""
    between = ctx.between(part, share)
    told = words(between)
    opens = between.lstrip()[:1] in tuple(",(–—-") or told[:1] == ["or"]
    return opens and len(told) <= MOST_BESIDE and _is_light(told) and not BREAKS & set(between)


def _is_light(told: list[str]) -> bool:
    return set(told) <= cues.words_of("share_beside")


def _of_other_total(share: Fact) -> bool:
    """Whether a share is told to be one of a total that isn't named: "N1.78 trillion (9.3 per cent of the total)"."""
    return share.tail[:2] == ("of", "total") or share.tail[:3] == ("of", "the", "total")


def _of_another(ctx: Context, told: Told) -> bool:
    """Whether another amount of the article makes the share with the part, or one of the sentence with the whole."""
    part, whole, share = told
    if _fits(part, whole, share):
        return False
    own = (f for f in ctx.by_sentence[share.claim.sentence] if f not in told and _is_amount(f) and f.u)
    if any(_alike(f, whole) and _fits(f, whole, share) for f in own):
        return True
    return any(_is_amount(f) and _alike(f, part) and f.u and _fits(part, f, share) for f in ctx.facts if f is not part)


def _fits(part: Fact, whole: Fact, share: Fact) -> bool:
    ratio = part.at(1) / whole.at(1)
    return ratio is not None and ratio.meets(share.ratio(1))


def _is_amount(fact: Fact, base: bool = False) -> bool:
    """Whether a figure may be a part or a whole; `base`: also behind "of" and the like."""
    claim = fact.claim
    known = claim.kind in AMOUNTS and claim.role in ROLES and claim.range is None
    return known and fact.middle > Fraction(0) and (base or fact.slot != "base")


def _alike(a: Fact, b: Fact) -> bool:
    return a.claim.kind == b.claim.kind and (a.claim.unit == b.claim.unit or a.claim.kind == "count")
