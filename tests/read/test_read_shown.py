"""What a browser makes of a page stands in the text: marks, powers, dates in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from .formats import read, to_html

PARAGRAPHS = [
    f"The ferry of Kelder carried {n} people on the day of its opening." for n in range(9)
]
OPEN = " and was built in a year" * 9
END = "The harbour master did not want to say when it would sail again."


def read_amid(folder: Path, markup: str) -> str:
    """Give what becomes of some markup in the middle of an article."""
    page = to_html(["Ferry", *PARAGRAPHS, "HERE", END]).replace("<p>HERE</p>", markup)
    article = read(folder, "a.html", page)
    assert article.warning is None
    return article.text.partition(PARAGRAPHS[-1])[2].partition(END)[0].strip()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>It closed on <time>9 May</time>, he said.</p>", "It closed on 9 May, he said."),
        ("<ul><li>From <time>9 May</time> on.</li></ul>", "From 9 May on."),
        ("<p><time>14:05</time>The pier is shut.</p>", "14:05 The pier is shut."),
        ("<p>Call <code>144</code> for help.</p>", "Call 144 for help."),
        ("<p>He called it <q>a gift</q> and left.</p>", "He called it “a gift” and left."),
        ("<p>Said <q>he says <q>no</q> to <b>us</b></q>.</p>", "Said “he says ‘no’ to us”."),
        ("<p>He called it “<q>a gift</q>”.</p>", "He called it “a gift”."),
        ("<p><q>“A gift,”</q> he said.</p>", "“A gift,” he said."),
        ("<p>About 10<sup>6</sup> fish.</p>", "About 10⁶ fish."),
        ("<p>10<sup><sup>6</sup></sup> or 10<sup>7</sup>.</p>", "10⁶ or 10⁷."),
        ("<p>In 2019<sup><a href='#n3'>3</a></sup> it rose.</p>", "In 2019³ it rose."),
        ("<p>The 18<sup>th</sup> of 1<sup>1</sup>/<sub>2</sub>.</p>", "The 18th of 11/2."),
        ("<p>It cost <del>40</del> 48 million.</p>", "It cost 48 million."),
        (f"<p>It cost <s>4 million{OPEN}</p>", f"It cost 4 million{OPEN}"),
        (
            "<blockquote><div>It fell.</div><div>It rose.</div></blockquote>",
            "It fell.\n\nIt rose.",
        ),
        (
            "<blockquote>One.<blockquote>Two.</blockquote>Three.</blockquote>",
            "One.\n\nTwo.\n\nThree.",
        ),
    ],
)
def test_text_says_what_a_browser_shows(tmp_path: Path, markup: str, text: str) -> None:
    assert read_amid(tmp_path, markup) == text


def test_title_with_a_quotation_stands_once(tmp_path: Path) -> None:
    page = to_html(["HERE", *PARAGRAPHS]).replace("HERE", "Ferry is <q>a gift</q>")
    article = read(tmp_path, "a.html", page)
    assert article.text.startswith(f"Ferry is “a gift”\n\n{PARAGRAPHS[0]}")
