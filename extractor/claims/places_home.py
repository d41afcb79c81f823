"""The place that an article reports on, and the headings that set another for what follows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from extractor import lookups
from extractor.claims.cues import word_class
from extractor.claims.places_dealers import DealerSigns
from extractor.claims.places_labelled import labelled_items
from extractor.claims.places_signs import LEAD
from extractor.claims.places_world import about_region, about_world
from extractor.claims.view import Mark, Record, View
from extractor.groups import members

_DATELINE = re.compile(r"(?:,[^\n—–:]{1,30})?\s?(?:\([^\n)]{2,30}\)\s?)?(?:[—–]|-{1,2}\s)")
_SECTION = re.compile(r"^[A-Z][A-Z ]{3,30}[.:] .*$", re.MULTILINE)
IMPOSING = 2.0
"""What a duty on another's goods adds for the side that imposes it."""
GREETS = 6.0
"""What a letter's greeting adds for the place that it is sent from: "Good morning from Accra"."""
OPENS = 3.0
"""What opening the body adds for a place that trades: "South Africa sold …"."""
_WORDS = re.compile(r"\w+")
_LETTERS = 3
"""Letters of a name's first word by which it is first looked for."""
BODY = 2.0
"""What an office of its own adds for a country."""
LOBBY = 1.5
"""What a society of its own adds: "the Irish Whiskey Association"."""
CUSTOMARY = 2.0
"""What a unit adds that one country alone counts in."""
TRADED_WITH = 2.0
"""What a place loses by being where the trade of headline and lead goes to or comes from."""
UNION = 4
"""What the bodies of the European Union add for it, at most."""
_BUYERS = 2
"""Words that open what stands under a place in which its buyers are named."""
_BOTH = 2
"""A country and its bloc."""
PASSING = 3.0
"""Less than this a place has that is only named in passing: then the article is about that of its dateline."""


@lru_cache(maxsize=1)
def _homes() -> dict[str, str]:
    """Currency → the place whose own it is."""
    return {row["currency"]: row["place"] for row in lookups.table("currency_homes")}


@lru_cache(maxsize=1)
def _institutions() -> dict[str, list[tuple[int, str, str]]]:
    """Institutions that tell where an article is at home, (number, name, place) by the name's first letters."""
    named = ((name, row["place"]) for row in lookups.table("institutions") for name in lookups.cells(row, "names"))
    found: dict[str, list[tuple[int, str, str]]] = {}
    for number, (name, place) in enumerate(named):
        found.setdefault(_WORDS.findall(name)[0][:_LETTERS], []).append((number, name, place))
    return found


def _standing(text: str, name: str) -> int:
    """How often an institution's name stands in a text as words of their own, the EU's namesakes passed over."""
    return len(re.findall(rf"(?<!\w)(?<!EU ){re.escape(name)}(?!\w)", text))


class _Tally:
    """What speaks for each place to be the one that an article is about."""

    def __init__(self) -> None:
        self.scores: defaultdict[str, float] = defaultdict(float)
        self.order: dict[str, int] = {}
        self.named: set[str] = set()
        """Places that stand somewhere without a preposition that makes them the other side."""
        self.faced: set[str] = set()
        """Places that headline or lead tell as where goods go, or as those who buy them."""
        self.early: set[str] = set()
        """Places that headline or lead name otherwise."""

    def add(self, code: str, score: float) -> None:
        """Counts what tells of a place without a mention of it."""
        self.named.add(code)
        self.scores[code] += score
        self.order.setdefault(code, len(self.order))


class HomePlace(DealerSigns):
    """The article's default place and its headings."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.default = "world" if about_world(view) else about_region(view) or self._default()
        self.headings = self._headings()

    def _default(self) -> str | None:
        """The place that the article is about: dateline, home of its currency, possessives, first mentions."""
        view, tally = self.view, _Tally()
        dateline = {z["zone"]: z for z in reversed(view.zones)}.get("dateline")
        led = {m.first for m in view.indicators if m.record["flow"] and m.record["indicator_id"] != "tariff"}
        """Words that open the name of a flow: "Irish goods exports"."""
        headline_end = max((z["end"] for z in view.zones if z["zone"] == "headline"), default=0)
        for rank, mark in enumerate(view.places):
            outside = mark.record["text"].lower().endswith("mainland")
            water = view.before(mark, 2) in (["strait", "of"], ["straits", "of"], ["gulf", "of"])
            if mark.record["code"] == "world" or mark.record["kind"] == "region" or outside or water:
                continue
            self._count_mention(tally, rank, headline_end, led)
            self._count_dateline(tally, mark, dateline)
        self._count_duties(tally)
        self._count_units(tally)
        self._count_institutions(tally)
        self._count_union(tally)
        return self._best(tally, dateline)

    def _count_mention(self, tally: _Tally, rank: int, headline_end: int, led: set[int]) -> None:
        """One mention: the more the earlier it stands, the less where it is the other side or only background."""
        mark = self.view.places[rank]
        code = mark.record["code"]
        titled, early = mark.start < headline_end, mark.start < headline_end + LEAD
        score, other = 3.0 if titled else 2.0 if early else 1.0, self._other_party(mark)
        faced = self._outer(rank) or self._customer(mark) or self._lays_duty(mark)
        if early:
            (tally.faced if faced else tally.early).add(code)
        if faced or self._visits(mark) or self._itemized(mark) or self._hosts_talks(mark) or self._is_example(mark):
            score *= 0.3
        else:
            tally.named.add(code)
            score *= 0.5 if other else 1
        if mark.record["kind"] == "demonym":
            score *= 0.7
        if titled and set(self.view.before(mark, 1)) & word_class("background"):
            score *= 0.5
        score = self._with_part(score, rank, titled, early)
        if early and (self._greets(mark) or self._writes_from(mark)):
            score += GREETS
            tally.named.add(code)
        opening = early and mark.first in led and not self._bound(mark)
        owns = self._possessive(mark) and not (other and titled)
        tally.scores[code] += score + (3 if opening else 1.5 if owns else 0)
        tally.order.setdefault(code, rank)

    def _with_part(self, score: float, rank: int, titled: bool, early: bool) -> float:
        """A mention's score with what the place has a part in: duties, trade, an office or society, a sale."""
        mark = self.view.places[rank]
        acts = titled and mark.first == 0 and self._acts(mark)
        score += 2 * IMPOSING if acts and mark.record["kind"] == "bloc" else 0
        score -= TRADED_WITH if early and self._traded_with(rank) else 0
        score += BODY if self._of_body(mark) or self._briefs(mark) else LOBBY if self._of_lobby(mark) else 0
        sells = early and (self._sells(mark) or self._supplies(mark))
        entered = early and self.view.before(mark, 1)[:1] in [[word] for word in word_class("enters")]
        score += OPENS if sells or entered or (self._opens_body(mark) and not self._customer(mark)) else 0
        return score

    def _count_dateline(self, tally: _Tally, mark: Mark, dateline: Record | None) -> None:
        """A place in the dateline, which speaks for it where it is named again."""
        if dateline and dateline["start"] <= mark.start < dateline["end"]:
            code = mark.record["code"]
            tally.scores[code] += 2 if sum(m.record["code"] == code for m in self.view.places) > 1 else -1
            tally.named.add(code)

    def _count_duties(self, tally: _Tally) -> None:
        """Blocs that lay duties on another's goods."""
        blocs = {m.record["code"] for m in self.view.places if m.record["kind"] == "bloc"}
        for policy in self.view.policies:
            duty = policy["policy"] in word_class("duty_policies") and policy.get("target")
            if duty and policy.get("actor") in tally.order and policy["actor"] in blocs:
                tally.scores[str(policy["actor"])] += IMPOSING

    def _count_units(self, tally: _Tally) -> None:
        """The home of the currency that most amounts are in, and the country that alone counts in some units."""
        view = self.view
        units = Counter(
            q.record["unit"][:3]
            for q in view.quantities
            if q.record["kind"] == "money" and q.record["unit"][:3] in _homes()
        )
        for unit, n in units.most_common(1):
            tally.add(_homes()[unit], 8 if n >= 8 else 6 if n >= 5 else 4 if n >= 2 else 2)
        for unit in word_class("american_unit"):
            if any(q.record["unit"] == unit or q.record["unit"].endswith(f"/{unit}") for q in view.quantities):
                tally.add("US", CUSTOMARY)

    def _count_institutions(self, tally: _Tally) -> None:
        """The countries whose offices, banks and courts the text names."""
        text, known = self.view.text, _institutions()
        openings = known.keys() & {word[:_LETTERS] for word in _WORDS.findall(text)}
        for _, name, place in sorted(institution for letters in openings for institution in known[letters]):
            n = _standing(text, name) if name in text else 0
            if n:
                tally.add(place, 2 + min(n, 3) - 1)

    def _count_union(self, tally: _Tally) -> None:
        """The European Union, where the text names it and, alone as Brussels does, two or more of its bodies:
        "Parliament and Council struck a deal"."""
        view, found = self.view, set()
        for i, word in enumerate(view.words):
            if word.lower in word_class("union_body") and self._stands_alone(i):
                found.add(word.lower)
        if len(found) > 1 and "EU" in tally.scores:
            tally.scores["EU"] += min(len(found), UNION)

    def _stands_alone(self, i: int) -> bool:
        """Whether the name of a body is no part of a longer one: not "the Tariff Commission", "Council of Europe"."""
        word, before, behind = self.view.words[i], *(self.view.words[max(0, k) : k + 1] for k in (i - 1, i + 1))
        if not word.text[:1].isupper() or (behind and behind[0].lower == "of"):
            return False
        opens = not before or word.gap.strip() or "\n" in self.view.text[before[0].end : word.start]
        return bool(opens or before[0].text[:1].islower() or before[0].lower == "the")

    def _best(self, tally: _Tally, dateline: Record | None) -> str | None:
        """The place for which most speaks; that of the dateline, where all others are only named in passing."""
        scores, order = tally.scores, tally.order
        named = tally.named | (scores.keys() - {m.record["code"] for m in self.view.places})
        able = [code for code in scores if code in named]
        able = able or [code for code in scores if scores[code] >= PASSING]
        best = max(able, key=lambda c: (scores[c], -order[c])) if able else None
        written = self._written_in(dateline)
        best = self._with_its_bloc(tally, written, best)
        if written is not None and best in tally.faced and not self._incoming:
            others = tally.early - {best, written}
            best = best if any(scores[code] >= PASSING for code in others) else written
        return written if best is None or (written in order and scores[best] < PASSING) else best

    @staticmethod
    def _with_its_bloc(tally: _Tally, written: str | None, best: str | None) -> str | None:
        """The dateline's country or its bloc, whichever has more, where both together outweigh an outsider: "QUITO --
        … inside the Andean Community's talks with Japan"."""
        scores = tally.scores
        blocs = [code for code in scores if written in members().get(code, ()) and code in tally.named]
        own = [code for code in (*blocs, written) if code is not None and scores.get(code, 0) >= PASSING]
        if best is None or best in own or len(own) != _BOTH or members().get(best):
            return best
        outside = all(best not in members()[code] for code in blocs)
        return max(own, key=lambda c: scores[c]) if outside and sum(scores[c] for c in own) > scores[best] else best

    def _written_in(self, zone: Record | None) -> str | None:
        """The country of the dateline's place."""
        marks = [m for m in self.view.places if zone and zone["start"] <= m.start < zone["end"]]
        return str(marks[0].record["code"]) if marks else None

    def _headings(self) -> list[tuple[int, str | None]]:
        """Offsets from which a heading that is a place alone sets the place."""
        found: list[tuple[int, str | None]] = []
        for mark in self.view.places:
            start, end = self.view.sentences[mark.sentence]
            alone = self.view.text[start:end].strip().strip(":.") == self.view.text[mark.start : mark.end]
            if alone and start and not self._heads_buyers(mark):
                found.append((mark.start, mark.record["code"]))
        labels = [mark for mark in self.view.places if self._labels_story(mark)]
        found += [(mark.start, mark.record["code"]) for mark in labels if len(labels) > 1]
        lines = [mark for mark in self.view.places if self._opens_story(mark)]
        found += [(mark.start, mark.record["code"]) for mark in lines[1:]]
        found += self._other_sections(found) if found else []
        found += labelled_items(self.view, self.default) if not found else []
        return sorted(found)

    def _heads_buyers(self, mark: Mark) -> bool:
        """Whether what stands under a place is told of its buyers: "CHINA. Buyers took some 40 cargoes"."""
        view = self.view
        opening = view.lowers[mark.closes : mark.closes + _BUYERS]
        beside = bool(opening) and view.paragraph(view.words[mark.closes].start) == view.paragraph(mark.start)
        return beside and not word_class("buyer_noun").isdisjoint(opening)

    def _labels_story(self, mark: Mark) -> bool:
        """Whether a place in capitals and a colon open a line, as in a list of short items: "KENYA: Tea exports"."""
        view, name = self.view, self.view.text[mark.start : mark.end]
        opens = not view.text[view.text.rfind("\n", 0, mark.start) + 1 : mark.start].strip()
        return opens and name.isupper() and len(name) > _LETTERS and view.text[mark.end : mark.end + 1] == ":"

    def _other_sections(self, found: list[tuple[int, str | None]]) -> list[tuple[int, str | None]]:
        """The lines behind that open with another label in capitals, each with the country whose office it names, else
        the article's own: "COMING UP. RBA meets on Tuesday"."""
        text, first = self.view.text, min(start for start, _ in found)
        told = {text.rfind("\n", 0, start) + 1 for start, _ in found}
        sections: list[tuple[int, str | None]] = []
        for match in _SECTION.finditer(text, first):
            if match.start() not in told:
                named = [row[2] for rows in _institutions().values() for row in rows if f"{row[1]} " in match[0]]
                sections.append((match.start(), named[0] if named else self.default))
        return sections

    def _opens_story(self, mark: Mark) -> bool:
        """Whether a place is a dateline in capitals; those after the first begin other stories."""
        text, name = self.view.text, self.view.text[mark.start : mark.end]
        opens = not text[text.rfind("\n", 0, mark.start) + 1 : mark.start].strip()
        return opens and name.isupper() and len(name) > 3 and _DATELINE.match(text, mark.end) is not None

    def _home(self, mark: Mark) -> str | None:
        return next((code for start, code in reversed(self.headings) if start < mark.start), self.default)
