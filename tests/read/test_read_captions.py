"""Captions stand where the page has them, and captions of other things are left out."""

from __future__ import annotations

from lxml import html

from pipeline.read.captions import find_anchors, place_captions

PAGE = """<html><body>
<figure><figcaption>The outlet's founder</figcaption></figure>
<h1>The lock reopens</h1>
<figure><figcaption>The <b>lock</b><span>Jane Roe</span></figcaption></figure>
<p>Boats passed again on Monday.</p>
<div><figure><figcaption>The first boat</figcaption></figure></div>
<p>Nobody had to pay.<br>Nobody asked.</p>
<aside><figure><figcaption>Another story</figcaption></figure><p>Another story</p></aside>
</body></html>"""

LINES = (
    ("title", "The lock reopens"),
    (None, "Boats passed again on Monday."),
    (None, "Nobody had to pay."),
    (None, "Nobody asked."),
)


def test_captions_are_placed_after_what_they_follow() -> None:
    placed = place_captions(LINES, find_anchors(html.fromstring(PAGE)))
    assert placed == (
        ("title", "The lock reopens"),
        ("caption", "The lock Jane Roe"),
        (None, "Boats passed again on Monday."),
        ("caption", "The first boat"),
        (None, "Nobody had to pay."),
        (None, "Nobody asked."),
    )


def test_caption_that_was_kept_is_labelled_not_repeated() -> None:
    lines = (*LINES[:2], (None, "The first boat"), *LINES[2:])
    placed = place_captions(lines, find_anchors(html.fromstring(PAGE)))
    assert [line for line in placed if line[1] == "The first boat"] == [
        ("caption", "The first boat")
    ]


def test_page_without_captions_stays_as_it_is() -> None:
    assert place_captions(LINES, ()) == LINES
