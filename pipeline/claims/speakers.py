"""Finds who a verb or noun belongs to: the source of what it reports."""

from __future__ import annotations

from ..syntax import (
    DEEPEST,
    FINITE_TAGS,
    Tree,
    agent,
    child,
    children,
    clause_head,
    is_finite,
    is_passive,
    noun_phrase,
    own_subject,
    preposition,
    subject,
    trim,
)
from .cues import is_cue, verb_group
from .found import Found, Range, overlaps
from .reading import NO_QUOTATION, Reading

LONGEST_OPENING = 15
"""Tokens before a verb above which they are more than its subject."""

LONGEST_WITH = 9
"""Tokens between "with" and a participle above which they do not belong together."""

PAUSES = frozenset({",", ";", "-", "--", "–", "—", "(", ")"})


def attribute_to_verb(reading: Reading, verb: int, rule: str, content: tuple[Range, ...]) -> Found:
    """Build the attribution of a verb: its cue and the subject that is the source."""
    tree = reading.tree
    group = verb_group(reading, verb)
    passive = is_passive(tree, verb) and not _is_active_past(tree, verb)
    if passive:
        who = agent(tree, verb)
        who = None if who is not None and tree.tags[who] == "CD" else who
    else:
        who = own_subject(tree, verb)
        if who is None or tree.words[who] == "that":
            who = _shared_subject(reading, verb)
    if who is not None and tree.words[who] in reading.words["reporting.times"]:
        others = [i for i in children(tree, tree.heads[who], "nsubj") if who < i < verb]
        who = others[-1] if others else None
    source = None if who is None else _without_verb(noun_phrase(tree, who), who, group)
    if source is not None and (overlaps(source, content) or tree.spaces[source[0]]):
        source = None
    if source is None and not passive:
        source = noun_beside(reading, group, content)
        if source is None and tree.roles[verb] == "conj" and tree.heads[verb] < verb:
            source = noun_beside(reading, verb_group(reading, tree.heads[verb]), content)
    if source is not None:
        source = _without_time(reading, _without_participle(reading, source))
        source = _with_last_mark(reading, _with_rest_of_name(reading, source, group))
        source = _with_titled(reading, source)
        if overlaps(source, content) or tree.words[source[0]] == "of":
            source = None
    content = _after_day(reading, group, content)
    return Found(rule=rule, head=verb, cue=(group,), source=source, content=content)


def _after_day(reading: Reading, group: Range, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Leave off the day of the saying: "said Wednesday she had no plans"."""
    (start, end), *more = content
    day = reading.tree.words[start] in reading.words["reporting.times"]
    named = reading.tree.tags[start] == "NNP"
    if start == group[1] and day and named and end - start > 1:
        return ((start + 1, end), *more)
    return content


def _without_participle(reading: Reading, source: Range) -> Range:
    """Cut off what the speaker was doing: "Berg, speaking in May, warned"."""
    tree = reading.tree
    start, end = source
    for i in range(start + 1, end - 1):
        if tree.words[i] == "," and tree.tags[i + 1] == "VBG":
            return trim(tree, start, i)
    return source


def _without_time(reading: Reading, source: Range) -> Range:
    """Cut off when it was said: "Berg last week said", "Berg on Monday said"."""
    tree = reading.tree
    start, end = source
    date = reading.dates.get(end, start)
    if date <= start or tree.words[date][0].isdigit():
        return source
    last = date - (tree.words[date - 1] == "on")
    if last > start and tree.tags[last - 1] in {"NN", "NNS", "NNP", "NNPS", "PRP", ","}:
        return trim(tree, start, last)
    return source


def _with_rest_of_name(reading: Reading, source: Range, group: Range) -> Range:
    """Keep a name whole that the parse cuts before its verb, and close its bracket."""
    tree, (start, end) = reading.tree, source
    if end <= group[0] and all(tree.tags[i][:3] == "NNP" for i in range(end, group[0])):
        end = group[0] if end < group[0] else end
    cut_short = tree.tags[end - 1].startswith("VB") and end < group[0]
    if cut_short and not set(tree.words[end : group[0]]) & PAUSES:
        end = group[0]  # "The union that represents | the drivers has"
    return close_bracket(tree, (start, end))


def close_bracket(tree: Tree, source: Range) -> Range:
    """Take in the bracket that closes a name: "Ann Lee (Labour)"."""
    start, end = source
    opened = tree.words[start:end].count("(") > tree.words[start:end].count(")")
    return (start, end + 1) if opened and tree.words[end : end + 1] == (")",) else source


def _with_titled(reading: Reading, source: Range) -> Range:
    """Take in the document before a title that a colon cuts: "the report “Dams: Our future”"."""
    tree, (start, end) = reading.tree, source
    number = reading.quotation_of[start]
    first, last = reading.quotations[number] if number != NO_QUOTATION else (0, 0)
    if not 0 < first < start < end <= last <= end + 1:
        return source
    if reading.lemmas[first - 1] not in reading.words["reporting.documents"]:
        return source
    return noun_phrase(tree, first - 1, clauses=False)[0], last


def _with_last_mark(reading: Reading, source: Range) -> Range:
    """Keep the quotation mark that closes a name: 'the readers of “The Post”'."""
    start, end = source
    number = reading.quotation_of[end - 1]
    if number == NO_QUOTATION:
        return source
    first, last = reading.quotations[number]
    return (start, last) if start < first and last == end + 1 else source


def _is_active_past(tree: Tree, verb: int) -> bool:
    """Say whether a past tense was taken for a participle: "Berg called/VBN the plan ..."."""
    if verb > 0 and tree.words[verb - 1] == ",":
        return False
    with_object = any(i > verb for i in children(tree, verb, "obj", "ccomp"))
    return with_object and child(tree, verb, "aux:pass", "nsubj:pass") is None


def _shared_subject(reading: Reading, verb: int) -> int | None:
    who = _subject_behind_with(reading, verb)
    if who is None and reading.tree.roles[verb] == "csubj":
        # "Berg is likely to say that ...": parsers take "to say" for what is likely.
        who = own_subject(reading.tree, reading.tree.heads[verb])
    if who is not None and reading.tree.words[who] not in {"it", "there"}:
        return who
    for find in (_subject_of_participle, _subject_of_conjunct):
        who = find(reading.tree, verb)
        if who is not None:
            return who
    who = subject(reading.tree, verb)
    return _user_of(reading, verb, who) if who is not None else None


def _user_of(reading: Reading, verb: int, thing: int) -> int:
    """Give who speaks by a thing: "used the speech to call for ...", "sent out ads calling ..."."""
    tree = reading.tree
    if tree.tags[verb] not in {"VB", "VBG"} or tree.roles[thing] not in {"obj", "iobj", "obl"}:
        return thing
    people = reading.words["reporting.people"] | reading.words["reporting.persons"]
    if tree.tags[thing].startswith("NNP") or reading.lemmas[thing] in people:
        return thing
    user = subject(tree, clause_head(tree, thing))
    return thing if user is None or user > thing else user


def _subject_behind_with(reading: Reading, verb: int) -> int | None:
    """Give the subject of ", with three in 10 saying ...", which parsers hang on another verb."""
    tree = reading.tree
    if not is_cue(reading, verb, "say", "think"):
        return None
    first = max(verb - LONGEST_WITH, 0)
    if tree.tags[verb] != "VBG" or "," in tree.words[verb - 1 : verb]:
        return None
    start = next((i for i in range(verb - 1, first, -1) if tree.words[i] in {",", "with"}), first)
    if tree.words[start] != "with":
        return None
    nouns = (i for i in range(start + 1, verb) if tree.tags[i][:2] in {"NN", "PR", "CD"})
    return next((i for i in nouns if not start < tree.heads[i] < verb), None)


def _subject_of_participle(tree: Tree, verb: int) -> int | None:
    """Give the subject of the clause before a comma: "Berg closed the dam, saying ...".

    Parsers hang such a participle on the noun beside it, or on the first of several clauses.
    """
    if tree.tags[verb] != "VBG" or "," not in tree.words[max(verb - 2, 0) : verb]:
        return None
    if tree.roles[verb] not in {"acl", "advcl", "ccomp", "parataxis"} or tree.heads[verb] > verb:
        return None
    host = clause_head(tree, tree.heads[verb])
    for _ in range(DEEPEST):
        if tree.roles[host] != "ccomp" or tree.heads[host] > verb:
            break
        host = clause_head(tree, tree.heads[host])
    if tree.roles[host] == "acl" and tree.tags[host] == "VB":
        host = clause_head(tree, tree.heads[host])  # "made an attempt to explain it, saying ..."
    near = [i for i in children(tree, host, "conj") if i < verb and own_subject(tree, i)]
    return subject(tree, near[-1] if near else host)


def _subject_of_conjunct(tree: Tree, verb: int) -> int | None:
    """Give the subject of "ran on his wish to win and accused ...", hung on the infinitive."""
    head = tree.heads[verb]
    if tree.roles[verb] != "conj" or tree.tags[verb] not in FINITE_TAGS or head > verb:
        return None
    for _ in range(DEEPEST):
        if is_finite(tree, head) or tree.heads[head] == head:
            break
        head = clause_head(tree, tree.heads[head])
    return subject(tree, head)


def _without_verb(source: Range, head: int, group: Range) -> Range:
    """Cut the phrase of an antecedent before the clause that hangs on it ("firms that warn")."""
    if source[0] <= group[0] < source[1]:
        return (source[0], head + 1) if head < group[0] else (head, source[1])
    return source


def owner_of(reading: Reading, noun: int) -> int | None:
    """Give whose claim it is: "Berg's claim", "the claim by Berg", "Berg rejected the claim"."""
    tree = reading.tree
    owner = child(tree, noun, "nmod:poss")
    if owner is None:
        nouns = children(tree, noun, "nmod")
        owner = next((one for one in nouns if preposition(tree, one) in {"by", "from", "of"}), None)
    verb = tree.heads[noun]
    undergone = reading.lemmas[verb] in reading.words["reporting.undergoing"]
    if owner is None and tree.roles[noun] == "obj" and not undergone:
        owner = subject(tree, verb)
    if owner is not None and tree.tags[owner] == "PRP$":
        return _namesake(tree, noun, owner)
    return owner


def _namesake(tree: Tree, noun: int, owner: int) -> int:
    """Give the subject for the pronoun in "Berg toned down his criticism of the plan"."""
    who = subject(tree, clause_head(tree, noun)) if tree.roles[noun] != "nsubj" else None
    return owner if who is None or who > noun else who


def speaker_of_quotation(reading: Reading, verb: int, quotation: Range) -> Range | None:
    """Give who speaks where the verb follows its quotation: "“...,” Berg said", "“...,” said Berg".

    The order of the words is surer here than the parse, which quotation marks confuse.
    """
    tree = reading.tree
    group = verb_group(reading, verb)
    own = own_subject(tree, verb)
    between = trim(tree, quotation[1], group[0]) if quotation[1] < group[0] else None
    if between is not None and any(_may_be_name(reading, i) for i in range(*between)):
        inside = own is not None and between[0] <= own < between[1]
        return noun_phrase(tree, own) if inside and own is not None else between
    if own is not None and own > verb:
        return noun_phrase(tree, own)
    end = reading.sentence_at(verb)[1]
    if group[1] >= end:
        return None
    return phrase_at(reading, group[1], (group[1], end)) or _capitals(reading, group[1], end)


def _capitals(reading: Reading, start: int, end: int) -> Range | None:
    """Give the name that a stretch opens with, by its capitals: an odd name is not tagged."""
    last = start
    while last < end and reading.written(last, last + 1).istitle():
        last += 1
    return (start, last) if last > start else None


def noun_beside(reading: Reading, group: Range, content: tuple[Range, ...]) -> Range | None:
    """Give the noun phrase next to a verb: before it ("Berg said"), else after it ("said Berg").

    For parses that give the verb no subject, or one out of what it reports.
    """
    start, end = reading.sentence_at(group[0])
    if group[0] - 1 > start and reading.tree.words[group[0] - 1] == ",":
        opening = _opening_before_comma(reading, start, group[0], content)
        if opening is not None:
            return opening
    before = group[0] - 1
    while before > start and _is_between(reading, before):
        before -= 1
    if before >= start and reading.tree.words[before] in reading.words["reporting.pronouns"]:
        return before, before + 1
    if before >= start and _may_speak(reading, before, content):
        return phrase_at(reading, before, (start, group[0]))
    if group[1] < end and _may_speak(reading, group[1], content):
        return phrase_at(reading, group[1], (group[1], end))
    return _opening(reading, start, group[0], content)


def _opening_before_comma(
    reading: Reading, start: int, verb: int, content: tuple[Range, ...]
) -> Range | None:
    """Give what opens a sentence in "The agency, asked about the river, said"."""
    whole = _opening(reading, start, verb, content)
    if whole is not None:
        return whole
    comma = next(i for i in range(start, verb) if reading.tree.words[i] == ",")
    named = comma > start and reading.tree.tags[comma - 1].startswith("NN")
    return _opening(reading, start, comma, content) if named else None


def _opening(reading: Reading, start: int, verb: int, content: tuple[Range, ...]) -> Range | None:
    """Give what opens a sentence before its verb: "A poll released on Friday", "One in five"."""
    tree = reading.tree
    start, end = trim(tree, start, verb) if start < verb else (verb, verb)
    if not 0 < end - start <= LONGEST_OPENING or overlaps((start, end), content):
        return None
    if tree.tags[start] in {"IN", "WRB", "VBG", "VBN"} or reading.is_quoted(start):
        return None
    if any(tree.tags[i] in FINITE_TAGS or tree.spaces[i] for i in range(start, end)):
        return None
    return start, end


def _is_between(reading: Reading, i: int) -> bool:
    """Say whether a word may stand between a speaker and the verb ("Berg last week also said")."""
    tree = reading.tree
    when = reading.words["reporting.times"]
    if tree.spaces[i] and "\n" not in tree.words[i]:
        return True
    if tree.tags[i].startswith("RB") or tree.words[i] == "," or tree.words[i] in when:
        return True
    return tree.words[i] in {"last", "this", "on"} and tree.words[i + 1] in when


def phrase_at(reading: Reading, i: int, bounds: Range) -> Range | None:
    """Give the largest noun phrase around a token that stays within bounds."""
    tree, top = reading.tree, None
    start, end = bounds
    for _ in range(DEEPEST):
        if start <= i < end and _is_noun(tree, i):
            top = i
        if not start <= i < end or tree.heads[i] == i:
            break
        if tree.roles[i] == "appos" and child(tree, tree.heads[i], "case") is not None:
            break  # "In an interview with the Post, Berg said"
        i = tree.heads[i]
    if top is None:
        return None
    first, last = noun_phrase(tree, top)
    return trim(tree, max(first, start), min(last, end))


def _may_be_name(reading: Reading, i: int) -> bool:
    return _is_noun(reading.tree, i) or reading.written(i, i + 1).istitle()


def _is_noun(tree: Tree, i: int) -> bool:
    return tree.tags[i][:2] in {"NN", "PR", "WP"} or tree.tags[i] == "DT"


def _may_speak(reading: Reading, i: int, content: tuple[Range, ...]) -> bool:
    in_content = overlaps((i, i + 1), content)
    return _is_noun(reading.tree, i) and not reading.is_quoted(i) and not in_content
