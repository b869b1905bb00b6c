"""Find names again where the model has missed them, above all in headlines in capitals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .candidates import Candidate
from .rules import is_name_word
from .short_forms import initials
from .tokens import Tokens, find
from .words import Words

KINDS = frozenset({"person", "place", "organisation"})

# "AU" for the African Union; a single letter is no name.
MIN_INITIALS = 2

# A surname of two letters ("Li") is too often another word.
MIN_SURNAME = 3

Forms = Mapping[str, Sequence[tuple[tuple[str, ...], Candidate]]]
"""First word -> the names that begin with it, the longest first."""


def repeat(names: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """Add the places where a name of the article stands again, in its own case or in capitals."""
    taken = {i for name in names for i in range(name.start, name.end)}
    forms = _forms(names, tokens, words)
    names = [_lengthen(name, tokens, forms, taken) for name in names]
    taken = {i for name in names for i in range(name.start, name.end)}
    added: list[Candidate] = []
    for i in find(tokens.texts, forms):
        found = None if i in taken else _match(i, tokens, forms, taken, words)
        if found is not None and not tokens.is_skipped(found.start, found.end):
            added.append(found)
            taken.update(range(found.start, found.end))
    return sorted([*names, *added], key=lambda each: each.start)


def _lengthen(name: Candidate, tokens: Tokens, forms: Forms, taken: set[int]) -> Candidate:
    """ "Ashby" + "Structures" is a name that stands elsewhere, in full or before "Ltd"."""
    for form, known in forms.get(tokens.texts[name.start], ()):
        end = name.start + len(form)
        if end <= name.end or name.rule not in {"model", "decided"}:
            continue
        texts = tuple(tokens.texts[name.start : end])
        if texts == form and taken.isdisjoint(range(name.end, end)):
            return replace(known, start=name.start, end=end, rule="repeat")
    return name


def _forms(names: Sequence[Candidate], tokens: Tokens, words: Words) -> Forms:
    found: dict[tuple[str, ...], Candidate] = {}
    for name in names:
        texts = tuple(tokens.texts[name.start : name.end])
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
    if name.kind != "person" or len(texts) == 1:
        return
    if texts[0] in words.family_first:
        yield (texts[0],)
    surname = texts[-1]
    if len(surname) >= MIN_SURNAME and surname[0].isupper() and surname.lower() not in words.titles:
        yield (surname,)
        yield (surname.upper(),)


def _is_suffix(text: str, words: Words) -> bool:
    return text in words.capital_suffixes or text.lower().rstrip(".") in words.organisation_suffixes


def _match(
    start: int, tokens: Tokens, forms: Forms, taken: set[int], words: Words
) -> Candidate | None:
    for form, name in forms[tokens.texts[start]]:
        end = start + len(form)
        if tuple(tokens.texts[start:end]) != form:
            continue
        if _stands_alone(tokens, (start, end), taken, words):
            return replace(name, start=start, end=end, rule="repeat")
    return None


def _stands_alone(tokens: Tokens, form: tuple[int, int], taken: set[int], words: Words) -> bool:
    """Say whether no other word of a name touches: "In June Kent", but not "Clark Kent Road"."""
    start, end = form
    if not taken.isdisjoint(range(start, end)) or not is_name_word(tokens, end - 1):
        return False
    if tokens.texts[end - 1].isupper():
        return True
    before = start > 0 and start - 1 not in taken and is_name_word(tokens, start - 1)
    before = before and tokens.lowers[start - 1] not in words.not_in_persons
    after = end < len(tokens) and end not in taken and is_name_word(tokens, end)
    return not (before or after)
