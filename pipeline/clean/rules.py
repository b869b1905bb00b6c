"""The rules that look at one line, in the order in which they are asked."""

from __future__ import annotations

from .ads import (
    ad_marker,
    address_line,
    appeal,
    breadcrumbs,
    button_row,
    callout,
    click_line,
    contact,
    copyright_line,
    correction_note,
    end_mark,
    pointer,
    update_note,
)
from .bylines import (
    agency_line,
    author_line,
    date_line,
    line_below_author,
    person_at,
    person_role,
    reading_time,
    release_line,
    section_line,
    sign_off,
)
from .credits import CREDIT_FORMS, caption_credit, caption_label, owners_only, picture_source
from .parts import Rule

LINE_RULES: tuple[Rule, ...] = (
    ad_marker,
    end_mark,
    button_row,
    breadcrumbs,
    contact,
    pointer,
    appeal,
    callout,
    click_line,
    correction_note,
    address_line,
    update_note,
    release_line,
    author_line,
    date_line,
    line_below_author,
    person_role,
    person_at,
    agency_line,
    reading_time,
    section_line,
    sign_off,
    copyright_line,
    owners_only,
    picture_source,
    caption_label,
    caption_credit,
)
"""The first rule that applies labels the line; what none labels is title or paragraph."""

LONG_LINE_RULES: tuple[Rule, ...] = (caption_credit,)
"""The rules for a line too long to be anything but a paragraph, which may end with a credit."""

RULE_NAMES = frozenset(
    {
        *(rule.__name__ for rule in LINE_RULES),
        *CREDIT_FORMS,
        *("above_credit", "dateline", "first_line", "heading", "name_above_date", "named_by_page"),
        "paragraph",
    }
)
"""Every name that a part can carry."""
