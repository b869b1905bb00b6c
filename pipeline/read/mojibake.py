"""Notices text that was once decoded wrongly and saved so: "cafÃ©" for "café"."""

from __future__ import annotations

import re

_TWICE = re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080\u20ac].")
"""The bytes of accented letters, of signs and of quotation marks in UTF-8, each as a letter.

In no language does one of the two letters stand before such a sign."""


def find_mojibake(text: str) -> str | None:
    """Say that a text was saved in the wrong encoding before, with the first sign of it.

    >>> find_mojibake("A cafÃ©.")
    "saved in a wrong encoding before: 'Ã©' stands for one sign, once. Save it anew from its source"
    >>> find_mojibake("A café.")
    """
    found = _TWICE.findall(text)
    if not found:
        return None
    times = f"{len(found):,} times" if len(found) > 1 else "once"
    return (
        f"saved in a wrong encoding before: {found[0]!r} stands for one sign, {times}."
        " Save it anew from its source"
    )
