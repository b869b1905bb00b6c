"""Refiners: each takes the list of candidates and gives a better one, in the order of REFINERS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from ..extensions import is_skipped
from .candidates import Candidate
from .join import grow_persons, join_of, join_people, name_events, pair_brackets
from .rules import PROPER, is_title
from .words import Words

Refiner = Callable[[Sequence[Candidate], Doc, Words], list[Candidate]]


def refine(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """Run every refiner once, in order."""
    refined = list(candidates)
    for refiner in REFINERS:
        refined = refiner(refined, doc, words)
    return refined


def cut_at_breaks(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """A name ends where its block ends: "Korea | MANAN VATSYAYANA"."""
    del words
    starts = _block_starts(doc)
    return [
        piece
        for candidate in candidates
        for piece in _cut(
            candidate, [i for i in range(candidate.start, candidate.end) if i in starts]
        )
    ]


def drop_skipped(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """Credits, bylines and advertisements hold no news."""
    del words
    return [each for each in candidates if not is_skipped(doc[each.start : each.end])]


def cut_at_dashes(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """A dash with spaces around it parts two names: "SOCCER - ASHBY"."""
    del words
    return [piece for candidate in candidates for piece in _cut(candidate, _dashes(candidate, doc))]


def cut_persons(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """ "and" stands in nobody's name, nor does a score card's "b": "A. Lee b Dale" are two."""
    pieces: list[Candidate] = []
    for each in candidates:
        inside = range(each.start + 1, each.end - 1)
        cuts = [i for i in inside if each.kind == "person" and _parts_names(doc[i], words)]
        starts, ends = [each.start, *(i + 1 for i in cuts)], [*cuts, each.end]
        pieces += [
            _narrow(each, start, end)
            for start, end in zip(starts, ends, strict=True)
            if start < end
        ]
    return pieces


def _parts_names(token: Token, words: Words) -> bool:
    spaced = bool(token.whitespace_) and bool(token.nbor(-1).whitespace_)
    return spaced and token.text in words.between_persons


def trim_edges(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """Articles, quotation marks and a last possessive are not part of a name: "the HRW's"."""
    trimmed = []
    for candidate in candidates:
        start, end = candidate.start, candidate.end
        while start < end and _is_before_name(doc, start, candidate.kind, words):
            start += 1
        while start < end and _is_after_name(doc[end - 1], candidate.kind, words):
            end -= 1
        if start < end:
            trimmed.append(_narrow(candidate, start, end))
    return trimmed


def _narrow(candidate: Candidate, start: int, end: int) -> Candidate:
    """Give a candidate other ends; most keep theirs, and to copy one takes its time."""
    if (start, end) == (candidate.start, candidate.end):
        return candidate
    return replace(candidate, start=start, end=end)


def strip_titles(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """ "Supreme Leader Kim Jong-un" is Kim Jong-un; a title alone is no name."""
    stripped = []
    for candidate in candidates:
        start = _after_titles(candidate, doc, words)
        if start < candidate.end:
            stripped.append(_narrow(candidate, start, candidate.end))
    return stripped


def drop_not_names(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """COVID-19, months, common nouns in lower case and the like."""
    return [each for each in candidates if _may_be_name(each, doc, words)]


def drop_lone_heads(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """ "Department" alone is the one spoken of, no name."""
    return [
        each
        for each in candidates
        if each.end - each.start > 1 or doc[each.start].lower_ not in words.not_alone
    ]


def keep_longest(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """Of candidates that share tokens one stays: the longer, then what a rule is sure of.

    A rule that reads the words around lends its kind to a model's name of another length.
    """
    del doc, words
    ranked = sorted(_without_players(candidates), key=_rank)
    taken: dict[int, int] = {}
    kept: list[Candidate] = []
    for candidate in ranked:
        holders = {taken[i] for i in range(candidate.start, candidate.end) if i in taken}
        if not holders:
            taken.update(dict.fromkeys(range(candidate.start, candidate.end), len(kept)))
            kept.append(candidate)
            continue
        for holder in holders:
            if candidate.rule in LENDING and _may_lend(candidate, kept[holder]):
                kept[holder] = replace(
                    kept[holder], kind=candidate.kind, rule=candidate.rule, fixed=True
                )
    return sorted(kept, key=lambda each: each.start)


REFINERS: tuple[Refiner, ...] = (
    cut_at_breaks,
    drop_skipped,
    cut_at_dashes,
    cut_persons,
    trim_edges,
    strip_titles,
    drop_not_names,
    keep_longest,
    pair_brackets,
    join_of,
    join_people,
    drop_lone_heads,
    grow_persons,
    name_events,
)

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})

# Rules that know the kind of what they find, but its extent less well than the model.
LENDING = frozenset({"titled_person", "place_of", "place_after", "place_in_country"})


def _may_lend(candidate: Candidate, holder: Candidate) -> bool:
    """Say whether a rule's kind replaces the model's: "from Lee in China" leaves Lee a person."""
    spared = candidate.rule == "place_in_country" and holder.kind == "person"
    title_within = candidate.rule == "titled_person" and holder.start < candidate.start
    is_whole = title_within and holder.kind != "person" and max(holder.scores) > WHOLE_NAME
    return holder.rule == "model" and not spared and not is_whole


# "General Motors", "Queen Maud Bay": a model as sure as this has seen a name with its title.
WHOLE_NAME = 0.7


def _without_players(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out the teams of a table in which the model sees persons: golfers, not clubs."""
    persons = {
        i for each in candidates if each.kind == "person" for i in range(each.start, each.end)
    }
    return [each for each in candidates if each.rule != "score_line" or each.start not in persons]


# Rules that read a whole line and know where its names end better than the model.
BY_LINE = frozenset({"dateline", "score_line"})


def _rank(candidate: Candidate) -> tuple[bool, bool, int, bool, int]:
    return (
        candidate.rule in LENDING,
        candidate.rule not in BY_LINE,
        candidate.start - candidate.end,
        not candidate.fixed,
        candidate.start,
    )


def _block_starts(doc: Doc) -> frozenset[int]:
    starts = [
        doc.char_span(b[1], b[1] + 1, alignment_mode="expand") for b in doc._.blocks_data or ()
    ]
    breaks = [token.i + 1 for token in doc if token.is_space and "\n" in token.text]
    return frozenset([*(span.start for span in starts if span is not None), *breaks])


def _cut(candidate: Candidate, edges: Sequence[int]) -> list[Candidate]:
    if not edges:
        return [candidate]
    borders = [candidate.start, *edges, candidate.end]
    pairs = pairwise(borders)
    return [replace(candidate, start=start, end=end) for start, end in pairs if start < end]


def _dashes(candidate: Candidate, doc: Doc) -> list[int]:
    return [i for i in range(candidate.start, candidate.end) if _is_dash(doc[i])]


def _is_dash(token: Token) -> bool:
    """Say whether a dash parts two names; a hyphen with spaces does after capitals only.

    Texts that were cut into words write "Jean - Paul".
    """
    before = token.doc[token.i - 1] if token.i > 0 else None
    if before is None or not (token.whitespace_ and before.whitespace_):
        return False
    return token.text in {"--", "–", "—"} or (token.text == "-" and before.is_upper)


def _is_edge(token: Token) -> bool:
    return token.is_space or token.is_quote or token.text in EDGES


EDGES = frozenset(",;:?!()[]-–—/*") | {"--"}


def _is_before_name(doc: Doc, i: int, kind: str, words: Words) -> bool:
    """Say whether a first token is outside: an article, a number, "southern"."""
    token = doc[i]
    if token.lower_ in words.determiners:
        following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
        return token.is_lower or following not in words.with_article
    plain = _is_common(token) and token.lower_ not in words.particles and bool(token.whitespace_)
    return _is_edge(token) or plain or (kind in UNNUMBERED and token.text[0].isdigit())


def _is_after_name(token: Token, kind: str, words: Words) -> bool:
    """Say whether a last token is outside: "'s", a score, "airport"."""
    if token.lower_ in POSSESSIVES or _is_edge(token):
        return True
    apart = token.i > 0 and bool(token.doc[token.i - 1].whitespace_)
    if token.text in words.lower_suffixes:
        return False
    return (apart and _is_common(token)) or (kind in UNNUMBERED and token.text[0].isdigit())


def _is_common(token: Token) -> bool:
    return bool(token.is_lower and token.is_alpha and token.tag_ not in PROPER)


# Names of these kinds neither begin nor end with a number.
UNNUMBERED = frozenset({"person", "place"})


def _after_titles(candidate: Candidate, doc: Doc, words: Words) -> int:
    start = candidate.start
    while start < candidate.end and is_title(doc[start], words):
        start += 1
    if start > candidate.start and start < candidate.end and doc[start].text == ".":
        start += 1
    is_land = start < candidate.end and doc[start].lower_ == "of"  # the Duke of Ashby
    if (candidate.kind == "person" and not is_land) or start == candidate.end:
        return start
    return candidate.start


def _may_be_name(candidate: Candidate, doc: Doc, words: Words) -> bool:
    span = doc[candidate.start : candidate.end]
    text = " ".join(token.lower_ for token in span)
    if text in words.not_names:
        return False
    return any(_is_capital(token) for token in span) or _is_sure_in_lower_case(candidate, span)


def _is_sure_in_lower_case(candidate: Candidate, span: Span) -> bool:
    tagged = all(token.tag_ in PROPER for token in span)
    return max(candidate.scores[1:]) > (TAGGED_SURE if tagged else LOWER_CASE_SURE)


# People write "google" and "chicago" in messages; below this, it is a noun ("watchtower"). Where
# the tagger too has seen a name, less will do.
LOWER_CASE_SURE, TAGGED_SURE = 0.7, 0.5


def _is_capital(token: Token) -> bool:
    return any(character.isupper() for character in token.text)
