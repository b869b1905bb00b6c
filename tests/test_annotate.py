from __future__ import annotations

from spacy.language import Language

from pipeline.annotate import annotate, to_doc
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
