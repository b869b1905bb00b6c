"""Compares the claims of two runs: what an edited article added, dropped and changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from ..lexicon import load_lexicon
from ..numbers import parse_number
from ..records import Change
from .claims import ClaimRow
from .source import Token, tokenise
from .terms import fold

ALIKE = 0.6
"""Share of words that two claims must have in common, in order, to be one claim edited."""

ALIKE_WITH_ID = 0.3
"""The same for claims of one id: a person gave it, and a list that was numbered anew is told by
texts that have nothing in common."""

TRIED = 5
"""Claims of the other run that are compared word for word with one; they share most words."""

GAP = " … "
"""Stands between words that differ at two places of a claim."""

_SIGN = re.compile(r"[$€£¥₹%°±<>≤≥−]|(?<!\w)-(?=\d)")
"""Signs that belong to a value: "$4" is not "€4"."""


class _Pair(NamedTuple):
    before: ClaimRow
    after: ClaimRow
    share: float


def compare_claims(before: Iterable[ClaimRow], after: Iterable[ClaimRow]) -> Iterator[Change]:
    """Give a row for every claim that was changed, added or dropped; claims kept give none.

    Claims are paired within an article. Articles whose key only one of the runs has may have been
    renamed: their claims are paired over all of these.
    """
    old, new = _leave_out_kept(list(before), list(after))
    pairs = {pair.after.id: pair for pair in _pair(old, new)}
    paired = {pair.before.id for pair in pairs.values()}
    for claim in new:
        pair = pairs.get(claim.id)
        yield _to_change(pair) if pair else _added(claim)
    for claim in old:
        if claim.id not in paired:
            yield _gone(claim)


def _leave_out_kept(
    before: Sequence[ClaimRow], after: Sequence[ClaimRow]
) -> tuple[list[ClaimRow], list[ClaimRow]]:
    kept = Counter(map(_wording, before)) & Counter(map(_wording, after))
    return _without(before, kept), _without(after, kept)


def _without(claims: Sequence[ClaimRow], kept: Counter[tuple[str, ...]]) -> list[ClaimRow]:
    left = Counter(kept)
    result = []
    for claim in claims:
        wording = _wording(claim)
        if left[wording]:
            left[wording] -= 1
        else:
            result.append(claim)
    return result


def _wording(claim: ClaimRow) -> tuple[str, ...]:
    """Give what a claim says and who says it, without case, accents and punctuation."""
    return *_words(claim.text), "\x1f", fold(claim.speaker or "")


@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in _tokens(text))


def _tokens(text: str) -> list[Token]:
    signs = (Token(found[0], found.start(), found.end()) for found in _SIGN.finditer(text))
    return sorted([*tokenise(text), *signs], key=lambda token: token.start)


def _pair(old: Sequence[ClaimRow], new: Sequence[ClaimRow]) -> Iterator[_Pair]:
    """Give the claims that are one claim edited, the most alike first; each is taken once."""
    candidates = _Candidates(old, new)
    pairs = [pair for claim in new for pair in candidates.find(claim)]
    taken: set[tuple[str, str]] = set()
    for pair in sorted(pairs, key=lambda pair: (pair.before.id != pair.after.id, -pair.share)):
        keys = {("before", pair.before.id), ("after", pair.after.id)}
        if not keys & taken:
            taken |= keys
            yield pair


class _Candidates:
    """The claims of the earlier run, found by their words."""

    def __init__(self, old: Sequence[ClaimRow], new: Sequence[ClaimRow]) -> None:
        self._old = old
        self._by_id = {claim.id: claim for claim in old}
        shared = {claim.doc for claim in old} & {claim.doc for claim in new}
        self._shared_docs = shared - {None}
        self._by_word: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for number, claim in enumerate(old):
            group = self._group(claim)
            for word in set(_words(claim.text)):
                self._by_word[group, word].append(number)

    def find(self, claim: ClaimRow) -> Iterator[_Pair]:
        """Give the claims that this one may be an edition of."""
        same = self._by_id.get(claim.id)
        if same is not None and (share := _share(same, claim)) >= ALIKE_WITH_ID:
            yield _Pair(same, claim, share)
        group = self._group(claim)
        common = Counter(
            number
            for word in dict.fromkeys(_words(claim.text))
            for number in self._by_word.get((group, word), ())
        )
        for number, _ in common.most_common(TRIED):
            share = _share(self._old[number], claim)
            if share >= ALIKE:
                yield _Pair(self._old[number], claim, share)

    def _group(self, claim: ClaimRow) -> str | None:
        """Give the article that a claim is compared within; None: all that may be renamed."""
        return claim.doc if claim.doc in self._shared_docs else None


def _share(one: ClaimRow, other: ClaimRow) -> float:
    return SequenceMatcher(None, _words(one.text), _words(other.text), autojunk=False).ratio()


def _added(claim: ClaimRow) -> Change:
    return Change(change="added", doc=claim.doc, after=claim.id, text_after=claim.text, alike=0.0)


def _gone(claim: ClaimRow) -> Change:
    return Change(
        change="gone", doc_before=claim.doc, before=claim.id, text_before=claim.text, alike=0.0
    )


def _to_change(pair: _Pair) -> Change:
    before, after, share = pair
    old, new = differing_words(before.text, after.text)
    kind = _kind_of_change([*old, *new])
    if not old and not new:
        kind, old, new = "speaker changed", [before.speaker or ""], [after.speaker or ""]
    return Change(
        change=kind,
        doc=after.doc,
        doc_before=before.doc,
        before=before.id,
        after=after.id,
        text_before=before.text,
        text_after=after.text,
        words_before=GAP.join(filter(None, old)) or None,
        words_after=GAP.join(filter(None, new)) or None,
        alike=round(share, 2),
    )


def differing_words(before: str, after: str) -> tuple[list[str], list[str]]:
    """Give the stretches of two texts that differ, in their order.

    >>> differing_words("It cost $4 on Monday", "It cost €4 on Tuesday")
    (['$', 'Monday'], ['€', 'Tuesday'])
    """
    spans = differing_spans(before, after)
    old = [before[start:end] for (start, end), _ in spans if end > start]
    new = [after[start:end] for _, (start, end) in spans if end > start]
    return old, new


def differing_spans(before: str, after: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Give where two texts differ, as pairs of stretches; one of a pair may be empty."""
    one, other = _tokens(before), _tokens(after)
    matcher = SequenceMatcher(
        None, [token.word for token in one], [token.word for token in other], autojunk=False
    )
    return [
        (_extent(one[first:last]), _extent(other[other_first:other_last]))
        for tag, first, last, other_first, other_last in matcher.get_opcodes()
        if tag != "equal"
    ]


def _extent(tokens: Sequence[Token]) -> tuple[int, int]:
    return (tokens[0].start, tokens[-1].end) if tokens else (0, 0)


def _kind_of_change(stretches: Sequence[str]) -> str:
    """Say what changed: what weighs most for whoever checks comes first."""
    words = [word for stretch in stretches for word in stretch.split()]
    if any(map(_is_value, words)):
        return "value changed"
    if any(word.casefold() in load_lexicon("check")["changes"]["negation"] for word in words):
        return "negation changed"
    return "name changed" if any(word[0].isupper() for word in words) else "reworded"


def _is_value(word: str) -> bool:
    is_number = any(letter.isdigit() for letter in word) or parse_number(fold(word)) is not None
    days = load_lexicon("check")["changes"]["days"]
    is_sign = word == "-" or _SIGN.search(word) is not None
    return is_number or is_sign or word.strip(".,;:").casefold() in days
