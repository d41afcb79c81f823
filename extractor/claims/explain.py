"""The words that decided the fields of a number."""

from __future__ import annotations

from itertools import chain

from extractor.claims.link import Link
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular
from extractor.schema import Mention


def explain(view: View, made: Link) -> dict[str, list[Mention]]:
    """Field → the spans whose words decided it; fields that no words of the text decided are left out."""
    found: dict[str, list[Mention]] = {}

    def tell(field: str, start: int, end: int) -> None:
        found.setdefault(field, []).append(Mention(start=start, end=end, text=view.text[start:end]))

    record = made.mark.record
    if record.get("qualifier_span"):
        tell("qualifier", *record["qualifier_span"])
    if made.cue.change is not None and made.passed_role is None:
        first, last = view.words[made.cue.change.first], view.words[made.cue.change.last]
        for field in ("role", "direction"):
            tell(field, first.start, last.end)
    if made.topic.mark is not None:
        for field in ("indicator", "flow"):
            tell(field, made.topic.mark.start, made.topic.mark.end)
    if made.topic.near == "chosen":
        for start, end in _nearest(view, made):
            tell("indicator", start, end)
    first_word, stop = made.mark.opens, made.mark.closes
    for date in view.within(view.dates, first_word, stop):
        if date.record["value"] == made.period:
            tell("period", date.start, date.end)
            break
    for place in view.within(view.places, first_word, stop):
        if place.record["code"] == made.place and "place" not in found:
            tell("place", place.start, place.end)
        elif made.partner and place.record["code"] in made.partner.split(", "):
            tell("partner", place.start, place.end)
    return found


def _nearest(view: View, made: Link) -> list[tuple[int, int]]:
    """For each word of a chosen indicator the place nearest to the number where it stands, before it if it does."""
    wanted = {singular(word) for word in (made.topic.indicator or "").split()}
    found: dict[str, int] = {}
    for i in chain(range(made.mark.last, -1, -1), range(made.mark.last + 1, len(view.lowers))):
        stem = singular(view.lowers[i].removesuffix("'s"))
        if stem in wanted:
            found.setdefault(stem, i)
            if len(found) == len(wanted):
                break
    return [(view.words[i].start, view.words[i].end) for i in sorted(found.values())]
