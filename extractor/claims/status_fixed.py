"""Numbers that stand whatever is asked, planned or supposed beside them: what is to be changed, what a rule sets."""

from __future__ import annotations

from extractor.claims.lexicon import word_class
from extractor.claims.tense import few
from extractor.claims.view import Mark, View

_REACH = 5
"""Words between a verb and the number of its object, or between that number and a verb behind it."""
_BOUNDS = ("at_least", "at_most", "more_than", "less_than")


def fixed(view: View, mark: Mark, role: str) -> bool:
    """Whether a number holds as things are: it belongs to what is asked to be changed or kept, is needed, or is part
    of a rule."""
    if _asked(view, mark) or _named(view, mark):
        return True
    return altered(view, mark) or _needed(view, mark) or _ruled(view, mark, role) or _permitted(view, mark, role)


def _asked(view: View, mark: Mark) -> bool:
    """Whether those are counted who were asked what they expect: "a median forecast among 17 research institutes"."""
    if mark.record["kind"] != "count":
        return False
    head = mark.record["text"].lower().split()[-1].removesuffix("s")
    polled = set(view.after(mark, 3)) & word_class("polling")
    return head in word_class("forecaster") and (bool(polled) or view.before(mark, 1) in (["among"], ["of"], ["by"]))


def _named(view: View, mark: Mark) -> bool:
    """Whether few things are counted that are known: "off the profit of the seven biggest automakers"."""
    if mark.record["kind"] != "count" or not few(mark) or view.before(mark, 1) not in (["the"], ["these"], ["those"]):
        return False
    words = [*mark.record["text"].lower().split()[1:], *view.after(mark, 1)]
    return view.before(mark, 2)[:1] == ["of"] and bool(set(words) & word_class("superlative"))


def altered(view: View, mark: Mark) -> bool:
    """Whether the thing whose number it is shall be changed or kept: "wants Delhi to cut its 40 per cent tariff",
    "asked for the $2.5-million threshold to be cut", "urged it to continue the 4 per cent incentive"."""
    i = mark.first - 1
    if i < 0 or not _definite(view, i) or not _attributive(view, mark):
        return False
    first = mark.opens
    alter = word_class("alter_verb")
    for k in range(i - 1, max(first, i - _REACH) - 1, -1):
        if view.covered[k] == "quantity" or view.words[k + 1].gap.strip():
            break
        if view.lowers[k] in alter and view.tags.get(view.words[k].start, "")[:2] == "VB":
            return True
    stop = mark.closes
    for k in range(mark.last + 1, min(stop, mark.last + 2 + _REACH)):
        if view.covered[k] == "quantity" or view.words[k].gap.strip(" -"):
            return False
        if view.lowers[k] in alter and view.tags.get(view.words[k].start) in ("VBN", "VBD"):
            return True
    return False


def _definite(view: View, i: int) -> bool:
    """Whether a word makes what follows known: "the", "its", "India's"."""
    return view.lowers[i] == "the" or view.tags.get(view.words[i].start, "") in ("PRP$", "POS") or view.text[
        view.words[i].start : view.words[i].end
    ].endswith(("'s", "’s"))


def _attributive(view: View, mark: Mark) -> bool:
    """Whether a noun follows the number that it belongs to."""
    k = mark.last + 1
    if k >= len(view.words) or view.words[k].gap.strip(" -"):
        return False
    counted = mark.record["kind"] == "count" or "-" in mark.record["text"]
    return counted or view.tags.get(view.words[k].start, "")[:2] in ("NN", "JJ")


def _needed(view: View, mark: Mark) -> bool:
    """Whether so many are needed by rule: "the 50,000 signatures needed"."""
    after = view.lowers[mark.last + 1 : mark.last + 3]
    return view.before(mark, 1) == ["the"] and bool(set(after) & word_class("required"))


def _ruled(view: View, mark: Mark, role: str) -> bool:
    """Whether a rule in force sets a mark: "goods enter free of duty if at least 40% of their value is added here"."""
    if mark.record["qualifier"] not in _BOUNDS or role not in ("share", "other", "level"):
        return False
    first, stop = mark.opens, mark.closes
    tags = [view.tags.get(view.words[i].start, "") for i in range(first, stop)]
    if "MD" in tags or "VBD" in tags or not ("VBZ" in tags or "VBP" in tags):
        return False
    return any(view.lowers[i] in ("if", "unless") for i in range(max(first + 1, mark.first - 8), mark.first))


def _permitted(view: View, mark: Mark, role: str) -> bool:
    """Whether somebody is allowed so much: "countries may ship only half of their tonnage", "parties may comment
    within 15 days"."""
    if mark.record["kind"] not in ("duration", "fraction", "percent") or role not in ("share", "other", "level"):
        return False
    first = mark.opens
    for i in range(mark.first - 1, max(first, mark.first - 9), -1):
        if view.lowers[i] == "may" and view.tags.get(view.words[i].start) == "MD":
            head = view.lowers[i - 1]
            alike = word_class("agent") | word_class("group_noun") | word_class("allowed_party")
            return head in alike or head.removesuffix("s") in word_class("comers")
        if view.words[i].gap.strip():
            return False
    return False
