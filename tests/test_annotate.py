from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language

from pipeline.annotate import _cut, annotate, to_doc
from pipeline.clean import clean_article
from pipeline.records import Article, Block

TEXT = "Rain in the north\nAdvertisement\nIt rained all day in Bergen"


def article(*, blocks: tuple[Block, ...] = ()) -> Article:
    return Article(doc="a", text=TEXT, sha256="0", path="", media_type="text/plain", blocks=blocks)


def test_no_sentence_crosses_a_block(nlp: Language) -> None:
    blocks = (
        Block(kind="title", start=0, end=17),
        Block(kind="ad", start=18, end=31),
        Block(kind="paragraph", start=32, end=len(TEXT)),
    )
    doc = annotate(article(blocks=blocks), nlp)
    starts = {sent.start_char for sent in doc.sents}
    assert {0, 18, 32} <= starts


def test_text_is_never_rewritten(nlp: Language) -> None:
    assert to_doc(clean_article(article()), nlp).text == TEXT


@pytest.mark.parametrize("text", ["(" * 1999 + " end", "a" * 1000 + " b  c " + "$" * 801])
def test_long_run_without_space_is_tokenised_to_the_same_text(nlp: Language, text: str) -> None:
    long = Article(doc="a", text=text, sha256="0", path="", media_type="text/plain")
    assert to_doc(long, nlp).text == text


def test_no_claim_crosses_an_empty_line_of_a_windows_file(nlp: Language) -> None:
    text = "The mayor said:\r\n\r\nThe bridge was closed in 2019\r\n\r\nby the council of Halden."
    doc = annotate(clean_article(Article(
        doc="a", text=text, sha256="0", path="", media_type="text/plain")), nlp)  # fmt: skip
    assert not [claim for claim in doc.spans["claims"] if "\r\n\r\n" in claim.text]


@pytest.mark.parametrize("space", ["\u00a0", "  ", "\t"])
def test_spare_space_within_a_line_ends_no_sentence(nlp: Language, space: str) -> None:
    text = f"Sales rose in the year that ended on 31{space}December, the company said."
    spaced = Article(doc="a", text=text, sha256="0", path="", media_type="text/plain")
    assert len(list(annotate(spaced, nlp).sents)) == 1


def long_article() -> Article:
    sentence = "Nine boats left Portaven on Monday, Ann Lee of Ashby Marine said. "
    text = "\n\n".join([sentence * 3, sentence * 2, sentence, "word " * 90, sentence])
    return clean_article(Article(doc="a", text=text, sha256="0", path="", media_type="text/plain"))


def test_short_forms_are_known_in_every_piece_of_a_long_article(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "It can't sail. " * 30 + "-" * 500
    long = Article(doc="a", text=text, sha256="0", path="", media_type="text/plain")
    monkeypatch.setattr("pipeline.annotate.LONGEST", 60)
    norms = [token.norm_ for token in annotate(long, nlp)]
    assert (norms.count("can"), norms.count("not")) == (30, 30)


def test_a_long_article_is_read_in_pieces_as_it_is_in_one(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = long_article()
    whole = annotate(article, nlp)
    monkeypatch.setattr("pipeline.annotate.LONGEST", 60)
    joined = annotate(article, nlp)
    assert joined.text == whole.text
    assert joined._.blocks == whole._.blocks
    for group in ("entities", "dates", "quantities", "claims", "recogniser"):
        assert [(span.start, span.end, span.label_) for span in joined.spans[group]] == [
            (span.start, span.end, span.label_) for span in whole.spans[group]
        ]
    assert len(joined.spans["recogniser"].attrs["scores"]) == len(joined.spans["recogniser"])


def test_a_piece_ends_with_a_block_else_a_sentence_else_anywhere(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.annotate.LONGEST", 60)
    doc = to_doc(long_article(), nlp)
    borders = _cut(doc)
    assert doc[: borders[1]].text.endswith("said. \n\n")
    assert any(doc[:border].text.endswith("word") for border in borders)
    assert all(end - start <= 60 for start, end in pairwise(borders))
    assert (borders[0], borders[-1]) == (0, len(doc))
