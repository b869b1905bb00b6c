"""How far the words reach that hedge, predict, ask or deny."""

from __future__ import annotations

import pytest

from pipeline import Pipeline, process


@pytest.mark.parametrize(
    ("text", "kind", "cue", "scope"),
    [
        ("The firm did not build 482 km of road.", "negated", "not", "build 482 km of road"),
        ("The firm failed to build 20 homes.", "negated", "failed to", "build 20 homes"),
        ("Berg denied that the dam leaked in 2019.", "negated", "denied", "the dam leaked in 2019"),
        ("The tower is believed to be 3 m high.", "hedged", "believed to", "be 3 m high"),
        ("The dam could collapse in 2026.", "hedged", "could", "collapse in 2026"),
        ("If the dam breaks, 12 villages drown.", "conditional", "If", "12 villages drown"),
        ("The will will give her the house.", "predicted", "will", "give her the house"),
        ("The mayor plans to sell 12 schools.", "predicted", "plans to", "sell 12 schools"),
        ("The bank nearly collapsed in 2008.", "negated", "nearly", "collapsed in 2008"),
    ],
)  # fmt: skip
def test_cue_reaches_over_what_it_changes(
    pipeline: Pipeline, text: str, kind: str, cue: str, scope: str
) -> None:
    [claim] = process(text, pipeline=pipeline).claims
    found = [(one.kind, one.text, text[one.scope[0] : one.scope[1]]) for one in claim.cues]
    assert (kind, cue, scope) in found


def test_cue_of_a_lesser_clause_leaves_the_claim_asserted(pipeline: Pipeline) -> None:
    text = "He left Norland without paying 300 euros."
    claim = process(text, pipeline=pipeline).claims[0]
    assert (claim.certainty, claim.negated) == ("asserted", False)
    assert [(cue.kind, cue.text) for cue in claim.cues] == [("negated", "without")]
