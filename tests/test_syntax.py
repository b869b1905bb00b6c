"""The same sentence under Universal Dependencies and under CLEAR labels gives the same answers."""

from typing import NamedTuple

import pytest
from spacy.lang.en import EnglishDefaults
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from pipeline import syntax

VOCAB = create_vocab("en", EnglishDefaults)


class Sentence(NamedTuple):
    """Rows of word, tag, part of speech, UD head and label, CLEAR head and label."""

    rows: str

    def doc(self, scheme: str) -> Doc:
        rows = [line.split() for line in self.rows.strip().splitlines()]
        head, label = (3, 4) if scheme == "UD" else (5, 6)
        return Doc(
            VOCAB,
            words=[row[0] for row in rows],
            tags=[row[1] for row in rows],
            pos=[row[2] for row in rows],
            heads=[int(row[head]) for row in rows],
            deps=[row[label] for row in rows],
        )


REINFORCED = Sentence("""
260        CD  NUM   1 nummod     1 nummod
kilometers NNS NOUN  5 nsubj:pass 5 nsubjpass
of         IN  ADP   3 case       1 prep
fencing    NN  NOUN  1 nmod       2 pobj
were       VBD AUX   5 aux:pass   5 auxpass
reinforced VBN VERB  5 ROOT       5 ROOT
by         IN  ADP   7 case       5 agent
soldiers   NNS NOUN  5 obl:agent  6 pobj
.          .   PUNCT 5 punct      5 punct
""")

UNDER_CONTROL = Sentence("""
Korea      NNP PROPN 5 nsubj      2 nsubj
has        VBZ AUX   5 aux        2 aux
been       VBN AUX   5 cop        2 ROOT
under      IN  ADP   5 case       2 prep
the        DT  DET   5 det        5 det
control    NN  NOUN  5 ROOT       3 pobj
of         IN  ADP   8 case       5 prep
the        DT  DET   8 det        8 det
party      NN  NOUN  5 nmod       6 pobj
since      IN  ADP  10 case       2 prep
1948       CD  NUM   5 obl        9 pobj
""")

FOUND_THAT = Sentence("""
Researchers NNS NOUN  1 nsubj      1 nsubj
found      VBD VERB  1 ROOT       1 ROOT
that       IN  SCONJ 6 mark       6 mark
the        DT  DET   4 det        4 det
state      NN  NOUN  6 nsubj      6 nsubj
had        VBD AUX   6 aux        6 aux
built      VBN VERB  1 ccomp      1 ccomp
fences     NNS NOUN  6 obj        6 dobj
along      IN  ADP  10 case       6 prep
its        PRP$ PRON 10 nmod:poss 10 poss
borders    NNS NOUN  6 obl        8 pobj
""")

WILL_NOT_BE = Sentence("""
The        DT  DET   1 det        1 det
plan       NN  NOUN  5 nsubj      4 nsubj
will       MD  AUX   5 aux        4 aux
not        RB  PART  5 advmod     4 neg
be         VB  AUX   5 cop        4 ROOT
cheap      JJ  ADJ   5 ROOT       4 acomp
""")

TAKEN_IN = Sentence("""
Images     NNS NOUN  7 nsubj      7 nsubj
,          ,   PUNCT 2 punct      0 punct
taken      VBN VERB  0 acl        0 acl
in         IN  ADP   4 case       2 prep
May        NNP PROPN 2 obl        3 pobj
2024       CD  NUM   4 nmod:unmarked 4 nummod
,          ,   PUNCT 0 punct      0 punct
show       VBP VERB  7 ROOT       7 ROOT
who        WP  PRON  9 nsubj      9 nsubj
came       VBD VERB  7 ccomp      7 ccomp
and        CC  CCONJ 11 cc        9 cc
left       VBD VERB  9 conj       9 conj
""")

OUT_OF = Sentence("""
He         PRP PRON  1 nsubj      1 nsubj
ran        VBD VERB  1 ROOT       1 ROOT
out        IN  ADP   5 case       1 prep
of         IN  ADP   5 case       2 prep
the        DT  DET   5 det        5 det
house      NN  NOUN  1 obl        3 pobj
,          ,   PUNCT 8 punct      1 punct
she        PRP PRON  8 nsubj      8 nsubj
said       VBD VERB  1 parataxis  1 parataxis
""")

SENTENCES = (REINFORCED, UNDER_CONTROL, FOUND_THAT, WILL_NOT_BE, TAKEN_IN, OUT_OF)


@pytest.fixture(params=("UD", "CLEAR"))
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def answer(doc: Doc, i: int | None) -> str | None:
    return None if i is None else doc[i].text


def stretch(tree: syntax.Tree, bounds: tuple[int, int]) -> str:
    return " ".join(tree.words[slice(*bounds)])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_both_schemes_give_the_same_tree(sentence: Sentence) -> None:
    ud, clear = (syntax.read_tree(sentence.doc(scheme)) for scheme in ("UD", "CLEAR"))
    assert clear.heads == tuple(
        head if ud.roles[i] != "punct" else clear.heads[i] for i, head in enumerate(ud.heads)
    )


@pytest.mark.parametrize(
    ("sentence", "predicate", "subject"),
    [
        (REINFORCED, 5, "kilometers"),
        (UNDER_CONTROL, 5, "Korea"),
        (FOUND_THAT, 6, "state"),
        (WILL_NOT_BE, 5, "plan"),
        (TAKEN_IN, 2, "Images"),
        (TAKEN_IN, 11, "who"),
        (OUT_OF, 8, "she"),
    ],
)
def test_subject_is_found(sentence: Sentence, predicate: int, subject: str, scheme: str) -> None:
    doc = sentence.doc(scheme)
    tree = syntax.read_tree(doc)
    assert answer(doc, syntax.subject(tree, predicate)) == subject


@pytest.mark.parametrize(
    ("sentence", "predicate", "expected"),
    [
        (REINFORCED, 5, "260 kilometers of fencing were reinforced by soldiers"),
        (FOUND_THAT, 6, "the state had built fences along its borders"),
        (TAKEN_IN, 2, "taken in may 2024"),
        (OUT_OF, 1, "he ran out of the house"),
    ],
)
def test_clause_leaves_off_marks(
    sentence: Sentence, predicate: int, expected: str, scheme: str
) -> None:
    tree = syntax.read_tree(sentence.doc(scheme))
    assert stretch(tree, syntax.clause(tree, predicate)) == expected


@pytest.mark.parametrize(
    ("sentence", "noun", "expected"),
    [
        (REINFORCED, 1, "260 kilometers of fencing"),
        (UNDER_CONTROL, 5, "the control of the party since 1948"),
        (UNDER_CONTROL, 8, "the party"),
        (TAKEN_IN, 0, "images"),
        (OUT_OF, 5, "the house"),
    ],
)
def test_noun_phrase_leaves_off_preposition(
    sentence: Sentence, noun: int, expected: str, scheme: str
) -> None:
    tree = syntax.read_tree(sentence.doc(scheme))
    assert stretch(tree, syntax.noun_phrase(tree, noun, clauses=False)) == expected


def test_agent_preposition_and_passive(scheme: str) -> None:
    doc = REINFORCED.doc(scheme)
    tree = syntax.read_tree(doc)
    assert answer(doc, syntax.agent(tree, 5)) == "soldiers"
    assert syntax.preposition(tree, 7) == "by"
    assert syntax.is_passive(tree, 5)


def test_preposition_of_two_words(scheme: str) -> None:
    tree = syntax.read_tree(OUT_OF.doc(scheme))
    assert syntax.preposition(tree, 5) == "out of"


@pytest.mark.parametrize(
    ("sentence", "predicate", "expected"),
    [
        (WILL_NOT_BE, 5, "future"),
        (REINFORCED, 5, "past"),
        (UNDER_CONTROL, 5, "present"),
        (TAKEN_IN, 2, None),
    ],
)
def test_tense_is_read(
    sentence: Sentence, predicate: int, expected: str | None, scheme: str
) -> None:
    assert syntax.tense(syntax.read_tree(sentence.doc(scheme)), predicate) == expected


def test_negation_and_future_are_found(scheme: str) -> None:
    doc = WILL_NOT_BE.doc(scheme)
    tree = syntax.read_tree(doc)
    assert answer(doc, syntax.negation(tree, 5)) == "not"
    assert answer(doc, syntax.future_modal(tree, 5)) == "will"


def test_clause_head_and_finiteness(scheme: str) -> None:
    doc = TAKEN_IN.doc(scheme)
    tree = syntax.read_tree(doc)
    assert answer(doc, syntax.clause_head(tree, 5)) == "taken"
    assert not syntax.is_finite(tree, 2)
    assert syntax.is_finite(tree, 7)
