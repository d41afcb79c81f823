"""What several fitted networks say together of a window, which `scorer.py` fits another one to.

A network that is fitted to the mean of several is nearly as good as they are together (Hinton and others 2015,
1503.02531); on articles that none of them has seen it learns what no annotation says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scorer_data import Example
from scorer_losses import PARTS
from scorer_nets import Scorer, Scores
from torch import Tensor
from torch.nn import functional as F

Likely = NDArray[np.float16]


@dataclass
class Told:
    """Likelihoods: of the words of each number, of the values of its parts, of its candidates."""

    words: Likely
    parts: dict[str, Likely]
    pointed: dict[str, Likely]


def load(path: Path, names: Mapping[str, Any]) -> Scorer:
    """The network of a file of weights, whose names must be those of the articles."""
    with np.load(path) as kept:
        told = json.loads(bytes(kept["names"]).decode())
        weights = {key: torch.from_numpy(kept[key].astype(np.float32)) for key in kept.files if key != "names"}
    if any(told[key] != names[key] for key in ("words", "vocabulary", "tags", "src")):
        raise ValueError(f"{path}: fitted on other articles")
    blocks = sum(key.endswith("f1.weight") for key in weights)
    reads = any(key.startswith("reader.") for key in weights)
    net = Scorer(names, weights["embedded.0"].shape[1], weights["blocks.0.f1.weight"].shape[0], blocks, reads)
    net.take(weights)
    return net.eval()


def agreed(nets: Sequence[Scorer], example: Example) -> Told:
    """The mean of what networks find likely."""
    with torch.no_grad():
        found = [net([example])[0] for net in nets]
    return Told(
        _mean([torch.sigmoid(one.words) for one in found]),
        {name: _mean([torch.softmax(one.parts[name], -1) for one in found]) for name in found[0].parts},
        {name: _mean([torch.exp(one.pointed[name]) for one in found]) for name in found[0].pointed},
    )


def _mean(likely: Sequence[Tensor]) -> Likely:
    return torch.stack(list(likely)).mean(0).numpy().astype(np.float16)


def by_peers(scores: Scores, told: Told, example: Example, unread: bool) -> Tensor:
    """How unlikely a network finds what others find likely, of the numbers that annotations name, or of all where the
    article is `unread`."""
    named = torch.tensor([unread or words is not None for words in example.meant])
    lost = F.binary_cross_entropy_with_logits(scores.words, _of(told.words), reduction="none").sum(1)[named].sum()
    for name, found in scores.parts.items():
        lost = lost - PARTS * (_of(told.parts[name]) * F.log_softmax(found, -1)).sum(1)[named].sum()
    for name, pointed in example.pointed.items():
        owners = torch.tensor(pointed.owners, dtype=torch.long)
        lost = lost - (_of(told.pointed[name]) * scores.pointed[name])[named[owners]].sum()
    return lost


def _of(likely: Likely) -> Tensor:
    return torch.from_numpy(likely.astype(np.float32))
