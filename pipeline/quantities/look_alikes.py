"""Drops numbers that are part of something else: a word, a name, a date, an advertisement."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from spacy.tokens import Span

from ..extensions import Blocks
from ..numbers import load_words
from .calendar import reads_as_year
from .candidates import Candidate, Candidates
from .reading import Reading
from .vocabulary import Words


def drop_glued(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop numbers that are part of a word, code or address: A2, COVID-19, 21st, 5G, 1.2.3."""
    return tuple(c for c in candidates if not _is_glued(reading, c))


def _is_glued(reading: Reading, candidate: Candidate) -> bool:
    before, behind = reading.before(candidate.start, 12), reading.behind(candidate.end, 2)
    if _PREFIXED.search(before) and not _LOOSE_PREFIX.search(before):
        return True
    if candidate.unit is None and _ORDINAL.match(behind):
        return True
    if candidate.unit is None and _IDENTIFIER.match(reading.text, candidate.number_start):
        return True
    if _BAKERS.search(before) or _PRODUCT.match(reading.text, candidate.start):
        return True
    if candidate.form == "words" and reading.vocabulary.build(_make_few).search(before):
        written = reading.text[candidate.number_start : candidate.number_end].lower()
        return written.startswith(tuple(load_words()["scales"]))
    return bool(_DOTTED.search(before)) or bool(_DOTS.match(behind))


_PREFIXED = re.compile(r"[^\W_]\Z|[^\W\d_][-‑–_/]\Z|[@#_\\=&^]\Z|\d[-–:/.,]\Z")


_LOOSE_PREFIX = re.compile(
    r"\b(?:minus|sub|mid|plus|then|now|to|pre|top|high|under|over|x|\d+)-\Z|\b(?:and|or)/\Z|\$\d+/\Z",
    re.IGNORECASE,
)


_IDENTIFIER = re.compile(r"\d{13}")
"""Thirteen digits without a separator are a book, an account or a message, no amount."""
_BAKERS = re.compile(r"bakers?['’]?s?\s\Z", re.IGNORECASE)


_PRODUCT = re.compile(
    r"PS[1-9](?![\d.,]*\d|[a-z])|(?:240|360|480|720|1080|1440|2160)[pi]\b"
    r"|[48]K(?=[ ](?:TV|HDR|display|footage|monitor|resolution|screen|UHD|Ultra|video)\b)"
)
""""PS5" is a console ("PS5m" a sum in pounds whose sign the page lost), "1080p" a resolution."""


_ORDINAL = re.compile(r"[^\W\d_]|['’]s\b")


_DOTTED = re.compile(r"[^\W_]\.\Z")


_DOTS = re.compile(r"\.\d|:\d|/\d")


def _make_few(words: Words) -> re.Pattern[str]:
    written = "|".join(words["vague"]["stop"])
    return re.compile(rf"\b(?:{written})(?:\sof)?(?:\sa)?\s\Z", re.IGNORECASE)


def drop_skipped(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop what stands in advertisements, credits and bylines."""
    blocks = Blocks(reading.doc)
    return tuple(c for c in candidates if not blocks.skips(*reading.token_borders(c.start, c.end)))


def drop_crossing(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop what begins in one block and ends in the next, or within a name: "9 - Ann" Lee."""
    names = sorted((s.start_char, s.end_char) for s in reading.doc.spans.get("entities", ()))
    starts = [start for start, _ in names]
    blocks = Blocks(reading.doc)

    def ends_within_name(candidate: Candidate) -> bool:
        i = bisect_left(starts, candidate.end) - 1
        return i >= 0 and candidate.start < starts[i] and candidate.end < names[i][1]

    kept = (c for c in candidates if not blocks.crosses(c.start, c.end))
    return tuple(c for c in kept if not ends_within_name(c))


def drop_named(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop numbers inside a name that the entities stage found."""
    spans = list(reading.doc.spans.get("entities", ()))
    measures = {c for c in candidates if _is_measure(reading, c)}
    kept = {*measures, *_outside(candidates, spans)}
    return tuple(c for c in candidates if c in kept)


def _is_measure(reading: Reading, candidate: Candidate) -> bool:
    """Say whether digits have a unit that is no word of a name: "120 Hz", not "50 Cent"."""
    if candidate.form != "digits" or candidate.unit is None or candidate.unit.dimension == "count":
        return False
    return not re.search(r"[A-Z][a-z]{3,}", reading.text[candidate.number_end : candidate.end])


def drop_dated(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop numbers inside a date, but keep durations: "three months" is an amount of time too."""
    spans = list(reading.doc.spans.get("dates", ()))
    years = {(span.end_char - 4, span.end_char) for span in spans if span.id_ == "year_alone"}
    own = {c for c in candidates if _is_own(reading, c, years)} - _find_timed(candidates, spans)
    kept = {*own, *_outside(tuple(c for c in candidates if c not in own), spans)}
    return tuple(c for c in candidates if c in kept)


def _find_timed(candidates: Candidates, spans: Iterable[Span]) -> set[Candidate]:
    """Find the hours of times of the day, which are no amount: "at 2200 hours"."""
    hours = tuple(c for c in candidates if c.unit is not None and c.unit.name == "hour")
    return set(hours) - set(_outside(hours, filter(_is_time, spans))) if hours else set()


def _is_time(span: Span) -> bool:
    return span._.date is not None and span._.date.timex_type == "TIME"


def _is_own(reading: Reading, candidate: Candidate, years: set[tuple[int, int]]) -> bool:
    """Say whether a number is an amount although a date holds it: "3 months", "more than 1000"."""
    is_year = (candidate.number_start, candidate.number_end) in years
    if candidate.unit is not None:
        is_day = candidate.rule == "shared_unit" and candidate.unit.dimension != "time"
        return not is_day and (is_year or candidate.unit.dimension not in NAMED_BY_DATES)
    return is_year and not reads_as_year(reading, candidate, is_dated=True)


NAMED_BY_DATES = frozenset({"age", "count", "money", "ratio"})
"""What a number in a date may seem to have ("2019 dollars"); no date holds a length."""


def _outside(candidates: Candidates, spans: Iterable[Span]) -> Candidates:
    """Keep the candidates whose number lies in none of the spans."""
    borders = sorted((span.start_char, span.end_char) for span in spans)
    starts = [start for start, _ in borders]

    def is_inside(candidate: Candidate) -> bool:
        i = bisect_right(starts, candidate.number_start) - 1
        return i >= 0 and candidate.number_start < borders[i][1]

    return tuple(c for c in candidates if not is_inside(c))
