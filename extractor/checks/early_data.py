"""Figures told of a period that had not begun when they were told, or was not over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from extractor.checks import calendar, coming, cues, messages, terms, timeline
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import per_period
from extractor.checks.registry import Outcome
from extractor.schema import Date

SET_AHEAD = frozenset({"price", "tariff", "export_tax", "quota", "fee", "wages", "threshold", "subsidy", "budget"})
"""What somebody sets before its time: "has raised the producer price for the 2024/25 season"."""
MONTH, YEAR = 28, 360
"""Days of the shortest period of data, and of one that may be told before it is over."""
AIM = 24
"""Characters behind a date in which it is told to be that of a plan."""
OBLIGED = 12
"""Words from what somebody must do to its figure, at most."""
EARLY = 20
"""Days before the end of a period from which estimates for it may be told."""


def of_dateline(ctx: Context) -> Iterator[Outcome]:
    """The dateline, or the publication date, against the latest period of the data."""
    line = timeline.dateline(ctx) or timeline.stamp(ctx)
    limit = timeline.published(ctx) if line is None else (calendar.span(line.value) or (None,))[0]
    if limit is None:
        return
    told = [d for d in ctx.dates if d is not line and cues.last(timeline.lead(ctx, d), "deadline", 1) is None]
    told = [d for d in told if cues.last(timeline.lead(ctx, d), "starting_on", 1) is None]
    told = [d for d in told if cues.first(words(ctx.text[d.end : d.end + 20]), "security", 2) is None]
    told = [d for d in told if not _is_budgeted(ctx, d)]
    named = {d.value: d for d in reversed(told) if timeline.has_year(d) and d.value}
    reported = [
        f
        for f in ctx.facts
        if f.claim.status == "reported"
        and f.claim.role in ("level", "growth", "change")
        and f.claim.kind not in ("fraction", "multiple")  # "capped for each of 2026 and 2027, less than half"
        and f.claim.period in named
        and f.claim.zone != "caption"
        and (f.claim.flow or f.claim.role == "growth")
        and f.claim.indicator_id not in SET_AHEAD
        and not _obliged(ctx, f)
        and not (
            _start(f) > limit
            and (
                coming.is_to_come(ctx, f)
                or coming.contracted(ctx, f)
                or coming.will_be(ctx, f, named[f.claim.period or ""])
                or coming.led_by_will(ctx, named[f.claim.period or ""])
                or coming.begins_then(ctx, named[f.claim.period or ""])
                or coming.set_in_present(ctx, f)
                or per_period(f)  # "start at 15% in 2026 and climb five points a year"
            )
        )
    ]
    if not reported:
        return
    latest = max(reported, key=lambda f: (_start(f), _beside(ctx, f, named), -f.number))
    period = named[latest.claim.period or ""]
    if line is None or line.start <= latest.claim.start or period.start <= line.start:
        known = ctx.published is not None and not ctx.inferred and ctx.published < _start(latest)
        yield terms.told(
            (latest,),
            (line, period) if line and not known else (period,),
            _start(latest) <= limit,
            (timeline.dateline(ctx) is line is not None and _is_own(ctx, latest, period))
            or _grown(ctx, latest, period),
            f"The article is of {line.text if line else messages.day(limit)} and reports {latest.text} for "
            f"{period.text}.",
            ctx.inferred,
        )


def _obliged(ctx: Context, fact: Fact) -> bool:
    """Whether a figure is what somebody must come to, and not told behind a colon."""
    opens = max(ctx.result.sentences[fact.claim.sentence][0], fact.claim.start - 90)
    told = words(ctx.text[opens : fact.claim.start].rpartition(":")[2])
    return cues.last(told, "obliged", OBLIGED) is not None


def _is_budgeted(ctx: Context, found: Date) -> bool:
    """Whether a date is that of what is planned: "in the 2026 budget"; not "in October 2025. Target markets"."""
    behind = ctx.text[found.end : found.end + AIM].split(".")[0]
    return behind.startswith(" ") and cues.first(words(behind), "budgeted", 1) == 0


def unfinished(ctx: Context) -> Iterator[Outcome]:
    """A growth or change reported for months, named with their year in its sentence, that weren't over."""
    limit = timeline.published(ctx)
    for fact in ctx.facts if limit else ():
        span = calendar.span(fact.claim.period)
        if limit is None or span is None or not MONTH <= span.days < YEAR or (span.last - limit).days <= EARLY:
            continue
        change = fact.claim.role in ("growth", "change") and fact.claim.direction and fact.claim.status == "reported"
        change = change and fact.claim.unit != "point"  # "the index for the second half came out 2.7 points higher"
        change = change and fact.slot != "base"  # "could climb to 11.5 percent by mid-2026, from its present 10.9"
        change = change and fact.claim.indicator_id not in SET_AHEAD and not coming.granted(ctx, fact)
        change = change and not coming.contracted(ctx, fact)
        change = change and cues.last(fact.lead, "adding", 1) is None  # "opens in June 2026 and adds 2.5 million"
        opens = ctx.result.sentences[fact.claim.sentence][0]
        before = words(ctx.text[opens : fact.claim.start])
        change = change and cues.first(before, "whoever", len(before)) is None  # "those who raise exports by 10pc"
        change = change and "will" not in before and cues.last(ctx.before(fact, 90), "obliged", OBLIGED) is None
        own = timeline.in_sentence(ctx, fact.claim.sentence)
        own = [] if any("fiscal" in words(d.text) or "/" in d.text for d in own) else own
        own = [d for d in own if not (coming.will_be(ctx, fact, d) or coming.led_by_will(ctx, d))]
        own = [d for d in own if not coming.begins_then(ctx, d)]
        for found in (d for d in own if change and d.value == fact.claim.period and timeline.has_year(d)):
            message = f"{fact.text} is reported for {found.text}; published was {messages.day(limit)}."
            yield terms.told((fact,), (found,), False, True, message, ctx.inferred)


def ahead(ctx: Context) -> Iterator[Outcome]:
    """ "Exports had been $43.3 billion in 2026" cannot be told in 2025: a level told in the past, of a period, named
    with its year in the sentence, that had not begun."""
    limit = timeline.published(ctx)
    for fact in ctx.facts if limit else ():
        span = calendar.span(fact.claim.period)
        if limit is None or span is None or span.first <= limit or span.days < MONTH or not _is_told(ctx, fact):
            continue
        own = timeline.in_sentence(ctx, fact.claim.sentence)
        for found in [d for d in own if d.value == fact.claim.period and timeline.has_year(d)][:1]:
            message = f"{fact.text} is told of {found.text}; published was {messages.day(limit)}."
            yield terms.told((fact,), (found,), False, True, message, ctx.inferred)


def _is_told(ctx: Context, fact: Fact) -> bool:
    """Whether a level of trade stands right behind a verb in the past, and nothing in its sentence looks ahead."""
    claim = fact.claim
    level = claim.role == "level" and claim.status == "reported" and claim.flow is not None and claim.kind == "money"
    if not level or cues.last(fact.lead, "told_past", 2) is None:
        return False
    sentence = words(ctx.sentence_text(claim.sentence))
    return cues.first(sentence, "ahead", len(sentence)) is None and not _in_row(ctx, fact)


def _beside(ctx: Context, fact: Fact, named: Mapping[str, Date]) -> bool:
    """Whether the date of a figure's period stands in its sentence."""
    found = named.get(fact.claim.period or "")
    return any(found is not None and d.value == found.value for d in timeline.in_sentence(ctx, fact.claim.sentence))


def _is_own(ctx: Context, fact: Fact, period: Date) -> bool:
    """Whether the date stands in the figure's sentence and is no coming season, which is sold before it begins."""
    return _beside(ctx, fact, {period.value or "": period}) and not _next_season(ctx, period)


def _grown(ctx: Context, fact: Fact, period: Date) -> bool:
    """Whether the date stands in the figure's sentence, and a growth or change over it is reported there or right
    after: that is no plan, no delivery and no term."""
    own = [*ctx.by_sentence[fact.claim.sentence], *ctx.by_sentence.get(fact.claim.sentence + 1, ())]
    span = calendar.span(period.value)
    whole = span is not None and span.days >= MONTH  # from a day on a measure applies, data are of longer periods
    return (
        whole
        and not _next_season(ctx, period)
        and not _in_row(ctx, fact)
        and _is_past(ctx, fact)
        and _beside(ctx, fact, {period.value or "": period})
        and not _of_later_figure(ctx, fact, period)
        and any(
            f.claim.period == fact.claim.period
            and f.claim.role in ("growth", "change")
            and f.claim.direction is not None
            and f.claim.status == "reported"
            for f in own
        )
    )


def _of_later_figure(ctx: Context, fact: Fact, period: Date) -> bool:
    """Whether several other figures stand between a figure and the date: "adds 32 million tonnes, and takes the surplus
    from 10% of output this year to 14% in 2027"."""
    return sum(fact.claim.end <= f.claim.start < period.start for f in ctx.by_sentence[fact.claim.sentence]) > 1


def _next_season(ctx: Context, period: Date) -> bool:
    """Whether a fiscal or crop year is the next one, of which forecasts are told like data."""
    limit, value = timeline.published(ctx), period.value or ""
    span = calendar.span(value)
    season = value.startswith("FY") or ("/" in value and span is not None and span.days >= YEAR)
    return season and limit is not None and span is not None and span.first.year <= limit.year + 1


def _is_past(ctx: Context, fact: Fact) -> bool:
    """Whether the words around a figure say no more than that it was: nothing "dares to say" or "may"."""
    going = {"is", "are"} & set(fact.lead)  # "free allocation is cut by 2.5% in 2026"
    return not going and cues.first(list(fact.lead), "guessing", len(fact.lead) or 1) is None


def _in_row(ctx: Context, fact: Fact) -> bool:
    """Whether the sentence gives the same for the year that still runs: "3.2% in 2025, 3.1% in 2026" is a row of
    projections, whatever its verb."""
    spans = [
        calendar.span(f.claim.period)
        for f in ctx.by_sentence[fact.claim.sentence]
        if f.claim.role == fact.claim.role and f.slot != "base" and f.claim.period != fact.claim.period
    ]
    today = ctx.published
    return today is not None and any(s and s.days > YEAR and s.first <= today < s.last for s in spans)


def _start(fact: Fact) -> date:
    period = fact.claim.period or ""
    if period.startswith("FY"):  # a season or fiscal year named by its end may begin the year before
        return date(int(period[2:6]) - 1, 1, 1)
    span = calendar.span(period)
    return span.first if span else date.min
