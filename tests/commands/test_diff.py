"""What changed between two files of results: claims and findings, by field."""

import json
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.schema import Article, Finding, PolicyClaim, QuantityClaim, QuotationClaim, Result, Source

TEXT = "Exports rose 4.5 percent to $7.2 billion. Tariffs of 5 percent end."


def quantity(number, words, text=TEXT, **more):
    start = text.index(words)
    fields = {"kind": "percent", "unit": "%", "value": Decimal("4.5")} | more
    return QuantityClaim(id=f"quantity{number}", start=start, end=start + len(words), text=words, **fields)


def policy(number, words, policy="tariff", **more):
    start = TEXT.index(words)
    return PolicyClaim(id=f"policy{number}", start=start, end=start + len(words), text=words, policy=policy, **more)


def finding(check="balance", fingerprint="f1", **more):
    fields = {"verdict": "inconsistent", "severity": "error", "message": "No."} | more
    return Finding(id="finding1", check=check, fingerprint=fingerprint, **fields)


def result(*claims, findings=(), id="a", text=TEXT):
    return Result(article=Article(id=id, text=text), claims=list(claims), findings=list(findings))


def diff(tmp_path, old, new, *args):
    for name, results in (("old", old), ("new", new)):
        lines = "".join(one.model_dump_json() + "\n" for one in results)
        (tmp_path / f"{name}.jsonl").write_text(lines, "utf-8")
    return CliRunner().invoke(app, ["diff", str(tmp_path / "old.jsonl"), str(tmp_path / "new.jsonl"), *args])


BASE = quantity(1, "4.5 percent", period="2023")
CASES = [
    ("equal", result(BASE), result(BASE), []),
    ("renumbered", result(BASE), result(BASE.model_copy(update={"id": "quantity7", "sentence": 3})), []),
    ("a field", result(BASE), result(quantity(1, "4.5 percent", period="H1")), ["~ quantity period: 2023 \u2192 H1"]),
    ("to none", result(BASE), result(quantity(1, "4.5 percent")), ["~ quantity period: 2023 \u2192 none"]),
    ("appeared", result(BASE), result(BASE, quantity(2, "5 percent end")), ["+ quantity 5 percent end"]),
    ("vanished", result(BASE, quantity(2, "$7.2 billion")), result(BASE), ["- quantity $7.2 billion"]),
    (
        "grown",
        result(quantity(1, "$7.2")),
        result(quantity(1, "$7.2 billion")),
        ["~ quantity end: 32 \u2192 40", "~ quantity text: $7.2 \u2192 $7.2 billion"],
    ),
    (
        "two policies of one span",
        result(policy(1, "Tariffs"), policy(2, "Tariffs", "quota")),
        result(policy(1, "Tariffs", "quota"), policy(2, "Tariffs", action="end")),
        ["~ policy action: none \u2192 end"],
    ),
    (
        "ids as words",
        result(BASE, policy(1, "Tariffs", quantities=["quantity1"])),
        result(
            quantity(1, "$7.2 billion"),
            BASE.model_copy(update={"id": "quantity2"}),
            policy(1, "Tariffs", quantities=["quantity1"]),
        ),
        ["+ quantity $7.2 billion", "~ policy quantities: [4.5 percent] \u2192 [$7.2 billion]"],
    ),
    (
        "another text",
        result(BASE),
        result(quantity(1, "4.5 percent", f"Well. {TEXT}", period="2022"), text=f"Well. {TEXT}"),
        ["~ quantity period: 2023 \u2192 2022"],
    ),
    (
        "a speaker",
        result(QuotationClaim(id="q", start=0, end=7, text="Exports", direct=True)),
        result(
            QuotationClaim(id="q", start=0, end=7, text="Exports", direct=True, speaker=Source(name="Li", person="p"))
        ),
        ["~ quotation speaker: none \u2192 Li"],
    ),
    (
        "a finding appeared",
        result(BASE),
        result(BASE, findings=[finding(claims=["quantity1"])]),
        ["+ balance error: No."],
    ),
    ("a finding vanished", result(findings=[finding()]), result(), ["- balance error: No."]),
    (
        "a finding changed",
        result(findings=[finding()]),
        result(findings=[finding(severity="warning", verdict="undetermined")]),
        ["~ balance verdict: inconsistent \u2192 undetermined", "~ balance severity: error \u2192 warning"],
    ),
    (
        "a finding with a figure more",
        result(BASE, quantity(2, "$7.2 billion"), findings=[finding(claims=["quantity1"])]),
        result(
            BASE, quantity(2, "$7.2 billion"), findings=[finding(fingerprint="f2", claims=["quantity1", "quantity2"])]
        ),
        ["~ balance claims: [4.5 percent] \u2192 [$7.2 billion, 4.5 percent]"],
    ),
]


def told(stdout):
    """The lines of the report on one article, each change with its claim, without spans."""
    found, head = [], ""
    for line in stdout.splitlines()[1:-2]:
        if line.startswith("      "):
            found.append(f"{head} {line.strip()}")
        else:
            sign, kind, rest = line.split(maxsplit=2)
            head = f"{sign} {kind}"
            if sign != "~":
                found.append(f"{head} {rest.partition(') ')[2] or rest}")
    return found


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_differs(tmp_path, old, new, expected):
    done = diff(tmp_path, [old], [new])
    assert done.exit_code == int(bool(expected)), done.stderr
    assert told(done.stdout) == expected


def test_the_sums_by_field_and_a_choice_of_fields(tmp_path):
    old, new = result(BASE), result(quantity(1, "4.5 percent", period="2024", place="CN"), quantity(2, "$7.2 billion"))
    done = diff(tmp_path, [old], [new], "--summary")
    assert done.stdout == (
        "claims: 1 appeared, 0 vanished, 1 changed (period 1, place 1)\nfindings: 0 appeared, 0 vanished, 0 changed\n"
    )
    only = diff(tmp_path, [old], [new], "--field", "place", "--format", "json")
    (article,) = json.loads(only.stdout)["articles"]
    assert article["claims"][0]["fields"] == {"place": {"old": None, "new": "CN"}}
    assert json.loads(only.stdout)["summary"]["claims"] == {
        "appeared": 1, "vanished": 0, "changed": 1, "fields": {"place": 1},
    }  # fmt: skip


def test_articles_that_only_one_file_has(tmp_path):
    done = diff(tmp_path, [result(BASE), result(BASE, id="b")], [result(BASE), result(BASE, id="c")])
    assert done.exit_code == 1
    assert done.stdout.splitlines()[:3] == [
        "b: only in the old results",
        "c: only in the new results",
        "articles: 1 appeared, 1 vanished",
    ]


def test_a_report_of_check_holds_findings_across_articles(tmp_path):
    for name, folder in (("old", finding().model_dump_json()), ("new", "")):
        report = f'{{"articles": [{result(BASE).model_dump_json()}], "folder": [{folder}]}}'
        (tmp_path / f"{name}.json").write_text(report, "utf-8")
    done = CliRunner().invoke(app, ["diff", str(tmp_path / "old.json"), str(tmp_path / "new.json")])
    assert done.stdout.startswith("across articles:\n  - balance error: No.\n")


@pytest.mark.parametrize(
    ("args", "message"), [(("--field", "colour"), "no claim or finding has a field 'colour'"), (("--format", "x"), "x")]
)
def test_wrong_usage(tmp_path, args, message):
    done = diff(tmp_path, [result(BASE)], [result(BASE)], *args)
    assert done.exit_code == 2
    assert message in done.stderr


def test_a_file_that_is_not_there(tmp_path):
    done = CliRunner().invoke(app, ["diff", str(tmp_path / "x.json"), str(tmp_path / "y.json")])
    assert done.exit_code == 2
    assert done.stderr == f"extractor: {tmp_path}/x.json: No such file or directory\n"
