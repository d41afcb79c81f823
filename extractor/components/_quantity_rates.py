"""Exchange rates: what one currency costs in another ("85.8 to the dollar", "closed at 71 US cents")."""

from __future__ import annotations

import re
from functools import cache

from extractor.components import _quantity_currencies as currencies
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_currencies import Form
from extractor.components._quantity_home import Home
from extractor.components._quantity_tables import Lazy, Reading, classes, cue, key, same_sentence, trie

_ALIASES = dict(pair.split(":") for pair in classes("quantity_cues")["base_alias"])
_CALLED = {name[4:]: code for name, code in _ALIASES.items() if name[:4] == "the " and name[4:] not in currencies.NAMES}
"""Other names of currencies without their article → code: "single currency"."""
_TO = r"(?: |-)(?:to|per|against|for|a|versus|vs\.?)(?: |-)"


_MOVING = [name for name in currencies.NAMES if name not in classes("quantity_cues")["not_moving"]]
"""Names of currencies that move; ore is what is dug."""


@cache
def _name() -> str:
    return "(" + trie(currencies.NAMES) + r")(?!\w)"


_TO_AT = Lazy(_TO)
_BASE_AFTER = Lazy(lambda: f"{_TO}(?:(" + trie(_ALIASES) + r")(?!\w)|(?:(?:the|a|an|one|each|1) )?" + _name() + ")")
_CODE_BASE = Lazy(lambda: r"(?:/| to 1 | per | to the | to one | against the )(" + trie(currencies.CODES) + r")(?!\w)")
_ONE_BASE = Lazy(r"(?:/| ?= ?| to )(" + trie(["$", "US$", "€", "£", "¥"]) + r")1(?![\d.,]*\d)")
_SIGN_BASE = Lazy(r"/(" + trie(["$", "US$", "€", "£", "¥"]) + r")(?![\w.,]*\d)")
_EQUALS = r"(?: ?= ?| " + cue("one_worth") + r" )(?:" + cue("from_filler") + " )?$"
_ONE_BEFORE = Lazy(lambda: r"(?<![A-Za-z$])(" + trie(currencies.SIGNS) + r")[ \u00a0]?1" + _EQUALS)
_ONE_NAMED = Lazy(lambda: r"(?<![\w.,])(?:1|one) " + _name() + _EQUALS)
_NAME_ANYWHERE = Lazy(lambda: r"(?<!\w)" + _name())
_SUM = Lazy(
    lambda: r"(?<!\w)(?:(" + trie(currencies.CODES) + r") ?|(" + trie(currencies.SIGNS) + r") ?)"
    + r"\d[\d.,]*+(?: ?(?!at\b|or\b)[a-z]+)?"
)  # fmt: skip
_CONVERTED_AT = Lazy(lambda: r"\)?,? at (?:" + cue("from_filler") + r" )?$")
_RESTATED = Lazy(lambda: r"(?:,? or |,? ?\((?:or )?)(?:" + cue("from_filler") + r" )?$")
_MOVE = r"(?<!\w)" + cue("rate_verb") + r"(?!\w)[\w ,]{0,24}$"
_MOVE_BEFORE = Lazy(_MOVE)
_SUBJECT = Lazy(
    lambda: r"(?<!\w)(?<!\d )(?<!llion )(?:the )?(" + trie([*_MOVING, *_CALLED])
    + r")(?!\w| of\b)(?:['’]s [\w -]{0,40}?|[\w ,-]{0,40}?)" + _MOVE
)  # fmt: skip
_OWN_RATE = Lazy(
    lambda: r"(?<!\w)(?:the )?(" + trie([*_MOVING, *_CALLED])
    + r")['’]s (?:[a-z-]+ ){0,3}(?:rate|value|price) of (?:" + cue("from_filler") + r" )?$"
)  # fmt: skip
_PEG_AT = " at "
_PEG = Lazy(
    lambda: _name() + r"(?:['’]s)?[\w ,-]{0,40}?(?:to|against) (?:the )?" + _name() + rf"[\w ,-]{{0,24}}{_PEG_AT}$"
)
_BY_PERCENT = Lazy(
    lambda: (
        r"(?<!\w)(?:the |its )(?:[a-z-]+ )?("
        + trie([*_MOVING, *_CALLED])
        + r") (?:was |has |had )?(?:last |also |then )?"
        r"(?:[a-z]+ ){1,2}(?:by )?[0-9.]{1,6} ?(?:%|per ?cent|percent|pct) (?:[a-z]+ )?(?:to|at) $"
    )
)
_FURTHER = Lazy(
    lambda: r"(?<!\w)(?:and|while|but|;|,) ?(?:the )(" + trie(currencies.NAMES) + r") (?:[a-z]+ ){0,2}(?:to |at )?$"
)
_INVERTED = frozenset(classes("quantity_cues")["inverted"])
"""Currencies whose rates are told as what they cost in dollars."""
_BASE_BEFORE = Lazy(cue("base_before") + " $")
_AT = re.compile(r" (?:at|to) (?:about |around |nearly |just )?$")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]? |\n")
_NEXT = re.compile(r" ?([A-Za-z]+)")
_RATE_OF = re.compile(r"(?<!\w)rates? (?:of|at) (?:about |around )?$")
_LABEL = re.compile(r"([A-Z]{3,12})[.:] ")
_RATED = Lazy(r"(?<!\w)(?:" + cue("rated") + r")(?!\w)")
_SPENT = Lazy(" " + cue("spent_dollar") + r"(?!\w)")
WINDOW, FAR, ONE_REACH = 90, 600, 44
"""Characters before a rate in which its currencies are named, in which one is that the text speaks of, and in which
the unit of an equation stands."""
LARGEST_RATE = 100_000
LEAST_RATE, MOST_DOLLARS = 20, 3


def exchange(reading: Reading, candidate: Candidate, home: Home) -> bool:
    """Sets `base` (and for a bare number the quoted currency) where the candidate is an exchange rate."""
    if candidate.numeral.has_scale or candidate.kind == "points":
        return False
    one = _ONE_BEFORE.search(reading.text, max(0, candidate.start - ONE_REACH), candidate.start)
    if one and candidate.form is not None:
        candidate.base = home.likeliest(currencies.SIGNS[key(one[1])].codes)
        return home.likeliest(candidate.form.codes) != candidate.base
    named = _ONE_NAMED.search(reading.low, max(0, candidate.start - WINDOW), candidate.start)
    if named and candidate.form is not None:
        candidate.base = _code(named[1], home)
        return home.likeliest(candidate.form.codes) != candidate.base
    base, end = _base_after(reading, candidate)
    start = _sentence_start(reading.low, candidate.start)
    if base is not None:
        return _quote(reading, candidate, home, base, end, start)
    if candidate.kind == "bare":
        return _peg(reading, candidate, home, start) or _stands_at(reading, candidate, home, start)
    return _subject_sells(reading, candidate, home, start)


def _subject(reading: Reading, candidate: Candidate, start: int) -> re.Match[str] | None:
    """The currency that moves right before a number, or whose rate it is: "the peso weakened to", "the euro's average
    rate of"."""
    moved = _MOVE_BEFORE.search(reading.low, start, candidate.start)
    found = _SUBJECT.search(reading.low, start, candidate.start) if moved else None
    if found and reading.low.endswith("per ", 0, found.start(1)):  # "a 17 per cent levy costs its maker €3,400"
        found = None
    return found or _OWN_RATE.search(reading.low, start, candidate.start)


def _initials(text: str, start: int, end: int) -> bool:
    """Whether a currency's name is written as initials in running text: "a standard DRAM module"."""
    word = _NEXT.match(text, end)
    return end - start > 3 and text[start:end].isupper() and word is not None and word[1].islower()


def _subject_sells(reading: Reading, candidate: Candidate, home: Home, start: int) -> bool:
    """ "The Canadian dollar closed at 71 US cents", "the peso weakened to P57.38"."""
    subject = _subject(reading, candidate, start)
    if candidate.form is None or subject is None or candidate.per is not None or _plural(subject[1]):
        return False
    if _initials(reading.text, *subject.span(1)):
        return False
    base, quoted = _code(subject[1], home), home.likeliest(candidate.form.codes)
    if candidate.factor < 1 and base in candidate.form.codes and not _in_us_cents(base):
        quoted, candidate.form = base, Form((base,))  # "the rand weakened 12 cents to 18.24 to the dollar"
    others = tuple(code for code in _codes(subject[1]) if code != quoted)
    if base == quoted == "USD" and len(candidate.form.codes) == 1 and others:  # "the dollar averaged 57.2 US cents"
        likely = home.likeliest(others, named=True)
        base = likely if home.score(likely) > 0 else base
    if candidate.value < LARGEST_RATE and not base == quoted == "USD":
        candidate.base = base if base != quoted else "USD"
    return True


def _in_us_cents(code: str) -> bool:
    """Whether a currency is told in cents of the dollar: the euro and other dollars."""
    return code == "EUR" or currencies.CODES[code]["name"].endswith("dollar")


def _peg(reading: Reading, candidate: Candidate, home: Home, start: int) -> bool:
    """ "the dirham's link to the dollar at 3.6725"."""
    at = reading.low.endswith(_PEG_AT, start, candidate.start)
    peg = _PEG.search(reading.low, start, candidate.start) if at else None
    if peg is None:
        return False
    quoted, base = _code(peg[1], home), _code(peg[2], home)
    return quoted != base and _set(candidate, quoted, base)


def _stands_at(reading: Reading, candidate: Candidate, home: Home, start: int) -> bool:
    """ "The baht stood at 36.15", "the yen slipped 0.3% to 155.8": a bare number is its currency's price of a dollar;
    "the euro was at 1.1785": those of some are told as the dollars that they cost."""
    by_percent = _BY_PERCENT.search(reading.low, start, candidate.start)
    subject = by_percent or _subject(reading, candidate, start)
    fine = "." in reading.text[candidate.start : candidate.end] or (by_percent and candidate.value >= LEAST_RATE)
    if subject is None or _plural(subject[1]) or not fine or candidate.numeral.has_scale:
        return False
    quoted = _code(subject[1], home)
    if quoted == "USD" or not (by_percent or _AT.search(reading.low, start, candidate.start)):
        return False
    if quoted in _INVERTED and candidate.value < MOST_DOLLARS:
        return _set(candidate, "USD", quoted)
    return _set(candidate, quoted, "USD")


def beside(reading: Reading, bare: Candidate, before: list[Candidate], home: Home) -> bool:
    """ "fell to 90.66 per dollar and the rupiah to 16,810": a further currency in what the one before is told in."""
    last = before[-1] if before else None
    if last is None or last.base is None or bare.numeral.has_scale or bare.kind != "bare":
        return False
    named = _FURTHER.search(reading.low, last.end, bare.start)
    if (
        named is None
        or _base_after(reading, bare)[0] is not None
        or not same_sentence(reading.text, last.end, bare.start)
        or _plural(named[1])
    ):
        return False
    quoted = _code(named[1], home)
    return quoted != last.base and _set(bare, quoted, last.base)


def _set(candidate: Candidate, quoted: str, base: str) -> bool:
    candidate.kind, candidate.form, candidate.base = "money", Form((quoted,)), base
    return True


def _plural(name: str) -> bool:
    return name.endswith("s") and not name.endswith(("us", "ss"))


def _sentence_start(low: str, at: int) -> int:
    start = max(0, at - WINDOW)
    for match in _SENTENCE_END.finditer(low, start, at):
        start = match.end()
    return start


def _codes(name: str) -> tuple[str, ...]:
    called = key(name)
    return (_CALLED[called],) if called in _CALLED else currencies.NAMES[called].codes


def _code(name: str, home: Home) -> str:
    return home.likeliest(_codes(name), named=True)


def _base_after(reading: Reading, candidate: Candidate) -> tuple[str | None, int]:
    """The base currency that follows a number or stands as what it is paid for, and where it ends."""
    end = candidate.end
    if candidate.per is not None and key(candidate.per) in currencies.NAMES:
        form = currencies.NAMES[key(candidate.per)]
        candidate.per = None
        return form.codes[0], end
    one = _ONE_BASE.match(reading.text, end) or _SIGN_BASE.match(reading.text, end)
    if one:
        return currencies.SIGNS[one[1]].codes[0], one.end()
    code = _CODE_BASE.match(reading.text, end)
    if code:
        return code[1], code.end()
    match = _BASE_AFTER.match(reading.low, end) if _TO_AT.match(reading.low, end) else None
    if match is None or candidate.per is not None:
        return None, end
    if match[1]:
        return _ALIASES[key(match[1])], match.end()
    if _plural(match[2]) or (match[2] == "pound" and reading.low.startswith("a ", match.start() + 1)):
        return None, end
    return currencies.NAMES[key(match[2])].codes[0], match.end()


def _quote(reading: Reading, candidate: Candidate, home: Home, base: str, end: int, start: int) -> bool:
    if candidate.form is None:
        for match in reversed(list(_NAME_ANYWHERE.finditer(reading.low, start, candidate.start))):
            after = _BASE_BEFORE.search(reading.low, max(0, match.start() - 16), match.start())
            if after and (after[0] != "a " or base in currencies.NAMES[key(match[1])].codes):
                continue  # "a won as weak as 1,470 per dollar" speaks of the won
            if currencies.NAMES[key(match[1])].factor < 1:
                continue  # "weakened 12 cents to 18.24 to the dollar"
            codes = tuple(code for code in currencies.NAMES[key(match[1])].codes if code != base)
            if codes:
                candidate.form = Form((home.likeliest(codes, named=True),))
                break
        else:
            told = _sum_at(reading, candidate, home, base, end) or _told_of_rate(reading, candidate, home, base, end)
            return told or _of_paragraph(reading, candidate, home, base, end)
    elif home.likeliest(candidate.form.codes) == base:
        return False
    candidate.kind, candidate.base, candidate.end = "money", base, end
    return True


def _sum_at(reading: Reading, candidate: Candidate, home: Home, base: str, end: int) -> bool:
    """ "INR 34.9 billion (or $413 million) at 84.4 to the dollar": the currency of the sum that is converted."""
    start = max(0, candidate.start - WINDOW)
    at = reading.ends(_CONVERTED_AT, candidate.start, 24)
    if at is None:
        return False
    follows = at.start()
    for found in reversed(list(_SUM.finditer(reading.text, start, follows))):
        if found.end() != follows:
            return False
        quoted = found[1] or home.likeliest(currencies.SIGNS[found[2]].codes)
        if quoted != base:
            candidate.end = end
            return _set(candidate, quoted, base)
        restated = _RESTATED.search(reading.text, start, found.start())
        if restated is None:
            return False
        follows = restated.start()
    return False


def _of_paragraph(reading: Reading, candidate: Candidate, home: Home, base: str, end: int) -> bool:
    """The currency that the paragraph opens with ("PESO. Official rate: 1,340 to the dollar"), else that of the country
    that the article speaks of most ("The currency traded at 3,760 per dollar")."""
    if base != "USD" or _SPENT.match(reading.low, end):
        return False
    opened = reading.text.rfind("\n", 0, candidate.start) + 1
    label = _LABEL.match(reading.text, opened, candidate.start)
    form = currencies.NAMES.get(label[1].lower()) if label else None
    quoted = home.likeliest(form.codes, named=True) if form is not None else None
    start = _sentence_start(reading.low, candidate.start)
    if quoted is None and _RATED.search(reading.low, start, candidate.start):
        quoted = home.local()
    if quoted in (None, base):
        return False
    candidate.end = end
    return _set(candidate, str(quoted), base)


def _told_of_rate(reading: Reading, candidate: Candidate, home: Home, base: str, end: int) -> bool:
    """ "at the customs rate of 152.5 per dollar": the currency that the text named last before."""
    if not reading.ends(_RATE_OF, candidate.start, 16):
        return False
    before = _NAME_ANYWHERE.finditer(reading.low, max(0, candidate.start - FAR), candidate.start)
    named = [code for match in before if (code := _code(match[1], home)) != base]
    if not named:
        return False
    candidate.end = end
    return _set(candidate, named[-1], base)
