"""Compares who a claim says it was with who its passage says it was.

Only a speaker with a name is compared: "officials said" and "he said" name nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lexicon import load_lexicon
from ..records import Analysis, Attribution, FacetStatus, Mention, Offsets
from .align import Alignment
from .claims import ClaimRow
from .facets import Facet, match_at
from .finding import Finding
from .names import bare_name
from .powers import is_same_power
from .source import Source, words_of

NAMELESS = frozenset({"date", "description", "pronoun", "quantity"})
"""Kinds of mention that are no names."""

SPEAKER_BESIDE = "speaker_beside"
"""Rule of a passage that names the claim's speaker and has it from somebody else by name."""


def compare_speakers(row: ClaimRow, claim: Analysis, alignment: Alignment) -> Finding | None:
    """Give the finding on the speaker of a claim; None where no name is given for one.

    It differs only where the sentence itself is attributed, by name, and the claim's speaker is
    named nowhere in the passage.
    """
    facet = _find_speaker(row, claim)
    if facet is None or alignment.best is None:
        return None
    source, place = alignment.best, alignment.core[0][1]
    window = source.sentences[max(0, place - 1) : place + 2]
    stretch = (window[0].start, window[-1].end)
    sentence = source.sentence(place)
    for attribution in _attributions_over(source, stretch):
        rules = (_same(facet.text, name) for name in _names(attribution, source.mentions))
        rule = next((one for one in rules if one is not None), None)
        if rule is not None:
            status: FacetStatus = "found" if rule == "same_speaker" else "compatible"
            return _to_finding(facet, source, attribution, status, rule)
    inside = list(_attributions_over(source, (sentence.start, sentence.end)))
    if not inside:
        is_heard_of = facet.words[-1] in source.positions
        return Finding(
            facet=facet,
            status="unclear" if is_heard_of else "absent",
            rule="no_speaker" if is_heard_of else "speaker_nowhere",
            why="the passage does not say who said it",
        )
    unnamed = [other for other in inside if _name_of(other, source.mentions) is None]
    if unnamed:
        return _to_finding(facet, source, unnamed[0], "unclear", "speaker_unnamed")
    if facet.words[-1] in words_of(source.text[stretch[0] : stretch[1]]):
        rule = SPEAKER_BESIDE if inside[0].source_entity else "speaker_unnamed"
        return _to_finding(facet, source, inside[0], "unclear", rule)
    return _to_finding(facet, source, inside[0], "differs", "other_speaker")


def _find_speaker(row: ClaimRow, claim: Analysis) -> Facet | None:
    if row.speaker and _is_name(row.speaker):
        return _to_facet(row.speaker, (0, 0))
    for attribution in claim.records.attributions:
        name = _name_of(attribution, claim.records.mentions)
        if name is not None and attribution.source_spans:
            return _to_facet(name, attribution.source_spans[0])
    return None


def _to_facet(name: str, span: Offsets) -> Facet | None:
    words = bare_name(words_of(name))
    if not words:
        return None
    return Facet(kind="attribution", start=span[0], end=span[1], text=name, words=words)


def _names(attribution: Attribution, mentions: Sequence[Mention]) -> Iterator[str]:
    """Give the names of a speaker: as resolved, and as written where a name is recognised."""
    if attribution.source_entity and _is_name(attribution.source_entity):
        yield attribution.source_entity
    if attribution.source and any(
        mention.kind not in NAMELESS and start < mention.end and mention.start < end
        for mention in mentions
        for start, end in attribution.source_spans
    ):
        yield attribution.source


def _name_of(attribution: Attribution, mentions: Sequence[Mention]) -> str | None:
    return next(_names(attribution, mentions), None)


def _is_name(words: str) -> bool:
    """Tell a name from "the officials" and "He": a capital in a word that is no pronoun."""
    lexicon = load_lexicon("check")
    left_out = {*lexicon["references"]["pronouns"], *lexicon["names"]["before"]}
    return any(word[0].isupper() and word.casefold() not in left_out for word in words.split())


def _attributions_over(source: Source, stretch: Offsets) -> Iterator[Attribution]:
    """Give the attributions whose content stands, in part, in a stretch of the text."""
    for attribution in source.attributions:
        if any(a < stretch[1] and stretch[0] < b for a, b in attribution.content_spans):
            yield attribution


def _same(one: str, other: str) -> str | None:
    """Give the rule by which two names may be one speaker's."""
    ours, theirs = bare_name(words_of(one)), bare_name(words_of(other))
    if ours == theirs:
        return "same_speaker"
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return "short_name"
    letters = {"".join(word[0] for word in words) for words in (ours, theirs) if len(words) > 1}
    if {*ours, *theirs} & letters:
        return "initials"
    return "metonym" if is_same_power(ours, theirs) else None


def _to_finding(
    facet: Facet, source: Source, attribution: Attribution, status: FacetStatus, rule: str
) -> Finding:
    start, end = (attribution.source_spans or attribution.content_spans)[0]
    said = attribution.source_entity or attribution.source or source.text[start:end]
    match = match_at(
        source, (start, end), status, rule, value_claim=facet.text, value_evidence=said
    )
    why = "who the passage says it was"
    return Finding(facet=facet, status=status, rule=rule, why=why, source=source, match=match)
