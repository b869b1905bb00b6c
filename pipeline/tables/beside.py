"""Tables that a later command writes beside those of a run: they come in its formats."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..settings import Settings, load_settings
from .write import FORMATS


def settings_beside(
    run: Path, file: Path | None = None, *, overrides: Mapping[str, Any] | None = None
) -> Settings:
    """Load settings whose table formats, unless somebody names them, are those of a run's claims.

    What is no folder of a run leaves the shipped ones.
    """
    formats = [name for name, format in FORMATS.items() if format.holds(run, "claims")]
    defaults = {"run": {"formats": formats}} if formats else {}
    return load_settings(file, defaults=defaults, overrides=overrides)
