"""Words beside a number that tell its role: what it is a part, a ceiling or a rate of, or what it is set against."""

from __future__ import annotations

from extractor.claims.lexicon import says, word_class
from extractor.claims.view import Mark, View

Role = tuple[str, str | None]
"""A role and a direction."""
_ADMITTED = 14
"""Words from a verb of letting in to the rate at which things enter, at most."""
_AGAINST = 12
"""Words from a number to the fraction that sets it against another, at most."""
_SCALE = 6
"""Words behind the part of an earlier amount that a quota is, at most."""
_QUOTA = 16
"""Words from a quota to such a part, at most."""
_GRANT = 9
"""Words from a rebate or royalty to its rate, at most."""
_NAMED = 4
"""Words behind a rate up to the value that it is of, at most."""


def noun_of(view: View, mark: Mark, within: int, links: tuple[str, ...] = ("of",)) -> str:
    """The word that leads by "of" to a number, or by another link; "" where none does: "a ceiling of up to $500"."""
    led = [w for w in view.before(mark, within) if w not in word_class("light") and w not in ("up", "to")]
    return led[-2] if len(led) > 1 and led[-1] in links else ""


def capped(view: View, mark: Mark) -> bool:
    """Whether an amount is only the most that may be charged: "capped at $500", "with a ceiling of $500"."""
    return noun_of(view, mark, 5, ("at", "of")) in word_class("capped")


def of_content(view: View, mark: Mark) -> bool:
    """Whether a percentage is the content that a thing has or must have: "must have 40 per cent local content",
    "if 45 percent of their value is added there"."""
    near = [*view.before(mark, 6), "|", *view.after(mark, 7)]
    return mark.record["kind"] == "percent" and says(" " + " ".join(near) + " ", "required_content")


def set_beside(view: View, mark: Mark) -> bool:
    """Whether a fraction only sets the amount before it against another of its kind, as no part: "a tariff of 20
    percent, half the 44 percent that", "$1,900 a box, less than a third of the $6,200 seen in 2021"."""
    k = mark.last + 1
    k += view.lowers[k : k + 1] == ["of"]
    if mark.record["kind"] != "fraction" or view.lowers[k : k + 1] != ["the"]:
        return False
    behind = view.within(view.quantities, k + 1, k + 2)
    before = view.within(view.quantities, max(mark.opens, mark.first - _AGAINST), mark.first)
    if not behind or not before or mark.record["value"] is None:
        return False
    apposed = "," in view.text[before[-1].end : mark.start]
    told, other = before[-1].record, behind[0].record
    alike = told["kind"] == other["kind"] and str(told["unit"]).split("/")[0] == str(other["unit"]).split("/")[0]
    return apposed and (alike or (len(before) > 1 and before[-2].record["unit"] == other["unit"]))


def levied_of(view: View, mark: Mark) -> bool:
    """Whether a percentage is what a levy or fee takes of a value: "a fee of 0.3 percent of a shipment's value"."""
    named = noun_of(view, mark, 4) in word_class("rate_head")
    behind = view.after(mark, 2 + _NAMED)
    return named and behind[:1] == ["of"] and not word_class("value_taxed").isdisjoint(behind[1:])


def scaled_quota(view: View, mark: Mark) -> bool:
    """Whether a percentage is what a quota is of an earlier amount: "cut the quota to 20 per cent of 2024 volumes", "a
    quota at 75% of what it sold on average"."""
    if mark.record["kind"] != "percent" or view.before(mark, 1)[-1:] not in (["to"], ["at"], ["from"], ["of"]):
        return False
    told = view.within(view.quantities, mark.opens, mark.first)[-1:]
    if told and view.before(mark, 1) != ["of"] and scaled_quota(view, told[0]):
        return True  # ", from 50 per cent"
    behind = view.lowers[mark.last + 1 : min(mark.closes, mark.last + 1 + _SCALE)]
    based = behind[:1] == ["of"] and not word_class("quota_base").isdisjoint(behind[1:])
    led = view.lowers[max(mark.opens, mark.first - _QUOTA) : mark.first]
    return based and not word_class("quota_word").isdisjoint(led)


def rebate_at(view: View, mark: Mark) -> int | None:
    """The word for the rebate, tax credit or royalty of which a percentage is the rate: "a cash incentive, now 0.3
    percent", "get back 2% of the value of what they ship as a refund"; None for other numbers."""
    if mark.record["kind"] != "percent" or view.after(mark, 1)[:1] in (["more"], ["less"], ["higher"], ["lower"]):
        return None
    behind = view.after(mark, 2 + _NAMED)
    taxed = behind[:1] == ["of"] and not word_class("value_taxed").isdisjoint(behind[1:])
    if taxed and (told := next((i for i in range(mark.opens, mark.closes) if _rebate(view, i)), None)):
        return told
    low = max(mark.opens, mark.first - _GRANT)
    head = next((i for i in range(mark.first - 1, low - 1, -1) if _rebate(view, i)), None)
    if head is None or (behind[:1] == ["of"] and not taxed) or view.within(view.quantities, head, mark.first):
        return None
    led = [w for w in view.lowers[head + 1 : mark.first] if w not in word_class("light")]
    rated = led[-1:] != [] and led[-1] in word_class("leads_to_rate") and not says(f" {' '.join(led)} ", "share")
    return head if rated else None


def _rebate(view: View, i: int) -> bool:
    taxes = view.lowers[i] == "credit" and view.lowers[max(0, i - 1)] == "tax"
    return taxes or view.lowers[i] in word_class("rebate_word")


def admitted(view: View, mark: Mark) -> bool:
    """Whether a percentage is the duty at which things are let in: "will admit 20,000 tonnes a year at 9 per cent"."""
    if mark.record["kind"] != "percent" or view.before(mark, 1) != ["at"]:
        return False
    if set(view.after(mark, 1)) & word_class("set_off_from"):
        return False  # "imported rice at 12 percent below last year's price"
    low = max(mark.opens, mark.first - _ADMITTED)
    verb = next((i for i in range(mark.first - 2, low - 1, -1) if view.lowers[i] in word_class("letting_enter")), None)
    return verb is not None and not any("," in word.gap for word in view.words[verb + 1 : mark.first])


def added_level(view: View, told: Mark, mark: Mark, stated: bool) -> bool:
    """Whether what a thing "added" is its own amount beside that of another: "copper brought in $3.9 billion, while
    lithium added $240 million". `stated`: whether the amount before it was told without a change."""
    if not stated or view.before(mark, 1) != ["added"] or view.after(mark, 1) in (["to"], ["from"]):
        return False
    joined = view.lowers[told.last + 1 : mark.first]
    reached = word_class("reaching_level") & set(view.lowers[mark.last + 1 : mark.closes])
    if reached or not word_class("told_stock").isdisjoint(joined):
        return False
    return told.record["unit"] == mark.record["unit"] and not {"while", "and", "whereas"}.isdisjoint(joined)


def same_change(view: View, told: Mark, mark: Mark) -> bool:
    """Whether a percentage or fraction tells a change again: "a decrease of £1.2 billion, or about a quarter"."""
    if mark.record["kind"] not in ("percent", "fraction") or view.after(mark, 1) == ["of"]:
        return False
    between = [w for w in view.lowers[told.last + 1 : mark.first] if w not in word_class("light")]
    return between == ["or"] and told.record["kind"] in ("money", "measure", "count")


def that_of(view: View, mark: Mark) -> bool:
    """Whether a percentage is of the same change in another thing: "puts the drop in exports at 12 per cent and that of
    imports at 5"."""
    led = view.before(mark, 6)
    return led[-1:] == ["at"] and any(led[i : i + 2] in (["that", "of"], ["that", "in"]) for i in range(len(led) - 2))


def reckoned(view: View, noun: int, mark: Mark) -> bool:
    """Whether somebody puts a change at a number: "puts the drop in export volumes at 12 per cent"."""
    put = not word_class("reckoning").isdisjoint(view.lowers[max(mark.opens, noun - 3) : noun])
    return put and view.lowers[mark.first - 1] == "at"


def segment(view: View, mark: Mark) -> list[str]:
    """The words before a number in its segment, eight at most."""
    return [w for i, w in enumerate(view.before(mark, 8), mark.first - len(view.before(mark, 8)))
            if view.segment_of[i] == view.segment_of[mark.first]]  # fmt: skip
