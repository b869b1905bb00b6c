"""Reads mails (.eml), and pages that a browser has saved as one (.mhtml)."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import cast

from ..errors import InputError
from ..settings import ReadSettings
from .decode import decode
from .deep import read_deep_page
from .html import read_html
from .inputs import to_text
from .page import Found, Page, to_page, with_found, with_title

MAIL_SUFFIXES = (".eml",)
PAGE_SUFFIXES = (".mhtml", ".mht")

STUB_CHARACTERS = 200
"""A plain part shorter than this beside HTML only says where to read the mail."""

MAX_HEADER = 2_000
"""Characters of a header that is read: mails fold them far earlier."""

MAX_PARTS = 200
"""Parts of a mail that are looked at; real ones have a few, attacks thousands."""


def read_mail(raw: bytes, options: ReadSettings) -> Page:
    """Take the body of a mail: plain text, else HTML; the subject becomes the first line."""
    message = _parse(raw)
    plain, markup = _find(message, "text/plain"), _find(message, "text/html")
    body = _plain(plain, options) if plain is not None else None
    if markup is not None and (body is None or len(body.text.strip()) < STUB_CHARACTERS):
        body = _markup(markup, options)
    if body is None:
        raise InputError("there is neither plain text nor HTML in this mail.")
    subject = _header(message, "subject")
    text, blocks = with_title(body.text, subject)
    page = dataclasses.replace(
        body,
        text=text,
        media_type=f"message/rfc822; {body.media_type}",
        blocks=blocks or body.blocks,
    )
    return with_found(
        page,
        title=Found(subject, "subject"),
        byline=Found(parseaddr(_header(message, "from") or "")[0] or None, "from"),
        published=Found(_header(message, "date"), "date"),
    )


def read_saved_page(raw: bytes, options: ReadSettings) -> Page:
    """Take the page out of what a browser has saved with its pictures."""
    message = _parse(raw)
    part = _find(message, "text/html")
    if part is None:
        raise InputError("there is no HTML in this saved page.")
    page = read_html(_bytes(part), options, charset=part.get_content_charset())
    if page.url is not None:
        return page
    where = _header(message, "snapshot-content-location") or _header(part, "content-location")
    return with_found(page, url=Found(where, "saved from"))


def _parse(raw: bytes) -> Message:
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    if not message.keys():
        raise InputError("not a mail: expected it to begin with lines such as `Subject: ...`.")
    return message


def _find(message: Message, content_type: str) -> Message | None:
    """Find the first part of a type that is not attached."""
    for part in _parts(message):
        if (
            part.get_content_type() == content_type
            and part.get_content_disposition() != "attachment"
        ):
            return part
    return None


def _parts(message: Message) -> Iterator[Message]:
    left = [message]
    for _ in range(MAX_PARTS):
        if not left:
            return
        part = left.pop()
        yield part
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            left.extend(reversed(cast("list[Message]", part.get_payload())))


def _bytes(part: Message) -> bytes:
    return cast(bytes, part.get_payload(decode=True) or b"")


def _plain(part: Message, options: ReadSettings) -> Page:
    charset = part.get_content_charset()
    text, encoding = decode(_bytes(part), encoding=options.encoding or None, declared=charset)
    text = text.replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        text = re.sub(r"(?<=\S) \n(?=\S)", " ", text)
    return Page(text=text, media_type=f"text/plain; charset={encoding}")


def _markup(part: Message, options: ReadSettings) -> Page:
    """Read all of an HTML mail: nothing in it is navigation, as on a page."""
    charset = part.get_content_charset()
    markup, encoding = decode(_bytes(part), encoding=options.encoding or None, declared=charset)
    return to_page(read_deep_page(markup), f"text/html; charset={encoding}")


def _header(message: Message, name: str) -> str | None:
    value = str(message.get(name) or "")
    if len(value) > MAX_HEADER:
        return None
    with suppress(HeaderParseError, ValueError, LookupError):  # else as it is written
        value = str(make_header(decode_header(value)))
    return " ".join(to_text(value).split()) or None
