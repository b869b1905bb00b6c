"""Finds the stretches that state something: main, reported, coordinated and lesser clauses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..extensions import Blocks
from ..syntax import FINITE_TAGS, child, has_finite, is_predicate, own_subject, trim
from .clause_rules import REPORTING_RULES, RULES_BY_ROLE, Scene
from .extent import ASIDE_RULES, clip, complete
from .facts import Facts
from .found import Found, Proposition, Range, overlaps
from .reading import Reading

SHORTEST = 3
"""Tokens below which a clause says too little to be checked ("he says")."""

OPENING_TAGS = frozenset(
    {"$", "CD", "DT", "EX", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "PDT", "PRP", "PRP$"}
)
"""Tags that a noun phrase may begin with."""

LONGEST = 200
"""Tokens above which a clause is a parse gone wrong (a list, a table), not a claim."""


def find_propositions(
    reading: Reading, attributions: Sequence[Found], facts: Facts, *, checkable_only: bool = True
) -> list[Proposition]:
    """Find the propositions of a Doc, one per predicate, in the order of the text.

    A lesser clause (relative, participle, coordinated without a subject) is a row of its own only
    if it holds a date, a quantity or a name, unless ``checkable_only`` is false. No mention is cut
    in two.
    """
    if not reading.doc.has_annotation("DEP"):
        return []
    cues = {found.head: found for found in attributions if found.rule in REPORTING_RULES}
    inner = _innermost(attributions)
    seen: dict[Range, Proposition] = {}
    scene = Scene(reading, cues, facts, _inside_sources(attributions), checkable_only)
    for i, rule, bounds in _from_predicates(scene):
        start, end = complete(scene, *clip(reading, attributions, inner.get(i), i, bounds))
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
    for (start, end), is_told in _left_over(scene, found):
        if not SHORTEST < end - start <= LONGEST or not _is_unbroken(reading, start, end):
            continue
        head = _any_verb(scene, start, end)
        if head is None and is_told:
            head = next(
                i
                for i in range(start, end)
                if not start <= tree.heads[i] < end or tree.heads[i] == i
            )
        if head is not None and scene.holds_fact((start, end)):
            start, end = complete(scene, start, end)
            yield Proposition(
                rule="whole_sentence", head=head, start=start, end=end, attribution=inner.get(head)
            )


def _left_over(scene: Scene, found: Sequence[Proposition]) -> Iterator[tuple[Range, bool]]:
    """Give what holds no proposition, and whether somebody says it: sentences, parts of contents.

    A sentence may have rows of its own and still lack the one that "..., officials said, a sign
    that ..." opens with.
    """
    reading = scene.reading
    rows: dict[int, list[Range]] = {}
    for one in found:
        for token in {one.head, one.start}:
            rows.setdefault(reading.sentence_of[token], []).append((one.start, one.end))
    reported = {reading.sentence_of[head]: one for head, one in scene.cues.items()}
    for number, bounds in enumerate(reading.sentences):
        if any(i in reading.skipped for i in bounds):
            continue
        told = reported.get(number)
        if number in rows:
            parts = () if told is None else _told_in(told, bounds)
            lacking = (part for part in parts if not overlaps(part, tuple(rows[number])))
            yield from ((part, True) for part in lacking if _is_statement(reading, part))
        elif told is None:
            yield trim(reading.tree, *bounds), False
        else:
            yield _reported(reading, told, bounds), True


def _is_statement(reading: Reading, part: Range) -> bool:
    """Say whether a stretch holds a finite verb and opens with a noun phrase, not "if", "whose"."""
    return reading.tree.tags[part[0]] in OPENING_TAGS and has_finite(reading.tree, *part)


def _told_in(found: Found, bounds: Range) -> list[Range]:
    """Give the parts of a content that stand in a sentence."""
    return [part for part in found.content if bounds[0] <= part[0] and part[1] <= bounds[1]]


def _reported(reading: Reading, found: Found, bounds: Range) -> Range:
    """Give the content in a sentence: around an aside that splits it, else its longest part."""
    inside = _told_in(found, bounds)
    if found.rule in ASIDE_RULES and len(inside) > 1 and not has_finite(reading.tree, *inside[0]):
        return inside[0][0], inside[1][1]
    return max(inside, key=lambda part: part[1] - part[0], default=(bounds[0], bounds[0]))


def _any_verb(scene: Scene, start: int, end: int) -> int | None:
    """Give a verb with a subject, else a finite verb, else (in running text) any verb."""
    reading, tree = scene.reading, scene.reading.tree
    said = scene.cues.keys()
    verbs = [i for i in range(start, end) if tree.tags[i][:2] in {"VB", "MD"} and i not in said]
    finite = [i for i in verbs if tree.tags[i] in FINITE_TAGS]
    with_subject = [i for i in verbs if own_subject(tree, i) is not None]
    if with_subject or finite:
        return (with_subject or finite)[0]
    running = Blocks(reading.doc).kind(*reading.offsets(start, end)) == "paragraph"
    return verbs[0] if running and verbs else None


def _may_state(reading: Reading, i: int) -> bool:
    """Say whether a conjunct heads a clause, also "[is] the mayor" after "and"."""
    return is_predicate(reading.tree, i) or child(reading.tree, i, "cop") is not None


def _is_unbroken(reading: Reading, start: int, end: int) -> bool:
    """Say whether a stretch stays in one paragraph; a wrong parse may cross an empty line."""
    return bisect_left(reading.breaks, start) == bisect_left(reading.breaks, end)


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


def _from_predicates(scene: Scene) -> Iterator[tuple[int, str, Range]]:
    reading, roles = scene.reading, scene.reading.tree.roles
    for i in range(len(roles)):
        if i in reading.skipped or i in scene.cues or i in scene.sources:
            continue
        if roles[i] == "conj" and not _may_state(reading, i):
            continue
        for rule in RULES_BY_ROLE.get(roles[i], ()):
            bounds = rule(scene, i)
            if bounds is not None:
                yield i, rule.__name__, bounds
                break
