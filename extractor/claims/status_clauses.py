"""Which words before a number tell of its own clause: none of a clause told by the way, none of a verb that another
one follows."""

from __future__ import annotations

from extractor.claims.lexicon import says, word_class
from extractor.claims.view import FINITE, Mark, View


def aside(view: View, i: int, stop: int) -> int:
    """The word behind a relative clause that opens at word i and is closed by a comma before word `stop`, 0 where none
    does: "Hamburg, which expects 8.5m boxes, is going to"."""
    if view.lowers[i] not in word_class("relative") or not _set_off(view, i):
        return 0
    finite = False
    for k in range(i + 1, stop):
        if finite and "," in view.words[k].gap and _goes_on(view, k):
            return k
        if ";" in view.words[k].gap:
            return 0
        finite = finite or view.tags.get(view.words[k].start, "") in FINITE
    return 0


def _set_off(view: View, i: int) -> bool:
    """Whether a comma stands before a relative pronoun or its preposition: ", on which"."""
    led = i > 1 and "," in view.words[i - 1].gap and view.tags.get(view.words[i - 1].start) == "IN"
    return "," in view.words[i].gap or led


def _goes_on(view: View, k: int) -> bool:
    """Whether the main clause goes on at word k with its verb or an infinitive."""
    tags = [view.tags.get(w.start, "") for w in view.words[k : k + 3]]
    plain = [t for t in tags if t not in ("RB", "MD")]
    return tags[:1] == ["MD"] or plain[:1] == ["TO"] or (bool(plain) and plain[0] in FINITE)


def told_by_the_way(view: View, first: int, stop: int) -> set[int]:
    """The words of closed relative clauses in [first, stop)."""
    found: set[int] = set()
    if word_class("relative").isdisjoint(view.lowers[first:stop]):
        return found
    i = first
    while i < stop:
        end = aside(view, i, stop)
        if end:
            found.update(range(i, end))
        i = end or i + 1
    return found


def second_verb(view: View, low: int, mark: Mark) -> int:
    """The word from which a second verb of the subject tells what is, where the first one asks or expects: "has asked
    for talks and is handing out 30 billion reais"; `low` where there is none."""
    condition = word_class("condition")
    for i in range(mark.first - 1, low, -1):
        word = view.words[i]
        tag = view.tags.get(word.start)
        if ";" in word.gap or tag in ("MD", "TO") or word.lower in condition:
            return low
        if tag in ("VBD", "VBZ") and view.lowers[i - 1] in ("and", "but"):
            return i if _wished_before(view, low, i - 1) else low
    return low


def _wished_before(view: View, low: int, stop: int) -> bool:
    """Whether the last finite verb before a conjunction asks, expects or aims."""
    for i in range(stop - 1, low - 1, -1):
        if view.tags.get(view.words[i].start, "") in ("VBD", "VBZ"):
            told = " " + " ".join(view.lowers[i : i + 3]) + " "
            return any(says(told, kind) for kind in ("supposed", "asked", "expect", "target", "wish"))
    return False


def aim_noun(view: View, i: int) -> bool:
    """Whether a word of aiming is the subject of what was told: "FDI pledges climb to", "orders and pledges rose"."""
    if view.lowers[i] not in word_class("aim_noun") or view.tags.get(view.words[i].start, "")[:2] != "NN":
        return False
    k, stop = i + 1, min(len(view.words), i + 6)
    while k < stop and (view.lowers[k] == "of" or (k > i + 1 and view.tags.get(view.words[k].start, "")[:2] == "NN")):
        k += 1
    told = view.tags.get(view.words[k].start, "") if k < len(view.words) else ""
    return told in ("VBD", "VBZ", "VBP") or k in view.change_starts
