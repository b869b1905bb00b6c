"""The options that several commands share, and what is made of them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

OUTPUTS = Path("outputs")
"""Folder that a run writes to, if no other is named."""

model = click.option("--model", help='"embedded-cnn", an installed spaCy pipeline or path of one.')
formats = click.option(
    "--format",
    "formats",
    multiple=True,
    help="Table format: csv, jsonl, parquet, sqlite, xlsx. Repeatable.",
)
language = click.option("--language", help='Language expected (ISO 639-1), or "any".')
settings = click.option(
    "--settings", "file", type=click.Path(path_type=Path), help="Settings (TOML file)."
)
verbose = click.option(
    "--verbose", is_flag=True, help="Log what is done, and tracebacks of failures."
)


def overrides(chosen: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the settings that the options chosen on the command line stand for."""
    found: dict[str, dict[str, Any]] = {"run": {}, "model": {}}
    if chosen.get("formats"):
        found["run"]["formats"] = list(chosen["formats"])
    if chosen.get("language"):
        found["run"]["language"] = chosen["language"]
    if chosen.get("model"):
        found["model"]["name"] = chosen["model"]
    return found


def log(verbose: bool) -> None:
    """Set how much is logged to standard error."""
    # Without --verbose a failure is one line in the closing report, not a traceback.
    level = logging.INFO if verbose else logging.CRITICAL
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    # But whoever looks at a run that waits for a cluster must see why.
    logging.getLogger("pipeline.engines.dask").setLevel(min(level, logging.WARNING))


class ProgressBar:
    """A progress bar on a terminal, nothing elsewhere; gives what a check calls as it goes on."""

    def __enter__(self) -> Callable[[int, int], None]:
        """Open the bar and give the function that moves it."""
        from tqdm import tqdm

        # disable=None: tqdm stays silent where stderr is not a terminal.
        self._bar = tqdm(unit="article", disable=None, file=sys.stderr)
        return self._show

    def _show(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def __exit__(self, *error: object) -> None:
        """Close the bar."""
        self._bar.close()
