"""The network: distances as steps, a tiny one against plain loops, and the weights that the package carries."""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import network as net
from extractor.claims.score_inputs import BUCKETS, DIRECTIONS, FLAGS, FLOWS, ROLES, STATUSES
from extractor.network import DISTANCES, FILE, SCOPES, Network, bent, steps_of

MODELS = Path(net.__file__).parent / "models"
HALF = DISTANCES // 2
WIDTH, HEADS, WORDS = 4, 2, 5
Row = list[float]
Weights = dict[str, net.Floats]
Shared = list[list[tuple[int, int]]]
"""Of each two words the step and the scope."""


def step(distance: int) -> int:
    (found,) = steps_of(np.array([1000], dtype=np.int32), np.array([1000 + distance], dtype=np.int32))[0]
    return int(found)


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        (0, HALF), (1, HALF + 1), (7, HALF + 7), (8, HALF + 8), (10, HALF + 8), (11, HALF + 9), (16, HALF + 10),
        (32, HALF + 13), (168, HALF + 18), (169, HALF + 19), (512, HALF + 19), (900, HALF + 19), (-1, HALF - 2),
        (-7, HALF - 8), (-8, HALF - 9), (-16, HALF - 11), (-600, 0),
    ],
)  # fmt: skip
def test_near_distances_are_steps_and_far_ones_share_one(distance: int, expected: int) -> None:
    assert step(distance) == expected


@given(st.integers(-2000, 2000), st.integers(-2000, 2000))
def test_steps_rise_with_the_distance_and_mirror_it(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert 0 <= step(low) <= step(high) < DISTANCES
    if one:
        assert step(one) + step(-one) == DISTANCES - 1


def weights_of(seed: int, blocks: int) -> Weights:
    """Small weights of all shapes that `Network.encoded` needs."""
    made = np.random.default_rng(seed)
    shapes = {"embedded.0": (6, WIDTH), "embedded.1": (3, WIDTH), "q.weight": (9, 2), "vg": (1,)}
    affine = {"qkv": (3 * WIDTH, WIDTH), "o": (WIDTH, WIDTH), "f1": (7, WIDTH), "f2": (WIDTH, 7)}
    for name in ("ln", *(f"blocks.{n}.{norm}" for n in range(blocks) for norm in ("l1", "l2"))):
        shapes |= {f"{name}.weight": (WIDTH,), f"{name}.bias": (WIDTH,)}
    for n in range(blocks):
        for name, shape in affine.items():
            shapes |= {f"blocks.{n}.{name}.weight": shape, f"blocks.{n}.{name}.bias": shape[:1]}
        shapes |= {f"blocks.{n}.rel.weight": (DISTANCES, HEADS), f"blocks.{n}.ss.weight": (SCOPES, HEADS)}
    return {name: made.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def affine(row: Row, weights: Weights, name: str) -> Row:
    rows = zip(weights[f"{name}.weight"].tolist(), weights[f"{name}.bias"].tolist(), strict=True)
    return [sum(w * x for w, x in zip(line, row, strict=True)) + bias for line, bias in rows]


def normed(row: Row, weights: Weights, name: str) -> Row:
    mean = sum(row) / len(row)
    root = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-5)
    scale, bias = weights[f"{name}.weight"].tolist(), weights[f"{name}.bias"].tolist()
    return [(x - mean) / root * s + b for x, s, b in zip(row, scale, bias, strict=True)]


def gelu(x: float) -> float:
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def attended(rows: list[Row], weights: Weights, block: str, shared: Shared) -> list[Row]:
    """What each word takes from each, by the formula of the paper and the biases of distance and scope."""
    told = [affine(row, weights, f"{block}.qkv") for row in rows]
    width = WIDTH // HEADS
    found: list[Row] = [[] for _ in rows]
    for head in range(HEADS):
        at = slice(head * width, (head + 1) * width)
        ask, answer, worth = ([row[k * WIDTH : (k + 1) * WIDTH][at] for row in told] for k in range(3))
        for i, query in enumerate(ask):
            scores = []
            for j, key in enumerate(answer):
                step, scope = shared[i][j]
                bias = weights[f"{block}.rel.weight"][step, head] + weights[f"{block}.ss.weight"][scope, head]
                scores.append(math.exp(sum(q * k for q, k in zip(query, key, strict=True)) / math.sqrt(width) + bias))
            taken = [sum(s * row[n] for s, row in zip(scores, worth, strict=True)) for n in range(width)]
            found[i] += [x / sum(scores) for x in taken]
    return [affine(row, weights, f"{block}.o") for row in found]


def plainly(weights: Weights, blocks: int, features: net.Whole, shared: Shared) -> list[Row]:
    rows = [
        normed((weights["embedded.0"][a] + weights["embedded.1"][b]).tolist(), weights, "ln")
        for a, b in features.tolist()
    ]
    for n in range(blocks):
        block = f"blocks.{n}"
        added = attended(rows, weights, block, shared)
        rows = [
            normed([x + y for x, y in zip(*pair, strict=True)], weights, f"{block}.l1")
            for pair in zip(rows, added, strict=True)
        ]
        inner = [affine([gelu(x) for x in affine(row, weights, f"{block}.f1")], weights, f"{block}.f2") for row in rows]
        rows = [
            normed([x + y for x, y in zip(*pair, strict=True)], weights, f"{block}.l2")
            for pair in zip(rows, inner, strict=True)
        ]
    return rows


@pytest.mark.parametrize("blocks", [0, 1, 2])
@pytest.mark.parametrize("seed", range(3))
def test_a_tiny_network_against_plain_loops(seed: int, blocks: int) -> None:
    made, weights = np.random.default_rng(seed), weights_of(seed, blocks)
    features = np.stack([made.integers(0, 6, WORDS), made.integers(0, 3, WORDS)], axis=1)
    steps = made.integers(0, DISTANCES, (WORDS, WORDS)).astype(np.uint8)
    scopes = made.integers(0, SCOPES, (WORDS, WORDS)).astype(np.uint8)
    shared = [[(int(steps[i, j]), int(scopes[i, j])) for j in range(WORDS)] for i in range(WORDS)]
    found = Network(weights, {"heads": HEADS}).encoded(features, steps, scopes)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, plainly(weights, blocks, features, shared), rtol=2e-4, atol=2e-4)


def test_blocks_are_taken_in_order_whatever_the_order_of_the_file() -> None:
    weights = weights_of(1, 2)
    features, one = np.array([[1, 2], [3, 0]]), np.zeros((2, 2), dtype=np.uint8)
    backwards = Network(dict(reversed(weights.items())), {"heads": HEADS}).encoded(features, one, one)
    np.testing.assert_array_equal(backwards, Network(weights, {"heads": HEADS}).encoded(features, one, one))


@given(st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=8))
def test_bent(values: list[float]) -> None:
    np.testing.assert_allclose(bent(np.array(values, dtype=np.float32)), list(map(gelu, values)), rtol=1e-4, atol=1e-4)


def sizes() -> Iterator[tuple[str, int]]:
    """Each table of weights that is looked up by names or by the places of a tuple, and how many rows it must have."""
    names = net.network().names
    yield from {
        "embedded.0": len(names["words"]) + 1, "embedded.1": BUCKETS + 1, "embedded.2": BUCKETS + 1,
        "embedded.4": len(names["tags"]) + 1, "embedded.5": len(FLAGS), "embedded.6": len(names["zones"]) + 1,
        "embedded.7": len(names["gaps"]) + 1, "cat.0": len(names["near"]) + 1, "cat.1": len(names["kind"]) + 1,
        "cat.2": len(names["how"]) + 1, "cat.3": len(names["row"]) + 1, "voc.weight": len(names["vocabulary"]),
        "srcg.weight": len(names["src"]) + 1, "psrc.period.weight": len(names["psrc"]) + 1,
        "psrc.place.weight": len(names["lsrc"]) + 1, "psrc.partner.weight": len(names["lsrc"]) + 1,
        "out.role.weight": len(ROLES), "out.direction.weight": len(DIRECTIONS), "out.flow.weight": len(FLOWS),
        "out.status.weight": len(STATUSES),
    }.items()  # fmt: skip


def test_the_weights_fit_the_names() -> None:
    weights, names = net.network().weights, net.network().names
    assert {name: len(weights[name]) for name, _ in sizes()} == dict(sizes())
    assert sorted(names["vocabulary"].values()) == list(range(len(names["vocabulary"])))
    assert all(np.isfinite(values).all() for values in weights.values())


def test_the_weights_of_the_package_are_accepted_ones(caplog: pytest.LogCaptureFixture) -> None:
    """Where the file was replaced, models/README.md tells how its hash is renewed."""
    rows = tomllib.loads((MODELS / "accepted.toml").read_text(encoding="utf-8"))["scorer"]
    sha256 = hashlib.sha256((MODELS / FILE).read_bytes()).hexdigest()
    assert sha256 in {row["sha256"] for row in rows}
    net.network.cache_clear()
    assert net.network().sha256 == sha256
    assert caplog.records == []


def test_unknown_weights_warn_once(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(net, "accepted", lambda kind, sha256: None)
    net.network.cache_clear()
    known = net.network()
    assert net.network() is known
    assert [r.getMessage() for r in caplog.records] == [
        f"the scorer has unknown weights ({known.sha256[:12]}…): outputs may differ"
    ]
