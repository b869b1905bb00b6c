"""What a fact-checker would read first ranks first, for reasons that can be read and weighed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from pipeline import load_settings
from pipeline.claims import create_claims
from pipeline.claims.features import FEATURES
from pipeline.claims.priority import START, read_weights
from pipeline.errors import SettingsError
from pipeline.lexicon import load_lexicon

SHIPPED = load_lexicon("claims")["weights"]

PAIRS = [
    ("quantity", "The council built 140 flats in Halden.", "The council built flats in Halden."),
    ("quantity", "The fire injured 14 miners.", "The fire injured two miners."),
    ("dated", "The port of Halden closed in March 2019.", "The port of Halden closed."),
    ("named", "The port of Halden was closed by Mette Holm.", "The port was closed by them."),
    ("attributed", "Mette Holm said the port closed early.", "The port closed early."),
    ("comparison", "Halden has more ferries than Moss.", "Halden has ferries as Moss does."),
    ("change", "Rents in Halden rose.", "Rents in Halden vary."),
    ("on_record", "The senate vetoed the ferry.", "The senate awaits the ferry."),
    ("past", "The ferry has carried coal.", "The ferry carries coal."),
    ("measured", "Unemployment in Halden worries the town.", "Weather in Halden worries the town."),
    ("-loaded", "The council closed the port.", "The arrogant council shamefully closed it."),
    ("-loaded", "It closed the port.", "It closed the port, which was a disgrace and a farce."),
    ("-opinion", "The council closed the port.", "Surely the council should close the port."),
    ("-future", "The council closed the port.", "The council will close the port."),
    ("-intended", "The council closed the port.", "The council wants to close the port."),
    ("-question", "The council closed the port.", "Has the council closed the port?"),
    ("-first_person", "The mayor closed the port.", "I closed my port."),
    ("-pointing", "Ferries work differently in Moss.", "Things work differently in Moss."),
    ("-hedged", "The ferry carries coal.", "The ferry apparently carries coal."),
    ("-judging", "The ferry of Halden runs.", "The ferry of Halden is a dream."),
]  # fmt: skip


def best(nlp: Language, text: str) -> dict[str, Any]:
    doc = nlp(text)
    return max((span._.claim for span in doc.spans["claims"]), key=lambda one: one["priority"])


@pytest.mark.parametrize(("reason", "higher", "lower"), PAIRS, ids=[pair[2] for pair in PAIRS])
def test_of_two_claims_the_better_to_check_ranks_higher(
    nlp: Language, reason: str, higher: str, lower: str
) -> None:
    high, low = best(nlp, higher), best(nlp, lower)
    assert high["priority"] > low["priority"]
    assert reason in (low if reason.startswith("-") else high)["reasons"]


def test_every_feature_has_a_weight_and_the_other_way_round() -> None:
    assert {START, *(feature.__name__ for feature in FEATURES)} == set(SHIPPED)


def test_weights_are_documented_as_they_are(root: Path) -> None:
    page = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (-?[\d.]+) \| [^|]+ \|$", page, re.MULTILINE)
    documented = {name: float(weight) for name, weight in rows if name in SHIPPED}
    assert documented | {START: SHIPPED[START]} == dict(SHIPPED)


def test_weight_in_the_settings_goes_over_the_shipped_one() -> None:
    mine = load_settings(
        overrides={"components": {"claimtable_claims": {"weights": {"dated": 2, "named": 0}}}}
    )
    component = spacy.blank("en").add_pipe(
        "claimtable_claims", config=mine.components["claimtable_claims"]
    )
    assert component.weights == {**SHIPPED, "dated": 2, "named": 0}


def test_feature_with_weight_zero_is_no_reason(nlp: Language) -> None:
    text = "The council built 140 flats in Halden in 2019."
    doc = nlp(text)
    assert "quantity" in best(nlp, text)["reasons"]
    off = create_claims(nlp, "claims", weights={"quantity": 0})(doc)
    assert all("quantity" not in span._.claim["reasons"] for span in off.spans["claims"])


@pytest.mark.parametrize(
    ("own", "named"),
    [({"quantities": 1.0}, "quantities"), ({"dated": "high"}, "dated"), ({"dated": True}, "dated"),
     ({"dated": float("nan")}, "dated")],
)  # fmt: skip
def test_wrong_weight_is_an_error_that_names_it(own: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        read_weights(SHIPPED, own)


def test_huge_weights_stay_within_0_and_1(nlp: Language) -> None:
    doc = nlp("The council of Halden built 140 flats.")
    create_claims(nlp, "claims", weights={"start": -1e6})(doc)
    assert [span._.claim["priority"] for span in doc.spans["claims"]] == [0.0]
