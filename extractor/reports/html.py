"""Self-contained HTML pages: an index of a folder, a page an article, the folder's figures.

A page holds its own styles and script and names no outside address; its content security policy lets nothing else
run. Everything that comes from an article is escaped. Same results, same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.checks import messages
from extractor.reports import html_evidence as evidence
from extractor.reports import html_marks
from extractor.reports.html_cards import cards, heading
from extractor.reports.html_series import blocks
from extractor.reports.screening import FOLDER, Hidden, Report
from extractor.reports.text import Tally, figure
from extractor.schema import Article, Finding, QuantityClaim, Result

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MOST_SHOWN = 200
"""Findings that the index shows in full; the others stand on their articles' pages."""
FIRST_WORDS = 8
"""How many words an article is called by that has neither title nor name."""
INDEX, FIGURES = "index.html", "figures.html"
MAKER = '<meta name="generator" content="extractor">'
"""What stands in the head of every page, by which a later report knows it."""
ARTICLES = "articles"
"""The folder of the articles' pages."""


@dataclass(frozen=True)
class Entry:
    """An article in the index: its head, its page's address, how it fared, its findings to show in full."""

    article: Article
    href: str
    tally: Tally
    kinds: dict[str, int]
    findings: Sequence[Finding] = ()

    @property
    def worst(self) -> str:
        found = {"error": self.tally.errors, "warning": self.tally.warnings, "accepted": self.tally.accepted}
        return next((name for name, number in found.items() if number), "none")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("extractor.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "figure": figure,
        "check_name": check_name,
        "amount": evidence.amount,
        "heading": heading,
        "places": messages.places,
    }
    made.globals |= {
        "style": Markup(_asset("report.css")),
        "script": Markup(_asset("report.js")),
        "bounds": evidence.bounds,
        "maker": Markup(MAKER),
        "address": _address,
        "count": count,
        "headline": headline,
    }
    return made


def _asset(name: str) -> str:
    return files("extractor.reports").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(name: str) -> str:
    digest = hashlib.sha256(_asset(name).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache(maxsize=2)
def policy(forms: str = "'none'") -> str:
    """The content security policy of a page. `forms`: where its forms may be sent."""
    return (
        f"default-src 'none'; style-src {_hash('report.css')}; script-src {_hash('report.js')}; "
        f"base-uri 'none'; form-action {forms}"
    )


def check_name(check: str) -> str:
    """A check's id in words."""
    return check.replace("_", " ").capitalize()


def _address(target: str, hrefs: str | dict[str, str]) -> str:
    """Where a figure's words stand. `hrefs`: the article's page, or for targets `article id#claim id` every one's."""
    if isinstance(hrefs, str):
        return f"{hrefs}#t-{target}"
    article_id, _, claim_id = target.rpartition("#")
    return f"{hrefs[article_id]}#t-{claim_id}"


def headline(article: Article) -> str:
    """What an article is called: its title, its id or, where that is made of its text, the first words."""
    if article.title:
        return article.title
    words = article.text.split(maxsplit=FIRST_WORDS)[:FIRST_WORDS]
    return f"{' '.join(words)}…" if words and article.id == article.sha256[:12] else article.id


def count(n: int, word: str) -> str:
    return f"{n:,} {word}" if n == 1 else f"{n:,} {word}s"


def render(template: str, **values: Any) -> str:
    """A page. What no page can hold (control characters, lone surrogates) is shown as a replacement character."""
    page = _environment().get_template(template).render({"policy": policy(), **values})
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", page)


def entry(result: Result, href: str, hidden: Sequence[Hidden] = ()) -> Entry:
    """What the index needs of a result. `hidden`: its findings that aren't shown."""
    kinds: Counter[str] = Counter(claim.type for claim in result.claims)
    return Entry(result.article, href, Tally.of(result, hidden), dict(kinds), html_marks.shown(result.findings))


def article(result: Result, *, home: str | None = None, hidden: Sequence[Hidden] = (), **values: Any) -> str:
    """An article's page. `home`: the index's address from there; `hidden`: findings that are counted, not shown."""
    raised = html_marks.shown(result.findings)
    numbers = {claim.id: claim for claim in result.quantities}
    reasons: dict[str, list[QuantityClaim]] = {}
    for missed in result.coverage.unchecked:
        if missed.claim in numbers:
            reasons.setdefault(missed.reason, []).append(numbers[missed.claim])
    template = values.pop("template", "article.html")
    return render(
        template,
        title=headline(result.article),
        result=result,
        tally=Tally.of(result, hidden),
        raised=raised,
        holding=[f for f in result.findings if f.severity == "info"],
        implied=_implied(result),
        unreached=sorted(reasons.items(), key=lambda item: -len(item[1])),
        paragraphs=list(html_marks.paragraphs(result, [one.finding for one in hidden])),
        cards=cards(result),
        evidence=evidence.Evidence(result),
        home=home,
        **values,
    )


def _implied(result: Result) -> list[Any]:
    """What the article implies without saying it, each once."""
    found = {(v.name, v.low, v.high, v.unit): v for f in result.findings for v in f.implied}
    return list(found.values())


def index(report: Report, hrefs: dict[str, str]) -> str:
    """The index: findings first, then every article."""
    entries = [entry(r, hrefs[r.article.id], report.hidden.get(r.article.id, ())) for r in report.results]
    entries.sort(key=lambda e: (-e.tally.errors, -e.tally.warnings, e.article.id))
    by_id = {result.article.id: evidence.Evidence(result) for result in report.results}
    crossing = [(f, *evidence.across(by_id, f)) for f in html_marks.shown(report.folder)]
    found = [(e, by_id[e.article.id], finding) for e in entries for finding in e.findings]
    order = ("error", "warning")
    found.sort(key=lambda item: order.index(item[2].severity))
    return render(
        "index.html",
        title="Report",
        entries=entries,
        hrefs=hrefs,
        crossing=crossing[:MOST_SHOWN],
        found=found[:MOST_SHOWN],
        more=max(0, len(found) - MOST_SHOWN) + max(0, len(crossing) - MOST_SHOWN),
        failed=report.errors,
        stale=report.stale,
        totals=_totals(entries) | {"crossing": len(crossing), "accepted": report.count(accepted=True)},
        generator=report.results[0].generator if report.results else None,
        figures=FIGURES,
    )


def _totals(entries: Sequence[Entry]) -> dict[str, int]:
    return {
        "articles": len(entries),
        "errors": sum(e.tally.errors for e in entries),
        "warnings": sum(e.tally.warnings for e in entries),
        "numbers": sum(e.tally.numbers for e in entries),
        "checked": sum(e.tally.checked for e in entries),
        "clean": sum(e.worst == "none" for e in entries),
    }


def figures(report: Report, hrefs: dict[str, str]) -> str:
    """The folder's indicators by period, with charts and the conflicts across articles."""
    results, folder = report.results, report.folder
    by_id = {result.article.id: evidence.Evidence(result) for result in results}
    return render(
        "figures.html",
        title="Figures by period",
        blocks=blocks(results, folder),
        crossing=[(f, *evidence.across(by_id, f)) for f in html_marks.shown(folder)],
        accepted=len(report.hidden.get(FOLDER, ())),
        differing=[f for f in folder if f.severity == "info" and f.core],
        hrefs=hrefs,
        titles={result.article.id: headline(result.article) for result in results},
        generator=results[0].generator if results else None,
        home=INDEX,
    )
