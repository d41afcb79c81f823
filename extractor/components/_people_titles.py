"""Titles that stand before names: where they begin and end."""

from __future__ import annotations

from typing import NamedTuple

from extractor.components._names import listed, lowered
from extractor.components._people_runs import Scan

_LINKS = frozenset({"on", "for", "of"})
MAX_TITLE = 9
MAX_FIELD = 7


class Office(NamedTuple):
    """A role and an organization, each as offsets of the text; None where the words state none."""

    role: tuple[int, int] | None
    organization: tuple[int, int] | None


NOTHING = Office(None, None)


class Title(NamedTuple):
    """A title at words first..last whose noun is word `head`; `comma` where a comma parts it from the name."""

    first: int
    head: int
    last: int
    comma: bool


class Titles:
    """Reads the titles of one article."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.view = scan.view
        self.in_title = scan.modifiers | scan.portfolio | scan.heads
        self.political = lowered("titles", "political")
        self.rank = lowered("titles", "rank")
        self.legal = lowered("organization_words", "legal")

    def skip(self, i: int) -> int | None:
        """Where the name begins after a title at word i with its field ("Minister of Trade and Industry X")."""
        view, scan = self.view, self.scan
        if view.low(i + 1) not in _LINKS or not scan.head(i):
            return None
        if view.same(i - 1, i) and view.words[i - 1].core in listed("organization_words", "head"):
            return None
        n = i + 2
        while view.same(i, n) and n - i < MAX_FIELD and view.gap(n) in ("", ",") and not view.owns(n - 1):
            linked = view.low(n) in _LINKS and view.low(n + 1) in scan.portfolio
            if view.low(n) not in scan.portfolio and view.low(n) not in ("and", "the") and not linked:
                break
            n += 1
        return n if n > i + 2 and view.same(i, n) and view.gap(n) == "" and scan.may_be_name(n) else None

    def before(self, first: int) -> Title | None:
        """The title right before a name whose first word is `first`; honorifics and ranks are stepped over."""
        view, k = self.view, first - 1
        while (
            view.same(k, first)
            and self.scan.style(k)
            and view.low(k) not in self.political
            and view.gap(k + 1) in ("", ".")
            and not (view.low(k) == "general" and self._headed(k - 1))
        ):
            k -= 1
            if view.low(k) == "chief" and view.low(k + 1) in self.rank:
                k -= 1
        if not view.same(k, first) or view.owns(k):
            return None
        gap = view.gap(k + 1)
        if gap not in ("", ".", ","):
            return None
        head = self._head(k, gap)
        if head is None:
            return None
        start = self.start(head)
        if gap == "," and not self._definite(start):
            return None
        return Title(start, head, k, gap == ",")

    def _headed(self, k: int) -> bool:
        """Whether word k and the next are one office: "Director General", "Secretary General"."""
        return self.scan.head(k) and self.view.gap(k + 1) == "" and not self.view.owns(k)

    def of_body(self, first: int) -> tuple[int, int] | None:
        """The noun of an office and a word of its organization in "the head of the Revenue Service (RS), Mr X"."""
        view, org_at, k = self.view, self.scan.org_at, first - 1
        while view.same(k, first) and self.scan.style(k) and view.gap(k + 1) in ("", "."):
            k -= 1
        if not view.same(k, first) or org_at[k] < 0 or view.gap(k + 1).strip(")") not in (",", "") or view.owns(k):
            return None
        if view.gap(k + 1).startswith(")") and view.gap(k).endswith("("):
            k -= 1
        n = k - 1
        while n >= 0 and org_at[n] >= 0 and (org_at[n] == org_at[n + 1] or view.owns(n)):
            n -= 1
        n -= view.low(n) == "the"
        joined = view.same(n, first) and view.low(n) in listed("titles", "body_link") and view.gap(n) == ""
        return (n - 1, k) if joined and org_at[k] >= 0 and self.scan.head(n - 1) else None

    def opening(self, first: int) -> int:
        """The first word of the name that a title in the plural precedes, where `first` opens the name after "and"."""
        view, k = self.view, first - 2
        if view.low(first - 1) != "and" or not view.same(k, first) or not self.scan.may_be_name(k):
            return first
        while (
            view.same(k - 1, first)
            and self.scan.joined(k)
            and self.scan.may_be_name(k - 1)
            and not self.scan.titled(k - 1)
        ):
            k -= 1
        listed_title = self.scan.plural(k - 1) or view.low(k - 1) in listed("titles", "plural")
        return k if view.same(k - 1, first) and listed_title else first

    def _head(self, k: int, gap: str) -> int | None:
        """The noun of the title that ends at word k: k itself, or further left ("adviser on agribusiness")."""
        view = self.view
        if self.scan.head(k) or (self.scan.style(k) and view.low(k) in self.political):
            return k
        if gap not in ("", ","):
            return None
        for n in range(k - 1, max(k - MAX_FIELD, -1), -1):
            if not view.same(n, k) or view.gap(n + 1) not in ("", ",") or view.owns(n) or self.scan.org_at[n + 1] >= 0:
                return None
            if view.low(n) == "to" and view.gap(n) == "" and all(
                    self.scan.place_at[m] >= 0 or view.low(m) == "the" for m in range(n + 1, k + 1)):
                return n - 1 if self.scan.head(n - 1) and not view.owns(n - 1) else None
            if view.low(n) in _LINKS and view.gap(n) == "":
                fits = self.scan.head(n - 1) and not view.owns(n - 1)
                return n - 1 if fits and self._field(n + 1, k) else None
        return None

    def _field(self, first: int, last: int) -> bool:
        """Whether words first..last say what an office is for: small words, or fields of government."""
        words = [self.view.low(n) for n in range(first, last + 1)]
        small = all(not self.view.caps[n] for n in range(first, last + 1))
        if words[-1] in ("and", "the"):
            return False
        return all(
            w in self.scan.portfolio or w in ("and", "the") or (small and w not in self.scan.functions) for w in words
        )

    def start(self, head: int) -> int:
        """The first word of the title whose noun is word `head`."""
        view, scan, start = self.view, self.scan, head
        while view.same(start - 1, head) and head - start < MAX_TITLE and not view.owns(start - 1):
            low, gap = view.low(start - 1), view.gap(start)
            if gap == "" and low == "and" and view.low(start - 2) in self.in_title and view.gap(start - 1) == "":
                start -= 2
                continue
            if gap == "," and low in scan.portfolio and view.caps[start - 1] and view.caps[start]:
                start -= 1
                continue
            if gap != "" or (low not in self.in_title and not scan.head(start - 1)):
                break
            if scan.org_at[start - 1] >= 0 and (
                low not in scan.portfolio or scan.org_at[start - 2] == scan.org_at[start - 1]
            ):
                break
            start -= 1
        start -= self._fielded(start)
        while start < head and scan.place_at[start] >= 0 and view.low(start) not in listed("titles", "country_short"):
            start += 1
        return start

    def _fielded(self, start: int) -> bool:
        """Whether the word before a title is a trade, no body: "Farm boss", "a steel trader"."""
        view, k = self.view, start - 1
        trade = view.low(k) in listed("titles", "group_noun") - listed("organization_words", "generic")
        plain = trade and view.same(k, start) and view.gap(start) == "" and not view.owns(k)
        return plain and self.scan.org_at[k] < 0 and (view.first(k) or not view.caps[k])

    def _definite(self, start: int) -> bool:
        """Whether "the", "its" or an owner stands before a title that a comma parts from the name."""
        body = self.scan.org_at[start - 1]
        owned = self.view.owns(start - 1) or (body >= 0 and body != self.scan.org_at[start])
        return self.view.low(start - 1) in listed("titles", "title_owner") or owned
