"""Whether a planted error was found, and whether the right words were blamed."""

from __future__ import annotations

from extractor.evaluate.gold import GoldArticle, Mutation, Spanned
from extractor.evaluate.matching import Span, overlap
from extractor.evaluate.scoring import spans_of
from extractor.evaluate.tally import Tally
from extractor.schema import Finding, Result

WIDEST_CORE, BESIDE = 8, 200
"""A core of more members blames nobody; words that are no claim may stand that many characters beside one."""

Key = tuple[str, tuple[str, ...]]


def _key(finding: Finding, texts: dict[str, str]) -> Key:
    members = (texts[name] for name in (*finding.claims, *finding.dates) if name in texts)
    return finding.check, tuple(sorted(members))


def _texts(result: Result) -> dict[str, str]:
    return {record.id: record.text for record in (*result.claims, *result.dates)}


def new_alarms(clean: Result, mutant: Result) -> list[Finding]:
    """The inconsistent findings of a mutant that the clean article doesn't have."""
    old = {_key(f, _texts(clean)) for f in clean.findings if f.verdict == "inconsistent"}
    texts = _texts(mutant)
    return [f for f in mutant.findings if f.verdict == "inconsistent" and _key(f, texts) not in old]


def blames(finding: Finding, spans: dict[str, Span], planted: Span) -> bool:
    """Whether a finding's core, of few members, holds the planted words (or stands beside them where they are
    no claim of their own)."""
    core = [spans[name] for name in finding.core if name in spans]
    if len(core) > WIDEST_CORE:
        return False
    claimed = any(overlap(planted, span) for span in spans.values())
    return any(overlap(planted, s) or (not claimed and abs(s[0] - planted[0]) < BESIDE) for s in core)


def score_mutant(article: GoldArticle, change: Mutation, clean: Result, mutant: Result, tally: Tally) -> None:
    """Adds one mutant's counts to its article's tally; `tally.right` holds the spans read right."""
    start, end = change.span(article.text)
    alarms, spans = new_alarms(clean, mutant), spans_of(mutant)
    blamed = [blames(alarm, spans, (start, start + len(change.replace))) for alarm in alarms]
    where = (article.id, change.breaks, change.kind, change.find, change.replace)
    tally.answer("planted detected", bool(alarms), where)
    tally.answer(f"planted detected: {change.breaks}", bool(alarms), where)
    tally.answer("planted blamed", any(blamed), where)
    tally.count("alarms on mutants", **{"findings": len(alarms), "off target": blamed.count(False)})
    for relation in article.gold.relations:
        members = [Spanned(text=words, nth=nth).span(article.text) for words, nth in relation.members]
        if any(overlap((start, end), member) for member in members) and all(
            any(overlap(member, right) for right in tally.right) for member in members
        ):
            tally.answer("planted detected where a relation was read right", bool(alarms), where)
            return
