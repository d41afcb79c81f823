"""Currencies: their signs, codes and names beside a number, and which of several an ambiguous one means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.components._quantity_tables import classes, key, lower, trie, words
from extractor.lookups import cells, table


@dataclass(frozen=True, slots=True)
class Form:
    """A sign, code or name: the currencies that it may mean (the usual one first) and its factor
    (0.01 for cents); `guarded`: read only where the article speaks of one of their countries."""

    codes: tuple[str, ...]
    factor: Decimal
    guarded: bool = False


@dataclass(slots=True)
class Money:
    """A currency found beside a number, `[start, end)` of its form; `glued` if nothing stands between."""

    form: Form
    start: int
    end: int
    glued: bool = True


CODES = {row["code"]: row for row in table("currencies")}
SIGNS: dict[str, Form] = {}
_SIGN_AFTER: dict[str, Form] = {}
NAMES: dict[str, Form] = {}


def _load() -> None:
    current: dict[str, str] = {}
    for code, row in CODES.items():
        for name in (row["name"], row["plural"]):
            spelled = key(name.lower())
            if spelled not in current or not row["until"]:
                current[spelled] = code
    for spelled, code in current.items():
        NAMES[spelled] = Form((code,), Decimal(1))
    cautious = set(classes("distractors")["word_code"])
    for code in CODES:
        SIGNS[code] = _SIGN_AFTER[code] = Form((code,), Decimal(1), code in cautious)
    for code in classes("distractors")["common_code"]:
        _SIGN_AFTER[code] = Form((code.upper(),), Decimal(1))
    for row in table("currency_forms"):
        form = Form(cells(row, "codes"), Decimal(row["factor"]), row["place"].endswith("!"))
        for spelled in cells(row, "forms"):
            place = row["place"].rstrip("!")
            if place in ("before", "both"):
                SIGNS[key(spelled)] = form
                if spelled[-1] == "$" and spelled[:-1].isalpha() and 2 < len(spelled) < 5:
                    SIGNS[spelled[:-1] + " $"] = form
            if place in ("after", "both"):
                if (len(spelled) > 2 and spelled.isalpha() and spelled.islower()) or " " in spelled:
                    NAMES[key(spelled)] = form
                else:
                    _SIGN_AFTER[key(spelled)] = form


_load()
GLUED = r"[ \u00a0\u202f\u2009-]?"
_BEFORE_AT = re.compile(r"(?<![A-Za-z])(" + trie(SIGNS) + r")[ \u00a0\u202f]?([-−–])?[ \u00a0]?$")
_LAST = frozenset(spelled[-1] for spelled in SIGNS)
_SIGN_AT = re.compile("(" + GLUED + ")(" + trie(_SIGN_AFTER) + r")(?![\w$])")
_NAME_AT = re.compile(r"[ \u00a0\u202f\u2009\n-]{1,2}(" + trie([*NAMES]) + r")(?!\w)")
_GLUED_NAME_AT = re.compile("(" + trie(NAMES) + r")(?!\w)")
_PREFIXED = re.compile(r"[ \u00a0]?([MBmbk])(" + trie(["EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN"]) + r")(?!\w)")
_REACH = max(map(len, SIGNS)) + 4


def before(text: str, at: int) -> tuple[Money, bool] | None:
    """The currency whose sign or code stands right before `at`, and whether a minus stands between them."""
    last = text[at - 1 : at]
    if last in " \u00a0\u202f-−–":
        last = text[:at].rstrip(" \u00a0\u202f-−–")[-1:] if at < 4 else text[at - 4 : at].rstrip(" \u00a0\u202f-−–")[-1:]
    if not last or last not in _LAST:
        return None
    match = _BEFORE_AT.search(text, max(0, at - _REACH), at)
    if match is None:
        return None
    spelled, form = match[1], SIGNS[key(match[1])]
    glued = match.end(1) == at
    if not glued and len(spelled) == 1 and spelled.isalpha():
        return None
    if match[2] and not match[2] == "-" and not spelled[-1] in "$€£¥":
        return None
    return Money(form, match.start(1), match.end(1), glued), bool(match[2])


def after(text: str, low: str, at: int) -> Money | None:
    """The currency whose name, code or sign follows at `at`."""
    match = _NAME_AT.match(low, at) or _GLUED_NAME_AT.match(low, at)
    if match:
        return Money(NAMES[key(match[1])], match.start(1), match.end(1))
    match = _SIGN_AT.match(text, at)
    if match:
        form, spelled = _SIGN_AFTER[key(match[2])], match[2]
        if match[1] and (form.guarded or len(spelled) == 1 and spelled.isalpha()):
            return None
        if spelled in ("$", "£", "€", "¥") and text[match.end() : match.end() + 1].isdigit():
            return None
        return Money(form, match.start(2), match.end(2))
    return None


def scaled_code(text: str, at: int) -> tuple[Money, str] | None:
    """A code with a scale letter before it ("120 MEUR"), and the letter."""
    match = _PREFIXED.match(text, at)
    if match is None:
        return None
    return Money(Form((match[2],), Decimal(1)), match.start(2), match.end()), match[1].lower()


class Home:
    """What an article tells of the countries that it is at home in; reads the text once, when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._scores: dict[str, float] | None = None
        self._by_code: dict[str, float] = {}
        self.explicit: dict[str, int] = {}

    def note(self, code: str) -> None:
        """Counts an unambiguous mention of a currency."""
        self.explicit[code] = self.explicit.get(code, 0) + 1

    def score(self, code: str) -> float:
        """How much the article speaks of the countries that use a currency."""
        if code not in self._by_code:
            if self._scores is None:
                self._scores = _country_scores(self._text)
            row = CODES.get(code)
            total = sum(self._scores.get(country, 0.0) for country in cells(row, "countries")) if row else 0.0
            self._by_code[code] = total * (0.4 if row and row["until"] else 1.0)
        return self._by_code[code]

    def knows(self, code: str, low: str) -> bool:
        """Whether the article speaks of a currency: of its countries, or of it by its short name."""
        return self.score(code) > 0 or CODES[code]["name"].rpartition(" ")[2].lower() in low

    def settle(self, codes: Sequence[str], named: bool = False) -> list[tuple[str, float]]:
        """The candidates with their scores (adding up to 1), the likeliest first.

        A sign whose other candidates have signs of their own in the article ("$" beside "US$") is not one of
        those (unless `named`: a name, not a sign); else the country decides that the article speaks of most, and the usual meaning where none does.
        """
        weights = []
        for rank, code in enumerate(codes):
            weight = self.score(code)
            if len(codes) > 1 and code in self.explicit and not named:
                weight *= 0.1 if code == "USD" or "USD" in codes else 0.6
            if rank == 0:
                weight += self._usual(codes)
            weights.append(weight + 0.01 / (rank + 1))
        total = sum(weights)
        ranked = sorted(zip(codes, weights, strict=True), key=lambda pair: -pair[1])
        return [(code, round(weight / total, 2)) for code, weight in ranked]

    def _usual(self, codes: Sequence[str]) -> float:
        """The advance of the usual meaning: large for the US dollar, which is everybody's second currency."""
        if codes[0] != "USD":
            return 0.5
        if "USD" in self.explicit:
            return 0.0
        if any(code in self.explicit for code in codes[1:]):
            return 1000.0
        return 12.0


@lru_cache(maxsize=1)
def _places() -> tuple[re.Pattern[str], dict[str, str]]:
    owner: dict[str, str] = {}
    for row in table("places"):
        for column in ("names", "demonyms", "capital", "cities"):
            for name in cells(row, column):
                owner.setdefault(name, row["code"])
    return re.compile(r"(?<![\w-])(?:" + trie(owner) + r")(?!\w)"), owner


_HEAD = 400
_DATELINE = re.compile(r"(?:^|\n)[ ]{0,3}([A-Z][A-Z.'’]+(?: [A-Z][A-Z.'’]+){0,2})(?=[,:\n]| ?[-–—(])")


def _country_scores(text: str) -> dict[str, float]:
    pattern, owner = _places()
    scores: dict[str, float] = {}
    for match in pattern.finditer(text):
        code = owner.get(match.group()) or owner.get(key(match.group()))
        if code:
            scores[code] = scores.get(code, 0.0) + (3.0 if match.start() < _HEAD else 1.0)
    for match in _DATELINE.finditer(text, 0, _HEAD):
        code = owner.get(match[1].title())
        if code:
            scores[code] = scores.get(code, 0.0) + 15.0
    return scores


def settle_text(text: str, forms: Iterable[Form]) -> Home:
    """The article's home, with its unambiguous currencies counted."""
    home = Home(text)
    for form in forms:
        if len(form.codes) == 1:
            home.note(form.codes[0])
    return home


__all__ = ["Form", "Home", "Money", "after", "before", "lower", "settle_text", "words"]
