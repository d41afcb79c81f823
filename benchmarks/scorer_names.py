"""What features and words are called by and numbered with, for `scorer.py`."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import torch
from annotated import Annotated
from torch import Tensor

from extractor.claims.score_inputs import naming
from extractor.network import Whole

TABLES = ("words", "tags", "zones", "gaps", "near", "kind", "how", "row", "src", "psrc", "lsrc")
"""Words, their tags, zones and what stands before them; how the rules found a number's topic, its kind, how they found
its period, its indicator's row; ways in which words, periods and places came up."""
_LEAST = {"words": 3, "gaps": 100}
"""How often names come up, at least, that have a number of their own."""
VOCABULARY = 500
"""Words that are scored in every article, whether they stand in it or not."""
PRETRAINED = "all-mpnet-base-v2"
"""The network whose embeddings of words are started from."""
_PARTS = tuple(f"{PRETRAINED}-pypi-part_{n:03}" for n in range(1, 6))
"""The packages that bring it in pieces."""
_KIND = "mpnet"
_OF_WORD = 4
"""Pieces of a word, at most."""
Names = dict[str, dict[str, int]]


class Gathered(dict[str, int]):
    """Names with their numbers, given from 1 on as they are asked for, and how often they were."""

    def __init__(self) -> None:
        super().__init__()
        self.count: Counter[str] = Counter()

    def get(self, name: str, otherwise: int = 0) -> int:  # type: ignore[override]
        self.count[name] += 1
        return self.setdefault(name, len(self) + 1)


def gathered() -> dict[str, Gathered]:
    """Names of features, none of which is known yet."""
    return {table: Gathered() for table in TABLES}


def numbered(found: Mapping[str, Gathered]) -> tuple[Names, dict[str, Whole]]:
    """The names that come up often enough, numbered anew from 1 on; for each table, old numbers → new ones. 0 is all
    others, words with digits and what has no name among them."""
    names, anew = Names(), dict[str, Whole]()
    for table, told in found.items():
        often = sorted(name for name, count in told.count.items() if name and count >= _LEAST.get(table, 1))
        if table == "words":
            often = [name for name in often if not any(sign.isdigit() for sign in name)]
        names[table] = {name: number for number, name in enumerate(often, start=1)}
        anew[table] = np.zeros(len(told) + 1, dtype=np.int64)
        for name, number in names[table].items():
            anew[table][told[name]] = number
    return names, anew


def meant(indicator: str | None) -> frozenset[str]:
    """The words of an annotated indicator, as they are looked up; words with hyphens also by their parts."""
    told = (indicator or "").lower()
    found = {naming(word) for split in (r"[a-z0-9'\-]+", r"[a-z0-9']+") for word in re.findall(split, told)}
    return frozenset(found - {""})


def vocabulary(known: Iterable[Annotated]) -> dict[str, int]:
    """The words that most annotated numbers measure → their numbers."""
    count = Counter(word for article in known for reading in article.readings for word in meant(reading.indicator))
    often = sorted(count, key=lambda word: (-count[word], word))[:VOCABULARY]
    return {word: number for number, word in enumerate(often)}


def written(known: Iterable[Annotated], words: Iterable[str]) -> dict[str, str]:
    """How annotators mostly write words that are looked up otherwise."""
    count: dict[str, Counter[str]] = {word: Counter() for word in words}
    for reading in (reading for article in known for reading in article.readings):
        for word in re.findall(r"[a-z0-9'\-]+", (reading.indicator or "").lower()):
            if (name := naming(word)) in count:
                count[name][word] += 1
    usual = {name: min(told, key=lambda word: (-told[word], word)) for name, told in count.items() if told}
    return {name: word for name, word in usual.items() if name != word}


def pieces_of(words: Iterable[str]) -> dict[str, list[int]]:
    """The pieces of words in the large pretrained network, by their numbers."""
    from tokenizers import Tokenizer

    cut = Tokenizer.from_file(str(_pretrained() / "tokenizer.json"))
    cut.no_truncation()
    cut.no_padding()
    unknown = cut.token_to_id("[UNK]")
    return {word: cut.encode(word, add_special_tokens=False).ids[:_OF_WORD] or [unknown] for word in words}


def pretrained() -> dict[str, Tensor]:
    """The weights of the large pretrained network by their names."""
    from safetensors.torch import load_file

    held = load_file(_pretrained() / "model.safetensors")
    return {key.removeprefix(f"{_KIND}."): value.float() for key, value in held.items()}


def embeddings(words: Collection[str], width: int) -> Tensor:
    """Of each word, the mean embedding of its pieces in a large pretrained network, by the principal components of
    all."""
    table, pieces = pretrained()["embeddings.word_embeddings.weight"], pieces_of(words)
    means = torch.stack([table[torch.tensor(pieces[word])].mean(0) for word in words])
    means = means - means.mean(0)
    return means @ torch.linalg.svd(means, full_matrices=False)[2][:width].T


@cache
def _pretrained() -> Path:
    """The folder of the pretrained network, put together of its packages' parts at the first call."""
    folder = Path(tempfile.gettempdir()) / PRETRAINED
    if not folder.exists():
        parts = [next((Path(str(files(name))) / "input").glob(f"{PRETRAINED}.zip.*")) for name in _PARTS]
        with ZipFile(BytesIO(b"".join(part.read_bytes() for part in parts))) as whole:
            whole.extractall(folder.parent)
    return folder
