"""A measure as one sentence tells it: whose it is and whom it touches, and whether it is one at all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.components import _policy_actors as actors
from extractor.components import _policy_context as context
from extractor.components import _policy_dates as dates
from extractor.components import _policy_sides as sides
from extractor.components import _policy_targets as targets
from extractor.components._policy_askers import Names, asked_by, asker
from extractor.components._policy_besides import AIMED, since
from extractor.components._policy_goods import goods
from extractor.components._policy_home import HOME
from extractor.components._policy_hosts import destination, inward
from extractor.components._policy_mentions import listed_topic, located, relief, supposed
from extractor.components._policy_merge import Found, anaphora, taxonomy
from extractor.components._policy_patterns import ANAPHOR, Match
from extractor.components._policy_rates import borne, gone, payer, rate_of, unmarked
from extractor.components._policy_small import small
from extractor.components._policy_status import Verdict, decide
from extractor.components._policy_unreal import NOTHING, settled
from extractor.components._policy_words import Words

JOINT = frozenset({"pact", "talks", "permit", "currency"})
"""Families whose two sides stand side by side: "China and Indonesia signed …"."""

EXEMPTION = "tariff_exemption"

UNAIMED = frozenset({"import_licensing", "carbon_border_adjustment", "de_minimis"})
"""Another country's measures on what comes in that, without a target told, touch all sides; the others touch the
article's own country."""

MODALS = frozenset({"mayv", "maynot"})

CONJUNCTION = "IN"
"""The tagger's word for the "that" which opens a clause."""

ASKED = frozenset({"known_it", "known_relief", "known_respite"})
"""The classes of "it" and "them" and of "a waiver", which mean a measure only where somebody asks for something."""

RELIEF = ASKED - {"known_it"}

RESTRICTED = frozenset({"that", "which"})
"""Words after a noun that tell which one is meant: "the rule that lets small parcels in" names a measure anew."""

ANSWERING = frozenset({"retaliatory_tariff", "dispute_settlement"})
"""Policies that touch the side that acted before, where nobody else is named."""

SEATED = frozenset({"free_trade_zone", "trade_facilitation"})
"""Policies whose names are also those of places: "found at the free zone"."""

LEVIES = frozenset({"levy", "tax", "levy_words", "tariff_w"})
"""Classes of words for a levy."""


@dataclass(slots=True)
class State:
    """What is known at a place of the article: its own country, the side that acted last, people and bodies, and
    the place with which the paragraph or one of its sentences opens ("JAKARTA - …", "In Addis Ababa, …"), the levy
    told last."""

    own: str | None
    names: Names
    published: str | None = None
    previous: str | None = None
    acting: str | None = None
    told: Found | None = None
    scene: str | None = None
    topic: str | None = None
    within: str | None = None
    section: str | None = None
    levy: Found | None = None
    flow: str | None = None
    """Which way the goods go of which the paragraph told last: exports, imports."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A match in its sentence: `others` are the matches around it, `act` governs it, [left, right) is its clause."""

    words: Words
    match: Match
    others: list[Match]
    state: State
    act: context.Act | None
    verdict: Verdict
    family: str
    left: int
    right: int

    @property
    def governed(self) -> bool:
        """Whether a verb or a noun of action tells what is done."""
        return self.act is not None and self.act.kind != "word"


@dataclass(frozen=True, slots=True)
class _Sides:
    """Whose a measure is, whom it touches, whether the sentence says the first, and whether it names who is asked."""

    actor: str | None
    target: str | None
    stated: bool
    pointed: bool = False


def read(words: Words, match: Match, found: list[Match], state: State, zone: str) -> Found | None:
    """The measure that a match tells, None where it tells none; `found` are the matches around it, with itself."""
    row = taxonomy()[match.detail or match.policy]
    rated = match.bare or any(words.find("percent", match.begin, match.end))
    alone = rated and match.policy in AIMED and borne(words, match.begin, match.end)
    act = None if alone else context.governing(words, match, found, str(row["family"]))
    verdict = settled(words, match, decide(words, match, act, row, zone))
    if verdict == NOTHING and act is None and match.weak:
        return None
    left, right = context.clause(words, match.begin, match.end)
    told = _Told(words, match, found, state, act, verdict, str(row["family"]), left, right)
    own = _turned(told, _asked(told) if verdict.cue >= 0 else _own(told))
    if match.bare and (gone(words, match.begin, match.end) or supposed(words, match)):
        return None
    own = _levied(told, own)
    if _unreal(told, own) or (match.policy == ANAPHOR and _means_nothing(told)):
        return None
    return _made(told, own, zone)


def _asked(told: _Told) -> _Sides:
    """The sides of a measure that somebody asks for: who asks, and who is asked."""
    words, state, cue = told.words, told.state, told.verdict.cue
    actor = asker(words, cue, state.names, state.own)
    aim = targets.asked(words, cue, actor)
    pointed = aim is not None
    if aim is None and words.low[cue] in small()["obliged"]:
        aim = sides.subject(words, cue, told.left)
    if (agent := asked_by(words, cue)) is not None:
        actor, aim = agent, sides.subject(words, cue, told.left)
    aim = actors.granted_by(words, told.match) or aim
    aim = state.own if aim in (None, HOME, "it") and actor != state.own else aim
    aim = None if aim in (HOME, "it") else aim
    return _Sides(actor, aim, True, pointed)


def _own(told: _Told) -> _Sides:
    """The sides of a measure that nobody asks for: who acts, and on whom."""
    words, match, state = told.words, told.match, told.state
    actor, partner, stated = _acting(told)
    shared: str | None = None
    if told.family in JOINT or told.verdict.action == "sign":
        actor, shared = targets.parted(actor)
    aim = shared or targets.target(words, match, told.act, actor, told.right, told.family)
    aim = aim or partner
    if aim is None and not stated and targets.on_goods_of(words, match, state.own):
        aim = state.own
        actor = destination(words, match, 0) or (state.previous if state.previous != state.own else None)
    if aim is None and match.policy in ANSWERING and state.acting != actor:
        aim = state.acting
    if aim is None and match.policy in inward() - UNAIMED and stated and actor != state.own and (
            told.verdict.action != "none"):
        aim = state.own
    return _Sides(actor, aim, stated)


def _acting(told: _Told) -> tuple[str | None, str | None, bool]:
    """Who acts, with whom by the place of which the text tells, and whether the sentence says so."""
    words, match, state, family = told.words, told.match, told.state, told.family
    partner: str | None = None
    actor, stated = actors.actor(words, match, told.act, told.left, told.right, family)
    if actor == "it":
        actor = state.previous or state.own
    elif actor in (None, HOME):
        near = state.scene or state.within or state.topic
        shared_in = family == "pact" or (family == "talks" and not state.scene)
        partner = near if shared_in and near != state.own else None
        actor = (state.own if partner else near) or (
            state.own if actor else actors.elsewhere(words, match, state.own, state.previous))
    if actor is not None and actor.startswith("it, "):
        actor = f"{state.previous or state.own}, {actor.removeprefix('it, ')}"
    return actor, partner, stated


def _turned(told: _Told, own: _Sides) -> _Sides:
    """The sides the other way round where the goods are the actor's own; nobody's measure touches himself."""
    actor, aim = own.actor, own.target
    if aim is not None and actor is not None and told.match.policy in inward() and told.verdict.cue < 0 and (
            told.act is None or told.act.kind != "verb") and targets.own_goods(told.words, told.match, actor) == aim:
        actor, aim = aim, actor
    return replace(own, actor=actor, target=None if aim == actor else aim)


def _levied(told: _Told, own: _Sides) -> _Sides:
    """The sides with what the words of paying say, and those of the levy told last."""
    words, match, levy = told.words, told.match, told.state.levy
    actor, aim = own.actor, own.target
    if match.policy in AIMED and told.verdict.cue < 0:
        known = (levy.actor, levy.target) if levy is not None else (None, None)
        actor, aim = payer(words, match.begin, match.end, told.left, (actor, aim), known, match.bare)
    if match.bare and match.policy == EXEMPTION and told.verdict.cue < 0 and levy is not None:
        actor, aim = levy.actor, actor if actor != levy.actor else aim
    return replace(own, actor=actor, target=aim)


def _unreal(told: _Told, own: _Sides) -> bool:
    """Whether a match tells no measure: there is none, another match tells it, it names a place, or too little is
    said of it."""
    words, match, act = told.words, told.match, told.act
    if told.family == "pact" and match.begin and (words.low[match.begin - 1] in small()["none"]
                                                  or words.low[max(match.begin - 2, 0)] == "without"):
        return True
    if listed_topic(words, match, told.governed):
        return True
    rival = any(other is not match and other.policy != "none" and (match.bare or not other.bare)
                and not relief(words, other)
                for other in told.others)
    if (match.weak or (match.generic and not match.action)) and rival and context.headed(words, match.begin) and not (
            act is not None and act.cost <= 3):
        return True
    if match.policy in SEATED and match.action is None and not told.governed and located(words, match):
        return True
    near = told.governed and act is not None and act.cost <= 5
    return match.weak and not (own.stated or own.target or near)


def _means_nothing(told: _Told) -> bool:
    """Whether a noun or pronoun for a measure told before means none here."""
    words, match = told.words, told.match
    if words.low[match.end:match.end + 1] and words.low[match.end] in RESTRICTED:
        return True
    if words.low[match.begin] == "that" and words.tags[match.begin] == CONJUNCTION:
        return True
    if match.end < len(words) and any(words.of(match.end, "exempt_n")):
        return True
    anaphor = _anaphor(words, match)
    if match.begin and words.low[match.begin - 1] in small()["whom"] and words.low[match.begin] in small()["subject"]:
        return True  # "the price that | it scrapped"
    return anaphor in ASKED and told.verdict.cue < 0


def _made(told: _Told, own: _Sides, zone: str) -> Found:
    """The measure with all that its sentence says of it."""
    words, match, verdict, act = told.words, told.match, told.verdict, told.act
    before = words.low[match.begin - 1] if match.begin else ""
    acted = verdict.action != "none" and (
        verdict.cue >= 0 or told.governed or (bool(match.action) and not _state(words, match)))
    begins, status = since(words, match, told.act, told.right, verdict, told.state.published)
    return Found(words.start[match.begin], words.end[match.end - 1], match.policy, match.detail, verdict.action,
                 status, own.actor, own.target, begins, dates.belonging(words, match, told.others, told.right),
                 own.stated, zone, acted, before in small()["definite"], not match.weak or own.target is not None,
                 _anaphor(words, match), words.start[0], goods(words, match), _named(words, match), match.bare,
                 rate_of(words, match.begin, match.end + 3), plain=_plain(words, match), pointed=own.pointed,
                 begun=act is not None and act.lemma.split("/")[0].split(" ")[0] in small()["beginning"] and any(
                     hit.lemma == act.lemma and hit.form in ("past", "both") for hit in words.hits[act.verb]))


def _plain(words: Words, match: Match) -> bool:
    """Whether nothing says of a levy, or of an exemption from one, that it is on what comes in."""
    levied = match.policy in AIMED or (match.policy == EXEMPTION and _named(words, match) and not any(
        words.find("dutyfree", match.begin, match.end)))
    return levied and unmarked(words, match.begin, match.end)


def _named(words: Words, match: Match) -> bool:
    """Whether a word for a levy stands in a match: "pay a duty of 5 percent", but not "pay 5 percent"."""
    return any(hit.cls in LEVIES for i in range(match.begin, match.end) for hit in words.hits[i])


def _state(words: Words, match: Match) -> bool:
    """Whether a match tells what may be done as it stands, no deed: "diesel may not leave by road"."""
    return match.action == "introduce" and any(
        hit.cls in MODALS for i in range(match.begin, match.end) for hit in words.hits[i])


def _anaphor(words: Words, match: Match) -> str:
    """The class of the last noun or pronoun of a match that data/policy_anaphora.csv knows."""
    known = RELIEF if relief(words, match) else anaphora().keys() - RELIEF
    last = [hit.cls for i in range(match.end - 1, match.begin - 1, -1) for hit in words.hits[i] if hit.cls in known]
    return last[0] if last else "known_levy"
