"""The network that `scorer.py` fits.

It is computed as `extractor.network` and `extractor.claims.scores` do it at run time, its weights under the same names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from scorer_data import VALUES, Example, Pointed
from scorer_names import Names
from scorer_reader import Reader
from torch import Tensor, nn
from torch.nn import functional as F

from extractor.claims.score_inputs import BUCKETS, FLAGS
from extractor.claims.scores import POINTED
from extractor.network import DISTANCES, SCOPES, steps_of

WIDTH, INNER, BLOCKS, HEADS = 192, 384, 3, 4
"""Width of vectors, inner width of the blocks, how many there are, and heads of each."""
SHAPES = 7
"""Shapes of words, one that none has among them."""
CELL, ASKING, MATCHED = 16, 192, 96
"""Widths of a number's features, of its asking vector, and of what is matched with words."""
DROPPED = 0.1
UNTAGGED, UNKNOWN, UNHEARD = 0.15, 0.04, 0.05
"""How often, in fitting, all tags of a window are hidden, a word, and a word wherever it stands in the window, so that
what surrounds it must tell what it is."""
_BY_ENDS = 0.3
"""How many of those words keep their beginning and end."""
_START = 0.05
"""The spread of embeddings before they are fitted."""
_RARE = -5.0
"""The score before fitting of a word that needn't stand in the text."""
_LOW, _LEAST = -1e4, 1e-9


class Scores(NamedTuple):
    """What a network says of the numbers of a window: rows are numbers."""

    words: Tensor
    parts: dict[str, Tensor]
    pointed: dict[str, Tensor]
    """Field → log-likelihoods of the candidates of all numbers."""


def log_sums(scores: Tensor, groups: Tensor, count: int) -> Tensor:
    """Of each row, the logarithm of the sum of the exponentials of each group's columns; 0 for groups without any."""
    spread, shape = groups.expand_as(scores), (*scores.shape[:-1], count)
    most = torch.full(shape, _LOW).scatter_reduce(-1, spread, scores.detach(), "amax")
    sums = torch.zeros(shape).scatter_add(-1, spread, torch.exp(scores - most.gather(-1, spread)))
    return torch.where(sums > 0, torch.log(sums.clamp_min(_LEAST)) + most, torch.zeros(()))


def columns(pairs: Sequence[tuple[int, ...]], count: int) -> list[Tensor]:
    """The columns of some tuples of numbers."""
    return list(torch.tensor(pairs, dtype=torch.long).reshape(-1, count).T)


class Heads(nn.Module):
    """Vectors of words → scores."""

    def __init__(self, width: int, names: Names) -> None:
        super().__init__()
        sizes = [len(names[table]) + 1 for table in ("near", "kind", "how", "row")]
        sizes += [len(VALUES["role"]) + 1, len(VALUES["flow"]) + 1, len(VALUES["direction"]), len(VALUES["status"]), 2]
        self.cat = nn.ModuleList(nn.Embedding(size, CELL) for size in sizes)
        self.num, self.drop = nn.Linear(2 * width + CELL * len(sizes), ASKING), nn.Dropout(DROPPED)
        self.q, self.k, self.kb = nn.Linear(ASKING, MATCHED), nn.Linear(width, MATCHED), nn.Linear(width, 1)
        self.relq, self.ssq = _silent(DISTANCES), _silent(SCOPES)
        self.voc, self.vg = nn.Linear(ASKING, len(names["vocabulary"])), nn.Parameter(torch.zeros(1))
        nn.init.constant_(self.voc.bias, _RARE)
        self.srcg = _silent(len(names["src"]) + 1)
        self.out = nn.ModuleDict({name: nn.Linear(ASKING, len(values)) for name, values in VALUES.items()})
        self.pq = nn.ModuleDict({name: nn.Linear(ASKING, MATCHED) for name in POINTED})
        self.pk = nn.ModuleDict({name: nn.Linear(2 * width, MATCHED) for name in POINTED})
        self.prel = nn.ModuleDict({name: _silent(DISTANCES) for name in POINTED})
        self.pss = nn.ModuleDict({name: _silent(SCOPES) for name in POINTED})
        sources = {name: len(names["psrc" if name == "period" else "lsrc"]) + 1 for name in POINTED}
        self.psrc = nn.ModuleDict({name: _silent(count) for name, count in sources.items()})

    def forward(self, words: Tensor, example: Example) -> Scores:
        told, ends = torch.from_numpy(example.told), torch.from_numpy(example.ends)
        cells = [cell(told[:, n]) for n, cell in enumerate(self.cat)]
        whole = self.num(torch.cat([words[ends[:, 0]], words[ends[:, 1]], *cells], -1))
        asks = self.drop(F.gelu(whole, approximate="tanh"))
        steps, shared = torch.from_numpy(example.steps).long(), torch.from_numpy(example.shared).long()
        parts = {name: out(asks) for name, out in self.out.items()}
        pointed = {
            name: self._pointed(name, told, words, asks, steps, shared) for name, told in example.pointed.items()
        }
        return Scores(self._words(words, asks, steps, shared, example), parts, pointed)

    def _words(self, words: Tensor, asks: Tensor, steps: Tensor, shared: Tensor, example: Example) -> Tensor:
        scores = self.q(asks) @ self.k(words).T / math.sqrt(MATCHED) + self.kb(words).T
        scores = scores + self.relq(asks).gather(1, steps) + self.ssq(asks).gather(1, shared)
        column, known, count = torch.from_numpy(example.column), torch.from_numpy(example.known), len(example.types)
        present = torch.zeros(count, dtype=torch.bool)
        present[column[column >= 0]] = True
        found = log_sums(scores[:, column >= 0], column[column >= 0], count)
        share = torch.where(present, torch.sigmoid(self.vg), torch.ones(()))
        found = found + torch.where(known >= 0, self.voc(asks)[:, known.clamp_min(0)] * share, torch.zeros(()))
        row, at, source = columns(example.said, 3)
        return found.reshape(-1).scatter_add(0, row * count + at, self.srcg(asks)[row, source]).reshape(-1, count)

    def _pointed(self, name: str, told: Pointed, words: Tensor, asks: Tensor, steps: Tensor, shared: Tensor) -> Tensor:
        count, owners = len(told.values), torch.tensor(told.owners, dtype=torch.long)
        at, source = columns(told.sources, 2)
        found = torch.zeros(count).scatter_add(0, at, self.psrc[name](asks)[owners[at], source])
        at, mark = columns(told.mentions, 2)
        if len(at):
            firsts, lasts = torch.from_numpy(told.marks).T
            keys = self.pk[name](torch.cat([words[firsts], words[lasts]], -1))
            answers = self.pq[name](asks) @ keys.T / math.sqrt(MATCHED)
            answers = answers + self.prel[name](asks).gather(1, steps[:, firsts])
            answers = answers + self.pss[name](asks).gather(1, shared[:, firsts])
            found = found + log_sums(answers[owners[at], mark], at, count)
        return found - log_sums(found, owners, len(asks))[owners]


def _silent(count: int) -> nn.Linear:
    """A map of asking vectors that says nothing before it is fitted."""
    made = nn.Linear(ASKING, count)
    nn.init.zeros_(made.weight)
    nn.init.zeros_(made.bias)
    return made


class _Biases(torch.autograd.Function):
    """Rows of biases looked up for each two words; counted together backwards, which is faster than adding up."""

    @staticmethod
    def forward(ctx: Any, table: Tensor, shared: Tensor) -> Tensor:
        ctx.save_for_backward(shared)
        ctx.count = table.shape[1]
        return table[:, shared.reshape(-1)].reshape(len(table), *shared.shape)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:  # type: ignore[override]
        flat = ctx.saved_tensors[0].reshape(-1)
        rows = [torch.bincount(flat, weights=row.reshape(-1), minlength=ctx.count) for row in gradient]
        return torch.stack(rows).to(gradient.dtype), None


class _Block(nn.Module):
    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.f1, self.f2 = nn.Linear(width, inner), nn.Linear(inner, width)
        self.l1, self.l2, self.drop = nn.LayerNorm(width), nn.LayerNorm(width), nn.Dropout(DROPPED)
        self.rel, self.ss = nn.Embedding(DISTANCES, HEADS), nn.Embedding(SCOPES, HEADS)
        nn.init.zeros_(self.rel.weight)
        nn.init.zeros_(self.ss.weight)

    def forward(self, x: Tensor, shared: Tensor) -> Tensor:
        table = (self.rel.weight[:, None] + self.ss.weight[None]).reshape(-1, HEADS).T
        bias = _Biases.apply(table.contiguous(), shared)
        query, key, value = (part.reshape(len(x), HEADS, -1).transpose(0, 1) for part in self.qkv(x).chunk(3, -1))
        found = F.scaled_dot_product_attention(query[None], key[None], value[None], attn_mask=bias[None])[0]
        x = self.l1(x + self.drop(self.o(found.transpose(0, 1).reshape(len(x), -1))))
        return self.l2(x + self.drop(self.f2(F.gelu(self.f1(x), approximate="tanh"))))


class Scorer(nn.Module):
    """Examples → scores; with a `reader` by what a large network makes of their words, too, as no run time can."""

    def __init__(
        self, names: Names, width: int = WIDTH, inner: int = INNER, blocks: int = BLOCKS, reader: bool = False
    ) -> None:
        super().__init__()
        self.reader = Reader(width) if reader else None
        sizes = (
            len(names["words"]) + 1, BUCKETS + 1, BUCKETS + 1, SHAPES, len(names["tags"]) + 1, len(FLAGS),
            len(names["zones"]) + 1, len(names["gaps"]) + 1,
        )  # fmt: skip
        self.embedded = nn.ModuleList(nn.Embedding(size, width) for size in sizes)
        for table in self.embedded:
            nn.init.normal_(table.weight, std=_START)
        self.ln, self.drop = nn.LayerNorm(width), nn.Dropout(DROPPED)
        self.blocks = nn.ModuleList(_Block(width, inner) for _ in range(blocks))
        self.heads = Heads(width, names)

    def start_from(self, words: Tensor) -> None:
        """Gives the known words their first embeddings, rows of at most the network's width."""
        with torch.no_grad():
            self.embedded[0].weight[1:, : words.shape[1]] = words / words.std() * _START

    def forward(self, examples: Sequence[Example]) -> list[Scores]:
        return [self.heads(self._encoded(example), example) for example in examples]

    def _encoded(self, example: Example) -> Tensor:
        features = torch.from_numpy(example.words)
        if self.training:
            features = features.clone()
            if torch.rand(1).item() < UNTAGGED:
                features[:, 4] = 0
            _hide(features)
            features[torch.rand(len(features)) < UNKNOWN, 0] = 0
        x = torch.stack([table(features[:, n]) for n, table in enumerate(self.embedded)]).sum(0)
        if self.reader is not None and example.read is not None:
            x = x + self.reader(example.read)
        x = self.drop(self.ln(x))
        steps, scopes = steps_of(example.places, example.places), example.scopes
        shared = torch.from_numpy(steps * np.uint8(SCOPES) + scopes).long()
        for block in self.blocks:
            x = block(x, shared)
        return x

    def weights(self) -> dict[str, NDArray[np.float16]]:
        """The weights in 16 bits, by their names in models/scorer.npz."""
        return {_name(key): value.numpy().astype(np.float16) for key, value in self.state_dict().items()}

    def take(self, weights: Mapping[str, Tensor]) -> None:
        """Takes over weights by their names in models/scorer.npz."""
        self.load_state_dict({key: weights[_name(key)] for key in self.state_dict()})


def _name(key: str) -> str:
    key = key.removeprefix("heads.")
    return key.removesuffix(".weight") if key.startswith(("embedded.", "cat.")) else key


def _hide(features: Tensor) -> None:
    """Makes some words of a window unknown wherever they stand in it, most of them with their ends."""
    told = features[:, 0] * (BUCKETS + 1) ** 2 + features[:, 1] * (BUCKETS + 1) + features[:, 2]
    types, which = torch.unique(told, return_inverse=True)
    hidden = torch.rand(len(types)) < UNHEARD * 2 * torch.rand(1)
    others = torch.randint(1, BUCKETS + 1, (len(types), 2))
    ends = hidden & (torch.rand(len(types)) >= _BY_ENDS)
    features[hidden[which], 0] = 0
    features[ends[which], 1:3] = others[which][ends[which]]
