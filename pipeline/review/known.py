"""Gives the claims of a run by key, each with its sentence when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from ..tables import Run
from .similar import KnownClaim


class KnownClaims(NamedTuple):
    """The claims of a run, and the way to their sentences."""

    claims: Mapping[str, KnownClaim]
    sentence_of: Callable[[KnownClaim], str | None]


class _Text(msgspec.Struct):
    text: str


def know_claims(run: Run) -> KnownClaims:
    """Read the claims of a run; the texts of its articles are read one at a time, when needed."""

    @lru_cache(maxsize=64)
    def text_of(doc: str) -> str:
        rows = run.rows("articles", doc, _Text)
        return rows[0].text if rows else ""

    def sentence_of(claim: KnownClaim) -> str | None:
        if claim.sentence is None:
            return None
        return text_of(claim.doc)[slice(*claim.sentence)] or None

    claims = {claim.id: claim for claim in run.stream("claims", KnownClaim)}
    return KnownClaims(claims, sentence_of)
