"""Two runs of an edited article: what was added, dropped and changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.check.against import compare_claims, differing_spans
from pipeline.check.claims import ClaimRow
from pipeline.comparison import compare_runs
from pipeline.records import Change


def claims(*texts: str, doc: str = "a", prefix: str = "c") -> list[ClaimRow]:
    return [ClaimRow(id=f"{prefix}{doc}{i}", text=text, doc=doc) for i, text in enumerate(texts)]


def changes(before: list[ClaimRow], after: list[ClaimRow]) -> list[Change]:
    return list(compare_claims(before, after))


def test_a_changed_value_is_shown_with_both_wordings() -> None:
    before = claims("The dyke will cost $4 million.", "It rained.")
    after = claims("It rained.", "The dyke will cost $5 million.", prefix="n")
    [change] = changes(before, after)
    assert change.change == "value changed"
    assert (change.words_before, change.words_after) == ("4", "5")
    assert (change.before, change.after, change.alike) == ("ca0", "na1", 0.86)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["It rained."], ["It rained."], []),
        (["It rained!"], ["It  rained."], []),
        ([], ["It rained."], ["added"]),
        (["It rained."], [], ["gone"]),
        (["The old mill closed for good."], ["The mill closed for good."], ["reworded"]),
        (["Ten people were hurt there."], ["Twelve people were hurt there."], ["value changed"]),
        (["The mill closed on Friday."], ["The mill closed on Monday."], ["value changed"]),
        (["It cost $4 million to build."], ["It cost €4 million to build."], ["value changed"]),
        (["It was -5 degrees in Halden."], ["It was 5 degrees in Halden."], ["value changed"]),
        (["The mill will close soon."], ["The mill will not close soon."], ["negation changed"]),
        (["The mill in Halden closed."], ["The mill in Moss closed."], ["name changed"]),
        (["The mayor resigned."], ["A bridge was built in 1961."], ["added", "gone"]),
        (["It rained."], ["It rained.", "It rained."], ["added"]),
    ],
)
def test_kinds_of_change(before: list[str], after: list[str], expected: list[str]) -> None:
    assert sorted(row.change for row in changes(claims(*before), claims(*after))) == expected


def test_words_that_differ_at_two_places_are_kept_apart() -> None:
    [change] = changes(
        claims("On Friday the mill in Halden laid off 40 people."),
        claims("On Monday the mill in Halden laid off 45 people."),
    )
    assert (change.words_before, change.words_after) == ("Friday … 40", "Monday … 45")


def test_another_speaker_of_the_same_words_is_a_change() -> None:
    one = ClaimRow(id="c", doc="a", text="The mill will close.", speaker="Ilse Maurer")
    other = ClaimRow(id="c", doc="a", text="The mill will close.", speaker="Ola Berg")
    [change] = changes([one], [other])
    assert change.change == "speaker changed"
    assert (change.words_before, change.words_after) == ("Ilse Maurer", "Ola Berg")


def test_claims_are_paired_within_an_article() -> None:
    before = [*claims("Ten people came to it."), *claims("It rained.", doc="b")]
    after = [*claims("It snowed a lot."), *claims("It rained.", "Ten men came to it.", doc="b")]
    assert sorted(row.change for row in changes(before, after)) == ["added", "added", "gone"]


def test_claims_of_a_renamed_article_find_each_other() -> None:
    before = [*claims("It rained."), *claims("Ten people came to it.", doc="draft")]
    after = [*claims("It rained."), *claims("Twelve people came to it.", doc="final")]
    [change] = changes(before, after)
    assert (change.change, change.doc_before, change.doc) == ("value changed", "draft", "final")


def test_the_most_alike_claims_are_paired_whatever_their_order() -> None:
    before = claims("The mill in Moss employs 40 people.", "The mill in Halden employs 50 people.")
    after = claims("The mill in Halden employs 51 people.", prefix="n")
    found = {row.change: row for row in changes(before, after)}
    assert found["value changed"].before == "ca1"
    assert found["gone"].before == "ca0"


def test_claims_of_one_id_are_one_claim_unless_their_texts_have_nothing_in_common() -> None:
    before = claims("The new mill in Halden will employ 40 people.", "It rained all week.")
    after = claims("Maurer says the mill will employ 45 there.", "Ola Berg resigned.")
    assert [row.change for row in changes(before, after)] == ["value changed", "added", "gone"]


def test_spans_say_where_texts_differ() -> None:
    before, after = "It cost $4 here", "It cost €4 then and here"
    found = [(before[a:b], after[c:d]) for (a, b), (c, d) in differing_spans(before, after)]
    assert found == [("$", "€"), ("", "then and")]


def write(tmp_path: Path, name: str, *rows: dict[str, Any]) -> Path:
    file = tmp_path / name
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_two_files_give_a_table_and_a_page(tmp_path: Path) -> None:
    old = write(tmp_path, "old.jsonl", {"text": "It cost 4 euros."}, {"text": "<b>It</b> rained."})
    new = write(tmp_path, "new.jsonl", {"text": "It cost 5 euros."})
    assert compare_runs(old, new, tmp_path / "out") == {"value changed": 1, "gone": 1}
    assert (tmp_path / "out" / "changes.csv").is_file()
    page = (tmp_path / "out" / "changes.html").read_text(encoding="utf-8")
    assert '<mark class="differs" title="differs">4</mark>' in page
    assert "&lt;b&gt;It&lt;/b&gt; rained." in page
    assert "2 changes:</b> 1 value changed, 1 gone." in page
