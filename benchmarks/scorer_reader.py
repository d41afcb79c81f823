"""What a large pretrained network makes of the words of a window: vectors that hold what stands around each.

Its weights stay as they are; a network of ours that is fitted on top of its vectors (`scorer.py --reader`) reads unseen
articles better than one without, but is too slow for the run time: it is a peer that the others learn from.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from scorer_data import Example
from scorer_names import pieces_of, pretrained
from torch import Tensor, nn
from torch.nn import functional as F

LAYERS = (4, 8)
"""The layers whose vectors are taken, counted from 0; the last one ends the reading."""
WIDTH, INNER, HEADS = 768, 3072, 12
VECTOR = WIDTH * len(LAYERS)
_BUCKETS, _FARTHEST = 32, 128
_PLACES = 512
"""Places of pieces that the pretrained network tells apart."""
_FIRST, _LAST, _OFFSET = 0, 2, 2
"""Pieces that open and close a text, and the number of the first place."""
_TOGETHER = 6
_LEFT_OUT, _UNREAD, _START = 0.1, 0.05, 0.005
"""How much of the vectors is left out in fitting, how many words are, and the spread of the map before it."""


class Reader(nn.Module):
    """Vectors of a large network → vectors that are added to those of words."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in LAYERS)
        self.map, self.drop = nn.Linear(VECTOR, width), nn.Dropout(_LEFT_OUT)
        nn.init.normal_(self.map.weight, std=_START)
        nn.init.zeros_(self.map.bias)

    def forward(self, read: NDArray[np.float16]) -> Tensor:
        parts = torch.from_numpy(read.astype(np.float32)).split(WIDTH, 1)
        told = torch.cat([norm(part) for norm, part in zip(self.norms, parts, strict=True)], 1)
        if self.training:
            told = told * (torch.rand(len(told), 1) > _UNREAD)
        found: Tensor = self.map(self.drop(told))
        return found


class _Layer:
    def __init__(self, weights: dict[str, Tensor], name: str) -> None:
        self.w = {key.removeprefix(name): value for key, value in weights.items() if key.startswith(name)}

    def _map(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self.w[f"{name}.weight"], self.w[f"{name}.bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        return F.layer_norm(x, (WIDTH,), self.w[f"{name}.LayerNorm.weight"], self.w[f"{name}.LayerNorm.bias"], 1e-5)

    def __call__(self, x: Tensor, bias: Tensor) -> Tensor:
        count, length, _ = x.shape
        told = [self._map(x, f"attention.attn.{one}").view(count, length, HEADS, -1) for one in "qkv"]
        asks, keys, values = (one.transpose(1, 2) for one in told)
        seen = F.scaled_dot_product_attention(asks, keys, values, attn_mask=bias).transpose(1, 2)
        x = self._norm(self._map(seen.reshape(count, length, WIDTH), "attention.attn.o") + x, "attention")
        bent = F.gelu(self._map(x, "intermediate.dense"))
        return self._norm(self._map(bent, "output.dense") + x, "output")


def _bucket(distance: Tensor) -> Tensor:
    """The steps of distances as the pretrained network counts them (Raffel and others 2020, 1910.10683)."""
    back, far = -distance, distance.abs()
    half, exact = _BUCKETS // 2, _BUCKETS // 4
    grown = torch.log(far.float().clamp_min(1) / exact) / math.log(_FARTHEST / exact) * (half - exact)
    return (back < 0).long() * half + torch.where(far < exact, far, (exact + grown.long()).clamp_max(half - 1))


class _Large:
    def __init__(self) -> None:
        self.w = pretrained()
        self.layers = [_Layer(self.w, f"encoder.layer.{n}.") for n in range(LAYERS[-1] + 1)]

    def read(self, texts: Sequence[list[int]]) -> Tensor:
        """The vectors of the pieces of some texts of like length."""
        length = max(map(len, texts))
        ids = torch.ones(len(texts), length, dtype=torch.long)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = torch.tensor(text)
        held = torch.tensor([len(text) for text in texts])[:, None] > torch.arange(length)
        places = torch.arange(length).clamp_max(_PLACES - 1) + _OFFSET
        x = self.w["embeddings.word_embeddings.weight"][ids] + self.w["embeddings.position_embeddings.weight"][places]
        norm = "embeddings.LayerNorm"
        x = F.layer_norm(x, (WIDTH,), self.w[f"{norm}.weight"], self.w[f"{norm}.bias"], 1e-5)
        at = torch.arange(length)
        bias = self.w["encoder.relative_attention_bias.weight"][_bucket(at[None] - at[:, None])].permute(2, 0, 1)[None]
        bias = bias + torch.where(held, 0.0, -1e4)[:, None, None]
        kept = []
        for number, layer in enumerate(self.layers):
            x = layer(x, bias)
            if number in LAYERS:
                kept.append(x)
        return torch.cat(kept, -1)


def read_all(examples: Sequence[Example]) -> None:
    """Gives each window the vectors of its words, the means of their pieces'."""
    large, pieces = _Large(), pieces_of({text for one in examples for text in one.texts})
    ordered = sorted(examples, key=lambda one: sum(len(pieces[text]) for text in one.texts))
    with torch.inference_mode():
        for at in range(0, len(ordered), _TOGETHER):
            some = ordered[at : at + _TOGETHER]
            ids = [[_FIRST, *(piece for text in one.texts for piece in pieces[text]), _LAST] for one in some]
            for one, vectors in zip(some, large.read(ids), strict=True):
                ends = torch.tensor([len(pieces[text]) for text in one.texts]).cumsum(0) + 1
                sums = torch.cat([torch.zeros(1, VECTOR), vectors.cumsum(0)])
                starts = torch.cat([torch.ones(1, dtype=torch.long), ends[:-1]])
                one.read = ((sums[ends] - sums[starts]) / (ends - starts)[:, None]).half().numpy()
