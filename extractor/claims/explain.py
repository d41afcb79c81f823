"""The words that decided the fields of a number: those that name what a field holds, the nearest to the number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.claims.baselines import SHIFTS, step_back
from extractor.claims.explain_words import Index, phrase_near
from extractor.claims.lexicon import phrases, word_class
from extractor.claims.link import Link
from extractor.claims.marks import BASES, UNADJUSTED
from extractor.claims.sources import quotation_at
from extractor.claims.status import VINTAGE
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular
from extractor.schema import Mention

Span = tuple[int, int]

_TELLING = {
    "forecast": ("expect", "expectation", "expected_by", "within_reach", "potential", "next_term", "is_to", "future"),
    "target": ("target", "earmarked", "wish", "plans_it", "is_to", "future"),
    "hypothetical": ("supposed", "undone", "threatened_before", "plans_it", "conditional"),
}
"""Status → the classes whose words may tell it."""
_NEAR = 8
"""Words from a number to the word of its change, and of a preposition's phrase to it, at most."""


class Explainer:
    """Names the words that decided the fields of an article's numbers."""

    def __init__(self, view: View) -> None:
        self.view = view
        named = [(m["name"], a, b) for kind in (view.doc._.people, view.doc._.organizations) for m in kind
                 for a, b in m["mentions"]]  # fmt: skip
        self.values = Index((d.record["value"], d.start, d.end) for d in view.dates)
        self.shifts = Index((d.record.get("shift"), d.start, d.end) for d in view.dates)
        self.places = Index((p.record["code"], p.start, p.end) for p in view.places)
        self.flows = Index((m.record["flow"], m.start, m.end) for m in view.indicators)
        self.names = Index(named)
        stems = (singular(lower.removesuffix("'s")) for lower in view.lowers)
        self.stems = Index((stem, word.start, word.end) for stem, word in zip(stems, view.words, strict=True))
        self.changes = Index((change.direction, view.words[change.first].start, view.words[change.last].end)
                             for change in view.changes)  # fmt: skip

    def explain(self, made: Link, source: str | None) -> dict[str, list[Mention]]:
        """Field → the spans whose words decided it; fields that hold nothing, or that no words decided, left out."""
        mark, record = made.mark, made.mark.record
        told: dict[str, Iterable[Span | None]] = {
            "qualifier": [record.get("qualifier_span")] if record["qualifier"] != "exact" else (),
            "role": [self._change(made) or self._preposition(made)],
            "direction": [self._change(made)] if made.direction else (),
            "indicator": self._indicator(made),
            "flow": [self._flow(made)] if made.topic.flow else (),
            "place": [self.places.nearest(mark, code) for code in (made.place or "").split(", ")],
            "partner": [self.places.nearest(mark, code) for code in (made.partner or "").split(", ")],
            "period": [self.values.nearest(mark, made.period)] if made.period else (),
            "baseline": [self._baseline(made)] if made.baseline else (),
            "basis": [self._phrase(mark, BASES.get(made.basis or "", ()))],
            "adjusted": [self._phrase(mark, phrases("adjusted") if made.adjusted == "sa" else UNADJUSTED)]
            if made.adjusted else (),
            "vintage": [self._phrase(mark, dict(VINTAGE).get(made.vintage or "", ()))],
            "status": [self._phrase(mark, phrases(kind)) for kind in _TELLING.get(made.status, ())],
            "source": self._source(mark, source) if source else (),
            "marks": [self._phrase(mark, phrases(kind)) for kind in made.marks],
            "negated": [self._phrase(mark, word_class("negation"))] if made.negated else (),
        }  # fmt: skip
        told["status"] = _closest(mark, told["status"])
        found = {field: dict.fromkeys((span[0], span[1]) for span in spans if span) for field, spans in told.items()}
        return {field: [self._mention(span) for span in spans] for field, spans in found.items() if spans}

    def _mention(self, span: Span) -> Mention:
        return Mention(start=span[0], end=span[1], text=self.view.text[span[0] : span[1]])

    def _phrase(self, mark: Mark, told: Iterable[str]) -> Span | None:
        return phrase_near(self.view.text, self.view.sentences[mark.sentence], mark, tuple(told))

    def _change(self, made: Link) -> Span | None:
        """The word of change; of a number that has its direction in itself, the word beside it that tells the same."""
        view, mark, change = self.view, made.mark, made.cue.change
        if made.role not in ("growth", "change"):
            return None
        if change is not None and "own" not in change.forms and made.passed_role is None:
            return view.words[change.first].start, view.words[change.last].end
        beside = self.changes.nearest(mark, made.direction) if view.text[mark.start].isdigit() else None
        low = view.words[max(mark.opens, mark.first - _NEAR)].start
        high = view.words[min(mark.closes, mark.last + 1 + _NEAR) - 1].end
        if beside and low <= beside[0] and beside[1] <= high:
            return beside
        return (mark.start, mark.end) if change is not None and "own" in change.forms else None

    def _preposition(self, made: Link) -> Span | None:
        """The "to" or "from" by which a number is the level that a change reached or began at."""
        view, cue = self.view, made.cue
        if made.role in ("growth", "change") or cue.how not in ("to", "from") or cue.change is None:
            return None
        back = range(made.mark.first - 1, max(made.mark.opens, made.mark.first - _NEAR) - 1, -1)
        at = next((i for i in back if view.lowers[i] == cue.preposition), None)
        return None if at is None else (view.words[at].start, view.words[at].end)

    def _indicator(self, made: Link) -> Iterator[Span]:
        """The phrase that holds words of the indicator; where it has none, the nearest places of these words."""
        wanted = dict.fromkeys(singular(word) for word in (made.topic.indicator or "").split())
        own = made.topic.mark
        words = self.view.lowers[own.first : own.last + 1] if own is not None else []
        if own is not None and not wanted.keys().isdisjoint(singular(word.removesuffix("'s")) for word in words):
            yield own.start, own.end
            return
        yield from sorted(span for stem in wanted if (span := self.stems.nearest(made.mark, stem)))

    def _flow(self, made: Link) -> Span | None:
        own = made.topic.mark
        if own is not None and own.record["flow"] == made.topic.flow:
            return own.start, own.end
        return self.flows.nearest(made.mark, made.topic.flow)

    def _baseline(self, made: Link) -> Span | None:
        """The date or phrase of a number's sentence that names what it is compared with."""
        mark, baseline = made.mark, made.baseline or ""
        first, stop = self.view.sentences[mark.sentence]
        shift = baseline if baseline in SHIFTS else None
        before = step_back(made.period, shift) if made.period and shift else baseline
        dates = [self.shifts.nearest(mark, shift), self.values.nearest(mark, before)]
        found = [date for date in dates if date and first <= date[0] < stop]
        return next(iter(_closest(mark, [*found, self._phrase(mark, phrases(shift)) if shift else None])), None)

    def _source(self, mark: Mark, name: str) -> list[Span | None]:
        """Who says so, and the verb of saying."""
        held = quotation_at(self.view, mark)
        cue = held[1].get("cue_span") if held else None
        return [self.names.nearest(mark, name), (cue[0], cue[1]) if cue else None]


def _closest(mark: Mark, spans: Iterable[Span | None]) -> list[Span]:
    """The one of the spans that is nearest to a number."""
    found = [span for span in spans if span]
    return [min(found, key=lambda span: max(mark.start - span[1], span[0] - mark.end))] if found else []
