"""One article's setting: newsroom, publication day, people, exchange rate, draws."""

from __future__ import annotations

import calendar
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, TypeVar

from generator import figures
from generator.figures import Desk, Period
from generator.story import Story, Timed, When, Who

T = TypeVar("T")

ROLES = ("chief economist", "senior analyst", "head of research", "trade economist")
FALLBACK = {"KES": Fraction(129)}
"""Rates only for the size of figures where no reference rate is at hand; they are never stated."""


@lru_cache(maxsize=1)
def _converter() -> Any:
    from currency_converter import CurrencyConverter

    return CurrencyConverter(fallback_on_wrong_date=True, fallback_on_missing_rate=True)


@cache
def dollar_rate(currency: str, year: int, number: int) -> Fraction:
    """Units of a currency a US dollar around the middle of a month (European Central Bank)."""
    if currency == "USD":
        return Fraction(1)
    if currency in FALLBACK:
        return FALLBACK[currency]
    rate = _converter().convert(1, "USD", currency, date=date(year, number, 15))
    return Fraction(Decimal(str(round(rate, 4))))


@dataclass
class Setting:
    """What plans draw from. `published` is the article's day."""

    rng: random.Random
    words: Mapping[str, Any]
    house: Mapping[str, Any]
    published: date = date(2024, 6, 10)
    title: str = ""
    used: set[str] = field(default_factory=set)
    story: Story = field(init=False)
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.story = Story(self.rng, self.words, marks=tuple(self.house["marks"]))
        pick = self.rng.choice
        self.desk = Desk(
            self.story,
            self.house,
            pick(self.house["percent"]),
            pick(self.house["money"]),
            pick(self.house["dollars"]),
        )
        self._period = self.rng.choice((2022, 2023, 2024)), self.rng.randint(2, 11)
        self._people()
        names = {key: str(self.house[key]) for key in ("country", "adjective", "office", "ministry", "bank", "tourism")}
        own = names["country"] + ("'" if names["country"].endswith("s") else "'s")
        self.story.put(countrys=own, **names, official=self.pick(["official", "government"]))
        self.story.put(bank_title=self.house["bank"].removeprefix("the "))
        self.story.put(yoy=self.pick(["year on year", "{agofrom}", "year-on-year", "{agofrom}"]))

    def pick(self, options: Sequence[T]) -> T:
        return self.rng.choice(list(options))

    def fresh(self, options: Sequence[str]) -> str:
        """One that this article hasn't used."""
        choice = self.pick([option for option in options if option not in self.used] or list(options))
        self.used.add(choice)
        return choice

    def between(self, low: float, high: float) -> Fraction:
        """A draw with four decimals."""
        return Fraction(self.rng.randint(int(low * 10_000), int(high * 10_000)), 10_000)

    def home(self, dollars: Fraction) -> Fraction:
        """Dollars in the newsroom's currency, roughly: it sets the size of figures."""
        return dollars * dollar_rate(self.house["currency"], *self._period)

    def rate(self, period: Period) -> Fraction | None:
        """The rate at which the newsroom converts, None where it has no reference."""
        if not self.house["converted"]:
            return None
        years = [int(period.value[-4:])] if period.value.startswith("FY") else [period.year]
        if period.value == str(period.year):
            months = range(1, 13)
        else:
            months = range(self.published.month, self.published.month + 1)
            years = [self.published.year]
        rates = [dollar_rate(self.house["currency"], years[0], m) for m in months]
        return sum(rates, Fraction(0)) / len(rates)

    def _people(self) -> None:
        family = self.fresh(self.house["family"])
        given = self.fresh(self.house["given"])
        name = f"{family} {given}" if self.house["family_first"] else f"{given} {family}"
        role, firm = self.pick(ROLES), self.fresh(self.house["think"])
        self.story.put(
            person=Who(name, family, role, firm), person_role=role, person_org=firm, person_last=family,
            remark=self.fresh(self.words["remarks"]["any"]), clause=self.fresh(self.words["remarks"]["clauses"]),
        )  # fmt: skip

    def tell(self, name: str) -> None:
        """Adds a sentence; every quotation has a speaker and words of its own."""
        if name == "quote":
            self._people()
        self.story.sentence(name)

    def relate(self, check: str, *keys: str, note: str = "") -> None:
        self.story.relate(check, *keys, note=note)

    def decimal(self, number: int) -> Decimal:
        return Decimal(number)

    def _publish(self, day: date, back: int) -> None:
        while day.weekday() > 4:
            day += timedelta(days=1)
        self.published = day
        self.story.put(**figures.day_slots(day, back if day.weekday() else 0))

    def month(self) -> Period:
        """The month before publication."""
        year, number = self._period
        self._publish(date(year, number + 1, self.rng.randint(4, 24)), self.rng.choice((0, 0, 1)))
        return figures.month(year, number)

    def so_far(self) -> Period:
        return figures.so_far(*self._period)

    def quarter(self) -> Period:
        year, number = self._period[0], self.rng.randint(1, 3)
        self._publish(date(year, number * 3 + 1, self.rng.randint(10, 26)), self.rng.choice((0, 0, 1)))
        return figures.quarter(year, number)

    def year(self) -> Period:
        year = self._period[0]
        if self.house["code"] == "IN" and not self.title and self.rng.random() < 0.6:
            self._publish(date(year, self.rng.choice((4, 5)), self.rng.randint(10, 25)), 0)
            return figures.fiscal_year(year)
        self._publish(date(year + 1, self.rng.choice((1, 2)), self.rng.randint(14, 26)), self.rng.choice((0, 1)))
        return figures.whole_year(year)

    def effective(self) -> tuple[int, When]:
        """The first day of a coming month, for a measure."""
        self.year()
        year, number = self.published.year, self.published.month + self.rng.choice((2, 3))
        style = self.house["date"]
        name = f"{calendar.month_name[number]} 1" if style.startswith("{mon") else f"1 {calendar.month_name[number]}"
        return number, When(name, f"{year}-{number:02}-01")

    def month_name(self) -> str:
        self.story.put(month_=When(figures.MONTHS[self._period[1]], f"{self._period[0]}-{self._period[1]:02}"))
        return "{month_}"

    def next_month(self) -> str:
        return f"{self._period[0]}-{self._period[1] + 1:02}"

    def next_month_slot(self, before: str = "in") -> Timed:
        name = figures.MONTHS[self._period[1] + 1]
        return ((f"{before} " if before == "in" else "", When(name, self.next_month())),)

    def when(self, value: str) -> When:
        return When(value, value)

    def year_slots(self, period: Period) -> None:
        """The slots for the year so far."""
        slots = figures.time_slots(period)
        self.story.put(inytd=slots["inper"], agoytd=slots["agofrom"], thanytd=slots["thanago"])

    def dateline(self) -> None:
        """City and date as the newsroom begins its articles; the date is annotated."""
        line = self.house["dateline"]
        if not line:
            return
        day = self.published
        mon = day.strftime("%b") + ("." if self.house["currency"] == "CNY" and day.month != 5 else "")
        said = self.house["date"].format(mon=mon, d=day.day, month=calendar.month_name[day.month], year=day.year)
        before, _, after = line.format(city=self.house["city"], date="\0").partition("\0")
        self.story.text += before
        if after or "{date}" in line:
            at = len(self.story.text)
            self.story.text += said
            self.story.dates.append({"span": (at, len(self.story.text)), "value": day.isoformat()})
        self.story.text += after
