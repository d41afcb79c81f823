"""The fixed terms of what is paid at the border: what levies bring in, the minimum purchase for a tax refund, what
ships are charged at ports."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims._fixed_around import AHEAD, BACK, NEAR, Around
from extractor.claims.lexicon import says, word_class
from extractor.claims.link import Link
from extractor.claims.topic import Topic
from extractor.claims.view import View, large


class LevyTerms(Around):
    """Gives the terms of what is paid."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._under: tuple[int, Topic] | None = None
        """The last sentence that told what a levy is put on, and that."""

    def _levy_revenue(self, made: Link) -> Topic | None:
        """What a levy brings in: "at that volume the fee would raise €9.2bn a year", "collected $28 billion in customs
        duties"."""
        view, mark = self.view, made.mark
        told = f" {' '.join(view.before(mark, 4))} "
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
        return replace(made.topic, indicator=label, indicator_id=None, near=NEAR)

    def _under_levy(self, made: Link) -> Topic | None:
        """The goods that a levy is put on: "its own 25% charge on C$30 billion worth of American products", and what it
        may be "extended to"."""
        view, mark = self.view, made.mark
        if "/" in mark.record["unit"] or made.role != "level" or not large(mark):
            return None
        joint = mark.first - 1
        while joint > mark.opens and view.lowers[joint] != "to" and view.lowers[joint] in word_class("light"):
            joint -= 1
        if self._under is not None and mark.sentence - self._under[0] <= 1:
            verb = joint - 1 - (view.lowers[joint - 1] in word_class("pronoun") | {"them"})
            widened = view.lowers[verb] in word_class("widens")
            again = self._under[0] == mark.sentence and view.lowers[joint] == "or"
            if again or (widened and view.lowers[joint] == "to"):
                return replace(self._under[1], mark=made.topic.mark)
        if view.lowers[joint] not in word_class("puts_levy_on"):
            return None
        at = self._levy_before(mark.opens, joint)
        behind = view.lowers[mark.last + 1 : mark.last + 2]
        counted = view.within(view.quantities, mark.last + 1, mark.last + 4)  # "of the $12 billion gap"
        if at is None or behind not in (["of"], ["worth"]) or counted:
            return None
        kinds = [w for w in view.lowers[max(mark.opens, at - 2) : at] if w in word_class("levy_kind")]
        name = view.lowers[at]
        name = name if name.endswith("s") else f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
        label = " ".join(["goods", "under", *kinds, name])
        found = replace(made.topic, indicator=label, indicator_id=None, flow="imports", near=NEAR)
        self._under = mark.sentence, found
        return found

    def _levy_before(self, first: int, joint: int) -> int | None:
        """The levy that "on" goes with, the rate between them left out: "duties of 25 percent on"."""
        view, at = self.view, joint - 1
        while at > first and (view.covered[at] == "quantity" or view.lowers[at] in ("of", "at", "and", "to")):
            at -= 1
        charge = view.lowers[at] in ("charge", "charges") and view.covered[at - 1] == "quantity"
        return at if at >= first and (charge or view.lowers[at] in word_class("levy_head")) else None

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
