"""Stage 9: the tables that a run writes, one list of columns each."""

from .columns import CHECK_TABLES, RUN_TABLES, TABLES, Column
from .frames import to_frames
from .write import TableWriters, row_of

__all__ = ["CHECK_TABLES", "RUN_TABLES", "TABLES", "Column", "TableWriters", "row_of", "to_frames"]
