"""What a date is by the words around it: a base of comparison, the year of an index, a contract's month."""

from __future__ import annotations

from itertools import pairwise

from extractor.claims.cues import word_class
from extractor.claims.date_values import is_day, of_what, that_of, times_its_own
from extractor.claims.date_words import level_of
from extractor.claims.view import Mark, View


class DateKinds:
    """Tells the kinds of the dates of one view."""

    def __init__(self, view: View) -> None:
        self.view = view

    def is_base(self, date: Mark) -> bool:
        """Whether a date names what something is compared with."""
        view = self.view
        first = date.opens
        if date.record.get("shift"):
            lead = set("".join(w.gap for w in view.words[max(first, date.first - 1) : date.first + 1]))
            inside = date.first - first > 1 and ";" not in lead
            return inside or self.view.before(date, 1) in (["from"], ["versus"], ["against"])
        if of_what(view, date) or level_of(view, date) or that_of(view, date) or times_its_own(view, date):
            return True
        before = view.before(date, 4)
        if not before:
            return False
        word, two = before[-1], before[-2] if len(before) > 1 else ""
        if two == "same" and word in word_class("point_in_time"):
            return True  # "the 1.2 million that had gone by the same point last spring"
        if word in ("in", "at", "for", "the") and two in word_class("comparing"):
            return two != "with" or before[-3:-2] in (["compared"], ["compares"])
        if word in ("below", "above", "off") and view.covered[date.first - 2] == "quantity":
            return True
        if word in ("than", "versus", "vs", "against") or (word in word_class("exceeding") and self._has(date)):
            return True
        if word == "as" and "as" in before[:-1]:
            return True  # "half as much again as last year"
        if word == "of" and two in word_class("short_of"):
            return two != "ahead" or not self._names_event(date)
        if word == "with" and two in ("compared", "compares", "comparison"):
            return True
        if word == "to" and two in ("compared", "compares", "comparison", "relative"):
            return True
        if word == "from" and two in word_class("unmoved"):
            return True  # "little changed from Monday"
        if word not in ("from", "on", "over") or is_day(date):
            return False
        if word == "over" and not word_class("up_to").isdisjoint(str(date.record["text"]).lower().split()):
            return False  # "had shrunk 26% over the year to April"
        if word == "over" and self._amounts_to(date):
            return False
        follows = view.words[date.last + 1] if date.last + 1 < len(view.words) else None
        if word == "from" and follows and not follows.gap.strip("~") and follows.lower in ("to", "through", "until"):
            level = "quantity" in view.covered[date.last + 2 : date.last + 4]  # "up 1.1% from March to $71.6 billion"
            if follows.lower != "to" or not level:
                return False
        j = date.first - 2
        while j > first and (view.covered[j] == "date" or view.lowers[j] in ("in", "respectively")):
            j -= 1
        if word == "from" and j < first and "," in view.text[date.end : date.end + 2]:
            return True
        return j >= first and (view.covered[j] == "quantity" or j in view.change_words)

    def _amounts_to(self, date: Mark) -> bool:
        """Whether a date is that over which an amount has come about: "reached $2 bn over the first three months"."""
        told = self.view.within(self.view.quantities, max(date.opens, date.first - 4), date.first - 1)
        if not told or told[-1].record["kind"] in ("percent", "percentage_points") or told[-1].last != date.first - 2:
            return False
        before = self.view.before(told[-1], 1)
        return before[-1:] == ["to"] or (before != ["by"] and told[-1].first - 1 not in self.view.change_words)

    def _has(self, date: Mark) -> bool:
        """Whether a date has a figure by an apostrophe: "exceeded March's by $2 bn", "beat last year's"."""
        ends = {self.view.text[date.end - 2 : date.end], self.view.text[date.end : date.end + 2]}
        return not ends.isdisjoint(("'s", "’s"))

    def rebased(self, date: Mark) -> bool:
        """Whether a date is that in which an index was 100, or of whose prices amounts are: "(base 2016)",
        "(2016=100)", "at constant 2015 prices"."""
        if self.view.after(date, 1) == ["prices"] and set(self.view.before(date, 1)) & word_class("at_prices"):
            return True
        behind = self.view.text[date.end : date.end + 6].replace(" ", "")
        plain = not any(":" in word.gap for word in self.view.words[max(0, date.first - 2) : date.first + 1])
        return behind.startswith("=100") or (plain and "base" in self.view.before(date, 3))

    def _names_event(self, date: Mark) -> bool:
        """Whether a date is that of an event which a noun behind it names: "ahead of the 2027 ban"."""
        behind = self.view.words[date.last + 1] if date.last + 1 < date.closes else None
        tag = self.view.tags.get(behind.start, "")[:2] if behind is not None and not behind.gap.strip() else ""
        return tag in ("NN", "JJ")

    def of_record(self, date: Mark) -> bool:
        """Whether a date only bounds a superlative: "in June, the fastest pace this year"."""
        if not set(str(date.record["text"]).lower().split()[-2:]) <= {"this", "year"}:
            return False
        view = self.view
        opens = date.opens
        first = max(opens, date.first - 6)
        if any(pair == ("any", "other") for pair in pairwise(view.lowers[first : date.first])):
            return True  # "more copper in August than in any other month this year"
        lead = range(max(opens, date.first - 4), date.first)
        told = next((i for i in lead if view.tags.get(view.words[i].start, "") in ("JJS", "RBS")), None)
        return told is not None and not any(view.covered[i] == "quantity" for i in range(told, date.first))

    def names_contract(self, date: Mark, kind: str) -> bool:
        """Whether a month with its year leads to what is traded, by a class of words: "September 2025 milk price
        contracts closed at"."""
        view = self.view
        if len(str(date.record["value"])) != 7 or view.before(date, 1) in (["in"], ["of"], ["for"]):
            return False
        for i in range(date.last + 1, min(date.closes, date.last + 5)):
            if view.words[i].gap.strip():
                return False
            if view.lowers[i] in word_class(kind):
                return True
            if view.tags.get(view.words[i].start, "")[:2] not in ("NN", "JJ"):
                return False
        return False

    def of_contract(self, date: Mark) -> bool:
        """Whether a month names the contract that is traded: "November soybeans"."""
        if len(str(date.record["value"])) != 7:
            return False
        if any(c.isdigit() for c in date.record["text"]):
            return self.names_contract(date, "contract")
        after = self.view.after(date, 1)
        if after and after[0] in word_class("contract"):
            return True
        before = self.view.before(date, 1)
        if self.view.before(date, 2) == ["delivery", "in"]:
            return True
        led = before and before[0] in word_class("time_preposition") - {"the"}
        follows = date.last + 1 < len(self.view.words) and not self.view.words[date.last + 1].gap
        return not led and follows and self.view.tags.get(self.view.words[date.last + 1].start, "")[:2] in ("NN", "NO")
