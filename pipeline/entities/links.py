"""The records of linking: mentions of an entity, and what a pronoun or description stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A mention whose entity is known, by tokens."""

    start: int
    end: int
    kind: str
    text: str
    entity: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """A token without a name of its own, the entity it stands for, and the rule that says so."""

    token: int
    entity: str
    rule: str
