"""The day from which a duty's rate, a quota, a stay or a fee applies, told behind it: "cut to 6 per cent on July 24",
"the 40% surcharge that Washington has levied on such goods since August 6", "a tariff of 10% in force from May"; or
before it: "until August 7, when the new 20% tariff kicks in".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure
from extractor.claims.date_values import value_of
from extractor.claims.date_words import announced, said
from extractor.claims.lexicon import says, word_class
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import FINITE, Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

REACH = 16
"""Words between a rate and its day, at most."""
BEGINS = 8
"""Words around a rate in the clause that tells when it begins."""


def applied_from(view: View, made: Link) -> str | None:
    """The period of a levy's rate by the first date behind it, in the period notation; None where the words don't say
    that the rate applies from then."""
    mark = made.mark
    repaid = not word_class("rebate_word").isdisjoint((made.topic.indicator or "").split())
    levied = made.role == "rate" and (made.topic.indicator_id in LEVIES or repaid)
    granted = made.role in ("level", "price", "rate") and made.topic.indicator_id in ("quota", "stay", "fee")
    granted = granted or (made.role == "growth" and made.topic.indicator_id in ("quota", "stay", "fee", *LEVIES))
    floor = made.role == "price" and "minimum" in (made.topic.indicator or "").split()
    if not (levied or granted or floor) or is_base_figure(view, made):
        return None
    if made.status == "reported" and _at_once(view, mark):
        return view.published
    if floor:
        return None
    opened = _begins_when(view, mark) or _elided(view, mark)
    if opened is not None:
        return value_of(opened)
    behind = view.within(view.dates, mark.last + 1, min(mark.closes, mark.last + 1 + REACH))
    date = behind[0] if behind else None
    if date is None or not date.record["value"] or date.record.get("shift"):
        return None
    if said(view, date) or announced(view, date):
        return None
    if set(view.before(mark, 3)) & word_class("announcing"):
        return None
    opening = str(date.record["text"]).lower().split()[0]
    led = view.lowers[date.first - 1] in word_class("applied_on") or opening in word_class("last_words")
    kept = date.first == mark.last + 2 and view.lowers[date.first - 1] == "for"  # "keeps it at 10% for December"
    return value_of(date) if kept or (led and _applies(view, mark, date)) else None


def _at_once(view: View, mark: Mark) -> bool:
    """Whether a rate is told to apply "with immediate effect", before it or right behind it."""
    sentence = " " + " ".join(view.lowers[mark.opens : mark.closes]) + " "
    if not says(sentence, "at_once") or view.within(view.dates, mark.opens, mark.closes):
        return False
    at = next((i for i in range(mark.opens, mark.closes) if view.lowers[i] in ("immediate", "immediately")), mark.opens)
    if at < mark.first:
        return True
    between = range(mark.last + 1, at)
    verbs = any(view.tags.get(view.words[i].start) in FINITE for i in between)
    return not verbs and not view.within(view.quantities, mark.last + 1, at)


def holds_now(view: View, made: Link) -> bool:
    """Whether a measure's number is told as what holds, or held till then, whatever is dated beside it: "the duty, now
    10 percent, will go up next year", "taxed at 5 percent until last week"."""
    led, behind = view.before(made.mark, 2), view.after(made.mark, 1)
    now = led[-1:] in (["now"], ["currently"]) and led[0] != "until"
    dated = view.within(view.dates, made.mark.last + 2, min(made.mark.closes, made.mark.last + 3))
    return now or (made.role == "rate" and behind in (["until"], ["till"]) and bool(dated))


def _begins_when(view: View, mark: Mark) -> Mark | None:
    """The date whose clause tells that a rate begins to hold."""
    held = view.lowers[mark.last + 1 : min(mark.closes, mark.last + 1 + BEGINS)]
    if word_class("effect_verb").isdisjoint(held):
        return None
    for i in range(mark.first - 1, max(mark.opens, mark.first - BEGINS), -1):
        if view.lowers[i] == "when" and view.covered[i - 1] == "date":
            date = view.within(view.dates, max(0, i - BEGINS), i)[-1]
            return date if date.record["value"] else None
        if view.lowers[i - 1 : i + 1] == ["on", "which"] or (view.lowers[i] == "when" and view.lowers[i - 1] == "day"):
            if "day" not in view.lowers[i - 2 : i]:
                return None
            told = view.within(view.dates, max(mark.opens, i - BEGINS), i)
            return told[-1] if told and told[-1].record["value"] else None  # "Aug. 6, the very day on which"
        if view.words[i + 1].gap.strip(" ~$€£¥("):
            return None
    return None


def lifted(view: View, mark: Mark) -> bool:
    """Whether a levy is told as one that is taken away or not charged: "dropped its 25% counter-tariffs", "will enter
    free of the 25% duty"."""
    i = mark.first - 1
    while i > mark.opens and (
        view.tags.get(view.words[i].start, "")[:2] in ("DT", "PR", "JJ") or view.covered[i] == "place"
    ):
        i -= 1
    if any(word.gap.strip(" ~$€£¥'’") for word in view.words[i + 1 : mark.first + 1]):
        return False
    near = " " + " ".join(view.lowers[max(0, i - 1) : i + 1]) + " "
    return view.lowers[i] in word_class("levy_lifted") or says(near, "levy_freed")


def _elided(view: View, mark: Mark) -> Mark | None:
    """The day of a further step whose verb is left out: "to 25% on August 4 and then, on October 6, to 40%"."""
    dates = view.within(view.dates, max(mark.opens, mark.first - BEGINS), mark.first)
    date = dates[-1] if dates else None
    if date is None or not date.record["value"] or view.lowers[date.last + 1 : mark.first] != ["to"]:
        return None
    i = date.first - 1
    while i > mark.opens and (view.lowers[i] in word_class("before_later")):
        i -= 1
    joined = view.lowers[i] == "and" or ("," in view.words[i + 1].gap and view.covered[i] == "date")
    told = view.within(view.quantities, mark.opens, i + 1)
    return date if joined and told and told[-1].record["kind"] == mark.record["kind"] else None


def _applies(view: View, mark: Mark, date: Mark) -> bool:
    """Whether nothing but the duty, its goods and how it was laid stands between a rate and a date."""
    for number in view.within(view.quantities, mark.last + 1, date.first):
        between = view.lowers[mark.last + 1 : number.first]
        to_it = between == ["to"] or ("to" in between[-1:] and "that" in between and "and" in between)
        if view.before(number, 1) != ["from"] and not to_it:
            return False  # another rate, which the date is nearer to
    laid = word_class("levy_verb") | word_class("effect_verb") | word_class("laying")
    for i in range(mark.last + 1, date.first):
        word, tag = view.lowers[i], view.tags.get(view.words[i].start, "")
        relative = view.lowers[i : i + 2] == ["to", "which"] or word in word_class("relative")
        gap = view.words[i].gap.strip()
        if gap and (gap != "," or not (relative or word in word_class("applied_on"))):
            return False
        if word in word_class("turn_of_clause") | word_class("ending") or word == "than":
            return False
        if word == "and" and _opens_clause(view, i + 1, date):
            return False
        if tag[:1] == "V" and word not in laid and word not in word_class("auxiliary"):
            return False
    return True


def _opens_clause(view: View, i: int, date: Mark) -> bool:
    """Whether a verb, a pronoun or the date itself follows an "and"."""
    if i + 1 >= date.first:
        return True  # "set a 10% tariff and on Wednesday raised its duty"
    tag = view.tags.get(view.words[i].start, "") if i < len(view.words) else ""
    return tag[:1] == "V" or tag in ("MD", "PRP", "RB")
