"""The speakers of an article's quotations, found in the order of the text."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.components._names import listed
from extractor.components._speech_cues import Cue, chunks
from extractor.components._speech_links import Speech
from extractor.components._speech_reported import Reporter
from extractor.components._speech_speakers import Resolver, Speaker
from extractor.components._speech_view import analyse
from extractor.components._speech_words import forms_of, title_words, words_of
from extractor.components.attributes import Record, tags, text_of

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENERS, _CLOSERS = '$€£¥₹₩₦₱₫฿₺₽₴₪“"‘', '%‰)”"’'
_ASIDE = frozenset({"boilerplate", "table", "caption", "byline"})


class Scene:
    """One article: resolves each cue once, in order, and gives every quotation its speaker."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.analysis = analyse(text_of(doc))
        self.s = self.analysis.words
        self.datelines = [(z["start"], z["end"]) for z in doc._.zones if z["zone"] == "dateline"]
        self.records: list[Record] = [dict(record) for record in doc._.quotations]
        aside = [(z["start"], z["end"]) for z in doc._.zones if z["zone"] in _ASIDE]
        self.resolver = Resolver(self.s, doc._.people, doc._.organizations, aside)
        self.others = [(z["start"], z["end"]) for z in doc._.zones if z["zone"] != "body"]
        self.tags = tags(doc)
        self.cues = [self._behind_clause(self._whole_name(cue)) for cue in self.analysis.cues]
        self.labels: dict[str, Speaker | None] = {}
        self.speakers: dict[int, Speaker | None] = {}
        """Number of a cue → its speaker."""

    def _whole_name(self, cue: Cue) -> Cue:
        """A cue whose subject holds the whole name of an organization ("the Ministry of Trade and Industry")."""
        first, last = cue.subject
        number = self.resolver.organization_at[first] if first < len(self.s) else -1
        if not cue.own or cue.how != "before" or number < 0:
            return cue
        while first and self.resolver.organization_at[first - 1] == number and self.s.same(first - 1, first):
            first -= 1
        if first and self.s.plain(first) and self.s.low(first - 1) in words_of("determiner"):
            first -= 1
        return cue._replace(subject=(first, last))

    def _behind_clause(self, cue: Cue) -> Cue:
        """A cue whose subject begins behind the clause that is reported: "The quota is full, | Irina Petrenko, a former
        trader, said"."""
        if cue.how != "stretch":
            return cue
        parts = list(chunks(self.s, *cue.subject))
        first, last = parts[0]
        if not any(self.finite(i) for i in range(first + 1, last + 1)) or self.s.among(first, "time", "boundary"):
            return cue
        k = next((k for k, (a, b) in enumerate(parts) if k and max(self.resolver.person_at[a:b + 1]) >= 0), 0)
        if not k:
            return cue
        a, b = parts[k - 1]
        titled = k > 1 and self.s.low(b) in title_words("head") and not any(self.finite(i) for i in range(a, b + 1))
        return cue._replace(subject=(a if titled else parts[k][0], cue.subject[1]))

    def __call__(self) -> list[Record]:
        self._direct()
        self._reported()
        return sorted(self.records, key=lambda r: (r["start"], -r["end"]))

    def speaker(self, number: int) -> Speaker | None:
        """The speaker of a cue; asked for in the order of the text."""
        if number not in self.speakers:
            self.speakers[number] = self.resolver.cue(self.cues[number])
            if not self.is_body(self.s.starts[self.cues[number].first]):
                self.resolver.spoken.pop(self.cues[number].first, None)
        return self.speakers[number]

    def _direct(self) -> None:
        by_start = {record["start"]: record for record in self.records if record["direct"]}
        cues = iter(range(len(self.cues)))
        next_cue = next(cues, None)
        said: list[tuple[Speech, Speaker | None]] = []
        for speech in self.analysis.speeches:
            limit = self.cues[speech.cue].first + 1 if speech.cue is not None else speech.first
            while next_cue is not None and self.cues[next_cue].first < limit:
                self.speaker(next_cue)
                next_cue = next(cues, None)
            found = self._of(speech, said)
            said.append((speech, found))
            if found:
                self.resolver.spoken.setdefault(speech.last, found)
        for number in range(len(self.cues)):
            self.speaker(number)
        self._carry_back(said)
        for speech, found in said:
            record = by_start.get(self.s.quotes[speech.quote].start)
            if record is not None and found is not None:
                record["speaker"] = found.name
                record["person"] = found.name if found.kind == "person" else None

    def _reported(self) -> None:
        """Adds the clauses that named speakers are said to say, think, want or deny."""
        cues, s = self.cues, self.s
        reporter = Reporter(s, cues, self.finite, self.tag)
        told = reached = -1
        for number, cue in enumerate(cues):
            found = self.speaker(number)
            start, end = s.words[cue.first].start, s.words[cue.last].end
            if found is None or self._nobody(cue) or not self.is_body(start) or not self.is_verb(cue.first):
                continue
            clause = reporter(number)
            if clause is None or (clause.last <= told and {"think", "want"} & set(cue.classes)):
                continue  # "she said the ministry expected exports to cross": one clause
            told = clause.last if "say" in cue.classes else told
            if clause.first <= reached:
                continue  # a clause inside another, or across its border, is part of what the first one governs
            reached = clause.last
            self.records += [{
                "start": self._start_of(part.first), "end": self._end_of(part.last), "direct": False,
                "speaker": found.name, "person": found.name if found.kind == "person" else None,
                "cue": self.text[start:end], "cue_span": [start, end],
                "negated": cue.negated != bool({"deny", "reject"} & set(cue.classes)),
            } for part in reporter.parts(clause)]  # fmt: skip

    def _nobody(self, cue: Cue) -> bool:
        """Whether nobody says it: "no official said that", "neither of them said"."""
        first, last = cue.subject
        return first <= last and self.s.low(first) in words_of("nobody") and cue.how == "before"

    def _end_of(self, i: int) -> int:
        """Where a clause that ends with word i ends: with its percent sign or closing bracket."""
        end = self.s.words[i].end
        end += 2 if self.s.words[i].owns and self.text[end : end + 2] in ("'s", "’s") else 0
        while end < len(self.text) and self.text[end] in _CLOSERS:
            end += 1
        return end

    def _start_of(self, i: int) -> int:
        """Where a clause that begins with word i begins: behind a dateline, with the sign of a currency."""
        while any(a <= self.s.starts[i] < b for a, b in self.datelines) and i + 1 < len(self.s):
            i += 1
        start = self.s.words[i].start
        while start and self.text[start - 1] in _OPENERS:
            start -= 1
        return start

    def is_body(self, offset: int) -> bool:
        return not any(start <= offset < end for start, end in self.others)

    def is_verb(self, i: int) -> bool:
        """Whether a form that may be a noun is a verb here, as far as the tagger tells."""
        if self.s.low(i) not in forms_of("ambiguous"):
            return True
        tag = self.tags.get(self.s.starts[i], "")
        if tag == "NNS" and self.resolver.person_at[i - 1] >= 0 and not self.s.words[i - 1].owns:
            return self.s.plain(i)  # "Ms Holdaway forecasts butter will be back"
        return not tag or tag.startswith("VB") or tag == "MD"

    def finite(self, i: int) -> bool:
        """Whether word i is a finite verb or an auxiliary."""
        if i >= len(self.s):
            return False
        tag = self.tags.get(self.s.starts[i], "")
        resumes = tag == "VB" and self.s.gap(i) == ","
        return tag in _FINITE or resumes or self.s.low(i) in words_of("finite")

    def tag(self, i: int) -> str:
        return self.tags.get(self.s.starts[i], "")

    def _of(self, speech: Speech, said: list[tuple[Speech, Speaker | None]]) -> Speaker | None:
        if speech.cue is not None:
            return self._governing(speech.cue)
        if speech.how == "turn":
            return self._of_label(speech)
        if speech.subject is not None:
            first, last = speech.subject
            resolve = self.resolver.stretch if speech.how == "colon" else self.resolver.phrase
            found = resolve(first, last)
            if found and (speech.how != "signed" or found.kind == "person" or self._described(last)):
                return found  # no place: "— Geneva, July 12"
        return self._context(speech, said)

    def _described(self, last: int) -> bool:
        """Whether a comma and no other name follow the name that ends at a word: "— Ling, head of research"."""
        s = self.s
        return last + 1 < len(s) and "," in s.gap(last + 1) and not s.capital(last + 1)

    def _of_label(self, speech: Speech) -> Speaker | None:
        """Who a turn's label names: a person, "A" the one person whom the text before the turns tells of."""
        first, last = self.s.turns[self.s.quotes[speech.quote].start]
        label = self.text[first:last].strip(" *_")
        if label in listed("speech_words", "question"):
            return None
        if label not in self.labels:
            self.labels[label] = self._named(label, self.s.at(first), self.s.at(last) - 1)
        return self.labels[label]

    def _named(self, label: str, first: int, last: int) -> Speaker | None:
        if label in listed("speech_words", "answer"):
            earlier = [n for n in self.resolver.person_at[:first] if n >= 0]
            return self.resolver.person(earlier[-1]) if earlier else None
        for i in range(first, last + 1):
            if self.resolver.person_at[i] >= 0:
                return self.resolver.person(self.resolver.person_at[i])
        wanted = {word.strip(".,()").lower() for word in label.split()}
        for person in self.resolver.people:
            if str(person["name"]).split()[-1].lower() in wanted:
                return Speaker(str(person["name"]), "person")
        return Speaker(label, "name")

    def _governing(self, number: int) -> Speaker | None:
        """The speaker of a cue, or of an earlier one that governs its sentence."""
        found = self.speaker(number)
        cues = self.cues
        while found is None and number > 0 and self.s.same(cues[number - 1].first, cues[number].first):
            number -= 1
            found = self.speaker(number)
        return found

    def _context(self, speech: Speech, said: list[tuple[Speech, Speaker | None]]) -> Speaker | None:
        """The speaker of a quote that has no cue: whom the sentences before it in its paragraph speak of, else
        who spoke in the paragraph before."""
        first = speech.first
        start = self.s.at(self.text.rfind("\n", 0, self.s.words[first].start) + 1)
        if start < first:
            found = self.resolver.before(start, first)
            if found:
                return found
        return said[-1][1] if said else None

    def _carry_back(self, said: list[tuple[Speech, Speaker | None]]) -> None:
        """Speech over several paragraphs has one speaker, told with any of them."""
        for k in range(len(said) - 2, -1, -1):
            speech, found = said[k]
            following, later = said[k + 1]
            goes_on = following.quote == speech.quote + 1 and self.s.quotes[following.quote].continues
            if goes_on and speech.cue is None and later is not None and (following.cue is not None or found is None):
                said[k] = speech, later
