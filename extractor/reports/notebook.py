"""A result as a piece of HTML for notebooks: what its findings say, the text with its marks, its numbers as a table."""

from __future__ import annotations

from extractor.reports import html, html_marks
from extractor.reports.html_cards import cards
from extractor.reports.text import Tally
from extractor.schema import Result

MOST_NUMBERS = 200
"""Rows of the table of numbers; the rest is counted."""

COLOURS = {
    "QUANTITIES": "#c5dbf5",
    "POLICIES": "#d9cdf5",
    "QUOTATIONS": "#e4e0d3",
    "PEOPLE": "#f6dcae",
    "ORGANIZATIONS": "#f9e7c8",
    "PLACES": "#cdeacb",
    "DATES": "#bfe6e6",
    "INDICATORS": "#f5cfdd",
    "ZONES": "#e3e6e8",
}
"""Colours of the pipeline's spans in spaCy's displacy, by label; the entry point `spacy_displacy_colors` names them."""


def fragment(result: Result) -> str:
    """The piece of HTML, with its own styles and without scripts; same result, same bytes."""
    made = cards(result)
    return html.render(
        "notebook.html",
        result=result,
        title=html.headline(result.article),
        tally=Tally.of(result),
        raised=html_marks.shown(result.findings),
        paragraphs=list(html_marks.paragraphs(result)),
        told={card.id: "; ".join(f"{k}: {v}" for k, v in card.fields) for kind in made.values() for card in kind},
        numbers=result.quantities[:MOST_NUMBERS],
        more=max(0, len(result.quantities) - MOST_NUMBERS),
    )
