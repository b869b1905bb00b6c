"""Text files: strict decoding, exact text, and a reason for what cannot be read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.read.decode import decode
from pipeline.records import Article

from .formats import read


def read_raw(folder: Path, raw: bytes, **options: object) -> Article:
    return read(folder, "a.txt", raw, **options)


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        ("“Naïve”".encode(), "utf-8"),
        ("“Naïve”".encode("utf-8-sig"), "utf-8-sig"),
        ("“Naïve”".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "“Naïve”".encode("utf-16-be"), "utf-16"),
        ("“Naïve”".encode("utf-32"), "utf-32"),
        (b"\x00\x00\xfe\xff" + "“Naïve”".encode("utf-32-be"), "utf-32"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_text_is_decoded_and_its_encoding_recorded(
    tmp_path: Path, raw: bytes, charset: str
) -> None:
    article = read_raw(tmp_path, raw)
    assert article.text == "“Naïve”"
    assert article.media_type == f"text/plain; charset={charset}"
    assert article.sha256 == hashlib.sha256(raw).hexdigest()


def test_windows_text_is_recognised(tmp_path: Path) -> None:
    words = "The café’s owner said “no” – and meant it. Nobody paid the £40 bill.\r\n" * 3
    article = read_raw(tmp_path, words.encode("cp1252"))
    assert (article.text, article.media_type) == (words, "text/plain; charset=cp1252")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json"])
def test_wide_text_that_no_mark_announces_is_recognised(
    tmp_path: Path, encoding: str, name: str
) -> None:
    words = "The café’s owner said “no” – and meant it."
    written = {"a.html": f"<p>{words}</p>", "a.json": json.dumps({"text": words})}
    data = written.get(name, words).encode(encoding)
    article = read(tmp_path, name, data)
    assert article.text.strip() == words
    assert article.media_type.endswith(f"charset={encoding}")


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_text_that_was_decoded_wrongly_before_is_marked(tmp_path: Path, wrong: str) -> None:
    words = "A café – it’s open, and costs £5."
    twice = words.encode().decode(wrong).encode()
    assert "wrong encoding" in (read_raw(tmp_path, twice).warning or "")
    assert read_raw(tmp_path, words.encode()).warning is None


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("\u674e\u514b\u5f3a", "gb18030"),
        ("\u5b89\u500d\u664b\u4e09", "euc_jp"),
        ("\uae40\uc815\uc740", "euc_kr"),
        ("\u041f\u0443\u0442\u0438\u043d", "koi8_r"),
        ("\u041f\u0443\u0442\u0438\u043d", "cp1251"),
        ("\u03a4\u03c3\u03af\u03c0\u03c1\u03b1\u03c2", "iso8859_7"),
    ],
)
def test_name_in_an_encoding_that_is_not_western_is_marked(
    tmp_path: Path, name: str, encoding: str
) -> None:
    raw = f"The minister {name} said on Monday that it would cost 3 million.".encode(encoding)
    assert "is no word, once" in (read_raw(tmp_path, raw).warning or "")
    article = read_raw(tmp_path, raw, encoding=encoding)
    assert (name in article.text, article.warning) == (True, None)


WESTERN_ROWS = "An óþýð crowd, créée in Þórðarhöfn: «Él» §§§§ ½¼¾ °°°° €£¥ ÆØÅ “Éé” ¿¡«Ó»."


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_western_letters_in_a_row_are_not_marked(tmp_path: Path, encoding: str) -> None:
    text = f"{WESTERN_ROWS} The ferry of Kelder carried 4,000 people on Monday, as before."
    article = read_raw(tmp_path, text.encode(encoding))
    assert (article.text, article.warning) == (text, None)


@pytest.mark.parametrize("words", ["café", "“Hello,” he said – it’s", "£40 and €50", "Straße"])
def test_short_windows_text_is_recognised(words: str) -> None:
    assert decode(words.encode("cp1252")) == (words, "cp1252")


def test_encoding_that_is_set_is_used(tmp_path: Path) -> None:
    article = read_raw(tmp_path, "Łódź".encode("cp1250"), encoding="cp1250")
    assert article.text == "Łódź"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_nothing_is_changed_in_decoding(text: str) -> None:
    assert decode(text.encode()) == (
        text.removeprefix("\ufeff"),
        "utf-8" if text[0] != "\ufeff" else "utf-8-sig",
    )


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    assert read_raw(tmp_path, b"a\r\nb\rc\nd").text == "a\r\nb\rc\nd"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "no text in it, only blanks"),
        (b"\xef\xbb\xbf", "no text in it, only blanks"),
        (b"some\x00text", "NUL"),
        ("no mark".encode("utf-16-le") + b"\x00", "NUL"),
        (b"\n<!DOCTYPE html><p>Rain.", "web page"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\xff\xfe", "gzip archive"),
        (b"%PDF-1.4 \xe2\xe3\xcf\xd3\n1 0 obj", "PDF file"),
        ("Москва и область".encode("cp1251"), "not recognised"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 9, "binary|not recognised"),
        ("caf\u00e9 na\u00efve ".encode() * 9 + b"\x92", "mixed encodings"),
        (b"\xff\xfe\xff", "utf-16"),
    ],
    ids=range(12),
)
def test_file_that_is_no_text_is_an_error(tmp_path: Path, raw: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_raw(tmp_path, raw)


@pytest.mark.parametrize("encoding", ["utf-8", "punycode"])
def test_wrong_encoding_setting_is_an_error(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(InputError, match=f"not readable as {encoding}"):
        read_raw(tmp_path, b"caf\xe9", encoding=encoding)


def test_file_over_the_limit_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"11 bytes; at most 10 are read"):
        read_raw(tmp_path, b"a" * 11, max_bytes=10)
