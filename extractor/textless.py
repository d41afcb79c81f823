"""Results without the article's words: for those who may share figures and not texts.

The article's text and every record's words become empty; offsets and the text's sha256 stay, so that who has the
article has the words. Titles, names, indicators and messages stay: they are what was found.
"""

from __future__ import annotations

from extractor.schema import Result
from extractor.spans import spans


def without_text(result: Result) -> Result:
    """A copy of the result without the article's words."""
    bare = result.model_copy(deep=True)
    bare.article.text = ""
    for _, record in spans(bare):
        record.text = ""
    return bare
