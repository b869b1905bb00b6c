"""Find teams by the lines of results and tables that name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from .candidates import Candidate, from_rule
from .words import Words

# A longer line is prose.
MAX_LINE = 60

# "West Bromwich Albion" has three words, "Brighton and Hove Albion" four; more are a sentence.
MAX_TEAM = 5

# A league table gives at least played, won and lost, or won, lost and a share.
TABLE_NUMBERS = 3


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Words written like a name, and how many numbers follow them."""

    start: int
    end: int
    numbers: int


def score_line(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "Ashby 2 Derwent Rovers 0", "Ashby 2-0 Derwent", "Ashby 38 20 10 8 70": lines of teams.

    Countries stay places.
    """
    for line in _lines(doc):
        runs = _runs(line, words)
        if not _are_teams([run.numbers for run in runs]) or not _is_all_used(line, runs):
            continue
        if any(token.lower_ in words.months or _is_amount(token) for token in line):
            continue
        if any(run.end - run.start > MAX_TEAM for run in runs):
            continue
        for run in runs:
            name = tuple(token.text for token in doc[run.start : run.end])
            if name not in words.gazetteer.value_by_name:
                yield from_rule(run.start, run.end, "organisation", "score_line")


def _lines(doc: Doc) -> Iterator[Span]:
    start = 0
    for token in doc:
        if "\n" in token.text or token.i + 1 == len(doc):
            end = token.i if "\n" in token.text else token.i + 1
            if 1 < end - start <= MAX_LINE:
                yield doc[start:end]
            start = token.i + 1


def _runs(line: Span, words: Words) -> list[_Run]:
    runs: list[_Run] = []
    for token in line:
        if _is_figure(token):
            if runs:
                runs[-1] = replace(runs[-1], numbers=runs[-1].numbers + token.text[-1].isdigit())
        elif token.text[0].isupper() or token.text in words.small:
            if runs and not runs[-1].numbers and runs[-1].end == token.i:
                runs[-1] = replace(runs[-1], end=token.i + 1)
            else:
                runs.append(_Run(start=token.i, end=token.i + 1, numbers=0))
    return runs


def _is_figure(token: Token) -> bool:
    return token.text[0].isdigit() or token.text[0] in "-–./½"


def _is_amount(token: Token) -> bool:
    """Say whether a number has decimals, as money has and shares of games (".559") have not."""
    return token.text[0].isdigit() and "." in token.text.rstrip(".")


def _are_teams(numbers: list[int]) -> bool:
    """Say whether the counts of numbers after each name are those of results or a table."""
    results = len(numbers) > 1 and set(numbers) == {1}
    score_between = numbers in ([1, 0], [2, 0])
    table = len(numbers) == 1 and numbers[0] >= TABLE_NUMBERS
    return results or score_between or table


def _is_all_used(line: Span, runs: list[_Run]) -> bool:
    named = {i for run in runs for i in range(run.start, run.end)}
    return all(token.i in named or _is_figure(token) for token in line)
