"""Numbers that another is compared with: "up from 3.2 percent", "against €1.4 bn in May 2023"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.claims.lexicon import says, word_class
from extractor.claims.tense import governing
from extractor.claims.topic import rows_of
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link


_REVISED = 5
"""Words from "revised from" to its figure, at most, with these."""
_BESIDE = 8
"""Words from a figure to what was published before of it, at most."""
_LED = 5
"""Words from "after" to the change that it leads to and to a date behind that, at most."""
_MOVED = 8
"""Words from a word of change to the amount to which it leads, at most."""
_BOUNDS = ("more_than", "less_than", "at_most", "at_least")


def _before(view: View, mark: Mark) -> list[str]:
    """The words before a number, those passed over left out; found once for each mark."""
    known = view.kept.get(mark.start)
    if known is None:
        found = _six(view, mark)
        judged = found[-2:-1] in (["a"], ["an"]) and not view.covered[mark.first - 1]
        found = found[:-1] if judged else found  # "against a miserable $1.1 bn"
        known = view.kept[mark.start] = [w for w in found if w not in word_class("passed_over")]
    return known


def _six(view: View, mark: Mark) -> list[str]:
    """The six words before a number and the "more than" that bounds it, a date that owns it left out: "below FY25's
    $28.5 billion"."""
    span = mark.record.get("qualifier_span")
    bounded = span and mark.start - 3 <= span[1] <= mark.start and mark.record["qualifier"] in _BOUNDS
    found = view.before(mark, 6 + (len(view.text[span[0] : span[1]].split()) if span and bounded else 0))
    if span and bounded:
        found = found[: len(found) - len(view.text[span[0] : span[1]].split())]
    owner = [d for d in view.within(view.dates, max(0, mark.first - 4), mark.first) if d.last == mark.first - 1]
    owns = bool(owner) and view.text[owner[0].end : mark.start].strip("$€£¥ ") in ("'s", "’s", "")
    return found[: -(owner[0].last - owner[0].first + 1)] if owns and len(found) > 3 else found


def _behind(view: View, mark: Mark) -> list[str]:
    """The word behind a number and its date: "a deficit of $20 bn in 2023 into a surplus", "the $1 bn surplus of May
    into a deficit"."""
    dates = view.within(view.dates, mark.last + 1, mark.last + 4)
    return view.after(dates[0], 1) if dates else view.after(mark, 1)


def is_base_figure(view: View, made: Link) -> bool:
    """Whether the number is the base of a comparison: "up from 3.2 percent", "against €1.4 bn"."""
    if made.topic.near in ("raced", "set against"):
        return False
    key = (made.mark.start, made.role, made.cue.how)
    known = view.bases.get(key)
    if known is None:
        known = view.bases[key] = _is_base(view, made)
    return known


def _is_base(view: View, made: Link) -> bool:
    words = _before(view, made.mark)
    if _first_told(view, made.mark):
        return False
    part = view.before(made.mark, 2) == ["of", "the"]  # "half of the $24.5 billion that farmers sold abroad"
    part = part and not view.within(view.dates, made.mark.last + 1, made.mark.last + 4)
    if view.before(made.mark, 1) == ["the"] and not part and words[-1:] != [] and words[-1] in word_class("multiplied"):
        return True
    if _past_mark(view, made.mark) or _on_what(view, made.mark) in (["up", "on"], ["down", "on"]):
        return True
    if made.role in ("growth", "change") and made.cue.how == "by":
        return ("after" in words[-2:] and not _led_to(view, made.mark)) or _grown_then(view, made.mark)
    if made.role in ("growth", "change") and _led_to(view, made.mark):
        return False
    if made.cue.how == "from" or overtaken(view, made):
        return True
    if _increase_over(view, made.mark) or outdone(view, made.mark):
        return True
    lead = view.before(made.mark, 3)
    if lead[1:] == ["had", "been"] and lead[0] in ("it", "they", "that", "those"):
        dates = view.within(view.dates, max(0, made.mark.first - 10), made.mark.first)
        if not any(view.segment_of[d.first] == view.segment_of[made.mark.first] for d in dates):
            return True  # "gold went up to $2.7 billion; it had been $1.9 billion"
    near = view.before(made.mark, 6)
    if near[-1:] == ["of"] and "with" in near and near[near.index("with") - 1 : near.index("with")] == ["compares"]:
        return True  # "That compares with a shortfall of $2 bn a year earlier"
    after = _behind(view, made.mark)
    if after == ["into"] and any(w in word_class("turned") for w in view.before(made.mark, 6)):
        return True
    if words[-1:] == ["to"]:
        return bool({"compared", "opposed", "comparison"} & set(words[-4:]))
    if words[-1:] == ["after"] and made.mark.record["kind"] == "duration":
        return False  # "to lapse after 18 months"
    duty = made.topic.indicator_id in rows_of("measure")  # "stocked up ahead of the 50% duty"
    if words and words[-1] in word_class("short_of") and "of" in view.before(made.mark, 3) and not duty:
        return True
    compared = words[-1:] != ["with"] or bool({"compared", "compares"} & set(words[-2:]))
    return bool(words) and words[-1] in word_class("base") and compared


def _first_told(view: View, mark: Mark) -> bool:
    """Whether a number is what was published before of the same time: "was revised from €1.55 bn to €1.57 bn"."""
    near = view.before(mark, _REVISED)
    if "from" not in near or not says(" " + " ".join(near) + " ", "as_first_told"):
        return False
    since = mark.first - near[::-1].index("from")
    dated = view.within(view.dates, mark.last + 1, mark.last + 4)
    return not dated and not view.within(view.quantities, since, mark.first)


def _grown_then(view: View, mark: Mark) -> bool:
    """Whether a growth is set against the one told before as that of an earlier time: "up 13 percent, against growth of
    16 percent a year earlier"."""
    near = view.before(mark, 5)
    with_it = any(a in word_class("comparing_with") and b == "with" for a, b in pairwise(near))
    behind = " " + " ".join(view.after(mark, 4)) + " "
    return ("against" in near or with_it) and says(behind, "time_before")


def _on_what(view: View, mark: Mark) -> list[str]:
    """The two words before a number and its article: "17% up on $47 bn", "down on the 3 million"."""
    before = view.before(mark, 3)
    return before[:2] if before[-1:] in (["the"], ["a"]) else before[1:]


def _led_to(view: View, mark: Mark) -> bool:
    """Whether a change is the one by which the amount before it came about: "came to $540 million after a fall of
    $92 million"; not "rose 4% to $2 bn after a fall of 3%"."""
    before, k = view.within(view.quantities, mark.opens, mark.first), mark.first - 1
    while k > mark.opens and mark.first - k <= _LED and view.lowers[k] != "after":
        k -= 1
    told = before[-1] if before else None
    if told is None or view.lowers[k] != "after" or told.last != k - 1:
        return False
    if not view.change_words.isdisjoint(range(max(mark.opens, told.first - _MOVED), told.first)):
        return False
    dated = view.within(view.dates, mark.last + 1, min(mark.closes, mark.last + _LED))
    return told.record["kind"] in ("money", "count", "measure") and not dated


def _increase_over(view: View, mark: Mark) -> bool:
    """Whether an increase in percent is told to be over a number: "10.4 per cent over the $20 billion of May"."""
    i = mark.first - 1
    while i > 0 and view.lowers[i] in ("the", "some", "about") and not view.covered[i]:
        i -= 1
    before = view.within(view.quantities, max(0, i - 4), i)[-1:] if i > 0 and view.lowers[i] == "over" else []
    return bool(before) and before[0].last == i - 1 and before[0].record["kind"] == "percent"


def outdone(view: View, mark: Mark) -> bool:
    """Whether a number with a date of its own is what a verb of exceeding has for its object: "exceeded the previous
    year's 54.5 billion", "topped July's $56.7 billion"."""
    if _exceeded(view, mark):
        return True
    date = next(iter(view.within(view.dates, max(mark.opens, mark.first - 5), mark.first)), None)
    if date is None or not date.last <= mark.first <= date.last + 2:
        return False
    owned = {view.text[date.end - 2 : date.end], view.text[date.end : date.end + 2]} & {"'s", "’s"}
    led = [w for w in view.before(date, 2) if w != "the"]
    return bool(owned) and bool(set(led[-1:]) & word_class("exceeding"))


def _exceeded(view: View, mark: Mark) -> bool:
    """Whether a number and the time behind it are the object of a verb of exceeding: "beats the $1.7 bn of 2024"."""
    led = view.before(mark, 2)
    behind = view.within(view.dates, mark.last + 2, min(mark.closes, mark.last + 3))
    beaten = led[1:] == ["the"] and led[0] in word_class("exceeding") and bool(behind)
    return beaten and view.lowers[mark.last + 1] in ("of", "in", "from")


def _past_mark(view: View, mark: Mark) -> bool:
    """Whether a number is an earlier mark that was passed: "surpassing the previous high of $25 bn"."""
    words = view.before(mark, 4)
    return words[-1:] == ["of"] and bool(
        set(words[-2:-1]) & word_class("record_noun") and set(words[:-2]) & word_class("earlier_word")
    )


def overtaken(view: View, made: Link) -> bool:
    """Whether a level is told as what had been before the one that follows: "shipments, which had brought in
    $208 bn, slipped to $206 bn"."""
    mark = made.mark
    i = mark.first - 1
    segment = view.segment_of[i] if i >= 0 else -1
    while i > 0 and mark.first - i <= 6 and view.segment_of[i] == segment and view.words[i].lower != "had":
        i -= 1
    if i < 1 or view.words[i].lower != "had" or view.words[i - 1].lower not in word_class("relative"):
        return False
    stop = mark.closes
    same = mark.record["kind"], mark.record["unit"]
    return any((q.record["kind"], q.record["unit"]) == same for q in view.within(view.quantities, mark.last + 1, stop))


def _told_before(view: View, made: Link) -> bool:
    """Whether a number is the same figure as published before: "$63.8 bn, against $69.95 bn stated earlier"."""
    if made.role == "level" and made.topic.flow and view.before(made.mark, 2) == ["instead", "of"]:
        return governing(view, made.mark)[0] == "present"  # "the gap is put at $6 bn instead of $7 bn"
    lead, tail = view.before(made.mark, 4), view.after(made.mark, 4)
    if says(" " + " ".join(lead) + " ", "published_as") or says(" " + " ".join(tail) + " ", "published_before"):
        return True
    first = made.mark.opens
    likewise = lead[-1:] == ["against"] and "against" in view.lowers[first : made.mark.first - 1]
    return likewise and says(" " + " ".join(view.lowers[first : made.mark.first]) + " ", "published_before")


def _put_anew(lead: list[str]) -> bool:
    """Whether a published figure is corrected: "the November figure was trimmed to $5.95 bn from $5.99 bn"."""
    verbs = [i for i, w in enumerate(lead) if w in word_class("revise_verb")]
    nouns = [i for i, w in enumerate(lead) if w in word_class("published_noun")]
    passive = bool(verbs) and bool(nouns) and nouns[-1] < verbs[-1] and lead[verbs[-1] - 1] in word_class("passive")
    return passive and len(lead) - verbs[-1] <= 4


def corrected(view: View, made: Link, previous: Link) -> bool:
    """Whether a base figure is what was published before of the figure that it follows."""
    first = made.mark.opens
    anew = made.cue.how == "from" and _put_anew(view.lowers[first : previous.mark.first])
    alike = made.mark.record["unit"] == previous.mark.record["unit"]
    beside = alike and made.mark.first - previous.mark.last <= _BESIDE
    return beside and made.period == previous.period and (anew or _told_before(view, made))


def restated(view: View, made: Link, previous: Link | None) -> bool:
    """Whether a base figure is what was forecast before: "cut its forecast to 2.4 percent from 2.8 percent";
    or published: "$63.8 billion, against $69.95 billion stated earlier", "was revised to $60.3 bn from $61.6 bn"."""
    if _first_told(view, made.mark):
        return True
    if previous is None or previous.mark.sentence != made.mark.sentence:
        return False
    lead = view.lowers[made.mark.opens : previous.mark.first]
    first, stop = view.bounds[made.mark.sentence]
    dates = view.within(view.dates, made.mark.last + 1, min(made.mark.last + 4, stop))
    since = made.cue.how == "from" or (made.cue.base and made.cue.preposition == "from")
    if _told_before(view, made) or (since and _put_anew(lead)):
        return not dates
    if since and says(" " + " ".join(lead[-4:]) + " ", "revision"):
        return not dates
    told = view.lowers[first : previous.mark.first]
    nouns = [i for i, w in enumerate(told) if w in word_class("forecast_noun")]
    if not nouns or not any(w in word_class("revise_verb") for w in told[: nouns[-1] + 8]):
        return False
    return not any(len(str(d.record["value"] or "")) == len(previous.period or "") for d in dates)
