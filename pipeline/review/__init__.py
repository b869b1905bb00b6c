"""People decide on claims: what they decided is kept row by row and never changed."""

from __future__ import annotations

from .store import Conflict, ReviewStore

__all__ = ["Conflict", "ReviewStore"]
