"""Where a text names organizations: known names, names built on a head ("Ministry of", "Bank"), acronyms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.components._names import Text, given_names, listed, lowered, name_row, speech_verbs
from extractor.components._organization_names import abbreviates, bracketed, is_acronym, known_names

MAX_WORDS = 14
_AND = frozenset({"and", "&"})


class Found(NamedTuple):
    """A name at words first..last; `known` is the table's name where there is one."""

    first: int
    last: int
    known: str | None = None


def _heads() -> frozenset[str]:
    return listed("organization_words", "head")


def _closes(core: str) -> bool:
    """Whether a word can close an organization's name."""
    return any(core in listed("organization_words", kind) for kind in ("head", "firm", "legal"))


class Finder:
    """Finds names of organizations in one text, left to right, never overlapping. `place_at`: for each word the
    place that holds it, else -1; `furniture`: whether it is page furniture, where nothing is named."""

    def __init__(self, view: Text, place_at: list[int], furniture: list[bool]) -> None:
        self.view = view
        self.furniture = furniture
        self.place_at = place_at
        self.functions = listed("name_words", "function")
        self.titles = lowered("titles", "head") | lowered("titles", "honorific") | lowered("titles", "political")
        self.barred = self.functions | self.titles | listed("name_words", "month")
        self.fields = listed("organization_words", "portfolio")
        self.led = listed("organization_words", "before_place")
        self.openers = lowered("titles", "modifier") & lowered("titles", "head")
        self.verbs = speech_verbs(("say", "tell", "think", "want", "deny", "urge"))
        self.families = _families(view)

    def __call__(self) -> Iterator[Found]:
        view, i = self.view, 0
        while i < view.size:
            plain = not view.caps[i] and view.low(i) not in self.fields and view.words[i].core not in self.led
            if self.furniture[i] or (plain and view.gap(i) != ","):  # no name begins here
                i += 1
                continue
            found = self._known(i) if view.caps[i] else None
            built = (self._built(i) if view.caps[i] else None) or self._ministry(i)
            if built and (found is None or built.last > found.last):
                found = built if found is None or found.first != built.first else Found(built.first, built.last)
            found = found or self._of_place(i) or self._acronym(i) or self._apposed(i)
            if found:
                yield found
                i = found.last + 1
            else:
                i += 1

    def _known(self, i: int) -> Found | None:
        view = self.view
        for words, name in known_names().get(view.words[i].core, ()):
            last = i + len(words) - 1
            if last < view.size and all(
                view.words[i + k].core == word and (k == 0 or view.gap(i + k) in ("", "&", "."))
                for k, word in enumerate(words)
            ):
                if len(words) == 1 and self._inside_name(i):
                    return None
                return Found(i, last, name)
        return None

    def _inside_name(self, i: int) -> bool:
        """Whether a single known word is part of a longer capitalised name that is none ("Parliament Hill")."""
        view = self.view
        after = i + 1 < view.size and view.gap(i + 1) == "" and not view.owns(i) and view.caps[i + 1]
        if after and view.low(i) in lowered("titles", "portfolio") and view.low(i + 1) in self.titles:
            return True
        if view.low(i) in lowered("titles", "portfolio") and view.low(i + 1) in lowered("titles", "cabinet"):
            return True
        return after and view.low(i + 1) in lowered("organization_words", "stop_place")

    def _capital(self, i: int) -> bool:
        view = self.view
        return i < view.size and view.caps[i] and view.low(i) not in self.barred and not view.low(i).endswith("-based")

    def _built(self, i: int) -> Found | None:
        """A run of capitalised words from i that closes on a head, a firm's word or a legal form."""
        view = self.view
        royal = view.words[i].core in listed("organization_words", "royal")
        opens = (royal or view.low(i) in self.openers) and self._capital(i + 1) and view.gap(i + 1) in ("", ".")
        if not (self._capital(i) or opens) or view.words[i].core.isdigit():
            return None
        last, k, opened, best, base = i, i, False, -1, -1
        while k - i < MAX_WORDS:
            core = view.words[k].core
            last = k
            if _closes(core) or opened:
                best = k
            if view.owns(k) and not (core in listed("organization_words", "inner_owner") or self._title_owner(k)):
                break
            step = self._next(k, opened)
            if step is None:
                break
            base = k if not opened else base
            opened = opened or view.low(k + 1) in ("of", "for", "on")
            k = step
        if (
            best - i < 3
            and self._person_before(i)
            and not any(view.words[n].core in _heads() for n in range(i, best + 1))
        ):
            return None
        if best < 0 or (best == i and view.words[i].core not in _heads()):
            return None
        if self._titled_firm(best):
            return None
        if best > i and self._known_short(i, best):
            return Found(i, best)
        if view.words[best].core in listed("organization_words", "stop_place") and opened and base > i:
            best = base if _closes(view.words[base].core) else i
        if best == i or view.words[best].core in listed("organization_words", "stop_place"):
            return None
        if view.low(last) in lowered("organization_words", "stop_place") and not opened:
            return None
        return Found(i, best)

    def _known_short(self, first: int, last: int) -> bool:
        """Whether brackets after a name hold its initials: "Institute for Port Policy (IPP)"."""
        view, k = self.view, last + 1
        bracketed = view.gap(k).endswith("(") and k < view.size
        return bracketed and abbreviates(view.words[k].core, view.cut(first, last))

    def _titled_firm(self, k: int) -> bool:
        """Whether the word that closes a name is rather part of a title ("Chief Financial Officer")."""
        view = self.view
        if view.words[k].core in _heads() or not view.same(k, k + 1) or view.gap(k + 1) or view.owns(k):
            return False
        in_title = view.low(k) in lowered("titles", "modifier") or view.low(k) in lowered("titles", "portfolio")
        return in_title and view.caps[k + 1] and view.low(k + 1) in self.titles

    def _of_place(self, i: int) -> Found | None:
        """A body named by its kind and its country ("Statistics Norway", "Bank Indonesia")."""
        view = self.view
        if view.words[i].core not in self.led or view.owns(i):
            return None
        k = i + 1
        if not view.same(i, k) or view.gap(k) or self.place_at[k] < 0:
            return None
        while k + 1 < view.size and self.place_at[k + 1] == self.place_at[k]:
            k += 1
        return Found(i, k)

    def _person_before(self, i: int) -> bool:
        """Whether a title before word i makes the run a person's name ("Gov. Janet Mills")."""
        view = self.view
        return (
            view.same(i - 1, i) and view.gap(i) in ("", ".") and view.low(i - 1) in self.titles and not view.owns(i - 1)
        )

    def _title_owner(self, k: int) -> bool:
        """Whether a plural possessive goes on inside a name ("Shea Exporters' Guild")."""
        view = self.view
        return view.words[k].core.endswith("s") and k + 1 < view.size and view.caps[k + 1] and view.gap(k + 1) == ""

    def _next(self, k: int, opened: bool) -> int | None:
        """The next word of the name after word k, None where it ends."""
        view = self.view
        if k + 1 >= view.size:
            return None
        gap = view.gap(k + 1)
        if gap in ("", "&", "&amp;") and self._capital(k + 1):
            return k + 1
        if (
            gap == ""
            and view.low(k + 1) in ("of", "for", "on")
            and view.words[k].core in listed("organization_words", "of_head")
        ):
            skip = 2 + (view.low(k + 2) == "the" and view.gap(k + 2) == "")
            return k + skip if self._joins(k + 2, k + skip) else None
        if gap == "" and opened and view.low(k + 1) == "of" and self._joins(k + 2, k + 2) and self.place_at[k + 2] >= 0:
            return k + 2
        if gap in ("", ",") and view.low(k + 1) in _AND and self._joins(k + 2, k + 2):
            if self._somebody(k):
                return None
            return k + 2 if opened or self._closing_after(k + 2) else None
        if gap == "," and opened and self._enumerated(k + 1):
            return k + 1
        if gap == "," and self._ministry_ahead(k):
            return k + 1
        return None

    def _somebody(self, k: int) -> bool:
        """Whether "and" after word k joins a person, or what isn't of a place, to a name that ends there: "the Bank
        of Ghana and Kofi Mensah"."""
        view, n = self.view, k + 2
        if self._closing_after(n) or view.low(n) in lowered("titles", "portfolio"):
            return False
        named = view.words[n].core in given_names() or view.words[n].core in name_row("family_first")
        full = n + 1 < view.size and view.caps[n + 1] and view.gap(n + 1) == ""
        return full and view.words[n + 1].core not in _heads() and (named or (self.place_at[k] >= 0 > self.place_at[n]))

    def _joins(self, first: int, last: int) -> bool:
        return self._capital(last) and all(self.view.gap(n) == "" for n in range(first, last + 1))

    def _closing_after(self, k: int) -> bool:
        """Whether the word at k or the next one is a head ("Census and Statistics Department")."""
        view = self.view
        return self._capital(k + 1) and view.gap(k + 1) == "" and view.words[k + 1].core in _heads()

    def _ministry_ahead(self, k: int) -> bool:
        """Whether fields listed from word k on end in a ministry ("Development, Industry and Commerce Ministry")."""
        view = self.view
        for n in range(k, min(k + 8, view.size)):
            if n > k and view.gap(n) not in ("", ","):
                return False
            if view.caps[n] and view.low(n) in listed("organization_words", "ministry"):
                return n > k
            if view.low(n) not in lowered("titles", "portfolio") and view.low(n) not in _AND:
                return False
        return False

    def _enumerated(self, k: int) -> bool:
        """Whether a list after a comma ends in "and Cap" soon ("Trade, Industry and Energy")."""
        view = self.view
        for n in range(k, min(k + 6, view.size)):
            if view.low(n) in _AND:
                return n > k and n + 1 < view.size and view.caps[n + 1] and view.gap(n) in ("", ",")
            if not self._capital(n) or self.place_at[n] >= 0 or (n > k and view.gap(n) not in ("", ",")):
                return False
        return False

    def _ministry(self, i: int) -> Found | None:
        """A ministry named by its field in small letters ("the commerce ministry", "trade and industry ministry")."""
        view = self.view
        fields = self.fields
        if view.low(i) not in fields:
            return None
        k = i
        while k + 1 < view.size and k - i < 4:
            if view.gap(k + 1) not in ("", ","):
                return None
            k += 1
            if view.low(k) in listed("organization_words", "ministry") and view.gap(k) == "":
                return Found(i, k)
            if view.low(k) not in fields and view.low(k) != "and":
                return None
        return None

    def _apposed(self, i: int) -> Found | None:
        """A name that a comma joins to the noun for a body: "the regulator, Ofnet, said"."""
        view = self.view
        opens = view.gap(i) == "," and view.low(i - 2) == "the" and view.same(i - 2, i + 1)
        if not opens or view.low(i - 1) not in listed("organization_words", "supervisor") or view.gap(i + 1) != ",":
            return None
        named = self._capital(i) and self.place_at[i] < 0 and view.words[i].core not in given_names()
        return Found(i, i) if named else None

    def _acronym(self, i: int) -> Found | None:
        """An unknown acronym that acts as a body: it speaks, or has a spokesman or a department."""
        view = self.view
        core = view.words[i].core
        if core.istitle() and core.lower() in listed("organization_words", "government") and (
                bracketed(view, self.place_at, i + 1) and view.low(i + 2) in self.verbs):
            return Found(i, i)
        if core in listed("organization_words", "bare_department") and view.same(i, i + 1) and view.gap(i + 1) == "":
            weekday = view.low(i + 1) == "on" and view.low(i + 2) in listed("name_words", "month")
            alone = i == 0 or not view.same(i - 1, i) or view.gap(i) or not view.caps[i - 1]
            return Found(i, i) if alone and (weekday or view.low(i + 1) in self.verbs) else None
        if not is_acronym(core) or core in self.families or self.place_at[i] >= 0 or core.lower() in self.titles:
            return None
        nearby = view.low(i + 1) if view.same(i, i + 1) and view.gap(i + 1) == "" else ""
        acts = nearby in self.verbs or (nearby in self.titles and (view.owns(i) or nearby not in self.functions))
        return Found(i, i) if acts else None


def _families(view: Text) -> frozenset[str]:
    """The family names of people whose names are set in capitals: "JOHN FARLEY"."""
    return frozenset(
        view.words[i].core for i in range(1, view.size)
        if view.words[i].core.isupper() and view.words[i - 1].core.isupper() and not view.gap(i)
        and len(view.words[i - 1].core) > 1 and view.words[i - 1].core.title() in given_names()
    )
