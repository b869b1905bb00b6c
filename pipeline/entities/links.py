"""What a pronoun or a description stands for: the record that the linking rules give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Link:
    """A token without a name of its own, the entity it stands for, and the rule that says so."""

    token: int
    entity: str
    rule: str
