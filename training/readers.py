"""Read the publishers' entity files into passages, one function per format."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.conllu import EntitySpan, Word, read_entities, read_sentences
from training.passages import Passage, Stretch, to_passage


def read_columns(path: Path) -> Iterator[Passage]:
    """Read `word<TAB>tag` lines with a blank line between sentences (CrossNER, WNUT17, BTC).

    Each sentence is its own document: these sets are drawn from many texts.
    """
    content = path.read_text(encoding="utf8", errors="replace")
    for i, block in enumerate(re.split(r"\n[ \t\r]*\n", content)):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        rows = [row for row in rows if len(row) >= 2 and row[0].strip()]
        if rows:
            words = [row[0].strip() for row in rows]
            tags = [row[-1].strip() for row in rows]
            yield to_passage(words, tags, document=f"{path.stem}-{i}")


def read_cross_ner(path: Path) -> Iterator[Passage]:
    """Read a CrossNER file and mend words that its link markup cut ("Australia" + "n")."""
    for passage in read_columns(path):
        text, shift = passage.text, 0
        cuts = [m.start() for m in _CUT_WORD.finditer(text)]
        stretches = []
        for stretch in passage.stretches:
            shift = sum(cut < stretch.start for cut in cuts)
            inner = sum(stretch.start <= cut < stretch.end for cut in cuts)
            # A cut right after a stretch means that the word goes on: "Australia" -> "Australian".
            goes_on = next((m for m in _CUT_WORD.finditer(text) if m.start() == stretch.end), None)
            grown = len(goes_on["rest"]) if goes_on is not None else 0
            end = stretch.end - shift - inner + grown
            stretches.append(Stretch(start=stretch.start - shift, end=end, label=stretch.label))
        mended = _CUT_WORD.sub(lambda m: m["rest"], text)
        yield Passage(text=mended, stretches=tuple(stretches), document=passage.document)


def read_universal_ner(path: Path) -> Iterator[Passage]:
    """Read Universal NER: `id<TAB>word<TAB>tag`, comments with the text and the document."""
    document = ""
    for block in re.split(r"\n[ \t\r]*\n", path.read_text(encoding="utf8")):
        lines = block.splitlines()
        text = ""
        for line in lines:
            if line.startswith("# newdoc id = "):
                document = line[len("# newdoc id = ") :]
            if line.startswith("# text = "):
                text = line[len("# text = ") :]
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        if rows:
            words, tags = [row[1] for row in rows], [row[2] for row in rows]
            spaces = _align_spaces(words, text)
            yield to_passage(words, tags, document=document, spaces=spaces)


def read_gmb(path: Path) -> Iterator[Passage]:
    """Read GMB's `ner_dataset.csv`: `Sentence #,Word,POS,Tag`, the number on a first word only.

    The file keeps the order of sentences but not where articles end, so that it is one document
    in stretches of ten sentences.
    """
    words: list[str] = []
    tags: list[str] = []
    count = 0
    with path.open(encoding="cp1252", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            if row["Sentence #"] and words:
                yield to_passage(words, tags, document=f"gmb-{count // 10}")
                words, tags, count = [], [], count + 1
            words.append(row["Word"])
            tags.append(row["Tag"])
    if words:
        yield to_passage(words, tags, document=f"gmb-{count // 10}")


def read_docred(path: Path) -> Iterator[Passage]:
    """Read a DocRED or Re-DocRED JSON file: documents of sentences with mentions by position."""
    for i, document in enumerate(json.loads(path.read_text(encoding="utf8"))):
        tags = [["O"] * len(sentence) for sentence in document["sents"]]
        mentions = (mention for entity in document["vertexSet"] for mention in entity)
        # Longest first: a mention within another one is left out.
        for mention in sorted(mentions, key=lambda m: m["pos"][0] - m["pos"][1]):
            start, end = mention["pos"]
            row = tags[mention["sent_id"]]
            if all(tag == "O" for tag in row[start:end]):
                row[start:end] = ["B-" + mention["type"]] + ["I-" + mention["type"]] * (
                    end - start - 1
                )
        for words, row in zip(document["sents"], tags, strict=True):
            words = [word if word.strip() else "-" for word in words]
            yield to_passage(words, row, document=f"{path.stem}-{i}")


def read_gum(path: Path) -> Iterator[Passage]:
    """Read the named entities of a GUM document: people, places and organisations by name.

    GUM annotates every noun phrase ("the ruling party of Japan"). The name is the run of proper
    nouns around the phrase's head; a phrase without one is no name. Names of all kinds are read, so
    that a person's name within the name of an event is not taken for the person.
    """
    for sentence in read_sentences(path):
        starts: list[int] = []
        text = ""
        for word in sentence.words:
            starts.append(len(text))
            text += word.form + " " * word.space_after
        stretches: dict[int, Stretch] = {}
        for entity in sorted(read_entities(sentence.words), key=lambda e: e.start - e.end):
            name = _find_name(sentence.words, entity)
            if name is not None:
                first, last = name
                taken = [i for i in range(first, last + 1) if i in stretches]
                if not taken:
                    stretch = Stretch(
                        start=starts[first],
                        end=starts[last] + len(sentence.words[last].form),
                        label=entity.kind,
                    )
                    stretches |= dict.fromkeys(range(first, last + 1), stretch)
        yield Passage(
            text=text.rstrip(),
            stretches=tuple(dict.fromkeys(stretches[i] for i in sorted(stretches))),
            document=path.stem,
        )


_NAME_POS = frozenset({"ADJ", "NOUN", "NUM"})

_CUT_WORD = re.compile(r"(?<=[a-z]) (?P<rest>n|s|ns|an|ans|ese|ist|ists|ian|ians)\b(?!['’.])")


def _align_spaces(words: list[str], text: str) -> list[bool] | None:
    spaces, position = [], 0
    for word in words:
        position = text.find(word, position)
        if position < 0:
            return None
        position += len(word)
        spaces.append(text[position : position + 1].isspace())
    return spaces


def _find_name(words: tuple[Word, ...], entity: EntitySpan) -> tuple[int, int] | None:
    inside = range(entity.start, entity.end)
    heads = [i for i in inside if words[i].head - 1 not in inside and _is_proper(words[i])]
    if not heads or "@" in words[heads[0]].form:
        return None
    first = last = heads[0]
    while first - 1 in inside and _continues_name(words, first - 1):
        first -= 1
    while last + 1 in inside and _continues_name(words, last + 1):
        last += 1
    while not _is_proper(words[first]) and not words[first].form[:1].isupper():
        first += 1
    while not _is_proper(words[last]):
        last -= 1
    if entity.kind == "person" and any(words[i].form == "of" for i in range(first, last + 1)):
        return None  # an office ("King of Athens"), not a name
    return (first, last) if first <= last else None


def _is_proper(word: Word) -> bool:
    return word.upos == "PROPN" or word.xpos in ("NNP", "NNPS")


def _continues_name(words: tuple[Word, ...], i: int) -> bool:
    word = words[i]
    if _is_proper(word) and "@" not in word.form:
        return True
    if word.form in ("-", ".", "&") or (word.upos in _NAME_POS and word.form[:1].isupper()):
        return True
    # "University of Oslo", "Trinidad and Tobago" only where proper nouns stand on both sides.
    between = word.form in ("of", "for", "the", "de", "von", "van", "'s")
    return between and 0 < i < len(words) - 1 and _stands_in_name(words, i)


def _stands_in_name(words: tuple[Word, ...], i: int) -> bool:
    left, right = words[i - 1], words[i + 1]
    if right.form == "the" and i + 2 < len(words):
        right = words[i + 2]
    if left.form in ("of", "for") and i > 1:
        left = words[i - 2]
    return _is_proper(left) and _is_proper(right)
