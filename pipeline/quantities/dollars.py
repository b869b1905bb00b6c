"""Says whose dollar a bare $ is, by what else the text says; the code stays inferred."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from ..lexicon import load_lexicon
from .candidates import Candidate, Candidates
from .reading import Reading
from .vocabulary import Words

DEFAULT = "USD"


def set_dollars(reading: Reading, candidates: Candidates) -> Candidates:
    """Give a bare $ the one dollar that the text states or whose country it speaks of."""
    if not any(_is_open(c) for c in candidates):
        return candidates
    code = _stated_dollar(reading, candidates) or _country_dollar(reading) or DEFAULT
    return candidates if code == DEFAULT else tuple(_to_dollar(c, code) for c in candidates)


def _is_open(candidate: Candidate) -> bool:
    unit = candidate.unit
    return unit is not None and unit.inferred and unit.name.startswith(DEFAULT)


def _stated_dollar(reading: Reading, candidates: Candidates) -> str | None:
    """Give the one dollar that the text names ("A$", "Canadian dollars")."""
    codes = {DEFAULT, *_code_by_word().values()}
    units = (c.unit for c in candidates if c.unit is not None and not c.unit.inferred)
    stated = {unit.name[:3] for unit in units if unit.name[:3] in codes}
    text = reading.text.lower()
    if "dollar" in text:
        stated |= {code for word, code in _code_by_word().items() if word in text}
    if DEFAULT in stated:
        return DEFAULT
    return stated.pop() if len(stated) == 1 else None


def _country_dollar(reading: Reading) -> str | None:
    """Give the dollar of the one country that the text speaks of more than once."""
    code_by_cue = reading.vocabulary.build(_code_by_cue)
    counts = Counter(
        code_by_cue[found] for found in reading.vocabulary.build(_make_cues).findall(reading.text)
    )
    if len(counts) != 1:
        return None
    ((code, times),) = counts.items()
    return code if times >= MIN_CUES else None


MIN_CUES = 2
"""A country named once may be where somebody travels to; its dollar is then a guess."""


@cache
def _code_by_word() -> Mapping[str, str]:
    """Give the names of the dollars other than that of the United States, with their codes."""
    currencies = load_lexicon("units")["currencies"]
    return {
        word: code
        for code, entry in currencies.items()
        for word in entry["words"]
        if code != DEFAULT and "dollar" in word
    }


def _code_by_cue(words: Words) -> Mapping[str, str]:
    table: Mapping[str, list[str]] = words["dollar_countries"]
    return {cue: code for code, cues in table.items() for cue in cues}


def _make_cues(words: Words) -> re.Pattern[str]:
    written = "|".join(
        re.escape(cue) for cue in sorted(_code_by_cue(words), key=lambda c: (-len(c), c))
    )
    return re.compile(rf"\b(?:{written})(?!\w)")


def _to_dollar(candidate: Candidate, code: str) -> Candidate:
    unit = candidate.unit
    if unit is None or not _is_open(candidate):
        return candidate
    return replace(candidate, unit=unit._replace(name=code + unit.name[3:]))
