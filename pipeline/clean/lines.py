"""Divides a text into its lines, without the white space around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Line:
    """A line with something on it. Lines of one ``chunk`` have no empty line between them."""

    start: int
    end: int
    text: str
    chunk: int
    is_indented: bool

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the line, as parted by white space."""
        return tuple(self.text.split())

    @cached_property
    def bare(self) -> str:
        """The words in small letters, without marks around them: what lists are asked for."""
        return " ".join(self.text.casefold().strip(" \t#*[]()<>|-–—_=~.:…→»▼↓").split())

    @property
    def ends_sentence(self) -> bool:
        """Say whether the line ends as sentences do, closing quotation marks and brackets aside."""
        return self.text.rstrip("\"'”’»)]_* ").endswith((".", "!", "?", "…", ":", ";"))


def split_lines(text: str) -> tuple[Line, ...]:
    """Split a text at every line end that Unicode knows; empty lines only count for ``chunk``."""
    lines = []
    start = chunk = 0
    is_after_gap = False
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if not words:
            is_after_gap = True
        else:
            chunk += is_after_gap
            is_after_gap = False
            indent = len(raw) - len(raw.lstrip())
            first = start + indent
            lines.append(Line(first, first + len(words), words, chunk, is_indented=indent > 1))
        start += len(raw)
    return tuple(lines)
