"""The subject, predicate, object and adjuncts of a claim, in its own words.

"The city [subject] has opened [predicate] 12 schools [object] in 2019 [adjunct]"; a verb without
an object takes its preposition along: "was born in" "Norland". They help to sort and align; the
claim is the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..syntax import (
    AUXILIARY_ROLES,
    FINITE_TAGS,
    agent,
    child,
    children,
    is_passive,
    is_predicate,
    noun_phrase,
    own_subject,
    phrase,
    preposition,
    subject,
    trim,
)
from .facts import Facts
from .found import Range
from .reading import Reading
from .scope import governors

PREDICATE_ROLES = (*AUXILIARY_ROLES, "compound:prt", "expl")
LESSER_ROLES = frozenset({"acl", "acl:relcl", "advcl", "appos", "parataxis"})
ADJUNCT_ROLES = ("obl", "obl:unmarked", "obl:agent", "nmod:unmarked")


@dataclass(frozen=True, slots=True)
class Parts:
    """A claim's parts as stretches of tokens; the predicate may have gaps."""

    subject: Range | None
    predicate: tuple[int, ...]
    lemma: str | None
    object: Range | None
    adjuncts: tuple[Range, ...]


def read_parts(reading: Reading, head: int, verbs: Sequence[int], facts: Facts) -> Parts:
    """Read the parts of the clause that a predicate heads, with the verbs that it chains."""
    if reading.tree.roles[head] == "appos":
        return _named(reading, head, facts)
    what, role = _object(reading, verbs[-1], facts)
    words = _predicate(reading, verbs) | lent_verbs(reading, head)
    if what is not None and role.startswith(("obl", "nmod")):
        words.update(part for part in children(reading.tree, what, "case") if part < what)
    return Parts(
        subject=_subject(reading, head),
        predicate=tuple(sorted(words)),
        lemma=_lemma(reading, verbs, what if role == "cop" else None),
        object=None if what is None else _object_range(reading, what, role),
        adjuncts=tuple(_adjuncts(reading, verbs, what)),
    )


def _named(reading: Reading, head: int, facts: Facts) -> Parts:
    """Read a name and what stands beside it: "Berg" is "the mayor of Norland since 2012"."""
    name, noun = reading.tree.heads[head], head
    if not facts.is_name(name):
        name, noun = noun, name
    return Parts(
        subject=noun_phrase(reading.tree, name, clauses=False),
        predicate=(),
        lemma="be",
        object=noun_phrase(reading.tree, noun, clauses=noun == head),
        adjuncts=(),
    )


def text_of(reading: Reading, words: Sequence[int]) -> str | None:
    """Give tokens as they are written, with one space for each gap between them.

    "does" and "n't" side by side give "doesn't".
    """
    return " ".join([reading.in_line(start, end) for start, end in _runs(words)]) or None


def _runs(words: Sequence[int]) -> Iterator[Range]:
    """Give the stretches of neighbours."""
    if not words:
        return
    start = end = words[0]
    for i in words:
        if i != end:
            yield start, end
            start = i
        end = i + 1
    yield start, end


def _predicate(reading: Reading, verbs: Sequence[int]) -> set[int]:
    """Give the verbs of a chain with their auxiliaries, particles and the adverbs among them."""
    tree, words = reading.tree, set[int]()
    for verb in verbs:
        words.update(children(tree, verb, *PREDICATE_ROLES))
        if child(tree, verb, "cop") is not None:  # "is in", "was from"
            words.update(part for part in children(tree, verb, "case") if part < verb)
        words.update(part for part in tree.children[verb] if part in tree.negators)
        if verb != verbs[0]:
            words.update(part for part in children(tree, verb, "mark") if part < verb)
        if child(tree, verb, "cop") is None or verb != verbs[-1] or _is_adjective(reading, verb):
            words.add(verb)
    head = verbs[0]
    if child(tree, head, "expl") is None:
        words -= set(children(tree, head, "expl"))
    first = min(words, default=head)
    for verb in verbs:
        last = _last_word(reading, verb)
        for part in children(tree, verb, "advmod"):
            if first < part < last and tree.ends[part] - tree.starts[part] <= 2:
                words.update(range(tree.starts[part], tree.ends[part]))
    return words


def lent_verbs(reading: Reading, head: int) -> set[int]:
    """Give the verbs before that a second verb shares: "[could] collapse and [kill] 12 people"."""
    tree, words = reading.tree, set[int]()
    if tree.tags[head] in FINITE_TAGS:
        return words
    lenders = [i for i in governors(reading, head) if i != head]
    if not lenders and tree.roles[head] == "conj" and own_subject(tree, head) is None:
        lenders = [] if child(tree, head, *AUXILIARY_ROLES) is not None else [tree.heads[head]]
    for lender in lenders:
        words.update(children(tree, lender, *AUXILIARY_ROLES))
        words.update(part for part in tree.children[lender] if part in tree.negators)
        if tree.roles[head] != "conj" or lender != tree.heads[head]:
            words.add(lender)
        else:
            words.update(part for part in children(tree, lender, "mark") if part == lender - 1)
    return words


def _last_word(reading: Reading, verb: int) -> int:
    """Give the verb, or the first word of what follows a form of "be"."""
    cop = child(reading.tree, verb, "cop")
    if cop is None or _is_adjective(reading, verb):
        return verb
    determiners = children(reading.tree, verb, "det", "amod", "nummod", "case", "nmod:poss")
    return min(determiners, default=verb)


def _is_adjective(reading: Reading, i: int) -> bool:
    """Say whether an adjective after "be" takes its preposition or infinitive along."""
    if not reading.tree.tags[i].startswith("JJ"):
        return False
    return (
        _complement(reading, i) is not None or child(reading.tree, i, "xcomp", "ccomp") is not None
    )


def _complement(reading: Reading, adjective: int) -> int | None:
    nouns = children(reading.tree, adjective, "obl", "nmod")
    return next((i for i in nouns if i > adjective and preposition(reading.tree, i)), None)


def _lemma(reading: Reading, verbs: Sequence[int], what: int | None) -> str | None:
    """Give the base form of the verb that carries the claim, of "be" for "is a town"."""
    tree, last = reading.tree, verbs[-1]
    if what is not None or child(tree, last, "cop") is not None:
        adjective = tree.tags[last].startswith("JJ") and _is_adjective(reading, last)
        return f"be {reading.lemmas[last]}" if adjective else "be"
    particle = child(tree, last, "compound:prt")
    lemma = reading.lemmas[last]
    return lemma if particle is None else f"{lemma} {tree.words[particle]}"


def _object(reading: Reading, verb: int, facts: Facts) -> tuple[int | None, str]:
    """Give the object of a verb, or what stands in for it, with its role."""
    tree = reading.tree
    if child(tree, verb, "cop") is not None:
        complement = _complement(reading, verb) if _is_adjective(reading, verb) else None
        said = child(tree, verb, "ccomp")
        if complement is None and said is not None and said > verb:
            return said, "ccomp"  # "is unlikely" "that it will rain"
        return (verb, "cop") if complement is None else (complement, "obl")
    doer = agent(tree, verb) if is_passive(tree, verb) else None
    if doer is not None:
        return doer, "obl:agent"
    for role in ("obj", "ccomp", "xcomp", "obl"):
        following = (part for part in children(tree, verb, role) if part > verb)
        kept = (i for i in following if role != "obl" or not _is_circumstance(reading, i, facts))
        found = next(kept, None)
        if found is not None:
            given = _given_amount(reading, verb, found, facts) if role == "obj" else None
            return (found if given is None else given), role
        if role == "obj" and _is_relative_object(reading, verb):
            return tree.heads[verb], "antecedent"
    if child(tree, verb, "expl") is not None:
        return own_subject(tree, verb), "obj"
    if tree.roles[verb] == "acl:relcl" and subject(tree, verb) != tree.heads[verb]:
        return tree.heads[verb], "antecedent"
    return None, ""


def _given_amount(reading: Reading, verb: int, receiver: int, facts: Facts) -> int | None:
    """Give the amount in "cost farmers 12 million euros", where parsers call both an object."""
    tree = reading.tree
    if _holds_amount(reading, receiver, facts):
        return None
    beside = (i for i in children(tree, verb, "obj") if tree.starts[i] == tree.ends[receiver])
    return next((i for i in beside if _holds_amount(reading, i, facts)), None)


def _holds_amount(reading: Reading, i: int, facts: Facts) -> bool:
    return not facts.kinds_in(*phrase(reading.tree, i)).isdisjoint({"number", "quantity"})


def _is_relative_object(reading: Reading, verb: int) -> bool:
    """Say whether "which" or "that" is the object: "the dam that the firm built"."""
    tree = reading.tree
    before = (i for i in children(tree, verb, "obj") if i < verb)
    pronouns = {"WDT", "WP"}
    return tree.roles[verb] == "acl:relcl" and any(tree.tags[i] in pronouns for i in before)


def _is_circumstance(reading: Reading, noun: int, facts: Facts) -> bool:
    """Say whether an oblique says when, or who says so, and not what."""
    return facts.is_date(noun) or _names_source(reading, noun)


def _names_source(reading: Reading, part: int) -> bool:
    return preposition(reading.tree, part) in reading.words["reporting.prepositions"]


def _subject(reading: Reading, head: int) -> Range | None:
    tree = reading.tree
    who = subject(tree, head)
    if who is None or child(tree, head, "expl") is not None:
        return None
    if tree.roles[who] == "csubj":
        inner = own_subject(tree, who)  # "Americans earning more": their verb is no subject
        if inner is not None and tree.tags[who] == "VBG":
            return plain_noun_phrase(reading, inner)
        start, end = noun_phrase(tree, who)
        commas = [i + 1 for i in range(start, who) if tree.words[i] == ","]
        return trim(tree, max(commas, default=start), end)  # "On Monday, [entering the town] ..."
    return plain_noun_phrase(reading, who)


def plain_noun_phrase(reading: Reading, noun: int) -> Range:
    """Give a noun phrase with its conjuncts, up to a lesser clause, bracket or apposition in it."""
    tree = reading.tree
    start, end = noun_phrase(tree, noun)
    for part in tree.children[noun]:
        second = tree.roles[part] == "conj" and is_predicate(tree, part)
        lesser = second or tree.roles[part] in LESSER_ROLES or _names_source(reading, part)
        if part > noun and lesser:
            end = min(end, max(tree.starts[part], noun + 1))
    return trim(tree, start, max(end, start + 1))


def _object_range(reading: Reading, what: int, role: str) -> Range:
    if role in {"ccomp", "xcomp"}:
        return phrase(reading.tree, what)
    if role == "antecedent":
        return noun_phrase(reading.tree, what, clauses=False)
    start, end = plain_noun_phrase(reading, what)
    if role == "cop":
        start = min(max(start, _last_word(reading, what)), what)
    return trim(reading.tree, start, end)


def _adjuncts(reading: Reading, verbs: Sequence[int], what: int | None) -> Iterator[Range]:
    """Give what else the clause says: when, where, how; also what a shared subject brings."""
    tree = reading.tree
    own = [part for verb in verbs for part in children(tree, verb, *ADJUNCT_ROLES)]
    for part in sorted({*own, *_fronted(reading, verbs[0])}):
        if part != what and not _names_source(reading, part):
            start, end = phrase(tree, part)
            yield start, min(end, max(plain_noun_phrase(reading, part)[1], part + 1))


def _fronted(reading: Reading, head: int) -> Iterator[int]:
    """Give the adjuncts before a subject that a second verb shares: "In May he came and left"."""
    tree = reading.tree
    if tree.roles[head] != "conj" or own_subject(tree, head) is not None:
        return
    first = tree.heads[head]
    who = own_subject(tree, first)
    if who is not None:
        yield from (i for i in children(tree, first, *ADJUNCT_ROLES) if i < who)
