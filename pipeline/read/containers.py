"""Lists the articles in a file that holds many: where each one lies, and under which name."""

from __future__ import annotations

import stat
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..errors import InputError
from . import warc
from .gzipped import REST
from .inputs import Input, Other, Step
from .json_spans import find_objects, holds_many
from .names import Kind, Names, kind_of, member_name
from .opener import DAMAGED, EMPTY, ZIP_MEMBER, Opener, Stream, reason
from .xml_spans import find_items, is_feed

METADATA_NAME = "metadata.csv"

READ_ME = "readme"
"""A file called so, with whatever suffix, describes the folder and is no article."""

MAX_DEPTH = 3
"""Archives within archives that are opened; a bomb nests them without end."""

CUT_ZIP = (
    "not a readable ZIP archive: the list of what is in it, which stands at its end, is damaged or"
    " cut off. Copy it anew, or repair it with `zip -FF`."
)

LINK = "a link, and links in archives are not followed"
INDEX = "it lists or describes what is in the web archive, and is no page of it"
NO_FILE = "a pipe or device, and no file"

PEEK = 4096
"""How far into a file its beginning is looked at, to tell one article from a list of them."""

PIECE = 1 << 20
"""How much of a line is held at a time: it may have no end."""

MAX_LIST = 200_000_000
"""Largest file whose list is read as a whole to find its articles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """What a container holds at one place. ``written`` is its name, where it has one.

    With ``no_article`` it is none, and that is why; without a name it stands for the container.
    """

    steps: tuple[Step, ...] = ()
    written: str = ""
    suffix: str = ""
    problem: str | None = None
    no_article: str | None = None


Lister = Callable[[Stream], Iterator[Member]]


def expand(source: Input, opener: Opener, suffixes: frozenset[str]) -> Iterator[Input | Other]:
    """Give the articles in an input: itself, where it is no container.

    ``suffixes`` are those of the formats that hold one article. A container that is damaged, or
    that more follows than is packed in it, gives what stands before, and then itself with the
    problem.
    """
    lister = _lister(source, opener)
    if lister is None:
        yield source
        return
    is_empty = True
    try:
        for found in _expand(source, lister, opener, suffixes):
            is_empty = False
            yield found
        if is_empty:
            yield replace(source, problem="there is no article in it.")
        elif opener.has_rest(source):
            yield replace(source, problem=f"{REST}.")
    except DAMAGED as error:
        yield replace(source, problem=f"it cannot be read to its end ({reason(error)}).")
    except InputError as error:
        yield replace(source, problem=str(error))


def _lister(source: Input, opener: Opener) -> Lister | None:
    if source.problem is not None:
        return None
    if source.suffix in CONTAINERS:
        return CONTAINERS[source.suffix]
    if source.suffix in EITHER:
        return _look_for_list(source, opener)
    return None


def _look_for_list(source: Input, opener: Opener) -> Lister | None:
    """Tell a list of articles from a single one by how the file begins."""
    try:
        stream = opener.stream(source)
        stream.seek(0)
        beginning = stream.read(PEEK)
        if source.suffix == ".xml":
            return list_items if is_feed(beginning) else None
        return list_json if holds_many(beginning, lambda: _read_all(stream)) else None
    except (*DAMAGED, InputError):
        return None  # reading it says what is wrong


def _expand(
    source: Input, lister: Lister, opener: Opener, suffixes: frozenset[str]
) -> Iterator[Input | Other]:
    stream = opener.stream(source)
    stream.seek(0)
    if not stream.read(1):
        raise InputError(EMPTY)
    stream.seek(0)
    members = lister(stream)
    if source.suffix in ARCHIVES:
        return _expand_archive(source, members, opener, suffixes)
    return _expand_list(source, members)


def _expand_list(source: Input, members: Iterator[Member]) -> Iterator[Input | Other]:
    """Number the articles of a list, and nothing else in it."""
    number = 0
    for found in members:
        if found.no_article is not None:
            yield _other(source, found.written, found.no_article)
        else:
            number += 1
            yield _numbered(source, found, number)


def _other(source: Input, name: str, reason: str) -> Other:
    return Other(file=source.file, member=_join(source.member, name), reason=reason)


def _numbered(source: Input, found: Member, number: int) -> Input:
    """Name an article of a list by its number."""
    name = f"{source.name}/{number}"
    return Input(
        file=source.file,
        name=name,
        doc=name,
        suffix=found.suffix,
        steps=(*source.steps, *found.steps),
        member=_join(source.member, str(number)),
        problem=found.problem,
    )


def _expand_archive(
    source: Input, members: Iterator[Member], opener: Opener, suffixes: frozenset[str]
) -> Iterator[Input | Other]:
    """Name the members of an archive as if it were a folder."""
    written, docs = Names(), Names()
    for found in members:
        name = _apart_from_containers(member_name(found.written))
        if any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
            continue
        kind = kind_of(name)
        name = written.take(name)
        no_article = found.no_article or why_not_read(kind, suffixes)
        if no_article is not None:
            yield _other(source, name, no_article)
            continue
        wishes = (name,) if kind.suffix in CONTAINERS else (kind.stem, name)
        inner = _member(source, replace(found, written=name), kind, docs.take(*wishes))
        yield from expand(inner, opener, suffixes)


def _member(source: Input, found: Member, kind: Kind, doc: str) -> Input:
    steps = (*source.steps, *found.steps)
    problem = found.problem
    # One step into each archive around it: slices and members, not what unpacks.
    depth = sum(step.kind in {"slice", "inflate"} for step in steps)
    if kind.suffix in CONTAINERS and depth >= MAX_DEPTH:
        problem = f"archives within archives, more than {MAX_DEPTH} deep. Unpack it first."
    return Input(
        file=source.file,
        name=f"{source.name}/{found.written}",
        doc=f"{source.name}/{doc}",
        suffix=kind.suffix,
        steps=(*steps, *unpacking(kind)),
        member=_join(source.member, found.written),
        problem=problem,
    )


def unpacking(kind: Kind) -> tuple[Step, ...]:
    """Give the step that unpacks a file; in a packed web archive each record is packed alone."""
    if kind.packing is None or (kind.suffix in warc.SUFFIXES and kind.packing == "gzip"):
        return ()
    return (Step(kind=kind.packing),)


def _join(member: str, name: str) -> str:
    return "/".join(part for part in (member, name) if part)


def _apart_from_containers(name: str) -> str:
    """Rename a folder in an archive that is called like an archive beside it might be."""
    *folders, last = name.split("/")
    kept = (f"{part}_" if kind_of(part).suffix in CONTAINERS else part for part in folders)
    return "/".join((*kept, last))


def why_not_read(kind: Kind, suffixes: frozenset[str]) -> str | None:
    """Say why a file is no article by its name, or nothing where it may be one."""
    name = kind.stem.rpartition("/")[2]
    if name.lower() == READ_ME:
        return "it describes the folder and is no article"
    if f"{name}{kind.suffix}" == METADATA_NAME:
        return "metadata.csv counts at the top of the folder only: add its rows to the one there"
    if kind.suffix in suffixes or kind.suffix in CONTAINERS:
        return None
    return f"not a format that is read here: {kind.suffix or 'no suffix'}"


def list_zip(stream: Stream) -> Iterator[Member]:
    """List the files of a ZIP archive in the order of its directory."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, OverflowError) as error:
        stream.seek(0)
        is_cut = stream.read(4) == ZIP_MEMBER
        why = CUT_ZIP if is_cut else f"not a readable ZIP archive ({error})."
        raise InputError(why) from error
    for info in archive.infolist():
        if info.is_dir():
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            yield Member(written=info.filename, no_article=LINK)
            continue
        step = Step(
            kind="inflate",
            start=info.header_offset,
            size=info.compress_size,
            method=info.compress_type,
        )
        is_shut = info.flag_bits & 1
        problem = "it is protected by a password. Unpack it first." if is_shut else None
        yield Member(steps=(step,), written=info.filename, problem=problem)


def list_wacz(stream: Stream) -> Iterator[Member]:
    """List a packed web archive (WACZ): its pages are in the WARC files under archive/."""
    for found in list_zip(stream):
        name = member_name(found.written)
        is_read = name.startswith("archive/") and kind_of(name).suffix == warc.WARC
        yield found if is_read else replace(found, no_article=found.no_article or INDEX)


def list_tar(stream: Stream) -> Iterator[Member]:
    """List the files of a TAR archive in its order."""
    try:
        archive = tarfile.open(fileobj=stream, mode="r:")  # noqa: SIM115  the stream is not ours
    except tarfile.TarError as error:
        raise InputError(f"not a readable TAR archive ({error}).") from error
    while (info := _next(archive)) is not None:
        archive.members = []  # type: ignore[attr-defined]  # it would keep them all
        if info.isreg():
            step = Step(kind="slice", start=info.offset_data, size=info.size)
            yield Member(steps=(step,), written=info.name)
        elif not info.isdir():
            reason = LINK if info.issym() or info.islnk() else NO_FILE
            yield Member(written=info.name, no_article=reason)


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        return archive.next()
    except tarfile.TarError as error:
        raise InputError(f"the archive is damaged ({error}).") from error


def list_lines(stream: Stream) -> Iterator[Member]:
    """List the lines of a JSON Lines file; empty ones are no articles."""
    for start, size in _lines(stream):
        yield Member(steps=(Step(kind="slice", start=start, size=size),), suffix=".json")


def _lines(stream: Stream) -> Iterator[tuple[int, int]]:
    stream.seek(0)
    start = size = 0
    is_empty = True
    while piece := stream.readline(PIECE):
        size += len(piece)
        is_empty = is_empty and piece.isspace()
        if piece.endswith(b"\n"):
            if not is_empty:
                yield start, size
            start, size, is_empty = start + size, 0, True
    if not is_empty:
        yield start, size


def list_json(stream: Stream) -> Iterator[Member]:
    """List the objects of a JSON list, or of the list under "articles" or "items"."""
    for start, size in find_objects(_read_all(stream)):
        yield Member(steps=(Step(kind="slice", start=start, size=size),), suffix=".json")


def list_items(stream: Stream) -> Iterator[Member]:
    """List the items of a feed, each with what stands before the first: there the feed is named."""
    head = None
    for start, size in find_items(_read_all(stream)):
        head = start if head is None else head
        yield Member(steps=(Step(kind="slice", start=start, size=size, head=head),), suffix=".xml")


def list_warc(stream: Stream) -> Iterator[Member]:
    """List the pages in a web archive, what was answered in their place, and the rest in one."""
    return _list_records(stream, warc.WARC)


def list_arc(stream: Stream) -> Iterator[Member]:
    """List an ARC file likewise."""
    return _list_records(stream, warc.ARC)


def _list_records(stream: Stream, suffix: str) -> Iterator[Member]:
    others: Counter[str] = Counter()
    is_empty = True
    for found in warc.find_records(stream, suffix):
        if found.kind in warc.PAGES:
            is_empty = False
            yield _page(found, suffix)
        elif found.kind is not None:
            others[found.kind] += 1
    if others and is_empty:
        raise InputError(f"there is no page in it, only {warc.say_not_read(others)}.")
    if others:
        yield Member(no_article=warc.say_not_read(others))


def _page(found: warc.FoundRecord, suffix: str) -> Member:
    is_cut = found.missing and found.no_page is None
    return Member(
        steps=(Step(kind="slice", start=found.start, size=found.size),),
        suffix=suffix,
        written=f"record {found.number}",
        problem=f"it is cut off: {found.missing:,} bytes are missing." if is_cut else None,
        no_article=found.no_page,
    )


def _read_all(stream: Stream) -> bytes:
    stream.seek(0)
    raw = stream.read(MAX_LIST + 1)
    if len(raw) > MAX_LIST:
        raise InputError(f"a list of more than {MAX_LIST:,} bytes. Save it as JSON Lines (.jsonl).")
    return raw


ARCHIVES: Mapping[str, Lister] = MappingProxyType(
    {".zip": list_zip, ".tar": list_tar, ".wacz": list_wacz}
)
LISTS: Mapping[str, Lister] = MappingProxyType(dict.fromkeys((".jsonl", ".ndjson"), list_lines))
CONTAINERS: Mapping[str, Lister] = MappingProxyType(
    {**ARCHIVES, **LISTS, warc.WARC: list_warc, warc.ARC: list_arc}
)
"""What lists each kind of file that holds many articles, by suffix."""

EITHER = frozenset({".json", ".xml"})
"""Formats that hold one article or many."""
