"""Plans on trade as a whole."""

from __future__ import annotations

from fractions import Fraction

from generator.figures import time_slots
from generator.registry import plan
from generator.series import (
    Series,
    balance_word,
    body,
    flows,
    headline,
    in_dollars,
    levels,
    partner,
    series,
    share_part,
    two_flows,
)
from generator.setting import Setting


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
    s.story.put(s=s.pick(["{countrys} trade in services", "{adjective} services trade"]), **time_slots(period))
    share_part(s, exports.now, "x1", period, "travel", "travel services exports", "exports", "services exports")
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
def tariff(s: Setting) -> None:
    """A tariff raised: rates, the points between them, and the trade that it hits."""
    good = s.pick(["flat steel", "used cars", "cotton yarn", "solar panels", "frozen chicken"])
    low = s.between(4, 20) // 1
    high = low + s.pick([2, 5, 10, 15, 20])
    _, effective = s.effective()
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
    s.story.put(good=good, eff=effective, s=f"imports of {good}", country_short="{adjective}", **time_slots(period))
    headline(
        s,
        "{country} to raise tariff on " + good + " to {r1}",
        "{adjective} duty on " + good + " goes up to {r1}",
        pairs=("r1",),
    )
    body(s, ("tariffs", "tariffpoints"), ("leadprev_plain",), ("quote",), ("?quote", "?reported"))


@plan
def visa(s: Setting) -> None:
    """Visa-free stays prolonged and the list of countries extended."""
    short, long = s.pick([(15, 30), (30, 60), (14, 30), (30, 90)])
    few, added = s.pick([34, 38, 43, 54]), s.pick([4, 6, 9, 12])
    _, effective = s.effective()
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
