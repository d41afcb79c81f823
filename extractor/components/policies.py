"""The policies of an article: each measure with what is done to it, how far it is, whose it is, whom it touches.

Only sentences in which a pattern of data/policies.jsonl stands are looked at closely. A measure is told once
for each action; what later mentions add is merged into the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor import lookups
from extractor.components import _policy_context as context
from extractor.components import _policy_sides as sides
from extractor.components._policy_patterns import Match, matches
from extractor.components._policy_status import decide
from extractor.components._policy_words import Hit, Words, classes, classify, cut
from extractor.components.attributes import Record, mark

JOINT = frozenset({"pact", "talks"})
"""Families whose two sides stand side by side: "China and Indonesia signed …"."""

SKIPPED_ZONES = frozenset({"boilerplate", "byline", "dateline"})


@dataclass(slots=True)
class Found:
    """A measure as one sentence tells it. `support` says how much besides its name speaks for it."""

    start: int
    end: int
    policy: str
    detail: str | None
    action: str
    status: str
    actor: str | None
    target: str | None
    stated: bool
    support: int
    zone: str
    weak: bool


@lru_cache(maxsize=1)
def taxonomy() -> Mapping[str, Mapping[str, Any]]:
    """The rows of data/policies.jsonl by their id."""
    return {row["id"]: row for row in lookups.objects("policies")}


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


def _note(words: Words, records: list[Record], cls: str, first: int) -> int:
    """Adds the records that lie in the sentence as hits of a class; returns where to go on."""
    begin, end = (words.start[0], words.end[-1]) if len(words) else (0, 0)
    i = first
    while i < len(records) and records[i]["end"] <= begin:
        i += 1
    first = i
    at = {start: k for k, start in enumerate(words.start)}
    while i < len(records) and records[i]["start"] < end:
        record = records[i]
        k = at.get(record["start"])
        if k is not None:
            size = sum(1 for s in words.start[k:k + 12] if s < record["end"])
            words.hits[k].append(Hit(cls, str(record.get("code", i)), str(record.get("kind", "")), size))
        i += 1
    return first


@lru_cache(maxsize=1)
def _numerals() -> Mapping[str, str]:
    """Numbers in words and their values."""
    return {form: row["value"] for row in lookups.table("numerals") if row["class"] in ("unit", "teen", "tens", "ten")
            for form in lookups.cells(row, "forms")}


def _numbers(words: Words) -> None:
    """Marks numbers, percentages and amounts by their writing."""
    for i, word in enumerate(words.low):
        if word in _numerals():
            words.hits[i] += [Hit("figure", _numerals()[word], "word", 1), Hit("number", word, "word", 1)]
        if word[0].isdigit():
            words.hits[i].append(Hit("number", word, "word", 1))
            after = words.low[i + 1:i + 3]
            if after[:1] and after[0] in ("%", "percent", "pc", "pct"):
                words.hits[i].append(Hit("percent", word, "word", 2))
            elif after == ["per", "cent"]:
                words.hits[i].append(Hit("percent", word, "word", 3))
            before = words.low[i - 1] if i else ""
            if before in "$€£¥₹" and before:
                words.hits[i - 1].append(Hit("money", word, "word", 2))
            words.hits[i].append(Hit("money", word, "word", 1)) if after and after[-1] in ("yuan", "dollars", "euros", "rupees") else None


class Policies:
    """Writes doc._.policies and doc.spans["policies"]."""

    def __call__(self, doc: Doc) -> Doc:
        found = list(self._found(doc))
        doc._.policies = [self._record(f) for f in merged(found)]
        mark(doc, "policies", doc._.policies)
        return doc

    def _found(self, doc: Doc) -> Iterator[Found]:
        text = doc.text
        body = text.find("\n")
        own = sides.home(((p["start"], p["code"], p["kind"]) for p in doc._.places), body if body > 0 else 0)
        first, previous = 0, None
        for start, end, zone in _sentences(doc):
            words = cut(text, start, end)
            classify(words, classes(), context.cues())
            first = _note(words, doc._.places, "place", first)
            _numbers(words)
            sides.mark_bodies(words)
            found = matches(words)
            for match in found:
                if match.policy == "none":
                    continue
                result = self._read(words, match, found, own, previous, zone)
                if result is not None:
                    previous = result.actor if result.stated else previous
                    yield result
            if not found:
                lead = next(sides.sides(words, 0, min(6, len(words))), None)
                if lead is not None and lead.code != sides.HOME:
                    previous = lead.code

    def _read(self, words: Words, match: Match, found: list[Match], own: str | None, previous: str | None,
              zone: str) -> Found | None:
        row = taxonomy()[match.policy]
        act = context.governing(words, match, found)
        verdict = decide(words, match, act, row, zone)
        left, right = context.clause(words, match.begin, match.end)
        actor, stated = self._actor(words, match, act, left, right, verdict.cue)
        if actor == sides.HOME or (actor is None and verdict.status != "called_for"):
            actor = own if actor == sides.HOME else previous or own
        shared = None
        if row["family"] in JOINT or verdict.action == "sign":
            actor, shared = sides.parted(actor)
        aim = shared or sides.target(words, match, act, actor, right)
        if verdict.cue >= 0:
            aim = sides.asked(words, verdict.cue, actor) or own
        weak = match.weak
        support = (act is not None) + stated + (aim is not None)
        if weak and not (stated or aim or (act is not None and act.cost <= 5)):
            return None
        return Found(words.start[match.begin], words.end[match.end - 1], match.policy, match.detail, verdict.action,
                     verdict.status, actor, aim, stated, support, zone, weak)

    def _actor(self, words: Words, match: Match, act: context.Act | None, left: int, right: int,
               cue: int) -> tuple[str | None, bool]:
        owner = sides.possessor(words, match)
        if cue >= 0:
            side = sides.subject(words, cue, 0)
            return (side, True) if side and side != "it" else (None, False)
        if owner:
            return owner, True
        verb = act.verb if act is not None and act.left and act.verb >= 0 else match.begin
        who = sides.subject(words, verb, left)
        if who and who != "it":
            return who, who != sides.HOME
        by = sides.by_phrase(words, match.end, right)
        return by, by is not None

    def _record(self, found: Found) -> Record:
        row = taxonomy()[found.detail or found.policy]
        return {"start": found.start, "end": found.end, "text": "", "policy": found.policy, "detail": found.detail,
                "action": found.action, "status": found.status, "actor": found.actor, "target": found.target,
                "effective": None, "mast": row.get("mast"), "quantities": []}


def _same(a: Found, b: Found) -> bool:
    return a.policy == b.policy and (a.action == b.action or not b.support or not a.support) and (
        a.actor == b.actor or not a.stated or not b.stated) and (
        a.target == b.target or a.target is None or b.target is None)


def merged(found: list[Found]) -> list[Found]:
    """Each measure and action once: a later mention only adds what the first left open."""
    out: list[Found] = []
    for item in found:
        for i, known in enumerate(out):
            if _same(known, item):
                out[i] = replace(known, target=known.target or item.target,
                                 actor=item.actor if item.stated and not known.stated else known.actor,
                                 stated=known.stated or item.stated)
                break
        else:
            out.append(item)
    return out


@Language.factory("extractor_policies", assigns=["doc._.policies", "doc.spans"], requires=["doc._.places"])
def make_policies(nlp: Language, name: str) -> Policies:
    return Policies()
