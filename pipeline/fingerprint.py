"""Says what results depend on besides their articles, so that none outlives a change of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import to_builtins

from .settings import Settings
from .toml import read_toml

AFTER_THE_RECORDS = (
    "/__init__.py",
    "/__main__.py",
    "/assemble.py",
    "/batch.py",
    "/changes.py",
    "/check/",
    "/commands/",
    "/comparison.py",
    "/crosscheck/",
    "/engines/",
    "/facts/",
    "/fingerprint.py",
    "/interval.py",
    "/locks.py",
    "/page_templates.py",
    "/plan.py",
    "/pytest_plugin.py",
    "/review/",
    "/shards.py",
    "/show/",
    "/tables/",
    "/visible.py",
    "/web_address.py",
    "/worker.py",
)
"""Code beside the records or behind them: a change of it makes no article be processed again."""

SETTINGS_BESIDE_THE_RECORDS = frozenset({"check", "engine", "review", "show"})
"""Settings of that code, and of how the work is spread."""

READ_AT_WORK = (".py", ".toml", ".xz", "hashes.json")
"""How the files end that results hang on; weights are hashed in their hashes.json."""

LIBRARIES = (
    "dateparser",
    "htmldate",
    "lxml",
    "markdown-it-py",
    "numpy",
    "onnxruntime",
    "pint",
    "py3langid",
    "pypdfium2",
    "quantulum3",
    "spacy",
    "striprtf",
    "thinc",
    "tokenizers",
    "trafilatura",
    "warcio",
)
"""What reads and analyses articles with us: another release may find another text or sentence."""

EXAMPLES = "examples.toml"
"""Evidence for tests, which no run reads."""


def run_fingerprint(settings: Settings) -> str:
    """Hash what a result depends on but the article: settings, words, code, libraries and weights.

    Code, towns, a user's lexicons and a user's model are hashed as they lie on disk: no result
    outlives a change of a rule, of a town, of a word or of a weight. Raises ``SettingsError`` for a
    lexicon that cannot be read.
    """
    digest = hashlib.blake2b(digest_size=20)
    needed = {
        name: value
        for name, value in to_builtins(settings).items()
        if name not in SETTINGS_BESIDE_THE_RECORDS
    }
    needed["run"].pop("formats")  # another table format needs no article processed again
    digest.update(msgspec.json.encode(needed, order="sorted"))
    digest.update(msgspec.json.encode([metadata.version(name) for name in LIBRARIES]))
    for lexicon in _lexicons(settings):
        digest.update(msgspec.json.encode(read_toml(Path(lexicon), "lexicon")))
    for name, content in _package_files(resources.files(__package__), ""):
        if name.startswith(AFTER_THE_RECORDS):
            continue
        digest.update(name.encode())
        digest.update(content)
    for folder in _model_folders(settings):
        for name, content in _model_files(folder):
            digest.update(name.encode())
            digest.update(content)
    return digest.hexdigest()


def _lexicons(settings: Settings) -> Iterator[str]:
    """Give the files of words that settings name."""
    named = (part.get("lexicon") for part in settings.components.values())
    # spaCy says it where a component is given something that is no path.
    yield from (one for one in (settings.clean.lexicon, *named) if one and isinstance(one, str))


def _package_files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found.extend(_package_files(entry, name))
        elif entry.name.endswith(READ_AT_WORK) and entry.name != EXAMPLES:
            found.append((name, entry.read_bytes()))
    return found


def _model_folders(settings: Settings) -> Iterator[Path]:
    """Give the folders of the weights that settings name; the embedded ones are of the package."""
    recogniser = settings.components.get("claimtable_recogniser", {}).get("path")
    for place in (_find_package(settings.model.name), settings.model.name, recogniser):
        # What is no text, spaCy refuses.
        if place and isinstance(place, str) and Path(place).is_dir():
            yield Path(place)


def _find_package(name: str) -> str | None:
    """Find the folder of an installed pipeline, without importing it."""
    spec = find_spec(name) if name.isidentifier() else None
    folders = None if spec is None else spec.submodule_search_locations
    return next(iter(folders or ()), None)


def _model_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the name and hash of each file; what Python has compiled differs between machines."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "blake2b").digest()
            yield path.relative_to(folder).as_posix(), content
