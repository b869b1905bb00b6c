"""Give every mention the name that the article's mentions of one entity share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from .aliases import find_aliases
from .candidates import Candidate
from .words import Words

Key = tuple[str, str]
"""A kind and a name in small letters: what all mentions with the same words share."""


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """The entity of each name, in their order, and what else the article calls it."""

    entities: tuple[str, ...]
    aliases: Mapping[str, str]
    """Surface form -> entity, for forms that differ from the entity's name."""


def resolve(names: Sequence[Candidate], doc: Doc, words: Words) -> Resolution:
    """Link other names to full names; a link is made only where one candidate is left.

    The order: what the article itself equates (brackets, "also known as"), then a person's surname
    or first name, initials, and the first words of an organisation's name. A country goes by the
    name that the lexicon gives it.
    """
    keys = [_key(name, doc) for name in names]
    parent = _short_forms(tuple(dict.fromkeys(keys)), words)
    parent.update({keys[other]: keys[full] for other, full in find_aliases(names, doc, words)})
    spelling = _spellings(names, keys, doc)
    roots = [_root(key, parent) for key in keys]
    entities = tuple(spelling[root] for root in roots)
    texts = (_text(name, doc) for name in names)
    aliases = {text: entity for text, entity in zip(texts, entities, strict=True) if text != entity}
    return Resolution(entities=entities, aliases=aliases)


def _key(name: Candidate, doc: Doc) -> Key:
    return name.kind, (name.entity or _text(name, doc)).casefold()


def _text(name: Candidate, doc: Doc) -> str:
    return " ".join(doc[name.start : name.end].text.split())


def _spellings(names: Sequence[Candidate], keys: Sequence[Key], doc: Doc) -> Mapping[Key, str]:
    """Choose how each name is written: as most often, and not in capitals if it can be helped."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    for name, key in zip(names, keys, strict=True):
        counts[key][name.entity or _text(name, doc)] += 1
    return {
        key: max(forms, key=lambda form: (not form.isupper(), forms[form]))
        for key, forms in counts.items()
    }


def _root(key: Key, parent: Mapping[Key, Key]) -> Key:
    seen = {key}
    while key in parent and parent[key] not in seen:
        key = parent[key]
        seen.add(key)
    return key


def _short_forms(keys: Sequence[Key], words: Words) -> dict[Key, Key]:
    """Link each name to the one longer name that it can stand for."""
    full_by_short: dict[Key, list[Key]] = defaultdict(list)
    for kind, name in keys:
        for short in {"person": _of_person, "organisation": _of_organisation}.get(kind, _none)(
            name.split(), words
        ):
            full_by_short[kind, short].append((kind, name))
    parent: dict[Key, Key] = {}
    for key in sorted(keys, key=lambda key: -len(key[1])):
        roots = {_root(full, parent) for full in full_by_short[key] if full != key}
        if len(roots) == 1:
            parent[key] = roots.pop()
    return parent


def _of_person(name: list[str], words: Words) -> Iterator[str]:
    """ "Ann Mary Lee": "Lee", "Ann", "A. Lee", "Ann Lee"."""
    del words
    if len(name) > 1:
        yield from (name[-1], name[0])
        yield from (f"{name[0][0]}. {name[-1]}", f"{name[0][0]} {name[-1]}")
    if len(name) > 2:
        yield f"{name[0]} {name[-1]}"
        yield " ".join(name[1:])


def _of_organisation(name: list[str], words: Words) -> Iterator[str]:
    """ "Ashby Steel Works Ltd": "ASW", "Ashby Steel Works", "Ashby Steel", "Ashby"."""
    content = [word for word in name if word not in words.small and word[0].isalpha()]
    if len(content) > 1:
        yield "".join(word[0] for word in content)
        yield "".join(f"{word[0]}." for word in content)
        yield "".join(word[0] for word in name if word[0].isalpha())
    for length in range(1, len(name)):
        if name[length - 1] not in words.small and name[0] not in words.organisation_heads:
            yield " ".join(name[:length])


def _none(name: list[str], words: Words) -> Iterator[str]:
    del name, words
    yield from ()
