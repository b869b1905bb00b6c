"""Makes a claim readable on its own: names for pronouns and short forms, dates for "last month"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span

from ..records import DateValue
from ..syntax import Tree, noun_phrase, own_subject, preposition, subject
from .found import Found
from .names import Names, bearer
from .propositions import Proposition
from .reading import Reading

MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YEAR = re.compile(r"\d{4}")
POSSESSIVE_TAGS = frozenset({"PRP$", "WP$"})


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """Words of the claim, by character offsets, and what stands for them in its own form."""

    start: int
    end: int
    words: str
    put: str


def make_standalone(
    reading: Reading,
    claim: Proposition,
    names: Names,
    dates: Sequence[tuple[Span, DateValue]],
    attribution: Found | None,
) -> tuple[str, list[list[str]]]:
    """Give the claim in words that need no other sentence, and each replacement made."""
    span = reading.doc[claim.start : claim.end]
    proposals = sorted(
        (
            *_aside(reading, claim, attribution),
            *_names(reading, claim, names),
            *_descriptions(reading, claim, names),
            *_dates(reading, dates),
        )
    )
    kept: list[Replacement] = []
    for one in proposals:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    parts, place = [], span.start_char
    text = reading.text
    for one in kept:
        parts += [text[place : one.start], one.put]
        place = one.end
    parts.append(text[place : span.end_char])
    resolved = [[one.words, one.put] for one in kept]
    missing = _missing_subject(reading, claim, names)
    if missing is not None:
        parts.insert(0, f"{missing} ")
        resolved.insert(0, ["", missing])
    words = " ".join("".join(parts).split())
    return words[:1].upper() + words[1:], resolved


def _aside(
    reading: Reading, claim: Proposition, attribution: Found | None
) -> Iterator[Replacement]:
    """Leave out who says it where that stands within the claim: "the dam, Berg said, is safe"."""
    if attribution is None or len(attribution.content) != 2:
        return
    (_, end), (start, _) = attribution.content
    if not claim.start < end < start < claim.end:
        return
    is_adverbial = reading.tree.tags[claim.start] in {"IN", "RB", "TO"}
    left, right = reading.doc[end - 1], reading.doc[start]
    yield Replacement(
        left.idx + len(left), right.idx, reading.doc[end:start].text, ", " if is_adverbial else " "
    )


def _names(reading: Reading, claim: Proposition, names: Names) -> Iterator[Replacement]:
    """Put the full name for the first pronoun or short form of each entity."""
    told: set[str] = set()
    for mention in names.within(claim.start, claim.end):
        entity = str(mention._.entity)
        if entity in told:
            continue
        if mention.label_ == "description":
            continue  # by _descriptions, with the article before it
        is_pronoun = mention[0].tag_ in {"PRP", "PRP$"} and len(mention) == 1
        told.add(entity)
        if not is_pronoun and not _is_short_form(mention, entity):
            continue
        if is_pronoun and (_is_reflexive(mention) or _may_mean_subject(reading, claim, mention)):
            continue
        put = _as_possessive(entity) if mention[0].tag_ in POSSESSIVE_TAGS else entity
        possessive = re.search(r"['’]s?$", mention.text)
        if possessive and not is_pronoun:
            put = _as_possessive(entity)
        yield Replacement(mention.start_char, mention.end_char, mention.text, put)


def _is_short_form(mention: Span, entity: str) -> bool:
    """Say whether a name is part of the full name or its initials, and not an adjective."""
    if mention.label_ not in {"person", "organisation"}:
        return False
    text = re.sub(r"['’]s?$", "", mention.text)
    if text == entity or entity in text or len(text) >= len(entity):
        return False
    initials = "".join(word[0] for word in entity.split() if word[0].isupper())
    return text in entity or text.replace(".", "") == initials


def _may_mean_subject(reading: Reading, claim: Proposition, mention: Span) -> bool:
    """Say whether a pronoun may stand for the noun that is the claim's subject ("the river burst
    its banks"): then it is clear without a name, and another name would be wrong."""
    who = own_subject(reading.tree, claim.head)
    if who is None or not claim.start <= who < mention.start:
        return False
    outside = mention.start >= noun_phrase(reading.tree, who)[1]
    return outside and reading.tree.tags[who] in {"NN", "NNS"}


def _is_reflexive(mention: Span) -> bool:
    return mention.text.lower().endswith(("self", "selves"))


def _descriptions(reading: Reading, claim: Proposition, names: Names) -> Iterator[Replacement]:
    """Put the name for "the country" where the sentence before has one such name as its subject."""
    tree = reading.tree
    for i in range(claim.start, claim.end):
        kind = reading.words.table("descriptions").get(reading.lemmas[i])
        mention = names.at(i)
        described = mention is not None and mention.label_ == "description"
        if tree.tags[i] != "NN" or not (described or mention is None):
            continue
        if not _is_bare_definite(tree, i):
            continue
        name = str(mention._.entity) if mention is not None else bearer(reading, names, i)
        if name is None and kind is not None:
            name = _antecedent(reading, i, names, kind)
        if name is not None and name not in reading.doc[claim.start : claim.end].text:
            words = reading.doc[i - 1 : i + 1]
            yield Replacement(words.start_char, words.end_char, words.text, name)


def _is_bare_definite(tree: Tree, i: int) -> bool:
    return (
        i > 0 and tree.words[i - 1] == "the" and tree.starts[i] >= i - 2 and tree.ends[i] <= i + 2
    )


def _antecedent(reading: Reading, i: int, names: Names, kind: str) -> str | None:
    number = reading.sentence_of[i]
    start, end = reading.sentences[number]
    candidates = [m for m in names.within(start, i) if m.label_ == kind]
    if not candidates and number > 0:
        start, end = reading.sentences[number - 1]
        candidates = [m for m in names.within(start, end) if m.label_ == kind]
    found = {str(mention._.entity) for mention in candidates}
    if len(found) != 1:
        return None
    subjects = {"nsubj", "nsubj:pass", "nmod:poss"}
    is_subject = any(reading.tree.roles[m.end - 1] in subjects for m in candidates)
    return found.pop() if is_subject else None


def _dates(reading: Reading, dates: Sequence[tuple[Span, DateValue]]) -> Iterator[Replacement]:
    """Put the calendar date for words that lean on the day of publication ("last month")."""
    for span, value in dates:
        if value.timex_type != "DATE" or value.anchor is None or value.value is None:
            continue
        stated = _in_words(value.value)
        exact = span._.offsets
        start, end = exact or (span.start_char, span.end_char)
        words = reading.text[start:end]
        is_possessive = reading.text.startswith(("'s", "’s"), end)
        if stated is None or stated in words or is_possessive:
            continue
        has_preposition = preposition(reading.tree, span.root.i) is not None
        has_preposition = has_preposition or (
            span.start > 0 and reading.tree.tags[span.start - 1] == "IN"
        )
        lead = "" if has_preposition else ("on " if DAY.fullmatch(value.value) else "in ")
        compared = reading.tree.words[span.start - 1] in reading.words["period.comparing"]
        put = f"{words} ({stated})" if compared and span.start > 0 else lead + stated
        yield Replacement(start, end, words, put)


def _in_words(value: str) -> str | None:
    if DAY.fullmatch(value) or YEAR.fullmatch(value):
        return value
    month = MONTH.fullmatch(value)
    if month is None:
        return None
    return date(int(month["year"]), int(month["month"]), 1).strftime("%B %Y")


def _missing_subject(reading: Reading, claim: Proposition, names: Names) -> str | None:
    """Give the subject of a clause that shares it with another ("... and closed 12 crossings")."""
    tree = reading.tree
    if claim.rule != "shared_subject" or own_subject(tree, claim.head) is not None:
        return None
    who = subject(tree, claim.head)
    if who is None or claim.start <= who < claim.end:
        return None
    mention = names.at(who)
    if mention is not None:
        return str(mention._.entity)
    start, end = noun_phrase(tree, who, clauses=False)
    return str(reading.doc[start:end].text)


def _as_possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
