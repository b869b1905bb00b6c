"""The gazetteer of towns and admin areas: found by any usual spelling, fast, ambiguous as it is."""

from __future__ import annotations

import pytest

from pipeline.places import find_admins, find_towns
from pipeline.places.names import fold


@pytest.mark.parametrize(
    ("name", "country", "admin"),
    [
        ("Hyesan", "KP", "Yanggang-do"),
        ("Göteborg", "SE", "Västra Götaland"),
        ("Gothenburg", "SE", "Västra Götaland"),
        ("GENEVA", "CH", "Geneva"),
        ("Saint-Étienne", "FR", "Auvergne-Rhône-Alpes"),
        ("St. Etienne", "FR", "Auvergne-Rhône-Alpes"),
        ("Nuku’alofa", "TO", "Tongatapu"),
        ("Bombay", "IN", "Maharashtra"),
    ],
)
def test_largest_town_of_a_name_is_first(name: str, country: str, admin: str) -> None:
    town = find_towns(name)[0]
    assert (town.country, town.admin) == (country, admin)


def test_coordinates_are_those_of_the_town() -> None:
    [town] = find_towns("Hyesan")
    assert (town.latitude, town.longitude) == pytest.approx((41.40, 128.18), abs=0.02)


def test_towns_of_one_name_are_all_given() -> None:
    springfields = find_towns("Springfield")
    assert {"Illinois", "Massachusetts", "Missouri"} <= {town.admin for town in springfields}


@pytest.mark.parametrize("name", ["", "   ", "Zzyzx Nowhere", "\t", "\n", "aa", "zzzzzz", "日本"])
def test_what_is_no_town_gives_nothing(name: str) -> None:
    assert find_towns(name) == ()


def test_areas_are_found_with_their_country() -> None:
    assert [(area.country, area.name) for area in find_admins("jilin")] == [("CN", "Jilin")]
    assert find_admins("Nowhere") == ()


def test_fold_joins_the_ways_to_write_a_name() -> None:
    assert fold("Sankt-Peter") == fold("SANKT PETER")
    assert fold("Ålesund") == fold("Alesund")
