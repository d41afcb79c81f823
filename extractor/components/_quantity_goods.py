"""What a price is paid for where the thing doesn't stand behind the sum.

"A window that sold for $750", "will cost the average household $1,250", "400 pesos on every tonne".
"""

from __future__ import annotations

import re

from extractor.components._quantity_nouns import is_plural, singular
from extractor.components._quantity_tables import (
    Lazy,
    Reading,
    before_fillers,
    classes,
    cue,
    last_match,
    sentence_start,
    trie,
)
from extractor.components._quantity_units import thing
from extractor.lookups import cells, table

_STOP = frozenset(classes("nouns")["stop"]) | frozenset(classes("quantity_cues")["cost_verb"])
_DONE = frozenset(classes("quantity_cues")["done_to_goods"])
_ACTING = frozenset(classes("nouns")["verb_s"])
_SO = frozenset(classes("quantity_cues")["so"])
_SMALL = frozenset(classes("quantity_cues")["small_coins"])
"""Currencies in millions of which one thing may be paid."""
_NO_THINGS = frozenset(classes("quantity_cues")["not_thing"]) | frozenset(classes("quantity_cues")["not_good"])
_DETERMINER = r"(?:an?|each|every|(?:the )?" + cue("typical") + "|" + cue("possessive") + ")"
_COST = Lazy(r"(?<!\w)" + cue("cost_verb") + r"[ \n](?:" + cue("payers") + r"[ \n])?$")
_YIELD = Lazy(r"(?<!\w)" + cue("yield_verb") + r"[ \n](?:" + cue("payers") + r"[ \n])?$")
_IS = re.compile(r"(?<!\w)(?:is|was|are|were)[ \n]$")
_PAYER = Lazy(r"(?<!\w)" + cue("burden_verb") + r"[ \n]" + _DETERMINER + r"[ \n]((?:[a-z-]{2,20}[ \n]){1,6})$")
_PUT_AT = Lazy(r"(?<!\w)" + cue("price_verb") + r"[ \n]" + _DETERMINER + r"[ \n]((?:[a-z-]{2,20}[ \n]){1,3})$")
_OPENING = Lazy(
    r"(?:^(?:(?:in|on|at)[ \n](?:[\w'’-]{1,20}[ \n]){1,6}?)?|[,;:(—–“\"] ?|(?<!\w)" + cue("clause_joint")
    + r"[ \n])[“\"]?(?:" + _DETERMINER
    + r")[ \n](?:" + cue("typical") + r"[ \n])?(?:[0-9.]+[ -]?[a-z]+[ \n])?(?=[a-z])"
)  # fmt: skip
_TYPICAL = Lazy(
    r"(?<!\w)(?:an?|the)[ \n]" + cue("typical") + r"[ \n]([a-z-]{2,20})[ \n]" + cue("cost_verb") + r"[ \n]$"
)
_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ'’-]*")
_NUMBER = re.compile(r"(?<![\w-])[0-9]+(?![0-9-]| ?(?:kg|kilo|gram|pound|lb|litre|liter))")
"""A number of its own, not one in a name ("AI-92") or of a pack ("a bag of 64 kilogrammes")."""
_CLAUSE_END = re.compile(r"[.;:,!?][ \n]")
_BEHIND = Lazy(
    r"(?: \([^()\n]{1,24}\)|\))?[ \n](?:on|for|to|onto) (?:every|each|(?:the )?(?:price|cost|bill) of " + _DETERMINER
    + r") ((?:[a-z-]{2,20} ?){1,3})"
)  # fmt: skip
_BEHIND_A = re.compile(r"[ \n]on an? (?:[0-9]+-[a-z]+ )?([a-z-]{3,20})(?=[.,;:)])")
_HEADING = re.compile(r"(?<!\w)(?:per|a|an) ([a-z-]{2,20})(?: \([^()]{0,30}\))?:[ \n]")
_MOVED = [
    word for row in table("change_words") if row["form"] == "verb" for word in cells(row, "words") if " " not in word
]
_PRICE_OF = Lazy(
    r"(?<!\w)" + cue("price_of") + r"[ \n](?:of|for|on|per)[ \n](?:an?|each|every|one|per)?[ \n]?([a-z-]{3,20})[ \n]"
    r"(?:" + cue("so") + r"[ \n])?(?=" + trie([*classes("quantity_cues")["priced_behind"], *_MOVED]) + r"(?!\w))"
)  # fmt: skip
_PRICE_BESIDE = Lazy(
    r"(?<!\w)" + cue("price_of") + r"[ \n](?:of|for|per)[ \n](?:an?[ \n]|each[ \n]|every[ \n])?([a-z-]{3,20})"
    r"(?:,|[ \n]of|[ \n]at)[ \n](?:" + cue("from_filler") + r"[ \n])?$"
)
"""A price right behind what is paid for: "the price per barrel, $68.10", "a price per tonne of $410"."""
_TO_PRICE = frozenset({"to", "at", "from", "was", "is", "of", "averaged", "reached"})
REACH = 110
PRICE_NEAR = 18
"""Characters before a sum in which a preposition leads to it, past "just over"."""
LONGEST_NAME = 4


def good(reading: Reading, start: int, end: int) -> str | None:
    """The thing that a sum of money at `[start, end)` is paid for: a unit's symbol or a noun, or None."""
    told = before_fillers(reading, start)
    nearly = before_fillers(reading, start, 1)  # "went for around $223"
    sold = _sold(reading, start) or _sold(reading, nearly) or _sold(reading, told)
    beside = reading.ends(_PRICE_BESIDE, start, 70)
    priced = _named([beside[1]]) if beside else None
    return _payer(reading, told) or _behind(reading, end) or sold or priced or _told_price(reading, start)


def dear(reading: Reading, start: int, codes: tuple[str, ...]) -> str | None:
    """The thing of "a car sold abroad cost 3.4 million yen", in a currency of small coins."""
    if _SMALL.isdisjoint(codes):
        return None
    return _sold(reading, before_fillers(reading, start, 1)) or _sold(reading, before_fillers(reading, start))


def put_at(reading: Reading, start: int) -> str | None:
    """The thing of "putting a container at $4 million"."""
    match = reading.ends(_PUT_AT, before_fillers(reading, start), 80)
    return _named(_WORD.findall(match[1])) if match else None


def typical(reading: Reading, start: int) -> str | None:
    """The thing of "the average car fetched 3.2 million yen"."""
    match = reading.ends(_TYPICAL, before_fillers(reading, start), 60)
    return _named([match[1]]) if match else None


def nearest_plural(reading: Reading, at: int) -> str | None:
    """The plural that opens the sentence or stands nearest before "apiece", in the singular."""
    start = sentence_start(reading.text, max(0, at - REACH), at)
    opening = reading.low[start:at].lstrip()
    for match in reversed(list(_WORD.finditer(opening))):
        word = match.group()
        if match.start() and reading.text[at - len(opening) + match.start()].isupper():
            continue
        if (
            is_plural(word)
            and word not in _STOP
            and word not in _ACTING
            and thing(word, True) is None
            and word not in _NO_THINGS
        ):
            return singular(word)
    return None


def heading(reading: Reading, start: int) -> str | None:
    """The thing of "Prices per tonne: urea $455, potash $310"."""
    opened = sentence_start(reading.text, max(0, start - REACH), start)
    match = _HEADING.search(reading.low, opened, start)
    return _named([match[1]]) if match else None


def _payer(reading: Reading, start: int) -> str | None:
    """ "will cost the average household in the state $1,250"."""
    match = reading.ends(_PAYER, start, 90)
    summed = match is not None and match[1].split()[-1] == "of"  # "paid a visa fee of $35"
    return _named(_head_words(match[1])) if match and not summed else None


def _behind(reading: Reading, end: int) -> str | None:
    """ "400 pesos on every tonne", "16 pesos on a bag", "adds $2,300 to the price of a car"."""
    match = _BEHIND.match(reading.low, end) or _BEHIND_A.match(reading.low, end)
    return _named(_head_words(match[1])) if match else None


def _sold(reading: Reading, start: int) -> str | None:
    """ "A double room that went for £95", "A gallon of milk is $4.05": the thing opens the clause."""
    costs = reading.ends(_COST, start, 50)
    verb = costs or reading.ends(_YIELD, start, 50) or reading.ends(_IS, start, 40)
    if verb is None:
        return None
    opened = sentence_start(reading.text, max(0, start - REACH), start)
    clause = reading.low[opened : verb.start()].lstrip()
    for match in _OPENING.finditer(clause):
        between = clause[match.end() :]
        if _CLAUSE_END.search(between) or _NUMBER.search(between):
            continue
        names = _head_words(between)
        names = names[:1] if names and thing(names[0], False) is not None else names  # "each ton exported had fetched"
        name = _named(names)
        if name is not None and (costs or thing(names[-1], False) is not None):
            return name
    return None


def _told_price(reading: Reading, start: int) -> str | None:
    """ "The average value of a bag climbed to $399", "the fee for each lorry will rise to $50"."""
    if not _TO_PRICE & set(reading.low[max(0, start - PRICE_NEAR) : start].split()):
        return None
    opened = sentence_start(reading.text, max(0, start - REACH), start)
    match = last_match(_PRICE_OF, reading.low, opened, start)
    between = reading.low[match.end() : start] if match else "."
    return None if match is None or _CLAUSE_END.search(between) else _named([match[1]])


def _head_words(phrase: str) -> list[str]:
    """The words of a noun phrase up to its first function word or verb."""
    found: list[str] = []
    for word in _WORD.findall(phrase):
        if word in _STOP or (found and word in _DONE) or len(found) > LONGEST_NAME:
            break
        found.append(word)
    while len(found) > 1 and (found[-1].endswith("ly") or found[-1] in _SO):
        found.pop()
    return found


def _named(names: list[str]) -> str | None:
    """The head of a noun phrase: the symbol of a measure, else its noun; None for what isn't sold or for times."""
    if not 0 < len(names) <= LONGEST_NAME or names[-1] in _NO_THINGS:
        return None
    spelled = (thing(" ".join(names[-count:]), False) for count in (3, 2, 1) if count <= len(names))
    measured = next(filter(None, spelled), None)
    if measured is not None:
        return measured
    return None if thing(names[-1], True) else names[-1]
