"""Whether a result fits the text that it carries."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.schema import SCHEMA_VERSION, Claim, Date, Mention, Result


def spans(result: Result) -> Iterator[tuple[str, Claim | Date | Mention]]:
    """Every record of the result that is a piece of the article's text, with the id that it is told by."""
    for record in [*result.claims, *result.dates]:
        yield record.id, record
    for person in result.people:
        yield from ((person.id, mention) for mention in person.mentions)
    for organization in result.organizations:
        yield from ((organization.id, mention) for mention in organization.mentions)
    for claim in result.claims:
        for found in (claim.explain or {}).values():
            yield from ((claim.id, mention) for mention in found)


def is_textless(result: Result) -> bool:
    """Whether the result was written without the article's words."""
    return not result.article.text and any(end for _, end in result.sentences)


def whole(result: Result) -> Result:
    """The result itself. Raises ValueError: another major version of the schema, or records that don't fit the text."""
    if result.schema_version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise ValueError(f"schema version {result.schema_version} is not {SCHEMA_VERSION}")
    misfit = None if is_textless(result) else fault(result)
    if misfit:
        raise ValueError(f"broken result: {misfit}")
    return result


def fault(result: Result) -> str | None:
    """What of a result doesn't fit its own text; None where all does."""
    text, end = result.article.text, 0
    for number, (start, stop) in enumerate(result.sentences):
        if not end <= start <= stop <= len(text):
            return f"sentence {number} [{start}, {stop}] is outside the text or out of order"
        end = stop
    for name, span in spans(result):
        if not 0 <= span.start < span.end <= len(text):
            return f"{name}: span [{span.start}, {span.end}] is outside the text"
        if text[span.start : span.end] != span.text:
            return f"{name}: the text at [{span.start}, {span.end}] is not {span.text[:40]!r}"
    for claim in result.claims:
        if not 0 <= claim.sentence < len(result.sentences):
            return f"{claim.id}: there is no sentence {claim.sentence}"
    return None
