"""Stage 4: people, places and organisations: one name for each, who they are, where they lie."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from .. import extensions
from . import rules
from .candidates import MODEL, Candidate, from_model
from .decide import decide, drop_unsure
from .descriptions import link_descriptions
from .links import Named
from .locate import locate
from .pronouns import link_pronouns
from .refine import refine
from .repeat import repeat
from .resolve import resolve
from .roles import find_roles
from .tokens import Tokens, read_tokens
from .words import Words, load_words

GROUP = "entities"
PATTERNS, GAZETTEER = "entities/patterns", "entities/gazetteer"
"""The candidates of the rules; those of the model are in ``entities/model``."""

COREFERENCE = "coreference"


@Language.factory(
    "claimtable_entities",
    assigns=["doc.spans", "doc._.aliases", "span._.entity"],
    requires=["doc.ents"],
    default_config={"lexicon": None},
)
def create_entities(nlp: Language, name: str, lexicon: str | None) -> EntityFinder:
    """Create the component. ``lexicon`` is a TOML file whose words go over the shipped ones."""
    words = load_words(lambda text: tuple(token.text for token in nlp.make_doc(text)), lexicon)
    return EntityFinder(name, words)


class EntityFinder:
    """Turns ``doc.ents`` and what the rules add into ``doc.spans["entities"]``.

    Candidates are kept in their own groups. Then, in this order: refiners cut and join them and
    keep one where several share tokens (``refine``); the article's mentions of a name vote on its
    kind (``decide``); what only an unsure model sees goes; names missed elsewhere are found again
    (``repeat``); all get the name they share (``resolve``); descriptions, then pronouns are linked;
    places and roles are read.
    """

    def __init__(self, name: str, words: Words) -> None:
        extensions.register()
        self.name = name
        self.words = words

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one doc and resolve them."""
        tokens = read_tokens(doc)
        found = from_model(doc, self.words)
        proposed = [each for rule in rules.RULES for each in rule(tokens, self.words)]
        doc.spans[MODEL] = [_to_span(doc, each) for each in found]
        for group, is_listed in ((GAZETTEER, True), (PATTERNS, False)):
            own = [each for each in proposed if (each.rule == "gazetteer") is is_listed]
            doc.spans[group] = [_to_span(doc, each) for each in own]
        names = decide(refine([*found, *proposed], tokens, self.words), tokens, self.words)
        names = repeat(drop_unsure(names, tokens), tokens, self.words)
        resolution = resolve(names, tokens, self.words)
        doc._.aliases = dict(resolution.aliases)
        mentions = [
            Named(
                start=name.start,
                end=name.end,
                kind=name.kind,
                text=tokens.text(name.start, name.end),
                entity=entity,
            )
            for name, entity in zip(names, resolution.entities, strict=True)
        ]
        spans = [_to_span(doc, each) for each in names]
        for span, entity, rule in zip(spans, resolution.entities, resolution.rules, strict=True):
            span._.entity, span._.entity_rule = entity, rule
        for i, place in locate(tokens, mentions, self.words):
            spans[i]._.place = place
        for i, role in find_roles(tokens, mentions, self.words):
            spans[i]._.role = role
        doc.spans[GROUP] = spans
        doc.spans[COREFERENCE] = self._link(tokens, mentions)
        return doc

    def _link(self, tokens: Tokens, mentions: Sequence[Named]) -> list[Span]:
        """Link descriptions, then pronouns, which may lean on a description."""
        spans = []
        for kind, find in (("description", link_descriptions), ("pronoun", link_pronouns)):
            found = []
            for link in find(tokens, mentions, self.words):
                i = link.token
                span = Span(tokens.doc, i, i + 1, label=kind, span_id=link.rule)
                span._.entity, span._.entity_rule = link.entity, link.rule
                spans.append(span)
                text, entity = tokens.texts[i], link.entity
                found.append(Named(start=i, end=i + 1, kind=kind, text=text, entity=entity))
            mentions = sorted([*mentions, *found], key=lambda each: each.start)
        return spans


def _to_span(doc: Doc, candidate: Candidate) -> Span:
    return Span(doc, candidate.start, candidate.end, label=candidate.kind, span_id=candidate.rule)
