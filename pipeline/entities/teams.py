"""Find teams by the lines of results and tables that name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .candidates import Candidate, from_rule
from .tokens import Tokens
from .words import Words

# A longer line is prose.
MAX_LINE = 60

# "West Bromwich Albion" has three words, "Brighton and Hove Albion" four; more are a sentence.
MAX_TEAM = 5

# A league table gives at least played, won and lost, or won, lost and a share.
TABLE_NUMBERS = 3


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Words of a line written like a name, and how many numbers follow them."""

    start: int
    end: int
    numbers: int


def score_line(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "Ashby 2 Derwent Rovers 0", "Ashby 2-0 Derwent", "Ashby 38 20 10 8 70": lines of teams.

    Countries stay places.
    """
    for start, end in _lines(tokens.texts):
        texts = tokens.texts[start:end]
        if not _has_names_and_figures_only(texts, words):
            continue
        runs = _runs(texts)
        if not _are_teams([run.numbers for run in runs]):
            continue
        if any(word in words.months for word in tokens.lowers[start:end]):
            continue
        if any(_is_amount(text) for text in texts):
            continue
        if any(run.end - run.start > MAX_TEAM for run in runs):
            continue
        for run in runs:
            if tuple(texts[run.start : run.end]) not in words.gazetteer.value_by_name:
                first, last = start + run.start, start + run.end
                yield from_rule(first, last, "organisation", "score_line")


def _lines(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*(i for i, text in enumerate(texts) if "\n" in text), len(texts)]:
        if 1 < end - start <= MAX_LINE:
            yield start, end
        start = end + 1


def _has_names_and_figures_only(texts: Sequence[str], words: Words) -> bool:
    return all(text[0].isupper() or _is_figure(text) or text in words.small for text in texts)


def _runs(texts: Sequence[str]) -> list[_Run]:
    runs: list[_Run] = []
    for i, text in enumerate(texts):
        if _is_figure(text):
            if runs:
                runs[-1] = replace(runs[-1], numbers=runs[-1].numbers + text[-1].isdigit())
        elif runs and not runs[-1].numbers and runs[-1].end == i:
            runs[-1] = replace(runs[-1], end=i + 1)
        else:
            runs.append(_Run(start=i, end=i + 1, numbers=0))
    return runs


def _is_figure(text: str) -> bool:
    return text[0].isdigit() or text[0] in "-–./½"


def _is_amount(text: str) -> bool:
    """Say whether a number has decimals, as money has and shares of games (".559") have not."""
    return text[0].isdigit() and "." in text.rstrip(".")


def _are_teams(numbers: list[int]) -> bool:
    """Say whether the counts of numbers after each name are those of results or a table."""
    results = len(numbers) > 1 and set(numbers) == {1}
    score_between = numbers in ([1, 0], [2, 0])
    table = len(numbers) == 1 and numbers[0] >= TABLE_NUMBERS
    return results or score_between or table
