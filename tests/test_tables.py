"""Tables: columns as documented, exact values, periods as days, cells that are no formulas, frames, files."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import extractor
from extractor import tables
from extractor.cli import app
from extractor.frames import frames
from extractor.reports.tables import cell, writer
from extractor.schema import Article, Finding, Mention, Person, PolicyClaim, QuantityClaim, QuotationClaim, Result

ROOT = Path(__file__).parents[1]
TEXT = "\u201cExports rose 4.5 percent to $7.2 billion in 2024,\u201d Mary Wanjiru, an analyst at Equity Bank, said."


def call(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def result(**more):
    claims = [
        QuantityClaim(
            id="quantity1", start=0, end=7, text="=1+1", kind="money", unit="USD", value=Decimal("-3.20"),
            period="FY2025", place="IN", marks=["record_high", "first_time"],
        ),
        QuantityClaim(
            id="quantity2", start=0, end=7, text="Exports", kind="money", unit="USD",
            range=[Decimal(2), Decimal("2.5")],
        ),
        PolicyClaim(id="policy1", start=0, end=7, text="Exports", policy="tariff", effective="2024-Q2", actor="US"),
        QuotationClaim(id="quotation1", start=0, end=7, text="Exports", direct=True),
    ]  # fmt: skip
    finding = Finding(
        id="finding1", check="balance", verdict="inconsistent", severity="error", message="No.",
        expected=[Decimal("0.1"), None], claims=["quantity1", "quantity2"],
    )  # fmt: skip
    mention = Mention(start=1, end=3, text="xy")
    person = Person(id="person1", name="Mary Wanjiru", aliases=["Wanjiru"], mentions=[mention])
    article = Article(id="a", text=TEXT, published="2025-02-05", sha256="s")
    return Result(article=article, claims=claims, findings=[finding], people=[person], **more)


def row(name, number=0, of=None):
    made = list(tables.TABLES[name].rows(of or result()))
    return dict(zip([column.name for column in tables.TABLES[name].columns], made[number], strict=True))


def test_the_documented_columns_are_the_columns():
    assert (ROOT / "docs/tables.md").read_text("utf-8") == "\n".join(tables.lines())


def test_a_claim_is_a_row_with_its_exact_value_beside_the_float():
    first = row("claims")
    assert (first["value"], first["value_exact"]) == (-3.2, "-3.2")
    assert (first["article_id"], first["claim_id"], first["published"]) == ("a", "quantity1", date(2025, 2, 5))
    assert first["marks"] == "record_high|first_time"
    second = row("claims", 1)
    assert (second["value"], second["value_exact"]) == (None, None)
    assert (second["range_low"], second["range_high_exact"]) == (2.0, "2.5")


def test_the_other_tables():
    assert row("people")["aliases"] == "Wanjiru"
    assert (row("people")["start"], row("people")["mentions"]) == (1, 1)
    policy = row("policies")
    assert (policy["period_start"], policy["period_end"], policy["frequency"]) == (
        date(2024, 4, 1), date(2024, 6, 30), "Q",
    )  # fmt: skip
    assert row("quotations")["speaker_name"] is None
    finding = row("findings")
    assert (finding["claims"], finding["expected_low"], finding["expected_high"]) == ("quantity1|quantity2", 0.1, None)


@pytest.mark.parametrize(
    ("period", "place", "start", "end", "frequency"),
    [
        ("2024", None, "2024-01-01", "2024-12-31", "A"),
        ("2024-H1", "CN", "2024-01-01", "2024-06-30", "S"),
        ("2024-Q3", "CN, US", "2024-07-01", "2024-09-30", "Q"),
        ("2024-02", "CN", "2024-02-01", "2024-02-29", "M"),
        ("2024-12-07", "CN", "2024-12-07", "2024-12-07", "D"),
        ("2024-12-02/2024-12-08", "CN", "2024-12-02", "2024-12-08", "W"),
        ("2024-01/2024-11", "CN", "2024-01-01", "2024-11-30", None),
        ("2020/2024", "CN", "2020-01-01", "2024-12-31", None),
        ("FY2025", "IN", "2024-04-01", "2025-03-31", "A"),
        ("FY2025", "US", "2024-10-01", "2025-09-30", "A"),
        ("soon", "CN", None, None, None),
        (None, "CN", None, None, None),
    ],
)
def test_a_period_has_two_days_and_a_frequency(period, place, start, end, frequency):
    claim = result().claims[0].model_copy(update={"period": period, "place": place})
    made = row("claims", of=result().model_copy(update={"claims": [claim]}))
    days = [day and day.isoformat() for day in (made["period_start"], made["period_end"])]
    assert (*days, made["frequency"]) == (start, end, frequency)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+5", "'+5"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("-5+cmd|x", "'-5+cmd|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("\uff1d1", "'\uff1d1"),
        ("Exports", "Exports"),
        ("a\ud800", "a\\ud800"),
        (None, ""),
        (True, "true"),
        (1.5, "1.5"),
        (date(2024, 1, 2), "2024-01-02"),
    ],
)
def test_no_cell_is_a_formula(value, expected):
    assert cell(value) == expected


@pytest.mark.parametrize("words", ["a\rb", "a\r\nb", "a\nb", 'a"b', "a,b"])
def test_a_cell_stays_one_cell(words):
    one = Result(article=Article(id="a", text="x"), people=[Person(id="p", name=words)])
    stream, people = io.BytesIO(), tables.TABLES["people"]
    writer("csv", stream, people).add(people.rows(one))
    header, row = csv.reader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert row[header.index("name")] == words
    assert not stream.getvalue().endswith(b"\r\n")


@given(st.text())
def test_no_text_opens_a_formula(text):
    opening = cell(text).lstrip()[:1]
    assert opening not in "=+@\t\r" or not opening or cell(text).startswith("'")


@pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow"])
def test_frames_have_the_columns_also_without_rows(library):
    for of in (result(), Result(article=Article(id="x", text=""))):
        made = of.to_frames(library)
        assert list(made) == list(tables.TABLES)
        for name, frame in made.items():
            names = frame.column_names if library == "pyarrow" else list(frame.columns)
            assert names == [column.name for column in tables.TABLES[name].columns]


def test_frames_hold_numbers_and_dates():
    claims = frames([result(), result()])["claims"]
    assert claims.shape[0] == 4
    assert claims.schema["value"] == polars.Float64
    assert claims["period_start"].to_list()[0] == date(2024, 4, 1)
    pandas_claims = result().to_frames("pandas")["claims"]
    assert pandas_claims["value"][0] == -3.2
    with pytest.raises(ValueError, match="polars, pandas or pyarrow"):
        result().to_frames("excel")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in/b.txt").write_text("=1 billion dollars of exports in 2023.", "utf-8")
    return tmp_path


def test_csv_and_parquet_hold_the_same_and_the_two_ways_agree(folder):
    assert call("extract", folder / "in", "--format", "csv", "-o", folder / "csv").exit_code == 0
    assert call("extract", folder / "in", "-o", folder / "r.jsonl").exit_code == 0
    assert call("tables", folder / "r.jsonl", "-o", folder / "again").exit_code == 0
    assert call("tables", folder / "r.jsonl", "-o", folder / "parquet", "--format", "parquet").exit_code == 0
    for name, table in tables.TABLES.items():
        data = (folder / f"csv/{name}.csv").read_bytes()
        assert data == (folder / f"again/{name}.csv").read_bytes()
        rows = list(csv.DictReader(data.decode().splitlines()))
        arrow = pyarrow.parquet.read_table(folder / f"parquet/{name}.parquet")
        assert arrow.column_names == [column.name for column in table.columns]
        assert [{key: cell(value) for key, value in one.items()} for one in arrow.to_pylist()] == rows
    assert sorted(path.name for path in (folder / "csv").iterdir()) == sorted(f"{name}.csv" for name in tables.TABLES)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_have_the_same_bytes_with_more_workers(folder, form):
    for workers in (1, 2):
        call("extract", folder / "in", "--format", form, "-o", folder / str(workers), "--workers", workers)
    assert (folder / f"1/claims.{form}").read_bytes() == (folder / f"2/claims.{form}").read_bytes()


def test_no_text_keeps_offsets_and_leaves_the_words_out(folder):
    full = json.loads(call("extract", folder / "in/a.txt", "--explain").stdout)
    bare = json.loads(call("extract", folder / "in/a.txt", "--explain", "--no-text").stdout)
    assert bare["article"]["text"] == ""
    assert bare["article"]["sha256"] == full["article"]["sha256"]
    spans = [[(c["id"], c["start"], c["end"]) for c in one["claims"]] for one in (full, bare)]
    assert spans[0] == spans[1] != []
    words = {claim["text"] for claim in bare["claims"]}
    words |= {m["text"] for claim in bare["claims"] for found in claim.get("explain", {}).values() for m in found}
    words |= {m["text"] for p in [*bare["people"], *bare["organizations"]] for m in p["mentions"]}
    assert words | {date["text"] for date in bare["dates"]} == {""}
    assert "rose 4.5 percent" not in json.dumps(bare)


def test_a_result_without_text_makes_tables_and_is_not_checked_again(folder):
    call("extract", folder / "in/a.txt", "--no-text", "-o", folder / "bare.json")
    assert call("tables", folder / "bare.json", "-o", folder / "t").exit_code == 0
    assert "Mary Wanjiru" in (folder / "t/people.csv").read_text("utf-8")
    done = call("check", folder / "bare.json")
    assert done.exit_code == 3
    assert "written with --no-text" in done.stderr
    call("extract", folder / "in/a.txt", "-o", folder / "full.json")
    call("tables", folder / "full.json", "-o", folder / "u", "--no-text")
    assert (folder / "t/claims.csv").read_bytes() == (folder / "u/claims.csv").read_bytes()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("extract", "D/in", "--format", "csv"), "needs a folder"),
        (("extract", "D/in", "--format", "parquet", "-o", "D/in/a.txt"), "needs a folder"),
        (("tables", "D/in/a.txt", "-o", "D/t"), "results are needed"),
        (("tables", "D/none.jsonl", "-o", "D/t"), "No such file"),
        (("tables", "D/in/a.txt", "-o", "D/in/b.txt"), "need a folder"),
    ],
)
def test_wrong_usage_leaves_nothing(folder, args, told):
    done = call(*(arg.replace("D/", f"{folder}/") for arg in args))
    assert done.exit_code == 2
    assert told in done.stderr
    assert not (folder / "t").exists() or not list((folder / "t").iterdir())


def test_without_the_extra_it_is_told(folder, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = call("extract", folder / "in", "--format", "parquet", "-o", folder / "p")
    assert done.exit_code == 2
    assert "trade-extractor[tables]" in done.stderr
    with pytest.raises(ImportError, match="tables"):
        extractor.Result(article=Article(id="x", text="")).to_frames()


def test_findings_across_articles_are_rows_without_an_article(tmp_path):
    for name, value in (("a", "38.0"), ("b", "83.0")):
        text = f"Trade in brief\n\nIndia's exports were ${value} billion in May 2025, the ministry said."
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    (tmp_path / "r.json").write_text(call("check", tmp_path, "--format", "json").stdout, "utf-8")
    assert call("tables", tmp_path / "r.json", "-o", tmp_path / "t").exit_code == 0
    rows = list(csv.DictReader((tmp_path / "t/findings.csv").read_text("utf-8").splitlines()))
    (row,) = [row for row in rows if row["check"] == "across_articles"]
    assert row["article_id"] == row["published"] == row["sha256"] == row["version"] == ""
    assert row["claims"] == "a.txt#quantity1|b.txt#quantity1"
    assert row["verdict"] == "inconsistent"
