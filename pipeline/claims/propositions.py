"""Finds the stretches that state something: main, reported, coordinated and lesser clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..extensions import block_kind
from ..syntax import (
    FINITE_TAGS,
    child,
    children,
    clause,
    is_finite,
    is_predicate,
    noun_phrase,
    own_subject,
    subject,
    trim,
)
from .facts import Facts
from .found import Found, Range
from .reading import NO_QUOTATION, Reading

REPORTING_RULES = frozenset(
    {
        "quotation",
        "source_preposition",
        "speaker_colon",
        "speaker_dash",
        "verb_after_apposition",
        "verb_alone",
        "verb_aside",
        "verb_before_colon",
        "verb_before_speaker",
        "verb_between_commas",
        "verb_clause",
    }
)
"""Attributions whose content is a statement of its own; the others only lean on one."""

ASIDE_RULES = frozenset({"verb_aside", "verb_between_commas"})
"""Attributions that may stand between the subject and the verb of what they report."""

SHORTEST = 3
"""Tokens below which a clause says too little to be checked ("he says")."""

LONGEST = 200
"""Tokens above which a clause is a parse gone wrong (a list, a table), not a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A clause as a token range, with its predicate and the attribution that it stands in."""

    rule: str
    head: int
    start: int
    end: int
    attribution: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may look at: the Doc, the cues of attributions, and the tokens of facts."""

    reading: Reading
    cues: dict[int, Found]
    facts: Facts
    sources: frozenset[int]

    def holds_fact(self, bounds: Range) -> bool:
        """Say whether a date, a quantity or a name stands in a stretch."""
        return any(i in self.facts.tokens for i in range(*bounds))


def find_propositions(
    reading: Reading, attributions: Sequence[Found], facts: Facts
) -> list[Proposition]:
    """Find the propositions of a Doc, one per predicate, in the order of the text.

    A lesser clause (relative, participle, coordinated without a subject) is a row of its own only
    if it holds a date, a quantity or a name. No mention is cut in two.
    """
    if not reading.doc.has_annotation("DEP"):
        return []
    cues = {found.head: found for found in attributions if found.rule in REPORTING_RULES}
    inner = _innermost(attributions)
    seen: dict[Range, Proposition] = {}
    scene = Scene(reading, cues, facts, _inside_sources(attributions))
    for i, rule, bounds in _from_predicates(scene):
        start, end = _complete(scene, *_clip(reading, attributions, inner.get(i), i, bounds))
        if SHORTEST <= end - start <= LONGEST and _is_unbroken(reading, start, end):
            one = Proposition(rule=rule, head=i, start=start, end=end, attribution=inner.get(i))
            seen.setdefault((start, end), one)
    found = [*seen.values()]
    found.extend(_whole_sentences(scene, found, inner))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _whole_sentences(
    scene: Scene, found: Sequence[Proposition], inner: dict[int, int]
) -> Iterator[Proposition]:
    """Give the sentences in which no rule found a clause, because their parse is odd."""
    reading, tree = scene.reading, scene.reading.tree
    done = {reading.sentence_of[one.head] for one in found}
    done |= {reading.sentence_of[one.start] for one in found}
    reported = {reading.sentence_of[head]: one for head, one in scene.cues.items()}
    for number, bounds in enumerate(reading.sentences):
        if number in done or any(i in reading.skipped for i in bounds):
            continue
        start, end = trim(tree, *bounds)
        if number in reported:
            start, end = _reported(reading, reported[number], bounds)
        if not SHORTEST < end - start <= LONGEST or not _is_unbroken(reading, start, end):
            continue
        head = _any_verb(scene, start, end)
        if head is None and number in reported:
            head = next(
                i
                for i in range(start, end)
                if not start <= tree.heads[i] < end or tree.heads[i] == i
            )
        if head is not None:
            start, end = _complete(scene, start, end)
            yield Proposition(
                rule="whole_sentence", head=head, start=start, end=end, attribution=inner.get(head)
            )


def _reported(reading: Reading, found: Found, bounds: Range) -> Range:
    """Give the content in a sentence: around an aside that splits it, else its longest part."""
    inside = [part for part in found.content if bounds[0] <= part[0] and part[1] <= bounds[1]]
    if found.rule in ASIDE_RULES and len(inside) > 1 and not _has_predicate(reading, inside[0]):
        return inside[0][0], inside[1][1]
    return max(inside, key=lambda part: part[1] - part[0], default=(bounds[0], bounds[0]))


def _any_verb(scene: Scene, start: int, end: int) -> int | None:
    """Give a verb with a subject, else a finite verb, else (in running text) any verb."""
    reading, tree = scene.reading, scene.reading.tree
    said = scene.cues.keys()
    verbs = [i for i in range(start, end) if tree.tags[i][:2] in {"VB", "MD"} and i not in said]
    finite = [i for i in verbs if tree.tags[i] in FINITE_TAGS]
    with_subject = [i for i in verbs if own_subject(tree, i) is not None]
    span = reading.doc[start:end]
    running = block_kind(reading.doc, span.start_char, span.end_char) == "paragraph"
    candidates = with_subject or finite or (verbs if running else [])
    return candidates[0] if candidates else None


def _from_predicates(scene: Scene) -> Iterator[tuple[int, str, Range]]:
    reading = scene.reading
    for i in range(len(reading.doc)):
        if i in reading.skipped or i in scene.cues or i in scene.sources:
            continue
        if not is_predicate(reading.tree, i):
            continue
        for rule in RULES:
            bounds = rule(scene, i)
            if bounds is not None:
                yield i, rule.__name__, bounds
                break


def main_clause(scene: Scene, i: int) -> Range | None:
    """Read "the state built new fences", also coordinated with a subject of its own."""
    tree = scene.reading.tree
    if tree.roles[i] not in {"root", "parataxis", "conj"} or not is_finite(tree, i):
        return None
    if own_subject(tree, i) is None and child(tree, i, "expl") is None:
        return None
    return _without_attribution(scene, i)


def said_clause(scene: Scene, i: int) -> Range | None:
    """Read what a reporting verb reports: "officials said [the state built new fences]"."""
    tree = scene.reading.tree
    if tree.roles[i] not in {"ccomp", "parataxis"} or not is_finite(tree, i):
        return None
    if tree.tags[tree.starts[i]] in {"WP", "WRB", "WDT"} and tree.words[tree.starts[i]] != "that":
        return None
    reported = tree.heads[i] in scene.cues
    if not reported and not scene.holds_fact(clause(tree, i)):
        return None
    if own_subject(tree, i) is None and child(tree, i, "expl") is None:
        return None
    return _without_attribution(scene, i)


def shared_subject(scene: Scene, i: int) -> Range | None:
    """Read the second verb of "the state built fences and [closed 12 crossings]"."""
    tree = scene.reading.tree
    if tree.roles[i] != "conj" or subject(tree, i) is None:
        return None
    if not (is_finite(tree, i) or tree.tags[i] == "VBN"):
        return None
    bounds = clause(tree, i)
    return bounds if scene.holds_fact(bounds) else None


def relative_clause(scene: Scene, i: int) -> Range | None:
    """Read "[the bridge, which opened in 1932,] was closed"."""
    if scene.reading.tree.roles[i] != "acl:relcl" or not is_finite(scene.reading.tree, i):
        return None
    return _with_noun(scene, i)


def participle_clause(scene: Scene, i: int) -> Range | None:
    """Read "[the images, taken in May,] show soldiers"."""
    tree = scene.reading.tree
    if tree.roles[i] != "acl" or tree.tags[i] not in {"VBN", "VBG", "VBD"}:
        return None
    return _with_noun(scene, i)


def adverbial_clause(scene: Scene, i: int) -> Range | None:
    """Read "the bridge closed [after the river rose by 3 metres]"."""
    tree = scene.reading.tree
    if tree.roles[i] != "advcl" or not is_finite(tree, i) or own_subject(tree, i) is None:
        return None
    marks = {tree.words[part] for part in children(tree, i, "mark", "advmod")}
    if marks & scene.reading.words["certainty.conditions"]:
        return None
    bounds = clause(tree, i)
    return bounds if scene.holds_fact(bounds) else None


RULES: tuple[Callable[[Scene, int], Range | None], ...] = (
    main_clause,
    said_clause,
    shared_subject,
    relative_clause,
    participle_clause,
    adverbial_clause,
)


def _without_attribution(scene: Scene, i: int) -> Range:
    """Leave off "according to ..." and ", he said" at either end of a clause."""
    tree = scene.reading.tree
    start, end = clause(tree, i)
    for part in tree.children[i]:
        if part not in scene.cues:
            continue
        left, right = tree.starts[part], tree.ends[part]
        if left <= start and right <= i:
            start = right
        elif right >= end and left > i:
            end = left
    return trim(tree, start, end)


def _with_noun(scene: Scene, i: int) -> Range | None:
    tree = scene.reading.tree
    noun, (start, end) = tree.heads[i], clause(tree, i)
    if start <= noun or not scene.holds_fact((start, end)):
        return None
    first, last = noun_phrase(tree, noun, clauses=False)
    return (min(first, noun), end) if last <= end else None


def _is_unbroken(reading: Reading, start: int, end: int) -> bool:
    """Say whether a stretch stays in one paragraph; a wrong parse may cross an empty line."""
    return not any(reading.tree.words[i].count("\n") > 1 for i in range(start, end))


def _clip(
    reading: Reading, attributions: Sequence[Found], number: int | None, head: int, bounds: Range
) -> Range:
    """Keep to the content that holds the predicate, where the parse ties the cue to the clause."""
    if number is None or attributions[number].rule not in REPORTING_RULES:
        return bounds
    content = attributions[number].content
    if len(content) > 1 and attributions[number].rule in ASIDE_RULES:
        opening, statement = content[0], content[1]
        if statement[0] <= bounds[0] < statement[1] and not _has_predicate(reading, opening):
            return opening[0], bounds[1]  # "Since May, officials said, [nobody has come]"
        return bounds
    part = next(part for part in content if part[0] <= head < part[1])
    return max(bounds[0], part[0]), min(bounds[1], part[1])


def _has_predicate(reading: Reading, part: Range) -> bool:
    return any(reading.tree.tags[i] in FINITE_TAGS for i in range(*part))


def _complete(scene: Scene, start: int, end: int) -> Range:
    """Take in what a boundary cuts through: a mention, a bracket, the end of a quotation."""
    reading, tree = scene.reading, scene.reading.tree
    first, last = reading.sentences[reading.sentence_of[start]]
    start = _after_that(scene, start, end)
    while start > first and tree.tags[start] == "NNP" and tree.tags[start - 1] == "NNP":
        start -= 1
    while end < last and tree.tags[end] == "NNP" and tree.tags[end - 1] == "NNP":
        end += 1
    start = max(first, scene.facts.mention_around(start)[0])
    end = max(end, min(last, scene.facts.mention_around(end - 1)[1]))
    if end < len(tree.words) and tree.words[end] == ")" and "(" in tree.words[start:end]:
        end += 1
    if end < len(tree.words) and reading.is_quoted(end):
        opened, closed = reading.quotations[reading.quotation_of[end]]
        if start <= opened and closed - end <= 2:
            end = closed
    return start, _without_lone_mark(reading, start, end)


def _without_lone_mark(reading: Reading, start: int, end: int) -> int:
    """Leave off a closing mark, and the comma before it, where the claim lacks the opening one."""
    number = reading.quotation_of[end - 1]
    if number == NO_QUOTATION or reading.quotations[number][1] != end:
        return end
    if start <= reading.quotations[number][0]:
        return end
    return trim(reading.tree, start, end - 1)[1]


def _after_that(scene: Scene, start: int, end: int) -> int:
    """Leave off the "that" of "said (last week) that [prices rose]", with the day of saying it."""
    opening = scene.facts.mention_around(start)
    that = opening[1] if start == opening[0] else start
    if that < end and _opens_with_that(scene.reading, that):
        return that + 1
    return start + _opens_with_that(scene.reading, start)


def _opens_with_that(reading: Reading, start: int) -> bool:
    tree = reading.tree
    is_mark = tree.tags[start] == "IN" or tree.roles[start] == "mark"
    return tree.words[start] == "that" and is_mark


def _inside_sources(attributions: Sequence[Found]) -> frozenset[int]:
    """Give the tokens that name the source of "according to": they say who, not what."""
    sources = [one.source for one in attributions if one.rule == "source_preposition"]
    return frozenset(i for source in sources if source for i in range(*source))


def _innermost(attributions: Sequence[Found]) -> dict[int, int]:
    """Give for each token the attribution with the smallest content around it."""
    sized = sorted(
        range(len(attributions)),
        key=lambda number: -sum(end - start for start, end in attributions[number].content),
    )
    inner: dict[int, int] = {}
    for number in sized:
        if attributions[number].rule in {"verb_object", "verb_infinitive"}:
            continue
        for start, end in attributions[number].content:
            inner.update(dict.fromkeys(range(start, end), number))
    return inner
