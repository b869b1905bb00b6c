"""Attributions whose cue is a punctuation mark beside the speaker's name."""

from __future__ import annotations

from ..extensions import Blocks
from ..syntax import FINITE_TAGS, child, is_finite, noun_phrase, own_subject, trim
from .cues import verb_group
from .found import Found, Range, overlaps
from .holders import may_speak
from .reading import Reading

SHORTEST_CONTENT = 3
"""Tokens, the colon included, below which nothing is said."""

LONGEST_SPEAKER = 7
"""Tokens that a name with its title may have before a colon or after a dash."""

LONGEST_OFFICE = 20
"""Tokens that a name with the speaker's office may have."""

SPEAKER_TAGS = frozenset({"NNP", "NNPS", "NN", "JJ", ",", "."})
"""Tags of which such a name is made: "Chair Anna Berg", "Gov. Berg"."""


def speaker_colon(reading: Reading, colon: int) -> Found | None:
    """Read "Anna Berg: The dam is safe" and "From Chair Berg: “...”"."""
    tree = reading.tree
    if tree.words[colon] != ":" or reading.is_quoted(colon) or _ends_dateline(reading, colon):
        return None
    start = colon
    while start > 0 and colon - start < LONGEST_SPEAKER and not _ends_line(reading, start - 1):
        start -= 1
    if start == colon or (start > 0 and not _ends_line(reading, start - 1)):
        return None
    start += tree.words[start] == "from"
    if colon + 2 >= len(tree.words) or not _is_speaker(reading, start, colon):
        return None
    end = reading.sentence_at(colon + 1)[1]
    if reading.is_quoted(colon + 1):
        end = reading.quotations[reading.quotation_of[colon + 1]][1]
    if end - colon < SHORTEST_CONTENT or _ends_line(reading, colon + 1):
        return None
    content = trim(tree, colon + 1, end)
    # "Iowa: Ann Lee, Tom Hale" and "Lee: 547" are lists.
    if not reading.is_quoted(colon + 1) and not _has_verb(reading, *content):
        return None
    return Found(
        rule="speaker_colon",
        head=colon,
        cue=((colon, colon + 1),),
        source=(start, colon),
        content=(content,),
    )


def _ends_dateline(reading: Reading, colon: int) -> bool:
    """Say whether a colon closes the place of the report: "MUMBAI: Police arrested"."""
    return Blocks(reading.doc).kind(*reading.offsets(colon, colon + 1)) == "dateline"


def _is_speaker(reading: Reading, start: int, end: int) -> bool:
    """Say whether a stretch is a name: by its tags, or by its capitals ("TAPPER:")."""
    tags = reading.tree.tags[start:end]
    tagged = "NNP" in tags and all(tag in SPEAKER_TAGS for tag in tags)
    words = [reading.written(i, i + 1) for i in range(start, end)]
    named = any(i in reading.named for i in range(start, end))
    shouted = all(word.isupper() and word.isalpha() for word in words) and named
    last = reading.lemmas[end - 1]
    headed = last in reading.words["reporting.people"] or last in reading.words["reporting.papers"]
    nouns = all(tag[:2] in {"NN", "JJ"} for tag in tags)
    return tagged or shouted or (headed and nouns)


def _has_verb(reading: Reading, start: int, end: int) -> bool:
    return any(tag.startswith(("VB", "MD")) for tag in reading.tree.tags[start:end])


def speaker_dash(reading: Reading, dash: int) -> Found | None:
    """Read "“The dam is safe.” — Anna Berg, mayor of Tarn", also "“...”: Anna Berg" and "-Anna"."""
    tree, dashes = reading.tree, reading.words["reporting.dashes"] | {":"}
    glued = tree.words[dash] not in dashes and tree.words[dash][0] in dashes
    start = dash if glued else dash + 1
    if (tree.words[dash] not in dashes and not glued) or start >= len(tree.words):
        return None
    before = dash - 1
    while before > 0 and tree.spaces[before]:
        before -= 1
    if before < 0 or not reading.is_quoted(before) or reading.is_quoted(dash):
        return None
    end = start
    while (
        end < len(tree.words) and end - start <= LONGEST_SPEAKER and tree.tags[end] in SPEAKER_TAGS
    ):
        end += 1
    if "NNP" not in tree.tags[start:end]:
        return None
    end = _with_office(reading, start, end)
    if not _ends_line(reading, min(end, len(tree.words))):
        return None
    quotation = reading.quotations[reading.quotation_of[before]]
    return Found(
        rule="speaker_dash",
        head=dash,
        cue=((dash, dash + 1),),
        source=(start, end),
        content=(quotation,),
    )


def _with_office(reading: Reading, start: int, end: int) -> int:
    """Take in what a speaker is, up to the end of the line: "Anna Berg, mayor of Tarn"."""
    last = end
    while last < min(len(reading.doc), start + LONGEST_OFFICE) and not _ends_line(reading, last):
        if reading.tree.tags[last] in FINITE_TAGS:
            return end
        last += 1
    return last if "," in reading.tree.words[start:end] else end


def quotation_after_colon(reading: Reading, quotation: Range) -> Found | None:
    """Read "Berg went further: “The dam leaks.”", where no verb of speech leads in."""
    tree, colon = reading.tree, quotation[0] - 1
    while colon > 0 and tree.spaces[colon]:
        colon -= 1
    if colon < 1 or tree.words[colon] != ":":
        return None
    first = reading.sentence_at(colon)[0]
    for verb in range(colon - 1, first - 1, -1):
        who = own_subject(tree, verb) if is_finite(tree, verb) else None
        if who is None or who > verb:
            continue
        # "Berg's answer was: “...”" is said by Berg.
        owner = child(tree, who, "nmod:poss")
        who = who if owner is None or tree.tags[owner] == "PRP$" else owner
        if not may_speak(reading, who):
            return None
        source = noun_phrase(tree, who)
        cue = verb_group(reading, verb)
        if overlaps(source, (cue,)):
            return None
        return Found(
            rule="quotation_after_colon",
            head=verb,
            cue=(cue,),
            source=source,
            content=(quotation,),
        )
    return None


def _ends_line(reading: Reading, i: int) -> bool:
    """Say whether a token is a line break or a full stop, or stands after the last one."""
    words = reading.tree.words
    return i >= len(words) or "\n" in words[i] or words[i] in {".", "!", "?", ")", "("}
