from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from conftest import Site

GET_PATHS = ("/", "/queue", "/claim/c1", "/print", "/reading?text=5&kind=value",
             "/export/reviews.csv", "/static/page.js")  # fmt: skip
POST_PATHS = ("/decide", "/undo", "/name")

TRAVERSALS = [
    f"/{place}/{way}"
    for place in ("static", "export", "claim")
    for way in (
        "../page.py",
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "....//....//etc/passwd",
        "..%5c..%5cetc%5cpasswd",
        "..\\..\\etc\\passwd",
        "/etc/passwd",
        "%00",
        "page.css%00.svg",
        "..;/serve.py",
    )
]


def test_address_lets_in_and_leaves_no_token_behind(lone_site: Site) -> None:
    reply = lone_site.get(f"/?token={lone_site.token}&state=mine", Cookie=None)
    assert reply.status == 303
    assert reply.headers["location"] == "/?state=mine"
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert reply.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", GET_PATHS)
@pytest.mark.parametrize("cookie", [None, "claimtable-1=x", "{name}=wrong"])
def test_without_the_token_nothing_is_shown(lone_site: Site, path: str, cookie: str | None) -> None:
    name = f"claimtable-{lone_site.port}"
    reply = lone_site.get(path, Cookie=cookie and cookie.format(name=name))
    assert reply.status == 403
    assert "Halden" not in reply.text


def test_wrong_token_is_refused(lone_site: Site) -> None:
    assert lone_site.get("/?token=wrong", Cookie=None).status == 403


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1.example.org", "example.org:80", "", "127.0.0.1@x", "[::1]"]
)
@pytest.mark.parametrize("path", ["/", "/static/page.css"])
def test_foreign_host_is_refused(lone_site: Site, host: str, path: str) -> None:
    assert lone_site.get(path, Host=host).status == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_no_foreign_host(lone_site: Site, host: str) -> None:
    assert lone_site.get("/", Host=f"{host}:{lone_site.port}").status == 200


@pytest.mark.parametrize("path", POST_PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1", "Sec-Fetch-Site": None},
        {"Cookie": None},
    ],
    ids=str,
)
def test_post_of_another_site_is_refused(
    lone_site: Site, path: str, headers: dict[str, str | None]
) -> None:
    form = {"claim": "c1", "verdict": "true", "reviewer": "Eve"}
    assert lone_site.post(path, form, **headers).status == 403
    assert lone_site.get("/export/reviews.csv").text.count("\n") == 1


@pytest.mark.parametrize("path", POST_PATHS)
@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_post_without_the_pages_token_is_refused(
    lone_site: Site, path: str, token: str | None
) -> None:
    form = {"claim": "c1", "verdict": "true", "reviewer": "Eve", "token": token}
    assert lone_site.post(path, form).status == 403


@pytest.mark.parametrize("path", POST_PATHS)
def test_get_never_writes(lone_site: Site, path: str) -> None:
    query = f"token={lone_site.form_token}&claim=c1&verdict=true"
    assert lone_site.get(f"{path}?{query}").status in {403, 405}
    assert lone_site.get(f"{path}?claim=c1&verdict=true").status == 405
    assert lone_site.get("/export/reviews.csv").text.count("\n") == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_other_methods_are_refused(lone_site: Site, method: str) -> None:
    assert lone_site.ask(method, "/").status == 405


@pytest.mark.parametrize("path", TRAVERSALS)
def test_path_out_of_the_page_leads_nowhere(lone_site: Site, path: str) -> None:
    reply = lone_site.get(path)
    assert reply.status == 404
    assert "root:" not in reply.text


@pytest.mark.parametrize("path", [*GET_PATHS, "/nowhere", "/claim/nowhere"])
def test_every_answer_forbids_what_it_does_not_need(lone_site: Site, path: str) -> None:
    headers = lone_site.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/print"])
def test_page_asks_for_nothing_outside(lone_site: Site, path: str) -> None:
    text = lone_site.get(path).text
    assert "style=" not in text
    assert "<style" not in text
    assert "onclick" not in text
    assert [word for word in text.split('"') if word.startswith(("http:", "https:", "//"))] == []


@pytest.mark.parametrize("length", [99_000, 200_000])
def test_form_that_fills_the_memory_is_refused(lone_site: Site, length: int) -> None:
    status = lone_site.post("/decide", {"claim": "c1", "note": "x" * length}).status
    assert status == (422 if length < 100_000 else 413)


def test_form_that_is_none_is_refused(lone_site: Site) -> None:
    headers = {"Origin": f"http://127.0.0.1:{lone_site.port}"}
    assert lone_site.ask("POST", "/decide", "é=%ff", **headers).status == 400


@pytest.mark.parametrize("back", ["//example.org", "\\\\example.org", "x\r\nSet-Cookie: a=b"])
def test_form_leads_back_to_the_page_alone(lone_site: Site, back: str) -> None:
    reply = lone_site.post("/name", {"reviewer": "Ben", "back": back})
    assert reply.status == 303
    assert reply.headers["location"].startswith(("/?", "/"))
    assert not reply.headers["location"].startswith("//")
    assert "a=b" not in reply.headers["set-cookie"]


def test_name_with_odd_letters_stays_one_cookie(lone_site: Site) -> None:
    reply = lone_site.post("/name", {"reviewer": "Ådá; x=1, “B”"})
    value = quote("Ådá; x=1, “B”")
    assert f"={value};" in reply.headers["set-cookie"].replace('"', "")
