"""Cues that a number takes from the one before it: lists, ellipsis, figures joined by "or"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.claims.cue_shares import Cue, ShareCues
from extractor.claims.lexicon import phrases, word_class
from extractor.claims.view import FINITE, Change, Mark

_ITEM = 6
"""Words between two numbers of a list, at most."""

_AMOUNTING = 3
"""Words of a phrase that tells what a change comes to, at most."""
_BRACKETS = 3
"""Numbers back to the last percent in brackets, at most."""
_WIDE = 60
"""Characters of a bracket before a number, at most."""
_LISTED = ("percent", "money", "measure", "count")
"""Kinds of amounts behind which a list of changes goes on."""


class ListCues(ShareCues):
    """Reads the cues of numbers that go on with another's."""

    by_last: dict[int, Change]
    """Words of change by their last word."""

    def _elided(self, number: int, j: int, share: bool) -> Cue | None:
        """ "exports climbed 13.5 percent … and imports 4.1 percent": the verb of the part before."""
        view = self.view
        mark = view.quantities[number]
        if again := self._by_again(number, share):
            return again
        if j > 0 and view.words[j].lower == "by":
            j -= 1
        sided = (j > 1 and view.covered[j] == "place" and self._to_place(j)) or self._pronoun(j) or self._of_item(j)
        if j >= 0 and (self._listed_change(number, j) or self._listed_amount(number)):
            return self._verb_of(number, share)
        if mark.record["kind"] == "percent" and not share and self._listed_noun(number):
            return self._verb_of(number, share)
        against = view.after(mark, 1) and view.after(mark, 1)[0] in word_class("against_base")
        if mark.record["kind"] == "percent" and not share and j >= 0 and view.lowers[j] == "and" and against:
            return self._verb_of(number, share)  # "rose 1 percent from April, after a drop, and 8 from a year earlier"
        if mark.record["kind"] != "percent" or j < 0 or share or (view.covered[j] != "indicator" and not sided):
            return None
        ended = mark.last + 1 == len(view.words) or bool({"(", ";", ","} & set(view.words[mark.last + 1].gap))
        if view.after(mark, 1) not in (["to"], ["from"], ["and"], []) and not ended:
            return None
        return self._verb_of(number, share)

    def _copular(self, mark: Mark, j: int, first: int) -> Cue | None:
        """ "in local money the increase is a mere $2,060, or 4.2 per cent": the size of a change named before."""
        view = self.view
        if mark.record["kind"] not in ("money", "measure", "count", "percentage_points") or j <= first:
            return None
        if view.lowers[j] not in word_class("copula_form") or view.segment_of[j] != view.segment_of[j - 1]:
            return None
        noun = self.by_last.get(j - 1)
        told = noun is not None and "noun" in noun.forms and view.lowers[j - 1] not in word_class("no_told_change")
        return Cue("by", noun, "of", False) if told else None

    def _amounting(self, mark: Mark, j: int, first: int) -> Cue | None:
        """ "the decrease came to BD43 million, or 17.2%": the size of a change named right before."""
        view = self.view
        if mark.record["kind"] not in ("money", "measure", "count", "percentage_points"):
            return None
        for size in range(1, _AMOUNTING + 1):
            at = j - size
            if at <= first or view.segment_of[at] != view.segment_of[j]:
                return None
            if " ".join(view.lowers[at + 1 : j + 1]) in word_class("amounting"):
                while at > first and view.tags.get(view.words[at].start) == "RB":
                    at -= 1  # "the increase thus comes to 3,500"
                noun = self.by_last.get(at)
                told = noun is not None and "noun" in noun.forms and view.lowers[at] not in word_class("no_told_change")
                led = told and noun is not None and noun.first > first
                led = led and noun is not None and view.lowers[noun.first - 1] in word_class("size_led")
                return Cue("by", noun, "of", False) if led else None
        return None

    def _shared_after(self, number: int, share: bool) -> Cue | None:
        """ "exports were 3.5% and imports 2.9% lower than": the comparison behind the number that goes on."""
        view = self.view
        mark, following = view.quantities[number], view.quantities[number + 1 : number + 2]
        if not following or mark.record["kind"] != "percent" or following[0].record["kind"] != "percent":
            return None
        between = range(mark.last + 1, following[0].first)
        if len(between) > _ITEM or not between or view.lowers[between[0]] != "and":
            return None
        if any(view.tags.get(view.words[i].start, "")[:2] in ("VB", "MD", "TO") for i in between):
            return None
        change = self._after(following[0])
        return Cue("by", change, "", share) if change is not None and "after" in change.forms else None

    def _verb_of(self, number: int, share: bool) -> Cue | None:
        """The verb of the last change of the same kind in the sentence."""
        view = self.view
        mark = view.quantities[number]
        found: Cue | None = None
        for earlier in range(number - 1, -1, -1):
            there = view.quantities[earlier]
            if there.sentence != mark.sentence:
                break
            cue = self.cue(earlier)
            if cue.how == "by" and there.record["kind"] == mark.record["kind"]:
                found = found or cue
                if not self._put_in(earlier, mark):
                    return Cue("by", cue.change, "", share)
        return Cue("by", found.change, "", share) if found is not None else None

    def _put_in(self, number: int, mark: Mark) -> bool:
        """Whether a number stands in a clause or bracket put in before another, which goes on with the verb before it:
        "fell by 3 percent from April, when they had risen by 0.8 percent, and imports by 4.1"."""
        view = self.view
        there, before = view.quantities[number], view.quantities[number - 1] if number else None
        start = before.end if before is not None and before.sentence == there.sentence else None
        if before is None or start is None:
            return False
        between, behind = view.text[there.end : mark.start], view.lowers[before.last + 1 : there.first]
        if "(" in view.text[start : there.start] and ")" in between:
            return True
        if set(behind) & word_class("put_in_noun") and set(view.after(there, 2)) & word_class("change_noun"):
            return True
        closed = re.match(r"[^,;]{0,30}, and ", between) is not None
        return closed and bool(set(behind) & word_class("put_in_clause"))

    def _listed_change(self, number: int, j: int) -> bool:
        """Whether an amount is another change told before its level: ", to Japan $12 million (3.3 percent) to $376
        million"."""
        view = self.view
        mark = view.quantities[number]
        if mark.record["kind"] not in ("money", "measure") or number + 1 >= len(view.quantities):
            return False
        if view.words[j].lower in word_class("before_listed"):
            return False
        following = view.quantities[number + 1]
        if following.record["kind"] == "percent" and view.text[mark.end : following.start].strip() == "(":
            if number + 2 >= len(view.quantities):
                return False
            following, start = view.quantities[number + 2], following.end
        else:
            start = mark.end
        unit = following.record["unit"] == mark.record["unit"]
        return unit and view.text[start : following.start].strip(" )") == "to"

    def _listed_amount(self, number: int) -> bool:
        """Whether an amount goes on with the change told before it, of another thing: "are down by $32 million, or 17%,
        and imports by $29 million, or 12%", "lost $15 million (6%) and coal $5 million (2%)"."""
        view = self.view
        mark = view.quantities[number]
        if mark.record["kind"] not in ("money", "measure", "count") or not self._listed_noun(number):
            return False
        other = number - 2 if view.quantities[number - 1].record["kind"] == "percent" else number - 1
        there = view.quantities[max(other, 0)]
        if other < 0 or there.record["unit"] != mark.record["unit"] or self.cue(other).how != "by":
            return False
        behind, last = view.after(there, 1), mark.first - 1
        if behind == ["to"] or view.after(view.quantities[number - 1], 1) == ["to"]:
            return False
        told = view.lowers[there.first - 1] in ("up", "down") or view.after(mark, 1) in (["up"], ["down"])
        last -= last > mark.opens and view.lowers[last] in word_class("light") and view.lowers[last - 1] == "by"
        if told and view.lowers[last] != "by":
            return False  # "were worth $69 bn, down $3 bn, and imports $82 bn, down $4 bn"
        return view.lowers[last] == "by" or view.tags.get(view.words[last].start, "")[:2] == "NN"

    def _by_again(self, number: int, share: bool) -> Cue | None:
        """The verb before a level where "by" goes on with another thing: "rose by 6.1%, to £78.3bn, and goods imports
        by £3.1bn"."""
        view = self.view
        mark, last = view.quantities[number], view.quantities[number].first - 1
        if mark.record["kind"] not in ("money", "measure", "count") or not self._listed_noun(number):
            return None
        last -= last > mark.opens and view.lowers[last] in word_class("light")
        if view.lowers[last] != "by" or self.cue(number - 1).how != "to":
            return None
        told = (self.cue(at) for at in range(number - 2, -1, -1) if view.quantities[at].sentence == mark.sentence)
        verb = next((cue.change for cue in told if cue.how == "by"), None)
        return Cue("by", verb, "by", share) if verb is not None else None

    def _listed_noun(self, number: int) -> bool:
        """Whether only a noun phrase stands between a percent and the one before: "grew 13%, non-electronics 11%"."""
        view = self.view
        here, there = view.quantities[number], view.quantities[number - 1]
        span = range(there.last + 1, here.first)
        if number == 0 or there.record["kind"] not in _LISTED or not 0 < len(span) <= 6:
            return False
        opening = view.words[span[0]]
        if not ("," in opening.gap or ";" in opening.gap or opening.lower in ("and", "while")):
            return False
        tags = [view.tags.get(view.words[i].start, "") for i in span]
        first = opening.lower in word_class("no_list_item")
        nouns = all(tag[:2] in ("NN", "JJ", "CC", "IN", "RB", "AF", "HY") for tag in tags) and any(
            tag[:2] == "NN" for tag in tags
        )
        return nouns and not first and not any(i in view.change_words for i in span)

    def _pronoun(self, j: int) -> bool:
        """Whether word j closes "those of medicines", "that for machinery"."""
        view = self.view
        if view.lowers[j] in ("it", "them") and j > 1 and view.lowers[j - 1] in word_class("partner_preposition"):
            return view.covered[j - 2] == "indicator"  # "and imports from it 10.1 percent"
        first = view.bounds[view.sentence(view.words[j].start)][0]
        for i in range(j, max(first, j - 6) - 1, -1):
            if i in view.change_words or view.covered[i] == "quantity":
                return False
            if view.words[i].lower in ("those", "that") and i < j:
                return view.words[i + 1].lower in word_class("after_those")
        return False

    def _of_item(self, j: int) -> bool:
        """Whether word j ends an item that leaves its head out: "imports of rice fell 5 percent, of wheat 7"."""
        view = self.view
        for i in range(j - 1, max(0, j - _ITEM), -1):
            if view.lowers[i] == "of":
                return view.words[i].gap.strip("~") in (",", ";") or view.lowers[i - 1] == "and"
            if view.covered[i] or view.words[i + 1].gap.strip("~-"):
                return False
        return False

    def _to_place(self, j: int) -> bool:
        """Whether a preposition governs the place that ends at j: "and to the United States 9.6 percent"."""
        view = self.view
        while j > 0 and (view.covered[j] == "place" or view.words[j].lower in ("the", "its")):
            j -= 1
        return view.words[j].lower in word_class("partner_preposition")

    def _listed(self, number: int, gap: str, share: bool) -> Cue | None:
        """A number joined to the one before it: "climbed 19, 11.4 and 24.7%", "by $1.1 billion, or 8.7 per cent"."""
        if number == 0:
            return None
        view = self.view
        here, there = view.quantities[number], view.quantities[number - 1]
        between = view.text[there.end : here.start].lower()
        kinds = {here.record["kind"], there.record["kind"]}
        span = here.record.get("qualifier_span")
        if span and there.end <= span[0] and span[1] <= here.start:
            between = between[: span[0] - there.end] + between[span[1] - there.end :]
        for aside in phrases("terms"):
            between = between.replace(aside, " ")
        for d in view.within(view.dates, there.last + 1, here.first):
            between = re.sub(rf"\b(?:in |for )?{re.escape(str(d.record['text']).lower())}", " ", between)
        stem = between.strip(" ,").removesuffix(" by").strip(" ,")
        if len(kinds) == 2 and "percent" in kinds and stem in word_class("that_is"):
            between = ", or"  # "an increase of 12.8 percent, i.e. 18.57 billion USD"
        joined = between.strip() in (",", "and", ", and", "or", ", or", "(", "/")
        if joined and (len(kinds) == 1 or between.strip() in (", or", "or", "(")):
            if len(kinds) == 1 and self._put_in(number - 1, here):
                return self._verb_of(number, share)
            before = self.cue(number - 1)
            if before.how in ("to", "from") and len(kinds) == 1 and self._acts(here, between.strip()):
                return None
            if before.how in ("to", "from") and len(kinds) == 2 and here.record["kind"] == "percent" and not share:
                return Cue("by", before.change, "", False)  # "retreated from 7.13 to 6.57 dollars, or 7.8%"
            if before.how:
                return Cue(before.how, before.change, before.preposition, share or before.share, before.base)
        bracketed = (
            view.text[max(0, here.start - 1) : here.start] == "(" and between.startswith(")") and len(between) < 40
        )
        if bracketed and kinds == {"percent"} and here.sentence == there.sentence:
            before = self.cue(number - 1)
            return Cue(before.how, before.change, before.preposition, share, before.base)
        return None

    def _acts(self, mark: Mark, joint: str) -> bool:
        """Whether an "and" opens a clause with a number for its subject: "from 660,000 tons, and 40,000 were used"."""
        view = self.view
        for i in range(mark.last + 1, min(mark.closes, mark.last + 1 + _ITEM)) if "and" in joint else ():
            if view.words[i].gap.strip(" ~") or view.covered[i] in ("quantity", "date") or view.lowers[i] == "and":
                return False
            if view.lowers[i] in word_class("relative") and view.lowers[i - 1] != "of":
                return False
            if view.tags.get(view.words[i].start, "") in FINITE:
                return joint == ", and" or view.lowers[i] in word_class("auxiliary")
        return False

    def _other_base(self, number: int) -> Cue | None:
        """A change that goes on with another base: "down 9 per cent from 39.8 trillion in the third quarter and 1 per
        cent from 36.6 trillion a year earlier"."""
        view = self.view
        here = view.quantities[number]
        if number < 2 or here.record["kind"] != "percent" or view.after(here, 1) != ["from"]:
            return None
        first, base = view.quantities[number - 2], view.quantities[number - 1]
        joined = view.words[here.first].gap.strip("~") == "," or view.lowers[here.first - 1] in ("and", "but")
        alike = first.record["kind"] == "percent" and first.sentence == here.sentence
        if not joined or not alike or view.after(first, 1) != ["from"] or base.record["kind"] == "percent":
            return None
        told = self.cue(number - 2)
        return Cue("by", told.change, "", False) if told.how == "by" else None

    def _like_bracket(self, number: int) -> Cue | None:
        """A bare percent in a bracket like the one that sizes a change before it: "garments $6.7 billion (up 8.7
        percent), crude oil $3.8 billion (12.5 percent)"."""
        view = self.view
        mark = view.quantities[number]
        inside = self._inside(number)
        if mark.record["kind"] != "percent" or inside is None or view.after(mark, 1) == ["of"]:
            return None
        for at in range(number - 1, max(-1, number - _BRACKETS - 1), -1):
            other = view.quantities[at]
            if other.sentence != mark.sentence:
                return None
            if other.record["kind"] == "percent":
                if "which" in view.lowers[other.last + 1 : mark.first] or self._makes_part(at, number):
                    return None
                if at and self.cue(at - 1).how == "by":
                    return None  # "had shed $2.04 (2.8%) from $73.87, and WTI $2.34 (3.3%) from $70.38"
                cue = self.cue(at) if self._inside(at) == inside else Cue("", None, "", False)
                return Cue("by", cue.change, "", False) if cue.how == "by" and not cue.share else None
        return None

    def _makes_part(self, whole: int, number: int) -> bool:
        """Whether a percent is what the amount before it is of the one before another bracket."""
        amounts = [self.view.quantities[k - 1].record for k in (whole, number) if k]
        values = [Decimal(str(r["value"])) for r in amounts if r.get("value") is not None]
        told = self.view.quantities[number].record.get("value")
        if len(values) < 2 or not values[0] or told is None or amounts[0]["unit"] != amounts[1]["unit"]:
            return False
        return abs(100 * values[1] / values[0] - Decimal(str(told))) <= 1

    def _inside(self, number: int) -> int | None:
        """How many numbers stand before one in its bracket; None outside of brackets."""
        view, mark = self.view, self.view.quantities[number]
        opened = view.text.rfind("(", max(0, mark.start - _WIDE), mark.start)
        if opened < 0 or ")" in view.text[opened : mark.start]:
            return None
        return sum(opened < q.start < mark.start for q in view.quantities[max(0, number - _BRACKETS) : number])
