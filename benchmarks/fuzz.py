"""Looks for an input that crashes a stage or takes it more than 5 seconds.

    pip install atheris
    python benchmarks/fuzz.py text -max_total_time=600
    python benchmarks/fuzz.py html -max_total_time=600
    python benchmarks/fuzz.py dates -max_total_time=600
    python benchmarks/fuzz.py quantities -max_total_time=600

libFuzzer leads the search: what reaches new code is kept and changed further. It stops at the first
input that fails, and writes it to a file; `python benchmarks/fuzz.py html crash-...` tries that
file again. What the user can mend (``InputError``) is no failure. Options are those of libFuzzer.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline import InputError, load, process
    from pipeline.read.decode import decode, decode_page
    from pipeline.read.formats import FORMATS
    from pipeline.settings import load_settings

LIMIT = 5.0
"""Seconds of processor time that an input may take: a busy machine is no finding."""

PUBLISHED = date(2025, 4, 2)

DATE_WORDS = """
on in by since until from to between and of the a last next this past Monday Friday March Sept. 1
2 3rd 12th 21st 31 1999 2024 '98 1990s mid- early late spring Christmas Easter yesterday tomorrow
today week weeks month year years decade century quarter Q3 noon midnight 12:30 p.m. GMT two
three half ago later earlier before after fiscal weekend - – / . , : ( ) 2024-03-01
"""
QUANTITY_WORDS = """
about at least nearly more than up to from between and of the a an half third quarter dozen
hundred thousand million billion trillion 1 2.5 1,000 12.000 1/2 ½ 10^6 -3 +4 $ € £ ¥ US$ % per
cent km m² kg tonnes miles feet hours years people workers degrees Celsius C° mph kWh barrels a
day rose fell by to 3-year-old twice 3x e5 p.m. - – / . , ( ) " '
"""


def fuzz_text(data: bytes) -> None:
    """Decode any bytes, as a text file and as a page."""
    for read in (decode, decode_page):
        try:
            read(data)
        except InputError:
            continue


def fuzz_html() -> Callable[[bytes], None]:
    """Read any bytes as a web page; half of them between tags that articles have."""
    options = load_settings().read
    read = FORMATS[".html"]

    def fuzz(data: bytes) -> None:
        page = data
        if data[:1] > b"\x7f":
            page = b"<html><body><article><h1>Title</h1><p>" + data[1:] + b"</p></article></body>"
        try:
            read(page, options)
        except InputError:
            return

    return fuzz


def fuzz_words(listed: str) -> Callable[[bytes], None]:
    """Process any words of a list, mixed with any characters at all."""
    pipeline = load("embedded-cnn")
    words = [*listed.split(), "\n"]

    def fuzz(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        text = ""
        while given.remaining_bytes() and len(text) < 600:
            word = given.ConsumeIntInRange(0, len(words) + 4)
            text += words[word] if word < len(words) else given.ConsumeUnicode(3)
            text += "" if given.ConsumeIntInRange(0, 5) == 0 else " "
        try:
            records = process(text, pipeline=pipeline, published=PUBLISHED)
        except InputError:
            return
        for row in (*records.mentions, *records.claims):
            assert text[row.start : row.end] == row.text

    return fuzz


TARGETS: dict[str, Callable[[], Callable[[bytes], None]]] = {
    "text": lambda: fuzz_text,
    "html": fuzz_html,
    "dates": lambda: fuzz_words(DATE_WORDS),
    "quantities": lambda: fuzz_words(QUANTITY_WORDS),
}


def timed(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Fail where an input takes too long."""

    def fuzz(data: bytes) -> None:
        started = time.process_time()
        target(data)
        seconds = time.process_time() - started
        if seconds > LIMIT:
            raise TimeoutError(f"{seconds:.1f} seconds of processor time for {len(data)} bytes")

    return fuzz


def main(arguments: list[str]) -> Any:
    """Run the target that is named; libFuzzer takes the other arguments."""
    name = arguments[1] if len(arguments) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"expected one of {', '.join(TARGETS)}, found {name!r}")
    atheris.Setup([arguments[0], *arguments[2:]], timed(TARGETS[name]()))
    return atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
