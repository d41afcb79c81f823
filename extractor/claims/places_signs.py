"""What the words around a place tell of it: the other side, an office's name, the seller, where readers are greeted."""

from __future__ import annotations

from extractor.claims.cues import phrases, says, word_class
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_VERBS = frozenset({"VBZ", "VBD", "VBP", "MD", "NNS"})
"""Tags of verbs in headlines; the tagger takes some for nouns."""
_LETTERHEAD = 3
"""Words between a greeting and the place that it comes from, at most."""
_NEAR = 12
"""Words between a flow and where it goes, at most."""
LEAD = 400
"""Characters behind the headline in which a place counts twice."""


class PlaceSigns:
    """Reads one mention of a place at a time."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._outers: dict[int, bool] = {}

    def _itemized(self, mark: Mark) -> bool:
        """Whether a colon stands behind a place that neither opens the headline nor is a dateline."""
        if self.view.text[mark.end : mark.end + 1] != ":":
            return False
        written = self.view.text[mark.start : mark.end]
        led = written.isupper() and len(written) > 3 and mark.start < LEAD and mark.first == mark.opens
        return not (mark.first == 0 or led)

    def _other_party(self, mark: Mark) -> bool:
        """Whether a place is told of as the one that buys or lays duties: "US buyers", "Washington's 50% tariff"."""
        view = self.view
        reach = 1 if mark.record["kind"] == "demonym" else 3
        return not word_class("other_party").isdisjoint(view.lowers[mark.last + 1 : mark.last + 1 + reach])

    def _of_body(self, mark: Mark) -> bool:
        """Whether an office or bank is named by its country: "Statistics Estonia", "the Bank of Thailand"."""
        before = [w for w in self.view.before(mark, 3) if w != "of"]
        return bool(before) and before[-1] in word_class("national_body")

    def _briefs(self, mark: Mark) -> bool:
        """Whether the press is told in a place: "told a news conference in Taipei"."""
        return says(f" {' '.join(self.view.before(mark, 3))} ", "press_in")

    def _greets(self, mark: Mark) -> bool:
        """Whether a letter greets its readers from a place: "Good morning from a wet Cork"."""
        view = self.view
        greets = says(f" {' '.join(view.lowers[mark.opens : mark.opens + 3])} ", "greeting")
        k = max(mark.opens, mark.first - _LETTERHEAD)
        unbroken = not any(word.gap.strip() for word in view.words[k + 1 : mark.first + 1])
        return greets and unbroken and not {"from", "in"}.isdisjoint(view.lowers[k : mark.first])

    def _writes_from(self, mark: Mark) -> bool:
        """Whether a headline opens with a column that is named by its city: "Trade desk Accra: …", "Lima Letter: …"."""
        view = self.view
        if view.zone(mark.start) != "headline" or mark.record["kind"] not in ("capital", "city"):
            return False
        title, colon, _ = view.text.partition("\n")[0].partition(":")
        lead = [w.lower for w in view.words[: mark.last + 4] if w.end <= len(title)]
        return bool(colon) and mark.end <= len(title) and not word_class("column_noun").isdisjoint(lead)

    def _of_lobby(self, mark: Mark) -> bool:
        """Whether a place opens the name of a society: "the American Soybean Association"."""
        words = self.view.words[mark.last + 1 : mark.last + 6]
        for word in words:
            if word.gap.strip() or not (word.text[:1].isupper() or word.lower in ("and", "of")):
                return False
            if word.lower in word_class("society_noun"):
                return word.text[:1].isupper()
        return False

    def _visits(self, mark: Mark) -> bool:
        """Whether the people of a place come to another: "Chinese visitors to Thailand", "Britons, Japanese and other
        visitors"."""
        if mark.record["kind"] == "demonym" and self._other_comers(mark):
            return True
        following = self.view.lowers[mark.last + 1 : mark.last + 3]
        following = following[1:] if following[:1] == ["passport"] else following
        several = bool(following) and singular(following[0]) != following[0]
        return mark.record["kind"] == "demonym" and several and singular(following[0]) in word_class("comers")

    def _other_comers(self, mark: Mark) -> bool:
        """Whether a list of peoples ends in those who come: "Britons, Americans and other visitors"."""
        view, i = self.view, mark.last + 1
        while i < mark.closes and (view.covered[i] == "place" or view.lowers[i] in ("and", "or")):
            i += 1
        behind = view.lowers[i : i + 2] if i < mark.closes else []
        return behind[:1] == ["other"] and len(behind) > 1 and singular(behind[1]) in word_class("comers")

    @staticmethod
    def _people(mark: Mark) -> bool:
        """Whether a place is named by its people: "Indians", "Americans"."""
        written = str(mark.record["text"])
        return mark.record["kind"] == "demonym" and written.endswith("ns")

    def _acts(self, mark: Mark) -> bool:
        """Whether a verb follows a place: "EAEU extends duty on steel from China"."""
        following = self.view.words[mark.last + 1 : mark.last + 2]
        return any(self.view.tags.get(w.start, "") in _VERBS and not w.gap for w in following)

    def _outer(self, rank: int) -> bool:
        """Whether a place is the other side by its preposition, or by that of the place that it is joined to."""
        chain: list[int] = []
        while rank not in self._outers:
            chain.append(rank)
            before = [w for w in self.view.before(self.view.places[rank], 2) if w not in ("the", "its")]
            told = (bool(before) and before[-1] in word_class("other_side")) or self._bound(self.view.places[rank])
            mark = self.view.places[rank]
            told = told and not (self._destination(mark) or self._shipped_from(mark))
            told = told or self._ranked_behind(self.view.places[rank])
            if told or not (self._goes_on(rank) or self._next_item(rank)):
                self._outers[rank] = told
            else:
                rank -= 1
        self._outers.update(dict.fromkeys(chain, self._outers[rank]))
        return self._outers[rank]

    def _destination(self, mark: Mark) -> bool:
        """Whether people come to a place: "cruise passengers to Grenada", "tourist arrivals to Sri Lanka"."""
        before = self.view.before(mark, 2)
        return before[-1:] == ["to"] and singular(before[0]) in word_class("comers") | {"arrival"}

    def _shipped_from(self, mark: Mark) -> bool:
        """Whether a place is where exports come from: "exports of goods from Senegal"."""
        view = self.view
        if [w for w in view.before(mark, 2) if w != "the"][-1:] != ["from"]:
            return False
        told = view.within(view.indicators, max(mark.opens, mark.first - _NEAR), mark.first)
        return bool(told) and told[-1].record["flow"] == "exports"

    def _traded_with(self, rank: int) -> bool:
        """Whether a place is told to be where goods go to or come from: "exports of ore to China"."""
        view, mark = self.view, self.view.places[rank]
        told = view.within(view.indicators, max(mark.opens, mark.first - _NEAR), mark.first)
        flows = {m.record["flow"] for m in told} & {"exports", "imports"}
        return bool(flows) and self._outer(rank) and not {"to", "from"}.isdisjoint(view.before(mark, 2))

    def _goes_on(self, rank: int) -> bool:
        """Whether a place is joined to the one before it."""
        places = self.view.places
        between = self.view.text[places[rank - 1].end : places[rank].start] if rank else ""
        return between.replace("the ", "").strip() in (",", "and", ", and", "or")

    def _ranked_behind(self, mark: Mark) -> bool:
        """Whether a place comes behind another in rank: "followed by Japan with", "ahead of the UAE"."""
        before = [w for w in self.view.before(mark, 3) if w != "the"]
        return f" {' '.join(before[-2:])} " in phrases("behind_in_rank")

    def _next_item(self, rank: int) -> bool:
        """Whether a place and its number go on with a list of them: "Japan with $1 bn and India with $0.4 bn"."""
        view, mark = self.view, self.view.places[rank]
        before = view.places[rank - 1] if rank else mark
        told = view.within(view.quantities, before.last + 1, mark.first)
        alike = len(told) == 1 and before.sentence == mark.sentence and self._numbered(mark) and self._numbered(before)
        return alike and view.text[told[0].end : mark.start].replace("the ", "").strip() in (",", "and", ", and")

    def _numbered(self, mark: Mark) -> bool:
        """Whether "with" or "at" leads from a place to a number."""
        view, k = self.view, mark.last + 1
        led = k < mark.closes and view.lowers[k] in ("with", "at") and not view.words[k].gap.strip("~")
        return led and bool(view.within(view.quantities, k + 1, k + 3))

    def _bound(self, mark: Mark) -> bool:
        """Whether a place is where goods go to or come from: "China-bound cargoes"."""
        name, _, way = self.view.lowers[mark.last].replace("‑", "-").rpartition("-")
        return bool(name) and way in word_class("bound_behind")

    def _possessive(self, mark: Mark) -> bool:
        return self.view.text[mark.end : mark.end + 2] in ("'s", "’s", "' ", "’ ") or self.view.text[
            mark.end - 2 : mark.end
        ] in ("'s", "’s")
