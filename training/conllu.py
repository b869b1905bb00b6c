"""Read CoNLL-U files: sentences of syntactic words, each knowing whether a space follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

_ENTITY_MARK = re.compile(r"\((?P<opened>[^()]+)(?P<single>\))?|(?P<closed>[^()]+)\)")


@dataclass(frozen=True, kw_only=True)
class Word:
    """One syntactic word; `head` counts words of the sentence from 1, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    misc: str


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence of a treebank."""

    words: tuple[Word, ...]
    starts_document: bool
    starts_paragraph: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class EntitySpan:
    """A bracketed entity of GUM's `Entity=` column: word indices, end exclusive."""

    start: int
    end: int
    kind: str
    fields: tuple[str, ...]


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in order."""
    yield from parse_sentences(path.read_text(encoding="utf8"))


def parse_sentences(content: str) -> Iterator[Sentence]:
    """Yield the sentences of CoNLL-U text.

    A multi-word token such as "don't" becomes its words, joined without a space. Where they do not
    spell it, the sentence is left out: its characters cannot be aligned.
    """
    for block in re.split(r"\n\s*\n", content):
        lines = block.strip("\n").splitlines()
        comments = [line for line in lines if line.startswith("#")]
        words = _to_words([line.split("\t") for line in lines if line[:1].isdigit()])
        if words:
            yield Sentence(
                words=words,
                starts_document=any(line.startswith("# newdoc") for line in comments),
                starts_paragraph=any(
                    re.match(r"# newpar(\s|$)", line) is not None for line in comments
                ),
                text=next((c[9:] for c in comments if c.startswith("# text = ")), ""),
            )


def read_entities(words: tuple[Word, ...]) -> tuple[EntitySpan, ...]:
    """Return the entities bracketed in GUM's `Entity=` annotations, inner ones included.

    An entity that opens in one sentence and closes in another is left out.
    """
    spans: list[EntitySpan] = []
    open_marks: list[tuple[int, tuple[str, ...]]] = []
    for i, word in enumerate(words):
        for mark in _ENTITY_MARK.finditer(_entity_field(word.misc)):
            if mark["opened"] is None:
                _close(open_marks, spans, group=mark["closed"], end=i + 1)
                continue
            fields = tuple(mark["opened"].split("-"))
            if mark["single"] is None:
                open_marks.append((i, fields))
            else:
                spans.append(EntitySpan(start=i, end=i + 1, kind=fields[1], fields=fields))
    return tuple(spans)


def _to_words(rows: list[list[str]]) -> tuple[Word, ...]:
    words: list[Word] = []
    joined: dict[int, bool] = {}
    for row in rows:
        identifier, misc = row[0], row[9] if len(row) > 9 else "_"
        space_after = "SpaceAfter=No" not in misc.split("|")
        if "." in identifier:
            continue
        if "-" in identifier:
            first, last = (int(part) for part in identifier.split("-"))
            if "".join(r[1] for r in rows if r[0] in _range(first, last)) != row[1]:
                return ()
            joined |= dict.fromkeys(range(first, last), False) | {last: space_after}
            continue
        words.append(
            Word(
                form=row[1],
                lemma=row[2],
                upos=row[3],
                xpos=row[4],
                feats=row[5],
                head=int(row[6]) if row[6].isdigit() else 0,
                deprel=row[7],
                space_after=space_after,
                misc=misc,
            )
        )
    return tuple(
        replace(word, space_after=joined.get(i, word.space_after))
        for i, word in enumerate(words, start=1)
    )


def _range(first: int, last: int) -> frozenset[str]:
    return frozenset(str(i) for i in range(first, last + 1))


def _entity_field(misc: str) -> str:
    for part in misc.split("|"):
        if part.startswith("Entity="):
            return part[len("Entity=") :]
    return ""


def _close(
    open_marks: list[tuple[int, tuple[str, ...]]], spans: list[EntitySpan], *, group: str, end: int
) -> None:
    for i in reversed(range(len(open_marks))):
        start, fields = open_marks[i]
        if fields[0] == group:
            spans.append(EntitySpan(start=start, end=end, kind=fields[1], fields=fields))
            del open_marks[i]
            return
