"""Reads the dates that formats state for machines: ISO 8601, as in mails, and as in PDF files."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_PDF = re.compile(r"D:(?P<year>\d{4})(?P<month>\d{2})?(?P<day>\d{2})?")


def to_date(written: str | None) -> date | None:
    """Read a date with or without a time, or give None.

    >>> to_date("2024-03-31T08:00:00Z"), to_date("Sun, 31 Mar 2024 08:00:00 +0200")
    (datetime.date(2024, 3, 31), datetime.date(2024, 3, 31))
    >>> to_date("D:20240331080000+02'00'")
    datetime.date(2024, 3, 31)
    """
    written = (written or "").strip()
    for read in (_from_iso, _from_mail, _from_pdf):
        if (found := read(written)) is not None:
            return found
    return None


def _from_iso(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        return _from_iso(written[:10]) if len(written) > 10 else None


def _from_mail(written: str) -> date | None:
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_pdf(written: str) -> date | None:
    found = _PDF.match(written)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return None
