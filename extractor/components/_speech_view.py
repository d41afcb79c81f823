"""What the components on speech share of one article: its words, cues, and the quotes that are speech."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractor.components._speech_cues import Cue, find_cues
from extractor.components._speech_links import Judge, Speech
from extractor.components._speech_words import SpeechText


class Analysis(NamedTuple):
    words: SpeechText
    cues: list[Cue]
    speeches: list[Speech]


@lru_cache(maxsize=2)
def analyse(text: str) -> Analysis:
    """The words, cues and direct speech of a text."""
    words = SpeechText(text)
    cues = find_cues(words)
    return Analysis(words, cues, Judge(words, cues)())
