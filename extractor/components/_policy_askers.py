"""Who asks for a measure: the person, body or side that stands as the subject of a word of asking."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.components._policy_context import SENTENCE
from extractor.components._policy_home import HOME
from extractor.components._policy_named import sides
from extractor.components._policy_sides import subject
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

PASSIVE = 6
"""The words from a passive of asking to its "by"."""


@dataclass(slots=True)
class Names:
    """What the article knows of its people and bodies: `people` and `bodies` by the number that their hits
    bear as lemma, and who was named last before the sentence."""

    people: list[tuple[str, str]]
    bodies: list[str]
    last: str | None = None
    last_official: bool = False
    groups: list[str | None] = field(default_factory=list)

    def asking(self, words: Words, i: int, number: int, own: str | None) -> str:
        """Who asks where the person at word i does: the country of an official, the association of who speaks for
        one, else the person."""
        name, role = self.people[number]
        if _official(words, i, role):
            return own or name
        return self._group(number) or name

    def _group(self, number: int) -> str | None:
        """The association that a person is told to speak for; economists speak for themselves."""
        if not small()["opinion"].isdisjoint(self.people[number][1].lower().split()):
            return None
        group = self.groups[number] if number < len(self.groups) else None
        return group if group and any(word in small()["association"] for word in group.lower().split()) else None

    def again(self, own: str | None) -> str | None:
        """Who asks where "she" does: the person named last, or whom that person speaks for."""
        if self.last_official:
            return own or self.last
        number = next((i for i, (name, _) in enumerate(self.people) if name == self.last), -1)
        return (self._group(number) if number >= 0 else None) or self.last

    def keep(self, words: Words, i: int, number: int) -> None:
        """Remembers the person at word i as the one that the next "she" or "he" means."""
        name, role = self.people[number]
        if name != self.last:
            self.last, self.last_official = name, _official(words, i, role)


def _official(words: Words, i: int, role: str) -> bool:
    """Whether the person at word i speaks for a government, by the role told or the title before the name."""
    titles = small()["official"]
    near = words.low[max(i - 4, 0) : i] + role.lower().split()
    return any(word in titles for word in near)


def _governmental(name: str) -> bool:
    return any(word in small()["government"] for word in name.lower().split())


def _run(words: Words, begin: int, end: int) -> tuple[int, str] | None:
    """The first run of two or more capitalized words in [begin, end), as it would name a person or a body."""
    closed = small()
    i = begin
    while i < end:
        j, last = i, i
        while j < end and (words.raw[j][:1].isupper() or (j > i and words.low[j] in closed["connector"])):
            if words.raw[j][:1].isupper():
                last = j
            j += 1
        first = i
        while first <= last and (words.low[first] in closed["determiner"] or words.raw[first] in closed["honorific"]):
            first += 1
        if last - first >= 1 and words.raw[first][:1].isupper() and not any(h.cls == "date" for h in words.hits[first]):
            return first, " ".join(words.raw[first : last + 1])
        i = max(j, i + 1)
    return None


def _associated(words: Words, begin: int, cue: int) -> bool:
    """Whether an association that a side owns asks, and not the side: "Hong Kong's chamber called on"."""
    owner = next((side for side in sides(words, begin, cue) if words.low[side.end : side.end + 1] == ["'s"]), None)
    return owner is not None and owner.begin <= begin + 1 and any(
        word in small()["association"] for word in words.low[owner.end + 1 : min(owner.end + 4, cue)])


def _phrase(words: Words, cue: int) -> str | None:
    """The few words with which the sentence begins, as the name of who asks ("Makers of quartz slabs")."""
    closed = small()
    first = 1 if words.low[:1] and words.low[0] in closed["determiner"] else 0
    end = next(
        (
            i
            for i in range(first, min(cue, 8))
            if words.low[i] == ","
            or (words.low[i] in closed["auxiliary"] and words.low[i] != "'s")
            or words.low[i] in closed["reporting"] | closed["relative"] | closed["herethere"]
            or any(h.cls.startswith("status|called_for") for h in words.hits[i])
        ),
        min(cue, 8),
    )
    end = end if end < len(words) and words.low[end] != "'" else end + 1
    while end - 1 > first and words.low[end - 1] in closed["linking_adverb"]:
        end -= 1
    if end - first > 1 and words.raw[end - 1].isupper() and len(words.raw[end - 1]) > 2 and (
            words.raw[end - 2].islower() or words.low[end - 2] == "'s"):
        return words.raw[end - 1]
    never = closed["subject"] | closed["preposition"]
    plain = (
        first < end <= first + 6
        and words.raw[0][:1].isupper()
        and words.low[first] not in never
        and (end - first > 1 or words.sing[first] != words.low[first])
    )
    text = " ".join(words.raw[first:end]).replace(" 's", "'s").replace(" '", "'").replace(" ’", "’")
    return text if plain else None


def _wisher(words: Words, cue: int, names: Names, own: str | None) -> str | None:
    """Who says what another side should do: "Lima should lift the duty, he urged"; without a speaker, nobody."""
    after = words.low[cue:]
    if any(word in small()["person_pronoun"] for word in after) and names.last:
        return names.again(own)
    return own if any(word in small()["own"] for word in words.low[max(cue - 3, 0):cue]) else None


def asked_by(words: Words, cue: int) -> str | None:
    """The side after "by" where the word of asking at `cue` is a passive: "was told | by | the IMF to end"."""
    at = next((i for i in range(cue + 1, min(cue + PASSIVE, len(words))) if words.low[i] == "by"), -1)
    if at < 0 or not small()["be"].intersection(words.low[max(cue - 2, 0) : cue + 2]):
        return None
    first = at + 2 if words.low[at + 1 : at + 2] == ["the"] else at + 1
    hits = words.hits[first] if first < len(words) else []
    named = next((hit for hit in hits if hit.cls in ("place", "body")), None)
    if named is not None and named.lemma != HOME:
        return named.lemma
    told = next((hit.size for hit in hits if hit.cls == "org"), 0)
    return " ".join(words.raw[first : first + told]) or None


def asker(words: Words, cue: int, names: Names, own: str | None) -> str | None:
    """The name or code of who asks at word `cue`; `own` is the article's country, for which "we" and its
    officials ask."""
    closed = small()
    begin = max(cue - SENTENCE, 0)
    obliged = words.low[cue] in closed["obliged"]
    for i in range(begin, min(cue + SENTENCE, len(words)) if obliged else cue):
        for hit in words.hits[i]:
            if hit.cls == "person" and (not obliged or i > cue or closed["reporting"].intersection(words.low[i:cue])):
                return names.asking(words, i, int(hit.lemma), own)
    if obliged:
        return _wisher(words, cue, names, own)
    if any(word in closed["own"] for word in words.low[max(cue - 3, 0) : cue]):
        return own
    if any(word in closed["person_pronoun"] for word in words.low[begin:cue]) and names.last:
        return names.again(own)
    for i in range(begin, cue):
        for hit in words.hits[i]:
            if hit.cls == "org" and not _governmental(names.bodies[int(hit.lemma)]):
                told = "".join(words.raw[i : i + hit.size])
                return told if told.isupper() else names.bodies[int(hit.lemma)]
    side = None if _associated(words, begin, cue) else subject(words, cue, begin)
    run = _run(words, begin, cue)
    if (
        run is not None
        and not names.people
        and not any(h.cls in ("place", "body") and h.size >= len(run[1].split()) for h in words.hits[run[0]])
    ):
        if _official(words, run[0], run[1]) or _governmental(run[1]):
            return side if side not in (None, "it", HOME) else own
        return run[1]
    if side not in (None, "it"):
        return own if side == HOME else side
    return _phrase(words, cue)
