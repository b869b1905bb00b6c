"""Any parse, however odd, gives a tree in which every token reaches a root."""

from __future__ import annotations

import random
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import EnglishDefaults
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from pipeline.syntax import subject
from pipeline.tree import Tree, read_tree

VOCAB = create_vocab("en", EnglishDefaults)


@pytest.mark.parametrize("words", [[], ["a"], ["\n"], ["🙂"] * 3])
def test_any_doc_without_a_parse_is_read(words: list[str]) -> None:
    tree = read_tree(Doc(VOCAB, words=words))
    assert len(tree.heads) == len(words)


def test_space_as_head_gives_way_to_its_child() -> None:
    doc = Doc(
        VOCAB,
        words=["\n", "Pardo", "left"],
        tags=["_SP", "NNP", "VBD"],
        pos=["SPACE", "PROPN", "VERB"],
        heads=[0, 2, 0],
        deps=["ROOT", "nsubj", "acl:relcl"],
    )
    tree = read_tree(doc)
    assert tree.roles[2] == "root"
    assert subject(tree, 2) == 1


def test_main_clause_taken_for_the_subject_of_a_participle_is_turned_round() -> None:
    doc = Doc(
        VOCAB,
        words=["Known", "as", "Ost", ",", "Norland", "has", "been", "poor", "."],
        tags=["VBN", "IN", "NNP", ",", "NNP", "VBZ", "VBN", "JJ", "."],
        pos=["VERB", "ADP", "PROPN", "PUNCT", "PROPN", "AUX", "AUX", "ADJ", "PUNCT"],
        heads=[0, 2, 0, 0, 7, 7, 7, 0, 0],
        deps=["ROOT", "case", "obl", "punct", "nsubj", "aux", "cop", "nsubj:pass", "punct"],
    )
    tree = read_tree(doc)
    assert (tree.roles[7], tree.roles[0]) == ("root", "advcl")
    assert subject(tree, 0) == subject(tree, 7) == 4


def build(*heads: int) -> Doc:
    words = ["w"] * len(heads)
    deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    return Doc(VOCAB, words=words, heads=list(heads), deps=deps)


def test_doc_is_read_again_only_where_its_parse_has_changed() -> None:
    doc = build(0, 0, 0)
    first, second = read_tree(doc), read_tree(doc)
    doc[2].head = doc[1]
    assert first is second
    assert read_tree(doc).heads == (0, 0, 1)


def test_tree_that_is_kept_for_a_doc_does_not_keep_the_doc() -> None:
    doc = build(0, 0)
    left = ref(doc)
    read_tree(doc)
    del doc
    assert left() is None


@given(st.randoms(use_true_random=False), st.integers(min_value=1, max_value=20))
def test_any_parse_gives_a_tree(source: random.Random, length: int) -> None:
    labels = ["nsubj", "prep", "pobj", "pcomp", "attr", "agent", "dative", "conj", "cc", "expl"]
    heads = [source.randrange(i) if i else 0 for i in range(length)]
    order = source.sample(range(length), length)
    moved = [0] * length
    for i, head in enumerate(heads):
        moved[order[i]] = order[head]
    deps = ["ROOT" if moved[i] == i else source.choice(labels) for i in range(length)]
    tags = source.choices(["IN", "NN", "VBZ", "JJ"], k=length)
    pos = source.choices(["ADP", "NOUN", "AUX", "VERB"], k=length)
    doc = Doc(VOCAB, words=["w"] * length, tags=tags, pos=pos, heads=moved, deps=deps)
    tree = read_tree(doc)
    assert all(_reaches_a_root(tree, i) for i in range(length))


def _reaches_a_root(tree: Tree, i: int) -> bool:
    steps = 0
    while tree.heads[i] != i and steps <= len(tree.heads):
        i, steps = tree.heads[i], steps + 1
    return tree.heads[i] == i
