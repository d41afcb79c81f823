"""The terms of what is paid for carriage, what growers are paid, what an amount is taken off, sums that their noun
names, and how much of their capacity plants use."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims._fixed_around import BACK, NEAR, Around
from extractor.claims.lexicon import word_class
from extractor.claims.link import Link
from extractor.claims.topic import Topic
from extractor.claims.view import large

_LEAD = 5
"""Words before the gerund that opens a clause, at most."""
_TAKEN = 6
"""Words between a verb of taking off and its amount, at most."""


class CostTerms(Around):
    """Gives the terms of costs."""

    def _carriage(self, made: Link) -> Topic | None:
        """What it costs to carry a thing: "flying a kilo of roses to Amsterdam costs $2.95"."""
        view, mark = self.view, made.mark
        led = set(view.lowers[max(mark.opens, mark.first - 3) : mark.first])
        if large(mark) or led.isdisjoint(word_class("price_verb")):
            return None
        first = next((i for i in range(mark.first - 1, mark.opens, -1) if ";" in view.words[i].gap), mark.opens)
        leads = range(first, min(first + _LEAD, mark.first - 2))
        at = next((i for i in leads if view.lowers[i] in word_class("carriage")), None)
        if at is None or view.tags.get(view.words[at].start, "VBG")[:2] not in ("VB", "NN"):
            return None
        found = self._carried_thing(at + 1, mark.first)
        told = view.within(view.quantities, at, mark.first)
        taxed = view.after(mark, 1) == ["in"] and view.covered[mark.last + 2] != "date"  # "costs $20 in duty"
        if not found or taxed or any(q.record["kind"] == "money" for q in told):
            return None
        if word_class("carried_to").isdisjoint(view.lowers[at + 2 : mark.first]):
            return None
        air = ["air"] if view.lowers[at] in word_class("by_air") else []
        label = " ".join([*found, *air, "freight rate"])
        return replace(made.topic, indicator=label, indicator_id="freight_rate", flow=None, near=NEAR)

    def _carried_thing(self, first: int, stop: int) -> list[str]:
        """The goods carried, or "container" for a box: of "a kilo of roses" the roses."""
        view = self.view
        i = first
        while i < stop and (view.lowers[i] in word_class("one_of_unit") or view.covered[i] == "quantity"):
            i += 1
        found = self.nouns.phrase(i, stop)
        behind = i + len(found)
        if found and not word_class("boxed").isdisjoint(found):
            return ["container"]
        of = bool(found) and behind + 1 < stop and view.lowers[behind] == "of"
        return self.nouns.clean(self.nouns.phrase(behind + 1, stop))[-2:] if of else []

    def _grower_paid(self, made: Link) -> Topic | None:
        """What growers are paid for their goods: "cocoa farmers are paid 58,000 cedis a tonne"."""
        view, mark = self.view, made.mark
        if "/" not in mark.record["unit"] or made.role != "price":
            return None
        if view.after(mark, 1) == ["in"] and view.covered[mark.last + 2] != "date":
            return None  # "in subsidies"
        verbs = range(mark.first - 1, max(mark.opens, mark.first - _TAKEN), -1)
        verb = next((i for i in verbs if view.lowers[i] in word_class("is_paid")), None)
        light = word_class("before_amount") | word_class("light")
        if verb is None or not light.issuperset(view.lowers[verb + 1 : mark.first]):
            return None
        passive = not word_class("passive").isdisjoint(view.lowers[max(mark.opens, verb - 3) : verb])
        if view.lowers[verb] == "paid" and not passive:
            return None  # "farmers paid 58,000 shillings a tonne for fertiliser"
        first = mark.opens
        who = self._growers(first, verb)
        if who is None and view.lowers[first] == "they" and mark.sentence:
            first, stop = view.bounds[mark.sentence - 1]
            who = self._growers(first, stop)
        if who is None:
            return None
        own = self.nouns.clean(self.nouns.back(who - 1, max(first, who - 3), who)) if who > first else []
        goods = own or [w for w in (made.topic.indicator or "").split() if w not in word_class("trade_word")]
        goods = [w for w in goods if w != "price"]
        label = " ".join([*goods[-2:], "producer price"])
        return replace(made.topic, indicator=label, indicator_id="price", flow=None, near=NEAR)

    def _growers(self, first: int, stop: int) -> int | None:
        """The word of [first, stop) that names growers."""
        return next((i for i in range(first, stop) if self.view.lowers[i] in word_class("grower")), None)

    def _sum_of(self, made: Link) -> Topic | None:
        """A sum that its own noun names: "a support programme of 2.4 billion hryvnias", "canon payments of 7.6
        billion"."""
        view, mark = self.view, made.mark
        i = mark.first - 1
        while i > mark.opens and view.lowers[i] in word_class("before_amount"):
            i -= 1
        if i <= mark.opens or view.lowers[i] != "of" or view.lowers[i - 1] not in word_class("sum_named"):
            return None
        if view.lowers[i - 1] in (made.topic.indicator or "").split() or "/" in mark.record["unit"]:
            return None
        if view.lowers[i - 2] in ("the", "this", "that"):
            return None  # "exports under the scheme of $300 million"
        found = self.nouns.clean(self.nouns.back(i - 1, max(mark.opens, i - 5), mark.opens))
        label = " ".join(found)
        return replace(made.topic, indicator=label, indicator_id=None, flow=None, near=NEAR) if label else None

    def _utilised(self, made: Link) -> Topic | None:
        """How much of what they could make plants make: "running at 72 per cent of capacity"."""
        view, mark = self.view, made.mark
        behind = [w for w in view.after(mark, 4) if w not in word_class("owned_by")]
        runs = word_class("runs").isdisjoint(view.lowers[max(mark.opens, mark.first - _TAKEN) : mark.first])
        if runs or behind[:2] != ["of", "capacity"] or behind[2:] == ["of"]:
            return None
        return replace(made.topic, indicator="capacity utilisation", indicator_id="utilisation", flow=None, near=NEAR)

    def _taken_off(self, made: Link) -> Topic | None:
        """What an amount is taken off: "shave a combined 2.67 trillion yen off operating profit"."""
        view, mark = self.view, made.mark
        at = mark.last + 1
        if view.after(mark, 1) not in (["off"], ["from"]) or view.words[at].gap.strip("~-"):
            return None
        before = view.lowers[max(mark.opens, mark.first - _TAKEN) : mark.first]
        if word_class("shaves" if view.lowers[at] == "off" else "wipes").isdisjoint(before):
            return None
        i = at + 1
        while i < mark.closes and (view.lowers[i] in word_class("one_of_unit") or view.covered[i] == "place"):
            i += 1
        phrase = self.nouns.phrase(i, min(mark.closes, i + BACK))
        tags = [view.tags.get(w.start, "") for w in view.words[i : i + len(phrase)]]
        told = (k for k in range(1, len(phrase)) if tags[k] == "VBN" and tags[k - 1][:2] == "NN")
        found = self.nouns.clean(phrase[: next(told, len(phrase))])[-3:]
        marks = [m for m in view.within(view.indicators, at, i + len(phrase)) if m.last >= i]
        if not found or view.covered[i] in ("quantity", "date") or any(m.record["flow"] for m in marks):
            return None
        row = marks[-1].record["indicator_id"] if marks else None
        return replace(made.topic, indicator=" ".join(found), indicator_id=row, flow=None, near=NEAR)
