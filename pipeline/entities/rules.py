"""Rules that propose names, each by one kind of evidence in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace

from ..places import find_admins, find_towns
from .candidates import Candidate, from_rule
from .teams import score_line
from .tokens import Tokens, find
from .words import Words

Stretch = tuple[int, int]
"""From one token up to another."""

Rule = Callable[[Tokens, Words], Iterator[Candidate]]


def gazetteer(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "North Korean", "Democratic People's Republic of Korea"."""
    end = 0
    for i in find(tokens.texts, words.gazetteer.entries):
        name = _longest_entry(tokens, i, words) if i >= end else None
        if name is None:
            continue
        end = i + len(name)
        is_part = i > 0 and tokens.texts[i - 1] == "New"  # New Mexico
        if " ".join(name) not in words.open_names and not is_part:
            kind, entity = words.gazetteer.value_by_name[name]
            yield from_rule(i, end, kind, "gazetteer", entity=entity or None)


def place_of(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "the town of Ashby"."""
    for i in find(tokens.texts, words.place_of):
        if tokens.lower(i + 1) == "of":
            end = _name_end(tokens, i + 2)
            if end > i + 2:
                yield from_rule(i + 2, end, "place", "place_of")


def place_after(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "Ashby province"."""
    for i in find(tokens.texts, words.place_after):
        start = _name_start(tokens, i)
        if start < i and not tokens.starts[start]:
            yield from_rule(start, i, "place", "place_after")


def apposed_place(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "Ashby, a town of 6,200", "Ashby, the regional capital," though a Mr. Ashby is named too."""
    for i in find(tokens.texts, {","}):
        start = _name_start(tokens, i)
        if start < i and apposed_noun(tokens, i, words.town_nouns) is not None:
            yield from_rule(start, i, "place", "apposed_place")


def find_based(tokens: Tokens, words: Words) -> Iterator[Stretch]:
    """Give the towns and areas before "-based": "the Rome-based company", "a Derby-born poet"."""
    for i in find(tokens.lowers, words.based):
        if i < 2 or tokens.texts[i - 1] != "-" or tokens.spaced[i - 2]:
            continue
        start = _name_start(tokens, i - 1)
        if start < i - 1 and is_on_map(tokens.text(start, i - 1)):
            yield start, i - 1


def is_on_map(name: str) -> bool:
    """Say whether a town or area has a name."""
    return bool(find_towns(name) or find_admins(name))


def apposed_noun(tokens: Tokens, i: int, nouns: Container[str]) -> int | None:
    """Give the noun that heads what a comma adds to a name, where it is one of these.

    Of ", the oldest farmers' union in" it is "union", of ", the union's head" none of these. In
    "At Ashby, a group of people met" the comma adds nothing.
    """
    if tokens.lower(i) != "," or tokens.lower(i + 1) not in ARTICLES:
        return None
    for noun in range(i + 2, min(len(tokens) - 1, i + 2 + MAX_APPOSED)):
        if tokens.lowers[noun] in nouns and tokens.tags[noun + 1] not in CONTINUING:
            is_closed = tokens.texts[noun + 1] in CLOSING
            return noun if is_closed or tokens.doc[noun].dep_ == "appos" else None
        if tokens.tags[noun] not in CONTINUING:
            return None
    return None


def place_in_country(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "from Ashby in China", "near Ashby, China"."""
    for i in find(tokens.texts[:-3], words.where):
        end = _name_end(tokens, i + 1)
        if end > i + 1 and country_follows(tokens, end, words):
            found = from_rule(i + 1, end, "place", "place_in_country")
            yield replace(found, fixed=False)


def country_follows(tokens: Tokens, i: int, words: Words) -> bool:
    """Say whether ", China" or "in China" stands at a token."""
    if i + 1 >= len(tokens) or tokens.texts[i] not in {",", "in"}:
        return False
    name = _longest_entry(tokens, i + 1, words)
    return name is not None and words.gazetteer.value_by_name[name][0] == "place"


def titled_person(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "Photographer Ann Lee", "Mr. Lee"."""
    for i in find(tokens.bares[:-1], words.titles):
        title = tokens.texts[i]
        if not _is_capitalised(title) or _shouts(title):
            continue
        start = i + 1
        if tokens.texts[start] == "." and start + 1 < len(tokens):
            start += 1
        if is_title(tokens.bares[start], words):
            continue
        end = _name_end(tokens, start)
        has_head = any(word in words.organisation_heads for word in tokens.lowers[start:end])
        if start < end <= start + MAX_PERSON and not has_head:
            yield from_rule(start, end, "person", "titled_person")


def _shouts(title: str) -> bool:
    """Say whether a title in capitals is a word of a headline: "A MAJOR LOSS FOR ASHBY"."""
    return title.isupper() and len(title) > len("MRS.")


def company(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "Ashby Steel Ltd"."""
    for i, (text, bare) in enumerate(zip(tokens.texts, tokens.bares, strict=True)):
        if bare not in words.organisation_suffixes and text not in words.capital_suffixes:
            continue
        if i > 0 and _is_company_suffix(text, tokens.texts[i - 1], words):
            start = _name_start(tokens, i)
            if start < i and not is_title(tokens.bares[start], words):
                yield from_rule(start, i + 1, "organisation", "company")


def _is_company_suffix(suffix: str, before: str, words: Words) -> bool:
    """Say whether a word ends a company's name; "AS" does where what goes before is no headline."""
    if suffix in words.capital_suffixes:
        return not before.isupper()
    return _is_capitalised(suffix) or suffix in words.lower_suffixes


def body(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "World Ashby Organization", "Ashby Fisheries Commission" within a sentence."""
    for i in find(tokens.lowers, words.body_heads):
        if not tokens.texts[i].istitle():
            continue
        start = _body_start(tokens, i, words)
        end = i + 1
        ends = end == len(tokens) or not is_name_word(tokens, end)
        if start < i and ends and not tokens.starts[start]:
            if is_title(tokens.bares[start], words):
                continue
            found = from_rule(start, end, "organisation", "body")
            yield replace(found, fixed=False)


def _body_start(tokens: Tokens, end: int, words: Words) -> int:
    """Leave the people out whose ministry it is; "Korean Central News Agency" is a name."""
    start = _name_start(tokens, end)
    people = _longest_entry(tokens, start, words)
    if tokens.lowers[end] in words.national_heads or people is None:
        return start
    is_people = words.gazetteer.value_by_name[people][0] == "group"
    return start + len(people) if is_people else start


def dateline(tokens: Tokens, words: Words) -> Iterator[Candidate]:
    """ "ASHBY, March 3", "ASHBY (Agency) -" at the start of a line."""
    for i, text in enumerate(tokens.texts):
        if len(text) < 2 or not text.isupper() or not _opens_line(tokens, i):
            continue
        end = i + 1
        while end < len(tokens) and end - i < MAX_DATELINE and _is_capitals(tokens.texts[end]):
            end += 1
        if _dates_follow(tokens, end, words):
            yield from_rule(i, end, "place", "dateline")


RULES: tuple[Rule, ...] = (
    gazetteer,
    place_of,
    place_after,
    apposed_place,
    place_in_country,
    titled_person,
    company,
    body,
    dateline,
    score_line,
)

# A titled person's name has at most this many tokens; a longer run is a headline.
MAX_PERSON = 5

# No name is longer: this keeps the time linear where thousands of capitalised words follow another.
MAX_NAME = 12

ARTICLES = frozenset({"a", "an", "the"})

# "a privately held Swedish maker of"
MAX_APPOSED = 6

# "NEW YORK", "SANTIAGO DE COMPOSTELA".
MAX_DATELINE = 4

PROPER = frozenset({"NNP", "NNPS"})
OPEN = frozenset({"FW", "JJ", "NN", "NNS"})

CLOSING = frozenset({",", ".", ";"})

# After one of these a noun phrase goes on.
CONTINUING = PROPER | OPEN | {"HYPH", "JJR", "JJS", "POS", "RB", "VBG", "VBN"}


def is_title(bare: str, words: Words) -> bool:
    """Say whether a word stands before names: "mr", "president", "supreme"."""
    return bare in words.titles or bare in words.first_titles


def is_name_word(tokens: Tokens, i: int) -> bool:
    """Say whether a token is written like part of a name: capitalised, tagged as a name.

    Within a sentence other open tags will do: taggers do not know every foreign name.
    """
    if not _is_capitalised(tokens.texts[i]):
        return False
    tag = tokens.tags[i]
    return tag in PROPER or (tag in OPEN and not tokens.starts[i])


def _is_capitalised(text: str) -> bool:
    return text[0].isupper()


def _longest_entry(tokens: Tokens, start: int, words: Words) -> tuple[str, ...] | None:
    for name in words.gazetteer.entries.get(tokens.texts[start], ()):
        texts = tokens.texts[start : start + len(name)]
        if tuple(text.replace("’", "'") for text in texts) == name:
            return name
    return None


def _name_end(tokens: Tokens, start: int) -> int:
    texts = tokens.texts
    end, last = start, min(len(texts), start + MAX_NAME)
    while end < last and is_name_word(tokens, end) and not (end > start and tokens.starts[end]):
        end += 1
        if end + 1 < len(texts) and texts[end] == "-" and not tokens.spaced[end - 1]:
            end += 1 + (not tokens.spaced[end])
    return end


def _name_start(tokens: Tokens, end: int) -> int:
    start = end
    first = max(0, end - MAX_NAME)
    while start > first and is_name_word(tokens, start - 1) and not tokens.starts[start]:
        start -= 1
    return start


def _opens_line(tokens: Tokens, i: int) -> bool:
    before = tokens.texts[i - 1]
    return i == 0 or tokens.starts[i] or "\n" in before or before in ".!?"


def _is_capitals(text: str) -> bool:
    return (text.isupper() and text.isalpha()) or text in {"-", "'"}


def _dates_follow(tokens: Tokens, end: int, words: Words) -> bool:
    """Say whether a date, an agency in brackets or a dash follows, perhaps after ", Region"."""
    texts = tokens.texts
    if end < len(texts) and texts[end] == ",":
        if _is_date(tokens, end + 1, words):
            return True
        region = _name_end(tokens, end + 1)
        end = region + (region < len(texts) and texts[region] == ",")
        if region > 0 and end < len(texts) and texts[end] in DASHES:
            return True
    dash = end < len(texts) and texts[end] in LONG_DASHES
    return dash or _is_date(tokens, end, words) or _is_agency(texts, end)


LONG_DASHES = frozenset({"—", "–"})
DASHES = LONG_DASHES | {"-", "--"}


def _is_date(tokens: Tokens, i: int, words: Words) -> bool:
    if i + 1 >= len(tokens):
        return False
    if tokens.texts[i].isdigit() and ISO_DATE.match(tokens.text(i, min(i + 5, len(tokens)))):
        return True
    return tokens.bares[i] in words.months and tokens.texts[i + 1].isdigit()


ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _is_agency(texts: Sequence[str], i: int) -> bool:
    bracket = i + 2 < len(texts) and texts[i] == "(" and texts[i + 1][0].isupper()
    return bracket and texts[i + 2] == ")"
