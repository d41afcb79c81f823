"""The annotated articles: valid, equal to the articles made from them, over their floors."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess

import floors
import make_articles
import pytest
import validate
from floors import HERE as CORPUS

import extractor
from extractor import languages, lookups, readers
from extractor.evaluate import load_gold
from extractor.evaluate.forms import forms_of
from extractor.evaluate.linear import holds

GOLD = sorted((CORPUS / "gold").glob("*.json"))
SETS = ("gold", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
        "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twentyfirst",
        "twentysecond", "twentythird", "twentyfourth", "twentyfifth", "twentysixth",
        "twentyseventh", "twentyeighth", "twentyninth", "thirtieth", "thirtyfirst",
        "thirtysecond", "thirtythird", "thirtyfourth", "thirtyfifth", "thirtysixth",
        "thirtyseventh", "passages")  # fmt: skip
ALL = [path for name in SETS for path in sorted((CORPUS / name).glob("*.json"))]


@pytest.mark.parametrize("path", ALL, ids=[path.stem for path in ALL])
def test_annotation_follows_the_guide(path):
    assert validate.faults(json.loads(path.read_text(encoding="utf-8"))) == []


def test_no_line_of_the_corpus_is_foreign():
    texts = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in ALL]
    texts += [path.read_text(encoding="utf-8") for path in sorted((CORPUS / "plain").glob("*.txt"))]
    assert len(texts) > 2000
    assert [text[:60] for text in texts if languages.foreign(text)] == []


def test_faults_are_found():
    article = json.loads(GOLD[0].read_text(encoding="utf-8"))
    article["gold"]["quantities"][0]["qualifier"] = "some"
    article["gold"]["dates"][0]["value"] = "May 2024"
    article["mutations"][0]["find"] = "not a word of it"
    assert len(validate.faults(article)) == 3


def test_articles_are_those_made_from_gold():
    there = {path.name: path.read_text(encoding="utf-8") for path in (CORPUS / "articles").glob("*.md")}
    assert there == make_articles.wanted()


def test_articles_read_as_the_annotated_texts():
    read = {item.id: item for item in readers.read_all([CORPUS / "articles"])}
    for article in load_gold(CORPUS / "gold"):
        item = read[f"{article.id}.md"]
        assert (item.title, item.published) == (article.title, article.published)
        words = item.text.split()  # a headline that the text repeats is read once
        assert article.text.split()[-len(words) :] == words
        assert item.text.startswith(article.title)


@pytest.mark.parametrize("name", SETS)
def test_relations_can_hold_together(name):
    for article in load_gold(CORPUS / name):
        assert holds(forms_of(article), article.gold.quantities, steps=2), article.id


def test_no_figure_is_under_its_floor():
    baseline = json.loads(floors.BASELINE.read_text(encoding="utf-8"))
    assert set(baseline) >= set(floors.ROWS)
    assert floors.sunk(baseline, floors.measured()) == []


def test_floors_only_rise():
    if not shutil.which("git"):
        pytest.skip("no git here")
    shown = subprocess.run(
        ["git", "show", "HEAD:corpus/baseline.json"], cwd=CORPUS, capture_output=True, text=True, check=False
    )
    if shown.returncode:
        pytest.skip("not a checkout, or no baseline in its last commit")
    committed = json.loads(shown.stdout)
    assert floors.sunk(committed, json.loads(floors.BASELINE.read_text(encoding="utf-8"))) == []


def test_lifting_never_lowers():
    assert floors.lifted({"people": 95.0}, {"people": 90.0, "q.role": 80.0}) == {"people": 95.0, "q.role": 79.0}
    assert floors.sunk({"people": 95.0}, {"people": 94.9}) == ["people: 94.9 is under its floor of 95.0"]


DOUBTED = {
    "PS20", "PU11", "Q11", "PU24",
    "QK12", "QM12", "QO23",
    "QU04", "RG17", "RJ12", "RL34", "SC41", "SE44", "WC30", "WH20", "XC21",
    "YA34", "YC17", "YF30", "ZH16", "ZN23",
    "ZQ12", "ZQ16", "ZR02", "ZS04", "ZS12", "ZT06", "ZU07", "ZU16",
}  # fmt: skip
"""Articles that are misread: with a warning, at least."""
UNCONFIRMED = {
    "NJ29", "UE35", "UF31", "UG12", "UH09", "UH24",
    "UH30", "UH36", "UM26", "VA20", "VB35", "WF15",
    "WG02", "WG20", "WH33", "XA06", "XD33", "XP08", "YA12", "YA25", "YB35", "YC02", "YE36", "YF29",
    "XF25", "YG11", "YH20", "ZA26", "ZE04", "ZE31", "ZG09", "ZM18",
}  # fmt: skip
"""Articles kept for their readings, of whose figures no check confirms any."""


PLAIN = sorted((CORPUS / "plain").glob("*.txt"))
EACH = 4
"""One in so many is read in every run, besides those named above; `-m whole` reads the others."""
GROUP = 25
"""Articles that one test reads, in one batch."""
OFTEN = [path for n, path in enumerate(PLAIN) if not n % EACH or path.stem in DOUBTED | UNCONFIRMED]
OTHERS = sorted(set(PLAIN) - set(OFTEN))


def grouped(paths):
    """Test cases of GROUP articles each; each is named by its first one."""
    return [pytest.param(paths[at : at + GROUP], id=paths[at].stem) for at in range(0, len(paths), GROUP)]


def misjudged(paths):
    """What is said wrongly of which articles."""
    wrong = {}
    for path, result in zip(paths, extractor.pipe(path.read_text(encoding="utf-8") for path in paths), strict=True):
        verdicts = {found.verdict for found in result.findings}
        raised, confirmed = verdicts - {"consistent"}, "consistent" in verdicts
        if raised != ({"undetermined"} if path.stem in DOUBTED else set()) or confirmed == (path.stem in UNCONFIRMED):
            wrong[path.stem] = [found.message for found in result.findings if found.verdict != "consistent"]
    return wrong


@pytest.mark.parametrize("paths", grouped(OFTEN))
def test_consistent_articles_raise_no_alarm(paths):
    assert misjudged(paths) == {}


@pytest.mark.whole
@pytest.mark.parametrize("paths", grouped(OTHERS))
def test_the_other_consistent_articles_raise_no_alarm_either(paths):
    assert misjudged(paths) == {}


def test_measures_are_of_words_of_their_articles():
    """Each stands where it says, in order, and its fields are of the guide."""
    rows = list(csv.DictReader((CORPUS / "measures.csv").read_text(encoding="utf-8").splitlines()))
    places = [(row["article"], int(row["start"]), int(row["end"])) for row in rows]
    assert places == sorted(places)
    texts = {name: (CORPUS / "plain" / f"{name}.txt").read_text(encoding="utf-8") for name, _, _ in places}
    known = {row["id"] for row in lookups.objects("policies")}
    assert [texts[name][start:end] for name, start, end in places] == [row["text"] for row in rows]
    for row in rows:
        assert row["type"] in known
        assert all(row[name] in allowed for name, allowed in validate.POLICY.items())


def test_readings_are_of_numbers_of_their_articles():
    """Each stands where it says, in order, and its fields are of the guide."""
    readings: dict[str, list[dict[str, str]]] = {}
    for one in csv.DictReader((CORPUS / "readings.csv").read_text(encoding="utf-8").splitlines()):
        readings.setdefault(one["article"], []).append(one)
    for name, rows in readings.items():
        text = (CORPUS / "plain" / f"{name}.txt").read_text(encoding="utf-8")
        starts = [int(row["start"]) for row in rows]
        assert starts == sorted(set(starts)), name
        assert [text[int(row["start"]) : int(row["end"])] for row in rows] == [row["text"] for row in rows], name
        for row in rows:
            assert row["indicator"], row
            assert all((row[f] or None) in validate.ALLOWED[f] for f in ("role", "direction", "flow", "status")), row
            assert not row["period"] or validate.PERIOD.match(row["period"]), row
