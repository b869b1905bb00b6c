"""Known facts: what a person has confirmed must be found again, in every later run.

``check_files`` compares facts files with the tables of a run, ``FORMATS`` writes what came out,
``suggest_facts`` and ``facts_from_reviews`` propose rows. ``pipeline.pytest_plugin`` lets pytest
do the check.
"""

from .check import check_facts, check_files
from .fact import Checked, Fact, Outcome, Problem
from .load import load_facts
from .propose import to_csv
from .report import FORMATS
from .reviews import facts_from_reviews
from .rows import find_files
from .suggest import suggest_facts

__all__ = [
    "FORMATS",
    "Checked",
    "Fact",
    "Outcome",
    "Problem",
    "check_facts",
    "check_files",
    "facts_from_reviews",
    "find_files",
    "load_facts",
    "suggest_facts",
    "to_csv",
]
