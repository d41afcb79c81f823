"""Sides that stand beside a number without its preposition: whose goods an amount is of, where money is put, who lets
whom stay, what a colon or a pronoun behind it takes up."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.places_mentioned import Mentioned
from extractor.claims.topic import Topic
from extractor.claims.view import Mark
from extractor.components._quantity_nouns import singular

_MUTUAL = 6
"""Words in which two places open a sentence on what they grant each other."""


class PointedSides(Mentioned):
    """Reads such sides."""

    def _made_in(self, mark: Mark, topic: Topic) -> str | None:
        """Whose goods an amount is of: "taxes $59.8 billion of American goods", "10,000 tonnes of Indian coil"."""
        worth = self.view.after(mark, 1) == ["worth"]
        origin = self.view.within(self.view.places, mark.last + 2 + worth, mark.last + 3 + worth)
        of = self.view.after(mark, 1 + worth)[-1:] == ["of"]
        told = of and origin and (origin[0].record["kind"] == "demonym" or origin[0].record["text"].isupper())
        return str(origin[0].record["code"]) if told and topic.flow != "exports" else None

    def _invested_in(self, mark: Mark, place: str | None) -> str | None:
        """Where somebody puts money: "EFTA has committed to invest $100 bn in India"."""
        view = self.view
        behind = view.within(view.places, mark.last + 1, mark.last + 6)
        words = view.before(mark, 4)
        put = any(w.startswith("invest") for w in [*words, *view.after(mark, 3)])
        into = bool(behind) and self._preposition(behind[0]) in ("in", "into", "to")
        told = put and into and mark.record["kind"] == "money" and behind[0].record["code"] not in (place, "world")
        return str(behind[0].record["code"]) if told else None

    def _giver(self, mark: Mark, place: str | None) -> str | None:
        """The place that opens a sentence and invests in, or travels to, the article's own: "The United States moved
        up: its investors put in $6.6 billion"."""
        first = mark.opens
        opening = self.view.within(self.view.places, first, first + 3)
        if not set(self.view.lowers[first : mark.first]) & word_class("giving"):
            return None
        code = str(opening[0].record["code"]) if opening else None
        return code if code not in (None, place, "world") else None

    def _behind_colon(self, mark: Mark, home: str | None) -> str | None:
        """The other side that a colon stands behind: "Most exports went to America: goods worth $12 bn"."""
        view = self.view
        first = mark.opens
        colon = next((i for i in range(mark.first, first, -1) if ":" in view.words[i].gap), None)
        if colon is None or view.within(view.places, colon, mark.first):
            return None
        at = colon - 1
        while at > first and (view.covered[at] == "date" or view.lowers[at] == "in"):
            at -= 1
        last = [m for m in view.within(view.places, first, colon) if m.last == at]
        sided = bool(last) and self._preposition(last[0]) in word_class("partner_preposition")
        return str(last[0].record["code"]) if sided and last[0].record["code"] != home else None

    def _clause_pronoun(self, mark: Mark) -> bool:
        """Whether a clause behind a colon takes up what stands before it: "went to America: they fell 7.9%"."""
        view = self.view
        segment = view.segment_of[mark.first]
        low = mark.first
        while low > 0 and view.segment_of[low - 1] == segment:
            low -= 1
        return view.words[low].lower in ("they", "it", "these", "those") and ":" in view.words[low].gap

    def _stay_sides(self, mark: Mark) -> tuple[str, str | None] | None:
        """Who lets people stay and whose they are, where both are named: "citizens of Peru can visit Oman for up to 30
        days", "Peru and Oman will waive visas for each other's citizens"."""
        view, told = self.view, self.view.within(self.view.places, mark.opens, mark.closes)
        if not told and mark.sentence and view.lowers[mark.opens] == "they":  # "They may now stay for 30 days"
            told = view.within(view.places, *view.bounds[mark.sentence - 1])
        guests: list[str] = []
        host: str | None = None
        first_told: str | None = None
        for m in told:
            led = [w for w in view.before(m, 3) if w != "the"]
            joined = bool(guests) and led[-1:] == ["and"]
            people = led[-2:-1] != [] and singular(led[-2]) in word_class("comers")
            if self._visits(m) or joined or (led[-1:] in (["of"], ["from"]) and people):
                guests.append(str(m.record["code"]))
            elif led and led[-1] in word_class("enters_place") and m.record["code"] != "world":
                host = host or str(m.record["code"])
            elif m.first - m.opens < 2 and m.record["kind"] in ("country", "capital"):
                first_told = str(m.record["code"])
        host = host or (first_told if told and told[0].sentence != mark.sentence else None)
        if host and guests and host not in guests:
            return host, ", ".join(dict.fromkeys(guests))
        mutual = "each other" in " ".join(view.lowers[mark.opens : mark.closes])
        first = [m for m in told if m.first - mark.opens < _MUTUAL and m.record["kind"] == "country"]
        pair = mutual and len(told) == 2 and len(first) == 2
        return (f"{first[0].record['code']}, {first[1].record['code']}", None) if pair else None
