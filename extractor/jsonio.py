"""JSON as the output contract wants it: exact numbers, no exponents, what UTF-8 can't hold escaped."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

_EXPONENT = re.compile(r"\d[eE][-+]?\d")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?[eE][-+]?\d+')
_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST = Decimal("1e21")


def _plain(found: re.Match[str]) -> str:
    token = found.group()
    if token.startswith('"') or abs(Decimal(token)) >= _LARGEST:
        return token
    return format(Decimal(token), "f")


def utf8(text: str) -> str:
    """The text with lone surrogates, which UTF-8 can't hold, as escapes."""
    return text if text.isascii() else _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _finished(text: str) -> str:
    """Numbers written out, lone surrogates as escapes."""
    if _EXPONENT.search(text):
        text = _TOKEN.sub(_plain, text)
    return utf8(text)


def dumps(value: Any, indent: int | None = None) -> str:
    """JSON of plain values (dicts, lists, strings, numbers) by the same rules."""
    return _finished(json.dumps(value, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":")))


def dump_model(model: BaseModel, indent: int | None = None) -> str:
    """JSON of a record; a number as an integer or as the shortest decimal that reads back equal."""
    try:
        text = BaseModel.model_dump_json(model, indent=indent)
    except PydanticSerializationError:  # lone surrogates
        return dumps(model.model_dump(mode="json"), indent)
    return _finished(text)
