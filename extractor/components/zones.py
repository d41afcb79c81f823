"""Zones of an article: headlines, dateline, byline, body, captions, tables and page furniture."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractor import languages
from extractor.components import _zone_lines as lines
from extractor.components.attributes import Record, mark, text_of
from extractor.languages import Span

MAX_HEADLINES = 3
LONG_LINE = 800
"""A line of more characters is prose."""
TAIL_FROM = 0.5
"""A comment form or list of links after this part of the text ends the article."""
FOREIGN = "text does not look English: nothing is claimed"
PARTLY = "not English: {} of the text's lines, in which nothing is claimed"


def _small_words(text: str) -> frozenset[str]:
    return frozenset(word for word in lines.words(text) if word.islower())


def _repeats(line: str, headline: str) -> bool:
    """The headline again, with or without the site's name after it."""
    one, other = line.lower().strip(), headline.lower().strip()
    short, long = sorted((one, other), key=len)
    return len(short) > 10 and long.startswith(short) and (long == short or long[len(short) :].strip()[:1] in "-|–—:·")


class _Page:
    """Labels one line after another; what a line is depends on what came before it."""

    def __init__(self, text: str, title: str) -> None:
        self.title = title
        self.alone = len(text.strip().splitlines()) == 1
        self.small = _small_words(text)
        self.length = len(text)
        self.headline = ""
        self.headlines = 0
        self.top = True
        self.paragraphs = 0
        self.tail = False
        self.linked = False

    def label(self, line: str, start: int) -> str:
        """The zone of a line that isn't empty."""
        linked, self.linked = self.linked and lines.is_link(line), lines.is_label(line)
        if not self.headline and len(lines.words(line)) <= 5 and lines.starts_with(line, "boilerplate", "first"):
            return "boilerplate"
        if not self.headline and lines.starts_with(line, "byline") and lines.is_byline(line, False):
            return "byline"
        if not self.headline:
            self.headline, self.headlines = line, 1
            return self._prose(line) if self._opens_body(line) else "headline"
        if self.top and _repeats(line, self.headline):
            return "headline"
        if linked or self.linked:
            return "boilerplate"
        if self.tail and not lines.is_byline(line, False):
            return "boilerplate"
        if self.paragraphs > 1 and start > TAIL_FROM * self.length and lines.starts_tail(line):
            self.tail = True
            return "boilerplate"
        if len(line) <= LONG_LINE:
            if lines.is_caption(line):
                return "caption"
            if lines.is_byline(line, self.top):
                return "byline"
            if lines.is_furniture(line):
                return "boilerplate"
            if lines.is_table_row(line):
                return "table"
        return self._prose(line)

    def _opens_body(self, line: str) -> bool:
        """Whether a first line is running text: no title, closed by a full stop, and alone, long, led in, or beneath
        a title that is another one."""
        if line == self.title:
            return False
        if self.alone and len(lines.words(line)) > lines.LONGEST_HEADLINE:
            return True
        if not lines.is_closed(line):
            return False
        if self.alone or (not self.title and lines.tells(line)):
            return True
        another = bool(self.title) and not _repeats(line, self.title)
        return lines.is_sentence(line) and (another or lines.is_running(line))

    def _prose(self, line: str) -> str:
        if self.top and not lines.is_sentence(line) and not lines.lead_length(line):
            if lines.is_name(line, self.small):
                return "byline"
            short = len(lines.words(line)) <= lines.LONGEST_HEADLINE and not line.endswith((".", ":", ";"))
            if self.headlines < MAX_HEADLINES and short:
                self.headlines += 1
                return "headline"
        self.top = False
        self.paragraphs += 1
        return "body"


def find_zones(text: str, title: str | None = None, strange: Sequence[Span] = ()) -> list[Record]:
    """The zones of a text in order, covering it; each line belongs to one, but for a dateline, which is the
    lead-in of a body line. A first line that equals the `title` is a headline whatever it looks like, and what is
    `strange`, in another language, is furniture."""
    page, zones, position = _Page(text, (title or "").strip()), [], 0
    left_out = {start for start, _ in strange}

    def add(end: int, zone: str) -> None:
        nonlocal position
        if end > position:
            zones.append({"start": position, "end": end, "zone": zone})
            position = end

    zone = "headline"
    for raw in text.splitlines(keepends=True):
        start, line = position, raw.strip()
        indent = len(raw) - len(raw.lstrip())
        if line:
            zone = "boilerplate" if start in left_out else page.label(line, start)
            if zone == "body" and page.paragraphs <= 2 and (lead := lines.lead_length(line)):
                add(start + indent + lead, "dateline")
        else:
            page.linked = False
        if not line and zones:
            zones[-1]["end"] = position = start + len(raw)
        add(start + len(raw), zone)
    return zones


class Zones:
    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        strange = languages.foreign(text)
        if strange == [(0, len(text))]:
            doc._.zones = [{"start": 0, "end": len(text), "zone": "boilerplate"}]
            doc._.notes = [*doc._.notes, FOREIGN]
        else:
            doc._.zones = find_zones(text, doc._.title, strange)
            doc._.notes = [*doc._.notes, *([PARTLY.format(len(strange))] if strange else ())]
        mark(doc, "zones", doc._.zones)
        return doc


@Language.factory("extractor_zones", assigns=["doc._.zones", "doc.spans"])
def make_zones(nlp: Language, name: str) -> Zones:
    return Zones()
