"""What a person is: the title or occupation that stands beside the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .links import Named
from .rules import Stretch, is_title
from .tokens import Tokens
from .words import Words

# "deputy assistant secretary general"; "of the International Bank of Ashby".
MAX_ROLE, MAX_BODY = 6, 8

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
LEADS = frozenset({"of", "at", "for"})
POSSESSIVE_TAGS = frozenset({"POS", "PRP$"})

# What may stand between the comma and the role: "a", "the", "its", "now the", "Ashby's".
OPENING_TAGS = frozenset({"DT", "PRP$", "POS", "RB", "JJ", "NNP", "NNPS", "NN"})

Mentions = Mapping[int, Named]
"""The mention that covers each token."""


def find_roles(
    tokens: Tokens, mentions: Sequence[Named], words: Words
) -> Iterator[tuple[int, str]]:
    """Yield the number of each person whose role stands beside the name, with the role.

    "Supreme Leader Han Jong-su", "its founder, Ann Lee,", "Ann Lee, the mayor of Ashby,", without
    "the" and owners.
    """
    by_token = {token: name for name in mentions for token in range(name.start, name.end)}
    for i, name in enumerate(mentions):
        if name.kind != "person":
            continue
        start = _before_honorifics(tokens, name.start, words)
        role = (
            _before(tokens, start, by_token, words)
            or _after_comma(tokens, name.end, by_token, words)
            or _before_comma(tokens, start, by_token, words)
        )
        if role is not None:
            yield i, " ".join(tokens.text(*role).split())


def _before_honorifics(tokens: Tokens, start: int, words: Words) -> int:
    """Go back over "Sir" and "Mrs": "its chairman, Sir Alan Lee"."""
    while start > 0 and not tokens.starts[start] and tokens.bares[start - 1] in words.honorifics:
        start -= 1
    return start


def _before(tokens: Tokens, end: int, by_token: Mentions, words: Words) -> Stretch | None:
    """ "Transport minister Ann Lee", "Secretary of State Ann Lee", "Gen. Ann Lee"."""
    if end > 1 and tokens.texts[end - 1] == "." and is_title(tokens.bares[end - 2], words):
        end -= 1
    if end > 0 and tokens.starts[end]:
        return None
    start = _role_start(tokens, end, by_token, words)
    if start is not None:
        return start, end
    if end > 2 and tokens.lowers[end - 2] == "of" and tokens.texts[end - 1][0].isupper():
        start = _role_start(tokens, end - 2, by_token, words)
        return (start, end) if start is not None and end - 1 not in by_token else None
    return None


def _before_comma(tokens: Tokens, end: int, by_token: Mentions, words: Words) -> Stretch | None:
    """ "its founder, Ann Lee", "the mayor of Ashby, Ann Lee"."""
    if end < 2 or tokens.texts[end - 1] != ",":
        return None
    end -= 1
    noun_end = _before_body(tokens, end, by_token)
    start = _role_start(tokens, noun_end, by_token, words)
    if start is None or start == 0:
        return None
    owner = by_token[start - 1].start if start - 1 in by_token else start  # the U.N. envoy
    opens = owner > 0 and tokens.tags[owner - 1] in {"DT", *POSSESSIVE_TAGS}
    return (start, end) if opens else None


def _before_body(tokens: Tokens, end: int, by_token: Mentions) -> int:
    """Go back over "of Ashby" or "at the bank" to the end of the role noun."""
    start = by_token[end - 1].start if end - 1 in by_token else end - 1
    if start > 0 and tokens.lowers[start - 1] == "the":
        start -= 1
    return start - 1 if start > 1 and tokens.lowers[start - 1] in LEADS else end


def _after_comma(tokens: Tokens, start: int, by_token: Mentions, words: Words) -> Stretch | None:
    """ "Ann Lee, the company's chief executive,", "Ann Lee, 34, a farmer"."""
    start = _after_age(tokens, start)
    if start + 1 >= len(tokens) or tokens.texts[start] != ",":
        return None
    end = start + 1
    while end < min(len(tokens), start + 1 + MAX_ROLE + MAX_BODY) and not tokens.starts[end]:
        if _is_role(tokens, end, words) and _ends_nouns(tokens, end):
            first = _role_start(tokens, end + 1, by_token, words)
            if first is None or not _is_opened(tokens, start + 1, first, by_token):
                return None
            return first, _body_end(tokens, end + 1, by_token)
        if tokens.tags[end] not in OPENING_TAGS and end not in by_token:
            return None
        end += 1
    return None


def _is_opened(tokens: Tokens, start: int, first: int, by_token: Mentions) -> bool:
    """Say whether a determiner or owner, or nothing, stands before the role: no list of people."""
    if first == start:
        return tokens.texts[first].islower()
    before = tokens.tags[first - 1]
    if start in by_token and by_token[start].kind == "person":
        return before == "POS"
    return before in {"DT", *POSSESSIVE_TAGS} or tokens.tags[start] == "DT"


def _after_age(tokens: Tokens, start: int) -> int:
    is_age = tokens.lower(start) == "," and tokens.lower(start + 1).isdigit()
    return start + 2 if is_age and start + 2 < len(tokens) else start


def _role_start(tokens: Tokens, end: int, by_token: Mentions, words: Words) -> int | None:
    """Give where the role starts whose last noun ends at a token."""
    if end < 1 or end - 1 in by_token or not _is_role(tokens, end - 1, words):
        return None
    start = end - 1
    while start > 0 and end - start < MAX_ROLE and _continues(tokens, start - 1, words):
        if start - 1 in by_token:
            break
        start -= 1
    while start < end - 1 and tokens.texts[start] in {"-", "–"}:
        start += 1
    return start


def _continues(tokens: Tokens, i: int, words: Words) -> bool:
    """Say whether a word before a role noun belongs to the role: "vice", "transport", "former"."""
    if tokens.starts[i + 1]:
        return False
    if tokens.tags[i] in NOUNS or tokens.texts[i] == "-":
        return tokens.lowers[i] not in words.not_in_persons
    return tokens.lowers[i] in words.role_adjectives or is_title(tokens.bares[i], words)


def _is_role(tokens: Tokens, i: int, words: Words) -> bool:
    """Say whether a noun tells what somebody is; "her father" tells whose, "Father" a priest."""
    noun = tokens.bares[i]
    is_relative = noun in words.gender_by_noun and tokens.texts[i].islower()
    is_title = noun in words.titles and noun not in words.honorifics and not is_relative
    return noun in words.roles or is_title


def _ends_nouns(tokens: Tokens, i: int) -> bool:
    """Say whether a noun ends its phrase, and no clause: not "Ann Lee, the minister said"."""
    if i + 1 == len(tokens):
        return True
    after = tokens.doc[i + 1]
    return after.tag_ in {"IN", "WP", "CC"} or after.is_punct or after.is_space


def _body_end(tokens: Tokens, end: int, by_token: Mentions) -> int:
    """Take in "of Ashby" and "of the Ashby Bank", where a name follows."""
    if end + 1 >= len(tokens) or tokens.lowers[end] != "of":
        return end
    start = end + 1 + (tokens.lowers[end + 1] == "the")
    return by_token[start].end if start in by_token else end
