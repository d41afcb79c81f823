"""How the network of `scorer.py` is fitted: optimizers, batches, and processes that share them."""

from __future__ import annotations

import copy
import math
import random
import tempfile
from collections.abc import Sequence
from typing import NamedTuple

import torch
from scorer_data import Example
from scorer_losses import by_annotation
from scorer_nets import Scorer, Scores
from scorer_peers import Told, by_peers
from torch import Tensor, distributed, multiprocessing, nn

BATCH = 6
"""Windows of a step, of all processes together."""
RATE = 1.2e-3
DECAY, CLIPPED = 0.01, 1.0
WARMING, SLOWEST = 0.04, 0.02
"""The share of steps in which the rate of learning rises, and the share of it that stays at the end."""
ALIKE = 16
"""Batches that are put together from windows of like length."""
BELIEVED = 0.7
"""What peers say weighs beside annotations, as a share."""
SEED = 0
_TURNED = {"qkv", "o", "f1", "f2", "num", "q", "k", "pq", "pk"}
"""Maps between vectors, whose steps are made orthogonal."""


class Known(NamedTuple):
    """A window, what peers say of it, and whether no annotation does."""

    example: Example
    told: Told | None = None
    unread: bool = False


def fit(net: Scorer, known: Sequence[Known], epochs: int, processes: int) -> None:
    """Fits a network in place; prints the mean loss of a number each round. Processes share the work of each batch."""
    with tempfile.TemporaryDirectory() as folder:
        told = net.share_memory(), known, epochs, processes, f"file://{folder}/met"
        multiprocessing.start_processes(_fit, told, processes, start_method="fork")


def _fit(rank: int, shared: Scorer, known: Sequence[Known], epochs: int, processes: int, met: str) -> None:
    distributed.init_process_group("gloo", met, rank=rank, world_size=processes)
    torch.manual_seed(SEED + rank)
    net, chance, known = copy.deepcopy(shared).train(), random.Random(SEED), list(known)
    optimizers, steps = _optimizers(net), epochs * math.ceil(len(known) / BATCH)
    schedules = [torch.optim.lr_scheduler.LambdaLR(one, lambda step: _rate(step / steps)) for one in optimizers]
    for epoch in range(epochs):
        total = numbers = 0.0
        for part in _batches(known, chance):
            count = sum(len(one.example.numbers) for one in part)
            lost = _added(net, part[rank::processes], count)
            nn.utils.clip_grad_norm_(net.parameters(), CLIPPED)
            for one in (*optimizers, *schedules):
                one.step()
            total, numbers = total + lost, numbers + count
        if rank == 0:
            print(f"round {epoch + 1}: {total / numbers:.3f}", flush=True)
    if rank == 0:
        shared.load_state_dict(net.state_dict())
    distributed.destroy_process_group()


def _optimizers(net: Scorer) -> list[torch.optim.Optimizer]:
    """Muon for maps between vectors (Jordan and others 2024; its rate as Liu and others 2025, 2502.16982, scale it),
    AdamW for all else (Loshchilov and Hutter 2019, 1711.05101)."""
    turned, others = list[nn.Parameter](), list[nn.Parameter]()
    for name, one in net.named_parameters():
        (turned if name.endswith("weight") and _TURNED & {*name.split(".")} else others).append(one)
    return [
        torch.optim.AdamW(others, lr=RATE, weight_decay=DECAY),
        torch.optim.Muon(turned, lr=RATE, weight_decay=DECAY, adjust_lr_fn="match_rms_adamw"),
    ]


def _rate(done: float) -> float:
    """The share of the rate of learning when a share of the steps is done."""
    return min(1.0, done / WARMING) * max(SLOWEST, 1 - done)


def _added(net: Scorer, own: Sequence[Known], count: int) -> float:
    """Sums the gradients of all processes' examples, of the mean loss of `count` numbers; the sum of losses."""
    net.zero_grad()
    lost = torch.zeros(())
    for scores, one in zip(net([one.example for one in own]), own, strict=True):
        lost = lost + _lost(scores, one)
    if own:
        (lost / count).backward()
    fitted = list(net.parameters())
    told = [torch.zeros_like(one) if one.grad is None else one.grad for one in fitted]
    every = torch.cat([*(one.reshape(-1) for one in told), lost.detach().reshape(1)])
    distributed.all_reduce(every)
    for one, part in zip(fitted, every[:-1].split([one.numel() for one in fitted]), strict=True):
        one.grad = part.view_as(one)
    return float(every[-1])


def _lost(scores: Scores, one: Known) -> Tensor:
    if one.told is None:
        return by_annotation(scores, one.example)
    peers = by_peers(scores, one.told, one.example, one.unread)
    return peers if one.unread else (1 - BELIEVED) * by_annotation(scores, one.example) + BELIEVED * peers


def _batches(known: list[Known], chance: random.Random) -> list[list[Known]]:
    """All examples in chance order, those of like length together."""
    chance.shuffle(known)
    found = []
    for at in range(0, len(known), ALIKE * BATCH):
        alike = sorted(known[at : at + ALIKE * BATCH], key=lambda one: len(one.example.places))
        found += [alike[n : n + BATCH] for n in range(0, len(alike), BATCH)]
    chance.shuffle(found)
    return found
