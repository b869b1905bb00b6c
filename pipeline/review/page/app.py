"""Answers the requests of the page: the queue, a claim, a decision, an undo, print and export."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import resources
from urllib.parse import quote, unquote

from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from ...errors import ClaimtableError, InputError
from ...records import Review
from ..store import Conflict
from .claims import Filters
from .correction import read_correction
from .decision import read_name, read_whole
from .desk import Desk, GoneError
from .export import EXPORTS
from .guard import Guard, Secrets, cookie_name, read_form
from .view import View, Visit, to_label

STATIC = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""The files of the page, with their kinds; no other file is ever read by its name."""

logger = logging.getLogger(__name__)

Change = Callable[[Mapping[str, str], str, datetime], Review | Conflict | None]
"""What a form asks for: of a reviewer, at a time."""

YEAR = 31_536_000
"""Seconds that the browser remembers the reviewer's name."""


def create_app(desk: Desk, secrets: Secrets) -> Guard:
    """Build the page for what lies on a desk."""
    routes = _Routes(desk, secrets)
    app = Starlette(
        routes=[
            Route("/", routes.show),
            Route("/queue", routes.show_queue),
            Route("/claim/{id}", routes.show_claim),
            Route("/print", routes.show_print),
            Route("/reading", _show_reading),
            Route("/export/{name}", routes.export),
            Route("/static/{name}", _show_static),
            Route("/decide", routes.decide, methods=["POST"]),
            Route("/undo", routes.undo, methods=["POST"]),
            Route("/name", routes.set_name, methods=["POST"]),
        ],
        exception_handlers={ClaimtableError: _explain, SQLAlchemyError: _explain_database},
    )
    return Guard(app, secrets)


class _Routes:
    def __init__(self, desk: Desk, secrets: Secrets) -> None:
        self._desk = desk
        self._secrets = secrets
        self._view = View(desk)

    def show(self, request: Request) -> Response:
        return HTMLResponse(
            self._view.page(self._visit(request), request.query_params.get("claim"))
        )

    def show_queue(self, request: Request) -> Response:
        after = read_whole(request.query_params.get("after"))
        return HTMLResponse(self._view.queue(self._visit(request), after))

    def show_claim(self, request: Request) -> Response:
        return HTMLResponse(self._view.claim(self._visit(request), request.path_params["id"]))

    def show_print(self, request: Request) -> Response:
        pieces = self._view.print(self._visit(request))
        return StreamingResponse(pieces, media_type="text/html; charset=utf-8")

    def export(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in EXPORTS:
            raise HTTPException(404)
        attachment = {"Content-Disposition": f'attachment; filename="{name}"'}
        export = EXPORTS[name]
        return Response(export.make(self._desk), headers=attachment, media_type=export.media_type)

    async def decide(self, request: Request) -> Response:
        return await self._change(request, self._desk.decide)

    async def undo(self, request: Request) -> Response:
        return await self._change(request, self._desk.undo)

    async def _change(self, request: Request, change: Change) -> Response:
        form = await read_form(request, self._secrets)
        reviewer = self._visit(request).reviewer
        result = await run_in_threadpool(change, form, reviewer, datetime.now(UTC))
        return await run_in_threadpool(self._answer, request, form, result)

    async def set_name(self, request: Request) -> Response:
        form = await read_form(request, self._secrets)
        name = read_name(form.get("reviewer", ""))
        response = RedirectResponse(_back(form), status_code=303)
        response.set_cookie(
            _name_cookie(request), quote(name), max_age=YEAR, httponly=True, samesite="strict"
        )
        return response

    def _answer(
        self, request: Request, form: dict[str, str], result: Review | Conflict | None
    ) -> Response:
        visit = self._visit(request)
        wants_json = "application/json" in request.headers.get("accept", "")
        if isinstance(result, Conflict):
            dialog = self._view.conflict(visit, result)
            return (
                JSONResponse({"dialog": dialog}, 409) if wants_json else HTMLResponse(dialog, 409)
            )
        if not wants_json:
            return RedirectResponse(_back(form), status_code=303)
        return JSONResponse(
            {
                "said": _said(result),
                "claim": form.get("claim", ""),
                "verdict": result.verdict if result else "",
                "item": self._view.item(visit, form.get("claim", "")),
            }
        )

    def _visit(self, request: Request) -> Visit:
        given = request.query_params
        filters = Filters(**{name: given.get(name, "")[:500] for name in Filters._fields})
        name = unquote(request.cookies.get(_name_cookie(request), ""))
        return Visit(name or self._desk.reviewer, filters, self._secrets.form)


def _show_static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404)
    content = (resources.files(__package__) / "static" / name).read_bytes()
    return Response(content, headers={"Content-Type": STATIC[name]})


def _show_reading(request: Request) -> Response:
    """Say how a correction is understood, before it is sent."""
    given = request.query_params
    try:
        read = read_correction(given.get("text", ""), given.get("kind", ""))
    except InputError as error:
        return JSONResponse({"error": str(error)})
    return JSONResponse({"understood": read.understood})


def _explain(request: Request, error: Exception) -> Response:
    """Give an error that people can mend as one line."""
    return _answer_error(request, str(error), 404 if isinstance(error, GoneError) else 422)


def _explain_database(request: Request, error: Exception) -> Response:
    """Say that the reviews could not be reached; the log has the rest."""
    logger.error("the database of reviews: %s", error)
    reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    said = f"The database of reviews does not answer ({reason}). Nothing was saved: try again."
    return _answer_error(request, said, 503)


def _answer_error(request: Request, said: str, status: int) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": said}, status)
    return PlainTextResponse(f"{said}\n", status)


def _said(result: Review | None) -> str:
    if result is None:
        return "Nothing to take back"
    done = "Taken back" if result.origin == "undo" else "Saved"
    kept = to_label(result.verdict) if result.verdict else "no verdict"
    return f"{done}: {kept}" if result.origin != "undo" else f"{done}; now {kept}"


def _back(form: dict[str, str]) -> str:
    """Give the place on the page that a form came from; never another site."""
    query = form.get("back", "")
    return f"/?{query}" if query.isascii() and query.isprintable() and "\\" not in query else "/"


def _name_cookie(request: Request) -> str:
    return f"{cookie_name(request)}-reviewer"
