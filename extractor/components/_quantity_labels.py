"""Labels before a colon that name what the number behind it counts: "Vessels: 1,190", "Visas issued: 4,200"."""

from __future__ import annotations

import re

from extractor.components import _quantity_currencies as currencies
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_nouns import singular
from extractor.components._quantity_subjects import A_DAY, is_noun
from extractor.components._quantity_tables import Lazy, Reading, classes, cue
from extractor.components._quantity_units import unit_after

_LABELLED = Lazy(r"(?<!\w)" + cue("most_of") + r" (?:[a-z-]{3,20} )?([a-z]{3,20}s): ?$")
_LABEL = re.compile(r"(?:^|\n(?:[-–—•*] ?)?|[.;] )([A-Z][a-z'’-]+(?: [A-Za-z'’-]+){0,3}): $")
_NO_LABELS = frozenset(classes("quantity_cues")["no_label"])
LABEL_REACH = 50
LEAST_LABELLED = 10


def labelled(reading: Reading, bare: Candidate) -> str | None:
    """The noun that a clause before a colon names as what it is most of ("France bought the most bottles: 174m"), or
    that is all that stands before it ("Vessels: 1,190")."""
    alone = _LABEL.search(reading.text, max(0, bare.start - LABEL_REACH), bare.start)
    daily = A_DAY.match(reading.low, bare.end) is not None
    plain = daily or bare.value == bare.value.to_integral_value()
    label = _label(alone[1]) if alone and plain and bare.value >= LEAST_LABELLED else None
    if label is not None:
        return singular(label)
    named = reading.ends(_LABELLED, bare.start, LABEL_REACH)
    if named is None or unit_after(reading.text, reading.low, named.start(1)):
        return None
    return None if currencies.after(reading.text, reading.low, named.start(1) - 1) else singular(named[1])


def _label(told: str) -> str | None:
    """The noun phrase of a label, in lower case; None where it isn't what is counted."""
    words = (told[0].lower() + told[1:]).removeprefix("number of ").split(" ")
    for index, word in enumerate(words):
        if is_noun(word):
            return " ".join(words[: index + 1]) if word not in _NO_LABELS else None
    return None
