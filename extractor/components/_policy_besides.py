"""What a sentence tells beside a measure: further rates, what was done before, from when it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.components import _policy_context as context
from extractor.components import _policy_dates as dates
from extractor.components import _policy_rates as rates
from extractor.components._policy_merge import Found, taxonomy
from extractor.components._policy_patterns import ANAPHOR, Match
from extractor.components._policy_seconds import history, wish
from extractor.components._policy_status import Verdict
from extractor.components._policy_words import Words

AIMED = frozenset({"tariff", "retaliatory_tariff"})
"""Policies of levies of which a bare rate can be one."""

DONE = frozenset({"in_force", "ended", "suspended"})


def about(words: Words, talks: Found, pact: Match) -> Found:
    """The agreement about which talks are held, told as they are."""
    return replace(talks, start=words.start[pact.begin], end=words.end[pact.end - 1], policy=pact.policy,
                   detail=pact.detail)


def revising(words: Words, talks: Found, pact: Match) -> Found:
    """The agreement that talks are to make another one: it is negotiated, whatever is done to the talks."""
    if talks.status in ("suspended", "ended"):
        return about(words, talks, pact)
    running = talks.action == "negotiate" and talks.status in ("in_force", "announced")
    return replace(about(words, talks, pact), status=talks.status if running else "proposed", action="negotiate")


def beside(words: Words, match: Match, told: Found) -> Iterator[Found]:
    """The measure once more, as a clause beside it tells it: what was done before it was asked about, or who asks."""
    family = str(taxonomy()[match.policy]["family"])
    asked = told.status == "called_for"
    second = (history if asked else wish)(words, match, family)
    if second is not None and match.policy != ANAPHOR:
        actor, target = (told.target, None) if asked else (second.asker, told.actor)
        yield replace(told, action=second.action, status=second.status, actor=actor, target=target, effective=None,
                      stated=True, acted=True, definite=False)


def listed(words: Words, match: Match, told: Found, later: list[Match]) -> Iterator[Found]:
    """The further rates of a list that a levy opens, each of them a measure of its own."""
    if match.policy not in AIMED or told.zone == "headline":
        return
    taken = frozenset(i for other in later for i in range(other.begin, other.end))
    for rate in rates.listed(words, match.begin, match.end, taken):
        yield replace(told, start=words.start[rate.begin], end=words.end[rate.end - 1], rate=rate.text, listed=True,
                      target=rate.target or told.target, quantities=[words.start[rate.at]], goods=frozenset())


def since(words: Words, match: Match, act: context.Act | None, right: int, verdict: Verdict,
           published: str | None) -> tuple[str | None, str]:
    """From when the measure holds, and its status as the date tells it: what begins later is announced, what a
    present tense tells has begun where its date is past."""
    if match.bare and verdict.action == "none":
        return None, verdict.status
    since, starts = dates.effective(words, match, act, right)
    status, ahead = verdict.status, dates.ahead(since, published)
    if verdict.present and starts and since and published and not ahead:
        status = "in_force"
    if status not in DONE and not ahead and (published or not starts):
        since = None
    if starts and status in DONE and ahead:
        status = "announced"
    return since, status
