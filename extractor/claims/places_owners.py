"""Whose figures a sentence tells: the country that sells, reports or owns what a number measures."""

from __future__ import annotations

from extractor.claims.cues import says, word_class
from extractor.claims.places_sources import SourcePlace
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ACTING = frozenset({"country", "capital", "bloc"})


class Owners(SourcePlace):
    """Finds the place that is the subject or owner of figures."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.owner: tuple[int, str] = (-1, "")
        """The last sentence that told whose its figures are, and whose."""
        self.row: tuple[int, list[tuple[str | None, str | None]]] = (-1, [])
        """The sentence of the last figures of trade, and the sides of each."""
        self.owners: tuple[int, list[str]] = (-1, [])
        """The last paragraph that told whose its figures are, and all of them."""

    def _own(self, mark: Mark, code: str) -> None:
        """Remembers whose figures a sentence tells."""
        paragraph = self.view.paragraph(mark.start)
        self.owner = (mark.sentence, code)
        told = self.owners[1] if self.owners[0] == paragraph else []
        self.owners = (paragraph, [*told, *([] if code in told else [code])])

    def _owns(self, m: Mark, mark: Mark, topic: Topic) -> bool:
        """Whether a place before a number is the one that has the figure."""
        return not self._bound(m) and (
            self._reporting(m)
            or self._trades(m, topic)
            or self._elliptic(m, mark)
            or self._those_of(m)
            or self._whose_own(m, topic)
        )

    def _whose_own(self, m: Mark, topic: Topic) -> bool:
        """Whether a relative clause tells a place's own figures: "Mexico, whose steel exports to the US were"."""
        named = topic.mark
        close = named is not None and m.last < named.first <= m.last + 3
        bought = topic.indicator_id == "purchases" or "purchases" in str(named.record["text"] if named else "")
        return close and not bought and self.view.after(m, 1) == ["whose"]

    def _its(self, mark: Mark, topic: Topic) -> str | None:
        """The country whose figures "its" tells of: "Brazil has filled the void: its sales to China jumped"."""
        view, named = self.view, topic.mark
        if named is None or named.first > mark.first or topic.indicator_id == "purchases":
            return None
        number = mark.sentence
        words = [w.lower for w in view.words[max(0, named.first - 1) : named.first + 1]]
        if not {"its", "their"} & set(words) or named.sentence != number:
            return None
        for sentence in (number, number - 1):
            if sentence < 0 or view.paragraph(view.sentences[sentence][0]) != view.paragraph(mark.start):
                break
            first = view.bounds[sentence][0]
            for m in reversed(view.within(view.places, first, min(view.bounds[sentence][1], named.first))):
                if m.record["kind"] in _ACTING and self._leads(m, first) and not self._possessive(m):
                    said = self.said_of(m)
                    verb = bool(said) and said[0] not in word_class("saying")
                    return str(m.record["code"]) if verb and m.record["code"] != "world" else None
        return None

    def _reporting(self, m: Mark) -> bool:
        """Whether a place is the one that has the figures: "The euro area recorded a surplus"."""
        first = m.opens
        words = self.said_of(m)
        return bool(words) and words[0] in word_class("reporting_verb") and self._leads(m, first)

    def _trades(self, m: Mark, topic: Topic) -> bool:
        """Whether a country is the one that sells or buys: "Vietnam shipped 6.35 million tonnes of rice"."""
        verbs = {"exports": "sold_verb", "imports": "bought_verb"}.get(topic.flow or "")
        number, told = self.row
        if number == m.sentence and any(pair[1] == m.record["code"] for pair in told):
            return False  # "It sold Kazakhstan goods worth … and bought …"
        passed = word_class("auxiliary") | word_class("conditional") | {"alone"}
        words = [w for w in self.said_of(m) if w not in passed]
        if verbs is None or not words:
            return False
        agents = words[0] in word_class("agent")
        if m.record["kind"] not in _ACTING and not agents:
            return False
        first = m.opens
        while agents and len(words) > 1 and words[0] in word_class("agent") | {"and"}:
            words.pop(0)
        said = words[0]
        return said in word_class(verbs) | word_class(f"{verbs}_base") and (self._leads(m, first) or self._agent_in(m))

    def _agent_in(self, m: Mark) -> bool:
        """Whether a place is where those who sell are: "Factories in neighbouring Laos shipped …"."""
        before = [w for w in self.view.before(m, 4) if w not in word_class("before_place")]
        return before[-1:] == ["in"] and before[-2:-1] != [] and before[-2] in word_class("agent")

    def _elliptic(self, m: Mark, mark: Mark) -> bool:
        """Whether a possessive stands for the figures of its owner: "while Vietnam's held at 3.4 million tonnes"."""
        view = self.view
        k = m.last + 1
        if not self._possessive(m) or k >= len(view.words) or view.words[k].gap.strip("~'’s "):
            return False
        if k == mark.first:
            earlier = view.within(view.places, max(m.opens, m.first - 20), m.first)
            return bool(earlier) and self._elliptic(earlier[-1], mark)
        known = word_class("conditional") | word_class("auxiliary") | word_class("copula") | word_class("stood")
        verb = view.tags.get(view.words[k].start, "")[:2] == "VB" and k in view.change_starts
        return verb or view.words[k].lower in known

    def _those_of(self, m: Mark) -> bool:
        """Whether a place owns what a pronoun takes up: "and those of Cameroon 240,000 tonnes"."""
        return self.view.before(m, 2) in (["those", "of"], ["that", "of"])

    def _parallel(self, m: Mark, mark: Mark, home: str | None) -> bool:
        """Whether a place right before a number is another that has the same figures: "Germany sold goods worth $16
        billion to America, Ireland $7 billion", "against China's $40 billion"."""
        view = self.view
        if self.owner[0] != mark.sentence or self.owner[1] == m.record["code"]:
            return False
        if not self._possessive(m):
            return self.owner[1] != home
        words = " " + " ".join(view.before(m, 6)) + " "
        return says(words, "measured_against")

    def _buys(self, m: Mark, topic: Topic) -> bool:
        """Whether a place takes what the article's own sells: "Spain was the biggest buyer, Poland took 0.2"."""
        first = m.opens
        words = [w for w in self.said_of(m) if w not in word_class("auxiliary")]
        verbs = word_class("bought_verb") | word_class("took_verb") | word_class("buyer_spent")
        took = bool(words) and words[0] in verbs
        return topic.flow == "exports" and took and (self._leads(m, first) or self._members_lead(m, first))

    def _members_lead(self, m: Mark, first: int) -> bool:
        """Whether the members of a bloc open its sentence or clause: "Member states of the European Union took"."""
        view, i = self.view, m.first - 1
        while i > first and view.lowers[i] in word_class("before_place"):
            i -= 1
        if view.lowers[i] != "of" or m.record["kind"] != "bloc" or view.lowers[i - 1] not in word_class("group_noun"):
            return False
        while i > first and view.lowers[i - 1] in word_class("group_noun") | word_class("before_place"):
            i -= 1
        return i == first or bool(view.words[i].gap.strip()) or view.lowers[i - 1] in word_class("clause_lead")

    def _buyer_in(self, m: Mark, topic: Topic) -> bool:
        """Whether a place is where those who buy are: "Buyers in the United States placed orders"."""
        before = [w for w in self.view.before(m, 4) if w not in word_class("before_place")]
        told = before[-1:] in (["in"], ["from"]) and before[-2:-1] != [] and before[-2] in word_class("buying_people")
        return topic.flow == "exports" and told

    def _priced_by(self, m: Mark, mark: Mark) -> bool:
        """Whether a place sets the price that its clause tells: "Côte d'Ivoire answered with 1,800 francs a kilo"."""
        words = [w for w in self.said_of(m) if w not in word_class("auxiliary")]
        acts = self.view.tags.get(self.view.words[min(m.last + 1, mark.first)].start, "") in _VERBS
        buys = words[:1] and words[0] in word_class("buyer_verb") | word_class("took_verb") | word_class("payer_verb")
        able = acts and not buys and m.record["kind"] in _ACTING
        return "/" in mark.record["unit"] and able and self._leads(m, m.opens)

    def said_of(self, m: Mark) -> list[str]:
        """The words behind a place, what stands between commas left out: "Uruguay, a smaller producer, sold …"."""
        view = self.view
        stop = m.closes
        k = self.past_aside(m.last + 1, stop)
        return [w.lower for w in view.words[k : min(stop, k + 6)]]

    def _overtaker(self, m: Mark) -> Mark | None:
        """The place that is told to have overtaken this one: "Mexico overtook the United States with 10,600 tonnes"."""
        view = self.view
        before = [w for w in view.before(m, 3) if w not in word_class("before_place")]
        if not before or before[-1] not in word_class("overtaking"):
            return None
        first = m.opens
        others = view.within(view.places, max(first, m.first - 6), m.first)
        return others[-1] if others and others[-1].last >= m.first - 4 else None

    def _by_the_way(self, m: Mark, mark: Mark) -> bool:
        """Whether a place stands in an apposition: "Hunan, a landlocked base with ties to Africa, expanded"."""
        view = self.view
        first = m.opens
        opening = next((i for i in range(m.first, max(first, m.first - 12), -1) if "," in view.words[i].gap), None)
        if opening is None or view.lowers[opening] not in ("a", "an") or opening == m.first:
            return False
        closing = next((i for i in range(m.last + 1, mark.first) if "," in view.words[i].gap), None)
        return closing is not None and not view.within(view.quantities, opening, closing)

    def _opens_in(self, m: Mark, word: str) -> bool:
        """Whether a sentence opens with where its figures are: "In the EU, exports reached €222 bn"."""
        first, stop = m.opens, m.closes
        closed = m.last + 1 < stop and "," in self.view.words[m.last + 1].gap
        return word == "in" and closed and m.first - first <= 2 and m.record["kind"] in ("country", "bloc")

    def _origin(self, m: Mark) -> bool:
        """Whether a place is told to be where goods come from: "goods originating in the United States"."""
        before = self.view.before(m, 4)
        before = [w for w in before if w != "the"]
        return before[-1:] in (["in"], ["from"], ["by"]) and before[-2:-1] != [] and before[-2] in word_class("made")

    def _named_among(self, m: Mark) -> bool:
        """Whether a place stands in a list of examples or of exceptions: "12 countries, among them Belgium, have",
        "partners, Mexico and the U.S. aside, get"."""
        view, i = self.view, m.first - 1
        if self.set_aside(m):
            return True
        while i > m.opens and (view.covered[i] == "place" or view.lowers[i] in ("and", "the")):
            i -= 1
        return view.lowers[i] in ("including", "include") or view.lowers[i - 1 : i + 1] in (
            ["among", "them"],
            ["such", "as"],
        )

    def set_aside(self, m: Mark) -> bool:
        """Whether a place, or one that it is joined to, is left out by "aside" behind it, or only tells among which
        something is the first: "Europe's largest port"."""
        view, i = self.view, m.last + 1
        if self._ranks_first(m):
            return True
        while i < m.closes and (view.covered[i] == "place" or view.lowers[i] in ("and", "the")):
            i += 1
        return i < m.closes and view.lowers[i] in word_class("aside_behind") and not view.words[i].gap.strip("~")

    def _ranks_first(self, m: Mark) -> bool:
        """Whether a continent or region has something that is its first or largest."""
        view = self.view
        if m.record["kind"] not in ("region", "bloc") or len(str(m.record["code"])) == len("DE"):
            return False
        behind = [w for w in view.after(m, 3) if w not in ("'s", "’s", "s")]
        owned = view.text[m.end : m.end + 2] in ("'s", "’s")
        return owned and bool(behind) and (behind[0].endswith("est") or behind[0] in word_class("first_ranked"))

    def _actor(self, mark: Mark, first: int) -> str | None:
        """The country that acts in a number's clause: "Kenya protests as Tanzania closes 15 trades"."""
        view = self.view
        for m in reversed(view.within(view.places, first, mark.first)):
            words = view.after(m, 1)
            if m.record["kind"] not in ("country", "capital", "bloc") or m.record["code"] == "world" or not words:
                continue
            if self._named_among(m):
                continue
            verb = view.tags.get(view.words[m.last + 1].start, "") in _VERBS
            if verb and words[0] not in word_class("saying") and self._leads(m, first):
                return str(m.record["code"])
        return None
