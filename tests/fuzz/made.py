"""What the examples are made of: articles out of phrases and rubbish, spoiled files, results with odd claims."""

from __future__ import annotations

import gzip
import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, get_args

from hypothesis import strategies as st

from extractor.checks import registry
from extractor.readers.common import YEARS
from extractor.schema import (
    Article,
    Direction,
    Finding,
    Flow,
    Kind,
    Qualifier,
    QuantityClaim,
    Result,
    Role,
    Status,
    Zone,
)

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests/readers"))
import samples  # noqa: E402

_NUMBERS = (
    "5", "4.5", "1,400", "1.4", "-3", "+2.1", "7.5 trillion", "$1.05 trillion", "€3 million", "12,5", "1.234.567",
    "½", "three", "a dozen", "half a million", "tens of thousands", "٣", "5%", "4.5 percent", "0.3 points",
    "25 basis points", "2024", "2023-24", "FY2025", "1e9", "0", "00", "9" * 40, "1/3", "2-3", "10 to 15", "3:30", "$",
    "US$", "¥", "240 hours", "3 million tonnes", "$75 a barrel", "7.2 yuan to the dollar", "threefold", "doubled",
    "minus 4", "(4.5)", "nil", "∞",
)  # fmt: skip
_WORDS = (
    "exports", "imports", "of Kenya", "China's", "the EU", "to Japan", "rose", "fell", "by", "from", "to", "and",
    "or", ",", ".", ";", "in", "May", "August last year", "the first 11 months", "Q3", "a year earlier",
    "respectively", "the rest", "of which", "share", "of the total", "compared with", "said", "Li Jun, a researcher,",
    "the ministry said", "“", "”", '"', "'", "(", ")", "[", "]", "—", "-", "tariff", "on steel", "will", "would",
    "no", "not", "more than", "about", "record", "deficit", "surplus", "trade", "total", "\n", "\n\n", "|", "\t",
    "* ", "# ", "...", "NAIROBI, May 5 (Reuters) -", "Photo:", "Year | Exports", "---|---", "Dr.", "U.S.",
    "visa-free transit", "which", "up", "down", "per", "a", "each",
)  # fmt: skip
_ODD = st.text(st.characters(), max_size=12)


def texts(size: int = 60) -> st.SearchStrategy[str]:
    """Articles of numbers, words and rubbish in any order."""
    word = st.one_of(st.sampled_from(_NUMBERS), st.sampled_from(_WORDS), st.sampled_from(_WORDS), _ODD)
    gap = st.sampled_from((" ", " ", " ", "", "\n", "\u00a0", "  "))
    parts = st.lists(st.tuples(word, gap), min_size=1, max_size=size)
    return parts.map(lambda pairs: "".join(a + b for a, b in pairs))


def _result() -> Result:
    return Result.model_validate(json.loads((ROOT / "tests/golden/tea-exports.json").read_text(encoding="utf-8")))


def days() -> st.SearchStrategy[str | None]:
    return st.none() | st.dates(date(YEARS[0], 1, 1), date(YEARS[1], 12, 31)).map(str)


def _files() -> tuple[tuple[str, bytes], ...]:
    page, news = samples.page(), samples.NEWSML.encode()
    records = b"".join(samples.record(n) for n in (1, 2))
    lines = b"".join(json.dumps(item).encode() + b"\n" for item in (*samples.NINJS.values(), {"text": samples.LEAD}))
    markdown = b"---\ntitle: Tea\npublished: 2025-02-05\n---\n# Tea\n\nExports *rose* [5](x) percent.\n"
    return (
        ("a.txt", samples.LEAD.encode()),
        ("a.md", markdown),
        ("a.html", page),
        ("a.jsonl", lines),
        ("a.json", json.dumps([*samples.NINJS.values()]).encode()),
        ("a.json", _result().model_dump_json().encode()),
        ("a.docx", samples.word()),
        ("a.pdf", samples.pdf([samples.LEAD, samples.SECOND], ["Page 2"])),
        ("a.eml", samples.mail(html=True)),
        ("a.eml", samples.mail(attachment=True)),
        ("a.xml", news),
        ("a.xml", samples.NITF.encode()),
        ("a.warc", records),
        ("a.warc.gz", samples.gz(records)),
        ("a.txt.gz", samples.gz(samples.LEAD.encode())),
        ("a.jsonl.gz", samples.gz(lines)),
    )


_FILES = _files()
_PUT_IN = (b"<", b">", b"&x;", b"{", b'"', b"\x00", b"\xff\xfe", b"\r\n\r\n", b"--")


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A true file with bytes changed, moved, put in and cut off; now and then under another's name, or only bytes."""
    name, data = draw(st.sampled_from(_FILES))
    if draw(st.integers(0, 9)) == 0:
        name = draw(st.sampled_from(_FILES))[0]
    if draw(st.integers(0, 19)) == 0:
        data = draw(st.binary(max_size=300))
    zipped = name.endswith(".gz") and data[:2] == b"\x1f\x8b" and draw(st.booleans())
    made = bytearray(gzip.decompress(data) if zipped else data)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(made) - 1, 0)))
        to = at + draw(st.integers(0, 40))
        kind = draw(st.sampled_from(("change", "cut", "repeat", "insert", "end")))
        if kind == "change":
            made[at : at + 1] = draw(st.binary(min_size=1, max_size=4))
        elif kind == "cut":
            del made[at:to]
        elif kind == "repeat":
            made[at:at] = made[at:to] * draw(st.integers(1, 50))
        elif kind == "insert":
            made[at:at] = draw(st.sampled_from(_PUT_IN))
        elif draw(st.integers(0, 3)) == 0:
            del made[at:]
    return name, samples.gz(bytes(made)) if zipped else bytes(made)


def _value(random: Random) -> Decimal | None:
    drawn = random.randint(0, 3)
    if drawn == 0:
        return None
    if drawn == 1:
        return Decimal(random.randint(-(10**15), 10**15))
    if drawn == 2:
        return Decimal(random.randint(-100_000, 100_000)) / 100
    return random.choice([Decimal(0), Decimal(100), Decimal("1e20"), Decimal("1e-9"), Decimal("4.5")])


_PERIODS = (
    None, "2024", "2023", "2024-11", "2024-Q3", "2024-H1", "2024-01/2024-11", "2024-12-07", "FY2025", "2019/2024", "x",
    "", "0000", "9999-Q4", "2024-13", "2025/2024",
)  # fmt: skip
_UNITS = (
    "USD", "CNY", "EUR", "XXX", "%", "pp", "bp", "x", "1", "t", "bbl", "USD/bbl", "CNY/USD", "person", "",
)  # fmt: skip
_BASELINES = (None, "yoy", "mom", "qoq", "2023", "x")
_INDICATORS = (
    ("exports", "exports"), ("imports", "imports"), ("trade", "trade"), ("tea exports", None), (None, None),
    ("trade deficit", "balance"),
)  # fmt: skip
_PLACES = (None, "CN", "US", "EU", "world", "KE, UG", "euro area", "Nowhere")


@st.composite
def results(draw: st.DrawFn, findings: bool = False) -> Result:
    """A result of a made-up text with claims whose fields fit nothing but the schema. What fills the fields is drawn as
    one: drawing each by itself takes five times as long as what is tried with them."""
    text, random = draw(texts(30)), draw(st.randoms(use_true_random=True))
    name = draw(st.sampled_from(("a", "b/c.txt", "<b>", "=1+1", "../x", "\ud800", "")) | _ODD)
    title, source = draw(st.none() | _ODD), draw(st.none() | _ODD)
    article = Article(id=name, text=text, title=title, published=draw(days()), source=source)
    step = max(len(text) // 6, 1)
    claims = [_claim(random, text, number, at) for number, at in enumerate(range(0, len(text), step))][:7]
    return Result(
        article=article,
        sentences=[(0, len(text))],
        claims=claims,
        findings=[_finding(random, [claim.id for claim in claims], draw(_ODD))] if findings else [],
    )


def _claim(random: Random, text: str, number: int, at: int) -> QuantityClaim:
    def one_of(values: object) -> Any:
        return random.choice(get_args(values))

    end = min(len(text), at + random.randint(1, 9))
    low, high = _value(random), _value(random)
    indicator, known = random.choice(_INDICATORS)
    return QuantityClaim(
        id=f"quantity{number + 1}",
        start=at,
        end=end,
        text=text[at:end],
        zone=one_of(Zone),
        kind=one_of(Kind),
        value=_value(random),
        low=low,
        high=high,
        range=random.choice((None, [low or Decimal(1), high or Decimal(2)])),
        unit=random.choice(_UNITS),
        qualifier=one_of(Qualifier),
        role=one_of(Role),
        direction=random.choice((None, *get_args(Direction))),
        indicator=indicator,
        indicator_id=known,
        flow=random.choice((None, *get_args(Flow))),
        place=random.choice(_PLACES),
        partner=random.choice(_PLACES),
        period=random.choice(_PERIODS),
        baseline=random.choice(_BASELINES),
        status=one_of(Status),
        negated=random.random() < 0.5,
        confidence=0.5,
    )


_VERDICTS = (("inconsistent", "error"), ("undetermined", "warning"), ("consistent", "info"))
_CHECKS = sorted(dict(registry.all_checks()))


def _finding(random: Random, claims: list[str], message: str) -> Finding:
    verdict, severity = random.choice(_VERDICTS)
    named = random.choices([*claims, "none"], k=random.randint(0, 4))
    expected, observed = (random.choice((None, [_value(random), _value(random)])) for _ in range(2))
    return Finding(
        id="finding1",
        fingerprint="0" * 16,
        check=random.choice(_CHECKS),
        verdict=verdict,
        severity=severity,
        claims=named,
        core=named[:2],
        message=message,
        expected=expected,
        observed=observed,
    )
