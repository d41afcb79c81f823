"""An article's home: the countries that it speaks of, and so which currency an ambiguous sign means."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import chain

from extractor.components._quantity_currencies import CODES, NAMES
from extractor.components._quantity_tables import Lazy, classes, cue, key, trie
from extractor.lookups import cells, table

HEAD = 400
"""A name within so many characters from the text's start counts three times."""
DATELINE_WEIGHT = 15.0
OFFICE_WEIGHT = 12.0
"""The weight of a country's statistics office or central bank that speaks."""
USUAL_DOLLAR = 12.0
"""The advance of the US dollar before the other dollars; other usual meanings have USUAL."""
MARKED_DOLLAR = 4.0
"""The advance that stays where the US dollar has a sign of its own."""
LOCAL_DOLLAR = 0.5
"""The advance that stays where, besides, the article speaks most of a country with a dollar of its own."""
OWN_DOLLARS = frozenset(classes("quantity_cues")["own_dollars"])
"""Dollars that are written "$" at home, where the United States are spoken of by the way at most."""
ASIDE = 6.0
"""How many times as much as of the United States an article must speak of a country for its dollar."""
ALONE = 3
"""How many times as much as of all others an article speaks of a country whose dollar has a sign of its own, too."""
MOSTLY = 2
"""How many times as much as of any other an article speaks of the country that it is at home in, at least."""
SPOKEN_OF = 3.0
"""The score that a country has by one name in the head alone: too little for its dollar."""
OUTLET_WEIGHT = 25.0
"""The weight of an outlet's name in the head, and of an internet address."""
USUAL = 0.5
USUAL_POUND = 2.0
"""The advance of sterling before the other pounds, which articles by others tell in another way."""
DECLARED = 1000.0
"""The weight of a currency that the article says its figures to be in."""
ONLY_FOREIGN = 1000.0
HISTORIC = 0.4
_OFFICES = dict(pair.split(":") for pair in classes("quantity_cues")["offices"])
_OFFICE = Lazy(r"(?<!\w)(?:" + trie(_OFFICES) + r")(?!\w)")
_OUTLETS = dict(pair.split(":") for pair in classes("quantity_cues")["outlets"])
_OUTLET = Lazy(r"(?<!\w)(?:" + trie(_OUTLETS) + r")(?!\w)")
_DOMAINS = dict(pair.split(":") for pair in classes("quantity_cues")["domains"])
_DOMAIN = Lazy(r"(?<=[a-z0-9])\.(" + trie(_DOMAINS) + r")(?![\w.-]*\w)")
_DECLARED = Lazy(
    r"\b(?:values?|figures?|amounts?|prices?|sums?|dollars?|data)\b(?:(?!" + cue("paid") + r")[^.;\n]){0,40}?"
    r"\bin ((?:[a-z.]+ ){1,2}[a-z]+)"
)
_WIRE = Lazy(r"[(/]" + cue("wires") + r"[)/]|(?:^|\n|By [\w .]{3,40}, |— ?)" + cue("wires") + r" *(?:\n|[-–—|])")
_RESTATED = Lazy(r"(?<![\w$])\$ ?[0-9][0-9.,]*(?: ?[a-z]+){0,2} \((?:(?:about|some|around|roughly|nearly) )?us\$")
"""A bare dollar restated in US dollars: "$132.1bn (US$86.7bn)"."""
_DATELINE = Lazy(
    r"(?:^|\n) {0,3}(?:([A-Z][A-Z.'’]+(?: [A-Z][A-Z.'’]+){0,2})(?=[,:\n]| ?[-–—(])"
    r"|([A-Z]\w+(?: [A-Z]\w+){0,2})(?=, [A-Z][a-z]{2,8}\.? [0-9]{1,2}(?:, [0-9]{4})? ?[-–—:]))"
)


class Home:
    """What an article tells of the countries that it is at home in; reads the text once, when first asked."""

    def __init__(self, text: str, low: str) -> None:
        self._text, self._low = text, low
        self._scores: dict[str, float] | None = None
        self._by_code: dict[str, float] = {}
        self._settled: dict[tuple[tuple[str, ...], bool], list[tuple[str, float]]] = {}
        self.explicit: dict[str, int] = {}
        self.declared = _declared(low)

    def note(self, code: str) -> None:
        """Counts an unambiguous mention of a currency."""
        self.explicit[code] = self.explicit.get(code, 0) + 1
        self._settled.clear()

    def score(self, code: str) -> float:
        """How much the article speaks of the countries that use a currency."""
        if code not in self._by_code:
            row = CODES.get(code)
            countries = cells(row, "countries") if row else ()
            total = sum(self._countries().get(country, 0.0) for country in countries)
            self._by_code[code] = total * (HISTORIC if row and row["until"] else 1.0)
        return self._by_code[code]

    def _countries(self) -> dict[str, float]:
        if self._scores is None:
            self._scores = _country_scores(self._text)
        return self._scores

    @cached_property
    def _dollars(self) -> bool:
        """Whether the article tells any dollars."""
        return "$" in self._text or "dollar" in self._low

    @cached_property
    def _restated(self) -> bool:
        """Whether a bare dollar is told in US dollars, too."""
        return "us$" in self._low and _RESTATED.search(self._low) is not None

    def short_tons(self) -> bool:
        """Whether "tons" are the American ones: in American articles that tell no metric tons."""
        return "metric ton" not in self._low and self.american()

    def american(self) -> bool:
        """Whether the United States are the country that the article speaks of most, or none is spoken of."""
        scores = self._countries()
        return scores.get("US", 0.0) >= max(scores.values(), default=0.0)

    def _opens_american(self) -> bool:
        """Whether the text's head speaks of the United States."""
        pattern, owner = _places()
        return any(owner.get(m.group()) == "US" for m in pattern.finditer(self._text, 0, HEAD))

    def _leads(self, code: str) -> bool:
        """Whether the article speaks more of a currency's countries than of any other but the United States."""
        own = {"US", *cells(CODES[code], "countries")}
        others = (score for country, score in self._countries().items() if country not in own)
        return self.score(code) > max(others, default=0.0)

    def knows(self, code: str) -> bool:
        """Whether the article speaks of a currency: of its countries, or of it by its short name."""
        return self.score(code) > 0 or CODES[code]["name"].rpartition(" ")[2].lower() in self._low

    def local(self) -> str | None:
        """The currency of the country that the article speaks of most, of those besides the United States; None where
        it speaks of two alike, or of none."""
        scores = {country: score for country, score in self._countries().items() if country != "US"}
        ranked = sorted(scores, key=lambda country: -scores[country])
        if not ranked or (len(ranked) > 1 and scores[ranked[0]] < MOSTLY * scores[ranked[1]]):
            return None
        own = (code for code, row in CODES.items() if not row["until"] and ranked[0] in cells(row, "countries"))
        return next(own, None)

    def settle(self, codes: tuple[str, ...], named: bool = False) -> list[tuple[str, float]]:
        """The candidates with their scores (adding up to 1), the likeliest first.

        A sign whose other candidates have signs of their own in the article ("$" beside "US$") is not one of
        those (unless `named`: a name, not a sign); else the country decides that the article speaks of most,
        and the usual meaning where none does.
        """
        known = self._settled.get((codes, named))
        if known is not None:
            return known
        weights, whole = [], self._whole_of(codes)
        for rank, code in enumerate(codes):
            weight = self.score(code) if len(codes) > 1 else 1.0
            marked = code in self.explicit and (code == "USD" or not _in_cents(codes))
            if len(codes) > 1 and marked and not named:
                others = max(self.score(other) for other in codes if other != code)
                alone = "USD" in self.explicit and self.score(code) > ALONE * others  # "BDS$2.00 = US$1.00" in a note
                weight *= 0.1 if "USD" in codes and not alone else 0.6
            weight += self._usual(codes) if rank == 0 and self.declared not in codes[1:] else 0.0
            if code in self.explicit and codes[0] != "USD" and self.score(codes[0]) == 0:
                weight += SPOKEN_OF  # "2,200 francs" where CFA francs are told
            weight += DECLARED if code in (self.declared, whole) else 0.0
            weights.append(weight + 0.01 / (rank + 1))
        total = sum(weights)
        ranked = sorted(zip(codes, weights, strict=True), key=lambda pair: -pair[1])
        settled = [(code, round(weight / total, 2)) for code, weight in ranked]
        self._settled[codes, named] = settled
        return settled

    def _whole_of(self, codes: tuple[str, ...]) -> str | None:
        """The one currency of the article whose hundredths cents can be, where no dollars are told."""
        cents = _in_cents(codes) and not self._dollars
        told = [code for code in codes if code in self.explicit] if cents else []
        return told[0] if len(told) == 1 else None

    def likeliest(self, codes: tuple[str, ...], named: bool = False) -> str:
        """The first of `settle`."""
        return codes[0] if len(codes) == 1 else self.settle(codes, named)[0][0]

    def _usual(self, codes: tuple[str, ...]) -> float:
        """The advance of the usual meaning: large for the US dollar, which is everybody's second currency and
        the first of international agencies."""
        if codes[0] != "USD":
            return USUAL_POUND if codes[0] == "GBP" else USUAL
        if self._restated:
            return 0.0
        if _in_cents(codes) and not self._dollars and not self._countries().get("US"):
            return USUAL  # "Irish farmers got 52.3 cents a litre"
        wire = _WIRE.search(self._text, 0, HEAD) is not None
        if "USD" in self.explicit and not wire:
            return LOCAL_DOLLAR if any(self._leads(code) for code in codes[1:]) else MARKED_DOLLAR
        if wire or any(code in self.explicit for code in codes[1:]):
            return ONLY_FOREIGN
        own = [code for code in codes[1:] if code in OWN_DOLLARS and self.score(code) > SPOKEN_OF]
        american = self._countries().get("US", 0.0)
        if any(self._leads(code) and american * ASIDE <= self.score(code) for code in own):
            return LOCAL_DOLLAR
        british = (
            "per cent" in self._low
        )  # no American writes, and the country is spoken of more than the United States
        if british and any(self._leads(code) and self.score(code) > max(american, SPOKEN_OF) for code in own):
            return LOCAL_DOLLAR
        opens = self._opens_american()
        told = (code for code in own if self._leads(code) and self.score(code) > OFFICE_WEIGHT)
        if any(not opens or self.score(code) > MOSTLY * american for code in told):
            return LOCAL_DOLLAR
        return USUAL_DOLLAR


def _in_cents(codes: tuple[str, ...]) -> bool:
    """Whether currencies are those of "cents", which have no sign of their own but that of US cents."""
    return "EUR" in codes


@lru_cache(maxsize=1)
def _places() -> tuple[re.Pattern[str], dict[str, str]]:
    owner: dict[str, str] = {}
    for row in table("places"):
        for column in ("names", "demonyms", "capital", "cities"):
            for name in cells(row, column):
                owner.setdefault(name, row["code"])
    return re.compile(r"(?<![\w-])(?:" + trie(owner) + r")(?![\w$])"), owner  # "US$ 443" speaks of no country


def _declared(low: str) -> str | None:
    """The currency of "all values are in New Zealand dollars", None where none is told."""
    for match in _DECLARED.finditer(low):
        words = match[1].split(" ")
        for form in (NAMES.get(key(" ".join(words[:n]))) for n in range(len(words), 1, -1)):
            if form is not None and len(form.codes) == 1:
                return form.codes[0]
    return None


def _country_scores(text: str) -> dict[str, float]:
    pattern, owner = _places()
    scores: dict[str, float] = {}

    def add(code: str | None, weight: float) -> None:
        if code:
            scores[code] = scores.get(code, 0.0) + weight

    capitals = "\n".join(line.title() for line in text.splitlines() if line.isupper())
    for match in chain(pattern.finditer(text), pattern.finditer(capitals)):
        add(owner.get(match.group()) or owner.get(key(match.group())), 3.0 if match.start() < HEAD else 1.0)
    speaking: set[str] = set()
    for match in _OFFICE.finditer(text):
        country = _OFFICES[key(match.group())]
        add(country, 1.0 if country in speaking else OFFICE_WEIGHT)
        speaking.add(country)
    for match in _OUTLET.finditer(text, 0, HEAD):
        add(_OUTLETS[key(match.group())], OUTLET_WEIGHT)
    for country in sorted({_DOMAINS[match[1]] for match in _DOMAIN.finditer(text)}):
        add(country, OUTLET_WEIGHT)
    for match in _DATELINE.finditer(text, 0, HEAD):
        add(owner.get((match[1] or match[2]).title()), DATELINE_WEIGHT)
    return scores
