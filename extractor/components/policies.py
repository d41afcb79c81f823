"""The policies of an article: each measure with what is done to it, how far it is, whose it is, whom it touches.

Only sentences in which a pattern of data/policies.jsonl stands are looked at closely. A measure is told once
for each action; what later mentions add is merged into the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components import _policy_context as context
from extractor.components import _policy_sides as sides
from extractor.components._policy_askers import Names
from extractor.components._policy_besides import AIMED, about, beside, listed, revising
from extractor.components._policy_home import HOME, home, section
from extractor.components._policy_marks import EURO, measured, mentions, note, numbers, sided
from extractor.components._policy_mentions import (
    conceded,
    doubled,
    flow,
    improving,
    likewise,
    outward,
    tallied,
    titled,
    topic_of,
    unasked,
    unpaid,
    within,
)
from extractor.components._policy_merge import Found, merged, taxonomy
from extractor.components._policy_named import mark_bodies
from extractor.components._policy_named import sides as named
from extractor.components._policy_patterns import Match, matches
from extractor.components._policy_reading import State, read
from extractor.components._policy_small import small
from extractor.components._policy_words import Words, classes, classify, cut
from extractor.components.attributes import Record, mark, tags, text_of

DATELINE = (["-"], ["–"], ["—"], [":"])

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


class Policies:
    """Writes doc._.policies and doc.spans["policies"]."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.policies = [_record(found) for found in merged(list(_found(doc)))]
        mark(doc, "policies", doc._.policies)
        return doc


class _Layers:
    """The words of an article's sentences with the places, people, bodies, dates and numbers in them."""

    def __init__(self, doc: Doc) -> None:
        places = sided(doc._.places)
        self.text = text_of(doc)
        self.quantities = doc._.quantities
        self.layers = [("place", places), ("land", [place for place in places if place["kind"] != "demonym"]),
                       ("person", mentions(doc._.people)), ("org", mentions(doc._.organizations)),
                       ("date", [{**d, "code": d["value"]} for d in doc._.dates if d["value"]]),
                       ("quantity", self.quantities)]
        self.first = [0] * len(self.layers)
        self.heads = {place["start"]: place for place in places}

    def words(self, start: int, end: int) -> Words:
        """The words of a sentence; sentences are asked for in order."""
        words = cut(self.text, start, end)
        classify(words, classes())
        for i, (cls, records) in enumerate(self.layers):
            self.first[i] = note(words, records, cls, self.first[i])
        numbers(words)
        measured(words, self.quantities)
        mark_bodies(words)
        return words

    def opens_paragraph(self, last: int, start: int) -> bool:
        """Whether a sentence that starts at `start` is the first of its paragraph; the one before ends at `last`."""
        return "\n" in self.text[last:start] or self.text[max(start - 2, 0):start].rstrip(" ").endswith("\n")


def _state(doc: Doc) -> State:
    """What is known where the article begins."""
    units = [record["unit"] for record in doc._.quantities if record["kind"] == "money"]
    own = home(text_of(doc), doc._.places, doc._.zones, units)
    return State("EU" if own == EURO else own, Names(
        [(person["name"], person.get("role") or "") for person in doc._.people],
        [body["name"] for body in doc._.organizations],
        groups=[person.get("organization") for person in doc._.people]), doc._.published)


def _found(doc: Doc) -> Iterator[Found]:
    """Every mention of a measure, in the article's order."""
    layers, state = _Layers(doc), _state(doc)
    last, tagged = 0, tags(doc)
    for start, end, zone in _sentences(doc):
        if layers.opens_paragraph(last, start):
            state.section = section(layers.text, start, end, layers.heads, state.section)
            state.scene, state.topic, state.flow = state.section, None, None
        last = end
        words = layers.words(start, end)
        state.scene = _opening(words) or state.scene or state.section
        if words.low[:2] == ["at", "home"]:
            state.scene = state.previous = state.own
        state.within = None
        found = [outward(words, match, state.flow) for match in _matched(words, tagged if zone != "headline" else {})]
        yield from _told(words, found, state, zone)
        _remember(words, state, bool(found))


def _matched(words: Words, tagged: Mapping[int, str]) -> list[Match]:
    """The matches of a sentence that each tell a measure of their own; its words are then tagged."""
    found = matches(words)
    found = [match for k, match in enumerate(found)
             if not doubled(match, found[k + 1:k + 2]) and not titled(words, match)
             and not tallied(words, match) and not unpaid(words, match)]
    if found:
        words.tags = [tagged.get(at, "") for at in words.start]
        classify(words, context.cues())
        found = [conceded(words, match) for match in found if not unasked(words, match)]
    return found


def _told(words: Words, found: list[Match], state: State, zone: str) -> Iterator[Found]:
    """The measures that the matches of a sentence tell; each is remembered for those after it."""
    for k, match in enumerate(found):
        if k and any(told(words, found[k - 1], match) for told in (improving, topic_of, within)):
            continue
        if match.policy == "none":
            continue
        result = read(words, match, found[max(k - NEAR, 0):k + NEAR + 1], state, zone)
        if result is None:
            continue
        if result.action == "sign" and found[k + 1:] and topic_of(words, match, found[k + 1]):
            result = about(words, result, found[k + 1])
        if found[k + 1:] and improving(words, match, found[k + 1]):
            result = revising(words, result, found[k + 1])
        if state.told is not None and likewise(words, match):
            result = replace(result, action=state.told.action, status=state.told.status, acted=True)
        _keep(state, result)
        yield result
        yield from beside(words, match, result)
        yield from listed(words, match, result, found[k + 1:])


def _keep(state: State, result: Found) -> None:
    """Keeps the measure told last, and the side that acts in it."""
    state.told = result
    state.levy = result if result.policy in AIMED else state.levy
    if result.stated and result.status != "called_for":
        state.previous = state.within = state.acting = result.actor


def _remember(words: Words, state: State, told: bool) -> None:
    """Keeps the person named last, and the side with which a sentence without a measure begins."""
    for i, hits in enumerate(words.hits):
        for hit in hits:
            if hit.cls == "person":
                state.names.keep(words, i, int(hit.lemma))
    state.flow = flow(words) or state.flow
    lead = sides.leading(words)
    if lead is not None and lead.code != HOME:
        state.topic = lead.code
    lead = next(named(words, 0, min(3, len(words))), None) or sides.closing(words)
    if not told and lead is not None and lead.kind not in ("demonym", "region") and lead.code != HOME:
        state.previous = lead.code


def _opening(words: Words) -> str | None:
    """The country of the place with which a sentence opens, alone, before a sign or after "in"."""
    first = 1 if words.low[:1] in (["in"], ["at"]) else 0
    if words.low[first:first + 1] and words.low[first] in small()["hosting"]:
        return None
    for hit in words.of(first, "place") if first < len(words) else ():
        after = words.raw[first + hit.size:first + hit.size + 1]
        if hit.lemma.isupper() and not first and words.low[hit.size:] in ([], ["."], [":"]):
            return hit.lemma
        if hit.lemma.isupper() and (after == [","] if first else words.raw[0].isupper() and after in DATELINE):
            return hit.lemma
    return None


def _record(found: Found) -> Record:
    row = taxonomy()[found.detail or found.policy]
    return {"start": found.start, "end": found.end, "policy": found.policy, "detail": found.detail,
            "action": found.action, "status": found.status, "actor": found.actor, "target": found.target,
            "effective": found.effective, "mast": row.get("mast"), "quantities": found.quantities}


@Language.factory("extractor_policies", assigns=["doc._.policies", "doc.spans"], requires=["doc._.places"])
def make_policies(nlp: Language, name: str) -> Policies:
    return Policies()
