"""Role and direction of percents and fractions: growth, share, rate, or two things set against each other."""

from __future__ import annotations

from decimal import Decimal

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.flow_parts import DEALT
from extractor.claims.foretold import forecast_behind
from extractor.claims.role_changes import (
    behind_levels,
    between_levels,
    growth_subject,
    part_of_what_changed,
    times_before,
    told_change,
)
from extractor.claims.role_parts import (
    bracketed_share,
    came_from,
    covers,
    filled,
    in_split,
    of_a_change,
    of_a_whole,
    of_which,
    ranked,
)
from extractor.claims.role_signs import (
    Role,
    admitted,
    levied_of,
    of_content,
    rebate_at,
    scaled_quota,
    segment,
    set_beside,
    that_of,
)
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View

_ASIDE = 12
"""Words from a percent back to the one before it, at most."""
DOUBLE = 100


def relative(
    view: View,
    mark: Mark,
    cue: Cue,
    topic: Topic,
    direction: str | None,
    before: Role | None,
) -> Role:
    """The role of a percent or fraction, by the surest sign; `before` is that of the last one."""
    after, indicator_id = view.after(mark, 6), topic.indicator_id
    if before and before[0] in ("rate", "share") and _added_to(view, mark):
        return before
    if topic.near == DEALT:
        return "share", None
    return (
        _set_apart(view, mark, cue, direction, after)
        or _called_rate(view, mark, cue, indicator_id, after)
        or _moved_by(view, mark, cue, direction, after)
        or _as_the_last(view, mark, before)
        or _change_told(view, mark)
        or _not_a_part(view, mark, cue, after)
        or _owned(view, mark, cue, direction, after)
        or _expected(view, mark, before)
        or _rate_measured(cue, indicator_id, after)
        or _ratio(view, mark, cue, after)
        or _part(view, mark, cue, before, after)
        or _level_reached(view, mark, cue, direction, before)
        or _grown(view, mark, direction, before, after)
        or _listed_or_borne(view, mark, cue, before)
        or _untold(view, mark, cue, topic, before, after)
    )


def _set_apart(view: View, mark: Mark, cue: Cue, direction: str | None, after: list[str]) -> Role | None:
    """As much again, a part of a change, or what is set beside another thing."""
    if after[:1] == ["as"] and "again" in after:
        return "growth", "up"
    if _of_its_base(view, mark):
        return "other", None
    if of_a_change(view, mark):
        return "share", None
    grows = cue.how == "by" and direction is not None
    if scaled_quota(view, mark) and not grows:
        return "other", None
    if (set_beside(view, mark) and not times_before(view, mark)) or (of_content(view, mark) and not grows):
        return "other", None
    return None


def _called_rate(view: View, mark: Mark, cue: Cue, indicator_id: str | None, after: list[str]) -> Role | None:
    """What is levied of a value, lets things in or is called a rate."""
    if levied_of(view, mark) or admitted(view, mark) or rebate_at(view, mark) is not None:
        return "rate", None
    if cue.rated:
        return "rate", None
    if mark.record["kind"] == "percent" and after[:1] == ["rate"] and _set_for(view, mark, indicator_id):
        return "rate", None
    return None


def _moved_by(view: View, mark: Mark, cue: Cue, direction: str | None, after: list[str]) -> Role | None:
    """The amount by which something moved."""
    lost = cue.change is not None and view.lowers[cue.change.last] in word_class("count_loss")
    if cue.how == "by" and lost and after[:2] in (["of", "its"], ["of", "their"]):
        return "growth", "down"
    if way := part_of_what_changed(view, mark):
        return "growth", way
    if (
        cue.how == "by"
        and direction
        and not (
            cue.share and after[:1] == ["of"] and cue.change and "verb" in cue.change.forms and cue.preposition == ""
        )
    ):
        return "growth", direction
    return None


def _as_the_last(view: View, mark: Mark, before: Role | None) -> Role | None:
    """The role of the last percent, where a number is likened to it or takes its place."""
    against = view.before(mark, 3)
    if before and against[-1:] in (["with"], ["to"]) and word_class("likened") & set(against[-3:-1]):
        return before
    swapped = before is not None and before[0] == "rate" and says(" " + " ".join(against) + " ", "in_place")
    return before if before and (swapped or (before[0] == "growth" and that_of(view, mark))) else None


def _change_told(view: View, mark: Mark) -> Role | None:
    """A change by what it is a fraction of, by a noun or verb before it, or by the levels around it."""
    if mark.record["kind"] == "fraction" and times_before(view, mark):
        return "growth", "down"
    if told := told_change(view, mark) or between_levels(view, mark) or behind_levels(view, mark):
        return "growth", told
    return None


def _not_a_part(view: View, mark: Mark, cue: Cue, after: list[str]) -> Role | None:
    """What sets two things side by side: how far one pays for the other, a difference, debt as a part of output."""
    if covers(view, mark) or says(" " + " ".join(view.before(mark, 3)) + " ", "difference"):
        return "other", None
    part = says(" " + " ".join(view.before(mark, 6)) + " ", "share")
    if cue.how != "by" and not part and says(" " + " ".join(after[:5]) + " ", "of_output"):
        return "other", None  # "net debt stood at 97.9% of GDP"
    return None


def _owned(view: View, mark: Mark, cue: Cue, direction: str | None, after: list[str]) -> Role | None:
    """A share that is owned."""
    owned = says(" " + " ".join([*segment(view, mark), *after[:1]]) + " ", "ownership")
    return ("share", None) if owned and not (cue.how == "by" and direction) else None


def _expected(view: View, mark: Mark, before: Role | None) -> Role | None:
    """The growth that was expected, behind the one that was told."""
    if before and before[0] == "growth" and (
        says(" " + " ".join(view.before(mark, 5)) + " ", "expectation") or forecast_behind(view, mark)
    ):
        return before
    return None


def _rate_measured(cue: Cue, indicator_id: str | None, after: list[str]) -> Role | None:
    """A value of what is measured in percent, or a levy of what it is laid on."""
    if indicator_id in rows_of("rate") | {"fee"} and not cue.share:
        return "rate", None
    based = says(" " + " ".join(after) + " ", "base_of_duty") and "added" not in after
    return ("rate", None) if indicator_id in ("tariff", "export_tax") and based else None


def _ratio(view: View, mark: Mark, cue: Cue, after: list[str]) -> Role | None:
    """What is stated as a ratio: a share, where it is one of a whole."""
    stated = [w for w in view.before(mark, 4) if w not in word_class("light") and w not in ("more", "less", "than")]
    if after[:2] == ["of", "what"] and stated[-1:] != [] and stated[-1] in word_class("copula_form"):
        return "other", None
    if says(" " + " ".join(view.before(mark, 3)) + " ", "ratio") and (after[:1] == ["of"] or not cue.how):
        return ("share" if after[:1] != ["of"] or of_a_whole(view, mark) else "other"), None
    return None


def _part(view: View, mark: Mark, cue: Cue, before: Role | None, after: list[str]) -> Role | None:
    """A part by its clause, its cue or the bracket around it; else what is followed by "rate"."""
    if filled(view, mark) or of_which(view, mark):
        return "share", None
    if mark.record["kind"] == "percent" and after[:1] == ["rate"] and not cue.how:
        return "rate", None
    if cue.share or bracketed_share(view, mark, before) or in_split(view, mark):
        return "share", None
    return None


def _level_reached(view: View, mark: Mark, cue: Cue, direction: str | None, before: Role | None) -> Role | None:
    """What something moved to or from: a change where it was limited to that, growth of which its own words say so
    ("down 24%, after export growth slowed to 1.6%"), else what the last percent was."""
    if cue.how not in ("to", "from") and not cue.base:
        return None
    if cue.change and direction and "noun" in cue.change.forms and _limited(view, cue):
        return "growth", direction
    if before and before[0] == "growth" and (way := growth_subject(view, mark)):
        return "growth", way
    return before if before and before[0] in ("growth", "share", "rate", "other") else None


def _grown(view: View, mark: Mark, direction: str | None, before: Role | None, after: list[str]) -> Role | None:
    """Growth, by what the number is told of or by the time that it is compared with; the way of the growth before it
    where "and" joins them: "dropped 16 percent on the year and 17 percent on the month"."""
    if way := growth_subject(view, mark):
        return "growth", way
    stretch = " " + " ".join(after) + " "
    if not says(stretch, "yoy") and not says(stretch, "mom"):
        return None
    joined = view.before(mark, 1) == ["and"] and before is not None and before[0] == "growth"
    return "growth", direction or (before[1] if joined and before else None) or "up"


def _listed_or_borne(view: View, mark: Mark, cue: Cue, before: Role | None) -> Role | None:
    """What another date's percent was, or what is levied or borne."""
    if before and not cue.how and _listed_on(view, mark):
        return before  # "is projected at 1.4 percent in 2026 and 1.7 percent in 2027"
    if mark.record["kind"] == "percent" and not cue.how and _borne(view, mark):
        return "rate", None
    return None


def _untold(view: View, mark: Mark, cue: Cue, topic: Topic, before: Role | None, after: list[str]) -> Role:
    """What no sign tells: a share where something is dealt out, else neither share nor growth."""
    opening = view.lowers[mark.opens]
    parted = topic.flow or opening in ("among", "by", "of")
    taken = parted and says(" " + " ".join(view.before(mark, 3)) + " ", "buyer_verb")
    taken = taken or came_from(view, mark)
    if mark.record["kind"] == "fraction" and not taken:
        of_each = " in " in mark.record["text"] or view.before(mark, 2) == ["of", "which"]
        return ("share" if after[:1] == ["of"] or of_each else "other"), None
    if topic.indicator_id in rows_of("rate"):
        return "rate", None
    if before and before[0] == "share" and not cue.how:
        return "share", None
    return ("share" if taken or ranked(view, mark) else "other"), None


def _added_to(view: View, mark: Mark) -> bool:
    """Whether a percent is added up with the one before it: "10% since April plus 40% since August"; not a change told
    behind two levels: "from 35 percent to 45 percent, plus 10 percent"."""
    led = [w for w in view.before(mark, 3) if w not in word_class("skip")]
    told = view.within(view.quantities, max(mark.opens, mark.first - _ASIDE), mark.first)
    if led[-1:] != ["plus"] or not told or told[-1].record["kind"] != mark.record["kind"]:
        return False
    return not (view.before(told[-1], 1) == ["to"] and "," in view.text[told[-1].end : mark.start])


def _set_for(view: View, mark: Mark, indicator_id: str | None) -> bool:
    """Whether "rate" behind a percent is one of a levy: "with a lower 10% rate for Canadian energy"."""
    led = view.before(mark, 2)[:1] in (["a"], ["the"], ["an"])
    return indicator_id in ("tariff", "export_tax") or (led and view.after(mark, 2)[1:] in (["for"], ["on"]))


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


def _limited(view: View, cue: Cue) -> bool:
    """Whether a percent is what a change came to: "limited the fall in value to 13.2 percent"."""
    behind = cue.change.last + 1 if cue.change else len(view.words)
    return behind < len(view.words) and view.lowers[behind] == "in"


def _of_its_base(view: View, mark: Mark) -> bool:
    """Whether a percent above 100 is what a figure is of that of the year before, as offices of the former Soviet Union
    give growth: "(growth rate - 105.5%)"."""
    told = view.before(mark, 2) == ["growth", "rate"]
    return told and Decimal(str(mark.record["value"] or 0)) > DOUBLE
