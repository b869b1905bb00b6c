"""The one list of columns per table: name, type, meaning and where the value comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal

ColumnType = Literal["text", "integer", "number", "boolean", "date", "json"]


@dataclass(frozen=True)
class Column:
    """One column: ``take`` gives its value from the record of the row.

    With ``within``, from the record that the row's record has under that name; where it has none,
    the cell is empty.
    """

    name: str
    type: ColumnType
    meaning: str
    take: Callable[[Any], Any]
    within: str | None = None


def _same(name: str, type: ColumnType, meaning: str) -> Column:
    return Column(name, type, meaning, attrgetter(name))


def _part(record: str, name: str, type: ColumnType, meaning: str) -> Column:
    return Column(name, type, meaning, attrgetter(name), within=record)


def _modifier(mention: Any) -> str | None:
    value = mention.quantity or mention.date
    return value.modifier if value else None


ARTICLES = (
    _same("doc", "text", "Key of the article in every table: path in the folder, no suffix"),
    _same("title", "text", "Title"),
    _same("byline", "text", "Author or authors"),
    _same("section", "text", "Section of the outlet that the byline names"),
    _same("publisher", "text", "Publisher"),
    _same("published", "date", "Publication date, which relative dates lean on"),
    _same("published_from", "text", "Where that date was found: metadata, page, text or file"),
    _same("url", "text", "Address of the page"),
    _same("language", "text", "Detected language (ISO 639-1); empty: too short to tell"),
    _same("path", "text", "File the article was read from"),
    _same("media_type", "text", "Kind of file and its character encoding"),
    _same("sha256", "text", "Hash of the bytes that the article was read from"),
    _same("blocks", "json", "Labelled stretches of the text: kind, start, end"),
    _same(
        "warning",
        "text",
        "What may be wrong with the text: numbers it lacks, an end cut off, a wrong encoding",
    ),
    _same("text", "text", "The text that every offset refers to"),
    _same(
        "metadata_from", "json", "Where title, byline, ... were found, by the name of the column"
    ),
)

MENTIONS = (
    _same("id", "text", "Key of the mention; the same after edits elsewhere"),
    _same("doc", "text", "Article"),
    _same("start", "integer", "First character in the article's text"),
    _same("end", "integer", "Character after the last"),
    _same("text", "text", "The words themselves"),
    _same(
        "kind",
        "text",
        "person, place, organisation, group, other, date, quantity, pronoun, description",
    ),
    _same("entity", "text", "Name that the article's mentions of the same thing share"),
    _same("entity_rule", "text", "Why it has that name: the rule that links it"),
    _same("role", "text", "Title or occupation of a person, where it stands beside the name"),
    _part("place", "country", "text", "Country of a place or people (ISO 3166-1; XK: Kosovo)"),
    _part("place", "admin", "text", "State, province or region of a place"),
    _part("place", "latitude", "number", "Degrees north, of towns, to about a kilometre"),
    _part("place", "longitude", "number", "Degrees east"),
    Column(
        "place_rule",
        "text",
        "Why it lies there, or why that is open",
        attrgetter("reason"),
        within="place",
    ),
    Column(
        "place_candidates",
        "json",
        "Places of that name that are left, where more than one is",
        attrgetter("candidates"),
        within="place",
    ),
    _part("date", "timex_type", "text", "DATE, TIME, DURATION or SET (TIMEX3)"),
    Column("timex_value", "text", "TIMEX3 value", attrgetter("value"), within="date"),
    _part("date", "start_date", "date", "First day of the interval"),
    _part("date", "end_date", "date", "Last day of the interval"),
    _part("date", "stated", "json", "Parts of the date that the text names; others are inferred"),
    _part("date", "anchor", "text", "What the inferred parts lean on: published, or a mention"),
    _part("date", "range_with", "json", "Offsets of the date at the other end of a range"),
    _part("quantity", "low", "number", "Value, or lower end of a range"),
    _part("quantity", "high", "number", "Value, or upper end of a range"),
    _part("quantity", "unit", "text", "Unit, ISO 4217 code, or the noun counted"),
    _part("quantity", "dimension", "text", "length, mass, money, count ..."),
    Column("modifier", "text", "Quantities: = ~ < > <= >=; dates: TIMEX3 mod", _modifier),
    _part("quantity", "direction", "text", "Direction of change: up, down or none"),
    _part(
        "quantity",
        "measured",
        "text",
        "What is measured or counted: a noun, then what narrows it, and the subject",
    ),
    _part("quantity", "base_low", "number", "Lower end in base units"),
    _part("quantity", "base_high", "number", "Upper end in base units"),
    _part("quantity", "base_unit", "text", "Base unit"),
    _part("quantity", "precision", "number", "Size of the last stated digit"),
    _part("quantity", "inferred", "json", "Parts that the text does not state itself"),
    _same("sentence", "json", "Start and end of the sentence"),
    _same("block", "text", "Kind of block it stands in: title, paragraph, caption ..."),
    _same("rule", "text", "Rule or model that found it"),
    _same("label", "text", "The model's own label"),
)

ATTRIBUTIONS = (
    _same("id", "text", "Key of the attribution"),
    _same("doc", "text", "Article"),
    _same("source", "text", "Words that name who says it; empty: the text does not say who"),
    _same("source_entity", "text", "Name of the source, resolved in the article"),
    _same("source_title", "text", "Title of a source that is a document"),
    _same("source_date", "text", "When that document came out (TIMEX3)"),
    _same("within", "text", "Key of the attribution in whose content it stands: A said B said"),
    _same("kind", "text", "direct, indirect or mixed"),
    _same("quoted", "boolean", "Whether quotation marks hold part of the content"),
    _same("source_spans", "json", "Stretches of the source: [start, end] each"),
    _same("cue_spans", "json", "Stretches of the cue (said, according to)"),
    _same("content_spans", "json", "Stretches of what is said"),
    _same(
        "rule",
        "text",
        "Rule that found it; carried_over: the source is that of the sentence before",
    ),
)

CLAIMS = (
    _same("id", "text", "Key of the claim; the same after edits elsewhere"),
    _same("doc", "text", "Article"),
    _same("start", "integer", "First character in the article's text"),
    _same("end", "integer", "Character after the last"),
    _same("text", "text", "The claim, word for word"),
    _same("standalone", "text", "The claim readable on its own"),
    _same("speaker", "text", "Who says it; empty: the article itself"),
    _same("certainty", "text", "asserted, predicted, hedged, conditional or questioned"),
    _same("certainty_cue", "text", "Words that say how sure it is"),
    _same("negated", "boolean", "Whether it is denied"),
    _same("negation_cue", "text", "Words that deny it"),
    _same("cues", "json", "Each cue in or over it: kind, text, its place, its scope"),
    _same("period_start", "date", "First day it speaks of"),
    _same("period_end", "date", "Last day it speaks of"),
    _same("priority", "number", "How much it is worth checking, 0 to 1"),
    _same("reasons", "json", "Why: what raised or lowered the priority"),
    _same("subject", "text", "Subject"),
    _same("predicate", "text", "Predicate: its verbs, with what negates and qualifies them"),
    _same("lemma", "text", "Base form of the verb that carries the predicate"),
    _same("object", "text", "Object, or what a preposition or a form of be leads in"),
    _same("place", "text", "Where it says that something is or happens"),
    _same("adjuncts", "json", "Further parts of the clause: when, where, how"),
    _same("quoted", "boolean", "Whether it stands in quotation marks"),
    _same("attribution", "text", "Key of the attribution"),
    _same("mentions", "json", "Keys of the mentions in it"),
    _same("quantities", "json", "Its quantities, what each measures and is compared with (base)"),
    _same("resolved", "json", "Words replaced in standalone: [words, replacement] each"),
    _same("ambiguous", "json", "Words that standalone leaves open: [words, reason] each"),
    _same("group", "text", "Key of the article's first claim that states the same"),
    _same("sentence", "json", "Start and end of the sentence"),
    _same("rule", "text", "Rule that found it"),
)

FAILURES = (
    _same("path", "text", "File that could not be processed"),
    _same("doc", "text", "Key it would have had"),
    _same("stage", "text", "Stage that failed"),
    _same("reason", "text", "What was found, what was expected, what to do"),
)

MANIFEST = (
    _same("path", "text", "Input file"),
    _same("doc", "text", "Key of the article"),
    _same("status", "text", "ok, failed, skipped or duplicate"),
    _same("reason", "text", "Why it is not ok, or what the article lacks"),
    _same("sha256", "text", "Hash of the bytes that the article was read from"),
    _same("mentions", "integer", "Number of mentions"),
    _same("claims", "integer", "Number of claims"),
)

CHECKS = (
    _same("claim", "text", "Claim: key in the claims table, or the id given"),
    _same(
        "facet", "text", "quantity, date, person, place, organisation, attribution, ... or verdict"
    ),
    _same("start", "integer", "First character in the claim's text"),
    _same("end", "integer", "Character after the last"),
    _same("status", "text", "found, compatible, differs, absent or unclear; or the verdict"),
    _same("evidence_doc", "text", "Source document"),
    _same("evidence_start", "integer", "First character in the source's text"),
    _same("evidence_end", "integer", "Character after the last"),
    _same("evidence", "text", "Sentence of the source"),
    _same("value_claim", "text", "Value of the claim as it was compared"),
    _same("value_evidence", "text", "Value of the source as it was compared"),
    _same("why", "text", "Why the two were set side by side, or why nothing was"),
    _same("rule", "text", "Rule that decided"),
)

VERDICTS = (
    _same("claim", "text", "Claim: key in the claims table, or the id given"),
    _same("doc", "text", "Article of the claim"),
    _same("text", "text", "The claim"),
    _same("verdict", "text", "supported, contradicted, partly_found, not_found or cannot_tell"),
    _same("reason", "text", "Why this verdict and no other"),
    _same("evidence_doc", "text", "Source document of the best evidence"),
    _same("evidence_start", "integer", "First character in the source's text"),
    _same("evidence_end", "integer", "Character after the last"),
    _same("evidence", "text", "Sentence of the source"),
    _same("found", "integer", "Facets found"),
    _same("compatible", "integer", "Facets found rounded, contained or in another form"),
    _same("differs", "integer", "Facets that differ"),
    _same("absent", "integer", "Facets found nowhere"),
    _same("unclear", "integer", "Facets that could not be compared"),
)

RETRIEVED = (
    _same("claim", "text", "Claim: key in the claims table, or the id given"),
    _same("rank", "integer", "1 is best"),
    _same("evidence_doc", "text", "Source document"),
    _same("evidence_start", "integer", "First character of the sentence in the source's text"),
    _same("evidence_end", "integer", "Character after the last"),
    _same("evidence", "text", "Sentence of the source"),
    _same("window_start", "integer", "First character of the sentence before it"),
    _same("window_end", "integer", "Character after the sentence that follows"),
    _same("score", "number", "BM25 of the window plus half that of the document"),
)

SOURCES = (
    _same("path", "text", "File among the sources"),
    _same("doc", "text", "Key of the document, as in evidence_doc"),
    _same("status", "text", "ok, failed, skipped or duplicate"),
    _same("reason", "text", "Why it is not ok, or what it lacks"),
    _same("sha256", "text", "Hash of the bytes that the article was read from"),
    _same("sentences", "integer", "Number of sentences that claims are looked for in"),
)

CHECK_FAILURES = (
    _same("path", "text", "File of the sources that could not be read, or file of the claims"),
    _same("doc", "text", "Key that the source would have had, or article of the claim"),
    _same("claim", "text", "Claim that could not be checked"),
    _same("stage", "text", "read: a source; claims: a row without a claim; check: a claim"),
    _same("reason", "text", "What was found, what was expected, what to do"),
)

CHANGES = (
    _same(
        "change", "text", "added, gone, or value, negation, name or speaker changed, or reworded"
    ),
    _same("doc", "text", "Article in the later run"),
    _same("doc_before", "text", "Article in the earlier run; another key: it was renamed"),
    _same("before", "text", "Claim in the earlier run"),
    _same("after", "text", "Claim in the later run"),
    _same("text_before", "text", "The claim as it was"),
    _same("text_after", "text", "The claim as it is"),
    _same("words_before", "text", "Words that only the earlier one has"),
    _same("words_after", "text", "Words that only the later one has"),
    _same("alike", "number", "Share of words in common, in order"),
)

CORROBORATIONS = (
    _same("group", "text", "What the statements share: measured, unit, name, time"),
    _same("name", "text", "Person, place or organisation that they name"),
    _same("measured", "text", "Thing measured or counted"),
    _same("unit", "text", "Unit in which they are compared"),
    _same("time", "text", "Time that they speak of (ISO 8601)"),
    _same("doc", "text", "Article"),
    _same("claim", "text", "Key of the claim"),
    _same("start", "integer", "First character of the amount in the article's text"),
    _same("end", "integer", "Character after the last"),
    _same("stated", "text", "The amount in the words of the article"),
    _same("value", "text", "Value as it was compared"),
    _same("same_value", "integer", "Statements with one number agree on the value"),
    _same("speaker", "text", "Who says it; empty: the article itself"),
    _same("sentence", "text", "The sentence"),
    _same("origin", "integer", "Statements with one number have nearly the same sentence"),
    _same("origins", "integer", "How many origins the group has"),
    _same("agreement", "text", "same or differs, for the group as a whole"),
)

REVIEWS = (
    _same("id", "integer", "Number of the decision; later ones have higher numbers"),
    _same("claim", "text", "Key of the claim"),
    _same("doc", "text", "Article"),
    _same("text", "text", "The claim as it was when it was judged"),
    _same("sentence", "text", "Its sentence as it was then"),
    _same("verdict", "text", "true, mostly_true, mixed, ... (a setting); empty: withdrawn"),
    _same("corrected_to", "text", "What it should say: the right value or date"),
    _same("evidence_url", "text", "Where that can be read"),
    _same("note", "text", "Note"),
    _same("reviewer", "text", "Who decided"),
    _same("checked_at", "text", "When (ISO 8601, UTC)"),
    _same("revision", "integer", "Counts the reviewer's decisions on the claim, from 1"),
    _same("origin", "text", "page, undo, or the name of the sheet that it came from"),
    _same("action", "text", "accept or reject: whether the row in claims is right; may be empty"),
)

TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "articles": ARTICLES,
        "mentions": MENTIONS,
        "attributions": ATTRIBUTIONS,
        "claims": CLAIMS,
        "failures": FAILURES,
        "manifest": MANIFEST,
        "checks": CHECKS,
        "verdicts": VERDICTS,
        "retrieved": RETRIEVED,
        "sources": SOURCES,
        "check_failures": CHECK_FAILURES,
        "changes": CHANGES,
        "corroborations": CORROBORATIONS,
        "reviews": REVIEWS,
    }
)
"""Every table, with its columns in order."""

CHECK_TABLES = ("checks", "verdicts", "retrieved", "sources", "check_failures")
"""The tables that ``claimtable check`` writes."""

RUN_TABLES = ("articles", "mentions", "attributions", "claims", "failures", "manifest")
"""The tables that ``claimtable run`` writes."""
