"""The spaCy component that finds attributions and claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from ..lexicon import load_lexicon
from .ambiguous import find_leaning
from .attribution import find_attributions
from .describe import describe, prioritise
from .duplicates import group_claims
from .facts import Facts
from .found import Found, Proposition
from .names import Names
from .priority import read_weights
from .propositions import find_propositions
from .reading import Reading, read
from .rules import CueRules
from .sources import Source, Sources
from .standalone import Known
from .tally import Tally
from .things import Things
from .traits import Traits
from .words import Words

DIRECT_SHARE = 0.8
"""Share of a content in quotation marks from which it counts as direct speech: a few words that
only lead in ("the country has implemented '...'") do not make it mixed."""


class Claims:
    """Write ``doc._.attributions`` and ``doc.spans["claims"]``."""

    def __init__(
        self,
        words: Words,
        *,
        min_priority: float,
        checkable_only: bool,
        weights: Mapping[str, float],
    ) -> None:
        self.words = words
        self.rules = CueRules(words)
        self.checkable_only = checkable_only
        self.weights = weights
        self.min_priority = min_priority

    def __call__(self, doc: Doc) -> Doc:
        """Find who says what, then the propositions and what they are worth."""
        reading = read(doc, self.words)
        names = Names(doc)
        found = find_attributions(reading, self.rules)
        sources = Sources(reading, names)
        within = outer_attributions(found)
        doc._.attributions = [
            to_row(reading, one, sources.resolve(one), within=outer)
            for one, outer in zip(found, within, strict=True)
        ]
        doc.spans["claims"] = list(self._claims(reading, names, found, doc._.attributions))
        return doc

    def _claims(
        self,
        reading: Reading,
        names: Names,
        found: Sequence[Found],
        rows: Sequence[dict[str, Any]],
    ) -> Iterator[Span]:
        facts, tally = Facts(reading), Tally(reading)
        things = Things(reading, names)
        known = Known(names, things, facts, Traits(tally), find_leaning(tally))
        kept: list[tuple[Proposition, dict[str, Any]]] = []
        for claim in find_propositions(
            reading, found, known.facts, checkable_only=self.checkable_only
        ):
            attribution = None if claim.attribution is None else found[claim.attribution]
            row = None if claim.attribution is None else rows[claim.attribution]
            data = describe(reading, known, claim, attribution)
            data["speaker"] = row and (row["source_entity"] or row["source"])
            data |= prioritise(reading, known, claim, data, self.weights)
            if data["priority"] >= self.min_priority:
                kept.append((claim, data))
        groups = group_claims(names, known.facts, kept)
        for group, (claim, data) in zip(groups, kept, strict=True):
            first = kept[group][0]
            span = Span(reading.doc, claim.start, claim.end, label="claim")
            span.id_ = claim.rule
            span._.claim = data | {"group": list(reading.offsets(first.start, first.end))}
            yield span


@Language.factory(
    "claimtable_claims",
    assigns=["doc._.attributions", "doc.spans"],
    requires=["token.dep"],
    default_config={
        "min_priority": 0.0,
        "checkable_only": True,
        "lexicon": None,
        "weights": {},
    },
)
def create_claims(  # noqa: PLR0913 - spaCy passes each setting as an argument
    nlp: Language,
    name: str,
    min_priority: float = 0.0,
    lexicon: str | None = None,
    weights: dict[str, float] | None = None,
    *,
    checkable_only: bool = True,
) -> Claims:
    """Create the component.

    Claims below ``min_priority`` are left out. With ``checkable_only`` a lesser clause (relative,
    participle, second verb ...) is a claim only if it holds a date, a quantity or a name.
    ``lexicon`` is the path of a TOML file whose words go over the shipped ones, and ``weights`` say
    what makes a claim worth checking. Raises ``SettingsError`` for a weight of what is no feature.
    """
    del nlp, name
    words = Words(load_lexicon("claims", lexicon))
    rated = read_weights(words.table("weights"), weights or {})
    return Claims(words, min_priority=min_priority, checkable_only=checkable_only, weights=rated)


def outer_attributions(found: Sequence[Found]) -> list[int | None]:
    """Give the place of the attribution in whose content each one stands: "A said B said"."""
    sizes = [sum(end - start for start, end in one.content) for one in found]
    holder: dict[int, int] = {}
    for place in sorted(range(len(found)), key=lambda place: -sizes[place]):
        for start, end in found[place].content:
            holder.update(dict.fromkeys(range(start, end), place))
    return [_holder_of(found, holder, sizes, place) for place in range(len(found))]


def _holder_of(
    found: Sequence[Found], holder: dict[int, int], sizes: Sequence[int], place: int
) -> int | None:
    outer = holder.get(found[place].head)
    return outer if outer is not None and outer != place and sizes[outer] > sizes[place] else None


def to_row(
    reading: Reading, found: Found, who: Source, *, within: int | None = None
) -> dict[str, Any]:
    """Turn an attribution into the plain data that hangs on the Doc."""
    source = found.source
    share = _quoted_share(reading, found)
    spans = [list(reading.offsets(*source))] if source else []
    cues = [list(reading.offsets(*cue)) for cue in found.cue]
    if (
        source and found.cue[0][0] == source[0]
    ):  # "-Anna Berg": the dash is the cue, what is behind it the name.
        cues, spans = [[cues[0][0], spans[0][0] + 1]], [[spans[0][0] + 1, spans[0][1]]]
    kind = "indirect" if not share else ("direct" if share >= DIRECT_SHARE else "mixed")
    return {
        "source_spans": spans,
        "cue_spans": cues,
        "content_spans": [list(reading.offsets(*part)) for part in found.content],
        "source": reading.text[slice(*spans[0])] if spans else None,
        "source_entity": who.entity,
        "source_title": who.title,
        "source_date": who.date,
        "within": within,
        "kind": kind,
        "quoted": share > 0,
        "rule": found.rule,
    }


def _quoted_share(reading: Reading, found: Found) -> float:
    tokens = [i for start, end in found.content for i in range(start, end)]
    return sum(reading.is_quoted(i) for i in tokens) / len(tokens)
