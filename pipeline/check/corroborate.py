"""Sets side by side what several articles say of the same thing; it never says who is right.

Amounts belong together where they share the thing measured, the unit, a name and the time. Claims
whose sentences are nearly the same count as one origin: agencies are printed by many papers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..records import Corroboration
from .aliases import Aliases
from .origins import find_origins
from .periods import part_by_time
from .quantities import AS_SHIPPED, Tolerance, compare_quantities, write_quantity
from .statements import Statement, Subject

VALUES_TRIED = 20
"""Values of a group, the nearest below, that a further one is compared with."""


class _Key(NamedTuple):
    subject: Subject
    name: str


class _Group(NamedTuple):
    key: _Key
    time: str
    statements: tuple[Statement, ...]


def corroborate(
    statements: Iterable[Statement], tolerance: Tolerance = AS_SHIPPED
) -> Iterator[Corroboration]:
    """Give the groups that hold statements of two articles or more, row by row."""
    statements = list(statements)
    origins = find_origins(statement.sentence for statement in statements)
    origin_by_mention = {
        statement.mention: origin for statement, origin in zip(statements, origins, strict=True)
    }
    for group in sorted(_largest(_group(statements)), key=lambda group: (group.key, group.time)):
        yield from _to_rows(
            group,
            _renumber([origin_by_mention[statement.mention] for statement in group.statements]),
            number_values(group.statements, tolerance),
        )


def _group(statements: Iterable[Statement]) -> Iterator[_Group]:
    """Give the statements that share subject, name and time, where two articles have them."""
    statements = list(statements)
    aliases = Aliases({name for statement in statements for name in statement.names})
    by_key: dict[_Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        for name in {aliases.key(name) for name in statement.names}:
            by_key[_Key(statement.subject, name)].append(statement)
    for key, found in by_key.items():
        for time, part in part_by_time(found):
            if len({statement.doc for statement in part}) > 1:
                yield _Group(key, time, tuple(part))


def _largest(groups: Iterable[_Group]) -> Iterator[_Group]:
    """Leave out groups whose statements all stand in another: a sentence has several names."""
    shown: dict[str, list[frozenset[str]]] = defaultdict(list)
    for group in sorted(groups, key=lambda group: (-len(group.statements), group.key, group.time)):
        members = frozenset(statement.mention for statement in group.statements)
        if any(members <= other for other in shown[group.statements[0].mention]):
            continue
        for member in members:
            shown[member].append(members)
        yield group


def number_values(statements: Sequence[Statement], tolerance: Tolerance = AS_SHIPPED) -> list[int]:
    """Number the values that are stated: statements that agree share a number.

    Agreeing means what it means in a check: after conversion of units, within the rounding of the
    less precise one, and within its bound.
    """
    order = sorted(range(len(statements)), key=lambda place: _size(statements[place]))
    first_by_value: list[int] = []
    values = [0] * len(statements)
    for place in order:
        agreeing = (
            first
            for first in first_by_value[-VALUES_TRIED:]
            if _agree(statements[first], statements[place], tolerance)
        )
        first = next(agreeing, place)
        if first == place:
            first_by_value.append(place)
        values[place] = first
    return _renumber(values)


def _size(statement: Statement) -> tuple[float, float]:
    quantity = statement.quantity
    low = quantity.low if quantity.base_low is None else quantity.base_low
    return low, quantity.precision or 0.0


def _agree(one: Statement, other: Statement, tolerance: Tolerance) -> bool:
    directions = {one.quantity.direction, other.quantity.direction}
    if directions == {"up", "down"}:
        return False
    return any(
        compare_quantities(*pair, tolerance) is not None
        for pair in ((one.quantity, other.quantity), (other.quantity, one.quantity))
    )


def _renumber(numbers: Sequence[int]) -> list[int]:
    """Count from 1 in the order in which numbers occur."""
    order = {number: place for place, number in enumerate(dict.fromkeys(numbers), start=1)}
    return [order[number] for number in numbers]


def _to_rows(
    group: _Group, origins: Sequence[int], values: Sequence[int]
) -> Iterator[Corroboration]:
    (measured, unit), name = group.key
    number_of_origins = len(set(origins))
    agreement = "same" if len(set(values)) == 1 else "differs"
    shown = (measured, unit if unit != measured else "", name, group.time)
    for statement, origin, value in zip(group.statements, origins, values, strict=True):
        yield Corroboration(
            group=" / ".join(part for part in shown if part),
            name=name,
            measured=measured,
            unit=unit,
            time=group.time or None,
            doc=statement.doc,
            claim=statement.claim,
            start=statement.start,
            end=statement.end,
            stated=statement.stated,
            value=write_quantity(statement.quantity),
            same_value=value,
            speaker=statement.speaker,
            sentence=statement.sentence,
            origin=origin,
            origins=number_of_origins,
            agreement=agreement,
        )
