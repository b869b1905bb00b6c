"""Turns a refined candidate into its value: a Quantity with base units and precision."""

from __future__ import annotations

from ..records import Quantity
from ..units.conversion import to_base
from .candidates import Candidate


def to_quantity(candidate: Candidate, measured: str | None) -> Quantity:
    """Build the value of a candidate."""
    unit = candidate.unit
    base = to_base(unit, candidate.low, candidate.high) if unit else None
    return Quantity(
        low=candidate.low,
        high=candidate.high,
        unit=unit.name if unit else None,
        dimension=unit.dimension or None if unit else "count",
        modifier=candidate.modifier or "=",
        direction=candidate.direction,
        base_low=base.low if base else None,
        base_high=base.high if base else None,
        base_unit=base.unit if base else None,
        precision=candidate.precision,
        measured=measured,
        inferred=("unit",) if unit and unit.inferred else (),
    )
