"""One article's result against its annotation, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.evaluate import matching
from extractor.evaluate.gold import GoldArticle, GoldQuantity, find_nth
from extractor.evaluate.matching import Span, overlap
from extractor.evaluate.tally import Tally
from extractor.schema import Finding, QuantityClaim, QuotationClaim, Result

DECISIVE = ("role", "direction", "indicator", "flow", "place", "period")
"""The fields that must be right, besides value, unit and kind, for a full claim."""
PLAIN = (("qualifier", "exact"), ("status", "reported"))
"""Fields whose commonest answer hides how well the others are found."""
DIRECT_SHARE, REPORTED_SHARE = 0.8, 0.5
"""How much of the longer of two quotations must be shared."""
PROOF_MEMBERS = 2
"""A finding over more than two members besides the relation's confirms nothing."""


def score(article: GoldArticle, result: Result) -> Tally:
    """The counts of one article. A missing output is scored as an empty Result."""
    tally = Tally()
    right = _quantities(article, result, tally)
    _dates(article, result, tally)
    _people(article, result, tally)
    _quotations(article, result, tally)
    _policies(article, result, tally)
    _grounding(article, result, tally)
    _relations(article, result, tally)
    tally.right = right
    return tally


def _fields(gold: GoldQuantity, found: QuantityClaim) -> dict[str, bool]:
    return {
        "qualifier": gold.qualifier == found.qualifier,
        "role": gold.role == found.role,
        "direction": gold.direction == found.direction,
        "indicator": matching.same_indicator(gold.indicator, found.indicator),
        "flow": gold.flow == found.flow,
        "place": matching.codes(gold.place) == matching.codes(found.place),
        "partner": matching.codes(gold.partner) == matching.codes(found.partner),
        "period": matching.days(gold.period) == matching.days(found.period),
        "baseline": matching.same_baseline(gold, found),
        "status": gold.status == found.status,
    }


def _quantities(article: GoldArticle, result: Result, tally: Tally) -> list[Span]:
    """Counts the quantities and returns the spans of those that are right in full."""
    spans = [quantity.span(article.text) for quantity in article.gold.quantities]
    claims = result.quantities
    pairs = matching.pair(spans, [(c.start, c.end) for c in claims])
    for number, claim in enumerate(claims):
        if number not in pairs:
            tally.misses["quantity_spurious"].append((article.id, claim.text))
            tally.confidences.append((claim.confidence, False))
    values = units = 0
    full: list[Span] = []
    for gold, span, index in zip(article.gold.quantities, spans, pairs, strict=True):
        where = (article.id, gold.text)
        if index is None:
            tally.misses["quantity_missed"].append(where)
            continue
        claim = claims[index]
        value = matching.same_value(gold, claim)
        unit = matching.same_unit(gold, claim) and gold.type == claim.kind
        if not value:
            tally.misses["value"].append((*where, gold.value, claim.value, claim.range))
        elif not unit:
            tally.misses["unit"].append((*where, gold.type, gold.unit, claim.kind, claim.unit))
        same = _fields(gold, claim)
        _answers(gold, claim, same, where, tally)
        whole = value and unit and all(same[key] for key in DECISIVE)
        values, units = values + value, units + (value and unit)
        full += [span] if whole else []
        tally.confidences.append((claim.confidence, whole))
    found = len(claims)
    tally.found("quantity value", len(spans), found, values)
    tally.found("quantity value+unit", len(spans), found, units)
    tally.found("quantity full claim", len(spans), found, len(full))
    return full


def _answers(
    gold: GoldQuantity, claim: QuantityClaim, same: dict[str, bool], where: tuple[str, ...], tally: Tally
) -> None:
    for key, right in same.items():
        answer, given = getattr(gold, key), getattr(claim, key)
        tally.answer(f"q.{key}", right, (*where, answer, given), answer)
    for key, plain in PLAIN:
        answer, given = getattr(gold, key), getattr(claim, key)
        row = f"{key} not {plain}"
        tally.count(row, gold=answer != plain, found=given != plain, right=answer == given != plain)
        tally.kinds[row] = "f1"


def _dates(article: GoldArticle, result: Result, tally: Tally) -> None:
    golds = article.gold.dates
    pairs = matching.pair([d.span(article.text) for d in golds], [(d.start, d.end) for d in result.dates])
    resolved = 0
    for gold, index in zip(golds, pairs, strict=True):
        given = None if index is None else result.dates[index].value
        right = index is not None and matching.days(gold.value) == matching.days(given)
        resolved += right
        if not right:
            tally.misses["date"].append((article.id, gold.text, gold.value, "MISSED" if index is None else given))
    hits = len(pairs) - pairs.count(None)
    tally.found("dates found", len(golds), len(result.dates), hits)
    tally.found("dates resolved", len(golds), len(result.dates), resolved)


def _people(article: GoldArticle, result: Result, tally: Tally) -> None:
    golds = {person.name: person for person in article.gold.people}
    found = {person.name: person for person in result.people}
    for name, gold in golds.items():
        person = found.get(name)
        if person is None:
            tally.misses["person"].append((article.id, name, "MISSED"))
            continue
        for key in ("role", "organization"):
            answer, given = getattr(gold, key), getattr(person, key)
            right = matching.alike(answer, given) if answer else not given
            tally.answer(f"person.{key}", right, (article.id, name, answer, given), answer)
    tally.misses["person"] += [(article.id, name, "SPURIOUS") for name in found if name not in golds]
    tally.found("people", len(golds), len(found), len(golds.keys() & found.keys()))


def _quotations(article: GoldArticle, result: Result, tally: Tally) -> None:
    rows = ((True, "direct quotes", DIRECT_SHARE), (False, "reported speech", REPORTED_SHARE))
    for direct, row, enough in rows:
        golds = [quote for quote in article.gold.quotes if quote.direct is direct]
        claims = [claim for claim in result.quotations if claim.direct is direct]
        used: set[int] = set()
        for gold in golds:
            span = gold.span(article.text)
            free = ((_shared(span, c), n) for n, c in enumerate(claims) if n not in used)
            share, best = max(free, default=(0.0, -1))
            if share < enough:
                tally.misses[row].append((article.id, gold.text[:70], "MISSED"))
                continue
            used.add(best)
            given = claims[best].speaker
            name = given.name if given else None
            where = (article.id, gold.text[:50], gold.speaker, name)
            tally.answer("quote.speaker", matching.alike(gold.speaker, name), where, gold.speaker)
        tally.found(row, len(golds), len(claims), len(used))


def _shared(span: Span, claim: QuotationClaim) -> float:
    longer = max(span[1] - span[0], claim.end - claim.start)
    return overlap(span, (claim.start, claim.end)) / longer if longer else 0.0


def _policies(article: GoldArticle, result: Result, tally: Tally) -> None:
    claims, used = result.policies, set()
    for gold in article.gold.policies:
        span = gold.span(article.text)
        fit = [
            (2 * (overlap(span, (c.start, c.end)) > 0) + (c.action == gold.action), n)
            for n, c in enumerate(claims)
            if n not in used and c.policy == gold.type
        ]
        if not fit:
            tally.misses["policy"].append((article.id, gold.text, gold.type, "MISSED"))
            continue
        best = max(fit)[1]
        used.add(best)
        for key in ("action", "status", "actor", "target"):
            answer, given = getattr(gold, key), getattr(claims[best], key)
            coded = key in ("actor", "target")
            right = matching.codes(answer) == matching.codes(given) if coded else answer == given
            tally.answer(f"policy.{key}", right, (article.id, gold.text, answer, given), answer)
    for number, claim in enumerate(claims):
        if number not in used:
            tally.misses["policy"].append((article.id, claim.text, claim.policy, "SPURIOUS"))
    tally.found("policies by type", len(article.gold.policies), len(claims), len(used))


def _grounding(article: GoldArticle, result: Result, tally: Tally) -> None:
    """Spans against the text that was given, not the one that the result says it read."""
    text = article.text
    tally.answer("text unchanged", result.article.text == text, (article.id,))
    mentions = [m for group in (result.people, result.organizations) for item in group for m in item.mentions]
    for record in (*result.claims, *result.dates, *mentions):
        held = text[record.start : record.end] == record.text
        tally.answer("grounding", held, (article.id, getattr(record, "id", None), record.text[:40]))


def spans_of(result: Result) -> dict[str, Span]:
    """The spans of claims and dates by id."""
    return {record.id: (record.start, record.end) for record in (*result.claims, *result.dates)}


def confirms(finding: Finding, wanted: Sequence[Span], spans: dict[str, Span]) -> bool:
    """Whether a finding confirms a relation of these members: most of them, and little else, took part."""
    if finding.verdict != "consistent" or finding.check == "joint":
        return False
    members = [spans[name] for name in (*finding.claims, *finding.dates) if name in spans]
    met = sum(any(overlap(want, member) for member in members) for want in wanted)
    enough = max(min(2, len(wanted)), 0.6 * len(wanted))
    return len(members) <= len(wanted) + PROOF_MEMBERS and met >= enough


def _relations(article: GoldArticle, result: Result, tally: Tally) -> None:
    spans = spans_of(result)
    for relation in article.gold.relations:
        wanted = [(at := find_nth(article.text, words, nth), at + len(words)) for words, nth in relation.members]
        hits = [finding.check for finding in result.findings if confirms(finding, wanted, spans)]
        where = (article.id, relation.check, [words for words, _ in relation.members])
        tally.answer("relations confirmed", bool(hits), where)
        tally.answer("relations confirmed under the same check", relation.check in hits, where)
    for verdict, row, misses in (
        ("inconsistent", "false alarms", "false_alarm"),
        ("undetermined", "warnings on clean articles", "warning"),
    ):
        findings = [finding for finding in result.findings if finding.verdict == verdict]
        tally.count(row, findings=len(findings), articles=bool(findings), of=1)
        tally.misses[misses] += [(article.id, finding.check, finding.message) for finding in findings]
