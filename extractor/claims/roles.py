"""Role and direction of a number, from its kind, its cue and what it measures."""

from __future__ import annotations

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View, large


def around(view: View, mark: Mark, n: int = 8) -> str:
    """The words around a mark, lower case, with single spaces and a space at both ends."""
    return " " + " ".join([*view.before(mark, n), *view.after(mark, n)]) + " "


def role_of(
    view: View, mark: Mark, cue: Cue, topic: Topic, before: tuple[str, str | None] | None
) -> tuple[str, str | None]:
    """(role, direction). `before` is the role and direction of the last percent in the same sentence."""
    kind = mark.record["kind"]
    indicator_id = topic.indicator_id
    direction = cue.change.direction if cue.change and cue.change.direction in ("up", "down") else None
    if kind in ("percentage_points", "basis_points"):
        return "change", direction
    if kind == "multiple":
        after = view.after(mark, 6)
        stretch = " " + " ".join(after) + " "
        counted = "time" in mark.record["text"].lower() or mark.record["text"].lower() in ("twice", "thrice")
        if after[:1] == ["as"] and not says(stretch, "again"):
            return "other", None
        plain = mark.record["text"].lower() in ("double", "triple", "treble")
        if (counted and after[:1] == ["the"]) or (plain and after[:1] and after[0] in ("the", "those", "that", "what")):
            return ("growth", "up") if _times_before(view, mark) else ("other", None)
        return "growth", mark.record.get("direction") or direction or "up"
    if kind in ("percent", "fraction"):
        return _relative(view, mark, cue, topic, direction, before)
    if kind == "money" and "/" in mark.record["unit"]:
        if cue.how == "by" and cue.preposition == "by" and direction:
            return "change", direction
        if says(" " + " ".join(view.before(mark, 3)) + " ", "price_verb"):
            return "price", None
        _, base = mark.record["unit"].split("/", 1)
        currency = len(base) == 3 and base.isupper() and base.isalpha() and base not in ("TEU", "FEU")
        return ("rate" if currency or indicator_id in ("tariff", "export_tax") else "price"), None
    if kind == "duration":
        if cue.how == "by" and cue.preposition == "of" and direction:
            return "change", direction
        if cue.how == "by" and direction and mark.record["unit"] in ("minute", "hour"):
            return "change", direction
        first, stop = view.bounds[view.sentence(mark.start)]
        sentence = " " + " ".join(w.lower.replace("-", " ") for w in view.words[first:stop]) + " "
        return (
            "level"
            if says(sentence, "stay_words") and mark.record["unit"] in ("minute", "hour", "day", "week", "month")
            else "other"
        ), None
    if kind == "count":
        return _count(view, mark, cue, direction)
    behind = " " + " ".join(view.after(mark, 4)) + " "
    balance = topic.flow == "balance" and says(behind, "in_balance")
    part = _part_of_change(view, mark)
    if part:
        return "change", part
    lifted = kind in ("measure", "count") and set(view.before(mark, 1)) & word_class("loading")
    if cue.how == "by" and direction and topic.near != "part" and not balance and not lifted:
        return "change", direction
    if topic.indicator_id == "swing":
        return "change", None
    stretch = " " + " ".join(view.before(mark, 4)) + " "
    if kind == "money" and view.after(mark, 1)[:1] and view.after(mark, 1)[0] in word_class("price_adverb"):
        return "price", None
    if kind == "money" and not large(mark) and _of_one(view, mark):
        return "price", None
    if kind == "measure" and view.after(mark, 1) == ["to"] and set(view.before(mark, 3)) & word_class("lost_to"):
        return "level", None  # "lost 160,000 tonnes to smugglers"
    traded = topic.flow is not None and (topic.mark is not None or topic.near in ("product", "verb"))
    if kind == "money" and (
        indicator_id == "price" or (says(stretch, "price_verb") and not traded and not large(mark))
    ):
        return "price", None
    if (
        kind == "money"
        and indicator_id == "fee"
        and topic.near in ("left", "right")
        and not large(mark)
        and "fine" not in (topic.indicator or "")
    ):
        return "rate", None
    limited = indicator_id == "threshold" or any(
        w in word_class("limit_words") for w in (topic.indicator or "").split()
    )
    if kind in ("money", "measure") and (limited or view.after(mark, 2)[-1:] == ["exempt"]):
        return "other", None
    return "level", None


def _of_one(view: View, mark: Mark) -> bool:
    """Whether a small amount is told of one thing: "the average value of a bag climbed to", "A bag brings in"."""
    words = _segment(view, mark)
    if says(" " + " ".join(words) + " ", "price_subject"):
        return True
    first = view.bounds[view.sentence(mark.start)][0]
    opening = view.lowers[first : first + 5]
    one = opening[:1] in (["a"], ["an"], ["each"], ["one"]) and mark.first - first <= 14
    return one and any(w.rsplit("-", 1)[-1] in word_class("unit_noun") for w in opening[1:])


def _segment(view: View, mark: Mark) -> list[str]:
    """The words before a number in its segment, eight at most."""
    return [w for i, w in enumerate(view.before(mark, 8), mark.first - len(view.before(mark, 8)))
            if view.segment_of[i] == view.segment_of[mark.first]]  # fmt: skip


def _part_of_change(view: View, mark: Mark) -> str | None:
    """The direction of a change of which the number is a part: "accounting for $2.3 billion of the decline"."""
    if view.after(mark, 2)[:1] != ["of"]:
        return None
    for change in view.changes:
        if change.first - mark.last in (2, 3) and "noun" in change.forms:
            return change.direction
    return None


def _times_before(view: View, mark: Mark) -> bool:
    """Whether a multiple or fraction compares with what was in an earlier time: "three times the $1.75 bn of a year
    before", "twice the volume of 2024", "half of what it earned in 2022"."""
    told = view.within(view.quantities, mark.last + 1, mark.last + 3)
    if told:
        return bool(view.within(view.dates, told[0].last + 1, told[0].last + 5))
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


def _relative(
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
    if (
        cue.how == "by"
        and direction
        and not (
            cue.share and after[:1] == ["of"] and cue.change and "verb" in cue.change.forms and cue.preposition == ""
        )
    ):
        return "growth", direction
    if before and view.before(mark, 2)[-1:] == ["with"] and "compared" in view.before(mark, 3):
        return before
    if mark.record["kind"] == "fraction" and _times_before(view, mark):
        return "growth", "down"
    if told := _told_change(view, mark):
        return "growth", told
    if before and before[0] == "growth" and says(" " + " ".join(view.before(mark, 5)) + " ", "expectation"):
        return before
    if indicator_id in rows_of("rate") | {"fee"} and not cue.share:
        return "rate", None
    if indicator_id in ("tariff", "export_tax") and says(" " + " ".join(after) + " ", "base_of_duty"):
        return "rate", None
    if says(" " + " ".join(view.before(mark, 3)) + " ", "ratio") and after[:1] == ["of"]:
        return "other", None
    if mark.record["kind"] == "percent" and after[:1] == ["rate"] and not cue.how:
        return "rate", None
    if cue.share or _bracketed_share(view, mark, before):
        return "share", None
    if cue.how in ("to", "from") or cue.base:
        if before and before[0] in ("growth", "share", "rate", "other"):
            return before[0], before[1]
        if _growth_subject(view, mark):
            return "growth", "up"
    if _growth_subject(view, mark):
        return "growth", "up"
    stretch = " " + " ".join(after) + " "
    if says(stretch, "yoy") or says(stretch, "mom"):
        return "growth", direction or "up"
    taken = flow and says(" " + " ".join(view.before(mark, 3)) + " ", "buyer_verb")
    if mark.record["kind"] == "fraction" and not taken:
        of_each = " in " in mark.record["text"] or view.before(mark, 2) == ["of", "which"]
        return ("share" if after[:1] == ["of"] or of_each else "other"), None
    if indicator_id in rows_of("rate"):
        return "rate", None
    if before and before[0] == "share" and not cue.how:
        return "share", None
    return ("share" if taken or _ranked(view, mark) else "other"), None


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


def _ranked(view: View, mark: Mark) -> bool:
    """Whether a percent behind "with" goes with a rank: "China came second in imports with 15.6%"."""
    first = view.bounds[view.sentence(mark.start)][0]
    words = [w.lower for w in view.words[first : mark.first]]
    return words[-1:] == ["with"] and any(w in word_class("rank") for w in words)


def _bracketed_share(view: View, mark: Mark, before: tuple[str, str | None] | None) -> bool:
    """A bare percent in brackets behind an amount, where shares are being told: "R14.1-billion (7.6%)"."""
    bracketed = view.text[max(0, mark.start - 1) : mark.start] == "("
    return bracketed and before is not None and before[0] == "share"


def _growth_subject(view: View, mark: Mark) -> bool:
    """Whether the number is told of a growth: "growth slowed to 3 percent"."""
    stretch = view.before(mark, 8)
    return any(w in ("growth", "expansion", "pace") for w in stretch)


def _count(view: View, mark: Mark, cue: Cue, direction: str | None) -> tuple[str, str | None]:
    surface = mark.record["text"].lower().split()
    after = view.after(mark, 1)
    for word in [*surface[1:3], *after]:
        if word in ("more", "additional", "extra"):
            return "change", "up"
        if word in ("fewer", "less"):
            return "change", "down"
    before = view.before(mark, 1)
    if view.after(mark, 2) == ["of", "them"]:
        return "level", None
    if (
        cue.how == "by"
        and direction
        and (
            cue.preposition in ("by", "of")
            or (before and before[0] in word_class("count_change"))
            or (cue.change and cue.change.first > mark.last)
        )
    ):
        return "change", direction
    if before and before[0] in ("another", "additional", "extra"):
        return "change", "up"
    return "level", None
