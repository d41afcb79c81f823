"""What each number measures: the indicator phrase that governs it, or the one that the text still speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.nouns import Nouns
from extractor.claims.view import Mark, View
from extractor.components.indicators import heads
from extractor.components.indicators import word_class as phrase_words

_BARE = frozenset({"exports", "imports", "trade", "trade_deficit", "trade_surplus", "trade_balance", "shipments"})
_GENERIC = frozenset({"share", "volume", "price", "exchange_rate", "demand", "supply", "purchases"})
TRADE = frozenset({"exports", "imports", "trade", "re_exports", "shipments"})


@dataclass
class Topic:
    """What the text speaks of at one place."""

    indicator: str | None = None
    indicator_id: str | None = None
    flow: str | None = None
    sector: str | None = None
    mark: Mark | None = None
    near: str = ""
    """How it was found: right, left, segment, sentence, noun, inherited, paren."""


_ECONOMIC = frozenset(
    {"gdp", "inflation", "arrivals", "tourism_receipts", "production", "sales", "revenue", "throughput", "remittances", "fdi", "odi",
     "current_account", "demand", "orders", "profit", "volume", "producer_prices", "price", "freight_rate", "spending", "investment",
     "share", "coverage_ratio", "employment", "unemployment", "stocks", "reserves", "debt", "budget", "pmi", "wages"}
)  # fmt: skip
_MEASURES = frozenset({"tariff", "quota", "export_tax", "threshold", "fee", "subsidy", "stay"})


def economic(topic: Topic) -> bool:
    """Whether a topic is a series that has a value for each period, and not the content of a measure."""
    if topic.indicator_id in _MEASURES or topic.near == "none":
        return False
    return (
        topic.indicator_id in _ECONOMIC
        or (topic.flow is not None and topic.indicator_id is not None)
        or topic.near == "product"
    )


class Topics:
    """Chooses the topic of each quantity; keeps the running one."""

    def __init__(self, view: View, home: str | None = None) -> None:
        self.view = view
        self.home = home
        """The place that the article reports on."""
        self.dutied = any(m.record["indicator_id"] == "tariff" for m in view.indicators)
        self.nouns = Nouns(view)
        self.running = Topic()
        self.main = Topic()
        self.sector: str | None = None
        self.paragraph = -1
        self.consumed: set[int] = set()
        """Wholes that a share named: "60 percent of exports"."""
        self.flowing = Topic()
        """The last topic that can grow: no balance."""
        self.measured = False
        self.sentence = -1
        self.priced: Topic | None = None
        """The topic that a price was told of, and that goes on behind it."""
        self.first_flow: Topic | None = None

    def topic(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic:
        paragraph = self.view.text.count("\n", 0, mark.start)
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.running = self.main
        if previous and previous[1].near == "unit" and self.priced is not None:
            previous = (previous[0], self.priced)
        found = self._choose(mark, cue, previous)
        if found.near != "unit":
            self.priced = found if self.view.sentence(mark.start) == self.sentence or found.mark else self.priced
        self.sentence = self.view.sentence(mark.start)
        if self.first_flow is None and found.indicator_id in TRADE and found.mark is not None:
            self.first_flow = found
        if found.mark is not None and found.near != "paren":
            found = self._with_sector(found)
            if found.indicator_id in _BARE:
                self.running = found
                if found.flow != "balance":
                    self.flowing = found
                self.measured |= mark.record["kind"] == "measure"
                if self._is_bare(found) or not self.main.indicator:
                    self.main = found
        return found

    def _is_bare(self, topic: Topic) -> bool:
        words = topic.mark.record["modifiers"].split() if topic.mark is not None else ["?"]
        return all(w in phrase_words("scope") for w in words)

    def _choose(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic:
        kind, unit = mark.record["kind"], mark.record["unit"]
        if previous and self.restates(previous[0], mark):
            return replace(previous[1], near="paren")
        if kind == "money" and "/" in unit:
            return self._priced(mark, unit, previous)
        whole = self._part_of(mark, cue)
        if whole:
            return whole
        right = self._right(mark, cue)
        if right:
            return right
        if kind == "count" and mark.record.get("noun"):
            return self._counted(mark)
        if previous and self._combined(mark, previous):
            return Topic("trade", "trade", "total", self.sector, None, "left")
        left = self._left(mark, previous)
        if left:
            return left
        phrase = self.nouns.governing(mark)
        if kind == "duration" and self._is_age(mark):
            return Topic("age", None, None, None, None, "age")
        if kind == "duration" or (kind == "measure" and not self.measured) or self.running.indicator is None or phrase:
            return Topic(phrase, None, self._flow_of(phrase), None, None, "noun") if phrase else Topic(near="none")
        running = (
            self.flowing
            if kind == "percent" and cue.how and self.running.flow == "balance" and self.flowing.indicator
            else self.running
        )
        return replace(running, near="inherited")

    def _is_age(self, mark: Mark) -> bool:
        """ "the 47-year-old jurist", "Pittet, 61,"."""
        surface = mark.record["text"].lower()
        return (
            self.view.after(mark, 1) == ["old"]
            or surface.endswith("old")
            or ("year" not in surface and mark.record["unit"] == "year" and surface.isdigit())
        )

    def _flow_of(self, phrase: str | None) -> str | None:
        """The flow that the words of an open phrase tell."""
        words = set((phrase or "").replace("-", " ").split())
        exports, imports = (
            bool(words & word_class("exports_words")),
            bool(words & word_class("imports_words")),
        )
        return None if exports == imports else "exports" if exports else "imports"

    def _part_of(self, mark: Mark, cue: Cue) -> Topic | None:
        """A part of a named whole: "Machinery contributed 60 percent of exports", "services $67 billion of the
        import bill"."""
        view = self.view
        after = view.after(mark, 1)
        if not cue.share or after != ["of"]:
            return None
        stop = view.bounds[view.sentence(mark.start)][1]
        whole = next(iter(view.within(view.indicators, mark.last + 2, min(stop, mark.last + 6))), None)
        if whole is None or whole.record["flow"] is None:
            return None
        phrase = self.nouns.clean(self.nouns.product(mark))
        if not phrase:
            return None
        self.consumed.add(whole.first)
        label = str(whole.record["indicator"]).split()[-1]
        return Topic(" ".join([*phrase, label]), whole.record["indicator_id"], whole.record["flow"], None, None, "part")

    def _priced(self, mark: Mark, unit: str, previous: tuple[Mark, Topic] | None) -> Topic:
        """Exchange rates, duties and prices per thing."""
        base = unit.split("/", 1)[1]
        if len(base) == 3 and base.isupper() and base not in ("TEU", "FEU"):
            return Topic("exchange rate", "exchange_rate", None, None, None, "unit")
        first, stop = self.view.bounds[self.view.sentence(mark.start)]
        marks = self.view.within(self.view.indicators, first, stop)
        topic = (
            previous[1]
            if previous and self.view.sentence(previous[0].start) == self.view.sentence(mark.start)
            else self.running
        )
        name = " ".join((topic.indicator or "").split()[:-1]) if topic.flow else topic.indicator or ""
        flow = topic.flow if topic.flow in ("exports", "imports") and topic.indicator_id != "tariff" else None
        for wanted in (("tariff", "export_tax"), ("price", "freight_rate", "fee")):
            near = [m for m in marks if m.record["indicator_id"] in wanted]
            if near:
                best = min(near, key=lambda m: abs(m.first - mark.first))
                if best.record["modifiers"] or wanted[0] == "tariff":
                    return self.of_mark(best, "left")
                break
        way = {"exports": "export ", "imports": "import "}.get(flow or "", "")
        return Topic(f"{name} {way}price".strip(), "price", flow, None, None, "unit")

    def _combined(self, mark: Mark, previous: tuple[Mark, Topic]) -> bool:
        """Whether a number adds up the exports and imports told before it in the sentence."""
        first = self.view.bounds[self.view.sentence(mark.start)][0]
        flows = {m.record["flow"] for m in self.view.within(self.view.indicators, first, mark.first)}
        return {"exports", "imports"} <= flows and any(w in ("combined", "together") for w in self.view.before(mark, 3))

    def restates(self, before: Mark, mark: Mark) -> bool:
        """Whether a number only says the one before it again: "7.5 trillion yuan (about $1.05 trillion)"."""
        between = self.view.text[before.end : mark.start]
        if (
            len(between) > 30
            or before.record["kind"] != mark.record["kind"]
            or before.record["unit"] == mark.record["unit"]
        ):
            return False
        inner = between.strip()
        return (
            inner.startswith(("(", "[", ", or", "or ", "/", "– or", "— or", "= "))
            and ")" not in inner
            and "/" not in mark.record["unit"]
        )

    def of_mark(self, indicator: Mark, near: str) -> Topic:
        r = indicator.record
        following = [w.lower for w in self.view.words[indicator.last + 1 : indicator.last + 2]]
        foreign = self.view.within(self.view.places, indicator.last + 2, indicator.last + 4)
        if r["indicator_id"] == "sales" and following == ["to"] and foreign and foreign[0].record["code"] != self.home:
            return Topic(
                " ".join([*r["modifiers"].split(), "exports"]),
                "exports",
                "exports",
                r["sector"],
                indicator,
                near,
            )
        flow = r["flow"] or (self._flow_of(r["modifiers"]) if r["indicator_id"] not in ("arrivals",) else None)
        return Topic(r["indicator"], r["indicator_id"], flow, r["sector"], indicator, near)

    def _with_sector(self, topic: Topic) -> Topic:
        """A bare "exports" takes the scope that the article speaks of; a bare "trade" only a special one."""
        if topic.indicator_id not in _BARE:
            return topic
        if topic.sector:
            self.sector = topic.sector
            return topic
        bare = topic.mark is not None and not topic.mark.record["modifiers"]
        if (
            bare
            and self.sector
            and topic.indicator
            and (topic.indicator_id != "trade" or self.sector not in ("goods", "services"))
        ):
            return replace(topic, indicator=f"{self.sector} {topic.indicator}", sector=self.sector)
        return topic

    def _right(self, mark: Mark, cue: Cue) -> Topic | None:
        """The phrase right behind the number: "an 11.8 percent rise in imports", "$3 billion trade surplus",
        "the 240-hour transit rule"."""
        view = self.view
        k = mark.last + 1
        stop = view.bounds[view.sentence(mark.start)][1]
        for found in view.within(view.indicators, k, min(k + 1, stop)):
            if found.record["indicator_id"] == "share":
                return None
            if not view.words[k].gap.strip("~-"):
                return self.of_mark(found, "right") if not (mark.record["kind"] == "percent" and cue.how) else None
        if cue.change and "noun" in cue.change.forms and cue.change.first > mark.last:
            k = cue.change.last + 1
            if not (
                k < stop and view.words[k].lower in ("in", "of", "for", "from") and not view.words[k].gap.strip("~")
            ):
                return None
            k += 1
        elif k < stop and view.words[k].lower in ("of", "in", "worth") and not view.words[k].gap.strip("~"):
            if cue.share or (view.words[k].lower == "in" and mark.record["kind"] in ("percent", "percentage_points")):
                return None
            k += 2 if view.words[k].lower == "worth" else 1
        elif mark.record["kind"] == "percent" and cue.how:
            return None
        for step in range(4):
            if k >= stop or (view.words[k].gap.strip("~-") and step) or view.words[k].gap[:1] in (",", ";", ")", "."):
                return None
            for found in view.within(view.indicators, k, k + 1):
                return self.of_mark(found, "right") if found.record["indicator_id"] != "share" else None
            if not (self.nouns.is_noun(k) or view.covered[k] == "place" or view.words[k].lower in ("the", "its", "a")):
                break
            k += 1
        phrase = self.nouns.modified(mark) if not cue.how and not cue.share else None
        return Topic(phrase, None, self._flow_of(phrase), None, None, "noun") if phrase else None

    def _left(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        view = self.view
        first = view.bounds[view.sentence(mark.start)][0]
        segment = view.segment_of[mark.first]
        if previous and previous[1].near in ("product", "list") and view.segment_of[previous[0].first] == segment:
            between = view.within(view.indicators, previous[0].last + 1, mark.first)
            if not between and not self.nouns.bracketed(mark) and not self.nouns.coordinate(mark):
                return replace(previous[1], near="product")
        here = [
            m
            for m in view.within(view.indicators, first, mark.first)
            if m.last < mark.first and m.first not in self.consumed
        ]
        same = [m for m in here if view.segment_of[m.first] == segment]
        strong = [m for m in same if m.record["indicator_id"] not in _GENERIC]
        if not strong or strong[-1].last < mark.first - 1:
            listed = self.nouns.coordinate(mark) if previous and previous[1].near == "product" else []
            product = self._product(self.nouns.bracketed(mark) or listed, mark)
            if product:
                return product
        if strong:
            return self.of_mark(strong[-1], "left")
        charged = self._charged(mark, first)
        if charged:
            return charged
        pronoun = self._pronoun(mark, previous)
        if pronoun:
            return pronoun
        if previous and view.sentence(previous[0].start) == view.sentence(mark.start):
            if not same or same[-1].record["indicator_id"] in ("share", "volume"):
                return replace(previous[1], near="sentence")
        if same and same[-1].record["indicator_id"] not in ("share", "volume"):
            return self.of_mark(same[-1], "left")
        verb = self._verb(mark, first)
        if verb:
            return verb
        product = self._product(self.nouns.product(mark), mark)
        if product and not here:
            return product
        earlier = [m for m in here if m.record["indicator_id"] not in _GENERIC]
        if earlier:
            return self.of_mark(earlier[-1], "segment")
        return product

    def _pronoun(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """ "that for machinery": the last topic with another complement."""
        if previous is None or previous[1].indicator is None:
            return None
        view = self.view
        first = view.bounds[view.sentence(mark.start)][0]
        i = mark.first
        while i > first and view.segment_of[i - 1] == view.segment_of[mark.first]:
            i -= 1
        while i < mark.first and view.words[i].lower in ("and", "while", "but", "with"):
            i += 1
        if view.words[i].lower not in ("that", "those") or view.words[i + 1].lower not in ("for", "of", "in"):
            return None
        phrase = self.nouns.phrase(i + 2, mark.first)
        if not phrase:
            return None
        label = (
            previous[1].indicator.split()[-2:] if previous[1].flow == "balance" else previous[1].indicator.split()[-1:]
        )
        return replace(previous[1], indicator=" ".join([*phrase, *label]), mark=None, near="pronoun")

    def _verb(self, mark: Mark, first: int) -> Topic | None:
        """ "Kenya sold goods worth …", "China bought $9 billion" of what the article's place sells."""
        if mark.record["kind"] == "duration":
            return None
        view = self.view
        stretch = " " + " ".join(w.lower for w in view.words[max(first, mark.first - 12) : mark.first]) + " "
        goods = "goods " if " goods " in stretch else ""
        subject = next((m for m in view.within(view.places, first, mark.first) if m.record["code"] != "world"), None)
        foreign = (
            subject is not None
            and self.home is not None
            and subject.record["code"] != self.home
            and subject.first - first <= 3
        )
        stop = view.bounds[view.sentence(mark.start)][1]
        whole = " " + " ".join(w.lower for w in view.words[first:stop]) + " "
        if foreign and (says(whole, "buyer_verb") != says(whole, "supplier_verb")):
            name = "exports" if says(whole, "buyer_verb") else "imports"
            base = self.running if self.running.flow == name else self.flowing if self.flowing.flow == name else None
            return replace(base, near="verb") if base else Topic(name, name, name, None, None, "verb")
        exports, imports = says(stretch, "exports_verb"), says(stretch, "imports_verb")
        if exports == imports:
            return None
        name = "exports" if exports else "imports"
        agents = [w for w in self.nouns.clean(self.nouns.product(mark)) if w not in word_class("agent")]
        if agents:
            return Topic(" ".join([*agents[:3], name]), name, name, None, None, "verb")
        return Topic(f"{goods}{name}", name, name, "goods" if goods else None, None, "verb")

    def _charged(self, mark: Mark, first: int) -> Topic | None:
        """ "goods will be charged 20 per cent" in an article that speaks of duties."""
        if mark.record["kind"] != "percent" or not self.dutied:
            return None
        stretch = " " + " ".join(w.lower for w in self.view.words[max(first, mark.first - 5) : mark.first]) + " "
        return Topic("tariff", "tariff", "imports", None, None, "verb") if says(stretch, "charged") else None

    def _product(self, phrase: list[str], mark: Mark) -> Topic | None:
        """A noun phrase in the place of the subject where trade is spoken of: "Automakers led with $3 billion",
        "chemicals ($2.7 billion)", "Ships: $2.24 billion"."""
        base = self.running if self.running.indicator_id in TRADE else self.first_flow or self.flowing
        if base.indicator_id not in TRADE or mark.record["kind"] not in (
            "money",
            "percent",
            "measure",
            "multiple",
            "fraction",
        ):
            return None
        phrase = [w for w in phrase if w not in phrase_words("empty") and w != "and"][:4]
        if not phrase or not base.indicator:
            return None
        label = base.indicator.split()[-1]
        return Topic(" ".join([*phrase, label]), base.indicator_id, base.flow, None, None, "product")

    def _moved(self, mark: Mark) -> str | None:
        """The flow of counted things that "went to" or "came from" somewhere."""
        stretch = " " + " ".join(self.view.after(mark, 5)) + " "
        exports, imports = says(stretch, "went_verb"), says(stretch, "came_verb")
        return None if exports == imports else "exports" if exports else "imports"

    def _head_id(self, noun: str) -> str | None:
        """The row of the indicator table that a counted noun heads by itself."""
        last = noun.lower().split()[-1] if noun else ""
        return next(
            (
                h.id
                for key in (last, f"{last}s")
                for h in heads().get(key, ())
                if len(h.words) == 1 and h.id == "arrivals"
            ),
            None,
        )

    def _counted(self, mark: Mark) -> Topic:
        """A counted thing is what is measured, with the words that hang on it and that it hangs on."""
        view = self.view
        noun = str(mark.record.get("noun") or mark.record["unit"])
        inside = [
            m
            for m in view.indicators
            if m.first <= mark.last + 1 and m.last >= mark.first and m.record["head"] >= mark.start
        ]
        indicator_id = inside[0].record["indicator_id"] if inside else self._head_id(noun)
        if indicator_id == "arrivals":
            label = noun.lower() if noun.lower().endswith("arrival") else f"{noun.lower()} arrivals"
            return Topic(label, indicator_id, None, None, inside[0] if inside else None, "noun")
        words = [*self.nouns.governor(mark), *noun.lower().split(), *self.nouns.tail(mark)]
        flow = inside[0].record["flow"] if inside else None
        phrase = " ".join(dict.fromkeys(words))
        flow = flow or self._flow_of(phrase) or self._moved(mark)
        return Topic(phrase, indicator_id, flow, None, inside[0] if inside else None, "noun")


__all__ = ["TRADE", "Topic", "Topics", "word_class"]
