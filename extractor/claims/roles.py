"""Role and direction of a number, from its kind, its cue and what it measures."""

from __future__ import annotations

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.roles_relative import relative, segment, times_before
from extractor.claims.topic import Topic
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
    if cue.change and direction and (kind == "duration" or topic.indicator_id in ("transit_time", "trade_deficit")):
        better = view.lowers[cue.change.last : cue.change.last + 1]
        direction = "down" if better[:1] and better[0] in word_class("better") else direction
    if kind == "fraction" and before and "or" in view.before(mark, 2):
        return before  # "supplied 42% of the increase, or nearly half"
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
            return ("growth", "up") if times_before(view, mark) else ("other", None)
        return "growth", mark.record.get("direction") or direction or "up"
    if kind in ("percent", "fraction"):
        return relative(view, mark, cue, topic, direction, before)
    if kind == "money" and "/" in mark.record["unit"]:
        risen = cue.preposition == "of" and cue.change is not None and "noun" in cue.change.forms
        if cue.how == "by" and (cue.preposition == "by" or risen) and direction:
            return "change", direction
        if way := _compared(view.after(mark, 2)):
            return "change", way
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
    if kind == "measure" and view.after(mark, 1) == ["to"] and set(view.before(mark, 3)) & word_class("lost_to"):
        return "level", None  # "lost 160,000 tonnes to smugglers"
    if view.after(mark, 2) == ["of", "them"]:
        return "level", None
    if cue.how == "by" and direction and topic.near != "part" and not balance and not lifted:
        return "change", direction
    if kind == "money" and view.after(mark, 2) == ["a", "year"] and (way := _compared(view.after(mark, 4)[2:])):
        return "change", way
    if topic.indicator_id == "swing":
        return "change", None
    stretch = " " + " ".join(view.before(mark, 4)) + " "
    if kind == "money" and view.after(mark, 1)[:1] and view.after(mark, 1)[0] in word_class("price_adverb"):
        return "price", None
    if kind == "money" and not large(mark) and _of_one(view, mark):
        return "price", None
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
    limited = limited and _names_limit(view, mark, topic)
    if kind in ("money", "measure") and (limited or view.after(mark, 2)[-1:] == ["exempt"]):
        return "other", None
    return "level", None


def _names_limit(view: View, mark: Mark, topic: Topic) -> bool:
    """Whether a number's own words make it a limit; what was shipped or owed under one isn't."""
    if view.covered[mark.last + 1 : mark.last + 2] == ["indicator"]:
        return True
    if topic.near in ("inherited", "sentence", "segment"):
        return False
    behind = view.words[mark.last + 1 : mark.last + 3]
    return not any(view.tags.get(w.start) == "VBN" for w in behind)


def _of_one(view: View, mark: Mark) -> bool:
    """Whether a small amount is told of one thing: "the average value of a bag climbed to", "A bag brings in"."""
    words = segment(view, mark)
    if says(" " + " ".join(words) + " ", "price_subject"):
        return True
    first = view.bounds[view.sentence(mark.start)][0]
    opening = view.lowers[first : first + 5]
    one = opening[:1] in (["a"], ["an"], ["each"], ["one"]) and mark.first - first <= 14
    return one and any(w.rsplit("-", 1)[-1] in word_class("unit_noun") for w in opening[1:])


def _part_of_change(view: View, mark: Mark) -> str | None:
    """The direction of a change of which the number is a part: "accounting for $2.3 billion of the decline"."""
    if view.after(mark, 2)[:1] != ["of"]:
        return None
    for change in view.changes:
        if change.first - mark.last in (2, 3) and "noun" in change.forms:
            return change.direction
    return None


def _compared(words: list[str]) -> str | None:
    """The direction of "higher than", "less than"."""
    if words[1:2] != ["than"]:
        return None
    return "up" if words[0] in ("more", "higher") else "down" if words[0] in ("less", "lower", "fewer") else None


def _listed(view: View, mark: Mark) -> str | None:
    """The direction in which things join or leave a list: "blacklisted 34 shippers", "15 firms come off its roster"."""
    before, after = view.before(mark, 2), view.after(mark, 12)
    if set(before) & word_class("delists"):
        return "down"
    put = set(before) & word_class("puts") and says(" " + " ".join(after) + " ", "on_list")
    if put or set(before) & word_class("lists"):
        return "up"
    first = " " + " ".join(after[:6]) + " "
    if not set(after) & word_class("list_noun"):
        return None
    return "up" if says(first, "joins") else "down" if says(first, "leaves_list") else None


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
    if way := _listed(view, mark):
        return "change", way
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
