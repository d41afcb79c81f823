"""Whose measure it is and whom it touches: the actor and the target of a measure, as codes or names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor import lookups
from extractor.components._policy_context import Act, small
from extractor.components._policy_patterns import Match
from extractor.components._policy_words import Hit, Words

SIDES = ("place", "body")
HOME = "home"


@dataclass(frozen=True, slots=True)
class Side:
    """A place or authority at words [begin, end)."""

    begin: int
    end: int
    code: str
    kind: str


@lru_cache(maxsize=1)
def bodies() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word as written → authorities and the code of the side that they act for ("home": the article's)."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in lookups.table("policy_bodies"):
        for name in lookups.cells(row, "names"):
            words = tuple(name.split())
            index.setdefault(words[0], []).append((words, row["code"]))
    return {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in index.items()}


def mark_bodies(words: Words) -> None:
    """Adds the authorities of data/policy_bodies.csv to the words' hits, where no place stands."""
    index = bodies()
    covered = -1
    for i in range(len(words)):
        covered = max([covered] + [i + h.size for h in words.hits[i] if h.cls == "place"])
        for phrase, code in index.get(words.raw[i], ()):
            if tuple(words.raw[i:i + len(phrase)]) == phrase and (i >= covered or len(phrase) > 1):
                words.hits[i].append(Hit("body", code, "body", len(phrase)))
                break


def sides(words: Words, begin: int, end: int) -> Iterator[Side]:
    """The places and authorities within words [begin, end), in order, longest first, not overlapping."""
    i = max(begin, 0)
    last = -1
    while i < min(end, len(words)):
        hits = [h for h in words.hits[i] if h.cls in SIDES and i + h.size <= end]
        if hits:
            hit = max(hits, key=lambda h: h.size)
            owned = last == i or (last == i - 1 and words.low[i - 1] == "'s")
            if not (owned and hit.lemma == HOME):
                yield Side(i, i + hit.size, hit.lemma, hit.form)
            i += hit.size
            last = i
        else:
            i += 1


def home(records: Iterable[tuple[int, str, str]], headline_end: int) -> str | None:
    """The article's own country: the code named most, a name in the headline counting three times.

    `records` are (offset, code, kind) of its places.
    """
    votes: Counter[str] = Counter()
    for offset, code, kind in records:
        if kind != "region":
            votes[code] += 3 if offset < headline_end else 1
    return min(votes, key=lambda code: (-votes[code], code)) if votes else None


def _joined(found: list[Side], words: Words) -> str:
    """The codes of neighbours that "and" or a comma joins to the last one."""
    codes = [found[-1].code]
    for before, after in zip(reversed(found[:-1]), reversed(found), strict=False):
        between = words.low[before.end:after.begin]
        if len(between) > 2 or not all(w in ("and", ",", "&", "the") for w in between) or not between:
            break
        codes.insert(0, before.code)
    return ", ".join(dict.fromkeys(codes))


def _free(side: Side, words: Words, closed: frozenset[str]) -> bool:
    """Whether no preposition stands before a place: it can be a subject."""
    before = words.low[side.begin - 1] if side.begin else ""
    if before in ("the",):
        before = words.low[side.begin - 2] if side.begin > 1 else ""
    return before not in closed


def possessor(words: Words, match: Match) -> str | None:
    """The side whose measure the noun phrase says it is: "China's …", "U.S. tariffs on …"."""
    closed = small()
    stop = match.begin
    for side in reversed(list(sides(words, match.begin - 8, match.end))):
        between = words.low[side.end:stop]
        if side.begin >= match.begin:
            if side.begin == match.begin and side.end < match.end and words.low[side.end] == "'s":
                return side.code
            continue
        if any(w in closed["preposition"] or w in closed["hard_break"] or w in (",", "and") for w in between):
            continue
        if any(h.cls.startswith("act|") and "|verb|" in h.cls and h.form != "ing" for i in range(side.end, stop) for h in words.hits[i]):
            continue
        owner = bool(between) and between[0] == "'s"
        adjective = side.kind in ("demonym", "country", "bloc", "body") and len(between) <= 4
        if owner or (adjective and _free(side, words, closed["target_preposition"])):
            return side.code
    return None


def subject(words: Words, verb: int, floor: int) -> str | None:
    """The side that stands as the subject of a verb; "it" for a pronoun, None if there is none."""
    closed = small()
    found: list[Side] = []
    best: str | None = None
    for side in sides(words, floor, verb):
        if _free(side, words, closed["preposition"]):
            found.append(side)
            best = _joined(found, words)
    if best is None and any(w in closed["pronoun"] for w in words.low[floor:verb]):
        return "it"
    return best


def by_phrase(words: Words, begin: int, end: int) -> str | None:
    """The side after "by" in words [begin, end)."""
    for side in sides(words, begin, end):
        if "by" in words.low[max(side.begin - 3, begin):side.begin]:
            return side.code
    return None


def _adjectival(side: Side, words: Words) -> bool:
    """Whether a name stands before a noun as an adjective or owner: "Chinese firms", "11 U.S. contractors"."""
    after = words.low[side.end] if side.end < len(words) else ""
    plain = after.isalpha() and after == words.raw[side.end]
    return side.kind == "demonym" or after == "'s" or (
        side.kind in ("country", "bloc") and plain and not any(h.cls.startswith("act|") for h in words.hits[side.end])
        and after not in small()["auxiliary"] and after not in small()["preposition"] and after not in ("and", "or"))


def asked(words: Words, cue: int, actor: str | None) -> str | None:
    """The side that is asked: named right after the word that asks ("urged Beijing to …")."""
    for side in sides(words, cue + 1, cue + 7):
        if side.code != actor:
            return side.code
    return None


def parted(codes: str | None) -> tuple[str | None, str | None]:
    """The first of several joined sides, and the others: "GB, IN" → GB and IN."""
    first, _, rest = (codes or "").partition(", ")
    return first or None, rest or None


def target(words: Words, match: Match, act: Act | None, actor: str | None, right: int) -> str | None:
    """The side that the measure touches: named with a preposition in or after it, or as whose goods they are."""
    closed = small()
    mine = set((actor or "").split(", "))
    for i, hit in words.find("world", match.begin, min(right, match.end + 8)):
        if hit.size and not any(s.begin < i for s in sides(words, match.begin, i)):
            return "world"
    begin = min(match.begin, act.verb) if act is not None and act.left and act.verb >= 0 else match.begin
    begin = max(begin, match.begin - 8)
    choices: list[Side] = []
    for side in sides(words, begin, min(right, match.end + 14)):
        before = words.low[max(side.begin - 5, 0):side.begin]
        if side.code in mine or side.code == HOME or (side.begin < match.begin and not _adjectival(side, words)):
            continue
        if before and before[-1] in closed["place_preposition"] and side.kind in ("capital", "city"):
            continue
        if any(w in closed["target_preposition"] for w in before) or side.kind == "demonym" or side.begin < match.end:
            choices.append(side)
    if not choices:
        return None
    codes = [choices[0].code]
    for before_, after in zip(choices, choices[1:], strict=False):
        between = words.low[before_.end:after.begin]
        if len(between) > 4 or not any(w in ("and", ",") for w in between):
            break
        codes.append(after.code)
    return ", ".join(dict.fromkeys(codes))
