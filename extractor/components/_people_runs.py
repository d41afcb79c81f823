"""Runs of words that may be a person's name, in the forms that names take."""

from __future__ import annotations

from extractor.components._names import MAX_NAME_WORDS, Text, given_names, listed, lowered, name_row


class Scan:
    """One article with the marks that runs of names are read by: for each word the organization and the place
    that holds it (-1 for none) and the zone it stands in."""

    def __init__(self, view: Text, org_at: list[int], place_at: list[int], zones: list[str]) -> None:
        self.view = view
        self.org_at = org_at
        self.place_at = place_at
        self.zones = zones
        self.functions = listed("name_words", "function")
        self.months = listed("name_words", "month")
        self.common = listed("name_words", "common")
        self.particles = listed("name_words", "particle")
        self.short = listed("name_words", "abbreviation")
        self.suffixes = listed("name_words", "suffix")
        self.heads = lowered("titles", "head")
        self.styles = lowered("titles", "honorific") | lowered("titles", "political") | lowered("titles", "rank")
        self.ranks = lowered("titles", "rank") | lowered("titles", "political")
        self.names_too = lowered("titles", "name_too")
        self.portfolio = lowered("titles", "portfolio")
        self.modifiers = lowered("titles", "modifier")

    def initial(self, i: int) -> bool:
        """Whether word i is an initial or several ("J", "D.H.")."""
        core = self.view.words[i].core
        return core[0].isupper() and (
            len(core) == 1
            or (len(core) < 9 and core[1] == ".")
            or (len(core) == 2 and core.isupper() and not core.isascii())
        )

    def style(self, i: int) -> bool:
        """Whether word i is an honorific, a rank or a political title, spelled as one."""
        if not (0 <= i < self.view.size and self.view.caps[i] and self.view.low(i) in self.styles):
            return False
        return self.view.low(i) not in self.names_too or any(
            low in self.styles for low in (self.view.low(i - 1), self.view.low(i + 1))
        )

    def head(self, i: int) -> bool:
        """Whether word i is the noun of an office ("director", "comptroller-general", "vice-chair")."""
        low = self.view.low(i)
        if low in self.heads:
            return True
        if low.endswith("s") and self.plural(i):
            return True
        if "-" not in low:
            return False
        parts = low.split("-")
        return 1 < len(parts) < 4 and (parts[-1] in self.heads or (parts[0] in self.heads and parts[-1] == "general"))

    def plural(self, i: int) -> bool:
        """Whether word i is the plural of an office that opens a list of names ("Presidents X and Y")."""
        low = self.view.low(i)
        return self.view.caps[i] and low.endswith("s") and low not in self.heads and low[:-1] in self.heads

    def joint_office(self, k: int) -> int | None:
        """The plural noun of the office of two people that begins at word k: "both professors at", "both senior
        partners of"; None where "both" doesn't open one."""
        view = self.view
        if not view.same(k - 1, k) or view.gap(k) != "," or view.low(k) != "both":
            return None
        for n in range(k + 1, min(k + 5, view.size)):
            if not view.same(k, n) or view.gap(n) != "":
                return None
            if view.low(n).endswith("s") and view.low(n)[:-1] in self.heads:
                return n
        return None

    def after_brackets(self, k: int) -> int:
        """The word after the brackets that open before word k; k itself where none open or they are long."""
        view = self.view
        if not view.gap(k).startswith("("):
            return k
        for n in range(k + 1, min(k + 7, view.size)):
            if ")" in view.gap(n):
                return n
        return k

    def after_style(self, i: int) -> bool:
        """Whether a title stands before a name that begins with a particle: "Mr von Hagen"."""
        particle = self.same_run(i) and self.view.low(i + 1) in self.particles and not self.view.caps[i + 1]
        return self.style(i) and particle and (self.run(i) or i) > i + 1

    def same_run(self, i: int) -> bool:
        return self.view.same(i, i + 1) and self.joined(i + 1)

    def titled(self, i: int) -> bool:
        """Whether word i is a title that stands before names."""
        return self.style(i) or self.head(i)

    def may_be_name(self, i: int) -> bool:
        """Whether word i can belong to a name at all."""
        view = self.view
        if not (0 <= i < view.size) or not view.caps[i] or self.org_at[i] >= 0:
            return False
        core, low = view.words[i].core, view.low(i)
        if self.initial(i):
            return True
        if any(c.isdigit() or c in "&" for c in core) or core.endswith("."):
            return False
        if low in self.functions or (
            low in self.months and (len(low) > 4 or self.view.low(i + 1).isdigit() or self.view.first(i))
        ):
            return core in name_row("family_first") or core in given_names()
        return not core.isupper() or low in self.particles or self._loud(i)

    def _loud(self, i: int) -> bool:
        """Whether a word in capitals can be a name: in bylines and credits, and surnames set in capitals."""
        view = self.view
        core = view.words[i].core
        if self.zones[i] in ("byline", "caption"):
            return len(core) > 2
        if self._announced(i):
            return True
        if i + 1 < view.size and core.title() in name_row("family_first") and view.gap(i + 1) == "":
            return view.caps[i + 1] and not view.words[i + 1].core.isupper()
        if self.shouted(i):
            return True
        return i > 0 and len(core) > 3 and view.gap(i) == "" and view.words[i - 1].core in given_names()

    def shouted(self, i: int) -> bool:
        """Whether word i belongs to a full name set in capitals within plain text ("JOHN FARLEY, the minister,")."""
        view = self.view
        for first in (i, i - 1):
            if first < 0 or first + 1 >= view.size or view.gap(first + 1) or not view.same(first, first + 1):
                continue
            given, family = view.words[first].core, view.words[first + 1].core
            if given.isupper() and family.isupper() and len(family) > 1 and given.title() in given_names():
                after = view.words[first + 2].core if view.same(first, first + 2) else ""
                return self.zones[i] == "body" and not (after.isupper() and len(after) > 1)
        return False

    def _small_word(self, k: int) -> bool:
        """Whether a capitalised word inside a run only looks like a function word ("U Than", "Kim In")."""
        view = self.view
        return view.caps[k] and view.gap(k) == "" and view.low(k) in self.functions and self.zones[k] == "body"

    def _announced(self, i: int) -> bool:
        """Whether word i stands in the capitals before a colon that open a line ("SPOKESPERSON LIN JIAN: …")."""
        view = self.view
        first = i
        while first > 0 and i - first < 5 and not view.gap(first) and view.words[first - 1].core.isupper():
            first -= 1
        last = i
        while last + 1 < view.size and last - i < 5 and not view.gap(last + 1) and view.words[last + 1].core.isupper():
            last += 1
        if first == last or last + 1 >= view.size:
            return False
        return self._script(first, last + 1) if ")" in view.gap(first) else (
            "\n" in view.gap(first) and view.gap(last + 1) == ":")

    def _script(self, first: int, k: int) -> bool:
        """Whether a broadcast's script names who speaks: "SOUNDBITE (English) ANA SOUSA, FARMER, SAYING: …"."""
        view = self.view
        stop = next((n for n in range(k, min(k + 12, view.size - 1)) if ":" in view.gap(n + 1)), -1)
        return view.gap(k) == "," and stop > 0 and view.low(stop) == "saying" and view.low(first - 2) == "soundbite"

    def joined(self, i: int) -> bool:
        """Whether word i goes on from its neighbour inside a name."""
        gap = self.view.gap(i)
        if gap == "":
            return not self.view.owns(i - 1)
        before = self.view.words[i - 1].core
        return gap == "." and (len(before) == 1 or before.lower() in self.styles or before in self.short)

    def run(self, i: int) -> int | None:
        """The last word of the name that begins at word i; None where none does."""
        view = self.view
        if not self.may_be_name(i):
            return None
        last = i
        while last - i < MAX_NAME_WORDS:
            k = last + 1
            if k >= view.size or not view.same(last, k) or not self.joined(k):
                break
            if (self.may_be_name(k) or self._small_word(k)) and not self._stops(i, k):
                last = k
                continue
            end = k
            while view.low(end) in self.particles and end - k < 3 and self.joined(end):
                end += 1
            if end == k or end >= view.size or not self.joined(end) or not self.may_be_name(end):
                break
            last = end
        if (
            last + 1 < view.size
            and view.gap(last + 1) in ("", ",")
            and view.words[last + 1].core in self.suffixes
            and view.same(last, last + 1)
        ):
            last += 1
        return last

    def _stops(self, first: int, k: int) -> bool:
        """Whether word k begins something else: a title after a name, a weekday."""
        low = self.view.low(k)
        more = k + 1 < self.view.size and self.joined(k + 1) and self.may_be_name(k + 1)
        core = self.view.words[first].core
        given = core in given_names() or core in name_row("family_first")
        named = given and k > first and self.view.gap(k) == "" and low not in self.ranks
        style = self.style(k) and not (named and (low in self.names_too or not more))
        fielded = self.head(k) and self.view.low(k + 1) in ("of", "for") and self.view.low(k - 1) in self.modifiers
        return (low in self.months and len(low) > 4) or style or (self.head(k) and more) or fielded
