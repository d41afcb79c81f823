"""What the network of `scorer.py` is fitted to: annotations."""

from __future__ import annotations

import torch
from scorer_data import NOT_TOLD, Example
from scorer_nets import Scores
from torch import Tensor
from torch.nn import functional as F

PARTS = 0.5
"""What roles, directions, flows and statuses weigh beside words, periods and places."""
_LEAST = 1e-6


def by_annotation(scores: Scores, example: Example) -> Tensor:
    """How unlikely the network finds what annotators read: its words, values, and periods and places that are among
    the candidates."""
    lost = _of_words(scores, example)
    for name, found in scores.parts.items():
        right = torch.tensor(example.parts[name])
        lost = lost + PARTS * F.cross_entropy(found, right, ignore_index=NOT_TOLD, reduction="sum")
    for name, pointed in example.pointed.items():
        right, owners, count = torch.tensor(pointed.right), torch.tensor(pointed.owners), len(example.numbers)
        likely = torch.zeros(count).scatter_add(0, owners, torch.exp(scores.pointed[name]) * right)
        among = torch.zeros(count).scatter_add(0, owners, right.float()) > 0
        lost = lost - torch.log(likely[among].clamp_min(_LEAST)).sum()
    return lost


def _of_words(scores: Scores, example: Example) -> Tensor:
    """The cross-entropies of the likelihoods of all words, of the numbers that an annotation names."""
    columns = {name: column for column, name in enumerate(example.types)}
    right = torch.zeros_like(scores.words)
    for row, words in enumerate(example.meant):
        right[row, [columns[name] for name in words or () if name in columns]] = 1.0
    lost = F.binary_cross_entropy_with_logits(scores.words, right, reduction="none").sum(1)
    return (lost * torch.tensor([words is not None for words in example.meant])).sum()
