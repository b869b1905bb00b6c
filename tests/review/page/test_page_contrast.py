"""The colours of the page have the contrast that WCAG 2.2 AA asks for, light and dark."""

from __future__ import annotations

import re
from importlib import resources

import pytest

TEXT, SIGN = 4.5, 3.0
"""Least contrast of text, and of borders and focus rings that tell something."""

PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "grey", "link") for ground in ("page", "card")),
    *((ink, "current", TEXT) for ink in ("ink", "grey")),
    ("ink", "mark", TEXT), ("button-ink", "button", TEXT), ("bar-ink", "bar", TEXT),
    *((f"{name}-ink", name, TEXT)
      for name in ("good", "rather-good", "mixed", "rather-bad", "bad", "open", "none")),
    *((f"{name}-ink", ground, TEXT) for ground in ("card", "current", "page")
      for name in ("good", "rather-good", "mixed", "rather-bad", "bad", "open")),
    ("none-ink", "card", TEXT), ("card", "bad-ink", TEXT),
    ("edge", "card", SIGN), ("edge", "page", SIGN), ("bar-edge", "bar", SIGN),
    ("focus", "page", SIGN), ("focus", "card", SIGN), ("focus", "current", SIGN),
    ("bar-ink", "bar", SIGN), ("link", "current", SIGN),
]  # fmt: skip


def schemes() -> dict[str, dict[str, str]]:
    css = (resources.files("pipeline.review.page") / "static" / "page.css").read_text("utf-8")
    screen = css[: css.index("@media print")]
    light, dark = re.findall(r":root \{(.*?)\}", screen, re.DOTALL)
    found = {
        name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for name, block in (("light", light), ("dark", dark))
    }
    return {**found, "dark": {**found["light"], **found["dark"]}}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_colours_can_be_told_apart(scheme: str, ink: str, ground: str, least: float) -> None:
    colours = schemes()[scheme]
    first, second = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (first + 0.05) / (second + 0.05) >= least
