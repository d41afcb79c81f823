"""Parts that the words name as some of a whole: none is above it, nor are several of one sort together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.checks import cues, keys
from extractor.checks.disjoint import disjoint
from extractor.checks.facts import Context, Fact, words

_CLOSED = re.compile(r"\([^()]*\)")
_INCLUDED = re.compile(r"\bincluded\s*,|\bincluding\s[^,;\d]+,\s+(?!of |among |with |and |or )\w+\s")
"""Behind what is included: "and intermediate goods, fuels included, 3.7 billion", "exports, including cars, at 5"."""
_OF_ITS_OWN = re.compile(r"(?:,\s(?!including\b)\w[^,;]*|\band\s\w[^,;]*,?)\s(?:including|such as)\s[^;]*$")
"""The next item of a list, with what it takes in: "coal 13.0 million, cargo including containers 22.6 million"."""
MOST = 8
REACH = 60
"""Characters from a whole to its first part, at most."""
ALONE = 6
"""Words from "with" to the part of one alone, at most."""
MANY = 1000
"""Things counted, at least, of which some are told as "of them"."""
OF_THEM = (("of", "them"), ("of", "these"), ("of", "those"))
STEP = 60
"""Characters from one part to the next, at most."""


@dataclass(frozen=True, slots=True)
class Partial:
    """A whole and some of its parts, in one sentence; `disjoint`: of one sort, so that none lies in another."""

    whole: Fact
    parts: tuple[Fact, ...]
    disjoint: bool


def partials(ctx: Context) -> Iterator[Partial]:
    """ "$70 billion, including $14.2 billion of energy products and $9.1 billion of cars"."""
    for number in sorted(ctx.by_sentence):
        amounts = [f for f in ctx.by_sentence[number] if _is_amount(f)]
        for at, (whole, first) in enumerate(pairwise(amounts)):
            if _opens(ctx, whole, first) and not _of_earlier(amounts[:at], whole, first):
                parts = [first]
                for fact in amounts[at + 2 : at + 1 + MOST]:
                    if not _joins(ctx, parts[-1], fact):
                        break
                    parts.append(fact)
                yield Partial(whole, tuple(parts), len(parts) > 1 and _of_one_sort(parts))
    yield from _of_sentence_before(ctx)


def _of_sentence_before(ctx: Context) -> Iterator[Partial]:
    """ "South Asia sent 34,912 visitors. India accounted for 23,540 of them, Maldives for 7,036", "43,356 beds had been
    registered. Of these, 42,091 were in operation"."""
    for number, facts in ctx.by_sentence.items():
        first, before = facts[0], [f for f in ctx.by_sentence.get(number - 1, ()) if _is_amount(f)]
        opens = tuple(words(ctx.text[ctx.result.sentences[number][0] : first.claim.start]))
        told = first.tail[:2] in OF_THEM or (opens in OF_THEM and first.tail[:1] != ("of",))
        if not told or len(before) != 1 or not _is_amount(first) or not _alike(before[0], first):
            continue
        parts = [first]
        for fact in (f for f in facts[1:MOST] if _is_amount(f)):
            if not _joins(ctx, parts[-1], fact):
                break
            parts.append(fact)
        if before[0].paragraph == first.paragraph and (before[0].claim.kind != "count" or before[0].middle >= MANY):
            yield Partial(before[0], tuple(parts), len(parts) > 1 and disjoint([f.claim.partner for f in parts]))


def taken_of(ctx: Context, part: Fact) -> Fact | None:
    """The amount of which a number right behind it is told to be a part: "5.15 million arrivals in August, 4.07 million
    of them (79%) from the mainland"."""
    if part.tail[:1] != ("of",) or part.tail[1:2] not in (("them",), ("these",), ("those",)) or not part.number:
        return None
    whole = ctx.facts[part.number - 1]
    if whole.claim.kind == "count" and whole.middle < MANY:
        return None  # "One mill is down, so 130 of them …", "3 cranes, 180 of them …"
    comma = re.fullmatch(r"[^.;:]{0,40}[,(] ?(?:and )?(?:of )?", ctx.between(whole, part)) is not None
    amounts = _is_amount(whole) and part.claim.role == "level" and whole.claim.sentence == part.claim.sentence
    return whole if comma and amounts and _alike(whole, part) else None


def _of_earlier(before: list[Fact], whole: Fact, part: Fact) -> bool:
    """Whether a bare number is a part of what is counted earlier: "2,312 employees in 14 countries, including 1,048 in
    Denmark"."""
    bare = part.claim.kind == "count" and not any(c.isalpha() for c in part.text)
    larger = any(f.claim.kind == "count" and f.middle >= part.middle for f in before)
    return bare and larger and part.middle > whole.middle


def _is_amount(fact: Fact) -> bool:
    claim = fact.claim
    plain = claim.role == "level" and claim.kind in ("money", "count", "measure") and claim.status == "reported"
    return plain and fact.slot != "base" and not fact.bracket and fact.middle > 0 and claim.flow != "balance"


def _opens(ctx: Context, whole: Fact, first: Fact) -> bool:
    between = _CLOSED.sub("", ctx.between(whole, first))
    tokens = words(between)
    # "exports made 369 billion of that, re-exports 389 billion", "January's 37 billion included, exports came to …"
    part = any(cues.first(whole.tail, kind, 1) == 0 for kind in ("of_whole", "counted_in"))
    part = part or _INCLUDED.search(between) is not None
    takes_in = "including" in between or "such as" in between
    part = part or (takes_in and _OF_ITS_OWN.search(between) is not None)
    part = part or cues.last(first.lead, "rest", 3) is not None  # "6.8 and others, among them meal, the remaining 13"
    part = part or cues.first(tokens, "figure_before", len(tokens)) is not None  # "the earlier figure included 35.0"
    inside = cues.last(tokens, "held_in", 4) is not None  # "services came to 6.9; they're included in the 26.95"
    some = cues.last(tokens, "partial", 4) is not None or _with_one_alone(tokens)
    part = part or "there" in first.lead[-3:]  # "makers with fewer than 20 staff, of which there are about 60"
    told = not (part or inside or ";" in between) and some
    return told and len(between) <= REACH and _alike(whole, first) and cues.direction(tuple(tokens)) is None


def _with_one_alone(tokens: list[str]) -> bool:
    """ "277,000 tonnes, with China alone buying 158,000"."""
    led = tokens[-ALONE:]
    return "with" in led and "alone" in led[led.index("with") + 2 :]


def _joins(ctx: Context, part: Fact, fact: Fact) -> bool:
    """The next of the list, with no words that open another whole or another list."""
    between = ctx.between(part, fact)
    tokens = words(between)
    plain = cues.first(tokens, "partial", len(tokens)) is None and cues.direction(tuple(tokens)) is None
    comma = "," in between or "and" in tokens
    return plain and comma and len(between) <= STEP and ";" not in between and _alike(part, fact)


def _alike(a: Fact, b: Fact) -> bool:
    same = a.claim.kind == b.claim.kind and a.claim.unit == b.claim.unit
    return same and keys.periods(a, b) != keys.CONFLICT and keys.flows(a, b) != keys.CONFLICT


def _of_one_sort(parts: list[Fact]) -> bool:
    """Whether all go on with the same word: "of energy products … of cars", "to China … to India"."""
    return len({part.tail[:1] for part in parts}) == 1 and parts[0].tail[:1] in (("of",), ("to",), ("from",), ("in",))
