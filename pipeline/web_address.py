"""Says whether an address leads to the web, so that a page or a sheet may offer it as a link."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST = 2_000
"""Letters of an address: Excel takes 2,079, and a longer one is no place that people look up."""


def is_web_address(text: str | None) -> bool:
    """Say whether a text is an address with http or https that leads where it seems to lead.

    Whatever a browser reads otherwise than a person is refused: spaces and hidden characters,
    backslashes, and a name before the host ("https://paper.example@other.example").

    >>> is_web_address("https://paper.example/a?b=1"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    if not text or len(text) > LONGEST or not text.isprintable():
        return False
    if any(letter.isspace() or letter == "\\" for letter in text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:  # such as a broken IPv6 address, or a port that is no number
        return False
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return is_web and "@" not in parts.netloc
