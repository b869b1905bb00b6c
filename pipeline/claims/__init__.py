"""Stage 7: who says what, how surely, when, and is it worth checking."""

from __future__ import annotations

from .component import create_claims

__all__ = ["create_claims"]
