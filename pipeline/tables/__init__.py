"""Stage 9: the tables that a run writes, one list of columns each."""

from .columns import TABLES, Column
from .frames import to_frames
from .write import TableWriters, row_of

__all__ = ["TABLES", "Column", "TableWriters", "row_of", "to_frames"]
