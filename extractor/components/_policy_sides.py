"""Whose measure it is and whom it touches: the actor and the target of a measure, as codes or names."""

from __future__ import annotations

from extractor.components._policy_context import SENTENCE
from extractor.components._policy_named import SIDES, Side, sides
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

LISTED = 4
"""The words of one name in a list of sides."""

ENVOYS = frozenset({"negotiator", "envoy"})
"""Classes of those who act for the side after them: "negotiators for India"."""


def joined(found: list[Side], words: Words) -> str:
    """The codes of neighbours that "and" or a comma joins to the last one."""
    codes = [found[-1].code]
    for before, after in zip(reversed(found[:-1]), reversed(found), strict=False):
        between = words.low[before.end:after.begin]
        if len(between) > 2 or not all(w in small()["joiner"] for w in between):
            break
        codes.insert(0, before.code)
    return ", ".join(dict.fromkeys(codes))


def _acting(side: Side, words: Words) -> bool:
    """Whether a verb or "and" another side follows: "since Kenya and Uganda began …"."""
    return side.end < len(words) and side.kind != "demonym" and (
        words.low[side.end] in small()["auxiliary"] - {"'s"} or words.low[side.end] in small()["and"] or any(
            h.cls.startswith("act|") and h.form in ("past", "both", "s") for h in words.hits[side.end]))


def _head(words: Words, begin: int) -> int:
    """Where a list of sides that the one at word `begin` closes begins: "from | Chile, Peru and Mexico"."""
    while begin > 1 and words.low[begin - 1] in small()["joiner"] - {"the"}:
        last = begin - (2 if words.low[begin - 2:begin] == [",", "and"] else 1)
        first = next((i for i in range(max(last - LISTED, 0), last) for hit in words.hits[i]
                      if hit.cls in SIDES and i + hit.size == last), -1)
        if first < 0:
            break
        begin = first
    return begin


def free(side: Side, words: Words, closed: frozenset[str] | set[str]) -> bool:
    """Whether no preposition stands before a place: it can be a subject."""
    head = _head(words, side.begin)
    before = head - (2 if head > 1 and words.low[head - 1] == "the" else 1)
    if head < side.begin and head and words.low[before] in small()["listing"]:
        return False
    at = side.begin - 1
    if at >= 0 and words.low[at] == "the":
        at -= 1
    if at >= 0 and words.low[at] in small()["addressed"]:
        return False
    if at < 0 or words.low[at] not in closed or (words.low[at] in small()["clausal"] and _acting(side, words)):
        return True
    return at > 0 and words.low[at] in small()["of"] and (
        words.low[at - 1] in small()["ruling"] or any(hit.cls in ENVOYS for hit in words.hits[at - 1]))


OWNER = 7
"""The words from an owner to "its": "the | Kingdom | 's suspension of its duty"."""


def antecedent(words: Words, end: int) -> str:
    """The side that "its" means: the last free one before, else "it"."""
    alone = [side for side in sides(words, end - SENTENCE, end)
             if free(side, words, small()["preposition"]) and not adjectival(side, words)]
    owner = next((side for side in sides(words, end - OWNER, end) if words.low[side.end:side.end + 1] == ["'s"]
                  and "of" in words.low[side.end:end] and not (alone and alone[-1].begin > side.begin)), None)
    if owner is not None and words.low[end:end + 1] == ["its"]:
        return owner.code
    if not alone:
        return "it"
    return joined(alone, words) if words.low[end:end + 1] == ["their"] else alone[-1].code


GOODS = frozenset({"goods", "food", "metal", "carrier", "crude_w", "smallgoods"})


SELLERS = ("growers", "exporter_w")
"""Classes of words for those on whose goods a measure is, where a side owns them: "Brazil's coffee growers"."""

FIRMS = frozenset({"companyw", "firmn", "finentity"})
"""Classes of words for firms."""


def _of_goods(side: Side, words: Words, suffered: bool = False) -> bool:
    """Whether a people's name only says where goods come from, or the firms to whom something is done: "found that
    Malaysian tinplate was sold", "ten Danish firms were barred"."""
    after = words.hits[side.end:side.end + 2]
    if words.low[side.end:side.end + 1] == ["'s"]:
        return any(any(words.of(i, cls)) for i in range(side.end + 1, min(side.end + 4, len(words)))
                   for cls in ("outbound", *SELLERS))
    return side.kind == "demonym" and any(hit.cls in GOODS or (suffered and hit.cls in FIRMS)
                                          for hits in after for hit in hits)


def subject(words: Words, verb: int, floor: int, guests: bool = False) -> str | None:
    """The side that stands as the subject of a verb; "it" for a pronoun, None if there is none.

    With `guests`, people of a country ("Japanese nationals", "Indians") are no side: they are let in.
    """
    closed = small()
    found: list[Side] = []
    best: str | None = None
    suffered = verb < len(words) and any(
        hit.form in ("part", "both") and words.low[verb - 1:verb] and words.low[verb - 1] in closed["be"]
        for hit in words.hits[verb])
    for side in sides(words, floor, verb):
        if (guests and side.kind in ("demonym", "region")) or _of_goods(side, words, suffered):
            continue
        if free(side, words, closed["preposition"]):
            found.append(side)
            best = joined(found, words)
            if words.low[max(side.begin - 2, 0):side.begin] in (["it", "and"], ["they", "and"]):
                best = f"it, {side.code}"
    if best is None and any(w in closed["pronoun"] for w in words.low[floor:verb]):
        return antecedent(words, floor)
    return best


def leading(words: Words) -> Side | None:
    """The side of which a sentence speaks: the first one in its first words, if no preposition stands before."""
    side = next(sides(words, 0, min(6, len(words))), None)
    alone = side is not None and free(side, words, small()["preposition"]) and not adjectival(side, words)
    return side if alone else None


def closing(words: Words) -> Side | None:
    """The side that a sentence names last, as what it is about ("The worry is America")."""
    side = next(sides(words, max(len(words) - 4, 0), len(words)), None)
    return side if side is not None and words.low[side.begin - 1] in small()["be"] else None


def adjectival(side: Side, words: Words) -> bool:
    """Whether a name stands before a noun as an adjective or owner: "Chinese firms", "11 U.S. contractors"."""
    after = words.low[side.end] if side.end < len(words) else ""
    plain = after.isalpha() and after == words.raw[side.end]
    acting = plain and any(h.cls.startswith("act|") for h in words.hits[side.end])
    return side.kind == "demonym" or after == "'s" or (
        side.kind in ("country", "bloc", "region") and plain and not acting
        and after not in small()["auxiliary"] and after not in small()["preposition"] and after not in ("and", "or"))
