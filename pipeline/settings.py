"""Reads the settings: the shipped defaults with the user's file and options put over them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from .errors import SettingsError
from .toml import put_over, read_toml

Format = Literal["csv", "jsonl", "parquet", "sqlite", "xlsx"]
FieldName = Literal["text", "title", "byline", "published", "publisher", "url"]
EngineName = Literal["serial", "processes", "dask"]
Size = Annotated[int, msgspec.Meta(ge=1)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Times = Annotated[float, msgspec.Meta(ge=1)]


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of settings; an unknown key is an error."""


class RunSettings(_Table, frozen=True, kw_only=True):
    """What a run writes and which articles it accepts."""

    formats: Annotated[tuple[Format, ...], msgspec.Meta(min_length=1)]
    language: Annotated[str, msgspec.Meta(pattern="^([a-z]{2}|any)$")]


class EngineSettings(_Table, frozen=True, kw_only=True):
    """How the work is spread over processes or machines; it changes no row."""

    name: EngineName
    jobs: Annotated[int, msgspec.Meta(ge=0)]
    scheduler: str
    timeout: Annotated[float, msgspec.Meta(ge=0)]
    memory: Annotated[int, msgspec.Meta(ge=0)]
    recycle: Annotated[int, msgspec.Meta(ge=0)]
    batch: Annotated[int, msgspec.Meta(ge=1)]


class ReadSettings(_Table, frozen=True, kw_only=True):
    """How files are read, and limits on what is read."""

    encoding: str
    tables: bool
    max_bytes: Size
    max_characters: Size
    fields: dict[FieldName, tuple[str, ...]]

    def __post_init__(self) -> None:
        """Refuse an encoding that Python has none of for text: no article could be read with it."""
        try:
            "".encode(self.encoding or "utf-8")
        except LookupError as error:
            raise ValueError(f"read.encoding: {error}") from error


class CleanSettings(_Table, frozen=True, kw_only=True):
    """What labels the text."""

    lexicon: str


class ModelSettings(_Table, frozen=True, kw_only=True):
    """Which spaCy pipeline analyses the text."""

    name: str
    threads: Annotated[int, msgspec.Meta(ge=1)]


class CheckSettings(_Table, frozen=True, kw_only=True):
    """How claims are compared with sources."""

    retrieved: int
    documents: int
    about: Share
    rounding: Share
    above: Times
    source_above: Times


class ShowSettings(_Table, frozen=True, kw_only=True):
    """How an article is shown."""

    worth_checking: float


class ReviewSettings(_Table, frozen=True, kw_only=True):
    """What reviewers may decide, and how that is published."""

    verdicts: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    unpublished: tuple[str, ...]
    ratings: dict[str, int]
    organisation: str
    organisation_url: str
    review_url: str
    named_reviewers: bool


class Settings(_Table, frozen=True, kw_only=True):
    """All settings; ``components`` holds the configuration of each of our spaCy components."""

    run: RunSettings
    engine: EngineSettings
    read: ReadSettings
    clean: CleanSettings
    model: ModelSettings
    check: CheckSettings
    show: ShowSettings
    review: ReviewSettings
    components: dict[str, dict[str, Any]]


def load_settings(
    file: Path | None = None,
    *,
    defaults: Mapping[str, Any] | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Settings:
    """Load the defaults, then a user's TOML file, then ``overrides`` (nested like the file).

    ``defaults`` go over the shipped ones and give way to the file.

    Raises ``SettingsError`` for an unknown key or a value of the wrong type.

    >>> load_settings(overrides={"model": {"threads": 2}}).model.threads
    2
    """
    shipped = resources.files(__package__) / "default.toml"
    values = put_over(tomllib.loads(shipped.read_text(encoding="utf-8")), defaults or {})
    place = "settings"
    if file is not None:
        values = put_over(values, read_toml(file, "settings"))
        place = str(file)
    try:
        return msgspec.convert(put_over(values, overrides or {}), Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(
            f"{place}: {error}. The settings and their defaults are listed in docs/settings.md."
        ) from error
