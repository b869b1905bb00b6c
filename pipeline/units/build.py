"""Write factors.toml: what pint makes of every unit that has a spelling.

``python -m pipeline.units.build``. The table spares each process half a second, which pint takes to
load, and gives the same figures with every version of pint.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from ..lexicon import load_lexicon
from .conversion import FACTORS, ask_pint
from .registry import dimension_by_name

HEAD = """\
# Made by `python -m pipeline.units.build`: for each dimension and unit, what a value is multiplied
# by for the base unit, and what is then added; nothing where pint does not know the unit.
"""


def build() -> str:
    """Give the file's text; the same versions of the libraries give the same bytes."""
    table = load_lexicon("units")["conversion"]
    names_by_dimension: dict[str, list[str]] = defaultdict(list)
    for name, dimension in dimension_by_name().items():
        if dimension in table["bases"] and name not in table["factors"]:
            names_by_dimension[dimension].append(name)
    lines = [HEAD]
    for dimension, names in sorted(names_by_dimension.items()):
        lines.append(f"\n[{json.dumps(dimension)}]\n")
        lines += [_to_line(name, dimension) for name in sorted(names)]
    return "".join(lines)


def _to_line(name: str, dimension: str) -> str:
    factor = ask_pint(name, dimension)
    return f"{json.dumps(name, ensure_ascii=False)} = {[] if factor is None else [*factor]}\n"


if __name__ == "__main__":
    (Path(__file__).parent / FACTORS).write_text(build(), encoding="utf-8")
