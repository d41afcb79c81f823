"""Generated articles: valid, consistent, repeatable, many-voiced."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import generate
import pytest
import validate
from floors import HERE as CORPUS
from generator.plans import PLANS
from generator.story import Figure, Story, When, Who

from extractor.evaluate import GoldArticle
from extractor.evaluate.forms import forms_of
from extractor.evaluate.linear import holds

ARTICLES = [generate.generate(number, 5) for number in range(0, 48, 3)]
WORDING = tomllib.loads((CORPUS / "generator" / "wording.toml").read_text(encoding="utf-8"))
HOUSES = tomllib.loads((CORPUS / "generator" / "houses.toml").read_text(encoding="utf-8"))["house"]


@pytest.mark.parametrize("data", ARTICLES, ids=[data["id"] for data in ARTICLES])
def test_generated_articles_are_valid_and_consistent(data):
    assert validate.faults(data) == []
    article = GoldArticle.model_validate(data)
    forms = forms_of(article)
    assert forms
    assert holds(forms, article.gold.quantities, steps=1)
    assert article.mutations
    assert "{" not in article.text
    assert ",," not in article.text
    assert not re.search(r"[ ]{2}|\bNone\b", article.text)


def test_the_same_number_and_seed_give_the_same_article():
    assert generate.generate(11, 2) == generate.generate(11, 2)
    assert generate.generate(11, 2)["text"] != generate.generate(11, 3)["text"]


def test_breadth():
    assert len(PLANS) >= 12
    assert len(HOUSES) >= 6
    assert min(len(wordings) for wordings in WORDING["sentence"].values()) >= 5
    names = {data["id"].split("-", 2)[2] for data in (generate.generate(n, 1) for n in range(15))}
    assert len(names) == 15


def test_the_command_writes_files(tmp_path):
    command = [sys.executable, str(CORPUS / "generate.py"), "--n", "2", "--seed", "4", str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True)
    assert len(list((tmp_path / "out").glob("*.json"))) == 2


def test_a_template_annotates_what_it_names():
    import random

    words = {"verb": {"past": {"up": ["rose"], "down": ["fell"]}}, "policies": {}}
    story = Story(random.Random(1), words)
    growth = Figure("g", "4%", {"direction": "down", "qualifier": "nearly"})
    person = Who("Ada Brill", "Brill", "head", "Brill & Co")
    story.put(s="exports", g=growth, t=When("May", "2024-05"), p=person, role="head", firm="Brill & Co")
    story.write("{s} {past:g} {g} in {t}.")
    story.write("“<d:p>Quite so,</d>” said {p}, {role} at {firm}.")
    made = story.gold("x", "Exports", "2024-06-03", "agency")
    text = made["text"]
    assert re.match(r'Exports fell (nearly|almost|just under) 4% in May\. "Quite so," said Ada Brill, head', text)
    assert made["gold"]["dates"] == [{"text": "May", "value": "2024-05"}]
    assert made["gold"]["quotes"] == [{"text": "Quite so,", "direct": True, "speaker": "Ada Brill"}]
    assert made["gold"]["quantities"][0]["text"] == "4%"
    assert made["gold"]["people"][0]["organization"] == "Brill & Co"
