"""Reviews find their claims again after an article was edited, and never find another claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline import Pipeline, process
from pipeline.check.source import words_of
from pipeline.records import Claim
from pipeline.review.similar import KnownClaim, Successors, certainty_of

ARTICLES = ("business-norvale-results", "politics-bridge-poll")
REVIEWED = 105
"""The claims most worth checking of these articles."""

AT_LEAST = 99
"""Of 105: so many a hash of sentence, claim and occurrence was measured to keep at worst."""

ON_THEIR_OWN = 95
"""As above, without the offers that a person looks at. Measured: 99 to 105, by the edit. The parse
of a sentence may change with what stands around it, and with it where a claim begins or ends."""

Texts = Mapping[str, str]
Edit = Callable[[str], str]


class Found(NamedTuple):
    """A claim with its sentence."""

    claim: Claim
    sentence: str


class Kept(NamedTuple):
    """Where reviews went: by key, with ``--accept-similar``, and as an offer for a person."""

    by_key: dict[str, Found]
    similar: dict[str, Found]
    offered: dict[str, Found]


def add_paragraph_at_top(text: str) -> str:
    title, byline, rest = text.split("\n\n", 2)
    added = "Officials in Halmstead said on Tuesday that 12 bridges had been closed in 2024."
    return "\n\n".join([title, byline, added, rest])


def replace_in(text: str, pairs: Mapping[str, str]) -> str:
    for old, new in pairs.items():
        if old in text:
            return text.replace(old, new, 1)
    raise AssertionError("the article no longer has the words that this test edits")


def delete_sentence(text: str) -> str:
    return replace_in(
        text,
        {
            "The board will propose a dividend of 42 cents a share, up from 38 cents.": "",
            "Harbour pilot Wade Comeau has 37 per cent, up nine points. ": "",
        },
    )


def move_paragraph_up(text: str) -> str:
    parts = text.split("\n\n")
    parts.insert(4, parts.pop(9))
    return "\n\n".join(parts)


def swap_sentences(text: str) -> str:
    return replace_in(
        text,
        {
            "Volumes were up 1.8%. Analysts polled by the data provider Ferrant had on average "
            "expected revenue of €2.26bn.": "Analysts polled by the data provider Ferrant had on "
            "average expected revenue of €2.26bn. Volumes were up 1.8%.",
            "Fifty-four per cent of respondents opposed the toll; 33 per cent were in favour. "
            "Asked about the bridge without the toll, six in 10 said they would support it.": ""
            "Asked about the bridge without the toll, six in 10 said they would support it. "
            "Fifty-four per cent of respondents opposed the toll; 33 per cent were in favour.",
        },
    )


def mend_word(text: str) -> str:
    return replace_in(text, {"neighbourhood": "neighborhood", "tonne,": "metric ton,"})


def change_value(text: str) -> str:
    return replace_in(text, {"fell by 6%": "fell by 7%", "by 311 votes": "by 313 votes"})


def rewrite_paragraph_and_title(text: str) -> str:
    parts = text.split("\n\n")
    parts[0] = "A new headline over the same article"
    parts[-1] = "The paper has taken this passage back. It will say more in its next issue."
    return "\n\n".join(parts)


EDITS: tuple[Edit, ...] = (
    add_paragraph_at_top,
    delete_sentence,
    move_paragraph_up,
    swap_sentences,
    mend_word,
    change_value,
    rewrite_paragraph_and_title,
)


@pytest.fixture(scope="module")
def texts(corpus: Path) -> Texts:
    return {name: (corpus / f"{name}.txt").read_text(encoding="utf-8") for name in ARTICLES}


@pytest.fixture(scope="module")
def find_claims(
    pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Texts], dict[str, Found]]:
    def find(texts: Texts) -> dict[str, Found]:
        folder = tmp_path_factory.mktemp("articles")
        found: dict[str, Found] = {}
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            records = process(folder / f"{name}.txt", pipeline=pipeline)
            for claim in records.claims:
                assert claim.sentence
                found[claim.id] = Found(claim, records.article.text[slice(*claim.sentence)])
        return found

    return find


@pytest.fixture(scope="module")
def reviewed(find_claims: Callable[[Texts], dict[str, Found]], texts: Texts) -> dict[str, Found]:
    found = find_claims(texts).values()
    best = sorted(found, key=lambda one: (-one.claim.priority, one.claim.id))[:REVIEWED]
    assert len(best) == REVIEWED
    return {one.claim.id: one for one in best}


@pytest.fixture(scope="module", params=EDITS, ids=lambda edit: edit.__name__)
def kept(
    request: pytest.FixtureRequest,
    reviewed: dict[str, Found],
    texts: Texts,
    find_claims: Callable[[Texts], dict[str, Found]],
) -> Kept:
    now = find_claims({name: request.param(text) for name, text in texts.items()})
    successors = Successors(
        (to_known(one.claim) for one in now.values()), lambda claim: now[claim.id].sentence
    )
    kept = Kept({key: now[key] for key in reviewed.keys() & now.keys()}, {}, {})
    for key in sorted(reviewed.keys() - now.keys()):
        successor = successors.find(to_cells(reviewed[key]))
        if successor is not None:
            taken = kept.similar if successor.says_the_same else kept.offered
            taken[key] = now[successor.claim.id]
    return kept


def to_known(claim: Claim) -> KnownClaim:
    return KnownClaim(**{name: getattr(claim, name) for name in KnownClaim.__struct_fields__})


def to_cells(one: Found) -> dict[str, str]:
    return {
        "claim": one.claim.text,
        "sentence": one.sentence,
        "standalone": one.claim.standalone,
        "speaker": one.claim.speaker or "",
        "certainty": certainty_of(one.claim),
        "doc": one.claim.doc,
    }


def test_reviews_find_their_claims_again(kept: Kept) -> None:
    assert len(kept.by_key) + len(kept.similar) >= ON_THEIR_OWN
    assert len(kept.by_key) + len(kept.similar) + len(kept.offered) >= AT_LEAST


def test_no_review_goes_to_another_claim(kept: Kept, reviewed: dict[str, Found]) -> None:
    found = {**kept.by_key, **kept.similar}
    wrong = {
        reviewed[key].claim.text: one.claim.text
        for key, one in found.items()
        if words_of(one.claim.text) != words_of(reviewed[key].claim.text)
    }
    assert wrong == {}
    assert len({one.claim.id for one in found.values()}) == len(found)


def test_offers_stand_in_the_same_sentence_or_its_edited_form(
    kept: Kept, reviewed: dict[str, Found]
) -> None:
    pairs = [(reviewed[key].sentence, one.sentence) for key, one in kept.offered.items()]
    alike = [SequenceMatcher(None, words_of(a), words_of(b)).ratio() for a, b in pairs]
    assert all(share > 0.8 for share in alike)
