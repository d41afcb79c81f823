"""Candidates: what the scan knows of one number while the text around it is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.components._quantity_currencies import Form
from extractor.components._quantity_numerals import ONE, Numeral
from extractor.components._quantity_qualifiers import Qualifier

HUNDREDTH = Decimal("0.01")
DEAR = 20
"""From so much on a number with two decimals behind cents is one of cents, too: "cotton gained 2 cents to 68.45"."""
TENTH = 10
"""Cents that are more than such a part of the number behind them are none of the same: "rose 90 cents to 66.40"."""
MILLION = Decimal(1_000_000)


@dataclass(slots=True)
class Candidate:
    """A number with what stands directly at it.

    `kind` is a quantity's kind, or "bare" while its unit is unknown, or "points" while it is open whether
    points of an index or of a percentage are meant. `factor` is the unit's (0.01 for cents). `per`, `base`
    and `per_time` are what a price is paid for, the base of an exchange rate, and a span of time ("a month").
    `low` and `high` are the ends of a range. `compound`: glued to its unit by a hyphen; `hidden`: left out
    unless something else makes a quantity of it (a pronoun's "one"); `named`: a name stands before it, whose
    number it is ("Artemis 2") unless the sentence goes on in parallel; `elided`: its unit is a neighbour's; `acts`: a
    verb stands behind it whose subject it is; `guessed`: no words say its unit, which is likely that of another.
    """

    start: int
    end: int
    numeral: Numeral
    value: Decimal
    kind: str = "bare"
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
    factor: Decimal = ONE
    elided: bool = False
    compound: bool = False
    hidden: bool = False
    named: bool = False
    acts: bool = False
    guessed: bool = False
    qualified: Qualifier | None = None

    @property
    def is_range(self) -> bool:
        return self.low is not None

    @property
    def size(self) -> Decimal:
        """The value, of a range its upper end."""
        return self.value if self.high is None else self.high

    def count(self, noun: str, unit: str | None = None) -> None:
        """Makes it a count of `noun`."""
        self.kind, self.noun, self.unit = "count", noun or None, noun if unit is None else unit

    def in_whole(self, other: Candidate) -> bool:
        """Whether a sum goes on in the whole currency behind its hundredths: "rose 12 cents to 10.25 a bushel"."""
        hundredths = other.kind == "money" and other.factor == HUNDREDTH and other.numeral.whole
        number = self.numeral.number
        small = number < DEAR or other.numeral.number > number / TENTH
        return hundredths and number.as_tuple().exponent == -2 and small

    def take(self, other: Candidate, scaled: bool) -> None:
        """Takes the unit of another quantity, and its scale if `scaled`."""
        self.kind, self.unit, self.noun, self.form = other.kind, other.unit, other.noun, other.form
        self.per, self.per_time, self.factor, self.base = other.per, other.per_time, other.factor, other.base
        self.elided, self.hidden, self.named = True, False, False
        if scaled:
            self.numeral.scale, self.numeral.has_scale = other.numeral.scale, True
        if self.in_whole(other) or (self.numeral.has_scale and not scaled and other.factor >= MILLION):
            self.factor = Decimal(1)  # "177.6 mmt, up from 171.5 million"
        self.value = self.numeral.value * self.factor
