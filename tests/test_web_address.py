from __future__ import annotations

import pytest

from pipeline.web_address import LONGEST, is_web_address


@pytest.mark.parametrize(
    "address",
    [
        "https://paper.example",
        "http://paper.example:8080/a/b?c=1&d=%20#e",
        "HTTPS://PAPER.EXAMPLE/A",
        "https://bücher.example/käse",
        "https://paper.example/@somebody/1",
        "https://[2001:db8::1]/a",
        "https://" + "a" * (LONGEST - len("https://")),
    ],
)
def test_page_of_the_web_may_be_a_link(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "see the register",
        "paper.example/a",
        "//paper.example/a",
        "https:",
        "https:paper.example",
        "https:///a",
        "https://?a",
        "https://:80/",
        "mailto:ada@paper.example",
        "ftp://paper.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript://paper.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "https:\\\\paper.example",
        "https://paper.example\\@other.example",
        "https://paper.example@other.example/",
        "https://paper.example:80@other.example/",
        "https://paper.example/a b",
        " https://paper.example",
        "https://paper.example\n",
        "https://paper.example/\u202egpj.exe",
        "https://paper.example/\u200b",
        "https://paper.example/\x00",
        "https://paper.example/\ud800",
        "https://paper.example\u2100.other.example/",
        "https://[::1",
        "https://paper.example:99999/",
        "https://paper.example:port/",
        "https://" + "a" * LONGEST,
    ],
)
def test_address_that_may_lead_elsewhere_is_none(address: str | None) -> None:
    assert not is_web_address(address)
