"""From when the numbers of a measure hold, where their own words don't date them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from extractor.claims.base_figures import is_base_figure
from extractor.claims.cues import word_class
from extractor.claims.date_words import announced, instituted, said
from extractor.claims.dates import DAY, Dates, value_of
from extractor.claims.lead_measures import assign_lead_measures
from extractor.claims.measure_days import assign_measure_days
from extractor.claims.measures import policy_of
from extractor.claims.period_clauses import blamed, of_a_pact, of_later_verb
from extractor.claims.period_words import stands_beside
from extractor.claims.rate_dates import lifted
from extractor.claims.topic import rows_of
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

_SETTING = frozenset({"introduce", "raise", "cut", "expand", "relax", "shorten", "tighten"})
"""What a measure's action must be for its numbers to hold from its first day."""
_LEAD = 2
"""The last of the sentences that tell what an article is about."""


def assign_effects(view: View, dates: Dates, links: list[Link]) -> None:
    """What a measure sets has the date from which the measure applies."""
    _by_policy(view, links)
    assign_measure_days(view, links)
    assign_lead_measures(view, links)
    starts = _Starts(view, dates)
    if not starts.told:
        _twins(view, links, False)
        return
    for made in links:
        decided = made.status == "reported" or starts.bare  # a proposed duty has the day of its own bill alone
        if _is_rate(made) and made.period is None and decided and not is_base_figure(view, made):
            aside = stands_beside(view, made) or blamed(view, made) or lifted(view, made.mark)
            value = None if aside else starts.of(made.mark)
            if value is not None and not _of_another(view, made.mark, value):
                made.period, made.period_how = value, "inherited"
    _twins(view, links, True)


def _is_rate(made: Link) -> bool:
    return made.role == "rate" and made.topic.indicator_id in rows_of("measure")


class _Starts:
    """The sentences of an article that tell from when duties apply."""

    def __init__(self, view: View, dates: Dates) -> None:
        self.view = view
        self.told: dict[int, list[str]] = {}
        for d in view.dates:
            number = d.sentence
            if d.record["value"] and (self._of_duty(number) or self._points(number)) and self._starts(d):
                self.told.setdefault(number, []).append(value_of(d))
        days = {value for values in self.told.values() for value in values}
        first = next(iter(view.policies), None)
        remedy = first is not None and first["policy"] in word_class("remedy_policies")
        self.bare = first is not None and self._is_led(first) and all(map(self._bare, self.told))
        self.only = days.pop() if (remedy or self.bare) and len(days) == 1 else None
        """The day from which the duties apply that an article on a trade remedy is about."""

    def _of_duty(self, number: int, kind: str = "duty_noun") -> bool:
        first, stop = self.view.bounds[number]
        return any(w.lower in word_class(kind) for w in self.view.words[first:stop])

    def _is_led(self, first: Mapping[str, Any]) -> bool:
        """Whether an article opens with a duty that is set."""
        lead = self.view.sentences[min(_LEAD, len(self.view.sentences) - 1)][1]
        duty = first["policy"] in word_class("duty_policies")
        return bool(duty and first["start"] < lead and first["action"] in _SETTING)

    def _bare(self, number: int) -> bool:
        """Whether a sentence opens with the duties that the article is about: "The duties would apply from Jan. 1"."""
        first, stop = self.view.bounds[number]
        opening = self.view.lowers[first : first + 2]
        bare = opening[:1] == ["the"] and set(opening[1:]) <= word_class("duty_noun") and len(opening) > 1
        return (bare or self._points(number)) and not self.view.within(self.view.places, first, stop)

    def _points(self, number: int) -> bool:
        first, stop = self.view.bounds[number]
        return first < stop and self.view.words[first].lower in word_class("pronoun")

    def _starts(self, date: Mark) -> bool:
        view = self.view
        before = view.before(date, 2)
        if not before or before[-1] in word_class("until"):
            return False
        if before[-1] in word_class("starting") or before == ["as", "of"]:
            return len(value_of(date)) == 10
        if set(view.before(date, 6)) & word_class("procedure"):
            return False
        around = [*view.before(date, 5), *view.after(date, 1)]
        return any(w in word_class("in_effect") for w in around)

    def _tells_alone(self, number: int, paragraph: int) -> bool:
        """Whether a sentence of a paragraph only tells when the one before begins: "It takes effect on Aug. 1."."""
        first, stop = self.view.bounds[number]
        same = self.view.paragraph(self.view.sentences[number][0]) == paragraph
        counted = self.view.within(self.view.quantities, first, stop)
        return same and all(q.record["kind"] == "duration" for q in counted)

    def of(self, mark: Mark) -> str | None:
        """The day told in a number's sentence, else in one before it in its paragraph; None where there are several."""
        before = self.view.before(mark, 6)
        if any(w in word_class("standing_rate") for w in before) or ("now" in before[-3:] and "will" not in before):
            return None  # "which now pay 20%"
        number = mark.sentence
        paragraph = self.view.paragraph(mark.start)
        follows = self.told.get(number + 1)
        if follows and number not in self.told and self._tells_alone(number + 1, paragraph):
            return follows[0] if len(set(follows)) == 1 else None
        if number not in self.told and self._of_duty(number, "own_charge"):
            return None
        while number >= 0 and self.view.paragraph(self.view.sentences[number][0]) == paragraph:
            found = self.told.get(number)
            if found:
                return found[0] if len(set(found)) == 1 else None
            number -= 1
        return self.only


def _twins(view: View, links: list[Link], rates: bool) -> None:
    """A headline's quota, stay or count of countries has the day of the same one below; so has a duty, with `rates`."""
    told: dict[tuple[str, str | None], list[Link]] = {}
    for made in links:
        told.setdefault(_figure(made), []).append(made)
    for made in links:
        if view.zone(made.mark.start) != "headline" or made.period is not None or is_base_figure(view, made):
            continue
        other = next((m for m in told[_figure(made)] if m is not made), None)
        set_below = other is not None and other.role == made.role and DAY.match(other.period or "") is not None
        if other is not None and (rates if _is_rate(made) else set_below):
            made.period, made.period_how = other.period, "headline" if other.period else "none"


def _figure(made: Link) -> tuple[str, str | None]:
    return made.mark.record["kind"], made.mark.record.get("value")


def _by_policy(view: View, links: list[Link]) -> None:
    """What a measure sets has the date from which the measure applies, where nothing else dates it."""
    for made in links:
        lasting = made.mark.record["kind"] == "duration" and made.role != "level"
        untold = made.period is None and made.period_how != "told"
        if not untold or lasting or made.role in ("growth", "price") or is_base_figure(view, made):
            continue
        aside = blamed(view, made) or (_is_rate(made) and (stands_beside(view, made) or lifted(view, made.mark)))
        policy = None if aside else policy_of(view, made.mark)
        if policy is None or policy["action"] not in _SETTING or policy["status"] == "suspended":
            continue
        claimed = made.mark.start in (policy.get("quantities") or ())
        if claimed and policy.get("effective") and not _of_another(view, made.mark, policy["effective"]):
            made.period, made.period_how = str(policy["effective"]), "inherited"


def _of_another(view: View, mark: Mark, effective: str) -> bool:
    """Whether the day of a measure is told in a number's sentence as that of its announcement, of the saying, of what
    was done later or of another thing: "last year's harvest"."""
    told = [d for d in view.within(view.dates, mark.opens, mark.closes) if value_of(d) == effective]
    return any(
        announced(view, d)
        or _told_on(view, d)
        or _names_pact(view, d)
        or (d.first > mark.last and of_later_verb(view, d))
        or (d.last < mark.first and (said(view, d) or of_a_pact(view, d, mark)))
        or view.text[d.end : d.end + 2] in ("'s", "’s")
        or str(d.record["text"]).endswith(("'s", "’s"))
        for d in told
    )


def _told_on(view: View, date: Mark) -> bool:
    """Whether a verb of saying stands right before a day: "…, the ministry said on Tuesday"."""
    led = [w for w in view.before(date, 2) if w != "on"]
    return led[-1:] != [] and led[-1] in word_class("saying")


def _names_pact(view: View, date: Mark) -> bool:
    """Whether a date names a pact: "Under the pact of May 8", "the accord struck in July"."""
    led = view.before(date, 3)
    if led[-1:] == ["of"]:
        return not word_class("pact_noun").isdisjoint(led[-2:-1])
    return instituted(view, date) and not word_class("pact_noun").isdisjoint(led)
