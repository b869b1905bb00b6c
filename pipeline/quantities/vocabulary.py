"""The words of the stage, with a user's own over them, and what is built from them once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from ..lexicon import load_lexicon

Built = TypeVar("Built")
Words = Mapping[str, Any]


class Vocabulary:
    """The words of one component; ``lexicon`` is the path of a TOML file put over the shipped."""

    def __init__(self, lexicon: str | None = None) -> None:
        self.words: Words = load_lexicon("quantities", lexicon)
        self._built: dict[Callable[[Words], Any], Any] = {}

    def build(self, make: Callable[[Words], Built]) -> Built:
        """Give what ``make`` makes of the words (a pattern, a set), made when first asked for."""
        if make not in self._built:
            self._built[make] = make(self.words)
        built: Built = self._built[make]
        return built


@cache
def shipped_vocabulary() -> Vocabulary:
    """Give the vocabulary without a user's words, shared by all who have none."""
    return Vocabulary()


def as_listed(written: str) -> str:
    """Give what a pattern took as the word lists have it: in small letters, with single blanks.

    A pattern that ignores case takes a dotless i and a long s for letters of ours, too.
    """
    return " ".join(written.translate(_LETTERS_OF_OURS).lower().split())


_LETTERS_OF_OURS = str.maketrans("ıİſ", "iis")
