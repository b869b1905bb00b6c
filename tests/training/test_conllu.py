"""Reading CoNLL-U."""

from training.conllu import parse_sentences, read_entities

CONTRACTION = """\
# newdoc id = one
# newpar
# text = They don't know.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tknow\tknow\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tit\tit\tPRON\tPRP\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""

NESTED = """\
1\tNaval\tnaval\tADJ\tNNP\t_\t2\tamod\t_\tEntity=(4-organization-new-sss-cf1-2-sgl
2\tOffice\toffice\tPROPN\tNNP\t_\t0\troot\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tSamland\tSamland\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(5-place-new-sss-cf2-1-coref)4)
"""


def test_conllu_joins_the_words_of_a_contraction() -> None:
    (sentence,) = parse_sentences(CONTRACTION)
    spelled = "".join(word.form + " " * word.space_after for word in sentence.words)
    assert spelled.strip() == sentence.text == "They don't know."


def test_conllu_passes_over_empty_words() -> None:
    (sentence,) = parse_sentences(CONTRACTION)
    assert [word.form for word in sentence.words] == ["They", "do", "n't", "know", "."]


def test_conllu_knows_where_documents_and_paragraphs_start() -> None:
    (sentence,) = parse_sentences(CONTRACTION)
    assert sentence.starts_document
    assert sentence.starts_paragraph


def test_entities_are_read_with_those_inside_them() -> None:
    (sentence,) = parse_sentences(NESTED)
    spans = {(span.start, span.end, span.kind) for span in read_entities(sentence.words)}
    assert spans == {(0, 4, "organization"), (3, 4, "place")}
