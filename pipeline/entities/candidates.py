"""What may be a name: the record that rules propose and refiners pass on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from .words import Words

MODEL = "entities/model"
RECOGNISER = "recogniser"

KINDS = ("none", "person", "organisation", "place", "group", "other")
"""The order of ``Candidate.scores``: the recogniser's outside and its five labels."""

# Scores of a name whose model gives none: sure enough that one cue alone does not overturn it.
SURE = 0.9


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A stretch of tokens that may be a name.

    ``scores`` are the model's probabilities over ``KINDS``; ``cues`` counts what the words around
    say for a kind; ``label`` is the model's own; ``entity`` is set where a gazetteer knows it.
    """

    start: int
    end: int
    kind: str
    rule: str
    label: str = ""
    scores: tuple[float, ...] = ()
    entity: str | None = None
    fixed: bool = False
    """Decided by a rule that is right on its own: no vote changes the kind."""


def from_model(doc: Doc, words: Words) -> list[Candidate]:
    """Take the model's names, with their labels mapped to our kinds."""
    scores = _recogniser_scores(doc)
    found = []
    for ent in doc.ents:
        kind = words.kind_by_label.get(ent.label_)
        if kind is None:
            continue
        found.append(
            Candidate(
                start=ent.start,
                end=ent.end,
                kind=kind,
                rule="model",
                label=ent.label_,
                scores=scores.get((ent.start, ent.end)) or sure_scores(kind),
            )
        )
    return found


def from_rule(
    start: int, end: int, kind: str, rule: str, *, entity: str | None = None
) -> Candidate:
    """Propose a name whose kind the rule is sure of."""
    return Candidate(
        start=start,
        end=end,
        kind=kind,
        rule=rule,
        scores=sure_scores(kind),
        entity=entity,
        fixed=True,
    )


@cache
def sure_scores(kind: str) -> tuple[float, ...]:
    """Give the scores of a name that somebody is sure of."""
    rest = (1 - SURE) / (len(KINDS) - 1)
    return tuple(SURE if each == kind else rest for each in KINDS)


def _recogniser_scores(doc: Doc) -> dict[tuple[int, int], tuple[float, ...]]:
    group = doc.spans.get(RECOGNISER)
    if group is None:
        return {}
    rows = group.attrs.get("scores", ())
    return {(span.start, span.end): tuple(row) for span, row in zip(group, rows, strict=True)}
