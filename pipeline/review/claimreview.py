"""Publishes reviewed claims as schema.org ClaimReview, one JSON-LD file for each claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, field

from ..errors import InputError, SettingsError
from ..records import Claim, Records, Review
from ..settings import ReviewSettings
from ..tables import Run, read_run
from ..tables.file import put_in_place, temporary_of
from ..web_address import is_web_address
from .answers import ID

Words = Annotated[str, Meta(min_length=1)]
Address = Words
"""An address of the web: ``is_web_address`` holds it to that."""

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Organisation(Struct, tag_field="@type", tag="Organization"):
    """schema.org Organization."""

    name: Words
    url: Address | UnsetType = UNSET


class Person(Struct, tag_field="@type", tag="Person"):
    """schema.org Person."""

    name: Words
    affiliation: Organisation | UnsetType = UNSET


class Rating(Struct, tag_field="@type", tag="Rating", rename="camel"):
    """schema.org Rating; a verdict that is no point on the scale has its name alone."""

    alternate_name: Words
    rating_value: int | UnsetType = UNSET
    best_rating: int | UnsetType = UNSET
    worst_rating: int | UnsetType = UNSET


class Appearance(Struct, tag_field="@type", tag="NewsArticle", rename="camel"):
    """schema.org NewsArticle: where the claim stands."""

    headline: Words
    url: Address | UnsetType = UNSET
    date_published: Day | UnsetType = UNSET


class SchemaClaim(Struct, tag_field="@type", tag="Claim", rename="camel"):
    """schema.org Claim: who said it, when and where."""

    appearance: Appearance | UnsetType = UNSET
    author: Person | Organisation | UnsetType = UNSET
    date_published: Day | UnsetType = UNSET


class ClaimReview(Struct, tag_field="@type", tag="ClaimReview", rename="camel"):
    """schema.org ClaimReview; fields without a default are those that readers of it ask for."""

    claim_reviewed: Words
    review_rating: Rating
    url: Address
    author: Annotated[tuple[Person | Organisation, ...], Meta(min_length=1)]
    publisher: Organisation
    date_published: Day
    item_reviewed: SchemaClaim
    context: Literal["https://schema.org"] = field(name="@context", default="https://schema.org")
    review_body: str | UnsetType = UNSET
    citation: tuple[Address, ...] | UnsetType = UNSET


@dataclass(frozen=True, kw_only=True)
class Published:
    """How many files were written, and how many claims were left out for which reason."""

    written: int
    left_out: Mapping[str, int]


def publish(
    out: Path,
    folder: Path,
    decisions: Mapping[str, Mapping[str, Review]],
    settings: ReviewSettings,
) -> Published:
    """Write a file for each claim on which those who decided agree.

    Files of claims that are no longer published go. Raises ``SettingsError`` where the settings do
    not say who publishes.
    """
    _check_settings(settings)
    left_out: Counter[str] = Counter()
    chosen: dict[str, list[Review]] = {}
    for claim, by_reviewer in sorted(decisions.items()):
        rows = [row for row in by_reviewer.values() if row.verdict]
        reason = _why_not(rows, settings)
        if reason:
            left_out[reason] += 1
        elif rows:
            chosen[claim] = rows
    folder.mkdir(parents=True, exist_ok=True)
    for claim, review in _build_all(read_run(out), chosen, settings):
        _write(folder / f"{claim}.json", review)
    for path in folder.glob("*.json"):
        if ID.fullmatch(path.stem) and path.stem not in chosen:
            path.unlink()
    return Published(written=len(chosen), left_out=left_out)


def _check_settings(settings: ReviewSettings) -> None:
    needed = ("organisation", "organisation_url", "review_url")
    missing = [name for name in needed if not getattr(settings, name)]
    if missing:
        raise SettingsError(
            f"settings, table [review]: {' and '.join(missing)} must be set to publish ClaimReview:"
            " who publishes, its address, and where a review can be read"
            ' (such as "https://example.org/checks/{claim}").'
        )


def _why_not(rows: list[Review], settings: ReviewSettings) -> str | None:
    verdicts = {row.verdict for row in rows}
    if len(verdicts) > 1:
        return "its reviewers disagree"
    if verdicts & set(settings.unpublished):
        return "its verdict is not published"
    return None


def _build_all(
    run: Run, chosen: Mapping[str, list[Review]], settings: ReviewSettings
) -> Iterable[tuple[str, ClaimReview]]:
    """Build the reviews, article by article."""
    claims_by_doc: dict[str, list[str]] = defaultdict(list)
    for claim, rows in chosen.items():
        claims_by_doc[rows[0].doc or ""].append(claim)
    for doc, claims in claims_by_doc.items():
        records = run.records(doc) if doc in run.scan("articles") else None
        found = {one.id: one for one in records.claims} if records else {}
        for claim in claims:
            item = _to_item(records, found.get(claim)) if records else SchemaClaim()
            built = _build(chosen[claim], found.get(claim), item, settings)
            yield claim, _validate(built, claim)


def _build(
    rows: list[Review], claim: Claim | None, item: SchemaClaim, settings: ReviewSettings
) -> ClaimReview:
    publisher = Organisation(name=settings.organisation, url=settings.organisation_url)
    people = tuple(Person(name=row.reviewer, affiliation=publisher) for row in rows)
    notes = "\n".join(row.note for row in rows if row.note)
    addresses = tuple(dict.fromkeys(row.evidence_url for row in rows if row.evidence_url))
    return ClaimReview(
        claim_reviewed=claim.standalone if claim else rows[0].text,
        review_rating=_to_rating(rows[0].verdict, settings),
        url=settings.review_url.replace("{claim}", rows[0].claim),
        author=people if settings.named_reviewers else (publisher,),
        publisher=publisher,
        date_published=max(row.checked_at for row in rows)[:10],
        item_reviewed=item,
        review_body=notes or UNSET,
        citation=addresses or UNSET,
    )


def _to_rating(verdict: str, settings: ReviewSettings) -> Rating:
    name = verdict.replace("_", " ").capitalize()
    if verdict not in settings.ratings:
        return Rating(alternate_name=name)
    scale = settings.ratings.values()
    return Rating(
        alternate_name=name,
        rating_value=settings.ratings[verdict],
        best_rating=max(scale),
        worst_rating=min(scale),
    )


def _to_item(records: Records, claim: Claim | None) -> SchemaClaim:
    article = records.article
    day = str(article.published) if article.published else UNSET
    return SchemaClaim(
        appearance=Appearance(
            headline=article.title or article.doc, url=article.url or UNSET, date_published=day
        ),
        author=_author_of(records, claim),
        date_published=day,
    )


def _author_of(records: Records, claim: Claim | None) -> Person | Organisation | UnsetType:
    """Give who makes the claim: its speaker, else who wrote or published the article."""
    if claim is not None and claim.speaker:
        kinds = {one.kind for one in records.mentions if one.entity == claim.speaker}
        person = "person" in kinds and "organisation" not in kinds
        return Person(name=claim.speaker) if person else Organisation(name=claim.speaker)
    if records.article.byline:
        return Person(name=records.article.byline)
    return Organisation(name=records.article.publisher) if records.article.publisher else UNSET


def _validate(review: ClaimReview, claim: str) -> ClaimReview:
    """Hold that each field has what schema.org asks of it."""
    try:
        valid = msgspec.convert(msgspec.to_builtins(review), ClaimReview)
    except msgspec.ValidationError as error:
        raise _no_review(claim, str(error)) from error
    for address in _addresses(valid):
        if address and not is_web_address(address):
            raise _no_review(claim, f"{address[:60]!r} is no address of the web")
    return valid


def _addresses(review: ClaimReview) -> Iterator[str | UnsetType]:
    yield review.url
    yield review.publisher.url
    if review.item_reviewed.appearance:
        yield review.item_reviewed.appearance.url
    yield from review.citation or ()


def _no_review(claim: str, reason: str) -> InputError:
    return InputError(
        f"{claim}: no valid ClaimReview ({reason}). Mend the setting, the review or the metadata"
        " of its article."
    )


def _write(path: Path, review: ClaimReview) -> None:
    temporary = temporary_of(path)
    temporary.write_bytes(msgspec.json.format(msgspec.json.encode(review), indent=2) + b"\n")
    put_in_place(temporary, path)
