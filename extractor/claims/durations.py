"""What a length of time measures: how long a measure lasts, travellers may stay or lorries wait, or since when no
figure was as high.

The words are those of data/durations.csv. A length of time is no trade deficit, even where it tells since when the
deficit was wider; so it is of no row of the indicator table but those of stays and transit times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractor import lookups
from extractor.claims.lexicon import word_class
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.topic_keyword import remedy, visa_free
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_BACK = 14
"""Words before a length of time that tell of it, at most."""
_AHEAD = 6
"""Words behind it, at most."""
_FAR = 40
"""Words between a measure and the length of time that it lasts, at most."""
_SINCE = 12
"""Words between a superlative and the time since when it is one, at most."""
_PHRASE = 3
"""Words of what lasts, at most."""
_TIMES = tuple(f"{w} time" for w in ("waiting", "clearance", "crossing", "voyage", "journey", "shipping", "transit"))
_CARRIED_BY = ("lorry", "ship", "box", "train")
_SHORT = frozenset({"minute", "hour", "day", "week", "second"})
_TOOK = (["a"], ["an"], ["on"], ["off"], ["over"])
"""What makes of taking another verb: "took a hit", "took on"."""
_NO_OBJECT = frozenset({"quantity", "place", "date"})
_LASTING = ("extending", "suspending", "delaying", "lasting", "phasing")
_MEASURED = ("extending", "suspending", "delaying", "closing", "lasting")


def name_durations(view: View, links: Sequence[Link]) -> None:
    """Gives each length of time the label that its own words tell; the others keep theirs."""
    found: Durations | None = None
    before: Link | None = None
    for made in links:
        if made.mark.record["kind"] != "duration":
            continue
        found = found or Durations(view)
        label = found.label(made) or (before and _goes_on(view, made, before))
        if label and not _fuller(made, label):
            _relabel(made, label)
        before = made


def _fuller(made: Link, label: str) -> bool:
    """Whether the rules' own phrase for a measured time tells at least as much."""
    told = (made.topic.indicator or "").split()
    named = made.topic.indicator_id == "transit_time" and told[-1:] in (["time"], ["clearance"])
    return named and len(told) >= len(label.split())


def _relabel(made: Link, label: str) -> None:
    """Writes a label; a stay and a measured time are levels, how long something lasts is not."""
    timed = label.endswith(_TIMES) or (label.endswith(" time") and made.mark.record["unit"] in _SHORT)
    row = "stay" if label.endswith("stay") else "transit_time" if timed else None
    lasting = label.startswith("time since") or label.endswith(tuple(_rows()[kind][1] for kind in _LASTING))
    flow = made.topic.flow if (made.topic.flow or "-").rstrip("s") in label or lasting else None
    flow = flow if flow != "balance" else None
    made.topic = replace(made.topic, indicator=label, indicator_id=row, flow=flow, near="duration")
    if made.role in ("level", "other") and label != "working days" and made.mark.record["unit"] != "year":
        made.role = "level" if row else "other"
    if label == "age":
        made.place = made.partner = None


def _goes_on(view: View, made: Link, before: Link) -> str | None:
    """The label of the time before it, from or to which it goes: "from 38 hours to nine"."""
    same = made.mark.sentence == before.mark.sentence and before.topic.near == "duration"
    joined = view.before(made.mark, 3)
    moved = not word_class("going_on").isdisjoint(joined[-2:])
    return before.topic.indicator if same and moved else None


@cache
def _rows() -> dict[str, tuple[tuple[tuple[str, ...], ...], str]]:
    """Kind → its phrases word by word, and its label."""
    table = lookups.table("durations")
    return {row["kind"]: (tuple(tuple(p.split()) for p in lookups.cells(row, "words")), row["label"]) for row in table}


def _last(words: Sequence[str], kind: str) -> tuple[int, int]:
    """Where the last phrase of a kind stands in words: its bounds, (-1, -1) where there is none."""
    best = (-1, -1)
    told = set(words)
    for phrase in _rows()[kind][0]:
        size = len(phrase)
        if phrase[0] not in told:
            continue
        for i in range(len(words) - size, -1, -1):
            if tuple(words[i : i + size]) == phrase:
                best = max(best, (i, i + size))
                break
    return best


class Durations:
    """Names the lengths of time of one article."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.nouns = Nouns(view)
        self.remedy = remedy(view)

    def label(self, made: Link) -> str | None:
        """What the words around a length of time say that it measures; None where they don't tell."""
        mark = made.mark
        low = max(mark.opens, mark.first - _BACK)
        words = self.view.lowers[low : mark.first]
        behind = self.view.lowers[mark.last + 1 : min(mark.closes, mark.last + 1 + _AHEAD)]
        return (
            self._counted(mark, behind)
            or self._since(made, words, behind)
            or self._waited(mark, words, behind)
            or self._stayed(made, words, behind)
            or self._negotiated(words, behind)
            or self._exempted(mark, words, low)
            or self._measure(made, words, behind, low)
            or self._travelled(mark, words, behind)
            or self._passed(mark, words, behind)
            or self._phased(made, words, behind)
            or (None if behind[:1] == ["to"] else self._taken(mark))
            or self._due(mark, words, behind)
        )

    def _counted(self, mark: Mark, behind: Sequence[str]) -> str | None:
        """Working days, and ages."""
        text = mark.record["text"].lower()
        if "working" in text.split() or behind[:1] == ["working"] or "trading days" in text:
            return "working days"
        aged = self.view.before(mark, 1) == ["aged"]
        old = behind[:1] == ["old"] or self.view.lowers[mark.last].endswith("-old")
        return "age" if old or aged else None

    def _since(self, made: Link, words: Sequence[str], behind: Sequence[str]) -> str | None:
        """The time since when a figure was as high: "its widest in nearly two years", "a 9-month high"."""
        what = made.topic.indicator or ""
        near = [w for w in words[-_SINCE:] if w not in word_class("skip")]
        hyphened = "-" in made.mark.record["text"] or words[-1:] == ["a"]
        if hyphened and behind and (behind[0],) in _rows()["peak"][0]:
            marks = self.view.within(self.view.indicators, made.mark.opens, made.mark.first)
            what = marks[-1].record["indicator"] if marks else "" if what == behind[0] else what
            return f"time since {behind[0]} {what}".strip()
        if near[-1:] not in (["in"], ["for"]):
            return None
        start, stop = _last(words[-_SINCE:], "superlative")
        if start < 0:
            return None
        told = words[-_SINCE:]
        which = "" if told[stop : stop + 1] == ["time"] else told[start]
        at = made.mark.first - len(told) + stop
        own = self.nouns.clean(self.nouns.phrase(at, made.mark.first)) if which else []
        what = " ".join(own) if own and own[-1] not in word_class("placeholder") else what
        rest = [w for w in what.split() if w != which]
        return " ".join(["time since", *([which] if which else []), *rest[-_PHRASE:]]) if rest else None

    def _waited(self, mark: Mark, words: Sequence[str], behind: Sequence[str]) -> str | None:
        """Waiting times, with what is waited for: "wait 14 hours for a ferry"."""
        if mark.record["unit"] not in _SHORT:
            return None
        _, stop = _last(words, "waiting")
        ahead = behind[:1] == ["for"] or _last(behind[:4], "waiting")[0] >= 0
        if stop < 0 and _last(behind[:4], "waiting")[0] < 0:
            return None
        if stop >= 0 and stop < len(words) - 9:
            return None
        found: list[str] = []
        at = mark.first - len(words) + stop
        if stop >= 0 and words[stop : stop + 1] == ["for"]:
            found = self.nouns.clean(self.nouns.phrase(at + 1, mark.first))
        elif ahead and behind[:1] == ["for"]:
            found = self.nouns.clean(self.nouns.phrase(mark.last + 2, mark.closes))
        return " ".join([*found[-2:], "waiting time"])

    def _stayed(self, made: Link, words: Sequence[str], behind: Sequence[str]) -> str | None:
        """Permitted stays, and how long guests stay on average."""
        mark, around = made.mark, [*words, "#", *behind]
        if _last(around, "average_stay")[0] >= 0 or ("average" in around and any(w.startswith("stay") for w in around)):
            return "average length of stay"
        if made.topic.indicator_id != "stay" and _last(words, "stay")[0] < 0 and _last(behind, "stay")[0] < 0:
            return None
        if mark.record["unit"] == "year" or not visa_free(self.view, mark):
            return made.topic.indicator if made.topic.indicator_id == "stay" else None
        extended = _last(words, "extending")[1]
        if (extended >= 0 and words[-1] in ("by", "another") and "stay" not in words) or "trial" in around:
            return None
        return "permitted visa-free stay"

    def _negotiated(self, words: Sequence[str], behind: Sequence[str]) -> str | None:
        return "negotiations" if _last([*words[-4:], "#", *behind[:4]], "negotiating")[0] >= 0 else None

    def _exempted(self, mark: Mark, words: Sequence[str], low: int) -> str | None:
        """For how long something needn't be paid: "pay no corporate tax for five years"."""
        _, stop = _last(words, "exempting")
        if stop < 0 or not set(words[max(stop, len(words) - 4) :]) & {"for", "within", "over"}:
            return None
        at = low + stop
        if any(set(word.gap) & set(",;:") for word in self.view.words[at : mark.first]):
            return None
        while at < mark.first and self.view.lowers[at] in word_class("before_exempted"):
            at += 1
        found = self.nouns.clean(self.nouns.phrase(at, mark.first))
        return " ".join([*found[-_PHRASE:], _rows()["exempting"][1]]) if found else None

    def _travelled(self, mark: Mark, words: Sequence[str], behind: Sequence[str]) -> str | None:
        """How long a lorry, ship or container is on its way: "a lorry reaches Jebel Ali in 90 minutes"."""
        verb, after = _last(words, "travelling")
        if mark.record["unit"] not in _SHORT or verb < 0:
            return None
        (start, stop), kind = max((_last(words[:verb], kind), kind) for kind in _CARRIED_BY)
        own = words[after:]
        if start < 0 or self._is_compound(mark.first - len(words) + stop) or own[-1:] == ["every"] or own[:1] in _TOOK:
            return None
        if words[verb] in word_class("gets_there") and own[-1:] not in (["in"], ["after"]):
            return None
        around = [*words, "#", *behind[:4]]
        return None if any(_last(around, kind)[0] >= 0 for kind in ("crossing", "clearing")) else _rows()[kind][1]

    def _is_compound(self, i: int) -> bool:
        """Whether a noun follows what carries, of which then something else is told: "container prices took"."""
        return self.view.tags.get(self.view.words[i].start, "")[:2] == "NN" and self.view.covered[i] != "place"

    def _passed(self, mark: Mark, words: Sequence[str], behind: Sequence[str]) -> str | None:
        """The time that a crossing, a clearance or a voyage takes."""
        around = [*words, "#", *behind[:4]]
        for kind in ("crossing", "clearing", "voyage"):
            label = _rows()[kind][1]
            if mark.record["unit"] in _SHORT and _last(around, kind)[0] >= 0:
                cleared = {singular(w) for w in around} & {"import", "export"} if kind == "clearing" else set()
                return " ".join([*sorted(cleared), label])
        return None

    def _measure(self, made: Link, words: Sequence[str], behind: Sequence[str], low: int) -> str | None:
        """How long a measure lasts, is put off, suspended or extended, with what it is."""
        bounds, kind = max((_last(words, kind), kind) for kind in _MEASURED)
        start, stop = bounds
        if start < 0:
            return None
        if kind == "closing" and (words[-1:] != ["for"] or made.mark.record["unit"] not in _SHORT | {"month"}):
            return None
        if kind in ("extending", "suspending", "delaying") and not set(words[stop:]) & {"by", "for", "another"}:
            return None
        if kind == "closing":
            at = low + start - 1
            at -= self.view.lowers[at] in word_class("copula")
            found = self.nouns.clean(self.nouns.back(at, made.mark.opens, made.mark.opens))
            return " ".join([*found[-_PHRASE:], "closure"]) if found else None
        what = self._what(made, low + start, low + stop)
        return f"{what} {_rows()[kind][1]}" if what else None

    def _what(self, made: Link, start: int, stop: int) -> str:
        """The measure that a verb at [start, stop) is said of: the phrase behind it, else the nearest one before the
        number that names a measure, else the levy that the rules read."""
        view, mark = self.view, made.mark
        k = stop
        while k < mark.first and (view.covered[k] in ("place", "date") or view.lowers[k] in ("the", "its", "their")):
            k += 1
        heads, low = word_class("lasting_measure"), max(mark.opens, mark.first - _FAR) - 1
        found = self.nouns.clean(self.nouns.phrase(k, mark.first))
        if not found or singular(found[-1]) not in heads:
            at = next((i for i in range(mark.first - 1, low, -1) if singular(view.lowers[i]) in heads), -1)
            found = self.nouns.clean(self.nouns.back(at, mark.opens, at)) if at >= 0 else []
        if self.remedy and (not found or found[-1] in word_class("bare_duty") | word_class("measure_word")):
            return f"{self.remedy} duty"
        if made.topic.indicator_id in LEVIES and made.topic.indicator and (not found or found[-1] == "measures"):
            found = made.topic.indicator.split()
        return " ".join(found[-_PHRASE:])

    def _phased(self, made: Link, words: Sequence[str], behind: Sequence[str]) -> str | None:
        """The years over which tariffs are taken away."""
        levy = made.topic.indicator_id in LEVIES
        if not levy or made.mark.record["unit"] != "year" or "over" not in words[-3:]:
            return None
        told = _last([*words, "#", *behind], "phasing")[0] >= 0
        return f"{' '.join((made.topic.indicator or '').split()[-2:])} phase-out" if told else None

    def _due(self, mark: Mark, words: Sequence[str], behind: Sequence[str]) -> str | None:
        """What must be done in time: "comment within 15 days", "has 60 days to decide"."""
        if mark.record["unit"] == "year" and words[-1:] != ["within"]:
            return None
        if words[-1:] == ["within"]:
            return self._time_to(mark)
        if behind[:1] == ["to"] and _last(words[-3:], "due")[0] >= 0:
            verb = behind[1:] and self.view.tags.get(self.view.words[mark.last + 2].start, "VB") == "VB"
            found = self.nouns.clean(self.nouns.phrase(mark.last + 3, mark.closes)) if verb else []
            return " ".join(["deadline to", behind[1], *found[:_PHRASE]]) if verb else None
        return None

    def _time_to(self, mark: Mark) -> str | None:
        """What the last verb before a number must have done: "must repatriate their proceeds within six months"."""
        view = self.view
        for i in range(mark.first - 2, max(mark.opens, mark.first - _FAR), -1):
            tag = view.tags.get(view.words[i].start, "")
            if tag == "VBN" and view.lowers[i - 1] == "be":
                return f"{view.lowers[i]} deadline"
            if tag == "VB" and view.lowers[i] != "be":
                k = i + 1
                passed = word_class("before_object")
                while k < mark.first and (view.covered[k] in _NO_OBJECT or view.lowers[k] in passed):
                    k += 1
                found = self.nouns.clean(self.nouns.phrase(k, mark.first))
                verb = view.lowers[i]
                return " ".join(["time to", verb, *found[-_PHRASE:]]) if found else f"{verb} deadline"
        return None

    def _taken(self, mark: Mark) -> str | None:
        """The time that something takes: "Processing of a licence now takes 45 days"."""
        view, i = self.view, mark.first - 1
        while i > mark.opens and view.lowers[i] in word_class("before_amount"):
            i -= 1
        if mark.record["unit"] == "year" or view.lowers[i] not in word_class("takes_time"):
            return None
        at = mark.opens
        while at < i and (view.lowers[at] in word_class("before_exempted") or view.covered[at] == "place"):
            at += 1
        found = self.nouns.clean(self.nouns.phrase(at, i))
        behind = at + len(found)
        whole = self.nouns.clean(self.nouns.phrase(behind + 1, i)) if view.lowers[behind] == "of" else []
        fit = found and found[-1] not in word_class("agent") | word_class("any_person") | word_class("placeholder")
        return " ".join([*whole[-2:], *found[-_PHRASE:], "time"]) if fit else None
