#!/usr/bin/env python3
"""Makes the tables of fields in docs/output.md anew from the schema; what a field means is kept as the page has it.

    python docs/make_output.py

Below a heading `### Name`, the table lists the fields that the record `Name` of extractor/schema.py has beside those of
the record that it extends.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from extractor import schema
from extractor.schema import Claim, Result

PAGE = Path(__file__).parent / "output.md"
HEAD = "| field | type | what |\n| --- | --- | --- |\n"
SECTION = re.compile(rf"(?<=^### )(\w+)\n((?:(?!#).*\n)*?){re.escape(HEAD)}((?:\|.*\n)*)", re.M)
ROW = re.compile(r"^\| `(\w+)` \| .*? \| (.*) \|$", re.M)
UNTOLD = "…"


def type_words(field: dict[str, Any]) -> str:
    """What a field of a JSON Schema holds, in words."""
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(type_words(one) for one in field["anyOf"]))
    if "oneOf" in field:
        return " or ".join(type_words(one) for one in field["oneOf"])
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return " ".join(f"`{one}`" for one in field["enum"])
    if field.get("type") == "array":
        if "prefixItems" in field:
            return f"pair of {type_words(field['prefixItems'][0])}s"
        return f"list of {type_words(field['items'])}"
    if field.get("type") == "object":
        return f"field → {type_words(field['additionalProperties'])}"
    return str(field["type"])


def records() -> dict[str, dict[str, Any]]:
    """The records of the schema with their fields, Claim for what all claims share."""
    made: dict[str, Any] = Result.model_json_schema(mode="serialization")
    found = {name: one["properties"] for name, one in made["$defs"].items()}
    return found | {"Result": made["properties"], "Claim": Claim.model_json_schema(mode="serialization")["properties"]}


def own_fields(name: str) -> list[str]:
    """The fields of a record that the one it extends doesn't have."""
    model = getattr(schema, name)
    shared = Claim.model_fields if issubclass(model, Claim) and model is not Claim else {}
    return [field for field in model.model_fields if field not in shared]


def renewed(page: str) -> str:
    """The page with its tables as the schema is now; a field that it doesn't tell of yet gets UNTOLD."""
    known = records()

    def section(found: re.Match[str]) -> str:
        name, words, rows = found.groups()
        told = dict(ROW.findall(rows))
        lines = [f"| `{f}` | {type_words(known[name][f])} | {told.get(f, UNTOLD)} |" for f in own_fields(name)]
        return f"{name}\n{words}{HEAD}" + "".join(f"{line}\n" for line in lines)

    return SECTION.sub(section, page)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
