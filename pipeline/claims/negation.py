"""Whether a claim is denied, with the words that deny it and how far they reach."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from ..syntax import Tree, child, children, negation, own_subject, phrase, preposition
from .found import Found, Proposition, Range, overlaps
from .reading import Reading
from .scope import Cue, reach, spread


def find_negation(
    reading: Reading,
    claim: Proposition,
    attribution: Found | None,
    verbs: Iterable[Sequence[int]],
) -> tuple[str | None, list[Cue]]:
    """Give the words that negate a claim, or None, and every negation over it.

    Two of them cancel: "did not fail to build" is no denial. ``verbs`` are the chains of its
    predicate.
    """
    own: list[Range] = []
    for words in _over_predicate(reading, verbs):
        if not overlaps(words, tuple(own)):
            own.append(words)
    cues = [Cue("negated", words, reach(reading, claim, words, claim.head)) for words in own]
    report = _negative_report(reading, claim, attribution) or _untrue(reading, claim.head)
    if report is not None:
        cues.append(Cue("negated", report, (claim.start, claim.end)))
    if len(cues) % 2 == 0:
        return None, cues
    return reading.written(*cues[0].words), cues


def find_lesser_negation(
    reading: Reading, claim: Proposition, own: Container[int]
) -> Iterator[Cue]:
    """Give the negations in lesser parts of a claim: "left without paying", "a dam never built"."""
    tree, words = reading.tree, reading.words
    roles = {"acl", "acl:relcl", "advcl", "ccomp", "conj", "parataxis", "xcomp"}
    for i in range(claim.start, claim.end):
        if i in own:
            continue
        if tree.roles[i] in roles:
            for cue in (*_not(reading, i), *_no_noun(reading, i)):
                yield Cue("negated", cue, reach(reading, claim, cue, i))
            above = tree.heads[i]
            if reading.lemmas[above] in words["negation.preventing"] and tree.tags[i] == "VBG":
                yield Cue("negated", (above, above + 1), phrase(tree, i))
        elif tree.words[i] in words["negation.without"] and tree.roles[i] in {"case", "mark"}:
            start, end = phrase(tree, tree.heads[i])
            yield Cue("negated", (i, i + 1), (min(i + 1, end - 1), max(end, start + 1)))


def _over_predicate(reading: Reading, verbs: Iterable[Sequence[int]]) -> Iterator[Range]:
    for chain in verbs:
        for verb in chain:
            yield from _not(reading, verb)
            yield from _verb(reading, verb)
            if verb in {chain[0], chain[-1]}:
                yield from _no_noun(reading, verb)


def _not(reading: Reading, head: int) -> Iterator[Range]:
    """Read "not", "never", "no longer", "by no means", and "nearly" where it is the verb's."""
    tree, words = reading.tree, reading.words
    found = negation(tree, head)
    if found is not None and not _is_limited(reading, head, found):
        after = tree.words[found + 1 : found + 2]
        longer = tree.words[found] == "no" and not words["negation.after_no"].isdisjoint(after)
        yield found, found + (2 if longer else 1)
        return
    for part in children(tree, head, "advmod", "cc", "cc:preconj", "det", "obl", "obl:unmarked"):
        word = tree.words[part]
        is_almost = word in words["negation.almost"] and tree.tags[head].startswith("VB")
        is_no = word in words["negation.adverbs"] and not _is_more_or_less(reading, part)
        if is_no or is_almost:
            yield part, part + 1
        elif (
            word in words["negation.after_no"] and 0 < part < head and tree.words[part - 1] == "no"
        ):
            yield part - 1, part + 1
        else:
            continue
        return
    yield from _phrases(reading, head)


def _phrases(reading: Reading, head: int) -> Iterator[Range]:
    """Read "far from safe", "anything but safe", "came close to collapsing"."""
    words = reading.tree.words
    cop = child(reading.tree, head, "cop")
    if cop is not None:
        for i in range(cop + 1, head + 1):
            if words[i : i + 2] in {("far", "from"), ("anything", "but")}:
                yield i, i + 2
    elif words[head + 1 : head + 3] == ("close", "to") and reading.lemmas[head] == "come":
        yield head + 1, head + 3


def _is_limited(reading: Reading, head: int, no: int) -> bool:
    """Say whether "not" denies less than the verb: "not only", "not until 2019"."""
    tree, words = reading.tree, reading.words
    following = tree.words[no + 1 : no + 2]
    if following and following[0] in words["negation.not_only"]:
        return True
    if tree.words[no] == "no":
        return _is_more_or_less(reading, no)
    dated = (i for i in children(tree, head, "obl", "obl:unmarked", "advcl", "nmod") if i > no)
    return any(
        preposition(tree, i) in {"until", "till"}
        or any(tree.words[mark] in {"until", "till"} for mark in children(tree, i, "mark"))
        for i in dated
    )


def _is_more_or_less(reading: Reading, no: int) -> bool:
    """Say whether "no" bounds a number or doubts nothing: "no fewer than 12", "no doubt"."""
    following = reading.tree.words[no + 1 : no + 2]
    return bool(following) and following[0] in reading.words["negation.not_after_no"]


def _verb(reading: Reading, head: int) -> Iterator[Range]:
    """Read "failed to build", "was unable to leave", "has yet to open", "denied building it"."""
    tree, words = reading.tree, reading.words
    infinitive = next(
        (i for i in children(tree, head, "xcomp", "ccomp", "advcl") if i > head), None
    )
    if infinitive is None:
        return
    lemma, bare = reading.lemmas[head], tree.tags[infinitive] in {"VB", "VBG", "VBN", "JJ", "NN"}
    marks = children(tree, infinitive, "mark", "aux")
    to = next((i for i in marks if tree.words[i] == "to" and i > head), None)
    if to is not None or tree.tags[infinitive] == "VBG":
        if bare and lemma in words["negation.verbs"] and tree.roles[infinitive] != "advcl":
            yield (head, to + 1) if to == head + 1 else (head, head + 1)
        elif tree.words[head] in words["negation.adjectives"]:
            yield head, head + 1
    for yet in children(tree, head, "advmod"):
        if tree.words[yet] == "yet" and to == yet + 1:
            yield yet, yet + 2
    for yet in children(tree, infinitive, "advmod"):
        if tree.words[yet] == "yet" and to == yet + 1 and lemma in {"be", "have"}:
            yield yet, yet + 2


def _no_noun(reading: Reading, head: int) -> Iterator[Range]:
    """Read "no one came", "they found no trace", "there was no trace", "at no point"."""
    tree, words = reading.tree, reading.words
    nouns = (head, *children(tree, head, "nsubj", "nsubj:pass", "obj", "obl"))
    for noun in nouns:
        if tree.roles[noun] == "obl" and noun != head:
            if tree.words[noun] in words["negation.no_way"] and tree.words[noun - 1] == "no":
                yield tree.starts[noun], noun + 1
                return
            continue
        if tree.words[noun] in words["negation.nouns"] and not _is_but(tree, noun):
            yield noun, noun + 1
            return
        for part in children(tree, noun, "det", "advmod"):
            no = tree.words[part] in words["negation.determiners"]
            if no and not _is_more_or_less(reading, part):
                yield part, part + (2 if tree.words[part + 1] == "one" else 1)
                return


def _is_but(tree: Tree, noun: int) -> bool:
    return tree.words[noun + 1 : noun + 2] in {("but",), ("other",)}


def _negative_report(
    reading: Reading, claim: Proposition, attribution: Found | None
) -> Range | None:
    """Read "denied that ...", "there is no evidence that ..."."""
    tree, words = reading.tree, reading.words
    role, above = tree.roles[claim.head], tree.heads[claim.head]
    if role not in {"ccomp", "acl", "xcomp"} and not _is_content(tree, claim.head):
        return None
    denies = reading.lemmas[above] in words["negation.reports"]
    if attribution is not None and above == attribution.head and denies:
        is_denied = report_is_denied(reading, attribution) is not None
        return None if is_denied else (attribution.head, attribution.head + 1)
    is_told = tree.roles[above] in {"iobj", "obj"}  # "told the paper that ..."
    denier = _denied_saying(reading, tree.heads[above] if is_told else above)
    if denier is not None:
        return denier, denier + 1
    over = tree.heads[above]
    if tree.roles[above] == "obj" and reading.lemmas[over] in words["negation.reports"]:
        return over, above + 1
    if reading.lemmas[above] not in words["negation.proof"]:
        return None
    determiners = children(tree, above, "det")
    no = next((i for i in determiners if tree.words[i] in words["negation.determiners"]), None)
    return None if no is None else (no, max(no, above) + 1)


def _denied_saying(reading: Reading, verb: int) -> int | None:
    """Give the verb that denies somebody's own words: "denied having said that ..."."""
    tree, over = reading.tree, reading.tree.heads[verb]
    if reading.lemmas[verb] not in reading.words["reporting.say"] or over == verb:
        return None
    who = own_subject(tree, verb)
    own = who is None or tree.tags[who] == "PRP"
    denies = reading.lemmas[over] in reading.words["negation.reports"]
    return over if own and denies and tree.roles[verb] in {"ccomp", "xcomp"} else None


def _untrue(reading: Reading, head: int) -> Range | None:
    """Read "it is not true that ...", "it is a myth that ..."."""
    tree, words, above = reading.tree, reading.words, reading.tree.heads[head]
    who = child(tree, above, "expl", "nsubj")
    if tree.roles[head] not in {"acl", "ccomp", "csubj"} or who is None or tree.words[who] != "it":
        return None
    denied = negation(tree, above)
    if reading.lemmas[above] in words["negation.false"]:
        return (above, above + 1) if denied is None else None
    if denied is None or reading.lemmas[above] not in words["negation.true"]:
        return None
    return spread(denied, above)


def _is_content(tree: Tree, head: int) -> bool:
    """Say whether a clause is what a noun before it states: "the claim that Berg left"."""
    return any(tree.words[i] == "that" for i in children(tree, head, "mark"))


def report_is_denied(reading: Reading, attribution: Found) -> int | None:
    """Give the word that says nobody said so: "did [not] say", "[nobody] believes", "[not] all"."""
    tree, words = reading.tree, reading.words
    found = negation(tree, attribution.head)
    if found is not None or attribution.source is None:
        return found
    first = attribution.source[0]
    denying = words["negation.nouns"] | words["negation.determiners"] | words["negation.sources"]
    return first if tree.words[first] in denying else None
