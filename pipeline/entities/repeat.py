"""Find names again where the model has missed them, above all in headlines in capitals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from ..extensions import is_skipped
from .candidates import Candidate
from .rules import is_name_word
from .short_forms import initials
from .words import Words

KINDS = frozenset({"person", "place", "organisation"})

# "AU" for the African Union; a single letter is no name.
MIN_INITIALS = 2

# A surname of two letters ("Li") is too often another word.
MIN_SURNAME = 3

Forms = Mapping[str, Sequence[tuple[tuple[str, ...], Candidate]]]
"""First word -> the names that begin with it, the longest first."""


def repeat(names: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """Add the places where a name of the article stands again, in its own case or in capitals."""
    taken = {i for name in names for i in range(name.start, name.end)}
    forms = _forms(names, doc, words)
    names = [_lengthen(name, doc, forms, taken) for name in names]
    taken = {i for name in names for i in range(name.start, name.end)}
    added: list[Candidate] = []
    for token in doc:
        found = None if token.i in taken else _match(token, doc, forms, taken, words)
        if found is not None and not is_skipped(doc[found.start : found.end]):
            added.append(found)
            taken.update(range(found.start, found.end))
    return sorted([*names, *added], key=lambda each: each.start)


def _lengthen(name: Candidate, doc: Doc, forms: Forms, taken: set[int]) -> Candidate:
    """ "Ashby" + "Structures" is a name that stands elsewhere, in full or before "Ltd"."""
    for form, known in forms.get(doc[name.start].text, ()):
        end = name.start + len(form)
        if end <= name.end or name.rule not in {"model", "decided"}:
            continue
        texts = tuple(each.text for each in doc[name.start : end])
        if texts == form and taken.isdisjoint(range(name.end, end)):
            return replace(known, start=name.start, end=end, rule="repeat")
    return name


def _forms(names: Sequence[Candidate], doc: Doc, words: Words) -> Forms:
    found: dict[tuple[str, ...], Candidate] = {}
    for name in names:
        texts = tuple(token.text for token in doc[name.start : name.end])
        if name.kind not in KINDS or not texts[0][0].isupper():
            continue
        for form in _ways_to_write(texts, name, words):
            found.setdefault(form, name)
    by_first: dict[str, list[tuple[tuple[str, ...], Candidate]]] = {}
    for form, name in sorted(found.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(form[0], []).append((form, name))
    return by_first


def _ways_to_write(
    texts: tuple[str, ...], name: Candidate, words: Words
) -> Iterator[tuple[str, ...]]:
    yield texts
    yield tuple(text.upper() for text in texts)
    if name.kind == "organisation" and len(texts) > 2 and _is_suffix(texts[-1], words):
        yield texts[:-1]
    if name.kind == "organisation" and len(texts) > 1:
        for short in initials(list(texts), words.small):
            if len(short) >= MIN_INITIALS and short.isupper() and short.isalpha():
                yield (short,)
    surname = texts[-1]
    if name.kind != "person" or len(texts) == 1 or len(surname) < MIN_SURNAME:
        return
    if surname[0].isupper() and surname.lower() not in words.titles:
        yield (surname,)
        yield (surname.upper(),)


def _is_suffix(text: str, words: Words) -> bool:
    return text in words.capital_suffixes or text.lower().rstrip(".") in words.organisation_suffixes


def _match(token: Token, doc: Doc, forms: Forms, taken: set[int], words: Words) -> Candidate | None:
    for form, name in forms.get(token.text, ()):
        end = token.i + len(form)
        if tuple(each.text for each in doc[token.i : end]) != form:
            continue
        if _stands_alone(doc, (token.i, end), taken, words):
            return replace(name, start=token.i, end=end, rule="repeat")
    return None


def _stands_alone(doc: Doc, form: tuple[int, int], taken: set[int], words: Words) -> bool:
    """Say whether no other word of a name touches: "In June Kent", but not "Clark Kent Road"."""
    start, end = form
    if not taken.isdisjoint(range(start, end)) or not is_name_word(doc[end - 1]):
        return False
    capitals = doc[end - 1].is_upper
    before = start > 0 and start - 1 not in taken and is_name_word(doc[start - 1])
    before = before and doc[start - 1].lower_ not in words.not_in_persons
    after = end < len(doc) and end not in taken and is_name_word(doc[end])
    return capitals or not (before or after)
