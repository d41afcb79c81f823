"""Numerals: digits and number words with their scale words, as exact values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.components._quantity_digits import DIGITS, read_digits, share
from extractor.components._quantity_tables import JOIN, Lazy, key, trie, words
from extractor.exact import Fraction
from extractor.lookups import cells, table


@dataclass(slots=True)
class Numeral:
    """A number in the text: `[start, end)` covers it with its scale, `number` x `scale` is its value.

    `bare_end` is where the number ends without its scale; `form` is digits, words, fraction, multiple,
    factor ("double", "twice": multiples only in context) or many ("tens of thousands"); `letter` a glued
    single letter that may be a scale, else empty.
    """

    start: int
    end: int
    bare_end: int
    number: Decimal
    scale: Decimal
    form: str
    letter: str = ""
    has_scale: bool = False

    @property
    def value(self) -> Decimal:
        return self.number * self.scale

    @property
    def whole(self) -> bool:
        """Whether the number before its scale is an integer."""
        return self.number == self.number.to_integral_value()


ONE = Decimal(1)
LESSER = Decimal(1000)
"""What is counted in a smaller scale word beside a larger one is less: "one billion 260 million"."""
_NO_GROUPS: Mapping[int, int | None] = {}
_BY_CLASS: dict[str, dict[str, Fraction]] = {}
for _row in table("numerals"):
    for _form in cells(_row, "forms"):
        _BY_CLASS.setdefault(_row["class"], {})[key(_form)] = Fraction(_row["value"])


def _values(*names: str) -> dict[str, Decimal]:
    return {form: share(value) for name in names for form, value in _BY_CLASS[name].items()}


_UNITS, _TENS, _SMALL = _values("unit"), _values("ten"), _values("unit", "teen", "ten")
_SCALE_WORDS, _SCALES, SINGLE = _values("scale"), _values("scale", "letter"), _values("single")
_MANY, _MULTIPLES, _FACTORS = _values("many"), _values("multiple"), _values("factor")
_FRACTIONS = _BY_CLASS["fraction"]


def _forms(*names: str) -> list[str]:
    return [form for row in table("numerals") if row["class"] in names for form in cells(row, "forms")]


_WORD = Lazy(r"(?<![\w.$€£-])" + words(trie(_forms(
    "unit", "teen", "ten", "scale", "fraction", "multiple", "factor", "many"))).pattern)  # fmt: skip
_NEXT = words(JOIN + "{1,2}(and" + JOIN + ")?(" + trie([*_SMALL, *_SCALE_WORDS]) + ")")
_SCALE = words("(" + JOIN + "?)(" + trie(_forms("scale", "letter")) + ")")
_SINGLE_SCALE = words("(" + trie(_forms("single")) + ")")
_HALF = words(JOIN + "and" + JOIN + "(?:a" + JOIN + ")?(" + trie(_FRACTIONS) + ")")
_OF_MANY = words(" of (" + trie(_forms("many")) + ")")
_PARTS = words(JOIN + "(" + trie(_FRACTIONS) + ")")
_OF_SCALE = words(f"{JOIN}(?:of{JOIN})?(?:an?{JOIN})?(" + trie(_SCALE_WORDS) + ")")
_DIGIT_WORDS = {form: value for form, value in _UNITS.items() if value < 10}
_DIGIT_NAME = re.compile(trie(_DIGIT_WORDS))
_POINT = words(f"{JOIN}point((?:{JOIN}(?:" + trie(_DIGIT_WORDS) + ")(?!\\w)){1,4})")
_ARTICLE = re.compile(r"(?<![\w])(an?|one|another)[ -]$")


def numerals(text: str, low: str, groups: Mapping[int, int | None] = _NO_GROUPS) -> Iterator[Numeral]:
    """The numerals of the text in order; `low` is its lower-case twin.

    `groups`: where figures between blanks are one number (start -> end), or no number at all (start -> None).
    """
    found = [numeral for match in DIGITS.finditer(text) if (numeral := _from_digits(text, match, groups))]
    found += [numeral for match in _WORD.finditer(low) if (numeral := _from_word(low, match))]
    found.sort(key=lambda numeral: numeral.start)
    last: Numeral | None = None
    for numeral in found:
        if last is not None and numeral.start < last.end:
            continue
        if numeral.form in ("digits", "words"):
            _add_scale(low, numeral)
            _add_parts(low, numeral)
        if last is not None and _adds_lesser(low, last, numeral):
            continue
        if last is not None:
            yield last
        last = numeral
    if last is not None:
        yield last


def _adds_lesser(low: str, greater: Numeral, lesser: Numeral) -> bool:
    """Takes a number of a smaller scale word into the one before it: "one billion 260 million", "3 crore 45 lakh"."""
    both = greater.form in ("digits", "words") and lesser.form in ("digits", "words")
    both = both and greater.has_scale and lesser.has_scale and greater.whole
    if not both or lesser.value >= greater.scale or lesser.number >= LESSER or low[greater.end : lesser.start] != " ":
        return False
    greater.number += lesser.number * (lesser.scale / greater.scale)
    greater.end = lesser.end
    return True


def _from_digits(text: str, match: re.Match[str], groups: Mapping[int, int | None]) -> Numeral | None:
    end = groups.get(match.start(), match.end())
    read = None if end is None else read_digits(text, match.start(), end)
    if read is None:
        return None
    start, end, number, fraction = read
    return Numeral(start, end, end, number, ONE, "fraction" if fraction else "digits")


def _from_word(low: str, match: re.Match[str]) -> Numeral | None:
    word, start, end = key(match.group()), match.start(), match.end()
    if word in _MULTIPLES:
        return Numeral(start, end, end, _MULTIPLES[word], ONE, "multiple")
    if word in _FACTORS:
        return Numeral(start, end, end, _FACTORS[word], ONE, "factor")
    if word in _MANY:
        return _from_many(low, match, _MANY[word])
    if word in _FRACTIONS:
        return _from_fraction(low, match, share(_FRACTIONS[word]))
    if word in _SCALE_WORDS:
        article = _ARTICLE.search(low, max(0, start - 5), start)
        if article is None:
            return None
        return Numeral(article.start(), end, end, ONE, _SCALE_WORDS[word], "words", has_scale=True)
    number, scale, end = _compose(low, end, _SMALL[word], word in _TENS)
    spoken = _POINT.match(low, end) if scale == 1 and number < 1000 else None
    if spoken:
        digits = "".join(str(_DIGIT_WORDS[name]) for name in _DIGIT_NAME.findall(spoken[1]))
        number, end = number + Decimal("0." + digits), spoken.end()
    return Numeral(start, end, end, number, scale, "words", has_scale=scale != 1)


def _compose(low: str, end: int, first: Decimal, open_ten: bool) -> tuple[Decimal, Decimal, int]:
    """Reads on in a number in words: (number, closing scale, end). "twenty-five thousand six hundred"."""
    total, current, scale = Decimal(0), first, ONE
    while (match := _NEXT.match(low, end)) is not None:
        word = key(match[2])
        if word in _SCALE_WORDS:
            factor = _SCALE_WORDS[word]
            if match[1] or (total and factor >= scale) or (factor == 100 and current > 99):
                break
            if factor == 100:
                current *= factor
            else:
                total, current, scale = total + current * factor, Decimal(0), factor
        elif word in _UNITS and open_ten and not match[1]:
            current += _UNITS[word]
        elif current % 100 == 0 and (total or current):
            current += _SMALL[word]
        else:
            break
        open_ten = word in _TENS
        end = match.end()
    value = total + current
    if total and not current and value % scale == 0:
        return value / scale, scale, end
    return value, ONE, end


def _from_many(low: str, match: re.Match[str], base: Decimal) -> Numeral | None:
    """ "tens of thousands": at least two of the smallest number named."""
    end = match.end()
    inner = _OF_MANY.match(low, end)
    if inner:
        base, end = base * _MANY[inner[1]], inner.end()
    elif not low.startswith(" of ", end):
        return None
    return Numeral(match.start(), end, end, Decimal(2), base, "many", has_scale=True)


def _from_fraction(low: str, match: re.Match[str], part: Decimal) -> Numeral:
    """ "a third", "half", "half a million"."""
    start, end = match.start(), match.end()
    article = _ARTICLE.search(low, max(0, start - 5), start)
    if article and match.group() != "half":
        start = article.start()
    scaled = _OF_SCALE.match(low, end)
    if scaled:
        end = scaled.end()
        return Numeral(start, end, end, part, _SCALE_WORDS[scaled[1]], "words", has_scale=True)
    return Numeral(start, end, end, part, ONE, "fraction")


def _add_scale(low: str, numeral: Numeral) -> None:
    """Takes in the halves and scale words that follow a number, or notes a letter that may be one."""
    _add_half(low, numeral)
    for _ in range(3):
        match = _SCALE.match(low, numeral.end)
        if match is None:
            break
        numeral.scale *= _SCALES[match[2]]
        numeral.end, numeral.has_scale = match.end(), True
    if numeral.has_scale:
        _add_half(low, numeral)
    elif numeral.form == "digits":
        single = _SINGLE_SCALE.match(low, numeral.end)
        numeral.letter = single[1] if single else ""


def _add_half(low: str, numeral: Numeral) -> None:
    half = _HALF.match(low, numeral.end)
    if half and low.startswith((" of ", "\nof "), half.end()):
        return  # "a second of 400 million and a third of 150 million"
    if half and low[half.end() : half.end() + 1] != "-":  # "335.8 billion and a half-year cover ratio"
        numeral.number += share(_FRACTIONS[half[1]])
        numeral.end = half.end()
        if not numeral.has_scale:
            numeral.bare_end = numeral.end


def _add_parts(low: str, numeral: Numeral) -> None:
    """ "two-thirds", "three quarters of a million": a cardinal and the name of a part."""
    parts = _PARTS.match(low, numeral.end)
    if parts is None or numeral.form != "words" or numeral.has_scale or numeral.number > 99 or not numeral.whole:
        return
    word = parts[1]
    if word.endswith("s") != (numeral.number != 1) or _FRACTIONS[word] == Fraction(1, 2):
        return
    numeral.number = share(int(numeral.number) * _FRACTIONS[word])
    numeral.end = numeral.bare_end = parts.end()
    numeral.form = "fraction"
    scaled = _OF_SCALE.match(low, numeral.end)
    if scaled:
        numeral.scale, numeral.has_scale, numeral.form = _SCALE_WORDS[scaled[1]], True, "words"
        numeral.end = scaled.end()


def scale_after(low: str, at: int) -> tuple[Decimal, int] | None:
    """The scale word that follows at `at` and where it ends ("75 USD million")."""
    match = _SCALE.match(low, at)
    return (_SCALES[match[2]], match.end()) if match and match[1] else None


def use_letter(numeral: Numeral) -> None:
    """Reads the glued letter as a scale ("2.4m")."""
    numeral.scale *= SINGLE[numeral.letter]
    numeral.end += len(numeral.letter)
    numeral.letter, numeral.has_scale = "", True
