"""Numbers that belong to a measure: the 240 hours of a transit stay, the 54 countries, a quota's tonnes.

Where no indicator governs a number and a policy stands in its sentence, the policy's own words say what the
number measures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from extractor import lookups, words
from extractor.claims.lexicon import word_class
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View
from extractor.components._indicator_heads import word_class as phrase_words

_WEAK = frozenset({"none", "noun", "inherited"})
_FAR = 600
"""Characters beyond its sentence in which a policy may claim a number."""
_REACH = 160
"""Characters between a number and the policy that it may belong to."""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, lookups.Row]:
    return {row["policy"]: row for row in lookups.table("policy_flows")}


def policy_of(view: View, mark: Mark) -> Mapping[str, Any] | None:
    """The policy that a number belongs to: the one that claims it, else the nearest of its sentence."""
    start, end = view.sentences[mark.sentence]
    best: tuple[int, Mapping[str, Any]] | None = None
    records = view.policies
    low = bisect_left(records, start - _FAR, key=lambda p: p["start"])
    for policy in records[low : bisect_left(records, end + _FAR, key=lambda p: p["start"])]:
        if mark.start in (policy.get("quantities") or ()):
            return policy
        if not (start <= policy["start"] < end):
            continue
        distance = max(policy["start"] - mark.end, mark.start - policy["end"], 0)
        if distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, policy)
    return best[1] if best else None


def policy_topic(view: View, mark: Mark, topic: Topic) -> Topic:
    """The topic, made of the policy's name and words where nothing better governs the number."""
    kind = mark.record["kind"]
    stay = kind == "duration" and topic.indicator_id in ("stay", None)
    if not stay and (topic.near not in _WEAK or (topic.indicator_id and topic.near != "inherited")):
        return topic
    policy = policy_of(view, mark)
    if policy is None or (kind == "percent" and _behind_relative(view, mark, policy)):
        return topic
    row = _table().get(policy["policy"])
    label = (row["label"] if row else "").split()
    flow = (row["flow"] if row else "") or None
    levy = "_".join(label)
    if levy in ("tariff", "export_tax") and kind in ("percent", "percentage_points"):
        return Topic(" ".join(label), levy, flow, None, None, "policy")
    own = [w for w in _words(view, policy) if w not in mark.record["text"].lower()]
    if kind == "duration":
        if row is not None and row["stay"]:
            return Topic(" ".join([*label, row["stay"]]), "stay", flow, None, None, "policy")
        if topic.near in ("left", "right"):
            return topic
        found = [*label, *own[:2]]
    elif kind == "count" and topic.near == "noun":
        counted = (topic.indicator or "").partition(" of ")[0]
        free = any(word.endswith("-free") for word in label)
        found = [*label, *counted.split()[-2:]] if free else [*counted.split()[-2:], *(label or own[:3])]
    elif topic.near == "noun" and topic.indicator:
        return replace(topic, flow=topic.flow or flow)
    else:
        found = [*label, *own[:3]]
    return Topic(" ".join(dict.fromkeys(found)), None, flow, None, None, "policy") if found else topic


def _behind_relative(view: View, mark: Mark, policy: Mapping[str, Any]) -> bool:
    """Whether a policy stands in a relative clause behind a number's own verb: "86% went to the US, whose president
    threatened a tariff"."""
    between = range(mark.last + 1, words.first_at(view.words, policy["start"]))
    return any("," in view.words[i].gap and view.lowers[i] in word_class("relative_clause") for i in between)


def _is_verb(view: View, i: int) -> bool:
    """Whether a word is a verb, or an adjective that a copula says of something: "the scheme is open"."""
    tag = view.tags.get(view.words[i].start, "")
    said = tag[:2] == "JJ" and i > 0 and view.lowers[i - 1] in word_class("copula")
    return said or tag in ("VB", "VBD", "VBP", "VBZ", "MD")


def _words(view: View, policy: Mapping[str, Any]) -> list[str]:
    found = []
    for i in range(words.first_at(view.words, policy["start"]), words.first_at(view.words, policy["end"])):
        word = view.words[i]
        if (
            view.covered[i] in ("quantity", "date", "place")
            or word.lower in phrase_words("stop")
            or word.lower in phrase_words("empty")
            or _is_verb(view, i)
        ):
            continue
        found.append(word.lower.removesuffix("'s"))
    return found[:5]
