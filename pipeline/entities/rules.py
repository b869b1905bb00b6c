"""Rules that propose names, each by one kind of evidence in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from .candidates import Candidate, from_rule
from .teams import score_line
from .words import Words

Rule = Callable[[Doc, Words], Iterator[Candidate]]


def gazetteer(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "North Korean", "Democratic People's Republic of Korea"."""
    i = 0
    while i < len(doc):
        name = _longest_entry(doc, i, words)
        if name is None:
            i += 1
            continue
        end = i + len(name)
        is_part = i > 0 and doc[i - 1].text == "New"  # New Mexico
        if " ".join(name) not in words.open_names and not is_part:
            kind, entity = words.gazetteer.value_by_name[name]
            yield from_rule(i, end, kind, "gazetteer", entity=entity or None)
        i = end


def place_of(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "the town of Ashby"."""
    for token in doc[:-2]:
        if token.text in words.place_of and doc[token.i + 1].lower_ == "of":
            end = _name_end(doc, token.i + 2)
            if end > token.i + 2:
                yield from_rule(token.i + 2, end, "place", "place_of")


def place_after(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "Ashby province"."""
    for token in doc[1:]:
        if token.text in words.place_after:
            start = _name_start(doc, token.i)
            if start < token.i and not doc[start].is_sent_start:
                yield from_rule(start, token.i, "place", "place_after")


def place_in_country(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "from Ashby in China", "near Ashby, China"."""
    for token in doc[:-3]:
        if token.text in words.where and _is_capitalised(doc[token.i + 1]):
            end = _name_end(doc, token.i + 1)
            if end > token.i + 1 and country_follows(doc, end, words):
                found = from_rule(token.i + 1, end, "place", "place_in_country")
                yield replace(found, fixed=False)


def country_follows(doc: Doc, i: int, words: Words) -> bool:
    """Say whether ", China" or "in China" stands at a token."""
    if i + 1 >= len(doc) or doc[i].text not in {",", "in"}:
        return False
    name = _longest_entry(doc, i + 1, words)
    return name is not None and words.gazetteer.value_by_name[name][0] == "place"


def titled_person(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "Photographer Ann Lee", "Mr. Lee"."""
    for token in doc[:-1]:
        if _bare(token) in words.titles and _is_capitalised(token) and not _shouts(token):
            start = token.i + 1
            if doc[start].text == "." and start + 1 < len(doc):
                start += 1
            if is_title(doc[start], words):
                continue
            end = _name_end(doc, start)
            if start < end <= start + MAX_PERSON and not _has_head(doc[start:end], words):
                yield from_rule(start, end, "person", "titled_person")


def _shouts(token: Token) -> bool:
    """Say whether a title in capitals is a word of a headline: "A MAJOR LOSS FOR ASHBY"."""
    return token.is_upper and len(token) > len("MRS.")


def company(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "Ashby Steel Ltd"."""
    for token in doc[1:]:
        if _is_company_suffix(token, words):
            start = _name_start(doc, token.i)
            if start < token.i and not is_title(doc[start], words):
                yield from_rule(start, token.i + 1, "organisation", "company")


def _is_company_suffix(token: Token, words: Words) -> bool:
    """Say whether a word ends a company's name; "AS" does where what goes before is no headline."""
    if token.text in words.capital_suffixes:
        return not token.nbor(-1).is_upper
    is_written = _is_capitalised(token) or token.text in words.lower_suffixes
    return is_written and _bare(token) in words.organisation_suffixes


def body(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "World Ashby Organization", "Ashby Fisheries Commission" within a sentence."""
    for token in doc[1:]:
        if token.lower_ not in words.body_heads or not token.is_title:
            continue
        start = _body_start(doc, token.i, words)
        end = token.i + 1
        ends = end == len(doc) or not is_name_word(doc[end])
        if start < token.i and ends and not doc[start].is_sent_start:
            if is_title(doc[start], words):
                continue
            found = from_rule(start, end, "organisation", "body")
            yield replace(found, fixed=False)


def _body_start(doc: Doc, end: int, words: Words) -> int:
    """Leave the people out whose ministry it is; "Korean Central News Agency" is a name."""
    start = _name_start(doc, end)
    people = _longest_entry(doc, start, words)
    if doc[end].lower_ in words.national_heads or people is None:
        return start
    is_people = words.gazetteer.value_by_name[people][0] == "group"
    return start + len(people) if is_people else start


def dateline(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "ASHBY, March 3", "ASHBY (Agency) -" at the start of a line."""
    for token in doc:
        if not (_opens_line(doc, token.i) and token.is_upper and len(token) > 1):
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i < MAX_DATELINE and _is_capitals(doc[end]):
            end += 1
        if _dates_follow(doc, end, words):
            yield from_rule(token.i, end, "place", "dateline")


RULES: tuple[Rule, ...] = (
    gazetteer,
    place_of,
    place_after,
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

# "NEW YORK", "SANTIAGO DE COMPOSTELA".
MAX_DATELINE = 4

PROPER = frozenset({"NNP", "NNPS"})
OPEN = frozenset({"FW", "JJ", "NN", "NNS"})


def is_title(token: Token, words: Words) -> bool:
    """Say whether a word stands before names: "Mr.", "President", "Supreme"."""
    return _bare(token) in words.titles or _bare(token) in words.first_titles


def is_name_word(token: Token) -> bool:
    """Say whether a token is written like part of a name: capitalised, tagged as a name.

    Within a sentence other open tags will do: taggers do not know every foreign name.
    """
    open_tag = token.tag_ in OPEN and not token.is_sent_start
    return _is_capitalised(token) and (token.tag_ in PROPER or open_tag)


def _is_capitalised(token: Token) -> bool:
    return token.text[0].isupper()


def _bare(token: Token) -> str:
    return token.lower_.rstrip(".")


def _has_head(span: Span, words: Words) -> bool:
    return any(token.lower_ in words.organisation_heads for token in span)


def _longest_entry(doc: Doc, start: int, words: Words) -> tuple[str, ...] | None:
    for name in words.gazetteer.entries.get(doc[start].text, ()):
        tokens = doc[start : start + len(name)]
        if len(tokens) == len(name) and all(
            token.text.replace("’", "'") == word for token, word in zip(tokens, name, strict=True)
        ):
            return name
    return None


def _name_end(doc: Doc, start: int) -> int:
    end, last = start, min(len(doc), start + MAX_NAME)
    while end < last and is_name_word(doc[end]) and not (end > start and doc[end].is_sent_start):
        end += 1
        if end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
            end += 1 + (not doc[end].whitespace_)
    return end


def _name_start(doc: Doc, end: int) -> int:
    start = end
    first = max(0, end - MAX_NAME)
    while start > first and is_name_word(doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
    return start


def _opens_line(doc: Doc, i: int) -> bool:
    return bool(
        i == 0 or doc[i].is_sent_start or "\n" in doc[i - 1].text or doc[i - 1].text in ".!?"
    )


def _is_capitals(token: Token) -> bool:
    return (token.is_upper and token.is_alpha) or token.text in {"-", "'"}


def _dates_follow(doc: Doc, end: int, words: Words) -> bool:
    """Say whether a date, an agency in brackets or a dash follows, perhaps after ", Region"."""
    if end < len(doc) and doc[end].text == ",":
        if _is_date(doc, end + 1, words):
            return True
        region = _name_end(doc, end + 1)
        end = region + (region < len(doc) and doc[region].text == ",")
        if region > 0 and end < len(doc) and doc[end].text in DASHES | {"-", "--"}:
            return True
    dash = end < len(doc) and doc[end].text in DASHES
    return dash or _is_date(doc, end, words) or _is_agency(doc, end)


DASHES = frozenset({"—", "–"})


def _is_date(doc: Doc, i: int, words: Words) -> bool:
    if i + 1 >= len(doc):
        return False
    iso = doc[i].is_digit and ISO_DATE.match(doc[i : i + 5].text)
    return bool(iso or (_bare(doc[i]) in words.months and doc[i + 1].is_digit))


ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _is_agency(doc: Doc, i: int) -> bool:
    bracket = i + 2 < len(doc) and doc[i].text == "(" and doc[i + 1].text[0].isupper()
    return bracket and doc[i + 2].text == ")"
