"""Stage 5: finds temporal expressions and gives their TIMEX3 value and ISO interval.

``rules`` propose candidates, ``refine`` drops, widens and joins them, ``resolve`` gives values.
"""

from __future__ import annotations

from spacy.language import Language

from .component import DateFinder


@Language.factory(
    "claimtable_dates",
    assigns=["doc.spans"],
    default_config={"lexicon": None},
)
def create_dates(
    nlp: Language,  # noqa: ARG001 - spaCy passes it by name
    name: str,
    lexicon: str | None,
) -> DateFinder:
    """Create the component; ``lexicon`` is the path of a TOML file with words of your own."""
    return DateFinder(name, lexicon=lexicon)
