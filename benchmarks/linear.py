"""Hostile inputs at one and four times their length: `python benchmarks/linear.py` prints processor seconds and ratio.

The whole way is taken, from the bytes to the findings, by the model `fast`; `--model full` takes the other. A ratio
near 4 is linear time; above 6 (LIMIT) something looks through the text again and again, and the exit code is 1.
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

LIMIT = 6.0
LEAST = 0.05
"""Seconds below which a ratio is noise."""


def _repeated(words: str) -> Callable[[int], str]:
    return lambda length: (words * (length // len(words) + 1))[:length]


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
PAGES: dict[str, tuple[str, Callable[[int], str]]] = {
    "nested div": ("a.html", _nested("div")),
    "nested b": ("a.html", _nested("b")),
    "tags never closed": ("a.html", _repeated("<p><b><i>a ")),
    "tags never ended": ("a.html", _repeated("<a ")),
    "entities": ("a.html", _repeated("&amp;")),
    "captions": ("a.html", _repeated("<figure><figcaption>Port</figcaption></figure><p>Exports rose.</p>")),
    "paragraphs": ("a.html", _repeated("<p>Exports rose 5 percent.</p>")),
    "nested table": ("a.html", _nested("table")),
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
    options.add_argument("--length", type=int, default=30_000, help="characters of the shorter one")
    options.add_argument("--model", choices=("fast", "full"), default="fast")
    options.add_argument("names", nargs="*", help="only these rows")
    chosen = options.parse_args()
    settings = Settings(model=chosen.model)
    extractor.extract("Exports rose 5 percent.", settings=settings)
    above = []
    print(f"{'input':28}{'1x s':>8}{'4x s':>8}{'ratio':>7}   ({chosen.length:,} characters, model {chosen.model})")
    for name, (file, make) in (TEXTS | PAGES).items():
        if chosen.names and name not in chosen.names:
            continue
        once = min(seconds(file, make(chosen.length), settings) for _ in range(2))
        more = seconds(file, make(4 * chosen.length), settings)
        ratio = more / max(once, LEAST)
        above += [name] if ratio > LIMIT else []
        print(f"{name:28}{once:8.2f}{more:8.2f}{ratio:7.1f}{'   above the limit' if ratio > LIMIT else ''}", flush=True)
    print(f"{len(above)} above {LIMIT:g}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
