"""The place that an article reports on, and the headings that set another for what follows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from extractor import lookups
from extractor.claims.cues import says, word_class
from extractor.claims.places_world import about_region, about_world
from extractor.claims.view import Mark, Record, View
from extractor.components._quantity_nouns import singular

_DATELINE = re.compile(r"(?:,[^\n—–:]{1,30})?\s?(?:\([^\n)]{2,30}\)\s?)?(?:[—–]|-{1,2}\s)")
_VERBS = frozenset({"VBZ", "VBD", "VBP", "MD", "NNS"})
"""Tags of verbs in headlines; the tagger takes some for nouns."""
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
_ASIDE = 6
"""Words of an aside behind a place, at most."""
_NEAR = 12
"""Words between a flow and where it goes, at most."""
PASSING = 3.0
"""Less than this a place has that is only named in passing: then the article is about that of its dateline."""
LEAD = 400
"""Characters behind the headline in which a place counts twice."""


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


class HomePlace:
    """The article's default place and its headings."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._outers: dict[int, bool] = {}
        self.default = "world" if about_world(view) else about_region(view) or self._default()
        self.headings = self._headings()

    def _default(self) -> str | None:
        """The place that the article is about: dateline, home of its currency, possessives, first mentions."""
        view = self.view
        scores: defaultdict[str, float] = defaultdict(float)
        order: dict[str, int] = {}
        named: set[str] = set()
        """Places that stand somewhere without a preposition that makes them the other side."""
        blocs = {m.record["code"] for m in view.places if m.record["kind"] == "bloc"}
        zones = {z["zone"]: z for z in reversed(view.zones)}
        led = {m.first for m in view.indicators if m.record["flow"] and m.record["indicator_id"] != "tariff"}
        """Words that open the name of a flow: "Irish goods exports"."""
        headline_end = max((z["end"] for z in view.zones if z["zone"] == "headline"), default=0)
        for rank, mark in enumerate(view.places):
            code = mark.record["code"]
            outside = mark.record["text"].lower().endswith("mainland")
            if code == "world" or mark.record["kind"] == "region" or outside:
                continue
            score = 3.0 if mark.start < headline_end else 2.0 if mark.start < headline_end + LEAD else 1.0
            if self._outer(rank) or self._visits(mark) or self._itemized(mark) or self._customer(mark):
                score *= 0.3
            else:
                named.add(code)
                score *= 0.5 if self._other_party(mark) else 1
            if mark.record["kind"] == "demonym":
                score *= 0.7
            if mark.start < headline_end and set(self.view.before(mark, 1)) & word_class("background"):
                score *= 0.5
            acts = mark.start < headline_end and mark.first == 0 and self._acts(mark)
            score += 2 * IMPOSING if acts and mark.record["kind"] == "bloc" else 0
            opening = mark.start < headline_end + LEAD and mark.first in led and not self._bound(mark)
            early = mark.start < headline_end + LEAD
            score -= TRADED_WITH if early and self._traded_with(rank) else 0
            score += BODY if self._of_body(mark) or self._briefs(mark) else LOBBY if self._of_lobby(mark) else 0
            score += OPENS if self._opens_body(mark) or (early and self._sells(mark)) else 0
            if early and self._greets(mark):
                score += GREETS
                named.add(code)
            scores[code] += score + (3 if opening else 1.5 if self._possessive(mark) else 0)
            order.setdefault(code, rank)
            dateline = zones.get("dateline")
            if dateline and dateline["start"] <= mark.start < dateline["end"]:
                scores[code] += 2 if sum(m.record["code"] == code for m in view.places) > 1 else -1
                named.add(code)
        for policy in view.policies:
            duty = policy["policy"] in word_class("duty_policies") and policy.get("target")
            if duty and policy.get("actor") in order and policy["actor"] in blocs:
                scores[str(policy["actor"])] += IMPOSING
        units = Counter(
            q.record["unit"][:3]
            for q in view.quantities
            if q.record["kind"] == "money" and q.record["unit"][:3] in _homes()
        )
        for unit, n in units.most_common(1):
            scores[_homes()[unit]] += 8 if n >= 8 else 6 if n >= 5 else 4 if n >= 2 else 2
            order.setdefault(_homes()[unit], len(order))
        for unit in word_class("american_unit"):
            if any(q.record["unit"] == unit or q.record["unit"].endswith(f"/{unit}") for q in view.quantities):
                scores["US"] += CUSTOMARY
                order.setdefault("US", len(order))
        known = _institutions()
        openings = known.keys() & {word[:_LETTERS] for word in _WORDS.findall(view.text)}
        for _, name, place in sorted(institution for letters in openings for institution in known[letters]):
            n = view.text.count(name)
            n -= view.text.count(f"EU {name}") if n else 0
            if n:
                scores[place] += 2 + min(n, 3) - 1
                order.setdefault(place, len(order))
        named |= scores.keys() - {m.record["code"] for m in view.places}
        able = [code for code in scores if code in named]
        able = able or [code for code in scores if scores[code] >= PASSING]
        best = max(able, key=lambda c: (scores[c], -order[c])) if able else None
        written = self._written_in(zones.get("dateline"))
        return written if best is None or (written in order and scores[best] < PASSING) else best

    def _written_in(self, zone: Record | None) -> str | None:
        """The country of the dateline's place."""
        marks = [m for m in self.view.places if zone and zone["start"] <= m.start < zone["end"]]
        return str(marks[0].record["code"]) if marks else None

    def _itemized(self, mark: Mark) -> bool:
        """Whether a colon stands behind a place that neither opens the headline nor is a dateline."""
        if self.view.text[mark.end : mark.end + 1] != ":":
            return False
        written = self.view.text[mark.start : mark.end]
        led = written.isupper() and len(written) > 3 and mark.start < LEAD and mark.first == mark.opens
        return not (mark.first == 0 or led)

    def _other_party(self, mark: Mark) -> bool:
        """Whether a place is told of as the one that buys or lays duties: "US buyers", "Washington's 50% tariff"."""
        view = self.view
        reach = 1 if mark.record["kind"] == "demonym" else 3
        return not word_class("other_party").isdisjoint(view.lowers[mark.last + 1 : mark.last + 1 + reach])

    def _of_body(self, mark: Mark) -> bool:
        """Whether an office or bank is named by its country: "Statistics Estonia", "the Bank of Thailand"."""
        before = [w for w in self.view.before(mark, 3) if w != "of"]
        return bool(before) and before[-1] in word_class("national_body")

    def _briefs(self, mark: Mark) -> bool:
        """Whether the press is told in a place: "told a news conference in Taipei"."""
        return says(f" {' '.join(self.view.before(mark, 3))} ", "press_in")

    def _greets(self, mark: Mark) -> bool:
        """Whether a letter greets its readers from a place."""
        lowers = self.view.lowers
        greets = says(f" {' '.join(lowers[mark.opens : mark.opens + 2])} ", "greeting")
        return greets and self.view.before(mark, 1) in (["from"], ["in"])

    def _customer(self, mark: Mark) -> bool:
        """Whether a place is told with its part of what is sold: "China, including Hong Kong, took 41.4 percent"."""
        view, k = self.view, mark.last + 1
        if k < mark.closes and "," in view.words[k].gap:
            closes = range(k + 1, min(mark.closes, k + _ASIDE))
            k = next((i for i in closes if "," in view.words[i].gap), mark.closes)
        bought = k < mark.closes and view.lowers[k] in word_class("buyer_took")
        percents = view.within(view.quantities, k, min(mark.closes, k + 4)) if bought else []
        return any(q.record["kind"] in ("percent", "fraction") for q in percents)

    def _of_lobby(self, mark: Mark) -> bool:
        """Whether a place opens the name of a society: "the American Soybean Association"."""
        words = self.view.words[mark.last + 1 : mark.last + 6]
        for word in words:
            if word.gap.strip() or not (word.text[:1].isupper() or word.lower in ("and", "of")):
                return False
            if word.lower in word_class("society_noun"):
                return word.text[:1].isupper()
        return False

    def _visits(self, mark: Mark) -> bool:
        """Whether the people of a place come to another: "Chinese visitors to Thailand"."""
        following = self.view.lowers[mark.last + 1 : mark.last + 2]
        several = bool(following) and singular(following[0]) != following[0]
        return mark.record["kind"] == "demonym" and several and singular(following[0]) in word_class("comers")

    @staticmethod
    def _people(mark: Mark) -> bool:
        """Whether a place is named by its people: "Indians", "Americans"."""
        written = str(mark.record["text"])
        return mark.record["kind"] == "demonym" and written.endswith("ns")

    def _acts(self, mark: Mark) -> bool:
        """Whether a verb follows a place: "EAEU extends duty on steel from China"."""
        following = self.view.words[mark.last + 1 : mark.last + 2]
        return any(self.view.tags.get(w.start, "") in _VERBS and not w.gap for w in following)

    def _opens_body(self, mark: Mark) -> bool:
        """Whether a place opens the first sentence of the body and is told to sell, buy or report."""
        view = self.view
        body = next((z for z in view.zones if z["zone"] == "body"), None)
        opens = body is not None and not view.text[body["start"] : mark.start].strip()
        told = word_class("sold_verb") | word_class("bought_verb") | word_class("reporting_verb")
        return opens and any(w in told for w in view.after(mark, 1))

    def _sells(self, mark: Mark) -> bool:
        """Whether a place, or its people, sold goods: "Ecuador sold", "Danish slaughterhouses shipped"."""
        view = self.view
        k = mark.last + 1
        stop = min(len(view.words), k + 3)
        while mark.record["kind"] == "demonym" and k < stop and view.tags.get(view.words[k].start, "")[:2] == "NN":
            if view.words[k].gap.strip():
                return False
            k += 1
        seller = k > mark.last + 1 or mark.record["kind"] == "country"
        tense = k < stop and view.tags.get(view.words[k].start, "") in ("VBD", "VBZ", "VBP")
        return seller and tense and view.lowers[k] in word_class("sold_verb") and not view.words[k].gap.strip()

    def _outer(self, rank: int) -> bool:
        """Whether a place is the other side by its preposition, or by that of the place that it is joined to."""
        chain: list[int] = []
        while rank not in self._outers:
            chain.append(rank)
            before = [w for w in self.view.before(self.view.places[rank], 2) if w not in ("the", "its")]
            told = (bool(before) and before[-1] in word_class("other_side")) or self._bound(self.view.places[rank])
            told = told and not self._destination(self.view.places[rank])
            if told or not self._goes_on(rank):
                self._outers[rank] = told
            else:
                rank -= 1
        self._outers.update(dict.fromkeys(chain, self._outers[rank]))
        return self._outers[rank]

    def _destination(self, mark: Mark) -> bool:
        """Whether people come to a place: "cruise passengers to Grenada", "tourist arrivals to Sri Lanka"."""
        before = self.view.before(mark, 2)
        return before[-1:] == ["to"] and singular(before[0]) in word_class("comers") | {"arrival"}

    def _traded_with(self, rank: int) -> bool:
        """Whether a place is told to be where goods go to or come from: "exports of ore to China"."""
        view, mark = self.view, self.view.places[rank]
        told = view.within(view.indicators, max(mark.opens, mark.first - _NEAR), mark.first)
        flows = {m.record["flow"] for m in told} & {"exports", "imports"}
        return bool(flows) and self._outer(rank) and not {"to", "from"}.isdisjoint(view.before(mark, 2))

    def _goes_on(self, rank: int) -> bool:
        """Whether a place is joined to the one before it."""
        places = self.view.places
        between = self.view.text[places[rank - 1].end : places[rank].start] if rank else ""
        return between.replace("the ", "").strip() in (",", "and", ", and", "or")

    def _headings(self) -> list[tuple[int, str]]:
        """Offsets from which a heading that is a place alone sets the place."""
        found = []
        for mark in self.view.places:
            start, end = self.view.sentences[mark.sentence]
            if self.view.text[start:end].strip().strip(":.") == self.view.text[mark.start : mark.end] and start:
                found.append((mark.start, mark.record["code"]))
        lines = [mark for mark in self.view.places if self._opens_story(mark)]
        return sorted([*found, *((mark.start, mark.record["code"]) for mark in lines[1:])])

    def _opens_story(self, mark: Mark) -> bool:
        """Whether a place is a dateline in capitals; those after the first begin other stories."""
        text, name = self.view.text, self.view.text[mark.start : mark.end]
        opens = not text[text.rfind("\n", 0, mark.start) + 1 : mark.start].strip()
        return opens and name.isupper() and len(name) > 3 and _DATELINE.match(text, mark.end) is not None

    def _bound(self, mark: Mark) -> bool:
        """Whether a place is where goods go to or come from: "China-bound cargoes"."""
        name, _, way = self.view.lowers[mark.last].replace("‑", "-").rpartition("-")
        return bool(name) and way in word_class("bound_behind")

    def _possessive(self, mark: Mark) -> bool:
        return self.view.text[mark.end : mark.end + 2] in ("'s", "’s", "' ", "’ ") or self.view.text[
            mark.end - 2 : mark.end
        ] in ("'s", "’s")

    def _home(self, mark: Mark) -> str | None:
        return next((code for start, code in reversed(self.headings) if start < mark.start), self.default)
