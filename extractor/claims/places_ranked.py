"""Other sides that are named by their rank or by a pronoun of possession: "China was the biggest buyer with …", "with
its main partner", "Germany, whose 4.3 million bags …"."""

from __future__ import annotations

from functools import cached_property

from extractor.claims.cues import phrases, says, word_class
from extractor.claims.places_referred import Referred
from extractor.claims.places_sides import TWO_SIDED
from extractor.claims.topic import Topic
from extractor.claims.view import Mark
from extractor.groups import members

_SHARE_HELD = 10
"""Words behind a place within which the share that it holds is named."""
_REACH = 18
"""Words before a number within which its side may be ranked."""
_WHOLE = 9
"""Words from a share to the amount that it is of, at most."""
_SHARES = frozenset({"percent", "percentage_points", "fraction", "multiple"})
_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ACTORS = frozenset({"country", "capital", "bloc", "demonym"})


class Ranked(Referred):
    """One construction a method; each gives the other side or None."""

    def _whose(self, mark: Mark, home: str | None) -> str | None:
        """The place whose figure a relative clause tells: "the United States, whose purchases shrank 9.2%", "Britain,
        which took cars worth 12 billion"."""
        view = self.view
        first = mark.opens
        for i in range(mark.first - 1, max(first, mark.first - 7), -1):
            bought = view.lowers[i] == "which" and view.lowers[i + 1] in word_class("buyer_verb")
            if view.lowers[i] == "whose" or bought:
                owner = [m for m in view.within(view.places, max(first, i - 4), i) if m.last == i - 1]
                return self._foreign(owner[-1], home) if owner else None
            if "," in view.words[i].gap or ";" in view.words[i].gap:
                return None
        return None

    def _sold_where(self, mark: Mark, topic: Topic, home: str | None) -> str | None:
        """The place, the last of a list, whose part of the sales a relative clause tells: "gains in Poland and India,
        where sales rose 9 percent"."""
        view = self.view
        low = mark.first
        while low > mark.opens and view.segment_of[low - 1] == view.segment_of[mark.first]:
            low -= 1
        named = topic.mark is not None and low <= topic.mark.first
        sold = topic.mark is not None and view.lowers[topic.mark.last] in word_class("sold_there")
        if not (named and sold) or view.lowers[low] != "where" or "," not in view.words[low].gap:
            return None
        there = [m for m in view.within(view.places, mark.opens, low) if m.last == low - 1]
        return self._foreign(there[-1], home) if there else None

    def _part_told(self, mark: Mark) -> Mark | None:
        """The share whose whole a number is: "39.4 per cent of goods exports of $515.7bn", "9% of the industry's
        £4.1bn"."""
        view = self.view
        told = view.within(view.quantities, max(mark.opens, mark.first - _WHOLE), mark.first)
        if not told or told[-1].record["kind"] not in ("percent", "fraction") or mark.record["kind"] in _SHARES:
            return None
        low = told[-1].last + 1
        words = view.words[low : mark.first]
        plain = not any(view.tags.get(w.start, "") in _VERBS or w.lower == "and" for w in words)
        plain = plain and not any(set(w.gap) & set(",;:()") for w in view.words[low : mark.first + 1])
        return told[-1] if view.lowers[low : low + 1] == ["of"] and plain else None

    def _compared(self, mark: Mark, topic: Topic, partner: str | None) -> str | None:
        """The other side of the figure that this one is only compared with: "its share was 15.3%, against 16.1%"."""
        view = self.view
        last = view.within(view.quantities, mark.opens, mark.first)[-1:]
        if not last or topic.near != "sentence" or view.within(view.places, last[0].last + 1, mark.first):
            return None
        gap = view.text[last[0].end : mark.start]
        return partner if "," in gap and ";" not in gap and last[0].record["kind"] in _SHARES else None

    def _its_share(self, mark: Mark, topic: Topic, home: str | None) -> str | None:
        """The place that opens the sentence before, whose share this one tells: "China fell to third place. Its share
        in car exports came to 9 per cent"."""
        view = self.view
        if view.before(mark, 1) == ["of"] or not mark.sentence:
            return None
        opening = view.lowers[mark.opens : mark.opens + 2]
        own = [m for m in view.within(view.places, mark.opens, mark.first) if m.record["code"] not in (home, "world")]
        share = not word_class("portion").isdisjoint(opening[1:]) or mark.first == mark.opens + 1  # "Its 16,249t"
        led = opening[:1] == ["its"] and (share or view.within(view.quantities, mark.opens + 1, mark.opens + 2))
        if own or not (led or view.after(mark, 2) == ["with", "it"]):
            return None
        first, stop = view.bounds[mark.sentence - 1]
        if view.paragraph(view.sentences[mark.sentence - 1][0]) != view.paragraph(mark.start):
            return None
        leading = [m for m in view.within(view.places, first, stop) if self._leads(m, first)]
        acts = leading and leading[0].record["kind"] in _ACTORS and not self._possessive(leading[0])
        return self._foreign(leading[0], home) if acts and topic.flow in TWO_SIDED else None

    def _ranks(self, mark: Mark, home: str | None) -> str | None:
        """The place that a clause ranks or says to lead, and whose figure follows: "China led with $4.31 billion"."""
        view = self.view
        first = mark.opens
        for near in reversed(view.within(view.places, max(first, mark.first - _REACH), mark.first)):
            m = self._overtaker(near) or near
            if m.record["kind"] not in _ACTORS or view.within(view.quantities, m.last + 1, mark.first):
                return None
            said = self.said_of(m)
            words = [w for w in said if w not in word_class("auxiliary")]
            placed = bool(words) and words[0] in word_class("next_in_rank") | word_class("rank_only")
            led = words[:1] and (words[0] in word_class("lead_verb") or (placed and self._to_number(m, mark)))
            ranked = set(said[:2]) & word_class("copula") and set(said[1:]) & word_class("ranked_side")
            between = view.lowers[m.last + 1 : mark.first]
            nouns = word_class("buyer_noun") | word_class("supplier_noun") | word_class("partner_noun")
            named = set(between) & (nouns | word_class("group_ranked"))
            if led or (ranked and named):
                return self._foreign(m, home)
        return self._named_behind(mark, home)

    def _named_behind(self, mark: Mark, home: str | None) -> str | None:
        """The place that is told its rank behind its figure: "With $4.3 billion, China was the biggest buyer"."""
        view, m = self.view, next(iter(self.view.within(self.view.places, mark.last + 1, mark.last + 3)), None)
        if m is None or view.lowers[mark.opens] != "with" or mark.first - mark.opens > 2:
            return None
        said = self.said_of(m)
        nouns = word_class("buyer_noun") | word_class("supplier_noun") | word_class("partner_noun")
        ranked = set(said[:2]) & word_class("copula") and set(said[1:]) & word_class("ranked_side")
        return self._foreign(m, home) if ranked and nouns & set(view.after(m, 7)) else None

    def _share_holder(self, mark: Mark, home: str | None) -> str | None:
        """Who holds the share that a number tells, or the amount told with it: "With $6 billion, Europe had a share of
        15% in exports"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        for m in view.within(view.places, first, stop):
            end = self._share_held(m, stop)
            led = mark.last < m.first and view.lowers[first] == "with" and mark.first - first <= 2
            if end and (m.last < mark.first <= end + 2 or led):
                return self._foreign(m, home)
        return None

    def _share_held(self, m: Mark, stop: int) -> int:
        """The index of the word "share" that a place's own verb gives it ("China held a 12 percent share"), 0 if
        none."""
        words = self.view.lowers[m.last + 1 : min(stop, m.last + _SHARE_HELD)]
        if not words or words[0] not in word_class("holding_verb"):
            return 0
        places = self.view.within(self.view.places, m.last + 1, stop)
        words = words[: places[0].first - m.last - 1] if places else words
        return next((m.last + 1 + i for i, w in enumerate(words) if w in word_class("portion")), 0)

    def _to_number(self, m: Mark, mark: Mark) -> bool:
        """Whether nothing but a rank stands between a place and a number: "Italy third at 4.2 million"."""
        passed = word_class("next_in_rank") | word_class("rank_only") | word_class("light") | word_class("up_to_number")
        return set(self.view.lowers[m.last + 1 : mark.first]) <= passed

    def _placed(self, mark: Mark, home: str | None) -> str | None:
        """The place whose rank alone leads to a number: "Sales to the US fell to $318 million, and Turkey came third
        with $196 million"."""
        near = self.view.within(self.view.places, max(mark.opens, mark.first - _SHARE_HELD), mark.first)[-1:]
        words = self.view.lowers[near[0].last + 1 : mark.first] if near else []
        ranked = bool(words) and not word_class("rank_only").isdisjoint(words)
        passed = word_class("rank_only") | word_class("light") | word_class("up_to_number") | word_class("took_rank")
        acts = ranked and near[0].record["kind"] in _ACTORS and passed.issuperset(words)
        return self._foreign(near[0], home) if acts else None

    def _top_partner(self, mark: Mark, home: str | None) -> str | None:
        """The side that an article names most, where a clause tells of the first partner without its name: "Canada's
        surplus with its main partner shrank"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        low = max(first, mark.first - _REACH)
        stretch = " " + " ".join(view.lowers[low : min(stop, mark.last + _REACH)]) + " "
        if not says(stretch, "top_partner"):
            return None
        if any(m.record["code"] not in (home, "world") for m in view.within(view.places, first, stop)):
            return None
        return self._other_side(home)

    def _remaining(self, mark: Mark, home: str | None) -> str | None:
        """The rest of the world, where a clause tells of trade with it and another side was told before: "Exports to
        the rest of the world rose 5%", "with countries other than Germany, the surplus …"."""
        view = self.view
        first = mark.opens
        told, partner = self.traded_with
        beside = partner and view.paragraph(view.sentences[told][0]) == view.paragraph(mark.start)
        parted = False
        for i in range(mark.first - 1, max(first - 1, mark.first - _REACH), -1):
            stretch = " " + " ".join(view.lowers[i + 1 : i + 6]) + " "
            if view.lowers[i] in word_class("partner_preposition"):
                if stretch.startswith(phrases("others_than")) or (beside and stretch.startswith(phrases("remaining"))):
                    return "rest of the world" if home not in members() else None
                if view.within(view.places, i + 1, i + 3):
                    return None
            parted = parted or "," in view.words[i + 1].gap or view.lowers[i] == "and"
            if ";" in view.words[i].gap or (parted and view.covered[i] == "quantity"):
                return None
        return None

    @cached_property
    def _headline_sides(self) -> list[str]:
        view = self.view
        head = [str(m.record["code"]) for m in view.places if view.zone(m.start) == "headline"]
        return [code for code in dict.fromkeys(head) if code != "world"]

    def _by_deal(self, mark: Mark, topic: Topic, place: str | None) -> str | None:
        """The other of the two sides that the headline names, where a sentence tells of the trade of both: "the two
        countries aim to double their trade"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        both = says(" " + " ".join(view.lowers[first:stop]) + " ", "both_sides")
        sides = self._headline_sides if both and topic.flow == "total" else []
        if len(sides) != 2 or place not in sides or view.within(view.places, first, stop):
            return None
        return sides[1] if place == sides[0] else sides[0]

    def _labelled_origin(self, mark: Mark, home: str | None) -> str | None:
        """Whose goods bear the rates of a list: "Ukraine: 23.90 percent", "China: 12.69 percent (Baosteel), 17.0"."""
        view = self.view
        line = view.text.rfind("\n", 0, mark.start) + 1
        label = [m for m in view.within(view.places, mark.first - _REACH, mark.first) if m.start == line]
        named = bool(label) and view.text[label[0].end : label[0].end + 1] == ":"
        return self._foreign(label[0], home) if named and home else None

    def _foreign(self, m: Mark, home: str | None) -> str | None:
        code = str(m.record["code"])
        return code if code not in (home, "world") else None
