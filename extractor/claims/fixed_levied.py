"""The goods that a levy is put on, as an amount: "its own 25% charge on C$30 billion worth of American products"."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.claims._fixed_around import NEAR, Around
from extractor.claims.lexicon import word_class
from extractor.claims.link import Link
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View, large

_CONVERTED = re.compile(r" ?\([^()\n]{2,40}\)")
"""An amount said again in brackets."""
_CLAUSE = 5
"""Words of a relative clause between a levy and its "on", at most."""
_ITEM = re.compile(r"\n[ ]?[-•*–][^\n]*$")
"""What stands before the figure of a list's line."""


class LeviedTerms(Around):
    """Gives the terms of goods under a levy."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._under: tuple[int, Topic] | None = None
        """The last sentence that told what a levy is put on, and that."""
        self._hits: tuple[int, str] | None = None
        """The last sentence that ends in a levy's verb and a colon, and the levy."""

    def _under_levy(self, made: Link) -> Topic | None:
        """The goods under a levy, and what it may be "extended to"; or the line of a list of them."""
        view, mark = self.view, made.mark
        if "/" in mark.record["unit"] or made.role != "level" or not large(mark):
            return None
        if item := self._item(mark):
            return replace(made.topic, indicator=item, indicator_id=None, flow="imports", near=NEAR)
        worth = view.lowers[mark.first - 1] == "worth"
        joint = self._before_goods(mark) if worth else mark.first - 1
        while joint > mark.opens and view.lowers[joint] != "to" and view.lowers[joint] in word_class("light"):
            joint -= 1
        if again := self._taken_up(mark, joint):
            return replace(again, mark=made.topic.mark)
        hits = view.lowers[joint] in word_class("levy_hits")
        if view.lowers[joint] not in word_class("puts_levy_on") and not hits:
            return None
        at = self._levy_before(mark.opens, joint)
        if at is None or not (worth or self._of_goods(mark)):
            return None
        found = replace(made.topic, indicator=f"goods under {self._name(mark, at)}", indicator_id=None, flow="imports",
                        near=NEAR)  # fmt: skip
        self._under = mark.sentence, found
        return found

    def _before_goods(self, mark: Mark) -> int:
        """The word before the goods that are "worth" an amount: "on goods worth $725 million"."""
        found = self.nouns.back(mark.first - 2, mark.opens)
        i = mark.first - 2 - len(found)
        while i > mark.opens and self.view.covered[i] == "place":
            i -= 1
        return i

    def _taken_up(self, mark: Mark, joint: int) -> Topic | None:
        """The goods told before, where a levy on them is widened or what follows only says them again."""
        view = self.view
        if self._under is None or mark.sentence - self._under[0] > 1:
            return None
        verb = joint - 1 - (view.lowers[joint - 1] in word_class("pronoun") | {"them"})
        widened = view.lowers[verb] in word_class("widens") or view.lowers[joint - 2 : joint] == ["the", "total"]
        again = self._under[0] == mark.sentence and view.lowers[joint] == "or"
        return self._under[1] if again or (widened and view.lowers[joint] == "to") else None

    def _of_goods(self, mark: Mark) -> bool:
        """Whether goods stand behind an amount: "worth of …", "of …", or "in American goods"; no other amount."""
        view = self.view
        said = _CONVERTED.match(view.text, mark.end)
        end = said.end() if said else mark.end
        behind = next((i for i in range(mark.last + 1, mark.closes) if view.words[i].start >= end), None)
        if behind is None:
            return False
        if view.within(view.quantities, behind, behind + 3):
            return False  # "of the $12 billion gap"
        if view.lowers[behind] == "in":
            goods = behind + 1
            while goods < mark.closes and view.covered[goods] == "place":
                goods += 1
            return goods < mark.closes and view.lowers[goods] in word_class("traded_things")
        return view.lowers[behind] in ("of", "worth")

    def _name(self, mark: Mark, at: int) -> str:
        """The levy: "retaliatory duties"; "counter-tariffs" where it answers another."""
        view = self.view
        kinds = [w for w in view.lowers[max(mark.opens, at - 2) : at] if w in word_class("levy_kind")]
        name = view.lowers[at]
        name = name if name.endswith("s") else f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
        answers = not word_class("hits_back").isdisjoint(view.lowers[mark.opens : at])
        if answers and not name.startswith("counter") and "retaliatory" not in kinds:
            return "counter-tariffs"
        return " ".join([*kinds, name])

    def _levy_before(self, first: int, joint: int) -> int | None:
        """The levy that "on" goes with, the rate between them or who puts it left out: "duties of 25 percent on",
        "levies of its own on", "the duties that Ottawa placed on"."""
        view, at = self.view, joint - 1
        charge = view.lowers[at] in ("charge", "charges") and view.covered[at - 1] == "quantity"
        laid = word_class("impose_verb") | word_class("imposed") | word_class("laid_verb")
        if view.lowers[at] in laid and not charge:
            clause = range(at - 1, max(first, at - _CLAUSE) - 1, -1)
            return next((i for i in clause if view.lowers[i] in word_class("levy_head")), None)
        while at > first and (view.covered[at] == "quantity" or view.lowers[at] in word_class("beside_levy")):
            at -= 1
        charge = view.lowers[at] in ("charge", "charges") and view.covered[at - 1] == "quantity"
        return at if at >= first and (charge or view.lowers[at] in word_class("levy_head")) else None

    def _item(self, mark: Mark) -> str | None:
        """The goods of a line of what a levy hits: "… counter-tariffs apply as of Thursday and hit:\n- Steel products
        worth $12.6 billion"."""
        view = self.view
        opened = view.text.rfind("\n", 0, mark.start)
        if opened < 0 or not _ITEM.match(view.text, opened, mark.start) or view.lowers[mark.first - 1] != "worth":
            return None
        told = view.text.rfind(":\n", 0, opened + 1)
        lines = view.text[told + 1 : opened].split("\n") if told >= 0 else ["x"]
        if any(line and line.strip()[:1] not in "-•*–" for line in lines):
            return None
        sentence = next((view.lowers[low:high] for low, high in view.bounds
                         if view.words[low].start < told <= view.words[high - 1].end), [])  # fmt: skip
        levy = next((w for w in sentence if w in word_class("levy_head")), None)
        if levy is None or not sentence or sentence[-1] not in word_class("levy_hits"):
            return None
        first = next(i for i in range(mark.opens, mark.first) if view.words[i].start > opened)
        goods = self.nouns.clean(self.nouns.back(mark.first - 2, first, first))
        goods = goods or self.nouns.clean(self.nouns.phrase(first, mark.first))
        return " ".join([*goods[-3:], "under", levy]) if goods else None
