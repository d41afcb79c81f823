"""Whether the words beside a share name another whole than a figure that the article gives."""

from __future__ import annotations

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words

OPENING = 60
"""Characters of a sentence in which "Of the agricultural exports," stands."""
FLOWS = ("exports", "imports")


def named_otherwise(ctx: Context, share: Fact, whole: Fact) -> bool:
    """Whether a whole is named by a word that neither a figure's name nor its sentence has: "accounting for 71.2
    percent of the total outbound volume" is no share of "38.05 million tonnes of cargo"."""
    if whole.number == share.number + 1:
        return False
    told = _tail(share)
    opening = words(ctx.sentence_text(share.claim.sentence)[:OPENING].split(",")[0])
    led = opening[2:] if opening[:2] == ["of", "the"] else []
    sentence = words(ctx.sentence_text(whole.claim.sentence))
    for flow in FLOWS:
        named = cues.first([*told, *led], flow, len(told) + len(led)) is not None
        if named and whole.claim.flow is None and cues.first(sentence, flow, len(sentence)) is None:
            return True
    if any(whole.claim.flow != flow for flow in FLOWS if cues.first(led, flow, len(led)) is not None):
        return True
    return bool(_content([*told, *led]) - keys.topic(whole.claim.indicator) - keys.topic(" ".join(sentence)))


def _tail(share: Fact) -> list[str]:
    """The words by which a share's whole is named, up to the next preposition."""
    tail = list(share.tail)
    if tail[:1] != ["of"]:
        return []
    stop = next((at for at, word in enumerate(tail[1:], start=1) if word in cues.words_of("phrase_opener")), len(tail))
    return tail[1:stop]


def _content(told: list[str]) -> frozenset[str]:
    """The words of a name that tell it from others."""
    plain = [w for w in told if not w[:1].isdigit() and not w.endswith(("'s", "s'"))]
    kinds = ("whole", "determiner", "light", "pronoun", "demonstrative", *FLOWS, "total", "whole_word")
    return keys.topic(" ".join(w for w in plain if not any(w in cues.words_of(kind) for kind in kinds)))
