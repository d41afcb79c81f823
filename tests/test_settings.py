"""Settings: rounding, checks on and off and their severities, own rows, checks of other packages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import extractor
from extractor import Settings, lookups
from extractor.checks.rules import Rules
from extractor.settings import SettingsError, from_files

ROOT = Path(__file__).parents[1]
AT_2H = "Trade in brief\n\nThe fund of $2.6 billion, comprising $1.1 billion for ships and $1.3 billion for chips, ran."
CLASH = "Trade in brief\n\nThe energy deficit narrowed from \u20ac23.4 bn to \u20ac25.9 bn."
COINS = "Trade in brief\n\nCura\u00e7ao\u2019s exports came to 412 million klinkers in 2025."


def findings(text, **settings):
    found = extractor.extract(text, published="2026-02-05", settings=Settings(**settings)).findings
    return [(f.check, f.verdict, f.severity) for f in found]


def run(folder, *args, path=()):
    """The command in a process of its own, since own rows are chosen once a process."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*map(str, path), str(ROOT)]), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "extractor", *map(str, args)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_rounding_decides_about_what_holds_at_two_halves_only():
    assert findings(AT_2H) == [("sum_of_parts", "consistent", "info")]
    assert findings(AT_2H, rounding="2h") == findings(AT_2H)
    assert findings(AT_2H, rounding="h") == [("sum_of_parts", "inconsistent", "error")]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [("direction_sign", "inconsistent", "error")]),
        ({"direction_sign": "warning"}, [("direction_sign", "inconsistent", "warning")]),
        ({"direction_sign": "info"}, [("direction_sign", "inconsistent", "info")]),
        ({"direction_sign": "off"}, []),
        ({"balance": "off"}, [("direction_sign", "inconsistent", "error")]),
    ],
)
def test_a_check_is_turned_off_or_made_less_grave(wanted, expected):
    assert findings(CLASH, checks=wanted) == expected


@pytest.mark.parametrize(
    ("verdict", "severity", "wanted", "expected"),
    [
        ("inconsistent", "warning", "error", "error"),
        ("undetermined", "warning", "error", "warning"),
        ("undetermined", "warning", "info", "info"),
        ("consistent", "info", "error", "info"),
    ],
)
def test_an_undetermined_finding_is_never_an_error(verdict, severity, wanted, expected):
    found = extractor.schema.Finding(id="f", check="balance", verdict=verdict, severity=severity, message="m")
    assert Rules({"balance": wanted}).graded(found).severity == expected


def test_checks_over_all_figures_are_turned_off_too():
    texts = [f"Trade in brief\n\nChina\u2019s exports came to ${n} billion in 2024." for n in ("310.5", "301.5")]
    results = [extractor.extract(text, id=str(n), published="2025-02-05") for n, text in enumerate(texts)]
    assert len(extractor.check_folder(results)) == 1
    assert extractor.check_folder(results, settings=Settings(checks={"across_articles": "off"})) == []
    (found,) = extractor.check_folder(results, settings=Settings(checks={"across_articles": "warning"}))
    assert found.severity == "warning"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('rounding = "3h"', "rounding is to be one of 2h, h"),
        ("rounding = 2", "rounding is to be a string"),
        ("checks = 5", "checks is to be a table of false or a severity"),
        ("[checks]\nbalance = 5", "checks is to be a table of false or a severity"),
        ('[checks]\nbalance = "grave"', "checks.balance is to be one of off, error, warning, info"),
        ("[tables]\ncurrencies = 5", "tables is to be a table of files"),
    ],
)
def test_wrong_settings(text, told, tmp_path):
    (tmp_path / "s.toml").write_text(text)
    with pytest.raises(SettingsError, match=told):
        from_files(tmp_path / "s.toml")


def test_an_unknown_check_is_told_with_the_known_ones():
    with pytest.raises(ValueError, match="no check is named 'balanc'; there are balance, "):
        findings(CLASH, checks={"balanc": "off"})


def test_settings_as_written(tmp_path):
    text = '[checks]\nbalance = false\njoint = true\nthreshold = "info"\n[tables]\nunits = "u.csv"\n'
    (tmp_path / "s.toml").write_text(text)
    settings = from_files(tmp_path / "s.toml")
    assert settings.checks == {"balance": "off", "threshold": "info"}
    assert settings.tables == {"units": str(tmp_path / "u.csv")}


def test_every_setting_counts_in_the_hash_and_the_defaults_keep_theirs(tmp_path):
    (tmp_path / "u.csv").write_text("a")
    (tmp_path / "v.csv").write_text("a")
    made = [
        Settings(), Settings(rounding="h"), Settings(checks={"balance": "off"}), Settings(checks={"balance": "info"}),
        Settings(tables={"units": str(tmp_path / "u.csv")}), Settings(explain=True), Settings(model="fast"),
    ]  # fmt: skip
    assert len({settings.hash() for settings in made}) == len(made)
    assert Settings(tables={"units": str(tmp_path / "v.csv")}).hash() == made[4].hash()
    assert Settings().hash() == "6c6721463cd380b04c1c5d1e4cf092be64ce71b722eae7ff62d9d87c9497f70a"


@pytest.fixture
def newsroom(tmp_path):
    """A folder with an article and a settings file that adds a currency."""
    (tmp_path / "a.txt").write_text(COINS, "utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/codes.csv").write_text("code,name,plural,countries\nXKL,klinker,klinkers,CW\n")
    (tmp_path / "mine/forms.csv").write_text("forms,place,factor,codes\nklinker|klinkers,after,1,XKL\n")
    (tmp_path / "extractor.toml").write_text(
        '[tables]\ncurrencies = "mine/codes.csv"\ncurrency_forms = "mine/forms.csv"\n'
    )
    return tmp_path


@pytest.mark.parametrize("workers", [1, 2])
def test_own_rows_are_read_and_enter_the_data_hash(newsroom, workers):
    (newsroom / "b.txt").write_text(COINS.replace("412", "413"), "utf-8")
    done = run(newsroom, "extract", "a.txt", "b.txt", "--workers", workers, "--model", "fast")
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[c["unit"] for c in r["claims"] if c["type"] == "quantity"] for r in results] == [["XKL"], ["XKL"]]
    assert {r["generator"]["data_hash"] for r in results} != {lookups.data_hash()}
    (newsroom / "extractor.toml").unlink()
    (plain, _) = map(json.loads, run(newsroom, "extract", "a.txt", "b.txt", "--model", "fast").stdout.splitlines())
    assert plain["generator"]["data_hash"] == lookups.data_hash()
    assert "XKL" not in json.dumps(plain)


def test_own_objects_are_added_to_tables_of_objects(newsroom):
    rows = [json.loads(line) for line in (ROOT / "extractor/data/policies.jsonl").read_text("utf-8").splitlines()]
    (newsroom / "mine/p.jsonl").write_text(json.dumps({**rows[0], "id": "our_policy"}) + "\n")
    code = (
        "from extractor import lookups; lookups.use({'policies': 'mine/p.jsonl'}); "
        "print(lookups.objects('policies')[-1]['id'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=newsroom, capture_output=True, text=True)
    assert done.stdout == "our_policy\n", done.stderr


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("coins", "code\nXKL\n", "there is no table 'coins'"),
        ("currencies", "code,colour\nXKL,red\n", "unknown column 'colour'; there are code, name"),
        ("currencies", "code,name\nXKL\n", "wrong number of cells"),
        ("policies", "[]\n", "no JSON object"),
        ("currencies", None, "No such file or directory"),
    ],
)
def test_own_rows_that_cannot_be_used(name, content, told, tmp_path):
    if content is not None:
        (tmp_path / "mine.csv").write_text(content)
    with pytest.raises(ValueError, match=told):
        lookups.use({name: str(tmp_path / "mine.csv")})
    assert lookups.table("currencies")[0]["code"] == "ADP"


def test_own_rows_come_before_the_first_reading(tmp_path):
    (tmp_path / "mine.csv").write_text("code,name\nXKL,klinker\n")
    lookups.table("currencies")
    with pytest.raises(ValueError, match="once a process"):
        extractor.extract("Well.", settings=Settings(tables={"currencies": str(tmp_path / "mine.csv")}))


PLUGIN = '''
"""No figure is a round hundred: a house's own rule."""
from extractor.checks.registry import FIRM, check, outcome

@check("no_hundreds")
def no_hundreds(ctx):
    for fact in ctx.facts:
        yield outcome("no_hundreds", (fact,), lambda facts, level: facts[0].middle % 100 != 0, FIRM + 1, "A hundred.")
'''


@pytest.fixture
def package(tmp_path):
    """An installed package that brings a check."""
    site = tmp_path / "site"
    (site / "house-2.1.dist-info").mkdir(parents=True)
    (site / "house-2.1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: house\nVersion: 2.1\n")
    (site / "house-2.1.dist-info/entry_points.txt").write_text("[extractor_checks]\nno_hundreds = house\n")
    (site / "house.py").write_text(PLUGIN)
    (tmp_path / "a.txt").write_text("Trade in brief\n\nThe list has 400 entries.\n")
    return site


def test_a_check_of_another_package_runs_is_explained_and_can_be_turned_off(package, tmp_path):
    done = run(tmp_path, "check", "a.txt", path=[package])
    assert (done.returncode, done.stderr) == (1, "")
    assert "error no_hundreds: A hundred. These cannot all hold." in done.stdout
    assert "a house's own rule" in run(tmp_path, "explain", "no_hundreds", path=[package]).stdout
    (tmp_path / "extractor.toml").write_text("[checks]\nno_hundreds = false\n")
    assert run(tmp_path, "check", "a.txt", path=[package]).returncode == 0


def test_it_counts_in_the_settings_hash(package, tmp_path):
    (with_it, without) = (run(tmp_path, "extract", "a.txt", path=path).stdout for path in ([package], []))
    one, two = (json.loads(text)["generator"]["settings_hash"] for text in (with_it, without))
    assert one != two == Settings().hash()


@pytest.mark.parametrize(
    ("code", "told"),
    [("1 / 0", "can't be loaded: ZeroDivisionError: division by zero"), ("", "registers no check of that name")],
)
def test_a_broken_check_is_one_line(package, tmp_path, code, told):
    (package / "house.py").write_text(code)
    done = run(tmp_path, "check", "a.txt", path=[package])
    assert done.returncode == 2
    assert done.stderr == f"extractor: check no_hundreds (house) {told}\n"
