"""Gives the tables as pandas DataFrames, for notebooks and other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..records import Record, Records
from .columns import TABLES
from .rows import rows_of

if TYPE_CHECKING:
    import pandas as pd

DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
"""pandas types that know a missing value; text stays text, JSON columns hold Python lists."""


def to_frames(results: Iterable[Records]) -> dict[str, pd.DataFrame]:
    """Give the articles, mentions, attributions and claims of processed articles as DataFrames.

    Date columns become ``datetime64``; columns and their order are those of the table files.
    """
    import pandas as pd  # late: 0.4 s that help texts need not pay

    results = list(results)
    rows: dict[str, list[Record]] = {
        "articles": [result.article for result in results],
        "mentions": [mention for result in results for mention in result.mentions],
        "attributions": [entry for result in results for entry in result.attributions],
        "claims": [claim for result in results for claim in result.claims],
    }
    frames = {}
    for name, records in rows.items():
        columns = TABLES[name]
        cells = rows_of(records, columns)
        frame = pd.DataFrame(cells, columns=[column.name for column in columns], dtype=object)
        for column in columns:
            if column.type in DTYPES:
                frame[column.name] = frame[column.name].astype(DTYPES[column.type])
            elif column.type == "date":
                frame[column.name] = pd.to_datetime(frame[column.name])
        frames[name] = frame
    return frames
