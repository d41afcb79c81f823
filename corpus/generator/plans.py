"""Article plans: what a newsroom tells of one release, with true figures from which all stated ones follow.

Figures are drawn exactly and rounded only where they are written, so that every relation between stated
figures holds within their rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from generator.figures import MONTHS, Period, time_slots
from generator.setting import Setting
from generator.story import Figure

Plan = Callable[[Setting], None]
PLANS: dict[str, Plan] = {}


def plan(function: Plan) -> Plan:
    PLANS[function.__name__] = function
    return function


@dataclass
class Series:
    """One measured thing at two times."""

    key: str
    now: Fraction
    growth: Fraction

    @property
    def before(self) -> Fraction:
        return self.now / (1 + self.growth)


def series(s: Setting, key: str, now: Fraction, low: float, high: float) -> Series:
    """A series with a growth drawn between `low` and `high` percent, never near zero."""
    growth = s.between(low, high) / 100
    if abs(growth) < Fraction(4, 1000):
        growth = Fraction(13, 1000)
    return Series(key, now, growth)


def levels(s: Setting, one: Series, period: Period, **gold: Any) -> None:
    """The slots level, level before, growth and change of a money series: x, p, g and d with its key."""
    s.desk.money(f"x{one.key}", one.now, period=period.value, **gold)
    s.desk.money(f"p{one.key}", one.before, period=period.ago_value, **gold)
    s.desk.rate_of_change(f"g{one.key}", one.growth, period=period.value, **gold)
    change = one.now - one.before
    direction = "up" if change > 0 else "down"
    fields = {**gold, "role": "change", "direction": direction, "baseline": "yoy"}
    s.desk.money(f"d{one.key}", abs(change), period=period.value, **fields)
    s.relate("growth_from_levels", f"x{one.key}", f"p{one.key}", f"g{one.key}")
    s.relate("change_from_levels", f"x{one.key}", f"p{one.key}", f"d{one.key}")


def counted(
    s: Setting, one: Series, period: Period, noun: str, unit: str, type: str = "count", **gold: Any
) -> None:
    """The slots v, pv and gv of a counted or measured series."""
    s.desk.count(f"v{one.key}", one.now, noun, unit, type, period=period.value, **gold)
    s.desk.count(f"pv{one.key}", one.before, noun, unit, type, period=period.ago_value, **gold)
    s.desk.rate_of_change(f"gv{one.key}", one.growth, period=period.value, **gold)
    s.relate("growth_from_levels", f"v{one.key}", f"pv{one.key}", f"gv{one.key}")


def alias(s: Setting, **names: str) -> None:
    """Lets sentence slots stand for figures under other names."""
    s.story.put(**{slot: s.story.slots[name] for slot, name in names.items()})


def in_dollars(s: Setting, key: str, true: Fraction, period: Period, **gold: Any) -> None:
    """The slot `xu`: the figure `key`, half of the time with its dollars beside it."""
    s.story.put(xu="{" + key + "}")
    rate = s.rate(period)
    if rate is not None and s.story.rng.random() < 0.6:
        qualifier = s.pick(["exact", "about", "about"])
        s.desk.money("usd", true / rate, "USD", period=period.value, qualifier=qualifier, **gold)
        s.story.put(xu=s.pick(["{%s} ({usd})", "{%s} [or {usd}|({usd})]"]) % key)
        s.relate("currency_conversion", key, "usd")


def headline(s: Setting, *templates: str, pairs: tuple[str, ...] = ()) -> None:
    """The title, and the relations of its figures to the body's."""
    s.story.write(s.pick(templates))
    s.title = s.story.text
    for key in pairs:
        s.relate("headline_body", f"title.{key}", key)


def body(s: Setting, *paragraphs: tuple[str, ...]) -> None:
    """Dateline and paragraphs of sentences by name; a name that begins with ? is told half of the time."""
    s.story.text += "\n\n"
    s.dateline()
    for number, names in enumerate(paragraphs):
        if number:
            s.story.paragraph()
        for name in names:
            if not name.startswith("?") or s.story.rng.random() < 0.6:
                s.tell(name.removeprefix("?"))
    s.story.text = s.story.text.rstrip()


def flows(s: Setting, period: Period, exports: Series, imports: Series, goods: str = "") -> None:
    """Exports, imports and their balance, with the relations among them."""
    prefix = f"{goods} " if goods else ""
    levels(s, exports, period, flow="exports", indicator=f"{prefix}exports")
    levels(s, imports, period, flow="imports", indicator=f"{prefix}imports")
    balance = exports.now - imports.now
    word = "surplus" if balance > 0 else "deficit"
    s.desk.money(
        "b", abs(balance), period=period.value, flow="balance", indicator=f"{prefix or ''}trade {word}"
    )
    s.relate("balance", "x1", "x2", "b")
    s.story.put(s1=f"{prefix}exports", s2=f"{prefix}imports")


def two_flows(s: Setting, monthly: bool = True) -> tuple[Series, Series]:
    """Exports and imports of the newsroom's country in home currency, clearly apart."""
    size = s.home(Fraction(str(s.house["size"])) * 10**9) * (1 if monthly else 12)
    exports = series(s, "1", size * s.between(88, 112) / 100, -9, 16)
    gap = s.between(8, 30) / 100 * s.pick([1, -1])
    imports = series(s, "2", exports.now * (1 + gap), -9, 16)
    return exports, imports


def balance_word(s: Setting, exports: Series, imports: Series) -> str:
    return "surplus" if exports.now > imports.now else "deficit"


@plan
def customs_month(s: Setting) -> None:
    """Total trade of a month: exports, imports, balance, a partner, the year so far."""
    period, sofar = s.month(), s.so_far()
    exports, imports = two_flows(s)
    flows(s, period, exports, imports)
    before = exports.before + imports.before
    total = Series("", exports.now + imports.now, (exports.now + imports.now) / before - 1)
    levels(s, total, period, flow="total", indicator="foreign trade")
    s.relate("sum_of_parts", "x1", "x2", "x")
    s.relate("growth_of_total", "g", "g1", "g2")
    in_dollars(s, "x", total.now, period, flow="total", indicator="foreign trade")
    s.story.put(
        s=s.pick(["the country's foreign trade", "{countrys} foreign trade", "{adjective} foreign trade"]),
        **time_slots(period),
    )
    months = int(sofar.value[-2:])
    year = series(s, "y", total.now * months * s.between(94, 105) / 100, -6, 9)
    s.desk.money("xy", year.now, period=sofar.value, flow="total", indicator="foreign trade")
    s.desk.rate_of_change("gy", year.growth, period=sofar.value, flow="total", indicator="foreign trade")
    s.year_slots(sofar)
    partner(s, total.now, period, "total", "foreign trade", s.pick(["trade with", "two-way trade with"]))
    headline(
        s,
        "{countrys} foreign trade {title:g} {g} in " + s.month_name(),
        "{country} posts {b} trade " + balance_word(s, exports, imports),
        pairs=("g", "b"),
    )
    body(
        s,
        ("lead", "flows"),
        (balance_word(s, exports, imports), "?ytd"),
        ("partner", "?quote"),
        ("quote", "?reported"),
    )


def partner(s: Setting, total: Fraction, period: Period, flow: str, indicator: str, phrase: str) -> None:
    """Trade with one partner: level, growth, and the slots of the sentence `partner`."""
    name, code, _ = s.pick(s.house["partners"])
    gold = {"flow": flow, "indicator": indicator, "partner": code}
    one = series(s, "q", total * s.between(6, 22) / 100, -14, 24)
    s.desk.money("xq", one.now, period=period.value, **gold)
    s.desk.rate_of_change("gq", one.growth, period=period.value, **gold)
    s.story.put(name=name, trade_with=phrase)
    s.desk.share("sh", one.now / total, period=period.value, **gold)
    s.relate("share_of_total", "xq", "x", "sh")


@plan
def services_year(s: Setting) -> None:
    """Services trade of a year, with what changed in the deficit."""
    period = s.year()
    exports, imports = two_flows(s, monthly=False)
    exports = Series("1", exports.now / 4, exports.growth)
    imports = Series("2", imports.now / 4, imports.growth)
    flows(s, period, exports, imports, "services")
    before = exports.before + imports.before
    total = Series("", exports.now + imports.now, (exports.now + imports.now) / before - 1)
    levels(s, total, period, flow="total", indicator="services trade")
    s.relate("sum_of_parts", "x1", "x2", "x")
    s.relate("growth_of_total", "g", "g1", "g2")
    in_dollars(s, "x", total.now, period, flow="total", indicator="services trade")
    s.story.put(
        s=s.pick(["{countrys} trade in services", "{adjective} services trade"]), **time_slots(period)
    )
    share_part(
        s, exports.now, "x1", period, "travel", "travel services exports", "exports", "services exports"
    )
    headline(
        s,
        "{countrys} services trade {title:g} {g}",
        "{adjective} trade in services hits {x}",
        pairs=("g", "x"),
    )
    body(
        s,
        ("lead",),
        ("flows", balance_word(s, exports, imports)),
        ("share", "?points"),
        ("quote", "?reported"),
    )


def share_part(
    s: Setting,
    total: Fraction,
    whole: str,
    period: Period,
    part: str,
    indicator: str,
    flow: str | None,
    of: str,
) -> None:
    """A part of a total with its share now and a year before."""
    share = s.between(8, 46) / 100
    earlier = share + s.between(1, 5) / 100 * s.pick([1, -1])
    gold = {"flow": flow, "indicator": indicator}
    s.desk.money("xp", total * share, period=period.value, **gold)
    s.desk.share("sh", share, period=period.value, **gold)
    s.desk.share("sh0", earlier, period=period.ago_value, **gold)
    s.desk.points("pp", share - earlier, period=period.value, flow=flow, indicator=f"{indicator} share")
    s.relate("share_of_total", "xp", whole, "sh")
    s.relate("percentage_points", "sh", "sh0", "pp")
    s.story.put(part=part, of=of)


@plan
def trade_deficit(s: Setting) -> None:
    """A month's deficit against a year before, its two sides and a forecast."""
    period = s.month()
    size = s.home(Fraction(str(s.house["size"])) * 10**9)
    exports = series(s, "1", size * s.between(85, 110) / 100, -9, 9)
    imports = series(s, "2", exports.now * s.between(112, 135) / 100, -9, 9)
    flows(s, period, exports, imports)
    gap, earlier = imports.now - exports.now, imports.before - exports.before
    if earlier <= 0 or abs(gap / earlier - 1) < Fraction(1, 100):
        earlier = gap / Fraction(114, 100)
        imports = Series("2", imports.now, imports.now / (exports.before + earlier) - 1)
        flows(s, period, exports, imports)
    deficit = Series("", gap, gap / earlier - 1)
    levels(s, deficit, period, flow="balance", indicator="trade deficit")
    s.relate("balance", "x1", "x2", "x")
    s.relate("repeated_value", "x", "b")
    s.story.put(**time_slots(period))
    s.desk.money(
        "f",
        gap * s.between(85, 120) / 100,
        period=s.next_month(),
        flow="balance",
        indicator="trade deficit",
        status="forecast",
    )
    s.story.put(
        s="the deficit",
        innext=s.next_month_slot(),
        next=s.next_month_slot("for"),
        who=s.pick(s.house["think"]),
    )
    headline(
        s,
        "{adjective} trade deficit {gap:g} {g} to {x}",
        "{countrys} trade gap {gap:g} to {x}",
        pairs=("g", "x"),
    )
    body(s, ("gaplead", "?gapchange"), ("flows",), ("?quote", "forecast"), ("quote",))


@plan
def tourism(s: Setting) -> None:
    """A year's foreign visitors, their spending, and the main origin."""
    period = s.year()
    arrivals = series(s, "", s.between(2_300_000, 38_000_000), -8, 34)
    noun, unit = s.pick(
        [
            ["foreign visitors", "visitor"],
            ["international tourists", "tourist"],
            ["overseas visitors", "visitor"],
        ]
    )
    counted(s, arrivals, period, noun, unit, indicator="international arrivals")
    spent = s.home(s.between(600, 1900))
    s.desk.money(
        "price",
        spent,
        period=period.value,
        role="price",
        per="each",
        decimals=0,
        indicator="spending per visitor",
    )
    price = s.story.slots["price"]
    assert isinstance(price, Figure)
    price.surface = price.surface.removesuffix(" each")
    s.story.put(price="{price_} [each|apiece]", price_=price)
    s.desk.money("val", spent * arrivals.now, period=period.value, indicator="tourism receipts")
    s.relate("price_times_volume", "v", "price", "val")
    name, code, _ = s.pick([p for p in s.house["partners"] if len(p[1]) == 2])
    share = s.between(7, 34) / 100
    s.desk.count(
        "xp",
        arrivals.now * share,
        "visitors",
        "visitor",
        period=period.value,
        partner=code,
        indicator="international arrivals",
    )
    s.desk.share("sh", share, period=period.value, partner=code, indicator="international arrivals")
    s.relate("share_of_total", "xp", "v", "sh")
    s.story.put(part=name, of="arrivals", **time_slots(period))
    headline(s, "{country} welcomes {v}", "Foreign arrivals in {country} {titles:gv} {gv}", pairs=("v", "gv"))
    body(s, ("arrivals", "?quote"), ("spending_alone",), ("share_count",), ("quote", "?reported"))


@plan
def commodity(s: Setting) -> None:
    """Exports of one commodity in a quarter: volume, average price, earnings."""
    goods(
        s,
        s.quarter(),
        s.pick(["copper", "soybeans", "iron ore", "phosphate", "sugar"]),
        s.between(240_000, 9_000_000),
        s.between(300, 900),
    )


def goods(s: Setting, period: Period, good: str, volume: Fraction, price: Fraction) -> None:
    one = series(s, "", volume, -18, 30)
    singular = good.removesuffix("s") if good.endswith("ns") else good
    gold = {"flow": "exports", "indicator": f"{singular} exports"}
    counted(s, one, period, "tonnes", "t", "measure", **gold)
    s.desk.money(
        "price",
        price,
        "USD",
        period=period.value,
        role="price",
        per="a tonne",
        decimals=0,
        flow="exports",
        indicator=f"{singular} export price",
    )
    exact = rounded_price(s, "price")
    s.desk.money("val", exact * one.now, "USD", period=period.value, **gold)
    s.relate("price_times_volume", "v", "price", "val")
    name, code, _ = s.pick([p for p in s.house["partners"] if len(p[1]) == 2])
    share = s.between(9, 41) / 100
    s.desk.count("xp", one.now * share, "tonnes", "t", "measure", period=period.value, partner=code, **gold)
    s.desk.share("sh", share, period=period.value, partner=code, **gold)
    s.relate("share_of_total", "xp", "v", "sh")
    s.story.put(good=good, part=name, of=f"{singular} exports", s=f"{singular} exports", **time_slots(period))
    headline(
        s,
        "{adjective} " + f"{singular} exports" + " {titles:gv} {gv}",
        "{country} ships {v} of " + good,
        pairs=("gv", "v"),
    )
    body(s, ("volume",), ("pricing", "?quote"), ("share_count",), ("quote", "?reported"))


def rounded_price(s: Setting, key: str) -> Fraction:
    """The price as stated, so that price times volume needn't bear two roundings."""
    figure = s.story.slots[key]
    assert isinstance(figure, Figure)
    return Fraction(str(figure.gold["value"]))


@plan
def farm_exports(s: Setting) -> None:
    """A season's farm exports of a year."""
    goods(
        s,
        s.year(),
        s.pick(["coffee", "tea", "avocado", "beef", "orange juice"]),
        s.between(42_000, 980_000),
        s.between(1200, 5200),
    )


@plan
def energy_imports(s: Setting) -> None:
    """A month's fuel imports with their bill."""
    period = s.month()
    fuel = s.pick(["crude oil", "liquefied natural gas", "coal"])
    one = series(s, "", s.between(820_000, 46_000_000), -16, 19)
    gold = {"flow": "imports", "indicator": f"{fuel} imports"}
    if fuel == "crude oil":
        counted(s, one, period, "barrels", "bbl", "measure", **gold)
        price, per = s.between(61, 94), "a barrel"
    else:
        counted(s, one, period, "tonnes", "t", "measure", **gold)
        price, per = s.between(110, 620), "a tonne"
    s.desk.money(
        "price",
        price,
        "USD",
        period=period.value,
        role="price",
        per=per,
        decimals=2 if price < 100 else 0,
        flow="imports",
        indicator=f"{fuel} import price",
    )
    s.desk.money("val", rounded_price(s, "price") * one.now, "USD", period=period.value, **gold)
    s.relate("price_times_volume", "v", "price", "val")
    s.story.put(fuel=fuel, s=f"{fuel} imports", **time_slots(period))
    before = series(s, "m", one.now, -12, 12)
    s.desk.rate_of_change("gm", before.growth, period=period.value, baseline="mom", **gold)
    headline(
        s,
        "{adjective} " + fuel + " imports {titles:gv} {gv}",
        "{country} buys {v} of " + fuel + " in " + s.month_name(),
        pairs=("gv", "v"),
    )
    body(s, ("energy", "?month"), ("bill",), ("quote", "?reported"))


@plan
def tariff(s: Setting) -> None:
    """A tariff raised: rates, the points between them, and the trade that it hits."""
    good = s.pick(["flat steel", "used cars", "cotton yarn", "solar panels", "frozen chicken"])
    low = s.between(4, 20) // 1
    high = low + s.pick([2, 5, 10, 15, 20])
    month_, effective = s.effective()
    gold = {"role": "rate", "flow": "imports", "indicator": f"{good} tariff"}
    s.desk.share("r0", Fraction(low) / 100, 0, period=None, **gold)
    s.desk.share("r1", Fraction(high) / 100, 0, period=effective.value, **gold)
    s.desk.points(
        "pp",
        Fraction(high - low) / 100,
        0,
        period=effective.value,
        baseline=None,
        flow="imports",
        indicator=f"{good} tariff",
    )
    s.relate("percentage_points", "r1", "r0", "pp")
    s.story.measures["tariff_up"] = {"actor": s.house["code"], "target": None, "effective": effective.value}
    period = s.year()
    imports = series(s, "", s.home(s.between(400_000_000, 6_000_000_000)), -12, 40)
    levels(s, imports, period, flow="imports", indicator=f"{good} imports")
    in_dollars(s, "x", imports.now, period, flow="imports", indicator=f"{good} imports")
    s.story.put(
        good=good, eff=effective, s=f"imports of {good}", country_short="{adjective}", **time_slots(period)
    )
    headline(
        s,
        "{country} to raise tariff on " + good + " to {r1}",
        "{adjective} duty on " + good + " goes up to {r1}",
        pairs=("r1",),
    )
    body(s, ("tariffs", "tariffpoints"), ("leadprev_plain",), ("quote",), ("?quote", "?reported"))


@plan
def remittances(s: Setting) -> None:
    """A quarter's remittances and the share of the main source."""
    period = s.quarter()
    one = series(s, "", s.home(s.between(700_000_000, 28_000_000_000)), -6, 18)
    levels(s, one, period, indicator="remittances")
    share_part(
        s,
        one.now,
        "x",
        period,
        s.pick(["North America", "the Gulf", "Europe"]),
        "remittances",
        None,
        "remittances",
    )
    for key, code in (("xp", "part"), ("sh", "part"), ("sh0", "part"), ("pp", "part")):
        figure = s.story.slots[key]
        assert isinstance(figure, Figure)
        region = str(s.story.slots[code]).removeprefix("the ")
        figure.gold["partner"] = region
    s.story.put(**time_slots(period))
    headline(
        s,
        "Remittances to {country} {titles:g} {g}",
        "{adjective} workers abroad send home {x}",
        pairs=("g", "x"),
    )
    body(s, ("remit",), ("share", "?points"), ("quote", "?reported"))


@plan
def investment(s: Setting) -> None:
    """A half or quarter of foreign direct investment, in two sectors, with a target."""
    period = s.quarter()
    one = series(s, "", s.home(s.between(900_000_000, 31_000_000_000)), -22, 26)
    levels(s, one, period, indicator="foreign direct investment")
    in_dollars(s, "x", one.now, period, indicator="foreign direct investment")
    first = one.now * s.between(28, 66) / 100
    s.desk.money("xa", first, period=period.value, indicator="foreign direct investment in manufacturing")
    s.desk.money(
        "xb", one.now - first, period=period.value, indicator="foreign direct investment in services"
    )
    s.relate("sum_of_parts", "xa", "xb", "x")
    s.desk.money(
        "f", one.now * 5, period=str(period.year), status="target", indicator="foreign direct investment"
    )
    s.story.put(
        partone="manufacturing",
        parttwo="services",
        s="foreign investment",
        next=((("", s.when(str(period.year))),)),
        innext=(("in ", s.when(str(period.year))),),
        **time_slots(period),
    )
    headline(
        s,
        "Foreign investment in {country} {title:g} {g}",
        "{country} draws {x} of foreign investment",
        pairs=("g", "x"),
    )
    body(s, ("fdi",), ("parts", "?target"), ("quote", "?reported"))


@plan
def interest_rate(s: Setting) -> None:
    """A rate cut in basis points, and inflation in points."""
    period = s.month()
    step = s.pick([25, 50, 75])
    low = Fraction(s.pick([300, 425, 550, 675, 800, 925])) / 10000
    day = s.published.isoformat()
    s.desk.share("r1", low, 2, role="rate", period=None, indicator="policy rate")
    s.desk.share("r0", low + Fraction(step, 10000), 2, role="rate", period=None, indicator="policy rate")
    s.desk.field(
        "bp",
        f"{step} basis points",
        "basis_points",
        s.decimal(step),
        "bp",
        role="change",
        direction="down",
        indicator="policy rate",
    )
    s.relate("change_from_levels", "r1", "r0", "bp", note=f"decided on {day}")
    s.story.put(**time_slots(period), rates=("",) and "{r1}")
    headline(s, "{bank_title} cuts rates to {r1}", "Policy rate lowered by {bp}", pairs=("r1", "bp"))
    s.story.text += "\n\n"
    s.dateline()
    s.tell("rate")
    now, move = s.between(21, 78) / 1000, s.between(2, 9) / 1000 * s.pick([1, -1])
    gold = {"indicator": "inflation"}
    s.desk.share("r1", now, 1, role="rate", period=period.value, **gold)
    s.desk.share("r0", now - move, 1, role="rate", period=period.before_value, **gold)
    s.desk.points("pp", move, 1, period=period.value, baseline="mom", **gold)
    for key in ("r1", "r0", "pp"):
        figure = s.story.slots[key]
        assert isinstance(figure, Figure)
        figure.key = f"i{key}"
    s.relate("percentage_points", "ir1", "ir0", "ipp")
    s.story.paragraph()
    s.tell("inflation")
    s.story.paragraph()
    s.tell("quote")
    s.tell("reported")


@plan
def port(s: Setting) -> None:
    """A quarter's containers at a port, imports and exports."""
    period = s.quarter()
    one = series(s, "", s.between(180_000, 7_400_000), -11, 21)
    gold = {"indicator": "container throughput"}
    counted(s, one, period, "TEUs", "TEU", "measure", **gold)
    first = one.now * s.between(41, 59) / 100
    s.desk.count(
        "va",
        first,
        "TEUs",
        "TEU",
        "measure",
        period=period.value,
        indicator="container imports",
        flow="imports",
    )
    s.desk.count(
        "vb",
        one.now - first,
        "TEUs",
        "TEU",
        "measure",
        period=period.value,
        indicator="container exports",
        flow="exports",
    )
    s.relate("sum_of_parts", "va", "vb", "v")
    s.story.put(harbour=s.house["harbour"], **time_slots(period))
    headline(
        s,
        s.house["harbour"] + " port traffic {title:gv} {gv}",
        s.house["harbour"] + " handles {v}",
        pairs=("gv", "v"),
    )
    body(s, ("port", "portparts"), ("?quote",), ("quote", "?reported"))


@plan
def growth(s: Setting) -> None:
    """A quarter's GDP growth with contributions of net exports and domestic demand."""
    period = s.quarter()
    ca, cb = s.between(2, 9) / 1000, s.between(3, 14) / 1000
    one = Series("", Fraction(1), ca + cb)
    s.desk.rate_of_change("g", one.growth, period=period.value, indicator="gdp")
    for key, value, name in (("ca", ca, "net exports"), ("cb", cb, "domestic demand")):
        s.desk.points(
            key,
            value,
            period=period.value,
            baseline=None,
            indicator=f"contribution of {name} to gdp growth",
            flow="balance" if key == "ca" else None,
        )
    s.relate("growth_contribution", "ca", "cb", "g")
    s.story.put(**time_slots(period), qoq="{yoy}", s="growth")
    headline(s, "{adjective} economy {title:g} {g}", "{countrys} GDP {title:g} {g}", pairs=("g",))
    body(s, ("gdp", "contributions"), ("quote",), ("?quote", "?reported"))


@plan
def cars(s: Setting) -> None:
    """A month's car exports and the electric ones among them."""
    period = s.month()
    one = series(s, "", s.between(21_000, 640_000), -19, 33)
    counted(s, one, period, "cars", "car", flow="exports", indicator="car exports")
    share = s.between(12, 47) / 100
    s.desk.count(
        "ve",
        one.now * share,
        "vehicles",
        "vehicle",
        period=period.value,
        flow="exports",
        indicator="electric car exports",
    )
    s.desk.share("sh", share, period=period.value, flow="exports", indicator="electric car exports")
    s.relate("share_of_total", "ve", "v", "sh")
    s.story.put(**time_slots(period), s="car exports")
    headline(
        s,
        "{adjective} car exports {titles:gv} {gv} in " + MONTHS[int(period.value[5:])],
        "{country} exports {v}",
        pairs=("gv", "v"),
    )
    body(s, ("cars", "evs"), ("quote",), ("?quote", "?reported"))


@plan
def visa(s: Setting) -> None:
    """Visa-free stays prolonged and the list of countries extended."""
    short, long = s.pick([(15, 30), (30, 60), (14, 30), (30, 90)])
    few, added = s.pick([34, 38, 43, 54]), s.pick([4, 6, 9, 12])
    _, effective = s.effective()
    gold = {"role": "level", "indicator": "visa-free stay", "type": "duration", "unit": "day", "key": ""}
    for key, days, when in (("n0", short, None), ("n1", long, effective.value)):
        s.desk.field(
            key,
            f"{days} days",
            "duration",
            s.decimal(days),
            "day",
            role="level",
            indicator="visa-free stay",
            period=when,
        )
    del gold
    for key, number, when in (("c0", few, None), ("c1", few + added, effective.value)):
        s.desk.field(
            key,
            f"{number} countries",
            "count",
            s.decimal(number),
            "country",
            indicator="countries eligible for visa-free entry",
            period=when,
        )
    s.desk.field(
        "cd",
        f"{added} countries",
        "count",
        s.decimal(added),
        "country",
        role="change",
        direction="up",
        indicator="countries eligible for visa-free entry",
        period=effective.value,
    )
    s.relate("change_from_levels", "c1", "c0", "cd")
    s.relate("rank_order", "n1", "n0")
    s.story.measures["visa_longer"] = {"actor": s.house["code"], "target": None, "effective": effective.value}
    s.story.put(eff=effective)
    headline(
        s,
        "{country} extends visa-free stays to {n1}",
        "{country} to let visitors stay {n1} without a visa",
        pairs=("n1",),
    )
    body(s, ("visa", "visalist"), ("quote",), ("?quote", "?reported"))
