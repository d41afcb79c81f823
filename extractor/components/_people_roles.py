"""A person's role and organization as the words around a name state them."""

from __future__ import annotations

from typing import NamedTuple

from extractor.components._names import listed, lowered
from extractor.components._people_affiliations import Affiliations, Span
from extractor.components._people_runs import Scan

_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "our", "then", "now", "one", "who", "is", "was", "currently", "until", "also", "this", "that", "as"})
_LINKS = frozenset({"on", "for", "of", "to", "in"})
_AT = frozenset({"of", "at", "with", "for", "from", "in", "to", "on"})
MAX_ROLE = 9


class Office(NamedTuple):
    """A role and an organization, each as offsets of the text; None where the words state none."""

    role: Span | None
    organization: Span | None


NOTHING = Office(None, None)


class Roles:
    """Reads the offices stated next to names in one article."""

    def __init__(self, scan: Scan, affiliations: Affiliations) -> None:
        self.scan = scan
        self.view = scan.view
        self.affiliations = affiliations
        self.in_title = scan.modifiers | scan.portfolio | scan.heads
        self.political = lowered("titles", "political")
        self.honorific = lowered("titles", "honorific")
        self.rank = lowered("titles", "rank")

    def before(self, first: int) -> Office:
        """The office before a name: "Commission spokesperson X", "chief economist X", "its spokesman, Major X"."""
        view, k = self.view, first - 1
        while view.same(k, first) and self.scan.style(k) and view.low(k) not in self.political:
            k -= 1
            if view.low(k) == "chief" and view.low(k + 1) in self.rank:
                k -= 1
        gap = view.gap(k + 1)
        if not view.same(k, first) or gap not in ("", ".", ",") or view.owns(k):
            return NOTHING
        end = self._title_end(k, gap)
        if end is None:
            return NOTHING
        start = self._title_start(end)
        if gap == "," and not self._definite(start):
            return NOTHING
        role = self._span(start, k)
        return Office(role, None if view.low(end) in self.political else self.affiliations.before(start))

    def _title_end(self, k: int, gap: str) -> int | None:
        """The head of the title that ends at word k: k itself, or further left ("adviser on agribusiness")."""
        view = self.view
        if view.low(k) in self.scan.heads or (self.scan.style(k) and view.low(k) in self.political):
            return k
        for n in range(k - 1, max(k - 5, -1), -1):
            if not view.same(n, k) or view.gap(n + 1) != "" or view.owns(n):
                return None
            if view.low(n) in _LINKS and n < k:
                return n - 1 if view.low(n - 1) in self.scan.heads and view.gap(n) == "" and gap == "" else None
        return None

    def _title_start(self, end: int) -> int:
        """The first word of the title whose head is at `end`."""
        view, start = self.view, end
        while view.same(start - 1, end) and end - start < MAX_ROLE and view.gap(start) == "" and not view.owns(start - 1):
            low = view.low(start - 1)
            if low == "and" and view.low(start - 2) in self.in_title:
                start -= 2
                continue
            if low not in self.in_title or self.scan.org_at[start - 1] >= 0:
                break
            start -= 1
        while start < end and self.scan.place_at[start] >= 0 and view.low(start) not in ("us", "u.s."):
            start += 1
        return start

    def _definite(self, start: int) -> bool:
        """Whether "the", "its" or an owner stands before a title that a comma parts from the name."""
        return self.view.low(start - 1) in ("the", "its", "their", "his", "her") or self.view.owns(start - 1)

    def _span(self, first: int, last: int) -> Span:
        """Offsets of a role; the stop of an abbreviation belongs to it ("Rep.")."""
        start, end = self.view.span(first, last)
        abbreviated = self.view.text[end : end + 1] == "." and len(self.view.words[last].core) < 5
        return start, end + abbreviated

    def after(self, last: int) -> Office:
        """The office after a name: ", a senior economist at Y", ", Y's trade spokesman", " of Y", ", who heads Y"."""
        view, k = self.view, last + 1
        if not view.same(last, k):
            return NOTHING
        gap = view.gap(k)
        if gap in ("", ",") and view.low(k) in ("of", "at", "from", "with") and not view.owns(last):
            found = self.affiliations.after(k + 1, named=True)
            if found:
                return Office(None, found)
        if gap == "," and view.low(k).isdigit() and view.gap(k + 1) == ",":
            k += 1
        elif gap.startswith("(") and ")" in view.gap(k + 1):
            k += 1
        if view.gap(k)[-1:] != "," and not (view.gap(k) == "" and view.low(k) in ("is", "was", "who")):
            return NOTHING
        if view.low(k) in ("who", "whose") and view.low(k + 1) not in ("is", "was"):
            return self._clause(k + 1)
        return self._apposition(k)

    def _clause(self, k: int) -> Office:
        """The organization that a clause says somebody heads, works for, sits on."""
        view = self.view
        verbs = listed("titles", "affiliation_verb")
        stop = k + 16
        while k < stop and k < len(view) and view.same(k, k - 1) and view.gap(k) in ("", ","):
            if view.low(k) in verbs:
                step = k + 1 + (view.low(k + 1) in ("on", "for", "at", "with", "over"))
                found = self.affiliations.after(step, named=False)
                if found:
                    return Office(None, found)
            k += 1
        return NOTHING

    def _apposition(self, k: int) -> Office:
        """The office that an apposition states, from its first word on."""
        view, scan = self.view, self.scan
        start, owner, n = k, None, k
        while n < k + 14 and view.same(k, n) and (n == k or view.gap(n) in ("", ".")):
            low = view.low(n)
            if low in ("of", "with", "at") and n <= k + 1 and start == n - 1 + (n == k):
                return Office(None, self.affiliations.after(n + 1, named=True))
            if low in scan.heads and not view.owns(n):
                return self._headed(start, n, owner)
            if view.owns(n):
                owner = self.affiliations.owner(n)
                start = n + 1
            elif low in _DETERMINERS or scan.place_at[n] >= 0 or low in ("month", "year", "week"):
                if low in ("its", "their"):
                    owner = self.affiliations.last_before(k)
                start = n + 1
            elif low in scan.functions and low not in scan.modifiers:
                return NOTHING
            n += 1
        return NOTHING

    def _headed(self, start: int, n: int, owner: Span | None) -> Office:
        """The office whose head is word n: heads in a row, what it is for, and the organization after it."""
        view, scan = self.view, self.scan
        while view.same(n, n + 1) and view.gap(n + 1) == "" and view.low(n + 1) in scan.heads:
            n += 1
        if view.same(n, n + 2) and view.low(n + 1) == "and" and view.gap(n + 1) == "":
            more = self._next_head(n + 2)
            n = more if more is not None else n
        k = n + 1
        organization = owner
        for _ in range(3):
            if not view.same(n, k) or view.gap(k) not in ("", ","):
                break
            if view.gap(k) == ",":
                organization = organization or (self.affiliations.directly(k) if view.caps[k] else None)
                break
            if view.low(k) not in _AT:
                break
            found = self.affiliations.after(k + 1, named=view.low(k) == "in")
            if found:
                organization = found
                break
            field = self._field(k + 1)
            if field is None or view.low(k) in ("at", "with", "from", "in"):
                break
            n, k = field, field + 1
        return Office(self._span(start, n), organization)

    def _next_head(self, k: int) -> int | None:
        """The head of a second role joined by "and"."""
        view, scan = self.view, self.scan
        for n in range(k, min(k + 4, len(view))):
            if view.gap(n) != "":
                return None
            if view.low(n) in scan.heads:
                return n + 1 if view.low(n + 1) in scan.heads and view.gap(n + 1) == "" else n
            if view.low(n) not in scan.modifiers:
                return None
        return None

    def _field(self, k: int) -> int | None:
        """The last word of the small-letter words that say what a role is for ("industrial competitiveness")."""
        view, n = self.view, k
        while view.same(k, n) and n - k < 5 and view.gap(n) == "" and (view.low(n) == "and" or view.low(n) not in self.scan.functions):
            n += 1
        return n - 1 if n > k and (n >= len(view) or view.gap(n) != "" or not view.same(k, n) or view.low(n) in self.scan.functions) else None
