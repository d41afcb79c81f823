"""Expectations and aims that grammar rather than one word tells: a revised estimate, what a goal needs, what a draft
would do."""

from __future__ import annotations

from extractor.claims.lexicon import says, word_class
from extractor.claims.view import Mark, View
from extractor.periods import is_fiscal, span

_OBJECT = 10
"""Words between the noun of an estimate and its number."""
_PLAN = 16
"""Words between a plan that aims at something and the number."""
_SEEN = 7
"""Words between a verb of seeing and the participle of what is seen."""


def estimate(view: View, mark: Mark) -> str | None:
    """forecast or target where words right behind a number name it one, or it is an estimate that was revised."""
    return _named_behind(view, mark) or _reestimated(view, mark)


def told_by_grammar(view: View, mark: Mark, measured: bool) -> str | None:
    """forecast, target or hypothetical where the clause of a number tells so, None where it doesn't.

    `measured`: the number is one of a measure rather than of trade itself.
    """
    if needed := _goal_needs(view, mark) or _planned_by(view, mark):
        return needed
    if drafted(view, mark, measured):
        return "hypothetical"
    return "forecast" if seen_moving(view, mark) or expected_of_it(view, mark) else None


def _named_behind(view: View, mark: Mark) -> str | None:
    """ "the $7 billion targeted for 2025", "the 5.4 million tons estimated for next year", "5.1% growth seen in the
    poll"."""
    k, stop = mark.last + 1, mark.closes
    while k < min(stop, mark.last + 3) and view.tags.get(view.words[k].start, "")[:2] in ("NN", "JJ"):
        if view.words[k].gap.strip():
            return None
        k += 1
    if k >= stop or view.words[k].gap.strip() or view.tags.get(view.words[k].start) not in ("VBN", "VBD"):
        return None
    if view.lowers[k] in word_class("aimed_at"):
        return "target"
    behind = view.lowers[k + 1 : k + 4]
    if view.lowers[k] in word_class("estimated_for") and behind[:1] == ["for"] and not _over(view, k, stop):
        return "forecast"
    polled = behind[:1] == ["in"] and bool(set(behind) & word_class("polling"))
    return "forecast" if view.lowers[k] == "seen" and polled else None


def expected_of_it(view: View, mark: Mark) -> bool:
    """Whether what a number tells of, set off by commas, is expected: "A further slide, to $354 billion, is pencilled
    in for next year"."""
    k = mark.last + 1
    if k + 2 >= len(view.words) or "," not in view.words[k].gap or view.lowers[k] not in word_class("copula_form"):
        return False
    return says(" " + " ".join(view.lowers[k + 1 : k + 4]) + " ", "expect")


def _over(view: View, first: int, stop: int) -> bool:
    """Whether the span that words [first, stop) name first is over."""
    published = str(view.published or "")
    for d in view.within(view.dates, first, stop)[:1]:
        value = str(d.record["value"] or "")
        return bool(published and value) and not is_fiscal(value) and span(value)[1].isoformat() < published
    return False


def _reestimated(view: View, mark: Mark) -> str | None:
    """ "trimmed its estimate of first-quarter growth to 1.7% from 2.1%", "cut its target for the year from 39 million
    to 37 million arrivals"."""
    first = mark.opens
    for i in range(mark.first - 1, max(first, mark.first - _OBJECT - 6), -1):
        if ";" in view.words[i].gap or view.tags.get(view.words[i].start) in ("VBD", "VBZ", "MD"):
            return None
        if view.lowers[i] in word_class("forecast_noun"):
            lead = view.lowers[max(first, i - 4) : i]
            if not set(lead) & word_class("revise_verb") or not _moved(view, i, mark) or _over(view, i, mark.last + 4):
                return None
            return "target" if view.lowers[i] in word_class("goal_noun") else "forecast"
    return None


def _moved(view: View, noun: int, mark: Mark) -> bool:
    """Whether "to", "from" or "by" leads from the noun of an estimate to its number."""
    return any(view.lowers[k] in ("to", "from", "at") for k in range(max(noun + 1, mark.first - 3), mark.first))


def _goal_needs(view: View, mark: Mark) -> str | None:
    """ "To reach the goal, companies have to earn another $1.88 billion": what is needed to come to an aim."""
    first, stop = mark.opens, mark.closes
    whole = " " + " ".join(view.lowers[first:stop]) + " "
    if not says(whole, "toward_goal"):
        return None
    before = " " + " ".join(view.lowers[max(first, mark.first - 12) : mark.first]) + " "
    return "target" if says(before, "having_to") else None


def _planned_by(view: View, mark: Mark) -> str | None:
    """ "the plan calls for raising the share to 40 percent", "the contract foresees deliveries of 60,000 tonnes"."""
    first = mark.opens
    lead = view.lowers[max(first, mark.first - _PLAN) : mark.first]
    at = [i for i, w in enumerate(lead) if w in word_class("plan_noun")]
    told = says(" " + " ".join(lead[at[-1] + 1 : at[-1] + 4]) + " ", "plan_verb") if at else False
    return "target" if told else None


def drafted(view: View, mark: Mark, measured: bool) -> bool:
    """Whether a number is what a draft would bring: "a bill that would lift the duty to 50%", "talks on bringing the
    rate down to 15%", "the draft would let in 18 million tonnes"."""
    first = mark.opens
    for i in range(mark.first - 1, first - 1, -1):
        if ";" in view.words[i].gap:
            return False
        if view.lowers[i] not in word_class("draft_noun"):
            continue
        tags = [view.tags.get(w.start, "") for w in view.words[i + 1 : i + 4]]
        words = view.lowers[i + 1 : i + 4]
        would = "would" in words
        raising = tags[:1] == ["VBG"] or (words[:1] == ["on"] and tags[1:2] == ["VBG"]) or words[:1] == ["to"]
        return would or (raising and measured)
    return False


def seen_moving(view: View, mark: Mark) -> bool:
    """Whether somebody sees what is yet to come about: "we see the surplus settling at $3 billion", "exports now seen
    subtracting half a point"."""
    first = mark.opens
    for i in range(mark.first - 1, max(first, mark.first - _SEEN) - 1, -1):
        tag = view.tags.get(view.words[i].start, "")
        if tag in ("VBD", "MD") or view.words[i].gap.strip(" ,$€£¥"):
            return False
        if tag == "VBG":
            return _seen(view, first, i)
    return False


def _seen(view: View, first: int, participle: int) -> bool:
    """Whether a verb of seeing governs the participle; a place sees what it had."""
    for k in range(participle - 1, max(first, participle - _SEEN) - 1, -1):
        word = view.lowers[k]
        if word == "seen" and k == participle - 1:
            return True
        if word in ("see", "sees") and k > first:
            tag = view.tags.get(view.words[k - 1].start, "")
            return view.covered[k - 1] != "place" and tag not in ("MD", "TO")
        if "," in view.words[k].gap:
            break
    return view.lowers[participle - 2 : participle] != [] and _seen_before(view, first, participle)


def _seen_before(view: View, first: int, participle: int) -> bool:
    """Whether a participle goes on with what is seen: "volumes are seen edging up, but takings slipping"."""
    joined = [k for k in range(max(first, participle - 4), participle) if view.lowers[k] in ("but", "and")]
    for k in range(joined[-1] - 1 if joined else first, first, -1):
        if view.lowers[k] == "seen":
            return view.tags.get(view.words[k + 1].start) == "VBG"
        if view.tags.get(view.words[k].start, "") in ("VBD", "VBZ", "MD") or ";" in view.words[k].gap:
            return False
    return False
