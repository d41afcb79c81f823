"""Whether a date is told of in the past or the future, by the parse: the tense of the verb that governs it."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from extractor.components._calendar_tense import is_cue

MAX_CLIMB = 12
VERBS = frozenset({"VERB", "AUX"})


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]


def _verb_tense(verb: Token, depth: int = 0) -> str | None:
    helpers = _auxiliaries(verb)
    tags = {h.tag_ for h in helpers}
    if "MD" in tags:
        return "future"
    if any(h.lower_ == "to" for h in helpers):
        return _infinitive(verb, depth)
    if verb.tag_ == "VBD" or any(h.tag_ == "VBD" or is_cue(h.lower_, "have") or h.lower_ == "been" for h in helpers):
        return "past"
    if verb.tag_ == "VBN":
        if any(is_cue(h.lower_, "state") for h in helpers):
            return "future" if is_cue(verb.lower_, "future_part") else None
        return "future" if is_cue(verb.lower_, "future_part") else "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return None if is_cue(verb.lower_, "state") else "present"
    return None


def _infinitive(verb: Token, depth: int) -> str | None:
    """Of "to cut": the tense of the verb over it where that one only carries it on, else what is to come."""
    over = verb.head
    if over is verb or depth > 2 or over.pos_ not in VERBS:
        return None
    if is_cue(over.lower_, "commits"):
        return "future"
    above = _verb_tense(over, depth + 1)
    if above == "present":
        return "future"
    return above if above != "past" or is_cue(over.lower_, "carries") else None


def governor(span: Span) -> Token | None:
    """The verb that a span of the parsed text hangs on; None where there is none near."""
    token = span.root
    for _ in range(MAX_CLIMB):
        if token.head is token:
            break
        token = token.head
        if token.pos_ in VERBS and token.tag_ != "VBG":
            return token
    return token if token.pos_ in VERBS else None


def tense_of(doc: Doc, start: int, end: int) -> str | None:
    """`past`, `future`, `present` (an event told in the present) or None for the characters [start, end)."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    verb = governor(span)
    return None if verb is None else _verb_tense(verb)
