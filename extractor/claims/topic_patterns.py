"""Ways in which the words around a number name what it measures, one construction a method."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View
from extractor.components.indicators import heads
from extractor.components.indicators import word_class as phrase_words


class Patterns:
    """The constructions; `running`, `flowing` and `first_flow` are what the text speaks of so far."""

    def __init__(self, view: View, home: str | None) -> None:
        self.view = view
        self.home = home
        """The place that the article reports on."""
        self.dutied = any(m.record["indicator_id"] == "tariff" for m in view.indicators) or any(
            "tariff" in str(p.get("type")) for p in view.doc._.policies
        )
        self.nouns = Nouns(view)
        self.running = Topic()
        self.flowing = Topic()
        """The last topic that can grow: no balance."""
        self.first_flow: Topic | None = None
        self.sector: str | None = None
        self.consumed: set[int] = set()
        """Wholes that a share named: "60 percent of exports"."""

    def compared(self, mark: Mark, before: Mark) -> bool:
        """Whether a number is what the one before it is compared with: "€16 bn in trade in goods, compared with
        €12 bn"."""
        view = self.view
        i = mark.first - 1
        while i > before.last and view.words[i].lower in word_class("passed_over") and not view.covered[i]:
            i -= 1
        return (
            i > before.last
            and view.words[i].lower in word_class("base")
            and view.words[i].lower not in ("below", "above", "from", "than", "instead")
        )

    def fronted(self, mark: Mark) -> Topic | None:
        """A number that opens the sentence: "At 4.4 million tonnes, exports of phosphate were 3 percent lower"."""
        view = self.view
        first, stop = view.bounds[view.sentence(mark.start)]
        opens = mark.first - first <= 2 and view.words[first].lower in ("at", "with", "on")
        if not opens or mark.last + 1 >= stop or "," not in view.words[mark.last + 1].gap:
            return None
        return self.later(mark)

    def later(self, mark: Mark) -> Topic | None:
        """The first indicator of the sentence behind a number."""
        view = self.view
        stop = view.bounds[view.sentence(mark.start)][1]
        marks = view.within(view.indicators, mark.last + 1, stop)
        return next(
            (self.of_mark(m, "later") for m in marks if m.record["indicator_id"] not in rows_of("generic")), None
        )

    def stay(self, mark: Mark) -> Topic | None:
        """A permitted stay or a time of clearance that the sentence names."""
        view = self.view
        first, stop = view.bounds[view.sentence(mark.start)]
        marks = [
            m for m in view.within(view.indicators, first, stop) if m.record["indicator_id"] in ("stay", "transit_time")
        ]
        return self.of_mark(min(marks, key=lambda m: abs(m.first - mark.first)), "left") if marks else None

    def is_age(self, mark: Mark) -> bool:
        """ "the 47-year-old jurist", "Pittet, 61,"."""
        surface = mark.record["text"].lower()
        return (
            self.view.after(mark, 1) == ["old"]
            or surface.endswith("old")
            or ("year" not in surface and mark.record["unit"] == "year" and surface.isdigit())
        )

    def flow_of(self, phrase: str | None) -> str | None:
        """The flow that the words of an open phrase tell."""
        words = set((phrase or "").replace("-", " ").split())
        exports, imports = (
            bool(words & word_class("exports_words")),
            bool(words & word_class("imports_words")),
        )
        return None if exports == imports else "exports" if exports else "imports"

    def part_of(self, mark: Mark, cue: Cue) -> Topic | None:
        """A part of a named whole: "Machinery contributed 60 percent of exports", "services $67 billion of the
        import bill", "161 billion rand, or 30% of services exports, …"."""
        view = self.view
        told = self.restated(mark) if mark.record["kind"] in ("money", "measure", "count") else None
        after = view.after(told or mark, 1)
        if after != ["of"] or not (cue.share or told):
            return None
        last = (told or mark).last
        stop = view.bounds[view.sentence(mark.start)][1]
        whole = next(iter(view.within(view.indicators, last + 2, min(stop, last + 6))), None)
        if whole is None or whole.record["flow"] is None:
            return None
        phrase = self.nouns.clean(self.nouns.product(mark))
        opens = mark.first - view.bounds[view.sentence(mark.start)][0] <= 2 or told is not None
        if not phrase and not opens:
            return None
        self.consumed.add(whole.first)
        topic = self.of_mark(whole, "part")
        if not phrase:
            return replace(topic, mark=None)
        label = str(topic.indicator).split()[-1]
        return Topic(" ".join([*phrase, label]), topic.indicator_id, topic.flow, None, None, "part")

    def exceeded(self, mark: Mark) -> Topic | None:
        """The balance of "exports exceeded imports by $780 million" or "imports of $5 bn outstripped exports by …"."""
        view = self.view
        if mark.record["kind"] != "money" or view.before(mark, 1)[-1:] != ["by"]:
            return None
        first = view.bounds[view.sentence(mark.start)][0]
        flows = [m for m in view.within(view.indicators, first, mark.first) if m.record["flow"] in ("exports", "imports")]
        if len(flows) < 2 or flows[-1].record["flow"] == flows[-2].record["flow"]:
            return None
        between = " " + " ".join(w.lower for w in view.words[flows[-2].last + 1 : flows[-1].first + 1]) + " "
        if not says(between, "exceeding"):
            return None
        name = "surplus" if flows[-1].record["flow"] == "imports" else "deficit"
        sector = flows[-1].record["sector"] or self.sector
        label = f"{sector} trade {name}" if sector else f"trade {name}"
        return Topic(label, f"trade_{name}", "balance", sector, None, "part")

    def restated(self, mark: Mark) -> Mark | None:
        """The share that follows an amount behind ", or"."""
        view = self.view
        k = mark.last + 1
        if k + 1 >= len(view.words) or view.words[k].lower != "or" or "," not in view.words[k].gap:
            return None
        following = view.within(view.quantities, k + 1, k + 2)
        return following[0] if following and following[0].record["kind"] in ("percent", "fraction") else None

    def priced(self, mark: Mark, unit: str, previous: tuple[Mark, Topic] | None) -> Topic:
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

    def combined(self, mark: Mark, previous: tuple[Mark, Topic]) -> bool:
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
        if r["indicator_id"] == "revenue" and not r["modifiers"] and self.running.flow == "exports":
            return replace(self.running, mark=indicator, near=near)
        flow = r["flow"] or (self.flow_of(r["modifiers"]) if r["indicator_id"] not in ("arrivals",) else None)
        return Topic(r["indicator"], r["indicator_id"], flow, r["sector"], indicator, near)

    def pronoun(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
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

    def verb(self, mark: Mark, first: int) -> Topic | None:
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

    def charged(self, mark: Mark, first: int) -> Topic | None:
        """ "goods will be charged 20 per cent" in an article that speaks of duties."""
        if mark.record["kind"] not in ("percent", "percentage_points") or not self.dutied:
            return None
        near = 10 if self.view.before(mark, 1) == ["at"] else 5
        stretch = " " + " ".join(w.lower for w in self.view.words[max(first, mark.first - near) : mark.first]) + " "
        return Topic("tariff", "tariff", "imports", None, None, "verb") if says(stretch, "charged") else None

    def product(self, phrase: list[str], mark: Mark) -> Topic | None:
        """A noun phrase in the place of the subject where trade is spoken of: "Automakers led with $3 billion",
        "chemicals ($2.7 billion)", "Ships: $2.24 billion"."""
        base = self.running if self.running.indicator_id in rows_of("divisible") else self.first_flow or self.flowing
        if base.indicator_id not in rows_of("divisible") or mark.record["kind"] not in (
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
        label = base.indicator.split()[-1] if base.flow else base.indicator
        return Topic(" ".join([*phrase, label]), base.indicator_id, base.flow, None, None, "product")

    def moved(self, mark: Mark) -> str | None:
        """The flow of counted things that "went to" or "came from" somewhere, or that a place "exported"."""
        after = " " + " ".join(self.view.after(mark, 5)) + " "
        before = " " + " ".join(self.view.before(mark, 3)) + " "
        exports = says(after, "went_verb") or says(before, "exports_verb")
        imports = says(after, "came_verb") or says(before, "imports_verb")
        return None if exports == imports else "exports" if exports else "imports"

    def head_id(self, noun: str) -> str | None:
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

    def reach(self, mark: Mark) -> tuple[int, int]:
        """The words of a number's sentence before it."""
        return self.view.bounds[self.view.sentence(mark.start)][0], mark.first

    def counted(self, mark: Mark) -> Topic:
        """A counted thing is what is measured, with the words that hang on it and that it hangs on."""
        view = self.view
        noun = str(mark.record.get("noun") or mark.record["unit"])
        inside = [
            m
            for m in view.indicators
            if m.first <= mark.last + 1 and m.last >= mark.first and m.record["head"] >= mark.start
        ]
        indicator_id = inside[0].record["indicator_id"] if inside else self.head_id(noun)
        if indicator_id == "arrivals":
            whole = noun.lower().split()[-1] in word_class("arriving")
            label = noun.lower() if whole else f"{noun.lower()} arrivals"
            return Topic(label, indicator_id, None, None, inside[0] if inside else None, "noun")
        elided = noun.lower() not in mark.record["text"].lower()
        unit = noun.lower() in word_class("unit_noun") and self.running.indicator_id in rows_of("divisible")
        told = [m for m in view.within(view.indicators, *self.reach(mark)) if m.record["indicator_id"] == "arrivals"]
        if elided and told:
            return self.of_mark(told[-1], "left")
        if unit:
            return replace(self.running, near="inherited")
        flow_by_verb = self.moved(mark)
        if flow_by_verb and indicator_id is None:
            return Topic(f"{noun.lower()} {flow_by_verb}", flow_by_verb, flow_by_verb, None, None, "verb")
        lead = " ".join(view.words[i].lower for i in range(*view.bounds[view.sentence(mark.start)])[:2])
        if says(f" {lead} ", "these") and self.running.indicator_id in rows_of("divisible"):
            return replace(self.running, mark=None, near="noun")
        words = [*self.nouns.governor(mark), *noun.lower().split(), *self.nouns.tail(mark)]
        flow = inside[0].record["flow"] if inside else None
        phrase = " ".join(dict.fromkeys(words))
        flow = flow or self.flow_of(phrase) or self.moved(mark)
        return Topic(phrase, indicator_id, flow, None, inside[0] if inside else None, "noun")
