"""Article plans: what a newsroom tells of one release, with true figures from which all stated ones follow.

Figures are drawn exactly and rounded only where they are written, so that every relation between stated
figures holds within their rounding.
"""

from generator import plans_goods, plans_money, plans_trade  # noqa: F401  (registers the plans)
from generator.registry import PLANS

__all__ = ["PLANS"]
