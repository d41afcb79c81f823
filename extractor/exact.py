"""Exact rational numbers: the Fraction of quicktions, compiled, with the results of the standard library's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # quicktions comes without types
    from fractions import Fraction
else:
    from quicktions import Fraction

__all__ = ["Fraction"]
