"""What the words around a figure make it: the value now, the base of a comparison, or only mentioned."""

from __future__ import annotations

import re

from extractor.checks import cues
from extractor.schema import QuantityClaim

FIRST_TOLD = 5
"""Words between "first published as" and its figure: "a small surplus of"."""
_COMPARED_WHEN = re.compile(r"\s*(?:compared|in comparison|against|versus)\b[^,]*, when\b(?:(?!, ).)*$", re.I | re.S)
OUT_OF = 14
"""Characters between a part and the whole out of which it is, at most: "51,550 tonnes out of 106,500"."""


def is_anchor(claim: QuantityClaim) -> bool:
    return claim.role in ("growth", "change") or claim.kind in ("percent", "multiple", "percentage_points", "fraction")


def mentioned(
    lead: list[str], tail: list[str], before: QuantityClaim | None, claim: QuantityClaim, text: str
) -> bool:
    """Whether a number is only named beside the one told: the record that it is close to, the quota out of which it
    was drawn, the figure first published."""
    near = cues.last(lead, "beside_record", 8)
    if near is not None and set(lead[len(lead) - near :]) & cues.words_of("no_base"):
        return True
    if cues.last(lead, "since_peak", 3) is not None:
        return True  # "slipped 1% from 2.07 million, the second decline in a row after the peak of 2.12 million"
    if lead == ["after"] and cues.first(tail, "spent_on", 1) == 0:
        return True  # "rose 12.5% to $450 million, after $60 million of tariff costs"
    if "average" in lead[-4:] and cues.last(lead, "near_average", 8) is not None:
        return True  # "still short of the long-term average of 85.4 percent"
    if cues.last(lead, "first_told", FIRST_TOLD) is not None or cues.first(tail, "first_estimate", 3) is not None:
        return True
    drawn = before is not None and before.kind == claim.kind and before.role == claim.role == "level"
    between = text[before.end : claim.start] if before is not None else ""
    return drawn and len(between) < OUT_OF and [w for w in between.split() if w != "a"] in (["out", "of"], ["of"])


def slot_of(lead: list[str], tail: list[str], anchored: bool) -> str | None:
    """Whether the words make a number the base of a comparison or the value now."""
    base = cues.last(lead, "base_always", 7)
    if base and cues.last(lead[len(lead) - base :], "conjunction", base) is not None:
        base = None
    if base == 2 and lead[-1] == "of" and lead[-2] in cues.words_of("counter_flow"):
        base = None  # "receipts jumped to 322.7 billion against payments of 177.9 billion"
    if base and lead[len(lead) - base - 1] == "from" and lead[len(lead) - base - 2 : len(lead) - base - 1] == ["far"]:
        base = None  # "slid to 4.2% from 17.9%, far from the 22% that the ministry treats as reasonable"
    if base and lead[len(lead) - base - 1] == "from" and not _leads_to_number(lead[len(lead) - base :]):
        base = None
    if base and lead[len(lead) - base - 1 :][:2] == ["turned", "out"]:
        base = None  # "the factories turned out 1,841,700 vehicles"
    bounded = base is None  # "surged 24.5% in the first half of 2025 to more than 1.7 trillion"
    if anchored and base is None and cues.last(lead, "conjunction", len(lead)) is None:
        base = cues.last(lead, "base_after_anchor", 4)
        if base is not None and set(lead[-4:]) & cues.words_of("no_base"):
            base = None  # "ahead of the full-year record of 101.9 million"
    if lead == ["after"]:
        return "base"  # "coffee being the weak spot with $0.21 billion after $0.33 billion"
    named = bool(lead) and (lead[-1] == "the" or lead[-1].endswith("'s"))
    if base is None and named and lead[-2:-1] == ["than"] and set(lead[-5:-2]) & cues.words_of("comparative"):
        return "base"  # "smaller than the 291.4 billion yen recorded in August last year", "more than today's 44"
    now = cues.last(lead, "current", 4)
    if now and not set(lead[len(lead) - now :]) <= cues.words_of("filler"):
        now = None
    if base is not None and (now is None or (base <= now and not bounded)):
        return "base"
    if cues.first(lead, "base_open", 1) == 0:
        return "base"
    at = cues.first(tail, "base_tail", 3)
    if at is not None and cues.first(tail[at + 1 :], "charged_later", 1) == 0:
        at = None  # "made £118 million before tax"
    if at is not None and _turns(tail[at:]):
        at = None  # "rose to $59.6 billion before falling to $42.1 billion"
    if at is not None and (at == 0 or cues.first(tail[:at], "base_tail_verb", at) is not None):
        return "base"
    if cues.last(lead, "base_verb", 5) is not None and not set(lead[-8:]) & cues.words_of("no_base"):
        return "base"
    return "now" if now is not None else None


def _turns(tail: list[str]) -> bool:
    """Whether "before" leads to what came next, and not to an earlier time."""
    told, after = tail[:1], tail[1:2]
    return told == ["before"] and any(w.endswith("ing") or w in cues.words_of("pronoun") for w in after)


def compared_when(text: str, first: int, stop: int) -> bool:
    """Whether a sentence sets out with a comparison whose clause holds what comes next: "Compared with the same quarter
    of the preceding year, when 116,800 tonnes …"."""
    return ", when" in text[first:stop].lower() and _COMPARED_WHEN.match(text, first, stop) is not None


def _leads_to_number(between: list[str]) -> bool:
    """Whether the words between "from" and a number let it be its object: "from a revised 70.8", "from January's
    2.9", "from a deficit of 1.4"; not "imports from there 52.7"."""
    plain = cues.words_of("filler") | cues.words_of("revised") | cues.words_of("still") | cues.words_of("determiner")
    if between[-1] == "of":
        return len(between) <= 4
    return all(word in plain or word.endswith("'s") or word[0].isdigit() for word in between)
