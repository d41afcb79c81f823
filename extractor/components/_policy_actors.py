"""Whose measure it is: who acts, who owns it, whose law grants it, where it is told."""

from __future__ import annotations

from extractor.components._policy_asides import object_relative
from extractor.components._policy_context import SENTENCE, Act
from extractor.components._policy_home import HOME
from extractor.components._policy_hosts import considered, destination, held_in, host, inward
from extractor.components._policy_named import sides
from extractor.components._policy_patterns import BREAKS, Match
from extractor.components._policy_relatives import owner as told_of
from extractor.components._policy_sides import FIRMS, adjectival, antecedent, free, joined, subject
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

RETURNED = "retaliatory_tariff"
"""The policy in whose words the levy of the other side can be told."""

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""The tagger's words for verbs with a subject."""

OWNED = 9
"""The words of a measure behind its owner."""

PREFERENCE = 5
"""The words behind a measure in which the law is named under which it stands."""

BETWEEN = frozenset({"pact", "talks"})
"""Families of what stands between sides: a clause about one of them does not make it hers."""


def _verbal(words: Words, i: int) -> bool:
    """Whether a measure begins with a finite verb: "| initialled an accord"."""
    return bool(words.tags) and words.tags[i] in FINITE


OWNERS = frozenset({"demonym", "country", "bloc", "body"})
"""Kinds of names that stand before a measure as an adjective."""

NAMED = 4
"""The words between such a name and the measure."""


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
            return antecedent(words, i)
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
        if any(tag in FINITE for tag in words.tags[side.end:match.begin]) or not small()["judging"].isdisjoint(between):
            continue
        ruled = between[1:] if between[:1] == ["'s"] else between
        if any(w in closed["auxiliary"] for w in ruled) or any(w in closed["relative"] for w in between):
            continue
        if side.kind == "demonym" and between and between[0] != words.sing[side.end] and any(
                hit.cls in FIRMS for hit in words.hits[side.end]):
            continue
        owner = bool(between) and between[0] == "'s"
        subject_of = not between and _verbal(words, match.begin)
        given = bool({"a", "an", "the"}.intersection(between)) and between[:1] != ["'s"]
        adjective = not goods and not given and not subject_of and side.kind in OWNERS and len(between) <= NAMED
        aimed = closed["target_preposition"] - ({"of"} if not between else set())
        if owner or (adjective and free(side, words, aimed)):
            return side.code
    return None


def agent_behind(words: Words, match: Match) -> str | None:
    """The side that a participle right behind a measure names as its author, or where it is in force: "the tariff on
    coffee announced by | Washington", "the duty in force in | Kenya"."""
    for i in range(match.end, min(match.end + BEHIND, len(words) - 1)):
        if words.raw[i] in BREAKS or words.low[i] == "," or words.low[i] in small()["auxiliary"]:
            return None
        told = words.low[i] == "by" and i > match.begin and any(
            hit.cls.startswith("act|") and hit.form in ("part", "both") for hit in words.hits[i - 1])
        there = words.low[i - 2:i + 1] in (["in", "force", "in"], ["in", "effect", "in"], ["in", "place", "in"])
        if told or there:
            first = i + 2 if words.low[i + 1] == "the" else i + 1
            side = next((s for s in sides(words, first, first + LONGEST) if s.begin == first), None)
            return side.code if side is not None and not adjectival(side, words) else None
    return None


BEHIND = 9
LONGEST = 5
"""The words behind a measure in which its author is told, and those of a side's name."""


def levied_by(words: Words, match: Match) -> str | None:
    """The side whose levy it is: "spared the American duty", "out of reach of U.S. tariffs" (but "the China
    tariffs" are on China)."""
    for i, _ in words.find("levy", match.begin, match.end + 5):
        side = next((s for s in sides(words, i - 3, i) if s.end >= i - 1), None)
        if side is not None and (side.kind == "demonym" or words.raw[side.begin].isupper()):
            return side.code
    return None


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


def granted_by(words: Words, match: Match) -> str | None:
    """The side whose law a measure's own words name, or "under" behind it: "access under the Everything But Arms"."""
    for i, hit in words.find("preference_law", match.begin, min(match.end + PREFERENCE, len(words))):
        if i < match.end or "under" in words.low[match.end:i]:
            return hit.lemma
    return None


def _acting_side(words: Words, act: Act | None, left: int) -> str | None:
    """The country right before a verb that does something to a permit: "| China | will widen visa-free entry to …"."""
    if act is None or not act.left or act.kind != "verb" or act.verb < 0 or act.passive:
        return None
    who = next((side for side in sides(words, left, act.verb) if free(side, words, small()["preposition"])
                and not adjectival(side, words)), None)
    between = words.low[who.end:act.verb] if who is not None else []
    plain = all(word in small()["auxiliary"] or word in small()["herethere"] for word in between)
    return who.code if who is not None and who.code != HOME and plain else None


def _of_other_clause(words: Words, match: Match, act: Act | None, left: int) -> bool:
    """Whether a people's name stands before "and", which opens the clause of the measure: "as Indian refiners
    restocked and | a steeper export levy | failed"."""
    if act is not None and act.left:
        return False
    closed = small()
    at = next((i for i in range(match.begin - 2, max(match.begin - 5, left), -1) if words.low[i] in closed["and"]), -1)
    last = list(sides(words, left, at))[-1:] if at > 0 and words.low[at + 1] in closed["determiner"] else []
    return bool(last) and last[0].kind == "demonym"


Told = tuple[str, bool]
"""A side whose measure it is, and whether the sentence says so."""


def actor(words: Words, match: Match, act: Act | None, left: int, right: int, family: str) -> tuple[str | None, bool]:
    """The side whose measure it is and whether the sentence says so; "it" for a pronoun, "home" for "the
    government", None where nothing is said."""
    guests, goods = family == "permit", match.policy in inward()
    if (guests or goods) and (entered := host(words, match, right, goods)):
        return (_acting_side(words, act, left) if guests else None) or entered, True
    return (_owner(words, match, family) or _doer(words, match, act, left, right, family)
            or _seat(words, match, left, right, family) or _teller(words, match) or (None, False))


def _owner(words: Words, match: Match, family: str) -> Told | None:
    """The side whose measure its own words say it is, or a participle right behind them."""
    guests, goods = family == "permit", match.policy in inward()
    if named := granted_by(words, match):
        return named, True
    if (author := agent_behind(words, match)) and author != HOME:
        return author, True
    people = any(hit.cls == "visitor" for hit in words.hits[match.begin])
    owner = possessor(words, match, family == "guard" or people) or (
        levied_by(words, match) if goods and match.policy != RETURNED else None)
    if owner and not (guests and owner == "it"):
        return owner, owner not in ("it",)
    signed = list(sides(words, match.begin, match.end)) if family == "pact" else []
    if len(signed) > 1 and not small()["relative"].isdisjoint(words.low[match.begin:signed[0].begin]):
        return joined(signed, words), True
    if levier := _levier(words, match):
        return levier, levier != HOME
    return None


def _doer(words: Words, match: Match, act: Act | None, left: int, right: int, family: str) -> Told | None:
    """The side that does something to the measure: in a clause beside it, before its verb, or behind "by"."""
    guests = family == "permit"
    told = object_relative(words, match)
    who = next((side.code for side in sides(words, told, told + 6)), None) if told is not None else None
    if who:
        return who, who != HOME
    verb = act.verb if act is not None and act.left and act.verb >= 0 else match.begin
    relative = told_of(words, match) if family not in BETWEEN else None
    if relative is not None and relative.code != HOME:
        return relative.code, True
    who = None if _of_other_clause(words, match, act, left) else subject(words, verb, left, guests)
    if who is None and left > 0 and words.low[left - 1] in ("“", '"', "(", "”"):
        who = subject(words, verb, max(verb - SENTENCE, 0), guests)
    if who:
        return who, who not in ("it", HOME)
    by = by_phrase(words, match.begin + 1, right)
    return (by, by != HOME) if by else None


def _seat(words: Words, match: Match, left: int, right: int, family: str) -> Told | None:
    """The side where the measure is considered, or in which it is held, or to which the goods go."""
    goods = match.policy in inward()
    if seat := considered(words, match, right):
        return seat, True
    if goods and (market := destination(words, match, left)):
        return market, True
    if seat := held_in(words, match, left, right, goods, family in BETWEEN):
        return seat, False
    return None


def _teller(words: Words, match: Match) -> Told | None:
    """The side that says so behind the measure, or whose instrument stands nearby."""
    for side in sides(words, match.end, match.end + SENTENCE):
        if words.low[side.end:side.end + 1] and words.low[side.end] in small()["reporting"] and side.code != HOME:
            return side.code, True
    for i in range(max(match.begin - 6, 0), min(match.end + 6, len(words))):
        for hit in words.hits[i]:
            if hit.cls == "instrument":
                return hit.lemma, False
    return None


def elsewhere(words: Words, match: Match, own: str | None, previous: str | None) -> str | None:
    """Who acts where nobody is named: the article's own country, unless the measure is on what comes from there."""
    if match.policy not in inward() or own is None:
        return own
    origin = any(side.code == own and words.low[side.begin - 1:side.begin] == ["from"]
                 for side in sides(words, match.begin - 8, match.end + 6))
    return (previous if previous != own else None) if origin else own


def by_phrase(words: Words, begin: int, end: int) -> str | None:
    """The side after "by" in words [begin, end)."""
    for side in sides(words, begin, end):
        near = words.low[max(side.begin - 3, begin):side.begin]
        seated = near[-1:] and near[-1] in small()["seat"] and small()["government"].isdisjoint(near)
        if "by" in near and not seated:
            return side.code
    return None
