"""Finds what can be checked in a claim: its facets, each a stretch of its text with a kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..lexicon import load_lexicon
from ..records import Analysis, FacetStatus, Mention, Offsets, Sentence
from .acting import acts
from .bounds import bound_of
from .ordinals import Ordinal, ordinals_of
from .source import Source, words_of

NAME_KINDS = {"person": "person", "place": "place", "organisation": "organisation"}
"""Kinds of mention that are facets under their own name; other names are facets ``name``."""

VALUE_KINDS = frozenset({"date", "quantity"})
"""Facets that are no name."""

NAMELESS = frozenset({"description", "pronoun"})
"""Kinds of mention that name nothing: their words are checked as words."""

_QUOTATION = re.compile(r"[\"“„«](?P<words>[^\"“”„«»]+)[\"”»]")
QUOTATION_WORDS = 3
"""Shorter quotations are titles and scare quotes: the names and words in them are checked."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One checkable part of a claim."""

    kind: str
    start: int
    end: int
    text: str
    mention: Mention | None = None
    words: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    ordinal: Ordinal | None = None
    bound: str | None = None
    """The word before a date that makes it a bound or a part: "before 2008"."""
    acts: bool = False
    """Whether it says or does something, as "Moscow" does in "Moscow said"."""


@dataclass(frozen=True, kw_only=True)
class Match:
    """Where a source speaks of a facet, how it agrees, and the rule that says so."""

    status: FacetStatus
    place: int
    start: int
    end: int
    rule: str
    value_claim: str
    value_evidence: str


def match_at(  # noqa: PLR0913 - what a match says
    source: Source,
    span: Offsets,
    status: FacetStatus,
    rule: str,
    *,
    value_claim: str,
    value_evidence: str,
) -> Match:
    """Make the match of a stretch of a source; its place is the sentence that holds the start."""
    start, end = span
    return Match(
        status=status,
        place=source.place_of(start),
        start=start,
        end=end,
        rule=rule,
        value_claim=value_claim,
        value_evidence=value_evidence,
    )


def match_spans(
    facet: Facet, source: Source, spans: Iterable[Offsets], status: FacetStatus, rule: str
) -> Iterator[Match]:
    """Make the matches of stretches that say a facet in the same way."""
    for start, end in spans:
        yield match_at(
            source,
            (start, end),
            status,
            rule,
            value_claim=facet.text,
            value_evidence=" ".join(source.text[start:end].split()),
        )


def list_facets(analysis: Analysis) -> tuple[Facet, ...]:
    """Give the facets of a claim in the order of its text."""
    text = analysis.records.article.text
    quotations = list(_quotations(text))
    inside = [(facet.start, facet.end) for facet in quotations]
    found = list(quotations)
    days = [(m.start, m.end) for m in analysis.records.mentions if m.kind == "date"]
    for mention in analysis.records.mentions:
        kind = _kind_of(mention)
        is_day = mention.kind == "other" and _overlaps(mention, days)  # "US Election Day"
        is_left_out = is_day or _is_rank(text, mention) or _overlaps(mention, inside)
        if kind is not None and not is_left_out:
            found.append(
                Facet(
                    kind=kind,
                    start=mention.start,
                    end=mention.end,
                    text=mention.text,
                    mention=mention,
                    words=words_of(mention.text),
                    acts=kind not in VALUE_KINDS and acts(analysis, (mention.start, mention.end)),
                    bound=_bound_of(analysis, mention),
                )
            )
    taken = [(facet.start, facet.end) for facet in found]
    taken += [
        (mention.start, mention.end)
        for mention in analysis.records.mentions
        if mention.kind not in NAMELESS
    ]
    found.extend(_predicates(analysis, taken))
    return tuple(sorted(found, key=lambda facet: (facet.start, facet.end, facet.kind)))


def _quotations(text: str) -> Iterator[Facet]:
    for found in _QUOTATION.finditer(text):
        words = words_of(found["words"])
        if len(words) >= QUOTATION_WORDS:
            start, end = found.span("words")
            kind = "name" if _is_title(found["words"]) else "quotation"
            yield Facet(kind=kind, start=start, end=end, text=found["words"], words=words)


def _is_title(words: str) -> bool:
    """Tell the title of a work from what somebody said: its words begin with capitals."""
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.7 * len(long)


def _kind_of(mention: Mention) -> str | None:
    if mention.kind in NAMELESS:
        return None
    if mention.kind == "quantity":
        return "quantity" if _is_telling(mention) else None
    if mention.kind == "date":
        is_day = mention.date is not None and mention.date.timex_type in {"DATE", "TIME"}
        return "date" if is_day else None
    return NAME_KINDS.get(mention.kind, "name")


def _is_rank(text: str, mention: Mention) -> bool:
    """Tell a title behind a name, "Prince Harry, Duke of Sussex", from somebody else's name."""
    first, *others = words_of(mention.text) or ("",)
    is_rank = first in load_lexicon("check")["names"]["ranks"] and others[:1] == ["of"]
    return is_rank and text[: mention.start].rstrip().endswith(",")


def _bound_of(analysis: Analysis, mention: Mention) -> str | None:
    if mention.date is None:
        return None
    for sentence in analysis.sentences:
        if sentence.start <= mention.start < sentence.end:
            return bound_of(sentence, mention.start)
    return None


def _is_telling(mention: Mention) -> bool:
    """Leave out "one of the judges" and "a share": nobody checks that one is one."""
    quantity = mention.quantity
    if quantity is None:
        return False
    is_word = not any(letter.isdigit() for letter in mention.text)
    return not (is_word and quantity.low == quantity.high == 1)


def _predicates(analysis: Analysis, taken: list[tuple[int, int]]) -> Iterator[Facet]:
    text = analysis.records.article.text
    plain = load_lexicon("check")["plain"]["words"]
    amounts = [(m.start, m.end) for m in analysis.records.mentions if m.kind == "quantity"]
    for sentence in analysis.sentences:
        ordinals = {found.start: found for found in ordinals_of(sentence, text)}
        for place, word in enumerate(sentence.words):
            if word.pos not in {"VERB", "NOUN", "ADJ", "PROPN", "ADV"} or word.lemma in plain:
                continue
            if any(start < word.end and word.start < end for start, end in taken):
                continue
            if _bounds_amount(sentence, place, amounts):
                continue
            ordinal = ordinals.get(word.start)
            kind = {"VERB": "predicate", "PROPN": "name"}.get(word.pos, "thing")
            yield Facet(
                kind="ordinal" if ordinal is not None else kind,
                start=word.start,
                end=word.end,
                text=text[word.start : word.end],
                words=words_of(text[word.start : word.end]),
                lemmas=(word.lemma,),
                ordinal=ordinal,
            )


def _bounds_amount(sentence: Sentence, place: int, amounts: list[Offsets]) -> bool:
    """Tell the words of a number's bound, "nearly 90", "fewer than 100", "at least five".

    They are compared as the bound of the amount; as words, "almost 90" would lack "nearly".
    """
    word, head = sentence.words[place], sentence.words[sentence.words[place].head]
    if not any(word.end <= start <= head.start < end for start, end in amounts):
        return False
    leads_on = sentence.words[place + 1].pos == "ADP"
    return word.pos == "ADV" or (word.pos == "ADJ" and (leads_on or word.dep == "nmod"))


def _overlaps(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    return any(start < mention.end and mention.start < end for start, end in spans)
