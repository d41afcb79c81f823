"""ninjs, the news agencies' JSON, versions 1 to 3: `uri` with bodies, headlines and times of creation."""

from __future__ import annotations

from typing import Any

from extractor.readers.common import Origin, ReadError, article, with_title
from extractor.readers.fragments import words_of
from extractor.schema import Article

_TEXTS = ("body_text", "bodytext")
_PAGES = ("body_xhtml", "body_html", "bodyxhtml", "bodyhtml")
_DAYS = ("firstcreated", "contentcreated", "versioncreated")
"""The first that is there is the day of publication."""
_MAIN = ("main", "")
_WITHDRAWN = ("canceled", "cancelled")


def is_ninjs(record: dict[str, Any]) -> bool:
    """Whether an object without our `text` is an agency's item."""
    keys = {str(key).lower() for key in record}
    return "uri" in keys and "text" not in keys and bool(keys & {*_TEXTS, *_PAGES, *_DAYS, "bodies", "headlines"})


def _chosen(entries: Any, *keys: str) -> dict[str, Any]:
    """The entry of the main role, else the first, of those that have a string under one of the keys."""
    found = [
        entry for entry in entries if isinstance(entry, dict) and any(isinstance(entry.get(key), str) for key in keys)
    ] if isinstance(entries, list) else []  # fmt: skip
    main = [entry for entry in found if str(entry.get("role") or "").lower() in _MAIN]
    return next(iter(main or found), {})


def _words(item: dict[str, Any]) -> str:
    body = _chosen(item.get("bodies"), "value")
    if body:
        kind = str(body.get("contenttype") or body.get("contentType") or "").lower()
        return words_of(body["value"]) if "html" in kind else str(body["value"])
    for key in _TEXTS:
        if isinstance(item.get(key), str) and item[key].strip():
            return str(item[key])
    for key in _PAGES:
        if isinstance(item.get(key), str) and item[key].strip():
            return words_of(item[key])
    raise ReadError("no text in the item; pictures and associated items aren't read")


def from_item(record: dict[str, Any], origin: Origin, notes: list[str]) -> Article:
    """The article of an item. Raises ReadError."""
    item = {str(key).lower(): value for key, value in record.items()}
    headline = item.get("headline") or _chosen(item.get("headlines"), "value").get("value")
    title = headline.strip() if isinstance(headline, str) else None
    status = str(item.get("pubstatus") or "").rpartition(":")[2].lower()
    if status in _WITHDRAWN:
        notes = [*notes, "the agency has withdrawn this item"]
    return article(
        with_title(title or None, _words(item).strip("\n")),
        origin,
        id=item["uri"],
        title=title or None,
        published=next((item[key] for key in _DAYS if item.get(key)), None),
        notes=notes,
    )
