"""Treebank paragraphs set as news."""

from training.conllu import parse_sentences
from training.typography import curl_quotes, set_as_news

QUOTED = """\
1\t"\t"\tPUNCT\t``\t_\t2\tpunct\t_\tSpaceAfter=No
2\tDo\tdo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
4\t"\t"\tPUNCT\t''\t_\t2\tpunct\t_\t_

"""


def test_quotes_open_and_close_by_their_tags() -> None:
    (sentence,) = parse_sentences(QUOTED)
    assert [word.form for word in curl_quotes(sentence).words] == ["“", "Do", "n’t", "”"]


def test_paragraphs_are_joined_by_breaks_that_close_a_sentence() -> None:
    (sentence,) = parse_sentences(QUOTED)
    documents = list(set_as_news([(sentence,)] * 40))
    assert sum(len(document) for document in documents) == 40
    for document in documents:
        *ended, last = document
        assert all(s.words[-1].xpos == "_SP" and s.words[-1].head == 4 for s in ended)
        assert not any(s.words[-2].space_after for s in ended)
        assert len(last.words) == 4
