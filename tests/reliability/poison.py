"""Generates files that have broken readers of text, each by its kind and number."""

from __future__ import annotations

import gzip
import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

STORY = "The council of Halden agreed on Friday to spend 2.5 million euros on bridge {}. "

KINDS: dict[str, Callable[[Path, random.Random], None]] = {}


def kind(write: Callable[[Path, random.Random], None]) -> Callable[[Path, random.Random], None]:
    """Take a kind of file into the list; its name is that of the function."""
    KINDS[write.__name__] = write
    return write


@kind
def empty(path: Path, _chance: random.Random) -> None:
    path.with_suffix(".txt").write_bytes(b"")


@kind
def blank(path: Path, chance: random.Random) -> None:
    path.with_suffix(".txt").write_text(
        chance.choice(" \n\t\u3000\u200b\r") * 500, encoding="utf-8"
    )


@kind
def nul(path: Path, chance: random.Random) -> None:
    text = STORY.format(chance.random()) * 5
    path.with_suffix(".txt").write_bytes(text.encode() + b"\0" * chance.randint(1, 999))


@kind
def random_bytes(path: Path, chance: random.Random) -> None:
    path.with_suffix(chance.choice([".txt", ".html", ".json"])).write_bytes(chance.randbytes(5_000))


@kind
def marked(path: Path, chance: random.Random) -> None:
    encoding = chance.choice(["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
    path.with_suffix(".txt").write_bytes((STORY.format(1) * 4).encode(encoding))


@kind
def mixed_encodings(path: Path, chance: random.Random) -> None:
    parts = ["café 5 €\n".encode(chance.choice(["utf-8", "cp1252", "utf-16-le"])) for _ in range(9)]
    path.with_suffix(".txt").write_bytes(b"".join(parts))


@kind
def surrogates(path: Path, _chance: random.Random) -> None:
    path.with_suffix(".txt").write_bytes(
        "A town of \ud800 people.".encode("utf-8", "surrogatepass")
    )


@kind
def odd_marks(path: Path, chance: random.Random) -> None:
    marks = "\u202e\u2066\u200b\u200d\ufeff\u0301\u2028\x0b"
    text = "".join(letter + chance.choice(marks) for letter in STORY.format(3) * 3)
    path.with_suffix(".txt").write_text(text, encoding="utf-8")


@kind
def long_line(path: Path, chance: random.Random) -> None:
    path.with_suffix(".txt").write_text(STORY.format(4) * chance.choice([200, 700]))


@kind
def long_word(path: Path, chance: random.Random) -> None:
    path.with_suffix(".txt").write_text("It said " + "a" * chance.randint(10_000, 90_000) + ".")


@kind
def runs(path: Path, chance: random.Random) -> None:
    letter = chance.choice(list("0123456789.,-–/()[]{}\"'“”$%:;@#|\\~^*_=+<>"))
    path.with_suffix(".txt").write_text(
        "It rose by " + letter * 20_000 + " in May.", encoding="utf-8"
    )


@kind
def alternating(path: Path, chance: random.Random) -> None:
    pair = chance.choice(["1,", "1.", "1/", "1-", "(1", "1 and ", "May 1 to ", "$1-", "a.b", "A. "])
    path.with_suffix(".txt").write_text(pair * 3_000)


@kind
def deep_html(path: Path, chance: random.Random) -> None:
    depth = chance.choice([260, 1_000, 5_000])
    page = "<div>" * depth + STORY.format(5) * 3 + "</div>" * depth
    path.with_suffix(".html").write_text(f"<html><body>{page}</body></html>")


@kind
def broken_html(path: Path, chance: random.Random) -> None:
    page = f"<html><body><p>{STORY.format(6) * 3}</p><table><tr><td>1</body></html>"
    cut = chance.randint(0, len(page))
    path.with_suffix(".html").write_text(
        page[:cut] + chance.choice(["<", "&#", "<!--", "]]>", "\0"])
    )


@kind
def entity_bomb(path: Path, _chance: random.Random) -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    page = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x><p>&e9;</p></x>'
    path.with_suffix(_chance.choice([".html", ".xhtml", ".xml"])).write_text(page)


@kind
def deep_json(path: Path, chance: random.Random) -> None:
    depth = chance.choice([100, 100_000])
    path.with_suffix(".json").write_text('{"text": ' + "[" * depth + "]" * depth + "}")


@kind
def gzip_bomb(path: Path, chance: random.Random) -> None:
    packed = gzip.compress(b"a " * chance.choice([100_000, 15_000_000]), 9)
    path.with_suffix(".txt.gz").write_bytes(packed)


@kind
def zip_bomb(path: Path, chance: random.Random) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../escape.txt", STORY.format(7))
        archive.writestr("large.txt", b"b " * chance.choice([50_000, 15_000_000]))
    path.with_suffix(".zip").write_bytes(held.getvalue()[: chance.choice([None, -20])])


@kind
def pipe(path: Path, _chance: random.Random) -> None:
    os.mkfifo(path.with_suffix(".txt"))


@kind
def device(path: Path, chance: random.Random) -> None:
    path.with_suffix(".txt").symlink_to(chance.choice(["/dev/zero", "/dev/full", "/dev/random"]))


@kind
def folder(path: Path, _chance: random.Random) -> None:
    path.with_suffix(".txt").mkdir()


@kind
def link(path: Path, chance: random.Random) -> None:
    target = chance.choice(["nowhere.txt", path.with_suffix(".txt").name, "/etc/hostname", ".."])
    path.with_suffix(".txt").symlink_to(target)


@kind
def odd_name(path: Path, chance: random.Random) -> None:
    name = chance.choice(
        ["=cmd|' '!A1", "a\nb", "-rf", "\u202etxt", "\udcff\udcfe", "n" * 200, "'", " "]
    )
    path.with_name(f"{path.name}{name}.txt").write_text(STORY.format(8))


@kind
def twins(path: Path, _chance: random.Random) -> None:
    path.with_name(f"{path.name}-A.txt").write_text(STORY.format(9))
    path.with_name(f"{path.name}-a.txt").write_text(STORY.format(9))


@kind
def scripts(path: Path, _chance: random.Random) -> None:
    path.with_suffix(".txt").write_text(
        '=HYPERLINK("x") said <script>alert(1)</script> that 5 \'; DROP TABLE x;-- rose by 3 %.'
    )


@kind
def unreadable(path: Path, _chance: random.Random) -> None:
    path.with_suffix(".txt").write_text(STORY.format(10))
    path.with_suffix(".txt").chmod(0)


def write_poison(place: Path, number: int) -> None:
    """Write ``number`` files of all kinds, with a sound article behind each."""
    place.mkdir()
    chance = random.Random(7)
    for at in range(number):
        name = list(KINDS)[at % len(KINDS)]
        KINDS[name](place / f"{at:03}-{name}", chance)
        (place / f"{at:03}-sound.txt").write_text(STORY.format(at))
