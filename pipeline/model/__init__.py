"""The English pipeline: one of the two embedded ones, or one that the user names."""

from .load import load_model
from .weights import EMBEDDED, EMBEDDED_CNN

__all__ = ["EMBEDDED", "EMBEDDED_CNN", "load_model"]
