"""Amounts, dates and names agree as a careful reader would say."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import Pipeline
from pipeline.check.align import align
from pipeline.check.source import Source
from pipeline.records import Analysis, Article, Block
from pipeline.single import analyse_article


def analyse(pipeline: Pipeline, text: str) -> Analysis:
    block = Block(kind="paragraph", start=0, end=len(text))
    article = Article(
        doc="d", text=text, sha256="", path="", media_type="text/plain", blocks=(block,)
    )
    return analyse_article(article, pipeline)


def status_of(pipeline: Pipeline, claim: str, source: str, words: str) -> tuple[str, str]:
    found: Any = align(
        analyse(pipeline, claim), [Source(1, analyse(pipeline, source))], [], is_limited=True
    )
    [finding] = [f for f in found.findings if f.facet.text == words]
    return finding.status, finding.rule


@pytest.mark.parametrize(
    ("claim", "source", "words", "why"),
    [
        ("The mill opened on 3 May 2021.", "The mill opened on 9 June 2021.", "3 May 2021",
         "the date in the passage that speaks of the claim; the claim's stands nowhere"),
        ("The mill closed before 2008.", "The mill closed in 2011.", "2008",
         "the date in the passage that speaks of the claim, which is not before the claim's"),
        ("It was the 6th novel of Berg.", "It was the fifth novel of Berg.", "6th",
         "the ordinal of the same noun in the passage that speaks of the claim; the claim's stands"
         " nowhere"),
        ("The mill employs 90 people.", "The mill employs 60 people.", "90 people",
         "the same unit and words for what is measured in the passage that speaks of the claim"),
    ],
)  # fmt: skip
def test_other_value_says_why_it_stands_beside_the_claims(
    pipeline: Pipeline, claim: str, source: str, words: str, why: str
) -> None:
    found: Any = align(
        analyse(pipeline, claim), [Source(1, analyse(pipeline, source))], [], is_limited=True
    )
    assert [f.why for f in found.findings if f.facet.text == words] == [why]


def test_passages_are_sentences_that_the_source_has(pipeline: Pipeline) -> None:
    source = Source(1, analyse(pipeline, "The mill of Halden employs 90 people."))
    found = align(analyse(pipeline, "The mill employs 90 people."), [source], [])
    assert found.core == ((0, 0),)


@pytest.mark.parametrize(
    ("claim", "source", "words", "status"),
    [
        ("The dam holds 3 km of pipes.", "The dam holds 3,000 metres of pipes.", "3 km", "found"),
        ("Sales rose 5%.", "Sales rose by 4.8 per cent.", "5%", "compatible"),
        ("Sales rose 5.0%.", "Sales rose by 4.8 per cent.", "5.0%", "differs"),
        ("A third of farmers left.", "About 33 percent of farmers left.", "A third of farmers",
         "compatible"),
        ("More than 200 people fell ill.", "In all 214 people fell ill.", "200 people",
         "compatible"),
        ("More than 200 people fell ill.", "In all 180 people fell ill.", "200 people", "differs"),
        ("The mill employs 90 people.", "The mill employs 60 people.", "90 people", "differs"),
        ("The mill employs 90 people.", "The mill has 90 windows.", "90 people", "compatible"),
        ("The mill employs 90 people.", "The mill is closed.", "90 people", "absent"),
        ("The mill opened in May 2021.", "The mill opened on 3 May 2021.", "May 2021", "found"),
        ("The mill opened on 3 May 2021.", "The mill opened in May 2021.", "3 May 2021",
         "compatible"),
        ("The mill opened on 3 May 2021.", "The mill opened on 9 June 2021.", "3 May 2021",
         "differs"),
        ("The mill closed before 2008.", "The mill closed in 2011.", "2008", "differs"),
        ("The mill closed before 2008.", "The mill closed in May 2008.", "2008", "differs"),
        ("The mill closed before 2008.", "The mill closed in 2005.", "2008", "absent"),
        ("The mill closed after 2008.", "The mill closed after 2008.", "2008", "found"),
        ("The mill ran from 1920 to 1930.", "The mill ran from 1916 to 1928.", "1920", "differs"),
        ("Over 79% of members voted.", "Exactly 79% of members voted.", "79%", "differs"),
        ("Over 80,000 people came.", "In all 80,000 people came.", "80,000 people", "found"),
        ("The mill paid over 3 million dollars.", "The mill paid over 2.3 million dollars.",
         "3 million dollars", "differs"),
        ("She starred in 85 movies.", "She starred in 80 films.", "85 movies", "differs"),
        ("Dawn is her 6th novel.", "Dawn is her fifth novel.", "6th", "differs"),
        ("Dawn is her 6th novel.", "Dawn is her sixth novel.", "6th", "found"),
        ("Dawn is her 6th novel.", "Dawn is on sale in its fifth week.", "6th", "absent"),
        ("The site was used from 3,800-3,700 BC.", "The site was used from 3800 to 3700 BC.",
         "3,800", "found"),
        ("The site was used until 3,700 BC.", "The site was used until 3,600 BC.",
         "3,700 BC", "absent"),
        ("It is based in Port Sorrel County.", "It is based in Port Sorrel.", "Port Sorrel County",
         "compatible"),
        ("Chris Maurer leads the works.", "Christopher Jan Maurer leads the works.",
         "Chris Maurer", "compatible"),
        ("Ilse Maurer leads the works.", "Dr. Maurer leads the works.", "Ilse Maurer",
         "compatible"),
        ("Ilse Maurer leads the works.", "Hans Maurer leads the works.", "Ilse Maurer", "absent"),
        ("The United Nations paid.", "The UN paid.", "United Nations", "found"),
        ("Kazakhstan paid.", "The Kazakh state paid.", "Kazakhstan", "found"),
        ("He called it “a very dear and useless road”.",
         "It was “a very dear, useless road”, he said.", "a very dear and useless road",
         "compatible"),
    ],
)  # fmt: skip
def test_values_are_compared_as_a_reader_would(
    pipeline: Pipeline, claim: str, source: str, words: str, status: str
) -> None:
    assert status_of(pipeline, claim, source, words)[0] == status
