"""A measure as one mention tells it, and the mentions of an article made into one record a measure and action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from extractor import lookups
from extractor.components._policy_context import reading
from extractor.components._policy_meant import EXEMPTION, RATED, concluded, outgoing, threshold
from extractor.components._policy_patterns import ANAPHOR


@dataclass(slots=True)
class Found:
    """A measure as one sentence tells it. `stated` says that its actor is told, `acted` that something is done
    to it, `definite` that it is told as known ("the tariff"), `named` that a word
    for it stands there and not only what is paid ("shippers pay 23 percent"), `bare` that it is a measure only beside
    one told in full, `rate` its percentage as written, `listed` that a list of rates adds it to another one,
    `plain` that nothing says of a levy that it is on what comes in, `pointed` that the side that is asked is named,
    `begun` that a verb of taking effect tells it."""

    start: int
    end: int
    policy: str
    detail: str | None
    action: str
    status: str
    actor: str | None
    target: str | None
    effective: str | None
    quantities: list[int]
    stated: bool
    zone: str
    acted: bool
    definite: bool
    specific: bool
    anaphor: str
    sentence: int
    goods: frozenset[str] = frozenset()
    named: bool = True
    bare: bool = False
    rate: str | None = None
    listed: bool = False
    plain: bool = False
    pointed: bool = False
    begun: bool = False


@lru_cache(maxsize=1)
def taxonomy() -> Mapping[str, Mapping[str, Any]]:
    """The rows of data/policies.jsonl by their id."""
    return {row["id"]: row for row in lookups.objects("policies")}


def _reread(item: Found, known: Found) -> str:
    """What is done to "the list" or "the levy", read as an action on the measure that is meant."""
    if item.policy != ANAPHOR or item.action not in REREAD:
        return item.action
    return reading(REREAD[item.action], str(taxonomy()[known.detail or known.policy]["family"]))


REREAD = {"cut": "down", "expand": "up"}
"""The actions that a noun without a family of its own leaves open, and what they are read from."""


STANDING = frozenset({"introduce", "none", "keep", "threaten"})
"""Actions that leave a rate as it is: two rates that nobody changes are two levies."""

def _beside(known: Found, item: Found) -> bool:
    """Whether a rate is another than the one told before: "a duty of 15%, on top of the 1%"."""
    if None in (item.rate, known.rate) or item.rate == known.rate:
        return False
    return (item.bare and item.sentence == known.sentence) or (
        item.policy in RATED and not item.definite and {item.action, known.action} <= STANDING)


def _to_come(item: Found) -> bool:
    """Whether a measure is told anew, with the day from which it will hold."""
    return item.status == "announced" and item.effective is not None and item.acted and not item.definite


def _same(known: Found, item: Found) -> bool:
    """Whether a later mention tells the same measure and action as a known one."""
    if known.policy != item.policy or (known.status == "called_for") != (item.status == "called_for"):
        return False
    if known.actor != item.actor and known.stated and item.stated:
        return False
    if (item.listed and known.rate != item.rate) or _beside(known, item):
        return False
    if item.bare and not item.acted and item.policy not in RATED and (
            item.target is None or known.target in (None, item.target)):
        return True
    if item.target is not None and known.target is not None and item.target != known.target:
        return False
    if known.goods and item.goods and known.goods.isdisjoint(item.goods):
        return False
    if _to_come(item) and known.status == "in_force" and known.effective != item.effective:
        return False  # "… are exempt. An exemption for Malaysia will take effect on July 17"
    if known.action != item.action and known.effective and item.effective and known.effective != item.effective:
        return False
    if known.action == "none" and item.acted and not item.definite:
        return item.action == "none"
    return known.action == item.action or not item.acted or not known.acted


@lru_cache(maxsize=1)
def anaphora() -> Mapping[str, frozenset[str]]:
    """The families that a noun with "the" can mean, by its class."""
    return {row["class"]: frozenset(lookups.cells(row, "families")) for row in lookups.table("policy_anaphora")}


def _antecedent(item: Found, out: list[Found]) -> Found | None:
    """The measure told last that "the levy", "the list", "the remaining restrictions" can mean."""
    families = anaphora()[item.anaphor]
    return next((known for known in reversed(out) if taxonomy()[known.policy]["family"] in families), None)


def _kept_sides(item: Found, known: Found) -> tuple[str | None, str | None]:
    """Whose the measure meant is and whom it touches: what was told of it, where its few words turn the two about;
    who is asked is whose it is."""
    if item.status != "called_for" and known.stated and known.actor is not None and item.target == known.actor:
        return known.actor, known.target
    asked = item.status == "called_for" and not item.pointed
    if asked and known.status != "called_for" and item.target in (None, known.target):
        return item.actor, known.actor
    return item.actor or known.actor, item.target


def _still_ahead(item: Found, known: Found) -> bool:
    """Whether a mention tells from when a measure holds that was told as done, and the day is still to come."""
    return item.action == "introduce" and item.status == "announced" and item.effective is not None and (
        known.status == "in_force" and known.acted)


def _now_held(item: Found, known: Found) -> bool:
    """Whether a mention tells that a measure announced before has taken effect: "The measure entered into force"."""
    return item.policy == ANAPHOR and item.begun and item.status == "in_force" and known.status == "announced" and (
        known.acted and known.effective is None)


ANSWERS = frozenset({"introduce", "raise", "threaten", "expand"})


def _answered(item: Found, out: list[Found]) -> Found:
    """A tariff on a country whose own tariff on this side was told before is one in return."""
    if item.policy != "tariff" or item.action not in ANSWERS or not item.stated or not item.target:
        return item
    first = any(known.policy == "tariff" and known.actor == item.target and known.target == item.actor for known in out)
    return replace(item, policy="retaliatory_tariff") if first else item


def _telling(item: Found, known: Found) -> bool:
    """Whether a mention of a known measure tells something new about it."""
    if item.status == "called_for" != known.status:
        return item.acted
    return item.acted and item.action not in ("introduce", "none", "keep", known.action)


LEVIES = frozenset({*RATED, "safeguard"})

CONTENTS = {"free_trade_agreement": "tariff_exemption", "retaliatory_tariff": "tariff",
            "visa_free_transit": "visa_exemption", "de_minimis": "tariff_exemption"}
"""What a measure of the first kind already says, where the same sentence tells it in other words: "a pact under which
goods cross free of duty", "answered in kind, putting 20 percent on bourbon"."""


def _holder(item: Found, out: list[Found]) -> int | None:
    """The measure told before in the sentence that already says this one."""
    if item.status == "called_for":
        return None
    return next((i for i, known in enumerate(out) if known.sentence == item.sentence and not _beside(known, item) and (
        CONTENTS.get(known.policy) == item.policy or _freed(known, item))), None)


def _freed(known: Found, item: Found) -> bool:
    """Whether goods are free of the duty that the sentence tells as gone: "dropped its duty on jute, which enters free
    of duty"."""
    return item.policy == EXEMPTION and known.action == "end" and known.policy in LEVIES and item.status == known.status


def _joined(known: Found, item: Found) -> list[int]:
    """The numbers of two mentions in one sentence."""
    if known.sentence != item.sentence:
        return known.quantities
    return sorted({*known.quantities, *item.quantities})


def _bare(item: Found) -> bool:
    """Whether only "levy" or "duty" is told, which another levy of the article can be."""
    return item.policy == "tariff" and not item.specific and item.target is None and not item.stated


REMEDIES = {"anti_dumping_duty", "countervailing_duty", "safeguard"}


def _rate(item: Found, out: list[Found]) -> bool:
    """Whether only what is paid is told, of a remedy against this side that the article told before."""
    if item.policy != "tariff" or item.named or item.status == "called_for":
        return False
    return any(known.policy in REMEDIES and known.status != "called_for" and (
        not (item.stated or item.target) or item.actor in (None, known.actor)) and (
        item.target is None or known.target is None or item.target in known.target.split(", ")) for known in out)


def _again(item: Found, out: list[Found]) -> bool:
    """Whether a sentence tells a measure once more in few words: "an inspection shed has cut the time to cross"."""
    return not item.specific and not item.stated and item.policy not in RATED and item.status != "called_for" and any(
        known.policy == item.policy and known.sentence == item.sentence for known in out)


def _inbound(item: Found, out: list[Found]) -> bool:
    """Whether what reads like a tax on exports is another side's levy on them, told before."""
    return item.policy == "export_tax" and item.status != "called_for" and (
        item.target not in (None, item.actor)) and any(
        known.target is not None and item.target in known.target.split(", ") for known in out)


BANS = frozenset({"import_ban", "export_ban"})
"""What a headline's "grain ban" can be: the body tells which."""

OUTWARD = {"export_ban", "export_quota", "export_control"}
"""Policies that a ban without more words is, where the article tells one of them."""


DONE = frozenset({"in_force", "ended", "suspended"})
"""The statuses of an agreement that binds: one that took effect is no mere understanding."""


def _held(item: Found, full: set[str]) -> Found | None:
    """A measure told in few words, where the article tells in full what they then mean: else what they mean without
    it, or None."""
    row = taxonomy()[item.detail or item.policy]
    if not item.bare or not full.isdisjoint(row["context"]):
        return item
    if row["family"] == "pact" and item.status in DONE:
        return item
    return replace(item, policy=row["otherwise"]) if row.get("otherwise") else None


def _meant(item: Found, out: list[Found]) -> Found | None:
    """A mention with the measure that "the levy" or "it" means; None where it only says again what was told, or
    tells from when what was told holds."""
    if item.policy != ANAPHOR and not (item.policy == "tariff" and item.definite and not item.specific):
        return item
    known = _antecedent(item, out)
    if known is not None:
        if _now_held(item, known):
            out[out.index(known)] = replace(known, status=item.status)
            return None
        actor, target = _kept_sides(item, known)
        item = replace(item, policy=known.policy, detail=known.detail, actor=actor, target=target,
                       action=_reread(item, known))
        if _still_ahead(item, known):
            out[out.index(known)] = replace(known, status=item.status, effective=item.effective)
            return None
    return None if item.policy == ANAPHOR or (known is not None and not _telling(item, known)) else item


def _needless(item: Found, out: list[Found], told: set[str]) -> bool:
    """Whether a mention is another measure of the article in other words, or a headline's that the body tells;
    `told` are the policies of the body."""
    if _bare(item) and any(taxonomy()[policy]["family"] == "levy" for policy in told - {"tariff"}) and (
            item.zone == "headline" or not any(known.policy == "tariff" for known in out)):
        return True
    if _inbound(item, out) or (item.policy == "import_ban" and not item.specific and OUTWARD & told):
        return True
    if item.zone == "headline" and item.policy in BANS and not BANS.isdisjoint(told):
        return True
    return item.zone == "headline" and (item.policy in told or not (item.acted or item.stated))


def _add(item: Found, out: list[Found]) -> None:
    """Adds a mention to what is known of its measure and action, or as a new one."""
    at = next((i for i, known in enumerate(out) if _same(known, item)), None)
    if at is None:
        out.append(item)
        return
    known = out[at]
    if item.definite and item.acted and item.status == "announced" and known.status == "in_force" and (
            item.action == known.action and item.effective):
        known = replace(known, status=item.status, effective=item.effective)
    if item.acted and not known.acted:
        known = replace(known, action=item.action, status=item.status, acted=True)
    aim = item.target if item.acted and not item.definite else None
    out[at] = replace(known, target=known.target or aim, quantities=_joined(known, item),
                      goods=known.goods or item.goods,
                      actor=item.actor if item.stated and not known.stated else known.actor,
                      effective=known.effective or item.effective, stated=known.stated or item.stated)


def merged(found: list[Found]) -> list[Found]:
    """Each measure and action once: a later mention only adds what the first left open, and a headline's is
    left out where the body tells the measure."""
    full = {item.policy for item in found if not item.bare}
    found = [held for item in found if (held := _held(item, full)) is not None]
    told = {item.policy for item in found if item.zone != "headline"}
    out: list[Found] = []
    for item in found:
        item = threshold(outgoing(item, found, out), out)
        meant = None if concluded(item, out) else _meant(item, out)
        if meant is None or _needless(meant, out, told):
            continue
        if (holder := _holder(meant, out)) is not None:
            out[holder] = replace(out[holder], quantities=_joined(out[holder], meant))
        elif not (_rate(meant, out) or _again(meant, out)):
            _add(_answered(meant, out), out)
    return out
