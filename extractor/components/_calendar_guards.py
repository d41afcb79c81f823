"""What looks like a date and isn't: the verb "may", names, numbers, "today" in speech."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from extractor.components._calendar_compared import compared
from extractor.components._calendar_grammar import Match
from extractor.components._calendar_tense import tense_at
from extractor.components._calendar_tokens import Token
from extractor.lookups import cells, table


@lru_cache(maxsize=1)
def _guards() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(cells(row, "forms")) for row in table("calendar_guards")}


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(form for row in table("places") for c in ("names", "demonyms") for form in cells(row, c))


_YEAR_NAMED = 3
"""Words of a phrase in which a year is named, at most."""
BASE = "100"
_ENDS = frozenset(",.;:)")


def _quoted(found: list[Token]) -> list[bool]:
    """For each token whether it stands inside of quotation marks that were opened in its paragraph."""
    inside, flags = False, []
    for token in found:
        if token.broken:
            inside = False
        if token.text in '“”"' and token.kind == "OTHER":
            inside = token.text == "“" or (token.text == '"' and not inside)
        flags.append(inside)
    return flags


class Guard:
    """Judges matches over the tokens of a text; `sentence` gives the borders of a token's sentence."""

    def __init__(self, tokens: list[Token], sentence: Callable[[int], tuple[int, int]]) -> None:
        self.tokens, self.sentence = tokens, sentence
        self.quoted = _quoted(tokens)

    def word(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def allows(self, match: Match) -> bool:
        last = self.tokens[match.end - 1]
        after = self.tokens[match.end] if match.end < len(self.tokens) else None
        if after is not None and after.glued and after.kind == "WORD" and last.kind == "DIGITS":
            return False
        if self._is_base(match.end):
            return False
        if match.name in ("month", "month_pair") and not self._is_month(match):
            return False
        if match.name in ("month", "weekday") and self.word(match.first - 1) in _guards()["each"]:
            return False
        if match.name == "month_pair" and self.word(match.first - 1) == ",":
            return match.first < 2 or "MONTH" not in self.tokens[match.first - 2].classes
        if match.name == "bare_n":
            return self.word(match.end) != "of" and not self._since_when(match.first - 1)
        if match.name == "year_closed":
            return self.word(match.end) in _guards()["year_closed_after"]
        if match.name == "full_year":
            verb = self.tokens[match.end + 1].tag == "VB" if match.end + 1 < len(self.tokens) else False
            return verb or self.word(match.end) not in _guards()["full_year_not_before"]
        if match.name == "named_day":
            return self._is_named_day(match)
        if match.name == "elided_quarter":
            number = self.word(match.end + 1)[:1]
            listed = self.word(match.end) == "and" and (number.isdigit() or number in _guards()["sign"])
            return after is None or after.broken or after.text in _ENDS or listed
        if match.name == "through_month":
            return match.first == self.sentence(match.first)[0] and self.word(match.end) == ","
        if match.name == "quarter" and self.word(match.end) == "of":
            return self._is_of_year(match.end + 1)
        if match.name == "counted_month":
            return after is not None and after.text == ","
        if match.name == "first_month":
            return self.word(match.end) in _guards()["first_month_after"]
        if match.name == "year" and match.end - match.first == 1:
            return self._is_year(match.first)
        if match.name == "year" and "YEAR" in last.classes and self._number_goes_on(match.end - 1):
            return False
        if match.name in ("ago", "step") and last.low == "earlier":
            return self.word(match.end) not in ("than", "this")
        if match.name in ("ago", "step", "later", "past_n") and last.low in ("before", "after"):
            return not self._governs(match.end)
        if match.name == "relative" and "day" in match.slots:
            return self._is_day_word(match)
        if match.name in ("that", "step", "same") and after is not None and after.glued:
            return "DASH" not in after.classes
        return True

    def measures(self, match: Match) -> bool:
        """Whether a span of months is that of what stands behind it: "eight-month trade", not "a ten-month high"."""
        measured, end = _guards()["months_measured"], match.end
        if self.word(end) in _guards()["months_modifier"]:  # "six-month export earnings", not "a five-month export ban"
            end += 1
            if self.word(end) not in measured and self.tokens[end : end + 1] and self.tokens[end].tag[:2] == "NN":
                return False
        elif self.word(end) not in measured:
            return False
        return self.word(match.first - 1) not in ("a", "an")

    def _is_of_year(self, i: int) -> bool:
        """Whether a quarter is one of a year, and not of a thing: "the first quarter of the trade deal"."""
        i += self.word(i) in _guards()["definite"]
        named = range(i, min(i + _YEAR_NAMED, len(self.tokens)))
        if any(self.word(k) in _guards()["year_named"] or "YEAR" in self.tokens[k].classes for k in named):
            return True  # "of the Indian fiscal year", "of a turbulent 2025"
        thing = i < len(self.tokens) and self.tokens[i].tag[:2] in ("NN", "JJ") and not self.tokens[i].classes
        return not thing or self.word(i) in _guards()["year_named"]

    def _governs(self, after: int) -> bool:
        """Whether "a year before" goes on: "before the crisis", "before Christmas"."""
        if after >= len(self.tokens) or self.tokens[after].broken or self.tokens[after].kind != "WORD":
            return False
        token = self.tokens[after]
        if self.tokens[after - 1].low == "after" and token.tag[:2] in ("NN", "JJ", "VB"):
            return True  # "a day after neighbouring Ghana set its price"
        return token.low in _guards()["step_not_before"] or (
            token.text[0].isupper() and token.start - 1 > 0 and self.tokens[after - 1].low in ("before", "after")
        )

    def _since_when(self, at: int) -> bool:
        """Whether a superlative or a first time is told right before: "the most in 11 months"."""
        near = self.tokens[max(self.sentence(at)[0], at - 3) : at]
        ranked = (t.low in _guards()["best_before"] or t.low.endswith("est") or "ORD" in t.classes for t in near)
        return any(ranked) or any(t.tag == "JJS" for t in near)

    def _is_named_day(self, match: Match) -> bool:
        """Whether a feast is a day, not what a thing is called by ("Christmas orders", "Easter Island")."""
        after = self.tokens[match.end] if match.end < len(self.tokens) else None
        if after is None or after.broken or after.kind != "WORD":
            return after is None or after.broken or not (after.glued and "DASH" in after.classes)
        return not (after.low in _guards()["named_day_after"] or after.text[0].isupper() or after.tag[:2] == "NN")

    def _is_month(self, match: Match) -> bool:
        token = self.tokens[match.first]
        if match.end - match.first > 1:
            return True
        if len(token.text) == 3 and token.low != "may" and self._follows_name(match.first):
            return False
        if token.low not in _guards()["name_month"] | {"march"}:
            return True
        led = self.word(match.first - 1) in _guards()["month_preposition"]
        if token.text.isupper() and len(token.text) > 1 and token.low in ("may", "march"):
            return led
        if led:
            return True
        after = self.tokens[match.end] if match.end < len(self.tokens) else None
        if after is None or after.broken:
            return True
        if token.low == "may" and (after.low in _guards()["modal_after"] or after.text == "Day"):
            return False
        before = self.tokens[match.first - 1] if match.first else None
        titled = self.word(match.first - 1) in _guards()["title"] or (
            self.word(match.first - 1) == "." and self.word(match.first - 2) in _guards()["title"]
        )
        if titled or (token.low == "jan" and after.kind == "WORD" and after.text.istitle()):
            return False
        named = (
            before is not None
            and before.kind == "WORD"
            and before.text.istitle()
            and not token.broken
            and match.first - 1 != self.sentence(match.first)[0]
        )
        if named and (after.text == "," or after.low in _guards()["person_after"]):
            return False
        return not (
            after.kind == "WORD"
            and after.text.istitle()
            and after.text not in _places()
            and not after.classes
            and self._small_case(match.first)
        )

    def _follows_name(self, i: int) -> bool:
        """Whether a short month is rather part of a name ("Li Jun"): right after a capitalised word that is no
        place ("China Aug exports")."""
        before = self.tokens[i - 1] if i else None
        return (
            before is not None
            and before.kind == "WORD"
            and before.text.istitle()
            and not before.classes
            and not self.tokens[i].broken
            and before.low not in _guards()["month_preposition"]
            and before.text not in _places()
        )

    def _is_year(self, i: int) -> bool:
        token = self.tokens[i]
        before = self.tokens[i - 1] if i else None
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if before is not None:
            if before.low in _guards()["name_before"] or before.text in "#@©" or self._is_named(i):
                return False
            if token.glued and (before.kind in ("WORD", "DIGITS") or before.text in "./_" or "DASH" in before.classes):
                return False
            if before.low in _guards()["about"] and after is not None and after.kind == "WORD" and not after.broken:
                return False
        return not self._number_goes_on(i)

    def _is_base(self, i: int) -> bool:
        """Whether a year is the one in which an index is 100: "2015=100", "2010-12 = 100", "with 2018 as 100"."""
        if self.word(i) not in _guards()["base_joint"] or self.word(i + 1) != BASE:
            return False
        return i + 2 >= len(self.tokens) or self.tokens[i + 2].kind != "WORD" or self.tokens[i + 2].broken

    def _is_named(self, i: int) -> bool:
        """Whether a year closes a name ("Agenda 2063", "FTP 2023"): a capitalised word right before it, in
        a sentence that isn't capitalised all through."""
        before = self.tokens[i - 1]
        if i - 1 <= self.sentence(i)[0] or before.kind != "WORD" or not before.text[0].isupper() or before.classes:
            return False
        return self._small_case(i)

    def _small_case(self, i: int) -> bool:
        """Whether most words around are in small letters, so that a capital tells of a name."""
        low, high = self.sentence(i)
        others = [t for t in self.tokens[max(low, i - 8) : min(high, i + 8)] if t.kind == "WORD"]
        return 2 * sum(t.text[0].islower() for t in others) >= len(others)

    def _number_goes_on(self, i: int) -> bool:
        """Whether "2024-117" or "2024/EC" follow on a year."""
        if i + 2 >= len(self.tokens):
            return False
        after, third = self.tokens[i + 1], self.tokens[i + 2]
        if not after.glued:
            return False
        return after.text in "/_" or ("DASH" in after.classes and third.glued and third.kind == "DIGITS")

    def _is_day_word(self, match: Match) -> bool:
        """ "today" and "tomorrow" as days, not as "these days" or inside of speech."""
        word = self.tokens[match.end - 1].low
        if word in _guards()["day_word"]:
            return not self.quoted[match.first]
        low, high = self.sentence(match.first)
        if self._is_nowadays(low, high):
            return False
        possessive = "APOS" in (self.tokens[match.end].classes if match.end < len(self.tokens) else {})
        base = word != "tomorrow" and compared(self.tokens, match.first, low)
        return not (self.quoted[match.first] or possessive or base)

    def _is_nowadays(self, low: int, high: int) -> bool:
        """Whether a sentence sets a rule of today against one "from March 1", none of it told of in the past."""
        sentence = self.tokens[low:high]
        starts = any(a.low == "from" and {"MONTH", "DAY"} & b.classes.keys() for a, b in pairwise(sentence))
        if not starts:
            return False
        parted = any(token.text == ";" for token in sentence)
        tenses = {tense_at(self.tokens, i, low) for i in range(low, high)}
        return tenses <= ({None, "present", "future"} if parted else {None, "present"})
