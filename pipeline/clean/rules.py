"""The rules that look at one line, in the order in which they are asked."""

from __future__ import annotations

from .ads import (
    ad_marker,
    address_line,
    appeal,
    contact,
    copyright_line,
    end_mark,
    pointer,
    update_note,
)
from .bylines import (
    author_line,
    date_line,
    person_role,
    reading_time,
    release_line,
    section_line,
    sign_off,
)
from .credits import caption_credit, caption_label, owners_only, picture_source
from .parts import Rule

LINE_RULES: tuple[Rule, ...] = (
    ad_marker,
    contact,
    pointer,
    appeal,
    end_mark,
    address_line,
    update_note,
    release_line,
    author_line,
    date_line,
    person_role,
    reading_time,
    section_line,
    sign_off,
    owners_only,
    picture_source,
    caption_label,
    caption_credit,
    copyright_line,
)
"""The first rule that applies labels the line; what none labels is title or paragraph."""
