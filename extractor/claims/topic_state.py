"""What the text speaks of so far, and what an indicator phrase then means."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractor.claims.cues import word_class
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import FINITE, Mark, View


class State:
    """`running`, `flowing` and `first_flow` are what the text speaks of so far."""

    def __init__(self, view: View, home: str | None) -> None:
        self.view = view
        self.home = home
        """The place that the article reports on."""
        levies = [m.record["indicator_id"] for m in view.indicators]
        levies = [row for row in levies if row in ("tariff", "export_tax")]
        self.dutied = "tariff" in levies
        self.export_taxed = levies[:1] == ["export_tax"]
        """Whether the first levy of the article is one on exports."""
        self.nouns = Nouns(view)
        self.running = Topic()
        self.flowing = Topic()
        """The last topic that can grow: no balance."""
        self.first_flow: Topic | None = None
        self.recent: tuple[int, Topic] = (-1, Topic())
        """The last sentence that told exports or imports, and which."""
        self.quota: tuple[int, Topic] = (-9, Topic())
        """The sentence of the last quota, and its topic."""
        self.opened: tuple[int, Topic] = (-1, Topic())
        """The sentence of the last number that opened one, and its topic."""
        self.paragraph = -1
        self.sector: str | None = None
        self.quoted_at: tuple[int, Topic] = (-9, Topic())
        """The sentence of the last price at which something is said to trade, and which."""
        self.account: tuple[int, str] = (-9, "")
        """The sentence of the last account of the balance of payments that isn't trade's, and its name."""
        self.sector_flow: str | None = None
        """The flow of which the sector was told: non-oil exports say nothing of imports."""
        self.main_sector = self._main_sector()
        """Goods or services, where headline or lead speak of their trade; None where of all trade."""
        self.ordered = any(m.record["indicator_id"] == "export_orders" for m in view.indicators)
        self.ordered = self.ordered and "domestic" not in view.lowers
        """Whether the article's orders are those from abroad."""
        self.goods = self._goods()
        """The goods that all of the article's trade is of: "gems and jewellery"."""
        self.last_priced: Topic | None = None
        """The last price that was told."""
        self.scene: tuple[int, str] = (-1, "")
        """The paragraph that opens with goods and without numbers, and the goods."""
        self.consumed: set[int] = set()
        """Wholes that a share named: "60 percent of exports"."""

    def _goods(self) -> str:
        """The words that limit the exports or imports of headline and lead, where neither tells any without."""
        view = self.view
        flows = [m for m in view.indicators if m.record["flow"] in ("exports", "imports")]
        lead = next((m.sentence for m in flows if view.zone(m.start) == "body"), -1)
        heads = [m for m in flows if view.zone(m.start) == "headline"][:1]
        leads = [m for m in flows if view.zone(m.start) == "body" and m.sentence == lead][:1]
        early = [*heads, *leads]
        if lead < 0 or not leads:
            return ""
        told = [m.record["modifiers"] for m in early]
        if len(told) < 2 or not all(told) or any(m.record["sector"] for m in early):
            return ""
        first = set(told[0].split())
        same = [words for words in told if first & set(words.split())]
        longest = max(told, key=len) if len(same) == len(told) else ""
        return " ".join(w for w in longest.split() if w not in ("gross", "net"))

    def _main_sector(self) -> str | None:
        view = self.view
        marks = [m for m in view.indicators if m.record["indicator_id"] in rows_of("bare")]
        body = next((m for m in marks if view.zone(m.start) == "body"), None)
        early = [m for m in marks if view.zone(m.start) == "headline"] + ([body] if body else [])
        told = (m.record["sector"] for m in early if m.record["sector"])
        return next((sector for sector in told if sector != "goods services"), None)

    def flow_of(self, phrase: str | None) -> str | None:
        """The flow that the words of an open phrase tell."""
        words = set((phrase or "").replace("-", " ").split())
        if words & word_class("travelling"):
            words -= {"inbound", "outbound"}
        exports, imports = (
            bool(words & word_class("exports_words")),
            bool(words & word_class("imports_words")),
        )
        return None if exports == imports else "exports" if exports else "imports"

    def finite(self, i: int) -> bool:
        """Whether the word at i is a finite verb other than a copula."""
        view = self.view
        return view.tags.get(view.words[i].start, "") in FINITE and view.lowers[i] not in word_class("copula")

    def of_mark(self, indicator: Mark, near: str) -> Topic:
        r = indicator.record
        if r["indicator_id"] == "sales" and self._sold_to(indicator):
            return Topic(
                " ".join([*r["modifiers"].split(), "exports"]),
                "exports",
                "exports",
                r["sector"],
                indicator,
                near,
            )
        if r["indicator_id"] == "orders" and self.ordered:
            return Topic(r["indicator"], "export_orders", "exports", r["sector"], indicator, near)
        if r["indicator_id"] == "revenue" and not r["modifiers"] and self.running.flow == "exports":
            return replace(self.running, mark=indicator, near=near)
        average = r["indicator_id"] == "price" and r["indicator"].split()[0] in word_class("averaged")
        average = average and not set(r["modifiers"].split()) - word_class("averaged") - word_class("bare_price")
        if average and near == "left":
            base = self.traded_before(indicator)
            if base.flow in ("exports", "imports"):
                return self.price_of(base, indicator, near)
        own = set(r["modifiers"].split())
        earned = own and not own & word_class("not_export_earnings")
        if r["indicator_id"] == "revenue" and earned and self._held(indicator):
            return Topic(f"{r['modifiers']} exports", "exports", "exports", r["sector"], indicator, near)
        if r["indicator_id"] == "sales" and own and self._of_exports(own):
            return Topic(f"{r['modifiers']} exports", "exports", "exports", r["sector"], indicator, near)
        if r["indicator_id"] == "sales" and not own and self.running.flow == "exports" and not self._held(indicator):
            return replace(self.running, mark=indicator, near=near)
        if r["indicator_id"] == "volume" and not own and self.running.flow in ("exports", "imports"):
            return replace(self.running, mark=indicator, near=near)
        if r["indicator_id"] == "tariff" and (self._on_exports(indicator) or self._outward(indicator)):
            return Topic(r["indicator"], "export_tax", "exports", r["sector"], indicator, near)
        if r["indicator_id"] == "purchases" and own & {"foreign", "overseas"}:
            goods = " ".join(w for w in r["modifiers"].split() if w not in ("foreign", "overseas"))
            return Topic(f"{goods} imports".strip(), "imports", "imports", r["sector"], indicator, near)
        if r["indicator_id"] == "purchases" and self._from_abroad(indicator):
            return Topic(f"{r['modifiers']} imports".strip(), "imports", "imports", r["sector"], indicator, near)
        if r["indicator_id"] == "purchases" and self.running.flow == "exports" and self._another_buys(indicator):
            sold = replace(self.directed("exports"), mark=indicator, near=near)
            return replace(sold, indicator=f"{r['modifiers']} exports", sector=r["sector"]) if own else sold
        if r["indicator_id"] == "purchases" and not own and self.first_flow is not None:
            name = "exports" if self._theirs(indicator) else "imports"
            return Topic(name, name, name, None, indicator, near)
        if r["indicator_id"] == "shipments" and self.recent == (indicator.sentence, self.recent[1]):
            flow = self.recent[1].flow
            if self.recent[1].indicator_id == flow == "imports" and not self._sold_to(indicator):
                return Topic(f"{r['modifiers']} imports".strip(), flow, flow, r["sector"], indicator, near)
        if r["indicator_id"] == "shipments" and not own and self._inward(indicator):
            return Topic("imports", "imports", "imports", r["sector"], indicator, near)
        if r["indicator_id"] == "fee" and self._levied(indicator):
            return Topic("tariff", "tariff", "imports", None, indicator, near)
        if r["indicator_id"] == "tariff" and r["indicator"].split()[-1] in ("tax", "taxes", "charge", "charges"):
            return Topic(" ".join([*r["indicator"].split()[:-1], "tariff"]), "tariff", r["flow"], None, indicator, near)
        shop = r["indicator_id"] == "sales" and "duty-free" in own
        told = self.flow_of(r["modifiers"]) if r["indicator_id"] != "arrivals" and not shop else None
        flow = r["flow"] or told
        return Topic(r["indicator"], r["indicator_id"], flow, r["sector"], indicator, near)

    def traded_before(self, mark: Mark) -> Topic:
        """The exports or imports that a price without goods is of: the last of its sentence or of the one before."""
        there, recent = self.recent
        sentence = mark.sentence
        near = there == sentence or (
            there == sentence - 1
            and recent.near == "product"
            and self.view.paragraph(self.view.sentences[there][0]) == self.paragraph
        )
        return recent if near else self.running

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

    def price_of(self, topic: Topic, mark: Mark | None, near: str) -> Topic:
        """The price of what a topic speaks of: "soybean export price"."""
        if topic.indicator_id == "price":
            return replace(topic, near=near)
        if topic.flow in ("total", "balance"):
            return Topic("price", "price", None, None, mark, near)
        name = " ".join((topic.indicator or "").split()[:-1]) if topic.flow else topic.indicator or ""
        flow = topic.flow if topic.flow in ("exports", "imports") and topic.indicator_id != "tariff" else None
        way = {"exports": "export ", "imports": "import "}.get(flow or "", "")
        return Topic(f"{name} {way}price".strip(), "price", flow, None, mark, near)

    def reach(self, mark: Mark) -> tuple[int, int]:
        """The words of a number's sentence before it."""
        return mark.opens, mark.first

    def directed(self, name: str) -> Topic:
        """The exports or imports that the text spoke of last."""
        told = (t for t in (self.running, self.flowing, self.first_flow) if t is not None and t.flow == name)
        base = next((t for t in told if t.indicator), None)
        if base is None and self.first_flow is None and self.running.indicator_id in rows_of("received"):
            base = self.running  # "Singapore was the largest source" of investment
        return replace(base, near="verb", mark=None) if base else Topic(name, name, name, None, None, "verb")
