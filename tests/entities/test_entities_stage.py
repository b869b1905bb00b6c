"""The entities stage as a spaCy component: any text, any pipeline, blocks, aliases."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.entities import create_entities
from pipeline.entities.aliases import spells
from pipeline.errors import SettingsError
from pipeline.records import Block

ODD_TEXTS = [
    "",
    "a",
    "\n\n",
    "😀",
    "(",
    "( ) [ ] ' \" - – —",
    "'s",
    "The the THE",
    "Mr. Mr. Mr.",
    "A.B. C. D-",
    "known as",
    "city of",
    "日本語",
]
LONG_TEXTS = [
    "Ann Lee he " * 2000,
    "Ashby Co " * 2000,
    "province " * 3000,
    "(AB) " * 2000,
    "NEW YORK, " * 2000,
    "Ashby 2 " * 2000,
    "also known as " * 1500,
    "of the " * 3000,
]


@pytest.fixture
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimtable_entities")
    return nlp


def with_ents(nlp: Language, text: str, *ents: tuple[str, str]) -> Doc:
    doc = nlp.make_doc(text)
    found = []
    for part, label in ents:
        start = text.index(part)
        found.append(doc.char_span(start, start + len(part), label=label))
    doc.set_ents(found)
    return doc


def kinds(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans["entities"]]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_stage_reads_any_text(nlp: Language, text: str) -> None:
    assert create_entities(nlp, "entities", None)(nlp(text)).text == text


@pytest.mark.parametrize("text", LONG_TEXTS)
def test_stage_reads_long_texts_full_of_names(blank: Language, text: str) -> None:
    doc = blank.make_doc(text)
    for token in doc:
        token.tag_ = "NNP"
    doc.set_ents([Span(doc, i, i + 1, label="PERSON") for i in range(0, len(doc), 3)])
    names = blank.get_pipe("claimtable_entities")(doc).spans["entities"]
    assert all(0 <= name.start < name.end <= len(doc) for name in names)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("PERSON", "person"),
        ("PER", "person"),
        ("ORG", "organisation"),
        ("GPE", "place"),
        ("LOC", "place"),
        ("FAC", "place"),
        ("NORP", "group"),
        ("PRODUCT", "other"),
        ("WORK_OF_ART", "other"),
    ],
)
def test_labels_of_other_models_become_our_kinds(blank: Language, label: str, kind: str) -> None:
    doc = with_ents(blank, "They saw Quellan twice.", ("Quellan", label))
    assert kinds(blank.get_pipe("claimtable_entities")(doc)) == [("Quellan", kind)]


@pytest.mark.parametrize("label", ["DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL"])
def test_labels_that_are_no_names_are_left_out(blank: Language, label: str) -> None:
    doc = with_ents(blank, "They saw Quellan twice.", ("Quellan", label))
    assert kinds(blank.get_pipe("claimtable_entities")(doc)) == []


def test_raw_output_of_the_model_is_kept(blank: Language) -> None:
    doc = with_ents(blank, "They saw the Ashby Fund.", ("the Ashby Fund", "ORG"))
    doc = blank.get_pipe("claimtable_entities")(doc)
    assert [span.text for span in doc.spans["entities/model"]] == ["the Ashby Fund"]
    assert kinds(doc) == [("Ashby Fund", "organisation")]


def test_candidates_are_kept_in_groups_of_their_own(blank: Language) -> None:
    doc = with_ents(blank, "They left Brandt Holdings for South Korea.", ("Brandt", "PERSON"))
    doc = blank.get_pipe("claimtable_entities")(doc)
    groups = {name: [span.text for span in doc.spans[name]] for name in doc.spans}
    assert groups["entities/model"] == ["Brandt"]
    assert groups["entities/gazetteer"] == ["South Korea"]
    assert "entities/patterns" in groups


@pytest.mark.parametrize("kind", ["ad", "credit", "byline"])
def test_no_name_is_found_in_skipped_blocks(blank: Language, kind: str) -> None:
    text = "Rain fell in France.\nANN LEE/Newswire"
    doc = with_ents(blank, text, ("ANN LEE", "PERSON"))
    doc._.blocks = (
        Block(kind="paragraph", start=0, end=20),
        Block(kind=kind, start=21, end=len(text)),
    )
    assert kinds(blank.get_pipe("claimtable_entities")(doc)) == [("France", "place")]


def test_no_name_is_found_again_in_a_credit(nlp: Language) -> None:
    text = "Last year Pedro Varga went to France.\nPEDRO VARGA/Newswire"
    doc = nlp.make_doc(text)
    doc._.blocks = (
        Block(kind="paragraph", start=0, end=37),
        Block(kind="credit", start=38, end=len(text)),
    )
    doc = nlp(doc)
    assert kinds(doc) == [("Pedro Varga", "person"), ("France", "place")]


def test_aliases_lead_to_the_name_of_the_entity(blank: Language) -> None:
    text = "Ann Lee met the DPRK. Lee left."
    doc = with_ents(blank, text, ("Ann Lee", "PERSON"), ("Lee left", "PERSON"))
    doc.set_ents([Span(doc, 0, 2, label="PERSON"), Span(doc, 6, 7, label="PERSON")])
    doc = blank.get_pipe("claimtable_entities")(doc)
    assert doc._.aliases == {"DPRK": "North Korea", "Lee": "Ann Lee"}


def test_names_of_a_users_own_are_found(tmp_path: Path) -> None:
    lexicon = tmp_path / "names.toml"
    lexicon.write_text('[names]\norganisation = ["Quellan Rail"]\n')
    nlp = spacy.blank("en")
    nlp.add_pipe("claimtable_entities", config={"lexicon": str(lexicon)})
    doc = nlp("They took Quellan Rail home.")
    assert [(s.text, s.label_, s.id_) for s in doc.spans["entities"]] == [
        ("Quellan Rail", "organisation", "gazetteer")
    ]


def test_missing_lexicon_is_named() -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        spacy.blank("en").add_pipe("claimtable_entities", config={"lexicon": "nowhere.toml"})


def test_stage_survives_bytes_processes_and_pickling(blank: Language) -> None:
    texts = ["Rain in France.", "The DPRK replied."]
    expected = [kinds(doc) for doc in blank.pipe(texts)]
    copy = spacy.blank("en")
    copy.add_pipe("claimtable_entities")
    copy.from_bytes(blank.to_bytes())
    assert [kinds(copy(text)) for text in texts] == expected
    assert [kinds(doc) for doc in blank.pipe(texts, n_process=2, batch_size=1)] == expected
    assert pickle.loads(pickle.dumps(blank.get_pipe("claimtable_entities"))).words


@pytest.mark.parametrize(
    ("short", "long", "spelled"),
    [
        ("WPK", "Workers Party of Korea", True),
        ("OSCE", "Organisation for Security and Cooperation in Europe", True),
        ("UN", "United Nations", True),
        ("UN", "Union", False),
        ("A", "Ashby", False),
        ("WHO", "World Food Office", False),
    ],
)
def test_spells_compares_initials(short: str, long: str, spelled: bool) -> None:
    small = frozenset({"of", "for", "and", "in"})
    assert spells(short, long.split(), small) is spelled
