"""From when a measure holds, and which of the article's numbers belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor import periods
from extractor.components._policy_context import Act
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_stative import holds_since
from extractor.components._policy_words import Words

REACH = 12


def effective(words: Words, match: Match, act: Act | None, right: int) -> tuple[str | None, bool]:
    """The period from which the measure holds, or in which the action was taken, and whether the words say
    that it begins then ("from", "on", "since"). Dates after "until" and the like are ends, no beginnings.
    """
    closed = small()
    verb = act.verb if act is not None and act.verb >= 0 else match.begin
    near, first = min(match.begin, verb) - 6, max(min(match.begin, verb) - 2 * REACH, 0)
    end = max(match.end, verb) + REACH
    best: tuple[int, str, bool] | None = None
    for i, hit in words.find("date", first, min(end + REACH, right)):
        before = [word for word in words.low[max(i - 2, 0) : i] if word != "the"]
        if before and before[-1] in closed["temporal"]:
            continue
        opens = bool(before) and before[-1] in closed["starting"] and (i <= 3 or before[-1] in closed["effective"])
        if not (near <= i < end or opens):
            continue
        if match.begin < i + hit.size <= match.end and match.begin == i:
            continue
        if i < match.begin and _of_another(words, i, verb):
            continue
        if _ending(words, i, match.end) and not (act is not None and act.action == "end"):
            continue
        told = max(match.end, verb + (act.size if act is not None and act.verb >= 0 else 0))
        if act is not None and act.verb >= 0 and _beside(words, told, i):
            continue
        if _elsewhere(words, told, i):
            continue
        distance = min(abs(i - verb), abs(i - match.end))
        begins = act is not None and i == verb + act.size and (
            act.lemma.split("/")[0].split(" ")[0] in closed["beginning"])
        starts = begins or (bool(before) and before[-1] in closed["starting"])
        if best is None or (not starts, distance) < (not best[2], best[0]):
            best = distance, hit.lemma, starts
    return (best[1], best[2]) if best is not None else (None, False)


def _ending(words: Words, at: int, begin: int) -> bool:
    """Whether a clause about the measure tells that it was to end on the date at word `at`: ", which were to lapse on
    | March 31, now hold until …"."""
    ends = any(hit.cls == "act|end|verb|i" for i in range(max(at - 3, begin), at) for hit in words.hits[i])
    return ends and any(words.low[i] in small()["relative"] for i in range(max(at - 7, begin), at))


def _of_another(words: Words, at: int, verb: int) -> bool:
    """Whether a date before a measure and its verb tells since when something else is in force: "under the pact, in
    force since | July 1, roses enter duty-free"."""
    commas = [i for i in range(at, verb) if words.low[i] == ","]
    return bool(commas) and verb - commas[0] > 1 and at > 2 and holds_since(words, at - 3)


def _elsewhere(words: Words, begin: int, at: int) -> bool:
    """Whether another clause than the measure's tells what was on the date at word `at`: "lifted the ban, and
    exports rose in | June"; a verb of beginning is the measure's."""
    closed = small()
    for i in range(begin, at):
        if words.tags and words.tags[i] in FINITE and words.sing[i] not in closed["beginning"] and (
                words.low[i] not in closed["auxiliary"]):
            opened = any(words.low[k] in CLAUSES for k in range(begin, i))
            begins = words.low[i] in closed["reporting"] or any(hit.cls in BEGINNING for hit in words.hits[i])
            if opened and not begins:
                return True
    return False


CLAUSES = frozenset({",", "and", "but", "while", "as", "after", "because", "when", "that"})
BEGINNING = frozenset({"act|introduce|verb|i", "act|end|verb|i", "act|prolong|verb|i", "act|suspend|verb|i"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def _beside(words: Words, begin: int, at: int) -> bool:
    """Whether a clause behind the measure and its verb tells what was done on the date at word `at`: "which it
    introduced in | 2018", but not "which begins in | May"."""
    closed = small()
    for i in range(at - 1, max(begin, at - 2 * REACH) - 1, -1):
        if words.low[i] == "," or words.low[i] in closed["hard_break"]:
            return False
        if words.low[i + 1] != "to" and (words.sing[i] in closed["beginning"] or any(
                hit.cls.endswith("|verb|i") for hit in words.hits[i])):
            return False
        if words.low[i] in closed["whom"]:
            return True
    return False


def ahead(period: str | None, published: str | None) -> bool:
    """Whether a period begins after the day of publication."""
    if not period or not published:
        return False
    try:
        return periods.span(period)[0] > periods.span(published)[1]
    except ValueError:
        return False


def belonging(words: Words, match: Match, others: Sequence[Match], right: int) -> list[int]:
    """The offsets of the quantities that stand nearer to this measure than to any other, in its clause."""
    out = []
    for i, hit in words.find("quantity", max(match.begin - 8, 0), min(match.end + REACH, right)):

        def distance(other: Match, at: int = i) -> int:
            return max(other.begin - at, at - other.end + 1, 0)

        if hit.size and all(distance(match) <= distance(other) for other in others):
            out.append(words.start[i])
    return out
