"""Whose measure it is and whom it touches: the actor and the target of a measure, as codes or names."""

from __future__ import annotations

from extractor.components._policy_asides import object_relative
from extractor.components._policy_context import SENTENCE, Act
from extractor.components._policy_home import HOME
from extractor.components._policy_hosts import considered, destination, held_in, host, inward
from extractor.components._policy_named import SIDES, Side, sides
from extractor.components._policy_patterns import Match
from extractor.components._policy_relatives import owner as told_of
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

OWNED = 9
"""The words of a measure behind its owner."""

LISTED = 4
"""The words of one name in a list of sides."""

BETWEEN = frozenset({"pact", "talks"})
"""Families of what stands between sides: a clause about one of them does not make it hers."""

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""The tagger's words for verbs with a subject."""

ENVOYS = frozenset({"negotiator", "envoy"})
"""Classes of those who act for the side after them: "negotiators for India"."""


def _joined(found: list[Side], words: Words) -> str:
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


def _free(side: Side, words: Words, closed: frozenset[str] | set[str]) -> bool:
    """Whether no preposition stands before a place: it can be a subject."""
    head = _head(words, side.begin)
    before = head - (2 if head > 1 and words.low[head - 1] == "the" else 1)
    if head < side.begin and head and words.low[before] in small()["listing"]:
        return False
    at = side.begin - 1
    if at >= 0 and words.low[at] == "the":
        at -= 1
    if at < 0 or words.low[at] not in closed or (words.low[at] in small()["clausal"] and _acting(side, words)):
        return True
    return at > 0 and words.low[at] in small()["of"] and (
        words.low[at - 1] in small()["ruling"] or any(hit.cls in ENVOYS for hit in words.hits[at - 1]))


def _antecedent(words: Words, end: int) -> str:
    """The side that "its" means: the last free one before, else "it"."""
    free = [side for side in sides(words, end - SENTENCE, end)
            if _free(side, words, small()["preposition"]) and not adjectival(side, words)]
    if not free:
        return "it"
    return _joined(free, words) if words.low[end:end + 1] == ["their"] else free[-1].code


def _verbal(words: Words, i: int) -> bool:
    """Whether a measure begins with a finite verb: "| initialled an accord"."""
    return bool(words.tags) and words.tags[i] in FINITE


def possessor(words: Words, match: Match, goods: bool = False) -> str | None:
    """The side whose measure the noun phrase says it is: "China's …", "U.S. tariffs on …", "its tariffs".

    With `goods`, an adjective before the phrase is the goods' ("Kenyan beans")."""
    closed = small()
    own = next(sides(words, match.begin, match.end), None)
    near = own is not None and own.begin == match.begin and match.end - own.end <= OWNED
    if own is not None and near and words.low[own.end:own.end + 1] == ["'s"]:
        return own.code
    for i in range(match.begin - 1, max(match.begin - 7, -1), -1):
        word = words.low[i]
        if word in closed["possessive"]:
            return _antecedent(words, i)
        if word in closed["preposition"] or word in closed["hard_break"] or word in (",", "and"):
            break
        finite = ("past", "s", "both")
        if any(h.cls.startswith("act|") and "|verb|" in h.cls and h.form in finite for h in words.hits[i]):
            break
    for side in reversed(list(sides(words, match.begin - 8, match.begin))):
        between = words.low[side.end:match.begin]
        if any(w in closed["preposition"] or w in closed["hard_break"] or w in (",", "and") for w in between):
            continue
        if any(h.cls.startswith("act|") and "|verb|" in h.cls and h.form != "ing"
               for i in range(side.end, match.begin) for h in words.hits[i]):
            continue
        ruled = between[1:] if between[:1] == ["'s"] else between
        if any(w in closed["auxiliary"] for w in ruled) or any(w in closed["relative"] for w in between):
            continue
        if side.kind == "demonym" and between and between[0] != words.sing[side.end] and any(
                hit.cls in FIRMS for hit in words.hits[side.end]):
            continue
        owner = bool(between) and between[0] == "'s"
        adjective = (not goods and (between or not _verbal(words, match.begin))) and side.kind in ("demonym", "country", "bloc", "body") and len(between) <= 4
        aimed = closed["target_preposition"] - ({"of"} if not between else set())
        if owner or (adjective and _free(side, words, aimed)):
            return side.code
    return None


def levied_by(words: Words, match: Match) -> str | None:
    """The side whose levy it is: "spared the American duty", "out of reach of U.S. tariffs" (but "the China
    tariffs" are on China)."""
    for i, _ in words.find("levy", match.begin, match.end + 5):
        side = next((s for s in sides(words, i - 3, i) if s.end >= i - 1), None)
        if side is not None and (side.kind == "demonym" or words.raw[side.begin].isupper()):
            return side.code
    return None


GOODS = frozenset({"goods", "food", "metal", "carrier", "crude_w", "smallgoods"})


FIRMS = frozenset({"companyw", "firmn", "finentity"})
"""Classes of words for firms."""


def _of_goods(side: Side, words: Words, suffered: bool = False) -> bool:
    """Whether a people's name only says where goods come from, or the firms to whom something is done: "found that
    Malaysian tinplate was sold", "ten Danish firms were barred"."""
    after = words.hits[side.end:side.end + 2]
    if words.low[side.end:side.end + 1] == ["'s"]:
        return any(words.of(side.end + 1, "outbound")) if side.end + 1 < len(words) else False
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
        if _free(side, words, closed["preposition"]):
            found.append(side)
            best = _joined(found, words)
            if words.low[max(side.begin - 2, 0):side.begin] in (["it", "and"], ["they", "and"]):
                best = f"it, {side.code}"
    if best is None and any(w in closed["pronoun"] for w in words.low[floor:verb]):
        return _antecedent(words, floor)
    return best


def _levier(words: Words, match: Match) -> str | None:
    """The side within a measure's own words that collects it: "levy of 5 percent that | Ottawa | collects"."""
    for side in sides(words, match.begin + 1, match.end):
        if words.low[side.begin - 1] in small()["whom"] and not adjectival(side, words):
            return side.code
        collects = any(any(words.of(i, cls)) for i in range(side.end, min(side.end + 3, len(words)))
                       for cls in ("collectw", "imposew"))
        if collects and words.low[side.begin - 1] == "the":
            return side.code
    return None


def _granted_by(words: Words, match: Match) -> str | None:
    """The side whose law a measure's own words name, or "under" behind it: "access under the Everything But Arms"."""
    for i, hit in words.find("preference_law", match.begin, min(match.end + PREFERENCE, len(words))):
        if i < match.end or "under" in words.low[match.end:i]:
            return hit.lemma
    return None


PREFERENCE = 5
"""The words behind a measure in which the law is named under which it stands."""


def actor(words: Words, match: Match, act: Act | None, left: int, right: int, family: str) -> tuple[str | None, bool]:
    """The side whose measure it is and whether the sentence says so; "it" for a pronoun, "home" for "the
    government", None where nothing is said."""
    guests = family == "permit"
    goods = match.policy in inward()
    if guests or goods:
        entered = host(words, match, right, goods)
        if entered:
            return entered, True
    if named := _granted_by(words, match):
        return named, True
    people = any(hit.cls == "visitor" for hit in words.hits[match.begin])
    owner = possessor(words, match, family == "guard" or people) or (levied_by(words, match) if goods else None)
    if owner and not (guests and owner == "it"):
        return owner, owner not in ("it",)
    signed = list(sides(words, match.begin, match.end)) if family == "pact" else []
    if len(signed) > 1 and not small()["relative"].isdisjoint(words.low[match.begin:signed[0].begin]):
        return _joined(signed, words), True
    if levier := _levier(words, match):
        return levier, levier != HOME
    told = object_relative(words, match)
    who = next((side.code for side in sides(words, told, told + 6)), None) if told is not None else None
    if who:
        return who, who != HOME
    verb = act.verb if act is not None and act.left and act.verb >= 0 else match.begin
    relative = told_of(words, match) if family not in BETWEEN else None
    if relative is not None and relative.code != HOME:
        return relative.code, True
    who = subject(words, verb, left, guests)
    if who is None and left > 0 and words.low[left - 1] in ("“", '"', "(", "”"):
        who = subject(words, verb, max(verb - SENTENCE, 0), guests)
    if who:
        return who, who not in ("it", HOME)
    by = by_phrase(words, match.begin + 1, right)
    if by:
        return by, by != HOME
    if seat := considered(words, match, right):
        return seat, True
    if goods and (market := destination(words, match, left)):
        return market, True
    if seat := held_in(words, match, left, right, goods, family in BETWEEN):
        return seat, False
    for side in sides(words, match.end, match.end + SENTENCE):
        if words.low[side.end:side.end + 1] and words.low[side.end] in small()["reporting"] and side.code != HOME:
            return side.code, True
    for i in range(max(match.begin - 6, 0), min(match.end + 6, len(words))):
        for hit in words.hits[i]:
            if hit.cls == "instrument":
                return hit.lemma, False
    return None, False


def elsewhere(words: Words, match: Match, own: str | None, previous: str | None) -> str | None:
    """Who acts where nobody is named: the article's own country, unless the measure is on what comes from there."""
    if match.policy not in inward() or own is None:
        return own
    origin = any(side.code == own and words.low[side.begin - 1:side.begin] == ["from"]
                 for side in sides(words, match.begin - 8, match.end + 6))
    return (previous if previous != own else None) if origin else own


def leading(words: Words) -> Side | None:
    """The side of which a sentence speaks: the first one in its first words, if no preposition stands before."""
    side = next(sides(words, 0, min(6, len(words))), None)
    free = side is not None and _free(side, words, small()["preposition"]) and not adjectival(side, words)
    return side if free else None


def closing(words: Words) -> Side | None:
    """The side that a sentence names last, as what it is about ("The worry is America")."""
    side = next(sides(words, max(len(words) - 4, 0), len(words)), None)
    return side if side is not None and words.low[side.begin - 1] in small()["be"] else None


def by_phrase(words: Words, begin: int, end: int) -> str | None:
    """The side after "by" in words [begin, end)."""
    for side in sides(words, begin, end):
        near = words.low[max(side.begin - 3, begin):side.begin]
        seated = near[-1:] and near[-1] in small()["seat"] and small()["government"].isdisjoint(near)
        if "by" in near and not seated:
            return side.code
    return None


def adjectival(side: Side, words: Words) -> bool:
    """Whether a name stands before a noun as an adjective or owner: "Chinese firms", "11 U.S. contractors"."""
    after = words.low[side.end] if side.end < len(words) else ""
    plain = after.isalpha() and after == words.raw[side.end]
    acting = plain and any(h.cls.startswith("act|") for h in words.hits[side.end])
    return side.kind == "demonym" or after == "'s" or (
        side.kind in ("country", "bloc", "region") and plain and not acting
        and after not in small()["auxiliary"] and after not in small()["preposition"] and after not in ("and", "or"))
