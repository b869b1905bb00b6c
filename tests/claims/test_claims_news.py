"""Claims from running news text, through the whole pipeline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline import Claim, Pipeline, process

PUBLISHED = date(2024, 3, 6)


def first_claim(text: str, pipeline: Pipeline) -> Claim:
    return process(text, pipeline=pipeline, published=PUBLISHED).claims[0]


@pytest.mark.parametrize(
    ("text", "speaker", "standalone"),
    [
        (
            "The port handled 4.5 million tonnes last year, the harbour master, Mette Holm, said.",
            "Mette Holm",
            "The port handled 4.5 million tonnes in 2023",
        ),
        (
            "Between 2018 and 2022, officials found, Norland set up 310 kilometers of barriers.",
            "officials",
            "Between 2018 and 2022, Norland set up 310 kilometers of barriers",
        ),
        (
            "The dam, Mette Holm said on Monday, was finished in 2012.",
            "Mette Holm",
            "The dam was finished in 2012",
        ),
    ],
)
def test_speaker_is_taken_out_of_the_claim(
    pipeline: Pipeline, text: str, speaker: str, standalone: str
) -> None:
    claim = first_claim(text, pipeline)
    assert (claim.speaker, claim.standalone) == (speaker, standalone)


def test_date_before_an_aside_is_the_time_of_the_claim(pipeline: Pipeline) -> None:
    text = "Between 2018 and 2022, officials found, Norland set up 310 kilometers of barriers."
    claim = first_claim(text, pipeline)
    assert (claim.period_start, claim.period_end) == (date(2018, 1, 1), date(2022, 12, 31))


def test_date_within_an_aside_is_not(pipeline: Pipeline) -> None:
    claim = first_claim("The dam, Mette Holm said on Monday, was finished in 2012.", pipeline)
    assert claim.period_start != date(2024, 3, 4)


def test_institute_is_the_one_that_the_article_names(pipeline: Pipeline) -> None:
    text = (
        "The Institute for Dry Coasts published a report in May 2023. "
        "The coast had moved by 400 metres, the institute said."
    )
    claims = process(text, pipeline=pipeline).claims
    assert "Institute for Dry Coasts" in {claim.speaker for claim in claims}


@pytest.mark.parametrize("name", ["business-norvale-results", "science-moss-ice"])
def test_no_claim_cuts_a_date_or_quantity_in_two(
    pipeline: Pipeline, corpus: Path, name: str
) -> None:
    records = process(corpus / f"{name}.txt", pipeline=pipeline)
    values = [row for row in records.mentions if row.kind in {"date", "quantity"}]
    cut = [
        (claim.text, row.text)
        for claim in records.claims
        for row in values
        if row.start < claim.end < row.end or row.start < claim.start < row.end
    ]
    assert not cut


@pytest.mark.parametrize(
    "text",
    [
        "Nobody believes that the bridge is safe.",
        "The minister did not deny that the ship had sunk.",
        "The minister did not say that the ship had sunk.",
    ],
)
def test_what_nobody_says_is_open(pipeline: Pipeline, text: str) -> None:
    claim = next(claim for claim in process(text, pipeline=pipeline).claims if claim.attribution)
    assert (claim.certainty, claim.negated) == ("questioned", False)


def test_statement_before_its_speaker_is_kept_where_a_second_one_follows(
    pipeline: Pipeline,
) -> None:
    text = (
        "Human footprints pressed into the mud of a vanished lake may be as much as 21,000 years "
        "old, scientists reported on Thursday, a finding that, if confirmed, would mean people "
        "reached the high plateau some 6,000 years earlier than previously believed."
    )
    claim = first_claim(text, pipeline)
    assert claim.text.startswith("Human footprints")
    assert (claim.text.split()[-2:], claim.speaker) == (["years", "old"], "scientists")


def test_verb_that_nothing_joins_borrows_no_subject(pipeline: Pipeline) -> None:
    text = (
        "The team reported in 2018 that stone tools found 80 km to the south were about 14,800 "
        "years old."
    )
    claims = process(text, pipeline=pipeline, published=PUBLISHED).claims
    assert claims
    assert not any(claim.standalone.startswith("The team were") for claim in claims)


def test_who_testifies_against_somebody_reports_nothing(pipeline: Pipeline) -> None:
    text = (
        "Judge Paul Dale found that between 2014 and 2019 Reinholt steered at least 11 contracts "
        "to Delmar Dredging, whose owner, Kees Vroom, testified against him."
    )
    attributions = process(text, pipeline=pipeline, published=PUBLISHED).attributions
    assert [one.source_entity for one in attributions] == ["Paul Dale"]


def test_second_verb_of_a_speaker_is_not_part_of_what_is_said(pipeline: Pipeline) -> None:
    text = "Berg says that would cost $41 million a year and has accused him of fraud."
    claim = first_claim(text, pipeline)
    assert claim.text == "that would cost $41 million a year"


def test_second_verb_of_what_is_said_stays_there(pipeline: Pipeline) -> None:
    text = "The centre says it would cost 3 million euros but would add 84 million over 10 years."
    attributions = process(text, pipeline=pipeline, published=PUBLISHED).attributions
    assert [text[slice(*one.content_spans[0])][-13:] for one in attributions] == ["over 10 years"]


def test_what_the_author_sets_against_it_is_not_said_by_the_source(pipeline: Pipeline) -> None:
    text = (
        "Damage could exceed 1.5 billion crowns ($64 million), according to the insurers, while "
        "the town has set aside 300 million crowns."
    )
    claims = process(text, pipeline=pipeline, published=PUBLISHED).claims
    assert [(claim.text[-12:], claim.speaker) for claim in claims] == [
        ("$64 million)", "the insurers"),
        ("llion crowns", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Berg denied having told a newspaper that the dam leaked in 2019.",
        "Berg denied that he had said that the dam leaked in 2019.",
        "Berg denied saying that the dam leaked in 2019.",
    ],
)
def test_denied_words_are_no_claim_of_the_one_who_denies_them(
    pipeline: Pipeline, text: str
) -> None:
    claim = first_claim(text, pipeline)
    assert (claim.text, claim.negated, claim.negation_cue) == (
        "the dam leaked in 2019",
        True,
        "denied",
    )


def test_clause_behind_a_source_is_not_part_of_it(pipeline: Pipeline) -> None:
    text = (
        "Nine out of ten of those infected had not been vaccinated, according to the agency's "
        "weekly report, and more than half are under five."
    )
    claims = process(text, pipeline=pipeline, published=PUBLISHED).claims
    assert [(claim.text[:14], claim.speaker) for claim in claims] == [
        ("Nine out of te", "the agency's weekly report"),
        ("more than half", None),
    ]


def test_those_who_are_told_say_nothing(pipeline: Pipeline) -> None:
    text = "'We do not want a conflict,' Anna Berg told 40 lawmakers, some of whom shouted 'shame'."
    claims = process(text, pipeline=pipeline, published=PUBLISHED).claims
    assert [claim.speaker for claim in claims if "whom" in claim.text] == [None]


def test_title_before_a_name_is_part_of_the_subject(pipeline: Pipeline) -> None:
    text = "European Union foreign policy chief Joana Prates urged both to talk and offered help."
    [urged, *_] = process(text, pipeline=pipeline, published=PUBLISHED).attributions
    assert (urged.source_entity, [text[slice(*part)] for part in urged.content_spans]) == (
        "Joana Prates",
        ["to talk"],
    )


@pytest.mark.parametrize(
    ("text", "standalone"),
    [
        (
            "The poll was conducted Jan. 14-18 by the college.",
            "The poll was conducted from 2024-01-14 to 2024-01-18 by the college",
        ),
        (
            "The fair was held on 3-5 January in Halden.",
            "The fair was held on 2024-01-03 to 2024-01-05 in Halden",
        ),
        (
            "The Jan. 14 survey found 43% support for Berg.",
            "The 2024-01-14 survey found 43% support for Berg",
        ),
        (
            "The firm has shut 40 mines since the start of the year.",
            "The firm has shut 40 mines since the start of 2024",
        ),
        ("The plant will reopen by mid-April.", "The plant will reopen by mid-April 2024"),
        ("The plant will reopen early next year.", "The plant will reopen in early 2025"),
        ("The plant closed later this year.", "The plant closed later in 2024"),
        (
            "Six vans came between Feb. 29 and March 1.",
            "Six vans came between 2024-02-29 and 2024-03-01",
        ),
        (
            "The town had 1,284 cases on Monday, twice as many as a month ago.",
            "The town had 1,284 cases on 2024-03-04, twice as many as in February 2024",
        ),
    ],
)
def test_dates_are_written_so_that_the_sentence_reads_and_keeps_its_sense(
    pipeline: Pipeline, text: str, standalone: str
) -> None:
    assert first_claim(text, pipeline).standalone == standalone


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "standalone"),
    [
        (
            "Lund's own team reported that stone tools found 80 km to the south were about "
            "14,800 years old.",
            "stone tools",
            "were",
            "Stone tools found 80 km to the south were about 14,800 years old",
        ),
        (
            "Stone tools found 80 km to the south were about 14,800 years old.",
            "Stone tools",
            "were",
            "Stone tools found 80 km to the south were about 14,800 years old",
        ),
    ],
)
def test_participle_behind_a_subject_is_not_its_verb(
    pipeline: Pipeline, text: str, subject: str, predicate: str, standalone: str
) -> None:
    [claim] = process(text, pipeline=pipeline, published=PUBLISHED).claims
    assert (claim.subject, claim.predicate, claim.standalone) == (subject, predicate, standalone)


def test_country_named_in_passing_is_not_the_country(pipeline: Pipeline) -> None:
    text = (
        "A former director of a port in the Netherlands was jailed for nine years on Thursday.\n\n"
        "Willem Vroom received cash, a villa in Portugal and school fees, judges found. Vroom has "
        "since left the country.\n\n"
        "Portugal has asked for time. The country is looking into it."
    )
    claims = process(text, pipeline=pipeline, published=PUBLISHED).claims
    said = [claim.standalone for claim in claims]
    assert "Willem Vroom has since left the country" in said
    assert any(each.startswith("Portugal is looking") for each in said)


def test_who_quotes_a_report_does_not_say_what_it_says(pipeline: Pipeline) -> None:
    text = (
        "Ida Vroom was last seen in May, according to a police report quoted by the newspaper "
        "Morning Post."
    )
    speaker = first_claim(text, pipeline).speaker
    assert speaker == "a police report quoted by the newspaper Morning Post"


def test_who_behind_an_age_is_the_one_named(pipeline: Pipeline) -> None:
    text = (
        "Residents who spoke at the meeting included Maureen Tully, 72, who said she uses the "
        "library three times a week."
    )
    claims = process(text, pipeline=pipeline, published=PUBLISHED).claims
    assert [c.speaker for c in claims if "uses the library" in c.text] == ["Maureen Tully"]


@pytest.mark.parametrize(
    "text",
    [
        "Two bridges fell in 2019. Ann Lee said no",
        "Two bridges fell in 2019. The dam, according to the agency,",
        "Two bridges fell in 2019. The driver, according to police, ",
    ],
)
def test_text_that_breaks_off_keeps_its_claims(pipeline: Pipeline, text: str) -> None:
    assert first_claim(text, pipeline).text == "Two bridges fell in 2019"


def test_place_of_the_report_says_nothing(pipeline: Pipeline) -> None:
    text = (
        "Three held for leak of exam paper\n\n"
        "MUMBAI: Police on Saturday arrested three persons, including the principal of a school."
    )
    claims = process(text, pipeline=pipeline, published=PUBLISHED).claims
    assert [claim.speaker for claim in claims if "arrested" in claim.text] == [None]


def test_who_thanks_is_not_the_doer_of_what_it_thanks_for(pipeline: Pipeline) -> None:
    text = "The charity thanked Berg for giving 2 million euros."
    claims = process(text, pipeline=pipeline, published=PUBLISHED).claims
    assert [claim.standalone for claim in claims] == [text.rstrip(".")]


def test_paper_that_is_sold_is_not_the_body_named_before(pipeline: Pipeline) -> None:
    text = "Norvale Foods said the accused had sold the paper for 15,000 euros."
    assert (
        first_claim(text, pipeline).standalone == "The accused had sold the paper for 15,000 euros"
    )
