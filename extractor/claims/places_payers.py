"""Who is told to pay a duty, and who to lay it, by the words around a place."""

from __future__ import annotations

from extractor.claims.cues import says, word_class
from extractor.claims.places_sides import Sides
from extractor.claims.topic import Topic
from extractor.claims.view import Mark

_GOODS = 10
"""Words of a list of goods that pay, at most."""


class Payers(Sides):
    """Tells of one place what it has to do with a rate."""

    def _laid_by(self, m: Mark, word: str) -> bool:
        """Whether a place behind a rate is told to lay it: "imposed by Kenya", "the duty that Washington plans"."""
        view = self.view
        if word == "by" or m.record["kind"] in ("demonym", "region"):
            return word == "by"
        verb = view.tags.get(view.words[m.last + 1].start, "") if m.last + 1 < len(view.words) else ""
        # "a deal in which Tokyo …"
        governed = m.first > 1 and view.tags.get(view.words[m.first - 2].start) == "IN"
        sells = view.lowers[min(m.last + 1, len(view.words) - 1)] in word_class("sold_verb") | word_class("bought_verb")
        told = word in word_class("relative") and not (governed or sells)
        return told and verb in ("VB", "VBD", "VBZ", "VBP", "MD", "NNS")

    def _rate_of(self, m: Mark) -> bool:
        """Whether a rate is told to be that of a country that pays it: "the Chinese rates", "Brazil's rate", "10%,
        against Brazil's 50%"."""
        owns = m.record["kind"] == "demonym" or self._possessive(m)
        return owns and (self.view.after(m, 1) in (["rate"], ["rates"]) or self._set_against(m))

    def _set_against(self, m: Mark) -> bool:
        """Whether a country's rate is one that another is compared with."""
        return self._possessive(m) and not word_class("rate_against").isdisjoint(self.view.before(m, 1))

    def _borne_by_all(self, mark: Mark, topic: Topic) -> bool:
        """Whether a duty of which no payer is named is nobody's in particular."""
        return topic.indicator_id == "export_tax" or self._of_all(mark) or self._on_goods(mark, topic)

    def _duty_on(self, m: Mark) -> bool:
        """Whether a duty is told to be on the goods of a place: "under which the duty on 4,000 British cars drops"."""
        view, i = self.view, m.first - 1
        while i > m.opens and view.covered[i] == "quantity":
            i -= 1
        levy = [t for t in view.within(view.indicators, m.opens, m.last) if t.first < i <= t.last + 1]
        levied = view.lowers[i] == "on" and bool(levy) and levy[-1].record["indicator_id"] == "tariff"
        return levied and m.record["kind"] == "demonym"

    def _of_all(self, mark: Mark) -> bool:
        """Whether a duty is told to fall on all: "America's duty on foreign cars"."""
        after = " " + " ".join(self.view.after(mark, 6)) + " "
        return says(self._segment(mark), "of_all") or says(after, "of_all")

    def _entered(self, m: Mark, word: str, code: str, home: str | None) -> bool:
        """Whether the word before a place names the side that goods enter: "at American ports", "may enter Japan"."""
        if word == "to":
            return code != home and not set(self.view.before(m, 3)) & word_class("applying")
        return word in ("into", "at") or word in word_class("entering")

    def _on_goods(self, mark: Mark, topic: Topic) -> bool:
        """Whether a duty is told to fall on goods wherever they come from: "cut the duty on edible oils to 10%"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        levy = [m for m in view.within(view.indicators, mark.last + 1, mark.last + 5) if m is topic.mark]
        floor = topic.mark.first if topic.mark is not None and not levy else mark.last
        for i in range(floor + 1, min(stop - 1, max(mark.last + 5, floor + 5))):
            if view.lowers[i] in ("on", "for") and not view.within(view.places, i + 1, i + 5):
                dated = view.covered[i + 1] in ("date", "quantity") or set(view.lowers[i + 1 : i + 4]) & {"day", "days"}
                agreed = set(view.lowers[first:stop]) & word_class("by_agreement")
                goods = view.tags.get(view.words[i + 1].start, "")[:2] in ("NN", "JJ", "DT", "VB")
                told = goods and not agreed and not dated and view.lowers[i + 1] not in word_class("no_goods_named")
                if told:
                    return True
        return False

    def _inside(self, m: Mark, mark: Mark, word: str, topic: Topic) -> bool:
        """Whether a duty is told to be a country's by where it is: "a 15 percent tariff in America"."""
        named = topic.mark
        if word != "in" or m.record["kind"] != "country":
            return False
        if named is None:  # "its exporters will pay 15 percent in Japan"
            pays = not word_class("payer_verb").isdisjoint(self.view.before(mark, 3))
            return pays and m.first - mark.last <= 3
        between = self.view.lowers[named.last + 1 : m.first]
        led = self.view.lowers[max(named.opens, named.first - 3) : named.first]  # "face tariffs as high as 80% in"
        pays = not word_class("payer_verb").isdisjoint([*led, *between])  # "the 10% duty it pays in the United States"
        return 0 < m.first - named.last <= (8 if pays else 3)

    def _pays(self, m: Mark, mark: Mark, way: int = 0) -> bool:
        """Whether a place is told to pay: "South Africa will pay 30% and Laos 40%", "Seoul's goods face"; `way`: only
        places behind (1) or before (-1) may tell it for this one."""
        view = self.view
        if self._preposition(m) in word_class("entering") or self._shipped_to(m):
            return False
        if m.record["kind"] == "demonym" and self.view.before(m, 1)[-1:] in (["facing"], ["confronting"]):
            return m.start < mark.start  # "the average rate facing British goods"
        while not self._told_to_pay(m):
            following = view.within(view.places, m.last + 2, m.last + 3)
            if following and self.said_of(m)[:1] == ["and"] and way >= 0:
                m, way = following[0], 1
                continue
            earlier = view.within(view.places, self._opens(mark), m.first)
            listed = view.text[m.end : mark.start].strip() in ("", "(")
            return listed and way <= 0 and bool(earlier) and self._pays(earlier[0], mark, -1)
        return True

    def _shipped_to(self, m: Mark) -> bool:
        """Whether goods are told to be sent to a place: "Goods shipped from India to the United States", "its exports
        to the United States have been subject to"."""
        before = [w for w in self.view.before(m, 7) if w != "the"]
        k = m.first - 1 - (self.view.before(m, 1) == ["the"])
        flow = before[-1:] == ["to"] and any(
            i.last == k - 1 and i.record["flow"] for i in self.view.within(self.view.indicators, m.opens, k)
        )
        return flow or (before[-1:] == ["to"] and not word_class("sending").isdisjoint(before))

    def _said_undated(self, m: Mark) -> list[str]:
        """The words behind a place without the dates among them: "Mexican cars have since April 3 been charged"."""
        view = self.view
        low = self.past_aside(m.last + 1, m.closes)
        words = [i for i in range(low, min(m.closes, low + _GOODS)) if view.covered[i] != "date"]
        return [view.lowers[i] for i in words if view.lowers[i] != "since"][:6]

    def _lists_goods(self, m: Mark) -> bool:
        """Whether a list of a country's goods is told to pay: "Indian garments, shoes and engineering goods face"."""
        view = self.view
        for k in range(m.last + 1, min(m.closes, m.last + _GOODS)):
            tag = view.tags.get(view.words[k].start, "")
            aux = view.lowers[k - 1] in word_class("auxiliary")
            if view.lowers[k] in word_class("payer_verb") and tag[:2] == "VB":
                noun = view.tags.get(view.words[k - 1].start, "")[:2] in ("NN", "RB", "MD")
                return m.record["kind"] == "demonym" and (noun or aux)
            if view.lowers[k] in ("has", "have", "had"):
                continue
            if tag[:2] not in ("NN", "JJ", "CC", "RB", "VB", "MD") or tag in ("VBD", "VBZ"):
                return False
            if view.words[k].gap.strip("~,-"):
                return False
        return False

    def _told_to_pay(self, m: Mark) -> bool:
        """Whether the words behind a place itself tell that it pays."""
        if self._lists_goods(m):
            return True
        said = self._said_undated(m)
        carried = 2 if m.record["kind"] in ("demonym", "region") or self._possessive(m) else 0
        passive = bool(set(said[:4]) & word_class("passive"))
        passed = word_class("conditional") | word_class("auxiliary") | word_class("relative") | word_class("pay_adverb")
        words = [w for w in said if w not in passed]
        if any(w in word_class("payer_verb") for w in words[: carried + 1]) or words[:1] == ["facing"]:
            return True
        return passive and any(w in word_class("charged_with") for w in words[: carried + 1])

    def _struck(self, m: Mark) -> bool:
        """Whether a place or its goods are hit with what is charged: "hit Indonesian steel with duties of 9%"."""
        view = self.view
        struck = word_class("strike_verb")
        if "with" not in view.lowers[m.last + 1 : m.last + 7]:
            return False
        first = view.bounds[view.sentence(m.start)][0]
        for i in range(m.first - 1, first - 1, -1):
            if view.lowers[i] in struck:
                return True
            joined = view.covered[i] in ("place", "quantity", "indicator") or view.lowers[i] == "with"
            if not (joined or view.lowers[i] in word_class("joining_struck") or i == m.first - 1):
                return False
        return False

    def _own_words(self, mark: Mark, low: int, high: int) -> tuple[int, int]:
        """The words of a rate's stretch up to the rates on either side that other words part it from: "raised the
        duty on Chinese goods to 20% and laid 25% on imports from Canada"."""
        view = self.view
        rates = [q for q in view.within(view.quantities, low, high) if self._rates(q)]
        earlier = [q for q in rates if q.last < mark.first and not self._beside(q, mark)]
        later = [q for q in rates if q.first > mark.last and not self._beside(mark, q)]
        opens = self._acts_again(earlier[-1].last + 1, mark.first) if earlier else None
        if opens is not None and view.within(view.places, opens, mark.first):
            low = opens
        added = later and says(" " + " ".join(view.lowers[mark.last + 1 : later[0].first]) + " ", "on_top_of")
        if later and not added and view.within(view.places, mark.last + 1, high):
            whose = [m for m in view.within(view.places, mark.last + 1, later[0].first) if self._possessive(m)]
            at = whose[-1].first if whose and whose[-1].last == later[0].first - 1 else later[0].first
            high = self._acts_again(mark.last + 1, at) or at
            turns = (i for i in range(mark.last + 1, high) if "," in view.words[i].gap)
            turned = next((i for i in turns if view.lowers[i] in word_class("turn_of_clause")), high)
            high = turned  # "charges 5% on tin, while Japan charges 10%"
        sides = word_class("partner_preposition") | {"on"}
        if not any(self._preposition(m) in sides for m in view.within(view.places, mark.last + 1, high)):
            return low, high
        before = [q for q in view.within(view.quantities, low, mark.first) if not self._beside(q, mark)]
        return (mark.first if before else low), high

    def _acts_again(self, low: int, high: int) -> int | None:
        """Where a sentence's subject does something else between two words: "…, kept 10% on cars and cut the levy"."""
        view = self.view
        for i in range(low + 1, high):
            joined = "," in view.words[i].gap or view.lowers[i - 1] in word_class("joining_verbs")
            if joined and view.lowers[i] in word_class("acts_on_levy") | word_class("impose_verb"):
                return i
        return None

    @staticmethod
    def _rates(q: Mark) -> bool:
        """Whether a number can be a rate: no amount of goods, as in "25% on $30 billion worth of goods"."""
        return q.record["kind"] in ("percent", "percentage_points") or "/" in q.record["unit"]

    def _beside(self, a: Mark, b: Mark) -> bool:
        """Whether two rates are told together: "from 84 percent to 125 percent", "15% or 20%"."""
        words = [w.lower for w in self.view.words[a.last + 1 : b.first]]
        return len(words) <= 2 and all(w in word_class("between_rates") for w in words)

    def _called_on(self, m: Mark) -> bool:
        """Whether a place is asked to act on a duty that is its own: "called on the European Commission to replace"."""
        view = self.view
        told = [w for w in view.before(m, 3) if w not in ("the", "a")]
        asked = told[-1:] == ["on"] and told[-2:-1] != [] and told[-2] in word_class("calls")
        asked = asked or (told[-1:] != [] and told[-1] in word_class("asks_of"))
        to = view.lowers[m.last + 1 : m.last + 5]
        return asked and "to" in to and not word_class("acts_on_levy").isdisjoint(view.lowers[m.last + 2 : m.last + 6])

    def _its_levier(self, mark: Mark) -> str | None:
        """Whose rate "its" tells: "Britain has suspended its 8 per cent duty"."""
        view = self.view
        for m in reversed(view.within(view.places, self._opens(mark), mark.first)):
            verb = view.tags.get(view.words[m.last + 1].start, "")
            acts = not word_class("acts_on_levy").isdisjoint(view.lowers[m.last + 1 : mark.first])
            if m.record["kind"] in ("country", "capital", "bloc") and verb[:2] in ("VB", "MD") and acts:
                return str(m.record["code"])
        return None

    def _struck_with(self, mark: Mark) -> list[str]:
        """Those who are hit with this rate: "threatens Japan with a 25% tariff and Mexico with 30%"."""
        view = self.view
        near = range(mark.first - 1, max(self._opens(mark), mark.first - 5), -1)
        at = next((i for i in near if view.lowers[i] == "with"), None)
        if at is None:
            return []
        told = view.within(view.quantities, self._opens(mark), at)
        floor = told[-1].last + 1 if told else self._opens(mark)
        return [str(m.record["code"]) for m in view.within(view.places, floor, at) if self._struck(m)]

    def _if(self, m: Mark, mark: Mark) -> bool:
        """Whether a place only acts in a condition: "If Brasilia retaliates, the rate could rise to 100%"."""
        view = self.view
        closed = any("," in view.words[i].gap for i in range(m.last + 1, mark.first))
        return closed and view.before(m, 1) in (["if"], ["unless"], ["should"], ["once"])

    def _past(self, m: Mark, mark: Mark) -> bool:
        """Whether a place paid a rate told before this one: "South Africa will pay 30% and Laos 40%"."""
        view = self.view
        between = view.within(view.quantities, m.last + 1, mark.first)
        return bool(between) and self._pays(m, mark) and bool(view.within(view.places, m.last + 1, mark.first))

    def _imposer(self, mark: Mark) -> str | None:
        """The country that imposes in a number's clause: "after Kenya slapped a levy of 20 per cent on its eggs"."""
        view = self.view
        first = self._opens(mark)
        passed = word_class("conditional") | word_class("auxiliary")
        for m in reversed(view.within(view.places, first, mark.first)):
            said = self.said_of(m)
            words = [w for w in said if w not in passed]
            if m.record["kind"] in ("country", "capital", "bloc") and words[:1] and self._leads(m, first):
                passive = bool(set(said[:3]) & word_class("passive"))
                return str(m.record["code"]) if words[0] in word_class("impose_verb") and not passive else None
        return None
