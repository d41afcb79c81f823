"""The words of a piece of HTML that holds nothing but an article, as mails and agencies' records do (extra `html`)."""

from __future__ import annotations

import re

from extractor.readers.blocks import text_of
from extractor.readers.common import ReadError
from extractor.readers.formats import extra

_DECLARATION = re.compile(r"\s{0,99}<\?xml[^<>]{0,200}\?>")


def words_of(markup: str) -> str:
    """Paragraphs apart by an empty line; empty where there are no words. Raises ReadError, also for a missing extra."""
    library = extra("lxml.html", "html")
    markup = _DECLARATION.sub("", markup, count=1).replace("\x00", "")
    if not markup.strip():
        return ""
    parser = library.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = library.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except Exception as error:  # lxml's own errors, for what isn't markup at all
        raise ReadError(f"broken HTML: {' '.join(str(error).split())[:100]}") from None
    return text_of(tree)
