"""Direct speech: the words inside marks that somebody is quoted with, and the turns of transcripts."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._speech_links import Speech
from extractor.components._speech_view import Analysis, analyse
from extractor.components.attributes import Record, mark, text_of

_WITHOUT = frozenset({"boilerplate", "table"})


class Quotations:
    """Writes doc._.quotations and doc.spans["quotations"]. The speakers are found by a later component."""

    def __call__(self, doc: Doc) -> Doc:
        analysis = analyse(text_of(doc))
        zones = [(z["start"], z["end"]) for z in doc._.zones if z["zone"] in _WITHOUT]
        records: list[Record] = []
        for speech in analysis.speeches:
            record = _record(analysis, speech)
            if not any(start <= record["start"] < end for start, end in zones):
                records.append(record)
        doc._.quotations = records
        mark(doc, "quotations", records)
        return doc


def _record(analysis: Analysis, speech: Speech) -> Record:
    quote = analysis.words.quotes[speech.quote]
    record: Record = {
        "start": quote.start, "end": quote.end, "direct": True, "speaker": None, "person": None, "cue": None,
        "cue_span": None, "negated": False,
    }  # fmt: skip
    if speech.cue is not None:
        cue = analysis.cues[speech.cue]
        start, end = analysis.words.words[cue.first].start, analysis.words.words[cue.last].end
        record["cue"], record["cue_span"] = analysis.words.text[start:end], [start, end]
    return record


@Language.factory("extractor_quotations", assigns=["doc._.quotations", "doc.spans"], requires=["doc._.zones"])
def make_quotations(nlp: Language, name: str) -> Quotations:
    return Quotations()
