"""The form of a place's name in which the gazetteer is sorted and searched."""

from __future__ import annotations

import unicodedata

PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʻ": "'", "`": "'", "-": " ", ".": " ",
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ð": "d", "þ": "th",
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe",
    }
)  # fmt: skip

SAINTS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def fold(name: str) -> str:
    """Give a name without case, accents, hyphens, full stops and "Saint" in two ways.

    >>> fold("Saint-Étienne"), fold("St. Etienne")
    ('st etienne', 'st etienne')
    """
    letters = unicodedata.normalize("NFKD", name.translate(PLAIN))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = plain.casefold().split()
    return " ".join(SAINTS.get(word, word) for word in words)
