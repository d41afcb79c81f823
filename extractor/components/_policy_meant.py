"""What a mention in few words means: the export tax, the threshold for parcels, the pact of which the article told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.components._policy_merge import Found

RATED = frozenset({"tariff", "retaliatory_tariff"})
"""Policies of which a bare rate is one of its own."""

FREED = {"introduce": "relax", "end": "tighten"}
EXEMPTION, PARCELS = "tariff_exemption", "de_minimis"
EXPORT_TAX = "export_tax"


def outgoing(item: Found, found: list[Found], out: list[Found]) -> Found:
    """A levy without more words is the export tax of which the article told, unless it told a tariff since; an
    exemption from it relaxes the tax."""
    if item.policy not in ("tariff", EXEMPTION) or not item.plain:
        return item
    levies = [known for known in out if known.policy in (EXPORT_TAX, *RATED)]
    known = levies[-1] if levies else None
    if known is None or known.policy != EXPORT_TAX:
        return item
    alone = all(other.plain for other in found if other.policy in RATED)
    if not alone and ((item.stated and item.actor != known.actor) or item.policy == EXEMPTION):
        return item
    action = FREED.get(item.action, item.action) if item.policy == EXEMPTION else item.action
    target = item.target if item.status == "called_for" else None
    return replace(item, policy=EXPORT_TAX, target=target, specific=True, action=action,
                   actor=item.actor if item.stated else known.actor or item.actor)


def threshold(item: Found, out: list[Found]) -> Found:
    """The duty exemption of which the article told as that of small parcels."""
    told = {known.policy for known in out}
    meant = item.policy == EXEMPTION and item.definite and item.target is None and PARCELS in told
    return replace(item, policy=PARCELS) if meant and EXEMPTION not in told else item


def concluded(item: Found, out: list[Found]) -> bool:
    """Whether talks that are over are those of the pact that the article told as signed."""
    return item.policy == "trade_talks" and item.action == "sign" and item.target is None and any(
        known.policy == "free_trade_agreement" and known.action in ("sign", "introduce") for known in out)
