"""Hostile inputs at one and eight times their length: `python benchmarks/linear.py` prints processor seconds and how
many times as long a character takes in the longer one.

The whole way is taken, from the bytes to the findings, by the model `fast`; `--model full` takes the other. A ratio
near 1 is linear time; above LIMIT something looks through the text again and again, and the exit code is 1. Every run
has a text of its own, as what is known of one is kept.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable

import extractor
from extractor.readers import Origin, form, from_stream
from extractor.schema import Article, ArticleError
from extractor.settings import Settings

TIMES = 8
LIMIT = 1.5
LEAST = 0.02
"""Seconds below which a ratio is noise."""


def _repeated(words: str) -> Callable[[int], str]:
    return lambda length: (words * (length // len(words) + 1))[:length]


def _told(sentence: str) -> Callable[[int], str]:
    """A sentence again and again with other figures, names and dates."""

    def make(length: int) -> str:
        found, size, i = list[str](), 0, 0
        while size < length:
            found.append(sentence.format(
                a=i * 37 % 900 + 2, b=i * 53 % 800 + 3, c=i * 7 % 90 + 1, d=i % 28 + 1, y=1990 + i % 35,
                m=("January", "May", "June", "August")[i % 4], p=("Kenya", "Uganda", "Ghana", "Peru", "Chile")[i % 5],
                n=chr(97 + i % 26) + chr(97 + i // 26 % 26) + chr(97 + i // 676 % 26),
            ))  # fmt: skip
            size += len(found[-1])
            i += 1
        return "".join(found)[:length]

    return make


def _list_of(opening: str, one: str, closing: str) -> Callable[[int], str]:
    return lambda length: opening + _told(one)(length) + closing


def _nested(tag: str) -> Callable[[int], str]:
    return lambda length: f"<{tag}>" * (length // 9) + "<p>Exports rose 5 percent.</p>" + f"</{tag}>" * (length // 9)


TEXTS: dict[str, tuple[str, Callable[[int], str]]] = {
    name: ("a.txt", _repeated(words))
    for name, words in {
        "digits": "1234567890",
        "digits with commas": "123,456,",
        "digits with points": "1.2",
        "digits apart": "5 ",
        "spaces": " ",
        "line ends": "\n",
        "tabs": "\t",
        "bars": "| 5 ",
        "straight quotes": '"',
        "quoted words": '"a" ',
        "opening quotes": "“",
        "apostrophes": "it's ' ",
        "round brackets": "(",
        "brackets": "[(5)] ",
        "hyphens": "-",
        "words with hyphens": "a-5-",
        "dashes": "5 — ",
        "slashes": "1/2/",
        "dots": ".",
        "commas": ", ",
        "currency signs": "$",
        "percent signs": "5% ",
        "capitalized names": "Amina Okello ",
        "names with titles": "Minister Amina Okello, ",
        "initials": "A. B. ",
        "organizations": "the Ministry of Trade of ",
        "ranges begun": "from 3 to ",
        "ranges": "3 to 5, ",
        "lists": "5 percent, 6 percent and ",
        "respectively": "5 and 6 percent respectively, ",
        "sentences": "Exports rose 5 percent to $3 million in May 2024. ",
        "speech": "“It rose,” said Amina Okello. ",
        "speech verbs": "he said ",
        "dates": "May 2024 ",
        "dates begun": "the first 11 months of ",
        "places": "Kenya and Uganda, ",
        "policies": "a 25 percent tariff on steel from China ",
        "numerals": "three hundred ",
        "units": "million tonnes ",
        "markdown": "**a** [b](c) ",
        "one long word": "a",
        "one long line of capitals": "EXPORTS ",
        "wide characters": "中",
        "combining marks": "e\u0301",
    }.items()
}
TEXTS |= {
    name: ("a.txt", _told(sentence))
    for name, sentence in {
        "claims": "Exports of good {a} rose {c}.{d} percent to ${b} million in {m} {y}. ",
        "people": "Minister Amina Oke{n} of the Trade Office met Juma Ba{n}lo. ",
        "speakers": "“Trade rose {c} percent,” said Amina Oke{n}, minister of trade of {p}. ",
        "ministries": "The Ministry of Trade of {p} and the Customs Office of {p} said so. ",
        "one endless sentence": "exports rose {c} percent to ${a} million and imports to {p} fell {c} percent and ",
        "one sentence of words": "the ministry said that it expects trade to grow because ",
        "dates and figures": "In {m} {y} exports to {p} rose {c} percent to ${a} million from ${b} million. ",
        "measures": "China imposed a {c} percent tariff on steel from {p} on {m} {d}, {y}. ",
        "measures asked for": "{p} asked the EU to cut its tariff on steel to {c} percent. ",
        "measures dated": "The duty takes effect on {d} {m} {y}. It is {c} percent. ",
        "thresholds": "Services exports topped ${a} million in {y}. ",
        "prices": "Steel sold at ${c} a tonne; {a} tonnes brought ${b} million. ",
        "restated": "Exports were ${a} million (€{b} million). ",
        "restated alike": "Exports were ${a} million (${b} million). ",
        "exchange rates": "Exports were ${a} million, or {b} million yuan at {c} yuan to the dollar. ",
        "balances": "Exports were ${a} million and imports ${b} million, a deficit of ${c} million. ",
        "balances of sectors": "The deficit in goods was ${a} million, the surplus in services ${b} million, the total "
        "deficit ${c} million. ",
        "points": "The rate rose 0.{c} points from {a} percent to {b} percent. ",
        "the two": "Exports were ${a} million and imports ${b} million, and the two rose {c} and {d} percent "
        "respectively. ",
        "shares": "{p} took {c} percent of exports, or ${a} million of ${b} million. ",
        "the rest": "Coffee made up {c} percent, tea {a} percent and the rest {b} percent. ",
        "sums": "Exports were ${a} million, of which coffee ${b} million and tea ${c} million. ",
        "months": "Exports were ${a} million in {m} {y} and ${b} million in the first half of {y}. ",
        "annual rates": "Exports grew {c} percent a year between {y} and 2024 to ${a} million from ${b} million. ",
        "ranks": "{p} led with ${a} million, followed by Uganda with ${b} million. ",
        "labels": "Exports: ${a} million; imports: ${b} million; ",
        "labelled lines": "Exports: {a} million\n",
        "bullets": "- Exports: {a} million\n",
        "small tables": "| {p} | 2024 |\n|---|---|\n| {p} | {a} |\n\n",
        "headlines": "Exports rise {c} percent\n\nExports rose {c} percent to ${a} million.\n\n",
        "datelines": "By Amina Okello\n{p}, {m} {d} (Agency) - Exports rose. ",
        "page furniture": "Photo: Amina Okello/Agency {c}\nRead more: {a}\n",
    }.items()
} | {
    "list of percents": ("a.txt", _list_of("Exports rose ", "{c} percent, ", "to Kenya.")),
    "list of dates": ("a.txt", _list_of("It met on ", "{d} {m} {y}, ", "and then no more.")),
    "list of sums": ("a.txt", _list_of("Exports were ", "${a} million to {p}, ", "and so on.")),
    "respectively, a long list": (
        "a.txt", lambda n: _list_of("Exports rose ", "{c} percent, ", "to ")(n // 2)
        + _list_of("", "{p}, ", "and China, respectively.")(n // 2)),
    "quotation never closed": ("a.txt", _list_of("“", "Exports rose {c} percent, she said. ", "")),
    "currency words": ("a.txt", _repeated("pounds euros yuan ")),
    "headline alone": ("a.txt", _list_of("", "Exports rise {c} percent ", "\n\nExports rose 5 percent.")),
    "hundreds of hundreds": ("a.txt", _repeated("three hundred ")),
}
PAGES: dict[str, tuple[str, Callable[[int], str]]] = {
    "nested div": ("a.html", _nested("div")),
    "nested b": ("a.html", _nested("b")),
    "tags never closed": ("a.html", _repeated("<p><b><i>a ")),
    "tags never ended": ("a.html", _repeated("<a ")),
    "entities": ("a.html", _repeated("&amp;")),
    "captions": ("a.html", _repeated("<figure><figcaption>Port</figcaption></figure><p>Exports rose.</p>")),
    "paragraphs": ("a.html", _repeated("<p>Exports rose 5 percent.</p>")),
    "nested table": ("a.html", _nested("table")),
    "title of letters": ("a.html", lambda n: f"<title>{'a' * n}</title><body><p>Exports rose 5 percent.</p></body>"),
    "title of figures": ("a.html", lambda n: f"<title>{_told('Exports rose {c} percent ')(n)}</title><p>Tea rose.</p>"),
    "rows of a table": ("a.md", _list_of("| country | 2023 | 2024 |\n|---|---|---|\n", "| {p} | {a} | {b} |\n", "")),
    "rows of a page's table": (
        "a.html", _list_of("<table><tr><th>country</th><th>2023</th><th>2024</th></tr>",
                           "<tr><td>{p}</td><td>{a}</td><td>{b}</td></tr>", "</table>")),
    "Markdown links": ("a.md", _repeated("[a](b) ")),
    "Markdown brackets": ("a.md", _repeated("[")),
    "Markdown stars": ("a.md", _repeated("**a ")),
    "nested XML": ("a.xml", lambda n: f"<newsItem><inlineXML>{_nested('a')(n)}</inlineXML></newsItem>"),
    "mail headers": ("a.eml", lambda n: _repeated("X: a\n")(n) + "\n\nExports rose."),
    "mail subject": ("a.eml", lambda n: f"Subject: {_repeated('=?utf-8?q?a?= ')(min(n, 3_900))}\n\nExports rose."),
    "mail borders": ("a.eml", lambda n: 'Content-Type: multipart/mixed; boundary="a"\n\n' + _repeated("--a\n\nx\n")(n)),
    "JSON lines": ("a.jsonl", _repeated('{"text": "a"}\n')),
}


def seconds(name: str, made: str, settings: Settings) -> float:
    """Processor time from the bytes to the findings."""
    began = time.process_time()
    kind = form(name)
    assert kind is not None
    for item in from_stream(io.BytesIO(made.encode()), kind, Origin(name, name)):
        if isinstance(item, Article):
            extractor.extract(item, settings=settings)
        elif isinstance(item, ArticleError):
            continue
    return time.process_time() - began


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--length", type=int, default=5_000, help="characters of the shorter one")
    options.add_argument("--model", choices=("fast", "full"), default="fast")
    options.add_argument("names", nargs="*", help="only these rows")
    chosen = options.parse_args()
    settings = Settings(model=chosen.model)
    extractor.extract("Exports rose 5 percent.", settings=settings)
    above = []
    print(f"{'input':28}{'1x s':>8}{'8x s':>8}{'ratio':>7}   ({chosen.length:,} characters, model {chosen.model})")
    for name, (file, make) in (TEXTS | PAGES).items():
        if chosen.names and name not in chosen.names:
            continue
        once = min(seconds(file, make(chosen.length + n), settings) for n in range(3))
        more = min(seconds(file, make(TIMES * chosen.length + n), settings) for n in range(2))
        ratio = more / max(once, LEAST) / TIMES
        above += [name] if ratio > LIMIT else []
        print(f"{name:28}{once:8.2f}{more:8.2f}{ratio:7.1f}{'   above the limit' if ratio > LIMIT else ''}", flush=True)
    print(f"{len(above)} above {LIMIT:g}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
