"""Currencies: their signs, codes and names beside a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.components._quantity_tables import Lazy, classes, key, trie
from extractor.lookups import cells, table


@dataclass(frozen=True, slots=True)
class Form:
    """A sign, code or name: the currencies that it may mean (the usual one first) and its factor
    (0.01 for cents); `guarded`: also a word or letter, read only where the article knows the currency."""

    codes: tuple[str, ...]
    factor: Decimal = Decimal(1)
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """A currency found beside a number, `[start, end)` of its form; `glued` if nothing stands between."""

    form: Form
    start: int
    end: int
    glued: bool = True


CODES = {row["code"]: row for row in table("currencies")}
SIGNS: dict[str, Form] = {}
"""Forms that stand before a number."""
NAMES: dict[str, Form] = {}
"""Names in lower case, which stand behind a number."""
_SIGNS_AFTER: dict[str, Form] = {}


def _load_codes() -> None:
    current: dict[str, str] = {}
    for code, row in CODES.items():
        for name in (row["name"], row["plural"]):
            spelled = key(name.lower())
            if spelled not in current or not row["until"]:
                current[spelled] = code
    NAMES.update({spelled: Form((code,)) for spelled, code in current.items()})
    cautious = frozenset(classes("distractors")["word_code"])
    for code in CODES:
        SIGNS[code] = _SIGNS_AFTER[code] = Form((code,), guarded=code in cautious)
    for code in classes("quantity_cues")["common_code"]:
        _SIGNS_AFTER[code] = Form((code.upper(),))


def _load_forms() -> None:
    for row in table("currency_forms"):
        place = row["place"].rstrip("!")
        form = Form(cells(row, "codes"), Decimal(row["factor"]), row["place"].endswith("!"))
        for spelled in cells(row, "forms"):
            if place != "after":
                SIGNS[key(spelled)] = form
                if spelled[-1] == "$" and spelled[:-1].isalpha() and 2 < len(spelled) < 5:
                    SIGNS[spelled[:-1] + " $"] = form
            if place != "before":
                named = " " in spelled or (len(spelled) > 2 and spelled.isalpha() and spelled.islower())
                (NAMES if named else _SIGNS_AFTER)[key(spelled)] = form


_load_codes()
_load_forms()
_LAST = frozenset(spelled[-1] for spelled in SIGNS)
_GAP = " \u00a0\u202f-−–"
_REACH = max(map(len, SIGNS)) + 4
_BEFORE = Lazy(r"(?<![A-Za-z])(" + trie(SIGNS) + r")[ \u00a0\u202f]?([-−–])?[ \u00a0]?$")
_SIGN_AFTER = Lazy(r"([ \u00a0\u202f\u2009-]?)(" + trie(_SIGNS_AFTER) + r")(?![\w$])")
_NAME_AFTER = Lazy(lambda: r"\.?[ \u00a0\u202f\u2009\n-]{0,2}(" + trie(NAMES) + r")(?!\w)")
_PREFIXED = re.compile(r"[ \u00a0]?([MBmbk])([A-Z]{3})(?!\w)")
_POINT_GROUPS = frozenset(classes("quantity_cues")["point_groups"])
_LONE = ("$", "£", "€", "¥")


def grouped(form: Form, number: Decimal, scaled: bool) -> Decimal:
    """A sum as it is meant: where a currency has no decimals in use, three figures behind a point are thousands
    ("Rp16.000")."""
    groups = form.codes[0] in _POINT_GROUPS and number.as_tuple().exponent == -3 and not scaled
    return number.scaleb(3) if groups else number


def before(text: str, at: int) -> tuple[Money, bool] | None:
    """The currency whose sign or code stands right before `at`, and whether a minus stands between them."""
    last = text[at - 1 : at]
    if last and last in _GAP:
        last = text[max(0, at - 4) : at].rstrip(_GAP)[-1:]
    if not last or last not in _LAST:
        return None
    match = _BEFORE.search(text, max(0, at - _REACH), at)
    if match is None:
        return None
    spelled, glued = match[1], match.end(1) == at
    if not glued and len(spelled) == 1 and spelled.isalpha():
        return None
    if spelled.startswith("us ") and match.start(1) and text[match.start(1) - 1] in " \n":
        return Money(SIGNS["$"], match.end(1) - 1, match.end(1), glued), bool(match[2])  # "gave us $4.3 billion"
    if match[2] and match[2] != "-" and spelled[-1] not in _LONE:
        return None
    return Money(SIGNS[key(spelled)], match.start(1), match.end(1), glued), bool(match[2])


def after(text: str, low: str, at: int) -> Money | None:
    """The currency whose name, code or sign follows at `at`."""
    match = _NAME_AFTER.match(low, at)
    stopped = (
        match is not None and low[at : at + 1] == "."
    )  # "1.22-tril.-yen", "1.2 tril. yen": a name, no new sentence
    if match and text[match.start(1) : match.end(1)] not in CODES and not (stopped and text[match.start(1)].isupper()):
        return Money(NAMES[key(match[1])], match.start(1), match.end(1))
    match = _SIGN_AFTER.match(text, at)
    if match is None:
        return None
    form, spelled = _SIGNS_AFTER[key(match[2])], match[2]
    if match[1] and len(spelled) == 1 and spelled.isalpha() and spelled.isascii():
        return None
    if spelled in _LONE and text[match.end() : match.end() + 1].isdigit():
        return None
    return Money(form, match.start(2), match.end(2))


def scaled_code(text: str, at: int) -> tuple[Money, str] | None:
    """A code with a scale letter before it ("120 MEUR"), and the letter."""
    match = _PREFIXED.match(text, at)
    if match is None or match[2] not in CODES:
        return None
    return Money(Form((match[2],)), match.start(2), match.end()), match[1].lower()
