"""Knows the run that claims come from: there, "he" and "last year" were resolved in the article."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from ..check.claims import ClaimRow
from ..records import Analysis, Claim, Mention, Records
from ..tables import read_run


class Origin:
    """The tables beside the claims, where they are those of a run."""

    def __init__(self, claims: Path) -> None:
        self._run = read_run(claims)
        self._docs = frozenset(self._run.docs if self._run.has("articles") else ())
        self._load = lru_cache(maxsize=1)(self._look_up)

    def complete(self, row: ClaimRow, analysis: Analysis) -> Analysis:
        """Put the mentions that the run found in the claim in the place of those found anew."""
        if row.doc not in self._docs:
            return analysis
        article = self._load(row.doc)
        claim = article.claims.get(row.id)
        if claim is None or claim.text != row.text:
            return analysis
        mentions = tuple(
            replace(mention, start=mention.start - claim.start, end=mention.end - claim.start)
            for mention in article.mentions_of(claim)
        )
        moved = replace(claim, start=0, end=len(claim.text))
        records = replace(analysis.records, mentions=mentions, claims=(moved,))
        return replace(analysis, records=records)

    def _look_up(self, doc: str) -> _Lookup:
        return _Lookup(self._run.records(doc))


class _Lookup:
    """An article of a run, its claims and mentions found by id."""

    def __init__(self, records: Records) -> None:
        self.mentions = records.mentions
        self.claims = {claim.id: claim for claim in records.claims}
        self._places = {mention.id: place for place, mention in enumerate(self.mentions)}

    def mentions_of(self, claim: Claim) -> list[Mention]:
        """Give the mentions in a claim, in the order of the article."""
        places = {self._places[key] for key in claim.mentions if key in self._places}
        return [self.mentions[place] for place in sorted(places)]
