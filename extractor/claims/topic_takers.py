"""What the sides take or supply that a clause ranks ("The main buyers of Kenyan tea were Spain (2,000 tonnes) and …",
"The main suppliers were Brazil with 7 million") or goes on with ("from Brazil, which supplied 7 million")."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic
from extractor.claims.topic_state import State
from extractor.claims.view import Mark
from extractor.components._quantity_nouns import singular

_RANK = 4
"""Words before a side's noun in which its rank stands."""
_KINDS = frozenset({"money", "measure", "count"})


class Takers(State):
    """One construction a method."""

    def ranked_sides(self, mark: Mark) -> Topic | None:
        """What the article's own place sells to its buyers or gets from its suppliers, with the goods that they are
        buyers or suppliers of; without these where they are named behind their rank."""
        view = self.view
        at = self._side_noun(mark) if mark.record["kind"] in _KINDS else None
        equals = self._equating(mark)
        name = self._ranked_flow(mark, at, equals) if at is not None and equals is not None else None
        if at is None or equals is None or name is None:
            return None
        if phrase := self._goods_of_side(at, mark):
            return Topic(" ".join([*phrase[-3:], name]), name, name, None, None, "verb")
        told = any(t is not None and t.flow == name for t in (self.running, self.flowing, self.first_flow))
        return self.directed(name) if equals > at and told and view.lowers[at + 1] not in ("of", "for") else None

    def supplied_by(self, mark: Mark) -> Topic | None:
        """What a relative clause says that another side supplied or bought: "gets most of its sugar from Brazil, which
        supplied 89,000 tonnes"."""
        view = self.view
        m = next(iter(view.within(view.places, mark.opens, mark.first)[-1:]), None)
        if m is None or m.record["code"] in (self.home, "world") or view.lowers[m.last + 1] != "which":
            return None
        verb, named = view.lowers[m.last + 2], view.within(view.indicators, mark.opens, mark.first)
        takes = verb in word_class("bought_verb") | word_class("took_verb")
        gives = verb in word_class("supplying")
        if takes == gives or mark.record["kind"] not in _KINDS or any(i.record["flow"] for i in named):
            return None
        name = "exports" if takes else "imports"
        return Topic(" ".join([*self.goods_before(mark.opens, m.first), name]), name, name, None, None, "verb")

    def _side_noun(self, mark: Mark) -> int | None:
        """The word for buyers or suppliers that has a rank, before the first number of a clause."""
        view = self.view
        sides = word_class("market_noun") | word_class("supplier_noun")
        ranks = word_class("ranked_side") | word_class("rank_only")
        for i in range(mark.first - 1, mark.opens, -1):
            if view.lowers[i] in sides and not ranks.isdisjoint(view.lowers[max(mark.opens, i - _RANK) : i]):
                told = any(m.record["flow"] for m in view.within(view.indicators, i, mark.first))
                return None if told else i
            if view.covered[i] == "quantity" or ";" in view.words[i + 1].gap:
                return None
        return None

    def _equating(self, mark: Mark) -> int | None:
        """The word that equates sides with their rank."""
        return next((k for k in range(mark.opens, mark.first) if self.view.lowers[k] in word_class("copula")), None)

    def _ranked_flow(self, mark: Mark, at: int, equals: int) -> str | None:
        """exports where others buy what the article's own place sells, or it supplies them; imports the other way
        round; None where the goods are those of the ranked side itself."""
        view = self.view
        named = [m for m in view.within(view.places, mark.opens, mark.first) if m.record["code"] != "world"]
        ranked = [m for m in named if (m.first > equals if equals > at else m.first < equals)]
        owners = [m for m in named if at < m.first and (m.first < equals or equals < at)]
        ours = {m.record["code"] == self.home for m in ranked}
        if len(ours) != 1 or self.home is None or any((m.record["code"] == self.home) in ours for m in owners):
            return None
        supplies = view.lowers[at] in word_class("supplier_noun")
        return "exports" if supplies in ours else "imports"

    def _goods_of_side(self, at: int, mark: Mark) -> list[str]:
        """The goods that sides are buyers or suppliers of."""
        view, k = self.view, at + 2
        if view.lowers[at + 1] not in ("of", "for"):
            return []
        while k < mark.first and (view.covered[k] == "place" or view.lowers[k] in word_class("opens_phrase")):
            k += 1
        phrase = [w for w in self.nouns.clean(self.nouns.phrase(k, mark.first)) if w not in word_class("any_goods")]
        return phrase if phrase and singular(phrase[-1]) in goods() else []
