"""What the words around one place say of its part in trade: buyer, seller, or named by the way."""

from __future__ import annotations

from extractor.claims.cues import says, word_class
from extractor.claims.places_owners import Owners
from extractor.claims.restated import restates
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import FINITE, Mark, large


class SeenSides(Owners):
    """Tells of one place what it has to do with a figure of trade."""

    def _bound_there(self, m: Mark, word: str, mark: Mark) -> bool:
        """Whether goods are bound for a place and a number tells of them: "22% of U.S.-bound goods"."""
        return self._bound(m) and (m.start < mark.start or word == "of")

    def _sold_it(self, m: Mark, word: str) -> bool:
        """Whether goods are sold to a place that stands between the verb and them: "India sold the UK goods worth"."""
        view, k = self.view, m.last + 1
        goods = k < m.closes and not view.words[k].gap.strip() and view.tags.get(view.words[k].start, "")[:2] == "NN"
        sold = word in word_class("sold_verb") | word_class("sold_verb_base")
        return sold and goods and m.record["kind"] in ("country", "bloc") and not self._possessive(m)

    def _named_buyer(self, m: Mark) -> bool:
        """Whether a place, or the list that it opens, is only said to buy most: "with Taiwan and Vietnam the main
        buyers"."""
        view = self.view
        listed = [m]
        for o in view.within(view.places, m.last + 1, m.closes):
            if view.text[listed[-1].end : o.start].replace("the ", "").strip() not in (",", "and", ", and"):
                break
            listed.append(o)
        behind = view.after(listed[-1], 4)
        ranked = behind[1:2] and behind[0] in ("the", "its", "as") and behind[1] in word_class("ranked_side") | {"the"}
        return bool(ranked) and not word_class("buyer_noun").isdisjoint(behind)

    def _lost_to(self, m: Mark) -> bool:
        """Whether a place is the one to which another lost its rank: "lost first place to Germany"."""
        before = [w for w in self.view.before(m, 3) if w != "the"]
        return before[-1:] == ["to"] and before[-2:-1] != [] and before[-2] in word_class("rank_lost")

    @staticmethod
    def _made_by(m: Mark, topic: Topic) -> bool:
        """Whether a country is named before the goods that come from it: "imports of U.S. soybeans"."""
        return topic.flow == "imports" and topic.mark is not None and m.end < topic.mark.end

    def _joined_to(self, last: Mark | None, m: Mark) -> bool:
        """Whether a place is joined to the one before it and no clause of its own stands between."""
        told = last is not None and self.view.within(self.view.quantities, last.last + 1, m.first)
        return not told or all(self._aside(q) for q in told)

    def _listed_behind(self, last: Mark | None, m: Mark) -> bool:
        """Whether a comma or "and" joins a place to the one before it, in a list that "and" ends: "to Peru, Chile and
        Cuba"."""
        view = self.view
        between = view.text[last.end : m.start].replace("the ", "").strip() if last is not None else ""
        if between in ("and", ", and"):
            return not self._next_one(m)
        if between != ",":
            return False
        k = m.last + 1
        while k < m.closes and view.lowers[k] not in ("and", "or"):
            behind = view.within(view.places, k, k + 2)
            if not behind or view.words[k].gap.strip("~") != ",":
                return False
            k = behind[0].last + 1
        return k < m.closes

    def _next_one(self, m: Mark) -> bool:
        """Whether a place is told of the number right behind it: "fell 4.9 percent and to Japan 9.6 percent"."""
        told = self.view.within(self.view.quantities, m.last + 1, m.last + 2)
        return bool(told) and "," not in self.view.words[m.last + 1].gap

    def _imported_to(self, m: Mark, topic: Topic) -> bool:
        """Whether goods are told to be imported to or into a place."""
        before = [w for w in self.view.before(m, 3) if w != "the"][-2:]
        led = len(before) > 1 and before[1] in ("to", "into") and says(f" {before[0]} ", "imports_verb")
        return topic.flow == "imports" and led

    def _flow_of(self, m: Mark, topic: Topic) -> bool:
        """Whether a place right before the name of a flow has it, for a part of it: "85% of Mexican exports"."""
        view = self.view
        owns = m.record["kind"] == "demonym" or self._possessive(m)
        of = view.before(m, 1) == ["of"] or view.before(m, 2) == ["of", "the"]
        named = view.within(view.indicators, m.first, m.last + 2) if owns and of and topic.mark is None else []
        return any(i.record["flow"] == topic.flow for i in named)

    def _had_by(self, m: Mark, word: str, topic: Topic, home: str | None) -> bool:
        """Whether a preposition names the reporting side: "exports from …", "surplus for …"."""
        if word == "from":
            return topic.flow == "exports" and (home is None or self._exported_from(m, topic))
        return word == "for" and topic.flow == "balance" and topic.near == "right"

    def _exported_from(self, m: Mark, topic: Topic) -> bool:
        """Whether a place stands right behind exports that are called so: "exports of pipe from Ukraine"; what is only
        shipped from it may be told by who gets it."""
        view, told = self.view, topic.mark
        last = m.first - (3 if view.before(m, 1) == ["the"] else 2)
        called = told is not None and any(w.startswith("export") for w in view.lowers[told.first : told.last + 1])
        return called and told is not None and told.last == last

    def _received_by(self, word: str, topic: Topic, home: str | None) -> bool:
        """Whether a preposition names who receives what comes in, where the text has no other side of its own:
        "remittances to Nepal", "visitors to Georgia"."""
        return word == "to" and home is None and topic.indicator_id in rows_of("received")

    def _mainly(self, m: Mark) -> bool:
        """Whether a place is only the most of several: "arrivals, mostly from Thailand, rose ninefold"."""
        before = self.view.before(m, 3)
        told = " " + " ".join(self.view.before(m, 6)) + " "
        return any(w in word_class("mainly") for w in before) or says(told, "most_of_them")

    def _part_owner(self, m: Mark) -> bool:
        """Whether a place's part is told: "the American portion", "ASEAN alone accounted for 16.8 percent"."""
        while True:
            words = self.view.after(m, 4)
            own = self.view.within(self.view.quantities, m.last + 1, m.last + 2)
            if own and self._possessive(m):
                words = self.view.after(own[0], 1)  # "China's 26% slice"
            if words[:1] and words[0] in word_class("part_noun"):
                return True
            words = [w for w in words if w not in word_class("aside")]
            said = [words[:2], self.said_of(m)[:2] if m.record["kind"] == "region" else []]  # "Partners in …, taken …,"
            if any(w and {w[0], " ".join(w)} & word_class("accounting_verb") for w in said):
                return True
            if words[:1] == ["for"] and self.view.within(self.view.quantities, m.last + 2, m.last + 3):
                first = m.opens
                return any(w.lower in word_class("accounting_verb") for w in self.view.words[first : m.first])
            following = self.view.within(self.view.places, m.last + 1, m.last + 4)
            between = self.view.text[m.end : following[0].start].replace("the ", "").strip() if following else ""
            if between not in ("and", ",", ", and"):
                return False
            m = following[0]

    def _worldwide(self, m: Mark, topic: Topic) -> bool:
        """Whether figures are told of the world: "world merchandise trade would fall 0.2 percent"."""
        joined = topic.mark is not None and topic.mark.first - 1 <= m.last <= topic.mark.last
        return joined and "of" not in self.view.before(m, 2) and not self._possessive_before(m)

    def _possessive_before(self, m: Mark) -> bool:
        return any(
            o.last == m.first - 1 and self._possessive(o)
            for o in self.view.within(self.view.places, max(0, m.first - 6), m.first)
        )

    def _others_between(self, mark: Mark, m: Mark) -> bool:
        """Whether other numbers stand between one and a place behind it. Those in brackets, those joined to it and
        what a weight of goods is worth leave it the place: "goods worth $3 billion (up 5%) to China", "900 tonnes of
        tea, valued at $9 million, to China"."""
        view = self.view
        told = [q for q in view.within(view.quantities, mark.last + 1, m.first) if q.last < m.first - 1]
        if not told:
            return False
        led = [w for w in view.before(m, 2) if w != "the"][-1:]
        if led not in (["to"], ["from"], ["into"]):
            return True
        between = view.text[mark.end : m.start]
        opened, closed = between.find("("), between.find(")")
        plain = 0 <= opened < closed and "," not in between[:opened] + between[closed:]
        inside = (mark.end + opened, mark.end + closed) if plain else (0, 0)
        before = mark
        for q in told:
            again = view.text[q.start - 1] != "(" and restates(view, before, q)
            beside = again or self._joined_amounts(before, q) or self._worth_of(mark, q)
            if not (beside or inside[0] < q.start < inside[1]):
                return True
            before = q
        return False

    def _joined_amounts(self, before: Mark, q: Mark) -> bool:
        """Whether "and" alone, or the next goods, join two amounts: "worth $3 million and $2 million", "$3 million of
        tea and $2 million of coffee", "tea worth $3 million and coffee worth $2 million"."""
        view = self.view
        between = range(before.last + 1, q.first)
        if view.text[before.end : q.start].strip() == "and":
            return bool(before.record["kind"] == q.record["kind"])
        if any(view.covered[i] in ("indicator", "place") for i in between):
            return False
        words = view.lowers[before.last + 1 : q.first]
        parts = [i for i in between if not {"of", "worth"} & set(view.lowers[i - 1 : i + 1])]
        tags = {view.tags.get(view.words[i].start, "NN") for i in parts}
        things = "and" in words and ("worth" in words[-1:] or words[:1] == ["of"] or words[:2] == ["worth", "of"])
        return things and tags.isdisjoint((*FINITE, "IN", "TO")) and before.record["kind"] == q.record["kind"]

    def _worth_of(self, mark: Mark, q: Mark) -> bool:
        """Whether an amount is what goods told by weight or number before it are worth."""
        view, i = self.view, q.first - 1
        while i > mark.last and view.lowers[i] in word_class("before_amount") | word_class("skip"):
            i -= 1
        other = q.record["kind"] == "money" != mark.record["kind"]
        return other and large(q) and i > mark.last and view.lowers[i] in word_class("worth_told")

    def _aside(self, mark: Mark) -> bool:
        """Whether a number stands in brackets or behind "or", as the same thing told otherwise."""
        return self.view.before(mark, 1) == ["or"] or self.view.text[max(0, mark.start - 1) : mark.start] == "("
