"""Whether the words around a date tell of the past or of what is to come: by cues, where no parse is at hand."""

from __future__ import annotations

from functools import cache

from extractor.components._calendar_tokens import UNSEEN, Token
from extractor.lookups import cells, table

REACH = 40
"""How many words to either side are looked at."""
DATA_REACH, WANTED_REACH = 3, 7
NEAR_REACH, TERM_REACH = 9, 7
_CLAUSE = frozenset(";:")
STOPS = frozenset(".;:!?()")
_MONEY = frozenset("$€£¥")
_EQUATED = frozenset({"CD", "DT", "$"})


@cache
def _cues() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("tense_cues"):
        found.setdefault(row["class"], set()).update(cells(row, "forms"))
    return {name: frozenset(forms) for name, forms in found.items()}


def is_cue(word: str, name: str) -> bool:
    return word in _cues()[name]


def _is_participle(word: str) -> bool:
    return len(word) > 3 and word.endswith("ed") and not is_cue(word, "not_past")


def _of_verb(tokens: list[Token], i: int, low: int) -> str | None:
    """The tense of a past form at token i by the auxiliaries before it: "would be extended" is future."""
    for j in range(i - 1, max(low, i - 5) - 1, -1):
        word = tokens[j].low
        if (is_cue(word, "modal") and "MONTH" not in tokens[j].classes) or is_cue(word, "be"):
            return "future"
        if is_cue(word, "have"):
            return "past"
        if is_cue(word, "be_now"):
            return None
        if not (is_cue(word, "be_form") or is_cue(word, "negation") or word.endswith("ly") or word == "been"):
            break
    return "past"


def tense_at(tokens: list[Token], i: int, low: int) -> str | None:
    """The tense that token i tells of; looked for once."""
    if tokens[i].tense == UNSEEN:
        tokens[i].tense = _find_tense(tokens, i, low)
    return tokens[i].tense


def _find_tense(tokens: list[Token], i: int, low: int) -> str | None:
    word = tokens[i].low
    follows = tokens[i + 1].low if i + 1 < len(tokens) else ""
    before = tokens[i - 1].low if i > low else ""
    if (follows == "to" and is_cue(word, "be_form")) or (follows in ("to", "for") and is_cue(word, "future_to")):
        return "future"
    if is_cue(word, "due"):
        if before in ("was", "were") and follows != "to":
            return "past"
        if follows == "to" and i + 2 < len(tokens) and tokens[i + 2].tag == "VB":
            return "future"
        return "future" if follows != "to" or before == "," or is_cue(before, "be_form") else None
    if tokens[i].tag[:2] == "NN":
        verb = tokens[i].tag == "NNS" and is_cue(word, "present") and _rather_verb(tokens, i, low)
        return "present" if verb else None
    if tokens[i].glued and i > low and "DASH" in tokens[i - 1].classes and tokens[i - 1].glued:
        return None  # "cold-rolled"
    if is_cue(word, "future_part"):
        return None if is_cue(before, "not_future_before") or before.isdigit() else "future"
    if follows == "have" and is_cue(word, "unreal") and i + 2 < len(tokens) and tokens[i + 2].tag == "VBN":
        return "past"
    if is_cue(word, "future") and tokens[i].text != "May":
        return "future"
    return _form_tense(tokens, i, low)


def _form_tense(tokens: list[Token], i: int, low: int) -> str | None:
    """The tense of a verb form by its tag, by the lists of forms where there is none."""
    word, tag = tokens[i].low, tokens[i].tag
    if tag in ("VBZ", "VBP"):
        if i + 1 < len(tokens) and tokens[i + 1].text in _MONEY:
            return None  # "toys $9 billion": the amount's noun
        return None if any(is_cue(word, name) for name in ("state", "be_form", "have", "timeless")) else "present"
    if tag in ("", "VB") and is_cue(word, "present"):
        led = tokens[i - 1].low if i > low else ""
        return None if tag and (is_cue(led, "modal") or led == "'s") else "present"
    past = tag == "VBD" or (tag == "VBN" and not is_cue(word, "not_past"))
    if past or (not tag and (is_cue(word, "past") or _is_participle(word))):
        if tag == "VBN" and _wanted(tokens, i, low):
            return "future"
        beside = [t.tag for t in tokens[max(low, i - 1) : i + 2]]
        if tag == "VBN" and beside[:1] == ["IN"] and beside[-1][:2] == "NN":
            return None  # "a levy on imported parcels"
        return None if i > low and tokens[i - 1].low == "to" else _of_verb(tokens, i, low)
    return None


def _rather_verb(tokens: list[Token], i: int, low: int) -> bool:
    """Whether what is tagged as a plural is a verb: "a truce that lapses on Aug. 12", "when the tariff kicks in"."""
    led = i > low and tokens[i - 1].tag in ("WDT", "WP")
    return led or (i + 1 < len(tokens) and tokens[i + 1].tag == "RP")


def _wanted(tokens: list[Token], i: int, low: int) -> bool:
    """Whether a participle tells what somebody wants done: "want the levy scrapped before Christmas"."""
    if is_cue(tokens[i].low, "laid_down"):
        return False  # "demand the duty imposed in March be lifted"
    for j in range(i - 1, max(low, i - WANTED_REACH) - 1, -1):
        if tokens[j].text in STOPS or tokens[j].text == ",":
            return False
        if tokens[j].tag in ("VB", "VBP", "VBZ"):
            return j < i - 1 and is_cue(tokens[j].low, "wants_done")
    return False


def tells(tokens: list[Token], i: int) -> bool:
    """Whether the token is a verb form that shows its tense."""
    return tense_at(tokens, i, max(0, i - 5)) is not None


def _opens_term(tokens: list[Token], first: int, end: int) -> bool:
    """ "from Friday", "from 1 June": a day from which something holds, not a level that something left."""
    if not {"WEEKDAY", "DAY"} & {name for t in tokens[first:end] for name in t.classes}:
        return False
    after = tokens[end] if end < len(tokens) else None
    measured = first > 1 and (is_cue(tokens[first - 2].low, "compare_led") or tokens[first - 2].kind == "DIGITS")
    return not measured and not (after is not None and "APOS" in after.classes)


def _closes_term(tokens: list[Token], first: int, end: int, low: int) -> bool:
    """ "by six months, to 15 October", "extended to the end of March": a day up to which something holds."""
    if first < low + 2 or not any({"DAY", "MONTH"} & token.classes.keys() for token in tokens[first:end]):
        return False
    if not {"DAY", "MONTH"} & tokens[first].classes.keys():  # "the end of March" closes a year, too
        return any(is_cue(token.low, "term") for token in tokens[max(low, first - TERM_REACH) : first])
    led = tokens[first - 2]
    if any(is_cue(t.low, "term_verb") for t in tokens[max(low, first - 4) : first - 1]):
        return True
    return led.text == "," or is_cue(led.low, "term") or "UNITS" in led.classes or "UNIT" in led.classes


def lead_tense(tokens: list[Token], first: int, end: int, low: int) -> str | None:
    """`past`, `future`, `until` (surely to come) or `begun` where the words right before the date at tokens
    [first, end) decide it: "since", "until", "by", "from Friday", "extended to", "started October"."""
    before = tokens[first - 1].low if first > low else ""
    if is_cue(before, "lead_past"):
        return "past"
    if end == first + 1 and is_cue(before, "opened") and "MONTH" in tokens[first].classes:
        return "begun"
    if is_cue(before, "lead_future"):
        return "past" if _not_until(tokens, first, low) else "until"
    if end < len(tokens) and is_cue(tokens[end].low, "contract"):
        return "until"
    told = _told_of(tokens, end)
    if told is not None:
        return told
    if before == "in" and _after_change(tokens, first, low):
        return "past"
    if before == "on" and first - 2 > low and is_cue(tokens[first - 2].low, "be_now"):
        return "present"  # "the hearing is on Dec. 16"
    if before == "for" and "WEEKDAY" in tokens[first].classes:
        return "future"
    opens = is_cue(before, "takes_effect") or (before == "from" and _opens_term(tokens, first, end))
    return "future" if opens or (before == "to" and _closes_term(tokens, first, end, low)) else None


def _not_until(tokens: list[Token], first: int, low: int) -> bool:
    """ "nobody noticed until Friday", "did not open until May": what then came about is told."""
    if tokens[first - 1].low not in ("until", "till"):
        return False
    clause = range(max(low, first - NEAR_REACH), first - 1)
    denied = any(is_cue(tokens[i].low, "denial") for i in clause)
    return denied and any(tense_at(tokens, i, low) == "past" or tokens[i].low == "did" for i in clause)


def _told_of(tokens: list[Token], end: int) -> str | None:
    """The tense of a clause that tells what happened at the date: "in the first half, when it grew"."""
    i = end + (end < len(tokens) and tokens[end].text == ",")
    if i >= len(tokens) or tokens[i].low not in ("when", "which"):
        return None
    for j in range(i + 1, min(len(tokens), i + NEAR_REACH)):
        if tokens[j].text in STOPS or tokens[j].broken:
            return None
        found = tense_at(tokens, j, i)
        if found is not None:
            return found if tokens[i].low == "when" or found == "past" else None
    return None


def _after_change(tokens: list[Token], first: int, low: int) -> bool:
    """ "after a fall in the fourth quarter": a change that is known."""
    for i in range(first - 3, max(low, first - 6) - 1, -1):
        if tokens[i].low in ("after", "following"):
            return tokens[i + 1].low in ("a", "an", "the") and tokens[first - 1].low == "in"
    return False


def of_data(tokens: list[Token], first: int, end: int) -> bool:
    """Whether figures of the date are spoken of ("June's figures", "results for December"): they are of the
    past, whenever they come out."""
    if first > 1 and tokens[first - 1].low in ("for", "of") and is_cue(tokens[first - 2].low, "data"):
        return True
    return any(is_cue(t.low, "data") for t in tokens[end : end + DATA_REACH] if not t.broken)


def scan_tense(tokens: list[Token], first: int, end: int, low: int, high: int) -> str | None:
    """`past`, `present` (of an event: "takes effect") or `future` by the verb nearest to the date within
    its clause, before it first, then within the sentence [low, high); None where no word tells."""
    if _equated(tokens, end, high):
        return None
    start, stop = _clause(tokens, first, end, low, high)
    stated = not _cues()["state"].isdisjoint([t.low for t in tokens[start:stop]])
    for left, right in ((start, stop),) if stated else ((start, stop), (low, high)):
        sides = (range(first - 1, max(left, first - REACH) - 1, -1), range(end, min(right, end + REACH)))
        for side in reversed(sides) if _opens_clause(tokens, first, left) else sides:
            for i in side:
                found = tense_at(tokens, i, low)
                if found:
                    if found == "past" and i < first and _of_noun(tokens, i, left):
                        return "future"
                    commits = i < first and is_cue(tokens[i].low, "commits") and _infinitive(tokens[i + 1 : first])
                    return "future" if commits else found
    return None


def _of_noun(tokens: list[Token], i: int, low: int) -> bool:
    """Whether a participle only tells of the noun before it, behind a verb of what is to come: "will charge 76 roubles
    for each tonne shipped between"."""
    if tokens[i].tag != "VBN" or i <= low or tokens[i - 1].tag[:2] != "NN" or not tokens[i - 1].low.isalpha():
        return False
    for j in range(i - 1, low - 1, -1):
        if tokens[j].text == ",":
            return False
        if (found := tense_at(tokens, j, low)) is not None:
            return found == "future"
    return False


def _equated(tokens: list[Token], end: int, high: int) -> bool:
    """ "the quota for July to September is 98,000 tonnes, the ministry said": the date's own verb shows no time."""
    if end + 1 >= high or tokens[end].broken or not is_cue(tokens[end].low, "be_now"):
        return False
    return tokens[end + 1].kind == "DIGITS" or tokens[end + 1].tag in _EQUATED


def _infinitive(between: list[Token]) -> bool:
    return any(token.low == "to" for token in between)


def _opens_clause(tokens: list[Token], first: int, low: int) -> bool:
    """ ", and in the second half they will": a date before the verb that it belongs to."""
    i = first - 1
    if i - 2 < low or not is_cue(tokens[i].low, "opener"):
        return False
    return is_cue(tokens[i - 1].low, "joiner") and tokens[i - 2].text == ","


def _clause(tokens: list[Token], first: int, end: int, low: int, high: int) -> tuple[int, int]:
    """The borders of the part of the sentence [low, high) around a date that colons and semicolons make."""
    left, right = max(low, first - REACH), min(high, end + REACH)
    start = next((i + 1 for i in range(first - 1, left - 1, -1) if tokens[i].text in _CLAUSE), left)
    return start, next((i for i in range(end, right) if tokens[i].text in _CLAUSE), right)
