"""Titles and occupations stand outside the name and are the person's role."""

from __future__ import annotations

import pytest

from pipeline import Pipeline, process

ROLES = [
    ("The country is led by Supreme Leader Kim Jong-un.", "Kim Jong-un", "Supreme Leader"),
    ("They met President Maria Lindgren in May.", "Maria Lindgren", "President"),
    ("Talks with U.S. Secretary of State Mary Weld failed.", "Mary Weld", "Secretary of State"),
    ("On Monday Gen. Peter Dale left.", "Peter Dale", "Gen."),
    ("Transport minister Pekka Niemi was on board.", "Pekka Niemi", "Transport minister"),
    ("The company's chief executive, Anna Lee, left on Monday.", "Anna Lee", "chief executive"),
    ("Its founder, Shane Moody, owns the shares.", "Shane Moody", "founder"),
    ("The mayor of Ashby, Laura Weld, agreed on Monday.", "Laura Weld", "mayor of Ashby"),
    ("Maria Lindgren, the mayor of Ashby, agreed on Monday.", "Maria Lindgren", "mayor of Ashby"),
    ("Peter Dale, a farmer, agreed on Monday.", "Peter Dale", "farmer"),
    ("Peter Dale, 44, a nurse, agreed on Monday.", "Peter Dale", "nurse"),
    ("Anna Lee, the bank's former chief economist, agreed.", "Anna Lee", "former chief economist"),
    ("Its chairman, Sir Alan Lee, agreed on Monday.", "Alan Lee", "chairman"),
    ("The festival's artistic director, Anna Lee, agreed.", "Anna Lee", "artistic director"),
    ("Ashby Chief Executive Officer Peter Dale left.", "Peter Dale", "Chief Executive Officer"),
    ("The U.N. envoy for Cyprus, Anna Lee, left on Monday.", "Anna Lee", "envoy for Cyprus"),
    ("“It is cold,” said engineer Anna Lee.", "Anna Lee", "engineer"),
]

NO_ROLES = [
    ("Mr. Peter Dale left on Monday.", "Peter Dale"),
    ("Sir Peter Dale left on Monday.", "Peter Dale"),
    ("Her father, Peter Dale, left on Monday.", "Peter Dale"),
    ("Anna Lee, the minister said, left on Monday.", "Anna Lee"),
    ("They saw Peter Dale, two farmers and a dog.", "Peter Dale"),
    ("They saw Peter Dale, Anna Lee and the mayor.", "Peter Dale"),
    ("The farmers left. Peter Dale stayed.", "Peter Dale"),
]


def role_of(text: str, name: str, pipeline: Pipeline) -> str | None:
    [mention] = [m for m in process(text, pipeline=pipeline).mentions if m.text == name]
    return mention.role


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_role_stands_beside_the_name(text: str, name: str, role: str, pipeline: Pipeline) -> None:
    assert role_of(text, name, pipeline) == role


@pytest.mark.parametrize(("text", "name"), NO_ROLES)
def test_no_role_is_made_up(text: str, name: str, pipeline: Pipeline) -> None:
    assert role_of(text, name, pipeline) is None
