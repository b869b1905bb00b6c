"""metadata.csv: what it may hold, and what is said where it is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.read import Metadata, find_inputs, read_article, read_metadata


def folder_with(tmp_path: Path, table: str | bytes) -> Path:
    (tmp_path / "a.txt").write_text("Some text.", encoding="utf-8")
    raw = table.encode() if isinstance(table, str) else table
    (tmp_path / "metadata.csv").write_bytes(raw)
    return tmp_path


@pytest.mark.parametrize(
    "table",
    [
        "file,published\na.txt,2024-03-31\n",
        "file,published\na,2024-03-31",
        "published,File,extra\n2024-03-31T17:00:00,./a.txt,x\n",
        "\ufefffile;published\r\na.txt;2024-03-31\r\n\r\n",
        "file\tpublished\na.txt\t2024-03-31\n",
        "file,published\na.txt,2024-03-31\n".encode("utf-16"),
    ],
    ids=range(6),
)
def test_date_is_read(tmp_path: Path, table: str | bytes) -> None:
    folder = folder_with(tmp_path, table)
    [file] = find_inputs(folder)
    assert read_metadata(folder).find(file) == Metadata(published=date(2024, 3, 31))


def test_every_column_reaches_the_article(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        "file,published,title,url,publisher,byline\n"
        'a.txt,2024-03-31,"A ""lock"", reopened",https://kelder.example,Courier,Jane Doe\n',
    )
    [file] = find_inputs(folder)
    article = read_article(file, read_metadata(folder).find(file))
    assert (article.title, article.url) == ('A "lock", reopened', "https://kelder.example")
    assert (article.publisher, article.byline) == ("Courier", "Jane Doe")
    assert (article.published, article.published_from) == (date(2024, 3, 31), "metadata")


def test_empty_cells_say_nothing(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "file,published,title\na.txt,,\n")
    [file] = find_inputs(folder)
    article = read_article(file, read_metadata(folder).find(file))
    assert (article.published, article.published_from, article.title) == (None, None, None)


def test_no_table_is_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some text.", encoding="utf-8")
    [file] = find_inputs(tmp_path)
    assert read_metadata(tmp_path).find(file) is None


def test_row_without_file_is_a_warning(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "file,published\na.txt,\ngone.txt,\n")
    table = read_metadata(folder)
    used = {table.find_name(source) or "" for source in find_inputs(folder)}
    [warning] = table.warnings(used)
    assert warning.endswith("metadata.csv, line 3: there is no file 'gone.txt' to read")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            "name,published\na.txt,\n",
            "line 1: expected a column called file, found name, published",
        ),
        ("", "line 1: expected a column called file, found nothing"),
        ("file,published\na.txt,31.3.2024\n", "line 2: published is '31.3.2024'. Expected a date"),
        ("file,published\na.txt,2024-02-30\n", "line 2: published is '2024-02-30'"),
        ("file\na.txt\nb.txt\na.txt\n", "line 4: 'a.txt' stands in line 2 already"),
        ("file,published\n,2024-03-31\n", "line 2: the file column is empty"),
        ('file,title\na.txt,"open\n', "not a readable row"),
        (b"file\n\x00", "NUL"),
    ],
    ids=range(8),
)
def test_error_names_file_line_and_cause(tmp_path: Path, table: str | bytes, message: str) -> None:
    folder = folder_with(tmp_path, table)
    with pytest.raises(InputError) as caught:
        read_metadata(folder)
    assert str(folder / "metadata.csv") in str(caught.value)
    assert message in str(caught.value)
