"""One guideline for the labels of all data sets."""

import pytest
import spacy

from training.cleaning import clean, load_labels, load_words, to_doc
from training.passages import Passage, Stretch


def clean_names(
    text: str, name: str, label: str, *, add_demonyms: bool = False
) -> list[tuple[str, str]]:
    start = text.index(name)
    stretches = (Stretch(start=start, end=start + len(name), label=label),)
    passage = Passage(text=text, stretches=stretches, document="1")
    same = {label: label for label in ("PERSON", "ORG", "LOC", "NORP", "MISC")}
    doc = to_doc(passage, spacy.blank("en"), same)
    cleaned = clean(doc, load_words(), add_demonyms=add_demonyms)
    return [(ent.text, ent.label_) for ent in cleaned.ents]


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        ("Then President Ada Orb spoke", "President Ada Orb", "PERSON", ("Ada Orb", "PERSON")),
        ("Aide for Talks Mr. Orb", "Aide for Talks Mr. Orb", "PERSON", ("Orb", "PERSON")),
        ("Mr. Orb left", "Orb", "ORG", ("Orb", "PERSON")),
        ("the Orb Bank grew", "the Orb Bank", "ORG", ("Orb Bank", "ORG")),
        ("in The Hague today", "The Hague", "LOC", ("The Hague", "LOC")),
        ("by France's army", "France's", "ORG", ("France", "LOC")),
        ("Sunni Arab voters", "Sunni Arab", "PERSON", ("Sunni Arab", "NORP")),
        ("in North Korea now", "Korea", "LOC", ("North Korea", "LOC")),
    ],
)
def test_clean_follows_the_guideline(
    text: str, name: str, label: str, expected: tuple[str, str]
) -> None:
    assert clean_names(text, name, label) == [expected]


def test_clean_drops_twitter_handles() -> None:
    assert clean_names("hi @orb42 !", "@orb42", "PERSON") == []


def test_clean_adds_peoples_only_where_asked() -> None:
    text = "Orb hired Iraqi staff"
    assert clean_names(text, "Orb", "ORG", add_demonyms=True)[-1] == ("Iraqi", "NORP")
    assert clean_names(text, "Orb", "ORG") == [("Orb", "ORG")]


def test_labels_map_to_the_networks_labels() -> None:
    ours = {label for table in load_labels().values() for label in table.values()}
    assert ours == {"PERSON", "ORG", "LOC", "NORP", "MISC"}
