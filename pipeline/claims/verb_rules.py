"""Attributions whose cue is a verb; one short function per written form."""

from __future__ import annotations

from ..syntax import (
    FINITE_TAGS,
    agent,
    child,
    children,
    has_finite,
    is_passive,
    noun_phrase,
    own_subject,
    phrase,
    subject,
    trim,
)
from .cues import SHORTEST_CONTENT, has_mark, is_cue, is_phrasal, verb_group
from .deeds import calls_up, only_releases
from .found import Found, Range, without
from .holders import may_speak
from .reading import Reading
from .speakers import attribute_to_verb

LONGEST_PARAGRAPH = 300
"""Tokens of a paragraph behind "writes:" above which it is not one statement."""

SHORT_END = 8
"""Tokens from a verb to the end of its sentence below which what it reports stands before it."""

FARTHEST_THAT = 9
"""Tokens behind a verb in which its "that" may stand: "told the guests from both towns that"."""


def verb_clause(reading: Reading, verb: int) -> Found | None:
    """Read "officials said that the bridge was closed"."""
    tree = reading.tree
    clauses = [part for part in children(tree, verb, "ccomp") if _has_words(reading, part)]
    if not is_cue(reading, verb, "say", "show", "think", "ask"):
        marked = any(has_mark(reading, part, "that", "whether") for part in clauses)
        if not marked or not is_cue(reading, verb, "judge"):
            return None
    if _is_purpose(reading, verb):
        return None
    clauses = clauses or _indirect_questions(reading, verb)
    clauses = clauses or _told(reading, verb) or _doings(reading, verb)
    after = [part for part in clauses if part > verb or reading.is_quoted(part)]
    clauses = after if any(part > verb for part in after) else clauses
    if not clauses:
        return None
    content = tuple(phrase(reading.tree, part) for part in clauses)
    return attribute_to_verb(reading, verb, "verb_clause", content)


def _is_purpose(reading: Reading, verb: int) -> bool:
    """Say whether something is only to be shown: "managed to visit and document how it is"."""
    tree = reading.tree
    if is_cue(reading, verb, "say", "think", "ask") or child(tree, verb, "aux") is not None:
        return False
    head, role = tree.heads[verb], tree.roles[verb]
    if role == "conj" and tree.tags[verb] in {"VB", "VBP"}:
        return tree.tags[head] == "VB" and child(tree, head, "aux") is None
    return tree.tags[verb] == "VB" and role in {"advcl", "acl", "xcomp"}


def _told(reading: Reading, verb: int) -> list[int]:
    """Read "told [reporters that the bridge was closed]", where the clause hangs on the person."""
    tree = reading.tree
    if reading.lemmas[verb] not in reading.words["reporting.addressing"]:
        return []
    return [
        clause
        for person in children(tree, verb, "obj", "iobj")
        for clause in children(tree, person, "acl:relcl", "acl")
        if tree.words[tree.starts[clause]] == "that" and own_subject(tree, clause) is not None
    ][:1]


def _indirect_questions(reading: Reading, verb: int) -> list[int]:
    """Read "asked whether it was safe", where the parse takes the clause for an adverbial."""
    tree, openers = reading.tree, reading.words["reporting.openers"]
    if is_cue(reading, verb, "ask"):
        openers |= reading.words["certainty.conditions"]
    return [
        part
        for part in children(tree, verb, "advcl")
        if part > verb and tree.words[tree.starts[part]] in openers
    ]


def _doings(reading: Reading, verb: int) -> list[int]:
    """Read "proposed breaking up the bank"."""
    tree = reading.tree
    if is_passive(tree, verb):
        return []
    return [i for i in children(tree, verb, "xcomp") if i > verb and tree.tags[i] == "VBG"]


def _has_words(reading: Reading, part: int) -> bool:
    return reading.tree.ends[part] - reading.tree.starts[part] > 1


def verb_before_colon(reading: Reading, verb: int) -> Found | None:
    """Read "officials said: the bridge was closed", where the content stands beside the verb."""
    tree = reading.tree
    if not is_cue(reading, verb, "say", "show", "ask") or tree.tags[verb] not in FINITE_TAGS:
        return None
    part = child(tree, verb, "parataxis")
    if part is not None and part > verb and _is_led_in(reading, verb, part):
        content: Range | None = phrase(tree, part)
    elif tree.words[verb + 1 : verb + 2] == (":",) and verb + 2 < len(tree.words):
        content = _behind_colon(reading, verb + 2)
    else:
        content = None
    return attribute_to_verb(reading, verb, "verb_before_colon", (content,)) if content else None


def _behind_colon(reading: Reading, start: int) -> Range | None:
    """Give the rest of the sentence, or where the line ends at the colon, the next paragraph."""
    tree = reading.tree
    if not tree.spaces[start]:
        return trim(tree, start, reading.sentence_at(start)[1])
    while start < len(tree.words) and tree.spaces[start]:
        start += 1
    end = start
    while end < len(tree.words) and "\n" not in tree.words[end] and end - start < LONGEST_PARAGRAPH:
        end += 1
    if start >= end or reading.is_quoted(start):
        return None
    return trim(tree, start, end)


def _is_led_in(reading: Reading, verb: int, part: int) -> bool:
    """Say whether a clause beside a verb is what it reports, not the next half of the sentence."""
    tree = reading.tree
    if own_subject(tree, part) is None:
        return False
    before = tree.words[tree.starts[part] - 1]
    if child(tree, verb, "obj", "ccomp", "xcomp") is not None:
        return before == ":" or reading.is_quoted(tree.starts[part])
    return before not in {";", "-", "--", "–", "—"}


def verb_aside(reading: Reading, verb: int) -> Found | None:
    """Read "the bridge, officials said, was closed" and "as officials said"."""
    tree = reading.tree
    if tree.roles[verb] not in {"parataxis", "advcl", "discourse"}:
        return None
    speaker = own_subject(tree, verb)
    if is_passive(tree, verb):
        speaker = agent(tree, verb)  # "as reported by the agency"
    if not is_cue(reading, verb, "say", "show", "think") or speaker is None:
        return None
    if tree.roles[verb] == "advcl" and not has_mark(reading, verb, "as"):
        return None
    held = [*children(tree, verb, "obj", "ccomp", "xcomp")]
    if any(tree.words[part] not in reading.words["reporting.times"] for part in held):
        return None
    host = tree.heads[verb]
    own = (speaker, *children(tree, verb, "mark", "advmod", "case", "aux"))
    aside = (min(verb, *(tree.starts[part] for part in own)), tree.ends[verb])
    content = without(tree, host, aside)
    if sum(end - start for start, end in content) < SHORTEST_CONTENT:
        return None
    return attribute_to_verb(reading, verb, "verb_aside", content)


def verb_infinitive(reading: Reading, verb: int) -> Found | None:
    """Read "the mayor vowed to rebuild it"."""
    tree = reading.tree
    if not is_cue(reading, verb, "intend", "ask") and not _is_held(reading, verb):
        return None
    part = child(tree, verb, "xcomp", "ccomp", "advcl")
    if part is None or part < verb or child(tree, part, "mark") is None:
        return None
    if tree.roles[part] == "advcl" and not has_mark(reading, part, "to"):
        return None
    content: tuple[Range, ...] = (phrase(tree, part),)
    who = own_subject(tree, verb) if is_passive(tree, verb) else None
    if who is not None and tree.tags[who] not in {"WDT", "WP"}:
        content = (phrase(tree, who), *content)  # "The dam is said to leak"
    return attribute_to_verb(reading, verb, "verb_infinitive", content)


def _is_held(reading: Reading, verb: int) -> bool:
    """Say whether a passive tells what somebody unnamed holds: "is believed to be safe"."""
    held = reading.lemmas[verb] in reading.words["certainty.hedging_passives"]
    return held and is_passive(reading.tree, verb) and reading.lemmas[verb] != "suppose"


def verb_object(reading: Reading, verb: int) -> Found | None:
    """Read "the union criticised the plan"."""
    tree = reading.tree
    judges = is_cue(reading, verb, "judge") or _sees_as(reading, verb) or is_phrasal(reading, verb)
    if not judges and not _document_shows(reading, verb):
        return None
    part = child(tree, verb, "obj", "iobj")
    part = _predicate(reading, verb) if part is None else part
    part = _bare_oblique(reading, verb) if part is None else part
    if part is None and judges:
        what = _what_it_holds(reading, verb)
        if what is not None:
            return attribute_to_verb(reading, verb, "verb_object", (what,))
    if part is None or _is_bare_participle(reading, verb) or calls_up(reading, verb):
        return None
    if only_releases(reading, verb, part):
        return None
    if reading.lemmas[verb] in reading.words["reporting.physical"]:
        if tree.words[part].endswith(("self", "selves")):
            return None  # "the nation presents itself"
        who = subject(tree, verb)
        if who is None or not may_speak(reading, who):
            return None
    more = [one for one in children(tree, verb, "obl", "xcomp") if one > part]
    start, end = phrase(reading.tree, part)
    if part < verb:
        content = tuple(phrase(tree, one) for one in (part, *more))
        return attribute_to_verb(reading, verb, "verb_object", content)
    end = max([end, *(phrase(reading.tree, one)[1] for one in more)])
    return attribute_to_verb(reading, verb, "verb_object", ((start, end),))


def _bare_oblique(reading: Reading, verb: int) -> int | None:
    """Give a noun right behind a verb without preposition or time, which parsers call oblique."""
    tree = reading.tree
    for part in children(tree, verb, "obl"):
        bare = child(tree, part, "case", "mark") is None and tree.starts[part] == verb + 1
        if bare and tree.words[part] not in reading.words["reporting.times"]:
            return None if tree.ends[part] in reading.dates else part
    return None


def _what_it_holds(reading: Reading, verb: int) -> Range | None:
    """Read "the plan (that) the union criticised", whose object stands before the verb."""
    tree = reading.tree
    if tree.roles[verb] not in {"acl", "acl:relcl"} or child(tree, verb, "aux:pass") is not None:
        return None
    who = next((i for i in children(tree, verb, "nsubj") if i == _last_noun(reading, verb)), None)
    what = tree.heads[verb]
    if who is None or tree.tags[who] in {"WDT", "WP"} or what >= who:
        return None
    relative = next((i for i in range(what + 1, who) if tree.tags[i] in {"WDT", "WP"}), None)
    if relative is not None:
        return relative, relative + 1
    return noun_phrase(tree, what, clauses=False)


def _last_noun(reading: Reading, verb: int) -> int | None:
    """Give the noun that ends just before a verb and its auxiliaries."""
    i = verb_group(reading, verb)[0] - 1
    return i if i >= 0 and reading.tree.tags[i][:2] in {"NN", "PR"} else None


def _predicate(reading: Reading, verb: int) -> int | None:
    """Read "called the plan a mistake", where the parse makes "mistake" a predicate of "called"."""
    tree = reading.tree
    for part in children(tree, verb, "xcomp"):
        if (
            part > verb
            and (tree.tags[part] == "VBG" or not tree.tags[part].startswith("V"))
            and child(tree, part, "mark") is None
        ):
            return part
    return None


def _is_bare_participle(reading: Reading, verb: int) -> bool:
    """Say whether it is done to what stands before: "the study, called “Dry Coasts”, ..."."""
    tree = reading.tree
    if tree.tags[verb] not in {"VBN", "VBD"} or child(tree, verb, "aux") is not None:
        return False
    if tree.roles[verb] == "root":
        return False
    with_object = child(tree, verb, "obj", "iobj") is not None
    if with_object and (own_subject(tree, verb) is not None or tree.tags[verb] == "VBD"):
        return False
    start = verb_group(reading, verb)[0]
    if start == 0 or tree.words[start - 1] == ",":
        return True
    return tree.tags[verb] == "VBN" and tree.spaces[start - 1]


def _sees_as(reading: Reading, verb: int) -> bool:
    """Read "the union sees the plan as a threat"."""
    as_what = children(reading.tree, verb, "obl", "advcl")
    return is_cue(reading, verb, "seeing") and any(has_mark(reading, i, "as") for i in as_what)


def _document_shows(reading: Reading, verb: int) -> bool:
    """Read "the study found no trace": with a document, what it found is what it says."""
    who = own_subject(reading.tree, verb)
    documents = reading.words["reporting.documents"]
    return who is not None and reading.lemmas[who] in documents and is_cue(reading, verb, "show")


def verb_preposition(reading: Reading, verb: int) -> Found | None:
    """Read "the union called for a strike", "the mayor referred to the flood"."""
    tree = reading.tree
    table = reading.words.table("prepositional")
    wanted = table.get(reading.lemmas[verb])
    if wanted is None or not tree.tags[verb].startswith("VB"):
        return None
    if child(tree, verb, "aux:pass", "nsubj:pass") is not None:
        return None
    if _is_bare_participle(reading, verb):
        return None
    for noun in children(tree, verb, "obl", "advcl", "nmod", "xcomp"):
        lead = [*children(tree, noun, "case", "mark")]
        if noun > verb and any(tree.words[part] in wanted for part in lead):
            if tree.words[min(lead) - 1] == "," and tree.words[min(lead)] == "with":
                return None  # "agreed, with three in 10 saying it leaks"
            if reading.lemmas[noun] in reading.words["reporting.requests"]:
                return None  # "did not respond to a request for comment" holds nothing
            bounds = (
                noun_phrase(tree, noun) if tree.roles[noun] == "obl" else phrase(reading.tree, noun)
            )
            return attribute_to_verb(reading, verb, "verb_preposition", (bounds,))
    clause = child(tree, verb, "ccomp")
    if clause is None or clause < verb or tree.words[verb + 1] not in wanted:
        return None
    bounds = trim(tree, verb + 2, max(verb + 3, tree.ends[clause]))
    return attribute_to_verb(reading, verb, "verb_preposition", (bounds,))


def verb_before_that(reading: Reading, verb: int) -> Found | None:
    """Read "the mayor joked to a guest that the dam leaked", which the parse does not connect."""
    tree = reading.tree
    if not is_cue(reading, verb, "say", "show", "think") or child(tree, verb, "ccomp") is not None:
        return None
    end = reading.sentence_at(verb)[1]
    near = range(verb + 1, min(verb + FARTHEST_THAT, end))
    that = next((i for i in near if tree.words[i] == "that" and _links(reading, verb, i)), None)
    if that is None or is_passive(tree, verb) or end - that < SHORTEST_CONTENT:
        return None
    if any(tree.tags[i] in FINITE_TAGS or tree.words[i] == "," for i in range(verb + 1, that)):
        return None
    if that - verb > 1 and reading.lemmas[that - 1] in reading.words["reporting.nouns"]:
        return None
    return attribute_to_verb(reading, verb, "verb_before_that", (trim(tree, that, end),))


def _links(reading: Reading, verb: int, that: int) -> bool:
    """Say whether a "that" opens a clause: by its tag, or as a bare object beside a clause."""
    tree = reading.tree
    if tree.tags[that] == "IN":
        return True
    bare = tree.heads[that] == verb and tree.ends[that] - tree.starts[that] == 1
    return bare and child(tree, verb, "parataxis", "advcl", "conj") is not None


def verb_alone(reading: Reading, verb: int) -> Found | None:
    """Read a speech verb whose content the parse does not connect, by the order of the words.

    "officials said [the bridge was closed]", and at the end of a sentence "[...], officials said".
    """
    tree = reading.tree
    if not is_cue(reading, verb, "speech") or tree.tags[verb] not in FINITE_TAGS:
        return None
    if reading.is_quoted(verb) or child(tree, verb, "obj", "ccomp") is not None:
        return None
    start, end = reading.sentence_at(verb)
    following = range(verb + 1, end)
    cues = (i for i in following if is_cue(reading, i, "say", "show", "think"))
    further = next(cues, end)
    that = next((i for i in following if i < further and tree.words[i] == "that"), verb + 1)
    after = trim(tree, that, end)
    content = after if _states(reading, verb, *after) else None
    if content is None and end - verb <= SHORT_END:
        comma = max(
            (i for i in range(start, verb) if tree.words[i] in {",", "”", '"'}), default=start
        )
        spoken = comma < verb - 1 or tree.tags[verb + 1 : verb + 2] != ("IN",)
        content = (start, comma) if spoken and comma - start >= SHORTEST_CONTENT else None
    return attribute_to_verb(reading, verb, "verb_alone", (content,)) if content else None


def _states(reading: Reading, verb: int, start: int, end: int) -> bool:
    """Say whether a stretch after a verb holds a finite verb of its own."""
    if end - start < SHORTEST_CONTENT or start <= verb:
        return False
    return reading.tree.words[start] == "that" or has_finite(reading.tree, start, end)
