"""A person's role and organization as the words around a name state them."""

from __future__ import annotations

from extractor.components._names import listed
from extractor.components._people_affiliations import Affiliations, Span
from extractor.components._people_role_words import RoleWords
from extractor.components._people_runs import Scan
from extractor.components._people_titles import NOTHING, Office, Titles

_AT = frozenset({"of", "at", "with", "for", "from", "in", "to", "on"})
MAX_STEPS = 6
_DASHES = ("-", "–", "—")


class Roles(RoleWords):
    """Reads the offices stated next to names in one article."""

    def __init__(self, scan: Scan, titles: Titles, affiliations: Affiliations) -> None:
        super().__init__(scan, titles)
        self.affiliations = affiliations
        self.openers = listed("titles", "role_opener")

    def before(self, first: int) -> Office:
        """The office before a name: "Commission spokesperson X", "chief economist X", "its spokesman, Major X"."""
        title = self.titles.before(self.titles.opening(first))
        if title is None:
            return self._office_of(first)
        view = self.view
        role = self._span(title.first, title.last)
        if view.low(title.head) in self.titles.political:
            return Office(role, None)
        return Office(role, self.affiliations.before(title.first))

    def _office_of(self, first: int) -> Office:
        """The office in "the commissioner of the Revenue Service, Mr X,"; the organization alone in "Honda's X"."""
        found = self.titles.of_body(first)
        if found is not None:
            head, k = found
            return Office(self._span(self.titles.start(head), head), self.affiliations.org(k))
        if self.view.owns(first - 1) and self.view.gap(first) == "":
            return Office(None, self.affiliations.org(first - 1))
        return NOTHING

    def _span(self, first: int, last: int) -> Span:
        """Offsets of a role; the stop of an abbreviation belongs to it ("Rep.")."""
        start, end = self.view.span(first, last)
        if self.scan.plural(last):
            return start, end - 1
        abbreviated = self.view.text[end : end + 1] == "." and len(self.view.words[last].core) < 5
        return start, end + abbreviated

    def after(self, last: int) -> Office:
        """The office after a name: ", a senior economist at Y", ", Y's trade spokesman", " of Y", ", who heads Y"."""
        view, k = self.view, last + 1
        if not view.same(last, k):
            return NOTHING
        gap = view.gap(k)
        if gap == "" and view.low(k) == "and" and (other := self.scan.run(k + 1)) is not None:
            return self._joint(other + 1)
        if gap == "," and view.low(k) == "both":
            return self._joint(k)
        if gap == "/":
            return Office(None, self.affiliations.directly(k + (view.low(k) == "the")))
        if gap == "" and view.low(k) in listed("titles", "affiliation_verb"):
            return self._clause(k)
        if (
            gap in ("", ",")
            and view.low(k) in listed("titles", "office_link")
            and not view.owns(last)
            and not self._peer(last)
        ):
            found = self.affiliations.after(k + 1, named=True)
            if found and (gap or view.low(k) != "at" or not self._met(last) or self._body(found)):
                return Office(None, found)
        if gap == "" and not view.caps[k] and self._named(last):
            office = self._apposition(k)
            return office if office.role is not None else NOTHING
        if gap == "," and view.low(k).isdigit() and view.gap(k + 1) == ",":
            k += 1
        elif gap.startswith("("):
            k = self.scan.after_brackets(k)
        if view.gap(k)[-1:] not in (",", "(") and not (
            view.gap(k) == "" and (view.low(k) == "who" or view.low(k) in listed("titles", "office_copula"))
        ):
            return NOTHING
        if view.low(k) in ("who", "whose") and view.low(k + 1) not in ("is", "was"):
            return self._clause(k + 1)
        if view.low(k) == "of" and view.low(k - 1).isdigit():  # "41, of Leicester"
            found = self.affiliations.after(k + 1, named=True)
            return Office(None, found if found and self._body(found) else None)
        office = self._apposition(k)
        return office if office.organization else Office(office.role, self._beyond(k))

    def _joint(self, k: int) -> Office:
        """The office of two people named one after the other: "X and Y, both professors at Z"."""
        view, n = self.view, self.scan.joint_office(k)
        if n is None:
            return NOTHING
        start, end = view.span(k + 1, n)
        at = view.same(n, n + 1) and view.low(n + 1) in _AT
        return Office((start, end - 1), self.affiliations.after(n + 2, named=True) if at else None)

    def _body(self, found: Span) -> bool:
        """Whether what a phrase names is known for an organization, and may not be a place."""
        return self.affiliations.org(self.view.at(found[0])) is not None

    def _met(self, last: int) -> bool:
        """Whether the name that ends at a word is of somebody met: "met Ling Wei at Portline House"."""
        k = last
        while self.view.same(k - 1, last) and self.view.caps[k] and last - k < MAX_STEPS:
            k -= 1
        return self.view.low(k) in listed("titles", "meeting")

    def _named(self, last: int) -> bool:
        """Whether the name that ends at a word is of somebody put into an office: "named Rosa Quispe | chairwoman"."""
        view, k = self.view, last
        while view.same(k - 1, last) and view.caps[k] and last - k < MAX_STEPS:
            k -= 1
        return view.low(k) in listed("titles", "naming") | listed("titles", "put_into")

    def _peer(self, last: int) -> bool:
        """Whether "of" after a name belongs to a peer's title ("Lord Pemberton of Wick")."""
        return any(self.view.low(k) in listed("titles", "peer") for k in range(max(last - 2, 0), last))

    def _beyond(self, k: int) -> Span | None:
        """The organization of the verb after an apposition: "X, a native of Z, joined Y"."""
        view = self.view
        for n in range(k + 1, min(k + 12, view.size)):
            if not view.same(k, n):
                return None
            if view.gap(n) == ",":
                return self._clause(n).organization if view.low(n) in listed("titles", "affiliation_verb") else None
        return None

    def _clause(self, k: int) -> Office:
        """The organization that a clause says somebody heads, works for, sits on."""
        view = self.view
        verbs, topics = listed("titles", "affiliation_verb"), listed("titles", "topic_verb")
        stop = k + 16
        while k < stop and k < view.size and view.same(k, k - 1) and view.gap(k) in ("", ","):
            if view.low(k) in verbs or view.low(k) in topics:
                found = self._object(k + 1, view.low(k) in verbs)
                if found:
                    return Office(None, found)
            k += 1
        return NOTHING

    def _object(self, k: int, governs: bool) -> Span | None:
        """The organization that a verb before word k names: "leads the X", "sits on the X", "heads research at X".

        `governs`: the verb's own object may be it, not only what follows "at" or "for" ("covers Asia for X").
        """
        view = self.view
        if view.low(k - 1) in listed("titles", "speaking_verb") and view.low(k) != "for":
            return None  # "spoke on Monday", "spoke at Davos"
        step = k + (view.low(k) in listed("titles", "object_link"))
        found = self.affiliations.after(step, named=view.low(step) in ("a", "an")) if governs else None
        for n in range(k + 1, k + 5):
            if found or not view.same(k, n) or view.gap(n) != "":
                break
            if view.low(n) in listed("titles", "body_link"):
                found = self.affiliations.after(n + 1, named=True)
        return found

    def implied(self, role: Span, first: int) -> Span | None:
        """The body that a bare office belongs to: a minister's ministry, a rapporteur's parliament."""
        words = [word.lower() for word in self.view.text[role[0] : role[1]].split()]
        at = self.view.at(role[0])
        if words[0] in listed("titles", "past") or (self.view.same(at - 1, at) and self.view.owns(at - 1)):
            return None
        return self.affiliations.implied(words, at, first)

    def _apposition(self, k: int) -> Office:
        """The office that an apposition states, from its first word on."""
        view, scan = self.view, self.scan
        start, owner, n = k, None, k
        while n < k + 14 and view.same(k, n) and (n == k or view.gap(n) in ("", ".")):
            low = view.low(n)
            if low in listed("titles", "apposed_link") and start == n:
                return Office(None, self.affiliations.after(n + 1, named=True))
            if scan.head(n) and not view.owns(n):
                return self._headed(start, self._last_head(n), owner)
            if scan.org_at[n] >= 0 and not view.owns(n):
                owner, start = self.affiliations.org(n), n + 1
            elif view.owns(n):
                owner = self.affiliations.owner(n)
                start = n + 1
            elif low in self.openers or scan.place_at[n] >= 0:
                if low in ("its", "their"):
                    owner = self.affiliations.last_before(k)
                start = n + 1
            elif low in scan.functions and low not in scan.modifiers and not self._lists(n):
                return NOTHING
            n += 1
        return NOTHING

    def _headed(self, start: int, n: int, owner: Span | None) -> Office:
        """The office whose head is word n: heads in a row, what it is for, and the organization after it."""
        view = self.view
        if view.same(n, n + 2) and view.low(n + 1) == "and" and view.gap(n + 1) == "":
            more = self._next_head(n + 2)
            n = more if more is not None else n
        while view.same(n, n + 1) and view.gap(n + 1) == "&" and self.scan.head(n + 1):
            n += 1
        k = n + 1
        organization = owner
        if owner is None and view.low(k) == "who" and view.same(n, k):
            organization = self._clause(k + 1).organization
        for _ in range(MAX_STEPS):
            if not view.same(n, k) or view.gap(k) not in ("", ",", ":", *_DASHES):
                break
            if view.gap(k) in (":", *_DASHES):
                n, k = self._described(k)
                continue
            if view.gap(k) == ",":
                organization = organization or (self.affiliations.directly(k) if view.caps[k] else None)
                break
            if view.low(k) in listed("titles", "passing") and view.gap(k) == "":
                k += 1
                continue
            if view.low(k) not in _AT:
                break
            fields = self._portfolio(k + 1) if view.low(k) in ("of", "for") else None
            if fields is not None:
                n, k = fields, fields + 1
                continue
            found = self.affiliations.after(k + 1, named=view.low(k) in ("in", "from"))
            if found and (subject := self._subject_of(n, k, found)) is not None:
                n, k = subject, subject + 1
                continue
            if found and not self._territory(n, k, found):
                seat = self._seat(found) if view.low(k) == "of" else None
                organization, n = (seat, view.at(found[1]) - 1) if seat else (found, n)
                break
            field = self._field(k + 1)
            if field is None or view.low(k) in listed("titles", "place_link"):
                break
            n, k = field, field + 1
        return Office(self._span(start, n), organization)

    def _subject_of(self, head: int, link: int, found: Span) -> int | None:
        """The noun for which a minister is, where an organization only tells whose: "for European Union relations"."""
        view, k = self.view, self.view.at(found[1])
        fits = view.low(head) in listed("titles", "minister") and view.low(link) == "for"
        return k if fits and self.affiliations.goes_on(k) else None

    def _seat(self, field: Span) -> Span | None:
        """The body at which an office for a field is: "Director of Export Development | at the Ministry"."""
        view, k = self.view, self.view.at(field[1])
        at = view.same(k - 1, k) and view.gap(k) == "" and view.low(k) in listed("titles", "seat_link")
        found = self.affiliations.after(k + 1, named=True) if at else None
        return found if found and self.affiliations.org(view.at(found[0])) else None

    def _territory(self, head: int, link: int, found: Span) -> bool:
        """Whether what follows an office is where it is, not whose it is: "a farmer in Kent", "governor of Kaduna"."""
        view = self.view
        ruled = view.low(link) in ("in", "from") or view.low(head) in listed("titles", "territorial")
        named = view.caps[view.at(found[0])]
        return ruled and named and self.affiliations.org(view.at(found[0])) is None
