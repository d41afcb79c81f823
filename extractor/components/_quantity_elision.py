"""Units that are not repeated: "19, 11.4 and 24.7%", "to 77.3 per cent, from 75.8"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components import _quantity_again as again
from extractor.components import _quantity_parallel as parallel
from extractor.components import _quantity_subjects as subjects
from extractor.components._quantity_beside import cut_to_one, in_other_unit, moved_by_points, told_beside
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_currencies import NAMES
from extractor.components._quantity_from_right import GAP, LONG_GAP, from_right
from extractor.components._quantity_home import Home
from extractor.components._quantity_labels import labelled
from extractor.components._quantity_nouns import is_people
from extractor.components._quantity_rates import beside, exchange
from extractor.components._quantity_repeated import BACK, LIKE, NEAR, SUMS, alike, repeated
from extractor.components._quantity_tables import Lazy, Reading, cue, cue_before, key, same_sentence, trie
from extractor.components._quantity_unsaid import unsaid

_TOLD_IN = Lazy(lambda: r"(?<!\w)in (" + trie(NAMES) + r")(?: terms)?,? (?:[a-z]+ ){0,6}$")
"""The currency that a sentence opens with: "In dollars that is about 1.25 billion"."""
_TOLD_IN_PACKS = Lazy(r"(?<!\w)in " + "(" + cue("pack") + r")e?s(?: of [^,;]{1,24})?,? (?:[a-z]+ ){1,6}$")
"""What a sentence opens with: "In boxes of 18 kg, bananas totalled 118.6 million"."""
_ONE_OF_THEM = re.compile(r"(?<!\w)(?:the|a|an|this|that|each|every|another|any|no)[ \n](?:[\w'’-]+[ \n])?$")
_ORIGIN = re.compile(r"(?: [a-z]+)?(?:[,:;]| and|, and) ")
_TAKEN_AWAY = Lazy(cue_before("contributing", "filler").pattern)
_TAKEN = cue_before("taken")
"""Who took so much, in the sentence behind the one that says the unit: "with 86,000 tonnes. Oman bought 77,500"."""
_MOVED_TO = Lazy(r",?[ \n](?:to|from|against|versus|compared[ \n]with)[ \n](?:" + cue("from_filler") + r"[ \n])?")
_BESIDE = Lazy(
    r"(?<!\w)(?:half|third|quarter|double|triple|twice|times)[ \n](?:of[ \n])?(?:the|today['’]s)[ \n](?:"
    + cue("former_adj")
    + r"[ \n])?$|(?<!\w)as[ \n](?:much|many|large|high)[ \n](?:again[ \n])?as[ \n](?:the[ \n])?$"
)
_OR = Lazy(r",?[ \n]or[ \n](?:" + cue("from_filler") + r"[ \n])?")
_BY_MOMENT = Lazy(r"[ \n](?:" + cue("per") + r")[ \n](?:" + cue("moment") + r")(?!\w)")
"""What makes a small number of a large one: "sold 1.34bn, about 42 a second"."""
RATE_ALIKE = (Decimal("0.3"), Decimal(3))
"""How much of a rate of exchange another of the same currencies may be, where they are compared."""
SHARE_FITS = Decimal(1)
"""Percentage points by which a share may differ from what its two amounts make."""


def fill(reading: Reading, home: Home, found: list[Candidate]) -> list[Candidate]:
    """The candidates with the units that their neighbours have; bare numbers without any sense left out."""
    from_right(reading, [candidate for candidate in found if not candidate.named])
    result: list[Candidate] = []
    known: list[Candidate] = []
    for index, candidate in enumerate(found):
        behind = found[index + 1] if index + 1 < len(found) else None
        if candidate.named and not (result and index and found[index - 1] is result[-1]):
            continue
        if result and candidate.start < result[-1].end and not reading.loose:
            continue
        rated = behind is not None and _rate_beside(reading, home, candidate, behind)
        if candidate.kind in ("money", "points"):
            if not rated and candidate.base is None:
                exchange(reading, candidate, home)
        elif candidate.kind == "bare":
            if not _filled(reading, home, candidate, known, behind):
                continue
        elif candidate.kind == "count" and result and _of_origin(reading, candidate, result[-1]):
            candidate.take(result[-1], scaled=False)
            candidate.end = candidate.numeral.end
        result.append(candidate)
        if not candidate.guessed:
            known.append(candidate)
    return result


def _of_origin(reading: Reading, people: Candidate, last: Candidate) -> bool:
    """Whether a people's name tells where goods come from: "480,000 tonnes: 300,000 Russian, 180,000 French"."""
    listed = _ORIGIN.fullmatch(reading.gap(last.end, people.start)) is not None
    return listed and last.kind == "measure" and is_people(people.noun or "") and alike(people, last)


def _bought(reading: Reading, bare: Candidate, before: list[Candidate], behind: Candidate | None) -> bool:
    """Whether a bare number is what money is paid for: "8.1 million for $4.68 billion", "$8.10 a kilogramme for the 34
    million"."""
    if behind is not None and behind.kind == "money" and reading.gap(bare.end, behind.start) == " for ":
        return True
    price = before[-1] if before else None
    priced = price is not None and price.kind == "money" and not price.numeral.has_scale and bare.numeral.has_scale
    return priced and price is not None and reading.gap(price.end, bare.start) in (" for ", " for the ")


def _rate_beside(reading: Reading, home: Home, candidate: Candidate, behind: Candidate) -> bool:
    """Makes a rate of exchange of a number that one follows: "to 15,900 from 16,250 a dollar"; whether it did."""
    if behind.start - candidate.end > GAP or candidate.kind not in ("bare", "money"):
        return False
    if candidate.base or candidate.numeral.has_scale or candidate.per:
        return False
    if not _MOVED_TO.fullmatch(reading.gap(candidate.end, behind.start)) or not behind.numeral.number:
        return False
    if not RATE_ALIKE[0] < candidate.numeral.number / behind.numeral.number < RATE_ALIKE[1]:
        return False
    if not exchange(reading, behind, home) or behind.base is None or candidate.form not in (None, behind.form):
        return False
    candidate.kind, candidate.form, candidate.base, candidate.hidden = "money", behind.form, behind.base, False
    return True


def _is_pronoun(reading: Reading, bare: Candidate) -> bool:
    """Whether "one" stands for a thing before: "a duty of 50 percent, twice the present one"."""
    alone = bare.numeral.form == "words" and bare.numeral.value == 1 and not bare.numeral.has_scale
    return alone and reading.ends(_ONE_OF_THEM, bare.start, 24) is not None


def _filled(reading: Reading, home: Home, bare: Candidate, before: list[Candidate], behind: Candidate | None) -> bool:
    """Gives a bare number its unit; whether it has one now."""
    if bare.acts:  # who acts is counted, though nothing before may say what
        bare.count(again.counted(reading, bare, before) or "")
        return True
    if subjects.is_base(reading, bare) or _is_pronoun(reading, bare):
        return False
    if subjects.zero_rate(reading, bare):
        bare.kind, bare.unit, bare.hidden = "percent", "%", False
        return True
    if named := labelled(reading, bare):
        bare.count(named)
        return True
    lost_sign = behind is not None and _converted(reading, bare, behind)
    if before and cut_to_one(reading, bare, before[-1]):
        bare.take(before[-1], scaled=False)
        return True
    if lost_sign and bare.numeral.has_scale:
        bare.count("")
        return True
    if subjects.is_index(reading, bare, before):
        bare.kind, bare.unit = "measure", "point"
        return True
    if beside(reading, bare, before, home) or exchange(reading, bare, home):
        return True
    if noun := subjects.acting(reading, bare):
        bare.count(noun)
        return True
    if source := told_beside(reading, bare, before, behind):
        bare.take(source, scaled=False)
        return True
    if moved_by_points(reading, bare, before, behind):
        bare.kind, bare.unit, bare.hidden = "percentage_points", "pp", False
        return True
    if packs := reading.ends(_TOLD_IN_PACKS, bare.start, 90):
        bare.count(packs[1])
        return True
    if bare.numeral.has_scale and (told := reading.ends(_TOLD_IN, bare.start, 60)):
        bare.kind, bare.form = "money", NAMES[key(told[1])]
        return True
    if subjects.led_to(reading, bare, before):
        if subjects.indexed(reading, bare):
            bare.kind, bare.unit = "measure", "point"
            return True
        before = [other for other in before[-2 * BACK :] if other.kind != "percent"]
    if behind is not None and bare.numeral.form == behind.numeral.form == "words" and behind.start == bare.end + 1:
        return False
    if _bought(reading, bare, before, behind):
        before = [other for other in before if other.kind != "money"]
    source = _pair(reading, bare, before, behind) if lost_sign and behind else None
    if source is None and _of_points(reading, bare, before):
        return True
    source = source or again.compared(reading, bare, before)
    source = source or _of_share(reading, bare, before) or in_other_unit(reading, bare, before)
    source = source or _year_before(reading, bare, before) or _set_beside(reading, bare, before)
    source = source or repeated(reading, bare, before) or parallel.source(reading, bare, before)
    source = source or _taken(reading, bare, before) or again.timed(reading, bare, before)
    at = next((n for n in range(len(before) - 1, 0, -1) if before[n] is source), 0) if source is not None else 0
    if source is not None and at and parallel.nearer(reading, bare, before[at - 1], source):
        source = before[at - 1]
    by_moment = _BY_MOMENT.match(reading.text, bare.end) is not None
    if source is not None and not (by_moment and source.kind in ("percent", "points")):
        bare.take(source, scaled=parallel.scaled(bare, source) and not by_moment)
        return True
    if subjects.name(reading, bare, before):
        return True
    if noun := again.counted(reading, bare, before):
        bare.count(noun)
        return True
    return unsaid(reading, bare, before, behind)


def _converted(reading: Reading, bare: Candidate, behind: Candidate) -> bool:
    """Whether a sum of money in brackets follows at once."""
    return behind.kind == "money" and reading.gap(bare.end, behind.start) == " ("


def _pair(reading: Reading, bare: Candidate, before: list[Candidate], behind: Candidate) -> Candidate | None:
    """ "Rs 500 ($6) for one and 700 ($8.40) for the other": the first of a pair of currencies."""
    recent = before[-12:]
    for first, second in zip(reversed(recent[:-1]), reversed(recent[1:]), strict=True):
        if first.kind == second.kind == "money" and second.form == behind.form != first.form:
            near = bare.start - second.end < NEAR
            return first if near and reading.gap(first.end, second.start) == " (" else None
    return None


def _of_points(reading: Reading, bare: Candidate, before: list[Candidate]) -> bool:
    """Makes points of a number behind points that is added, too ("farming supplied 1.6 points; mining took away 2.1"),
    and a percentage of one that they lead to or from ("by 0.4 percentage points, to 3.1 from 3.5"); whether it did."""
    last = before[-1] if before else None
    if last is None or "." not in reading.text[bare.start : bare.end] or bare.numeral.has_scale:
        return False
    if last.kind in ("points", "percentage_points") and same_sentence(reading.text, last.end, bare.start):
        if reading.ends(_TAKEN_AWAY, bare.start, 24):
            bare.take(last, scaled=False)
            return True
        if last.kind == "percentage_points" and _MOVED_TO.fullmatch(reading.gap(last.end, bare.start)):
            index = subjects.index_named(reading, last.start)  # "at 49.4, up 0.1 points from 49.3"
            bare.kind, bare.unit, bare.hidden = ("measure", "point", False) if index else ("percent", "%", False)
            return True
    return False


def _of_share(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The whole of which a bare number is the percentage that stands right before it: "1.36 billion parcels worth
    $64.6 billion … about 60%, or 0.82 billion"."""
    told = before[-1] if before else None
    if told is None or told.kind != "percent" or not _OR.fullmatch(reading.gap(told.end, bare.start)):
        return None
    wholes = [c for c in reversed(before[:-1]) if c.kind in ("money", "count", "measure") and c.size > 0]
    near = [c for c in wholes[:BACK] if bare.start - c.end < SUMS]
    return next((c for c in near if abs(100 * bare.value / c.size - told.value) <= SHARE_FITS), None)


def _year_before(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The amount right before the brackets in which a bare number alone stands: "EUR 176.3 million (221.0)"."""
    last = before[-1] if before else None
    alone = reading.low[bare.end : bare.end + 1] == ")"
    if last is None or last.kind not in ("money", "measure") or not alone or reading.gap(last.end, bare.start) != " (":
        return None
    if bare.numeral.has_scale or not last.numeral.has_scale or last.numeral.number <= 0:
        return None
    return last if LIKE[0] < bare.numeral.number / last.numeral.number < LIKE[1] else None


def _set_beside(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """What a bare number is a multiple or a part of: "3,600 euros per tonne, less than half of the 7,900 paid before",
    "charged 50 per cent, double the earlier 25"."""
    if bare.numeral.has_scale or not reading.ends(_BESIDE, bare.start, 40):
        return None
    told = next((c for c in reversed(before[-3:]) if c.kind not in ("multiple", "fraction")), None)
    near = (
        told is not None and same_sentence(reading.text, told.end, bare.start) and bare.start - told.end < 2 * LONG_GAP
    )
    priced = told is not None and (told.per or told.kind in ("percent", "points", "measure", "count", "duration"))
    return told if near and priced else None


def _taken(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The measure told right before what another took: "with 86,000 tonnes. Saudi Arabia bought 77,500"."""
    last = before[-1] if before else None
    if last is None or not bare.numeral.whole or bare.numeral.has_scale or not alike(bare, last):
        return None
    between = reading.text[last.end : bare.start]
    near = len(between) < GAP + LONG_GAP and "\n" not in between
    return last if near and reading.ends(_TAKEN, bare.start, 16) is not None else None
