"""Every group of pipeline/clean/examples.toml, run through the stage."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.clean import clean_article
from pipeline.clean.label import label_text
from pipeline.clean.rules import RULE_NAMES
from pipeline.clean.words import load_words
from pipeline.lexicon import load_examples
from pipeline.records import Article, Block

EXAMPLES = load_examples("clean")
TITLE = "The lock reopens after three years"
BEFORE = "Boats passed through the lock again on Monday."
AFTER = "Nobody had expected that the repair would take so long."
FRAMES = {
    "first": f"{{}}\n\n{TITLE}\n\n{BEFORE}\n\n{AFTER}",
    "head": f"{TITLE}\n\n{{}}\n\n{BEFORE}\n\n{AFTER}",
    "lead": f"{TITLE}\n\n{{}}\n\n{AFTER}",
    "body": "\n\n".join([TITLE, *[BEFORE] * 20, "{}", AFTER]),
    "end": "\n\n".join([TITLE, *[BEFORE] * 20, "{}"]),
}


def cases(table: str) -> list[Any]:
    return [
        pytest.param(group, phrase, id=f"{group.get('rule', 'nothing')}-{phrase[:40]}")
        for group in EXAMPLES[table]
        for phrase in group["phrases"]
    ]


def frame(phrase: str, place: str) -> tuple[str, int, int]:
    """Give the text of a small article with the phrase in it, and where [ and ] stood."""
    text = FRAMES[place].replace("{}", phrase)
    start = text.index("[") if "[" in phrase else text.index(phrase)
    end = text.index("]") - 1 if "]" in phrase else start + len(phrase)
    return text.replace("[", "").replace("]", ""), start, end


def article_of(text: str) -> Article:
    return Article(doc="a", text=text, sha256="0", path="a.txt", media_type="text/plain")


@pytest.mark.parametrize(("group", "phrase"), cases("group"))
def test_rule_labels_the_marked_stretch(group: dict[str, Any], phrase: str) -> None:
    text, start, end = frame(phrase, group.get("place", "body"))
    parts = label_text(text, load_words())
    found = [(part.kind, part.rule, text[part.start : part.end]) for part in parts]
    assert (group["kind"], group["rule"], text[start:end]) in found


@pytest.mark.parametrize(
    ("group", "phrase"), [c for c in cases("group") if "before" in c.values[0]]
)
def test_rule_labels_what_stands_before(group: dict[str, Any], phrase: str) -> None:
    text, start, _ = frame(phrase, group.get("place", "body"))
    parts = label_text(text, load_words())
    before = next(part for part in reversed(parts) if part.end <= start)
    assert (before.kind, text[before.start : before.end]) == (
        group["before"],
        phrase.partition("[")[0].strip(),
    )


@pytest.mark.parametrize(("group", "phrase"), cases("group"))
def test_rule_gives_what_the_line_tells(group: dict[str, Any], phrase: str) -> None:
    text, _, _ = frame(phrase, group.get("place", "body"))
    cleaned = clean_article(article_of(text))
    told = {name: getattr(cleaned, name) for name in ("byline", "section", "published")}
    expected = {name: group[name] or None for name in told if name in group}
    assert {name: told[name] for name in expected} == expected


@pytest.mark.parametrize(("group", "phrase"), cases("nothing"))
def test_look_alike_stays_ordinary_text(group: dict[str, Any], phrase: str) -> None:
    text, start, end = frame(phrase, group.get("place", "body"))
    parts = label_text(text, load_words())
    kinds = {part.kind for part in parts if part.start < end and start < part.end}
    assert kinds <= {"title", "paragraph"}


@pytest.mark.parametrize("layout", EXAMPLES["layout"], ids=lambda layout: layout["name"])
def test_layout_has_these_blocks(layout: dict[str, Any]) -> None:
    text = layout["text"]
    hints = tuple(
        Block(kind=kind, start=text.index(words), end=text.index(words) + len(words))
        for kind, stretches in layout.get("hints", {}).items()
        for words in stretches
    )
    parts = label_text(text, load_words(), hints)
    assert [[part.kind, text[part.start : part.end]] for part in parts] == layout["blocks"]


def test_every_rule_has_an_example() -> None:
    shown = {group["rule"] for group in EXAMPLES["group"]}
    shown |= {layout["name"] for layout in EXAMPLES["layout"]}
    assert RULE_NAMES - shown == {"caption_credit"}  # asks the four forms of a credit
