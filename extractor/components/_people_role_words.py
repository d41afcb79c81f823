"""How far the words of a role go: its heads, its fields, what it is for."""

from __future__ import annotations

from extractor.components._names import speech_verbs
from extractor.components._people_runs import Scan
from extractor.components._people_titles import Titles


class RoleWords:
    """Reads the words of roles in one article."""

    def __init__(self, scan: Scan, titles: Titles) -> None:
        self.scan = scan
        self.view = scan.view
        self.verbs = speech_verbs(("say", "tell", "think", "want", "deny", "urge", "quote", "label"))
        self.titles = titles

    def _lists(self, n: int) -> bool:
        """Whether word n is the "and" of two fields: "the commerce and industry minister"."""
        view, title = self.view, self.titles.in_title
        return view.low(n) == "and" and view.low(n - 1) in title and view.low(n + 1) in title

    def _last_head(self, n: int) -> int:
        """The noun on which a role ends whose first noun is word n: "chief U.S. economist", "director general"."""
        view, scan, last, k = self.view, self.scan, n, n + 1
        while view.same(n, k) and k - last < 5 and view.gap(k) in ("", ".") and not view.owns(k - 1):
            if scan.head(k):
                last = k
            elif (
                (view.low(k) in scan.functions and not view.words[k].core.isupper())
                or view.low(k) in self.verbs
                or scan.org_at[k] >= 0
                or (
                    view.caps[k]
                    and view.low(k) not in scan.modifiers
                    and view.low(k) not in scan.portfolio
                    and scan.place_at[k] < 0
                )
            ):
                break
            k += 1
        return last

    def _next_head(self, k: int) -> int | None:
        """The head of a second role joined by "and"."""
        view, scan = self.view, self.scan
        for n in range(k, min(k + 4, view.size)):
            if view.gap(n) != "":
                return None
            if scan.head(n):
                return n + 1 if scan.head(n + 1) and view.gap(n + 1) == "" else n
            if view.low(n) not in scan.modifiers:
                return None
        return None

    def _described(self, k: int) -> tuple[int, int]:
        """Last word of what a dash or colon adds to a role ("Head - Research, Y"), and the word after it."""
        view, n = self.view, k
        while view.same(k, n + 1) and view.gap(n + 1) in ("", "&") and n - k < 6 and self.scan.org_at[n + 1] < 0:
            n += 1
        return n, n + 1

    def _portfolio(self, k: int) -> int | None:
        """The last of the fields of government from word k on ("Commerce, Trade and Investment")."""
        view, scan, n = self.view, self.scan, k
        if view.low(k) not in scan.portfolio or not view.caps[k] or scan.org_at[k] >= 0:
            return None
        while view.same(k, n + 1) and view.gap(n + 1) in ("", ",") and n - k < 8 and scan.org_at[n + 1] < 0:
            joins = view.low(n + 1) == "and" and view.low(n + 2) in scan.portfolio
            if not joins and not (view.low(n + 1) in scan.portfolio and view.caps[n + 1]):
                break
            n += 1
        onward = view.same(k, n + 1) and view.gap(n + 1) == "" and view.caps[n + 1]
        return None if onward else n

    def _field(self, k: int) -> int | None:
        """The last word of the small-letter words that say what a role is for ("industrial competitiveness")."""
        k += self.view.low(k) == "the"
        view, n = self.view, k
        while (
            view.same(k, n)
            and n - k < 5
            and view.gap(n) == ""
            and not view.caps[n]
            and (view.low(n) == "and" or view.low(n) not in self.scan.functions)
        ):
            n += 1
        return (
            n - 1
            if n > k
            and (n >= view.size or view.gap(n) != "" or not view.same(k, n) or view.low(n) in self.scan.functions)
            else None
        )
