from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.facts.rows import find_files, read_rows
from pipeline.tables import escape_cell, restore_cell

TABLE = 'id,doc,expect,kind,text\na,d,present,person,"Ola\nBerg"\n,,,,\nb,d,absent,place,Nord\n'


def write(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
    ],
    ids=["utf-8", "bom", "crlf", "semicolon", "tab"],
)
def test_csv_of_any_spreadsheet_is_read(tmp_path: Path, content: bytes) -> None:
    rows = read_rows(write(tmp_path, "a.facts.csv", content))
    assert [row.cells["id"] for row in rows] == ["a", "b"]
    assert [row.line for row in rows] == [2, 5]


def test_yaml_has_the_same_keys_and_keeps_values_as_written(tmp_path: Path) -> None:
    content = (
        b"# confirmed by A. B.\n- id: a\n  value: 20-30\n  date_start: 2024-03-31\n  text: no\n"
        b"- {id: b, value: 1_000, text: ~, near: 'x: y'}\n"
    )
    rows = read_rows(write(tmp_path, "a.facts.yaml", content))
    assert rows[0].cells == {
        "id": "a", "value": "20-30", "date_start": "2024-03-31", "text": "no",
    }  # fmt: skip
    assert rows[1].cells == {"id": "b", "value": "1_000", "text": "", "near": "x: y"}
    assert [row.line for row in rows] == [2, 6]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.facts.csv", "id,doc\nJosé,d\n".encode("cp1252"), 'not UTF-8.*"CSV UTF-8"'),
        ("a.facts.csv", b"name;wert\n1;2\n", ":1: found 'name;wert'; expected id,doc"),
        ("a.facts.csv", b"", ":1: found ''; expected id,doc"),
        ("a.facts.csv", b'id,doc\na,"b\n', "quotation mark that is not closed"),
        ("a.facts.yaml", b"- id: [\n", "not readable YAML"),
        ("a.facts.yaml", b"id: a\n", "expected a list of facts"),
        ("a.facts.yaml", b"- a\n", ":1: expected keys and values"),
        ("a.facts.yaml", b"- id: [1, 2]\n", ":1: id: found a list"),
    ],
)
def test_file_that_is_no_table_says_so(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read_rows(write(tmp_path, name, content))


def test_empty_yaml_has_no_rows(tmp_path: Path) -> None:
    assert read_rows(write(tmp_path, "a.facts.yml", b"# nothing yet\n")) == ()


def test_folder_gives_only_facts_files_a_named_file_counts_anyway(tmp_path: Path) -> None:
    inside = tmp_path / "sub"
    inside.mkdir()
    for path in (tmp_path / "metadata.csv", inside / "b.facts.csv", tmp_path / "a.facts.yml"):
        path.write_text("")
    assert [path.name for path in find_files([tmp_path])] == ["a.facts.yml", "b.facts.csv"]
    assert find_files([tmp_path / "metadata.csv"]) == (tmp_path / "metadata.csv",)


@pytest.mark.parametrize("suffix", ["csv", "yaml"])
@given(
    content=st.one_of(
        st.binary(), st.text(alphabet="id,doc\n\r\"-:[]{}&*!|>#'\x00é ").map(str.encode)
    )
)
def test_any_content_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes
) -> None:
    path = write(tmp_path_factory.getbasetemp(), f"any.facts.{suffix}", content)
    with contextlib.suppress(InputError):
        read_rows(path)


@given(st.text())
def test_escaped_cell_comes_back(text: str) -> None:
    assert restore_cell(escape_cell(text)) == text
    assert not escape_cell(text).startswith(("=", "+", "-", "@"))
