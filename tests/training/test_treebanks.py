"""Treebank documents."""

from pathlib import Path

import spacy

from training.conllu import parse_sentences
from training.treebanks import ewt_sentences, gum_documents, to_doc_bin

TWO = """\
# newdoc id = a
# newpar
1\tAda\tAda\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_
2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

1\tHm\thm\tINTJ\tUH\t_\t0\troot\t_\t_

"""

SPLITS = "# Splits\n\n## dev\n\n  * GUM_news_a\n  * GUM_whow_b\n\n## train\n\n  * GUM_bio_c\n"


def test_documents_keep_trees_and_sentence_starts() -> None:
    (doc,) = to_doc_bin(parse_sentences(TWO)).get_docs(spacy.blank("en").vocab)
    assert doc.text.strip() == "Ada ran. Hm"
    assert [token.head.text for token in doc] == ["ran", "ran", "ran", "Hm"]
    assert [token.i for token in doc if token.is_sent_start] == [0, 3]
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "punct", "ROOT"]


def test_ewt_is_rebuilt_from_its_sources_where_the_released_file_is_missing(tmp_path: Path) -> None:
    lists = tmp_path / "not-to-release" / "file-lists"
    sources = tmp_path / "not-to-release" / "sources" / "weblog"
    lists.mkdir(parents=True)
    sources.mkdir(parents=True)
    (lists / "files.train").write_text("weblog/a.conllu\n")
    (sources / "a.conllu").write_text(TWO)
    assert len(list(ewt_sentences(tmp_path, "train"))) == 2


def test_gum_gives_open_genres_only(tmp_path: Path) -> None:
    (tmp_path / "splits.md").write_text(SPLITS)
    assert [path.stem for path in gum_documents(tmp_path, "dev")] == ["GUM_news_a"]
