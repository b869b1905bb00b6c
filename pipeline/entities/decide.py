"""Decide what kind of name each candidate is, once for all its mentions in the article."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from .bearers import Bearers, find_bearers, tell_apart
from .candidates import KINDS, Candidate
from .cues import MIDDLE, STRONG, count_cues
from .tokens import Tokens
from .words import Words

# A probability below this counts as this: one sure mention does not silence three others.
FLOOR = 0.02

# How much the other mentions of a name count against the mention itself.
OTHERS = 0.5


def decide(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """Give all mentions of a name the kind that the model and the words around speak for."""
    own = [_votes(each, tokens, words) for each in candidates]
    bearers = find_bearers(candidates, tokens, words)
    _vote_for_short_forms(own, candidates, bearers, tokens)
    apart = tell_apart(own, candidates, bearers, tokens)
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for candidate, votes in zip(candidates, own, strict=True):
        kind = candidate.kind if candidate.fixed else _best(votes)
        for key in _keys(candidate, kind, tokens, words):
            total[key].update(votes)
    decided = []
    for i, (candidate, votes) in enumerate(zip(candidates, own, strict=True)):
        if candidate.fixed:
            decided.append(candidate)
            continue
        shared = votes if i in apart else total[name_key(candidate, tokens)]
        best = max(KINDS[1:], key=lambda kind: (1 - OTHERS) * votes[kind] + OTHERS * shared[kind])
        decided.append(
            candidate if best == candidate.kind else replace(candidate, kind=best, rule="decided")
        )
    return decided


def drop_unsure(names: Sequence[Candidate], tokens: Tokens) -> list[Candidate]:
    """Leave out names that only the model sees, unsure in every mention of them."""
    sure = {name_key(name, tokens) for name in names if _is_sure(name)}
    return [name for name in names if name_key(name, tokens) in sure]


def _is_sure(name: Candidate) -> bool:
    if name.rule != "model" or name.kind not in LEAST:
        return True
    return name.scores[KINDS.index(name.kind)] >= LEAST[name.kind]


# Mean probability of its kind below which a name of the model alone is mostly wrong. F with 0, 0.4
# and 0.5: conll03_testa 87.6, 87.8, 87.9, gmb_dev 86.2, 86.3, 86.4, uner_b_dev 84.4, 84.1, 83.9.
LEAST: Mapping[str, float] = MappingProxyType({"organisation": 0.4, "place": 0.4})


def _vote_for_short_forms(
    own: Sequence[Counter[str]], candidates: Sequence[Candidate], bearers: Bearers, tokens: Tokens
) -> None:
    """Let a full name speak for its short form: "Ann Lee" for "Lee", "Ashby Marine" for "Ashby".

    What stands in brackets behind a full name is of the full name's kind wherever it stands.
    """
    stated = {
        tokens.texts[short.start]: short.kind
        for full, short in pairwise(candidates)
        if full.kind == short.kind and _is_in_brackets(full, short, tokens)
    }
    for votes, each in zip(own, candidates, strict=True):
        text = tokens.text(each.start, each.end)
        if text in stated:
            votes[stated[text]] += STRONG  # type: ignore[assignment]
        if bearers.are_both(text):
            continue
        if text in bearers.persons:
            votes["person"] += MIDDLE  # type: ignore[assignment]
        elif text in bearers.companies:
            votes["organisation"] += MIDDLE  # type: ignore[assignment]
            votes["person"] -= STRONG  # type: ignore[assignment]


def _is_in_brackets(full: Candidate, short: Candidate, tokens: Tokens) -> bool:
    """Say whether one word in brackets follows a name: "Ashby Grid Council (Agcol)"."""
    opens = short.start == full.end + 1 and tokens.texts[full.end] == "("
    return opens and short.end == short.start + 1 and tokens.lower(short.end) == ")"


def name_key(candidate: Candidate, tokens: Tokens) -> str:
    """Give the form under which mentions of one name are counted together."""
    return tokens.text(candidate.start, candidate.end).casefold()


def _best(votes: Mapping[str, float]) -> str:
    return max(KINDS[1:], key=lambda kind: votes[kind])


def _keys(candidate: Candidate, kind: str, tokens: Tokens, words: Words) -> Iterator[str]:
    """Give the forms that a mention speaks for: its own, a surname, a company without "Ltd"."""
    yield name_key(candidate, tokens)
    if candidate.end - candidate.start == 1:
        return
    if kind == "person":
        yield tokens.texts[candidate.end - 1].casefold()
    if kind == "organisation":
        yield from _company_keys(candidate, tokens, words)


def _company_keys(candidate: Candidate, tokens: Tokens, words: Words) -> Iterator[str]:
    start, end = candidate.start, candidate.end
    while end > start + 1 and tokens.bares[end - 1] in words.organisation_suffixes:
        end -= 1
    if end < candidate.end:
        yield tokens.text(start, end).casefold()
        if end > start + 1:
            yield tokens.texts[start].casefold()
            yield tokens.texts[end - 1].casefold()


def _votes(candidate: Candidate, tokens: Tokens, words: Words) -> Counter[str]:
    votes: Counter[str] = Counter()
    for kind, score in zip(KINDS, candidate.scores, strict=True):
        votes[kind] = math.log(max(score, FLOOR))  # type: ignore[assignment]
    votes.update(count_cues(candidate, tokens, words))
    return votes
