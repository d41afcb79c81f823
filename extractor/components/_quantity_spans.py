"""Candidates: a numeral with its sign, currency, scale and unit, and the kind that these make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.components import _quantity_currencies as currencies
from extractor.components import _quantity_qualifiers as qualifiers
from extractor.components._quantity_currencies import Form, Home
from extractor.components._quantity_distractors import is_distractor, is_year, named, names_before
from extractor.components._quantity_nouns import counted
from extractor.components._quantity_numerals import SINGLE, Numeral, numerals, scale_after, use_letter
from extractor.components._quantity_qualifiers import Qualifier
from extractor.components._quantity_tables import JOIN, classes, trie, words
from extractor.components._quantity_units import per_after, unit_after

_TABLE = classes("distractors")


@dataclass(slots=True)
class Candidate:
    """A number with what stands directly at it. `kind` is "bare" while its unit is unknown, "points" while
    it is open whether points of an index or of a percentage are meant."""

    start: int
    end: int
    numeral: Numeral
    value: Decimal
    kind: str
    unit: str = ""
    noun: str | None = None
    form: Form | None = None
    per: str | None = None
    per_time: str | None = None
    each: bool = False
    sign: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    base: str | None = None
    factor: Decimal = field(default_factory=lambda: Decimal(1))
    elided: bool = False
    compound: bool = False
    hidden: bool = False
    qualified: Qualifier | None = None

    @property
    def is_range(self) -> bool:
        return self.low is not None


_MINUS = {"-": "-", "−": "-", "–": "-", "+": "+", "－": "-"}
_GLUED_WORD = words("(?:" + trie(_TABLE["glued_word"]) + ")-")
_WORD_BEFORE_HYPHEN = re.compile(r"(?<![\w-])([a-z]+)-$")
_MINUS_WORD = re.compile(r"(?<!\w)minus[ -]$")
_SPACED_SCALE = re.compile(r" ([MB])(?= [a-z]{3})")
_SPACED_MONEY = re.compile(r" ([mbMBT])(?!\w)")
_US_AFTER = re.compile(r" US(?![\w$.])")
_GUARDED_WONS = frozenset({"won", "real", "sol", "mark", "crown", "pound", "bob", "quid", "mao", "sum", "ore", "som"})
_TIMES = words(JOIN + "?(?:times)")
_FOLD = re.compile(r"-?fold(?!\w)|[x×](?!\w)")
_NEXT_WORD = re.compile(r"[ \u00a0\n]+[“\"(]?([a-z]+)")
_PREVIOUS_WORD = re.compile(r"([a-z]+)[ \u00a0\n-]+(?:(?:a|an)[ \n])?$")
_CENTS_TAIL = re.compile(r",?[ \n](?:and[ \n])?$")


class Builder:
    """Builds the candidates of one text."""

    def __init__(self, text: str, low: str, home: Home, loose: bool = False) -> None:
        self.text, self.low, self.home, self.loose = text, low, home, loose
        self._named_end = self._last_end = -1

    def candidates(self, blocked: list[tuple[int, int]]) -> list[Candidate]:
        """All candidates in order; numerals that start in a blocked span are passed over."""
        found: list[Candidate] = []
        index = 0
        for numeral in numerals(self.text, self.low):
            while index < len(blocked) and blocked[index][1] <= numeral.start:
                index += 1
            if index < len(blocked) and blocked[index][0] <= numeral.start:
                continue
            if found and numeral.start < found[-1].end:
                continue
            candidate = self.build(numeral)
            if candidate is not None:
                found.append(candidate)
                self._last_end = candidate.end
        return found

    def build(self, numeral: Numeral) -> Candidate | None:
        """The candidate of one numeral, or None if it states nothing."""
        if numeral.form in ("multiple", "factor"):
            return self._multiple(numeral)
        if numeral.form == "fraction":
            candidate = self._unit_of_fraction(numeral)
            if candidate is not None:
                return candidate
            return self._fraction(numeral)
        return self._number(numeral)

    # -- numbers -------------------------------------------------------------------------------------

    def _number(self, numeral: Numeral) -> Candidate | None:
        text, start = self.text, numeral.start
        money = currencies.before(text, start) if numeral.form == "digits" else None
        if money is not None and money[0].start < self._last_end:
            money = None
        candidate = Candidate(start, numeral.end, numeral, numeral.value, "bare")
        if money is not None and money[0].form.guarded and not self._guard_passed(money[0], numeral):
            money = None
        if money is not None:
            candidate.start, candidate.form, candidate.kind = money[0].start, money[0].form, "money"
            candidate.sign = "-" if money[1] else ""
        elif not self._starts_free(candidate):
            return None
        self._take_sign(candidate)
        self._take_letter(candidate)
        self._take_unit(candidate)
        return self._checked(candidate)

    def _guard_passed(self, money: currencies.Money, numeral: Numeral) -> bool:
        """Whether a form that is also a word or letter stands for money: glued or scaled, in its own country."""
        if not money.glued and not numeral.has_scale:
            return False
        return self._at_home(money.form, numeral.has_scale and money.glued)

    def _at_home(self, form: Form, scaled: bool = False) -> bool:
        return scaled or any(self.home.knows(code, self.low) for code in form.codes)

    def _starts_free(self, candidate: Candidate) -> bool:
        """Whether no letter or name is glued to the number's front."""
        at = candidate.start
        before = self.text[at - 1 : at] if at else ""
        if before.isalpha() or before == "_" or before == "@":
            return False
        if before in "-–" and at > 1 and self.text[at - 2].isalnum() and candidate.numeral.form == "digits":
            word = _WORD_BEFORE_HYPHEN.search(self.low, max(0, at - 12), at) or _DIGITS_TO.search(self.low, max(0, at - 12), at)
            return self.text[at - 2].isdigit() or bool(word and word[1] in _TABLE["glued_word"])
        if before == "." and self.text[at - 2 : at - 1].isalnum():
            return False
        return True

    def _take_sign(self, candidate: Candidate) -> None:
        at = candidate.start
        before = self.text[at - 1 : at] if at else ""
        if before in _MINUS and before:
            outer = self.text[at - 2 : at - 1] if at > 1 else ""
            if before == "-" and self.low[max(0, at - 6) : at] == "minus-":
                candidate.sign, candidate.start = "-", at - 6
            elif not outer or (not outer.isalnum() and outer not in ")%”\"'’" and not (before == "–" and outer == " ")):
                candidate.sign, candidate.start = _MINUS[before], at - 1
        elif before == " ":
            word = _MINUS_WORD.search(self.low, max(0, at - 8), at)
            if word:
                candidate.sign, candidate.start = "-", word.start()

    def _take_letter(self, candidate: Candidate) -> None:
        numeral = candidate.numeral
        if numeral.form == "digits" and not numeral.has_scale and not numeral.letter:
            spaced = (_SPACED_MONEY if candidate.kind == "money" else _SPACED_SCALE).match(self.text, numeral.end)
            if spaced:
                numeral.letter, numeral.end = spaced[1].lower(), numeral.end + 1
        if numeral.letter == "m" and candidate.kind != "money" and _METRES.match(self.low, numeral.end + 1):
            return
        if numeral.letter and (candidate.kind == "money" or numeral.letter in ("k", "m", "b", "tr")):
            if not (candidate.kind != "money" and numeral.letter == "k" and self.text[numeral.end : numeral.end + 1] == "K" and numeral.number < 10):
                use_letter(numeral)
        candidate.end, candidate.value = max(candidate.end, numeral.end), numeral.value

    def _take_unit(self, candidate: Candidate) -> None:
        """Reads the currency, percent, measure or span of time behind the number, and what it is paid for."""
        if candidate.kind == "money":
            self._repeated_name(candidate)
        else:
            self._measure_or_currency(candidate)
        if candidate.kind == "money":
            assert candidate.form is not None
            candidate.factor = candidate.form.factor
            candidate.value = candidate.numeral.value * candidate.factor
            self._price(candidate)

    def _repeated_name(self, candidate: Candidate) -> None:
        end = candidate.end
        american = _US_AFTER.match(self.text, end)
        if american and candidate.form is not None and "USD" in candidate.form.codes:
            candidate.form, candidate.end = Form(("USD",), Decimal(1)), american.end()
            return
        name = currencies.after(self.text, self.low, end)
        if name is not None and name.form.factor == 1 and candidate.form is not None:
            shared = [code for code in name.form.codes if code in candidate.form.codes]
            if shared and name.start > end:
                candidate.end = name.end
                if len(name.form.codes) < len(candidate.form.codes):
                    candidate.form = name.form

    def _measure_or_currency(self, candidate: Candidate) -> None:
        numeral, end = candidate.numeral, candidate.end
        if numeral.form == "many" and self.low.startswith(" of ", end):
            end += 3
        found = unit_after(self.text, self.low, end)
        name = currencies.after(self.text, self.low, end)
        scaled = currencies.scaled_code(self.text, end) if numeral.form == "digits" else None
        if scaled is not None:
            numeral.scale *= SINGLE[scaled[1]]
            candidate.kind, candidate.form, candidate.end = "money", scaled[0].form, scaled[0].end
            numeral.has_scale = True
            return
        if name is not None and (found is None or name.end > found.end) and self._means_money(candidate, name):
            candidate.kind, candidate.form, candidate.end = "money", name.form, name.end
            if not numeral.has_scale:
                late = scale_after(self.low, name.end)
                if late is not None:
                    numeral.scale, candidate.end = numeral.scale * late[0], late[1]
                    numeral.has_scale = True
            return
        if name is not None and found is None and self.low[name.start : name.end] in ("pounds", "pound"):
            candidate.kind, candidate.unit, candidate.end = "measure", "lb", name.end
            return
        if found is None or (found.unit.kind == "letter_measure" and found.glued and not _METRES.match(self.low, found.end)):
            return
        unit = found.unit
        candidate.kind = {"letter_measure": "measure"}.get(unit.kind, unit.kind)
        candidate.unit, candidate.factor, candidate.end = unit.unit, unit.factor, found.end
        candidate.value = numeral.value * unit.factor
        if unit.unit == "bbl":
            daily = _DAILY.match(self.low, found.end)
            if daily:
                candidate.unit, candidate.end = "b/d", daily.end()
        candidate.compound = self.text[found.start - 1 : found.start] == "-"

    def _means_money(self, candidate: Candidate, name: currencies.Money) -> bool:
        """Whether a word that is not only a currency's ("won", "pounds", "c") is one here."""
        spelled = self.low[name.start : name.end]
        value = candidate.numeral.value
        if spelled in _GUARDED_WONS:
            return candidate.numeral.has_scale or value >= 100 or self.low.startswith((" per ", " a ", " to "), name.end)
        if spelled in ("pounds", "pound"):
            if self.low.startswith(" of ", name.end) and not candidate.numeral.has_scale:
                return False
            return candidate.numeral.has_scale or any(self.home.score(code) > 0 for code in name.form.codes) or "£" in self.text
        if spelled in ("c", "p"):
            return name.start == candidate.end
        return not name.form.guarded or self._at_home(name.form, candidate.numeral.has_scale)

    def _price(self, candidate: Candidate) -> None:
        per = per_after(self.low, candidate.end)
        if per is None:
            return
        if per.time:
            after = _NEXT_WORD.match(self.low, per.end)
            if not (after and after[1] in _TABLE["span_after"]):
                candidate.per_time = per.unit
            return
        candidate.per, candidate.each = per.unit, per.unit is None
        candidate.end = per.end

    # -- checks --------------------------------------------------------------------------------------

    def _checked(self, candidate: Candidate) -> Candidate | None:
        """The candidate, or None if its number belongs to a date, name or other distractor."""
        text, numeral = self.text, candidate.numeral
        tail = text[candidate.end : candidate.end + 2]
        if tail[:1].isalpha() or tail[:1] == "_":
            return None
        if candidate.kind == "bare":
            return self._count(candidate)
        if candidate.kind == "duration" and self._is_date_span(candidate):
            return None
        if candidate.kind == "measure" and candidate.factor == 1 and is_year(text, numeral) and numeral.value > 1900:
            return candidate if len(candidate.unit) > 1 else None
        if candidate.kind in ("duration", "points", "measure") and numeral.form == "digits" and is_distractor(text, self.low, numeral):
            return None
        return candidate

    def _is_date_span(self, candidate: Candidate) -> bool:
        """ "the first five months", "three years ago": spans of the calendar, no durations."""
        before = _PREVIOUS_WORD.search(self.low, max(0, candidate.start - 14), candidate.start)
        if before and before[1] in _TABLE["span_before"]:
            return not self.loose
        after = _NEXT_WORD.match(self.low, candidate.end) if not self.loose else None
        return bool(after and after[1] in _TABLE["span_after"] and not candidate.compound)

    def _count(self, candidate: Candidate) -> Candidate | None:
        text, low, numeral = self.text, self.low, candidate.numeral
        end = candidate.end
        times = _TIMES.match(low, end)
        if times and numeral.form != "many":
            return self._times(candidate, times.end())
        fold = _FOLD.match(text, end)
        if fold and (fold.group()[0] != "x" or "." in text[candidate.start : end] or numeral.value < 100):
            candidate.kind, candidate.unit, candidate.end = "multiple", "x", fold.end()
            return candidate
        if numeral.form == "words" and numeral.value == 1 and not numeral.has_scale:
            candidate.hidden = True
            those = _ONE_OF.match(low, end) if self.loose else None
            if those:
                noun = counted(text, those.end() - 1)
                candidate.kind, candidate.unit = "count", noun[0] if noun else ""
                candidate.noun = candidate.unit
                return candidate
        candidate.qualified = qualifiers.after(low, end)
        if candidate.qualified is not None:
            end = candidate.qualified.end
        elif text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
            return candidate if low.startswith("-to-", end) and numeral.form == "digits" else None
        if self._follows_name(candidate):
            return None
        if not numeral.has_scale and is_distractor(text, low, numeral):
            self._named_end = end if named(text, low, numeral.start) else -1
            return None
        if candidate.sign == "-":
            return None
        if self._is_age(candidate):
            candidate.kind, candidate.unit = "duration", "year"
            return candidate
        if numeral.form == "many" and low.startswith(" of ", end):
            end += 3
        noun = counted(text, end, one=numeral.value == 1)
        if noun is not None and numeral.value == 2 and self._is_pair(candidate, noun[0]):
            return None
        if is_year(text, numeral) and _YEAR_RANGE.match(low, numeral.end):
            pass
        elif is_year(text, numeral) and not (noun and _QUALIFIED.search(low, max(0, candidate.start - 12), candidate.start)):
            return None
        if noun is not None:
            candidate.kind, candidate.noun, candidate.unit = "count", noun[0], noun[0]
            candidate.end = noun[1] if not self.loose or noun[2] else numeral.end
        elif numeral.form == "many":
            return None
        elif not numeral.has_scale and names_before(text, numeral) and numeral.form == "digits" and numeral.value == int(numeral.value):
            return None
        return candidate

    def _follows_name(self, candidate: Candidate) -> bool:
        """Whether a number goes on with a list of names ("Sections 301 and 232", "aged 25 to 54")."""
        gap = self.low[self._named_end : candidate.start]
        if self._named_end < 0 or len(gap) > 6 or not _NAME_LIST.fullmatch(gap):
            return False
        self._named_end = candidate.numeral.end
        return True

    def _is_pair(self, candidate: Candidate, noun: str) -> bool:
        """ "the two sides": a name for both, no count."""
        return noun in _TABLE["pair"] and self.low[max(0, candidate.start - 4) : candidate.start] in ("the ", " the ")

    def _is_age(self, candidate: Candidate) -> bool:
        """ "Ana Castro, 61, says": a number between commas behind a name."""
        numeral = candidate.numeral
        if numeral.form != "digits" or not 14 < numeral.number < 111 or candidate.end - candidate.start > 3:
            return False
        return self.text[candidate.end : candidate.end + 1] in (",", ")") and bool(
            _AGE_BEFORE.search(self.text, max(0, candidate.start - 30), candidate.start)
        )

    def _times(self, candidate: Candidate, end: int) -> Candidate | None:
        after = _NEXT_WORD.match(self.low, end)
        if after and after[1] in _TABLE["multiple_after"]:
            candidate.kind, candidate.unit = "multiple", "x"
        else:
            candidate.kind = "count"
            candidate.unit = candidate.noun = "time"
        candidate.end = end
        return candidate

    # -- words ---------------------------------------------------------------------------------------

    def _multiple(self, numeral: Numeral) -> Candidate | None:
        low, end = self.low, numeral.end
        if low[end : end + 1] == "-" or self.text[end : end + 1].isalpha():
            return None
        if numeral.form == "factor":
            after = _NEXT_WORD.match(low, end)
            before = _PREVIOUS_WORD.search(low, max(0, numeral.start - 14), numeral.start)
            follows = bool(after and after[1] in _TABLE["twice_after"])
            verb = bool(before and before[1] in _TABLE["factor_before"]) and low[numeral.start : end] not in ("twice", "thrice")
            if not follows and not verb:
                return None
        return Candidate(numeral.start, end, numeral, numeral.value, "multiple", "x")

    def _unit_of_fraction(self, numeral: Numeral) -> Candidate | None:
        """ "half a percentage point", "a quarter of a point", "half an hour"."""
        article = _OF_A.match(self.low, numeral.end)
        if article is None or not _PART.match(self.low, numeral.start):
            return None
        found = unit_after(self.text, self.low, article.end() - 1)
        if found is None or found.unit.kind not in ("percentage_points", "points", "percent", "duration", "measure"):
            return None
        if found.unit.kind in ("measure",) and " of " not in self.low[numeral.end : found.end] and article.group() == " ":
            return None
        candidate = Candidate(numeral.start, found.end, numeral, numeral.value * found.unit.factor, found.unit.kind,
                              found.unit.unit, factor=found.unit.factor)  # fmt: skip
        return None if candidate.kind == "duration" and self._is_date_span(candidate) else candidate

    def _fraction(self, numeral: Numeral) -> Candidate | None:
        low, start, end = self.low, numeral.start, numeral.end
        written = low[start:end]
        if self.text[end : end + 1].isalpha() or self.text[end : end + 1] == "-":
            return None
        after = _NEXT_WORD.match(low, end)
        before = _PREVIOUS_WORD.search(low, max(0, start - 14), start)
        follower = after[1] if after else ""
        if before and before[1] in _TABLE["quarter_before"] and before[1] not in _TABLE["third_before"]:
            return None
        if written == "half":
            if before and before[1] in _TABLE["not_half"]:
                return None
            ok = follower in _TABLE["half_after"] or bool(before and before[1] in _TABLE["half_before"])
            if low[max(0, start - 6) : start] == "and a " or (before is not None and before[1] == "the"):
                ok = False
        elif written.endswith("quarter") and written.startswith("a"):
            ok = follower in _TABLE["quarter_after"] or bool(before and before[1] in _TABLE["half_before"])
        elif written[:1].isdigit() or " " in written or "-" in written:
            ok = not follower or follower in _STOP or written[-1] == "s"
        else:
            return None
        return Candidate(start, end, numeral, numeral.value, "fraction", "1") if ok else None


_YEAR_RANGE = re.compile(r" ?[-–] ?[0-9]{4}[ -](?:" + trie(_TABLE["year_units"]) + r")(?!\w)")
_ONE_OF = re.compile(r" of (?:the|my|its|their|his|her|our|your|these|those) ")
_DIGITS_TO = re.compile(r"[0-9]-(to)-$")
_NAME_LIST = re.compile(r",? (?:and|or|to|&) |, |[-–/]")
_METRES = words(JOIN + "(?:" + trie(_TABLE["metres"]) + ")")
_DAILY = re.compile(r" of (?:[a-z-]+ ){1,3}(?:a|per) day(?!\w)")
_OF_A = re.compile(r"[ -](?:of[ ])?(?:an?|one)[ ]|[ -]")
_PART = re.compile(r"an? |one[ -]|half|[a-z]+[ -][a-z]+s|[0-9½¼¾]")
_AGE_BEFORE = re.compile(r"[A-Z][\w'’.-]+[”\"’)]?, $")
_STOP = frozenset(classes("nouns")["stop"])
_QUALIFIED = re.compile(r"(?:than|some|about|nearly|almost|around|least|roughly|over|to|of) $")
