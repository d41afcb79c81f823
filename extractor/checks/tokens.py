"""The words of a short text."""

from __future__ import annotations

import re
from functools import lru_cache

_SIGNS = "%$€£'&.-"
_WORD = re.compile(rf"[{_SIGNS}]*\w[\w{_SIGNS}]*")
_CLOSING = "%'"
"""The signs that belong to the word before them, too."""


def words(text: str) -> list[str]:
    """The words of a short text, lower case, typographic apostrophes made plain."""
    return list(_words(text))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    found = _WORD.findall(text.lower().replace("’", "'"))
    return tuple([word if word[-1].isalnum() else _closed(word) for word in found])


def _closed(word: str) -> str:
    """A word without the signs behind it, but for those right behind it that belong to it: "4%", "its'"."""
    bare = word.rstrip(_SIGNS)
    behind = word[len(bare) :]
    return bare + behind[: len(behind) - len(behind.lstrip(_CLOSING))]
