"""Files that hold many articles: what each article is called, and that it is read by itself."""

from __future__ import annotations

import gzip
import io
import json
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.read import Input, Opener, Other, find_inputs, read_article, walk_inputs
from pipeline.read.entries import OUTPUT_MARK
from pipeline.read.gzipped import REST, Gzipped
from pipeline.shards import FOLDER

from .formats import read, save, to_json, to_rss, to_tar, to_warc, to_zip

TEXT = b"Some text of an article."
NOISE = ("Title", *(f"Paragraph {number} of this one." for number in range(300)))


def to_tar_gz(members: dict[str, bytes]) -> bytes:
    return to_tar(members, "w:gz")


def texts(folder: Path) -> dict[str, str]:
    """Read every article by itself, the last one first: none may lean on another."""
    return {source.doc: read_article(source).text for source in reversed(find_inputs(folder))}


def problem(folder: Path, doc: str) -> str:
    [source] = [source for source in find_inputs(folder) if source.doc == doc]
    with pytest.raises(InputError) as caught:
        read_article(source)
    return str(caught.value)


def others(folder: Path) -> dict[str, str]:
    found = [one for one in walk_inputs(folder) if isinstance(one, Other)]
    return {one.path.removeprefix(f"{folder}/"): one.reason for one in found}


@pytest.mark.parametrize(
    ("name", "pack"), [("day.zip", to_zip), ("day.tar", to_tar), ("day.tar.gz", to_tar_gz)]
)
def test_each_member_of_an_archive_is_an_article(
    tmp_path: Path, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    members = {"z.txt": b"Last.", "in/a.txt": b"First.", "in/a.html": b"<p>Page.</p>", "i.png": b""}
    save(tmp_path, f"x/{name}", pack(members))
    assert texts(tmp_path) == {
        f"x/{name}/z": "Last.",
        f"x/{name}/in/a": "First.",
        f"x/{name}/in/a.html": "Page.\n\n",
    }
    assert others(tmp_path) == {f"x/{name}/i.png": "not a format that is read here: .png"}


def test_each_line_of_json_lines_is_an_article(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text}) for text in ("One ä.", "Two.")]
    save(tmp_path, "a.jsonl", "\n\n".join(lines).encode())
    save(tmp_path, "b.jsonl.gz", gzip.compress("\n".join(lines).encode()))
    assert texts(tmp_path) == {
        "a.jsonl/1": "One ä.",
        "a.jsonl/2": "Two.",
        "b.jsonl.gz/1": "One ä.",
        "b.jsonl.gz/2": "Two.",
    }


@pytest.mark.parametrize(
    "written",
    [
        '[{"text": "One."}, {"text": "One."}]',
        '{"status": "ok", "articles": [{"text": "One."},\n {"text": "One."}]}',
    ],
)
def test_json_file_may_hold_a_list(tmp_path: Path, written: str) -> None:
    save(tmp_path, "a.json", written.encode())
    assert texts(tmp_path) == {"a.json/1": "One.", "a.json/2": "One."}


def test_json_file_of_one_article_is_called_like_a_text(tmp_path: Path) -> None:
    save(tmp_path, "a.json", b'{"text": "It says \\"items\\": [1].", "items": [1]}')
    assert set(texts(tmp_path)) == {"a"}


def test_packed_text_is_unpacked(tmp_path: Path) -> None:
    save(tmp_path, "a.txt", b"Plain.")
    save(tmp_path, "a.txt.gz", gzip.compress(b"Packed."))
    save(tmp_path, "b.txt.gz", gzip.compress(b"Packed."))
    assert texts(tmp_path) == {"a": "Plain.", "a.txt.gz": "Packed.", "b": "Packed."}


def test_archive_in_an_archive_is_opened(tmp_path: Path) -> None:
    inner = to_zip({"a.txt": TEXT, "list.jsonl": b'{"text": "One."}'})
    save(tmp_path, "o.tar.gz", to_tar_gz({"in/i.zip": inner, "in/i.zip/a.txt": b"Beside."}))
    assert texts(tmp_path) == {
        "o.tar.gz/in/i.zip/a": TEXT.decode(),
        "o.tar.gz/in/i.zip/list.jsonl/1": "One.",
        "o.tar.gz/in/i.zip_/a": "Beside.",
    }


def test_archives_nested_without_end_are_a_failure(tmp_path: Path) -> None:
    data = to_zip({"a.txt": TEXT})
    for _ in range(5):
        data = to_zip({"in.zip": data})
    save(tmp_path, "o.zip", data)
    [source] = find_inputs(tmp_path)
    assert "more than 3 deep" in problem(tmp_path, source.doc)


def test_order_is_that_of_the_names(tmp_path: Path) -> None:
    save(tmp_path, "a-b.txt", TEXT)
    save(tmp_path, "a/c.txt", TEXT)
    save(tmp_path, "a.txt", TEXT)
    save(tmp_path, "a.zip", to_zip({"z.txt": TEXT, "a.txt": TEXT}))
    save(tmp_path, "b.txt", TEXT)
    docs = [source.doc for source in find_inputs(tmp_path)]
    assert docs == ["a", "a-b", "a.zip/z", "a.zip/a", "a/c", "b"]


HOSTILE = ("../../up.txt", "/etc/root.txt", "..\\..\\back.txt", "a\nb.txt", "x" * 400 + ".txt")


def test_read_me_in_an_archive_is_no_article(tmp_path: Path) -> None:
    save(tmp_path, "a.zip", to_zip({"a.txt": TEXT, "news/README.txt": b"What is in here."}))
    assert set(texts(tmp_path)) == {"a.zip/a"}


@pytest.mark.parametrize("pack", [to_zip, to_tar])
def test_hostile_names_stay_within_the_archive(
    tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    save(tmp_path, "h.zip" if pack is to_zip else "h.tar", pack(dict.fromkeys(HOSTILE, TEXT)))
    docs = [source.doc.split("/", 1)[1] for source in find_inputs(tmp_path)]
    assert docs[:4] == ["__/__/up", "etc/root", "__/__/back", "a\nb"]
    assert len(docs[4]) < 256
    assert set(texts(tmp_path).values()) == {TEXT.decode()}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_same_name_twice_is_two_articles(tmp_path: Path) -> None:
    save(tmp_path, "d.zip", to_zip([("a.txt", "One."), ("a.txt", "Two.")]))
    assert sorted(texts(tmp_path).values()) == ["One.", "Two."]


def test_hidden_members_are_left_out(tmp_path: Path) -> None:
    save(tmp_path, "a.zip", to_zip({"a.txt": TEXT, "__MACOSX/._a.txt": TEXT, ".b.txt": TEXT}))
    assert set(texts(tmp_path)) == {"a.zip/a"}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("b.zip", b"not really", "not a readable ZIP archive"),
        ("b.zip", b"", "the file is empty"),
        ("b.zip", to_zip({"a.txt": TEXT})[:-30], "list of what is in it"),
        ("b.tar", b"x" * 600, "not a readable TAR archive"),
        ("b.tar.gz", b"no gzip", "cannot be read"),
        ("b.zip", to_zip({}), "no article in it"),
        ("b.jsonl", b"\n \n", "no article in it"),
        ("b.json", b"[]", "no article in it"),
        ("b.json", b"[{", "not a list of objects"),
        ("b.json", b"[" * 100_000, "not a list of objects"),
    ],
)
def test_broken_container_is_one_failure(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    save(tmp_path, name, data)
    save(tmp_path, "a.txt", TEXT)
    sources = find_inputs(tmp_path)
    assert [source.doc for source in sources] in (["a", "b"], ["a", name])
    assert message in problem(tmp_path, sources[1].doc)


def test_cut_off_archive_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    lines = "".join(
        f'{{"text": "Article {number:07} {hash(str(number))}."}}\n' for number in range(9000)
    )
    save(tmp_path, "a.jsonl.gz", gzip.compress(lines.encode())[:-20_000])
    sources = find_inputs(tmp_path)
    assert len(sources) > 1000
    assert read_article(sources[-2]).text.startswith("Article")
    assert "a.jsonl.gz: it cannot be read to its end" in problem(tmp_path, "a.jsonl.gz")


JUNK = b"502 Bad Gateway\n" * 99


@pytest.mark.parametrize("junk", [JUNK, b"x", b"\x00" * 600 + b"x", gzip.compress(b"")[:1]])
def test_junk_behind_packed_lines_costs_none_of_them(tmp_path: Path, junk: bytes) -> None:
    lines = [f"Article {number}, {hash(str(number))}." for number in range(9000)]
    packed = [gzip.compress(f"{json.dumps({'text': line})}\n".encode()) for line in lines]
    save(tmp_path, "a.jsonl.gz", b"".join(packed) + junk)
    *sources, last = find_inputs(tmp_path)
    with Opener() as opener:
        assert [read_article(source, opener=opener).text for source in sources] == lines
    assert problem(tmp_path, last.doc) == f"{tmp_path}/a.jsonl.gz: {REST}."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tar", to_tar({"a.txt": TEXT})),
        ("a.zip", to_zip({"a.txt": TEXT})),
        ("a.xml", to_rss(NOISE).encode()),
        ("a.json", b'[{"text": "Some text of an article."}]'),
    ],
)
def test_junk_behind_a_packed_archive_is_told_after_its_articles(
    tmp_path: Path, name: str, data: bytes
) -> None:
    save(tmp_path, f"{name}.gz", gzip.compress(data) + JUNK)
    first, last = find_inputs(tmp_path)
    assert read_article(first).text
    assert REST in problem(tmp_path, last.doc)


def test_junk_behind_one_packed_article_is_told_in_its_warning(tmp_path: Path) -> None:
    text = "Some text of an article of a caf\u00c3\u00a9."
    article = read(tmp_path, "a.txt.gz", gzip.compress(text.encode()) + JUNK)
    assert article.text == text
    assert article.warning is not None
    assert article.warning.startswith("saved in a wrong encoding before")
    assert article.warning.endswith(f"; {REST}")


def test_packed_article_with_blanks_of_a_tape_behind_it_has_no_warning(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt.gz", gzip.compress(TEXT) + b"\x00" * 900).warning is None


def test_damage_within_a_packed_article_is_no_junk_behind_it(tmp_path: Path) -> None:
    second = gzip.compress(TEXT)
    save(tmp_path, "a.txt.gz", gzip.compress(TEXT) + second[:-6] + b"xx" + second[-4:])
    assert "cannot be read (CRC check failed" in problem(tmp_path, "a")


def test_bomb_before_junk_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.opener.FREE_BYTES", 1_000_000)
    behind = bytes(3_000_000)
    save(tmp_path, "a.tar.gz", gzip.compress(to_tar({"a.txt": TEXT}) + behind) + JUNK)
    assert "made to fill the machine" in problem(tmp_path, "a.tar.gz")


def test_bad_member_costs_that_member_only(tmp_path: Path) -> None:
    data = bytearray(to_zip({"a.txt": TEXT * 9, "b.txt": TEXT}))
    data[40:45] = b"\xff" * 5
    save(tmp_path, "m.zip", bytes(data))
    assert "m.zip/a.txt: cannot be read" in problem(tmp_path, "m.zip/a")
    [_, source] = find_inputs(tmp_path)
    assert read_article(source).text == TEXT.decode()


def test_protected_member_says_so(tmp_path: Path) -> None:
    data = bytearray(to_zip({"a.txt": TEXT}))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    save(tmp_path, "p.zip", bytes(data))
    assert "protected by a password" in problem(tmp_path, "p.zip/a")


def test_bomb_of_one_member_is_cut_off(tmp_path: Path) -> None:
    save(tmp_path, "b.zip", to_zip({"a.txt": b" " * 30_000_000, "b.txt": TEXT}))
    save(tmp_path, "c.txt.gz", gzip.compress(b" " * 30_000_000))
    assert "at most so many are read" in problem(tmp_path, "b.zip/a")
    assert "at most so many are read" in problem(tmp_path, "c")


@pytest.mark.parametrize("name", ["b.jsonl.gz", "b.tar.gz"])
def test_bomb_of_an_archive_is_cut_off(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.read.opener.FREE_BYTES", 1_000_000)
    data = to_tar({"a.txt": b" " * 3_000_000}) if "tar" in name else b" " * 3_000_000
    save(tmp_path, name, gzip.compress(data))
    assert "made to fill the machine" in problem(tmp_path, name)


def test_open_archive_is_unpacked_once_for_articles_in_their_order(tmp_path: Path) -> None:
    members = {f"{number:03}.txt": b"Text %d." % number for number in range(50)}
    save(tmp_path, "a.tar.gz", to_tar_gz(members))
    with Opener() as opener:
        found = [read_article(source, opener=opener).text for source in find_inputs(tmp_path)]
    assert found == [text.decode() for text in members.values()]


class Counting(io.BytesIO):
    """Counts what is read."""

    total = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        Counting.total += len(data)
        return data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("d.tar.gz", to_tar({f"{n}.json": to_json(NOISE).encode() for n in range(200)})),
        ("f.tar.gz", to_tar({f"{n}.xml": to_rss(*[NOISE] * 9).encode() for n in range(20)})),
        (
            "l.tar.gz",
            to_tar({f"{n}.json": f"[{to_json(NOISE)}, {{}}]".encode() for n in range(200)}),
        ),
        ("z.tar.gz", to_tar({"a.zip": to_zip({f"{n}.txt": TEXT for n in range(200)})})),
        ("w.tar.gz", to_tar({"a.warc.gz": to_warc(*["<p>Page.</p>"] * 200)})),
        ("f.xml.gz", to_rss(*[NOISE] * 200).encode()),
        ("l.jsonl.gz", f"{to_json(NOISE)}\n".encode() * 200),
    ],
)
def test_packed_archive_is_unpacked_twice_and_no_more(
    tmp_path: Path, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once to list it, once to read it: not anew for each article."""
    monkeypatch.setattr(Counting, "total", 0)
    monkeypatch.setattr(
        "pipeline.read.opener.UNPACKERS",
        {"gzip": lambda stream: Gzipped(Counting(stream.read()))},
    )
    path = save(tmp_path, name, gzip.compress(data, 0))
    with Opener() as opener:
        found = [opener.load(source, max_bytes=99_999) for source in find_inputs(path)]
    assert len(found) >= 180
    assert Counting.total < 2.5 * path.stat().st_size


def test_name_given_ten_thousand_times_is_given_in_no_time(tmp_path: Path) -> None:
    data = to_tar({"a.txt": TEXT})[:1024] * 10_000 + bytes(1024)
    save(tmp_path, "a.tar", data)
    docs = [source.doc for source in find_inputs(tmp_path)]
    assert docs[-1] == "a.tar/a.txt.10000"
    assert len(set(docs)) == 10_000


def test_member_that_the_end_of_the_archive_cuts_off_is_a_failure(tmp_path: Path) -> None:
    save(tmp_path, "a.tar", to_tar({"a.txt": TEXT, "b.txt": TEXT * 99})[: 1024 + 700])
    assert "cut off" in problem(tmp_path, "a.tar/b")
    assert "damaged" in problem(tmp_path, "a.tar")


def test_line_without_end_is_not_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.read.containers.PIECE", 10)
    save(tmp_path, "a.jsonl", b'{"text": "One and more."}\n' + b" " * 40 + b'\n{"text": "Two."}')
    assert texts(tmp_path) == {"a.jsonl/1": "One and more.", "a.jsonl/2": "Two."}


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    save(tmp_path, "out/secret.txt", TEXT)
    save(tmp_path, "in/a.txt", TEXT)
    (tmp_path / "in/b.txt").symlink_to(tmp_path / "out/secret.txt")
    (tmp_path / "in/c.txt").symlink_to("a.txt")
    assert "leads out of the folder" in problem(tmp_path / "in", "b")
    assert [source.doc for source in find_inputs(tmp_path / "in")] == ["a", "b", "c"]


def to_tar_of_links() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (("b.txt", tarfile.SYMTYPE), ("c.txt", tarfile.FIFOTYPE)):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = kind, "/etc/passwd"
            archive.addfile(link)
        archive.addfile(tarfile.TarInfo("a.txt"))
    return buffer.getvalue()


def test_links_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("b.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    save(tmp_path, "l.zip", to_zip([(link, "/etc/passwd")]))
    save(tmp_path, "l.tar", to_tar_of_links())
    assert [source.doc for source in find_inputs(tmp_path)] == ["l.tar/a"]
    assert others(tmp_path) == {
        "l.tar/b.txt": "a link, and links in archives are not followed",
        "l.tar/c.txt": "a pipe or device, and no file",
        "l.zip/b.txt": "a link, and links in archives are not followed",
    }


def test_tables_of_a_run_are_never_articles(tmp_path: Path) -> None:
    save(tmp_path, "a.txt", TEXT)
    save(tmp_path, "now/x.jsonl", b'{"text": "a"}')
    save(tmp_path, "then/claims.jsonl", b'{"text": "a"}')
    (tmp_path / "then" / OUTPUT_MARK).mkdir()
    found = [one.path for one in walk_inputs(tmp_path, out=tmp_path / "now")]
    assert found == [f"{tmp_path}/a.txt", f"{tmp_path}/then"]
    for folder, out in ((tmp_path, tmp_path), (tmp_path / "then", None)):
        with pytest.raises(InputError, match="holds the tables of a run"):
            list(walk_inputs(folder, out=out))


def test_mark_of_outputs_is_the_folder_of_shards() -> None:
    assert OUTPUT_MARK == FOLDER


def test_input_goes_to_a_worker_and_back(tmp_path: Path) -> None:
    import pickle

    save(tmp_path, "a.zip", to_zip({"a.txt": TEXT}))
    [source] = find_inputs(tmp_path)
    assert isinstance(source, Input)
    assert pickle.loads(pickle.dumps(source)) == source
