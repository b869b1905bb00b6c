from __future__ import annotations

import pytest

from pipeline.facts.units import canonical_unit, is_counted_in, is_same_unit, to_base


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("km", "kilometre"),
        ("kilometers", "kilometre"),
        ("%", "percent"),
        ("USD", "USD"),
        ("dollars", "USD"),
    ],
)
def test_spelling_leads_to_our_name(written: str, name: str) -> None:
    assert canonical_unit(written) == name


@pytest.mark.parametrize("noun", ["worker", "kilometrs", "new track", ""])
def test_noun_is_no_unit(noun: str) -> None:
    assert canonical_unit(noun) is None
    assert to_base(1.0, noun) is None


def test_same_length_has_the_same_base() -> None:
    assert to_base(482.0, "km") == to_base(482_000.0, "metre") == (482_000.0, "metre")


@pytest.mark.parametrize(
    ("wanted", "found", "is_same"),
    [
        ("worker", "worker", True),
        ("workers", "worker", True),
        ("people", "person", True),
        ("cities", "city", True),
        ("driver", "young driver", True),
        ("km", "kilometre", True),
        ("young driver", "driver", False),
        ("metre", "square metre", False),
        ("worker", None, False),
    ],
)
def test_noun_counted_is_compared_by_its_head(
    wanted: str, found: str | None, is_same: bool
) -> None:
    assert is_same_unit(wanted, found) is is_same


@pytest.mark.parametrize(
    ("noun", "is_counted"),
    [("worker", True), ("city", True), ("person", True), ("cow", False), ("", False)],
)
def test_noun_is_looked_for_with_its_plural(noun: str, is_counted: bool) -> None:
    assert is_counted_in(noun, " two workers and ten people in cities ") is is_counted
