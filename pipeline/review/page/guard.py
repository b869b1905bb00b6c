"""Keeps others out of the page: only the browser that was given the token reads or writes.

A page elsewhere on the web can make this browser send requests to this machine. So a request must
carry our cookie, which goes with no request that another site caused; one that writes must also
come from our page and carry a token that only our page holds.
"""

from __future__ import annotations

from secrets import compare_digest, token_urlsafe
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")

LONGEST_FORM = 100_000
"""Bytes of a form: a note of many pages, and nothing that fills the memory."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # With "no-referrer" a browser hides the origin of our own forms too.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

NO_TOKEN = (
    "This page belongs to somebody's review. Open it by the whole address that "
    "`claimtable review serve` printed, with the token at its end.\n"
)


class Secrets(NamedTuple):
    """What a browser must show: the token of the address and the one of the forms."""

    token: str
    form: str

    @classmethod
    def make(cls) -> Secrets:
        """Make new secrets, as each start of the page does."""
        return cls(token_urlsafe(24), token_urlsafe(24))


class Guard:
    """The outermost layer of the page."""

    def __init__(self, app: ASGIApp, secrets: Secrets) -> None:
        self._app = app
        self._secrets = secrets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that may not pass; let others through."""
        if scope["type"] != "http":
            return
        refusal = self._refuse(Request(scope))
        await (refusal or self._app)(scope, receive, _with_headers(send))

    def _refuse(self, request: Request) -> Response | None:
        if _host(request.headers) not in HOSTS:
            return PlainTextResponse("Invalid host header", status_code=400)
        if request.method not in {"GET", "HEAD", "POST"}:
            return PlainTextResponse("Method not allowed", status_code=405)
        given = request.query_params.get("token")
        if given is not None and request.method == "GET":
            return self._let_in(request, given)
        if not _same(request.cookies.get(cookie_name(request)), self._secrets.token):
            return PlainTextResponse(NO_TOKEN, status_code=403)
        if request.method == "POST" and not _is_from_here(request.headers):
            return PlainTextResponse("Sent by another site: refused\n", status_code=403)
        return None

    def _let_in(self, request: Request, given: str) -> Response:
        """Change the token of the address for a cookie, so that no history or referrer keeps it."""
        if not _same(given, self._secrets.token):
            return PlainTextResponse(NO_TOKEN, status_code=403)
        rest = [pair for pair in parse_qsl(request.url.query) if pair[0] != "token"]
        response = RedirectResponse(f"/?{urlencode(rest)}" if rest else "/", status_code=303)
        response.set_cookie(cookie_name(request), given, httponly=True, samesite="strict")
        return response


async def read_form(request: Request, secrets: Secrets) -> dict[str, str]:
    """Read a form that our page sent; raises ``HTTPException`` for any other."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_FORM:
            raise HTTPException(413, f"longer than {LONGEST_FORM:,} characters")
    try:
        parsed = parse_qs(body.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise HTTPException(400, "not a form in UTF-8") from error
    form = {name: values[-1] for name, values in parsed.items()}
    if not _same(form.pop("token", None), secrets.form):
        raise HTTPException(403, "The page is older than the server: load it again.")
    return form


def cookie_name(request: Request) -> str:
    """Name our cookie after the port: cookies of one machine are shared by its ports."""
    return f"claimtable-{request.scope['server'][1]}"


def _host(headers: Headers) -> str:
    host, _, port = headers.get("host", "").partition(":")
    return host.lower() if not port or port.isdigit() else ""


def _same(given: str | None, wanted: str) -> bool:
    return given is not None and compare_digest(given.encode(), wanted.encode())


def _is_from_here(headers: Headers) -> bool:
    """Say whether the browser itself says that our page sent the request."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    return headers.get("origin", f"http://{headers['host']}") == f"http://{headers['host']}"


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return send_with_headers
