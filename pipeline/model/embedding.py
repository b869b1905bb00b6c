"""The parser's view of a word: how it is written, and what the recogniser's network read in it."""

from __future__ import annotations

from collections.abc import Callable

from spacy.ml import MultiHashEmbed
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Maxout, Model, chain, concatenate, with_array
from thinc.types import Floats2d

ARCHITECTURE = "claimtable.EncodingEmbed.v1"

KEPT = "claimtable_encodings"
"""Where training puts a doc's encodings, by their key in ``doc.user_data``.

At work they are in ``doc.tensor``, which the tok2vec then takes for its own output, so that they do
not stay in memory. In training the components that listen to the tok2vec may read ``doc.tensor``.
"""

Rows = list[Floats2d]


@registry.architectures(ARCHITECTURE)  # type: ignore[untyped-decorator]
def embed_encodings(
    width: int, table_width: int, attrs: list[str], rows: list[int], encoding_width: int
) -> Model[list[Doc], Rows]:
    """Join spaCy's hash embedding with the encodings that the recogniser left in each doc.

    ``width`` is that of the output, ``table_width`` that of each table of ``attrs``, and
    ``encoding_width`` that of the encodings.
    """
    written: Model[list[Doc], Rows] = MultiHashEmbed(
        width=table_width, attrs=attrs, rows=rows, include_static_vectors=False
    )
    drawn: Model[Floats2d, Floats2d] = Maxout(
        width, encoding_width, nP=1, dropout=0.0, normalize=True
    )
    mixed: Model[Floats2d, Floats2d] = Maxout(
        width, table_width + width, nP=3, dropout=0.0, normalize=True
    )
    read: Model[list[Doc], Rows] = chain(_read_encodings(encoding_width), with_array(drawn))
    return chain(concatenate(written, read), with_array(mixed))


def _read_encodings(width: int) -> Model[list[Doc], Rows]:
    return Model("read_encodings", _forward, dims={"nO": width})


def _forward(
    model: Model[list[Doc], Rows], docs: list[Doc], is_train: bool
) -> tuple[Rows, Callable[[Rows], list[Doc]]]:
    del is_train  # nothing is learned here
    rows = []
    for doc in docs:
        encodings = doc.user_data.get(KEPT, doc.tensor)
        expected = (len(doc), model.get_dim("nO"))
        if encodings.shape != expected:
            raise ValueError(
                f"Expected encodings of shape {expected}, found {encodings.shape}: the recogniser"
                " must run before the tok2vec, on the tokens that the tok2vec reads."
            )
        rows.append(model.ops.asarray2f(encodings, dtype="float32"))
    return rows, lambda _: []
