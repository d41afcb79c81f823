"""What plans are made of: series of figures with their relations, headlines, paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from generator.figures import Period
from generator.setting import Setting
from generator.story import Figure


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


def counted(s: Setting, one: Series, period: Period, noun: str, unit: str, type: str = "count", **gold: Any) -> None:
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
    s.desk.money("b", abs(balance), period=period.value, flow="balance", indicator=f"{prefix or ''}trade {word}")
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


def rounded_price(s: Setting, key: str) -> Fraction:
    """The price as stated, so that price times volume needn't bear two roundings."""
    figure = s.story.slots[key]
    assert isinstance(figure, Figure)
    return Fraction(str(figure.gold["value"]))
