"""The English pipeline: the embedded one, or one that the user names."""

from .load import EMBEDDED, load_model

__all__ = ["EMBEDDED", "load_model"]
