"""What a person is: the title or occupation that stands beside the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from .rules import is_title
from .words import Words

# "deputy assistant secretary general"; "of the International Bank of Ashby".
MAX_ROLE, MAX_BODY = 6, 8

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
LEADS = frozenset({"of", "at", "for"})
POSSESSIVE_TAGS = frozenset({"POS", "PRP$"})

# What may stand between the comma and the role: "a", "the", "its", "now the", "Ashby's".
OPENING_TAGS = frozenset({"DT", "PRP$", "POS", "RB", "JJ", "NNP", "NNPS", "NN"})

Mentions = Mapping[int, Span]
"""The mention that covers each token."""


def find_roles(doc: Doc, mentions: Sequence[Span], words: Words) -> Iterator[tuple[Span, str]]:
    """Yield the people whose role stands beside their name, with it, without "the" and owners.

    "Supreme Leader Han Jong-su", "its founder, Ann Lee,", "Ann Lee, the mayor of Ashby,".
    """
    by_token = {token.i: span for span in mentions for token in span}
    for span in mentions:
        if span.label_ != "person":
            continue
        role = (
            _before(doc, span.start, by_token, words)
            or _after_comma(doc, span.end, by_token, words)
            or _before_comma(doc, span.start, by_token, words)
        )
        if role is not None:
            yield span, " ".join(role.text.split())


def _before(doc: Doc, end: int, by_token: Mentions, words: Words) -> Span | None:
    """ "Transport minister Ann Lee", "Secretary of State Ann Lee", "Gen. Ann Lee"."""
    if end > 1 and doc[end - 1].text == "." and is_title(doc[end - 2], words):
        end -= 1
    if end > 0 and doc[end].is_sent_start:
        return None
    start = _role_start(doc, end, by_token, words)
    if start is not None:
        return doc[start:end]
    if end > 2 and doc[end - 2].lower_ == "of" and doc[end - 1].text[0].isupper():
        start = _role_start(doc, end - 2, by_token, words)
        return doc[start:end] if start is not None and end - 1 not in by_token else None
    return None


def _before_comma(doc: Doc, end: int, by_token: Mentions, words: Words) -> Span | None:
    """ "its founder, Ann Lee", "the mayor of Ashby, Ann Lee"."""
    if end < 2 or doc[end - 1].text != ",":
        return None
    end -= 1
    noun_end = _before_body(doc, end, by_token)
    start = _role_start(doc, noun_end, by_token, words)
    if start is None or start == 0:
        return None
    opens = doc[start - 1].tag_ in {"DT", *POSSESSIVE_TAGS}
    return doc[start:end] if opens else None


def _before_body(doc: Doc, end: int, by_token: Mentions) -> int:
    """Go back over "of Ashby" or "at the bank" to the end of the role noun."""
    start = by_token[end - 1].start if end - 1 in by_token else end - 1
    if start > 0 and doc[start - 1].lower_ == "the":
        start -= 1
    return start - 1 if start > 1 and doc[start - 1].lower_ in LEADS else end


def _after_comma(doc: Doc, start: int, by_token: Mentions, words: Words) -> Span | None:
    """ "Ann Lee, the company's chief executive,", "Ann Lee, 34, a farmer"."""
    start = _after_age(doc, start)
    if start + 1 >= len(doc) or doc[start].text != ",":
        return None
    end = start + 1
    while end < min(len(doc), start + 1 + MAX_ROLE + MAX_BODY) and not doc[end].is_sent_start:
        token = doc[end]
        if _is_role(token, words) and _ends_nouns(doc, end):
            first = _role_start(doc, end + 1, by_token, words)
            is_opened = first is not None and _is_opened(doc, start + 1, first, by_token)
            return doc[first : _body_end(doc, end + 1, by_token)] if is_opened else None
        if token.tag_ not in OPENING_TAGS and end not in by_token:
            return None
        end += 1
    return None


def _is_opened(doc: Doc, start: int, first: int, by_token: Mentions) -> bool:
    """Say whether a determiner or owner, or nothing, stands before the role: no list of people."""
    if first == start:
        return doc[first].is_lower
    if start in by_token and by_token[start].label_ == "person":
        return doc[first - 1].tag_ == "POS"
    return doc[first - 1].tag_ in {"DT", *POSSESSIVE_TAGS} or doc[start].tag_ == "DT"


def _after_age(doc: Doc, start: int) -> int:
    if start + 2 < len(doc) and doc[start].text == "," and doc[start + 1].is_digit:
        return start + 2
    return start


def _role_start(doc: Doc, end: int, by_token: Mentions, words: Words) -> int | None:
    """Give where the role starts whose last noun ends at a token."""
    if end < 1 or end - 1 in by_token or not _is_role(doc[end - 1], words):
        return None
    start = end - 1
    while start > 0 and end - start < MAX_ROLE and _continues(doc[start - 1], doc[start], words):
        if start - 1 in by_token:
            break
        start -= 1
    while start < end - 1 and doc[start].text in {"-", "–"}:
        start += 1
    return start


def _continues(token: Token, following: Token, words: Words) -> bool:
    """Say whether a word before a role noun belongs to the role: "vice", "transport", "former"."""
    if following.is_sent_start:
        return False
    if token.tag_ in NOUNS or token.text == "-":
        return token.lower_ not in words.not_in_persons
    return token.lower_ in words.first_titles or is_title(token, words)


def _is_role(token: Token, words: Words) -> bool:
    noun = token.lower_.rstrip(".")
    return noun in words.roles or (noun in words.titles and noun not in words.honorifics)


def _ends_nouns(doc: Doc, i: int) -> bool:
    """Say whether a noun ends its phrase, and no clause: not "Ann Lee, the minister said"."""
    after = doc[i + 1] if i + 1 < len(doc) else None
    return after is None or after.is_punct or after.is_space or after.tag_ in {"IN", "WP", "CC"}


def _body_end(doc: Doc, end: int, by_token: Mentions) -> int:
    """Take in "of Ashby" and "of the Ashby Bank", where a name follows."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return end
    start = end + 1 + (doc[end + 1].lower_ == "the")
    return by_token[start].end if start in by_token else end
