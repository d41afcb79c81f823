"""Figures of a region, city or port instead of a whole country: "Guangdong's foreign trade", "Tema handled …".

Where such a place is what a sentence tells of, its figures and those that follow in the paragraph are its own,
until a country is told of.
"""

from __future__ import annotations

from extractor.claims.cues import says, word_class
from extractor.claims.places_home import HomePlace
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

REACH = 80
"""Words of a sentence before a number that are looked at."""
_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})


class LocalPlace(HomePlace):
    """The region or city that the text tells of, followed through the article."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.telling: dict[int, bool] = {}
        self.regional = self._regional()
        self.local: str | None = self.regional
        self.joined_at = -1
        """The first word of the last number told of several regions together."""
        self.local_at = (-1, -1)
        """Paragraph and sentence up to which `local` was followed."""

    def _regional(self) -> str | None:
        """The region that a whole article is about: its headline and the first figures below tell of it."""
        view = self.view
        subjects = [m for m in view.places if m.record.get("region") and self._tells_of(m)]
        headline = {m.record["region"] for m in subjects if view.zone(m.start) == "headline"}
        dated = self._dateline()
        opens = view.places[:1] and view.places[0].first == 0 and self._acts(view.places[0])
        if dated and opens and str(view.places[0].record.get("region")).casefold() == dated.casefold():
            return str(view.places[0].record["region"])
        body = next((m for m in subjects if view.zone(m.start) == "body"), None)
        if body is None or body.record["region"] not in headline:
            return None
        counted = [q for q in view.quantities if view.zone(q.start) == "body"][:1]
        early = bool(counted) and view.sentence(body.start) <= view.sentence(counted[0].start)
        return str(body.record["region"]) if early else None

    def _dateline(self) -> str | None:
        """The region of the dateline."""
        marks = (m for m in self.view.places if self.view.zone(m.start) == "dateline")
        found = next(marks, None)
        return found.record.get("region") if found is not None else None

    def _opens(self, mark: Mark) -> int:
        """The first word of a number's sentence, at most `REACH` words before it."""
        return max(self.view.bounds[self.view.sentence(mark.start)][0], mark.first - REACH)

    def localized(self, mark: Mark, topic: Topic, explicit: bool) -> str | None:
        """The region that a number is told of; None where it is a country's. `explicit`: the number's own words
        name the country."""
        view = self.view
        self._follow(mark)
        behind = self._behind(mark)
        if behind is not None:
            return str(behind.record["region"])
        if there := self._there(mark):
            self.local = there
            return there
        if topic.indicator_id in word_class("nationwide_ids") or topic.near == "policy":
            return None
        first = self._opens(mark)
        here = [m for m in view.within(view.places, first, mark.first) if self._tells_of(m)]
        named = topic.mark
        if named is not None and named.first > mark.last:
            here += [m for m in view.within(view.places, named.first - 2, named.last) if self._modifies(m)]
            own = [m for m in here if m.first > mark.last]
            if own and own[-1].record.get("region"):
                self.local = str(own[-1].record["region"])
                return self.local
        own = [m for m in here if view.segment_of[m.first] == view.segment_of[mark.first]]
        if own and own[-1].record.get("region"):
            if self.joined_at < own[-1].first:
                together = self._joined(mark, here)
                self.joined_at = mark.first if together else self.joined_at
                self.local = together or str(own[-1].record["region"])
            return self.local
        for m in view.within(view.places, first, mark.first):
            if self.local and ", " in self.local and m.record.get("region") in self.local.split(", "):
                self.local = str(m.record["region"])
        if explicit or self._national(mark):
            self.local = None
            return None
        told = [m for m in here if m.record.get("region")]
        if told:
            self.local = self._joined(mark, told) or str(told[-1].record["region"])
        return self.local

    def _follow(self, mark: Mark) -> None:
        """Sentences without numbers also say which place the text tells of."""
        view = self.view
        sentence, paragraph = view.sentence(mark.start), view.paragraph(mark.start)
        start = self.local_at[1] + 1
        if paragraph != self.local_at[0]:
            self.local = self.regional
            start = sentence
            while start > 0 and view.paragraph(view.sentences[start - 1][0]) == paragraph:
                start -= 1
        self.local_at = (paragraph, sentence)
        for number in range(start, sentence):
            low, high = view.bounds[number]
            if view.within(view.quantities, low, high):
                continue
            for m in view.within(view.places, low, high):
                if self._tells_of(m):
                    self.local = m.record.get("region")

    def _national(self, mark: Mark) -> bool:
        """Whether a number's own words speak of the whole country: "the country's total"."""
        view = self.view
        first = self._opens(mark)
        opening = " " + " ".join(w.lower for w in view.words[first : first + 2]) + " "
        return says(self._segment(mark), "national") or says(opening, "national")

    def _segment(self, mark: Mark) -> str:
        """The words of a number's segment before it, with spaces around."""
        view = self.view
        first = self._opens(mark)
        low = mark.first
        while low > first and view.segment_of[low - 1] == view.segment_of[mark.first]:
            low -= 1
        return " " + " ".join(w.lower for w in view.words[low : mark.first]) + " "

    def _joined(self, mark: Mark, marks: list[Mark]) -> str | None:
        """Several regions told of together: "Tema handled … and Takoradi …, together 868,000"."""
        names = list(dict.fromkeys(str(m.record["region"]) for m in marks if m.record.get("region")))
        together = any(w in word_class("together") for w in self.view.before(mark, 4))
        return ", ".join(names) if together and len(names) > 1 else None

    def _behind(self, mark: Mark) -> Mark | None:
        """A region right behind a counted thing: "3,000 jobs in Tema alone", "1,450 of them at Malaba and 870 at
        Busia"."""
        view = self.view
        counted = mark.record["kind"] == "count" and bool(mark.record.get("value"))
        for m in view.within(view.places, mark.last + 1, mark.last + 6):
            words = view.after(mark, m.first - mark.last - 1)
            alone = view.after(m, 1) == ["alone"]
            beside = counted and words in (["at"], ["of", "them", "at"], ["of", "them", "in"])
            if m.record.get("region") and words[-1:] in (["in"], ["at"]) and (alone or beside):
                return m
        return None

    # what a place is in its sentence -----------------------------------------------------------------------

    def _tells_of(self, m: Mark) -> bool:
        """Whether a place is what its sentence gives figures of; looked for once."""
        if m.start not in self.telling:
            self.telling[m.start] = self._has_figures(m)
        return self.telling[m.start]

    def _has_figures(self, m: Mark) -> bool:
        view = self.view
        if view.zone(m.start) not in ("body", "headline") or m.record["code"] == "world":
            return False
        if self._modifies(m) or self._of_subject(m):
            return True
        first, stop = view.bounds[view.sentence(m.start)]
        k = m.last + 1
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
        if self._opening_in(m, k) or self._owned_subject(m, first, stop):
            return True
        if not (led or self._leads(m, first)):
            return False
        word = view.words[k]
        verb = view.tags.get(word.start, "") in _VERBS or word.lower in word_class("reporting_verb")
        return verb and word.lower not in word_class("saying") and not word.gap.strip("~,")

    def _opening_in(self, m: Mark, k: int) -> bool:
        """Whether a sentence or clause opens with where its figures are: "In Hamburg it tumbled by 24.5%"."""
        view = self.view
        if not m.record.get("region") or view.before(m, 1) not in (["in"], ["at"]):
            return False
        first = view.bounds[view.sentence(m.start)][0]
        opens = m.first - 1 == first or view.words[m.first - 1].gap.strip() in (";", ":")
        return opens and (view.lowers[k] in word_class("taking_up") or view.covered[k] == "indicator")

    def _owned_subject(self, m: Mark, first: int, stop: int) -> bool:
        """Whether a region owns those who act: "Rotterdam's terminal operators intend to add 4 million TEU"."""
        view = self.view
        if not m.record.get("region") or not self._possessive(m) or not self._leads(m, first):
            return False
        for i in range(m.last + 1, min(stop, m.last + 6)):
            tag = view.tags.get(view.words[i].start, "")
            if tag in _VERBS:
                return view.lowers[i] not in word_class("saying")
            if tag[:2] not in ("NN", "JJ", "PO", "VB") or "," in view.words[i].gap:
                return False
        return False

    def _there(self, mark: Mark) -> str | None:
        """The region that "there" takes up in a sentence: "it was Hamburg that gained: throughput there jumped"."""
        view = self.view
        first = self._opens(mark)
        at = next((i for i in range(mark.first - 1, first, -1) if view.lowers[i] == "there"), None)
        if at is None or view.segment_of[at] != view.segment_of[mark.first] or view.covered[at - 1] != "indicator":
            return None
        before = view.within(view.places, first, at)
        return str(before[-1].record["region"]) if before and before[-1].record.get("region") else None

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
        if m.record.get("region") and self._owner_of(m):
            return True
        before = self.view.before(m, 2)
        sent = before[-1:] == ["from"] and m.first > 1 and view.covered[m.first - 2] == "indicator"
        if sent and m.record.get("region"):
            return "export" in before[0] or "shipment" in before[0] or "sale" in before[0]
        reach = m.last + (6 if owns else 3)
        stop = view.bounds[view.sentence(m.start)][1]
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

    def _of_subject(self, m: Mark) -> bool:
        """Whether a region is where the subject of a clause is: "the average crossing at Malaba had been halved",
        "services trade in southwest China's Yunnan Province reached"."""
        view = self.view
        k, j = m.last + 1, m.first - 1
        while k < len(view.words) and view.lowers[k] in word_class("place_type"):
            k += 1
        while j > 1 and (view.lowers[j] in word_class("place_lead") - {"of"} or self._owned_by(j, m)):
            j -= 1
        if not m.record.get("region") or k >= len(view.words) or j < 1 or view.lowers[j] not in ("at", "in"):
            return False
        verb = view.tags.get(view.words[k].start, "") in _VERBS and not view.words[k].gap.strip()
        noun = view.covered[j - 1] == "indicator" or view.lowers[j - 1] in word_class("measured_noun")
        noun = noun and not view.words[j].gap.strip()
        first = max(view.bounds[view.sentence(m.start)][0], j - 6)
        before = {view.tags.get(w.start, "") for w in view.words[first:j]}
        return verb and noun and not before & _VERBS and view.lowers[k] not in word_class("saying")

    def _owner_of(self, m: Mark) -> bool:
        """Whether figures are told to be of a region: "the foreign trade of central China's Hunan Province, …"."""
        view = self.view
        first, stop = view.bounds[view.sentence(m.start)]
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
        first = max(view.bounds[view.sentence(m.start)][0], m.first - REACH)
        earlier = [o for o in view.within(view.places, first, m.first) if o.record.get("region")]
        with_it = k + 1 if view.words[k].lower == "with" else k
        counted = bool(view.within(view.quantities, with_it, with_it + 2))
        return counted and bool(earlier) and any(self._tells_of(o) for o in earlier[:1])

    def _leads(self, m: Mark, first: int) -> bool:
        """Whether a place opens its sentence or clause, as a subject does."""
        view = self.view
        j = m.first - 1
        while j >= first and (view.words[j].lower in word_class("place_lead") or self._owned_by(j, m)):
            j -= 1
        if j < first or view.words[j + 1].gap.strip("~ "):
            return True
        return view.words[j].lower in word_class("clause_lead")

    def _owned_by(self, j: int, m: Mark) -> bool:
        """Whether word j is of a place that owns the region m: "South China's Guangdong Province"."""
        owner = [o for o in self.view.within(self.view.places, max(0, j - 3), m.first) if o.first <= j <= o.last]
        return bool(m.record.get("region")) and bool(owner) and self._possessive(owner[0])
