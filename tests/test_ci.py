"""``.ci/run`` fetches what tests drive besides Python, and goes on where it cannot."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "run"
KEPT = ("bash", "dirname", "mkdir", "mktemp", "rm", "timeout")
"""Programs of the machine that the script gets; of the others it sees those that a test writes."""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Make a bare machine: programs that write their names into ``log`` and do nothing."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in KEPT:
        (folder / name).symlink_to(shutil.which(name) or name)
    write_program(folder, "id", "echo 0")
    write_program(folder, "python3", 'mkdir -p "$3/bin"; : >"$3/bin/activate"')
    for name in ("apt-get", "pip", "ruff", "mypy", "pytest"):
        write_program(folder, name, "")
    return folder


def write_program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f'#!/usr/bin/env bash\necho "{name} $*" >>"{folder.parent}/log"\n{body}\n')
    path.chmod(0o755)


def run_script(programs: Path) -> list[str]:
    subprocess.run([SCRIPT], env={"PATH": str(programs)}, check=True)
    return (programs.parent / "log").read_text().splitlines()


def test_bare_machine_gets_all_that_tests_drive(programs: Path) -> None:
    log = run_script(programs)
    installed = {line.split()[-1] for line in log if line.startswith("apt-get install")}
    assert installed == {"chromium", "libreoffice-calc", "postgresql"}
    assert log[-1].startswith("pytest")


def test_what_is_there_is_not_fetched(programs: Path) -> None:
    for name in ("chromium", "soffice", "pg_ctlcluster"):
        write_program(programs, name, "")
    assert not [line for line in run_script(programs) if line.startswith("apt-get")]


@pytest.mark.parametrize("fails", ["update", "install"])
def test_tests_run_where_nothing_can_be_fetched(programs: Path, fails: str) -> None:
    write_program(programs, "apt-get", f'[[ " $* " != *" {fails} "* ]]')
    assert run_script(programs)[-1].startswith("pytest")


def test_user_without_rights_fetches_nothing(programs: Path) -> None:
    write_program(programs, "id", "echo 1000")
    log = run_script(programs)
    assert not [line for line in log if line.startswith("apt-get")]
    assert log[-1].startswith("pytest")
