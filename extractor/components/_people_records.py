"""Accepted names joined into one record a person, with all their mentions."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from extractor.components._names import MAX_NAME_WORDS, listed, lowered, name_row, speech_verbs, split
from extractor.components._people_evidence import ENOUGH, PROVEN, Candidate, Judge
from extractor.components._people_roles import Roles
from extractor.components._people_runs import Scan
from extractor.components._people_titles import Office, Titles
from extractor.components.attributes import Record
from extractor.kept import kept

Form = tuple[str, ...]

_SAYING = ("say", "tell")
_RUNS_BACK = 6
"""So many names back a person is looked for whom "he said" can mean."""


def _plain(cores: Form) -> Form:
    """A name without its middle initials: "Janet L Yellen" is "Janet Yellen"."""
    return tuple(core for k, core in enumerate(cores) if k == 0 or len(core) > 1)


@kept
def _fold(core: str) -> str:
    """A word without its diacritics or capitals: newsrooms drop them after the first mention ("Bảo", "Bao")."""
    core = core.title() if core.isupper() and len(core) > 2 else core
    if core.isascii():
        return core
    plain = "".join(c for c in unicodedata.normalize("NFD", core) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D").replace("ı", "i")


class Person:
    """One person: the words of the fullest name, and the runs of words that mention them."""

    def __init__(self, cores: tuple[str, ...], surface: str) -> None:
        self.cores = cores
        self.surface = surface
        self.mentions: list[tuple[int, int]] = []

    def forms(self) -> list[Form]:
        """Every contiguous part of the name that may stand for it, folded: all but bare initials and particles."""
        cores = tuple(_fold(core) for core in self.cores)
        size = min(len(cores), MAX_NAME_WORDS + 1)
        parts = [cores[i:j] for i in range(size) for j in range(i + 1, size + 1)]
        small = listed("name_words", "particle") | listed("name_words", "suffix")
        whole = [part for part in parts if len(part[0]) > 1 or part[0] == "O"]
        return [part for part in whole if part == cores or part[-1] not in small] + [cores] * (cores not in whole)


class Cast:
    """The people of one article."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.view = scan.view
        self.people: list[Person] = []
        self.names: set[Form] = set()
        self.bearers: dict[Form, list[int]] = defaultdict(list)
        """The people that each form may stand for."""
        self.titles: dict[int, set[str]] = defaultdict(set)
        """The titles that each person was told with, and "female" or "male" where one tells it."""
        self.employers: list[tuple[int, int]] = []
        """The spans of the people's organizations, as the text names them."""

    def collect(self, accepted: Sequence[Candidate]) -> None:
        """Makes persons of the accepted runs, the fullest names first; runs that are a part of one go to it."""
        taken: set[Form] = set()
        for candidate in sorted(accepted, key=lambda c: (c.first - c.last, c.first)):
            cores = tuple(self.view.words[i].core for i in range(candidate.first, candidate.last + 1))
            folded = tuple(_fold(core) for core in cores)
            lowered_first = (self.view.low(candidate.first), *folded[1:])
            opens = self._particle(candidate.first) and lowered_first in taken
            if opens or folded in taken or _plain(folded) in taken:
                continue
            person = Person(cores, self.view.cut(candidate.first, candidate.last))
            self.people.append(person)
            taken.update(person.forms())
            taken.add(_plain(folded))

    def find_mentions(self) -> None:
        """Finds every form of every name in the text; the longest form at a position wins, of two people of one
        surname the one named last."""
        latest: dict[Form, int] = {}
        for number, person in enumerate(self.people):
            for form in dict.fromkeys(person.forms()):
                latest.setdefault(form, number)
                self.bearers[form].append(number)
        firsts = {form[0] for form in latest}
        i = 0
        while i < self.view.size:
            begins = _fold(self.view.words[i].core) in firsts or (self._particle(i) and self.view.low(i) in firsts)
            found = self._match(i, latest) if begins else None
            if found is None:
                i += 1
                continue
            number, last = found
            number = self._told_apart(number, i, last)
            self.people[number].mentions.append((i, last))
            latest.update(dict.fromkeys(self.people[number].forms(), number))
            i = last + 1

    def _particle(self, i: int) -> bool:
        """Whether word i is a particle with the capital of a sentence's beginning: "Van den Berg said"."""
        return self.view.caps[i] and self.view.low(i) in self.scan.particles and self.view.first(i)

    def _told_apart(self, number: int, i: int, last: int) -> int:
        """Whom a surname of two people means by the title before it: "Ms Okafor", "Minister Okafor"."""
        title = self.view.low(i - 1) if self.view.same(i - 1, i) and self.scan.titled(i - 1) else ""
        if not title:
            return number
        form = tuple(_fold(self.view.words[k].core) for k in range(i, last + 1))
        bearers = self.bearers.get(form, [])
        kind = next((kind for kind in ("female", "male") if title in lowered("titles", kind)), "")
        if len(bearers) > 1:
            known = [other for other in bearers if title in self.titles[other]]
            other_kinds = {"female": "male", "male": "female"}
            fitting = known or [other for other in bearers if not kind or other_kinds[kind] not in self.titles[other]]
            if fitting and number not in fitting:
                number = min(fitting, key=lambda other: i - self.people[other].mentions[-1][0]
                             if self.people[other].mentions else self.view.size)
        self.titles[number].update((title, kind) if kind else (title,))
        return number

    def _match(self, i: int, latest: dict[Form, int]) -> tuple[int, int] | None:
        """The number of the person named at word i and the name's last word there."""
        if self.scan.org_at[i] >= 0:
            return None
        last = i
        while (
            last + 1 < self.view.size
            and last - i < MAX_NAME_WORDS
            and self.scan.joined(last + 1)
            and self.view.same(i, last + 1)
        ):
            last += 1
        for end in range(last, i - 1, -1):
            form = tuple(_fold(self.view.words[k].core) for k in range(i, end + 1))
            number = latest.get(form)
            if number is None and self._particle(i):
                number = latest.get((self.view.low(i), *form[1:]))
            if number is not None and self._bounded(i, end, self.people[number]):
                return number, end
        return None

    def _bounded(self, i: int, last: int, person: Person) -> bool:
        """Whether nothing around the words makes them part of another name, and a single word is no common one."""
        view, scan = self.view, self.scan
        follows = (
            view.same(last, last + 1) and view.caps[last + 1] and scan.joined(last + 1) and not scan.titled(last + 1)
        )
        if follows and scan.zones[i] != "headline" and view.low(last + 1) not in scan.functions | scan.months:
            return False
        if len(person.cores) == last - i + 1:
            return True
        led = view.same(i - 1, i) and view.caps[i - 1] and scan.joined(i)
        if (
            led
            and not scan.titled(i - 1)
            and scan.zones[i] != "headline"
            and view.low(i - 1) not in scan.functions
            and not view.first(i - 1)
        ):
            return False
        if last > i or scan.style(i - 1):
            return True
        if view.low(i) in scan.functions and not (view.same(i - 1, i) and scan.titled(i - 1)):
            return False
        if view.same(last, last + 1) and not view.gap(last + 1) and view.low(last + 1) in speech_verbs(_SAYING):
            return scan.place_at[i] < 0
        low = view.low(i)
        family = view.words[i].core == person.cores[0] and person.cores[0] in name_row("family_first")
        return (
            (low not in scan.common or (family and not view.first(i)))
            and low not in scan.functions
            and not (low in view.lower_seen and view.first(i))
            and scan.place_at[i] < 0
        )

    def records(self, roles: Roles) -> list[Record]:
        """The records in the order of first mention."""
        made: list[Record] = []
        self.names = {form for person in self.people for form in person.forms()}
        for person in sorted((p for p in self.people if p.mentions), key=lambda p: p.mentions[0]):
            spans = [self._peer(person, *mention) or self.view.span(*mention) for mention in person.mentions]
            surfaces = dict.fromkeys(self.view.text[start:end] for start, end in spans)
            office = self._office(person, roles)
            made.append(
                {
                    "name": (name := max(surfaces, key=len) if len(person.cores) == 1 else person.surface),
                    "aliases": [s for s in surfaces if s != name],
                    "role": self._cut(office.role),
                    "organization": self._cut(office.organization),
                    "mentions": [list(span) for span in spans],
                }
            )
        return made

    def _peer(self, person: Person, first: int, last: int) -> tuple[int, int] | None:
        """The words of a peer with his title, where he is known by a single name: "Lord Pemberton"."""
        view = self.view
        titled = len(person.cores) == 1 and view.same(first - 1, first) and view.gap(first) == ""
        if not titled or not view.caps[first - 1] or view.low(first - 1) not in listed("titles", "peer"):
            return None
        return view.span(first - 1, last)

    def _cut(self, span: tuple[int, int] | None) -> str | None:
        return self.view.text[span[0] : span[1]] if span else None

    def _office(self, person: Person, roles: Roles) -> Office:
        """Role and organization from the first mentions that state them."""
        role = organization = None
        for first, last in person.mentions[:40]:
            for office in (roles.before(first), roles.after(last)):
                role = role or office.role
                organization = organization or office.organization
        if organization and tuple(_fold(w.core) for w in split(self._cut(organization) or "")) in self.names:
            organization = None
        if role and organization is None:
            organization = roles.implied(role, person.mentions[0][0])
        organization = roles.affiliations.resolved(organization) if organization else None
        if organization and roles.affiliations.nameless(organization):
            organization = None
        if organization:
            self.employers.append(organization)
        return Office(role, organization)


def candidates(scan: Scan, titles: Titles, judge: Judge) -> list[Candidate]:
    """The runs of one article that are people by the words around them.

    A single word counts only with a title, or as somebody known by it; but where a single word is surely a
    person, the longer run that ends in it is one too ("Gus Petrakis … said Petrakis, 61").
    """
    view, i = scan.view, 0
    runs: list[Candidate] = []
    while i < view.size:
        skipped = titles.skip(i)
        if skipped is None and not view.caps[i]:  # no name and no title that a name follows begins here
            i += 1
            continue
        if skipped is None and scan.after_style(i) and not _given(scan, i):
            runs.append(judge.judge(i + 1, scan.run(i) or i + 1))
            i = runs[-1].last + 1
            continue
        last = scan.run(i) if skipped is None and not _passed(scan, i) else None
        if skipped is not None or last is None:
            i = i + 1 if skipped is None else skipped
            continue
        if scan.zones[i] != "headline":
            run = _beside(scan, judge.judge(i, last), runs[-1] if runs else None)
            alone = not any(c.points >= ENOUGH for c in runs[-_RUNS_BACK:])
            runs.append(run._replace(points=run.points + judge.meant_by_pronoun(i, last)) if alone else run)
        i = last + 1
    known = name_row("known")
    proven = {view.words[c.last].core for c in runs if c.first == c.last and c.points >= PROVEN}
    found = []
    for c in runs:
        core = view.words[c.last].core
        if c.first == c.last:
            accepted = c.points >= (PROVEN if core in known else ENOUGH) and (c.titled or core in known)
        else:
            accepted = c.points >= ENOUGH or (core in proven and c.shape >= 0)
        if accepted:
            found.append(c)
    return found


def _beside(scan: Scan, run: Candidate, former: Candidate | None) -> Candidate:
    """A run with two points more where "and" joins it to a person's full name."""
    if former is None or former.points < ENOUGH or former.first == former.last or former.last != run.first - 2:
        return run
    joined = scan.view.low(run.first - 1) == "and" and scan.view.gap(run.first) == "" and run.first < run.last
    return run._replace(points=run.points + 2) if joined else run


def _passed(scan: Scan, i: int) -> bool:
    """Whether word i is in page furniture or a title before a name, and so begins no name."""
    if scan.zones[i] == "boilerplate":
        return True
    if scan.style(i) and scan.view.low(i) in lowered("titles", "rank") and scan.run(i) == i:
        return True
    leads = scan.titled(i) and scan.view.same(i, i + 1) and scan.joined(i + 1) and scan.may_be_name(i + 1)
    return leads and not _given(scan, i)


def _given(scan: Scan, i: int) -> bool:
    """Whether a word that can be a title is a given name, by the particle after it ("Sultan Al Suwaidi")."""
    view = scan.view
    if view.low(i) in lowered("titles", "kept") and scan.style(i):
        return scan.run(i + 1) == i + 1
    return scan.style(i) and view.words[i].core in name_row("arabic") and view.low(i + 1) in ("al", "bin")
