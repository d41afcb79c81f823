"""Plans on flows of money and the economy."""

from __future__ import annotations

from fractions import Fraction

from generator.figures import time_slots
from generator.registry import plan
from generator.series import (
    Series,
    body,
    headline,
    in_dollars,
    levels,
    series,
    share_part,
)
from generator.setting import Setting
from generator.story import Figure


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
    s.desk.money("xb", one.now - first, period=period.value, indicator="foreign direct investment in services")
    s.relate("sum_of_parts", "xa", "xb", "x")
    s.desk.money("f", one.now * 5, period=str(period.year), status="target", indicator="foreign direct investment")
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
    s.story.put(**time_slots(period))
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
