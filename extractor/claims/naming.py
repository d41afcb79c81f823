"""All that ties a number to what it measures, in order: the rules, the names of what is told, the fitted choices."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.areas import name_areas
from extractor.claims.article_goods import name_article_goods
from extractor.claims.baselines import assign_late
from extractor.claims.choice import choose
from extractor.claims.choice_parts import (
    agree_with_names,
    choose_flows,
    choose_periods,
    choose_places,
    chosen_roles,
)
from extractor.claims.confidence import kind_of
from extractor.claims.counted_things import name_counts
from extractor.claims.durations import name_durations
from extractor.claims.exclusions import name_exclusions
from extractor.claims.fixed_terms import name_fixed_terms
from extractor.claims.free_quotas import name_free_quotas
from extractor.claims.goods_names import name_goods, traded
from extractor.claims.label_words import stem
from extractor.claims.led_goods import name_led
from extractor.claims.levied_goods import name_levied_goods
from extractor.claims.lexicon import goods, word_class
from extractor.claims.link import Link, link
from extractor.claims.list_items import name_items
from extractor.claims.misfits import mend_names
from extractor.claims.owners import name_owners
from extractor.claims.period_headlines import agree_headlines
from extractor.claims.period_lists import agree_parts
from extractor.claims.pointing_names import name_pointed
from extractor.claims.predicate_goods import name_predicates
from extractor.claims.priced_things import name_prices
from extractor.claims.quotas_agreed import agree_quotas
from extractor.claims.ratio_names import name_ratios
from extractor.claims.ratios_again import repeat_ratios
from extractor.claims.rebates import name_rebates
from extractor.claims.run_in_heads import name_headed
from extractor.claims.scores import scored
from extractor.claims.sectors import name_sectors
from extractor.claims.stakes import name_stakes
from extractor.claims.status_words import choose_statuses
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular
from extractor.groups import rows_of

_PASSES = (
    mend_names, name_items, name_counts, name_prices, name_goods, name_levied_goods, name_durations, name_fixed_terms,
    name_owners, name_exclusions, name_ratios, name_headed, name_stakes, name_predicates, name_rebates, name_led,
    name_sectors, name_free_quotas, name_areas, name_pointed,
    name_article_goods, repeat_ratios,
)  # fmt: skip


LEAST = 6
"""Numbers of an article, at least, for the scorer to overrule the rules: it was fitted on whole articles."""


def named_by_rules(view: View) -> list[Link]:
    """The links of all quantities outside page furniture, in text order, with the rules' names of what they measure."""
    links = link(view)
    for name in _PASSES:
        name(view, links)
    return links


def linked(view: View) -> list[Link]:
    """The same with what the scorer chooses, as the claims have it. Chosen roles are given last, so that the other
    choices see the rules'."""
    links = named_by_rules(view)
    for made in links:
        made.rules_kind = kind_of(made)
    flows, scores = [made.topic.flow for made in links], scored(view, links)
    few = len(links) < LEAST
    roles = [(made.role, made.direction) for made in links] if few else chosen_roles(view, links, scores)
    choose_statuses(view, links, scores)
    if not few:
        choose_flows(view, links, scores)
        choose_periods(links, scores)
        choose_places(links, scores)
    agree_parts(view, links)
    agree_headlines(view, links)
    choose(view, links, scores, unread_only=few)
    agree_with_names(links, flows)
    agree_quotas(view, links)
    name_article_goods(view, links)
    late: set[int] = set()
    for number, (made, (role, direction)) in enumerate(zip(links, roles, strict=True)):
        if (role, direction) != (made.role, made.direction):
            made.passed_role = made.role, made.direction
            made.role, made.direction = role, direction
            made.baseline = made.baseline if role in ("growth", "change") else None
            if role in ("growth", "change") and made.baseline is None:
                late.add(number)
        elif role in ("growth", "change") and made.baseline is None and _found_late(made):
            late.add(number)
    if late:
        assign_late(view, links, frozenset(late))
    for made in links:
        if made.topic.indicator:
            made.topic = replace(made.topic, indicator=_compound(_said_once(made.topic.indicator)))
    return links


def _said_once(label: str) -> str:
    """A label without who trades and the words that it says again: "enterprises enterprises' foreign trade"."""
    words = traded(label.split())
    bare, light = [stem(word.rstrip("'’")) for word in words], word_class("says_nothing")
    return " ".join(word for n, word in enumerate(words) if bare[n] not in bare[n + 1 :] or bare[n] in light)


def _compound(label: str) -> str:
    """A label whose goods before its head are in the singular where that has another stem: "cherry exports"."""
    *words, head = label.split()
    ones = [w[:-2] if w.endswith("oes") else singular(w) if w.endswith("ies") else w for w in words]
    return " ".join([*(one if one in goods() else w for one, w in zip(ones, words, strict=True)), head])


def _found_late(made: Link) -> bool:
    """Whether only the scorer gave a number a period, and it is no measure's."""
    if made.topic.indicator_id in rows_of("measure"):
        return False
    return made.period_how == "chosen" and made.passed_period is None and made.period is not None
