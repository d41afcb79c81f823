"""Numbers without a unit: what they count, and which are years, names or pronouns."""

from __future__ import annotations

import re

from extractor.components import _quantity_qualifiers as qualifiers
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_distractors import is_distractor, is_year, named, names_before
from extractor.components._quantity_fractions import times, word_after
from extractor.components._quantity_nouns import counted
from extractor.components._quantity_numerals import Numeral
from extractor.components._quantity_tables import Lazy, Reading, classes, cue, trie
from extractor.lookups import cells, table

_DISTRACTORS = {name: frozenset(forms) for name, forms in classes("distractors").items()}
_FORECASTERS = frozenset(classes("quantity_cues")["forecasters"])
_FORESAW = frozenset(classes("quantity_cues")["foresaw"])
_NAME_LIST = re.compile(r",? (?:and|or|to|&) |, |[-–/]")
_ONE_OF = re.compile(r" of " + cue("own") + " ")
_YEAR_RANGE = re.compile(r" ?[-–] ?[0-9]{4}[ -](?:" + trie(classes("distractors")["year_units"]) + r")(?!\w)")
_YEAR_QUALIFIED = re.compile(cue("year_qualified") + " $")
_AGE_BEFORE = re.compile(r"[A-Z][\w'’.-]+[”\"’)]?, $")
_PERSON_BEFORE = Lazy(lambda: r"(?<![\w-])(?:the|a|an|one) (?:[\w'’-]+ ){0,4}(?:" + trie(_heads()) + "), $")
_PRONOUN_BEFORE = re.compile(
    r"(?<![\w-])(?:s?he (?:is|was|turned|turns)|i am|i['’]m|i was|s?he['’]s) (?:now |already |only )?$"
)
_AGED_BEFORE = Lazy(r"(?:[A-Z][\w'’.-]+,?|(?<![\w-])" + cue("aged_person") + ",?) aged $")
_AGE_AFTER = re.compile(r"(?!, (?:19|20)[0-9]{2}\b)[,);.]|[”\"]| and (?!(?:over|above|under)\b)[A-Za-z]")
_AND_OVER = re.compile(r" (?:to|and (?:over|above|under|up)|or)\b|[-–]")
_CLAUSE_BEFORE = re.compile(r"(?:^|[.!?:;,”\"] |\n|(?<!\w)" + cue("acting_before") + " )$")
_CAPITALISED = re.compile(r" [A-Z][a-z]")
_LOWER_BEFORE = re.compile(r"(?<![\w])[a-z]+,? $")
AGES = range(15, 111)


class Counts:
    """Reads the counts of one text; remembers where a list of names ("Sections 301 and 232") goes on."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._named_end = -1

    def read(self, candidate: Candidate) -> Candidate | None:
        """The candidate with what it counts, still bare if nothing is named, or None if it states nothing."""
        reading, numeral = self.reading, candidate.numeral
        if times(reading, candidate):
            return candidate
        if numeral.form == "words" and numeral.value <= 1 and not numeral.has_scale:
            candidate.hidden = True
            if self._one_of(candidate):
                return candidate
        end = candidate.end
        candidate.qualified = qualifiers.after(reading.low, end)
        if candidate.qualified is not None:
            end = candidate.qualified.end
        elif reading.text[end : end + 1] == "-" and reading.text[end + 1 : end + 2].isalpha():
            return candidate if reading.low.startswith("-to-", end) and numeral.form == "digits" else None
        if self._is_age(candidate):
            candidate.kind, candidate.unit = "duration", "year"
            return candidate
        if self._is_name(candidate) or candidate.sign == "-":
            return None
        return self._with_noun(candidate, end)

    def _with_noun(self, candidate: Candidate, end: int) -> Candidate | None:
        reading, numeral = self.reading, candidate.numeral
        if numeral.form == "many" and reading.low.startswith(" of ", end):
            end += len(" of")
        noun = None if _finely_measured(numeral) else counted(reading.text, end, one=numeral.value == 1)
        if noun is not None and self._acts(candidate):
            candidate.acts, noun = True, None
        if noun is not None and (self._is_pair(candidate, noun[0]) or self._is_proper(candidate)):
            return None
        if noun is not None and reading.low.endswith("the ", 0, candidate.start) and self._foreseen(end, noun[1]):
            noun = None
        year = is_year(reading.text, numeral) and not _YEAR_RANGE.match(reading.low, numeral.end)
        if year and (noun is None or not reading.ends(_YEAR_QUALIFIED, candidate.start, 12)):
            return None
        if noun is not None:
            candidate.count(noun[0])
            candidate.end = noun[1] if noun[2] or not reading.loose else numeral.end
        elif numeral.form == "many":
            return None
        elif numeral.form == "digits" and not numeral.has_scale and numeral.whole:
            candidate.named = names_before(reading.text, numeral)
            candidate.hidden = candidate.named
        return candidate

    def _acts(self, candidate: Candidate) -> bool:
        """Whether a number opens its clause and acts by itself: "Of 212 importers, 39 used default values"."""
        reading, numeral = self.reading, candidate.numeral
        plain = numeral.whole and not numeral.has_scale and candidate.qualified is None and numeral.value > 1
        opens = plain and _CLAUSE_BEFORE.search(reading.low, max(0, candidate.start - 24), candidate.start) is not None
        return opens and reading.text[candidate.end : candidate.end + 1] == " " and reading.is_finite(candidate.end + 1)

    def _one_of(self, candidate: Candidate) -> bool:
        """Reading loosely, "one of its ports" counts one port."""
        those = _ONE_OF.match(self.reading.low, candidate.end) if self.reading.loose else None
        if those is None:
            return False
        noun = counted(self.reading.text, those.end() - 1)
        candidate.count(noun[0] if noun else "")
        return True

    def _is_name(self, candidate: Candidate) -> bool:
        reading, numeral = self.reading, candidate.numeral
        gap = reading.gap(self._named_end, candidate.start)
        if self._named_end >= 0 and len(gap) <= 6 and _NAME_LIST.fullmatch(gap):
            self._named_end = numeral.end
            return True
        if numeral.has_scale or not is_distractor(reading.text, reading.low, numeral):
            return False
        self._named_end = candidate.end if named(reading.text, reading.low, numeral.start) else -1
        return True

    def _foreseen(self, start: int, end: int) -> bool:
        """ "more than the 55,000 economists expected": who stands behind the number isn't counted by it."""
        told = self.reading.low[start:end].split()
        after = word_after(self.reading, end)
        return bool(told) and told[-1] in _FORECASTERS and after in _FORESAW

    def _is_pair(self, candidate: Candidate, noun: str) -> bool:
        """ "the two sides": a name for both, no count."""
        two = candidate.numeral.value == 2 and noun in _DISTRACTORS["pair"]
        return two and self.reading.low.endswith("the ", 0, candidate.start)

    def _is_proper(self, candidate: Candidate) -> bool:
        """ "the Five Eyes": a number word in capitals within a sentence's lower case."""
        text, start = self.reading.text, candidate.start
        if candidate.numeral.form != "words" or not text[start].isupper():
            return False
        match = _CAPITALISED.match(text, candidate.end)
        return match is not None and _LOWER_BEFORE.search(text, max(0, start - 20), start) is not None

    def _is_age(self, candidate: Candidate) -> bool:
        """ "Ana Castro, 61, says", "the envoy, 52, has": a number between commas behind whom it is said of; "she is
        44"."""
        numeral, text = candidate.numeral, self.reading.text
        if numeral.form != "digits" or candidate.end - candidate.start > 3 or numeral.number not in AGES:
            return False
        if _AGED_BEFORE.search(text, max(0, candidate.start - 40), candidate.start):
            return not _AND_OVER.match(text, candidate.end)
        before = (
            _AGE_BEFORE.search(text, max(0, candidate.start - 30), candidate.start)
            or self.reading.ends(_PERSON_BEFORE, candidate.start, 80)
            or self.reading.ends(_PRONOUN_BEFORE, candidate.start, 20)
        )
        return before is not None and _AGE_AFTER.match(text, candidate.end) is not None


def _heads() -> list[str]:
    """The nouns for whom an office or a trade names."""
    return [form for row in table("titles") if row["kind"] == "head" for form in cells(row, "words")]


def _finely_measured(numeral: Numeral) -> bool:
    """Whether a number has more decimals than one counts things with."""
    return not numeral.has_scale and int(numeral.number.as_tuple().exponent) < -1
