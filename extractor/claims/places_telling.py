"""What a place is in its sentence: whether the sentence gives figures of it."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.places_home import HomePlace
from extractor.claims.view import Mark, View

REACH = 80
"""Words of a sentence before a number that are looked at."""
_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BETWEEN = 4
"""Words from "between" to a region that is one of two sides, at most."""


class Telling(HomePlace):
    """Tells which places are subjects or owners of figures."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.telling: dict[int, bool] = {}

    def _tells_of(self, m: Mark) -> bool:
        """Whether a place is what its sentence gives figures of; looked for once."""
        if m.start not in self.telling:
            self.telling[m.start] = self._has_figures(m)
        return self.telling[m.start]

    def _has_figures(self, m: Mark) -> bool:
        view = self.view
        if view.zone(m.start) not in ("body", "headline") or m.record["code"] == "world":
            return False
        if m.record.get("region") and set(view.after(m, 1)) & word_class("waterway"):
            return False
        if self._modifies(m) or self._of_subject(m) or self._one_of_two(m):
            return True
        first, stop = m.opens, m.closes
        k = self._named_to(m, stop)
        if k < stop and self._opening_in(m, k):
            return True
        if self._owned_subject(m, first, stop):
            return True
        led = self._agent_before(m)
        passed = word_class("place_type") | (word_class("agent") if m.record.get("region") else frozenset())
        while k < min(stop, m.last + 3) and view.words[k].lower in passed:
            k += 1
        if k + 1 < stop and view.words[k].lower == "in" and view.covered[k + 1] == "place":
            k += 1  # "Suifenhe in Heilongjiang Province handled …"
            while k < stop and (view.covered[k] == "place" or view.words[k].lower in word_class("place_type")):
                k += 1
        if k < stop and "," in view.words[k].gap and view.words[k].lower in word_class("relative"):
            closing = next((i for i in range(k + 1, min(stop, k + 14)) if "," in view.words[i].gap), stop)
            k = closing  # "The Port of Mombasa, which handles tea from ten countries, moved …"
        elif k < stop and "," in view.words[k].gap:
            return False
        if k >= stop:
            return False
        if self._listed(m, k):
            return True
        if not (led or self._leads(m, first)):
            return False
        word = view.words[k]
        known = word_class("reporting_verb") | word_class("region_verb")
        verb = view.tags.get(word.start, "") in _VERBS or word.lower in known
        said = word.lower in word_class("saying") and not self._reports(k, stop)
        return verb and not said and not word.gap.strip("~,")

    def _reports(self, k: int, stop: int) -> bool:
        """Whether a verb of saying has figures for its object: "Gansu reported exports of 5 billion yuan"."""
        figures = {"indicator", "quantity"} & set(self.view.covered[k + 1 : min(stop, k + 4)])
        return self.view.lowers[k] in word_class("reporting_verb") and bool(figures)

    def _named_to(self, m: Mark, stop: int) -> int:
        """The word behind a place and the rest of its name: "Guangxi Zhuang Autonomous Region"."""
        view = self.view
        k = m.last + 1
        while m.record.get("region") and k < min(stop, m.last + 5) and view.text[view.words[k].start].isupper():
            if view.words[k].gap.strip():
                break
            k += 1
            if view.lowers[k - 1] in word_class("place_type"):
                return k
        return m.last + 1

    def _opening_in(self, m: Mark, k: int) -> bool:
        """Whether a sentence or clause opens with where its figures are: "In Hamburg it tumbled by 24.5%"."""
        view = self.view
        first = m.opens
        j = m.first - 1
        while j > first and view.lowers[j] in word_class("place_lead"):
            j -= 1
        if not m.record.get("region") or j < first or view.lowers[j] not in ("in", "at"):
            return False
        opens = j == first or view.words[j].gap.strip() in (";", ":")
        typed = bool(set(view.lowers[j:m.first]) & word_class("place_type")) and "," in view.words[k].gap
        return opens and (typed or view.lowers[k] in word_class("taking_up") or view.covered[k] == "indicator")

    def _owned_subject(self, m: Mark, first: int, stop: int) -> bool:
        """Whether a region owns those who act: "Rotterdam's terminal operators intend to add 4 million TEU"."""
        view = self.view
        if not m.record.get("region") or not self._possessive(m) or not self._leads(m, first):
            return False
        for i in range(m.last + 1, min(stop, m.last + 8)):
            tag = view.tags.get(view.words[i].start, "")
            if tag in _VERBS:
                return view.lowers[i] not in word_class("saying")
            listed = "," not in view.words[i].gap or tag[:2] == "NN"  # "factories, farms and distilleries sold"
            if not (tag[:2] in ("NN", "JJ", "PO", "VB") or view.lowers[i] == "and") or not listed:
                return False
        return False

    def _one_of_two(self, m: Mark) -> bool:
        """Whether a region is the first of two sides between which there is trade: "trade between northwest China's
        Shaanxi Province and countries of the Belt and Road"."""
        view = self.view
        leads = range(m.first - 1, max(m.opens, m.first - _BETWEEN) - 1, -1)
        at = next((i for i in leads if view.lowers[i] == "between"), None)
        if at is None or not m.record.get("region"):
            return False
        side = (view.covered[i] == "place" or view.lowers[i] in word_class("compass") for i in range(at + 1, m.first))
        return all(side) and bool(view.within(view.indicators, max(m.opens, at - 2), at))

    def _agent_before(self, m: Mark) -> bool:
        """Whether a region is where those who act are: "Citrus growers in the Western Cape send …"."""
        before = [w for w in self.view.before(m, 4) if w not in word_class("before_place")]
        return (
            bool(m.record.get("region"))
            and before[-1:] == ["in"]
            and before[-2:-1] != []
            and (before[-2] in word_class("agent"))
        )

    def _modifies(self, m: Mark) -> bool:
        """Whether a place owns or modifies what is measured: "Hainan shipments", "Quebec's 5.2 percent"."""
        view = self.view
        owns = self._possessive(m)
        if self._bound(m) or (m.record.get("region") and m.first and not owns and self._held_by_other(m)):
            return False
        if m.record.get("region") and self._owner_of(m):
            return True
        before = self.view.before(m, 2)
        sent = before[-1:] == ["from"] and m.first > 1 and view.covered[m.first - 2] == "indicator"
        if sent and m.record.get("region"):
            return "export" in before[0] or "shipment" in before[0] or "sale" in before[0]
        reach = m.last + (6 if owns else 3)
        stop = m.closes
        for i in view.within(view.indicators, max(0, m.first - 3), min(reach, stop)):
            if i.last < m.last or (i.first > m.last + 1 and not owns):
                continue
            if i.first <= m.first and m.end > i.record["head"]:
                continue
            between = view.words[m.last + 1 : i.last + 1]
            if not any("," in w.gap or ";" in w.gap for w in between):
                return owns or not m.record.get("region") or i.record["indicator_id"] not in word_class("local_ids")
        quantity = view.within(view.quantities, m.last + 1, m.last + 3)
        return owns and bool(quantity) and not view.words[m.last + 1].gap.strip("~'’$€£¥")

    def _held_by_other(self, m: Mark) -> bool:
        """Whether somebody else owns what a region only modifies: "Rio Tinto's Pilbara shipments"."""
        held = self.view.lowers[m.first - 1].endswith(("'s", "’s"))
        return held and self.view.covered[m.first - 1] != "place"

    def _of_subject(self, m: Mark) -> bool:
        """Whether a region is where the subject of a clause is: "the average crossing at Malaba had been halved",
        "services trade in southwest China's Yunnan Province reached"."""
        view = self.view
        k, j = self._named_to(m, m.closes), m.first - 1
        while k < len(view.words) and view.lowers[k] in word_class("place_type"):
            k += 1
        aside = self.past_aside(k, m.closes)
        while j > 1 and (self._names_place(j) or self._owned_by(j, m)):
            j -= 1
        if not m.record.get("region") or k >= len(view.words) or j < 1 or view.lowers[j] not in ("at", "in"):
            return False
        moves = view.tags.get(view.words[aside].start, "") in _VERBS or aside in view.change_starts
        verb = moves and (aside > k or not view.words[k].gap.strip())
        k = aside
        noun = view.covered[j - 1] == "indicator" or view.lowers[j - 1] in word_class("measured_noun")
        noun = noun and not view.words[j].gap.strip()
        first = max(m.opens, j - 6)
        before = {view.tags.get(w.start, "") for w in view.words[first:j]}
        return verb and noun and not before & _VERBS and view.lowers[k] not in word_class("saying")

    def _names_place(self, j: int) -> bool:
        """Whether word j leads to a place's name: "the southern", "the port of"."""
        view = self.view
        typed = view.lowers[j] == "of" and view.lowers[j - 1] in word_class("place_type")
        return typed or view.lowers[j] in word_class("place_lead") - {"of"}

    def past_aside(self, k: int, stop: int) -> int:
        """The word behind what stands between commas from word k on, where no number is told there; else k."""
        view = self.view
        if k >= stop or view.words[k].gap.strip() != "," or view.covered[k] == "place":
            return k
        closing = next((i for i in range(k + 1, min(stop, k + 16)) if "," in view.words[i].gap), stop)
        return closing if closing < stop and not view.within(view.quantities, k, closing) else k

    def _owner_of(self, m: Mark) -> bool:
        """Whether figures are told to be of a region: "the foreign trade of central China's Hunan Province, …"."""
        view = self.view
        first, stop = m.opens, m.closes
        j = m.first - 1
        while j > first and (view.words[j].lower in word_class("place_lead") - {"of"} or self._owned_by(j, m)):
            j -= 1
        k = m.last + 1
        while k < stop and view.words[k].lower in word_class("place_type"):
            k += 1
        noun = k < stop and not view.words[k].gap.strip() and view.tags.get(view.words[k].start, "")[:2] == "NN"
        return j > first and view.lowers[j] == "of" and view.covered[j - 1] == "indicator" and not noun

    def _listed(self, m: Mark, k: int) -> bool:
        """Whether a region goes on with a list of them: "and Takoradi 31,600", "Jiangsu with 3 trillion yuan"."""
        view = self.view
        if not m.record.get("region"):
            return False
        first = max(m.opens, m.first - REACH)
        earlier = [o for o in view.within(view.places, first, m.first) if o.record.get("region")]
        with_it = k + 1 if view.words[k].lower == "with" else k
        counted = bool(view.within(view.quantities, with_it, with_it + 2))
        return counted and bool(earlier) and any(self._tells_of(o) for o in earlier[:1])

    def _leads(self, m: Mark, first: int) -> bool:
        """Whether a place opens its sentence or clause, as a subject does."""
        view = self.view
        j = m.first - 1
        while j >= first and (view.words[j].lower in word_class("place_lead") or self._owned_by(j, m)):
            if view.words[j + 1].gap.strip("~ "):
                return True
            j -= 1
        if j < first or view.words[j + 1].gap.strip("~ "):
            return True
        return view.words[j].lower in word_class("clause_lead")

    def _owned_by(self, j: int, m: Mark) -> bool:
        """Whether word j is of a place that owns the region m: "South China's Guangdong Province"."""
        owner = [o for o in self.view.within(self.view.places, max(0, j - 3), m.first) if o.first <= j <= o.last]
        return bool(m.record.get("region")) and bool(owner) and self._possessive(owner[0])
