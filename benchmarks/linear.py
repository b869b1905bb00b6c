"""Measures how time grows with the text: the whole pipeline on n, 2n and 4n characters.

Run ``python benchmarks/linear.py``. A ratio near 2 for each doubling is linear; 4 is quadratic. The
texts are the ones that made a stage or a library slow before: runs of one character, no full stop,
one line for each word. The last rows measure one function each: what opens a page whose blocks lie
in blocks, and the stretches of a page that shows claims. Times are processor seconds, compared
within one run only.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections import deque
from collections.abc import Callable
from functools import partial

from lxml import html

from pipeline import Article, Claim, Pipeline, Records, load, process
from pipeline.read.opening import find_opening
from pipeline.show.spans import cut

CHARACTERS = 10_000

PIECES = {
    "news": "The council spent $3 million on 4 km of road in 2020, Ann Lee said on Monday. ",
    "no full stop": "the man went and the dog came and ",
    "names": "Ann Lee and Bob Ray of Norland met Cy Day, ",
    "numbers": "5 km to 7 million of half a ",
    "dates": "between May 3 and June 4, 2020 and ",
    "lines": "a\n",
    "initials": "Norland's Security Service (SBN) met Ann Ashby of Ashby Marine and ",
    "pronouns": "it was Monday when he and his friend left its bank and ",
    "brackets": "(",
    "words in brackets": "(the man (who left) said) ",
    "quotation marks": '"',
    "currency signs": "$",
    "digits": "1",
    "no space": "abc",
    "emoji": "\N{GRINNING FACE}",
}


def measure(piece: str, pipeline: Pipeline, length: int) -> float:
    """Give the processor seconds for a text of ``length`` characters made of ``piece``."""
    text = (piece * (length // len(piece) + 1))[:length]
    start = time.process_time()
    process(text, pipeline=pipeline)
    return time.process_time() - start


def find_opening_of(length: int) -> float:
    """Give the processor seconds for a page of about ``length`` characters, blocks in blocks."""
    depth = length // 1000
    page = "<h1>Ferry</h1>" + f"<div>{'<i></i>' * 150}" * depth + "</div>" * depth
    tree = html.document_fromstring(page)
    start = time.process_time()
    find_opening(tree, "Ferry")
    return time.process_time() - start


def show_claims(length: int) -> float:
    """Give the processor seconds for a text of ``length`` characters, a claim for every four."""
    places = range(0, length, 4)
    claims = tuple(
        Claim(id=f"c{i}", doc="a", start=i, end=length, text="", standalone="") for i in places
    )
    article = Article(doc="a", text="x" * length, sha256="0", path="", media_type="text/plain")
    start = time.process_time()
    for passage in cut(Records(article=article, claims=claims)):
        deque(passage.segments, maxlen=0)
    return time.process_time() - start


def main() -> None:
    """Print a row for each kind of text."""
    pipeline = load()
    process(PIECES["news"] * 5, pipeline=pipeline)  # what is loaded at first use is not counted
    out = sys.stdout
    out.write(f"{'text':<18}{'n':>8}{'2n':>8}{'4n':>8}{'2n/n':>8}{'4n/2n':>8}   n = {CHARACTERS}\n")
    rows: dict[str, Callable[[int], float]] = {
        name: partial(measure, piece, pipeline) for name, piece in PIECES.items()
    }
    rows |= {"blocks in blocks": find_opening_of, "claims in claims": show_claims}
    for name, seconds in rows.items():
        times = [seconds(CHARACTERS * factor) for factor in (1, 2, 4)]
        ratios = [after / before for before, after in itertools.pairwise(times)]
        cells = [f"{time:8.2f}" for time in times] + [f"{ratio:8.2f}" for ratio in ratios]
        out.write(f"{name:<18}{''.join(cells)}\n")


if __name__ == "__main__":
    main()
