"""Web archives: every page in them has a row, and what is no page is counted."""

from __future__ import annotations

import gzip
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from pipeline.read import Input, Other, find_inputs, read_article, walk_inputs
from pipeline.read.containers import INDEX
from pipeline.read.gzipped import REST

from .formats import URL, save, to_arc, to_arc_page, to_html, to_record, to_wacz, to_zip

PAGE = to_html(["Ferry", *(f"The ferry of Kelder carried {n} people." for n in range(30))]).encode()
RECORDS = [
    to_record(kind="warcinfo", content_type="application/warc-fields"),
    to_record(kind="request"),
    to_record(PAGE),
    to_record(content_type="image/png"),
    to_record(b"<p>Gone.</p>", status="404 Not Found"),
    to_record(kind="revisit"),
    to_record(content_type="image/png"),
    to_record(PAGE),
    to_record(b"", status="301 Moved Permanently"),
    to_record(kind="metadata"),
]


def save_records(folder: Path, records: list[bytes], *, is_packed: bool = True) -> Path:
    data = b"".join(gzip.compress(one) if is_packed else one for one in records)
    return save(folder, "a.warc.gz" if is_packed else "a.warc", data)


def rows(path: Path) -> list[tuple[str, str | None]]:
    """List what there is under its name in the archive, with the reason why it is no article."""
    found = walk_inputs(path)
    return [
        (one.path.removeprefix(str(path)), one.reason if isinstance(one, Other) else one.problem)
        for one in found
    ]


@pytest.mark.parametrize("is_packed", [True, False])
def test_every_page_has_a_row_and_other_records_share_one(
    tmp_path: Path, *, is_packed: bool
) -> None:
    assert rows(save_records(tmp_path, RECORDS, is_packed=is_packed)) == [
        ("/1", None),
        ("/record 5", f"HTTP 404 in place of {URL}"),
        ("/2", None),
        ("/record 9", f"HTTP 301 in place of {URL}"),
        ("", "3 other records: 2 image/png, 1 revisit"),
    ]


def test_archive_of_pages_alone_has_no_other_row(tmp_path: Path) -> None:
    path = save_records(tmp_path, [to_record(PAGE), to_record(kind="request"), to_record(PAGE)])
    assert rows(path) == [("/1", None), ("/2", None)]


def test_archive_without_a_page_says_what_it_holds(tmp_path: Path) -> None:
    path = save_records(tmp_path, [to_record(content_type=f"x/{n}") for n in "aabcdefgh"])
    [(_, problem)] = rows(path)
    assert problem == (
        "there is no page in it, only 9 other records: 2 x/a, 1 x/b, 1 x/c, 1 x/d, 1 x/e, 3 others."
    )


def test_what_servers_say_cannot_break_the_reason(tmp_path: Path) -> None:
    odd = [to_record(PAGE), to_record(content_type="\x1b[2J" * 99), to_record(status="4\x1b4")]
    assert [reason for _, reason in rows(save_records(tmp_path, odd))][1:] == [
        f"HTTP without a status in place of {URL}",
        "1 other record: 1 of no type",
    ]


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
def test_archive_that_ends_within_a_record_says_so(
    tmp_path: Path, part: float, *, is_packed: bool
) -> None:
    path = save_records(tmp_path, [to_record(PAGE), to_record(PAGE)], is_packed=is_packed)
    size = path.stat().st_size // 2
    path.write_bytes(path.read_bytes()[: size + int(part * size)])
    (first, problem), *_, (last, reason) = rows(path)
    assert (first, problem) == ("/1", None)
    assert last == ""
    assert "it ends within record" in (reason or "") or "to its end" in (reason or "")


@pytest.mark.parametrize("junk", [b"502 Bad Gateway\n" * 999, b"x"])
def test_junk_behind_a_packed_archive_costs_no_page(tmp_path: Path, junk: bytes) -> None:
    path = save_records(tmp_path, [to_record(PAGE), to_record(PAGE)])
    path.write_bytes(path.read_bytes() + junk)
    assert rows(path) == [("/1", None), ("/2", None), ("", f"{REST}.")]


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz", ".arc", ".arc.gz"])
@pytest.mark.parametrize("start", [b"", b"WARC/1.0\r\n"])
def test_line_without_end_is_not_read_to_the_memory(
    tmp_path: Path, suffix: str, start: bytes
) -> None:
    data = start + b"a" * 100_000_000
    path = save(tmp_path, f"a{suffix}", gzip.compress(data, 1) if "gz" in suffix else data)
    tracemalloc.start()
    [(_, problem)] = rows(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert problem is not None
    assert peak < len(data) / 2
    assert "not readable as a web archive to its end" in problem


def test_packed_member_that_is_no_record_is_no_junk_behind_them(tmp_path: Path) -> None:
    path = save_records(tmp_path, [to_record(PAGE), b"No record of any kind. " * 99])
    (_, page), (_, end) = rows(path)
    assert page is None
    assert "not readable as a web archive to its end" in (end or "")
    assert len(end or "") < 600


def test_page_that_the_end_cuts_off_is_no_article(tmp_path: Path) -> None:
    path = save_records(tmp_path, [to_record(PAGE), to_record(PAGE)], is_packed=False)
    path.write_bytes(path.read_bytes()[:-500])
    assert rows(path) == [
        ("/1", None),
        ("/2", "it is cut off: 496 bytes are missing."),
        ("", "it ends within record 2: what follows is missing."),
    ]


def test_page_that_was_cut_off_when_it_was_saved_is_marked(tmp_path: Path) -> None:
    path = save_records(tmp_path, [to_record(PAGE, more="WARC-Truncated: length\r\n")])
    [source] = [one for one in walk_inputs(path) if isinstance(one, Input)]
    assert "its end is missing" in (read_article(source).warning or "")


def test_record_without_an_address_leaves_that_of_the_page(tmp_path: Path) -> None:
    page = PAGE.replace(b"<head>", b"<head><link rel=canonical href=https://c.example/x>")
    head = (
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: \r\n"
        f"Content-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    record = head.encode() + page + b"\r\n\r\n"
    [source] = find_inputs(save(tmp_path, "a.warc", record))
    assert read_article(source).url == "https://c.example/x"


@pytest.mark.parametrize("is_packed", [True, False])
def test_pages_of_an_older_archive_have_rows_like_those_of_a_new_one(
    tmp_path: Path, *, is_packed: bool
) -> None:
    records = [
        to_arc_page(PAGE),
        to_arc_page(b"x", content_type="image/png"),
        to_arc_page(b"<p>Gone.</p>", status="404 Not Found"),
        to_arc_page(PAGE),
    ]
    name = "a.arc.gz" if is_packed else "a.arc"
    path = save(tmp_path, name, to_arc(*records, gzip=is_packed))
    assert rows(path) == [
        ("/1", None),
        ("/record 4", f"HTTP 404 in place of {URL}"),
        ("/2", None),
        ("", "1 other record: 1 image/png"),
    ]
    article = read_article(find_inputs(path)[-1])
    assert (article.url, article.title) == (URL, "Ferry")
    assert "carried 29 people" in article.text


@pytest.mark.parametrize("is_packed", [True, False])
def test_older_archive_that_ends_within_a_record_says_so(
    tmp_path: Path, *, is_packed: bool
) -> None:
    data = to_arc(to_arc_page(PAGE), to_arc_page(PAGE), gzip=is_packed)
    path = save(tmp_path, "a.arc.gz" if is_packed else "a.arc", data[:-200])
    (first, problem), *_, (last, reason) = rows(path)
    assert (first, problem, last) == ("/1", None, "")
    assert "it ends within record 3" in (reason or "") or "to its end" in (reason or "")


def test_pages_of_a_packed_archive_are_read_and_its_lists_are_not(tmp_path: Path) -> None:
    path = save(tmp_path, "a.wacz", to_wacz(PAGE.decode(), PAGE.decode()))
    assert rows(path) == [
        ("/archive/data.warc.gz/1", None),
        ("/archive/data.warc.gz/2", None),
        ("/archive/data.warc.gz", "1 other record: 1 image/png"),
        ("/datapackage.json", INDEX),
        ("/indexes/index.cdx.gz", INDEX),
        ("/pages/pages.jsonl", INDEX),
    ]
    assert read_article(find_inputs(path)[1]).url == URL


def test_names_in_a_packed_archive_stay_within_it(tmp_path: Path) -> None:
    names = ("archive/../../../up.warc.gz", "../archive/a.warc.gz", "/archive/b.warc")
    data = to_zip([(name, gzip.compress(to_record(PAGE))) for name in names])
    path = save(tmp_path, "in/a.wacz", data)
    assert [row for row, _ in rows(path)] == [
        "/archive/__/__/__/up.warc.gz/1",
        "/__/archive/a.warc.gz",
        "/archive/b.warc/1",
    ]


def test_archive_in_a_packed_one_is_read_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have many gigabytes, and every worker would copy it."""
    monkeypatch.delattr("tempfile.SpooledTemporaryFile")
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("archive/a.warc.gz", gzip.compress(to_record(PAGE)))
    [source] = find_inputs(path)
    assert "carried 29 people" in read_article(source).text
