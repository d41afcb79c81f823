"""Whose measure it is by where goods and guests go: the side that is entered, the market that taxes them."""

from __future__ import annotations

from functools import lru_cache

from extractor import lookups
from extractor.components._policy_named import Side, sides
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

SUFFERED = 7
"""The words before a levy in which it is told that goods bear it."""

PLACES = frozenset({"country", "bloc", "capital", "city"})

MAKERS = ("companyw", "growers", "recip", "exporter_w")
"""Classes of words for those who make or send the goods that a measure is on."""

ENTERED = 24
"""The words behind a measure in which goods that it lets in are told to enter a side."""

LET_IN = frozenset({"tariff_rate_quota", "tariff_exemption"})
"""Policies that let goods in."""

LOOKED = 10
"""The words behind a measure in which it is told where it is debated."""


def _suffered(words: Words, match: Match, side: Side) -> bool:
    """Whether goods bear a levy at the place right behind it: "have been subject to a 39% tariff in Norway"."""
    near = words.low[max(match.begin - SUFFERED, 0):match.begin + 2]
    return side.kind in ("country", "bloc") and side.begin >= match.end and side.begin - match.end <= 3 and any(
        word in small()["suffering"] for word in near)


def _kept_from(words: Words, match: Match, side: Side) -> bool:
    """Whether goods are kept away from a side, or may be sent to it: "beef | is barred from | China" (but "barred beef
    from China"), "fruit kept out of Japan", "can again ship chicken to Chile"."""
    at = side.begin - (2 if words.low[side.begin - 1] == "the" else 1)
    if words.low[at - 2:at + 1] in (["kept", "out", "of"], ["shut", "out", "of"]):
        return True
    if words.low[at] == "to" and any(any(words.of(i, "mayv")) for i in range(match.begin, at)):
        return any(any(words.of(i, "sellv")) for i in range(match.begin, at))
    return at > match.begin and words.low[at] == "from" and any(
        hit.cls in ("ban", "keepout") and hit.form in ("part", "both") and k + hit.size == at
        and not small()["be"].isdisjoint(words.low[max(k - 3, 0):k])
        for k in range(max(at - 2, match.begin), at) for hit in words.hits[k])


def host(words: Words, match: Match, right: int, goods: bool = False) -> str | None:
    """The side that is entered: "enter Kenya", "a journey in China"; with `goods`, only by a word of entering."""
    entry = small()["arrival" if goods else "entry"]
    for side in sides(words, match.begin, min(right, match.end + (ENTERED if goods else 2 * 6))):
        before = [w for w in words.low[max(side.begin - 4, 0):side.begin] if w != "the"]
        if goods and side.begin >= match.end + 6 and not (
                before and before[-1] in ("enter", "enters", "entering") and match.policy in LET_IN):
            continue
        onward = not goods and before[-1:] == ["to"] and before[-2:-1] and before[-2] in small()["way_on"]
        leaving = not goods and before[-2:] == ["out", "of"]
        entered = before and (before[-1] in entry or " ".join(before[-2:]) in entry)
        if side.kind != "demonym" and not onward and (entered or leaving):
            return side.code
        if goods and side.kind in PLACES and _kept_from(words, match, side):
            return side.code
        gate = goods and any(words.of(side.end, "gates")) if side.end < len(words) else False
        taxed = gate or (goods and _suffered(words, match, side))
        if taxed and before and before[-1] in small()["place_preposition"]:
            return side.code
    return None


def considered(words: Words, match: Match, right: int) -> str | None:
    """The side where a measure is debated: "duties under consideration in Ottawa"."""
    for side in sides(words, match.end, min(match.end + LOOKED, right)):
        near = words.low[max(side.begin - 2, 0):side.begin]
        if near[-1:] == ["in"] and near[0] in small()["debate"]:
            return side.code
    return None


def held_in(words: Words, match: Match, left: int, right: int, goods: bool, met: bool) -> str | None:
    """The country in which a sentence tells a measure without another side: "takes effect in Canada", "growers in
    Vietnam hope for a pact"; not where `goods` on which it is, and their makers, come from,
    nor, with `met`, where sides meet."""
    for side in sides(words, left, right):
        at = side.begin - (2 if words.low[side.begin - 1] == "the" else 1)
        if at <= 0 or words.low[at] != "in" or side.kind not in PLACES or words.low[side.end:side.end + 1] == ["'s"]:
            continue
        makers = any(any(words.of(at - 1, cls)) for cls in MAKERS)
        if words.low[at - 1] not in small()["made"] and not (makers if goods else met and not makers):
            return side.code
    return None


def destination(words: Words, match: Match, left: int) -> str | None:
    """The side to which the goods go that a levy is on: "half of the exports to Peru are exempt from the duty"."""
    for side in reversed(list(sides(words, left, match.begin))):
        to = side.begin - (2 if words.low[side.begin - 1] == "the" else 1)
        if side.kind != "demonym" and to > 0 and words.low[to] == "to" and any(
                any(words.of(i, "outbound")) for i in range(max(to - 3, left), to)):
            return side.code
    return None


@lru_cache(maxsize=1)
def inward() -> frozenset[str]:
    """The policies that are about what comes in."""
    return frozenset(row["policy"] for row in lookups.table("policy_flows") if row["flow"] == "imports")
