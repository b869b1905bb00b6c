"""Finds the documents that an article speaks of: what they are called, by whom, and when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span

from ..syntax import agent, children, own_subject, preposition
from .names import Names
from .quotations import is_title
from .reading import NO_QUOTATION, Reading

TITLE_GAP = 3
"""Tokens between a document and its title: "report, titled “...”", "letter called “...”"."""

MOST_TITLE_GAPS = 12
"""Tokens from a document to a title behind who published it and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as the article introduces it; what it does not say is None."""

    noun: str
    at: int
    author: str | None
    title: str | None
    date: str | None

    def facets(self) -> tuple[str | None, str | None, str | None]:
        """Give author, title and date."""
        return self.author, self.title, self.date

    def is_known(self) -> bool:
        """Say whether the article tells more than that there is a document."""
        return any(self.facets())


class Documents:
    """The documents of a Doc, in the order in which it speaks of them."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self._known: dict[str, list[Document]] = {}
        self._by_token: dict[int, Document] = {}
        for found in _find(reading, names):
            document = self._with_known(reading, found)
            self._by_token[document.at] = document
            if document.is_known():
                self._known.setdefault(document.noun, []).append(document)
        self._reading = reading

    def _with_known(self, reading: Reading, found: Document) -> Document:
        """Fill in what "the report" of an earlier sentence had: "The report, titled “...”"."""
        before = self._known.get(found.noun, ())
        if not before or not found.is_known() or not _is_definite(reading, found.at):
            return found
        old = before[-1]
        if any(a and b and a != b for a, b in zip(found.facets(), old.facets(), strict=True)):
            return found
        author, title, date = (a or b for a, b in zip(found.facets(), old.facets(), strict=True))
        return replace(found, author=author, title=title, date=date)

    def at(self, head: int) -> Document | None:
        """Give the document that a noun is or, after "the" or "its", speaks of again."""
        own = self._by_token.get(head)
        if own is None or own.is_known():
            return own
        before = [one for one in self._known.get(own.noun, ()) if one.at < head]
        return before[-1] if before and _is_definite(self._reading, head) else own


def _is_definite(reading: Reading, head: int) -> bool:
    tree = reading.tree
    determiners = {"the", "this", "that", "its", "their", "his", "her"}
    return any(tree.words[i] in determiners for i in children(tree, head, "det", "nmod:poss"))


def _find(reading: Reading, names: Names) -> Iterator[Document]:
    papers, dates = reading.words["reporting.papers"], _Dates(reading)
    for i, lemma in enumerate(reading.lemmas):
        if lemma in papers and reading.tree.tags[i] in {"NN", "NNS", "NNP"}:
            if i in reading.skipped or reading.tree.roles[i] == "compound":
                continue
            yield Document(
                noun=lemma,
                at=i,
                author=_author(reading, names, i),
                title=_title(reading, i),
                date=dates.of_document(i),
            )


def _author(reading: Reading, names: Names, head: int) -> str | None:
    """Give who wrote it: "the agency's report", "a report (published) by", "published a report"."""
    tree = reading.tree
    makers = [*children(tree, head, "nmod:poss", "compound", "amod")]
    makers += [i for i in children(tree, head, "nmod") if preposition(tree, i) in {"by", "from"}]
    for part in children(tree, head, "acl", "acl:relcl"):
        if reading.lemmas[part] in reading.words["reporting.receiving"]:
            continue
        doer = agent(tree, part)
        by = (i for i in children(tree, part, "obl") if preposition(tree, i) == "by")
        doer = next(by, None) if doer is None else doer
        if doer is None and reading.lemmas[part] in reading.words["reporting.publishing"]:
            doer = own_subject(tree, part)
        if doer is not None:
            makers.append(doer)
    verb = tree.heads[head]
    publishes = reading.lemmas[verb] in reading.words["reporting.publishing"]
    # "Berg was last seen in May, according to a report" does not say that Berg brought it out.
    is_source = preposition(tree, head) in reading.words["reporting.prepositions"]
    publishes = publishes and tree.roles[head] in {"obj", "obl"} and not is_source
    if publishes and tree.tags[verb].startswith("VB"):
        who = own_subject(tree, verb)
        makers += [who] if who is not None else []
    for maker in makers:
        mention = names.at(maker)
        if mention is not None and mention.label in {"organisation", "person"}:
            return mention.entity
    return None


def _title(reading: Reading, head: int) -> str | None:
    """Give the title in quotation marks that follows a document in the same sentence."""
    end = reading.sentence_at(head)[1]
    for i in range(head + 1, min(head + MOST_TITLE_GAPS, end)):
        number = reading.quotation_of[i]
        if number == NO_QUOTATION:
            continue
        start, last = reading.quotations[number]
        near = start - head <= TITLE_GAP
        named = reading.tree.words[start - 1] in {"titled", "entitled", "called", "headlined"}
        if start > head and (named or (near and is_title(reading.doc, start, last))):
            return _bare(reading.written(start, last))
        return None
    return None


def _bare(title: str) -> str:
    return title.strip("“”„«»\"‘’'` ").rstrip(",")


class _Dates:
    """The dates of a Doc, found by their place."""

    def __init__(self, reading: Reading) -> None:
        spans = sorted(reading.doc.spans.get("dates", ()), key=lambda span: span.start)
        self._spans = [span for span in spans if reading.quotation_of[span.start] == NO_QUOTATION]
        self._starts = [span.start for span in self._spans]
        self._reading = reading

    def of_document(self, head: int) -> str | None:
        """Give when a document came out: "2021 report", "published last March", "dated 3 May"."""
        tree, publishing = self._reading.tree, self._reading.words["reporting.publishing"]
        verb = tree.heads[head]
        made = {head}
        made |= {
            part
            for part in children(tree, head, "acl", "acl:relcl")
            if self._reading.lemmas[part] in publishing
        }
        if self._reading.lemmas[verb] in publishing and tree.roles[head] == "obj":
            made.add(verb)
        first = min(tree.starts[i] for i in made)
        last = max(tree.ends[i] for i in made)
        for place in range(bisect_left(self._starts, first), len(self._spans)):
            span = self._spans[place]
            if span.end > last:
                return None
            value = span._.date
            if value is not None and value.timex_type == "DATE" and self._hangs(span, made):
                return value.value  # type: ignore[no-any-return]
        return None

    def _hangs(self, span: Span, made: set[int]) -> bool:
        """Say whether a date hangs on the document itself or on its publishing."""
        heads = self._reading.tree.heads
        return any(heads[i] in made for i in range(span.start, span.end) if i not in made)
