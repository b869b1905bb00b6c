"""Known facts: what a person has confirmed must be found again, in every later run.

``load_facts`` reads facts files, ``check_facts`` compares them with the tables of a run,
``report`` writes what came out. ``pipeline.pytest_plugin`` gives the same to pytest.
"""

from .check import check_facts
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
    "facts_from_reviews",
    "find_files",
    "load_facts",
    "suggest_facts",
    "to_csv",
]
