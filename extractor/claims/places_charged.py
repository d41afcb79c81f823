"""The sides of a tariff: who charges it and whose goods pay it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from extractor import lookups
from extractor.claims.cues import says, word_class
from extractor.claims.measures import policy_of
from extractor.claims.places_sides import Pair, Sides
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """The codes of countries and blocs."""
    blocs = {row["code"] for row in lookups.table("regions") if row["kind"] == "bloc"}
    return frozenset({row["code"] for row in lookups.table("places")} | blocs)


class Charged(Sides):
    """Reads the imposing side and the side that pays."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.tariff: Pair | None = None
        self.tariff_at = -1
        """The paragraph in which `tariff` was told."""

    def _is_charge(self, mark: Mark, topic: Topic) -> bool:
        """Whether a number is a duty, or a charge on a country's goods."""
        if topic.indicator_id in ("tariff", "export_tax"):
            return True
        if mark.record["kind"] not in ("percent", "percentage_points") or topic.mark is None:
            return False
        return topic.indicator_id == "fee" or topic.mark.record["text"].lower() in word_class("charge_noun")

    def _tariff(self, mark: Mark, topic: Topic, home: str | None) -> Pair:
        view = self.view
        if mark.record["kind"] == "duration" and self.tariff:
            return self.tariff
        place, partners = self._charged_sides(mark, topic, home)
        if place is None and not partners:
            first, low = self._opens(mark), self._stretch(mark, topic)[0]
            earlier = [m for m in view.within(view.places, first, low) if m.record["code"] != "world"]
            place = earlier[0].record["code"] if earlier else None
        if place is None and partners and home in partners:
            place = self.tariff[0] if self.tariff and self.tariff[0] != home else self._other_side(home)
        if place is None and not partners:
            acting = self._policy_sides(mark)
            place, partners = acting[0], [acting[1]] if acting[1] else []
        near = view.paragraph(mark.start) == self.tariff_at or topic.mark is None
        if place is None and self.tariff and not partners and near:
            return self.tariff
        partners = [p for p in dict.fromkeys(partners) if p != place]
        if place is not None and place != home and not partners and home and not self._of_all(mark):
            partners = [home]
        pair: Pair = (place or home, ", ".join(partners[:4]) or None)
        self.tariff, self.tariff_at = pair, view.paragraph(mark.start)
        return pair

    def _charged_sides(self, mark: Mark, topic: Topic, home: str | None) -> tuple[str | None, list[str]]:
        """What the words around a rate say of its sides."""
        view = self.view
        low, high = self._stretch(mark, topic)
        place: str | None = self._it(mark) or self._imposer(mark)
        partners: list[str] = []
        last = 0
        for m in view.within(view.places, low, high):
            code = m.record["code"]
            word = self._preposition(m)
            behind = m.start > mark.start
            if not behind and self._past(m, mark):
                continue
            if word in ("and", "or") and partners and view.text[last : m.start].strip() in ("and", "or", ", and"):
                partners.append(code)
                last = m.end
                continue
            last = m.end
            if not behind and self._pays(m, mark):
                partners.append(code)
            elif self._entered(word, code, home) and place in (None, home) and m.first > low:
                if place is not None:
                    partners.append(place)
                place = code
            elif (word in word_class("charged_side") or word in word_class("charged")) and m.first > low:
                if code != place:
                    partners.append("world" if code == "world" else code)
            elif place is None and (not behind or self._possessive(m)):
                place = code
            elif behind and m.record["kind"] == "demonym" and code != place and m.first - mark.last <= 8:
                partners.append(code)
        return place, partners

    def _of_all(self, mark: Mark) -> bool:
        """Whether a duty is told to fall on all: "America's duty on foreign cars"."""
        return says(self._segment(mark), "of_all")

    def _entered(self, word: str, code: str, home: str | None) -> bool:
        """Whether a preposition names the side that goods enter: "at American ports", "into Japan"."""
        return word in ("into", "at") or (word == "to" and code != home)

    def _pays(self, m: Mark, mark: Mark) -> bool:
        """Whether a place is told to pay: "South Africa will pay 30% and Laos 40%"."""
        view = self.view
        passed = word_class("conditional") | word_class("auxiliary")
        words = [w for w in view.after(m, 5) if w not in passed]
        carried = 1 if m.record["kind"] == "demonym" else 0
        if words[carried : carried + 1] and words[carried] in word_class("payer_verb"):
            return True
        first = self._opens(mark)
        earlier = view.within(view.places, first, m.first)
        listed = view.text[m.end : mark.start].strip() in ("", "(")
        return listed and bool(earlier) and self._pays(earlier[0], mark)

    def _past(self, m: Mark, mark: Mark) -> bool:
        """Whether a place paid a rate told before this one: "South Africa will pay 30% and Laos 40%"."""
        view = self.view
        between = view.within(view.quantities, m.last + 1, mark.first)
        return bool(between) and self._pays(m, mark) and bool(view.within(view.places, m.last + 1, mark.first))

    def _policy_sides(self, mark: Mark) -> Pair:
        """The actor and target of the measure that a number belongs to, where they are places."""
        policy = policy_of(self.view, mark)
        if policy is None or mark.start not in (policy.get("quantities") or ()):
            return None, None
        actor, target = policy.get("actor"), policy.get("target")
        return (str(actor) if actor in codes() else None), (str(target) if target in codes() else None)

    def _imposer(self, mark: Mark) -> str | None:
        """The country that imposes in a number's clause: "after Kenya slapped a levy of 20 per cent on its eggs"."""
        view = self.view
        first = self._opens(mark)
        for m in reversed(view.within(view.places, first, mark.first)):
            words = [w for w in view.after(m, 3) if w not in word_class("conditional") | word_class("auxiliary")]
            if m.record["kind"] in ("country", "capital", "bloc") and words[:1] and self._leads(m, first):
                return str(m.record["code"]) if words[0] in word_class("impose_verb") else None
        return None

    def _it(self, mark: Mark) -> str | None:
        """The place that "it" takes up from the end of the sentence before: "The worry is America. It has taxed …"."""
        view = self.view
        number = view.sentence(mark.start)
        first = view.bounds[number][0]
        if number == 0 or view.words[first].lower != "it":
            return None
        low, high = view.bounds[number - 1]
        last = view.within(view.places, low, high)[-1:]
        return str(last[0].record["code"]) if last and high - last[0].last <= 2 else None

    def _other_side(self, home: str | None) -> str | None:
        """The country or bloc, other than the article's own, that it names most."""
        found = Counter(
            m.record["code"] for m in self.view.places if m.record["kind"] in ("country", "capital", "bloc", "demonym")
        )
        return next((code for code, _ in found.most_common() if code not in (home, "world")), None)
