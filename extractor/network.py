"""A small transformer over the words of an article, whose weights are fitted outside and kept in models/scorer.npz.

Post-norm blocks of self-attention (Vaswani and others 2017, 1706.03762) whose bias tells how far apart two words stand
and what they share. Weights are kept in 16 bits and computed with in 32.
"""

from __future__ import annotations

import hashlib
import json
import logging
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.weights import FOLDER, accepted

log = logging.getLogger("extractor")

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
Small = NDArray[np.uint8]
FILE = "scorer.npz"
DISTANCES = 40
"""Steps of distance between two words, half of them before and half behind."""
SCOPES = 4
"""What two words share: nothing, the paragraph, the sentence, the segment."""
_NEAR = 8
"""Distances up to which each is a step of its own; the steps beyond grow by a factor of 2^0.4."""
_FAR = 512
"""A distance beyond which all steps are the last."""
_LEAST = np.float32(1e-5)
_BEND = np.float32(np.sqrt(2 / np.pi)), np.float32(0.044715)


@cache
def _steps() -> Small:
    """The steps of all distances that are told apart, the farthest before first."""
    distance = np.arange(-_FAR, _FAR + 1)
    far = np.abs(distance)
    step = np.where(far < _NEAR, far, _NEAR + np.floor(np.log2(np.maximum(far, 1) / _NEAR) * 2.5))
    whole = np.minimum(step, DISTANCES // 2 - 1).astype(np.int64)
    found: Small = np.where(distance < 0, DISTANCES // 2 - 1 - whole, DISTANCES // 2 + whole).astype(np.uint8)
    return found


def steps_of(ones: NDArray[np.int32], others: NDArray[np.int32]) -> Small:
    """The steps of the distances from each word of the one list to each of the other, 0 to `DISTANCES` - 1."""
    distance = np.clip(others[None] - ones[:, None], -_FAR, _FAR)
    found: Small = _steps()[distance + _FAR]
    return found


class Network:
    """The weights by their names, the names that features are looked up by, and what is computed with both."""

    def __init__(self, weights: dict[str, Floats], names: dict[str, Any], sha256: str = "") -> None:
        self.weights, self.names, self.sha256 = weights, names, sha256
        self._heads: int = names["heads"]
        self.root = np.float32(np.sqrt(weights["q.weight"].shape[0]))
        """What products of asking and answering vectors are divided by."""
        self.share = np.float32(1 / (1 + np.exp(-weights["vg"][0])))
        """How much of what is known of a word alone counts where it stands in the text."""
        keys = [key for key in weights if key.startswith("blocks.")]
        self._blocks: list[dict[str, Floats]] = [{} for _ in {key.split(".")[1] for key in keys}]
        for key in keys:
            _, number, name = key.split(".", 2)
            self._blocks[int(number)][name] = weights[key]

    def linear(self, name: str, x: Floats) -> Floats:
        """An affine map of each row."""
        return _affine(x, self.weights, name)

    def encoded(self, features: Whole, steps: Small, scopes: Small) -> Floats:
        """A vector for each word, by the numbers of its features and by the steps and scopes of each two words."""
        weights = self.weights
        x = weights["embedded.0"][features[:, 0]]
        for n in range(1, features.shape[1]):
            x = x + weights[f"embedded.{n}"][features[:, n]]
        x = _normed(x, weights, "ln")
        shared = steps * np.uint8(SCOPES) + scopes
        for block in self._blocks:
            x = _normed(x + self._attended(x, shared, block), block, "l1")
            x = _normed(x + _affine(bent(_affine(x, block, "f1")), block, "f2"), block, "l2")
        return x

    def _attended(self, x: Floats, shared: Small, block: dict[str, Floats]) -> Floats:
        width = x.shape[1] // self._heads
        told = _affine(x, block, "qkv")
        bias = block["rel.weight"][:, None] + block["ss.weight"][None]
        found = np.empty_like(x)
        for head in range(self._heads):
            query, key, value = (told[:, n * x.shape[1] + head * width :][:, :width] for n in range(3))
            scores = query @ key.T
            scores *= np.float32(width**-0.5)
            scores += bias[:, :, head].ravel().take(shared)
            scores -= scores.max(axis=1, keepdims=True)
            np.exp(scores, out=scores)
            found[:, head * width : (head + 1) * width] = (scores @ value) / scores.sum(axis=1, keepdims=True)
        return _affine(found, block, "o")


def _affine(x: Floats, weights: dict[str, Floats], name: str) -> Floats:
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def _normed(x: Floats, weights: dict[str, Floats], name: str) -> Floats:
    """Layer normalization (Ba and others 2016, 1607.06450)."""
    x = x - x.mean(axis=1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + _LEAST)
    return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def bent(x: Floats) -> Floats:
    """The Gaussian error linear unit by its tanh formula (Hendrycks and Gimpel 2016, 1606.08415)."""
    root, cubic = _BEND
    half: Floats = np.float32(0.5) * x * (1 + np.tanh(root * (x + cubic * x * x * x)))
    return half


@cache
def network() -> Network:
    """The network of models/scorer.npz, read once a process; warns where its weights are unknown."""
    data = (FOLDER / FILE).read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    if accepted("scorer", sha256) is None:
        log.warning("the scorer has unknown weights (%s…): outputs may differ", sha256[:12])
    with np.load(BytesIO(data), allow_pickle=False) as kept:
        names = json.loads(bytes(kept["names"]).decode())
        found = {key: kept[key].astype(np.float32) for key in kept.files if key != "names"}
    return Network(found, names, sha256)
