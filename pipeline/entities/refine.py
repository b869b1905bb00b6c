"""Refiners: each takes the list of candidates and gives a better one, in the order of REFINERS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from .candidates import Candidate
from .join import (
    grow_persons,
    join_hyphens,
    join_of,
    join_people,
    name_events,
    pair_brackets,
)
from .rules import DASHES, PROPER, is_title
from .tokens import Tokens
from .words import Words

Refiner = Callable[[Sequence[Candidate], Tokens, Words], list[Candidate]]


def refine(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """Run every refiner once, in order."""
    refined = list(candidates)
    for refiner in REFINERS:
        refined = refiner(refined, tokens, words)
    return refined


def cut_at_breaks(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """A name ends where its block ends: "Korea | MANAN VATSYAYANA"."""
    del words
    starts = _block_starts(tokens)
    return [
        piece
        for candidate in candidates
        for piece in _cut(
            candidate, [i for i in range(candidate.start, candidate.end) if i in starts]
        )
    ]


def drop_skipped(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """Credits, bylines and advertisements hold no news."""
    del words
    return [each for each in candidates if not tokens.is_skipped(each.start, each.end)]


def cut_at_dashes(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """A dash with spaces around it parts two names: "SOCCER - ASHBY"."""
    del words
    return [
        piece for candidate in candidates for piece in _cut(candidate, _dashes(candidate, tokens))
    ]


def cut_persons(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """ "and" stands in nobody's name, nor does a score card's "b": "A. Lee b Dale" are two."""
    pieces: list[Candidate] = []
    for each in candidates:
        inside = range(each.start + 1, each.end - 1)
        cuts = [i for i in inside if each.kind == "person" and _parts_names(tokens, i, words)]
        starts, ends = [each.start, *(i + 1 for i in cuts)], [*cuts, each.end]
        pieces += [
            _narrow(each, start, end)
            for start, end in zip(starts, ends, strict=True)
            if start < end
        ]
    return pieces


def _parts_names(tokens: Tokens, i: int, words: Words) -> bool:
    is_spaced = tokens.spaced[i] and tokens.spaced[i - 1]
    return is_spaced and tokens.texts[i] in words.between_persons


def trim_edges(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """Articles, quotation marks and a last possessive are not part of a name: "the HRW's"."""
    trimmed = []
    for candidate in candidates:
        start, end = candidate.start, candidate.end
        while start < end and _is_before_name(tokens, start, candidate.kind, words):
            start += 1
        while start < end and _is_after_name(tokens, end - 1, candidate.kind, words):
            end -= 1
        if start < end:
            trimmed.append(_narrow(candidate, start, end))
    return trimmed


def _narrow(candidate: Candidate, start: int, end: int) -> Candidate:
    """Give a candidate other ends; most keep theirs, and to copy one takes its time."""
    if (start, end) == (candidate.start, candidate.end):
        return candidate
    return replace(candidate, start=start, end=end)


def strip_titles(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """ "Supreme Leader Kim Jong-un" is Kim Jong-un; a title alone is no name."""
    stripped = []
    for candidate in candidates:
        start = _after_titles(candidate, tokens, words)
        if start < candidate.end:
            stripped.append(_narrow(candidate, start, candidate.end))
    return stripped


def drop_not_names(
    candidates: Sequence[Candidate], tokens: Tokens, words: Words
) -> list[Candidate]:
    """COVID-19, months, common nouns in lower case and the like."""
    return [each for each in candidates if _may_be_name(each, tokens, words)]


def drop_lone_heads(
    candidates: Sequence[Candidate], tokens: Tokens, words: Words
) -> list[Candidate]:
    """ "Department" alone is the one spoken of, no name."""
    return [
        each
        for each in candidates
        if each.end - each.start > 1 or tokens.lowers[each.start] not in words.not_alone
    ]


def drop_terms(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """ "core earnings (EBITDA)", "intensive care (ICU)": initials of a thing, here and below."""
    terms = {tokens.texts[each.start] for each in candidates if _is_term(each.start, tokens, words)}
    return [
        each
        for each in candidates
        if each.end - each.start > 1 or tokens.texts[each.start] not in terms
    ]


def keep_longest(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """Of candidates that share tokens one stays: the longer, then what a rule is sure of.

    A rule that reads the words around lends its kind to a model's name of another length.
    """
    del tokens, words
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
    drop_terms,
    keep_longest,
    pair_brackets,
    join_of,
    join_people,
    join_hyphens,
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


def _block_starts(tokens: Tokens) -> frozenset[int]:
    starts = [
        tokens.doc.char_span(start, start + 1, alignment_mode="expand")
        for start in tokens.blocks.starts
    ]
    texts = tokens.texts
    breaks = [i + 1 for i, text in enumerate(texts) if "\n" in text and text.isspace()]
    return frozenset([*(span.start for span in starts if span is not None), *breaks])


def _cut(candidate: Candidate, edges: Sequence[int]) -> list[Candidate]:
    if not edges:
        return [candidate]
    borders = [candidate.start, *edges, candidate.end]
    pairs = pairwise(borders)
    return [replace(candidate, start=start, end=end) for start, end in pairs if start < end]


def _dashes(candidate: Candidate, tokens: Tokens) -> list[int]:
    return [i for i in range(candidate.start, candidate.end) if _is_dash(tokens, i)]


def _is_dash(tokens: Tokens, i: int) -> bool:
    """Say whether a dash parts two names; a hyphen with spaces does after capitals only.

    Texts that were cut into words write "Jean - Paul".
    """
    text = tokens.texts[i]
    if text not in DASHES or i == 0 or not (tokens.spaced[i] and tokens.spaced[i - 1]):
        return False
    return text != "-" or tokens.texts[i - 1].isupper()


def _is_edge(tokens: Tokens, i: int) -> bool:
    text = tokens.texts[i]
    return text in EDGES or text.isspace() or tokens.doc[i].is_quote


EDGES = frozenset(",;:?!()[]-–—/*") | {"--"}


def _is_before_name(tokens: Tokens, i: int, kind: str, words: Words) -> bool:
    """Say whether a first token is outside: an article, a number, "southern"."""
    text, lower = tokens.texts[i], tokens.lowers[i]
    if lower in words.determiners:
        return text.islower() or tokens.lower(i + 1) not in words.with_article
    plain = tokens.spaced[i] and lower not in words.particles and _is_common(tokens, i)
    return plain or (kind in UNNUMBERED and text[0].isdigit()) or _is_edge(tokens, i)


def _is_after_name(tokens: Tokens, i: int, kind: str, words: Words) -> bool:
    """Say whether a last token is outside: "'s", a score, "airport"."""
    text = tokens.texts[i]
    if tokens.lowers[i] in POSSESSIVES or _is_edge(tokens, i) or _is_score(tokens, i):
        return True
    if kind == "person" and text in words.post_nominals:
        return True
    if text in words.lower_suffixes:
        return False
    is_apart = i > 0 and tokens.spaced[i - 1]
    return (is_apart and _is_common(tokens, i)) or (kind in UNNUMBERED and text[0].isdigit())


def _is_score(tokens: Tokens, i: int) -> bool:
    """Say whether a number goes on as a score does: "Ashby 4-2"."""
    is_number = tokens.texts[i].isdigit() and not tokens.spaced[i]
    return is_number and tokens.lower(i + 1) in DASHES and tokens.lower(i + 2).isdigit()


def _is_common(tokens: Tokens, i: int) -> bool:
    text = tokens.texts[i]
    return text.islower() and text.isalpha() and tokens.tags[i] not in PROPER


# Names of these kinds neither begin nor end with a number.
UNNUMBERED = frozenset({"person", "place"})


def _after_titles(candidate: Candidate, tokens: Tokens, words: Words) -> int:
    start, end = candidate.start, candidate.end
    while start < end and is_title(tokens.bares[start], words):
        start += 1
    if start > candidate.start and start < end and tokens.texts[start] == ".":
        start += 1
    is_land = start < end and tokens.lowers[start] == "of"  # the Duke of Ashby
    if (candidate.kind == "person" and not is_land) or start == end:
        return start
    return candidate.start


def _may_be_name(candidate: Candidate, tokens: Tokens, words: Words) -> bool:
    inside = slice(candidate.start, candidate.end)
    if " ".join(tokens.lowers[inside]) in words.not_names:
        return False
    if any(map(str.isupper, "".join(tokens.texts[inside]))):
        return True
    return _is_sure_in_lower_case(candidate, tokens.tags[inside])


def _is_sure_in_lower_case(candidate: Candidate, tags: Sequence[str]) -> bool:
    is_tagged = all(tag in PROPER for tag in tags)
    return max(candidate.scores[1:]) > (TAGGED_SURE if is_tagged else LOWER_CASE_SURE)


def _is_term(i: int, tokens: Tokens, words: Words) -> bool:
    """Say whether initials in brackets stand for the plain noun before them, which is no body.

    One of them is the noun's own: the "PKK" of "Kurdish rebels (PKK)" has another name.
    """
    text = tokens.texts[i]
    if i < 2 or not (text.isupper() and tokens.texts[i - 1] == "(" and tokens.lower(i + 1) == ")"):
        return False
    noun = tokens.texts[i - 2]
    is_noun = noun.islower() and tokens.tags[i - 2] in {"NN", "NNS"}
    is_body = noun in words.apposed_bodies or noun in words.fitting_by_noun
    return is_noun and not is_body and noun[0].upper() in text


# People write "google" and "chicago" in messages; below this, it is a noun ("watchtower"). Where
# the tagger too has seen a name, less will do.
LOWER_CASE_SURE, TAGGED_SURE = 0.7, 0.5
