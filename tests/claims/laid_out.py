"""Articles laid out for the rules, and numbers tied to what they measure, for tests of what is chosen."""

from __future__ import annotations

from functools import cache

from extractor import pipeline
from extractor.claims.link import Link
from extractor.claims.naming import named_by_rules
from extractor.claims.view import View
from extractor.schema import Article

COPPER = """Chile's copper exports climb

SANTIAGO, March 7, 2025 - Copper shipments rose 8.1% to $4.5 billion in February from a year earlier, the central bank
said on Friday. Lithium brought in $310 million, down 12%. The mine employs 1,200 people. Output fell 3% to 398,000
tonnes, and a further 45,000 tonnes are stored at the port."""
TULIPS = """Tulip prices slip at auction

AMSTERDAM, May 9, 2025 - Roses averaged 31.5 cents a stem last week, up 4%. Tulips slipped 1.4 cents to 22.7 cents. On
Thursday 300,000 stems remained unsold, 2.1% of the supply. The duty on cut flowers is 8.5 percent, and growers may stay
90 days. Exports reached 610 million euros in April, of which Germany took 28%."""


@cache
def view(text: str, published: str | None = "2025-05-09") -> View:
    """The layout of a text; of the same text the same one."""
    nlp = pipeline.load()
    article = Article(id="text", title=text.split("\n", 1)[0], text=text, published=published)
    return View(nlp(pipeline.make_doc(nlp, article)))


def links(text: str) -> list[Link]:
    """What the rules read of the text's numbers, anew each time, as the choices write into it."""
    return named_by_rules(view(text))


def number_of(text: str, told: list[Link], surface: str) -> int:
    """The number of the one that is told by some words."""
    return [text[made.mark.start : made.mark.end] for made in told].index(surface)
