"""A server of trials, and what an undisturbed run writes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.append(HERE)

SERVER = Path(__file__).with_name("trial_server.py")

ARTICLES = 12
LINES = 6
FORMATS = ("csv", "jsonl", "sqlite")


@dataclass(frozen=True, kw_only=True)
class Trials:
    """Runs the command line in a process that is stopped at a chosen step."""

    server: subprocess.Popen[str]
    folder: Path
    undisturbed: dict[str, bytes]

    def run(self, out: Path, *options: str, **fault: Any) -> int:
        """Give the exit code, or minus the number of the signal that ended it."""
        formats = [word for name in FORMATS for word in ("--format", name)]
        folder = fault.pop("articles", str(self.folder))
        arguments = ["run", folder, "--out", str(out), *formats, *options]
        mark = out.with_suffix(".mark")
        trial = {"arguments": arguments, "log": str(out.with_suffix(".log")), **fault}
        if "what" in fault:
            trial |= {"mark": str(mark), "within": str(fault.get("within", out))}
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        self.server.stdin.write(json.dumps(trial) + "\n")
        self.server.stdin.flush()
        return int(json.loads(self.server.stdout.readline()))

    def was_hit(self, out: Path) -> bool:
        """Say whether the run got as far as the step at which it was to be stopped."""
        return out.with_suffix(".mark").exists()

    def said(self, out: Path) -> str:
        """Give what the runs into ``out`` have said."""
        return out.with_suffix(".log").read_text(encoding="utf-8", errors="replace")

    def tables(self, out: Path) -> dict[str, bytes]:
        """Give the tables in a folder."""
        return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


@pytest.fixture(scope="session")
def trial_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trial") / "articles"
    (folder / "deep").mkdir(parents=True)
    for number in range(ARTICLES):
        place = folder / "deep" if number % 3 == 0 else folder
        lines = [
            f"The town of Halden built bridge {number}-{line} in 2024." for line in range(LINES)
        ]
        (place / f"a{number}.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "copy.txt").write_bytes((folder / "a1.txt").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"x")
    return folder


@pytest.fixture(scope="session")
def trials(trial_folder: Path) -> Iterator[Trials]:
    server = subprocess.Popen(
        [sys.executable, str(SERVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with server:
        trials = Trials(server=server, folder=trial_folder, undisturbed={})
        whole = trial_folder.parent / "whole"
        assert trials.run(whole, "--engine", "serial") == 1, trials.said(whole)
        trials.undisturbed.update(trials.tables(whole))
        yield trials
        server.stdin.close()
