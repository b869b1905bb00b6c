from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import (
    Article,
    Block,
    Claim,
    DateValue,
    Mention,
    Quantity,
    Records,
    from_dict,
    to_dict,
)

TEXT = st.text(max_size=20)
OFFSETS = st.tuples(st.integers(0, 99), st.integers(0, 99))
DATES = st.dates() | st.none()

quantities = st.builds(
    Quantity,
    low=st.floats(allow_nan=False, allow_infinity=False),
    high=st.floats(allow_nan=False, allow_infinity=False),
    unit=TEXT | st.none(),
    modifier=st.sampled_from(["=", "~", "<", ">", "<=", ">="]),
)
date_values = st.builds(
    DateValue,
    timex_type=st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
    start_date=DATES,
    stated=st.tuples(TEXT),
    range_with=OFFSETS | st.none(),
)
mentions = st.builds(
    Mention,
    id=TEXT, doc=TEXT, start=st.integers(0, 99), end=st.integers(0, 99), text=TEXT, kind=TEXT,
    date=date_values | st.none(), quantity=quantities | st.none(), sentence=OFFSETS,
)  # fmt: skip


@given(mentions)
def test_mention_survives_the_way_to_a_dict_and_back(mention: Mention) -> None:
    assert from_dict(to_dict(mention), Mention) == mention


def test_records_survive_the_way_to_json_and_back() -> None:
    article = Article(
        doc="a", text="Hi.", sha256="0", path="a.txt", media_type="text/plain",
        published=date(2024, 3, 1), blocks=(Block(kind="title", start=0, end=3),),
    )  # fmt: skip
    claim = Claim(id="c1", doc="a", start=0, end=3, text="Hi.", standalone="Hi.",
                  resolved=(("He", "Ann"),))  # fmt: skip
    records = Records(article=article, claims=(claim,))
    assert msgspec.json.decode(msgspec.json.encode(records), type=Records) == records


def test_unknown_key_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        from_dict({"kind": "ad", "start": 0, "end": 1, "colour": "red"}, Block)


def test_records_are_frozen() -> None:
    block = Block(kind="ad", start=0, end=1)
    with pytest.raises(AttributeError):
        block.start = 5  # type: ignore[misc]
