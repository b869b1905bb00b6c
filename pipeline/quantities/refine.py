"""Drops candidates that are no quantities and adds what stands around the others.

An ordered tuple of small refiners: candidates in, candidates out. Each is listed once.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from ..units.registry import Unit
from ..units.spelling import unit_named
from .ages import set_ages
from .bounds import join_bounds
from .calendar import drop_calendar
from .candidates import Candidate, Candidates
from .counting import count_things, drop_nested
from .cues import direction_before, direction_behind, modifier_before, modifier_behind
from .dollars import set_dollars
from .ends import last_word
from .inherit import BY, inherit_units
from .labels import drop_labels
from .look_alikes import drop_crossing, drop_dated, drop_glued, drop_named, drop_skipped
from .reading import Reading


def refine(reading: Reading, candidates: Candidates) -> Candidates:
    """Run all refiners in their order."""
    for refiner in REFINERS:
        candidates = refiner(reading, candidates)
    return candidates


def set_pounds(reading: Reading, candidates: Candidates) -> Candidates:
    """Decide whether pounds are money or mass by the words around them, else by a "£" elsewhere."""
    is_british = any(c.unit and c.unit.name == "GBP" and not c.unit.inferred for c in candidates)
    return tuple(_to_pounds(reading, c, is_british=is_british) for c in candidates)


def _to_pounds(reading: Reading, candidate: Candidate, *, is_british: bool) -> Candidate:
    if candidate.unit is None or candidate.unit.name.split(" per ")[0] != "pound":
        return candidate
    words = reading.vocabulary.words["pounds"]
    sentence = re.findall(
        r"\w+|£", (reading.before(candidate.start, 80) + reading.behind(candidate.end, 40)).lower()
    )
    money, mass = (sum(word in words[key] for word in sentence) for key in ("money", "mass"))
    written = reading.text[candidate.number_end : candidate.end].lower()
    is_money = money > mass or (is_british and money == mass)
    if not is_money or "pound" not in written:
        return candidate
    name = candidate.unit.name.replace("pound", "GBP", 1)
    return replace(candidate, rule="money", unit=Unit(name, "money", inferred=True))


def set_millibars(reading: Reading, candidates: Candidates) -> Candidates:
    """Read the "mb" of a pressure as millibars, not as megabytes."""
    return tuple(_to_millibars(reading, c) for c in candidates)


def _to_millibars(reading: Reading, candidate: Candidate) -> Candidate:
    if not reading.text.endswith("mb", candidate.number_end, candidate.end):
        return candidate
    is_pressure = _PRESSURE.search(reading.before(candidate.start, 60)) is not None
    return replace(candidate, unit=unit_named("millibar")) if is_pressure else candidate


_PRESSURE = re.compile(r"\bpressure\b[^.;]*\Z", re.IGNORECASE)


def set_modifiers(reading: Reading, candidates: Candidates) -> Candidates:
    """Read about, at least, up to, or more."""
    return tuple(_modify(reading, c) for c in candidates)


def _modify(reading: Reading, candidate: Candidate) -> Candidate:
    start = candidate.start
    if candidate.rule == "range_bounds":
        return candidate
    opener = _OPENER.search(reading.before(start))
    found = modifier_before(reading.text, start, reading.vocabulary)
    if found is None and opener is not None:
        found = modifier_before(reading.text, start - len(opener[0]), reading.vocabulary)
    found = found or modifier_behind(reading.text, candidate.end, reading.vocabulary)
    if found is None and candidate.end != candidate.number_end:
        found = modifier_behind(reading.text, candidate.number_end, reading.vocabulary)
    if found is None or _is_during(reading, candidate, found.position):
        return candidate
    return replace(candidate, modifier=found.modifier)


def _is_during(reading: Reading, candidate: Candidate, cue: int) -> bool:
    """Say whether "over" means during or across: "it will cost 5 million over ten years"."""
    if candidate.unit is None or not reading.text.startswith("over", cue):
        return False
    modifiers = reading.vocabulary.words["modifiers"]
    if last_word(reading.before(cue)) in modifiers["reaching"]:
        return True
    is_stretch = candidate.unit.name in modifiers["stretches"]
    if candidate.unit.dimension != "time" and not is_stretch:
        return False
    if _AGO.match(reading.text, candidate.end):
        return False
    return _LASTED.search(reading.before(cue)) is None


_AGO = re.compile(r"[ -](?:ago|old|later|long)\b")
_LASTED = re.compile(
    r"\b(?:for|just|well|took|takes?|taken|lasted|lasting|waited|after|of|been|is|was|a)\s\Z",
    re.IGNORECASE,
)


_OPENER = re.compile(r"\b(?:between|from)\s\Z", re.IGNORECASE)


def set_directions(reading: Reading, candidates: Candidates) -> Candidates:
    """Read whether the quantity is a rise or a fall."""
    directed: list[Candidate] = []
    for candidate in candidates:
        found = _direct(reading, candidate)
        before = directed[-1] if directed else None
        if before and _RESTATED.fullmatch(reading.text, before.end, candidate.start):
            found = replace(found, direction=before.direction)
        directed.append(found)
    return tuple(directed)


_RESTATED = re.compile(r",?\sor\s|\s?[(](?:or\s)?|,\s|\sand\s")
"""What stands between a change and the same change in another unit: "lost 190 points, or 0.6%"."""


def _direct(reading: Reading, candidate: Candidate) -> Candidate:
    if candidate.rule in {"age", "age_apposed", "multiple", "range_from_to", "part_of_whole"}:
        return candidate
    if candidate.unit is not None and candidate.unit.dimension in {"age", "time"}:
        return candidate
    cue = modifier_before(reading.text, candidate.start, reading.vocabulary)
    direction = direction_before(
        reading.text, cue.position if cue else candidate.start, reading.vocabulary
    )
    if direction == "none":
        direction = direction_behind(reading.text, candidate.end, reading.vocabulary)
    is_count = candidate.unit is not None and candidate.unit.dimension == "count"
    if is_count and candidate.rule == "count" and not BY.search(reading.before(candidate.start)):
        return candidate
    return replace(candidate, direction=direction)


REFINERS: tuple[Callable[[Reading, Candidates], Candidates], ...] = (
    drop_glued,
    drop_skipped,
    drop_named,
    drop_dated,
    set_ages,
    drop_calendar,
    drop_labels,
    set_pounds,
    set_millibars,
    set_dollars,
    join_bounds,
    count_things,
    drop_nested,
    inherit_units,
    set_modifiers,
    set_directions,
    drop_crossing,
)
