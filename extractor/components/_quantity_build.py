"""Builds a candidate of each numeral: its sign, currency, scale letter, unit and price."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property

from extractor.components import _quantity_currencies as currencies
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_cells import Cell, cells
from extractor.components._quantity_counts import Counts
from extractor.components._quantity_currencies import Form, Money
from extractor.components._quantity_distractors import is_distractor, is_year
from extractor.components._quantity_fractions import fraction, multiple, part_of_unit, word_after, word_before
from extractor.components._quantity_groups import groups
from extractor.components._quantity_home import Home
from extractor.components._quantity_letters import by_metres, in_metres, take_letter
from extractor.components._quantity_numerals import SINGLE, Numeral, numerals, scale_after
from extractor.components._quantity_prices import take_price
from extractor.components._quantity_tables import Lazy, Reading, classes, cue, trie
from extractor.components._quantity_units import AMBIGUOUS, MEGATONNES_BELOW, Found, in_millions, unit_after

_CUES = {name: frozenset(forms) for name, forms in classes("quantity_cues").items()}
_BEFORE_EVENT = re.compile(
    r"[ \n]before[ \n](?:(?:the|its|their|a|an|this)[ \n](?!year|month|week|day|quarter)"
    r"|(?:any|they|it|he|she|we|you)[ \n]|[a-z]{3,}(?:ing|ure|ment|val|tion)(?!\w))"
)
_SPANS = {name: frozenset(classes("distractors")[name]) for name in ("span_before", "span_after", "span_after_opening")}
_NEVER_CODES = frozenset(classes("distractors")["word_code_scaled"])
_MINUS = {"-": "-", "−": "-", "–": "-", "－": "-", "+": "+"}
_JOINTS = ("-", "–", "—", "−", "-to-", "~", "～", "〜")
"""What alone may stand between the two ends of a range, each with its own unit or scale."""
_WORD_BEFORE_HYPHEN = re.compile(r"(?<![\w-])([a-z]+)-$|[0-9]-(to)-$")
_MINUS_WORD = re.compile(r"(?<!\w)minus[ -]$|\([-−–]\) ?$")
_US_AFTER = re.compile(r" US(?![\w$.])")
_PART_OF = re.compile(r"[ \n]of[ \n](?:a|one)(?=[ \n])")
_WEIGHT = re.compile(r"\bpounds of [a-z]|\b(?:a|per) pound\b")
"""Words by which pounds are a weight."""
_DAILY = re.compile(r" of (?:[a-z-]+ ){1,3}(?:a|per) day(?!\w)")
_IN_BRACKETS = re.compile(r"(?:^|[(,:\n] ?)in $")
"""Before the scale of a table's figures ("(in thousands of tonnes)"), which is no quantity."""
_THE = re.compile(r"(?<!\w)the $")
_MONTH = trie(classes("distractors")["month"])
_TO_DATE = re.compile(" " + cue("span_joints") + " (?:" + _MONTH + "|[0-9]{4}|[0-9]{1,2} )")
_CLOSING = tuple(")%”\"'’")
_HUNDREDTHS = re.compile(r" (\d\d)(?= (?:to the|per|a|each)\b|[,;.)](?!\d)|$)")
"""The cents of a spoken sum: "17 rand 70 to the dollar"."""
_BY_WEIGHT = tuple(f" {per} {much}" for per in ("a", "per") for much in ("ton", "kilo", "kg", "lit", "hectolit"))
_PRICED = (" per ", " a ", " to ")
_WON_WHAT = Lazy(" " + cue("won_things") + r"(?!\w)")
"""What is won, no currency: "113 won something"."""
HALF = Decimal("0.5")
_AND_A_HALF = re.compile(r" and a half(?! (?:million|billion|dozen))(?!\w)")
_DATED = frozenset({"duration", "points", "measure"})


class Builder:
    """Builds the candidates of one text."""

    def __init__(self, reading: Reading, home: Home) -> None:
        self.reading, self.home = reading, home
        self._counts = Counts(reading)
        self._billed: dict[str, bool] = {}
        self._last_end = -1
        self._cells = cells(reading.text)
        self._megatonnes = in_millions(reading.text, reading.low)

    def candidates(self, blocked: list[tuple[int, int]]) -> list[Candidate]:
        """All candidates in order; numerals that start in a blocked span (in order) are passed over."""
        found: list[Candidate] = []
        index = 0
        for numeral in numerals(self.reading.text, self.reading.low, groups(self.reading.text, self.reading.low)):
            while index < len(blocked) and blocked[index][1] <= numeral.start:
                index += 1
            if numeral.start < self._last_end or (index < len(blocked) and blocked[index][0] <= numeral.start):
                continue
            cell = self._cells.get(numeral.start)
            candidate = self._build(numeral) if cell is None else self._of_cell(numeral, cell)
            if candidate is not None:
                found.append(candidate)
                self._last_end = candidate.end
        return found

    def _build(self, numeral: Numeral) -> Candidate | None:
        if numeral.form == "many" and self.reading.ends(_IN_BRACKETS, numeral.start, 6):
            return None
        if numeral.form in ("multiple", "factor"):
            return multiple(self.reading, numeral)
        if numeral.form != "fraction":
            return self._number(numeral)
        part = part_of_unit(self.reading, numeral)
        if part is None:
            return fraction(self.reading, numeral)
        return None if part.kind == "duration" and self._is_date_span(part) else part

    def _of_cell(self, numeral: Numeral, cell: Cell) -> Candidate | None:
        """The quantity of a table's cell, or None if the figures are more than one number."""
        if numeral.end != cell.end or numeral.form != "digits":
            return None
        spec = cell.spec
        numeral.scale, numeral.has_scale = spec.scale, spec.scale != 1
        form = spec.form
        factor = spec.factor if form is None else form.factor
        return Candidate(
            cell.start, cell.end, numeral, numeral.value * factor, spec.kind, spec.unit, form=form, factor=factor,
            sign=cell.sign,
        )  # fmt: skip

    def _number(self, numeral: Numeral) -> Candidate | None:
        candidate = Candidate(numeral.start, numeral.end, numeral, numeral.value)
        money = self._money_before(numeral)
        if money is not None:
            candidate.start, candidate.form, candidate.kind = money[0].start, money[0].form, "money"
            candidate.sign = "-" if money[1] else ""
        elif not self._starts_free(candidate):
            return None
        self._take_sign(candidate)
        take_letter(self.reading, candidate)
        if candidate.kind == "money":
            self._repeated_name(candidate)
        else:
            self._take_unit(candidate)
        if candidate.form is not None:
            numeral.number = currencies.grouped(candidate.form, numeral.number, numeral.has_scale)
            candidate.factor = candidate.form.factor
            candidate.value = numeral.value * candidate.factor
            take_price(self.reading, candidate)
        return self._checked(candidate)

    # -- before the number ---------------------------------------------------------------------------

    def _money_before(self, numeral: Numeral) -> tuple[Money, bool] | None:
        money = currencies.before(self.reading.text, numeral.start) if numeral.form == "digits" else None
        if money is None or money[0].start < self._last_end:
            return None
        form, glued = money[0].form, money[0].glued
        spelled = self.reading.text[money[0].start : money[0].end]
        code = spelled in currencies.CODES and spelled not in _NEVER_CODES
        if not form.guarded or (numeral.has_scale and (glued or code)):
            return money
        spaced = len(spelled) > 1 and spelled.isupper() and not is_year(self.reading.text, numeral)
        sized = numeral.has_scale or (spaced and spelled not in _NEVER_CODES)
        if not (glued or sized):
            return None
        return money if self._at_home(form) or (glued and self._shown(spelled)) else None

    def _shown(self, sign: str) -> bool:
        """Whether the text has a sign at a number of billions, too, so that it is one of money: "R38bn", "R17.20"."""
        if sign not in self._billed:
            told = re.compile(rf"(?<![A-Za-z]){re.escape(sign)}[0-9][0-9.,]*(?:bn| ?[mb]illion)(?![a-z])")
            self._billed[sign] = told.search(self.reading.text) is not None
        return self._billed[sign]

    def _at_home(self, form: Form) -> bool:
        return any(self.home.knows(code) for code in form.codes)

    def _starts_free(self, candidate: Candidate) -> bool:
        """Whether no letter or name is glued to the number's front."""
        text, at = self.reading.text, candidate.start
        before, outer = text[at - 1 : at] if at else "", text[at - 2 : at - 1] if at > 1 else ""
        if before.isalpha() or before in ("_", "@"):
            return False
        if before in ("-", "–") and outer.isalpha() and candidate.numeral.form == "digits":
            if self._goes_on(at):
                return True
            word = self.reading.ends(_WORD_BEFORE_HYPHEN, at, 12)
            return word is not None and (word[1] or word[2]) in _CUES["glued_word"]
        return not (before == "." and outer.isalnum())

    def _goes_on(self, at: int) -> bool:
        """Whether a range goes on at an offset, right behind the last candidate: "$54bn-56bn", "5m-to-6m"."""
        return self._last_end > 0 and self.reading.text[self._last_end : at] in _JOINTS

    def _take_sign(self, candidate: Candidate) -> None:
        text, at = self.reading.text, candidate.start
        before, outer = text[at - 1 : at] if at else "", text[at - 2 : at - 1] if at > 1 else ""
        word = self.reading.ends(_MINUS_WORD, at, 8) if before in (" ", "-", ")") else None
        if word:
            candidate.sign, candidate.start = "-", word.start()
        elif before in _MINUS and not outer.isalnum() and outer not in _CLOSING and before + outer != "– ":
            candidate.sign, candidate.start = _MINUS[before], at - 1

    # -- behind the number ---------------------------------------------------------------------------

    def _repeated_name(self, candidate: Candidate) -> None:
        """Takes in a name behind a number that has a sign before it: "$10 dollars", "$76 US"."""
        reading, end, form = self.reading, candidate.end, candidate.form
        american = _US_AFTER.match(reading.text, end)
        if form is None:
            return
        if american and "USD" in form.codes:
            candidate.form, candidate.end = Form(("USD",)), american.end()
            return
        name = currencies.after(reading.text, reading.low, end)
        if name is None or name.form.factor != 1 or name.start == end:
            return
        if any(code in form.codes for code in name.form.codes):
            candidate.end = name.end
            if len(name.form.codes) < len(form.codes):
                candidate.form = name.form

    def _take_unit(self, candidate: Candidate) -> None:
        reading, numeral, end = self.reading, candidate.numeral, candidate.end
        if numeral.form == "many" and reading.low.startswith(" of ", end):
            end += len(" of")
        if numeral.form == "digits" and self._scaled_code(candidate):
            return
        found = self._point_of(numeral, end) or unit_after(reading.text, reading.low, end)
        name = currencies.after(reading.text, reading.low, end)
        if name is not None and (found is None or name.end > found.end):
            if self._means_money(candidate, name):
                self._take_name(candidate, name)
                return
            if found is None and reading.low.startswith("pound", name.start):
                candidate.kind, candidate.unit, candidate.end = "measure", "lb", name.end
                return
        if found is not None:
            self._take_measure(candidate, found)

    def _point_of(self, numeral: Numeral, end: int) -> Found | None:
        """The point of which a decimal tells a part: "0.3 of a percentage point"."""
        reading = self.reading
        part = _PART_OF.match(reading.low, end) if numeral.form == "digits" else None
        found = unit_after(reading.text, reading.low, part.end()) if part else None
        return found if found is not None and found.unit.kind in ("percentage_points", "points") else None

    def _scaled_code(self, candidate: Candidate) -> bool:
        scaled = currencies.scaled_code(self.reading.text, candidate.end)
        if scaled is None:
            return False
        money, letter = scaled
        candidate.numeral.scale *= SINGLE[letter]
        candidate.numeral.has_scale = True
        candidate.kind, candidate.form, candidate.end = "money", money.form, money.end
        return True

    def _take_name(self, candidate: Candidate, name: Money) -> None:
        numeral = candidate.numeral
        candidate.kind, candidate.form, candidate.end = "money", name.form, name.end
        hundredths = _HUNDREDTHS.match(self.reading.low, name.end)
        if (
            hundredths
            and numeral.whole
            and not numeral.has_scale
            and numeral.form == "digits"
            and name.form.factor == 1
        ):
            numeral.number += Decimal(hundredths[1]).scaleb(-2)
            candidate.end = hundredths.end(1)
            return
        late = None if numeral.has_scale else scale_after(self.reading.low, name.end)
        if late is not None:
            numeral.scale, candidate.end, numeral.has_scale = numeral.scale * late[0], late[1], True

    def _take_measure(self, candidate: Candidate, found: Found) -> None:
        reading, unit = self.reading, found.unit
        if unit.kind == "letter_measure":
            if found.glued and not in_metres(reading.low, found.end) and not by_metres(reading, found.start):
                return
            candidate.kind = "measure"
        else:
            candidate.kind = unit.kind
        candidate.unit, candidate.factor, candidate.end = unit.unit, unit.factor, found.end
        sign = reading.text[found.start : found.end] in AMBIGUOUS and not candidate.numeral.has_scale
        if sign and self._megatonnes and candidate.numeral.value < MEGATONNES_BELOW:
            candidate.factor *= 10**6
        candidate.value = candidate.numeral.value * candidate.factor
        candidate.compound = reading.text.startswith("-", found.start - 1)
        self._take_half(candidate)
        daily = _DAILY.match(reading.low, found.end) if unit.unit == "bbl" else None
        if daily:
            candidate.unit, candidate.end = "b/d", daily.end()

    def _take_half(self, candidate: Candidate) -> None:
        """ "two hours and a half"."""
        half = _AND_A_HALF.match(self.reading.low, candidate.end)
        if half and candidate.numeral.whole and not candidate.numeral.has_scale:
            candidate.numeral.number += HALF
            candidate.value, candidate.end = candidate.numeral.value * candidate.factor, half.end()

    @cached_property
    def _weighs(self) -> bool:
        """Whether the text weighs in pounds."""
        return _WEIGHT.search(self.reading.low) is not None

    def _means_money(self, candidate: Candidate, name: Money) -> bool:
        """Whether a word that is not only a currency's ("won", "pounds", "c") is one here."""
        low, numeral = self.reading.low, candidate.numeral
        spelled = low[name.start : name.end]
        sized = numeral.has_scale or numeral.value >= 100 or low.startswith(_PRICED, name.end)
        if self.reading.text[name.start : name.end] in currencies.CODES:
            return not name.form.guarded or numeral.has_scale or self._at_home(name.form)
        if spelled in _CUES["word_money"]:
            return sized and _WON_WHAT.match(low, name.end) is None
        if spelled in _CUES["word_money_home"]:
            sized = sized or not numeral.whole or spelled in _CUES["plural_money_home"]
            return sized and any(self.home.score(code) > 0 for code in name.form.codes)
        if spelled in ("pounds", "pound"):
            if low.startswith(" of ", name.end) and not numeral.has_scale:
                return False
            if low.startswith(_BY_WEIGHT, name.end):
                return True
            known = "£" in self.reading.text or any(self.home.score(code) > 0 for code in name.form.codes)
            return known or (numeral.has_scale and not self._weighs)
        if spelled in ("c", "p"):
            return name.start == candidate.end
        return not name.form.guarded or numeral.has_scale or self._at_home(name.form)

    # -- checks --------------------------------------------------------------------------------------

    def _checked(self, candidate: Candidate) -> Candidate | None:
        """The candidate, or None if its number belongs to a date, name or other distractor."""
        text, numeral, end = self.reading.text, candidate.numeral, candidate.end
        times = candidate.kind == "bare" and text[end : end + 1] in ("x", "×") and not text[end + 1 : end + 2].isalnum()
        if not times and (text[end : end + 1].isalpha() or text[end : end + 1] == "_"):
            return None
        if candidate.kind == "bare":
            read = self._counts.read(candidate)
            if read is not None and read.named and self._goes_on(read.start):  # "Rs456-469"
                read.named = read.hidden = False
            return read
        if candidate.kind == "duration" and self._is_date_span(candidate):
            return None
        if candidate.kind == "measure" and len(candidate.unit) == 1 and is_year(text, numeral):
            return None
        grouped = "," in text[numeral.start : numeral.bare_end]  # "Volume 238,000 tonnes"
        labelled = candidate.kind == "measure" and (grouped or text.endswith(": ", 0, numeral.start))
        dated = candidate.kind in _DATED and numeral.form == "digits" and not labelled
        if dated and is_distractor(text, self.reading.low, numeral):
            return None
        return candidate

    def _is_date_span(self, candidate: Candidate) -> bool:
        """ "the first five months", "three years ago": spans of the calendar, no durations."""
        if self.reading.loose:
            return False
        if word_before(self.reading, candidate.start) in _SPANS["span_before"]:
            return True
        if self.reading.ends(_THE, candidate.start, 5) and _TO_DATE.match(self.reading.low, candidate.end):
            return True
        after = word_after(self.reading, candidate.end)
        opened = self.reading.text[candidate.start].isupper() and after in _SPANS["span_after_opening"]
        if opened or self.reading.low.startswith(("' time", "’ time"), candidate.end):
            return True
        if (
            candidate.compound
            or self.reading.low.endswith(" half", 0, candidate.end)
            or _BEFORE_EVENT.match(self.reading.low, candidate.end)
        ):
            return False  # "2.1 days before the change"
        return after in _SPANS["span_after"]
