"""Money that somebody undertakes to lend or give, goals by their noun, what of a goal is reached, what a pact sets."""

from __future__ import annotations

from extractor.claims.lexicon import says, word_class
from extractor.claims.role_signs import noun_of
from extractor.claims.view import Mark, View

_VERB = 6
"""Words from a verb of announcing to the money, at most."""
_NOUN = 3
"""Words from a number to the noun that names it, at most."""
_PACT = 30
"""Words between a number and the pact that sets it, at most."""
_REACHED = 6
"""Words behind a part up to the verb that tells it is reached, at most."""


def funded(view: View, mark: Mark) -> bool:
    """Whether an amount is help that has been announced or is to come: "announced 4 trillion won in loans", "a
    $2-billion rescue fund unveiled in March", "with a credit guarantee of up to Rs 5,000 crore"."""
    sentence = view.lowers[mark.opens : mark.closes]
    if mark.record["kind"] != "money" or not word_class("aid_given").isdisjoint(sentence):
        return False
    undertakes = word_class("undertakes_aid")
    near = view.lowers[max(mark.opens, mark.first - _VERB) : mark.first]
    k = _past_brackets(view, mark)
    given = view.lowers[k : k + 1] == ["in"] and not word_class("aid_form").isdisjoint(view.lowers[k + 1 : k + 4])
    if given and not undertakes.isdisjoint(near):
        return True
    noun = next((i for i in range(k, min(mark.closes, k + _NOUN)) if view.lowers[i] in word_class("aid_scheme")), None)
    if noun is not None and not any(word.gap.strip("~-() ") for word in view.words[k : noun + 1]):
        behind = view.lowers[noun + 1 : noun + 2]
        if says(f" {' '.join(near)} ", "will_found"):
            return True
        return bool(behind) and behind[0] in undertakes and "," not in view.words[noun + 1].gap
    named = noun_of(view, mark, _VERB) in word_class("aid_scheme") | word_class("aid_form")
    return named and not undertakes.isdisjoint(view.lowers[max(mark.opens, mark.first - 3 * _VERB) : mark.first])


def _past_brackets(view: View, mark: Mark) -> int:
    """The first word behind a number and what brackets say of it."""
    following = view.within(view.quantities, mark.last + 1, mark.last + 4)
    bracketed = bool(following) and view.text[mark.end : following[0].start].strip(" $€£¥US") == "("
    return following[0].last + 1 if bracketed else mark.last + 1


def goal_behind(view: View, mark: Mark) -> bool:
    """Whether the noun that a number belongs to is a goal: "the $43 billion target", "a $60 billion export target"."""
    known = view.tags.get(view.words[mark.first - 1].start, "") in ("DT", "PRP$", "POS", "JJ")
    if mark.record["kind"] not in ("money", "count", "measure", "percent") or not known:
        return False
    for k in range(mark.last + 1, min(mark.closes, mark.last + 1 + _NOUN)):
        if view.words[k].gap.strip("~-"):
            return False
        if view.lowers[k] in word_class("goal_noun"):
            return view.tags.get(view.words[k].start, "") == "NN"
        if view.tags.get(view.words[k].start, "")[:2] not in ("NN", "JJ"):
            return False
    return False


def achieved(view: View, mark: Mark) -> bool:
    """Whether a number tells what of a goal has been reached, or by how much it was passed: "its goal of 300 billion
    yuan, of which 52 percent has been achieved", "exceeded the target by $2 billion"."""
    lead = view.before(mark, 3)
    if lead[-1:] == ["by"] and lead[-2:-1] != [] and lead[-2] in word_class("goal_noun"):
        return True
    before = view.within(view.quantities, mark.opens, mark.first)
    between = view.lowers[before[-1].last + 1 : mark.first] if before else []
    if " of which " not in " " + " ".join(between) + " ":
        return False
    behind = view.lowers[mark.last + 1 : min(mark.closes, mark.last + 1 + _REACHED)]
    told = between if {"has", "have"} & set(between) else behind
    return bool({"has", "have"} & set(told)) and not word_class("reached_goal").isdisjoint(told)


def by_pact(view: View, mark: Mark, near: str) -> bool:
    """Whether what a number tells is set by a pact: "Under the pact, Chile will scrap duties on 96 per cent"."""
    if mark.record["kind"] == "money" or " will " not in near:
        return False
    if not word_class("pact_purchase").isdisjoint(view.before(mark, 4)):
        return False  # "will buy 12 million tonnes"
    low, high = max(mark.opens, mark.first - _PACT), min(mark.closes, mark.last + _PACT)
    return says(" " + " ".join(view.lowers[low:high]) + " ", "under_pact")
