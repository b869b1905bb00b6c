"""Reads a full date in any spelling with dateparser, from a span that a rule has found.

The one place that calls dateparser: bylines and page dates (``clean``) and the dates in the text
(``dates``) are read by the same code.
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime
from functools import lru_cache

MAX_SPAN = 40
"""No written date is longer; dateparser's time grows with the length and with runs of digits."""

_BASE = datetime(2000, 1, 1)
"""A fixed base, so that nothing can lean on the day of the run; full dates do not use it."""

_NOISE = re.compile(r"(?<=\d)\s*(?:st|nd|rd|th)\b|\b(?:of|the|day|in)\b|[,‐‑]")


@lru_cache(maxsize=4096)
def read_absolute(
    text: str, *, order: str = "MDY", languages: tuple[str, ...] = ("en",)
) -> date | None:
    """Give the day that a full date names, or None where dateparser does not find all three parts.

    >>> read_absolute("14-Mar-2021")
    datetime.date(2021, 3, 14)
    >>> read_absolute("March 2021") is None
    True
    """
    if len(text) > MAX_SPAN:
        return None
    from dateparser import parse  # late: its import takes longer than reading most articles

    cleaned = " ".join(_NOISE.sub(" ", text).split())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateparser warns of a change in Python's strptime
        found = parse(
            cleaned,
            languages=list(languages),
            settings={
                "DATE_ORDER": order,
                "PARSERS": ["absolute-time"],
                "PREFER_LOCALE_DATE_ORDER": False,
                "RELATIVE_BASE": _BASE,
                "REQUIRE_PARTS": ["day", "month", "year"],
                "STRICT_PARSING": True,
                "TIMEZONE": "UTC",
            },
        )
    return found.date() if found else None
