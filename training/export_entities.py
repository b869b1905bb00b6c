"""Write the trained entity network as an 8-bit ONNX file that the recogniser reads."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.encoder import Encoder
from training.network_file import extend_network
from training.train_entities import TAGS, open_tokenizer

INPUTS = ("ids", "case", "mask")
OUTPUT = "logits"


def export_entities(weights: Path, start: Path, out: Path) -> None:
    """Write `model.onnx` and `tokenizer.json` into `out`, from `encoder.pt` and the start folder.

    Matrix products and embeddings hold 8-bit weights with a scale for each output channel.
    """
    encoder = Encoder(tags=TAGS, dropout=0.0)
    state = torch.load(weights, weights_only=True)
    encoder.load_state_dict(state.get("encoder", state))
    encoder.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        _write_onnx(encoder, exact)
        _check(encoder, exact, tolerance=1e-3)
        quantize_dynamic(
            exact,
            out / "model.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    extend_network(out / "model.onnx")
    _check(encoder, out / "model.onnx", tolerance=None)
    _write_tokenizer(start, out / "tokenizer.json")


def _write_onnx(encoder: Encoder, path: Path) -> None:
    ids = torch.tensor([[101, 2352, 2003, 102, 0], [101, 2352, 2003, 2182, 102]])
    case = torch.tensor([[0, 3, 1, 0, 0], [0, 3, 1, 1, 0]])
    mask = (ids != 0).long()
    sizes = {0: "batch", 1: "length"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing warns of sizes that the graph reads anew
        torch.onnx.export(
            encoder,
            (ids, case, mask),
            str(path),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes=dict.fromkeys((*INPUTS, OUTPUT), sizes),
            opset_version=17,
            dynamo=False,
        )


def _check(encoder: Encoder, path: Path, *, tolerance: float | None) -> None:
    """Compare the file's scores on random pieces with the network's; 8 bits may differ a little."""
    draw = np.random.default_rng(0)
    feed = {
        "ids": draw.integers(1000, 30000, (3, 70)),
        "case": draw.integers(1, 9, (3, 70)),
        "mask": np.ones((3, 70), dtype=np.int64),
    }
    feed["mask"][1, 40:] = 0
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (found,) = session.run([OUTPUT], feed)
    with torch.no_grad():
        wanted = encoder(*(torch.from_numpy(feed[name]) for name in INPUTS)).numpy()
    kept = feed["mask"].astype(bool)
    if tolerance is not None and not np.allclose(found[kept], wanted[kept], atol=tolerance):
        raise ValueError(f"{path}: the exported network does not score as the trained one does")
    agreement = float((found[kept].argmax(-1) == wanted[kept].argmax(-1)).mean())
    if agreement < 0.9:
        raise ValueError(f"{path}: only {agreement:.0%} of the tags agree with the trained network")


def _write_tokenizer(start: Path, path: Path) -> None:
    tokenizer = open_tokenizer(start)
    settings = json.loads(tokenizer.to_str())
    # The recogniser adds the special pieces itself.
    settings["post_processor"] = None
    path.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf8")
