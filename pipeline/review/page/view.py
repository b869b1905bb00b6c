"""Renders what lies on the desk as HTML; everything from articles and people is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from ...check.page import VERDICT_WORDS
from ...page_templates import open_templates
from ...visible import to_visible
from ...web_address import is_web_address
from ..history import is_withdrawn
from ..store import Conflict
from .claims import PAGE_LENGTH, Claims, Entry, Filters
from .correction import kind_of
from .desk import Desk
from .export import EXPORTS

KINDS = {
    "quantity": "a number",
    "date": "a date",
    "person": "a person",
    "place": "a place",
    "organisation": "an organisation",
    "quoted": "quoted words",
    "predicted": "a prediction",
    "hedged": "hedged",
    "conditional": "conditional",
    "questioned": "a question",
    "denied": "a denial",
}
"""Kinds of claims that the queue can be filtered by, in words."""

STATES = {
    "unchecked": "not checked yet",
    "checked": "checked",
    "mine": "checked by me",
    "disputed": "reviewers differ",
    "corrected": "with a correction",
}


class Visit(NamedTuple):
    """Who looks, through which filters."""

    reviewer: str
    filters: Filters
    form_token: str


class View:
    """The templates, filled from a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._verdicts = desk.settings.review.verdicts
        self._environment = open_templates(__package__, "templates")
        filters: dict[str, Callable[..., object]] = {
            "label": to_label,
            "shorten": shorten,
            "visible": to_visible,
            "when": to_when,
            "check_label": _to_check_label,
            "is_web_address": is_web_address,
            "is_withdrawn": is_withdrawn,
            "kind_of": kind_of,
        }
        self._environment.filters.update(filters)

    def page(self, visit: Visit, id: str | None) -> str:
        """Give the whole page, with the claim ``id`` or the first of the queue on it."""
        desk = self._desk
        claims = desk.claims()
        entries = _entries(claims, visit, 0)
        chosen = id or (entries[0].id if entries else None)
        sheet = desk.look_at(chosen, visit.reviewer) if chosen else None
        if sheet is not None and sheet.entry.id not in {entry.id for entry in entries}:
            entries = _entries(claims, visit, sheet.entry.place - 1) or entries
        return self._render(
            "page.html.jinja",
            visit,
            **_queue(claims, visit, entries),
            sheet=sheet,
            out=desk.out.resolve().name,
            options=self._options(claims),
            exports=[(name, export.label) for name, export in EXPORTS.items()],
        )

    def queue(self, visit: Visit, after: int) -> str:
        """Give the items of the queue behind a place."""
        claims = self._desk.claims()
        entries = _entries(claims, visit, after)
        return self._render("queue.html.jinja", visit, **_queue(claims, visit, entries), sheet=None)

    def claim(self, visit: Visit, id: str) -> str:
        """Give one claim with its article and evidence, without the queue."""
        sheet = self._desk.look_at(id, visit.reviewer)
        return self._render("claim.html.jinja", visit, sheet=sheet)

    def item(self, visit: Visit, id: str) -> str:
        """Give a claim as the queue shows it."""
        entry = self._desk.claims().find_one(id)
        entries = [entry] if entry else []
        return self._render("items.html.jinja", visit, entries=entries, sheet=None)

    def conflict(self, visit: Visit, conflict: Conflict) -> str:
        """Give both decisions and the choice between them."""
        return self._render("conflict.html.jinja", visit, conflict=conflict)

    def print(self, visit: Visit) -> Iterator[str]:
        """Give the claims of the queue with their decisions and evidence, for paper."""
        return self._environment.get_template("print.html.jinja").generate(
            visit=visit,
            out=self._desk.out.resolve().name,
            count=self._desk.claims().count(visit.filters, visit.reviewer),
            rows=self._printed(visit),
            filters=_in_words(visit.filters),
        )

    def _printed(self, visit: Visit) -> Iterator[dict[str, Any]]:
        latest = self._desk.store.latest_by_claim()
        for entries in self._desk.pages(visit.filters, visit.reviewer):
            for entry in entries:
                rows = latest.get(entry.id, {})
                yield {
                    "entry": entry,
                    "decisions": [row for row in rows.values() if not is_withdrawn(row)],
                    "evidence": self._desk.find_evidence(entry.id),
                }

    def _options(self, claims: Claims) -> dict[str, list[tuple[str, str]]]:
        """Give what each filter offers: pairs (value, words)."""
        offers = claims.offers
        changes = [(value, to_label(label)) for value, label, _ in offers["change"]]
        return {
            "state": [*STATES.items(), *((one, to_label(one)) for one in self._verdicts)],
            "doc": [(value, f"{label} ({count})") for value, label, count in offers["doc"]],
            "kind": list(KINDS.items()),
            "speaker": [(value, f"{label} ({count})") for value, label, count in offers["speaker"]],
            "check": [
                (value, f"{VERDICT_WORDS.get(value, value)} ({count})")
                for value, _, count in offers["verdict"]
            ],
            "change": [("any", "new or changed"), *changes] if changes else [],
        }

    def _render(self, template: str, visit: Visit, **values: Any) -> str:
        return self._environment.get_template(template).render(
            visit=visit,
            verdicts=self._verdicts,
            query=_query_writer(visit.filters),
            **values,
        )


def _entries(claims: Claims, visit: Visit, after: int) -> list[Entry]:
    return claims.find(visit.filters, visit.reviewer, after=after)


def _queue(claims: Claims, visit: Visit, entries: list[Entry]) -> dict[str, Any]:
    checked = visit.filters._replace(state="checked")
    return {
        "entries": entries,
        "more": entries[-1].place if len(entries) >= PAGE_LENGTH else None,
        "count": claims.count(visit.filters, visit.reviewer),
        "done": claims.count(Filters(state="checked"), visit.reviewer),
        "done_here": 0 if visit.filters.state else claims.count(checked, visit.reviewer),
        "total": claims.total,
    }


def shorten(text: str, length: int) -> str:
    """Cut a text at a word, or within one that is longer than half of what may be shown.

    >>> shorten("The company grows", 14), shorten("It paid https://halden.example/a", 16)
    ('The company…', 'It paid https:/…')
    """
    if len(text) <= length:
        return text
    whole = text[:length].rpartition(" ")[0]
    return f"{whole if len(whole) > length / 2 else text[: length - 1]}…"


def to_label(word: str) -> str:
    """Write a key as people read it.

    >>> to_label("mostly_true")
    'Mostly true'
    """
    words = to_visible(word).replace("_", " ")
    return words[:1].upper() + words[1:]


def _to_check_label(verdict: str) -> str:
    return VERDICT_WORDS.get(verdict, to_label(verdict))


def to_when(time: str) -> str:
    """Write a time of the reviews as people read it.

    >>> to_when("2025-03-05T10:00:00Z")
    '2025-03-05 10:00 UTC'
    """
    return f"{time[:10]} {time[11:16]} UTC" if time[10:11] == "T" else to_visible(time)


def _query_writer(filters: Filters) -> Callable[..., str]:
    def write(**more: object) -> str:
        values = {name: value for name, value in filters._asdict().items() if value}
        return urlencode({**values, **more})

    return write


def _in_words(filters: Filters) -> str:
    parts = [f"{name}: {value}" for name, value in filters._asdict().items() if value]
    return to_visible(", ".join(parts))
