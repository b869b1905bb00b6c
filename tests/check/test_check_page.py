"""The pages show all claims, side by side with their evidence, whatever the texts hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from pipeline.check.compared import write_corroborations
from pipeline.check.examine import Examined
from pipeline.check.page import LEGEND, VERDICT_WORDS, PageWriter, mark
from pipeline.records import Check, Corroboration, Retrieved, VerdictRow

ODD = '<script>alert(1)</script> & "x" \u202e\x00 \ud800 \u2028 end'


def examined(number: int = 1, *, text: str = "It cost $4.", **values: Any) -> Examined:
    claim = f"c{number}"
    verdict = VerdictRow(
        claim=claim, doc="a", text=text, verdict=values.pop("verdict", "contradicted"),
        reason="other", evidence_doc="b", evidence_start=10, evidence_end=21,
        evidence="It cost $5.",
    )  # fmt: skip
    facet = Check(
        claim=claim, facet="quantity", start=8, end=10, status="differs", evidence_doc="b",
        evidence_start=18, evidence_end=20, evidence="It cost $5.", value_claim="4 USD",
        value_evidence="5 USD", why="same unit", rule="other_value",
    )  # fmt: skip
    word = Check(claim=claim, facet="predicate", start=3, end=7, status="found", value_claim="cost")
    looked = Retrieved(
        claim=claim, rank=1, evidence_doc="b", evidence_start=10, evidence_end=21,
        evidence="It cost $5.", window_start=0, window_end=21, score=3.14,
    )  # fmt: skip
    end = Check(claim=claim, facet="verdict", start=0, end=11, status="contradicted")
    return Examined(checks=(facet, word, end), verdict=verdict, retrieved=(looked,))


def write(tmp_path: Path, *found: Examined) -> str:
    with PageWriter(tmp_path / "checks.html") as page:
        for one in found:
            page.write(one)
    return (tmp_path / "checks.html").read_text(encoding="utf-8")


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main>")[1]).split())


def test_claim_and_evidence_are_marked_and_the_parts_say_why(tmp_path: Path) -> None:
    page = write(tmp_path, examined())
    assert '<mark class="differs" title="quantity: differs">$4<small>differs</small></mark>' in page
    assert '<mark class="differs" title="quantity: differs">$5</mark>' in page
    said = words_of(page)
    assert "4 USD differs 5 USD in the sentence above same unit; rule other_value" in said
    assert "Other words found in the source: cost." in said
    assert "1 sentence looked at, best first b 10–21, score 3.1 It cost $5." in said


def test_sentence_far_from_a_claim_that_is_not_found_is_no_evidence(tmp_path: Path) -> None:
    said = words_of(write(tmp_path, examined(verdict="not_found")))
    assert "Source nothing close" in said
    assert "4 USD differs 5 USD b: It cost $5. same unit" in said
    assert "1 sentence looked at" in said


def test_dates_of_a_claim_are_told_as_years_where_they_are_years(tmp_path: Path) -> None:
    found = examined()
    date = structs.replace(found.checks[0], facet="date", value_claim="1999-01-01/1999-12-31",
                           value_evidence="2000-02-01/2000-02-29")  # fmt: skip
    said = words_of(write(tmp_path, replace(found, checks=(date, *found.checks[1:]))))
    assert "date 1999 differs 2000-02 " in said


def test_what_texts_hold_stays_text(tmp_path: Path) -> None:
    page = write(tmp_path, examined(text=ODD))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "[U+202E]" in page


def test_of_marks_that_overlap_the_first_and_longest_is_shown() -> None:
    spans = [(3, 6, "found"), (0, 6, "differs"), (0, 2, "absent"), (7, 8, "unclear")]
    facets = [
        Check(claim="c", facet="name", start=start, end=end, status=status)
        for start, end, status in spans
    ]
    pieces = mark("abcdef g", facets)
    assert [(piece.text, piece.status) for piece in pieces] == [
        ("abcdef", "differs"), (" ", ""), ("g", "unclear"),
    ]  # fmt: skip


def test_many_claims_are_shared_out_among_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.check.pages.PER_PAGE", 2)
    write(tmp_path, *map(examined, range(1, 10)))
    first = write(tmp_path, *map(examined, range(1, 6)))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["checks-2.html", "checks-3.html", "checks.html"]
    assert "5 claims:</b> 5 contradicted." in first
    assert '<a href="checks-3.html#n5">' in first
    second = (tmp_path / "checks-2.html").read_text(encoding="utf-8")
    assert re.findall(r"<p class=\"id\">claim (\w+)", second) == ["c3", "c4"]
    assert 'href="checks.html" rel="prev"' in second
    assert 'href="checks-3.html" rel="next"' in second
    last = (tmp_path / "checks-3.html").read_text(encoding="utf-8")
    assert 'rel="next"' not in last


def test_pages_of_a_check_that_fails_leave_those_before_as_they_were(tmp_path: Path) -> None:
    before = write(tmp_path, examined())
    writer = PageWriter(tmp_path / "checks.html")
    writer.write(examined(2))
    writer.__exit__(ValueError, ValueError("stop"), None)
    assert [path.name for path in tmp_path.iterdir()] == ["checks.html"]
    assert (tmp_path / "checks.html").read_text(encoding="utf-8") == before


def test_claims_can_be_filtered_by_verdict_without_a_script(tmp_path: Path) -> None:
    page = write(tmp_path, examined(1), examined(2, verdict="supported"))
    assert 'id="show-supported"> Supported 1</label>' in page
    assert "body:has(#show-supported:checked) article:not(.is-supported)" in page
    assert page.count('class="is-supported"') == 1


class _Tags(HTMLParser):
    EMPTY = frozenset({"meta", "br", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_elements_are_closed_in_order_and_ids_are_unique(tmp_path: Path) -> None:
    tags = _Tags()
    tags.feed(write(tmp_path, examined(1), examined(2, verdict="supported")))
    assert tags.open == []
    assert len(tags.ids) == len(set(tags.ids))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def schemes(root: Path) -> Iterator[dict[str, str]]:
    style = (root / "pipeline" / "check" / "page.css").read_text(encoding="utf-8")
    light, dark, *_ = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    for scheme in (light, dark):
        yield dict(re.findall(r"--([\w-]+): (#\w{6})", scheme))


@pytest.mark.parametrize("status", [status for status, _, _ in LEGEND])
def test_words_stand_out_from_their_background_in_light_and_dark(root: Path, status: str) -> None:
    for colours in schemes(root):
        for ink in (colours[status], colours["ink"]):
            pair = sorted((luminance(ink), luminance(colours[f"{status}-back"])))
            assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


def test_every_verdict_has_a_word() -> None:
    assert set(VERDICT_WORDS) == {
        "supported", "contradicted", "partly_found", "not_found", "cannot_tell",
    }  # fmt: skip


def test_groups_are_shown_with_their_origins_and_values(tmp_path: Path) -> None:
    rows = [
        Corroboration(
            group="passenger / port ellery / 2024", name="port ellery", measured="passenger",
            unit="passenger", time="2024", doc=f"a{i}", claim=f"c{i}", start=0, end=1,
            stated=f"{value} <passengers>", value=f"{value} passenger", same_value=i + 1,
            speaker=None, sentence=f"They saved {value}.", origin=i + 1, origins=2,
            agreement="differs",
        )
        for i, value in enumerate((340, 352))
    ]  # fmt: skip
    write_corroborations(tmp_path / "corroborations.html", rows)
    page = (tmp_path / "corroborations.html").read_text(encoding="utf-8")
    assert "1 group:</b> 1 differs." in page
    said = words_of(page)
    assert "passenger / port ellery / 2024 differs 2 articles, 2 origins, 2 values" in said
    assert "352 &lt;passengers&gt; 352 passenger value 2 a1" in said
