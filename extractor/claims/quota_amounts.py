"""Amounts that may come in free of duty, which are quotas: "the amount of Ukrainian wheat that may enter the EU free of
duty rises to 1.3 million tonnes a year from 1 million tonnes"."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

_KINDS = frozenset({"measure", "count", "multiple", "fraction", "percent"})
_VERB = 4
"""Words behind "that" or "which" in which the verb stands."""
_DUTIES = frozenset({"tariff", "fee", "exports", "imports", "volume", None})
"""Rows of what such an amount is taken for."""
_LEVIES = ("tariff", "fee")


def amount_let_in(view: View, mark: Mark, topic: Topic) -> Topic | None:
    """The quota that a sentence tells by the amount that may enter, or under which goods may."""
    if mark.record["kind"] not in _KINDS or topic.indicator_id not in _DUTIES:
        return None
    lead = view.lowers[mark.opens : mark.first]
    at = next((i for i, w in enumerate(lead) if w in word_class("let_in_amount")), None)
    if at is None or not says(f" {' '.join(lead[at:])} ", "duty_free") or _other_levy(view, mark):
        return None
    behind = lead[at + 1 :]
    relative = next((i for i, w in enumerate(behind) if w in word_class("relative")), None)
    may = word_class("may_modal")
    if relative is None or (relative and behind[relative - 1] == "and"):
        return None  # "and that of lamb will triple"
    if (may | word_class("entering_verb")).isdisjoint(behind[relative + 1 : relative + 1 + _VERB]):
        return None
    own = _goods(view, mark.opens + at + 1, mark.opens + at + 1 + relative)
    return Topic(" ".join([*own, "quota"]), "quota", "imports", None, None, "noun")


def let_in_free(view: View, mark: Mark, topic: Topic) -> Topic | None:
    """The quota of what a seller may bring in or a market lets in free or at its own duty: "Moldova can sell 30,000
    tonnes of plums to the EU duty-free", "lets in 9,000 tonnes of Kenyan tea at a duty of 5 percent"."""
    if mark.record["kind"] not in ("measure", "count", "multiple") or topic.indicator_id not in _DUTIES:
        return None
    i = mark.first - 1
    while i > mark.opens and view.lowers[i] in word_class("before_amount") | word_class("skip"):
        i -= 1
    led = view.lowers[max(mark.opens, i - _VERB) : i + 1]
    wishes = led[-2:-1] == ["to"] and not word_class("wish").isdisjoint(led[-3:-2])
    may = wishes or not (word_class("may_modal") | word_class("lets_party")).isdisjoint(led[:-1])
    sells = led[-1:] != [] and led[-1] in word_class("may_sell") and may
    behind = f" {' '.join(view.lowers[mark.last + 1 : mark.closes])} "
    reduced = says(behind, "at_a_duty") and says(f" {' '.join(led[-2:])} ", "lets_in_goods")
    if not (sells and says(behind, "entry_free")) and not reduced:
        return None
    after = view.after(mark, 2)
    k = mark.last + 1 + (after[:1] == ["of"]) + 2 * (after in (["as", "much"], ["as", "many"]))
    while k < mark.closes and view.covered[k] == "place":
        k += 1
    nouns = Nouns(view)
    own = nouns.clean(nouns.phrase(k, mark.closes))[-3:] if k > mark.last + 1 else []
    return Topic(" ".join([*own, "quota"]), "quota", "imports", None, None, "noun")


def let_out(view: View, mark: Mark, topic: Topic) -> Topic | None:
    """The quota of what may go out or come in: "a quota for exports of 9,000 tonnes of rice", "allowed imports of 9,000
    tonnes of rice"."""
    named, kinds, flow = topic.mark, ("measure", "count"), str(topic.flow)
    if topic.indicator_id == "quota" and topic.flow is None and mark.record["kind"] in kinds:
        out = says(f" {' '.join(view.after(mark, 4))} ", "sent_out")
        return replace(topic, flow="exports") if out else None
    if topic.indicator_id not in ("exports", "imports") or named is None or mark.record["kind"] not in kinds:
        return None
    lets = view.lowers[mark.first - 1] in word_class("lets_out")
    if flow == "exports" and lets and says(f" {' '.join(view.after(mark, 8))} ", "sent_out"):
        return Topic(str(topic.indicator).removesuffix("s") + " quota", "quota", "exports", None, None, "noun")
    i = named.first - 1 - (view.lowers[named.first - 1] == "the")
    limited = view.lowers[i] in ("for", "on") and view.lowers[i - 1] in word_class("quota_noun")
    near = mark.opens < i and view.lowers[named.last + 1 : mark.first][:1] == ["of"] and mark.first - named.last <= 4
    if not near or not (limited or view.lowers[i] in word_class("lets_out")):
        return None
    nouns = Nouns(view)
    own = nouns.clean(nouns.phrase(mark.last + 2, mark.closes))[-3:] if view.after(mark, 1) == ["of"] else []
    own = own or [w for w in str(topic.indicator).split() if w != flow]
    return Topic(" ".join([*own, flow.removesuffix("s"), "quota"]), "quota", flow, None, None, "noun")


def _other_levy(view: View, mark: Mark) -> bool:
    """Whether a levy is named before a number, other than what the goods are free of, or right behind it."""
    told = [m for m in view.within(view.indicators, mark.opens, mark.first) if m.record["indicator_id"] in _LEVIES]
    free = [m for m in told if "free" in view.lowers[max(mark.opens, m.first - 2) : m.last + 1]]
    behind = word_class("rate_head") & set(view.after(mark, 3))
    return len(told) > len(free) or bool(behind)


def _goods(view: View, first: int, stop: int) -> list[str]:
    """The goods behind "of" or "for", or of a quota's relative clause: "under which Argentine beef enters"."""
    nouns = Nouns(view)
    if view.lowers[first] not in ("of", "for"):
        first = stop + 1
        stop = next((i for i in range(first, len(view.words)) if view.lowers[i] in word_class("entering_verb")), first)
    else:
        first += 1
    told = [i for i in range(first, stop) if view.covered[i] != "place" and nouns.is_noun(i)]
    return nouns.clean([view.lowers[i] for i in told])[-3:]
