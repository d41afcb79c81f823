"""Words around a date that tell what it is of: a number, or a saying, an announcement, a record, a comparison."""

from __future__ import annotations

from extractor.claims.lexicon import says, word_class
from extractor.claims.view import FINITE, Mark, View

DASHES = frozenset("-–—")
_POSSESSIVE = ("'s", "’s")
_OBJECT = 4
"""Words from a verb to the date that its object belongs to, at most."""
_TIMES = frozenset({"multiple", "fraction"})


def owns(view: View, date: Mark) -> bool:
    """Whether a date has what follows: "last autumn's harvest"."""
    return not {view.text[date.end - 2 : date.end], view.text[date.end : date.end + 2]}.isdisjoint(_POSSESSIVE)


def lent(view: View, date: Mark) -> bool:
    """Whether a date only owns a thing that a clause joined on tells of: "ships 9 million tonnes a year, and last
    year's cargoes earned $2 billion"."""
    return owns(view, date) and date.first > date.opens and view.lowers[date.first - 1] in ("and", "but", "while")


def itself(view: View, date: Mark, mark: Mark) -> bool:
    """Whether a number is told as that of the date before it: "that makes for a third quarter of 2.6 million"."""
    return mark.first - date.last <= 2 and view.after(date, 1) == ["of"]


def announced(view: View, date: Mark) -> bool:
    """Whether a date is that of an announcement, not of what is announced: "In June Beijing offered to take …",
    "announced in August credit lines of $30 bn"."""
    if any(w in word_class("announcing") for w in [*view.before(date, 2), *view.after(date, 1)]):
        return True
    opens = date.first - date.opens < 2
    return opens and any(w in word_class("announcing") for w in view.after(date, 4))


def put_out(view: View, date: Mark) -> bool:
    """Whether a date is that on which figures were published or something was resolved: "the tally that the bureau put
    out this week", "last week's letter"."""
    return says(f" {' '.join(view.before(date, 3))} ", "put_out") or _of_act(view, date)


def _of_act(view: View, date: Mark) -> bool:
    """Whether a date has an act or a paper of its day or week: "last week's letter", "this month's decision"."""
    behind = [word for word in view.after(date, 3) if word not in _POSSESSIVE]
    return owns(view, date) and not word_class("act_of_state").isdisjoint(behind[:2])


def of_object(view: View, mark: Mark, date: Mark) -> bool:
    """Whether a date behind a number and a verb of its clause has what the number surpassed or made good: "R20.9 bn
    surplus wipes out January's hole"."""
    if not owns(view, date):
        return False
    verbs = [i for i in range(mark.last + 1, date.first) if view.tags.get(view.words[i].start) in FINITE]
    report = not word_class("report_noun").isdisjoint(view.after(date, 3))
    return len(verbs) == 1 and date.first - verbs[0] <= _OBJECT and not report


def instituted(view: View, date: Mark) -> bool:
    """Whether a date only tells since when there is a thing: "a shed opened in June has cut the time", "the pact,
    signed last July, is worth …"."""
    i = date.first - 1
    while i > 0 and date.first - i <= 2 and view.lowers[i] in word_class("time_preposition"):
        i -= 1
    if i < 1 or view.lowers[i] not in word_class("instituting"):
        return False
    tag = view.tags.get(view.words[i - 1].start, "")
    return "," in view.words[i].gap or tag in ("NN", "NNS", "NNP", "NNPS", "CD", ")")


def said(view: View, date: Mark) -> bool:
    """Whether a day belongs to the saying ("told reporters on Friday", "told reporters here on Friday that"), not to
    what is told."""
    opens = date.start < view.sentences[date.sentence][0] + 3
    if "," in view.text[date.end : date.end + 2]:
        behind = view.after(date, 14)
        told = any(w in word_class("saying") and behind[i + 1 : i + 2] == ["that"] for i, w in enumerate(behind))
        if told or opens:
            return told
    before = view.before(date, 6)
    if any(w in word_class("saying") for w in before) and view.after(date, 1) == ["that"]:
        return True
    closes = date.closes - date.last <= 1
    near = f" {' '.join(before[-5 if closes else -3 :])} | {' '.join(view.after(date, 2))} "
    return says(near, "saying")


def made_in(view: View, date: Mark) -> bool:
    """Whether a month tells when a forecast was made: "the 765,000 tonnes of the October estimate"."""
    month = str(date.record["text"]).isalpha() and len(str(date.record["value"])) == len("2025-10")
    around = [*view.before(date, 1), *view.after(date, 1)]
    return month and len(around) == 2 and around[0] in word_class("whose") and around[1] in word_class("estimated_noun")


def level_of(view: View, date: Mark) -> bool:
    """Whether a date names the level of a comparison: "24.7% above the level of September 2024", "twice the level of
    January"."""
    before = view.before(date, 5)
    if before[-1:] not in (["of"], ["in"], ["for"]):
        return False
    if _times_the_number(view, date):
        return True
    if not set(before[-3:-1]) & word_class("level_word"):
        return False
    if before[-4:-1] == ["at", "the", "level"]:
        return True  # "remained at the level of August"
    times = [q for q in view.within(view.quantities, date.first - 5, date.first) if view.lowers[q.last + 1] == "the"]
    return bool(set(before[:-2]) & word_class("comparing")) or any(q.record["kind"] in _TIMES for q in times)


def _times_the_number(view: View, date: Mark) -> bool:
    """Whether a date tells of the number that another is so many times of: "2.3 times the number recorded in 2023"."""
    i = date.first - 2
    i -= i > date.opens and view.tags.get(view.words[i].start) in ("VBN", "VBD")
    if i - 2 < date.opens or view.lowers[i] not in word_class("counted_number") or view.lowers[i - 1] != "the":
        return False
    times = view.within(view.quantities, max(date.opens, i - 5), i - 1)
    return bool(times) and times[-1].last == i - 2 and times[-1].record["kind"] in _TIMES


def recalled(view: View, date: Mark) -> bool:
    """Whether a date only recalls what the same was before: "Last financial year it was 385 billion"."""
    last = str(date.record["text"]).lower().split(" ", 1)[0] in word_class("last_words")
    after = view.after(date, 2)
    pointed = len(after) > 1 and (after[0] == "that" or after[0] in word_class("pronoun"))
    return last and pointed and after[1] in word_class("level_verb")


def bounds_record(view: View, date: Mark) -> bool:
    """Whether a date only bounds a record: "the fewest in any September since 1952"."""
    return any(w in word_class("superlative") or w.endswith("est") for w in view.before(date, 7))


def opens_clause(view: View, date: Mark, dated: bool) -> bool:
    """Whether a date opens what is told next: "came to $13 bn; in May 2021 they were $10 bn", and, where what is told
    before has a date of its own (`dated`): "rose 4.5 percent, and in April 7.1 percent"."""
    first, stop = date.opens, date.closes
    led = word_class("time_preposition") | word_class("starting")
    i = date.first - 1 if view.lowers[date.first - 1] in led else date.first
    if i <= first + 1 or not view.within(view.quantities, date.last + 1, stop):
        return False
    joined = view.lowers[i - 1] in ("and", "but", "while", "whereas")
    return ";" in view.words[i].gap or (joined and (dated or "," in view.words[i].gap))  # "25% and, since June, …"


def parted(view: View, mark: Mark, date: Mark) -> bool:
    """Whether a semicolon, or a dash that opens another clause, parts a number from a date behind it."""
    gaps = [word.gap for word in view.words[mark.last + 1 : date.first + 1]]
    dashes = sum(gap.strip(",~") in DASHES for gap in gaps)
    return dashes % 2 == 1 or any(";" in gap for gap in gaps)


def explained(view: View, mark: Mark, date: Mark) -> bool:
    """Whether a date behind a number stands in the participle clause that gives a reason: "slipped 1% to 16.9 billion,
    cushioned by orders that were brought forward in April"."""
    for i in range(date.first - 1, mark.last, -1):
        if view.covered[i] == "quantity":
            return False
        if "," in view.words[i].gap and view.tags.get(view.words[i].start) in ("VBN", "VBG"):
            closed = any("," in word.gap for word in view.words[i + 1 : date.first + 1])  # ", hit by duties, in August"
            own = view.lowers[i] not in word_class("likened_by") and view.covered[i] != "date"
            return own and not closed and i not in view.change_starts
    return False


def included(view: View, mark: Mark, date: Mark) -> bool:
    """Whether a date behind a number is that of a part of it: "added up to $394 bn, including $131 bn in May"."""
    told = view.within(view.quantities, mark.last + 1, date.first)
    between = view.lowers[mark.last + 1 : told[0].first] if told else []
    return bool(told) and not word_class("including").isdisjoint(between)
