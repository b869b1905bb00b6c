"""Says in plain English what a fact expected, what was found and how the two differ."""

from __future__ import annotations

from .compare import COMPARED, Difference, differences, write_amount
from .fact import Fact
from .findings import Finding, Findings

LABEL = "{:<10}{}"


def describe_miss(fact: Fact, closest: Finding | None, findings: Findings) -> str:
    """Describe what should have been found, and the closest thing that was."""
    lines = [LABEL.format("expected", f"in {fact.doc}: {describe_fact(fact)}")]
    if closest is None:
        nothing = f"its {fact.text} is empty" if fact.kind == "article" else f"no {fact.kind} in it"
        lines += [LABEL.format("found", nothing)]
        return _join(fact, lines)
    differing = tuple(differences(fact, closest, findings))
    wrong = {difference.column for difference in differing}
    is_like = any(getattr(fact, column) is not None and column not in wrong for column in COMPARED)
    found = f"{'the' if is_like else 'nothing like it; the'} closest is {describe_finding(closest)}"
    lines += [LABEL.format("found", found), *_sentence(closest, findings)]
    if is_like:
        said = (_describe_difference(fact, difference, findings) for difference in differing)
        lines += [LABEL.format("differs", difference) for difference in said]
    return _join(fact, lines)


def describe_find(fact: Fact, found: Finding, findings: Findings) -> str:
    """Describe what was found though it should not be, or though it is known as a gap."""
    wanted = describe_fact(fact)
    if fact.is_wanted:
        expected = f"in {fact.doc}, as a known gap, not to find {wanted}"
    else:
        expected = f"in {fact.doc}, not to find {wanted}"
    lines = [
        LABEL.format("expected", expected),
        LABEL.format("found", describe_finding(found)),
        *_sentence(found, findings),
    ]
    if fact.is_wanted:
        lines.append(LABEL.format("do", "the gap is closed: set expect to present"))
    return _join(fact, lines)


def describe_gone(fact: Fact) -> str:
    """Describe a known false alarm that is no longer raised."""
    lines = [
        LABEL.format("expected", f"in {fact.doc}, as a known false alarm: {describe_fact(fact)}"),
        LABEL.format("found", "nothing like it any more"),
        LABEL.format("do", "set expect to absent"),
    ]
    return _join(fact, lines)


def describe_unread(fact: Fact, reason: str) -> str:
    """Describe a fact whose article the run could not process."""
    lines = [
        LABEL.format("expected", f"in {fact.doc}: {describe_fact(fact)}"),
        LABEL.format("found", f"nothing: the article could not be processed: {reason}"),
    ]
    return _join(fact, lines)


def describe_words_not_there(fact: Fact, findings: Findings) -> str:
    """Say which words of a fact stand nowhere in the article, or nothing."""
    if fact.kind == "article":
        return ""
    missing = [words for words in (fact.text, fact.near) if words and not findings.places(words)]
    return "; ".join(f'"{words}" stands nowhere in the article' for words in missing)


def describe_fact(fact: Fact) -> str:
    """Describe the columns that are filled in, as one phrase.

    >>> describe_fact(Fact(id="a", doc="d", expect="present", kind="person", text="Ola Berg"))
    'a person "Ola Berg"'
    """
    if fact.kind == "article":
        return (
            f'the article\'s {fact.text} "{fact.value}"'
            if fact.value
            else f"any {fact.text} of the article"
        )
    parts = [_describe_text(fact), *_describe_value(fact)]
    if fact.date_start is not None:
        parts.append(f"from {fact.date_start}")
    if fact.date_end is not None:
        parts.append(f"to {fact.date_end}")
    if fact.tol is not None:
        parts.append(f"(give or take {fact.tol}{' days' if fact.kind != 'quantity' else ''})")
    if fact.near is not None:
        parts.append(f'in the sentence with "{fact.near}"')
    return " ".join(parts)


def describe_finding(finding: Finding) -> str:
    """Describe what was found, as one phrase."""
    if finding.kind == "article":
        return f'the article\'s {finding.text} "{finding.values[0]}"'
    parts = [f'the {finding.kind} "{finding.text}"']
    if finding.amount is not None:
        parts.append(f"= {write_amount(finding.amount)}")
    elif finding.kind in {"claim", "attribution"}:
        parts.append(f'by "{finding.values[0]}"' if finding.values else "by nobody")
    elif finding.values and finding.values[0] != finding.text:
        parts.append(f'= "{finding.values[0]}"')
    if finding.date_start or finding.date_end:
        parts.append(f"({finding.date_start or '...'} to {finding.date_end or '...'})")
    return " ".join(parts)


def _describe_text(fact: Fact) -> str:
    kind = f"{'an' if fact.kind[0] in 'aeiou' else 'a'} {fact.kind}"
    if fact.text is None:
        return kind
    if fact.kind == "claim":
        return f'{kind} with the words "{fact.text}"'
    return f'{kind} of "{fact.text}"' if fact.kind == "attribution" else f'{kind} "{fact.text}"'


def _describe_value(fact: Fact) -> list[str]:
    if fact.kind == "quantity":
        stated = " ".join(part for part in (fact.value, fact.unit) if part)
        return [f"= {stated}"] if stated else []
    if fact.value is None:
        return []
    if fact.kind in {"claim", "attribution"}:
        return [f'by "{fact.value}"']
    return [f'= "{fact.value}"']


_IN_WORDS = {
    "kind": "it is of kind {found}, not {wanted}",
    "text": 'its words are {found}, not "{wanted}"',
    "value": 'its value is {found}, not "{wanted}"',
    "unit": "its unit is {found}, not {wanted}",
    "date_start": "its first day is {found}, not {wanted}",
    "date_end": "its last day is {found}, not {wanted}",
    "near": 'it stands in another sentence than "{wanted}"',
}
_IN_WORDS_BY_KIND = {
    ("claim", "text"): 'it does not hold the words "{wanted}"',
    ("claim", "value"): 'its speaker is {found}, not "{wanted}"',
    ("claim", "date_start"): "the first day of its period is {found}, not {wanted}",
    ("claim", "date_end"): "the last day of its period is {found}, not {wanted}",
    ("quantity", "value"): "its value is {found}, not {wanted}",
    ("attribution", "text"): 'it does not hold the words "{wanted}"',
    ("attribution", "value"): 'its source is {found}, not "{wanted}"',
}


def _describe_difference(fact: Fact, difference: Difference, findings: Findings) -> str:
    if difference.column == "near" and not findings.places(fact.near or ""):
        return f'the words "{fact.near}" stand nowhere in the article'
    wanted = str(getattr(fact, difference.column))
    if difference.column == "value" and fact.unit is not None:
        wanted = f"{wanted} {fact.unit}"
    phrase = _IN_WORDS_BY_KIND.get((fact.kind, difference.column), _IN_WORDS[difference.column])
    return phrase.format(found=difference.found, wanted=wanted)


def _sentence(finding: Finding, findings: Findings) -> list[str]:
    sentence = findings.sentence_of(finding)
    return [LABEL.format("sentence", sentence)] if sentence else []


def _join(fact: Fact, lines: list[str]) -> str:
    if fact.because is not None:
        lines = [lines[0], LABEL.format("because", fact.because), *lines[1:]]
    return "\n".join([*lines, LABEL.format("fact", f"{fact.id}, {fact.path} line {fact.line}")])
