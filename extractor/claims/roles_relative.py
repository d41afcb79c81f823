"""Role and direction of percents and fractions: growth, share, rate, or two things set against each other."""

from __future__ import annotations

from decimal import Decimal

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.foretold import forecast_behind
from extractor.claims.role_signs import admitted, levied_of, of_content, reckoned, set_beside, that_of
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View

_ASIDE = 12
"""Words in which an aside, a relative clause or its verb is looked for."""
LONGEST = 200
"""Characters of a bracket before and behind one of the parts that it gives, at most."""
DOUBLE = 100
WHOLE = 101
"""Percent that the parts of a whole, each rounded, come to at most."""


def _set_for(view: View, mark: Mark, indicator_id: str | None) -> bool:
    """Whether "rate" behind a percent is one of a levy: "with a lower 10% rate for Canadian energy"."""
    led = view.before(mark, 2)[:1] in (["a"], ["the"], ["an"])
    return indicator_id in ("tariff", "export_tax") or (led and view.after(mark, 2)[1:] in (["for"], ["on"]))


def times_before(view: View, mark: Mark) -> bool:
    """Whether a multiple or fraction compares with what was in an earlier time: "three times the $1.75 bn of a year
    before", "twice the volume of 2024", "half of what it earned in 2022"."""
    told = view.within(view.quantities, mark.last + 1, mark.last + 6)[:1]
    if told and (told[0].first <= mark.last + 2 or view.lowers[told[0].first - 1] == "of"):
        clause = view.lowers[told[0].last + 1 : told[0].last + 3] in (["that", "had"], ["which", "had"])
        return bool(view.within(view.dates, told[0].last + 1, told[0].last + (12 if clause else 5)))
    words = view.after(mark, 6)
    if words[:1] == ["what"] or words[:2] == ["of", "what"]:
        return any(view.tags.get(w.start) == "VBD" for w in view.words[mark.last + 2 : mark.last + 10]) and bool(
            view.within(view.dates, mark.last + 3, mark.last + 14)
        )
    bare = words[:1] in (["the"], ["those"], ["that"], ["its"])
    of = next((i for i, w in enumerate(words[:4]) if w in ("of", "in", "for")), None)
    if not bare or of is None:
        return False
    dated = view.within(view.dates, mark.last + 2 + of, mark.last + 4 + of)
    return bool(dated) and not view.within(view.indicators, mark.last + 2 + of, mark.last + 4 + of)


def as_before(view: View, mark: Mark) -> bool:
    """Whether "as much as" compares with the figure of an earlier time: "four times as much as the $7.1 bn of July"."""
    after = view.after(mark, 4)
    if "as" not in after[2:]:
        return False
    at = mark.last + 1 + after.index("as", 2)
    told = view.within(view.quantities, at + 1, at + 3)
    return bool(told) and bool(view.within(view.dates, told[0].last + 1, told[0].last + 4))


def relative(
    view: View,
    mark: Mark,
    cue: Cue,
    topic: Topic,
    direction: str | None,
    before: tuple[str, str | None] | None,
) -> tuple[str, str | None]:
    after, indicator_id, flow = view.after(mark, 6), topic.indicator_id, topic.flow
    if after[:1] == ["as"] and "again" in after:
        return "growth", "up"
    if _of_its_base(view, mark):
        return "other", None
    if of_a_change(view, mark):
        return "share", None
    grows = cue.how == "by" and direction is not None
    if (set_beside(view, mark) and not times_before(view, mark)) or (of_content(view, mark) and not grows):
        return "other", None
    if levied_of(view, mark) or admitted(view, mark):
        return "rate", None
    if cue.rated:
        return "rate", None
    if mark.record["kind"] == "percent" and after[:1] == ["rate"] and _set_for(view, mark, indicator_id):
        return "rate", None
    lost = cue.change is not None and view.lowers[cue.change.last] in word_class("count_loss")
    if cue.how == "by" and lost and after[:2] in (["of", "its"], ["of", "their"]):
        return "growth", "down"
    if way := _part_of_what_changed(view, mark):
        return "growth", way
    if (
        cue.how == "by"
        and direction
        and not (
            cue.share and after[:1] == ["of"] and cue.change and "verb" in cue.change.forms and cue.preposition == ""
        )
    ):
        return "growth", direction
    against = view.before(mark, 3)
    if before and against[-1:] in (["with"], ["to"]) and word_class("likened") & set(against[-3:-1]):
        return before
    swapped = before is not None and before[0] == "rate" and says(" " + " ".join(against) + " ", "in_place")
    if before and (swapped or (before[0] == "growth" and that_of(view, mark))):
        return before
    if mark.record["kind"] == "fraction" and times_before(view, mark):
        return "growth", "down"
    if told := _told_change(view, mark) or _between_levels(view, mark) or _behind_levels(view, mark):
        return "growth", told
    if _covers(view, mark) or says(" " + " ".join(view.before(mark, 3)) + " ", "difference"):
        return "other", None
    part = says(" " + " ".join(view.before(mark, 6)) + " ", "share")
    if cue.how != "by" and not part and says(" " + " ".join(after[:5]) + " ", "of_output"):
        return "other", None  # "net debt stood at 97.9% of GDP"
    owned = says(" " + " ".join([*segment(view, mark), *after[:1]]) + " ", "ownership")
    if owned and not (cue.how == "by" and direction):
        return "share", None
    if before and before[0] == "growth" and (
        says(" " + " ".join(view.before(mark, 5)) + " ", "expectation") or forecast_behind(view, mark)
    ):
        return before
    if indicator_id in rows_of("rate") | {"fee"} and not cue.share:
        return "rate", None
    based = says(" " + " ".join(after) + " ", "base_of_duty") and "added" not in after
    if indicator_id in ("tariff", "export_tax") and based:
        return "rate", None
    stated = [w for w in view.before(mark, 4) if w not in word_class("light") and w not in ("more", "less", "than")]
    if after[:2] == ["of", "what"] and stated[-1:] != [] and stated[-1] in word_class("copula_form"):
        return "other", None
    if says(" " + " ".join(view.before(mark, 3)) + " ", "ratio") and (after[:1] == ["of"] or not cue.how):
        return ("share" if after[:1] != ["of"] or _of_a_whole(view, mark) else "other"), None
    if _filled(view, mark) or _of_which(view, mark):
        return "share", None
    if mark.record["kind"] == "percent" and after[:1] == ["rate"] and not cue.how:
        return "rate", None
    if cue.share or _bracketed_share(view, mark, before) or _in_split(view, mark):
        return "share", None
    if cue.how in ("to", "from") or cue.base:
        if cue.change and direction and "noun" in cue.change.forms and _limited(view, cue):
            return "growth", direction
        if before and before[0] in ("growth", "share", "rate", "other"):
            return before[0], before[1]
    if way := _growth_subject(view, mark):
        return "growth", way
    stretch = " " + " ".join(after) + " "
    if says(stretch, "yoy") or says(stretch, "mom"):
        return "growth", direction or "up"
    if before and not cue.how and _listed_on(view, mark):
        return before  # "is projected at 1.4 percent in 2026 and 1.7 percent in 2027"
    if mark.record["kind"] == "percent" and not cue.how and _borne(view, mark):
        return "rate", None
    opening = view.lowers[mark.opens]
    parted = flow or opening in ("among", "by", "of")
    taken = parted and says(" " + " ".join(view.before(mark, 3)) + " ", "buyer_verb")
    taken = taken or _came_from(view, mark)
    if mark.record["kind"] == "fraction" and not taken:
        of_each = " in " in mark.record["text"] or view.before(mark, 2) == ["of", "which"]
        return ("share" if after[:1] == ["of"] or of_each else "other"), None
    if indicator_id in rows_of("rate"):
        return "rate", None
    if before and before[0] == "share" and not cue.how:
        return "share", None
    return ("share" if taken or _ranked(view, mark) else "other"), None


def of_a_change(view: View, mark: Mark) -> bool:
    """Whether a percent is a part of a change: "which is 108 percent of the total decline"."""
    if view.lowers[mark.last + 1 : mark.last + 3] not in (["of", "the"], ["of", "that"], ["of", "this"]):
        return False
    near = (c for c in view.changes if c.first - mark.last in (3, 4) and "noun" in c.forms)
    apart = "," in view.words[mark.last + 1].gap and view.lowers[mark.first - 1] == "or"  # "or 64%, of the fall"
    first = mark.last + 1 + apart
    return any(not any(view.words[i].gap.strip() for i in range(first, c.first + 1)) for c in near)


def _part_of_what_changed(view: View, mark: Mark) -> str | None:
    """The direction of a change that a part tells again: "has shed 1,300 jobs, more than a tenth of its workforce"."""
    words = view.before(mark, _ASIDE)
    before = view.within(view.quantities, max(0, mark.first - _ASIDE), mark.first)
    if not before or view.after(mark, 2) not in (["of", "its"], ["of", "their"]):
        return None
    amount = before[-1]
    span = mark.record.get("qualifier_span")
    start = span[0] if span and amount.end <= span[0] < mark.start else mark.start
    if amount.record["kind"] in ("percent", "fraction") or view.text[amount.end : start].strip() != ",":
        return None
    left = words[: len(words) - (mark.first - amount.first)]
    return "down" if left[-1:] and left[-1] in word_class("count_loss") else None


def _of_a_whole(view: View, mark: Mark) -> bool:
    """Whether what stands behind "of" is a whole with parts: "equivalent to 17.6 percent of the total", "of all
    German exports"."""
    stop = mark.closes
    for i in range(mark.last + 2, min(stop, mark.last + 8)):
        if view.lowers[i] in word_class("total_scope"):
            return True
        if view.words[i].gap.strip() or view.tags.get(view.words[i].start, "")[:2] in ("VB", "MD", "IN"):
            return False
    return False


def _filled(view: View, mark: Mark) -> bool:
    """Whether a percent tells how far a thing is full or done: "62% full", "58% complete"."""
    after = view.after(mark, 1)
    beside = mark.last + 1 < len(view.words) and not view.words[mark.last + 1].gap.strip()
    return bool(after) and beside and after[0] in word_class("done_part")


def _of_which(view: View, mark: Mark) -> bool:
    """Whether a relative clause with "of which" tells the part: "27.4 million TEU, of which the port gets 39.1%"."""
    first = mark.opens
    for i in range(mark.first - 1, max(first, mark.first - _ASIDE), -1):
        if view.covered[i] == "quantity" or i in view.change_words:
            return False
        if view.lowers[i] in ("which", "whom"):
            return view.lowers[i - 1] == "of"
        if view.words[i].gap.strip():
            return False
    return False


def _listed_on(view: View, mark: Mark) -> bool:
    """Whether only a date and "and" stand between a percent and the one before it."""
    before = view.within(view.quantities, max(0, mark.first - _ASIDE), mark.first)
    if not before or before[-1].record["kind"] != mark.record["kind"]:
        return False
    between = range(before[-1].last + 1, mark.first)
    if not any(view.covered[i] == "date" for i in between):
        return False
    words = {view.lowers[i] for i in between if view.covered[i] != "date"}
    return "and" in words and words <= {"and", "in", "for", "the"}


def _borne(view: View, mark: Mark) -> bool:
    """Whether a percent is what is levied or borne: "has been levying 50% on most goods", "steel still bears 50 per
    cent"."""
    if view.after(mark, 1)[:1] in (["of"], ["more"], ["less"], ["higher"], ["lower"]):
        return False
    words = [w for w in view.before(mark, 4) if w not in word_class("light")]
    return bool(words) and words[-1] in word_class("levy_verb")


def _came_from(view: View, mark: Mark) -> bool:
    """Whether a part is told by where it came from or went: "four-fifths, or 81.5 percent, still came from"."""
    stop = mark.closes
    for i in range(mark.last + 1, min(stop - 1, mark.last + 6)):
        if view.segment_of[i] != view.segment_of[mark.first] and "," in view.words[i].gap:
            return False
        if view.lowers[i] in word_class("came"):
            return view.lowers[i + 1] == "from"
        if view.lowers[i] in word_class("went"):
            return view.lowers[i + 1] == "to"
    return False


def _limited(view: View, cue: Cue) -> bool:
    """Whether a percent is what a change came to: "limited the fall in value to 13.2 percent"."""
    behind = cue.change.last + 1 if cue.change else len(view.words)
    return behind < len(view.words) and view.lowers[behind] == "in"


def _between_levels(view: View, mark: Mark) -> str | None:
    """The direction of a percent that leads to a level and its base: "managed just 5.2 percent, to $4.86 billion from
    $4.62 billion"."""
    now, then = (*view.within(view.quantities, mark.last + 1, mark.last + 12)[:2], None, None)[:2]
    if now is None or then is None or mark.record["kind"] != "percent" or now.record["unit"] != then.record["unit"]:
        return None
    led = view.text[mark.end : now.start].strip(" ,$€£¥") == "to"
    if not led or view.before(then, 1) != ["from"] or "%" in (now.record["unit"], then.record["unit"]):
        return None
    return _way(then, now)


def _of_its_base(view: View, mark: Mark) -> bool:
    """Whether a percent above 100 is what a figure is of that of the year before, as offices of the former Soviet Union
    give growth: "(growth rate - 105.5%)"."""
    told = view.before(mark, 2) == ["growth", "rate"]
    return told and Decimal(str(mark.record["value"] or 0)) > DOUBLE


def _way(then: Mark, now: Mark) -> str:
    rose = Decimal(str(now.record["value"] or 0)) > Decimal(str(then.record["value"] or 0))
    return "up" if rose else "down"


def _behind_levels(view: View, mark: Mark) -> str | None:
    """The direction of a percent that sums up a base and a level: "from $3.8 billion to $5.1 billion, that is by
    34.2%"."""
    then, now = (None, None, *view.within(view.quantities, max(0, mark.first - 14), mark.first)[-2:])[-2:]
    if now is None or then is None or then.record["unit"] != now.record["unit"] or view.before(mark, 1) != ["by"]:
        return None
    joined = view.before(then, 1) == ["from"] and view.text[then.end : now.start].strip(" $€£¥") == "to"
    return _way(then, now) if joined and now.sentence == mark.sentence else None


def _told_change(view: View, mark: Mark) -> str | None:
    """The direction that a noun or verb before a percent tells: "the increase would have been only 1 percent", "exceed
    last year's $99 bn by 5%"."""
    words = view.before(mark, 12)
    if words[-1:] == ["by"] and says(" " + " ".join(words) + " ", "exceeding"):
        return "up"
    near = [w for w in words[-4:] if w not in word_class("light")]
    if not near or near[-1] not in word_class("copula_form"):
        return None
    told = [c for c in view.changes if mark.first - 8 <= c.first < mark.first and "noun" in c.forms]
    same = told and view.segment_of[told[-1].first] == view.segment_of[mark.first]
    ahead = same and "of" not in view.lowers[told[-1].last + 1 : told[-1].last + 2]
    return told[-1].direction if ahead and told[-1].direction in ("up", "down") else None


def _covers(view: View, mark: Mark) -> bool:
    """Whether a percent or fraction compares two things that aren't part and whole: "exports paid for three-quarters
    of imports", "89 per cent of the way to"."""
    after = view.after(mark, 3)
    if after == ["of", "the", "way"]:
        return True
    words = [w for w in view.before(mark, 5) if w not in word_class("light")]
    return after[:1] == ["of"] and " ".join(words[-2:]) in word_class("pays_for")


def _ranked(view: View, mark: Mark) -> bool:
    """Whether a percent behind "with" goes with a rank: "China came second in imports with 15.6%"."""
    first = mark.opens
    words = [w.lower for w in view.words[first : mark.first]]
    return words[-1:] == ["with"] and any(w in word_class("rank") for w in words)


def _bracketed_share(view: View, mark: Mark, before: tuple[str, str | None] | None) -> bool:
    """A bare percent in brackets behind an amount, where shares are being told: "R14.1-billion (7.6%)"."""
    bracketed = view.text[max(0, mark.start - 1) : mark.start] == "("
    return bracketed and before is not None and before[0] == "share"


def _in_split(view: View, mark: Mark) -> bool:
    """Whether a bare percent stands in a bracket of such parts that come to a hundred at most: "$3.8 billion (Africa
    39%; Asia 27%; the EU 20%)"."""
    opened = view.text.rfind("(", max(0, mark.start - LONGEST), mark.start)
    closed = view.text.find(")", mark.end, mark.end + LONGEST)
    if opened < 0 or closed < 0 or mark.record["kind"] != "percent" or ")" in view.text[opened : mark.start]:
        return False
    near = view.within(view.quantities, max(0, mark.first - LONGEST), mark.last + LONGEST)
    inside = [q for q in near if opened < q.start and q.end < closed]
    percents = all(q.record["kind"] == "percent" and q.record["value"] is not None for q in inside)
    plain = len(inside) > 1 and percents and all(view.text[q.start].isdigit() for q in inside)
    named = plain and all(view.text[a:b].strip(" ;,:&") for a, b in _gaps(opened + 1, inside))
    moved = named and any(i in view.change_words for i in range(inside[0].first - 1, inside[-1].last + 2))
    return named and not moved and sum(Decimal(q.record["value"]) for q in inside) <= WHOLE


def _gaps(start: int, marks: list[Mark]) -> list[tuple[int, int]]:
    """What stands before each of some numbers, from a start on."""
    return [(a, m.start) for a, m in zip([start, *(m.end for m in marks)], marks, strict=False)]


def _growth_subject(view: View, mark: Mark) -> str | None:
    """The direction of the change that a number is told of: "growth slowed to 3 percent", "the decline in imports eased
    to 2.1 percent", "the drop in exports, at 6.2%, was"."""
    start = mark.first - len(view.before(mark, 8))
    words = view.lowers[start : mark.first]
    for change in reversed(view.changes):
        led = start <= change.first < mark.first - 2 and view.lowers[change.last + 1] in ("in", "of")
        if led and "noun" in change.forms and change.direction in ("up", "down"):
            behind = view.lowers[change.last + 2 : mark.first]
            set_off = behind[-1:] == ["at"] and "," in view.words[mark.first - 1].gap
            if set_off or reckoned(view, change.first, mark) or any(w in word_class("pace_verb") for w in behind):
                return change.direction
        if "noun" in change.forms and change.direction in ("up", "down") and _comes_to(view, change.last + 1, mark):
            return change.direction
    return "up" if any(w in ("growth", "expansion", "pace") for w in words) else None


def _comes_to(view: View, verb: int, mark: Mark) -> bool:
    """Whether a verb of level leads from a noun of change right to a number: "the decline came to 2.7%"."""
    between = view.lowers[verb + 1 : mark.first]
    level = verb < mark.first and view.lowers[verb] in word_class("level_verb") | word_class("equals_verb")
    return level and not view.words[verb].gap.strip("~") and word_class("before_amount").issuperset(between)


def segment(view: View, mark: Mark) -> list[str]:
    """The words before a number in its segment, eight at most."""
    return [w for i, w in enumerate(view.before(mark, 8), mark.first - len(view.before(mark, 8)))
            if view.segment_of[i] == view.segment_of[mark.first]]  # fmt: skip
