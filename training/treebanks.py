"""Turn the treebanks UD EWT and GUM (open genres) into documents for the tagger and parser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Literal

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.conllu import Sentence, Word, read_sentences
from training.typography import set_as_news

Split = Literal["train", "dev"]

# Genres whose texts have a licence that allows a share-alike model (GUM's LICENSE.txt). The others
# are non-commercial (essay, letter, podcast, fiction, whow, reddit) or have no licence stated
# there (conversation, speech, textbook, vlog).
OPEN_GENRES = ("academic", "bio", "court", "interview", "news", "voyage")

# Sentences of one paragraph that make one training document. Short enough that the parser sees
# many document starts, long enough that it must find sentence starts by itself.
MAX_SENTENCES = 8


def ewt_sentences(folder: Path, split: Split) -> Iterator[Sentence]:
    """Yield the sentences of a split of UD_English-EWT.

    Read the released `en_ewt-ud-<split>.conllu`, or where it is missing (it is too large for some
    copies of the repository) the source files that the treebank's file list names, which hold the
    same sentences in the same order.
    """
    released = folder / f"en_ewt-ud-{split}.conllu"
    if released.is_file() and released.stat().st_size > 0:
        yield from read_sentences(released)
        return
    listed = (folder / "not-to-release" / "file-lists" / f"files.{split}").read_text("utf8")
    for name in listed.split():
        yield from read_sentences(folder / "not-to-release" / "sources" / name)


def gum_documents(folder: Path, split: Split) -> tuple[Path, ...]:
    """Return the `dep/*.conllu` files of a split of GUM that belong to an open genre."""
    names = _gum_split((folder / "splits.md").read_text("utf8"))[split]
    return tuple(
        folder / "dep" / f"{name}.conllu" for name in names if name.split("_")[1] in OPEN_GENRES
    )


def gum_sentences(folder: Path, split: Split) -> Iterator[Sentence]:
    """Yield the sentences of a split of GUM's open genres."""
    return chain.from_iterable(read_sentences(path) for path in gum_documents(folder, split))


def to_doc_bin(sentences: Iterable[Sentence], *, as_news: bool = False) -> DocBin:
    """Pack sentences, a paragraph or part of one to a document, with tags, lemmas and trees.

    As news, a document has some paragraphs, and most have curly quotes.
    """
    vocab = Vocab()
    groups = set_as_news(_group(sentences)) if as_news else _group(sentences)
    docs = [_to_doc(group, vocab) for group in groups]
    return DocBin(attrs=_ATTRIBUTES, docs=docs)


_ATTRIBUTES = ("ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START")


def _gum_split(splits: str) -> Mapping[str, tuple[str, ...]]:
    parts = re.split(r"^## +(\S+)\s*$", splits, flags=re.MULTILINE)[1:]
    return {
        name: tuple(re.findall(r"^\s*\*\s*(GUM_\S+)", body, flags=re.MULTILINE))
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    }


def _group(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    group: list[Sentence] = []
    for sentence in sentences:
        new = sentence.starts_document or sentence.starts_paragraph
        if group and (new or len(group) == MAX_SENTENCES):
            yield tuple(group)
            group = []
        group.append(sentence)
    if group:
        yield tuple(group)


def _to_doc(sentences: tuple[Sentence, ...], vocab: Vocab) -> Doc:
    words: list[Word] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for sentence in sentences:
        first = len(words)
        for i, word in enumerate(sentence.words):
            words.append(word)
            heads.append(first + (word.head - 1 if word.head else i))
            starts.append(i == 0)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos if word.upos != "_" else "X" for word in words],
        morphs=["" if word.feats == "_" else word.feats for word in words],
        lemmas=[_lemma(word) for word in words],
        heads=heads,
        deps=["ROOT" if word.head == 0 else word.deprel for word in words],
        sent_starts=starts,
    )


def _lemma(word: Word) -> str:
    # EWT writes "_" as the lemma of the later parts of a word split by mistake.
    return word.form if word.lemma == "_" and word.form != "_" else word.lemma
