"""Lets pytest check known facts: one item per row of a facts file, named by its id.

``pytest --facts DIR --outputs OUT`` checks against the tables of a run, ``--corpus FOLDER`` runs
the folder first. Without ``--facts`` nothing happens and nothing else is imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import ExceptionInfo, TerminalRepr

    from .facts import Checked, Outcome

OUTPUTS = "outputs"


class FactMissedError(Exception):
    """A fact that the run does not bear out; the message is the whole report."""


class _Facts(NamedTuple):
    """What ``--facts`` names, and the outcomes and problems of each facts file."""

    paths: tuple[Path, ...]
    outcomes: dict[str, list[Outcome]]
    problems: dict[str, list[str]]


_KEY = pytest.StashKey[_Facts]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("claimtable", "known facts")
    group.addoption(
        "--facts",
        action="append",
        default=[],
        metavar="DIR",
        help="Check the known facts in DIR (or one file). Repeatable.",
    )
    group.addoption(
        "--outputs",
        default=None,
        metavar="OUT",
        help=f"Check them against the tables that `claimtable run` wrote to OUT ({OUTPUTS}).",
    )
    group.addoption(
        "--corpus",
        default=None,
        metavar="FOLDER",
        help="Run FOLDER into a temporary folder first and check against that.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Collect the facts: alone where they are all that the command line names."""
    paths = config.getoption("facts")
    if not paths:
        return
    if config.getoption("outputs") and config.getoption("corpus"):
        raise pytest.UsageError("found --outputs and --corpus; expected one of them")
    named = config.args if config.args_source is config.ArgsSource.ARGS else []
    is_on_command_line = any(
        str(argument).startswith("--facts") for argument in config.invocation_params.args
    )
    if not is_on_command_line:  # in the ini file: beside the tests, unless some are named
        config.args = list(named) or [*config.args, *paths]
    elif not any(_is_below(argument, paths, config) for argument in named):
        config.args = [*named, *paths]


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Check the facts before anything is collected, so that a wrong path ends the run at once."""
    is_spread = session.config.pluginmanager.has_plugin("dsession")  # xdist: its workers check
    if session.config.getoption("facts") and not is_spread:
        _checked(session.config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FactsFile | None:
    """Take the facts files among what is collected."""
    if not parent.config.getoption("facts"):
        return None
    facts = _checked(parent.config)
    return FactsFile.from_parent(parent, path=file_path) if file_path in facts.paths else None


class FactsFile(pytest.File):
    """One facts file; a row that cannot be checked is a collection error."""

    def collect(self) -> Iterator[FactItem]:
        """Give one item per row."""
        facts = _checked(self.config)
        problems = facts.problems.get(str(self.path))
        if problems:
            raise self.CollectError("\n".join(problems))
        for outcome in facts.outcomes.get(str(self.path), ()):
            yield FactItem.from_parent(self, name=outcome.fact.id, outcome=outcome)


class FactItem(pytest.Item):
    """One known fact."""

    def __init__(self, *, outcome: Outcome, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self._outcome = outcome

    def runtest(self) -> None:
        """Fail where the fact is missed; a known gap is an expected failure."""
        if self._outcome.state == "known gap":
            pytest.xfail(self._outcome.fact.because or "known gap")
        if self._outcome.state in {"missed", "known gap"}:
            raise FactMissedError(self._outcome.said)

    def repr_failure(
        self, excinfo: ExceptionInfo[BaseException], *arguments: object
    ) -> str | TerminalRepr:
        """Show a miss in plain English, without a traceback."""
        if isinstance(excinfo.value, FactMissedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *arguments)  # type: ignore[arg-type]

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the row stands."""
        return self.path, self._outcome.fact.line - 1, self._outcome.fact.id


def _checked(config: pytest.Config) -> _Facts:
    """Check all facts, once per session."""
    if _KEY not in config.stash:
        config.stash[_KEY] = _check(config)
    return config.stash[_KEY]


def _check(config: pytest.Config) -> _Facts:
    from .errors import ClaimtableError
    from .facts import check_files, find_files

    folders = [_absolute(path, config) for path in config.getoption("facts")]
    try:
        paths = find_files(folders)
        checked = check_files(paths, _find_outputs(config))
    except ClaimtableError as error:
        raise pytest.UsageError(str(error)) from error
    return _by_file(paths, checked)


def _by_file(paths: tuple[Path, ...], checked: Checked) -> _Facts:
    facts = _Facts(paths, {}, {})
    for outcome in checked.outcomes:
        facts.outcomes.setdefault(outcome.fact.path, []).append(outcome)
    for problem in checked.problems:
        facts.problems.setdefault(problem.path, []).append(str(problem))
    return facts


def _find_outputs(config: pytest.Config) -> Path:
    corpus = config.getoption("corpus")
    if corpus is None:
        return _absolute(config.getoption("outputs") or OUTPUTS, config)
    from .batch import run

    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]
    out = factory.mktemp("claimtable")
    run(_absolute(corpus, config), out)
    return out


def _absolute(path: str, config: pytest.Config) -> Path:
    return Path(os.path.abspath(config.invocation_params.dir / path))  # noqa: PTH100 - as pytest: links stay


def _is_below(argument: str, paths: Iterable[str], config: pytest.Config) -> bool:
    """Say whether an argument picks something within the facts, by path or by node id."""
    named = _absolute(argument.partition("::")[0], config)
    return any(named.is_relative_to(_absolute(path, config)) for path in paths)
