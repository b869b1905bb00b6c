"""Proposes facts from a run; a person must confirm each before it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from .amounts import write_number
from .compare import matches
from .fact import SUGGESTED, Fact
from .findings import Finding, Findings
from .outputs import Outputs
from .propose import with_ids
from .words import to_name, to_words

CLAIMS = 5
"""Claims proposed per article, the ones most worth checking: a person has to read them all."""
AROUND = 25
"""Characters on each side of a mention that go into ``near``."""
FIELDS = ("published", "publisher", "byline", "title")


def suggest_facts(folder: Path, known: Iterable[Fact] = ()) -> tuple[dict[str, str], ...]:
    """Propose rows for what a run found and no known fact speaks of yet.

    ``expect`` holds "suggested", which ``load_facts`` refuses: a person sets it to present or
    absent. Raises ``InputError`` where the folder does not hold the tables of a run.
    """
    known_by_doc: dict[str, list[Fact]] = defaultdict(list)
    for fact in known:
        known_by_doc[fact.doc].append(fact)
    outputs = Outputs(folder)
    rows = chain.from_iterable(
        _suggest_for(doc, Findings(outputs.read(doc)), known_by_doc[doc])
        for doc in sorted(outputs.docs)
    )
    taken = {fact.id for facts in known_by_doc.values() for fact in facts}
    return with_ids(rows, taken)


def _suggest_for(doc: str, findings: Findings, known: list[Fact]) -> Iterator[dict[str, str]]:
    for finding in _choose(findings):
        if any(fact.kind == finding.kind and matches(fact, finding, findings) for fact in known):
            continue
        cells = {
            "doc": doc,
            "expect": SUGGESTED,
            "kind": finding.kind,
            "text": finding.text,
            "value": finding.values[0] if finding.values else "",
            "date_start": finding.date_start or "",
            "date_end": finding.date_end or "",
            **_numbers(finding),
        }
        if finding.kind in {"date", "quantity"}:
            cells["near"] = _words_around(finding, findings)
        yield {name: value for name, value in cells.items() if value}


def _choose(findings: Findings) -> Iterator[Finding]:
    """Give the fields, one mention of every entity, all dates and quantities, the best claims."""
    by_kind = findings.by_kind
    yield from (each for each in by_kind.get("article", ()) if each.text in FIELDS and each.values)
    seen = set()
    for kind in sorted(by_kind.keys() - {"article", "attribution", "claim", "pronoun"}):
        for finding in by_kind[kind]:
            name = finding.values[0] if finding.values else finding.text
            is_value = kind in {"date", "quantity"}
            if is_value or (kind, to_name(name)) not in seen:
                seen.add((kind, to_name(name)))
                yield from (finding,) if len(to_words(finding.text)) > 1 else ()
    yield from by_kind.get("attribution", ())
    claims = by_kind.get("claim", ())
    yield from sorted(claims, key=lambda claim: -claim.priority)[:CLAIMS]


def _numbers(finding: Finding) -> dict[str, str]:
    amount = finding.amount
    if amount is None:
        return {}
    low, high = write_number(float(amount.low)), write_number(float(amount.high))
    return {"value": low if low == high else f"{low} to {high}", "unit": amount.unit or ""}


def _words_around(finding: Finding, findings: Findings) -> str:
    """Give some words of the sentence around a mention, enough to tell it from its likes."""
    start, end = finding.spans[0]
    first, last = finding.sentence or (start, end)
    before = findings.text[max(first, start - AROUND) : start]
    after = findings.text[end : min(last, end + AROUND)]
    if start - AROUND > first:
        before = before.partition(" ")[2]
    if end + AROUND < last:
        after = after.rpartition(" ")[0]
    return " ".join(f"{before}{finding.text}{after}".split())
