"""Reads word processor files: .docx of Word and .odt of LibreOffice, paragraph by paragraph.

Both are XML in a zip file, read alike: text of tracked insertions and of content controls is kept.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import InputError
from ..records import BlockKind
from ..settings import ReadSettings
from .page import Page, PageLine, to_page
from .stated import squeeze, with_file_properties
from .xml_tree import local_name, parse_xml

DOCX_SUFFIXES = (".docx",)
ODT_SUFFIXES = (".odt",)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DAMAGED = "it is damaged, or of another format, whatever its name says. Open it and save it anew."
ODT = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, kw_only=True)
class _Names:
    """What the elements of a format are called, without their namespaces."""

    paragraphs: frozenset[str]
    row: str
    cell: str
    left_out: frozenset[str]
    blanks: frozenset[str]
    text: str | None
    """The only element that holds text, where there is one."""


_WORD = _Names(
    paragraphs=frozenset({"p"}),
    row="tr",
    cell="tc",
    left_out=frozenset({"Fallback", "del", "moveFrom", "instrText"}),
    blanks=frozenset({"tab", "br", "cr"}),
    text="t",
)
_OPEN = _Names(
    paragraphs=frozenset({"p", "h"}),
    row="table-row",
    cell="table-cell",
    left_out=frozenset({"tracked-changes", "annotation", "note", "sequence-decls", "forms"}),
    blanks=frozenset({"tab", "s", "line-break"}),
    text=None,
)


def read_docx(raw: bytes, options: ReadSettings) -> Page:
    """Take the paragraphs and tables of a Word document, with changes accepted."""
    with _open(raw) as archive:
        styles = _word_styles(_part(archive, "word/styles.xml", options))
        body = _part(archive, _main_part(archive, options), options)
        properties = _properties(_part(archive, "docProps/core.xml", options))
    if body is None:
        raise InputError("there is no text in this Word document.")
    lines = _lines(body, _WORD, styles)
    return _with_properties(to_page(lines, DOCX), properties)


def read_odt(raw: bytes, options: ReadSettings) -> Page:
    """Take the paragraphs and tables of an OpenDocument text."""
    with _open(raw) as archive:
        body = _part(archive, "content.xml", options)
        properties = _properties(_part(archive, "meta.xml", options))
    if body is None:
        raise InputError("there is no text in this OpenDocument file.")
    return _with_properties(to_page(_lines(body, _OPEN, {}), ODT), properties)


def _open(raw: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"not a readable document ({error}): {DAMAGED}") from error


def _part(archive: zipfile.ZipFile, name: str, options: ReadSettings) -> Any:
    if name not in archive.NameToInfo:
        return None
    try:
        with archive.open(name) as file:
            raw = file.read(options.max_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise InputError(f"{name} in the document is damaged ({error}).") from error
    except (RuntimeError, NotImplementedError) as error:  # protected by a password
        raise InputError(f"{name} in the document cannot be unpacked ({error}).") from error
    if len(raw) > options.max_bytes:
        raise InputError(
            f"{name} in the document unpacks to more than {options.max_bytes:,} bytes."
        )
    return parse_xml(raw)


def _main_part(archive: zipfile.ZipFile, options: ReadSettings) -> str:
    relations = _part(archive, "_rels/.rels", options)
    for relation in () if relations is None else relations:
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _word_styles(styles: Any) -> Mapping[str, str]:
    """Give the name of each style by its id, which depends on the language of the program."""
    found: dict[str, str] = {}
    for style in () if styles is None else styles:
        name = next((child for child in style if local_name(child) == "name"), None)
        if name is not None:
            found[_attribute(style, "styleId")] = _attribute(name, "val").lower()
    return found


def _attribute(element: Any, name: str) -> str:
    return next((str(v) for key, v in element.items() if key.rpartition("}")[2] == name), "")


def _lines(root: Any, names: _Names, styles: Mapping[str, str]) -> Iterator[PageLine]:
    """Give each paragraph as a line, and each row of a table as one with its cells."""
    from lxml import etree

    open_texts: list[list[str]] = []
    cells: list[str] = []
    rows = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = local_name(element)
        if event == "start" and name in names.left_out:
            walk.skip_subtree()
        elif event == "start":
            rows += name == names.row
            if name in names.paragraphs:
                open_texts.append([])
            _add(open_texts, _text_of(element, name, names))
        else:
            if name in names.paragraphs and open_texts:
                line = squeeze("".join(open_texts.pop()))
                if line and rows:
                    cells.append(line)
                elif line:
                    yield _kind_of(element, name, styles), line
            rows -= name == names.row
            if name == names.row and not rows and cells:
                yield None, " | ".join(cells)
                cells.clear()
        if event == "end" and names.text is None:
            _add(open_texts, element.tail or "")


def _add(open_texts: list[list[str]], text: str) -> None:
    if open_texts and text:
        open_texts[-1].append(text)


def _text_of(element: Any, name: str, names: _Names) -> str:
    if name in names.blanks:
        return " "
    if name == "noBreakHyphen":
        return "-"
    return (element.text or "") if names.text in {None, name} else ""


def _kind_of(element: Any, name: str, styles: Mapping[str, str]) -> BlockKind | None:
    if name == "h":
        return "title"
    style = next((_attribute(e, "val") for e in element.iter() if local_name(e) == "pStyle"), "")
    written = styles.get(style, style).lower() or _attribute(element, "style-name").lower()
    return "title" if written == "title" or written.startswith("heading") else None


def _properties(root: Any) -> Mapping[str, str]:
    if root is None:
        return {}
    return {local_name(element): squeeze(element.text or "") for element in root.iter()}


def _with_properties(page: Page, properties: Mapping[str, str]) -> Page:
    created = properties.get("created") or properties.get("creation-date")
    author = properties.get("initial-creator") or properties.get("creator")
    return with_file_properties(
        page, title=properties.get("title"), author=author, published=created
    )
