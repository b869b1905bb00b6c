"""Finds what became of a claim whose sentence was edited, and whether it still says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

import msgspec

from ..check.against import ALIKE
from ..check.source import words_of
from ..records import Claim, Offsets

ALIKE_WITHIN = 0.4
"""The same within one sentence: the claim is there, only its first or last word may be others."""

CLEAR = 0.1
"""By how much the best claim must be more alike than the next to be the one meant."""


class KnownClaim(msgspec.Struct, frozen=True):
    """So much of a claim as decisions are matched with."""

    id: str
    doc: str
    text: str
    standalone: str = ""
    sentence: Offsets | None = None
    speaker: str | None = None
    certainty: str = "asserted"
    certainty_cue: str | None = None
    negated: bool = False
    negation_cue: str | None = None


@dataclass(frozen=True, kw_only=True)
class Successor:
    """The claim that one may have become; ``alike`` is the share of words in common.

    ``says_the_same``: the claim's own words, its meaning on its own, who says it and how surely are
    as they were. ``same_sentence``: the sentence is as it was; the claim may be cut otherwise.
    """

    claim: KnownClaim
    alike: float
    says_the_same: bool
    same_sentence: bool


class Successors:
    """The claims of a run, looked through for what others became."""

    def __init__(
        self, claims: Iterable[KnownClaim], sentence_of: Callable[[KnownClaim], str | None]
    ) -> None:
        self._sentence_of = sentence_of
        self._by_doc: dict[str, list[KnownClaim]] = defaultdict(list)
        for claim in claims:
            self._by_doc[claim.doc].append(claim)

    def find(self, cells: Mapping[str, str]) -> Successor | None:
        """Give the claim of the same article that a row of the sheet has most likely become.

        That is the one in the same sentence, where it still stands, that has most words in common;
        else the one that is clearly most like it in the whole article.
        """
        here = self._by_doc.get(cells.get("doc", ""), [])
        sentence = words_of(cells.get("sentence", ""))
        within = [one for one in here if sentence == words_of(self._sentence_of(one) or "")]
        found = _closest(cells, within if sentence else [], ALIKE_WITHIN, 0.0)
        same_sentence = found is not None
        found = found or _closest(cells, here, ALIKE, CLEAR)
        if found is None:
            return None
        share, claim = found
        return Successor(
            claim=claim,
            alike=round(share, 2),
            says_the_same=_says_the_same(cells, claim),
            same_sentence=same_sentence,
        )


def _closest(
    cells: Mapping[str, str], claims: Iterable[KnownClaim], at_least: float, lead: float
) -> tuple[float, KnownClaim] | None:
    """Give the claim most like a row, if it is like enough and leads the next by enough."""
    text = cells.get("claim", "")
    shares = sorted(
        ((_share(text, one.text), one) for one in claims), key=lambda one: (-one[0], one[1].id)
    )
    if not shares or shares[0][0] < at_least:
        return None
    if len(shares) > 1 and shares[0][0] - shares[1][0] < lead:
        return None
    return shares[0]


def certainty_of(claim: KnownClaim | Claim) -> str:
    """Say in the words of the sheet how sure a claim is, and whether it is denied."""
    cue = f": {claim.certainty_cue}" if claim.certainty_cue else ""
    denied = f"; denied: {claim.negation_cue}" if claim.negated else ""
    return f"{claim.certainty}{cue}{denied}"


def _share(one: str, other: str) -> float:
    return SequenceMatcher(None, words_of(one), words_of(other), autojunk=False).ratio()


def _says_the_same(cells: Mapping[str, str], claim: KnownClaim) -> bool:
    return (
        words_of(cells.get("claim", "")) == words_of(claim.text)
        and words_of(cells.get("standalone", "")) == words_of(claim.standalone)
        and cells.get("certainty", "") == certainty_of(claim)
        and cells.get("speaker", "") == (claim.speaker or "")
    )
