"""What the networks of `scorer.py` are fitted to: annotations, and the likelihoods that the teacher gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from scorer_data import NOT_TOLD, Example
from scorer_nets import Scores, columns
from torch import Tensor, nn
from torch.nn import functional as F

from extractor.claims.scores import Scored

Key = tuple[str, int]
"""An article and one of its numbers."""
PARTS = 0.5
"""What roles, directions, flows and statuses weigh beside words, periods and places."""
TAUGHT = 1.0
"""What the teacher's likelihoods weigh beside annotations."""
_KEPT = 0.005
"""What words must be likely, at least, to be told on."""
_LEAST = 1e-6


def by_annotation(scores: Scores, example: Example) -> Tensor:
    """How unlikely the network finds what annotators read: its words, values, and periods and places that are among
    the candidates."""
    told = torch.tensor([words is not None for words in example.meant])
    rows = [dict.fromkeys(words or (), 1.0) for words in example.meant]
    lost = (_of_words(scores, example, rows) * told).sum()
    for name, found in scores.parts.items():
        right = torch.tensor(example.parts[name])
        lost = lost + PARTS * F.cross_entropy(found, right, ignore_index=NOT_TOLD, reduction="sum")
    for name, pointed in example.pointed.items():
        right, owners = torch.tensor(pointed.right), torch.tensor(pointed.owners)
        likely = torch.zeros(len(rows)).scatter_add(0, owners, torch.exp(scores.pointed[name]) * right)
        among = torch.zeros(len(rows)).scatter_add(0, owners, right.float()) > 0
        lost = lost - torch.log(likely[among].clamp_min(_LEAST)).sum()
    return lost


def by_teacher(scores: Scores, example: Example, taught: Mapping[Key, Scored]) -> Tensor:
    """How far the network's likelihoods are from the teacher's, as cross-entropies (Hinton and others 2015,
    1503.02531)."""
    rows = [taught[example.article, number] for number in example.numbers]
    lost = _of_words(scores, example, [row.words for row in rows]).sum()
    for name, found in scores.parts.items():
        likely = torch.tensor([row.parts[name] for row in rows]).exp()
        lost = lost - PARTS * (likely * torch.log_softmax(found, -1)).sum()
    for name, pointed in example.pointed.items():
        told = [dict(row.pointed[name]) for row in rows]
        logs = [told[row][value] for row, value in zip(pointed.owners, pointed.values, strict=True)]
        lost = lost - (torch.tensor(logs).exp() * scores.pointed[name]).sum()
    return lost


def _of_words(scores: Scores, example: Example, rows: Sequence[Mapping[str, float]]) -> Tensor:
    """Of each number, the cross-entropies of the likelihoods of all words, those that a row lacks having none."""
    at = {name: column for column, name in enumerate(example.types)}
    told = [(row, at[name], likely) for row, words in enumerate(rows) for name, likely in words.items() if name in at]
    likely = torch.zeros_like(scores.words)
    row, column = columns([(row, column) for row, column, _ in told], 2)
    likely[row, column] = torch.tensor([value for _, _, value in told])
    return F.binary_cross_entropy_with_logits(scores.words, likely, reduction="none").sum(1)


def likelihoods(net: nn.Module, examples: Sequence[Example], batch: int) -> dict[Key, Scored]:
    """What a network says of the numbers of examples."""
    net.eval()
    found: dict[Key, Scored] = {}
    with torch.no_grad():
        for at in range(0, len(examples), batch):
            part = examples[at : at + batch]
            for example, scores in zip(part, net(part), strict=True):
                found.update(_told(example, scores))
    return found


def _told(example: Example, scores: Scores) -> dict[Key, Scored]:
    found = {}
    words, pointed = torch.sigmoid(scores.words), {name: logs.tolist() for name, logs in scores.pointed.items()}
    parts = {name: torch.log_softmax(values, -1).tolist() for name, values in scores.parts.items()}
    for row, number in enumerate(example.numbers):
        likely = words[row]
        kept = torch.nonzero(likely > _KEPT).flatten().tolist()
        one = Scored({example.types[n]: float(likely[n]) for n in kept}, {f: told[row] for f, told in parts.items()})
        found[example.article, number] = one
    for name, told in example.pointed.items():
        for row, value, log in zip(told.owners, told.values, pointed[name], strict=True):
            found[example.article, example.numbers[row]].pointed.setdefault(name, []).append((value, log))
    return found
