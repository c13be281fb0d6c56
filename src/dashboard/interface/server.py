"""The server around the app: guard, health address, log, and what a reader sees of an error."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypedDict

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.cli_util import open_browser

from dashboard.interface.server_guard import Guard
from dashboard.interface.server_log import NOT_STARTED, note, write_json_lines
from dashboard.interface.sign_in import clearance, sign_in_required

_PAGES = Path(__file__).resolve().parents[3] / "pages"


class Surroundings(TypedDict):
    """The arguments of `st.App` that come from here."""

    middleware: list[Middleware]
    routes: list[Route]
    lifespan: Any
    on_script_error: Any


def surroundings() -> Surroundings:
    """What `st.App` puts around the app; called once, when the server starts."""
    pages = frozenset(path.stem for path in _PAGES.glob("*.py"))
    return {
        "middleware": [Middleware(Guard, pages=pages)],
        "routes": [Route("/health", health), Route("/overview", to_first_page)],
        "lifespan": _life,
        "on_script_error": say_that_it_failed,
    }


async def health(request: Request) -> Response:
    """Whether readers can be served, and from which record; 503 while there is none.

    Reads the record if nobody did yet, so the first question takes as long as the first reader.
    """
    # Imported here: pandas and the record cost seconds that the server's own start need not wait.
    from dashboard.interface.cached import current_record

    record, faults = await asyncio.to_thread(current_record)
    about = record.about if record else None
    told = {
        "status": "ok" if about else "no record",
        "dashboard": version("dashboard"),
        "record": about and about.version,
        "checksum": about and about.digest,
        "last_day_covered": about and about.last_day_covered.isoformat(),
        "faults_of_newer_files": len(faults),
    }
    return JSONResponse(told, 200 if about else 503, headers={"Cache-Control": "no-store"})


async def to_first_page(request: Request) -> Response:
    """The Overview under its own name: Streamlit knows the first page by the empty path alone."""
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")


def say_that_it_failed(error: Exception) -> bool:
    """What a reader sees of an error: that it happened, and what to do. The log has the rest."""
    del error
    st.error(
        "This part could not be drawn. Reload the page; if it fails again, clear the filters. "
        "What went wrong stands in the server's log."
    )
    return True


@asynccontextmanager
async def _life(_app: object) -> AsyncIterator[None]:
    write_json_lines()
    try:
        signs_in = sign_in_required()
        clearance()
    except ValueError as error:
        note(NOT_STARTED, why=str(error))
        raise
    note("started", dashboard=version("dashboard"), at=_address(), sign_in=signs_in)
    if not st.get_option("server.headless"):
        open_browser(_address())
    warming = asyncio.create_task(asyncio.to_thread(_warm_up))
    yield
    # What went wrong in it, the first reader's run says and logs.
    await asyncio.gather(warming, return_exceptions=True)
    note("stopped")


def _warm_up() -> None:
    # What every first page needs, while the reader's browser still loads Streamlit's own script.
    from dashboard.interface import frame, overview_parts  # noqa: F401
    from dashboard.interface.cached import current_record, view_of
    from dashboard.interface.filter_bar import latest_day
    from dashboard.interface.static_files import publish
    from dashboard.record.filters import Filters

    publish()
    record, _ = current_record()
    if record:
        view_of(record, Filters(as_of=latest_day(record)))


def _address() -> str:
    host = st.get_option("server.address") or "localhost"
    named = "localhost" if host in ("0.0.0.0", "::", "127.0.0.1") else host
    return f"http://{named}:{st.get_option('server.port')}"
