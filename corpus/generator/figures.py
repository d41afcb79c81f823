"""Figures in a newsroom's way of writing, and times in all the ways that name them."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from generator.story import Figure, Story, Timed, When, rounded, shown

SCALES: dict[str, tuple[tuple[int, str, str], ...]] = {
    "INR": ((10**12, "lakh crore", "lakh crore"), (10**7, "crore", "crore")),
    "": ((10**12, "trillion", "tn"), (10**9, "billion", "bn"), (10**6, "million", "m")),
}
MONTHS = calendar.month_name


def scale_of(value: Fraction, currency: str) -> tuple[int, str, str]:
    """The scale in which a value is written."""
    scales = SCALES.get(currency, SCALES[""])
    return next((s for s in scales if abs(value) >= s[0]), scales[-1])


def decimals_of(value: Fraction) -> int:
    """How many decimals news gives a number of that size."""
    return 2 if abs(value) < 10 else 1 if abs(value) < 1000 else 0


def number(value: Decimal) -> int | float:
    """A JSON number."""
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass
class Desk:
    """What one article's figures share: the newsroom, its place, the way it writes percent and money."""

    story: Story
    house: Mapping[str, Any]
    percent: str
    money_form: str
    dollar_form: str

    def field(self, key: str, surface: str, type: str, value: Decimal, unit: str, **gold: Any) -> Figure:
        fields = {
            "type": type,
            "value": number(value),
            "unit": unit,
            "qualifier": "exact",
            "role": "level",
            "direction": None,
            "indicator": None,
            "flow": None,
            "place": self.house["code"],
            "partner": None,
            "period": None,
            "baseline": None,
            "status": "reported",
            **gold,
        }
        figure = Figure(key, surface, fields)
        self.story.put(**{key: figure})
        return figure

    def money(
        self,
        key: str,
        true: Fraction,
        currency: str = "",
        decimals: int | None = None,
        per: str = "",
        **gold: Any,
    ) -> Figure:
        """An amount; `true` in currency units, `currency` the home one by default, `per` the thing of a price."""
        code = currency or self.house["currency"]
        form = self.money_form if code == self.house["currency"] else self.dollar_form
        if abs(true) < 10**6:
            places = 2 if abs(true) < 100 else 0
            value = rounded(true, places if decimals is None else decimals)
            said = form.format(n=shown(value, places), w="", s="").replace("  ", " ").strip()
            return self.field(
                key, said + (f" {per}" if per else ""), "money", value, code + _thing(per), **gold
            )
        factor, word, short = scale_of(true, code)
        scaled = true / factor
        places = decimals_of(scaled) if decimals is None else decimals
        value = rounded(scaled, places, gold.get("qualifier", "exact"))
        said = form.format(n=shown(value, places), w=word, s=short)
        return self.field(key, said, "money", value * factor, code, **gold)

    def count(
        self, key: str, true: Fraction, noun: str, unit: str, type: str = "count", **gold: Any
    ) -> Figure:
        """A number of things or a measure, in millions from 1,000,000 up, with its noun."""
        if abs(true) >= 10**6:
            places = 2 if true < 10**8 else 1
            value = rounded(true / 10**6, places, gold.get("qualifier", "exact"))
            return self.field(
                key, f"{shown(value, places)} million {noun}", type, value * 10**6, unit, **gold
            )
        value = rounded(true, 0)
        return self.field(key, f"{shown(value, 0)} {noun}", type, value, unit, **gold)

    def rate_of_change(self, key: str, true: Fraction, decimals: int = 1, **gold: Any) -> Figure:
        """A growth in percent; `true` is signed, 0.05 is 5 percent."""
        value = rounded(abs(true) * 100, decimals)
        fields = {"role": "growth", "direction": "up" if true >= 0 else "down", "baseline": "yoy", **gold}
        return self.field(key, f"{shown(value, decimals)}{self.percent}", "percent", value, "%", **fields)

    def share(self, key: str, true: Fraction, decimals: int = 1, **gold: Any) -> Figure:
        value = rounded(true * 100, decimals)
        fields = {"role": "share", **gold}
        return self.field(key, f"{shown(value, decimals)}{self.percent}", "percent", value, "%", **fields)

    def points(self, key: str, true: Fraction, decimals: int = 1, **gold: Any) -> Figure:
        """A change in percentage points; `true` is signed, 0.01 is one point."""
        value = rounded(abs(true) * 100, decimals)
        word = "percentage point" if value == 1 else "percentage points"
        fields = {"role": "change", "direction": "up" if true >= 0 else "down", "baseline": "yoy", **gold}
        return self.field(key, f"{shown(value, decimals)} {word}", "percentage_points", value, "pp", **fields)


def _thing(per: str) -> str:
    return "/" + PER[per] if per else ""


PER = {"a tonne": "t", "a barrel": "bbl", "each": "visitor", "a kilogram": "kg"}


@dataclass(frozen=True)
class Period:
    """A reported period: its value, the one a year before and, for months and quarters, the one before."""

    value: str
    year: int
    names: Timed
    ago: Timed
    ago_value: str
    before: Timed = ()
    before_value: str = ""


def _in(*names: str, value: str) -> tuple[tuple[str, When], ...]:
    """Names with the preposition "in", but for those that take none."""
    return tuple(
        ("" if name.startswith(("last ", "a ", "the month", "the year")) else "in ", When(name, value))
        for name in names
    )


def month(year: int, number: int) -> Period:
    value, ago = f"{year}-{number:02}", f"{year - 1}-{number:02}"
    last_year, last = (year, number - 1) if number > 1 else (year - 1, 12)
    name, before = MONTHS[number], f"{last_year}-{last:02}"
    return Period(
        value,
        year,
        _in(name, f"{name} {year}", "last month", name, value=value),
        _in(
            "a year earlier",
            "a year before",
            f"{name} {year - 1}",
            "the same month last year",
            "the same month of last year",
            value=ago,
        ),
        ago,
        _in(MONTHS[last], "the month before", "the previous month", value=before),
        before,
    )


def quarter(year: int, number: int) -> Period:
    value, ago = f"{year}-Q{number}", f"{year - 1}-Q{number}"
    word = ("first", "second", "third", "fourth")[number - 1]
    first, last = MONTHS[number * 3 - 2], MONTHS[number * 3]
    before = f"{year}-Q{number - 1}" if number > 1 else f"{year - 1}-Q4"
    return Period(
        value,
        year,
        _in(
            f"the {word} quarter",
            f"the {word} quarter of {year}",
            f"the {first}-{last} quarter",
            f"the three months to {last}",
            value=value,
        ),
        _in(
            "a year earlier",
            f"the {word} quarter of {year - 1}",
            "the same quarter last year",
            "a year before",
            value=ago,
        ),
        ago,
        _in("the previous quarter", "the preceding quarter", value=before),
        before,
    )


def so_far(year: int, number: int) -> Period:
    value, ago = f"{year}-01/{year}-{number:02}", f"{year - 1}-01/{year - 1}-{number:02}"
    count = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "11")[number]
    names = (
        f"the first {count} months",
        f"the first {count} months of {year}",
        f"the January-{MONTHS[number]} period",
        f"the {count} months to {MONTHS[number]}",
    )
    return Period(
        value,
        year,
        _in(*names, value=value),
        _in(
            "the same period last year",
            f"the same period of {year - 1}",
            "the corresponding period of last year",
            "a year earlier",
            value=ago,
        ),
        ago,
    )


def whole_year(year: int) -> Period:
    names = _in(str(year), str(year), "last year", value=str(year))
    ago = _in(str(year - 1), "the year before", "a year earlier", "the previous year", value=str(year - 1))
    return Period(str(year), year, names, ago, str(year - 1))


def fiscal_year(year: int) -> Period:
    """The Indian fiscal year that ends in March of `year`."""
    short, last = f"{year - 1}-{year % 100:02}", f"{year - 2}-{(year - 1) % 100:02}"
    names = _in(short, f"FY{year % 100:02}", f"the fiscal year {short}", value=f"FY{year}")
    ago = _in(
        last, f"FY{(year - 1) % 100:02}", "the previous fiscal year", "the year before", value=f"FY{year - 1}"
    )
    return Period(f"FY{year}", year, names, ago, f"FY{year - 1}")


def _with(before: str, times: Timed) -> Timed:
    return tuple((before, when) for _, when in times)


def time_slots(period: Period) -> dict[str, Timed]:
    """The slots that sentences use for a period and the one a year before."""
    slots = {
        "inper": period.names,
        "atago": period.ago,
        "agofrom": (*_with("from ", period.ago), *_with("compared with ", period.ago)),
        "agoon": (*_with("on ", period.ago), *_with("compared with ", period.ago)),
        "thanago": tuple(("than " + before, when) for before, when in period.ago),
        "ago": _with("", period.ago),
    }
    if period.before:
        slots |= {
            "prevfrom": (*_with("from ", period.before), *_with("compared with ", period.before)),
            "prevplain": period.before,
            "prevbare": _with("", period.before),
            "thanprev": tuple(("than " + before, when) for before, when in period.before),
        }
    return slots


def day_slots(published: date, back: int) -> dict[str, When]:
    """The weekday on which the figures came out, up to a day before the article."""
    day = published - timedelta(days=back)
    return {"day": When(calendar.day_name[day.weekday()], day.isoformat())}
