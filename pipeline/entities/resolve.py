"""Give every mention the name that the article's mentions of one entity share, and say why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .aliases import find_aliases
from .candidates import Candidate
from .gender import title_gender
from .short_forms import short_forms
from .tokens import Tokens
from .words import Words

Key = tuple[str, str]
"""A kind and a name in small letters: what all mentions with the same words share."""

Link = tuple[Key, str]
"""What a mention stands for, and the rule that says so."""

SAME_WORDS = "same_words"
GAZETTEER = "gazetteer_name"


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """The entity of each name, in their order, the rule behind it, and what else it is called."""

    entities: tuple[str, ...]
    rules: tuple[str, ...]
    aliases: Mapping[str, str]
    """Surface form -> entity, for forms that differ from the entity's name."""


def resolve(names: Sequence[Candidate], tokens: Tokens, words: Words) -> Resolution:
    """Link other names to full names; a link is made only where one candidate is left.

    The order: what the article itself equates (brackets, "also known as"), then a person's surname
    or first name, initials, and the first or last words of an organisation's name. A country or a
    well-known body goes by the name that the lexicon gives it. Where a short form belongs to
    several people or companies of the article, it means the one who was named by then, if that is
    one, and goes on to mean that one.
    """
    texts = [_text(name, tokens) for name in names]
    entities = [_known_name(name, tokens, words) for name in names]
    keys = [
        (name.kind, (known or text).casefold())
        for name, text, known in zip(names, texts, entities, strict=True)
    ]
    links = _Links(keys, words)
    stated: dict[str, str] = {}
    for other, full, rule in find_aliases(names, tokens, words):
        links.add(keys[other], keys[full], rule)
        stated[texts[other]] = rule
    spelling = _spellings(texts, keys, entities)
    found = [links.follow(i, title_gender(tokens, names[i].start, words)) for i in range(len(keys))]
    resolved = tuple(spelling[root] for root, _ in found)
    rules = tuple(
        _rule_of(rule, text, entity, stated)
        for (_, rule), text, entity in zip(found, texts, resolved, strict=True)
    )
    aliases = {text: entity for text, entity in zip(texts, resolved, strict=True) if text != entity}
    return Resolution(entities=resolved, rules=rules, aliases=aliases)


def _rule_of(rule: str, text: str, entity: str, stated: Mapping[str, str]) -> str:
    """Give the article's own word for a link before that of the word list."""
    if rule != SAME_WORDS or text.casefold() == entity.casefold():
        return rule
    return stated.get(text, GAZETTEER)


class _Links:
    """From each name to the longer names that it can stand for."""

    def __init__(self, keys: Sequence[Key], words: Words) -> None:
        self.keys = keys
        self.words = words
        self.first: dict[Key, int] = {}
        for i, key in enumerate(keys):
            self.first.setdefault(key, i)
        self.parent: dict[Key, Link] = {}
        self.open: dict[Key, list[Link]] = {}
        self.settled: dict[Key, Link] = {}
        self._link_short_forms()

    def add(self, other: Key, full: Key, rule: str) -> None:
        """Take the article's own word for it that two names are one thing."""
        if self._root(full) != other:
            self.parent[other] = full, rule

    def follow(self, i: int, gender: str | None) -> Link:
        """Give the entity that the mention with this number stands for."""
        key = self.keys[i]
        if key in self.open:
            genders = {link: self._gender(link[0]) for link in self.open[key]}
            own = [link for link in self.open[key] if genders[link] == gender is not None]
            fitting = own or [
                link for link in self.open[key] if gender is None or not genders[link]
            ]
            return self._choose(key, fitting, i)
        rule = self.parent[key][1] if key in self.parent else SAME_WORDS
        return self._root(key), rule

    def _choose(self, key: Key, fitting: Sequence[Link], i: int) -> Link:
        """Choose the one named by then; the one whom the surname has meant so far goes on."""
        by_then = [link for link in fitting if self.first[link[0]] < i] or list(fitting)
        if len(by_then) == 1:
            self.settled.setdefault(key, by_then[0])
            return by_then[0]
        settled = self.settled.get(key)
        return settled if settled in by_then else (key, SAME_WORDS)

    def _link_short_forms(self) -> None:
        full_by_short: dict[Key, list[Link]] = defaultdict(list)
        for full in self.first:
            kind, name = full
            for short, rule in short_forms(kind, name, self.words):
                if short != name:
                    full_by_short[kind, short].append((full, rule))
        for key in sorted(self.first, key=lambda key: -len(key[1])):
            links: dict[Key, str] = {}
            for full, rule in full_by_short[key]:
                links.setdefault(self._root(full), rule)
            links.pop(key, None)
            if len(links) == 1:
                self.parent[key] = links.popitem()
            elif len(links) > 1 and self._may_be_open(key, links):
                self.open[key] = list(links.items())

    def _may_be_open(self, key: Key, links: Iterable[Key]) -> bool:
        """Say whether a short form may mean now one, now another: a surname, a founder's name.

        "House" and "National" stand for no one of the committees and parties that begin so.
        """
        heads = self.words.organisation_heads
        is_company = not any(full.split()[-1] in heads for _, full in links)
        return key[0] == "person" or (key[0] == "organisation" and is_company)

    def _root(self, key: Key) -> Key:
        seen = {key}
        while key in self.parent and self.parent[key][0] not in seen:
            key = self.parent[key][0]
            seen.add(key)
        return key

    def _gender(self, key: Key) -> str | None:
        return self.words.gender_by_first_name.get(key[1].split()[0])


def _known_name(name: Candidate, tokens: Tokens, words: Words) -> str | None:
    """Give the name that the lexicon has for a country or body: "UK" is the United Kingdom."""
    if name.entity is not None:
        return name.entity
    texts = tuple(text.replace("’", "'") for text in tokens.texts[name.start : name.end])
    kind, entity = words.gazetteer.value_by_name.get(texts, ("", ""))
    state = words.state_by_abbreviation.get(texts[0].rstrip("."))
    if name.kind == "place" and state is not None and _ends_address(name, tokens):
        return state
    return entity if kind == name.kind and entity else None


def _ends_address(name: Candidate, tokens: Tokens) -> bool:
    """Say whether a name stands as a state does after its town: "Springfield, Ill."."""
    return name.end - name.start == 1 and tokens.lower(name.start - 1) == ","


def _text(name: Candidate, tokens: Tokens) -> str:
    return " ".join(tokens.text(name.start, name.end).split())


def _spellings(
    texts: Sequence[str], keys: Sequence[Key], entities: Sequence[str | None]
) -> Mapping[Key, str]:
    """Choose how each name is written: as most often, and not in capitals if it can be helped."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    for text, key, known in zip(texts, keys, entities, strict=True):
        counts[key][known or text] += 1
    return {
        key: max(forms, key=lambda form: (not form.isupper(), forms[form]))
        for key, forms in counts.items()
    }
