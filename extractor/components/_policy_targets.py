"""Whom a measure touches: the target of a measure, as codes or names."""

from __future__ import annotations

from itertools import pairwise

from extractor.components._policy_context import SENTENCE, Act
from extractor.components._policy_home import HOME
from extractor.components._policy_named import Side, sides
from extractor.components._policy_patterns import Match
from extractor.components._policy_relatives import guest
from extractor.components._policy_sides import GOODS, adjectival
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

NOBODYS = frozenset({"money", "refund"})
"""Families of what a side pays at home: nobody else is touched."""

TRAVEL = frozenset({"visa_free_transit"})
"""Policies in whose words "elsewhere" is where guests go on to."""

NEAR = 14
"""The words after a measure in which the first side that it touches is named."""

MAKERS = ("companyw", "growers", "recip")
"""Classes of words for those who make the goods that a measure is on."""

RATED = 9
"""The words between two sides of a list that gives each its rate."""

JOINED = 6
"""The words from "and" to the name of a second side: "India and the four members of the | EFTA | signed"."""

PURPOSES = frozenset({"help_v", "shield_v"})
"""Classes of verbs that tell what a measure is for."""


def parted(codes: str | None) -> tuple[str | None, str | None]:
    """The first of several joined sides, and the others: "GB, IN" → GB and IN."""
    first, _, rest = (codes or "").partition(", ")
    return first or None, rest or None


def asked(words: Words, cue: int, actor: str | None) -> str | None:
    """The side that is asked: named right after the word that asks ("urged Beijing to …")."""
    for side in sides(words, cue + 1, cue + 7):
        if side.code != actor:
            return side.code
    return None


def _bearing(side: Side, words: Words, match: Match) -> bool:
    """Whether goods of a side bear the levy: "coil from | China | has carried duties", "| EU | brandy pays"."""
    before = words.low[max(side.begin - 2, 0):side.begin]
    goods = any(hit.cls in GOODS for hit in words.hits[side.end]) if side.end < len(words) else False
    made = goods or (before[-1:] == ["from"] or before == ["from", "the"])
    return made and any(any(words.of(i, cls)) for i in range(side.end, match.end) for cls in ("owew", "bearv"))


def _aside_target(words: Words, match: Match, mine: set[str], family: str) -> str | None:
    """The side that is touched where the measure itself names none: the partner of talks ("with Thailand"),
    the guests ("Japanese nationals"), the goods of whom the sentence spoke before ("Chinese cars")."""
    before = [side for side in sides(words, match.begin - SENTENCE, match.begin)
              if side.code not in mine and side.code != HOME]
    if family in ("pact", "talks"):
        wanted = [s for s in before if "with" in words.low[max(s.begin - 2, 0):s.begin] or (
            "and" in words.low[max(s.begin - JOINED, 0):s.begin] and match.begin - s.end <= 1)]
    elif family in ("permit", "levy", "blacklist"):
        wanted = [s for s in before if (s.kind == "demonym" and adjectival(s, words)) or (
            family == "levy" and _bearing(s, words, match)) or (
            family == "levy" and words.low[s.begin - 2:s.begin - 1] and words.low[s.begin - 2] in small()["made"]
            and words.low[s.begin - 1] == "in")]
    else:
        wanted = []
    return wanted[-1].code if wanted else None


def on_goods_of(words: Words, match: Match, code: str | None) -> bool:
    """Whether the measure is on the goods or people of a country ("duty on Swiss goods", "by makers in Peru")."""
    onto, partly = small()["onto"], small()["partly"]
    return any(side.code == code and (
        (adjectival(side, words) and not onto.isdisjoint(words.low[max(side.begin - 2, match.begin):side.begin])
         and words.low[side.begin - 1] in onto | partly) or (
            words.low[side.begin - 1] in small()["seat"] and side.begin > 1 and any(
                any(words.of(side.begin - 2, cls)) for cls in MAKERS)))
        for side in sides(words, match.begin + 1, match.end + 6))


def _purpose(words: Words, begin: int) -> int:
    """Where a clause of purpose begins: "a duty on cotton | to help mills hit by American tariffs"."""
    return next((i for i in range(begin, len(words) - 1) if words.low[i] == "to" and any(
        h.cls in PURPOSES and h.form in ("base", "both") for h in words.hits[i + 1])), len(words))


def own_goods(words: Words, match: Match, actor: str | None) -> str | None:
    """The side of whose goods a levy speaks by a pronoun: "told Peru that it will raise the duty on its | copper"."""
    closed = small()
    for i in range(match.begin + 1, min(match.end + 3, len(words) - 1)):
        if words.low[i] in closed["possessive"] and words.low[i - 1] in closed["onto"] and any(
                hit.cls in GOODS for k in range(i + 1, min(i + 4, len(words))) for hit in words.hits[k]):
            named = [side.code for side in sides(words, match.begin - SENTENCE, match.begin) if side.code != HOME]
            others = [code for code in named if code != actor]
            return others[-1] if others else None
    return None


def _reason(words: Words, begin: int) -> int:
    """Where it is told why: "raised the duty to 50 percent | over purchases of Russian oil"."""
    return next((i for i in range(begin, len(words) - 1) if words.low[i] == "over" and any(
        hit.cls == "buying" for hit in words.hits[i + 1])), len(words))


def _listed(last: Side, words: Words, mine: set[str]) -> list[str]:
    """The codes of the peoples listed before the last one: "Brazilians, Peruvians and Chileans"."""
    codes: list[str] = []
    following = last
    for side in reversed(list(sides(words, last.begin - 16, last.begin))):
        between = words.low[side.end:following.begin]
        if not between or len(between) > 2 or not all(w in small()["joiner"] for w in between) or (
                side.kind != last.kind or side.code in mine):
            break
        codes.insert(0, side.code)
        following = side
    return codes


def _each_rate(words: Words, begin: int, end: int) -> bool:
    """Whether a list gives each side its own rate: "39% on goods from Norway, 25% on those from India"."""
    return end - begin <= RATED and any(words.find("percent", begin, end)) and not any(words.find("levy", begin, end))


def target(words: Words, match: Match, act: Act | None, actor: str | None, right: int, family: str) -> str | None:
    """The side that the measure touches: named with a preposition in or after it, or as whose goods they are."""
    closed = small()
    mine = set((actor or "").split(", "))
    if family in NOBODYS:
        return None
    begin = min(match.begin, act.verb) if act is not None and act.left and act.verb >= 0 else match.begin
    begin = min(max(begin, match.begin - 8), max(match.begin - 2, 0))
    choices: list[Side] = []
    last = min(right, _purpose(words, match.end), _reason(words, match.end))
    for side in sides(words, begin, min(last, match.end + 3 * NEAR)):
        before = words.low[max(side.begin - 5, 0):side.begin]
        struck = act is not None and act.left and side.begin == act.verb + act.size
        made = before[-1:] == ["in"] and before[-2:-1] != [] and before[-2] in closed["made"]
        between = words.low[choices[-1].end:side.begin] if choices else []
        listed = bool(between) and len(between) <= 2 and all(w in closed["joiner"] for w in between)
        loose = side.begin < match.begin and not adjectival(side, words) and not struck and not listed
        forum = side.code in closed["forum"] or words.raw[side.begin] in closed["forum"]
        if side.code in mine or side.code == HOME or forum or loose:
            continue
        if before and before[-1] in closed["place_preposition"] and side.kind in ("capital", "city"):
            continue
        told_so = struck or made or (listed and side.kind == choices[-1].kind)
        if told_so or side.kind == "demonym" or side.begin < match.end or any(
                w in closed["target_preposition"] for w in before):
            choices.append(side)
    if (host := guest(words, match)) is not None and host not in mine:
        return host
    if not choices and (owner := own_goods(words, match, actor)) is not None:
        return owner
    if not choices or choices[0].begin >= match.end + NEAR:
        if match.policy not in TRAVEL and any(words.find("world", match.begin, min(right, match.end + 8))):
            return "world"
        return _aside_target(words, match, mine, family)
    codes = [*_listed(choices[0], words, mine), choices[0].code]
    for before_, after in pairwise(choices):
        between = words.low[before_.end:after.begin]
        listed = any(w in ("and", ",") for w in between)
        if not listed or (len(between) > 4 and not _each_rate(words, before_.end, after.begin)):
            break
        codes.append(after.code)
    return ", ".join(dict.fromkeys(codes))
