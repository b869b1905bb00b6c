"""Rules that propose names, each by one kind of evidence in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from .candidates import Candidate, sure_scores
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
        if " ".join(name) not in words.open_names:
            kind, entity = words.gazetteer.value_by_name[name]
            yield _candidate(i, end, kind, "gazetteer", entity=entity or None)
        i = end


def place_of(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "the town of Ashby"."""
    for token in doc[:-2]:
        if token.lower_ in words.place_of and doc[token.i + 1].lower_ == "of":
            end = _name_end(doc, token.i + 2)
            if end > token.i + 2:
                yield _candidate(token.i + 2, end, "place", "place_of")


def place_after(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "Ashby province"."""
    for token in doc[1:]:
        if token.text in words.place_after:
            start = _name_start(doc, token.i)
            if start < token.i and not doc[start].is_sent_start:
                yield _candidate(start, token.i, "place", "place_after")


def titled_person(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "Photographer Ann Lee", "Mr. Lee"."""
    for token in doc[:-1]:
        if _bare(token) in words.titles and token.text[0].isupper():
            start = token.i + 1
            if doc[start].text == "." and start + 1 < len(doc):
                start += 1
            if is_title(doc[start], words):
                continue
            end = _name_end(doc, start)
            if start < end <= start + MAX_PERSON:
                yield _candidate(start, end, "person", "titled_person")


def company(doc: Doc, words: Words) -> Iterator[Candidate]:
    """ "Ashby Steel Ltd"."""
    for token in doc[1:]:
        if token.text[0].isupper() and _bare(token) in words.organisation_suffixes:
            start = _name_start(doc, token.i)
            if start < token.i:
                yield _candidate(start, token.i + 1, "organisation", "company")


RULES: tuple[Rule, ...] = (gazetteer, place_of, place_after, titled_person, company)

# A titled person's name has at most this many tokens; a longer run is a headline.
MAX_PERSON = 5


def is_title(token: Token, words: Words) -> bool:
    """Say whether a word stands before names: "Mr.", "President", "Supreme"."""
    return _bare(token) in words.titles or _bare(token) in words.first_titles


def is_name_word(token: Token) -> bool:
    """Say whether a token is written like part of a name: capitalised, with letters."""
    return token.text[0].isupper() and token.tag_ in PROPER


PROPER = frozenset({"NNP", "NNPS"})


def _bare(token: Token) -> str:
    return token.lower_.rstrip(".")


def _longest_entry(doc: Doc, start: int, words: Words) -> tuple[str, ...] | None:
    for name in words.gazetteer.entries.get(doc[start].text, ()):
        tokens = doc[start : start + len(name)]
        if len(tokens) == len(name) and all(
            token.text.replace("’", "'") == word for token, word in zip(tokens, name, strict=True)
        ):
            return name
    return None


def _name_end(doc: Doc, start: int) -> int:
    end = start
    while (
        end < len(doc) and is_name_word(doc[end]) and not (end > start and doc[end].is_sent_start)
    ):
        end += 1
        if end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
            end += 1 + (not doc[end].whitespace_)
    return end


def _name_start(doc: Doc, end: int) -> int:
    start = end
    while start > 0 and is_name_word(doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
    return start


def _candidate(
    start: int, end: int, kind: str, rule: str, *, entity: str | None = None
) -> Candidate:
    return Candidate(
        start=start,
        end=end,
        kind=kind,
        rule=rule,
        scores=sure_scores(kind),
        entity=entity,
        fixed=True,
    )
