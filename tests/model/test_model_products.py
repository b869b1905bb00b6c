"""The networks multiply with numpy, and a row of a product does not depend on the others."""

from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from pipeline.model import load_model
from pipeline.model.products import NumpyProducts

OPS = NumpyProducts()


def matrix(rows: int, columns: int) -> np.ndarray:
    return np.random.default_rng(rows).standard_normal((rows, columns)).astype(np.float32)


@pytest.mark.parametrize("rows", [1, 5, 63, 64, 200])
@pytest.mark.parametrize("columns", [3, 64, 300])
def test_a_product_is_that_of_numpy(rows: int, columns: int) -> None:
    x, y = matrix(rows, 96), matrix(columns, 96)
    out = np.empty((rows, columns), dtype=np.float32)
    assert OPS.gemm(x, y, trans2=True) == pytest.approx(x @ y.T, abs=1e-4)
    assert OPS.gemm(x, y, out=out, trans2=True) is out
    assert out == pytest.approx(x @ y.T, abs=1e-4)
    assert OPS.gemm(x, y.T.copy()) == pytest.approx(x @ y.T, abs=1e-4)


@pytest.mark.parametrize("name", ["embedded", "embedded-cnn"])
def test_networks_multiply_with_numpy_on_one_core(name: str) -> None:
    nlp = load_model(name)
    assert all(
        isinstance(node.ops, NumpyProducts)
        for pipe in ("tok2vec", "tagger", "parser")
        for node in nlp.get_pipe(pipe).model.walk()
    )
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} <= {1}


def test_short_and_long_docs_are_parsed_alike_alone_and_together() -> None:
    nlp = load_model("embedded-cnn")
    texts = ["Rain.", "Nine boats left Portaven on Monday. " * 30, "", "She said so, twice."]
    together = [doc.to_json() for doc in nlp.pipe(texts)]
    assert together == [nlp(text).to_json() for text in texts]
