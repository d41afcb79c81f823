"""Results without the article's words: for those who may share figures and not texts.

The article's text and every record's words become empty; offsets and the text's sha256 stay, so that who has the
article has the words. Titles, names, indicators and messages stay: they are what was found.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.schema import Claim, Date, Mention, Result


def _words(result: Result) -> Iterator[Claim | Date | Mention]:
    yield from result.claims
    yield from result.dates
    for person in result.people:
        yield from person.mentions
    for organization in result.organizations:
        yield from organization.mentions
    for claim in result.claims:
        for found in (claim.explain or {}).values():
            yield from found


def without_text(result: Result) -> Result:
    """A copy of the result without the article's words."""
    bare = result.model_copy(deep=True)
    bare.article.text = ""
    for record in _words(bare):
        record.text = ""
    return bare


def is_textless(result: Result) -> bool:
    """Whether the result was written without the article's words."""
    return not result.article.text and any(end for _, end in result.sentences)
