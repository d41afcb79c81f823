"""The joint system, second readings, folders, repairs, the catalogue, and bad input."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.checks import catalogue, folder, joint, simplex
from extractor.checks.folder import check_folder, distinct, table
from extractor.checks.registry import all_checks, check
from extractor.checks.rules import Rules
from extractor.checks.run import run
from extractor.schema import Article, Finding, QuantityClaim, Result

CHECK_IDS = (
    "balance change_from_levels compound_growth containment currency_conversion date_order direction_sign "
    "growth_contribution growth_from_levels growth_of_total headline_body multiple_vs_levels percentage_points "
    "period_sum price_times_volume range_order rank_order record_high repeated_value share_of_total shares_sum "
    "sum_of_parts threshold"
)


def article(sentences: Sequence[tuple[str, list[dict[str, Any]]]], id: str = "a", **more: Any) -> Result:
    """An article from sentences with their claims; a claim's text is found in its sentence."""
    text, spans, claims = "", [], []
    for number, (sentence, facts) in enumerate(sentences):
        start = len(text)
        text += sentence + " "
        spans.append((start, start + len(sentence)))
        for fact in facts:
            at = start + sentence.index(fact["text"])
            fixed = {"id": f"quantity{len(claims) + 1}", "start": at, "end": at + len(fact["text"]), "sentence": number}
            claims.append(
                QuantityClaim.model_validate({"kind": "money", "unit": "USD", "role": "level", **fact, **fixed})
            )
    return Result(article=Article(id=id, text=text, published="2025-02-05", **more), sentences=spans, claims=claims)


def money(text: str, value: str, flow: str, **more: Any) -> dict[str, Any]:
    return {
        "text": text,
        "value": Decimal(value),
        "flow": flow,
        "indicator": flow,
        "place": "CN",
        "period": "2024",
        **more,
    }


def growth(text: str, value: str, flow: str, direction: str = "up", **more: Any) -> dict[str, Any]:
    own = {"kind": "percent", "unit": "%", "role": "growth", "direction": direction, "baseline": "yoy"}
    return {**money(text, value, flow), **own, **more}


def alarms(result: Result) -> list[Finding]:
    return [f for f in run(result).findings if f.verdict == "inconsistent"]


def trade(change: str, value: str) -> Result:
    """Exports and imports with their growths, and a deficit with its change: only together do they clash."""
    facts = [
        growth("13.5 percent", "13.5", "exports"),
        money("3.52 trillion yuan", "3520000000000", "exports", unit="CNY"),
        growth("4.1 percent", "4.1", "imports"),
        money("4.58 trillion yuan", "4580000000000", "imports", unit="CNY"),
        money("1.06 trillion yuan", "1060000000000", "balance", indicator="trade deficit", unit="CNY"),
        money(change, value, "balance", indicator="trade deficit", unit="CNY", role="change", direction="down")
        | {"baseline": "yoy"},
    ]
    words = (
        "Exports climbed 13.5 percent to 3.52 trillion yuan and imports 4.1 percent to 4.58 trillion yuan, so that "
        f"the deficit narrowed to 1.06 trillion yuan, {change} less than a year before."
    )
    return article([(words, facts)])


def test_joint_or_closed_form_finds_what_no_pair_shows() -> None:
    assert alarms(trade("240 billion yuan", "240000000000")) == []
    found = alarms(trade("740 billion yuan", "740000000000"))
    assert found
    assert all("quantity6" in f.core for f in found)


def test_joint_tells_what_the_article_implies() -> None:
    findings = run(trade("240 billion yuan", "240000000000")).findings
    implied = [bound for f in findings if f.check == "joint" for bound in f.implied]
    assert implied
    assert all(b.low is not None and b.high is not None and b.low < b.high for b in implied)


def test_a_conflict_has_core_repair_and_fingerprint() -> None:
    facts = [money("$10.67 billion", "10670000000", "exports"), money("$7.27 billion", "7270000000", "imports"),
             money("$4.3 billion", "4300000000", "balance", indicator="trade surplus")]  # fmt: skip
    words = "Exports rose to $10.67 billion and imports fell to $7.27 billion, leaving a surplus of $4.3 billion."
    found = alarms(article([(words, facts)]))
    assert [f.check for f in found] == ["balance"]
    assert found[0].core == found[0].claims == ["quantity1", "quantity2", "quantity3"]
    assert {r.value for r in found[0].repair} == {Decimal("3400000000")}
    moved = alarms(article([("First of all.", []), (words, facts)]))
    assert moved[0].fingerprint == found[0].fingerprint


@pytest.mark.parametrize(("score", "verdict"), [(0.6, "undetermined"), (0.1, "inconsistent")])
def test_a_plausible_second_reading_is_no_alarm(score: float, verdict: str) -> None:
    other = [{"field": "unit", "value": "JPY", "score": score}]
    result = article([
        ("Trade reached 7.5 trillion yuan ($49.5 billion).",
         [money("7.5 trillion yuan", "7500000000000", "total", unit="CNY", alternatives=other),
          money("$49.5 billion", "49500000000", "total")]),
    ])  # fmt: skip
    found = [f for f in run(result).findings if f.check == "currency_conversion"]
    assert [f.verdict for f in found] == [verdict]
    assert ("unless" in found[0].message) == (verdict == "undetermined")


def test_folder() -> None:
    def one(id: str, text: str, value: str, **more: Any) -> Result:
        facts = [money(text, value, "exports", indicator_id="exports", **more)]
        return article([(f"Exports of {id} rose to {text}.", facts)], id)

    same = [one("a", "$10.67 billion", "10670000000"), one("b", "$10.7 billion", "10700000000")]
    assert [(f.verdict, f.claims) for f in check_folder(same)] == [("consistent", ["a#quantity1", "b#quantity1"])]
    slipped = check_folder([same[0], one("c", "$10.76 billion", "10760000000")])
    assert [(f.verdict, f.severity) for f in slipped] == [("inconsistent", "error")]
    revised = check_folder([same[0], one("d", "$10.9 billion", "10900000000", vintage="revised")])
    assert [(f.severity, "revised or other source" in f.message) for f in revised] == [("info", True)]
    assert len(table(same)[0].figures) == 2


FIRST, SECOND = "$10.67 billion", "$10.9 billion"


@pytest.mark.parametrize(
    ("first", "second", "days", "severity"),
    [
        (f"Exports came to {FIRST} in 2024.", f"Exports rose from {SECOND} a year before.", (3, 5), "warning"),
        (f"Exports came to {FIRST} in 2024.", f"Exports rose from {SECOND} a year before.", (3, 31), "info"),
        (f"Exports came to {FIRST} in 2024.", f"Exports rose from {SECOND} a year before.", (3, None), "info"),
        (f"Exports rose from {FIRST}.", f"Exports rose from {SECOND} a year before.", (3, 5), "warning"),
        (f"Exports rose from {FIRST}.", f"Exports rose from {SECOND} a year before.", (3, 31), "info"),
        (f"Exports rose from {FIRST}.", f"Exports rose from {FIRST} a year before.", (3, 31), "consistent"),
        (f"Exports came to {FIRST} in 2024.", f"Exports came to {SECOND} in 2024.", (3, 31), "warning"),
    ],
)
def test_a_figure_of_the_year_before_is_compared_as_one_that_may_be_revised(first, second, days, severity) -> None:
    results = []
    for name, text, day in zip("ab", (first, second), days, strict=True):
        words, value = (FIRST, "10670000000") if FIRST in text else (SECOND, "10900000000")
        one = article([(text, [money(words, value, "exports", indicator_id="exports")])], name)
        one.article.published, one.article.published_from = (f"2025-01-{day:02}", "metadata") if day else (None, None)
        results.append(one)
    (found,) = check_folder(results)
    assert severity in (found.severity, found.verdict)


def test_an_article_s_own_figure_goes_before_its_base_of_comparison() -> None:
    fact = {"flow": "exports", "indicator_id": "exports"}
    both = article([
        ("Exports came to $10.67 billion in 2024.", [money("$10.67 billion", "10670000000", **fact)]),
        ("They fell from $10.9 billion.", [money("$10.9 billion", "10900000000", **fact)]),
    ], "a")  # fmt: skip
    (cell,) = table([both])
    assert [figure.fact.text for figure in cell.figures] == ["$10.67 billion"]


def test_of_several_conflicts_across_articles_the_gravest_is_told() -> None:
    said = [("a", "10.67", "10670000000", {}), ("b", "10.9", "10900000000", {"vintage": "revised"}),
            ("c", "10.76", "10760000000", {})]  # fmt: skip
    (found,) = check_folder([
        article([(f"Exports came to ${words} billion.",
                  [money(f"${words} billion", value, "exports", indicator_id="exports", **more)])], id)
        for id, words, value, more in said
    ])  # fmt: skip
    assert (found.severity, found.core) == ("error", ["a#quantity1", "c#quantity1"])


@pytest.mark.parametrize(
    ("first", "second", "severity"),
    [
        ("Commerce Ministry", "Minister of Commerce", "warning"),
        ("the ministry", "Commerce Ministry", "warning"),
        ("Commerce Ministry", "Port Authority", "info"),
        ("Commerce Ministry", None, "info"),
    ],
)
def test_an_office_speaks_through_who_holds_it(first: str, second: str | None, severity: str) -> None:
    results = [
        article([(f"Exports to Uganda came to {text}.",
                  [money(text, value, "exports", indicator_id="exports", partner="UG",
                         source={"name": name} if name else None)])], id)
        for id, text, value, name in (("a", "$10.2 billion", "10200000000", first), ("b", "$11.5 billion",
                                                                                     "11500000000", second))
    ]  # fmt: skip
    (found,) = check_folder(results)
    assert (found.severity, "with Uganda" in found.message) == (severity, True)


def test_credits_in_brackets_make_no_other_article() -> None:
    story = "Exports rose. They had fallen.\n"
    told = [article([(f"{story}({credit})", [])], id) for id, credit in (("a", "Editing by X"), ("b", "Editing by Y"))]
    kept, repeats = distinct(told)
    assert (len(kept), len(repeats)) == (1, 1)


def test_agreement_within_rounding_is_told() -> None:
    results = [
        article([(f"Exports came to {text}.", [money(text, value, "exports", indicator_id="exports")])], id)
        for id, text, value in (("a", "$8.2 billion", "8200000000"), ("b", "$8.3 billion", "8300000000"),
                                ("c", "$8.4 billion", "8400000000"))
    ]  # fmt: skip
    (found,) = check_folder(results)
    assert (found.verdict, "agree within rounding" in found.message) == ("consistent", True)


def test_hundreds_of_different_figures_are_compared_by_the_farthest_apart(monkeypatch) -> None:
    tried: list[object] = []
    monkeypatch.setattr(folder, "_slip", lambda one, two: tried.append(one) is not None)
    results = [
        article([(f"Exports came to ${n}.5 billion.", [money(f"${n}.5 billion", f"{n}500000000", "exports",
                                                             indicator_id="exports")])], f"a{n}")
        for n in range(200, 500)
    ]  # fmt: skip
    (found,) = check_folder(results)
    assert (found.severity, len(found.claims)) == ("warning", 300)
    assert len(tried) < (folder.MOST_COMPARED + 2) ** 2 / 2


def test_rounding_h_reaches_folders_and_the_joint_system() -> None:
    pair = [
        article([(f"Exports rose to {text}.", [money(text, value, "exports", indicator_id="exports")])], id)
        for id, text, value in (("a", "$7.5 billion", "7500000000"), ("b", "$7.57 billion", "7570000000"))
    ]
    assert [f.verdict for f in check_folder(pair)] == ["consistent"]
    assert [f.verdict for f in check_folder(pair, level=1)] == ["inconsistent"]
    together = trade("246 billion yuan", "246000000000")
    assert alarms(together) == []
    assert [f.check for f in run(together, rules=Rules(strict=True)).findings if f.verdict == "inconsistent"]


def test_a_question_too_hard_for_the_solver_is_undetermined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplex, "MOST_PIVOTS", 0)
    monkeypatch.setattr(joint, "RLIMIT", 1)
    found = [f for f in run(trade("240 billion yuan", "240000000000")).findings if f.check == "joint"]
    assert [(f.verdict, f.severity) for f in found] == [("undetermined", "warning")]
    assert "too many to decide" in found[0].message


def test_the_same_article_twice_counts_once() -> None:
    first = article([("Exports rose to $5 billion.", [money("$5 billion", "5000000000", "exports")])], "a")
    again = first.model_copy(update={"article": first.article.model_copy(update={"id": "b"})})
    assert [r.article.id for r in distinct([first, again])[0]] == ["a"]
    assert ["same article" in f.message for f in check_folder([first, again])] == [True]


def test_every_check_is_registered_and_documented() -> None:
    assert " ".join(name for name, _ in all_checks()) == CHECK_IDS
    path = Path(__file__).parents[2] / "docs" / "checks.md"
    assert path.read_text(encoding="utf-8") == "\n".join(catalogue.lines())


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="two checks"):
        check("balance")(lambda ctx: [])


def many(count: int, flows: Sequence[str]) -> Result:
    random_ = random.Random(count)
    rows = []
    for number in range(count):
        text = f"${random_.randint(100, 9999) / 10} billion"
        value = str(Decimal(text[1:].split()[0]) * 10**9)
        rows.append((f"Number {number} came to {text}.", [money(text, value, flows[number % len(flows)])]))
    return article(rows)


@pytest.mark.parametrize("count", [100, 3000])
def test_many_figures_of_one_key_raise_no_alarm(count: int) -> None:
    assert alarms(many(count, ("exports", "imports", "balance", "total"))) == []


@pytest.mark.parametrize("facts", [
    [growth("5 percent", "5", "exports"), money("$0", "0", "exports"), money("$0.0", "0", "exports", period="2023")],
    [growth("5 percent", "5", "balance"), money("-$5 billion", "-5000000000", "balance"),
     money("-$4 billion", "-4000000000", "balance", period="2023")],
    [growth("100 percent", "100", "exports", "down"), money("$5 billion", "5000000000", "exports")],
    [{"text": "nothing", "value": None, "range": None}, money("$5 billion", "5000000000", "exports", period="never")],
])  # fmt: skip
def test_zero_negative_and_missing_figures(facts: list[dict[str, Any]]) -> None:
    words = "Exports rose " + " from ".join(f["text"] for f in facts) + "."
    assert alarms(article([(words, facts)])) == []


def test_an_empty_article() -> None:
    result = run(Result(article=Article(id="a", text="")))
    assert result.findings == []
    assert result.coverage.numbers == 0


ROWS = "Item{0}2023{0}2024\nTea{0}41.2{0}1,243.5\nCoffee{0}9.8{0}(10.4)\n"


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        *((f"Exports\n\n{ROWS.format(between)}\nIt rose by 5.", 4) for between in (" ", "      ", "\t", " | ", ";")),
        ("Item,2023,2024\nTea,41.2,43.5\nCoffee,9.8,10.4\n", 4),
        ("Tea rose from 41.2 to 43.5.\nCoffee rose from 9.8 to 10.4.\n", 0),
        ("Prices 41.2 43.5\n\nNothing else stands here.\n", 0),
        ("Les ventes ont augmenté de 5,2 % à 52,3 milliards d'euros en mai 2025.", 2),
    ],
)
def test_figures_of_tables_and_other_languages_are_counted(text: str, unread: int) -> None:
    coverage = run(Result(article=Article(id="a", text=text))).coverage
    assert (coverage.numbers, coverage.unread) == (0, unread)


def test_denied_figures_take_no_part() -> None:
    facts = [money("$5 billion", "5000000000", "exports", negated=True)]
    result = run(article([("Nobody exported goods of $5 billion.", facts)]))
    assert [u.reason for u in result.coverage.unchecked] == ["the text denies it"]


def test_figures_whose_unit_is_open_take_no_part() -> None:
    text = "The visa runs for 120 days and permits a stay of 30."
    coverage = extractor.extract(text, published="2025-08-08").coverage
    assert "no words say its unit" in [unchecked.reason for unchecked in coverage.unchecked]


@pytest.mark.parametrize(
    ("model", "between", "expected"),
    [("full: m", 0, 1), ("full: m", 2, 1), ("fast: none", 0, 1), ("fast: none", 2, 0)],
)
def test_without_a_tagger_alarms_stay_within_neighbouring_sentences(model: str, between: int, expected: int) -> None:
    headline = money("$10.67 billion", "10670000000", "exports", zone="headline")
    body = money("$12.43 billion", "12430000000", "exports")
    result = article([
        ("China's exports reach $10.67 billion in 2024", [headline]),
        *[("Ships came and went.", [])] * between,
        ("Exports from China reached $12.43 billion in 2024.", [body]),
    ])  # fmt: skip
    result.generator.model = model
    assert len(alarms(result)) == expected
