"""Reading the publishers' entity files; every sentence here is made up."""

import json
from pathlib import Path

import pytest

from training.passages import Passage
from training.readers import (
    read_columns,
    read_cross_ner,
    read_docred,
    read_gmb,
    read_gum,
    read_universal_ner,
)


def labelled(passage: Passage) -> list[tuple[str, str]]:
    return [(passage.text[s.start : s.end], s.label) for s in passage.stretches]


def write(folder: Path, content: str, *, encoding: str = "utf8") -> Path:
    path = folder / "file"
    path.write_text(content, encoding=encoding)
    return path


def test_columns_are_joined_as_english_is_written(tmp_path: Path) -> None:
    path = write(tmp_path, "Ada\tB-PER\n's\tO\n(\tO\nold\tO\n)\tO\nshop\tO\n.\tO\n\n\nHm\tO\n")
    first, second = read_columns(path)
    assert first.text == "Ada's (old) shop."
    assert labelled(first) == [("Ada", "PER")]
    assert first.document != second.document


def test_universal_ner_keeps_the_spaces_of_the_text(tmp_path: Path) -> None:
    lines = "# newdoc id = d\n# text = In Orb, she\n1\tIn\tO\n2\tOrb\tB-LOC\n3\t,\tO\n4\tshe\tO\n"
    (passage,) = read_universal_ner(write(tmp_path, lines))
    assert passage.text == "In Orb, she"
    assert labelled(passage) == [("Orb", "LOC")]
    assert passage.document == "d"


def test_gmb_starts_a_sentence_where_its_number_stands(tmp_path: Path) -> None:
    rows = "Sentence #,Word,POS,Tag\nSentence: 1,Caf\xe9,NN,B-org\n,opens,V,O\nSentence: 2,Go,V,O\n"
    passages = list(read_gmb(write(tmp_path, rows, encoding="cp1252")))
    assert [passage.text for passage in passages] == ["Caf\xe9 opens", "Go"]
    assert labelled(passages[0]) == [("Caf\xe9", "org")]


def test_docred_keeps_the_longer_of_two_mentions(tmp_path: Path) -> None:
    mention = {"sent_id": 0, "type": "ORG", "pos": [0, 2]}
    inner = {"sent_id": 0, "type": "LOC", "pos": [0, 1]}
    document = {"sents": [["Orb", "Bank", "grew"]], "vertexSet": [[inner], [mention]]}
    (passage,) = read_docred(write(tmp_path, json.dumps([document])))
    assert labelled(passage) == [("Orb Bank", "ORG")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Austria\tB-country\nn\tO\nfilm\tO\n", [("Austrian", "country")]),
        ("cell\tO\ns\tO\nof\tO\nOrb\tB-location\n", [("Orb", "location")]),
    ],
)
def test_cross_ner_mends_cut_words(
    tmp_path: Path, rows: str, expected: list[tuple[str, str]]
) -> None:
    (passage,) = read_cross_ner(write(tmp_path, rows))
    assert labelled(passage) == expected


def test_gum_finds_the_name_within_the_noun_phrase(tmp_path: Path) -> None:
    rows = [
        "1\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\tEntity=(1-organization-new-sss-cf1-3-sgl",
        "2\tnew\tnew\tADJ\tJJ\t_\t4\tamod\t_\t_",
        "3\tOrb\tOrb\tPROPN\tNNP\t_\t4\tcompound\t_\t_",
        "4\tBank\tBank\tPROPN\tNNP\t_\t5\tnsubj\t_\tEntity=1)",
        "5\tgrew\tgrow\tVERB\tVBD\t_\t0\troot\t_\t_",
    ]
    (passage,) = read_gum(write(tmp_path, "\n".join(rows) + "\n"))
    assert labelled(passage) == [("Orb Bank", "organization")]


def test_gum_leaves_out_phrases_without_a_name(tmp_path: Path) -> None:
    row = "1\tworkers\tworker\tNOUN\tNNS\t_\t0\troot\t_\tEntity=(1-person-new-sss-cf1-1-sgl)\n"
    (passage,) = read_gum(write(tmp_path, row))
    assert labelled(passage) == []
