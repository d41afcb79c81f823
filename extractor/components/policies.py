"""The policies of an article: each measure with what is done to it, how far it is, whose it is, whom it touches.

Only sentences in which a pattern of data/policies.jsonl stands are looked at closely. A measure is told once
for each action; what later mentions add is merged into the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components import _policy_actors as actors
from extractor.components import _policy_context as context
from extractor.components import _policy_dates as dates
from extractor.components import _policy_sides as sides
from extractor.components import _policy_targets as targets
from extractor.components._policy_askers import Names, asked_by, asker
from extractor.components._policy_besides import AIMED, about, beside, listed, since
from extractor.components._policy_goods import goods
from extractor.components._policy_home import HOME, home, section
from extractor.components._policy_hosts import destination, inward
from extractor.components._policy_marks import EURO, measured, mentions, note, numbers, sided
from extractor.components._policy_mentions import (
    conceded,
    doubled,
    likewise,
    located,
    supposed,
    titled,
    topic_of,
    within,
)
from extractor.components._policy_merge import Found, anaphora, merged, taxonomy
from extractor.components._policy_named import mark_bodies
from extractor.components._policy_named import sides as named
from extractor.components._policy_patterns import ANAPHOR, Match, matches
from extractor.components._policy_rates import borne, gone, payer, rate_of, unmarked
from extractor.components._policy_small import small
from extractor.components._policy_status import decide
from extractor.components._policy_unreal import NOTHING, settled
from extractor.components._policy_words import Words, classes, classify, cut
from extractor.components.attributes import Record, mark, tags, text_of

JOINT = frozenset({"pact", "talks", "permit", "currency"})
"""Families whose two sides stand side by side: "China and Indonesia signed …"."""

EXEMPTION = "tariff_exemption"

UNAIMED = frozenset({"import_licensing", "carbon_border_adjustment", "de_minimis"})
"""Another country's measures on what comes in that, without a target told, touch all sides; the others touch the
article's own country."""

DATELINE = (["-"], ["–"], ["—"], [":"])

MODALS = frozenset({"mayv", "maynot"})

CONJUNCTION = "IN"
"""The tagger's word for the "that" which opens a clause."""

PRONOUN = "known_it"
"""The class of "it" and "them", which mean a measure only where somebody asks for something."""

RESTRICTED = frozenset({"that", "which"})
"""Words after a noun that tell which one is meant: "the rule that lets small parcels in" names a measure anew."""

ANSWERING = frozenset({"retaliatory_tariff", "dispute_settlement"})
"""Policies that touch the side that acted before, where nobody else is named."""

SEATED = frozenset({"free_trade_zone", "trade_facilitation"})
"""Policies whose names are also those of places: "found at the free zone"."""

LEVIES = frozenset({"levy", "tax", "levy_words", "tariff_w"})
"""Classes of words for a levy."""

NEAR = 5
"""So many measures on each side are looked at for what stands between."""

SKIPPED_ZONES = frozenset({"boilerplate", "byline", "dateline"})


def _sentences(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Start, end and zone of each sentence outside of the zones that hold no claims."""
    zones = doc._.zones
    k = 0
    for sentence in doc.sents:
        while k + 1 < len(zones) and zones[k]["end"] <= sentence.start_char:
            k += 1
        zone = zones[k]["zone"] if zones and zones[k]["start"] <= sentence.start_char else "body"
        if zone not in SKIPPED_ZONES:
            yield sentence.start_char, sentence.end_char, zone


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


class Policies:
    """Writes doc._.policies and doc.spans["policies"]."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.policies = [_record(found) for found in merged(list(_found(doc)))]
        mark(doc, "policies", doc._.policies)
        return doc


def _found(doc: Doc) -> Iterator[Found]:
    text, places, quantities = text_of(doc), sided(doc._.places), doc._.quantities
    lands = [place for place in places if place["kind"] != "demonym"]
    layers = [("place", places), ("land", lands), ("person", mentions(doc._.people)),
              ("org", mentions(doc._.organizations)),
              ("date", [{**d, "code": d["value"]} for d in doc._.dates if d["value"]]), ("quantity", quantities)]
    first = [0] * len(layers)
    units = [record["unit"] for record in quantities if record["kind"] == "money"]
    own = home(text, doc._.places, doc._.zones, units)
    state = State("EU" if own == EURO else own, Names(
        [(person["name"], person.get("role") or "") for person in doc._.people],
        [body["name"] for body in doc._.organizations],
        groups=[person.get("organization") for person in doc._.people]), doc._.published)
    heads = {place["start"]: place for place in places}
    last, tagged = 0, tags(doc)
    for start, end, zone in _sentences(doc):
        if "\n" in text[last:start] or text[max(start - 2, 0):start].rstrip(" ").endswith("\n"):
            state.section = section(text, start, end, heads, state.section)
            state.scene, state.topic = state.section, None
        last = end
        words = cut(text, start, end)
        classify(words, classes())
        for i, (cls, records) in enumerate(layers):
            first[i] = note(words, records, cls, first[i])
        numbers(words)
        measured(words, quantities)
        mark_bodies(words)
        state.scene = _opening(words) or state.scene or state.section
        state.within = None
        found = matches(words)
        found = [match for k, match in enumerate(found)
                 if not doubled(match, found[k + 1:k + 2]) and not titled(words, match)]
        if found:
            known = tagged if zone != "headline" else {}
            words.tags = [known.get(at, "") for at in words.start]
            classify(words, context.cues())
            found = [conceded(words, match) for match in found]
        for k, match in enumerate(found):
            if k and topic_of(words, found[k - 1], match):
                continue
            if match.policy != "none" and not (k and within(words, found[k - 1], match)):
                result = _read(words, match, found[max(k - NEAR, 0):k + NEAR + 1], state, zone)
                if result is not None and result.action == "sign" and found[k + 1:] and topic_of(
                        words, match, found[k + 1]):
                    result = about(words, result, found[k + 1])
                if result is not None:
                    if state.told is not None and likewise(words, match):
                        result = replace(result, action=state.told.action, status=state.told.status, acted=True)
                    state.told = result
                    state.levy = result if result.policy in AIMED else state.levy
                    state.previous = result.actor if result.stated and result.status != "called_for" else state.previous
                    if result.stated and result.status != "called_for":
                        state.within = state.acting = result.actor
                    yield result
                    yield from beside(words, match, result)
                    yield from listed(words, match, result, found[k + 1:])
        _remember(words, state, bool(found))


def _remember(words: Words, state: State, told: bool) -> None:
    """Keeps the person named last, and the side with which a sentence without a measure begins."""
    for i, hits in enumerate(words.hits):
        for hit in hits:
            if hit.cls == "person":
                state.names.keep(words, i, int(hit.lemma))
    lead = sides.leading(words)
    if lead is not None and lead.code != HOME:
        state.topic = lead.code
    lead = next(named(words, 0, min(3, len(words))), None) or sides.closing(words)
    if not told and lead is not None and lead.kind not in ("demonym", "region") and lead.code != HOME:
        state.previous = lead.code


def _opening(words: Words) -> str | None:
    """The country of the place with which a sentence opens, alone, before a sign or after "in"."""
    first = 1 if words.low[:1] in (["in"], ["at"]) else 0
    for hit in words.of(first, "place") if first < len(words) else ():
        after = words.raw[first + hit.size:first + hit.size + 1]
        if hit.lemma.isupper() and not first and words.low[hit.size:] in ([], ["."], [":"]):
            return hit.lemma
        if hit.lemma.isupper() and (after == [","] if first else words.raw[0].isupper() and after in DATELINE):
            return hit.lemma
    return None


def _read(words: Words, match: Match, found: list[Match], state: State, zone: str) -> Found | None:
    row = taxonomy()[match.detail or match.policy]
    rated = match.bare or any(words.find("percent", match.begin, match.end))
    alone = rated and match.policy in AIMED and borne(words, match.begin, match.end)
    act = None if alone else context.governing(words, match, found, str(row["family"]))
    verdict = settled(words, match, decide(words, match, act, row, zone))
    if verdict == NOTHING and act is None and match.weak:
        return None
    left, right = context.clause(words, match.begin, match.end)
    family = str(row["family"])
    partner: str | None = None
    shared: str | None = None
    pointed = False
    if verdict.cue >= 0:
        actor, stated = asker(words, verdict.cue, state.names, state.own), True
        aim = targets.asked(words, verdict.cue, actor)
        pointed = aim is not None
        if aim is None and words.low[verdict.cue] in small()["obliged"]:
            aim = sides.subject(words, verdict.cue, left)
        if (agent := asked_by(words, verdict.cue)) is not None:
            actor, aim = agent, sides.subject(words, verdict.cue, left)
        aim = actors.granted_by(words, match) or aim
        aim = state.own if aim in (None, HOME, "it") and actor != state.own else aim
        aim = None if aim in (HOME, "it") else aim
    else:
        actor, stated = actors.actor(words, match, act, left, right, family)
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
        if family in JOINT or verdict.action == "sign":
            actor, shared = targets.parted(actor)
        aim = shared or targets.target(words, match, act, actor, right, family)
        aim = aim or partner
        if aim is None and not stated and targets.on_goods_of(words, match, state.own):
            aim = state.own
            actor = destination(words, match, 0) or (state.previous if state.previous != state.own else None)
        if aim is None and match.policy in ANSWERING and state.acting != actor:
            aim = state.acting
        if aim is None and match.policy in inward() - UNAIMED and stated and actor != state.own and (
                verdict.action != "none"):
            aim = state.own
    if aim is not None and actor is not None and match.policy in inward() and verdict.cue < 0 and (
            act is None or act.kind != "verb") and targets.own_goods(words, match, actor) == aim:
        actor, aim = aim, actor
    aim = None if aim == actor else aim
    if match.bare and (gone(words, match.begin, match.end) or supposed(words, match)):
        return None
    if match.policy in AIMED and verdict.cue < 0:
        known = (state.levy.actor, state.levy.target) if state.levy is not None else (None, None)
        actor, aim = payer(words, match.begin, match.end, left, (actor, aim), known, match.bare)
    if match.bare and match.policy == EXEMPTION and verdict.cue < 0 and state.levy is not None:
        actor, aim = state.levy.actor, actor if actor != state.levy.actor else aim
    if family == "pact" and match.begin and words.low[match.begin - 1] in small()["none"]:
        return None
    told = act is not None and act.kind != "word"
    rival = any(other is not match and other.policy != "none" and (match.bare or not other.bare)
                for other in found)
    if (match.weak or (match.generic and not match.action)) and rival and context.headed(words, match.begin) and not (
            act is not None and act.cost <= 3):
        return None
    if match.policy in SEATED and match.action is None and not told and located(words, match):
        return None
    if match.weak and not (stated or aim or (told and act is not None and act.cost <= 5)):
        return None
    before = words.low[match.begin - 1] if match.begin else ""
    if match.policy == ANAPHOR and words.low[match.end:match.end + 1] and words.low[match.end] in RESTRICTED:
        return None
    if match.policy == ANAPHOR and words.low[match.begin] == "that" and words.tags[match.begin] == CONJUNCTION:
        return None
    if match.policy == ANAPHOR and match.end < len(words) and any(words.of(match.end, "exempt_n")):
        return None
    if match.policy == ANAPHOR and _anaphor(words, match) == PRONOUN and verdict.cue < 0:
        return None
    acted = verdict.action != "none" and (
        verdict.cue >= 0 or told or (bool(match.action) and not _state(words, match)))
    begins, status = since(words, match, act, right, verdict, state.published)
    return Found(words.start[match.begin], words.end[match.end - 1], match.policy, match.detail, verdict.action,
                 status, actor, aim, begins, dates.belonging(words, match, found, right), stated, zone, acted,
                 before in small()["definite"], not match.weak or aim is not None, _anaphor(words, match),
                 words.start[0], goods(words, match), _named(words, match), match.bare,
                 rate_of(words, match.begin, match.end + 3),
                 plain=(match.policy in AIMED or (match.policy == EXEMPTION and _named(words, match) and not any(
                     words.find("dutyfree", match.begin, match.end)))) and unmarked(words, match.begin, match.end),
                 pointed=pointed)


def _named(words: Words, match: Match) -> bool:
    """Whether a word for a levy stands in a match: "pay a duty of 5 percent", but not "pay 5 percent"."""
    return any(hit.cls in LEVIES for i in range(match.begin, match.end) for hit in words.hits[i])


def _state(words: Words, match: Match) -> bool:
    """Whether a match tells what may be done as it stands, no deed: "diesel may not leave by road"."""
    return match.action == "introduce" and any(
        hit.cls in MODALS for i in range(match.begin, match.end) for hit in words.hits[i])


def _anaphor(words: Words, match: Match) -> str:
    """The class of the last noun or pronoun of a match that data/policy_anaphora.csv knows."""
    last = [hit.cls for i in range(match.end - 1, match.begin - 1, -1) for hit in words.hits[i]
            if hit.cls in anaphora()]
    return last[0] if last else "known_levy"


def _record(found: Found) -> Record:
    row = taxonomy()[found.detail or found.policy]
    return {"start": found.start, "end": found.end, "policy": found.policy, "detail": found.detail,
            "action": found.action, "status": found.status, "actor": found.actor, "target": found.target,
            "effective": found.effective, "mast": row.get("mast"), "quantities": found.quantities}


@Language.factory("extractor_policies", assigns=["doc._.policies", "doc.spans"], requires=["doc._.places"])
def make_policies(nlp: Language, name: str) -> Policies:
    return Policies()
