from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Attribution, Block, Claim, Mention, Records
from pipeline.show.spans import AT_ONCE, Segment, cut

from .conftest import claim, mention, of_text


def segments(records: Records) -> list[Segment]:
    return [segment for passage in cut(records) for segment in passage.segments]


def place(start: int, end: int, kind: type) -> object:
    rest = {"standalone": ""} if kind is Claim else {"kind": "date"}
    return kind(id=f"{start}.{end}", doc="d", start=start, end=end, text="", **rest)


def test_claim_holds_a_mention_and_another_claim() -> None:
    text = "He says the dam cost 3 million"
    records = of_text(
        text,
        claims=(claim(text, 0.4, text), claim("the dam cost 3 million", 0.9, text)),
        mentions=(mention("3 million", "quantity", text),),
    )
    found = [
        (text[one.start : one.end], [c.number for c in one.claims], len(one.mentions))
        for one in segments(records)
    ]
    assert found == [("He says ", [1], 0), ("the dam cost ", [2, 1], 0), ("3 million", [2, 1], 1)]


def test_marks_that_cross_each_other_are_both_kept() -> None:
    records = of_text("abcdef", claims=(claim("abcd", 0.5, "abcdef"), claim("cdef", 0.5, "abcdef")))
    assert [[one.number for one in segment.claims] for segment in segments(records)] == [
        [1], [2, 1], [2],
    ]  # fmt: skip


def test_text_between_blocks_is_not_lost(records: Records) -> None:
    article = records.article
    kept = records.__class__(
        article=article.__class__(
            doc="a", text="one\n\ntwo\n\nthree", sha256="", path="", media_type="text/plain",
            blocks=(Block(kind="paragraph", start=5, end=8),),
        )
    )  # fmt: skip
    assert [passage.block.start for passage in cut(kept)] == [0, 5, 10]


STRETCHES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple))


@given(STRETCHES, STRETCHES, STRETCHES)
def test_segments_are_the_text_and_know_what_is_on_them(
    claims: list[tuple[int, int]], mentions: list[tuple[int, int]], sources: list[tuple[int, int]]
) -> None:
    records = of_text(
        "x" * 30,
        claims=tuple(place(*one, Claim) for one in claims),
        mentions=tuple(place(*one, Mention) for one in mentions),
        attributions=(Attribution(id="a", doc="d", source_spans=tuple(sources)),),
    )
    found = segments(records)
    assert "".join(records.article.text[one.start : one.end] for one in found) == "x" * 30
    for one in found:
        over = [start <= one.start and one.end <= end for start, end in claims if start < end]
        assert len(one.claims) == min(AT_ONCE, sum(over)) or len(claims) > AT_ONCE
        assert bool(one.mentions) == any(s <= one.start and one.end <= e for s, e in mentions)
        assert bool(one.sources) == any(s <= one.start and one.end <= e for s, e in sources)
