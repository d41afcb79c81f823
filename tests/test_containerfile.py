"""The Containerfile: what it copies is there, its extras and Python are the project's, it doesn't run as root."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINES = re.findall(r"^([A-Z]+) (.+)$", (ROOT / "Containerfile").read_text(encoding="utf-8"), re.M)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def of(instruction):
    return [words for name, words in LINES if name == instruction]


def test_what_it_copies_is_there():
    sources = [word for words in of("COPY") if not words.startswith("--from") for word in words.split()[:-1]]
    assert sources
    assert all((ROOT / source).exists() for source in sources)
    assert {PROJECT["readme"], *PROJECT["license-files"], "pyproject.toml", "extractor"} <= set(sources)


def test_its_python_and_extras_are_the_project_s():
    images = {re.sub(r" AS .*", "", words) for words in of("FROM")}
    assert len(images) == 1  # built and run by the same Python
    version = re.search(r"python:(3\.\d+)-slim", *images)[1]
    assert f"Programming Language :: Python :: {version}" in PROJECT["classifiers"]
    extras = re.search(r"'\.\[([\w,]+)\]'", " ".join(of("RUN")))[1].split(",")
    assert {"web"} <= set(extras) <= set(PROJECT["optional-dependencies"])


def test_it_runs_the_page_as_nobody():
    user, *_ = re.fullmatch(r"(\d+):(\d+)", *of("USER")).groups()
    assert int(user) > 0
    assert of("ENTRYPOINT") == ['["extractor"]']
    assert of("CMD") == ['["serve", "--host", "0.0.0.0"]']
    assert "extractor" in PROJECT["scripts"]
