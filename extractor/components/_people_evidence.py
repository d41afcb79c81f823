"""What speaks for a run of capitalised words being a person's name, and what against."""

from __future__ import annotations

from typing import NamedTuple

from extractor.components._names import given_names, listed, lowered, name_row, speech_verbs
from extractor.components._people_bylines import Bylines
from extractor.components._people_runs import Scan
from extractor.components._people_titles import Titles

ENOUGH = 3
PROVEN = 1
"""Points of a single word that is surely a person: speech or who or age next to it (the word itself costs one)."""
_MARKS = '"“”„«»'
_WHO = frozenset({"who", "whose", "whom"})
_OWN = frozenset({"his", "her"})
_PRONOUN = frozenset({"he", "she"})
_SENTENCE = 40
"""The words of a sentence in which "he said" is looked for, at most."""
_SPEECH = ("say", "tell", "think", "want", "deny", "urge", "quote", "label")


class Candidate(NamedTuple):
    first: int
    last: int
    points: int
    shape: int
    titled: bool


class Judge:
    """Adds up evidence for the runs of one article."""

    def __init__(self, scan: Scan, titles: Titles) -> None:
        self.scan = scan
        self.titles = titles
        self.view = scan.view
        self.verbs = speech_verbs(_SPEECH)
        self.acts = listed("titles", "person_verb")
        self.org_words = (
            listed("organization_words", "head")
            | listed("organization_words", "firm")
            | listed("organization_words", "legal")
        )
        self.adverbs = speech_verbs(("adverb",))
        self.firm_like = listed("titles", "firm_like")
        self.groups = listed("titles", "group_noun")
        self.bylines = Bylines(scan)
        self.alone = self._alone()

    def _alone(self) -> dict[str, int]:
        """How often each capitalised word stands alone, between words that aren't capitalised."""
        view = self.view
        counts: dict[str, int] = {}
        for i, word in enumerate(view.words):
            if not view.caps[i] or (view.first(i) and view.low(i) in view.lower_seen):
                continue
            after = view.same(i, i + 1) and view.caps[i + 1] and self.scan.joined(i + 1)
            before = view.same(i - 1, i) and view.caps[i - 1] and self.scan.joined(i) and not self.scan.titled(i - 1)
            if not after and not before:
                counts[word.core] = counts.get(word.core, 0) + 1
        return counts

    def judge(self, first: int, last: int) -> Candidate:
        """Points of a run; ENOUGH or more makes a person."""
        before = self.before(first)
        shape = self.shape(first, last)
        points = before + self.after(first, last) + shape + self.bylines.points(first, last)
        return Candidate(first, last, points, shape, before >= ENOUGH)

    def before(self, i: int) -> int:
        """Evidence of the words before: title, verb of speech, kin."""
        view, scan = self.view, self.scan
        if not view.same(i - 1, i):
            return 0
        gap, low = view.gap(i), view.low(i - 1)
        if scan.place_at[i] >= 0 and scan.place_at[i] == scan.place_at[i - 1]:
            return 0
        if gap in ("", ".") and scan.style(i - 1) and not view.owns(i - 1):
            return 0 if self.of_a_body(i - 1) else 4
        if gap == "" and low == "the":
            return -3
        title = self.titles.before(i)
        if title is not None:
            if view.low(title.head) in self.firm_like | listed("titles", "firm_like_before"):
                return 1
            in_state = view.low(title.head) in listed("titles", "state_office")
            return 4 if in_state and view.caps[title.head] and gap == "" and self.bare(i) else 3
        if gap == "" and low in listed("titles", "naming"):
            return 4
        if gap == "" and low == "and" and self.titles.opening(i) != i:
            return 3
        if self.titles.of_body(i) is not None:
            return 3
        if gap == "" and view.owns(i - 1) and (scan.org_at[i - 1] >= 0 or scan.place_at[i - 1] >= 0):
            return 1 + self.spoken_of(i - 1)
        if gap == "" and low == "as" and view.low(self.past_adverbs(self.end_of(i))) in self.verbs:
            return 1
        if gap == "" and low == "late" and view.low(i - 2) == "the":
            return 2
        if gap in ("", ",") and low in self.verbs and not (gap == "," and view.caps[i - 1]):
            return 2 + self.quoted(i) if gap == "" else 0
        if gap == "" and low == "to" and view.low(i - 2) == "according":
            return 1
        if gap in ("", ",", ":") and low in listed("titles", "kin"):
            owner = i - 3 if scan.place_at[i - 2] >= 0 else i - 2
            owned = view.low(owner) in listed("titles", "kin_owner") or (gap == "," and self.somebodys(i - 2))
            return 3 if owned else 2
        if gap == "" and low in listed("titles", "meeting"):
            return 2 if view.caps[i] and self.end_of(i) > i + 1 else 0
        return 0

    def after(self, first: int, last: int) -> int:
        """Evidence of the words after: who, age, apposition, verb of speech or of a person's acts."""
        view = self.view
        k = last + 1
        if not view.same(last, k) or view.owns(last):
            return 0
        gap, low = view.gap(k), view.low(k)
        if low in _WHO and gap in ("", ","):
            return 3
        other = self.scan.run(k + 1) if gap == "" and low == "and" else last
        if other is not None and self.scan.joint_office(other + 1) is not None:
            return 3
        verb = self.past_adverbs(k)
        if gap == "" and view.low(verb) in self.verbs and not view.caps[verb]:
            return 2 + self.quoted(verb)
        if gap in ("", ",") and low in listed("titles", "office_link") and self.body(k + 1):
            return 2 + self.speaks_on(k)
        if gap == "" and low in listed("titles", "office_copula") and self.apposition(k + 1):
            return 2
        if gap == "" and view.low(k + 1) in _OWN and low in listed("titles", "located_by"):
            return 3
        if gap == "" and low in self.acts and not view.caps[k]:
            return 1
        if gap == "," and low.isdigit() and len(low) == 2:
            return 3
        if gap == "," and self.apposition(k):
            return 2 + self.quoted(k) if self.firm(k) else 3
        if gap.startswith("(") and self.party(k):
            return 3
        if gap.startswith("("):
            n = self.scan.after_brackets(k)
            if n > k and view.gap(n).endswith(",") and (view.low(n) in _WHO or self.apposition(n)):
                return 3
        return 0

    def meant_by_pronoun(self, first: int, last: int) -> int:
        """Evidence of "he said" in the sentence behind that of which a name of two words and more is the subject."""
        view = self.view
        plain = last > first and view.first(first) and view.same(last, last + 1) and not view.owns(last)
        if not plain or view.gap(last + 1) or view.caps[last + 1] or self.shape(first, last) < 0:
            return 0
        end = next((k for k in range(last, min(last + _SENTENCE, view.size)) if not view.same(first, k)), view.size)
        for k in range(end, min(end + _SENTENCE, view.size - 1)):
            if not view.same(end, k):
                return 0
            if view.low(k) in _PRONOUN and view.low(k + 1) in self.verbs:
                return 3
        return 0

    def somebodys(self, k: int) -> bool:
        """Whether word k is an owner who is no place and no organization: "Okoro's predecessor"."""
        scan = self.scan
        return self.view.owns(k) and self.view.caps[k] and scan.org_at[k] < 0 and scan.place_at[k] < 0

    def bare(self, i: int) -> bool:
        """Whether word i is a name of one word that no other word goes on with: "asked President | Boric | to wait"."""
        view = self.view
        follows = view.same(i, i + 1) and view.gap(i + 1) == "" and not view.owns(i)
        return self.scan.run(i) == i and not (follows and (view.caps[i + 1] or self.scan.head(i + 1)))

    def of_a_body(self, k: int) -> bool:
        """Whether word k, spelled like a rank, belongs to a body's name: "Shanghai | General | Station"."""
        view = self.view
        named = view.same(k - 1, k) and view.gap(k) == "" and view.caps[k - 1] and not view.owns(k - 1)
        return named and view.low(k) == "general" and (
            self.scan.place_at[k - 1] >= 0 or view.words[k - 1].core in self.org_words)

    def spoken_of(self, k: int) -> int:
        """Evidence of a verb of speech before the owner that ends at word k ("said Honda's X")."""
        marks = self.scan.org_at if self.scan.org_at[k] >= 0 else self.scan.place_at
        n = k
        while n > 0 and marks[n - 1] == marks[k]:
            n -= 1
        return 2 + self.quoted(k) if self.view.same(n - 1, k) and self.view.low(n - 1) in self.verbs else 0

    def end_of(self, i: int) -> int:
        """The word after the run that begins at word i."""
        last = self.scan.run(i)
        return i if last is None else last + 1

    def past_adverbs(self, k: int) -> int:
        """The index of the word after up to two adverbs or auxiliaries at word k ("once argued", "has also said")."""
        view = self.view
        for n in range(k, min(k + 3, view.size)):
            if not view.same(k, n) or (n > k and view.gap(n) != "") or view.low(n) not in self.adverbs:
                return n if view.same(k, n) and (n == k or view.gap(n) == "") else k
        return k

    def speaks_on(self, k: int) -> int:
        """1 where a verb of speech follows the comma that ends the phrase from word k on."""
        for n in range(k + 1, min(k + 12, self.view.size)):
            if not self.view.same(k, n):
                return 0
            if self.scan.org_at[n - 1] >= 0 > self.scan.org_at[n] and self.view.gap(n) == "":
                return int(self.view.low(n) in self.verbs)
            if self.view.gap(n).endswith(","):
                return int(self.view.low(n) in self.verbs or self.view.low(n) in _WHO)
        return 0

    def firm(self, k: int) -> bool:
        """Whether the first office named from word k on is one that firms hold as well ("a rice exporter")."""
        for n in range(k, min(k + 9, self.view.size)):
            if self.scan.head(n):
                return self.view.low(n) in self.firm_like
        return False

    def body(self, k: int) -> bool:
        """Whether an organization's name begins at word k, or after "the" or a common noun for a body there."""
        view = self.view
        while view.same(k - 1, k) and view.gap(k) == "" and (view.low(k) == "the" or view.low(k) in self.groups):
            k += 1
        return view.same(k - 1, k) and view.gap(k) == "" and self.scan.org_at[k] >= 0

    def quoted(self, i: int) -> int:
        """1 where a quotation mark stands near word i in its sentence: firms are rarely quoted by word."""
        near = range(max(i - 30, 0), min(i + 12, self.view.size))
        return int(any(c in self.view.gap(n) for n in near if self.view.same(i, n) or n == i + 1 for c in _MARKS))

    def party(self, k: int) -> bool:
        """Whether brackets hold a party and state, or an age: "(R-Kan.)", "(46)"."""
        core = self.view.words[k].core
        return (len(core) > 2 and core[1] == "-" and core[0].isupper()) or (core.isdigit() and len(core) == 2)

    def apposition(self, k: int) -> bool:
        """Whether the words from k name a role: "a senior economist at", "director of", "the ministry's spokesman"."""
        view, scan = self.view, self.scan
        for n in range(k, min(k + 9, view.size)):
            if not view.same(k, n) or (n > k and view.gap(n) not in ("", ".")):
                return False
            low = view.low(n)
            if low in _WHO and n > k:
                return True
            if scan.head(n) and not view.owns(n):
                after = view.low(n + 1) if view.same(n, n + 1) and view.gap(n + 1) == "" else ""
                if not (scan.head(n + 1) and view.gap(n + 1) == "") and after not in scan.modifiers:
                    return after not in self.verbs or after == ""
            if low in listed("titles", "no_apposition"):
                return False
        return False

    def shape(self, first: int, last: int) -> int:
        """Evidence of the words themselves."""
        view, scan = self.view, self.scan
        cores = [view.words[i].core for i in range(first, last + 1)]
        points = -4 if cores[0] in listed("organization_words", "opener") else 0
        if view.low(first) in lowered("titles", "kept") and last > first:
            points += 3
        elif last > first and (cores[0] in given_names() or (
            scan.shouted(first) and cores[0].title() in given_names()
        )):
            points += 3 if view.low(first) not in scan.common else 1
        elif cores[0] in name_row("family_first") and last > first:
            points += 1
            if any("-" in core and core.split("-")[1][:1].islower() for core in cores[1:]):
                points += 2
        if first == last and not scan.initial(first):
            points -= 1
        if last > first + 1 and cores[0] not in given_names() and cores[1] in given_names():
            points += 2
        if any(view.low(i) in scan.particles and not view.caps[i] for i in range(first + 1, last)):
            points += 1
        if 1 < len(cores) < 6 and self.repeated(first, last):
            points += 1
        if scan.initial(first) and last > first and len(cores[0]) == 1:
            points += 1
        for i in range(first, last + 1):
            core, low = view.words[i].core, view.low(i)
            if core in self.org_words or low in lowered("organization_words", "stop_place"):
                points -= 4
            elif low in scan.common and (i < last or first == last):
                points -= 0 if core.title() in name_row("family_first") and last > first else 3
            elif scan.place_at[i] >= 0 and (
                first == last or core not in given_names() or scan.place_at[i] == scan.place_at[first + 1]
            ):
                points -= 2
            elif i == last and scan.head(i):
                points -= 3
            elif view.caps[i] and low in view.lower_seen and core not in given_names():
                points -= 1
        return points

    def repeated(self, first: int, last: int) -> bool:
        """Whether the surname stands alone elsewhere in the text."""
        core = self.view.words[last].core
        family = self.view.words[first].core
        return self.alone.get(core, 0) > 0 or (family in name_row("family_first") and self.alone.get(family, 0) > 0)
