"""The local web page on which people decide on the claims of a run."""

from __future__ import annotations

from .serve import Serving, serve

__all__ = ["Serving", "serve"]
