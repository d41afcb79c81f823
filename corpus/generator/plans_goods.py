"""Plans on goods, containers and visitors."""

from __future__ import annotations

from fractions import Fraction

from generator.figures import MONTHS, Period, time_slots
from generator.registry import plan
from generator.series import (
    body,
    counted,
    headline,
    rounded_price,
    series,
)
from generator.setting import Setting
from generator.story import Figure


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
