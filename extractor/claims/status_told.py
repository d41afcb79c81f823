"""Words around a number that only look like an aim or an expectation, and such as make one."""

from __future__ import annotations

from extractor.claims.lexicon import word_class
from extractor.claims.view import Mark, View


def aims(view: View, i: int) -> bool:
    """Whether a word of aiming is the verb of what a number counts: "of which 147 target dumping"."""
    return view.covered[i - 1] == "quantity" and view.lowers[i] in word_class("target") and i > 0


def told_with(view: View, mark: Mark) -> bool:
    """Whether a number stands behind "with" and before what was done with it: "on track for their best year, with
    1.3 million tonnes of beef sent overseas"."""
    behind = view.words[mark.last + 1 : mark.last + 6]
    return view.before(mark, 1) == ["with"] and any(view.tags.get(w.start) == "VBN" for w in behind)


def experienced(view: View, mark: Mark) -> bool:
    """Whether a place "sees" what it had: "Hunan sees foreign trade up 6.8 pct"."""
    first = mark.opens
    if "sees" not in view.lowers[first : mark.first]:
        return False
    moved = any(i in view.change_starts for i in range(max(first, mark.first - 2), mark.first))
    seen = [i for i in range(first + 1, mark.first) if view.lowers[i] == "sees"]
    return moved and bool(seen) and view.covered[seen[-1] - 1] == "place" and not _expecting(view, seen[-1])


def _expecting(view: View, i: int) -> bool:
    """Whether the sentence of word i names a span that is yet to come."""
    first, stop = view.bounds[view.sentence(view.words[i].start)]
    published = view.published or ""
    spans = (str(d.record["value"] or "") for d in view.within(view.dates, first, stop))
    return any(published < v.split("/")[-1] for v in spans if v and not v.startswith("FY"))


def would_be(view: View, mark: Mark) -> bool:
    """Whether what a number means is told in the conditional: "put the number at 32.8 million, which would be"."""
    after = view.after(mark, 3)
    return after[:2] in (["which", "would"], ["which", "will"]) and after[-1] in word_class("would_mean")


def polled(view: View, mark: Mark) -> bool:
    """Whether those who are asked see a number coming: "the median in the survey has exports rising to 82.5 billion,
    imports to 65.4 billion"."""
    first = mark.opens
    if word_class("sees_so").isdisjoint(view.lowers[first : mark.first]):
        return False
    for i in range(first + 1, mark.first):
        if view.lowers[i] in word_class("sees_so") and not word_class("asked_of").isdisjoint(view.lowers[first:i]):
            rising = (j for j in range(i + 1, mark.first) if j in view.change_words)
            return any(view.lowers[j].endswith("ing") for j in rising)
    return False
