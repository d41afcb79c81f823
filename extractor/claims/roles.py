"""Role and direction of a number, from its kind, its cue and what it measures."""

from __future__ import annotations

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.period_words import of_a_package
from extractor.claims.role_changes import as_before, beyond_before, often, times_before
from extractor.claims.role_prices import compared, paid, per_thing
from extractor.claims.role_signs import Role
from extractor.claims.roles_relative import relative
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

_OPENING = 6
"""Words of a phrase that opens a sentence."""


def around(view: View, mark: Mark, n: int = 8) -> str:
    """The words around a mark, lower case, with single spaces and a space at both ends."""
    return " " + " ".join([*view.before(mark, n), *view.after(mark, n)]) + " "


def role_of(view: View, mark: Mark, cue: Cue, topic: Topic, before: Role | None) -> Role:
    """(role, direction). `before` is the role and direction of the last percent in the same sentence."""
    kind = mark.record["kind"]
    direction = cue.change.direction if cue.change and cue.change.direction in ("up", "down") else None
    direction = _judged(view, mark, cue, topic, direction)
    if kind == "fraction" and before and "or" in view.before(mark, 2) and _behind_percent(view, mark):
        return before  # "supplied 42% of the increase, or nearly half"
    if kind in ("percentage_points", "basis_points"):
        moved = any(c.last == mark.first - 1 and "verb" in c.forms for c in view.changes)
        return ("other", None) if not moved and _beside_another(view, mark) else ("change", direction)
    if kind == "multiple":
        return _multiple(view, mark, direction)
    if kind == "percent" and _grade(view, mark):
        return "other", None
    if kind in ("percent", "fraction"):
        return relative(view, mark, cue, topic, direction, before)
    if kind == "money" and "/" in mark.record["unit"]:
        return per_thing(view, mark, cue, topic, direction)
    if kind == "duration":
        return _duration(view, mark, cue, direction)
    if kind == "count":
        return ("other", None) if _pack(view, mark) else _count(view, mark, cue, direction)
    return (
        _amount_of_change(view, mark, cue, topic, direction)
        or (paid(view, mark, topic) if kind == "money" else None)
        or (("other", None) if _limit(view, mark, topic) else ("level", None))
    )


def _behind_percent(view: View, mark: Mark) -> bool:
    """Whether the number right before is a percent: not in "up 14 percent, with chips at $9 bn, or two-thirds"."""
    told = view.within(view.quantities, mark.opens, mark.first)
    return bool(told) and told[-1].record["kind"] == "percent"


def _grade(view: View, mark: Mark) -> bool:
    """Whether a percent names a grade of goods: "lowered 5% broken rice to $540 from $555"."""
    behind = view.after(mark, 1)
    graded = behind[:1] and behind[0] in word_class("grade_behind")
    return bool(graded) and not view.words[mark.last + 1].gap.strip("~-")


def _duration(view: View, mark: Mark, cue: Cue, direction: str | None) -> Role:
    """The role of a span of time: a change of one, a level of what takes or is granted time, else "other"."""
    if way := _longer(view, mark):
        return "change", way
    if view.after(mark, 1) == ["off"] and not word_class("shaving").isdisjoint(view.before(mark, 2)):
        return "change", "down"  # "shaving ten days off the route"
    if "working" in mark.record["text"].lower().split():
        return "level", None
    outage = cue.change is not None and view.lowers[max(0, cue.change.first - 1)] in word_class("outage_kind")
    if cue.how == "by" and cue.preposition == "of" and direction:
        return ("level", None) if outage else ("change", direction)  # "power cuts of up to 12 hours"
    if cue.how == "by" and direction and mark.record["unit"] in ("minute", "hour"):
        return "change", direction
    sentence = " " + " ".join(w.lower.replace("-", " ") for w in view.words[mark.opens : mark.closes]) + " "
    stays = says(sentence, "stay_words") and mark.record["unit"] in ("minute", "hour", "day", "week", "month")
    return ("level" if stays else "other"), None


def _amount_of_change(view: View, mark: Mark, cue: Cue, topic: Topic, direction: str | None) -> Role | None:
    """The role of an amount by which something changed, or which a word of change beside it does not make one."""
    kind = mark.record["kind"]
    if kind in ("money", "measure") and says(" " + " ".join(view.before(mark, 3)) + " ", "change_of"):
        return "change", direction
    if part := _part_of_change(view, mark) or beyond_before(view, mark):
        return "change", part
    if _pack(view, mark):
        return "other", None
    reached = view.within(view.quantities, mark.last + 1, mark.last + 4)
    lost = kind == "measure" and not reached and view.after(mark, 1) == ["to"]
    if lost and set(view.before(mark, 3)) & word_class("lost_to"):
        return "level", None  # "lost 160,000 tonnes to smugglers"
    if view.after(mark, 2) == ["of", "them"] or _no_change(view, mark, cue):
        return "level", None
    if kind in ("money", "measure") and view.before(mark, 1) in (["additional"], ["extra"]):
        return "change", "up"
    if cue.how == "by" and direction and topic.near != "part" and not _level_of_its_own(view, mark, topic):
        return "change", direction
    if kind == "money" and view.after(mark, 2) == ["a", "year"] and (way := compared(view, mark, 2)):
        return "change", way
    return ("change", None) if topic.indicator_id == "swing" else None


def _level_of_its_own(view: View, mark: Mark, topic: Topic) -> bool:
    """Whether an amount behind a word of change is a level: that of a balance, a cargo, or what itself grew."""
    if topic.flow == "balance" and says(" " + " ".join(view.after(mark, 4)) + " ", "in_balance"):
        return True
    lifted = mark.record["kind"] == "measure" and set(view.before(mark, 1)) & word_class("loading")
    return bool(lifted) or _grown_itself(view, mark)


def _limit(view: View, mark: Mark, topic: Topic) -> bool:
    """Whether an amount is a limit, or what is exempt."""
    if mark.record["kind"] not in ("money", "measure"):
        return False
    limited = topic.indicator_id == "threshold" or any(
        w in word_class("limit_words") for w in (topic.indicator or "").split()
    )
    return (limited and _names_limit(view, mark, topic)) or view.after(mark, 2)[-1:] == ["exempt"]


def _grown_itself(view: View, mark: Mark) -> bool:
    """Whether what a thing "added" is an amount whose own growth follows: "seafood added $7.16 billion, 8.5 per cent
    more"."""
    following = view.within(view.quantities, mark.last + 1, mark.last + 2)
    grown = bool(following) and following[0].record["kind"] == "percent" and view.before(mark, 1) == ["added"]
    behind = view.after(following[0], 2) if grown else []
    more = bool(behind) and behind[0] in word_class("set_beside")
    return more and behind[1:] != ["than"] and "," in view.words[mark.last + 1].gap


def _judged(view: View, mark: Mark, cue: Cue, topic: Topic, direction: str | None) -> str | None:
    """The direction of what is the better the smaller it is: a deficit that improves falls."""
    short = topic.indicator_id in ("transit_time", "trade_deficit") or (
        topic.flow == "balance" and "deficit" in (topic.indicator or "").split()
    )
    if cue.change is None or direction is None or not (short or mark.record["kind"] == "duration"):
        return direction
    own = "own" in cue.change.forms  # told by the words right before the number
    told = set(view.before(mark, 3)) if own else set(view.lowers[cue.change.last : cue.change.last + 1])
    return "down" if told & word_class("better") else "up" if told & word_class("worse") else direction


def _beside_another(view: View, mark: Mark) -> bool:
    """Whether points tell how far one is from another: "2 points below that of the sector", "above the average"."""
    behind = view.after(mark, 5)
    if behind[1:2] == ["than"]:
        behind = behind[1:]
    set_beside = behind[:1] != [] and behind[0] in word_class("set_beside_point")
    return set_beside and (behind[1:3] in (["that", "of"], ["those", "of"]) or "average" in behind[1:5])


def _multiple(view: View, mark: Mark, direction: str | None) -> Role:
    """Growth, unless two things are set against each other that aren't an earlier and a later one."""
    after, text = view.after(mark, 6), mark.record["text"].lower()
    if text.endswith(" times") and often(view, mark):
        return "level", None
    counted = "time" in text or text in ("twice", "thrice")
    if after[:1] == ["as"] and not says(" " + " ".join(after) + " ", "again"):
        return ("growth", "up") if as_before(view, mark) else ("other", None)
    plain = text in ("double", "triple", "treble") and view.before(mark, 1) != ["to"]
    against = counted and after[:1] in (["the"], ["what"], ["its"], ["their"])
    if against or (plain and after[:1] in (["the"], ["those"], ["that"], ["what"])):
        return ("growth", "up") if times_before(view, mark) else ("other", None)
    if counted and after and view.tags.get(view.words[mark.last + 1].start, "")[:2] == "NN":
        return "other", None  # "purchases are nearly 18 times sales"
    return "growth", mark.record.get("direction") or direction or "up"


def _names_limit(view: View, mark: Mark, topic: Topic) -> bool:
    """Whether a number's own words make it a limit; what was shipped or owed under one isn't."""
    if view.covered[mark.last + 1 : mark.last + 2] == ["indicator"]:
        return True
    if topic.near in ("inherited", "sentence", "segment"):
        return False
    behind = view.words[mark.last + 1 : mark.last + 3]
    return not any(view.tags.get(w.start) == "VBN" for w in behind)


def _longer(view: View, mark: Mark) -> str | None:
    """The direction of a span of time that tells a difference: "half a day fewer than a year earlier"."""
    after = view.after(mark, 2)
    beside = mark.last + 1 < len(view.words) and not view.words[mark.last + 1].gap.strip()
    if len(after) < 2 or not beside or after[1] != "than":
        return None
    return "up" if after[0] in ("more", "longer") else "down" if after[0] in ("fewer", "less", "shorter") else None


def _no_change(view: View, mark: Mark, cue: Cue) -> bool:
    """Whether an amount behind a word of change is none by itself: money that was raised, a loss that was made, land
    that is grown on, what was sold more than bought."""
    kind, stop = mark.record["kind"], mark.last + 1
    if cue.how != "by" or cue.change is None:
        return False
    verb = view.lowers[cue.change.last]
    if kind == "money" and cue.preposition == "" and verb in word_class("raise_verb"):
        return view.after(mark, 1) not in (["to"], ["from"])
    if kind == "money" and cue.preposition == "of" and verb in word_class("loss_noun"):
        # not so "to 410 million, a loss of 60 million"
        article = view.words[max(0, cue.change.first - 1)]
        before = view.within(view.quantities, mark.opens, cue.change.first)
        return not ("," in article.gap and before and before[-1].record["kind"] == "money")
    if kind == "measure" and cue.preposition == "" and verb in word_class("growing_verb"):
        return view.after(mark, 1) == ["of"] and mark.record["unit"] in word_class("area_unit")
    than, who, after = view.lowers[stop : stop + 2], view.lowers[stop + 2 : stop + 3], view.lowers[stop + 3 : stop + 4]
    dealt = word_class("bought_verb") | word_class("sold_verb") | word_class("spend_verb") | word_class("earn_verb")
    told = bool(set(who) & word_class("pronoun")) and bool(set(after) & dealt)
    return kind == "money" and told and than in (["more", "than"], ["less", "than"])


def _pack(view: View, mark: Mark) -> bool:
    """Whether a number only tells what a package or a load holds: "per 43-pound box", "bags of 64 kilogrammes", "16
    bags make a tonne"."""
    packs, words, after = word_class("packages"), view.before(mark, 2), view.after(mark, 3)
    if mark.record["kind"] == "measure":
        if mark.record["unit"] not in word_class("weight_unit"):
            return False
        holds = words[:-1] != [] and words[-2] in packs and words[-1] in word_class("holds_verb")
        return holds or bool(of_a_package(view, mark))
    head = mark.record["text"].lower().split()[-1]
    made = after[:1] != [] and after[0] in word_class("making_verb")
    whole = after[:3] == ["that", "make", "up"] or (made and after[1:2] in (["a"], ["one"], ["up"]))
    return head in packs and whole


def _part_of_change(view: View, mark: Mark) -> str | None:
    """The direction of a change of which the number is a part: "accounting for $2.3 billion of the decline", "Of the
    monthly decline, £400 million was in machinery", or which the words behind it name."""
    first = mark.opens
    if view.lowers[first] == "of" and "," in view.words[mark.first].gap and mark.first - first <= _OPENING:
        noun = next((c for c in view.changes if c.last == mark.first - 1), None)
        return noun.direction if noun is not None and "noun" in noun.forms else None
    if view.after(mark, 2) == ["by", "which"]:  # "the $19.5 billion by which the gap widened"
        told = (c for c in view.changes if mark.last < c.first <= mark.last + _OPENING and "verb" in c.forms)
        return next((c.direction for c in told), None)
    after = view.after(mark, 3)
    if after[:1] and after[0] in word_class("moved_by") and after[1:2] == ["by"] and not after[-1][:1].isdigit():
        # "the $1.3 billion added by imports"
        return next((c.direction for c in view.changes if c.first == mark.last + 1), "up")
    if after[:1] != ["of"]:
        return None
    for change in view.changes:
        if change.first - mark.last in (2, 3) and "noun" in change.forms:
            return change.direction
    return None


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


def _count(view: View, mark: Mark, cue: Cue, direction: str | None) -> Role:
    surface = mark.record["text"].lower().split()
    after = view.after(mark, 1)
    apart = mark.last + 1 < len(view.words) and "," in view.words[mark.last + 1].gap
    for word in [*surface[1:3], *(after if not apart else ())]:
        if word in ("more", "additional", "extra"):
            return "change", "up"
        if word in ("fewer", "less"):
            return "change", "down"
    before = view.before(mark, 1)
    told = view.after(mark, 2)
    if len(told) == 2 and told[0] in word_class("copula_form") and told[1] in word_class("new"):
        return "change", "up"  # "6 countries are new"
    if told == ["of", "them"]:
        return "level", None
    if way := _listed(view, mark):
        return "change", way
    if view.before(mark, 2) in (["let", "go"], ["letting", "go"]):
        return "change", "down"
    if surface[-1:] == ["jobs"] and says(" " + " ".join(view.after(mark, 6)) + " ", "jobs_lost"):
        return "change", "down"
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
        counted = view.before(mark, 3)[-2:-1] in (["of"], ["in"], ["for"])  # "those of another 29 are covered"
        return ("level", None) if counted else ("change", "up")
    return "level", None
