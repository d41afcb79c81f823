"""Accepted names joined into one record a person, with all their mentions."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from extractor.components._names import listed, lowered, name_row
from extractor.components._people_evidence import ENOUGH, Candidate, Judge
from extractor.components._people_roles import Office, Roles
from extractor.components._people_runs import Scan
from extractor.components._people_titles import Titles
from extractor.components.attributes import Record

Forms = dict[str, list[tuple[tuple[str, ...], int]]]


class Person:
    """One person: the words of the fullest name, and the runs of words that mention them."""

    def __init__(self, cores: tuple[str, ...], surface: str) -> None:
        self.cores = cores
        self.surface = surface
        self.mentions: list[tuple[int, int]] = []

    def forms(self) -> list[tuple[str, ...]]:
        """Every contiguous part of the name that may stand for it: all but bare initials and particles."""
        size = min(len(self.cores), 7)
        parts = [self.cores[i:j] for i in range(size) for j in range(i + 1, size + 1)]
        plain = listed("name_words", "particle") | listed("name_words", "suffix")
        return [part for part in parts if part == self.cores or (len(part[0]) > 1 and part[-1] not in plain)]


def _same(cores: tuple[str, ...], person: Person) -> bool:
    """Whether words are the name of a person, or a part of it."""
    return cores == person.cores or (len(cores) > 1 and cores in person.forms()) or (len(cores) > 1 and _short(cores, person.cores))


def _short(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names differ in middle initials only ("Janet L Yellen")."""
    plain = [tuple(core for core in cores if len(core) > 1) for cores in (one, other)]
    return plain[0] == plain[1] and len(plain[0]) > 1


def _fold(core: str) -> str:
    """A word without its diacritics: newsrooms drop them after the first mention ("Bảo", "Bao")."""
    if core.isascii():
        return core
    plain = "".join(c for c in unicodedata.normalize("NFD", core) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D").replace("ı", "i")


class Cast:
    """The people of one article."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.view = scan.view
        self.people: list[Person] = []

    def collect(self, accepted: Sequence[Candidate]) -> None:
        """Makes persons of the accepted runs: full names first, then single words that fit none of them."""
        by_full = sorted(accepted, key=lambda c: (c.last == c.first, c.first))
        known: dict[str, list[Person]] = {}
        for candidate in by_full:
            cores = tuple(self.view.words[i].core for i in range(candidate.first, candidate.last + 1))
            near = known.get(cores[-1], []) + known.get(cores[0], [])
            if any(_same(cores, person) for person in near):
                continue
            if len(cores) == 1 and near:
                continue
            person = Person(cores, self.view.cut(candidate.first, candidate.last))
            self.people.append(person)
            for core in dict.fromkeys(cores):
                known.setdefault(core, []).append(person)

    def find_mentions(self) -> None:
        """Finds every form of every name in the text; the longest form at a position wins."""
        index: Forms = {}
        for number, person in enumerate(self.people):
            folded = [tuple(_fold(core) for core in form) for form in person.forms()]
            for form in dict.fromkeys((*person.forms(), *folded)):
                index.setdefault(form[0], []).append((form, number))
        for forms in index.values():
            forms.sort(key=lambda entry: -len(entry[0]))
        latest: dict[int, int] = {}
        i = 0
        while i < len(self.view):
            found = self._match(i, index.get(self.view.words[i].core, ()), latest)
            if found is None:
                i += 1
                continue
            number, last = found
            self.people[number].mentions.append((i, last))
            latest[number] = i
            i = last + 1

    def _match(self, i: int, forms: Sequence[tuple[tuple[str, ...], int]], latest: dict[int, int]) -> tuple[int, int] | None:
        if not forms or self.scan.org_at[i] >= 0:
            return None
        best: tuple[int, int, int] | None = None
        for form, number in forms[:64]:
            last = i + len(form) - 1
            if best and len(form) < best[0]:
                break
            if last >= len(self.view) or any(self.view.words[i + k].core != core for k, core in enumerate(form)):
                continue
            if any(not self.scan.joined(k) or not self.view.same(i, k) for k in range(i + 1, last + 1)):
                continue
            if not self._bounded(i, last, self.people[number]):
                continue
            rank = (len(form), latest.get(number, -1), -number)
            if best is None or rank > best:
                best = rank
        return (-best[2], i + best[0] - 1) if best else None

    def _bounded(self, i: int, last: int, person: Person) -> bool:
        """Whether nothing around the words makes them part of another name, and a single word is no common one."""
        view, scan = self.view, self.scan
        follows = view.same(last, last + 1) and view.caps[last + 1] and scan.joined(last + 1) and not scan.titled(last + 1)
        if follows and scan.zones[i] != "headline" and view.low(last + 1) not in scan.functions | scan.months:
            return False
        if len(person.cores) == last - i + 1:
            return True
        led = view.same(i - 1, i) and view.caps[i - 1] and scan.joined(i)
        if led and not scan.titled(i - 1) and scan.zones[i] != "headline" and view.low(i - 1) not in scan.functions and not view.first(i - 1):
            return False
        if last > i or scan.style(i - 1):
            return True
        low = view.low(i)
        return low not in scan.common and low not in scan.functions and not (low in view.lower_seen and view.first(i)) and scan.place_at[i] < 0

    def records(self, roles: Roles) -> list[Record]:
        """The records in the order of first mention."""
        made: list[Record] = []
        for person in sorted((p for p in self.people if p.mentions), key=lambda p: p.mentions[0]):
            spans = [self.view.span(*mention) for mention in person.mentions]
            surfaces = dict.fromkeys(self.view.text[start:end] for start, end in spans)
            office = self._office(person, roles)
            made.append(
                {
                    "name": person.surface,
                    "aliases": [s for s in surfaces if s != person.surface],
                    "role": self._cut(office.role),
                    "organization": self._cut(office.organization),
                    "mentions": [list(span) for span in spans],
                }
            )
        return made

    def _cut(self, span: tuple[int, int] | None) -> str | None:
        return self.view.text[span[0] : span[1]] if span else None

    def _office(self, person: Person, roles: Roles) -> Office:
        """Role and organization from the first mentions that state them."""
        role = organization = None
        for first, last in person.mentions[:40]:
            for office in (roles.before(first), roles.after(last)):
                role = role or office.role
                organization = organization or office.organization
        if role and organization is None:
            organization = roles.implied(role, person.mentions[0][0])
        return Office(role, organization)


def candidates(scan: Scan, titles: Titles, judge: Judge) -> list[Candidate]:
    """The runs of one article that are people by the words around them."""
    view, found, i = scan.view, [], 0
    known = name_row("known")
    while i < len(view):
        skipped = titles.skip(i)
        if skipped is not None:
            i = skipped
        elif scan.zones[i] == "boilerplate" or (scan.titled(i) and scan.view.same(i, i + 1) and scan.joined(i + 1) and scan.may_be_name(i + 1) and not _given(scan, i)):
            i += 1
            continue
        last = scan.run(i)
        if last is None:
            i += 1
            continue
        candidate = judge.judge(i, last)
        single = i == last and not (candidate.titled or view.words[i].core in known)
        if candidate.points >= ENOUGH and not single and scan.zones[i] != "headline":
            found.append(candidate)
        i = last + 1
    return found


def _given(scan: Scan, i: int) -> bool:
    """Whether a word that can be a title is a given name, by the particle after it ("Sultan Al Suwaidi")."""
    view = scan.view
    if view.low(i) in lowered("titles", "kept") and scan.style(i):
        return scan.run(i + 1) == i + 1
    return scan.style(i) and view.words[i].core in name_row("arabic") and view.low(i + 1) in ("al", "bin")
