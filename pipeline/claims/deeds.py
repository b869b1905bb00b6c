"""Says whether a verb that may judge or report tells of a deed: "called Hale", "wrote a book"."""

from __future__ import annotations

from ..syntax import child, children
from .cues import is_phrasal
from .reading import Reading


def only_releases(reading: Reading, verb: int, what: int) -> bool:
    """Say whether a document only comes out: "wrote a book", "posted a video on Monday"."""
    if reading.lemmas[verb] not in reading.words["reporting.releasing"] or is_phrasal(
        reading, verb
    ):
        return False
    told = child(reading.tree, what, "acl", "acl:relcl") is not None
    return reading.lemmas[what] in reading.words["reporting.documents"] and not told


def calls_up(reading: Reading, verb: int) -> bool:
    """Say whether somebody is phoned or fetched: "called Hale", "called Hale to the stage"."""
    tree = reading.tree
    if reading.lemmas[verb] != "call" or is_phrasal(reading, verb):
        return False
    if any(reading.is_quoted(i) for i in range(tree.starts[verb], tree.ends[verb])):
        return False
    named = (
        child(tree, verb, "xcomp") is not None or len([*children(tree, verb, "obj", "iobj")]) > 1
    )
    what = child(tree, verb, "obj")
    relative = what is not None and tree.tags[what] in {"WP", "WDT"}
    inner = what is not None and child(tree, what, "acl", "appos", "xcomp", "compound") is not None
    return not (named or relative or inner)
