"""The text report: worst first, both sentences with their lines, where a figure stands, what is implied."""

from decimal import Decimal

from rich.console import Console

from extractor.reports import text
from extractor.schema import (
    Article,
    Coverage,
    Finding,
    Implied,
    QuantityClaim,
    QuotationClaim,
    Repair,
    Result,
    Source,
    Unchecked,
)

TEXT = "Exports at $5 bn\n\nExports came to $5 billion.\n\n\u201cIt was $50 billion,\u201d Mary Wanjiru said.\n"


def claim(words, number, **more):
    start = TEXT.index(words)
    return QuantityClaim(
        id=f"quantity{number}", start=start, end=start + len(words), text=words, kind="money", unit="USD",
        value=Decimal(5), **more,
    )  # fmt: skip


def result(*findings, id="a", checked=3, unchecked=()):
    start = TEXT.index("It was")
    speech = QuotationClaim(
        id="quotation1", start=start, end=start + 19, text="", direct=True, speaker=Source(name="Mary Wanjiru")
    )
    return Result(
        article=Article(id=id, text=TEXT),
        sentences=[(0, 16), (18, 45), (47, len(TEXT) - 1)],
        claims=[
            claim("$5 bn", 1, zone="headline"),
            claim("$5 billion", 2),
            claim("$50 billion", 3, quotation="quotation1"),
            speech,
        ],
        findings=list(findings),
        coverage=Coverage(numbers=22, checked=checked, unchecked=[Unchecked(claim=c, reason=r) for c, r in unchecked]),
    )


def finding(severity="error", **more):
    verdict = {"error": "inconsistent", "warning": "undetermined", "info": "consistent"}[severity]
    return Finding(id="f", check="repeated_value", verdict=verdict, severity=severity, message="Two figures.", **more)


def lines(results, folder=(), **options):
    return [line.plain for line in text.render(results, folder, **options)]


def test_the_worst_article_comes_first():
    results = [result(id="clean"), result(finding("warning"), id="warned"), result(finding(), id="wrong")]
    assert [line.partition(":")[0] for line in lines(results)[:3]] == ["wrong", "warned", "clean"]
    assert lines(results)[2] == "clean: nothing found among 3 of 22 numbers"
    assert lines(results, quiet=True)[:2] == [
        "wrong: 1 error; nothing found among 3 more of 22 numbers",
        "warned: 1 warning; nothing found among 3 more of 22 numbers",
    ]


def test_figures_that_are_not_read_are_told():
    one = result(id="one")
    one.coverage.unread = 9
    none = Result(article=Article(id="none", text="Well."))
    other = Result(article=Article(id="other", text="5"), coverage=Coverage(unread=1))
    assert lines([one, none, other])[:3] == [
        "none: no numbers found",
        "one: nothing found among 3 of 22 numbers; 9 figures not read",
        "other: no numbers found; 1 figure not read",
    ]


def test_a_finding_in_full():
    full = finding(
        claims=["quantity1", "quantity2", "quantity3"],
        expected=[Decimal("4.5"), Decimal("5.5")],
        observed=[Decimal("49.5"), None],
        implied=[Implied(name="base share", low=Decimal("39.1234567"), high=Decimal("42.2"), unit="%")],
        repair=[Repair(claim="quantity3", value=Decimal(5000000000), reason="scale")],
    )
    assert lines([result(full)]) == [
        "a: 1 error; no other of 22 numbers reached",
        "  error repeated_value: Two figures.",
        "    line 1: \u201cExports at $5 bn\u201d",
        "      $5 bn (in the headline)",
        "    line 3: \u201cExports came to $5 billion.\u201d",
        "    line 5: \u201c\u201cIt was $50 billion,\u201d Mary Wanjiru said.\u201d",
        "      $50 billion (in a quotation of Mary Wanjiru)",
        "    expected 4.500 to 5.500, found 49.50 to unbounded",
        "    the article implies base share: 39.12 to 42.20 %",
        "    would hold with 5,000,000,000 for $50 billion (scale)",
    ]


def test_what_no_check_reached_is_told_with_its_reason():
    unchecked = [("quantity1", "nothing to compare"), ("quantity2", "nothing to compare"), ("quantity3", "denied")]
    assert lines([result(unchecked=unchecked)])[-1] == "  3 numbers not reached: nothing to compare (2); denied (1)"


def test_relations_that_hold_are_shown_on_demand_and_their_implications_always():
    holding = finding("info", implied=[Implied(name="share", low=Decimal(1), high=Decimal(2), unit="%")])
    assert "  the article implies share: 1 to 2 %" in lines([result(holding)])
    assert "  info repeated_value: Two figures." in lines([result(holding)], every=True)


def test_findings_across_articles_name_article_and_line():
    across = finding(claims=["a#quantity2", "b#quantity3", "gone#quantity1"])
    assert lines([result(id="a"), result(id="b")], [across])[-4:] == [
        "Across articles",
        "  error repeated_value: Two figures.",
        "    a, line 3: \u201cExports came to $5 billion.\u201d",
        "    b, line 5 (in a quotation of Mary Wanjiru): "
        "\u201c\u201cIt was $50 billion,\u201d Mary Wanjiru said.\u201d",
    ]


def test_no_article_steers_the_terminal():
    assert (
        text.clean("a\x1b[31m\x07b\n\nc\ud800")
        == "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}b c\N{REPLACEMENT CHARACTER}"
    )


def test_figures_are_marked_in_colour_on_a_terminal():
    console = Console(force_terminal=True, color_system="standard", width=200)
    with console.capture() as captured:
        for line in text.render([result(finding(claims=["quantity2"]))]):
            console.print(line)
    assert "\x1b[1;4m$5 billion\x1b[0m" in captured.get()
