"""Opens the templates of pages: whatever an article or a person wrote is escaped."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined


def open_templates(package: str, folder: str = "") -> Environment:
    """Give the templates beside the modules of a package, or in a folder there."""
    place = resources.files(package) / folder

    def read(name: str) -> str:
        return (place / name).read_text(encoding="utf-8")

    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(read),
    )
