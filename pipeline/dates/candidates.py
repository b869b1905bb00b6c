"""What rules propose: a stretch of text, the rule's name and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec

from .meanings import Meaning
from .vocabulary import Vocabulary

Groups = Mapping[str, str | None]
Reading = Meaning | Mapping[str, Meaning] | None
"""One meaning for the whole match, or one for each named group that is a mention by itself."""
Reader = Callable[[Groups, Vocabulary], Reading]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal that a refiner may still drop; ``whole`` is all that its rule matched."""

    rule: str
    start: int
    end: int
    text: str
    meaning: Meaning
    modifier: str | None = None
    whole: tuple[int, int] | None = None
    range_with: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One written form: its name, the kinds of word it needs, its pattern and how it is read."""

    name: str
    needs: frozenset[str]
    pattern: str
    read: Reader
    modifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledRule:
    """A rule whose pattern is ready to run."""

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader
    modifier: str | None


def rule(pattern: str, *, needs: str, modifier: str | None = None) -> Callable[[Reader], Rule]:
    """Turn a reader into the rule of the same name.

    ``needs`` lists kinds of word, by spaces; ``modifier`` is the one that the form itself carries.
    """

    def decorate(read: Reader) -> Rule:
        name = getattr(read, "__name__", "rule")
        return Rule(
            name=name,
            needs=frozenset(needs.split()),
            pattern=pattern,
            read=read,
            modifier=modifier,
        )

    return decorate


def compile_rule(written: Rule, vocabulary: Vocabulary) -> CompiledRule:
    """Put the vocabulary's fragments into the pattern and bind it to word borders."""
    body = vocabulary.expand(written.pattern)
    pattern = re.compile(rf"(?<![\w$£€¥]) (?: {body} ) (?! \w )", re.VERBOSE)
    return CompiledRule(
        name=written.name,
        needs=written.needs,
        pattern=pattern,
        read=written.read,
        modifier=written.modifier,
    )
