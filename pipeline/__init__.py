"""claimtable: turns news articles into tables of claims that a fact-checker can check.

The public names below are loaded when first used, so that importing the package is cheap:
>>> import pipeline
>>> pipeline.STAGES[0]
'read'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .batch import Summary, run
    from .errors import ClaimtableError, InputError, SettingsError
    from .records import (
        Article,
        Attribution,
        Block,
        Claim,
        DateValue,
        Mention,
        Quantity,
        Records,
    )
    from .settings import Settings, load_settings
    from .single import STAGES, Pipeline, load, process
    from .tables import to_frames

__all__ = [
    "STAGES",
    "Article",
    "Attribution",
    "Block",
    "Claim",
    "ClaimtableError",
    "DateValue",
    "InputError",
    "Mention",
    "Pipeline",
    "Quantity",
    "Records",
    "Settings",
    "SettingsError",
    "Summary",
    "load",
    "load_settings",
    "process",
    "run",
    "to_frames",
]

_MODULES = {
    "batch": ("Summary", "run"),
    "errors": ("ClaimtableError", "InputError", "SettingsError"),
    "single": ("STAGES", "Pipeline", "load", "process"),
    "records": (
        "Article", "Attribution", "Block", "Claim", "DateValue", "Mention", "Quantity", "Records",
    ),
    "settings": ("Settings", "load_settings"),
    "tables": ("to_frames",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
