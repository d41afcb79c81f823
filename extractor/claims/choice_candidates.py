"""What a number may measure: the rules' reading, its neighbours', the phrases around it, heads told with goods told."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractor.claims.cues import word_class
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.view import Mark, View
from extractor.components._indicator_heads import heads
from extractor.components._quantity_nouns import singular
from extractor.groups import rows_of
from extractor.kept import kept

_BACK = 8
"""Numbers back whose readings are candidates."""
_NEIGHBOURS = 3
"""Different readings of them, at most."""
_QUALIFYING = 3
"""Words of a phrase that qualifies a head, at most."""
_PHRASE = 4
"""Words of a phrase around the number, at most."""
_UNFIT = ("any_goods", "no_goods", "placeholder", "agent", "any_person", "no_qualifier")
"""Classes of words that qualify no head."""
_VERBS = frozenset({"VB", "VBD", "VBP", "VBZ"})
TRADED = frozenset({"exports", "imports"})
"""The rows that are a flow themselves."""
_TOP = 8
"""The goods most often told, among which those of the headline are looked for."""

Words = tuple[str, ...]


@dataclass(slots=True)
class Candidate:
    """One reading, and the ways in which it came up."""

    words: Words
    sources: list[str] = field(default_factory=list)


@kept
def head_row(word: str) -> str:
    """The row of the indicator table one of whose heads a word ends; "" for none."""
    return _rows().get(word, "")


@kept
def row_of(words: Words) -> str | None:
    """The row of the indicator table whose head ends a phrase, the longest one."""
    for k in range(len(words)):
        for head in heads().get(words[k], ()):
            if head.words == words[k:]:
                return head.id
    return None


@cache
def _rows() -> dict[str, str]:
    return {h.words[-1]: h.id for found in heads().values() for h in found}


@cache
def _unfit() -> frozenset[str]:
    """Words that no goods' name holds."""
    return frozenset[str]().union(*map(word_class, _UNFIT))


@lru_cache(maxsize=8192)
def qualifies(word: str, head: str) -> bool:
    """Whether a word before a head says more: no head itself, and no other word for a flow: "purchases imports"."""
    flow = head_row(head)
    return not head_row(word) and (flow not in TRADED or word not in word_class(f"words_of_{flow}"))


@kept
def stem(word: str) -> str:
    """A word's singular, without a possessive's ending."""
    return singular(word.removesuffix("'s"))


@kept
def stems(words: Words) -> frozenset[str]:
    """The stems of words, those left out that alone say nothing."""
    return frozenset([stem(word) for word in words if word not in word_class("says_nothing")])


def trimmed(words: Sequence[str]) -> Sequence[str]:
    """A phrase without the words at its ends that alone say nothing."""
    told = [k for k, word in enumerate(words) if word not in word_class("says_nothing")]
    return words[told[0] : told[-1] + 1] if told else []


class _Found(dict[Words, Candidate]):
    """Candidates by their words, in the order in which they came up."""

    def put(self, words: Sequence[str], source: str) -> None:
        key = tuple(words)
        known = self.get(key)
        if known is not None:
            known.sources.append(source)
        elif key:
            self[key] = Candidate(key, [source])


class Candidates:
    """The candidates of each number of an article."""

    def __init__(self, view: View, links: Sequence[Link]) -> None:
        self.view, self.links = view, links
        self.nouns = Nouns(view)
        self.read = Counter(made.topic.indicator for made in links if made.topic.indicator)
        """How many numbers the rules read so."""
        self.often: list[Words] = [tuple(label.split()) for label, _ in self.read.most_common(2)]
        self.goods: Counter[str] = Counter()
        """How often indicators are qualified so, the headline's counted twice."""
        self.qualified = [m for m in view.indicators if m.record["modifiers"]]
        self._qualified_ends = [m.last for m in self.qualified]
        for m in self.qualified:
            self.goods[m.record["modifiers"]] += 2 if view.zone(m.start) == "headline" else 1
        tagged = [(w.lower, view.tags.get(w.start, "")) for w in view.words]
        self.verbs = {w for w, tag in tagged if tag in _VERBS} - {w for w, tag in tagged if tag and tag not in _VERBS}
        headline = next((z["end"] for z in view.zones if z["zone"] == "headline"), 0)
        self.title = frozenset(stem(w.lower) for w in view.words if w.start < headline)
        top: list[Words] = [tuple(label.split()) for label, _ in self.goods.most_common(_TOP)]
        self.top = top[0] if top else ()
        self.titled = next((words for words in top if not self.title.isdisjoint(map(singular, words))), ())

    def of(self, number: int) -> list[Candidate]:
        """The candidates of a number, the rules' reading first where there is one."""
        made = self.links[number]
        found = _Found()
        rule = (made.topic.indicator or "").split()
        found.put(rule, "rule")
        before = self._neighbours(number, found)
        left = self._told(made.mark, found)
        phrases = self._phrases(made.mark)
        for source, (phrase, _) in phrases.items():
            found.put(phrase, source)
        ends = {"rule": rule, "before": before}
        if not rule:
            ends |= {"left": left, "often": list(self.often[0]) if self.often else []}
        self._composed(made.mark, phrases, {name: words[-1] for name, words in ends.items() if words}, found)
        return list(found.values())

    def _neighbours(self, number: int, found: _Found) -> list[str]:
        """Adds the readings of other numbers; gives that of the last one before."""
        view, links = self.view, self.links
        start = links[number].mark.start
        sentence, paragraph = view.sentence(start), view.paragraph(start)
        seen: list[str] = []
        for k in range(number - 1, max(-1, number - _BACK - 1), -1):
            told, there = links[k].topic.indicator, links[k].mark.start
            if not told or told in seen:
                continue
            seen.append(told)
            near = "s" if view.sentence(there) == sentence else "p" if view.paragraph(there) == paragraph else "x"
            found.put(told.split(), f"prev{len(seen)}{near}")
            if len(seen) == _NEIGHBOURS:
                break
        if number + 1 < len(links):
            after = links[number + 1]
            near = "s" if after.mark.sentence == sentence else "x"
            found.put((after.topic.indicator or "").split(), f"next{near}")
        for k, words in enumerate(self.often):
            found.put(words, f"top{k}")
        found.put((links[0].topic.indicator or "").split(), "first")
        return seen[0].split() if seen else []

    def _told(self, mark: Mark, found: _Found) -> list[str]:
        """Adds the indicators of the sentence and of the one before; gives the nearest before the number."""
        view = self.view
        sentence = mark.sentence
        first, stop = view.bounds[sentence]
        left = view.within(view.indicators, first, mark.first)[-2:]
        sources = [(f"l{k}", m) for k, m in enumerate(reversed(left))]
        sources += [(f"r{k}", m) for k, m in enumerate(view.within(view.indicators, mark.last + 1, stop)[:2])]
        before = view.within(view.indicators, *view.bounds[sentence - 1]) if sentence else []
        sources += [("ps", before[-1]), ("psf", before[0])] if before else []
        for source, m in sources:
            found.put(m.record["indicator"].split(), source)
        return str(left[-1].record["indicator"]).split() if left else []

    def _phrases(self, mark: Mark) -> dict[str, tuple[list[str], int]]:
        """Source → the noun phrase around a number and a word of it."""
        view, nouns = self.view, self.nouns
        first, stop = mark.opens, mark.closes
        found = {
            "gov": ((nouns.governing(mark) or "").split(), -1),
            "mod": ((nouns.modified(mark) or "").split(), -1),
            "tail": (nouns.tail(mark), -1),
            "clause": (nouns.clean(nouns.clause(mark, first)), -1),
        }
        i, n = mark.first - 1, 0
        while i >= first and n < 2:
            phrase = nouns.back(i, first, first) if i not in view.named else []
            if phrase:
                found[f"npl{n}"] = (nouns.clean(phrase), i)
                n += 1
            i -= max(len(phrase), 1)
        right = (i for i in range(mark.last + 1, stop) if i not in view.named and nouns.is_noun(i))
        for i in right:
            found["npr0"] = (nouns.clean(nouns.phrase(i, stop)), i)
            break
        found["noun"] = (str(mark.record.get("noun") or "").lower().split(), -1)
        return {source: (phrase[-_PHRASE:], at) for source, (phrase, at) in found.items() if phrase}

    def _composed(
        self, mark: Mark, phrases: dict[str, tuple[list[str], int]], ends: dict[str, str], found: _Found
    ) -> None:
        """Adds the heads told with the goods told: "exports" behind "rice" are rice exports."""
        goods: list[tuple[str, Sequence[str]]] = []
        at = bisect_left(self._qualified_ends, mark.first)
        if at:
            goods.append(("glast", self.qualified[at - 1].record["modifiers"].split()))
        if self.top:
            goods.append(("gtop", self.top))
        if self.titled:
            goods.append(("gtitle", self.titled))
        goods += [(source, phrase) for source, (phrase, at) in phrases.items() if self._fit(source, phrase, at)]
        for source, words in goods:
            if head_row(words[-1]):
                continue
            for end, head in ends.items():
                if head_row(head) not in rows_of("told_of_goods"):
                    continue
                told = trimmed([word for word in words if qualifies(word, head)][-_QUALIFYING:])
                if told and singular(head) not in stems(tuple(told)):
                    found.put((*told, head), f"{source}+{end}")

    def _fit(self, source: str, phrase: Sequence[str], at: int) -> bool:
        """Whether a phrase may qualify a head: no people, and a noun at its end."""
        if source == "noun" or not _unfit().isdisjoint(phrase) or self._verb_in(phrase):
            return False
        return at < 0 or self.view.tags.get(self.view.words[at].start, "NN")[:2] == "NN" or source == "npr0"

    def _verb_in(self, phrase: Sequence[str]) -> bool:
        """Whether a word of a phrase is only used as a verb: "brought" qualifies no imports."""
        return any(word in self.verbs for word in phrase)
