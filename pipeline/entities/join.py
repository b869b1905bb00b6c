"""Refiners that make names longer: parts that the model left out or cut off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from .aliases import spells
from .candidates import Candidate, sure_scores
from .rules import MAX_NAME, is_title
from .words import Words


def grow_persons(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """A person's name takes in the initials before it that nobody claims: "A. Lee"."""
    del words
    taken = _taken(candidates)
    return [_grow(each, doc, taken) if each.kind == "person" else each for each in candidates]


def join_of(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """ "News Agency" + "of" + "Ashby" are one organisation."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and _is_of(last, candidate, doc, words):
            joined[-1] = replace(last, end=candidate.end, rule="join_of", entity=None)
        else:
            joined.append(candidate)
    return joined


def join_people(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """ "the Danish" + "Transport Agency" are one name, "the Danish" + "Health Ministry" two."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and _is_national(last, candidate, doc, words):
            joined[-1] = replace(candidate, start=last.start, rule="join_people")
        else:
            joined.append(candidate)
    return joined


def _is_national(people: Candidate, body: Candidate, doc: Doc, words: Words) -> bool:
    if people.kind != "group" or body.kind != "organisation" or body.start != people.end:
        return False
    head = doc[body.end - 1].lower_
    after_the = people.start > 0 and doc[people.start - 1].lower_ == "the"
    return after_the and len(doc[body.start : body.end]) > 1 and head in words.national_heads


def name_events(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """ "the Ashby Open" is an event: neither the place nor another of the three kinds."""
    events: list[Candidate] = []
    for each in candidates:
        if not events or each.start >= events[-1].end:
            events.append(_to_event(each, doc, words))
    return events


def pair_brackets(candidates: Sequence[Candidate], doc: Doc, words: Words) -> list[Candidate]:
    """ "Fund for Open Rivers (FOR)": the initials show where the long name starts."""
    by_token = {i: each for each in candidates for i in range(each.start, each.end)}
    found: list[Candidate] = []
    for i in range(2, len(doc) - 1):
        if doc[i - 1].text == "(" and doc[i + 1].text == ")" and _is_short(doc[i]):
            start = _long_start(doc, i - 1, doc[i].text, words)
            if start is not None:
                found += _to_pair(doc[start : i - 1], doc[i : i + 1], by_token, words)
    covered = _taken(found)
    kept = [each for each in candidates if covered.isdisjoint(range(each.start, each.end))]
    return sorted([*kept, *found], key=lambda each: each.start)


def _taken(candidates: Sequence[Candidate]) -> frozenset[int]:
    return frozenset(i for each in candidates for i in range(each.start, each.end))


def _grow(candidate: Candidate, doc: Doc, taken: frozenset[int]) -> Candidate:
    start = candidate.start
    while start > 0 and start - 1 not in taken and _is_initial(doc[start - 1], doc[start]):
        start -= 1
    return replace(candidate, start=start)


def _is_initial(token: Token, following: Token) -> bool:
    """Say whether a token is the "A." or "J.-P." before a surname."""
    text = token.text
    short = len(text) <= MAX_INITIALS and text[0].isupper() and text.endswith(".")
    return short and not following.is_sent_start and text.replace(".", "").isupper()


# "J.R.R."
MAX_INITIALS = 6


def _is_of(first: Candidate, second: Candidate, doc: Doc, words: Words) -> bool:
    if first.kind != "organisation" or second.start != first.end + 1:
        return False
    if second.kind not in {"place", "organisation"} or second.start - first.start > MAX_NAME:
        return False
    head = doc[first.end - 1]
    return doc[first.end].text == "of" and head.lower_ in words.organisation_heads


def _to_event(candidate: Candidate, doc: Doc, words: Words) -> Candidate:
    end = candidate.end
    while end < len(doc) and end < candidate.end + 2 and doc[end].lower_ in words.events:
        if not doc[end].text[0].isupper() or doc[end].is_sent_start:
            break
        end += 1
    if end == candidate.end and doc[end - 1].lower_ not in words.events:
        return candidate
    if end == candidate.end and candidate.kind == "person":
        return candidate
    return replace(candidate, end=end, kind="other", rule="name_events", fixed=True, entity=None)


def _is_short(token: Token) -> bool:
    return token.is_alpha and MIN_SHORT <= len(token) <= MAX_SHORT and token.text[:2].isupper()


MIN_SHORT, MAX_SHORT = 2, 8


def _long_start(doc: Doc, end: int, short: str, words: Words) -> int | None:
    for start in range(end - 2, max(-1, end - MAX_NAME), -1):
        texts = [token.text for token in doc[start:end]]
        if doc[start + 1].is_sent_start:
            return None
        if any(not token.text[0].isalnum() for token in doc[start:end] if token.is_punct):
            return None
        if is_title(doc[start], words) or all(token.is_upper for token in doc[start:end]):
            continue
        if texts[0][0].isupper() and spells(short, texts, words.small):
            content = [text for text in texts if text.lower() not in words.small]
            return None if any(text[0].islower() for text in content) else start
    return None


def _to_pair(
    long: Span, short: Span, by_token: Mapping[int, Candidate], words: Words
) -> list[Candidate]:
    inside = [by_token[token.i] for token in long if token.i in by_token]
    longest = max(inside, key=lambda each: each.end - each.start, default=None)
    if longest is not None and 2 * (longest.end - longest.start) < len(long):
        longest = None
    source = longest or by_token.get(short.start)
    kind = source.kind if source is not None else "organisation"
    if any(token.lower_ in words.organisation_heads for token in long):
        kind = "organisation"
    entity = source.entity if source is not None and source.kind == kind else None
    return [
        Candidate(
            start=span.start,
            end=span.end,
            kind=kind,
            rule="brackets",
            label=source.label if source is not None else "",
            scores=sure_scores(kind),
            entity=entity,
        )
        for span in (long, short)
    ]
