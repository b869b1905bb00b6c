"""Places are compared by where they lie, and governments by the names that stand for them."""

from __future__ import annotations

import pytest

from pipeline import Pipeline
from pipeline.check.claims import ClaimRow
from pipeline.check.facets import list_facets
from pipeline.check.names import match_name
from pipeline.check.powers import is_same_power, power_of
from pipeline.check.source import Source, words_of
from pipeline.crosscheck.analyse import to_article
from pipeline.records import Analysis
from pipeline.single import analyse_articles


def analyse(pipeline: Pipeline, *texts: str) -> list[Analysis]:
    articles = (to_article(ClaimRow(id=str(i), text=text)) for i, text in enumerate(texts))
    return list(analyse_articles(articles, pipeline))


def matches(pipeline: Pipeline, claim: str, source: str, name: str) -> dict[str, str]:
    """Give the rule and status of each match of a name of the claim."""
    ours, theirs = analyse(pipeline, claim, source)
    [facet] = [facet for facet in list_facets(ours) if facet.text == name]
    return {match.rule: match.status for match in match_name(facet, Source(1, theirs))}


@pytest.mark.parametrize(
    ("claim", "source", "name"),
    [
        ("A storm hit Bavaria on Monday.", "The storm flooded Munich on Monday.", "Bavaria"),
        ("A storm hit Germany on Monday.", "The storm flooded Munich on Monday.", "Germany"),
        ("He lives in California.", "He lives in Los Angeles.", "California"),
        ("He lives in the United States.", "He lives in California.", "United States"),
    ],
)
def test_a_place_within_the_claims_is_compatible(
    pipeline: Pipeline, claim: str, source: str, name: str
) -> None:
    assert matches(pipeline, claim, source, name)["place_within"] == "compatible"


@pytest.mark.parametrize(
    ("claim", "source", "name"),
    [
        ("The storm flooded Munich on Monday.", "A storm hit Bavaria on Monday.", "Munich"),
        ("The storm flooded Munich on Monday.", "A storm hit Germany on Monday.", "Munich"),
        ("A storm hit Bavaria on Monday.", "A storm hit Germany on Monday.", "Bavaria"),
        ("A storm hit Bavaria on Monday.", "The storm flooded Hamburg.", "Bavaria"),
        ("A storm hit Austria on Monday.", "The storm flooded Munich.", "Austria"),
        ("The storm flooded Munich on Monday.", "The storm flooded Hamburg.", "Munich"),
    ],
)
def test_a_place_that_is_less_precise_or_elsewhere_confirms_nothing(
    pipeline: Pipeline, claim: str, source: str, name: str
) -> None:
    assert matches(pipeline, claim, source, name) == {}


@pytest.mark.parametrize(
    ("claim", "source", "name", "rule"),
    [
        ("Germany won the cup.", "German players took the cup.", "Germany", "country_form"),
        ("Voters in Texas stayed at home.", "Few Texans voted.", "Texas", "demonym"),
        ("The Catalan parliament met.", "The parliament of Catalonia met.", "Catalan", "demonym"),
    ],
)
def test_a_people_is_one_with_its_place(
    pipeline: Pipeline, claim: str, source: str, name: str, rule: str
) -> None:
    assert rule in matches(pipeline, claim, source, name)


@pytest.mark.parametrize(
    ("claim", "source", "name"),
    [
        ("Moscow said it would answer.", "The Russian government said it would answer.", "Moscow"),
        ("The Kremlin denied the report.", "Moscow denied the report on Friday.", "Kremlin"),
        ("Russia denied the report.", "The Kremlin denied the report on Friday.", "Russia"),
        ("Downing Street said no.", "The British government said no.", "Downing Street"),
        ("Brussels fined the firm.", "The European Commission fined the firm.", "Brussels"),
        ("Beijing signed the deal.", "China signed the deal.", "Beijing"),
    ],
)
def test_names_of_one_government_are_compatible(
    pipeline: Pipeline, claim: str, source: str, name: str
) -> None:
    assert matches(pipeline, claim, source, name) == {"metonym": "compatible"}


@pytest.mark.parametrize(
    ("claim", "source", "name"),
    [
        ("He was born in Moscow.", "Russia denied the report.", "Moscow"),
        ("Moscow denied the report.", "He was born in Russia.", "Moscow"),
        ("The Kremlin denied the report.", "The White House denied the report.", "Kremlin"),
        ("Moscow denied the report.", "Beijing denied the report.", "Moscow"),
    ],
)
def test_a_place_where_something_happens_is_no_government(
    pipeline: Pipeline, claim: str, source: str, name: str
) -> None:
    assert "metonym" not in matches(pipeline, claim, source, name)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Moscow", "the Kremlin", True),
        ("the government of Russia", "Russia", True),
        ("The Hague", "the Dutch government", True),
        ("the Pentagon", "the Department of Defense", True),
        ("Moscow", "Beijing", False),
        ("Ilse Maurer", "Ola Berg", False),
        ("the ministry", "the ministry", False),
    ],
)
def test_speakers_are_one_where_they_stand_for_one_power(
    one: str, other: str, expected: bool
) -> None:
    assert is_same_power(words_of(one), words_of(other)) is expected


def test_a_capital_is_a_place_unless_it_acts() -> None:
    assert power_of(("moscow",), acts=False) is None
    assert power_of(("moscow",), acts=True) == "Russia"
