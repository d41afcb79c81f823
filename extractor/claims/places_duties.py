"""Duties that the text has told before, taken up by "the rates", "of which" or a bare rate."""

from __future__ import annotations

from functools import lru_cache

from extractor import lookups
from extractor.claims.cues import says, word_class
from extractor.claims.measures import policy_of
from extractor.claims.places_payers import Payers
from extractor.claims.places_sides import Pair
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

_BACK = 2
"""Sentences back in which the duty whose rates are told may stand."""
_TAKEN_UP = frozenset({"the", "they", "these"})


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """The codes of countries and blocs."""
    blocs = {row["code"] for row in lookups.table("regions") if row["kind"] == "bloc"}
    return frozenset({row["code"] for row in lookups.table("places")} | blocs)


class Duties(Payers):
    """Remembers the duty told last."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.tariff: Pair | None = None
        self.tariff_at = self.tariff_in = -1
        """The paragraph and the sentence in which `tariff` was told."""
        self.mentioned: list[str] = []
        """The other sides named last."""
        self.home_levies = False
        """Whether the text has told of a duty that its own place levies."""

    def _again(self, mark: Mark) -> Pair | None:
        """The duty that a rate is a part of, or is added to: "a levy of 50%, of which 25% came last"."""
        before = self.view.before(mark, 2)
        return self.tariff if before == ["of", "which"] and self.tariff_in == mark.sentence else None

    def _borne_before(self, mark: Mark, home: str | None) -> Pair | None:
        """The duty on the article's own goods that it told before, where a rate's sentence names no place and no duty
        of the article's own place was told."""
        told = self.tariff if self.tariff is not None and home is not None and self.tariff[1] == home else None
        rate = mark.record["kind"] in ("percent", "percentage_points") and not self.home_levies
        return told if rate and not self.view.within(self.view.places, mark.opens, mark.closes) else None

    def _returned(self, mark: Mark, place: str | None, home: str | None) -> str | None:
        """Who bears a duty laid in return: whoever laid one on those who lay it, else the article's own place."""
        view = self.view
        words = view.lowers[mark.opens : mark.closes]
        if place is None or word_class("hits_back").isdisjoint(words):
            return None
        told = self.tariff[0] if self.tariff is not None and self.tariff[1] == place else None
        laid = [p for p in view.policies if p.get("target") == place and p["policy"] in word_class("duty_policies")]
        actors = {str(p.get("actor")) for p in laid} & codes()
        return told or (min(actors) if len(actors) == 1 else None)

    def _there_levied(self, mark: Mark) -> str | None:
        """The place that "there" takes up behind a rate: "Growers fear for Britain. Roses pay a 4% duty there"."""
        named = self.mentioned if "there" in self.view.after(mark, 4) else []
        return named[0] if len(named) == 1 else None

    def _hits_back(self, mark: Mark) -> bool:
        """Whether a number's sentence, or the one before, tells of a duty laid in return."""
        first = self.view.bounds[max(0, mark.sentence - 1)][0]
        return not word_class("hits_back").isdisjoint(self.view.lowers[first : mark.closes])

    def _known(self, topic: Topic, home: str | None) -> bool:
        """Whether a levy is one that the text knows, laid on the article's own goods: "The surcharge of 40%"."""
        view, named = self.view, topic.mark
        told = self.tariff is not None and home is not None and self.tariff[1] == home
        opens = named is not None and named.first <= named.opens + 1 and view.lowers[named.opens] == "the"
        return told and opens

    def _origin_before(self, mark: Mark, topic: Topic, place: str | None) -> list[str]:
        """Where the goods come from that the sentence right before told of, for a duty of the place on them whose own
        sentence names nobody: "steel from Vietnam hurts domestic mills. Next come antidumping duties of 42.7%"; or
        what another place does in return: "Thailand, for its part, will lower its tariff on dates"."""
        view, before = self.view, mark.sentence - 1
        if before < 0 or view.paragraph(view.sentences[before][0]) != view.paragraph(mark.start):
            return []
        here = [m for m in view.within(view.places, mark.opens, mark.closes) if m.record["code"] != place]
        returns = says(f" {' '.join(view.lowers[mark.opens : mark.first])} ", "in_turn")
        if here or (self._borne_by_all(mark, topic) and not returns):
            return []
        told = [m for m in view.within(view.places, *view.bounds[before]) if m.record["code"] not in (place, "world")]
        goods = [m for m in told if m.record["kind"] == "demonym" or view.before(m, 1) == ["from"]]
        codes_told = {str(m.record["code"]) for m in told}
        alone = len(codes_told) == 1 and (goods or returns) and codes_told <= codes()
        return sorted(codes_told) if alone else []

    def _told_duty(self, mark: Mark, place: str | None) -> tuple[str, list[str]] | None:
        """The sides of the duty that the sentences right before tell, where theirs are the only ones of the paragraph:
        "imposed duties on pipes from India. The rates range from 3% to 14%"."""
        view = self.view
        first, paragraph = mark.opens, view.paragraph(mark.start)
        if view.within(view.places, first, mark.closes) or view.lowers[first] not in _TAKEN_UP:
            return None
        told = [
            p
            for p in view.policies
            if p["policy"] in word_class("duty_policies")
            and view.paragraph(p["start"]) == paragraph
            and 0 < mark.sentence - view.sentence(p["start"]) <= _BACK
        ]
        sides = {(p.get("actor"), p.get("target")) for p in told if p.get("target") in codes()}
        if len(sides) != 1:
            return None
        actor, target = sides.pop()
        return (str(actor), [str(target)]) if actor == place and actor is not None else None

    def _duty_sides(self, mark: Mark, topic: Topic) -> Pair | None:
        """Both sides of the duty that a number which only a measure explains belongs to."""
        policy = policy_of(self.view, mark) if topic.near == "policy" else None
        if policy is None or policy["policy"] not in word_class("duty_policies"):
            return None
        actor, target = self._policy_sides(mark)
        return (actor, target) if actor and target else None

    def _policy_sides(self, mark: Mark) -> Pair:
        """The actor and target of the measure that a number belongs to, where they are places."""
        policy = policy_of(self.view, mark)
        if policy is None or mark.start not in (policy.get("quantities") or ()):
            return None, None
        actor, target = policy.get("actor"), policy.get("target")
        return (str(actor) if actor in codes() else None), (str(target) if target in codes() else None)
