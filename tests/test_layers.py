"""Who may import whom: lower layers never import higher ones, stages of a row never each other."""

from __future__ import annotations

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from pipeline.fingerprint import AFTER_THE_RECORDS, LIBRARIES

PACKAGE = Path(__file__).parent.parent / "pipeline"

LAYERS = {
    "errors": 0, "records": 0,
    "toml": 0,
    "absolute": 1,
    "settings": 1, "lexicon": 1, "visible": 1, "interval": 1, "page_templates": 1, "web_address": 1,
    "read": 2, "clean": 2, "language": 2,
    "numbers": 2, "number_pattern": 2, "fractions": 2, "syntax": 2, "tree": 2,
    "extensions": 2, "model": 2,
    "entities": 3, "dates": 3, "quantities": 3, "claims": 3,
    "abbreviations": 3, "annotate": 4, "extract": 4, "sentences": 4,
    "tables": 2, "shards": 2, "fingerprint": 2, "engines": 2,
    "units": 2, "places": 2, "facts": 3, "check": 3, "show": 3, "review": 4,
    "locks": 3, "plan": 3,
    "single": 5, "copies": 5,
    "worker": 6, "assemble": 6, "crosscheck": 6, "comparison": 6, "changes": 6,
    "batch": 7,
    "commands": 8, "pytest_plugin": 8, "__main__": 8, "__init__": 8,
}  # fmt: skip

MAY_SHARE_A_LAYER = {
    ("records", "errors"),
    ("toml", "errors"),
    ("commands", "__main__"),
    ("__main__", "commands"),
    ("__init__", "commands"),
}
"""Modules of one layer that may know each other: language tools build on one another."""

LANGUAGE_TOOLS = {"numbers", "number_pattern", "fractions", "syntax", "tree", "extensions",
                  "model"}  # fmt: skip
WITHOUT_SPACY = {"errors", "records", "toml", "absolute", "visible", "settings", "lexicon", "read",
                 "clean", "language", "places", "numbers", "number_pattern", "fractions", "units",
                 "tables", "shards", "fingerprint", "show", "facts", "check", "review", "commands",
                 "engines", "locks", "plan", "assemble", "batch"}  # fmt: skip

READING_AN_ARTICLE = ("single", "copies", "entities", "dates", "quantities", "claims")
"""The pipeline, what stands in for it where a content comes twice, and the stages that spaCy loads
by their names."""

WITHOUT_EFFECT = {"confection", "fsspec", "msgspec", "threadpoolctl", "typeguard"}
"""Libraries on the way of an article that change nothing in what is found there."""

FILES = sorted(path for path in PACKAGE.rglob("*.py"))


def module_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(path: Path) -> set[str]:
    """Top-level modules of the package that a file imports, wherever in the file."""
    package = ["pipeline", *path.relative_to(PACKAGE).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            full = [*base, *(node.module or "").split(".")]
            full = [part for part in full if part]
            names = [*full, *(alias.name for alias in node.names)] if full == ["pipeline"] else full
            if names[:1] == ["pipeline"] and len(names) > 1:
                found |= set(names[1:]) if full == ["pipeline"] else {names[1]}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("pipeline.")}
    return found - {module_of(path)}


def libraries_of(path: Path) -> set[str]:
    """Third-party and standard modules that a file imports at any depth."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_lower_layers(path: Path) -> None:
    module = module_of(path)
    wrong = {
        other
        for other in imports_of(path)
        if LAYERS[other] >= LAYERS[module]
        and (module, other) not in MAY_SHARE_A_LAYER
        and not {module, other} <= LANGUAGE_TOOLS
        and module != "__init__"
    }
    assert not wrong, f"pipeline.{module} must not import {sorted(wrong)}"


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if module_of(path) in WITHOUT_SPACY],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_text_and_table_modules_never_import_spacy(path: Path) -> None:
    assert "spacy" not in libraries_of(path)


def test_every_module_has_a_layer() -> None:
    assert {module_of(path) for path in FILES} == set(LAYERS)


def test_only_code_that_an_article_passes_through_makes_it_be_processed_again() -> None:
    imports: dict[str, set[str]] = {module: set() for module in LAYERS}
    for path in FILES:
        imports[module_of(path)] |= imports_of(path)
    reached: set[str] = set()
    ahead = set(READING_AN_ARTICLE)
    while ahead:
        reached |= ahead
        ahead = {other for module in ahead for other in imports[module]} - reached
    passed_over = {name.strip("/").removesuffix(".py") for name in AFTER_THE_RECORDS}
    assert passed_over == set(LAYERS) - reached


def test_libraries_that_an_article_passes_through_make_it_be_processed_again() -> None:
    passed_over = {name.strip("/").removesuffix(".py") for name in AFTER_THE_RECORDS}
    on_the_way = [path for path in FILES if module_of(path) not in passed_over]
    used = {library for path in on_the_way for library in libraries_of(path)}
    packages = packages_distributions()
    named = {
        packages[library][0].lower() for library in used - sys.stdlib_module_names - {"pipeline"}
    }
    assert named - WITHOUT_EFFECT == set(LIBRARIES)
