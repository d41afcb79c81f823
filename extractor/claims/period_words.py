"""Words around a number that tell which period it has, or that it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.claims.date_values import is_day, value_of
from extractor.claims.lexicon import says, word_class
from extractor.claims.period_clauses import speaks
from extractor.claims.tense import governing
from extractor.claims.view import FINITE, Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

BULLETS = frozenset("–-•*»·—")
_BESIDE = 12
"""Words from "on top of" to the rate to which another is added, at most."""
_LABEL = 4
"""Words of a label before its amount, at most."""
_YEARLY = 5
"""Words from an amount to "a year", at most."""


def delimits(view: View, made: Link) -> bool:
    """Whether a number only limits which things are meant, and so is of no period: "parcels worth up to $41",
    "companies with at least 50 employees", "purchases of 1,000 baht or more"."""
    mark = made.mark
    if of_a_package(view, mark) or polled(view, mark) or speaks(view, mark):
        return True
    if mark.record["kind"] not in ("money", "count", "measure") or made.role not in ("other", "level"):
        return False
    if made.topic.indicator_id == "threshold":
        ended = {*view.before(mark, 4), *view.after(mark, 8)} & word_class("abolished")
        if ended or (made.topic.indicator or "").endswith((" value", " threshold")):
            return True
    before = view.before(mark, 5)
    bounded = says(" " + " ".join(view.after(mark, 2)) + " ", "or_beyond")
    if bounded and set(before[-3:]) & word_class("limiting"):
        return True
    span = mark.record.get("qualifier_span")
    if mark.record["qualifier"] not in ("at_least", "at_most", "less_than", "more_than"):
        return False
    if not span or span[1] > mark.start:
        return False
    lead = before[: len(before) - len(view.text[span[0] : span[1]].split())]
    held = mark.record["kind"] == "count" and lead[-1:] == ["with"]
    return lead[-1:] == ["worth"] or held


def of_a_package(view: View, mark: Mark) -> str | None:
    """The package whose weight or volume is all that a number tells: "a bag of 64 kilogrammes", "a 43-pound box"; or
    the load: "at 65,000 tonnes a cargo", "12 cargoes of 65,000 tonnes each"."""
    if mark.record["kind"] != "measure":
        return None
    packs, loads = word_class("packages"), word_class("loads")
    before, behind = view.before(mark, 2), view.after(mark, 2)
    held = before[0] if before[-1:] == ["of"] and len(before) > 1 else ""
    if behind and behind[0] in packs and view.words[mark.last + 1].gap.strip("~- ") == "":
        return behind[0]
    if held in packs or (held in loads and behind[:1] == ["each"]):
        return held
    each = behind[:1] in (["a"], ["per"], ["each"]) and not view.words[mark.last + 1].gap.strip("~")
    return behind[1] if each and len(behind) > 1 and behind[1] in packs | loads else None


def some_of(view: View, part: Mark, whole: Mark) -> bool:
    """Whether a count is that of which some are told: "nine of the 11 product groups grew"."""
    counted = part.record["kind"] == whole.record["kind"] == "count"
    return counted and view.lowers[part.last + 1 : whole.first] == ["of", "the"]


def polled(view: View, mark: Mark) -> bool:
    """Whether those who were asked are counted: "a survey of 58 economists"."""
    near = {*view.before(mark, 4), *view.after(mark, 4)}
    return mark.record["kind"] == "count" and bool(near & word_class("polling"))


def forecasters(view: View, mark: Mark) -> bool:
    """Whether those who were asked are no firms of a place but forecasters: "17 research institutes polled"."""
    noun = str(mark.record.get("noun") or "").lower().split()[-1:]
    return polled(view, mark) and bool(set(noun) & word_class("forecaster"))


def had_been(view: View, made: Link) -> bool:
    """Whether what a measure sets is told as what it was before: "where 144 hours had been the most", "it had been
    2.5 percent"."""
    first, stop = made.mark.opens, made.mark.closes
    segment = view.segment_of[made.mark.first]
    for i in range(max(first, made.mark.first - 5), min(stop - 1, made.mark.last + 4)):
        held = view.lowers[i] == "had" and view.lowers[i + 1] == "been" and view.segment_of[i] == segment
        if held and view.tags.get(view.words[i + 2].start if i + 2 < stop else -1) != "VBN":
            return True
    return False


def had_stood(view: View, mark: Mark) -> bool:
    """Whether a number is told as what had been before what the text speaks of: "in 2023 the average had been 14.1",
    "in September we'd had a deficit of 1.7 billion"."""
    for i in range(mark.first - 1, mark.opens, -1):
        tag = view.tags.get(view.words[i].start, "")
        if tag in ("VBD", "VBZ", "VBP", "MD"):
            following = view.tags.get(view.words[i + 1].start, "")
            held = following in ("VBN", "VBD", "RB") or view.lowers[i - 1].endswith(("'d", "’d"))
            return view.lowers[i] == "had" and held
    return False


def habitual(view: View, made: Link) -> bool:
    """Whether an amount is told as what is so each year: "imports services worth $12 billion a year"."""
    mark = made.mark
    if made.role != "level" or made.status != "reported" or mark.record["kind"] not in ("money", "measure"):
        return False
    if view.before(mark, 1) == ["or"] and "," in view.words[mark.first - 1].gap:
        return False  # "to be earned in four months, or 37 billion a month"
    stop = min(mark.closes, mark.last + 1 + _YEARLY)
    following = view.within(view.quantities, mark.last + 1, stop)
    stop = following[0].first if following else stop
    behind = (view.lowers[i] for i in range(mark.last + 1, stop) if view.covered[i] != "date")
    if not says(" " + " ".join(behind) + " ", "per_time"):
        return False
    return _taken_for_noun(view, mark) or governing(view, mark)[0] == "present"


def _taken_for_noun(view: View, mark: Mark) -> bool:
    """Whether the present before an amount was tagged as a plural: "Gabon ships 9.4 million tonnes"."""
    tags = [view.tags.get(view.words[i].start, "") for i in range(max(mark.opens, mark.first - 2), mark.first)]
    plain = not view.words[mark.first].gap.strip(" ~$€£¥")
    return plain and len(tags) == 2 and tags[0].startswith("NNP") and tags[1] == "NNS"


def would_have(view: View, mark: Mark) -> bool:
    """Whether a number is told as what it would have been in what the text speaks of: "without gold, sales would have
    fallen to 134 billion"."""
    for i in range(mark.first - 1, mark.opens + 1, -1):
        if view.tags.get(view.words[i].start) == "VBN" and view.lowers[i - 1] == "have":
            return view.lowers[i - 2] == "would"
    return False


def averaged(view: View, made: Link) -> bool:
    """Whether an exchange rate is the average or last one of a period: "at the month's average rate of 1.16"."""
    if made.topic.indicator_id != "exchange_rate":
        return False
    first, stop = made.mark.opens, made.mark.closes
    near = view.lowers[max(first, made.mark.first - 9) : min(stop, made.mark.last + 6)]
    return says(" " + " ".join(near) + " ", "of_period")


def measured_time(view: View, made: Link) -> bool:
    """Whether a time that was measured on average is told of the period spoken of: "clearance averaged 21 hours"."""
    if made.mark.record["kind"] != "duration" or made.role not in ("level", "change"):
        return False
    first, stop = made.mark.opens, made.mark.closes
    told = set(view.lowers[first:stop]) & word_class("averaged_time")
    return bool(told) and governing(view, made.mark)[0] == "past"


def stands_beside(view: View, made: Link) -> bool:
    """Whether a rate is the ordinary one to which the one told of is added: "on top of the 3% that it charges
    everyone", "the existing 10%"."""
    if made.mark.record["kind"] != "percent" or made.role not in ("rate", "other"):
        return False
    told = view.within(view.quantities, max(0, made.mark.first - 6), made.mark.first)
    before = view.before(made.mark, made.mark.first - told[-1].last - 1 if told else 6)
    added = says(" " + " ".join(before if told else _clause_before(view, made.mark)) + " ", "added_to")
    ordinary = bool(set(before) & word_class("ordinary_rate"))
    former = before[-1:] != [] and before[-1] in word_class("former_rate")
    return added or ordinary or former or bool(set(before[-2:]) & word_class("standing_now"))


def _clause_before(view: View, mark: Mark) -> list[str]:
    """The words before a number up to a stop or another number."""
    i = mark.first
    while i > max(mark.opens, mark.first - _BESIDE) and view.covered[i - 1] != "quantity":
        if i < mark.first and view.words[i].gap.strip(" ~-"):
            break
        i -= 1
    return view.lowers[i : mark.first]


def since_behind(view: View, mark: Mark) -> str | None:
    """The time since which a number is told to have held: "the 10% that most goods have paid since April"."""
    stop = mark.closes
    for d in view.within(view.dates, mark.last + 1, min(stop, mark.last + 12)):
        if view.before(d, 1) == ["since"] and d.record["value"] and ":" not in view.words[d.first].gap:
            return value_of(d)
    return None


def settled(view: View, made: Link) -> bool:
    """Whether a price is that at which trading ended on the day of the report: "corn futures settled at $4.39"."""
    if made.role not in ("price", "change", "level") or made.mark.record["kind"] != "money":
        return False
    first, stop = made.mark.opens, made.mark.closes
    words = view.lowers[first : made.mark.first]
    told = "futures" in words and bool(set(words) & word_class("settling"))
    return told and not any(is_day(d) for d in view.within(view.dates, first, stop))


def labelled(view: View, made: Link) -> bool:
    """Whether an amount stands behind its label in a list or at a sentence's beginning: "– Total cargo: 136.5 million
    tonnes", "Volumes: 157 million square metres"."""
    mark = made.mark
    if mark.record["kind"] not in ("measure", "money") or ":" not in view.words[mark.first].gap:
        return False
    if view.text[view.text.rfind("\n", 0, mark.start) + 1 : mark.start][:1] in BULLETS:
        return True
    label = range(mark.opens, mark.first)
    told = any(view.covered[i] or view.tags.get(view.words[i].start, "") in FINITE for i in label)
    return 0 < len(label) <= _LABEL and not told
