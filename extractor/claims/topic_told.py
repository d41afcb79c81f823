"""Goods told behind a number or before a relative clause: "bought $2.8 billion less in capital goods", "of this, $6.4
billion was for machinery", "was made up by palm oil, which jumped 41 percent"."""

from __future__ import annotations

from extractor.claims.cues import says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic
from extractor.claims.topic_patterns import Patterns
from extractor.claims.view import FINITE, Mark
from extractor.components._quantity_nouns import singular

_FLOWS = ("exports", "imports")
_LONGEST = 3
"""Words of goods, at most."""
_CLAUSE = 6
"""Words from "which" to its number, at most."""
_NEAR = 2
"""Sentences from a quota to another that goes without the word, at most."""
_OPENING = 4
"""Words of "of this total", at most."""


class Told(Patterns):
    """One construction a method."""

    def less_in(self, mark: Mark) -> Topic | None:
        """Goods of which more or less was bought or sold: "bought $2.8 billion less in capital goods"."""
        view, k = self.view, mark.last + 1
        if mark.record["kind"] not in ("money", "measure") or view.lowers[k + 1 : k + 2] not in (["in"], ["of"]):
            return None
        if view.lowers[k] not in word_class("how_much_more") or view.words[k + 1].gap.strip("~"):
            return None
        phrase = self._goods_at(k + 2, mark.closes)
        base = self.verb(mark, mark.opens) if phrase else None
        if base is None or base.flow not in _FLOWS:
            return None
        return Topic(" ".join([*phrase, base.flow]), base.flow, base.flow, None, None, "product")

    def of_this(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """A part of the exports or imports told before that was for some goods: "Of this, $6.4 billion was for
        machinery and $2.7 billion for fuel"."""
        view, k, base = self.view, mark.last + 1, self.running
        again = previous is not None and previous[1].near == "list" and previous[0].sentence == mark.sentence
        if base.flow not in _FLOWS or not (again or self._opens_with_this(mark)):
            return None
        spent = again and view.lowers[k : k + 1] == ["on"]
        if view.lowers[k : k + 1] and view.lowers[k] in word_class("copula"):
            k += 1
            spent = view.lowers[k : k + 1] != [] and view.lowers[k] in word_class("laid_out")
            k += spent
        elif view.lowers[k : k + 1] == ["went"]:
            k, spent = k + 1, True
        elif not again:
            return None
        led = view.lowers[k : k + 1] == ["for"] or (spent and view.lowers[k : k + 1] == ["on"])
        if not led or k >= mark.closes or view.words[k].gap.strip("~"):
            return None
        phrase = self._goods_at(k + 1, mark.closes)
        return Topic(" ".join([*phrase, base.flow]), base.flow, base.flow, None, None, "list") if phrase else None

    def _opens_with_this(self, mark: Mark) -> bool:
        """Whether the sentence opens with "of this" or the like."""
        opening = " ".join(self.view.lowers[mark.opens : min(mark.opens + _OPENING, mark.first)])
        return says(f" {opening} ", "of_this") and opening.startswith("of ")

    def _goods_at(self, first: int, stop: int) -> list[str]:
        """The goods that a noun phrase at word `first` names; nothing where it names none."""
        words = self.nouns.clean(self.nouns.phrase(first, stop))
        if words[-1:] == ["goods"] and len(words) > 1 and words[-2].startswith("non-"):
            words.pop()
        fit = words and words[-1] not in word_class("no_goods") | word_class("no_goods_head")
        return words[-_LONGEST:] if fit and not word_class("any_goods").issuperset(words) else []

    def item(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The first goods of a list behind a colon: "81 percent of the total: knitwear $21 billion and woven wear 18",
        "Exports: machinery $4.1 billion"."""
        view, base = self.view, previous[1] if previous and previous[0].sentence == mark.sentence else None
        if mark.record["kind"] not in ("money", "measure") or mark.first - 1 <= mark.opens:
            return None
        last = mark.first - 1  # where the tagger takes a noun for a verb
        words = self.nouns.back(last, mark.opens, last) if not view.covered[last] else []
        phrase, at = self.nouns.clean(words), mark.first - len(words)
        if not phrase or at <= mark.opens or view.words[at].gap.strip("~") != ":":
            return None
        named = [m for m in view.within(view.indicators, mark.opens, at) if m.last == at - 1]
        base = self.of_mark(named[0], "left") if named else base
        unfit = word_class("no_goods") | word_class("no_goods_head")
        if base is None or base.flow not in _FLOWS or phrase[-1] in unfit:
            return None
        return Topic(" ".join([*phrase[-_LONGEST:], base.flow]), base.flow, base.flow, None, None, "product")

    def allotted(self, mark: Mark) -> Topic | None:
        """Other goods that get a quota: "The sugar quota rises to 100,000 tonnes. Poultry gets 120,000"."""
        view, (told, quota) = self.view, self.quota
        if mark.record["kind"] not in ("measure", "count") or not 0 <= mark.sentence - told <= _NEAR:
            return None
        if fronted := self._for_goods(mark):
            return Topic(" ".join([*fronted, "quota"]), "quota", quota.flow, None, None, "list")
        i = mark.first - 1
        while i > mark.opens and view.lowers[i] in word_class("before_amount"):
            i -= 1
        if view.lowers[i] not in word_class("gets_quota") or view.within(view.quantities, mark.opens, i):
            return None
        phrase = self.nouns.clean(self.nouns.back(i - 1, mark.opens, mark.opens))
        if not phrase or singular(phrase[-1]) not in goods():
            return None
        return Topic(" ".join([*phrase[-_LONGEST:], "quota"]), "quota", quota.flow, None, None, "list")

    def _for_goods(self, mark: Mark) -> list[str]:
        """The goods for which a clause tells an amount: "For plums the EU will allow 9,000 tonnes"."""
        view = self.view
        opens = next((i for i in range(mark.first - 1, mark.opens, -1) if ";" in view.words[i].gap), mark.opens)
        if view.lowers[opens] != "for" or view.within(view.indicators, opens, mark.first):
            return []
        phrase = self.nouns.clean(self.nouns.phrase(opens + 1, mark.first))
        return phrase[-_LONGEST:] if phrase and singular(phrase[-1]) in goods() else []

    def which_moved(self, mark: Mark) -> Topic | None:
        """Goods right before the relative clause of a number: "was made up by palm oil, which jumped 41 percent"."""
        view = self.view
        for i in range(mark.first - 1, max(mark.opens + 1, mark.first - _CLAUSE), -1):
            if view.covered[i] in ("quantity", "indicator", "place"):
                return None
            if view.lowers[i] != "which":
                continue
            if view.words[i].gap.strip("~") != "," or i + 1 not in view.change_starts or view.covered[i - 1]:
                return None
            phrase = self.nouns.clean(self.nouns.back(i - 1, mark.opens))
            before = i - 1 - len(phrase)
            inner = before > mark.opens and view.tags.get(view.words[before].start, "") in ("IN", *FINITE)
            named = bool(phrase) and singular(phrase[-1]) in goods()
            return self.product(phrase, mark) if named and inner else None
        return None
