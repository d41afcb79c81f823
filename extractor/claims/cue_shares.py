"""Whether a number is a share of something."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.claims.lexicon import phrases, says, word_class
from extractor.claims.view import Change, Mark, View

_OPENING = 8
"""Words that open a sentence with what its percentages are of: "As a share of imports, exports now stand at …"."""
_HEAD = 4
"""Words from a percent to the levy that it belongs to."""


@dataclass
class Cue:
    """How a number stands to the word of change that governs it."""

    how: str = ""
    """by (the number is the change), to (the level reached), from (the base), "" (no change word)."""
    change: Change | None = None
    preposition: str = ""
    share: bool = False
    base: bool = False
    rated: bool = False
    """The number is the rate of a levy or grant that is named behind it."""


class ShareCues:
    """Words that tell a share; the cues of the numbers before are asked for."""

    def __init__(self, view: View) -> None:
        self.view = view

    def cue(self, number: int) -> Cue:
        """The cue of the quantity with this running number."""
        raise NotImplementedError

    def _after(self, mark: Mark) -> Change | None:
        raise NotImplementedError

    def rated(self, mark: Mark) -> bool:
        """Whether a percent belongs to a levy or grant that is named behind it: "cut its 40 per cent wheat tariff",
        "plus a 10% surcharge", "the 4 percent cash incentive"."""
        view = self.view
        if mark.record["kind"] != "percent" or not mark.first:
            return False
        hyphened = "-" in str(mark.record["text"])  # "dropped 25-per-cent counter-tariffs"
        led = view.tags.get(view.words[mark.first - 1].start)
        if not hyphened and led not in ("DT", "PRP$", "POS", "JJ", "JJR", "VBN"):
            return False
        stop = min(mark.closes, mark.last + 1 + _HEAD)
        for k in range(mark.last + 1, stop):
            if view.words[k].gap.strip("~-.") or view.covered[k] == "quantity":
                return False
            if view.lowers[k] in word_class("rate_head"):
                behind = k + 1
                return behind >= len(view.words) or behind not in view.change_words or bool(view.words[behind].gap)
            if view.tags.get(view.words[k].start, "")[:2] not in ("NN", "JJ", "HY") and view.covered[k] != "place":
                return False
        return False

    def _share(self, mark: Mark) -> bool:
        view = self.view
        after = view.after(mark, 2)
        if self._restated_part(mark):
            return True
        apart = mark.last + 1 < len(view.words) and "," in view.words[mark.last + 1].gap
        if apart and not self._share_subject(mark):
            stretch = " " + " ".join(view.before(mark, 5)) + " "
            return says(stretch, "share")
        dated = after[:1] == ["of"] and bool(view.within(view.dates, mark.last + 2, mark.last + 3))
        if (after[:1] == ["of"] and not dated) or after[:1] == ["share"] or after[:2] == ["slice", "of"]:
            return True
        if mark.record["kind"] in ("percent", "fraction") and self._share_subject(mark):
            return True
        opening = f" {' '.join(view.lowers[mark.opens : min(mark.first, mark.opens + _OPENING)])} "
        if mark.record["kind"] == "percent" and says(opening, "as_a_share") and mark.first - mark.opens < 2 * _OPENING:
            return True
        stretch = " " + " ".join(view.before(mark, 5)) + " "
        return says(stretch, "share") or (after[:1] and after[0] in ("share", "slice", "stake", "portion")) or False

    def _share_subject(self, mark: Mark) -> bool:
        """Whether the number's segment speaks of a share: "its share went up by 3.5 points to 32.3 per cent"."""
        view = self.view
        told = view.within(view.indicators, max(mark.opens, mark.first - 14), mark.first)
        here = [m for m in told if view.segment_of[m.first] == view.segment_of[mark.first]]
        return any(m.record["indicator_id"] == "share" for m in here)

    def _restated_part(self, mark: Mark) -> bool:
        """Whether a percent says again what part an amount is: "$7.6 billion of that, or 27.5%"."""
        view = self.view
        if mark.record["kind"] not in ("percent", "fraction") or view.before(mark, 1) != ["or"]:
            return False
        behind = " " + " ".join(view.after(mark, 5)) + " "
        if any(behind.startswith(phrases(shift)) for shift in ("yoy", "yoy_beside", "mom", "qoq")):
            return False  # "to $2.8 billion, or 7.3 percent on the year"
        before = view.within(view.quantities, max(0, mark.first - 8), mark.first)
        if not before:
            return False
        amount = before[-1]
        between = " " + " ".join(w.lower for w in view.words[amount.last + 1 : mark.first]) + " "
        if says(between, "part_of_that"):
            return True
        if amount.last + 2 != mark.first or amount.record["kind"] not in ("money", "measure", "count"):
            return False
        return "/" not in amount.record["unit"] and not self._changes(amount)

    def _changes(self, amount: Mark) -> bool:
        """Whether an amount before ", or N percent" is itself a change."""
        number = next(i for i, q in enumerate(self.view.quantities) if q is amount)
        cue = self.cue(number)
        return cue.how == "by" or self._after(amount) is not None

    def _other_part(self, number: int) -> bool:
        """Whether a percent is the subject of a verb, behind a share: "44.6% of exports are exempt, 35.9% pay 50%"."""
        view = self.view
        mark = view.quantities[number]
        k = mark.last + 1
        opens = "," in view.words[mark.first].gap or view.words[mark.first - 1].lower == "and"
        if mark.record["kind"] != "percent" or not opens or k >= len(view.words) or view.words[k].gap.strip("~"):
            return False
        if view.tags.get(view.words[k].start) not in ("VBP", "VBZ", "VBD", "MD"):
            return False
        sentence = mark.sentence
        return any(
            view.quantities[i].record["kind"] == "percent" and self.cue(i).share
            for i in range(number)
            if view.sentence(view.quantities[i].start) == sentence
        )
