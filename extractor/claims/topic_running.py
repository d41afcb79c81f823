"""What the text speaks of so far."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import FINITE, Mark, View


class Running:
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
        self.announced = -1
        """The sentence of which alone the scene is."""
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
