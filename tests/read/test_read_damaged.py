"""Damaged files of every format are read or refused with a reason; nothing else happens.

DAMAGED=2000 in the environment damages each format so many times: about half an hour on one core.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import random
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.read import Input, read_article, walk_inputs

from .formats import WRITERS, save, to_html, to_json, to_pdf, to_rss, to_tar, to_zip

TIMES = int(os.environ.get("DAMAGED", "12"))
DOCUMENTS = Path(__file__).parent / "documents"
PARAGRAPHS = ["Ferry of Kelder", *(f"The ferry carried {number} people." for number in range(20))]
PAGE = to_html(PARAGRAPHS)
LINES = f"{to_json(PARAGRAPHS)}\n" * 3
MEMBERS = {
    "a.txt": LINES.encode(),
    "in/b.html": PAGE.encode(),
    "c.json": to_json(PARAGRAPHS).encode(),
}

WHOLE: dict[str, str | bytes] = {
    **{f"a.{suffix}": write(PARAGRAPHS) for suffix, write in WRITERS.items()},
    "a.txt": "\n\n".join(PARAGRAPHS),
    "a.jsonl": LINES,
    "a.jsonl.gz": gzip.compress(LINES.encode()),
    "a.rss.xml": to_rss(PARAGRAPHS, PARAGRAPHS),
    "a.zip": to_zip(MEMBERS),
    "a.tar": to_tar(MEMBERS),
    "a.tar.gz": to_tar(MEMBERS, "w:gz"),
    "a.pdf": to_pdf([[(50.0, 700.0 - 12 * at, 10.0, line) for at, line in enumerate(PARAGRAPHS)]]),
    **{path.name: path.read_bytes() for path in sorted(DOCUMENTS.iterdir())},
}


def damage(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes, cut the end off, repeat a part of it, or take one out."""
    changed = bytearray(data)
    at, other = chance.randrange(len(data)), chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            for _ in range(chance.choice((1, 5, 50))):
                changed[chance.randrange(len(data))] = chance.randrange(256)
        case 1:
            del changed[at:]
        case 2:
            changed[at:at] = changed[other : other + 500] * chance.choice((1, 50))
        case _:
            del changed[at : at + chance.choice((1, 20, 500))]
    return bytes(changed)


@pytest.mark.parametrize("name", WHOLE)
def test_damaged_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    whole = WHOLE[name]
    for _ in range(TIMES):
        data = whole.encode() if isinstance(whole, str) else whole
        path = save(tmp_path, name, damage(data, chance))
        assert all(is_read_or_refused(source) for source in list_what_is_left(path))


def list_what_is_left(path: Path) -> list[Input]:
    """List the articles; an archive may have lost all of them."""
    with contextlib.suppress(InputError):
        return [source for source in walk_inputs(path) if isinstance(source, Input)]
    return []


def is_read_or_refused(source: Input) -> bool:
    try:
        return bool(read_article(source).text.strip())
    except InputError as error:
        return source.path in str(error)
