"""Stage 4: people, places and organisations: one name for each, who they are, where they lie."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from .. import extensions
from . import rules
from .candidates import MODEL, Candidate, from_model
from .decide import decide, drop_unsure
from .descriptions import link_descriptions
from .locate import locate
from .pronouns import link_pronouns
from .refine import refine
from .repeat import repeat
from .resolve import resolve
from .roles import find_roles
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
        found = from_model(doc, self.words)
        proposed = [each for rule in rules.RULES for each in rule(doc, self.words)]
        doc.spans[MODEL] = [_to_span(doc, each) for each in found]
        for group, is_listed in ((GAZETTEER, True), (PATTERNS, False)):
            own = [each for each in proposed if (each.rule == "gazetteer") is is_listed]
            doc.spans[group] = [_to_span(doc, each) for each in own]
        names = decide(refine([*found, *proposed], doc, self.words), doc, self.words)
        names = repeat(drop_unsure(names, doc), doc, self.words)
        resolution = resolve(names, doc, self.words)
        doc.spans[GROUP] = [_to_span(doc, each) for each in names]
        linked = zip(doc.spans[GROUP], resolution.entities, resolution.rules, strict=True)
        for span, entity, rule in linked:
            span._.entity, span._.entity_rule = entity, rule
        doc._.aliases = dict(resolution.aliases)
        self._link(doc)
        for span, place in locate(doc, list(doc.spans[GROUP]), self.words):
            span._.place = place
        for span, role in find_roles(doc, list(doc.spans[GROUP]), self.words):
            span._.role = role
        return doc

    def _link(self, doc: Doc) -> None:
        """Link descriptions, then pronouns, which may lean on a description."""
        mentions = list(doc.spans[GROUP])
        doc.spans[COREFERENCE] = []
        for label, find in (("description", link_descriptions), ("pronoun", link_pronouns)):
            found = []
            for link in find(doc, mentions, self.words):
                span = Span(doc, link.token, link.token + 1, label=label, span_id=link.rule)
                span._.entity, span._.entity_rule = link.entity, link.rule
                found.append(span)
            doc.spans[COREFERENCE].extend(found)
            mentions = sorted([*mentions, *found], key=lambda span: span.start)


def _to_span(doc: Doc, candidate: Candidate) -> Span:
    return Span(doc, candidate.start, candidate.end, label=candidate.kind, span_id=candidate.rule)
