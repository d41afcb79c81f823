"""The fixed terms of what is paid at the border: what levies bring in, the minimum purchase for a tax refund, what
ships are charged at ports."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims._fixed_around import AHEAD, BACK, NEAR, Around
from extractor.claims.lexicon import says, word_class
from extractor.claims.link import Link
from extractor.claims.topic import Topic
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import large


class LevyTerms(Around):
    """Gives the terms of what is paid."""

    def _levy_revenue(self, made: Link) -> Topic | None:
        """What a levy brings in: "at that volume the fee would raise €9.2bn a year", "collected $28 billion in customs
        duties"."""
        view, mark = self.view, made.mark
        near = range(max(mark.opens, mark.first - 6), mark.first)
        told = f" {' '.join([view.lowers[i] for i in near if view.covered[i] != 'place'][-4:])} "
        if "/" in mark.record["unit"] or made.role not in ("level", "other") or not says(told, "levy_raises"):
            return None
        levies = word_class("levy_head")
        joined = view.after(mark, 1) in (["in"], ["from"])
        behind = range(mark.last + 2, min(mark.closes, mark.last + 6)) if joined else range(0)
        at = next((i for i in behind if view.lowers[i] in levies), None)
        first = mark.opens
        if at is None:
            before = range(mark.first - 2, max(first, mark.first - BACK) - 1, -1)
            at = next((i for i in before if view.lowers[i] in levies), None)
            if at is not None and self._of_another(at, mark.first):
                return None
        if at is None and mark.sentence and view.lowers[first] in ("it", "they", "that", "this"):
            first, stop = view.bounds[mark.sentence - 1]
            at = next((i for i in range(stop - 1, first - 1, -1) if view.lowers[i] in levies), None)
        if at is None or view.within(view.quantities, at, mark.first if at < mark.first else at):
            return None
        found = self.nouns.clean(self.nouns.back(at, max(first, at - 4), at))[-3:] or [view.lowers[at]]
        label = " ".join([*found, "revenue"])
        named = [m for m in view.within(view.indicators, at, at + 1) if m.record["indicator_id"] in LEVIES]
        flow = str(named[0].record["flow"]) if named else made.topic.flow
        return replace(made.topic, indicator=label, indicator_id=None, flow=flow, near=NEAR)

    def _of_another(self, at: int, stop: int) -> bool:
        """Whether a clause or a noun of its own stands between a levy and an amount, or the levy is no subject:
        "despite the tariff, the industry generated 26 billion"."""
        view = self.view
        borne = len(self.nouns.phrase(at + 2, stop)) + 1 if view.lowers[at + 1] in ("on", "for", "of") else 0
        between = range(at + 1 + borne, stop - 1)
        own = any(view.tags.get(view.words[i].start, "")[:2] == "NN" and not view.covered[i] for i in between)
        apart = any("," in view.words[i].gap for i in between)
        lead = set(view.lowers[max(0, at - 4) : at])
        return own or apart or not lead.isdisjoint(word_class("not_subject"))

    def _refunded(self, made: Link) -> Topic | None:
        """How much must be spent for the tax to be paid back: "on purchases of 1,000 baht or more at one shop"."""
        if "/" in made.mark.record["unit"] or large(made.mark):
            return None
        if not says(self._told(made, 20), "least_spent") or not says(self.view.lately(made.mark, 2), "tax_back"):
            return None
        term = "minimum purchase for tax refund"
        return replace(made.topic, indicator=term, indicator_id=None, flow=None, near=NEAR)

    def _port_fee(self, made: Link) -> Topic | None:
        """What ships are charged at ports: "a port fee of $50 per net ton on Chinese-operated vessels"."""
        view, mark = self.view, made.mark
        lately = self.view.lately(made.mark, 2)
        if large(mark) or not says(lately, "port_fee") or made.role not in ("rate", "price", "level", "change"):
            return None
        per = "/" in mark.record["unit"] or "per" in view.after(mark, 1)
        own = f" {' '.join(view.lowers[mark.opens : mark.closes])} "
        on = view.lowers[mark.opens] in word_class("takes_up") or says(own, "is_charged")
        on = on or "net ton" in view.text[mark.start : mark.end + 20]
        if made.topic.indicator_id == "freight_rate" or not (on or says(own, "port_fee")):
            return None
        if not per and not says(self._told(made), "port_fee"):
            return None
        stop = min(mark.closes, mark.last + 1 + AHEAD)
        for i in range(mark.first - 1, mark.opens, -1):
            if view.lowers[i] in ("on", "for") and says(f" {' '.join(view.lowers[max(0, i - 3) : i])} ", "port_fee"):
                return self._fee(made, i + 1, mark.first)
        for i in range(mark.last + 1, stop):
            if view.lowers[i] in ("on", "for", "from"):
                return self._fee(made, i + 1, stop)
        return self._fee(made, 0, 0)

    def _fee(self, made: Link, first: int, stop: int) -> Topic:
        """The fee with the ships that words [first, stop) open with."""
        end = first
        while end < stop and (self.nouns.is_noun(end) or self.view.covered[end] == "place"):
            end += 1
        ships = self.view.lowers[first:end]
        whose = f"port fee on {' '.join(ships[-2:])}" if ships and ships[-1] in word_class("ships") else "port fee"
        return replace(made.topic, indicator=whose, indicator_id="fee", flow=None, near=NEAR)
