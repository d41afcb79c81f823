"""A part and what remains make the whole: "182,000 would drop out, 91 percent … the 18,000 that remain"."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues, keys, messages
from extractor.checks.facts import Context, Fact, refined
from extractor.checks.intervals import Interval
from extractor.checks.registry import Outcome, outcome
from extractor.checks.relations import LOOSE
from extractor.checks.share_parts import of_told
from extractor.checks.wholes import is_amount


def with_rest(ctx: Context, share: Fact, parts: list[tuple[Fact, int]]) -> Iterator[Outcome]:
    """The outcomes of a share, its parts and the rests near by."""
    if any(of_told(f) for f in ctx.by_sentence[share.claim.sentence] if f.number <= share.number and keys.is_share(f)):
        return  # "790,000 tonnes were shipped, 72% of them to Vietnam and 21% to India. The remaining 50,000 …"
    for part, tie in parts[:2]:
        if part.slot == "base" or not keys.alike_status(part, share):
            continue  # "$350 million, down from $400 million, or one-eighth", "of a target of $50 billion, 49 percent"
        for rest in ctx.near(share, 1):
            told = cues.first(rest.tail, "left", 5) is not None or cues.last(rest.lead, "left", 4) is not None
            if rest is part or not told or rest.claim.unit != part.claim.unit or not is_amount(rest):
                continue
            if rest.claim.flow == "balance":
                continue  # "trade with China left a deficit of 295.4 billion"
            later = ctx.facts[rest.number + 1 : rest.number + 3]
            further = any(cues.last(f.lead, "rest", 4) is not None for f in later)
            if further and cues.last(rest.lead, "left", 4) is None:
                continue  # "another 0.49 million left as wedges, and the remaining 0.32 million as flakes"
            inside = ctx.facts[share.number + 1 : rest.number]
            if any(is_amount(f) and f.claim.unit == rest.claim.unit and f.slot != "base" for f in inside):
                continue  # one more part stands between
            if any(part.claim.end < claim.start < rest.claim.start for claim in ctx.unsaid):
                continue  # "23.9 tons, or 58 percent, Japan 9.1 and Canada the remaining 4.5 tons"
            if abs(rest.number - share.number) > 2 and rest.claim.sentence != share.claim.sentence:
                continue  # what remains of another list
            told_first = [f for f in ctx.by_sentence[part.claim.sentence] if f.number < part.number and is_amount(f)]
            if len([f for f in told_first if f.claim.unit == part.claim.unit]) > 1:
                continue  # "goods 263.6 billion, farm products 25.9, fish 7.0 (2.3%) and fuels the remaining 3.1"
            if rest.claim.sentence < part.claim.sentence:
                continue  # "and the remaining 0.19 million of corn. Iran took 1.36 million (37.8%)"

            def holds(facts: tuple[Fact, ...], level: int) -> bool:
                one, two = refined(facts[:2], level)
                return (facts[2].ratio(level) * (one + two)).meets(one)

            message = (
                f"{messages.name(part)} and the {messages.name(rest)} that remain: the share is "
                f"{messages.percent(part.at(1) / (part.at(1) + rest.at(1)) or Interval(None, None))}; "
                f"stated is {messages.name(share)}."
            )
            yield outcome("share_of_total", (part, rest, share), holds, tie - LOOSE, message)
