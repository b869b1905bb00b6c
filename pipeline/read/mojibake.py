"""Notices text that was decoded wrongly, here or before it was saved: "cafÃ©" for "café"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TWICE = re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080\u20ac].")
"""The bytes of accented letters, of signs and of quotation marks in UTF-8, each as a letter.

In no language does one of the two letters stand before such a sign."""

_RUN = re.compile("[\u00a1-\u00ff]{4,}")
_LETTER = re.compile("[\u00c0-\u00ff]")

MIN_LETTERS = 5
"""Letters outside ASCII in a row that are no word: Icelandic has "óþýð" with four."""

MIN_MIXED = 2
"""Such letters in a row of four with signs among them: "§§§§" and "½¼¾" have none, "«Él" one."""


def find_mojibake(text: str) -> str | None:
    """Say that a text was read or saved in a wrong encoding, with the first sign of it.

    >>> find_mojibake("A cafÃ©.")
    "saved in a wrong encoding before: 'Ã©' stands for one sign, once. Save it anew from its source"
    >>> find_mojibake("A café.")
    """
    if twice := _TWICE.findall(text):
        return (
            f"saved in a wrong encoding before: {twice[0]!r} stands for one sign, {_times(twice)}."
            " Save it anew from its source"
        )
    # Names in Chinese, Korean, Russian, Greek, Hebrew or Arabic encodings, read as Western ones.
    if runs := [run for run in _RUN.findall(text) if _is_no_word(run)]:
        return (
            f"not in the encoding that it was read in: {runs[0]!r} is no word, {_times(runs)}."
            " Set its encoding under [read] in the settings, or save it anew from its source"
        )
    return None


def _is_no_word(run: str) -> bool:
    letters = len(_LETTER.findall(run))
    return letters >= (MIN_LETTERS if letters == len(run) else MIN_MIXED)


def _times(found: Sequence[str]) -> str:
    return f"{len(found):,} times" if len(found) > 1 else "once"
