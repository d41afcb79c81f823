"""Flows that the labels of notes name: "In: $4.6 bln. Out: $4.4 bln", "WHERE TO. Togo $1.3 bln, India $0.8 bln"."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

_HEAD = re.compile(r"([^\W\d][\w' ]{1,40}?)[.:] +(?=\S|$)")
"""What opens a paragraph or a sentence, closed before it goes on."""
_WAYS = {"exports": "out", "imports": "in"}
_KINDS = frozenset({"money", "measure", "percent", "fraction"})


def labelled_flow(view: View, mark: Mark, topic: Topic) -> Topic | None:
    """The topic with the flow of its sentence's label, or of its paragraph's head; None where neither tells one."""
    own = topic.mark is not None and view.paragraph(topic.mark.start) == view.paragraph(mark.start)
    bare = mark.record["kind"] == "count" and not mark.record.get("noun")
    if not (bare or mark.record["kind"] in _KINDS) or topic.flow not in (None, "total", *_WAYS):
        return None
    start = view.sentences[mark.sentence][0]
    flow = _told(view.text[start : mark.start], "label")
    if flow is None and not own:
        flow = headed_flow(view.text[: mark.start])
    if flow is None or flow == topic.flow:
        return None
    return replace(topic, indicator=flow, indicator_id=flow, flow=flow, mark=None, near="turned")


def headed_flow(text: str) -> str | None:
    """The flow that the run-in head of a text's last line tells: "WHAT WAS SOLD. 19.5 million tonnes in all"."""
    return _told(text[text.rfind("\n") + 1 :], "head")


def _told(text: str, kind: str) -> str | None:
    """The flow that the words before a stop or colon tell."""
    head = _HEAD.match(text)
    if head is None or (kind == "label" and text[head.end() :].strip()):
        return None
    named = head[1].lower().partition(" in ")[0]
    return next((flow for flow, way in _WAYS.items() if named in word_class(f"{kind}_{way}")), None)
