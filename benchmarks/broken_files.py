"""Measures what files that break readers cost: the time of each, and the memory of the process.

Run ``python benchmarks/broken_files.py [NUMBER]`` (200) from a checkout: the files are those of
``tests/reliability/poison.py``, read and processed one after another as a worker does. An input may
take 10 seconds of processor time and one more for every 10 KB that it is, unpacked.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import InputError, Pipeline, load
from pipeline.read import Input, find_inputs
from pipeline.settings import load_settings
from pipeline.single import process_article, read_input

HERE = Path(__file__).parent
LONGEST = 15
"""How many of the slowest inputs are listed."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one input took, and what it was allowed."""

    path: str
    result: str
    seconds: float
    allowed: float


def main() -> None:
    """Print the slowest inputs, what became of all, and the largest size of the process."""
    sys.path.append(str(HERE.parent / "tests" / "reliability"))
    from poison import write_poison

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    pipeline = load(settings=load_settings(overrides={"run": {"language": "any"}}))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "articles"
        write_poison(place, number)
        costs = list(measure(find_inputs(place), pipeline))
    write_costs(costs)


def measure(inputs: Iterable[Input], pipeline: Pipeline) -> Iterator[Cost]:
    """Read and process each input."""
    for source in inputs:
        before = time.process_time()
        size, result = try_input(source, pipeline)
        seconds = time.process_time() - before
        allowed = 10 + max(size, size_of_file(source)) / 10_000
        yield Cost(path=source.path, result=result, seconds=seconds, allowed=allowed)


def try_input(source: Input, pipeline: Pipeline) -> tuple[int, str]:
    """Give the bytes of the text, and what became of it: "ok", or the kind of the error."""
    size = 0
    try:
        article = read_input(source, None, pipeline.settings)
        size = len(article.text.encode())
        with pipeline.nlp.memory_zone():
            process_article(article, pipeline)
    except InputError:
        return size, "clear error"
    except Exception as error:  # noqa: BLE001 - to be counted
        return size, type(error).__name__
    return size, "ok"


def size_of_file(source: Input) -> int:
    """Give the bytes of the file, or of the archive that holds it."""
    file = Path(source.file)
    return file.stat().st_size if file.is_file() else 0


def write_costs(costs: list[Cost]) -> None:
    """Print them."""
    out = sys.stdout
    slowest = sorted(costs, key=lambda cost: cost.seconds, reverse=True)
    for cost in slowest[:LONGEST]:
        name = Path(cost.path).name.encode("ascii", "backslashreplace").decode()[-60:]
        out.write(f"{cost.seconds:7.2f} s of {cost.allowed:6.1f}  {cost.result:<12} {name}\n")
    late = sum(cost.seconds > cost.allowed for cost in costs)
    results = Counter(cost.result for cost in costs)
    out.write(f"{len(costs)} inputs, {late} over their time; {dict(results.most_common())}\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out.write(f"the process took {peak:,.0f} MB at most\n")


if __name__ == "__main__":
    main()
