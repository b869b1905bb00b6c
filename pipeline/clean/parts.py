"""What the rules hand over: labelled stretches, and what a byline tells of the article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..records import BlockKind
from .lines import Line
from .words import Words

Zone = Literal["head", "opening", "body"]
"""Where a line stands: before the first long paragraph, before the second, or after."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a byline or dateline tells; ``updated`` is the date of a change, not of the article."""

    byline: str | None = None
    section: str | None = None
    published: date | None = None
    updated: date | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A labelled stretch of the text and the rule that labelled it."""

    kind: BlockKind
    start: int
    end: int
    rule: str
    facts: Facts | None = None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a line stands in its article."""

    zone: Zone = "body"
    follows: str | None = None
    """The rule that labelled the line before, None for ordinary text."""
    is_first: bool = False


Rule = Callable[[Line, Place, Words], tuple[Part, ...]]
"""Looks at one line; gives its parts, or nothing where the rule does not apply."""


def whole_line(
    line: Line, kind: BlockKind, rule: str, facts: Facts | None = None
) -> tuple[Part, ...]:
    """Label a line from end to end."""
    return (Part(kind=kind, start=line.start, end=line.end, rule=rule, facts=facts),)


@dataclass(frozen=True)
class LabelledLine:
    """A line with the parts that the rules have given it; none for ordinary text."""

    line: Line
    parts: tuple[Part, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Say whether no rule has labelled the line."""
        return not self.parts

    @property
    def kind(self) -> BlockKind | None:
        """The kind of the line's first part."""
        return self.parts[0].kind if self.parts else None
