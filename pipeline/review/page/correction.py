"""Reads what a reviewer writes in place of a value or a date, and says how it was understood."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple

from ...errors import InputError
from ...numbers import parse_number

Kind = Literal["value", "date", "words"]

LONGEST = 500
"""Characters of a correction: a clause, no paragraph. Notes hold the rest."""

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_LINK = re.compile(r"\s*(?:–|\bto\b)\s*")
_UNIT_SIGN = re.compile(r"(?<=\d)(?=[^\W\d]|[%°])")


class Correction(NamedTuple):
    """A correction as it is kept, and how it was understood."""

    text: str
    understood: str


def read_correction(text: str, kind: str) -> Correction:
    """Check a correction of a kind; raises ``InputError`` that says what was expected.

    >>> read_correction("2024-02", "date").understood
    '2024-02-01 to 2024-02-29'
    >>> read_correction("2.3 million km", "value").understood
    '2,300,000 kilometre'
    """
    text = " ".join(text.split())
    if not text:
        return Correction("", "")
    if len(text) > LONGEST:
        raise InputError(f"Longer than {LONGEST} characters. Put the rest into the note.")
    if kind == "date":
        return Correction(text, _read_dates(text))
    if kind == "value":
        return Correction(text, _read_value(text))
    return Correction(text, "")


def kind_of(text: str | None) -> Kind:
    """Guess the kind of a correction that is already kept.

    >>> kind_of("2024-03-01"), kind_of("482 km"), kind_of("the mayor")
    ('date', 'value', 'words')
    """
    for kind in ("date", "value"):
        try:
            read_correction(text or "", kind)
        except InputError:
            continue
        if text:
            return "date" if kind == "date" else "value"
    return "words" if text else "value"


def _read_dates(text: str) -> str:
    parts = re.split(r"\s*(?:/|–|\bto\b)\s*", text)
    if len(parts) > 2:
        raise InputError(_EXPECTED_DATE.format(text))
    read = [_read_day(part, text) for part in parts]
    first, last = read[0][0], read[-1][1]
    if first > last:
        raise InputError(f"{first} is later than {last}: put the earlier date first.")
    return str(first) if first == last else f"{first} to {last}"


_EXPECTED_DATE = (
    "“{}” is no date as it is kept: write 2024, 2024-03, 2024-03-05, or two of them with a slash "
    "between (2024-02-26/2024-03-01)."
)


def _read_day(part: str, whole: str) -> tuple[date, date]:
    """Give the first and the last day of a year, a month or a day."""
    found = _DAY.fullmatch(part)
    if found is None:
        raise InputError(_EXPECTED_DATE.format(whole))
    year, month, day = (int(found[name]) if found[name] else None for name in _DAY.groupindex)
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise InputError(f"“{part}”: there is no such day in the calendar.") from error
    if day:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1])


def _read_value(text: str) -> str:
    """Understand a number, or two with "to" between, and a unit or what is counted."""
    parts = [_read_amount(part) for part in _LINK.split(text)]
    amounts = [part for part in parts if part is not None]
    if len(parts) > 2 or len(amounts) < len(parts):
        raise InputError(_EXPECTED_VALUE.format(text))
    values = [amount.value for amount in amounts]
    if values != sorted(values):
        raise InputError(f"“{text}”: put the smaller number first.")
    unit = next((amount.unit for amount in reversed(amounts) if amount.unit), "")
    return f"{' to '.join(f'{value:,.12g}' for value in values)} {unit}".strip()


_EXPECTED_VALUE = (
    "“{}” is no value: write a number and its unit or what is counted (482 km, 2.3 million people, "
    "5 %, $40), or two numbers with “to” between (20 to 30 km)."
)


class _Amount(NamedTuple):
    value: float
    unit: str


def _read_amount(text: str) -> _Amount | None:
    """Read the longest number at the start, and what stands before or behind it as its unit."""
    from ...units import spelling  # its registry takes a while to load

    digit = re.search(r"\d", text)
    sign = spelling.match_money_before(text, digit.start()) if digit else None
    if digit and sign is not None and sign.position == 0:
        text = text[digit.start() :]
    # Behind a sign of money "m" is million; elsewhere it is metre.
    words = (text if sign else _UNIT_SIGN.sub(" ", text, count=1)).split()
    for count in range(len(words), 0, -1):
        number = parse_number(" ".join(words[:count]), suffixes=sign is not None)
        if number is not None:
            unit = _unit_name(" ".join(words[count:]))
            return _Amount(number.value, f"{sign.unit.name if sign else ''} {unit}".strip())
    return None


def _unit_name(unit: str) -> str:
    """Give our name for a unit; what is counted keeps its own."""
    from ...units import spelling

    known = spelling.money_named(unit) if unit else None
    if known is not None:
        return known.name
    text = f"1 {unit}"
    match = spelling.match_unit(text, 1) if unit else None
    return match.unit.name if match is not None and match.position == len(text) else unit
