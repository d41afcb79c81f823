"""Names of organizations that the tables know, and the short names that stand for one."""

from __future__ import annotations

from functools import lru_cache

from extractor import lookups
from extractor.components._names import Text, given_names, listed, split
from extractor.kept import kept

_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "de", "du", "&"})


@lru_cache(maxsize=1)
def known_names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word → (words, name), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in lookups.table("organizations"):
        for form in (row["name"], *lookups.cells(row, "aliases")):
            words = tuple(word.core for word in split(form))
            index.setdefault(words[0], []).append((words, row["name"]))
    return {first: tuple(sorted(forms, key=lambda f: -len(f[0]))) for first, forms in index.items()}


@lru_cache(maxsize=1)
def known_places() -> dict[str, str]:
    return {row["name"]: row["place"] for row in lookups.table("organizations") if row["place"]}


@kept
def is_acronym(core: str) -> bool:
    """Whether a word is spelled like an acronym: two to eight letters, at most two of them small."""
    letters = [c for c in core if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return 2 <= len(letters) <= 8 and upper >= 2 and len(letters) - upper <= 2 and core[0].isupper() and core[-1] != "."


def initials(name: str) -> str:
    """The first letters of a name's words, small words left out."""
    parts = name.replace("-", " ").replace(",", " ").split()
    return "".join(part[0].upper() for part in parts if part.lower() not in _SMALL)


def abbreviates(short: str, name: str) -> bool:
    """Whether a word is made of a name's initials in order, most of them ("KIEP": Korea Institute for
    International Economic Policy)."""
    letters, size = initials(name), len(short)
    rest = iter(letters)
    return size > 2 and short[0] == letters[0] and size + 1 >= len(letters) and all(c in rest for c in short.upper())


def bracketed(view: Text, place_at: list[int], i: int) -> bool:
    """Whether word i stands alone in brackets as the short name of a body: "(Dian)", no place and nobody's name."""
    alone = i < view.size and view.gap(i).endswith("(") and view.gap(i + 1).startswith(")") and view.caps[i]
    core = view.words[i].core if alone else ""
    return len(core) > 2 and core.isalpha() and place_at[i] < 0 and core not in given_names() and (
        view.low(i) not in listed("name_words", "month"))
