"""The HTML report: escaped, self-contained, the same bytes; marks that nest; number lines to scale."""

import re
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.folder import check_folder
from extractor.checks.intervals import Interval
from extractor.reports import html, html_evidence, html_lines, html_marks, html_series
from extractor.reports.screening import Report
from extractor.schema import (
    Article,
    ArticleError,
    Coverage,
    Date,
    Finding,
    Implied,
    Mention,
    Person,
    QuantityClaim,
    QuotationClaim,
    Repair,
    Result,
    Unchecked,
)

TEXT = "Exports at $5 bn\n\nExports came to $5 billion <b>now</b> & \"then\".\n\nLi said so on Monday.\n"
VOID = {"meta", "input", "link", "br"}


def quantity(words, number=1, text=TEXT, **more):
    start = text.index(words)
    given = {"kind": "money", "unit": "USD", "value": Decimal(5), "low": Decimal("4.5"), "high": Decimal("5.5")}
    return QuantityClaim(id=f"quantity{number}", start=start, end=start + len(words), text=words, **(given | more))


def finding(severity="error", **more):
    verdict = {"error": "inconsistent", "warning": "undetermined", "info": "consistent"}[severity]
    given = {"id": "finding1", "check": "repeated_value", "message": "Two figures."}
    return Finding(verdict=verdict, severity=severity, **(given | more))


def result(*findings, id="a.md", title=None, text=TEXT, claims=None, **more):
    speech = QuotationClaim(id="quotation1", start=18, end=30, text="", direct=True)
    return Result(
        article=Article(id=id, title=title, text=text),
        sentences=[(0, 16), (18, 62), (64, 85)],
        claims=[quantity("$5 bn"), quantity("$5 billion", 2), speech] if claims is None else claims,
        findings=list(findings),
        **more,
    )


class Checker(HTMLParser):
    """Fails on tags that don't nest, attributes given twice and ids given twice; keeps ids, links and addresses."""

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.links, self.addresses = [], set(), [], []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        found = dict(attrs)
        if "id" in found:
            assert found["id"] not in self.ids, found["id"]
            self.ids.add(found["id"])
        self.addresses += [value for name, value in attrs if name in ("href", "src", "action", "srcset")]
        assert not [name for name in names if name == "style" or name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def pages(results, errors=()):
    report = Report(results, check_folder(results), errors=errors)
    hrefs = {one.article.id: f"articles/{number}.html" for number, one in enumerate(results)}
    yield from (html.article(one, home="../index.html") for one in results)
    yield html.index(report, hrefs)
    yield html.figures(report, hrefs)


FULL = [
    result(
        finding(
            claims=["quantity1", "quantity2"],
            dates=["date1"],
            core=["quantity1", "quantity2", "date1"],
            expected=[Decimal(9), Decimal(11)],
            observed=[Decimal("4.5"), None],
            repair=[Repair(claim="quantity2", value=Decimal(10), reason="a digit")],
            implied=[Implied(name="a share", low=Decimal(1), high=None, unit="%")],
        ),
        finding("info", id="finding2", claims=["quantity1"]),
        dates=[Date(id="date1", start=78, end=84, text="Monday", value="2025-02-03")],
        people=[Person(id="person1", name="Li", mentions=[Mention(start=64, end=66, text="Li")])],
        coverage=Coverage(numbers=2, checked=1, unchecked=[Unchecked(claim="quantity2", reason="no <other> figure")]),
    ),
    result(id="b.md", title="Second", coverage=Coverage()),
]


@pytest.mark.parametrize("results", [[], [result()], FULL], ids=["none", "one", "full"])
def test_pages_are_whole_and_name_no_outside_address(results):
    for page in pages(results, [ArticleError(source="c.md", reason="not <read>")]):
        checked = Checker(page)
        assert not [a for a in checked.addresses if re.match(r"[a-z]+:|//|/", a)]
        assert not re.search(r"url\(|@import|https?:", page)
        for address in checked.addresses:
            assert not address.startswith("#") or address[1:] in checked.ids, address


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", '" onfocus="alert(1)', "'><img src=x>", "\x00\x1b\ud800"]
)
def test_nothing_of_an_article_gets_out_of_its_place(evil):
    text = f"Exports {evil} fell to $5 bn.\n\n{evil}"
    claim = quantity("$5 bn", text=text, indicator=evil, place=evil, period=evil)
    found = finding(message=evil, claims=["quantity1"], core=["quantity1"], implied=[Implied(name=evil, unit=evil)])
    one = result(found, id=f"{evil}.md", title=evil, text=text, claims=[claim])
    one.article.notes, one.article.source, one.article.published = [evil], evil, evil
    one.people = [Person(id="person1", name=evil, role=evil)]
    one.coverage.unchecked = [Unchecked(claim="quantity1", reason=evil)]
    for page in pages([one, one.model_copy(update={"article": one.article.model_copy(update={"id": "b"})})]):
        Checker(page)
        assert page.count("<script>") == 1
        assert "<img" not in page
        page.encode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", page)


def test_the_same_bytes():
    assert list(pages(FULL)) == list(pages(FULL))


def test_findings_come_first_and_mark_their_core():
    page = html.article(FULL[0])
    assert page.index("Two figures.") < page.index('class="prose"')
    assert '<mark class="m quantity core" id="t-quantity2"' in page
    assert "no &lt;other&gt; figure" in page.lower()
    assert '<a class="ref" href="#finding1" aria-label="finding 1">1</a>' in page


def plain(pieces):
    return "".join(piece.text or plain(piece.inner) for piece in pieces)


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12)


@given(st.text("ab \n", min_size=1, max_size=30), spans)
def test_marks_nest_and_lose_no_word(text, found):
    people = [
        Person(id=f"person{n}", name="x", mentions=[Mention(start=s, end=s + size, text="")])
        for n, (s, size) in enumerate(found)
        if s + size <= len(text)
    ]
    given_ = result(text=text, claims=[], people=people)
    paragraphs = list(html_marks.paragraphs(given_))
    words = "".join(plain(paragraph.pieces) for paragraph in paragraphs)
    assert "".join(words.split()) == "".join(text.split())
    Checker(html.article(given_))


def pieces_of(pieces):
    for piece in pieces:
        if piece.mark:
            yield piece.mark.id, plain(piece.inner), piece.first, piece.last
        yield from pieces_of(piece.inner)


def test_marks_that_cross_are_cut():
    people = [
        Person(id="person1", name="", mentions=[Mention(start=0, end=5, text="")]),
        Person(id="person2", name="", mentions=[Mention(start=3, end=8, text="")]),
    ]
    (paragraph,) = html_marks.paragraphs(result(text="abcdefghij", claims=[], people=people))
    assert list(pieces_of(paragraph.pieces)) == [
        ("person1", "abcde", True, True), ("person2", "de", True, False), ("person2", "fgh", False, True),
    ]  # fmt: skip


numbers = st.fractions(-10**15, 10**15)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5))
def test_number_lines_are_to_scale(pairs):
    rows = [html_lines.Row("x", Interval(min(pair), max(pair))) for pair in pairs]
    drawn = html_lines.line(rows, compare=True)
    lows = [(row.interval.lo, bar.x) for row, bar in zip(rows, drawn.bars, strict=True)]
    assert all(0 <= bar.x <= bar.x + bar.width <= 100.02 for bar in drawn.bars)
    assert all(one[1] <= two[1] for one in lows for two in lows if one[0] <= two[0])
    assert len(drawn.ticks) <= html_lines.TICKS + 1


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 10, [0, 2, 4, 6, 8, 10]), (1, 2, ["1", "6/5", "7/5", "8/5", "9/5", "2"]), (-3, 4, [-2, 0, 2, 4])],
)
def test_ticks_are_round(low, high, expected):
    assert html_lines.ticks(Fraction(low), Fraction(high)) == [Fraction(tick) for tick in expected]


@pytest.mark.parametrize(
    ("one", "two", "band"),
    [
        ((1, 2), (3, 4), "gap"),
        ((1, 3), (2, 4), "overlap"),
        ((None, 2), (1, None), "overlap"),
        ((1, 2), (900, 901), "gap"),
    ],
)
def test_two_intervals_meet_or_leave_a_gap(one, two, band):
    drawn = html_lines.line([html_lines.Row("x", html_lines.interval(*pair)) for pair in (one, two)], compare=True)
    assert drawn.band.kind == band
    assert drawn.band.width > 0
    assert drawn.logarithmic is (two[0] == 900)


def test_nothing_finite_is_no_line():
    assert html_lines.line([html_lines.Row("x", Interval(None, None))]) is None


@pytest.mark.parametrize(
    ("claim", "expected", "observed", "bounds"),
    [
        ({}, (9, 11), ("4.5", "5.5"), ["$9 to $11", "$4.5 to $5.5"]),
        ({"unit": "%"}, (".09", ".11"), (".045", ".055"), ["9 to 11 percent", "4.5 to 5.5 percent"]),
        ({"unit": "%"}, ("1.09", "1.11"), ("1.045", "1.055"), ["9 to 11 percent", "4.5 to 5.5 percent"]),
        ({"unit": "%"}, (".89", ".91"), (".945", ".955"), ["-11 to -9 percent", "-5.5 to -4.5 percent"]),
        ({"unit": "%"}, (9, 11), (70, 80), ["9 to 11", "70 to 80"]),
    ],
)
def test_ratios_read_as_the_percentages_that_are_stated(claim, expected, observed, bounds):
    found = finding(
        claims=["quantity1"], expected=[Decimal(x) for x in expected], observed=[Decimal(x) for x in observed]
    )
    one = result(claims=[quantity("$5 bn", **claim)])
    (drawn,) = html_evidence.Evidence(one).pictures(found)
    assert [bar.bounds for bar in drawn.bars] == bounds


@pytest.mark.parametrize("turned", [False, True])
def test_a_rate_names_its_currencies_the_right_way_round(turned):
    sums = [
        quantity("$5 bn", 1, value=Decimal(5)),
        quantity("$5 billion", 2, value=Decimal(35), unit="CNY"),
    ]
    found = finding(
        check="currency_conversion", claims=["quantity1", "quantity2"],
        expected=[Decimal(7), Decimal(8)], observed=[Decimal("6.9"), Decimal("7.1")],
    )  # fmt: skip
    (drawn,) = html_evidence.Evidence(result(claims=sums[::-1] if turned else sums)).pictures(found)
    assert [bar.bounds for bar in drawn.bars] == ["7 to 8 CNY/USD", "6.9 to 7.1 CNY/USD"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("473415000000", "473425000000", "473.415 billion to 473.425 billion USD"),
        ("4", "5", "$4 to $5"),
        ("4", "4", "$4"),
        ("-7.00001", "-7", "-7.00001 to -7 USD"),
        (None, "4", "at most $4"),
    ],
)
def test_bounds_tell_their_ends_apart(low, high, words):
    shown = html_lines.interval(*(None if end is None else Decimal(end) for end in (low, high)))
    assert html_lines.told(shown, "USD") == words


def test_words_of_ticks_don_t_run_into_each_other():
    drawn = html_lines.line([html_lines.Row("x", html_lines.interval(123_456_700, 123_456_703))])
    assert [tick.words for tick in drawn.ticks] == ["123.4567 million", "", "", ""]


def test_dates_of_a_conflict_stand_on_a_line_of_days():
    one = FULL[0].model_copy(deep=True)
    one.article.published = "2025-02-10"
    drawn = html_evidence.Evidence(one).pictures(finding(dates=["date1"], core=["date1"]))
    assert [(bar.row.label, bar.bounds) for bar in drawn[0].bars] == [
        ("Monday", "2025-02-03"), ("published", "2025-02-10"),
    ]  # fmt: skip


def test_a_quoted_sentence_is_cut_between_words():
    text = f"{'long words ' * 30}$5 bn {'more words ' * 30}"
    one = Result(article=Article(id="a", text=text), sentences=[(0, len(text))], claims=[quantity("$5 bn", text=text)])
    quote = html_evidence.Evidence(one).quote(["quantity1"], ["quantity1"])
    before, words, after = (part.words for part in quote.parts)
    assert words == "$5 bn"
    assert re.fullmatch(r"… (long |words )+", before)
    assert re.fullmatch(r" (more |words )+…", after)


def told(id, value, **more):
    text = f"In {id} exports came to ${value} billion."
    fields = {"role": "level", "indicator": "exports", "indicator_id": "exports", "flow": "exports", "place": "KE"}
    value = Decimal(value)
    words = f"${value} billion"
    claim = quantity(words, text=text, value=value, low=value - Decimal(".05"), high=value + Decimal(".05"),
                     **({"period": "2024"} | fields | more))  # fmt: skip
    return result(id=id, text=text, claims=[claim])


def test_the_folder_s_table_and_its_conflicts():
    results = [told("a", "7.2"), told("b", "7.2"), told("c", "2.7"), told("d", "6.9", period="2023")]
    (block,) = html_series.blocks(results, check_folder(results))
    assert (block.title, block.place, block.periods, block.several) == ("exports", "KE", ("2023", "2024"), True)
    assert block.clash in ("error", "warning")
    (row,) = block.rows
    assert [[(entry.words, entry.articles) for entry in cell] for cell in row.cells] == [
        [("$6.9 billion", ("d",))],
        [("$7.2 billion", ("a", "b")), ("$2.7 billion", ("c",))],
    ]
    (chart,) = row.charts
    assert [label for _, label in chart.labels] == ["2023", "2024"]
    assert len(chart.dots) == 4
    assert all(0 <= dot.x <= 100 and dot.high <= dot.y <= dot.low for dot in chart.dots)


def test_months_and_years_share_no_chart():
    results = [told(str(n), f"{n}.5", period=p) for n, p in enumerate(["2023", "2024-01", "2024-02", "2024"], 1)]
    (block,) = html_series.blocks(results, [])
    labels = [[label for _, label in chart.labels] for chart in block.charts]
    assert labels == [["2023", "2024"], ["2024-01", "2024-02"]]
