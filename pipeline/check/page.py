"""Writes what a check found as one static page: claim and evidence side by side, no other file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import IO

from ..records import Check, VerdictRow

STATUS_WORDS = {
    "found": "found",
    "compatible": "compatible",
    "differs": "differs",
    "absent": "not in the source",
    "unclear": "unclear",
}
VERDICT_WORDS = {
    "supported": "Supported",
    "contradicted": "Contradicted",
    "partly_found": "Partly found",
    "not_found": "Not found",
    "cannot_tell": "Cannot tell",
}

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Claims and sources</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;
  color: #1c1c1c; background: #fff; }
article { border-top: 1px solid #ccc; padding: 1rem 0; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
@media (max-width: 50rem) { .sides { grid-template-columns: 1fr; } }
h2 { font-size: 1rem; margin: 0 0 .3rem; }
h3 { font-size: .85rem; margin: 0; color: #555; font-weight: 600; }
mark { padding: 0 .1em; border-bottom: 3px solid; color: inherit; background: none; }
.found { border-color: #1a7f37; background: #e6f4ea; }
.compatible { border-color: #9a6700; background: #fdf6dd; }
.differs { border-color: #b42318; background: #fde8e6; }
.absent { border-color: #6e40c9; background: #f1ebfc; border-style: dashed; }
.unclear { border-color: #777; background: #f2f2f2; border-style: dotted; }
table { border-collapse: collapse; font-size: .9rem; margin-top: .6rem; width: 100%; }
th, td { text-align: left; padding: .15rem .6rem .15rem 0; vertical-align: top; }
p { margin: .2rem 0; }
.reason { color: #555; }
</style></head><body>
<h1>Claims and sources</h1>
<p>Each part of a claim is marked with what was found of it; the words say the same as the colours.
A verdict is a proposal: open the source before you rely on it.</p>
"""


class PageWriter:
    """Writes the page claim by claim under a temporary name. Use as a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._temporary = path.with_name(f".{path.name}.part")
        self._file: IO[str] = self._temporary.open("w", encoding="utf-8", errors="replace")
        self._file.write(_HEAD)

    def __enter__(self) -> PageWriter:
        """Give the writer; its head is written."""
        return self

    def write(self, verdict: VerdictRow, checks: Sequence[Check]) -> None:
        """Add one claim with its facets."""
        facets = [check for check in checks if check.facet != "verdict"]
        # A speaker may stand outside the text, and one within it is marked as a name.
        marked = [check for check in facets if check.facet != "attribution"]
        claim = _mark(verdict.text, [(c.start, c.end, c.status, c.facet) for c in marked])
        heading = VERDICT_WORDS[verdict.verdict]
        self._file.write(
            f'<article id="{escape(verdict.claim)}"><h2>{heading}</h2>\n'
            f'<p class="reason">{escape(verdict.reason)}</p>\n<div class="sides">'
            f"<div><h3>Claim{_in_doc(verdict.doc)}</h3><p>{claim}</p></div>\n"
            f"<div><h3>Source{_in_doc(verdict.evidence_doc)}</h3>"
            f"<p>{escape(verdict.evidence or 'none that shares its words')}</p></div></div>\n"
            f"{_table(facets)}</article>\n"
        )

    def __exit__(self, kind: object, *rest: object) -> None:
        """Put the page in its place, or drop it where the block raised."""
        self._file.write("</body></html>\n")
        self._file.close()
        if kind is None:
            self._temporary.replace(self._path)
        else:
            self._temporary.unlink()


def _in_doc(doc: str | None) -> str:
    return f" in {escape(doc)}" if doc else ""


def _mark(text: str, spans: Iterable[tuple[int, int, str, str]]) -> str:
    """Mark stretches of a text; of two that overlap, the one that starts first."""
    parts = []
    done = 0
    for start, end, status, facet in sorted(spans):
        if start < done:
            continue
        title = escape(f"{facet}: {STATUS_WORDS[status]}")
        parts.append(escape(text[done:start]))
        parts.append(f'<mark class="{status}" title="{title}">{escape(text[start:end])}</mark>')
        done = end
    return "".join([*parts, escape(text[done:])])


def _table(facets: Sequence[Check]) -> str:
    shown = [facet for facet in facets if facet.status != "found" or facet.facet in _TELLING]
    if not shown:
        return ""
    rows = "".join(
        "<tr>"
        f"<td>{escape(facet.facet)}</td><td>{escape(facet.value_claim or '')}</td>"
        f'<td><mark class="{facet.status}">{STATUS_WORDS[facet.status]}</mark></td>'
        f"<td>{escape(facet.value_evidence or '')}</td>"
        f"<td>{escape(_cut(facet.evidence or ''))}</td><td>{escape(facet.why or '')}</td></tr>\n"
        for facet in shown
    )
    head = (
        "<tr><th>part</th><th>claim</th><th></th><th>source</th><th>sentence</th><th>why</th></tr>"
    )
    return f"<table>{head}{rows}</table>"


_TELLING = frozenset({"quantity", "date", "quotation"})
SHOWN_LETTERS = 160


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…"
