"""Whether a growth or change belongs to a level beside it, by the words around the two."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.keys import CONFLICT
from extractor.checks.levels import OTHER, of_others, opens_with_that

CLAUSE = 12
"""Words between a level and its growth that are looked at."""
REASON = re.compile(r",\s(\w{2,8})\s(?![^,]{1,20},)")
"""What opens a clause behind a comma; "as floated," is only put in."""
NEXT = 24
"""Characters between a level and the comma behind it, and between that and a change, at most."""
RELATIVE = frozenset({"percent", "fraction", "multiple"})
QUOTE = re.compile(r"[\"“”]")

Accept = Callable[[Fact], bool]


def possible(anchor: Fact, level: Fact) -> bool:
    """Whether nothing in the keys keeps a level from belonging to a growth or change of the same sentence."""
    one, two = anchor.claim, level.claim
    if keys.flows(anchor, level) == CONFLICT:
        return False
    if keys.sectors_apart(anchor, level):
        return False  # "the goods deficit was down 17.5%, and the services surplus at $26 billion"
    if of_others(anchor, level):
        return False
    if keys.agree(one.place, two.place) == CONFLICT:
        return False  # "in the Americas by 9 per cent to EUR 586 million, and in Asia by 5 per cent"
    if one.indicator_id == "price" and two.indicator_id != "price" and two.role == "level":
        return False
    if two.role == "rate" and one.indicator_id and two.indicator_id and one.indicator_id != two.indicator_id:
        return False
    if one.kind == two.kind == "count" and one.unit != two.unit and not keys.related(anchor, level):
        return False
    return not (one.partner and two.partner and one.partner != two.partner)


def is_size(level: Fact) -> bool:
    """Whether a measure only tells how large each of the things counted before is: "296.3 million boxes of 40.8 kg"."""
    return level.claim.kind == "measure" and level.claim.role == "other" and level.lead == ("of",)


def beside(ctx: Context, level: Fact, anchor: Fact) -> bool:
    """Whether a change follows a level right behind a comma, and so can only be that level's: "left the total deficit
    at £9.2 billion, £1.8 billion more"."""
    between = ctx.between(level, anchor)
    near, _, told = between.partition(",")
    next_to = level.number == anchor.number - 1 and len(near) <= NEXT and len(told) <= NEXT and told[:1] == " "
    plain = not set(words(between)) & (cues.words_of("new_clause") | cues.words_of("clause_opener"))
    kind = level.claim.kind == anchor.claim.kind or anchor.claim.kind in RELATIVE
    other = cues.first(words(between), "other_subject", len(between)) is not None
    level_now = level.claim.role in ("level", "price", "other") and level.slot not in OTHER and not level.bracket
    return level_now and kind and next_to and plain and not other and not re.search(r"[,.;:\n]", told)


def pointed_elsewhere(ctx: Context, anchor: Fact, level: Fact) -> bool:
    """Whether the anchor's sentence points back, and not to this level: "NODX reached 15.1 in October. This was 3.4
    percent above the 14.6 of September"."""
    if not opens_with_that(ctx, anchor.claim.sentence) or level.number > anchor.number:
        return False
    before = ctx.by_sentence.get(anchor.claim.sentence - 1, ())
    return level.claim.sentence != anchor.claim.sentence and level not in before


def leads_to(ctx: Context, anchor: Fact, level: Fact) -> bool:
    """Whether a change leads right to a level: "up 2.1 per cent to 925 million tonnes"."""
    return level.number == anchor.number + 1 and ctx.between(anchor, level).strip() == "to"


def told_before(after: list[Fact], before: list[Fact], anchor: Fact, accept: Accept) -> bool:
    """Whether a comparison stands between its two levels: "6.2 million bags, 2% more than the 6.1 million of 2016"."""
    compares = anchor.tail[1:2] == ("than",) and anchor.tail[0] in cues.words_of("comparative")
    compared = compares and bool(after) and after[0].slot == "base" and accept(after[0])
    return compared and bool(before) and accept(before[0]) and before[0].slot != "base"


def straight(ctx: Context, anchor: Fact, level: Fact) -> bool:
    """Whether only bases, conversions and the same change in other terms stand between an anchor and its level."""
    inside = ctx.facts[anchor.number + 1 : level.number]
    ids = {anchor.claim.indicator_id, level.claim.indicator_id} - {None}
    between = words(ctx.between(anchor, level))
    clause = set(between) & cues.words_of("clause_opener")
    if cues.first(between, "contrast", CLAUSE) is not None:
        return False  # "that is, they halved, but rose again to 49 million"
    if ";" in ctx.between(anchor, level) or (clause and (len(ids) > 1 or not led_to(level))):
        return False
    if ":" in ctx.between(anchor, level) and {"they", "it"} & set(between):
        return False  # "6.2% more ships, and they were fuller: the average per call rose from …"
    if cues.first(between, "other_subject", len(between)) is not None:
        return False  # "up 3.2% from 6.28 million, which puts net imports at 2.42 million"
    if anchor.claim.kind == "multiple" and cues.first(between, "resulting", len(between)) is not None:
        return False  # "nearly 2.8 times the previous level, lifting the share to 38 percent from 21"
    if anchor.claim.kind == "multiple" and inside and ", and " in ctx.between(inside[-1], level).replace("), ", ", "):
        return False  # "602, five times what it uses (128), and to reach 721": a new clause
    return all(f.slot == "base" or f.bracket or f.claim.role == "change" for f in inside)


def led_to(level: Fact) -> bool:
    """Whether "to" leads to a level."""
    return "to" in level.lead[-4:]


def rival(fact: Fact, anchor: Fact, accept: Accept) -> bool:
    """Another growth or change, which has its own levels; not the same in other terms ("$1.1bn, or 8.7 percent")."""
    if fact.claim.role not in ("growth", "change") or accept(fact):
        return False
    return abs(fact.number - anchor.number) != 1 or fact.claim.kind == anchor.claim.kind


def close(ctx: Context, anchor: Fact, level: Fact, accept: Accept) -> bool:
    """A level just before its growth: "$2.4bn, down 5.6 percent", no clause or other growth between."""
    inside = ctx.facts[level.number + 1 : anchor.number]
    steps = [level, *(f for f in inside if accept(f)), anchor]
    gaps = [ctx.between(a, b) for a, b in itertools.pairwise(steps)]
    between = ctx.between(anchor, level)
    if max(map(len, gaps)) > 70 or any(mark in gap for gap in gaps for mark in (". ", "\n", ";")):
        return False  # between the figures, not in one: "11.5 billion cedis (0.93 billion U.S. dollars), up 60 percent"
    if anchor.claim.role == "change" and anchor.lead[:1] and anchor.lead[0] in cues.words_of("new_clause"):
        return False
    led, opened, _ = gaps[-1].partition("(")
    if anchor.bracket and opened and led.startswith(",") and cues.first(words(led), "on_account", 2) is not None:
        return False  # "rose to 8.2 billion from 7.9 billion, on account of consumer goods (up 18.4 percent)"
    if with_subject(between) or in_other_terms(ctx, level, anchor):
        return False
    if (reason := REASON.search(between)) and reason[1] in cues.words_of("reason"):
        return False  # "to 15.8 from 14.9, because total exports climbed 12.8%"
    lead = list(anchor.lead)
    if lead[:1] == ["and"] and cues.first(lead, "whole_period", len(lead)) is not None:
        return False  # "would leave 291,400 t for the quarter, and mean a full year 2% below last year's"
    clause = cues.first(words(between), "clause_opener", CLAUSE) is not None
    if clause and anchor.claim.partner and not level.claim.partner:
        return False  # "to 28.7, mainly because sales to the EU fell by 0.5 (3.4 percent)"
    return not any(rival(f, anchor, accept) for f in inside) and cues.first(words(between), "contrast", 12) is None


def in_other_terms(ctx: Context, level: Fact, anchor: Fact) -> bool:
    """Whether a percentage only gives a level in other terms, as a share or as what the base lacks: "down to 131,000 t,
    or two-thirds, from 201,000 t", "unchanged on 2023 ($140.3 billion, or 0.8 percent less)"; not "or 9 percent
    less than the 175 million of May"."""
    between = ctx.between(level, anchor)
    beside = level.number == anchor.number - 1 and level.claim.role == "level" and anchor.claim.kind in RELATIVE
    compared = anchor.tail[1:3] in (("than", "the"), ("than", "its")) and anchor.tail[0] in cues.words_of("comparative")
    return beside and not compared and between[:1] == "," and words(between)[:1] == ["or"]


def conceded(ctx: Context, anchor: Fact, level: Fact) -> bool:
    """Whether a contrast opens the growth's clause, behind the level, with a thing of its own: "to 14.3 billion, though
    the number of vehicles grew by only 3%"."""
    if level.number > anchor.number or level.claim.sentence != anchor.claim.sentence:
        return False
    between = words(ctx.between(anchor, level))
    at = cues.last(between, "contrast", 12)
    told = between[len(between) - at :] if at is not None else []
    return len(told) > 2 and not set(told[:2]) & cues.words_of("pronoun")


def with_subject(between: str) -> bool:
    """Whether "with" opens a clause with a subject of its own: "from 33.0 million, with iron ore off 15%", but not
    "with a fall of 15%"."""
    _, opened, rest = between.rpartition(", with ")
    told = words(rest)
    own = told[:1] and told[0] not in cues.words_of("determiner") | cues.words_of("growth")
    return bool(opened and own) and cues.direction(told[:2]) is None


def looked_back(ctx: Context, anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether a change from the one level of the sentence before names its base at once: "The gap was $530 million
    wider than in August 2024, when it stood at $1.08 billion"."""
    told = words(ctx.between(anchor, then)) if then.number == anchor.number + 1 else []
    if then.claim.sentence != anchor.claim.sentence or then.slot != "base" or not {"than", "when"} <= {*told}:
        return False
    before = [f for f in ctx.by_sentence.get(anchor.claim.sentence - 1, ()) if keys.same_unit(f, now)]
    same = keys.periods(anchor, now) == keys.subject(anchor, now) == keys.FULL == keys.alike_status(anchor, now) + 1
    return same and before == [now] and ctx.by_sentence[anchor.claim.sentence][0] is anchor


def sums_up(anchor: Fact, now: Fact, base: Fact) -> bool:
    """Whether a growth follows its two levels and names no base of its own, so that it is theirs whatever was read as
    its period: "rose from A in 2021 to B, or by 42%", "B, against A in the year before, a decline of 3%"."""
    first, last = sorted((now, base), key=lambda f: f.number)
    tail, lead = list(anchor.tail), list(anchor.lead)
    own = any(cues.first(tail, kind, 8) is not None for kind in ("base_tail", "base_always", "own_base"))
    own = own or cues.first(lead, "own_base", len(lead)) is not None
    beside = first.number + 1 == last.number == anchor.number - 1 and not last.bracket
    return beside and not own and cues.first(lead, "new_clause", len(lead)) is None


def of_fraction(ctx: Context, level: Fact, anchor: Fact) -> bool:
    """Whether a fraction or multiple stands right before a level, which is its own base: "half of the 7%"."""
    before = ctx.facts[level.number - 1]
    if before is anchor:
        return False
    near = words(ctx.between(before, level))
    return before.claim.kind in ("fraction", "multiple") and len(near) <= 2 and bool(near) and near[-1] in ("of", "the")


def of_relative(anchor: Fact, base: Fact) -> bool:
    """Whether a relative clause gives a growth its own subject behind a base: "from 5.8 million, which means that most
    of it came from day-trippers, whose number rose 37 per cent"."""
    return base.number < anchor.number and base.claim.sentence == anchor.claim.sentence and "whose" in anchor.lead[-6:]


def behind_bracket(ctx: Context, anchor: Fact, level: Fact) -> bool:
    """Whether a level stands in a new clause behind the bracket of a growth: "(down 17%) and footwear from"."""
    between = ctx.between(anchor, level)
    closed = anchor.bracket and not level.bracket and ")" in between
    return closed and cues.first(words(between), "conjunction", CLAUSE) is not None


def taken(ctx: Context, level: Fact, anchor: Fact, accept: Accept) -> bool:
    """Whether a base follows another growth or change, and so belongs to that: "down 5.6pc from A and 17.4pc off B"."""
    before = ctx.facts[level.number - 1] if level.number else None
    return (
        before is not None
        and before is not anchor
        and before.claim.sentence == level.claim.sentence
        and rival(before, anchor, accept)
    )


def complete(ctx: Context, base: Fact, anchor: Fact, now: Fact) -> bool:
    """Whether a base before a growth goes with another level, and a new clause tells of a later one: "exports fell to
    296,900 from 309,600, and output rose 2.0% to 358,200"."""
    other = ctx.facts[base.number - 1] if base.number else base
    one = other.claim.sentence == base.claim.sentence and other.claim.kind == base.claim.kind
    if one and base.bracket and not now.bracket and other is not now and now.number > base.number:
        return True  # "up 3.9% to 238 million (from 229 million), cases up 4.1% to 152 million"
    if not one or other is now or other.slot != "now" or now.number < base.number:
        return False
    gap = ctx.between(base, min(anchor, now, key=lambda f: f.number))
    told = words(gap)
    if gap.startswith(",") and set(words(anchor.claim.indicator or "")[-1:]) & set(told) and "which" in other.lead:
        return True  # "re-exports, which climbed to 716 million from 553 million, total exports went up by 5.9%"
    opened = set(told) & (cues.words_of("new_clause") | cues.words_of("clause_opener"))
    if cues.first(told, "deed_opener", 1) == 0 and told[1:2] and told[1].endswith("ing"):
        return True  # "to €45.40 from €42.75 after promising a dividend of €0.90"
    return bool(opened) or any(cues.first(told, k, len(told)) is not None for k in ("other_subject", "resulting"))


def left(ctx: Context, base: Fact, now: Fact, accept: Accept) -> bool:
    """Whether a base has been left for other levels before: "from 34 to 84 to 125, dropped to 10"."""
    inside = ctx.facts[base.number + 1 : now.number]
    return any(accept(f) and f.slot == "now" and f.claim.unit == now.claim.unit and not f.bracket for f in inside)


def again(level: Fact) -> bool:
    """ "… to $10bn, and up from $9bn in June": a new comparison, whose base need not be the anchor's."""
    at = cues.direction(level.lead)
    return at is not None and at[1] <= 2
