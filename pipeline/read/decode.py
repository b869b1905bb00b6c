"""Turns bytes into text: strictly, without repairing or translating anything."""

from __future__ import annotations

import codecs
import re

from ..errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
)
SET_ENCODING = "set encoding under [read] in the settings."

WESTERN = "cp1252"
"""What English news that is not UTF-8 is written in. Guessing among more encodings was tried with
charset-normalizer: it read short texts with a pound sign and a dash as Mac or Polish ones."""

MAX_FOREIGN_SHARE = 0.3
"""Share of bytes outside ASCII above which a text is not English: Cyrillic has 0.8, "café" 0.25."""

MAX_CONTROL_SHARE = 0.01
"""Share of control characters above which a file is not text. Texts have none; images a third."""

MIN_WIDE_SHARE = 0.8
"""Share of every second byte that is NUL from which on a text is UTF-16; English has 0.95."""

MAX_NARROW_SHARE = 0.01
"""Share of NULs among the other bytes, as of those: a few signs have one there."""

MAX_REPLACED_SHARE = 0.001
"""Share of foreign bytes up to which a page is read all the same: old comments and cut-off ends."""

TEXT_ENCODINGS = (
    *("utf-8", "utf-16", "utf-32", "ascii", "iso8859", "iso2022", "cp", "koi8", "mac", "kz1048"),
    *("gb", "big5", "shift_jis", "euc", "johab", "hz", "tis", "hp-roman8", "ptcp154"),
)
"""How the encodings of text are called. Python has others: punycode takes time quadratic in the
length, unicode_escape makes other characters of a text."""

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1b\x7f]")


def decode(
    raw: bytes, *, encoding: str | None = None, declared: str | None = None
) -> tuple[str, str]:
    """Decode bytes and name the encoding that did it.

    ``encoding`` is the user's word and the only one tried; ``declared`` is what the file says of
    itself and is tried after UTF-8. A byte order mark is not part of the text.

    >>> decode("café".encode("cp1252"))
    ('café', 'cp1252')
    """
    text, used = _decode(raw, encoding=encoding, declared=declared)
    _check_is_text(text)
    return text, used


def decode_page(
    raw: bytes, *, encoding: str | None = None, declared: str | None = None
) -> tuple[str, str]:
    """Decode a web page as browsers do: a few foreign bytes are replaced, NULs are left out.

    Offsets count from the text taken out of the page, so that nothing is shifted by this.
    """
    is_wide = raw.startswith(_WIDE_MARKS) or _find_wide(raw) is not None
    raw = raw if is_wide else raw.replace(b"\x00", b"")
    try:
        return decode(raw, encoding=encoding, declared=declared)
    except InputError:
        text = raw.decode("utf-8", errors="replace")
        replaced = text.count("\ufffd")
        if encoding is not None or replaced > MAX_REPLACED_SHARE * len(text):
            raise
        return text, f"utf-8; replaced={replaced}"


def _decode(raw: bytes, *, encoding: str | None, declared: str | None) -> tuple[str, str]:
    for signature, kind in SIGNATURES:
        if raw.startswith(signature):
            raise InputError(f"the file is {kind}, whatever its name says. Expected text.")
    if encoding is not None:
        return _decode_as(raw, encoding), encoding
    for mark, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_as(raw, name), name
    wide = _find_wide(raw)
    if wide is not None and (text := _try(raw, wide)) is not None:
        return text, wide
    if (text := _try(raw, "utf-8")) is not None:
        return text, "utf-8"
    if declared is not None and (text := _try(raw, declared)) is not None:
        return text, declared
    _check_is_not_mixed(raw)
    return _guess(raw)


def _find_wide(raw: bytes) -> str | None:
    """Recognise UTF-16 that no mark announces: of English, one byte in two is NUL."""
    if b"\x00" not in raw:
        return None
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most < MIN_WIDE_SHARE * (len(raw) // 2) or least > MAX_NARROW_SHARE * most:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_as(raw: bytes, encoding: str) -> str:
    text = _try(raw, encoding)
    if text is None:
        raise InputError(
            f"the file is not readable as {encoding}. Save it as UTF-8, or {SET_ENCODING}"
        )
    return text


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        codec = codecs.lookup(encoding)
        return raw.decode(encoding) if codec.name.startswith(TEXT_ENCODINGS) else None
    except (LookupError, ValueError):
        return None


def _check_is_not_mixed(raw: bytes) -> None:
    """Refuse UTF-8 with a few foreign bytes: read as cp1252 its letters would silently be wrong."""
    text = raw.decode("utf-8", errors="surrogateescape")
    foreign = sum("\udc80" <= character <= "\udcff" for character in text)
    proper = sum(character > "\x7f" for character in text) - foreign
    if proper >= foreign:
        at = next(i for i, character in enumerate(text) if "\udc80" <= character <= "\udcff")
        raise InputError(
            f"mixed encodings: mostly UTF-8, but byte 0x{ord(text[at]) - 0xDC00:02x} at character "
            f"{at} is not. Save the file as UTF-8, or {SET_ENCODING}"
        )


def _guess(raw: bytes) -> tuple[str, str]:
    if b"\x00" in raw:
        raise InputError(
            f"the file holds NUL bytes, so it is not text. If it is UTF-16, {SET_ENCODING}"
        )
    foreign = sum(byte > 0x7F for byte in raw)
    text = _try(raw, WESTERN)
    if text is None or foreign > MAX_FOREIGN_SHARE * len(raw):
        raise InputError(
            f"the encoding is not recognised. Save the file as UTF-8, or {SET_ENCODING}"
        )
    return text, WESTERN


def _check_is_text(text: str) -> None:
    if "\x00" in text:
        raise InputError(
            f"the file holds NUL characters, so it is not text. If it is UTF-16, {SET_ENCODING}"
        )
    controls = len(_CONTROL.findall(text))
    if controls > MAX_CONTROL_SHARE * len(text):
        raise InputError("the file holds binary data, not text.")
