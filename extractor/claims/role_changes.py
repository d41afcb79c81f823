"""What makes a percent, fraction or multiple a change: an earlier time, a level and its base, a word that tells it."""

from __future__ import annotations

from decimal import Decimal

from extractor.claims.cues import says, word_class
from extractor.claims.role_signs import reckoned
from extractor.claims.view import Mark, View

_ASIDE = 12
"""Words in which the amount that a part is of is looked for."""


def times_before(view: View, mark: Mark) -> bool:
    """Whether a multiple or fraction compares with what was in an earlier time: "three times the $1.75 bn of a year
    before", "twice the volume of 2024", "half of what it earned in 2022"."""
    led = view.after(mark, 2)
    if led[:1] in (["the"], ["its"]) and not word_class("earlier_word").isdisjoint(led[1:]):
        return True  # "twice the old quota of 5,000"
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


def part_of_what_changed(view: View, mark: Mark) -> str | None:
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


def between_levels(view: View, mark: Mark) -> str | None:
    """The direction of a percent that leads to a level and its base: "managed just 5.2 percent, to $4.86 billion from
    $4.62 billion"."""
    now, then = (*view.within(view.quantities, mark.last + 1, mark.last + 12)[:2], None, None)[:2]
    if now is None or then is None or mark.record["kind"] != "percent" or now.record["unit"] != then.record["unit"]:
        return None
    led = view.text[mark.end : now.start].strip(" ,$€£¥") == "to"
    if not led or view.before(then, 1) != ["from"] or "%" in (now.record["unit"], then.record["unit"]):
        return None
    return _way(then, now)


def behind_levels(view: View, mark: Mark) -> str | None:
    """The direction of a percent that sums up a base and a level: "from $3.8 billion to $5.1 billion, that is by
    34.2%"."""
    then, now = (None, None, *view.within(view.quantities, max(0, mark.first - 14), mark.first)[-2:])[-2:]
    if now is None or then is None or then.record["unit"] != now.record["unit"] or view.before(mark, 1) != ["by"]:
        return None
    joined = view.before(then, 1) == ["from"] and view.text[then.end : now.start].strip(" $€£¥") == "to"
    return _way(then, now) if joined and now.sentence == mark.sentence else None


def _way(then: Mark, now: Mark) -> str:
    rose = Decimal(str(now.record["value"] or 0)) > Decimal(str(then.record["value"] or 0))
    return "up" if rose else "down"


def told_change(view: View, mark: Mark) -> str | None:
    """The direction that a noun or verb before a percent tells: "the increase would have been only 1 percent", "exceed
    last year's $99 bn by 5%"."""
    words = view.before(mark, 12)
    if words[-1:] == ["by"] and says(" " + " ".join(words) + " ", "exceeding"):
        return "up"
    if words[-1:] == ["at"] and says(" " + " ".join(words[-6:]) + " ", "puts_the_loss"):
        return "down"
    gone = says(" " + " ".join(view.after(mark, 8)) + " ", "gone_away")
    if gone and view.after(mark, 2) in (["of", "it"], ["of", "them"]):
        return "down"
    near = [w for w in words[-4:] if w not in word_class("light")]
    if not near or near[-1] not in word_class("copula_form"):
        return None
    told = [c for c in view.changes if mark.first - 8 <= c.first < mark.first and "noun" in c.forms]
    same = told and view.segment_of[told[-1].first] == view.segment_of[mark.first]
    ahead = same and "of" not in view.lowers[told[-1].last + 1 : told[-1].last + 2]
    return told[-1].direction if ahead and told[-1].direction in ("up", "down") else None


def growth_subject(view: View, mark: Mark) -> str | None:
    """The direction of the change that a number is told of: "growth slowed to 3 percent", "the decline in imports eased
    to 2.1 percent", "the drop in exports, at 6.2%, was"."""
    start = mark.first - len(view.before(mark, 8))
    words = view.lowers[start : mark.first]
    for change in reversed(view.changes):
        led = start <= change.first < mark.first - 2 and view.lowers[change.last + 1] in ("in", "of")
        if led and "noun" in change.forms and change.direction in ("up", "down"):
            behind = view.lowers[change.last + 2 : mark.first]
            if not word_class("expansion").isdisjoint(behind):
                break  # "a decline of 24%, after export growth slowed to 1.6%"
            set_off = behind[-1:] == ["at"] and "," in view.words[mark.first - 1].gap
            if set_off or reckoned(view, change.first, mark) or any(w in word_class("pace_verb") for w in behind):
                return change.direction
        if "noun" in change.forms and change.direction in ("up", "down") and _comes_to(view, change.last + 1, mark):
            return change.direction
    return "up" if not word_class("expansion").isdisjoint(words) else None


def _comes_to(view: View, verb: int, mark: Mark) -> bool:
    """Whether a verb of level leads from a noun of change right to a number: "the decline came to 2.7%"."""
    between = view.lowers[verb + 1 : mark.first]
    between = between[1:] if between[:1] == ["out"] else between  # "the drop works out at 9.3%"
    level = verb < mark.first and view.lowers[verb] in word_class("level_verb") | word_class("equals_verb")
    return level and not view.words[verb].gap.strip("~") and word_class("before_amount").issuperset(between)


def beyond_before(view: View, mark: Mark) -> str | None:
    """The direction in which a figure went beyond that of another time: "exceeded March's by £3.3 billion"."""
    led = view.before(mark, 6)
    dated = led[-1:] == ["by"] and led[-2:-1] != [] and led[-2].endswith(("'s", "’s"))
    dated = dated and view.covered[mark.first - 2] == "date"
    return "up" if dated and says(f" {' '.join(led)} ", "exceeding") else None


def often(view: View, mark: Mark) -> bool:
    """Whether a number tells how often something was done: "has flown 31 times this year"."""
    done = view.tags.get(view.words[mark.first - 1].start, "") in ("VBN", "VBD") if mark.first > mark.opens else False
    dated = mark.last + 1 < mark.closes and view.covered[mark.last + 1] == "date"
    dated = dated or view.after(mark, 1) in (["this"], ["since"])
    return done and dated and not any(c.first <= mark.first - 1 <= c.last for c in view.changes)
