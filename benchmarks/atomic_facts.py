"""Measures how many checkable facts of a text some claim of the table covers.

Run ``python benchmarks/atomic_facts.py FACTS.jsonl [--errors FILE]``. A line holds an ``id`` (what
stands before its last dot names the document), a ``sentence``, the ``topic`` and ``atomic_facts``:
what people split the sentence into, as in the data of FActScore. A fact counts where it holds a
number, date or name: a word with a digit, or with a capital that is not only the first of its
sentence. It is covered where one claim of the same document holds all of these words: in its text,
in its stand-alone form, or as the name that a mention in it stands for.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from propositions import to_article

from pipeline import Records, load
from pipeline.single import process_article

out = sys.stdout
WORD = re.compile(r"\w[\w’'.&,-]*")
EDGES = re.compile(r"(?:['’]s|[.,'’-]+)+$")
NO_NAMES = frozenset(
    [
        "a", "after", "an", "and", "another", "are", "as", "at", "before", "being", "but",
        "by", "during", "for", "from", "had", "has", "have", "he", "her", "his", "in", "is",
        "it", "its", "many", "of", "on", "one", "or", "other", "several", "she", "some",
        "that", "the", "their", "there", "these", "they", "this", "those", "to", "was",
        "were", "which", "while", "who", "with",
    ]
)  # fmt: skip
"""Words whose capital says nothing."""


def main() -> None:
    """Print the share of facts that are covered, for all documents and for two halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--errors", type=Path, help="write the facts that no claim covers")
    arguments = parser.parse_args()
    lines = arguments.facts.read_text(encoding="utf-8").splitlines()
    by_doc: dict[str, list[dict[str, Any]]] = {}
    for row in map(json.loads, filter(None, lines)):
        by_doc.setdefault(row["id"].rpartition(".")[0], []).append(row)
    pipeline, missed = load(), []
    counts = {"all": [0, 0], "A": [0, 0], "B": [0, 0]}
    for number, rows in enumerate(by_doc.values()):
        article = to_article(" ".join(row["sentence"] for row in rows))
        claims = list(words_of_claims(process_article(article, pipeline)))
        for fact, wanted in find_facts(rows):
            covered = any(wanted <= words for words in claims)
            for half in ("all", "AB"[number % 2]):
                counts[half][0] += covered
                counts[half][1] += 1
            if not covered:
                missed.append(fact)
    for half, (covered, total) in counts.items():
        out.write(f"{half:<4}{covered:>7} of {total:>6} {100 * covered / max(total, 1):6.1f} %\n")
    if arguments.errors:
        arguments.errors.write_text("\n".join(missed) + "\n", encoding="utf-8")


def find_facts(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Give the atomic facts that hold a number, date or name, with the words that say it."""
    for row in rows:
        known = {plain for plain, _ in words(row["topic"])}
        known |= {plain for plain, word in words(row["sentence"])[1:] if word[0].isupper()}
        for fact, _ in row["atomic_facts"] or ():
            wanted = frozenset(
                plain
                for place, (plain, word) in enumerate(words(fact))
                if any(letter.isdigit() for letter in word)
                or (word[0].isupper() and plain not in NO_NAMES and (place or plain in known))
            )
            if wanted:
                yield fact, wanted


def words_of_claims(records: Records) -> Iterator[frozenset[str]]:
    """Give the words of each claim, of its own form and of the names that it mentions."""
    entities = {mention.id: mention.entity or "" for mention in records.mentions}
    for claim in records.claims:
        texts = (claim.text, claim.standalone, *(entities[key] for key in claim.mentions))
        yield frozenset(plain for text in texts for plain, _ in words(text))


def words(text: str) -> list[tuple[str, str]]:
    """Give the words of a text, plain and as written.

    >>> words("Lee's 9,500")
    [('lee', "Lee's"), ('9500', '9,500')]
    """
    found = ((re.sub(r"\W", "", EDGES.sub("", word).lower()), word) for word in WORD.findall(text))
    return [(plain, word) for plain, word in found if plain]


if __name__ == "__main__":
    main()
