"""Whether an amount is a price, a rate per thing or by how much one moved."""

from __future__ import annotations

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.role_signs import Role, capped, segment
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View, large

_SUBJECT = 9
"""Words from an average thing to what it costs."""


def per_thing(view: View, mark: Mark, cue: Cue, topic: Topic, direction: str | None) -> Role:
    """The role of an amount for each of a thing: a price, an exchange rate or a levy, or a change of one."""
    if cue.how == "by" and direction and _changed(view, mark, cue):
        return "change", direction
    if way := compared(view, mark):
        return "change", way
    if cue.how == "by" and direction and cue.change is not None and _right_behind(view, mark, cue.change.first):
        return "change", direction  # "2 cents higher", "$43 or 21 per cent dearer"
    _, base = mark.record["unit"].split("/", 1)
    currency = len(base) == 3 and base.isupper() and base.isalpha() and base not in ("TEU", "FEU")
    if not currency and says(" " + " ".join(view.before(mark, 3)) + " ", "price_verb"):
        return "price", None
    levied = topic.indicator_id in ("tariff", "export_tax") and not _sold_at(view, mark, topic)
    return ("rate" if currency or levied else "price"), None


def _changed(view: View, mark: Mark, cue: Cue) -> bool:
    """Whether an amount per thing is that of a change: "a rise of $3 a barrel", "slid $85 a tonne to $695"."""
    risen = cue.preposition == "of" and cue.change is not None and "noun" in cue.change.forms
    if cue.preposition == "by" or risen or _moved_to(view, mark):
        return True
    # "the price slips five dollars a barrel"
    beside = cue.change is not None and cue.change.last == mark.first - 1
    if beside and view.lowers[mark.first - 1] in ("up", "down", "off"):
        return True  # "ended down four cents a bushel"
    return beside and cue.change is not None and "verb" in cue.change.forms


def paid(view: View, mark: Mark, topic: Topic) -> Role | None:
    """The role of an amount of money that is paid for one thing: a price or a fee; "other" for a cap."""
    if view.after(mark, 1)[:1] and view.after(mark, 1)[0] in word_class("price_adverb"):
        return "price", None
    if capped(view, mark):
        return "other", None
    small = not large(mark)
    if (small and _of_one(view, mark)) or _dear_thing(view, mark):
        return "price", None
    stretch = " " + " ".join(view.before(mark, 4)) + " "
    traded = topic.flow is not None and (topic.mark is not None or topic.near in ("product", "verb"))
    if topic.indicator_id == "price" or (says(stretch, "price_verb") and not traded and small):
        return "price", None
    fee = topic.indicator_id == "fee" and topic.near in ("left", "right")
    if fee and small and "visa" in "-".join([str(topic.indicator), *view.before(mark, _SUBJECT), *view.after(mark, 4)]):
        return "price", None
    return ("rate", None) if fee and small and "fine" not in (topic.indicator or "") else None


def _right_behind(view: View, mark: Mark, first: int) -> bool:
    """Whether a word stands right behind a number, or behind what "or" or a bracket adds to it."""
    other = view.within(view.quantities, mark.last + 2, mark.last + 3) if view.after(mark, 1) == ["or"] else []
    if not other and mark.last + 1 < len(view.words) and view.words[mark.last + 1].gap.strip("~ $€£¥") == "(":
        other = view.within(view.quantities, mark.last + 1, mark.last + 2)
    return first in (mark.last + 1, *(q.last + 1 for q in other))


def compared(view: View, mark: Mark, behind: int = 0) -> str | None:
    """The direction of "higher than", "less than" some words behind a number, which no comma sets apart: "$2.40 a kilo,
    more than the $1.80 of last year" is no change."""
    words = view.after(mark, behind + 2)[behind:]
    if words[1:2] != ["than"] or "," in view.words[mark.last + 1 + behind].gap:
        return None
    return "up" if words[0] in ("more", "higher") else "down" if words[0] in ("less", "lower", "fewer") else None


def _moved_to(view: View, mark: Mark) -> bool:
    """Whether a price by which something moved leads to the price reached: "slid $85 a tonne to $695"."""
    following = view.within(view.quantities, mark.last + 2, mark.last + 4)
    led = bool(following) and view.text[mark.end : following[0].start].strip(" $€£¥") == "to"
    return led and following[0].record["kind"] == "money" and "from" not in view.before(mark, 4)


def _sold_at(view: View, mark: Mark, topic: Topic) -> bool:
    """Whether an amount per thing is what is paid for the thing, though a levy is spoken of: "undertook not to sell
    below €1,900 per tonne", "at an average of US$3,800 a tonne"."""
    words = view.before(mark, 6)
    if says(" " + " ".join(words) + " ", "paid_price"):
        return True
    return topic.near == "inherited" and words[-1:] != [] and not set(words) & word_class("levy_verb")


def _of_one(view: View, mark: Mark) -> bool:
    """Whether a small amount is told of one thing: "the average value of a bag climbed to", "A bag brings in"."""
    words = segment(view, mark)
    if says(" " + " ".join(words) + " ", "price_subject") or _for_each(view, mark):
        return True
    if view.lowers[max(0, mark.first - 1)] == "averaging" or _average_thing(view, mark):
        return True
    first = mark.opens
    opening = view.lowers[first : first + 5]
    one = opening[:1] in (["a"], ["an"], ["each"], ["one"]) and mark.first - first <= 14
    return one and any(w.rsplit("-", 1)[-1] in word_class("unit_noun") for w in opening[1:])


def _for_each(view: View, mark: Mark) -> bool:
    """Whether an amount is told for one thing: "$2.34, for every kilo"."""
    after = view.after(mark, 8)
    return any(after[i : i + 2] in (["for", "every"], ["for", "each"]) for i in range(len(after) - 1))


def _average_thing(view: View, mark: Mark) -> bool:
    """Whether what an average thing costs or brings is told: "the average tonne earned $1,766", "On average a ship
    brought in some 357,000 dollars"."""
    first = mark.opens
    for i in range(mark.first - 1, max(first, mark.first - _SUBJECT) - 1, -1):
        if ";" in view.words[i].gap:
            return False
        if view.lowers[i] == "average" and i + 1 < mark.first:
            k = i + 2 if view.lowers[i + 1] in ("a", "an", "one") and i + 2 < mark.first else i + 1
            named = view.tags.get(view.words[k].start) in ("NN", "CD")
            return named and view.covered[k] in ("", "indicator") and view.lowers[k] not in word_class("not_each")
    return False


def _dear_thing(view: View, mark: Mark) -> bool:
    """Whether an average thing is told to cost millions of a small coin: "the average car fetched 3.3 million yen"."""
    return mark.record["unit"] in word_class("small_coin") and _average_thing(view, mark)
