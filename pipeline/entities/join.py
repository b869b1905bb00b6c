"""Refiners that make names longer: parts that the model left out or cut off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .aliases import spells
from .candidates import Candidate, sure_scores
from .rules import MAX_NAME, is_title
from .tokens import Tokens, find
from .words import Words


def grow_persons(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """A person's name takes in the initials before it that nobody claims: "A. Lee"."""
    del words
    taken = _taken(candidates)
    return [_grow(each, tokens, taken) if each.kind == "person" else each for each in candidates]


def join_of(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """ "News Agency" + "of" + "Ashby" are one organisation."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and _is_of(last, candidate, tokens, words):
            joined[-1] = replace(last, end=candidate.end, rule="join_of", entity=None)
        else:
            joined.append(candidate)
    return joined


def join_people(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """ "the Danish" + "Transport Agency" are one name, "the Danish" + "Health Ministry" two."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and _is_national(last, candidate, tokens, words):
            joined[-1] = replace(candidate, start=last.start, rule="join_people")
        else:
            joined.append(candidate)
    return joined


def join_hyphens(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """ "Olsen" + "-" + "Vang" are one person."""
    del words
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and _is_hyphenated(last, candidate, tokens):
            joined[-1] = replace(last, end=candidate.end)
        else:
            joined.append(candidate)
    return joined


def _is_hyphenated(first: Candidate, second: Candidate, tokens: Tokens) -> bool:
    if not first.kind == second.kind == "person" or second.start != first.end + 1:
        return False
    is_tight = not (tokens.spaced[first.end - 1] or tokens.spaced[first.end])
    return is_tight and tokens.texts[first.end] == "-"


def _is_national(people: Candidate, body: Candidate, tokens: Tokens, words: Words) -> bool:
    if people.kind != "group" or body.kind != "organisation" or body.start != people.end:
        return False
    after_the = tokens.lower(people.start - 1) == "the"
    is_long = body.end - body.start > 1
    return after_the and is_long and tokens.lowers[body.end - 1] in words.national_heads


def name_events(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """ "the Ashby Open" is an event: neither the place nor another of the three kinds."""
    events: list[Candidate] = []
    for each in candidates:
        if not events or each.start >= events[-1].end:
            events.append(_to_event(each, tokens, words))
    return events


def pair_brackets(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> list[Candidate]:
    """ "Fund for Open Rivers (FOR)": the initials show where the long name starts."""
    by_token = {i: each for each in candidates for i in range(each.start, each.end)}
    found: list[Candidate] = []
    for i in find(tokens.texts[:-2], "("):
        short = i + 1
        if tokens.texts[i + 2] != ")" or not _is_short(tokens.texts[short]):
            continue
        start = _long_start(tokens, i, tokens.texts[short], words)
        if start is not None:
            found += _to_pair((start, i), short, by_token, tokens, words)
    covered = _taken(found)
    kept = [each for each in candidates if covered.isdisjoint(range(each.start, each.end))]
    return sorted([*kept, *found], key=lambda each: each.start)


def _taken(candidates: Sequence[Candidate]) -> frozenset[int]:
    return frozenset(i for each in candidates for i in range(each.start, each.end))


def _grow(candidate: Candidate, tokens: Tokens, taken: frozenset[int]) -> Candidate:
    start = candidate.start
    while start > 0 and start - 1 not in taken and _is_initial(tokens, start - 1):
        start -= 1
    return candidate if start == candidate.start else replace(candidate, start=start)


def _is_initial(tokens: Tokens, i: int) -> bool:
    """Say whether a token is the "A." or "J.-P." before a surname."""
    text = tokens.texts[i]
    short = len(text) <= MAX_INITIALS and text[0].isupper() and text.endswith(".")
    return short and not tokens.starts[i + 1] and text.replace(".", "").isupper()


# "J.R.R."
MAX_INITIALS = 6


def _is_of(first: Candidate, second: Candidate, tokens: Tokens, words: Words) -> bool:
    if first.kind != "organisation" or second.start != first.end + 1:
        return False
    if second.kind not in {"place", "organisation"} or second.start - first.start > MAX_NAME:
        return False
    head = tokens.lowers[first.end - 1]
    return tokens.texts[first.end] == "of" and head in words.organisation_heads


def _to_event(candidate: Candidate, tokens: Tokens, words: Words) -> Candidate:
    end = candidate.end
    while end < candidate.end + 2 and tokens.lower(end) in words.events:
        if not tokens.texts[end][0].isupper() or tokens.starts[end]:
            break
        end += 1
    if end == candidate.end and tokens.lowers[end - 1] not in words.events:
        return candidate
    if end == candidate.end and candidate.kind == "person":
        return candidate
    return replace(candidate, end=end, kind="other", rule="name_events", fixed=True, entity=None)


def _is_short(text: str) -> bool:
    return text.isalpha() and MIN_SHORT <= len(text) <= MAX_SHORT and text[:2].isupper()


MIN_SHORT, MAX_SHORT = 2, 8


def _long_start(tokens: Tokens, end: int, short: str, words: Words) -> int | None:
    for start in range(end - 2, max(-1, end - MAX_NAME), -1):
        texts = tokens.texts[start:end]
        if tokens.starts[start + 1]:
            return None
        if any(_is_mark(tokens, i) for i in range(start, end)):
            return None
        if is_title(tokens.bares[start], words) or all(map(str.isupper, texts)):
            continue
        if texts[0][0].isupper() and spells(short, texts, words.small):
            content = [text for text in texts if text.lower() not in words.small]
            return None if any(text[0].islower() for text in content) else start
    return None


def _is_mark(tokens: Tokens, i: int) -> bool:
    return not tokens.texts[i][0].isalnum() and tokens.doc[i].is_punct


def _to_pair(
    long: tuple[int, int],
    short: int,
    by_token: Mapping[int, Candidate],
    tokens: Tokens,
    words: Words,
) -> list[Candidate]:
    start, end = long
    inside = [by_token[i] for i in range(start, end) if i in by_token]
    longest = max(inside, key=lambda each: each.end - each.start, default=None)
    if longest is not None and 2 * (longest.end - longest.start) < end - start:
        longest = None
    source = longest or by_token.get(short)
    kind = source.kind if source is not None else "organisation"
    if any(word in words.organisation_heads for word in tokens.lowers[start:end]):
        kind = "organisation"
    entity = source.entity if source is not None and source.kind == kind else None
    return [
        Candidate(
            start=first,
            end=last,
            kind=kind,
            rule="brackets",
            label=source.label if source is not None else "",
            scores=sure_scores(kind),
            entity=entity,
        )
        for first, last in (long, (short, short + 1))
    ]
