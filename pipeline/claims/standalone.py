"""Makes a claim readable on its own: names for pronouns and short forms, dates for "last month"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Span

from ..records import DateValue
from ..syntax import noun_phrase, own_subject, preposition, subject
from .facts import Facts
from .found import Found, Proposition, Range
from .names import Mention, Names
from .parts import lent_verbs, plain_noun_phrase, text_of
from .reading import Reading
from .things import Things
from .traits import Traits

PART = re.compile(
    r"(?P<of> (?:the\s)? (?:beginning|close|end|middle|start)\s+of ) \b"
    r"| (?P<mid> mid ) [-\s] | (?P<early> early|late ) \s | (?P<later> earlier|later ) \s",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that say which part of a month or year is meant."""

JOINING = frozenset({"and", "or", "to"})
"""Words between two dates of which the first has a preposition for both."""

MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
POSSESSIVE = re.compile(r"['’]s?$")
YEAR = re.compile(r"\d{4}")
LACKING_SUBJECT = frozenset({"participle_of_subject", "shared_subject"})
"""Clauses whose subject another clause states."""

DASHES = frozenset("-–—")
"""Marks that tie the two ends of a range."""

WITHIN_NOUN_TAGS = frozenset({"DT", "JJ", "POS", "PRP$"})
"""Tags before a date that is part of a noun phrase: "the May 14 survey"."""

POSSESSIVE_TAGS = frozenset({"PRP$", "WP$"})


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """Words of the claim, by character offsets, and what stands for them in its own form."""

    start: int
    end: int
    words: str
    put: str


@dataclass(frozen=True, slots=True)
class Standalone:
    """A claim's own form, each replacement made for it, and the tokens that were replaced."""

    text: str
    resolved: list[list[str]]
    replaced: list[Range]


@dataclass(frozen=True, slots=True)
class Known:
    """What the article says elsewhere: names, dates and things that a claim may lean on."""

    names: Names
    things: Things
    facts: Facts
    traits: Traits
    leaning: Sequence[int]
    """Words that may lean on another sentence."""


def make_standalone(
    reading: Reading, claim: Proposition, known: Known, attribution: Found | None
) -> Standalone:
    """Give the claim in words that need no other sentence, and each replacement made."""
    aside = tuple(_aside(reading, claim, attribution))
    text, kept = _render(reading, claim, known, aside)
    resolved = [[one.words, one.put] for one in kept]
    missing = _missing_subject(reading, claim, known)
    if missing is not None:
        link = ", " if claim.rule == "participle_of_subject" else " "
        plain = not reading.tree.tags[claim.start].startswith("NNP")
        if plain and text.startswith(reading.written(claim.start, claim.start + 1)):
            text = text[:1].lower() + text[1:]
        text = missing + link + text
        resolved.insert(0, ["", missing])
    ranges = [_tokens(reading, one) for one in kept]
    return Standalone(text[:1].upper() + text[1:], resolved, ranges)


def _render(
    reading: Reading, claim: Proposition, known: Known, aside: tuple[Replacement, ...] = ()
) -> tuple[str, list[Replacement]]:
    proposals = sorted(
        (
            *aside,
            *_names(reading, claim, known.names),
            *_documents(reading, claim, known),
            *_joined(reading, _dates(reading, known.facts.dates(claim.start, claim.end))),
        )
    )
    kept: list[Replacement] = []
    for one in proposals:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    place, end = reading.offsets(claim.start, claim.end)
    parts = []
    for one in kept:
        parts += [reading.text[place : one.start], one.put]
        place = one.end
    parts.append(reading.text[place:end])
    return " ".join("".join(parts).split()), kept


def _tokens(reading: Reading, one: Replacement) -> Range:
    span = reading.doc.char_span(one.start, one.end, alignment_mode="expand")
    return (0, 0) if span is None else (span.start, span.end)


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
    left, right = reading.ends[end - 1], reading.starts[start]
    yield Replacement(left, right, reading.written(end, start), ", " if is_adverbial else " ")


def _names(reading: Reading, claim: Proposition, names: Names) -> Iterator[Replacement]:
    """Put the full name for the first pronoun or short form of each entity."""
    told: set[str] = set()
    for mention in names.within(claim.start, claim.end):
        if mention.entity in told:
            continue
        told.add(mention.entity)
        if mention.label == "description":
            yield from _description(reading, claim, mention)
            continue
        text, tag = reading.written(mention.start, mention.end), reading.tree.tags[mention.start]
        is_pronoun = tag in {"PRP", "PRP$"} and mention.end - mention.start == 1
        if not is_pronoun and not _is_short_form(mention, text):
            continue
        if is_pronoun and (_is_reflexive(text) or _may_mean_subject(reading, claim, mention)):
            continue
        possessive = tag in POSSESSIVE_TAGS or (not is_pronoun and POSSESSIVE.search(text))
        put = _as_possessive(mention.entity) if possessive else mention.entity
        yield Replacement(*reading.offsets(mention.start, mention.end), text, put)


def _description(reading: Reading, claim: Proposition, mention: Mention) -> Iterator[Replacement]:
    """Put the name for "the country", with its article, also "the country's"."""
    i = mention.start
    if i > claim.start and reading.tree.words[i - 1] == "the":
        yield _replace_definite(reading, i, mention.entity)


def _replace_definite(reading: Reading, i: int, put: str) -> Replacement:
    """Put a name for a noun and the "the" before it."""
    return Replacement(*reading.offsets(i - 1, i + 1), reading.written(i - 1, i + 1), put)


def _is_short_form(mention: Mention, text: str) -> bool:
    """Say whether a name is part of the full name or its initials, and not an adjective."""
    if mention.label not in {"person", "organisation"}:
        return False
    entity, text = mention.entity, POSSESSIVE.sub("", text)
    if text == entity or entity in text or len(text) >= len(entity):
        return False
    initials = "".join(word[0] for word in entity.split() if word[0].isupper())
    return text in entity or text.replace(".", "") == initials


def _may_mean_subject(reading: Reading, claim: Proposition, mention: Mention) -> bool:
    """Say whether a pronoun may stand for the noun that is the claim's subject ("the river burst
    its banks"): then it is clear without a name, and another name would be wrong."""
    who = own_subject(reading.tree, claim.head)
    if who is None or not claim.start <= who < mention.start:
        return False
    outside = mention.start >= noun_phrase(reading.tree, who)[1]
    return outside and reading.tree.tags[who] in {"NN", "NNS"}


def _is_reflexive(text: str) -> bool:
    return text.lower().endswith(("self", "selves"))


def _documents(reading: Reading, claim: Proposition, known: Known) -> Iterator[Replacement]:
    """Put "the Norland report" for "the report" where only one such thing was named so far."""
    for i in known.things.definite_in(claim.start + 1, claim.end):
        put = known.things.named_before(i)
        if put is not None:
            yield _replace_definite(reading, i, put)


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
        compared = reading.tree.words[span.start - 1] in reading.words["period.comparing"]
        if compared and span.start > 0:
            put = f"{words} ({stated})"
        else:
            put = _with_part(words, stated, "" if _is_led(reading, span) else _lead(stated))
        yield Replacement(start, end, words, put)


def _lead(stated: str) -> str:
    return "on " if DAY.fullmatch(stated) else "in "


def _is_led(reading: Reading, span: Span) -> bool:
    """Say whether a date needs no preposition: "by May", "from May to June", "the May vote"."""
    tree, before = reading.tree, span.start - 1
    if before < 0:
        return False
    if tree.words[max(before - 1, 0) : before + 1] in {("many", "as"), ("much", "as")}:
        return False  # "twice as many as in May"
    if tree.tags[before] == "IN" or tree.tags[before] in WITHIN_NOUN_TAGS:
        return True
    is_second = tree.words[before] in JOINING and before in reading.dates
    return is_second or preposition(tree, span.root.i) is not None


def _with_part(words: str, stated: str, lead: str) -> str:
    """Keep which part of the time is meant: "early next year", "the end of June", "mid-March"."""
    part = PART.match(words)
    if part is None:
        return lead + stated
    if part["of"]:
        return f"{'at ' if lead else ''}{part['of']} {stated}"
    if part["mid"]:
        return f"{lead}mid-{stated}"
    if part["early"]:
        return f"{lead}{part['early']} {stated}"
    return f"{part['later']} in {stated}"


def _joined(reading: Reading, dates: Iterable[Replacement]) -> Iterator[Replacement]:
    """Put one for both ends of "May 14-18": "from 2025-05-14 to 2025-05-18"."""
    before: Replacement | None = None
    for one in dates:
        if before is not None and reading.text[before.end : one.start] in DASHES:
            first, last = (_without_lead(put) for put in (before.put, one.put))
            lead = "from " if first != before.put else ""
            words = reading.text[before.start : one.end]
            before = Replacement(before.start, one.end, words, f"{lead}{first} to {last}")
            continue
        if before is not None:
            yield before
        before = one
    if before is not None:
        yield before


def _without_lead(put: str) -> str:
    return put.removeprefix("on ").removeprefix("in ")


def _in_words(value: str) -> str | None:
    if DAY.fullmatch(value) or YEAR.fullmatch(value):
        return value
    month = MONTH.fullmatch(value)
    if month is None:
        return None
    return date(int(month["year"]), int(month["month"]), 1).strftime("%B %Y")


def _missing_subject(reading: Reading, claim: Proposition, known: Known) -> str | None:
    """Give the subject that a clause shares with another, with the verbs that it shares.

    "The dam could collapse and [kill dozens]": "The dam could".
    """
    tree = reading.tree
    if claim.rule not in LACKING_SUBJECT or own_subject(tree, claim.head) is not None:
        return None
    who = subject(tree, claim.head)
    if who is None or claim.start <= who < claim.end:
        return None
    mention = known.names.at(who)
    start, end = plain_noun_phrase(reading, who)
    pronoun = mention is not None and end - start == 1
    put = mention.entity if mention is not None and pronoun else None
    if put is None:
        put, _ = _render(reading, replace(claim, start=start, end=end), known)
    lent = text_of(reading, sorted(i for i in lent_verbs(reading, claim.head) if i < claim.start))
    return f"{put} {lent}" if lent and claim.rule == "shared_subject" else put


def _as_possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
