"""What a number takes from its neighbours: ranges, elided units and scales, points, prices and rates."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components import _quantity_rates as rates
from extractor.components._quantity_currencies import Home
from extractor.components._quantity_nouns import is_plural, singular
from extractor.components._quantity_spans import Candidate
from extractor.components._quantity_tables import classes, trie

_TABLE = classes("distractors")
_DASH = re.compile(r" ?[-–—] ?|-to-|[ \n]to[ \n]|[ \n]or[ \n]|[ \n]and[ \n]")
_BETWEEN = re.compile(r"(?<!\w)(?:(?:in )?between)[ \n]$")
_FROM = re.compile(r"(?:(\w+)[ \n,]+)?(?:(\w+)[ \n]+)?(?<!\w)from[ \n](?:(?:about|around|some|a|an|the|just|only|nearly|almost|roughly|current|revised)[ \n]){0,2}$")
_LIST = re.compile(r",[ \n](?:and[ \n]|or[ \n])?|[ \n](?:and|or|to|&)[ \n]|-? and |- or |/")
_SENTENCE = re.compile(r"[.!?][\"”’)]?[ \n]+[\"“‘(]?[A-Z]|\n\n")
_LEFT = re.compile(r"(?<!\w)(?:" + trie(_TABLE["left"]) + r")[ \n](?:(?:the|a|an|just|about|only|some|all)[ \n])?$|['’]s[ \n]$|[(:,]$|[(:,] $")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
_BAND = re.compile(r" (?:" + trie(_TABLE["band"]) + r")(?!\w)")
_LEVEL = re.compile(r",?[ \n](?:up|down)[ \n](?:by[ \n])?")
_CAPITAL = re.compile(r" [A-Z]")
_INDEX = re.compile(r"(?<![\w])(?:" + trie(_TABLE["index"]) + r")(?!\w)")
_AT_LEVEL = re.compile(r"(?<!\w)(?:to|from|at|of|below|above|was|reached|hit)[ \n](?:(?:just|about|only|a|an|low|high)[ \n]){0,2}$")
_SHARES = re.compile(r"(?<!\w)(?:" + trie(_TABLE["shares_scale"]) + r")[ \n]$")
_STRONG = re.compile(r"(?<!\w)(?:" + trie(_TABLE["left_strong"]) + r")[ \n](?:(?:the|a|an|just|about|only|some|nearly|almost)[ \n])?$")
_MOVED = re.compile(r"(?<!\w)(?:up|down)[ \n]$")
_ARTICLE = re.compile(r"(?<!\w)(?:an?|the)[ \n]$")
_OF = re.compile(r"[ \n](?:out )?of[ \n](?:(?:the|its|their|his|her|our|those|these|all)[ \n])?")
_NUMBER_LEVEL = re.compile(r",?[ \n](?:up|down)[ \n](?:by[ \n])?")
_CAPITAL = re.compile(r" [A-Z]")
_SHARES = re.compile(r"(?<!\w)(?:" + trie(_TABLE["shares_scale"]) + r")[ \n]$")
_STRONG = re.compile(r"(?<!\w)(?:" + trie(_TABLE["left_strong"]) + r")[ \n](?:(?:the|a|an|just|about|only|some|nearly|almost)[ \n])?$")
_MOVED = re.compile(r"(?<!\w)(?:up|down)[ \n]$")
_ARTICLE = re.compile(r"(?<!\w)(?:an?|the)[ \n]$")
_OF = re.compile(r"(?:number|numbers|total|tally|count) of ((?:[a-z-]+ ){0,2}[a-z-]+s)(?![\w])")
_LEVEL = re.compile(r",?[ \n](?:up|down)[ \n](?:by[ \n])?")
_CAPITAL = re.compile(r" [A-Z]")
_SHARES = re.compile(r"(?<!\w)(?:" + trie(_TABLE["shares_scale"]) + r")[ \n]$")
_STRONG = re.compile(r"(?<!\w)(?:" + trie(_TABLE["left_strong"]) + r")[ \n](?:(?:the|a|an|just|about|only|some|nearly|almost)[ \n])?$")
_MOVED = re.compile(r"(?<!\w)(?:up|down)[ \n]$")
_ARTICLE = re.compile(r"(?<!\w)(?:an?|the)[ \n]$")
_OF = re.compile(r"[ \n](?:out )?of[ \n](?:(?:the|its|their|his|her|our|those|these|all)[ \n])?")
_NUMBER_OF = re.compile(r"(?:number|numbers|total|tally|count) of ((?:[a-z-]+ ){0,2}[a-z-]+s)(?![\w])")
_MULTI = re.compile(r"[ \n](?:out of|in every|in)[ \n]$")
_VERBS = frozenset(classes("nouns")["verb_s"])
_STOP = frozenset(classes("nouns")["stop"])
SHARED = ("percent", "percentage_points", "basis_points", "points", "measure", "duration", "money", "count")
_DIRECTED = re.compile(r"(?:rose|fell|grew|climbed|dropped|jumped|increased|decreased|declined|gained|up|down|slipped|surged|slid|by)[ \n]$")


def same_sentence(text: str, a: int, b: int) -> bool:
    """Whether no sentence ends between the offsets a and b."""
    return _SENTENCE.search(text, a, min(b + 2, len(text))) is None


class Context:
    """Completes the candidates of one text from one another."""

    def __init__(self, text: str, low: str, home: Home, loose: bool = False) -> None:
        self.text, self.low, self.home, self.loose = text, low, home, loose

    def complete(self, found: list[Candidate]) -> list[Candidate]:
        """The candidates with ranges joined and units filled in; those that stay without sense left out."""
        found = self._cents(self._ratios(found))
        found = self._ranges(found)
        self._from_right(found)
        found = self._from_left(found)
        self._points(found)
        self._prices(found)
        return [c for c in found if not c.hidden or (self.loose and c.noun)]

    # -- one in five -----------------------------------------------------------------------------------

    def _ratios(self, found: list[Candidate]) -> list[Candidate]:
        """ "one in five", "nine out of ten": two small cardinals that make a fraction."""
        result: list[Candidate] = []
        for candidate in found:
            last = result[-1] if result else None
            if last is not None and last.kind == "bare" and candidate.kind in ("bare", "count"):
                gap = self.low[last.end : candidate.start]
                top, bottom = last.value, candidate.value
                if len(gap) < 12 and _MULTI.fullmatch(gap) and 0 < top < bottom <= 1000 and not candidate.numeral.has_scale:
                    last.value = last.numeral.number = round(top / bottom, 4)
                    last.end, last.kind, last.unit = candidate.numeral.end, "fraction", "1"
                    last.numeral.form, last.hidden = "fraction", False
                    continue
            result.append(candidate)
        return result

    def _cents(self, found: list[Candidate]) -> list[Candidate]:
        """ "thirteen dollars and forty-five cents": one sum."""
        result: list[Candidate] = []
        for candidate in found:
            last = result[-1] if result else None
            if self.loose and last is not None and self._spoken_cents(last, candidate):
                last.value = last.numeral.number = last.value + candidate.value / 100
                last.end = candidate.end
                continue
            if last is not None and last.form is not None and candidate.form is not None and last.factor == 1 > candidate.factor:
                gap = self.low[last.end : candidate.start]
                if gap in (" and ", " ", ", ") and not last.numeral.has_scale and candidate.value < 1 and set(last.form.codes) & set(candidate.form.codes):
                    last.value, last.end = last.value + candidate.value, candidate.end
                    last.numeral.number = last.value
                    last.per, last.per_time, last.each = candidate.per, candidate.per_time, candidate.each
                    continue
            result.append(candidate)
        return result

    def _spoken_cents(self, last: Candidate, candidate: Candidate) -> bool:
        """ "fifteen dollars fifty" at a sentence's end."""
        if last.kind != "money" or last.numeral.has_scale or candidate.kind != "bare" or candidate.numeral.has_scale:
            return False
        whole = last.value == last.value.to_integral_value() and 10 <= candidate.value < 100
        closed = self.text[candidate.end : candidate.end + 1] in ("", ".")
        return whole and closed and self.low[last.end : candidate.start] in (" and ", " ")

    # -- ranges ----------------------------------------------------------------------------------------

    def _ranges(self, found: list[Candidate]) -> list[Candidate]:
        result: list[Candidate] = []
        for candidate in found:
            last = result[-1] if result else None
            if last is None or last.is_range or candidate.start - last.end > 6:
                result.append(candidate)
                continue
            gap = self.low[last.end : candidate.start]
            if not _DASH.fullmatch(gap):
                result.append(candidate)
            elif self._joins(last, candidate, gap):
                result[-1] = self._range(last, candidate)
            else:
                if gap.strip(" ") in ("-", "–", "—") and last.kind == "bare" and candidate.kind in ("bare", "count"):
                    result.pop()
                    continue
                result.append(candidate)
        return result

    def _joins(self, a: Candidate, b: Candidate, gap: str) -> bool:
        """Whether a and b are the ends of one range."""
        if a.kind in ("multiple", "fraction") or b.kind in ("multiple", "fraction") or not self._alike(a, b):
            return False
        low, high = self._ends(a, b)
        word = gap.strip()
        if not low < high and not (self.loose and word == "to" and low != high):
            return False
        before = self.low[max(0, a.start - 40) : a.start]
        if word == "and":
            return bool(_BETWEEN.search(before))
        if word == "or":
            return a.kind == "bare" and b.kind != "bare" and b.numeral.number - a.numeral.number == 1
        if word in ("to", "-to-"):
            source = _FROM.search(before)
            if source and not self.loose:
                return source[2] in _TABLE["range_verb"] or source[1] in _TABLE["range_verb"]
            if a.kind != "bare" and b.kind != "bare" and (_DIRECTED.search(before) or a.kind == "count" or a.kind == "duration"):
                return False
            return b.kind != "bare" or a.kind != "bare" or a.numeral.has_scale
        return not (a.kind == "bare" and b.kind == "bare" and not b.numeral.has_scale and "." not in self.text[a.start : b.end])

    def _alike(self, a: Candidate, b: Candidate) -> bool:
        if "bare" in (a.kind, b.kind):
            return self.loose or not (a.kind not in ("bare", "money") and b.kind == "bare")
        if a.kind != b.kind:
            return False
        if a.kind == "money":
            return a.form is not None and b.form is not None and bool(set(a.form.codes) & set(b.form.codes))
        return a.unit == b.unit

    def _ends(self, a: Candidate, b: Candidate) -> tuple[Decimal, Decimal]:
        scale = b.numeral.scale * b.factor
        if b.kind == "bare" and a.kind != "bare":
            scale = b.numeral.scale * a.factor
        high = b.numeral.number * scale
        own = a.numeral.has_scale or not b.numeral.has_scale
        low = a.numeral.number * (a.numeral.scale * (b.factor if a.kind == "bare" else a.factor) if own else scale)
        if not own and not low < high:
            low = a.numeral.value * (a.factor if a.kind != "bare" else b.factor)
        sign = -1 if a.sign == "-" else 1
        return sign * low, high

    def _range(self, a: Candidate, b: Candidate) -> Candidate:
        joined = b if a.kind == "bare" else a
        joined.low, joined.high = self._ends(a, b)
        start, end = a.start, b.end
        between = _BETWEEN.search(self.low, max(0, start - 12), start)
        if joined is a:
            joined.per, joined.per_time, joined.each = b.per or a.per, b.per_time or a.per_time, b.each
            if b.kind == "money" and b.form is not None and a.form is not None and len(b.form.codes) < len(a.form.codes):
                joined.form = b.form
        finer = min(a.numeral.number.as_tuple().exponent, b.numeral.number.as_tuple().exponent, key=int)
        joined.numeral.number = b.numeral.number + Decimal(0).scaleb(int(finer))
        joined.numeral.scale = b.numeral.scale
        joined.start, joined.end = between.start() if between else start, end
        joined.hidden, joined.sign = False, a.sign if a.sign == "+" else ""
        return joined

    # -- elided units ------------------------------------------------------------------------------------

    def _from_right(self, found: list[Candidate]) -> None:
        """ "8.8 and 3.9 per cent", "from 25.9 to 28.9 percent": a bare number takes what follows the next."""
        for a, b in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            if a.kind != "bare" or b.kind not in SHARED or b.start - a.end > 14:
                continue
            gap = self.low[a.end : b.start]
            if a.hidden and a.numeral.value == 1 and b.kind == "count":
                continue
            if b.kind == "count" and b.noun and _OF.fullmatch(gap):
                a.kind, a.unit, a.noun, a.elided, a.hidden = "count", b.unit, b.noun, True, False
                continue
            if b.kind == "points" and _LEVEL.fullmatch(gap):
                self._take(a, b, scaled=False)
            if _LIST.fullmatch(gap) is None or (gap.strip() == "," and not b.elided):
                continue
            if b.kind in ("percent", "percentage_points") and a.numeral.value >= 1000:
                continue
            if b.kind == "money" and b.start < b.numeral.start:
                continue
            self._take(a, b, scaled=b.numeral.has_scale and not a.numeral.has_scale and a.numeral.number < 1000)

    def _take(self, bare: Candidate, other: Candidate, scaled: bool) -> None:
        bare.kind, bare.unit, bare.noun, bare.form = other.kind, other.unit, other.noun, other.form
        bare.per, bare.per_time, bare.factor, bare.base = other.per, other.per_time, other.factor, other.base
        bare.elided, bare.hidden = True, False
        if scaled:
            bare.numeral.scale = other.numeral.scale
        bare.value = bare.numeral.value * bare.factor

    def _from_left(self, found: list[Candidate]) -> list[Candidate]:
        """Fills the bare numbers from what stands before them; without any sense they are left out."""
        result: list[Candidate] = []
        for index, candidate in enumerate(found):
            if candidate.kind == "bare" and candidate.numeral.has_scale and self._converted(candidate, found[index + 1 :]):
                candidate.kind = "count"
            if candidate.kind == "bare":
                if self._exchange(candidate):
                    result.append(candidate)
                    continue
                source = self._paired(candidate, result, found[index + 1 :]) or self._source(candidate, result)
                if source is not None:
                    like = source.numeral.has_scale and not candidate.numeral.has_scale and source.kind == "money"
                    self._take(candidate, source, scaled=like and candidate.numeral.number < 1000)
                elif not self._counted_before(candidate) and not self._kept_bare(candidate):
                    continue
                elif candidate.noun is None and candidate.kind == "count" and candidate.value >= 1000:
                    self._last_count(candidate, result)
            elif candidate.kind in ("money", "points"):
                self._exchange(candidate)
            result.append(candidate)
        return result

    def _converted(self, bare: Candidate, after: list[Candidate]) -> bool:
        """Whether a sum of money in brackets follows at once: then the number's own sign was lost."""
        return bool(after) and after[0].kind == "money" and self.text[bare.end : after[0].start] == " ("

    def _paired(self, bare: Candidate, before: list[Candidate], after: list[Candidate]) -> Candidate | None:
        """ "Rs 500 ($6) for one and 700 ($8.40) for the other": the first of a pair of currencies."""
        if not self._converted(bare, after):
            return None
        for first, second in zip(reversed(before[-13:-1]), reversed(before[-12:]), strict=False):
            if first.kind == second.kind == "money" and second.form == after[0].form and first.form != second.form:
                return first if self.text[first.end : second.start] == " (" and bare.start - second.end < 160 else None
        return None

    def _source(self, bare: Candidate, before: list[Candidate]) -> Candidate | None:
        """The quantity before whose unit a bare number repeats."""
        numeral = bare.numeral
        if not numeral.has_scale and not _LEFT.search(self.low, max(0, bare.start - 24), bare.start):
            return None
        if bare.hidden:
            return None
        whole = numeral.number == numeral.number.to_integral_value() and "." not in self.text[bare.start : bare.end]
        for other in reversed(before[-5:]):
            near = same_sentence(self.text, other.end, bare.start)
            if bare.start - other.end > (160 if near else 90) or other.kind in ("multiple", "fraction"):
                continue
            if numeral.has_scale:
                large = other.value >= 1000 or other.is_range
                if large and (other.kind in ("measure", "count") or (other.kind == "money" and near)):
                    return other if "\n" not in self.text[other.end : bare.start] else None
                continue
            if other.compound and other.kind == "duration":
                continue
            if not near and not (other.kind == "count" and whole):
                continue
            if other.kind in ("percentage_points", "basis_points", "points"):
                continue
            if other.kind == "percent" and (numeral.value >= 1000 or (whole and numeral.value > 150)):
                continue
            if other.kind == "money" and other.numeral.has_scale and not (
                numeral.value < 1000 and _SHARES.search(self.low, max(0, bare.start - 12), bare.start)
            ):
                continue
            if other.kind == "money" and not other.numeral.has_scale and _MOVED.search(self.low, max(0, bare.start - 8), bare.start):
                continue
            if other.kind == "duration" and numeral.value > 50 * max(other.value, 1):
                continue
            if other.kind == "count" and (not whole or not other.noun):
                continue
            return other
        return None

    def _counted_before(self, bare: Candidate) -> bool:
        """Gives a bare number the plural noun before it ("arrivals reached 29.9 million"); whether it stays."""
        numeral = bare.numeral
        written = self.text[numeral.start : numeral.bare_end]
        strong = numeral.has_scale or ("," in written and numeral.value >= 1000)
        trigger = _STRONG.search(self.low, max(0, bare.start - 24), bare.start)
        decimal = not numeral.has_scale and numeral.number != numeral.number.to_integral_value()
        if bare.hidden or (decimal and not self._is_index(bare)) or not (strong or (trigger and not numeral.form == "words" and numeral.value >= 10)):
            return False
        if self._is_index(bare):
            bare.kind, bare.unit = "measure", "point"
            return True
        bare.noun = self._subject_noun(bare)
        if not strong and bare.noun is None:
            return False
        bare.kind, bare.unit = "count", bare.noun or ""
        return True

    def _kept_bare(self, bare: Candidate) -> bool:
        """Reading loosely, figures without a unit stay as counts of nothing named."""
        if not self.loose or bare.hidden or bare.numeral.form != "digits":
            return False
        written = self.text[bare.start : bare.end]
        if len(written) == 4 and written.isdecimal() and written < "2151" or _CAPITAL.match(self.text, bare.end):
            return False
        bare.kind, bare.unit = "count", ""
        return True

    def _is_index(self, bare: Candidate) -> bool:
        """Whether a bare number is the level of an index ("the PMI rose to 51.4")."""
        start = max(0, bare.start - 90)
        if bare.numeral.has_scale or not _AT_LEVEL.search(self.low, start, bare.start):
            return False
        match = None
        for match in _INDEX.finditer(self.low, start, bare.start):
            pass
        return match is not None and same_sentence(self.text, match.end(), bare.start)

    def _last_count(self, bare: Candidate, before: list[Candidate]) -> None:
        """A row of a table or list takes the noun that was last counted in such numbers."""
        for other in reversed(before[-60:]):
            if other.kind == "count" and other.noun and other.value >= 1000:
                bare.noun, bare.unit = other.noun, other.unit
                return

    def _subject_noun(self, bare: Candidate) -> str | None:
        """The plural that a bare number speaks of: "the number of …" or the nearest in its sentence."""
        start = max(0, bare.start - 160)
        for match in _SENTENCE.finditer(self.text, start, bare.start):
            start = match.end() - 1
        numbers = list(_NUMBER_OF.finditer(self.low, start, bare.start))
        if numbers:
            return singular(numbers[-1][1])
        words = _WORD.findall(self.text[start : bare.start])
        for index in range(len(words) - 1, -1, -1):
            if self._is_noun(words[index]):
                head = index > 1 and words[index - 1] == "of" and self._is_noun(words[index - 2])
                return singular(words[index - 2] if head else words[index])
        return None

    def _is_noun(self, word: str) -> bool:
        return is_plural(word) and word not in _STOP and word not in _VERBS and word == word.lower()

    # -- points, prices, rates -------------------------------------------------------------------------------

    def _points(self, found: list[Candidate]) -> None:
        for index, candidate in enumerate(found):
            if candidate.kind != "points":
                continue
            near = any(
                other.kind in ("percent", "percentage_points") and abs(other.start - candidate.start) < 220
                for other in found[max(0, index - 3) : index + 3]
            )
            small = (candidate.high or candidate.value) <= 60
            candidate.kind, candidate.unit = ("percentage_points", "pp") if near and small else ("measure", "point")

    def _prices(self, found: list[Candidate]) -> None:
        """Prices "each" take the noun that was counted before; a price near another of its size, its thing."""
        for index, candidate in enumerate(found):
            if candidate.kind != "money":
                continue
            before = found[max(0, index - 4) : index]
            if candidate.each:
                counts = [c for c in before if c.kind == "count" and c.noun and candidate.start - c.end < 150]
                candidate.per = counts[-1].noun if counts else None
            elif candidate.per is None and candidate.base is None and not candidate.numeral.has_scale and not _ARTICLE.search(
                self.low, max(0, candidate.start - 5), candidate.start
            ):
                self._price_like(candidate, before)
            if candidate.base is None and _BAND.match(self.low, candidate.end):
                bases = [c.base for c in before if c.base]
                candidate.base = bases[-1] if bases else None

    def _price_like(self, candidate: Candidate, before: list[Candidate]) -> None:
        for other in reversed(before):
            if other.kind != "money" or other.per is None or other.form != candidate.form or candidate.start - other.end > 120:
                continue
            size = other.high or other.value
            ratio = (candidate.high or candidate.value) / size if size else Decimal(0)
            if Decimal("0.1") < ratio < 10 and other.numeral.scale == 1:
                candidate.per = other.per
            return

    def _exchange(self, candidate: Candidate) -> bool:
        """Reads "85.8 to the dollar", "1,376 won per dollar" and a currency that stands "at" a sum."""
        return rates.exchange(self.text, self.low, candidate, self.home)
