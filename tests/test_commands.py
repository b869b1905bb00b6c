from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import commands, main
from pipeline.tables import RUN_TABLES, TABLES

STORY = (
    "Bridge reopens\n\nBy Ann Lee | March 3, 2024\n\n"
    "The council of Halden said on Friday that 40 workers had repaired the old bridge. "
    "Repairs cost 2.5 million euros, according to the mayor, Ola Berg.\n"
)

FULL = Path("/dev/full")

HERE = ("--engine", "serial")
"""Does the work in the process of the tests, which has loaded what is needed."""


def run_main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["claimtable", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bridge.txt").write_text(STORY, encoding="utf-8")
    return folder


def test_help_imports_neither_spacy_nor_pandas() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['claimtable', '--help']\n"
        "from pipeline.commands import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'pandas', 'numpy', 'onnxruntime'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "run" in done.stdout


def test_run_writes_every_table_in_both_formats(
    monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run_main(monkeypatch, "run", str(folder), "--out", str(out), *HERE) == 0
    written = {path.name for path in out.iterdir() if path.is_file()}
    assert written == {f"{table}.{end}" for table in RUN_TABLES for end in ("csv", "jsonl")}


def test_dry_run_shows_each_name_in_one_line_without_control_characters(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "a\nb\x1b[2J.txt").write_text(STORY, encoding="utf-8")
    out = str(tmp_path / "out")
    assert run_main(monkeypatch, "run", str(folder), "--out", out, "--dry-run", *HERE) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("articles/")[2] for line in lines] == [
        "a[U+000A]b[U+001B][2J.txt\tnew",
        "bridge.txt\tnew",
    ]


def test_dry_run_names_rows_of_metadata_that_stand_for_no_file(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "metadata.csv").write_text("file,published\nbrigde.txt,2024-03-03\n")
    out = str(tmp_path / "out")
    assert run_main(monkeypatch, "run", str(folder), "--out", out, "--dry-run", *HERE) == 0
    said = capsys.readouterr().err
    assert "metadata.csv, line 2: there is no file 'brigde.txt' to read" in said


def test_run_ends_with_1_where_a_document_failed(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "empty.txt").write_text("")
    out = tmp_path / "out"
    assert run_main(monkeypatch, "run", str(folder), "--out", str(out), *HERE) == 1
    assert "1 failed" in capsys.readouterr().err
    [failure] = map(json.loads, (out / "failures.jsonl").read_text().splitlines())
    assert failure["path"].endswith("empty.txt")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "no-such-folder"], "no-such-folder"),
        (["run", ".", "--format", "docx"], "formats"),
        (["run", ".", "--settings", "none.toml"], "none.toml"),
        (["run", ".", "--engine", "serial", "--scheduler", "tcp://a:1"], "--scheduler"),
        (["run", ".", "--tables-only", "--force"], "--force"),
        (["run", ".", "--tables-only", "--shard", "1/2"], "--shard"),
        (["tables", "cliams"], "cliams"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_clear_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    assert run_main(monkeypatch, *arguments) == 2
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_log_that_the_disk_does_not_take_ends_with_2_and_one_line(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["run", str(folder), "--out", str(tmp_path / "out"), "--log-json", str(FULL)]
    assert run_main(monkeypatch, *arguments, *HERE) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("claimtable: /dev/full: cannot be written (No space left on device).")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_results_that_the_disk_does_not_take_end_with_2_and_one_line() -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "tables"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    said = "claimtable: the output: No space left on device."
    assert (done.returncode, done.stderr.splitlines()) == (2, [said])


def test_error_of_the_network_that_has_no_number_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_options: object) -> None:
        raise OSError("the server hung up")

    monkeypatch.setattr(commands, "main", fail)
    assert run_main(monkeypatch, "tables") == 2
    assert capsys.readouterr().err == "claimtable: the output: the server hung up.\n"


def test_wrong_component_setting_is_named_without_a_dump(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[components.claimtable_claims]\nmin_prioritty = 0.5\n")
    arguments = ["run", str(folder), "--out", str(tmp_path / "out"), "--settings", str(file), *HERE]
    assert run_main(monkeypatch, *arguments) == 2
    said = capsys.readouterr().err
    assert "min_prioritty" in said
    assert "spacy.lang" not in said


def test_missing_model_names_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = [
        "run",
        str(folder),
        "--out",
        str(tmp_path / "out"),
        "--model",
        "en_core_web_md",
        *HERE,
    ]
    assert run_main(monkeypatch, *arguments) == 2
    assert "python -m spacy download en_core_web_md" in capsys.readouterr().err


def test_tables_command_lists_every_column(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_main(monkeypatch, "tables") == 0
    said = capsys.readouterr().out
    for columns in TABLES.values():
        for column in columns:
            assert column.name in said


def test_show_prints_an_article_and_writes_a_page(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_main(monkeypatch, "show", str(folder / "bridge.txt")) == 0
    printed = capsys.readouterr().out
    assert "2.5 million euros" in printed
    assert "2,500,000 EUR" in printed
    out, page = folder.parent / "out", folder.parent / "pages" / "bridge.html"
    assert run_main(monkeypatch, "run", str(folder), "--out", str(out), *HERE) == 0
    assert run_main(monkeypatch, "show", "bridge", "--out", str(out), "--html", str(page)) == 0
    assert "Worth checking" in page.read_text(encoding="utf-8")


def test_show_writes_a_page_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run_main(monkeypatch, "show", str(folder / "bridge.txt"), "--html", "-") == 0
    assert capfdbinary.readouterr().out.startswith(b"<!DOCTYPE html>")
    assert not Path("-").exists()


def test_show_of_an_unknown_article_says_where_it_looked(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "out"
    assert run_main(monkeypatch, "show", "bridge", "--out", str(out)) == 2
    assert str(out) in capsys.readouterr().err
