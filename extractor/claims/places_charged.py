"""The sides of a tariff: who charges it and whose goods pay it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extractor.claims.cues import says, word_class
from extractor.claims.measures import policy_of
from extractor.claims.places_duties import codes
from extractor.claims.places_leviers import LEVYING, Leviers
from extractor.claims.places_sides import Pair
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View
from extractor.groups import members

_JOINING = frozenset({"and", "or", ", and"})
_FORMERLY = (["instead", "of"], ["rather", "than"])


@dataclass(slots=True)
class _Read:
    """The sides of a rate read so far: `paying` are those who are told to pay, `last` is where the last place ends."""

    place: str | None
    partners: list[str] = field(default_factory=list)
    paying: list[str] = field(default_factory=list)
    weak: bool = False
    """Whether the place is only the first that is named."""
    last: int = 0


class Charged(Leviers):
    """Reads the imposing side and the side that pays."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.named_by: str | None = None
        """The place that the words before a payer name."""
        self.tariff_home: str | None = None
        """The article's or heading's place then."""
        self.paying = False
        """Whether the last rate was told of those who pay it."""

    def _is_charge(self, mark: Mark, topic: Topic) -> bool:
        """Whether a number is a duty, or a charge on a country's goods."""
        if topic.indicator_id in ("tariff", "export_tax"):
            return True
        kind = mark.record["kind"]
        if topic.near == "policy" and kind in ("percent", "percentage_points", "duration"):
            policy = policy_of(self.view, mark)
            return policy is not None and policy["policy"] in word_class("duty_policies")
        if kind in ("percent", "percentage_points") and topic.flow == "imports":
            labelled = set((topic.indicator or "").split()) & word_class("duty_label")
            if labelled and topic.near in ("noun", "right", "left"):
                return True
        if kind not in ("percent", "percentage_points") or topic.mark is None:
            return False
        return topic.indicator_id == "fee" or topic.mark.record["text"].lower() in word_class("charge_noun")

    def _tariff(self, mark: Mark, topic: Topic, home: str | None) -> Pair:
        """Who charges a tariff, and who pays it."""
        view = self.view
        if home != self.tariff_home:
            self.tariff, self.tariff_home = None, home
        if told := self._resumed_duty(mark, topic):
            return told
        place, partners = self._acting_sides(mark, *self._named_sides(mark, topic, home), home)
        place, partners = self._sides_before(mark, topic, home, place, partners)
        near = view.paragraph(mark.start) == self.tariff_at or topic.mark is None or self._known(topic, home)
        if place is None and self.tariff and not partners and near:
            return self.tariff
        alone = place is None and not partners and not self._borne_by_all(mark, topic)
        if alone and (borne := self._borne_before(mark, home)):
            return borne
        if not partners and (bearer := self._returned(mark, place, home)):
            partners = [bearer]
        self.home_levies |= place is not None and place == home
        return self._kept(mark, topic, home, place, partners)

    def _resumed_duty(self, mark: Mark, topic: Topic) -> Pair | None:
        """The sides of the duty told last, where a number takes it up."""
        view = self.view
        named = view.within(view.places, self._opens(mark), mark.first)
        if topic.near == "levied" and self.tariff and self.tariff[0]:
            return self._same_levy(mark, self.tariff)
        if mark.record["kind"] == "duration" and self.tariff and not named:
            return self.tariff
        if again := self._again(mark):
            return again
        if self.tariff and self.tariff_in == mark.sentence and view.before(mark, 2) in _FORMERLY:
            return self.tariff
        if self.tariff and self.tariff[0] and says(" " + " ".join(view.before(mark, 6)) + " ", "others_pay"):
            return self.tariff[0], None
        return None

    def _named_sides(self, mark: Mark, topic: Topic, home: str | None) -> tuple[str | None, list[str]]:
        """The sides that the words around a rate name, or those before it in its sentence."""
        view = self.view
        place, partners = self._charged_sides(mark, topic, home)
        place = place or self._there_levied(mark)
        first, low = self._opens(mark), self._stretch(mark, topic)[0]
        if place is not None and not partners and not view.within(view.quantities, first, low):
            told = [m for m in view.within(view.places, first, low) if self._origin(m) and m.record["code"] != place]
            partners.extend(str(m.record["code"]) for m in told)  # "duties on tin from Peru, with rates of up to 9%"
        if place is None and not partners:
            for m in view.within(view.places, first, low):
                if self._origin(m) or self._preposition(m) == "for" or self._rate_of(m) or self._struck(m):
                    partners.append(str(m.record["code"]))
                elif m.record["code"] != "world" and not m.record.get("region"):
                    place = place or str(m.record["code"])
        return place, partners

    def _acting_sides(
        self, mark: Mark, place: str | None, partners: list[str], home: str | None
    ) -> tuple[str | None, list[str]]:
        """The sides with who charges those that pay, and those of the policy or the duty that the number is of."""
        view = self.view
        if place is None and partners:
            place = self._charger(mark, partners, home)
        if place is None and not partners:
            acting = self._policy_sides(mark)
            place, partners = acting[0], [acting[1]] if acting[1] else []
            paying = self.tariff[1] if self.tariff and self.tariff_at == view.paragraph(mark.start) else None
            if not partners and place is not None and place in str(paying).split(", ") and not self._hits_back(mark):
                place = None  # who pays a duty doesn't lay the next one of the paragraph
        if not partners and place in (None, home) and (told := self._told_duty(mark, place or home)):
            place, partners = told
        return place, partners

    def _sides_before(
        self, mark: Mark, topic: Topic, home: str | None, place: str | None, partners: list[str]
    ) -> tuple[str | None, list[str]]:
        """The sides with an origin told before the rate, or with who pays the rate before it in its sentence."""
        view = self.view
        returns = says(f" {' '.join(view.lowers[mark.opens : mark.first])} ", "in_turn")
        first_told = place in (None, home) and self.tariff_at != view.paragraph(mark.start)
        first_told = first_told and (self.tariff is None or self.tariff[0] == home)
        rated = mark.record["kind"] != "duration"
        if rated and not partners and (first_told or (returns and place is not None)):
            partners = self._origin_before(mark, topic, place or home)
            place = place or (home if partners else None)
        if not partners and self.tariff and self.tariff_in == mark.sentence and place in (None, self.tariff[0]):
            same = not self._borne_by_all(mark, topic) and not self._between_rates(mark)
            if same and self.tariff[1]:
                place, partners = self.tariff[0], self.tariff[1].split(", ")
        return place, partners

    def _kept(self, mark: Mark, topic: Topic, home: str | None, place: str | None, partners: list[str]) -> Pair:
        """The sides as they are written, kept for the rates to come; another's duty without payer is on this place."""
        view = self.view
        partners = [p for p in dict.fromkeys(partners) if p != place]
        outer = place is not None and home is not None and place != home and place not in members().get(home, ())
        aimed = not word_class("aimed_levy").isdisjoint((topic.indicator or "").split())
        if outer and home and not partners and (aimed or not self._borne_by_all(mark, topic)):
            partners = [home]
        partners = [p for p in partners if p != (place or home)]
        pair: Pair = (place or home, ", ".join(partners[:4]) or None)
        self.tariff, self.tariff_at, self.tariff_in = pair, view.paragraph(mark.start), mark.sentence
        return pair

    def _between_rates(self, mark: Mark) -> bool:
        """Whether a place stands between a rate and the number before it in its sentence."""
        view = self.view
        told = view.within(view.quantities, mark.opens, mark.first)
        if not told:
            return True
        between = view.within(view.places, told[-1].last + 1, mark.first)
        own = {*(self.tariff[1] or "").split(", ")} if self.tariff else set()
        since = view.lowers[told[-1].last + 1 : mark.first]
        taken_up = any(a in ("the", "that") and b in word_class("bare_duty") for a, b in pairwise(since))
        kept = taken_up or not word_class("acts_on_levy").isdisjoint(since)
        return bool(between) and not (kept and own.issuperset(str(m.record["code"]) for m in between))

    def _same_levy(self, mark: Mark, told: Pair) -> Pair:
        """The sides of another rate of the same levy: whoever its own clause names pays it."""
        view = self.view
        first = self._opens(mark)
        before = view.within(view.quantities, first, mark.first)
        floor = before[-1].last + 1 if before else first
        laid = view.after(mark, 2)[1:] == ["on"] and view.tags.get(view.words[mark.last + 1].start) in ("VBN", "VBD")
        reach = 8 if laid else 5 if view.after(mark, 1) in (["on"], ["for"]) else 0
        marks = view.within(view.places, floor, mark.last + reach if reach else mark.first)
        own = [str(m.record["code"]) for m in marks]
        partners = [code for code in dict.fromkeys(own) if code not in (told[0], "world")]
        self.tariff = (told[0], ", ".join(partners[:4]) or told[1])
        self.tariff_at, self.tariff_in = view.paragraph(mark.start), mark.sentence
        return self.tariff

    def _charger(self, mark: Mark, partners: list[str], home: str | None) -> str | None:
        """Who charges those who are told to pay: the one told of before, the article's own place, or the other."""
        told = [code for code in self.tariff or () if code and code not in partners and code in codes()]
        borne = self.tariff is not None and home is not None and self.tariff[1] == home
        paid = self.paying and (borne or self.view.paragraph(mark.start) == self.tariff_at)
        if told and (paid or home in partners or home not in (self.tariff or ())):
            return told[0]
        if home not in partners:
            return None
        near = [m for m in self.view.within(self.view.places, self._opens(mark), mark.first) if self._acting(m)]
        beside = next((str(m.record["code"]) for m in reversed(near) if m.record["code"] not in partners), None)
        return self.named_by or beside or self._other_side(home)

    def _acting(self, m: Mark) -> bool:
        return m.record["kind"] in LEVYING and m.record["code"] != "world"

    def _charged_sides(self, mark: Mark, topic: Topic, home: str | None) -> tuple[str | None, list[str]]:
        """What the words around a rate say of its sides."""
        view = self.view
        start, high = self._stretch(mark, topic)
        low, high = self._own_words(mark, start, high)
        if listed := self._rate_list(mark):
            rivals = not self.paying and self.tariff is not None and self.tariff[1] == home
            self.paying = True
            return (self.tariff[0] if rivals and self.tariff else None), listed
        place: str | None = self._levier(mark, topic) or self._it(mark) or self._imposer(mark)
        if place is None and low > start and self.tariff and self.tariff_in == mark.sentence:
            place = self.tariff[0]
        if struck := self._struck_with(mark):
            before = [m for m in view.within(view.places, start, mark.first) if not self._struck(m)]
            return place or (str(before[0].record["code"]) if before else None), struck
        read = _Read(place)
        self.named_by = None
        for m in view.within(view.places, low, high):
            if self._no_side(m, mark):
                continue
            joining = view.text[read.last : m.start].removesuffix("the ").strip() in _JOINING
            if joining and read.partners and self._preposition(m) in ("and", "or"):
                read.partners.append(self._code(m, home))
            else:
                self._charge(read, m, mark, topic, home, low)
            read.last = m.end
        self.paying = bool(read.paying)
        bloc = {"Europe": "EU"} if read.place != "EU" else {}
        return read.place, [bloc.get(code, code) for code in read.partners]

    def _no_side(self, m: Mark, mark: Mark) -> bool:
        """Whether a place is set against the sides of a rate, or names what its content is from."""
        if self._set_against(m) if m.start > mark.start else self._past(m, mark) or self._if(m, mark):
            return True
        after = self.view.after(m, 1)
        return bool(after[:1]) and after[0] in word_class("content_noun")

    def _charge(self, read: _Read, m: Mark, mark: Mark, topic: Topic, home: str | None, low: int) -> None:
        """Takes one place for who charges, for who pays, or for neither; `low` is the first word that is looked at."""
        code, word = self._code(m, home), self._preposition(m)
        behind = m.start > mark.start
        if not behind and self._called_on(m):
            read.place = code
        elif not behind and (self._pays(m, mark) or self._rate_of(m)):
            self.named_by = read.place if read.weak else self.named_by
            read.place = None if read.weak else read.place
            read.partners = read.paying = [*read.paying, code]
        elif self._origin(m) or (not behind and self._struck(m)):
            read.partners.append(code)
        elif behind and (self._laid_by(m, word) or self._inside(m, mark, word, topic)):
            read.place = code
        elif self._entered(m, word, code, home) and (read.weak or read.place in (None, home)) and m.first > low:
            if read.place is not None:
                read.partners.append(read.place)
            read.place = code
        elif code == home and read.weak and read.place == home and self._duty_on(m):
            read.place, read.weak, read.partners = None, False, [code]
        elif (word in word_class("charged_side") or word in word_class("charged")) and m.first > low:
            if code != read.place:
                read.partners.append("world" if code == "world" else code)
        elif read.place is None and (not behind or self._possessive(m)):
            read.place, read.weak = code, True
        elif behind and m.record["kind"] == "demonym" and code != read.place and m.first - mark.last <= 8:
            read.partners.append(code)

    def _rate_list(self, mark: Mark) -> list[str]:
        """Who pays in a list of places and rates: "face lower tariffs: Vietnam and Bangladesh 20%, Pakistan 19%"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        colon = next((i for i in range(first, mark.first) if ":" in view.words[i].gap), None)
        beside = self._adjacent(mark)
        if colon is None or beside is None or beside.first < colon:
            return []
        rates = [q for q in view.within(view.quantities, colon, stop) if self._adjacent(q)]
        if len(rates) < 2 or not set(view.lowers[first:colon]) & word_class("payer_verb"):
            return []
        found = [str(beside.record["code"])]
        for m in reversed(view.within(view.places, colon, beside.first)):
            if view.text[m.end : beside.start].strip() != "and":
                break
            found.insert(0, str(m.record["code"]))
        return found
