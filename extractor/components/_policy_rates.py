"""Rates that stand for a levy by themselves: "steel still bears 50 percent", and those that a list adds to a levy
told in full: "a levy of 20% on shoes and 40% on bags", "India pays 25 percent, Vietnam 20 percent"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.components._policy_elements import rate_alone
from extractor.components._policy_goods import KINDS
from extractor.components._policy_named import Side, sides
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

REACH = 28
"""A list of rates goes on at most so many words behind the levy."""

AIM = 6
"""The words behind a rate of a list in which its side is named."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate that a list adds, at words [begin, end), its figure at word `at`: on whose goods it is, None where it
    names none."""

    begin: int
    end: int
    at: int
    text: str
    target: str | None


def rate_of(words: Words, begin: int, end: int) -> str | None:
    """The first percentage in words [begin, end) as it is written, None without one."""
    return next((hit.lemma for _, hit in words.find("percent", begin, end)), None)


def _first_side(words: Words, begin: int, end: int) -> str | None:
    return next((side.code for side in sides(words, begin, end)), None)


def _named_before(words: Words, at: int) -> tuple[int, str | None] | None:
    """Where the side or goods right before a rate begin, after a comma or "and", and the code of a side."""
    closed = small()
    at -= words.low[at - 1] in closed["rate_before"]
    side = next((side for side in sides(words, max(at - 5, 0), at) if side.end == at), None)
    begin = side.begin if side is not None else at
    if side is None:
        while begin > max(at - 4, 0) and any(hit.cls in KINDS for hit in words.hits[begin - 1]):
            begin -= 1
            if words.low[begin - 1] in closed["and"] and any(hit.cls in KINDS for hit in words.hits[begin - 2]):
                begin -= 1
    if begin == at or words.low[begin - 1] not in closed["listing_word"]:
        return None
    first = _joined_before(words, begin) if side is not None else None
    if side is not None and first is not None:
        return first.begin, f"{first.code}, {side.code}"
    return begin, side.code if side is not None else None


def _joined_before(words: Words, begin: int) -> Side | None:
    """The side that "and" joins to the one at word `begin`, where another "and" or a comma opens the two: "a tariff
    of 25 percent and | the Union and | Mexico with 30 percent"."""
    closed = small()
    if words.low[begin - 1] not in closed["and"]:
        return None
    first = next((side for side in sides(words, max(begin - 6, 0), begin - 1) if side.end == begin - 1), None)
    if first is None or first.kind == "demonym":
        return None
    head = first.begin - (2 if words.low[first.begin - 1] == "the" else 1)
    return first if words.low[head] in closed["listing_word"] else None


def listed(words: Words, begin: int, end: int, taken: frozenset[int]) -> Iterator[Rate]:
    """The further rates of a list behind a levy told in words [begin, end); `taken` are the words of others."""
    if rate_of(words, begin, min(end + 3, len(words))) is None:
        return
    closed = small()
    last = end
    for i in range(end, min(end + REACH, len(words) - 1)):
        if i in taken or words.low[i] in closed["list_end"]:
            return
        size = next((hit.size for hit in words.of(i, "percent")), 0)
        range_ends = words.low[i - 1] in closed["and"] and "between" in words.low[max(i - 6, 0):i]
        if not size or i <= end or i - last > REACH // 2 or range_ends:
            continue
        after = i + size
        if words.low[i - 1] in closed["listing_word"] and words.low[after:after + 1] in (["on"], ["for"]) and not any(
                words.of(after + 1, "date") if after + 1 < len(words) else ()):
            yield Rate(i, after, i, words.low[i], _first_side(words, after, after + AIM))
            last = after
        elif (named := _named_before(words, i)) is not None and rate_alone(words, after):
            yield Rate(named[0], after, i, words.low[i], named[1])
            last = after


BEARING = frozenset({"bearv", "applyv", "settlev"})
"""Classes of verbs that tell by themselves that a rate is paid."""

PAYING = BEARING | {"owew"}

LEVYING = frozenset({"collectw", "imposew", "taxv", "setratev", "setratev2"})
"""Classes of verbs whose subject is the side that collects."""


EVERYONE = 5
"""The words between those who pay and their verb."""


def payer(words: Words, begin: int, end: int, left: int, told: tuple[str | None, str | None],
          known: tuple[str | None, str | None], bare: bool) -> tuple[str | None, str | None]:
    """Who collects a rate told by what is paid, and whose goods pay it: as `told` where its words tell who collects
    it, else as the levy told last (`known`) and the side before the verb."""
    paid = next((i for i in range(begin, end) for hit in words.hits[i] if hit.cls in PAYING), -1)
    levied = any(hit.cls in LEVYING for i in range(begin, end) for hit in words.hits[i])
    actor, target = known
    if levied or not (bare or (paid > begin and told[0] is not None)):
        return told
    before = [side.code for side in sides(words, left, paid if paid >= 0 else end) if side.code != actor]
    if paid >= 0 and any(words.find("world", max(left, paid - EVERYONE), paid)):
        return actor, "world"
    if bare and known == (None, None):
        return told
    if not bare and (actor is None or not set((told[0] or "").split(", ")) <= set(before)):
        return told
    return actor, before[-1] if before else target


def gone(words: Words, begin: int, end: int) -> bool:
    """Whether words [begin, end) only tell what was paid once: "until then it paid 8.8 percent"."""
    return any(hit.cls == "bearv" and hit.form in ("past", "both") and small()["auxiliary"].isdisjoint(
        words.low[max(i - 2, 0):i]) for i in range(begin, end) for hit in words.hits[i])


def borne(words: Words, begin: int, end: int) -> bool:
    """Whether a verb within words [begin, end) tells that a rate is paid: nothing besides need be done to it."""
    return any(hit.cls in BEARING and words.low[i - 1:i] != ["without"]
               for i in range(begin, end) for hit in words.hits[i])


INWARD = frozenset({"tariffname", "inbound", "imported", "foreignmade", "inbound_w", "inboundw", "onarrival"})
"""Classes of words that tell that a levy is on what comes in."""


def unmarked(words: Words, begin: int, end: int) -> bool:
    """Whether nothing in or right behind words [begin, end), and no pact in the sentence, says that a levy is on what
    comes in."""
    return not any(words.find("pact", 0, len(words))) and not any(
        hit.cls in INWARD for hits in words.hits[begin:end + 3] for hit in hits)
