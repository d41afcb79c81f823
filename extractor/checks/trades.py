"""Exports, imports and the balance or total that they make."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.keys import CONFLICT, FULL
from extractor.checks.leaving import is_left
from extractor.checks.levels import averaged
from extractor.checks.relations import GRAMMAR, KEY, LOOSE, MOST, SAID, SCENE

WINDOW = 40
"""Figures before and after a balance or total among which its sides are sought."""
MOST_SIDES = 8
MOST_ALIKE = 4
PRECISE = 1000
"""Units of the last digit of a total, at least, that its sides make up hardly by chance."""
IMPROVED = 6
"""Words between a change and what a part adds to it."""
NEAR = 2
"""Sentences over which figures that fit one another may be read together whatever their keys."""


@dataclass(frozen=True, slots=True)
class Trade:
    """Exports, imports and a third figure (balance or total) of one place, partner and period."""

    exports: Fact
    imports: Fact
    third: Fact
    tie: int


def trades(ctx: Context, third: Fact) -> list[Trade]:
    """The exports and imports that a balance or total can be made of, the nearest first."""
    sides: dict[str, list[Fact]] = {"exports": [], "imports": []}
    for fact in ctx.around(third, WINDOW):
        if (
            fact is third
            or fact.claim.flow not in sides
            or fact.claim.role != "level"
            or fact.claim.kind != third.claim.kind
            or averaged(fact) != averaged(third)
            or _adds_to_change(ctx, fact)
        ):
            continue
        if fact.claim.unit == third.claim.unit and keys.alike_status(fact, third) and _same_scene(ctx, fact, third):
            sides[fact.claim.flow].append(fact)
    for flow, facts in sides.items():
        told = [f for f in facts if not (f.claim.zone == "headline" and _told_finer(f, facts))]
        sides[flow] = sorted(told, key=lambda f: keys.topics(f, third) != FULL)
    if _adds_to_change(ctx, third):
        return []
    found = []
    vague = any(_many(facts, third) for facts in sides.values())
    for exports in sides["exports"][:MOST_SIDES]:
        for imports in sides["imports"][:MOST_SIDES]:
            tie = _trade_tie(ctx, exports, imports, third)
            if tie > LOOSE and (_crowded(ctx, exports, imports, third) or _crowded(ctx, imports, exports, third)):
                tie = LOOSE
            if len({f.slot == "aside" for f in (exports, imports, third)}) > 1:
                tie = min(tie, LOOSE)  # one as first published, another as revised
            if vague and not third.claim.sentence == exports.claim.sentence == imports.claim.sentence:
                tie = min(tie, LOOSE)
            if tie > LOOSE and not _same_sectors(ctx, exports, third):
                tie = LOOSE
            if third.claim.flow == "total" and with_re_exports(ctx, third):
                tie = min(tie, LOOSE)
            if third.claim.flow == "total" and third.middle < max(exports.middle, imports.middle):
                tie = min(tie, KEY)
            if third.claim.flow == "balance" and LOOSE <= tie < SCENE and _only(ctx, (exports, imports, third)):
                tie = SCENE
            if third.claim.flow == "balance" and tie == GRAMMAR and is_left(ctx, exports, imports, third):
                tie = SAID
            if tie:
                found.append(Trade(exports, imports, third, tie))
    found.sort(key=lambda t: (-t.tie, not _agrees(t), _far(t)))
    return found[:MOST]


def _adds_to_change(ctx: Context, fact: Fact) -> bool:
    """Whether an amount is what a part adds to a change: "of the €370m improvement, €230m comes from buying less"."""
    told = words(ctx.text[ctx.result.sentences[fact.claim.sentence][0] : fact.claim.start])
    behind = cues.last(told, "a_change", IMPROVED)
    at = len(told) - (behind or 0) - 1
    return told[-2:] == ["of", "that"] or (behind is not None and "of" in told[max(0, at - IMPROVED) : at])


def _told_finer(head: Fact, facts: list[Fact]) -> bool:
    """Whether the body gives a headline's figure more exactly: "imports top Rs600 billion" for 609.4."""
    return any(
        f.claim.zone != "headline" and f.u < head.u and head.at(1).meets(f.at(1))
        and keys.subject(head, f) == keys.periods(head, f) == FULL
        for f in facts
    )  # fmt: skip


def _far(trade: Trade) -> int:
    """How many figures stand between the third and its sides."""
    return abs(trade.exports.number - trade.third.number) + abs(trade.imports.number - trade.third.number)


def _agrees(trade: Trade) -> bool:
    """Whether the figures fit one another as they are printed."""
    sides = trade.exports.middle, trade.imports.middle
    made = sum(sides) if trade.third.claim.flow == "total" else abs(sides[0] - sides[1])
    return abs(made - abs(trade.third.middle)) <= sum(f.u for f in (trade.exports, trade.imports, trade.third)) / 2


def verified(ctx: Context, exports: Fact, imports: Fact, third: Fact) -> bool:
    """Whether exports and imports are sure to belong together, as they make up the total that the article gives for
    their place and period, and `third` is the only balance of these: what conflicts then is the balance."""
    for total in ctx.around(third, WINDOW):
        made = exports.middle + imports.middle - total.middle
        known = total.claim.flow == "total" and total.claim.role == "level" and total.claim.unit == third.claim.unit
        fine = bool(total.u) and total.u * PRECISE <= total.middle and abs(made) <= max(exports.u, imports.u, total.u)
        if known and fine and all(_of_one(exports, f) for f in (imports, total, third)):
            others = (f for f in ctx.around(third, WINDOW) if f.claim.flow == "balance" and f.claim.role == "level")
            return all(f.middle == third.middle or not _of_one(exports, f) for f in others)
    return False


def _of_one(a: Fact, b: Fact) -> bool:
    """Whether two figures are of one place, partner, period and adjustment, all but the partner known."""
    known = a.claim.place is not None and a.claim.adjusted == b.claim.adjusted and a.claim.partner == b.claim.partner
    return known and keys.periods(a, b) == keys.sides(a, b) == FULL


def _only(ctx: Context, members: tuple[Fact, Fact, Fact]) -> bool:
    """Whether the article gives no other exports, imports and balance of their place, partner, period, topic and
    adjustment, all known and the same."""
    first, _, third = members
    for fact in members:
        known = fact.claim.period is not None and fact.claim.place is not None and fact.claim.status == "reported"
        same = keys.periods(first, fact) == keys.sides(first, fact) == keys.topics(first, fact) == FULL
        alike = keys.sector(first) == keys.sector(fact) and first.claim.adjusted == fact.claim.adjusted
        if not known or not same or not alike or fact.slot in ("base", "aside") or not keys.only(ctx, fact):
            return False
    return not any(
        f.claim.sentence == third.claim.sentence and _dated_apart(ctx, f, third) for f in members if f is not third
    )


def is_re_exported(fact: Fact) -> bool:
    return not {"re-exports", "re-export"}.isdisjoint(words(fact.claim.indicator or ""))


def with_re_exports(ctx: Context, total: Fact) -> bool:
    """Whether the article tells re-exports of the total's period apart, which then are a part of it."""
    return any(
        keys.periods(f, total) != CONFLICT and is_re_exported(f)
        for f in ctx.around(total, WINDOW)
    )


def _many(side: list[Fact], third: Fact) -> bool:
    """Whether so many different figures bear one key that it tells nothing."""
    same = {f.middle for f in side if f.claim.partner == third.claim.partner and keys.topics(f, third) == FULL}
    return len(same) > MOST_ALIKE


def _same_sectors(ctx: Context, fact: Fact, third: Fact) -> bool:
    """Whether services are named in the sentences of both or of neither: "With services the deficit was …"."""
    named = [set(words(ctx.sentence_text(f.claim.sentence))) & cues.words_of("sector") for f in (fact, third)]
    if keys.sector(fact) == keys.sector(third) == "service" and not named[1]:
        return True
    if not _tells_services(ctx):
        return True
    if keys.sector(fact) == "good" and keys.sector(third) is None and _overall(ctx, third):
        return False  # "The overall deficit stood at $9.88 billion. Merchandise exports were …"
    return fact.claim.sentence == third.claim.sentence or bool(named[0]) == bool(named[1])


def _overall(ctx: Context, third: Fact) -> bool:
    """Whether a balance is told to be that of all trade, or set against such a one in its sentence."""
    told = words(ctx.text[ctx.result.sentences[third.claim.sentence][0] : third.claim.start])
    return "overall" in told


def _tells_services(ctx: Context) -> bool:
    """Whether the article speaks of services at all."""
    if "services" not in ctx.memo:
        ctx.memo["services"] = "service" in ctx.text.lower()
    return bool(ctx.memo["services"])


def _crowded(ctx: Context, chosen: Fact, other: Fact, third: Fact) -> bool:
    """Whether the sentence lists another such amount beside it, of the same period and partner and of no narrower
    topic ("re-exports of …, exports of … and imports of …")."""
    return any(
        f not in (chosen, other, third) and f.slot == chosen.slot and not f.bracket and f.claim.role == "level"
        and f.claim.unit == chosen.claim.unit and f.middle != chosen.middle and abs(f.number - chosen.number) <= 3
        and f.claim.partner == chosen.claim.partner and keys.periods(f, chosen) != CONFLICT
        and f.claim.flow in (chosen.claim.flow, None)
        and not keys.topic(chosen.claim.indicator) < keys.topic(f.claim.indicator)
        for f in ctx.by_sentence[chosen.claim.sentence]
    )  # fmt: skip


def _same_scene(ctx: Context, fact: Fact, third: Fact) -> bool:
    apart = abs(fact.claim.sentence - third.claim.sentence)
    if keys.agree(fact.claim.adjusted, third.claim.adjusted) == CONFLICT:
        return False
    return apart <= NEAR or (_agree(fact, third) and (fact.claim.partner == third.claim.partner or apart <= 1))


def _agree(a: Fact, b: Fact) -> bool:
    return keys.periods(a, b) != CONFLICT and keys.sides(a, b) != CONFLICT


def _trade_tie(ctx: Context, exports: Fact, imports: Fact, third: Fact) -> int:
    members = (exports, imports, third)
    sentences = sorted(f.claim.sentence for f in members)
    spread = sentences[-1] - sentences[0]
    loose = LOOSE if spread <= NEAR and all(_fine(f) for f in members) else 0
    if not (_agree(exports, imports) and _agree(exports, third) and _agree(imports, third)):
        return loose
    if keys.topics(exports, imports) == CONFLICT:
        return loose
    if spread and len({f.claim.adjusted for f in members}) > 1:
        return LOOSE  # seasonally adjusted exports beside imports as they were
    if not spread and any(_dated_apart(ctx, side, third) for side in (exports, imports)):
        return LOOSE
    if third.slot == "base" and spread and exports.slot != "base":
        return LOOSE  # the balance of another period, whatever was read
    known = keys.periods(exports, third) == keys.periods(imports, third) == FULL
    elided = exports.claim.partner == imports.claim.partner and third.claim.partner is None and spread == 0
    if len({f.claim.partner for f in members}) > 1 and not elided:
        return LOOSE if spread <= 1 else loose
    if CONFLICT in (keys.topics(exports, third), keys.topics(imports, third)):
        return LOOSE if known else loose
    if spread == 0 or (spread <= 1 and exports.claim.sentence == imports.claim.sentence):
        return GRAMMAR if spread == 0 else SCENE if known else KEY
    if known and spread <= NEAR and abs(exports.claim.sentence - imports.claim.sentence) <= 1:
        return SCENE
    return KEY if known and (spread <= 2 * NEAR or _only(ctx, members)) else LOOSE


def _dated_apart(ctx: Context, side: Fact, third: Fact) -> bool:
    """Whether the later of two figures of a sentence stands behind a semicolon, in a clause with a date of its own."""
    first, second = sorted((side, third), key=lambda f: f.number)
    cut = ctx.text.rfind(";", first.claim.end, second.claim.start)
    return cut >= 0 and any(cut < date.start < second.claim.start for date in ctx.dates)


def _fine(fact: Fact) -> bool:
    """Stated so finely that an agreement is hardly chance."""
    return fact.claim.qualifier == "exact" and bool(fact.u) and fact.u <= abs(fact.middle) / 100
