"""What a mention of a measure is not: a place, a second telling in a relative clause, a denial of something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.components._policy_patterns import ANAPHOR, Match
from extractor.components._policy_small import small
from extractor.components._policy_verbs import acts_at
from extractor.components._policy_words import Hit, Words

WITHIN = 3
"""The words from the name of a measure to what its relative clause tells."""

NAME = 3
"""The words of a measure that is told by its name alone."""

NEAR = 10
"""The words of a list of places."""

TALLIED = 4
"""The words from checks to the verb behind them, and from the verb to a number of them, at most."""

SANITARY = "sanitary_measure"

TALKS, PACT = "trade_talks", "free_trade_agreement"

TOPIC = 8
"""The words between talks and the agreement that they are about."""


def within(words: Words, before: Match, match: Match) -> bool:
    """Whether a match only tells in a relative clause what the one before it already is: "the preference, which has
    let shirts in free of duty"."""
    between = words.low[before.end:match.begin]
    return before.policy == match.policy and len(between) <= WITHIN and match.action is not None and any(
        word in small()["whom"] for word in between)


def located(words: Words, match: Match) -> bool:
    """Whether the name of a measure only tells where: "at the Gaya and Malanville border posts"."""
    begin = match.begin
    if match.end - begin > NAME:
        return False
    for i in range(begin - 1, max(begin - NEAR, -1), -1):
        if words.low[i] in small()["place_preposition"]:
            return True
        if not (words.raw[i][0].isupper() or words.low[i] in small()["joiner"]
                or words.low[i] in small()["determiner"]):
            return False
    return False


def doubled(match: Match, after: Sequence[Match]) -> bool:
    """Whether a rate told in few words is that of the levy right behind it: "threatened 25 percent | tariffs"."""
    return match.bare and any(other.policy == match.policy and other.begin <= match.end + 1 for other in after)


def supposed(words: Words, match: Match) -> bool:
    """Whether a measure told in few words is only a condition: "if Washington | spared its cars"."""
    return not small()["if"].isdisjoint(words.low[max(match.begin - 4, 0):match.begin])


def topic_of(words: Words, talks: Match, pact: Match) -> bool:
    """Whether talks are about the agreement behind them: "talks with Oslo | on a trade pact"."""
    between = words.low[talks.end:pact.begin]
    named = any(words.find("talks", talks.begin, talks.end))
    return named and talks.policy == TALKS and pact.policy == PACT and len(between) <= TOPIC and not any(
        word in small()["auxiliary"] or word in small()["hard_break"] or word == "," for word in between) and any(
        word in small()["onto"] or word in small()["subject_matter"] or word in ("towards", "toward")
        for word in [*between, words.low[talks.end - 1]])


def improving(words: Words, talks: Match, pact: Match) -> bool:
    """Whether talks are held to make a pact another one: "talks | to update their 2004 | trade pact"."""
    between = words.low[talks.end:pact.begin]
    aim = next((i for i, word in enumerate(between[:-1]) if word == "to"
                and between[i + 1] in small()["improving"]), -1)
    return talks.policy == TALKS and pact.policy == PACT and aim >= 0 and len(between) - aim <= IMPROVED and not any(
        word in small()["hard_break"] or word == "," for word in between)


def aimed_at(words: Words, pact: Match) -> bool:
    """Whether talks before a pact are to make another one of it: "in the talks to turn the accord into | a pact"."""
    left = max(pact.begin - IMPROVED - 1, 0)
    aim = next((i for i in range(pact.begin - 1, left, -1) if words.low[i - 1] == "to"
                and words.low[i] in small()["improving"]), -1)
    near = words.low[max(aim - 1, 0):pact.begin]
    return aim > 1 and any(words.of(aim - 2, "talks")) and "," not in near and small()["hard_break"].isdisjoint(near)


IMPROVED = 12
"""The words from the aim of talks to the pact."""


def flow(words: Words) -> str | None:
    """Which way the goods of a sentence go, None where it tells both or none."""
    out, inward = (any(words.find(cls, 0, len(words))) for cls in ("export_w", "inbound_w"))
    return None if out == inward else "exports" if out else "imports"


def outward(words: Words, match: Match, before: str | None) -> Match:
    """A ban without more words is on what goes out where the sentence before it told of exports: "Scrap exports rose.
    Mills ask for | a ban"."""
    bare = match.policy == IMPORT_BAN and match.weak and match.end == match.begin + 1
    return replace(match, policy=EXPORT_BAN) if bare and before == "exports" and flow(words) is None else match


IMPORT_BAN, EXPORT_BAN = "import_ban", "export_ban"


def unpaid(words: Words, match: Match) -> bool:
    """Whether a tariff is only what is not paid: "sell more without paying | duty"."""
    return match.policy == TARIFF and any(i <= match.begin and match.end <= i + hit.size and hit.size > 1
               for i, hit in words.find("dutyfree", match.begin - UNPAID, len(words)))


UNPAID = 4
"""The words of "without paying any duty" before the levy."""


def relief(words: Words, match: Match) -> bool:
    """Whether a match is "a waiver" or "a pause", which means one of the measure told last."""
    return match.policy == ANAPHOR and words.low[match.begin] in small()["article"]


def unasked(words: Words, match: Match) -> bool:
    """Whether nobody asks for a waiver, or it is told to be from something of its own: "an exemption | from income
    tax", not "a waiver | of six months"."""
    if not relief(words, match):
        return False
    after = words.low[match.end:match.end + 1]
    own = bool(after) and after[0] in small()["not_of"] and not any(
        words.find("quantity", match.end + 1, match.end + 4))
    near = range(max(match.begin - ASKING, 0), match.begin)
    return own or not any(hit.cls.startswith("status|called_for|") for i in near for hit in words.hits[i])


ASKING = 8
"""The words from a word of asking to the waiver."""


def titled(words: Words, match: Match) -> bool:
    """Whether the words of a measure only open a name: "| Trade Facilitation | Committee"; or are a verb: "Seoul
    | grants | permits"."""
    follows = match.end < len(words)
    inner = next((i for i in range(match.begin + 1, match.end) if words.sing[i] in small()["named_thing"]), -1)
    if inner >= max(match.end - 2, 1) and all(words.raw[i][0].isupper() for i in range(match.begin, inner + 1)):
        return True
    named = follows and words.sing[match.end] in small()["named_thing"] and words.raw[match.end][0].isupper()
    if named and all(words.raw[i][0].isupper() for i in range(match.begin, match.end)):
        return True
    last = match.end - 1
    return follows and words.low[last] in small()["noun_or_verb"] and words.low[match.end].isalpha() and (
        words.low[match.end] not in small()["preposition"] and words.low[match.end] not in small()["and"])


def listed_topic(words: Words, match: Match, act: bool) -> bool:
    """Whether access is only the last topic of a list: "textiles and | market access"."""
    before = words.low[max(match.begin - 3, 0):match.begin]
    return match.policy == ACCESS and match.action is None and not act and before[-1:] == ["and"] and (
        words.low[match.end:match.end + 1] in ([], ["."], [","]))


ACCESS = "market_access"


def tallied(words: Words, match: Match) -> bool:
    """Whether checks are only counted: "| Inspections of maize | were 965,063 tons", "| rejected consignments | rose to
    412"; not where a part of all is: "checks on beans rose to 20 percent of consignments"."""
    if match.policy != SANITARY:
        return False
    ends = range(match.begin + 1, min(match.end + TALLIED, len(words) - 1))
    verb = next((i for i in ends if words.low[i] in small()["tally_verb"]), None)
    if verb is None or not any(words.find("quantity", verb + 1, verb + 1 + TALLIED)):
        return False
    return words.low[verb + 1] != "to" or not any(words.find("percent", verb + 1, verb + 1 + TALLIED))


def conceded(words: Words, match: Match) -> Match:
    """A tariff that is lowered or dropped in return for something is no retaliation: "In return, Hanoi will scrap | its
    tariffs"."""
    levies = [i for i, _ in words.find("levy", match.begin, match.end)]
    if match.policy != RETALIATION or not levies or not any(words.find("inreturn", match.begin, match.end)):
        return match
    named = [i for i in range(match.begin, match.end) if any(hit.cls in ANSWERS for hit in words.hits[i])]
    done = [(i, action) for i in range(max(match.begin - 4, 0), match.end) for action, kind, _, _ in acts_at(words, i)
            if kind == "verb" and i < levies[-1]]
    given = [i for i, action in done[-1:] if action in GIVEN]
    if named:
        return replace(match, begin=named[0], action=None) if given and match.begin < given[0] < named[0] else match
    return replace(match, policy=TARIFF, begin=levies[-1], action=None, generic=True) if given else match


RETALIATION, TARIFF = "retaliatory_tariff", "tariff"
ANSWERS = frozenset({"retal", "retal_n", "answerw"})
"""Classes of words that name a levy as an answer."""
GIVEN = frozenset({"end", "down", "relax", "suspend", "lift"})
"""Actions that give the other side something."""


def untold(words: Words, i: int, hit: Hit) -> bool:
    """Whether only something said of a measure is denied, not the measure: "did not say how far the ban …"."""
    near = words.low[i + hit.size:i + hit.size + 2]
    return bool(near) and near[0] in small()["silent"] and near[1:] not in (["whether"], ["if"])


def likewise(words: Words, match: Match) -> bool:
    """Whether what was done to the measure told last is done to this one: "Beijing did the same with its dues"."""
    near = words.low[max(match.begin - SAME, 0):match.begin]
    return ("the", "same") in pairwise(near)


SAME = 6
"""The words between "the same" and the measure."""
