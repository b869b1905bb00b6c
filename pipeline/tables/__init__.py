"""Stage 9: the tables that a run writes, one list of columns each."""

from .beside import settings_beside
from .columns import CHECK_TABLES, RUN_TABLES, TABLES, Column
from .frames import to_frames
from .read import Run, read_run, restore_cell
from .rows import row_of
from .write import TableWriters, escape_cell

__all__ = [
    "CHECK_TABLES",
    "RUN_TABLES",
    "TABLES",
    "Column",
    "Run",
    "TableWriters",
    "escape_cell",
    "read_run",
    "restore_cell",
    "row_of",
    "settings_beside",
    "to_frames",
]
