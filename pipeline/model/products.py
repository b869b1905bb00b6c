"""Multiplies the matrices of spaCy's networks with numpy, faster than what spaCy itself brings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

Matrix = NDArray[np.float32]

MIN_ROWS = 64
"""Fewer rows are filled up with zeros to this many.

BLAS libraries add in another order where a matrix has few rows, so that what the network says of
an article could depend on the articles read with it. Filled up, 3,000 rows and any part of them
gave the same bits (OpenBLAS on an AMD EPYC).
"""

MIN_COLUMNS = 64
"""Narrower results are left to spaCy's own product, for the same reason; they cost little."""


class NumpyProducts(NumpyOps):  # type: ignore[misc]
    """thinc's operations with numpy's matrix product, which uses the processor's wide registers.

    The one that spaCy brings falls back to plain code on processors that it does not know: 32
    against 90 billion operations a second on an AMD EPYC 9004, for 900 words.
    """

    def gemm(
        self,
        x: Matrix,
        y: Matrix,
        out: Matrix | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Matrix:
        """Multiply two matrices; a row of the result depends on nothing but its own row of x."""
        if trans1 or not trans2 or len(y) < MIN_COLUMNS:
            product: Matrix = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return product
        if len(x) >= MIN_ROWS:
            found: Matrix = np.matmul(x, y.T, out=out)
            return found
        filled = np.zeros((MIN_ROWS, x.shape[1]), dtype=np.float32)
        filled[: len(x)] = x
        found = np.matmul(filled, y.T)[: len(x)]
        if out is None:
            return found
        out[:] = found
        return out


def use_numpy_products(nlp: Language, *, threads: int) -> None:
    """Let the networks of a pipeline multiply with numpy, on at most ``threads`` cores.

    The limit holds for the whole process: each of several workers is to use one core.
    """
    threadpool_limits(limits=threads, user_api="blas")
    ops = NumpyProducts()
    for _, component in nlp.pipeline:
        for node in _nodes(component):
            if type(node.ops) is NumpyOps:  # others, Apple's among them, know better
                node.ops = ops


def _nodes(component: Any) -> Iterable[Model[Any, Any]]:
    model = getattr(component, "model", None)
    return model.walk() if isinstance(model, Model) else ()
