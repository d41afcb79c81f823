"""What an indicator phrase means by what the text speaks of."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractor.claims.cues import word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_running import Running
from extractor.claims.view import Mark
from extractor.components._quantity_nouns import singular

_BESIDE = 25
"""Words between sales and the purchases beside them, at most."""


class State(Running):
    """Reads indicator phrases where they stand."""

    def goods_before(self, first: int, stop: int) -> list[str]:
        """The goods that a stretch names last, with the words that belong to them."""
        view = self.view
        words = (i for i in range(stop - 1, first - 1, -1) if not view.covered[i])
        last = next((i for i in words if singular(view.lowers[i]) in goods()), None)
        return [] if last is None else self.nouns.clean(self.nouns.back(last, first))[-3:]

    def of_mark(self, indicator: Mark, near: str) -> Topic:
        """What an indicator phrase means where it stands."""
        r = indicator.record
        own = set(r["modifiers"].split())
        read = {
            "fee": self._of_fee,
            "orders": self._of_orders,
            "price": self._of_average,
            "purchases": self._of_purchases,
            "revenue": self._of_revenue,
            "sales": self._of_sales,
            "shipments": self._of_shipments,
            "tariff": self._of_tariff,
            "volume": self._of_volume,
        }.get(r["indicator_id"])
        meant = read(indicator, near, own) if read is not None else None
        if meant is not None:
            return meant
        shop = r["indicator_id"] == "sales" and "duty-free" in own
        told = self.flow_of(r["modifiers"]) if r["indicator_id"] != "arrivals" and not shop else None
        flow = r["flow"] or told
        return Topic(r["indicator"], r["indicator_id"], flow, r["sector"], indicator, near)

    def _of_sales(self, indicator: Mark, near: str, own: set[str]) -> Topic | None:
        """Sales to another place are exports, as are others where the text speaks of exports, or of trade and, beside
        them, of purchases: "sales fell 7 percent, whereas purchases shot up 29 percent"."""
        r = indicator.record
        if self._sold_to(indicator):
            name = " ".join([*r["modifiers"].split(), "exports"])
            return Topic(name, "exports", "exports", r["sector"], indicator, near)
        if own and self._of_exports(own):
            return Topic(f"{r['modifiers']} exports", "exports", "exports", r["sector"], indicator, near)
        if not own and self.running.flow == "exports" and not self._held(indicator):
            return replace(self.running, mark=indicator, near=near)
        if not own and self.running.flow and self._beside_purchases(indicator):
            return Topic("exports", "exports", "exports", None, indicator, near)
        return None

    def _beside_purchases(self, indicator: Mark) -> bool:
        """Whether bare purchases stand in the sentence of bare sales."""
        first, stop = max(indicator.opens, indicator.first - _BESIDE), min(indicator.closes, indicator.last + _BESIDE)
        told = self.view.within(self.view.indicators, first, stop)
        bought = (m for m in told if m.record["indicator_id"] == "purchases")
        return any(not m.record["modifiers"] for m in bought)

    def _of_orders(self, indicator: Mark, near: str, own: set[str]) -> Topic | None:
        """Orders are those from abroad in an article on them."""
        r = indicator.record
        return Topic(r["indicator"], "export_orders", "exports", r["sector"], indicator, near) if self.ordered else None

    def _of_revenue(self, indicator: Mark, near: str, own: set[str]) -> Topic | None:
        """Bare revenue is of the exports that the text speaks of, a place's earnings from goods are exports."""
        r = indicator.record
        if not r["modifiers"] and self.running.flow == "exports":
            return replace(self.running, mark=indicator, near=near)
        earned = own and not own & word_class("not_export_earnings")
        if earned and self._held(indicator):
            return Topic(f"{r['modifiers']} exports", "exports", "exports", r["sector"], indicator, near)
        return None

    def _of_average(self, indicator: Mark, near: str, own: set[str]) -> Topic | None:
        """An average price without goods is that of the exports or imports told before."""
        average = indicator.record["indicator"].split()[0] in word_class("averaged")
        average = average and not own - word_class("averaged") - word_class("bare_price")
        base = self.traded_before(indicator) if average and near == "left" else None
        traded = base is not None and base.flow in ("exports", "imports")
        return self.price_of(base, indicator, near) if base is not None and traded else None

    def _of_volume(self, indicator: Mark, near: str, own: set[str]) -> Topic | None:
        """A bare volume is of the exports or imports that the text speaks of."""
        bare = not own and self.running.flow in ("exports", "imports")
        return replace(self.running, mark=indicator, near=near) if bare else None

    def _of_tariff(self, indicator: Mark, near: str, own: set[str]) -> Topic | None:
        """A levy can be one on exports; a tax or charge is called a tariff."""
        r = indicator.record
        if self._on_exports(indicator) or self._outward(indicator):
            return Topic(r["indicator"], "export_tax", "exports", r["sector"], indicator, near)
        if r["indicator"].split()[-1] in ("tax", "taxes", "charge", "charges"):
            return Topic(" ".join([*r["indicator"].split()[:-1], "tariff"]), "tariff", r["flow"], None, indicator, near)
        return None

    def _of_fee(self, indicator: Mark, near: str, own: set[str]) -> Topic | None:
        """A charge on what another place sells is a tariff."""
        return Topic("tariff", "tariff", "imports", None, indicator, near) if self._levied(indicator) else None

    def _of_purchases(self, indicator: Mark, near: str, own: set[str]) -> Topic | None:
        """Purchases from abroad are imports, another place's the exports to it."""
        r = indicator.record
        if own & {"foreign", "overseas"}:
            goods = " ".join(w for w in r["modifiers"].split() if w not in ("foreign", "overseas"))
            return Topic(f"{goods} imports".strip(), "imports", "imports", r["sector"], indicator, near)
        if self._from_abroad(indicator):
            return Topic(f"{r['modifiers']} imports".strip(), "imports", "imports", r["sector"], indicator, near)
        if self.running.flow == "exports" and self._another_buys(indicator):
            sold = replace(self.directed("exports"), mark=indicator, near=near)
            return replace(sold, indicator=f"{r['modifiers']} exports", sector=r["sector"]) if own else sold
        if not own and self.first_flow is not None:
            name = "exports" if self._theirs(indicator) else "imports"
            return Topic(name, name, name, None, indicator, near)
        return None

    def _of_shipments(self, indicator: Mark, near: str, own: set[str]) -> Topic | None:
        """Shipments are the imports that their sentence told, or come from the origins that a measure is on."""
        r = indicator.record
        if self.recent == (indicator.sentence, self.recent[1]):
            flow = self.recent[1].flow
            if self.recent[1].indicator_id == flow == "imports" and not self._sold_to(indicator):
                return Topic(f"{r['modifiers']} imports".strip(), flow, flow, r["sector"], indicator, near)
        if not own and self._inward(indicator):
            return Topic("imports", "imports", "imports", r["sector"], indicator, near)
        return None

    def _from_abroad(self, indicator: Mark) -> bool:
        """Whether what is bought comes from another place: "purchases of consumer goods from abroad"."""
        view = self.view
        stop = indicator.closes
        for i in range(indicator.first + 1, min(indicator.last + 4, stop)):
            if view.words[i].lower == "from":
                places = view.within(view.places, i + 1, i + 3)
                own = bool(places) and places[0].record["code"] == self.home
                return view.words[i + 1].lower in word_class("abroad") or (bool(places) and not own)
        return False

    def _another_buys(self, indicator: Mark) -> bool:
        """Whether purchases are another place's than the article's own: "China's purchases of beef"."""
        view, own = self.view, (self.home, "world")
        told = view.within(view.places, max(indicator.opens, indicator.first - 2), indicator.first + 1)
        sold = view.within(view.places, indicator.last + 1, min(indicator.closes, indicator.last + 4))
        others = any(m.record["code"] not in own for m in sold)  # "US purchases of Chinese apparel"
        return self.home is not None and bool(told) and told[-1].record["code"] not in own and not others

    def _theirs(self, indicator: Mark) -> bool:
        """Whether another place buys, that the text sells to: "the United States, whose purchases shrank", "Germany was
        the biggest customer, buying goods worth $2 billion"."""
        view = self.view
        first = indicator.opens
        if self.home is None:
            return False
        if view.lowers[indicator.first - 1] == "their" or view.lowers[indicator.first] == "their":
            return self.running.flow == "exports"  # "as Americans sat out the duty. Their purchases shrank"
        if "whose" not in view.lowers[max(first, indicator.first - 2) : indicator.first]:
            told = view.within(view.places, first, indicator.first)
            customer = set(view.lowers[first : indicator.first]) & word_class("buyer_noun")
            opens = bool(told) and told[0].first - first < 4
            return bool(customer) and opens and all(m.record["code"] not in (self.home, "world") for m in told)
        near = view.within(view.places, max(first, indicator.first - 5), indicator.first)
        return bool(near) and near[-1].record["code"] not in (self.home, "world")

    def _inward(self, indicator: Mark) -> bool:
        """Whether shipments come from the origins that a measure is on: "shipments from both origins rose"."""
        after = self.view.after(indicator, 5)
        return after[:1] == ["from"] and any(w in word_class("origin_noun") for w in after[1:])

    def _of_exports(self, own: set[str]) -> bool:
        """Whether sales of goods are a part of the exports that the text speaks of."""
        bare = self.running.flow == "exports" and self.running.indicator_id in rows_of("bare")
        return bare and not own & (word_class("not_export_sales") | word_class("not_export_earnings"))

    def _sold_to(self, indicator: Mark) -> bool:
        """Whether sales go to another place: "sales to China", "sales of British food and drink to the EU"."""
        view = self.view
        for i in range(indicator.last + 1, min(indicator.last + 4, len(view.words))):
            foreign = view.within(view.places, i + 1, i + 3) if view.words[i].lower == "to" else []
            if foreign:
                return bool(foreign[0].record["code"] != self.home)
            if view.covered[i] == "quantity" or view.words[i].gap.strip("~-"):
                return False
        return False

    def _held(self, indicator: Mark) -> bool:
        """Whether a place stands inside or right before an indicator: "Uganda's coffee earnings"."""
        return bool(self.view.within(self.view.places, indicator.first - 2, indicator.last + 1))

    def _on_exports(self, indicator: Mark) -> bool:
        """Whether a levy is one on exports: "a 0.8 percent levy on exports", "its levy on palm oil exports"."""
        if {"export", "exports"} & set(indicator.record["indicator"].split()):
            return True
        words = [w.lower for w in self.view.words[indicator.first : indicator.last + 4] if w.lower != "the"]
        return any(a == "on" and b in ("exports", "export", "exported") for a, b in pairwise(words))

    def _outward(self, indicator: Mark) -> bool:
        """Whether a bare levy is the export tax that the article is about, and none on the imports told right before:
        "On the import side the tide runs the other way. The duty on palm oil …"."""
        record, view = indicator.record, self.view
        told = {*record["modifiers"].split(), *record["indicator"].split()}
        if not self.export_taxed or told & word_class("imports_kind"):
            return False
        first = view.bounds[max(view.opening(indicator.start), indicator.sentence - 1)][0]
        near = view.lowers[first : indicator.first]
        return not ({"import", "imports", "importers"} & set(near) and word_class("exports_words").isdisjoint(near))

    def _levied(self, indicator: Mark) -> bool:
        """Whether a charge is one on what another place sells: "China's charge on American goods", "will charge 50 per
        cent on Indian gems"."""
        view = self.view
        k = indicator.last + 1
        while k < len(view.words) and view.covered[k] == "quantity":
            k += 1
        led = k < len(view.words) and view.words[k].lower == "on"
        return led and bool(view.within(view.places, k + 1, k + 6))
