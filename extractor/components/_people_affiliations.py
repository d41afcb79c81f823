"""The organization that a phrase next to a person's title names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from extractor.components._names import listed, lowered, speech_verbs
from extractor.components._people_runs import Scan

Span = tuple[int, int]
MAX_PHRASE = 9
NAMED = 900
"""So many words back a body's full name is looked for."""


def _governs(words: list[str]) -> bool:
    """Whether an organization's name is a ministry's, or a department's in short ("Commerce")."""
    if len(words) == 1:
        return words[0] in lowered("organization_words", "bare_department")
    return any(word in listed("organization_words", "ministry") for word in words)


def _of_field(words: list[str], field: str) -> bool:
    return _governs(words) and field in words


class Affiliations:
    """Organizations in the phrases of one article. `spans` are the organizations' mentions in order (offsets)."""

    def __init__(self, scan: Scan, spans: list[Span]) -> None:
        self.scan = scan
        self.view = scan.view
        self.spans = spans
        self.verbs = speech_verbs(("say", "tell", "think", "want", "deny", "urge", "quote", "label")) | listed(
            "titles", "person_verb"
        )
        self.determiners = listed("name_words", "determiner")
        self.group_heads = listed("titles", "group_head")

    def org(self, i: int) -> Span | None:
        """The organization's mention that holds word i."""
        return self.spans[self.scan.org_at[i]] if 0 <= i < len(self.view) and self.scan.org_at[i] >= 0 else None

    def last_before(self, i: int) -> Span | None:
        """The organization mentioned last before word i."""
        for k in range(i - 1, max(i - 80, -1), -1):
            found = self.org(k)
            if found:
                return found
        return None

    def nameless(self, span: Span) -> bool:
        """Whether common nouns tell only what kind of firm somebody works for: "a stamping plant"."""
        view = self.view
        words = range(view.at(span[0]), view.at(span[1]))
        return not any(view.caps[k] or view.low(k) in listed("organization_words", "public") for k in words)

    def resolved(self, span: Span) -> Span | None:
        """The organization named before that a bare noun means: "vice-chair of the council", "the service's studies
        department"; an office that has only a town's name is none."""
        view = self.view
        first, last = view.at(span[0]), view.at(span[1]) - 1
        if last < first or any(view.caps[k] for k in range(first, last)) or view.caps[last]:
            bare = view.low(last) in listed("organization_words", "branch") and all(
                self._place(k) for k in range(first, last)
            )
            return None if bare else span
        if view.owns(first - 1) and view.same(first - 1, first):
            owner = view.low(first - 1).removesuffix("'s").removesuffix("’s")
            return self._named(first - 1, owner) or span
        return (self._named(first, view.low(last)) or span) if first == last else span

    def _named(self, i: int, noun: str) -> Span | None:
        """The longer name told last before word i in which a noun for a body stands, or a firm's legal form."""
        if noun not in listed("organization_words", "generic") or noun in listed("organization_words", "government"):
            return None
        legal = lowered("organization_words", "legal")
        firm = noun in listed("organization_words", "concern")
        return self._nearest(
            i, lambda text: len(text) > 1 and (noun in text or (firm and text[-1].rstrip(".") in legal)), NAMED
        )

    def implied(self, words: list[str], at: int, first: int) -> Span | None:
        """The body that an office without organization belongs to, by its words; `at` is the role's first word.

        An office with a field ("deputy commerce secretary") belongs to the ministry of that field, a bare one to
        the ministry spoken of last, a member's to the parliament spoken of last.
        """
        fields = [w for w in words if w in listed("organization_words", "portfolio")]
        if words[-1] in listed("titles", "mouthpiece"):
            return None if len(words) > 1 else self._nearest(first, lambda text: True, 40)
        if words[-1] in listed("titles", "member"):
            return self._nearest(at, lambda text: any(w in listed("organization_words", "chamber") for w in text), 120)
        if words[-1] not in listed("titles", "minister"):
            return None
        if fields:
            return next(
                (span for span in self.spans if self._fits(span, lambda text: _of_field(text, fields[0]))), None
            )
        if at > 0 and self._place(at - 1):
            return None
        return self._nearest(first, _governs, 400)

    def _fits(self, span: Span, test: Callable[[list[str]], bool]) -> bool:
        view = self.view
        return test([view.low(i) for i in range(view.at(span[0]), view.at(span[1]))])

    def _nearest(self, i: int, test: Callable[[list[str]], bool], reach: int) -> Span | None:
        """The nearest fitting organization before word i, at most `reach` words away."""
        view = self.view
        k = bisect_left(self.spans, (view.starts[i], 0)) - 1
        while k >= 0 and i - view.at(self.spans[k][0]) <= reach:
            if self._fits(self.spans[k], test):
                return self.spans[k]
            k -= 1
        return None

    def _place(self, i: int) -> bool:
        return self.scan.place_at[i] >= 0

    def owner(self, i: int) -> Span | None:
        """The organization whose possessive ends at word i, None for a place's or a common noun's."""
        found = self.org(i)
        if found:
            return found
        if self.view.low(i) in listed("organization_words", "generic"):
            return self.last_before(i)
        if not self.view.caps[i] or self._place(i):
            return None
        first = self._back(i)
        if any(self.scan.titled(k) for k in range(first, i + 1)):
            return None
        return self.view.span(first, i)

    def _back(self, i: int) -> int:
        """The first word of the capitalised words that end at word i."""
        view, first = self.view, i
        while (
            view.same(first - 1, i)
            and view.gap(first) in ("", "&")
            and view.caps[first - 1]
            and not view.owns(first - 1)
            and not self._place(first - 1)
            and view.low(first - 1) not in self.scan.functions
            and i - first < MAX_PHRASE
        ):
            first -= 1
        return first

    def before(self, start: int) -> Span | None:
        """The organization right before a title: "Commission spokesperson", "the NIA's deputy head"."""
        view, k = self.view, start - 1
        bracketed = k > 0 and view.gap(start) == ")" and view.gap(k) == "("
        if not view.same(k, start) or not (
            view.gap(start) == "" or bracketed or (view.gap(start) == "." and self.org(k))
        ):
            return None
        if view.owns(k):
            return self.owner(k)
        if view.low(k) in ("its", "their"):
            return self.last_before(k)
        found = self.org(k)
        if found is None and view.low(k) in listed("organization_words", "government"):
            return view.span(k, k)
        if found or not view.caps[k] or self._place(k) or view.low(k) in self.scan.functions:
            return found
        first = self._back(k)
        if view.first(first) and first == k and (
                view.low(k) in self.scan.common
                or view.low(k) in listed("titles", "group_noun") - listed("organization_words", "generic")):
            return None
        return view.span(first, k)

    def directly(self, k: int) -> Span | None:
        """The organization that begins at word k, or a run of capitalised words there that is no place."""
        found = self.org(k)
        if found:
            return found
        timed = self.view.low(k) in self.scan.months
        if not self.view.caps[k] or self._place(k) or self.view.low(k) in self.scan.functions or timed:
            return None
        last = self._forward(k)
        return self.view.span(k, last)

    def _forward(self, k: int) -> int:
        """The last word of the capitalised words that begin at word k."""
        view = self.view
        last = k
        while last - k < MAX_PHRASE and view.same(k, last + 1) and not view.owns(last):
            n = last + 1
            if view.caps[n] and view.gap(n) in ("", "&"):
                last = n
            elif (
                view.gap(n) == ""
                and view.low(n) in ("of", "for", "and")
                and view.same(k, n + 1)
                and view.gap(n + 1) == ""
                and view.caps[n + 1]
                and not self._place(n + 1)
            ):
                last = n + 1
            else:
                break
        return last

    def after(self, k: int, named: bool) -> Span | None:
        """The organization in the phrase that begins at word k, after "of", "at", "for".

        With `named` only a name counts, not a phrase of common nouns ("a Shanghai travel agency").
        """
        view, start = self.view, k
        phrase = -1
        while k - start < MAX_PHRASE and view.same(start, k) and (k == start or view.gap(k) in ("", "&")):
            found = self.org(k)
            if found:
                last = view.at(found[1]) - 1
                return self._owned(last) or found
            low = view.low(k)
            if low in self.determiners or low.endswith("-based"):
                phrase = -1
            elif low in self.scan.months and view.caps[k]:
                return None
            elif view.caps[k] and not self._place(k) and low not in self.scan.functions:
                return self._capitalised(k, named)
            elif view.owns(k) and low in listed("organization_words", "generic"):
                return self._owned(k)
            elif low in self.group_heads and (not named or low in listed("organization_words", "public")):
                nxt = k + 1
                if (inner := self._chapter(k)) is not None:
                    return inner
                if view.low(nxt) == "of" and low in listed("organization_words", "government"):
                    return self._with_field(phrase if phrase >= 0 else k, k)
                if (
                    view.same(k, nxt)
                    and view.gap(nxt) == ""
                    and (view.caps[nxt] and not self._place(nxt))
                    and not view.owns(k)
                ):
                    k += 1
                    continue
                if self._group(nxt) is None:
                    return (
                        view.span(phrase if phrase >= 0 else k, k)
                        if phrase >= 0 or low in listed("organization_words", "government")
                        else None
                    )
            elif low in self.scan.functions and low not in ("of",):
                return None
            if low not in self.determiners and phrase < 0 and not view.owns(k):
                phrase = k
            k += 1
        return None

    def _capitalised(self, k: int, named: bool) -> Span | None:
        """The organization whose name begins at word k, or what that one owns or is a chapter of."""
        view, last = self.view, self._forward(k)
        if view.owns(last):
            return self._owned(last) or view.span(k, last)
        noun = self._group(last + 1)
        if noun is None:
            inner = self._chapter(last + 1)
            return inner or (None if self.goes_on(last + 1) else view.span(k, last))
        return view.span(k, noun) if not named else view.span(k, last)

    def _group(self, k: int) -> int | None:
        """The index of a common noun for a body among the small words from k ("travel agency")."""
        view = self.view
        for n in range(k, min(k + 4, len(view))):
            if not view.same(k - 1, n) or view.gap(n) != "" or view.caps[n] or view.low(n) in self.scan.functions:
                return None
            if view.low(n) in self.group_heads:
                return n
        return None

    def goes_on(self, k: int) -> bool:
        """Whether a common noun follows a name at once, so that the name is not the body ("Seme border")."""
        view = self.view
        low = view.low(k)
        follows = view.same(k - 1, k) and view.gap(k) == "" and not view.caps[k] and low[:1].isalpha()
        return follows and low not in self.scan.functions and low not in self.verbs

    def _chapter(self, k: int) -> Span | None:
        """The organization after "chapter of the", "arm of"."""
        view = self.view
        if view.same(k - 1, k + 2) and view.gap(k) == "" and not view.caps[k] and view.low(k + 1) == "of":
            return self.org(k + 2 + (view.low(k + 2) == "the"))
        return None

    def _owned(self, last: int) -> Span | None:
        """The body that the organization ending at word `last` owns: "the GAC's Department of …"."""
        view, k = self.view, last + 1
        if not view.owns(last) or not view.same(last, k):
            return None
        found = self.org(k)
        if found:
            return found
        noun = self._group(k)
        if noun is None:
            return None
        return self._with_field(k, noun)

    def _with_field(self, first: int, noun: int) -> Span:
        """A body with what it is for: "department of consumer affairs"."""
        view = self.view
        if view.low(noun + 1) != "of" or not view.same(noun, noun + 2):
            return view.span(first, noun)
        end = noun + 2
        while (
            view.same(noun, end + 1)
            and view.gap(end + 1) == ""
            and end - noun < 6
            and (view.low(end + 1) in ("and", "in") or view.low(end + 1) not in self.scan.functions)
        ):
            end += 1
        return view.span(first, end)
