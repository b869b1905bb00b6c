"""Keeps the words of a Doc's sentences as records: the wording that a cross-check compares."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from .records import Sentence, Word


def list_sentences(doc: Doc) -> tuple[Sentence, ...]:
    """Give every sentence of the Doc with its words; white space is no word."""
    if not doc.has_annotation("SENT_START"):
        return (_to_sentence(doc[:]),) if len(doc) else ()
    sentences = (_to_sentence(sent) for sent in doc.sents)
    return tuple(sentence for sentence in sentences if sentence.words)


def _to_sentence(sent: Span) -> Sentence:
    tokens = [token for token in sent if not token.is_space]
    place = {token.i: index for index, token in enumerate(tokens)}
    words = tuple(
        Word(
            start=token.idx,
            end=token.idx + len(token),
            lemma=(token.lemma_ or token.text).lower(),
            pos=token.pos_,
            dep=token.dep_,
            head=place.get(token.head.i, place[token.i]),
        )
        for token in tokens
    )
    if not words:
        return Sentence(start=sent.start_char, end=sent.start_char)
    return Sentence(start=words[0].start, end=words[-1].end, words=words)
