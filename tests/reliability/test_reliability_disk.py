"""A full or broken disk is said in a line, and costs nothing once it is mended."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Trials

SERIAL = ("--engine", "serial")
WORKERS = ("--engine", "processes", "--jobs", "2")


@pytest.mark.parametrize("at", [2, 3, 9, 30, 60, 75, 78, 80, 82, 85, 88])
def test_full_disk_stops_the_run_with_a_line(trials: Trials, tmp_path: Path, at: int) -> None:
    out = tmp_path / "out"
    if trials.run(out, *SERIAL, what="fill", at=at) != 1:  # making a folder that is there may fail
        assert "No space left on device" in trials.said(out)
        assert "Traceback" not in trials.said(out)
        assert trials.run(out, *SERIAL) == 1
    assert trials.tables(out) == trials.undisturbed


def test_full_disk_in_a_worker_stops_the_run(trials: Trials, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert trials.run(out, *WORKERS, what="fill", at=6, in_worker=True) == 2
    assert "No space left on device" in trials.said(out)
    assert trials.run(out, *WORKERS) == 1
    assert trials.tables(out) == trials.undisturbed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of 64 kB; only root may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can make a small file system")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=64k", "none", place], check=False)
    if made.returncode:
        pytest.skip("this system makes no small file system (mount -t tmpfs)")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_disk_that_is_really_full(trials: Trials, small_disk: Path) -> None:
    out = small_disk / "out"
    log = small_disk.parent / "log"
    assert trials.run(out, *SERIAL, log=str(log)) == 2
    assert "No space left on device" in log.read_text(encoding="utf-8")
    subprocess.run(["mount", "-o", "remount,size=16m", small_disk], check=True)
    assert trials.run(out, *SERIAL, log=str(log)) == 1
    assert trials.tables(out) == trials.undisturbed


@pytest.mark.parametrize("at", [6, 12])
def test_file_that_cannot_be_read_is_read_the_next_time(
    trials: Trials, tmp_path: Path, at: int
) -> None:
    out = tmp_path / "out"
    assert trials.run(out, *SERIAL, what="fail", at=at, within=str(trials.folder)) == 1
    assert b"Input/output error" in trials.tables(out)["failures.csv"]
    assert trials.run(out, *SERIAL) == 1
    assert trials.tables(out) == trials.undisturbed
