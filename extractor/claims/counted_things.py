"""Counts in the words of their measure: countries that need no visa, tariff lines that are freed of duty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.lexicon import says, word_class
from extractor.claims.link import Link
from extractor.claims.period_words import of_a_package
from extractor.claims.topic import Topic
from extractor.claims.topic_keyword import visa_free
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular

_COUNTRIES = frozenset({"country", "countries", "nation", "nations"})
_BEHIND = 6
"""Words behind a number in which tariff lines are named."""
_FAR = 40
"""Words on each side of a number that tell what is done for what it counts."""
_LEAD = 60
"""Words at the start in which an article says what it is about."""
_NEAR = 3
"""Words behind a number's first one that may be its noun."""


def name_counts(view: View, links: Sequence[Link]) -> None:
    """Names counts of countries and of tariff lines by what is done for them, and what packages hold by these; counted
    nouns are in the plural."""
    for made in links:
        kind = made.mark.record["kind"]
        if made.role == "other" and (package := of_a_package(view, made.mark)):
            what = "weight" if package in word_class("packages") else "size"
            made.topic = Topic(f"{singular(package)} {what}", None, made.topic.flow, None, None, "fixed")
            continue
        label = (made.topic.indicator or "").split()
        if not label or kind not in ("count", "percent", "fraction"):
            continue
        told = _tariff_lines(view, made) or (_countries(view, made, label) if kind == "count" else label)
        told = _plural(view, made, told) if kind == "count" else told
        if told != label:
            row = None if told[-1] == "lines" else made.topic.indicator_id
            made.topic = replace(made.topic, indicator=" ".join(told), indicator_id=row)


def _sentence(view: View, made: Link) -> str:
    """The words around a number, of its sentence."""
    mark = made.mark
    return " " + " ".join(view.lowers[max(mark.opens, mark.first - _FAR) : min(mark.closes, mark.last + _FAR)]) + " "


def _tariff_lines(view: View, made: Link) -> list[str] | None:
    """ "96 percent of tariff lines"."""
    mark = made.mark
    behind = view.lowers[mark.last + 1 : min(mark.closes, mark.last + 1 + _BEHIND)]
    own = view.lowers[mark.first : mark.last + 1]
    if not says(f" {' '.join([*own, *behind])} ", "tariff_lines"):
        return None
    freed = says(_sentence(view, made), "freed_of_duty")
    return ["duty-free", "tariff", "lines"] if freed else ["tariff", "lines"]


def _countries(view: View, made: Link, label: list[str]) -> list[str]:
    """Countries whose people need no visa or whose goods pay no duty."""
    if not _COUNTRIES & {label[-1], singular(str(made.mark.record.get("noun") or "").split(" ")[-1].lower())}:
        return label
    people = word_class("people_of")
    if "visa-free" in label:
        return ["visa-free", *(w for w in label if w not in _COUNTRIES | people | {"visa-free"}), "countries"]
    if visa_free(view, made.mark) or (people & set(label) and _leads_visa_free(view)):
        return ["visa-free", "countries"]
    return ["duty-free", "countries"] if says(_sentence(view, made), "freed_of_duty") else label


def _leads_visa_free(view: View) -> bool:
    """Whether the headline or the lead speaks of going without a visa: the countries whose citizens are told of below
    are those that need none."""
    return says(f" {' '.join(view.lowers[:_LEAD])} ", "visa_free")


def _plural(view: View, made: Link, label: list[str]) -> list[str]:
    """A label whose counted noun is written as the text has it: "countries", not "country"."""
    mark = made.mark
    near = view.lowers[mark.first : min(mark.closes, mark.last + 1 + _NEAR)]
    plurals = {singular(w): w for w in near if w.endswith(("ies", "oes"))}
    return [plurals.get(w, w) for w in label]
