"""How far words of expectation, aim or supposition reach: clauses of their own, things that only sound like them."""

from __future__ import annotations

from extractor.claims.lexicon import says, word_class
from extractor.claims.status_clauses import aside
from extractor.claims.view import Mark, View
from extractor.periods import is_fiscal, span

_INVERTED = frozenset({"had", "should"})
_RELATIVE = 9
"""Words of a relative clause behind a number that are looked at."""


def clause_floor(view: View, mark: Mark) -> int:
    """The word from which a number's own clause goes, where one tells of a thing by the way what is or was: "urged
    Delhi, which lets in only 500,000 tonnes, to …"; "as 76% duty bites"."""
    first, words, arguing, relative = mark.opens, view.words, word_class("arguing"), word_class("relative")
    alike = mark.first - 2 > first and view.lowers[mark.first - 2] in ("such", "same")
    if view.before(mark, 1) == ["as"] and mark.first - 1 > first and not alike:
        return mark.first
    for i in range(mark.first - 1, first, -1):
        word = words[i]
        if ";" in word.gap or view.tags.get(word.start) in ("MD", "TO"):
            return first
        if "," in word.gap and word.lower in arguing:
            return i
        if "," in word.gap and word.lower in relative and not aside(view, i, mark.first):
            return i
    return first


def thing(view: View, i: int) -> bool:
    """Whether a word of expectation names a thing: "an offshore oil project", "fresh projects"."""
    return view.lowers[i] in word_class("thing_noun") and view.tags.get(view.words[i].start, "")[:2] == "NN"


def _behind(view: View, mark: Mark) -> int:
    """The first word behind a number and its brackets: "the Sh6,450 (US$50) that each lorry has been charged"."""
    following = view.within(view.quantities, mark.last + 1, mark.last + 4)
    bracketed = bool(following) and view.text[mark.end : following[0].start].strip() == "("
    return following[0].last + 1 if bracketed else mark.last + 1


def borne(view: View, mark: Mark) -> bool:
    """Whether a relative clause tells that a number has been paid, charged or seen: "the minimum 10% that most goods
    have paid since April"."""
    first, stop = _behind(view, mark), mark.closes
    if view.lowers[first : first + 1] not in (["that"], ["which"]):
        return False
    for i in range(first + 1, min(stop, first + _RELATIVE)):
        tag = view.tags.get(view.words[i].start, "")
        if tag == "MD" or view.lowers[i] in word_class("proposed_verb"):
            return False
        if view.lowers[i] in ("has", "have"):
            behind = range(i + 1, min(i + 4, len(view.words)))
            return any(
                view.tags.get(view.words[k].start) == "VBN" and view.lowers[k] not in word_class("proposed_verb")
                for k in behind
            )
    return False


def proposed_behind(view: View, mark: Mark) -> bool:
    """Whether a relative clause tells that a number was proposed: "the 5% levy that Republicans first proposed"."""
    k = _behind(view, mark)
    while k < len(view.words) and k <= mark.last + 3 and view.tags.get(view.words[k].start, "")[:2] in ("NN", "JJ"):
        k += 1
    after = view.lowers[k : k + _RELATIVE]
    return after[:1] in (["that"], ["which"]) and bool(set(after) & word_class("proposed_verb"))


def expected_behind(view: View, mark: Mark) -> bool:
    """Whether a relative clause tells that a number is expected: "the 2.6 billion bushels that USDA expects"."""
    k, stop = _behind(view, mark), mark.closes
    after = view.lowers[k : min(k + _RELATIVE - 3, stop)]
    if after[:1] and after[0] in word_class("pronoun") | {"he", "she", "we"}:
        return bool(set(after[1:3]) & word_class("expecting_verb")) and not view.words[k].gap.strip()
    return after[:1] in (["that"], ["which"]) and bool(set(after) & word_class("expecting_verb"))


def owned_by_past(view: View, mark: Mark) -> bool:
    """Whether a number belongs to a time that is over: "which would exceed last year's $99.2 billion"."""
    published = view.published
    for d in view.within(view.dates, max(0, mark.first - 5), mark.first) if published else ():
        owns = view.text[d.end : mark.start].strip("$€£¥ ") in ("'s", "’s", "") and d.last < mark.first
        possessive = view.text[d.end : d.end + 1] in "'’" or view.text[d.end - 2 : d.end] in ("'s", "’s")
        value = str(d.record["value"] or "")
        if owns and possessive and value and not is_fiscal(value):
            return span(value)[1].isoformat() < str(published)
    return False


def pledged_before(view: View, mark: Mark) -> bool:
    """Whether what was pledged is told of a span that is over: "pledged $28.6 bn in the nine months to September"."""
    first, stop = mark.opens, mark.closes
    published = str(view.published or "")
    stretch = " " + " ".join(view.lowers[max(first, mark.first - 24) : mark.first]) + " "
    if not says(stretch, "pledge_verb"):
        return False
    values = [str(d.record["value"] or "") for d in view.within(view.dates, first, stop)]
    spans = [v for v in values if v and not is_fiscal(v) and ("/" in v or "Q" in v or "H" in v or len(v) == 4)]
    return any(span(v)[1].isoformat() < published for v in spans)


def inverted_condition(view: View, mark: Mark) -> bool:
    """Whether a clause of the sentence supposes by its order: "…; should it confirm this, 8.5% could be charged"."""
    first = mark.opens
    if _INVERTED.isdisjoint(view.lowers[first + 1 : max(first, mark.first - 1)]):
        return False
    for i in range(first + 1, mark.first - 1):
        opens = bool({",", ";"} & set(view.words[i].gap)) or (i > first and view.lowers[i - 1] in ("and", "but"))
        tag = view.tags.get(view.words[i + 1].start, "")
        if (opens or view.lowers[i - 1] == "so") and view.lowers[i] == "had" and tag in ("PRP", "DT", "NNP", "NNS"):
            stop = mark.closes
            return "would" in view.lowers[i:stop] and mark.first > i  # "so had it existed, a third would have paid"
        if opens and view.lowers[i] == "should" and tag in ("PRP", "DT", "NNP", "NNS", "NN"):
            return True
    return False


def triggered(view: View, mark: Mark) -> bool:
    """Whether a number is what a mechanism waits for: "to be pulled when imports rise by more than 10 percent"."""
    if mark.record["qualifier"] not in ("more_than", "less_than", "at_least", "at_most"):
        return False
    first = mark.opens
    for i in range(mark.first - 1, max(first, mark.first - 14), -1):
        tag = view.tags.get(view.words[i].start, "")
        if tag in ("VBD", "MD"):
            return False
        if view.lowers[i] in word_class("trigger") and tag in ("WRB", "IN"):
            return any(k in view.change_words for k in range(i + 1, mark.first))
    return False


def standing(view: View, mark: Mark) -> bool:
    """Whether a number is what holds now or held before, whatever is expected or asked for beside it."""
    before = view.before(mark, 2)
    told = view.before(mark, 3)
    aside = [i for i, w in enumerate(told, mark.first - len(told)) if w == "now" and "," in view.words[i].gap]
    now = bool(aside) or bool(set(before) & word_class("standing_now"))
    return now or says(" " + " ".join(before) + " ", "stays_at") or owned_by_past(view, mark) or borne(view, mark)
