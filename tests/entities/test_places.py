"""Where places lie: given where the article makes it unambiguous, else open with its candidates."""

from __future__ import annotations

import pytest

from pipeline import Pipeline, process
from pipeline.records import Place

KNOWN = [
    ("Soldiers were seen in China’s Jilin province.", "Jilin", "CN", "Jilin", "country_beside_it"),
    ("They met in Springfield, Illinois, in May.", "Springfield", "US", "Illinois",
     "area_beside_it"),
    ("They met in Springfield, Ill., in May.", "Springfield", "US", "Illinois", "area_beside_it"),
    ("They flew to Paris, Texas, in May.", "Paris", "US", "Texas", "area_beside_it"),
    ("They flew to Paris in May.", "Paris", "FR", "Île-de-France", "largest_by_far"),
    ("He was born in Birmingham in 1950. Alabama was poor.", "Birmingham", "US", "Alabama",
     "country_in_article"),
    ("Talks were held in Geneva. Switzerland paid.", "Geneva", "CH", "Geneva",
     "country_in_article"),
    ("A fire broke out in the North Korean city of Hyesan.", "Hyesan", "KP", "Yanggang-do",
     "country_beside_it"),
    ("Snow fell in Osnabrück on Monday.", "Osnabrück", "DE", "Lower Saxony",
     "only_country_with_the_name"),
    ("Rain fell in Scotland on Monday.", "Scotland", "GB", "Scotland", "country"),
    ("Voters in Ohio go to the polls.", "Ohio", "US", "Ohio", "largest_by_far"),
    ("They met in Athens. The Greek minister paid, the United States did not.", "Athens", "GR",
     "Attica", "capital_in_article"),
    ("They met in Moscow in May.", "Moscow", "RU", "Moscow", "largest_by_far"),
    ("They flew to Athens, Georgia, in May.", "Athens", "US", "Georgia", "area_beside_it"),
    ("They flew from Madrid to Granada.", "Granada", "ES", "Andalusia", "country_in_article"),
    ("Tbilisi is the capital of Georgia, Georgian radio said.", "Georgia", "GE", None, "country"),
]  # fmt: skip

OPEN = [
    ("They met in Springfield in May.", "Springfield", "ambiguous"),
    ("They moved to Cambridge in May.", "Cambridge", "ambiguous"),
    ("They met in Birmingham after talks in Alabama and in London, England.", "Birmingham",
     "ambiguous"),
    ("Rain fell in Venice, as in Rome. New Mexico was dry.", "Venice", "ambiguous"),
    ("She sang in Milan and in New York.", "Milan", "ambiguous"),
    ("They met in Athens in May.", "Athens", "ambiguous"),
    ("The town of Quellanby is wet.", "Quellanby", "not_in_gazetteer"),
]  # fmt: skip


def place_of(text: str, name: str, pipeline: Pipeline) -> Place:
    mentions = process(text, pipeline=pipeline).mentions
    [place] = {m.place for m in mentions if m.text == name and m.kind in {"place", "group"}}
    assert place is not None
    return place


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case[0])
def test_place_is_given_with_the_reason(
    case: tuple[str, str, str, str | None, str], pipeline: Pipeline
) -> None:
    text, name, *expected = case
    place = place_of(text, name, pipeline)
    assert [place.country, place.admin, place.reason] == expected


@pytest.mark.parametrize(("text", "name", "reason"), OPEN)
def test_nothing_is_guessed(text: str, name: str, reason: str, pipeline: Pipeline) -> None:
    place = place_of(text, name, pipeline)
    assert (place.country, place.latitude, place.reason) == (None, None, reason)


def test_open_place_keeps_its_candidates(pipeline: Pipeline) -> None:
    place = place_of("They met in Springfield in May.", "Springfield", pipeline)
    assert "Springfield, Illinois, US" in place.candidates


def test_what_candidates_share_is_given(pipeline: Pipeline) -> None:
    place = place_of("They met in Springfield in the United States.", "Springfield", pipeline)
    assert (place.country, place.admin, place.latitude) == ("US", None, None)
    assert len(place.candidates) > 1


def test_town_has_coordinates_and_province_has_none(pipeline: Pipeline) -> None:
    town = place_of("A fire broke out in the North Korean city of Hyesan.", "Hyesan", pipeline)
    province = place_of("Soldiers were seen in China’s Jilin province.", "Jilin", pipeline)
    assert (town.latitude, town.longitude) == pytest.approx((41.40, 128.18), abs=0.02)
    assert (province.latitude, province.longitude) == (None, None)


def test_capital_is_the_town_unless_its_area_is_named(pipeline: Pipeline) -> None:
    town = place_of("They met in Tokyo in May.", "Tokyo", pipeline)
    assert (town.latitude, town.longitude) == pytest.approx((35.69, 139.69), abs=0.02)
    area = place_of("Farmers in Tokyo prefecture grew tea.", "Tokyo", pipeline)
    assert (area.country, area.latitude) == ("JP", None)


def test_one_clear_mention_counts_for_all(pipeline: Pipeline) -> None:
    text = "Springfield was cold. It rained on Springfield, Ohio, all day."
    assert place_of(text, "Springfield", pipeline).admin == "Ohio"


def test_town_in_a_named_province_is_meant(pipeline: Pipeline) -> None:
    text = "They came from Tumen in China. In China’s Jilin province it was cold."
    assert place_of(text, "Tumen", pipeline).admin == "Jilin"


def test_people_are_a_group_with_their_country(pipeline: Pipeline) -> None:
    [people] = [
        mention
        for mention in process("A North Korean soldier waved.", pipeline=pipeline).mentions
        if mention.text == "North Korean"
    ]
    assert people.kind == "group"
    assert people.place == Place(country="KP", reason="people_of_country")
