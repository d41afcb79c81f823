"""Goods told by their rank or their share: "minerals came first among exports with $1.3 billion, followed by metals
with $1.0 billion", "the share of cars in exports rose to 28%"."""

from __future__ import annotations

from extractor.claims.cues import Cue, phrases, word_class
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_clauses import Clauses
from extractor.claims.view import Mark, large

_RATE = 7
"""Words between a currency's rate and what it goes from or to, at most."""

POSSESSIVE = ("'s", "’s", "s'", "s’", "'", "’")
"""How the word before "share" ends where the share is somebody's."""


class Ranks(Clauses):
    """One construction a method."""

    def ranked_first(self, mark: Mark) -> Topic | None:
        """The subject of "came first among non-oil exports with …", and what "followed by … with" names behind it."""
        view = self.view
        first = mark.opens
        led = view.before(mark, 1) in (["with"], ["at"]) or self._summed_up(mark)
        if not led or mark.record["kind"] not in ("money", "measure", "percent"):
            return None
        told = view.within(view.indicators, first, mark.first)
        whole = next((m for m in told if m.record["flow"] in ("exports", "imports")), None)
        if whole is None:
            return None
        if top := self._top_item(mark, whole):
            return top
        lead = f" {' '.join(view.lowers[first : whole.first])} "
        if not any(phrase in lead for phrase in phrases("came_first")):
            return None
        if mark.first - 1 - whole.last <= 3:
            phrase = self.nouns.clean(self.nouns.opening(mark.sentence, whole.first))
        else:
            phrase = self._following(mark, whole.last)
        flow = str(whole.record["flow"])
        return Topic(" ".join([*phrase[:4], flow]), flow, flow, None, None, "product") if phrase else None

    def _summed_up(self, mark: Mark) -> bool:
        """Whether a sum is led by what it is earned as: "with earnings of $4 billion"."""
        led = self.view.before(mark, 4)
        return led[-1:] == ["of"] and led[-2:-1] != [] and led[-2] in word_class("worth_noun") and "with" in led

    def _top_item(self, mark: Mark, whole: Mark) -> Topic | None:
        """The subject of "continued to be the top export commodity with earnings of …"."""
        view = self.view
        be = next((i for i in range(mark.opens + 1, whole.first) if view.lowers[i] in word_class("being")), None)
        if be is None or word_class("ranked").isdisjoint(view.lowers[be + 1 : whole.first + 1]):
            return None
        phrase = self.nouns.clean(self.nouns.opening(mark.sentence, whole.first))
        flow = str(whole.record["flow"])
        if not phrase or phrase[-1] in word_class("agent") or view.within(view.places, be, whole.first):
            return None
        return Topic(" ".join([*phrase[:4], flow]), flow, flow, None, None, "product")

    def _following(self, mark: Mark, after: int) -> list[str]:
        """The noun phrase between "followed by" and the preposition before a number."""
        view = self.view
        for i in range(mark.first - 2, max(after, mark.first - 12), -1):
            if view.covered[i] == "quantity":
                return []
            if view.words[i].lower == "by" and view.words[i - 1].lower in word_class("rank"):
                return self.nouns.clean(self.nouns.phrase(i + 1, mark.first - 1))
        return []

    def currency_moved(self, mark: Mark, cue: Cue) -> Topic | None:
        """The currency that rose or fell by a percent: "the dollar weakened 0.2%"; its rates then: "The Sri Lanka rupee
        appreciated by 12.1 percent, from Rs. 363 to Rs. 324"."""
        view = self.view
        if self._rate_went(mark):
            return Topic("exchange rate", "exchange_rate", None, None, None, "noun")
        if subject := self._currency(mark):
            return Topic(f"{subject} rate", "exchange_rate", None, None, None, "noun")
        if mark.record["kind"] != "percent" or cue.how is None:
            return None
        for i in range(mark.first - 1, max(1, mark.first - 4), -1):
            if view.words[i + 1].gap.strip("~$€£¥") or view.covered[i] == "quantity":
                return None
            if i in view.change_starts and not view.words[i].gap.strip("~"):
                name = i - 1
                while name > mark.opens and view.lowers[name] in word_class("auxiliary") | word_class("relative"):
                    name -= 1
                opens = name == mark.opens or view.lowers[name - 1] == "the"
                if view.lowers[name] not in word_class("currency_noun") or not opens:
                    return None
                return Topic(f"{view.lowers[name]} rate", "exchange_rate", None, None, None, "noun")
        return None

    def _rate_went(self, mark: Mark) -> bool:
        """Whether a currency's rate goes from or to a sum: "the local currency's average rate went from Tk 110.5"."""
        view = self.view
        if mark.record["kind"] != "money" or "/" in mark.record["unit"] or large(mark):
            return False
        rate = next((i for i in range(mark.first - 2, mark.opens, -1) if view.lowers[i] == "rate"), None)
        if rate is None or mark.first - rate > _RATE or view.within(view.indicators, rate + 1, mark.first):
            return False
        owners = (w.removesuffix("'s").removesuffix("’s") for w in view.lowers[max(mark.opens, rate - 3) : rate])
        kind = view.lowers[rate - 1].removesuffix("'s").removesuffix("’s")
        if kind not in word_class("currency_noun") | word_class("kind_of_rate"):
            return False  # "the dollar freight rate"
        went = view.lowers[rate + 1] in word_class("went") or rate + 1 in view.change_starts
        return went and not word_class("currency_noun").isdisjoint(owners)

    def _currency(self, mark: Mark) -> str | None:
        """The currency that is the subject of a sentence whose verb tells that it gained or lost worth."""
        view = self.view
        first = mark.opens
        first = next((i for i in range(first + 1, min(first + 6, mark.first)) if ":" in view.words[i].gap), first)
        told = view.within(view.indicators, first, mark.first)
        if mark.record["kind"] not in ("money", "percent") or large(mark) or told:
            return None
        for i in range(first, min(first + 6, mark.first - 1)):
            if i > first and view.words[i].gap.strip("~-"):
                return None
            if view.lowers[i] in word_class("currency_noun"):
                following = [w for w in view.lowers[i + 1 : i + 4] if w not in word_class("auxiliary")]
                return view.lowers[i] if following[:1] and following[0] in word_class("currency_verb") else None
        return None

    def share_in(self, mark: Mark, cue: Cue) -> Topic | None:
        """The goods of "the share of non-oil goods in total exports widened to 28.2%", "copper's share of exports"."""
        view = self.view
        if mark.record["kind"] not in ("percent", "percentage_points", "fraction"):
            return None
        for i in range(max(mark.opens, mark.first - 24), mark.first - 3):
            if view.words[i].lower not in ("share", "proportion") or view.words[i + 1].lower not in ("of", "in"):
                continue
            owner = self._owner(i, mark.opens)
            whole = self._divided(i + 2 if owner else i + 3, min(i + 10, mark.first))
            inner = [k for k in range(i + 2, whole.first) if view.words[k].lower == "in"] if whole else []
            if whole is None or not (owner or (inner and view.words[i + 1].lower == "of")):
                return None
            phrase = owner or [w.lower for w in view.words[i + 2 : inner[0]] if w.lower not in ("the", "its")]
            phrase = [w for w in self.nouns.clean(phrase) if w not in word_class("goods")]
            placed = not owner and any(view.covered[k] == "place" for k in range(i + 2, inner[0]))
            if not phrase or len(phrase) > 4 or placed:
                return None
            base = self.of_mark(whole, "part")
            return Topic(" ".join([*phrase, str(base.flow)]), base.indicator_id, base.flow, None, None, "product")
        return None

    def _divided(self, first: int, stop: int) -> Mark | None:
        """The first flow told within a stretch, where it is one that goods have shares of."""
        flows = (m for m in self.view.within(self.view.indicators, first, stop) if m.record["flow"])
        whole = next(flows, None)
        return whole if whole is not None and whole.record["indicator_id"] in rows_of("divisible") else None

    def _owner(self, share: int, first: int) -> list[str]:
        """The goods whose share it is: "copper's share", "non-oil goods' share"; none where a place's is."""
        view, last = self.view, share - 1
        if last < first or not view.lowers[last].endswith(POSSESSIVE):
            return []
        last -= view.lowers[last] in POSSESSIVE
        if last < first or view.covered[last] == "place" or last in view.named:
            return []
        return [w.removesuffix("'s").removesuffix("’s").rstrip("'’") for w in self.nouns.back(last, first)]
