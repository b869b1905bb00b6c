"""Writes many items as static pages, so many to a page that a browser opens each at once.

Items are written as they come. The first page is written last: it sums up all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from jinja2 import Environment

from ..page_templates import open_templates
from ..tables.file import put_in_place, temporary_of

PER_PAGE = 200
"""Items on a page: with 20 sentences each, about a megabyte."""


class Item(Protocol):
    """What a page shows many of; ``kind`` is what items can be filtered by."""

    @property
    def kind(self) -> str:
        """One of the kinds that the pages were opened with."""


class _Page(NamedTuple):
    number: int
    file: str


class Pages:
    """The pages of one kind in an output folder."""

    def __init__(self, path: Path, *, kinds: Mapping[str, str], **shared: Any) -> None:
        """Open pages; ``path`` is the first, named as the template, ``kinds`` have their words."""
        self._path = path
        self._kinds = kinds
        self._shared = shared
        self._first: list[Item] = []
        self._waiting: list[Item] = []
        self._counts: Counter[str] = Counter()
        self._written: list[Path] = []

    @property
    def total(self) -> int:
        """Give how many items there are so far."""
        return self._counts.total()

    def add(self, item: Item) -> str:
        """Add an item; gives the file in which it will stand."""
        page = self.total // PER_PAGE + 1
        self._counts[item.kind] += 1
        if page == 1:
            self._first.append(item)
        else:
            if len(self._waiting) == PER_PAGE:
                self._write(page - 1, self._waiting, has_next=True)
                self._waiting = []
            self._waiting.append(item)
        return self._name(page)

    def finish(self, **summary: Any) -> None:
        """Write what is left and put all pages in their places, in that of any earlier ones.

        The first page tells how many items of each kind there are, and what else is in ``summary``.
        """
        last = max(1, -(-self.total // PER_PAGE))
        if self._waiting:
            self._write(last, self._waiting, has_next=False)
        summary |= {"total": self.total, "counts": self._tell_counts()}
        self._write(1, self._first, has_next=last > 1, last=last, summary=summary)
        for path in self._written:
            put_in_place(temporary_of(path), path)
        for path in set(self._path.parent.glob(f"{self._path.stem}-*.html")) - set(self._written):
            path.unlink()

    def abandon(self) -> None:
        """Drop what was written."""
        for path in self._written:
            temporary_of(path).unlink(missing_ok=True)

    def _write(
        self,
        number: int,
        items: Sequence[Item],
        *,
        has_next: bool,
        last: int = 0,
        summary: Mapping[str, Any] | None = None,
    ) -> None:
        pages = [_Page(page, self._name(page)) for page in range(2, last + 1)]
        text = (
            _templates()
            .get_template(f"{self._path.stem}.html.jinja")
            .render(
                style=_read("page.css"),
                number=number,
                items=items,
                kinds=self._count_kinds(items),
                first=self._path.name,
                previous=self._name(number - 1) if number > 1 else None,
                next=self._name(number + 1) if has_next else None,
                pages=pages,
                summary=summary,
                **self._shared,
            )
        )
        path = self._path.with_name(self._name(number))
        self._written.append(path)
        temporary_of(path).write_text(text, encoding="utf-8", errors="replace")

    def _count_kinds(self, items: Iterable[Item]) -> list[dict[str, Any]]:
        counts = Counter(item.kind for item in items)
        return [
            {"name": name, "word": word, "count": counts[name]}
            for name, word in self._kinds.items()
            if counts[name]
        ]

    def _tell_counts(self) -> list[str]:
        counted = [(self._counts[name], word) for name, word in self._kinds.items()]
        return [f"{count} {word.lower()}" for count, word in counted if count]

    def _name(self, number: int) -> str:
        return self._path.name if number == 1 else f"{self._path.stem}-{number}.html"


@cache
def _templates() -> Environment:
    return open_templates(__package__)


def _read(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
