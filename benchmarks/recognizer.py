"""Whether a statistical entity recognizer would help: people and organizations with it, without it, and where
the rules find nothing, against its cost. Prints one table.

    python benchmarks/recognizer.py [FOLDER of annotated articles …, default corpus/gold]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractor import pipeline
from extractor.schema import Article

Names = set[str]
GOLD = Path(__file__).parents[1] / "corpus" / "gold"


def full(names: Iterable[str]) -> Names:
    """Names of two words and more; those of one word only where no longer one ends or begins with it."""
    kept = {name.strip() for name in names if name.strip()}
    longer = [name.split() for name in kept if " " in name]
    parts = {word for words in longer for word in (words[0], words[-1])}
    return {name for name in kept if " " in name or name not in parts}


def recognized(doc: Doc, label: str) -> list[tuple[int, str]]:
    ends = ("'s", "’s")
    return [(e.start_char, e.text[:-2] if e.text.endswith(ends) else e.text) for e in doc.ents if e.label_ == label]


def beside(rules: Doc, ner: Doc) -> Names:
    """The rules' people, and the recognizer's in sentences that hold none of theirs and no organization there."""
    taken = [span for p in rules._.people + rules._.organizations for span in p["mentions"]]
    names = {p["name"] for p in rules._.people}
    extra = []
    for start, text in recognized(ner, "PERSON"):
        sentence = next(s for s in ner.sents if s.start_char <= start < s.end_char)
        if not any(sentence.start_char <= a < sentence.end_char for a, _ in taken):
            extra.append(text)
    return names | full(extra)


def scores(pairs: list[tuple[Names, Names]]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent over pairs of expected and found names."""
    hits = sum(len(gold & found) for gold, found in pairs)
    expected, given = sum(len(g) for g, _ in pairs), sum(len(f) for _, f in pairs)
    precision, recall = hits / given if given else 0.0, hits / expected if expected else 0.0
    total = precision + recall
    return 100 * precision, 100 * recall, 200 * precision * recall / total if total else 0.0


def seconds(run: Callable[[], Any]) -> float:
    """The best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[GOLD])
    paths = [path for folder in parser.parse_args().folders for path in sorted(folder.glob("*.json"))]
    articles = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    rules: Language = pipeline.load("full")
    base: Language = spacy.load(next(name for name in pipeline.BASE_MODELS if spacy.util.is_package(name)))
    texts = [a["text"] for a in articles]
    found = [rules(pipeline.make_doc(rules, Article(id="x", text=text))) for text in texts]
    entities = [base(text) for text in texts]
    gold = [{p["name"] for p in a["gold"]["people"]} for a in articles]
    ways: dict[str, list[Names]] = {
        "rules": [{p["name"] for p in doc._.people} for doc in found],
        "recognizer": [full(text for _, text in recognized(doc, "PERSON")) for doc in entities],
        "both joined": [
            {p["name"] for p in one._.people} | full(text for _, text in recognized(two, "PERSON"))
            for one, two in zip(found, entities, strict=True)
        ],
        "recognizer where rules find nothing": [beside(one, two) for one, two in zip(found, entities, strict=True)],
    }
    print(f"{len(articles)} articles, {sum(map(len, gold))} people\n")
    print("| people | precision | recall | F1 |\n| --- | --- | --- | --- |")
    for way, names in ways.items():
        print(f"| {way} | " + " | ".join(f"{x:.1f}" for x in scores(list(zip(gold, names, strict=True)))) + " |")
    named = [{p["organization"] for p in a["gold"]["people"] if p["organization"]} for a in articles]
    print("\n| organizations of people, named in the text | found |\n| --- | --- |")
    lists: dict[str, list[Names]] = {
        "rules": [{form for o in d._.organizations for form in (o["name"], *o["aliases"])} for d in found],
        "recognizer": [{text.removeprefix("the ") for _, text in recognized(d, "ORG")} for d in entities],
    }
    for way, names in lists.items():
        print(f"| {way} | {scores(list(zip(named, names, strict=True)))[1]:.1f} |")
    words = sum(len(text.split()) for text in texts)
    alone = seconds(lambda: [base(text) for text in texts])
    with base.select_pipes(disable=["ner"]):
        without = seconds(lambda: [base(text) for text in texts])
    whole = seconds(lambda: [rules(pipeline.make_doc(rules, Article(id="x", text=text))) for text in texts])
    print("\n| base model | words a second |\n| --- | --- |")
    print(f"| with recognizer | {words / alone:,.0f} |\n| without | {words / without:,.0f} |")
    print(f"| the whole pipeline, without recognizer | {words / whole:,.0f} |")


if __name__ == "__main__":
    main()
