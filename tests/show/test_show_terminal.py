from __future__ import annotations

import io
import re

import pytest

from pipeline.records import Records
from pipeline.show import print_article

from .conftest import of_text


def shown(records: Records, *, everything: bool = False) -> str:
    file = io.StringIO()
    print_article(records, file, worth_checking=0.5, everything=everything)
    return file.getvalue()


def test_claims_are_bracketed_and_listed_by_priority(records: Records) -> None:
    text = shown(records)
    assert "said [2 the town spent 2 million euros in 2023 2]." in text
    assert "Claims from priority 0.5: 1 of 2" in text
    assert "[1 Bridge reopens" not in text


def test_all_claims_are_shown_when_asked(records: Records) -> None:
    text = shown(records, everything=True)
    assert "[1 Bridge reopens 1]" in text
    assert text.index("0.900") < text.index("0.200")


def test_values_and_rules_are_listed(records: Records) -> None:
    text = shown(records)
    assert re.search(r"2023 +2023 +year", text)
    assert "2,000,000 EUR" in text
    assert "number_unit" in text


def test_head_says_where_it_was_found(records: Records) -> None:
    assert "title from text; published from metadata.csv" in shown(records)


def test_captions_say_so(records: Records) -> None:
    assert "    caption: A bridge in fog" in shown(records)


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/]", "[link=http://a]x", ":smile:", "\\["])
def test_markup_of_the_terminal_library_is_text(text: str) -> None:
    assert text in shown(of_text(text))


@pytest.mark.parametrize("character", ["\x1b", "\x9b", "\x07", "\u202e", "\x08"])
def test_control_characters_reach_no_terminal(character: str) -> None:
    text = shown(of_text(f"a{character}[2Jb"))
    assert character not in text
    assert f"[U+{ord(character):04X}]" in text
