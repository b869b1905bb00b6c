"""Compares the claims of two runs: what an edited article added, dropped and changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ..numbers import parse_number
from ..records import Change
from .claims import ClaimRow
from .source import tokenise, words_of
from .terms import fold

ALIKE = 0.6
"""Share of words that two claims must have in common, in order, to be one claim edited."""

TRIED = 5
"""Claims of the other run that are compared word for word with one; they share most words."""


def compare_claims(before: Sequence[ClaimRow], after: Sequence[ClaimRow]) -> Iterator[Change]:
    """Give a row for every claim that was changed, added or dropped; claims kept give none.

    Claims are paired within an article; where no article has the same key, over all of them.
    """
    old, new = _leave_out_kept(before, after)
    is_same_doc = bool({claim.doc for claim in before} & {claim.doc for claim in after})
    candidates = _Candidates(old, is_same_doc=is_same_doc)
    for claim in new:
        other, share = candidates.take_closest(claim)
        yield _to_change(other, claim, share)
    for claim in candidates.left():
        yield _to_change(claim, None, 0.0)


def _leave_out_kept(
    before: Sequence[ClaimRow], after: Sequence[ClaimRow]
) -> tuple[list[ClaimRow], list[ClaimRow]]:
    old = Counter(words_of(claim.text) for claim in before)
    new = Counter(words_of(claim.text) for claim in after)
    kept = old & new
    return _without(before, kept), _without(after, kept)


def _without(claims: Sequence[ClaimRow], kept: Counter[tuple[str, ...]]) -> list[ClaimRow]:
    left = Counter(kept)
    result = []
    for claim in claims:
        words = words_of(claim.text)
        if left[words]:
            left[words] -= 1
        else:
            result.append(claim)
    return result


class _Candidates:
    """The claims of the earlier run that no later claim has taken yet, found by their words."""

    def __init__(self, claims: Sequence[ClaimRow], *, is_same_doc: bool) -> None:
        self._claims = dict(enumerate(claims))
        self._is_same_doc = is_same_doc
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, claim in self._claims.items():
            for word in set(words_of(claim.text)):
                self._by_word[word].append(number)

    def take_closest(self, claim: ClaimRow) -> tuple[ClaimRow | None, float]:
        """Give the claim that is most like this one, if one is like enough, and take it out."""
        shared = Counter(
            number
            for word in set(words_of(claim.text))
            for number in self._by_word.get(word, ())
            if number in self._claims
            and (not self._is_same_doc or self._claims[number].doc == claim.doc)
        )
        shares = {
            number: _share(self._claims[number], claim) for number, _ in shared.most_common(TRIED)
        }
        best = max(shares, key=lambda number: (shares[number], -number), default=None)
        if best is None or shares[best] < ALIKE:
            return None, 0.0
        return self._claims.pop(best), shares[best]

    def left(self) -> Iterator[ClaimRow]:
        """Give the claims that nothing took."""
        return iter(self._claims.values())


def _share(one: ClaimRow, other: ClaimRow) -> float:
    return SequenceMatcher(None, words_of(one.text), words_of(other.text), autojunk=False).ratio()


def _to_change(before: ClaimRow | None, after: ClaimRow | None, share: float) -> Change:
    old, new = _differing_words(before, after) if before and after else ("", "")
    if before is None:
        kind = "added"
    elif after is None:
        kind = "gone"
    else:
        kind = "value changed" if _has_number(old) or _has_number(new) else "reworded"
    return Change(
        change=kind,
        doc=after.doc if after else before.doc if before else None,
        before=before.id if before else None,
        after=after.id if after else None,
        text_before=before.text if before else None,
        text_after=after.text if after else None,
        words_before=old or None,
        words_after=new or None,
        alike=round(share, 2),
    )


def _differing_words(before: ClaimRow, after: ClaimRow) -> tuple[str, str]:
    one, other = list(tokenise(before.text)), list(tokenise(after.text))
    matcher = SequenceMatcher(
        None, [token.word for token in one], [token.word for token in other], autojunk=False
    )
    old, new = [], []
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        if tag != "equal":
            old += [before.text[token.start : token.end] for token in one[first:last]]
            new += [after.text[token.start : token.end] for token in other[other_first:other_last]]
    return " ".join(old), " ".join(new)


def _has_number(words: str) -> bool:
    return any(word[0].isdigit() or parse_number(fold(word)) is not None for word in words.split())
