"""The article plans by name."""

from __future__ import annotations

from collections.abc import Callable

from generator.setting import Setting

Plan = Callable[[Setting], None]
PLANS: dict[str, Plan] = {}


def plan(function: Plan) -> Plan:
    """Makes a plan known."""
    PLANS[function.__name__] = function
    return function
