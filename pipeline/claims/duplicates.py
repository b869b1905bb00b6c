"""Which claims of an article state the same proposition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .facts import Facts
from .found import Proposition
from .names import Names

Key = tuple[Any, ...]

WORD = re.compile(r"\w+")


def group_claims(
    names: Names,
    facts: Facts,
    claims: Sequence[tuple[Proposition, Mapping[str, Any]]],
) -> list[int]:
    """Give for each claim the number of the first that states the same.

    The same is: the same words once names and dates are put in; or the same verb of the same
    subject, denied or not, with the same amounts, dates and names, of which there must be an
    amount or a date. Who says it makes no difference.
    """
    first_by_key: dict[Key, int] = {}
    groups = []
    for number, (claim, data) in enumerate(claims):
        keys = [_words(data), *_facts(names, facts, claim, data)]
        group = next((first_by_key[key] for key in keys if key in first_by_key), number)
        for key in keys:
            first_by_key.setdefault(key, group)
        groups.append(group)
    return groups


def _words(data: Mapping[str, Any]) -> Key:
    return "words", bool(data["negated"]), _normalise(data["standalone"])


def _facts(names: Names, facts: Facts, claim: Proposition, data: Mapping[str, Any]) -> list[Key]:
    amounts = frozenset(
        (value.base_low or value.low, value.base_high or value.high, value.base_unit or value.unit)
        for _, value in facts.amounts(claim.start, claim.end)
    )
    dates = frozenset(value.value for _, value in facts.dates(claim.start, claim.end))
    if (not amounts and not dates) or not data["subject"] or not data["lemma"]:
        return []
    named = frozenset(one.entity for one in names.within(claim.start, claim.end))
    told = (data["certainty"] == "questioned", bool(data["negated"]), data["lemma"])
    return [("facts", *told, _subject(data), amounts, dates, named)]


def _subject(data: Mapping[str, Any]) -> str:
    subject = _normalise(data["subject"])
    put = {_normalise(words): _normalise(name) for words, name in data["resolved"]}
    return put.get(subject, subject)


def _normalise(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
