"""Makes characters visible that would hide or reorder text, or run a terminal."""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, among them the escape of terminals
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the order of what is shown
    r"\ud800-\udfff]"  # halves of a character, which no file can hold
)


def to_visible(text: str) -> str:
    """Write hidden control characters as their numbers; line ends become plain ones.

    >>> to_visible("pay \\u202e001 now\\r\\n")
    'pay [U+202E]001 now\\n'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", plain)
