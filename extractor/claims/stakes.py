"""Parts of firms and members of bodies: "Bolloré, which holds 51 per cent of the operator Abidjan Terminal", "the
stevedores' union, with 3,100 members"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.link import Link
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_LEAD = 3
"""Words between who owns and the part that is owned, at most."""
_OBJECT = 5
"""Words behind a part up to the firm's name, at most."""
_BODY = 8
"""Words between a body and the number of its members, at most."""
_KIND = 2
"""Words before a body's noun that tell whose it is, at most."""


def name_stakes(view: View, links: Sequence[Link]) -> None:
    """Names stakes and members, which are no trade."""
    told: tuple[int, list[str]] | None = None
    for made in links:
        mark = made.mark
        if told is not None and told[0] != mark.sentence:
            told = None
        label: list[str] = []
        if mark.record["kind"] in ("percent", "fraction"):
            firm = _firm(view, mark) or (told[1] if told and _goes_on_owning(view, mark) else [])
            if firm:
                told = mark.sentence, firm
                label = [*_owner(view, mark), "stake", "in", *firm]
        elif mark.record["kind"] == "count" and _noun(mark) == "member":
            label = _body(view, mark)
        if label:
            made.topic = replace(
                made.topic, indicator=" ".join(label), indicator_id=None, flow=None, mark=None, near="fixed"
            )


def _noun(mark: Mark) -> str:
    return singular(str(mark.record.get("noun") or "").lower())


def _firm(view: View, mark: Mark) -> list[str]:
    """The firm of which a part is owned; [] where it is no part of a firm."""
    behind = view.lowers[mark.last + 1 : mark.last + 3]
    if behind[:1] and behind[0] in word_class("stake_noun") and behind[1:] == ["in"]:
        return _name(view, mark.last + 3, mark.closes)
    if behind[:1] == ["of"] and _has(view, mark) is not None:
        return _name(view, mark.last + 2, mark.closes)
    return []


def _name(view: View, first: int, closes: int) -> list[str]:
    """The first name behind a word, of which what stands before tells only what it is: "the operator Comilog"."""
    for i in range(first, min(first + _OBJECT, closes)):
        word = view.words[i]
        other = view.covered[i] in ("quantity", "date") or (view.covered[i] == "place" and not _goes_on(view, i + 1))
        if other or (i > first and word.gap.strip("~-")) or word.lower in word_class("no_firm"):
            return []
        if word.text[:1].isupper():
            stop = i + 1
            while stop < closes and _goes_on(view, stop):
                stop += 1
            return [w.removesuffix("'s").removesuffix("’s") for w in view.lowers[i:stop]]
    return []


def _goes_on_owning(view: View, mark: Mark) -> bool:
    """Whether another owner's part follows: "(the state has 29 per cent and others the remaining 7 per cent)"."""
    return _has(view, mark) is not None or view.before(mark, 2) == ["the", "remaining"]


def _goes_on(view: View, i: int) -> bool:
    """Whether a word goes on with the name before it."""
    return i < len(view.words) and view.words[i].text[:1].isupper() and not view.words[i].gap.strip("~-")


def _has(view: View, mark: Mark) -> int | None:
    """The verb of owning that governs a part, right before it but for a few light words."""
    for i in range(mark.first - 1, max(mark.opens, mark.first - 1 - _LEAD) - 1, -1):
        if view.lowers[i] in word_class("owning"):
            return i
        if view.lowers[i] not in word_class("light"):
            return None
    return None


def _owner(view: View, mark: Mark) -> list[str]:
    """Who owns a part: the word before the verb, a relative pronoun passed over."""
    verb = _has(view, mark)
    if verb is None:
        return []
    i = verb - 1
    if i > mark.opens and view.lowers[i] in ("which", "who", "that"):
        i -= 1
    fits = i >= mark.opens and view.lowers[i].isalpha() and view.covered[i] != "place"
    return [view.lowers[i]] if fits and (view.words[i].text[:1].isupper() or view.lowers[i - 1] in ("the", "(")) else []


def _body(view: View, mark: Mark) -> list[str]:
    """The body that has so many members, by its noun and whose it is: "guesthouse union members"."""
    for i in range(mark.first - 1, max(mark.opens, mark.first - _BODY) - 1, -1):
        if view.lowers[i] not in word_class("body_noun"):
            continue
        first, light = i, word_class("light") | word_class("says_nothing")
        while first > max(mark.opens, i - _KIND) and not view.words[first].gap.strip("~-'’") and (
            view.covered[first - 1] != "place" and view.lowers[first - 1] not in light
        ):
            first -= 1
        return [*view.lowers[first : i + 1], "members"]
    return []
