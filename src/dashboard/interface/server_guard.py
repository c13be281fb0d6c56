"""What stands before the app: which hosts and origins it answers, and the headers it answers with.

Streamlit checks hosts and origins of its websocket only, counts every port of this machine as one
origin, and asks an outside host for the machine's own address when it does not know an origin. So
everything is checked here first, by the same option (`server.allowedHosts`).
"""

import base64
import hashlib
import re
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.interface.server_log import REFUSED, milliseconds_since, note

_INDEX = Path(st.__file__).parent / "static" / "index.html"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_READING = ("GET", "HEAD", "OPTIONS")
_REFUSED_HOST = (
    "The dashboard is not served under this name. "
    "Whoever runs it can add the name to server.allowedHosts (docs/serving/README.md).\n"
)
_REFUSED_ORIGIN = "This request comes from another site, which the dashboard does not answer.\n"


class Guard:
    """ASGI middleware: refuses foreign hosts and origins, and adds the headers to all answers."""

    def __init__(self, app: ASGIApp, pages: frozenset[str]) -> None:
        """Guard an app.

        Args:
            app: what answers.
            pages: names of the pages, the only paths that are written into the log.
        """
        self._app, self._pages = app, pages
        self._headers = security_headers(_INDEX.read_text(encoding="utf-8"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        if not host_allowed(headers.get("host", ""), st.get_option("server.allowedHosts")):
            return await self._refuse("host", 400, _REFUSED_HOST, scope, receive, send)
        writes = scope["type"] == "websocket" or scope["method"] not in _READING
        if writes and not origin_allowed(
            headers.get("origin"),
            headers.get("host", ""),
            st.get_option("server.corsAllowedOrigins"),
        ):
            return await self._refuse("origin", 403, _REFUSED_ORIGIN, scope, receive, send)
        return await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        page = self._page(scope)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
                if page:
                    note(
                        "opened", page=page, status=message["status"], ms=milliseconds_since(began)
                    )
            await send(message)

        await self._app(scope, receive, answer)

    async def _refuse(
        self, why: str, status: int, words: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        note(REFUSED, why=why)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before accept: a plain 403
        else:
            refusal = PlainTextResponse(words, status, headers=self._headers)
            await refusal(scope, receive, send)

    def _page(self, scope: Scope) -> str:
        name = scope["path"].strip("/")
        return (name or "overview") if name in self._pages | {""} else ""


def host_allowed(host: str, allowed: list[str]) -> bool:
    """Whether the dashboard is served under the name that a request's Host header gives.

    Args:
        host: the header, with or without a port.
        allowed: names, `*.example.org` for all below one, `*` for any. Empty means this machine's:
            loopback and its own host name.
    """
    if set(host) & set("@/?#\\"):
        return False
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    names = {one.strip().lower().rstrip(".") for one in allowed} or _own_names()
    below = tuple(one[1:] for one in names if one.startswith("*."))
    return bool(name) and ("*" in names or name in names or name.endswith(below))


def origin_allowed(origin: str | None, host: str, allowed: list[str]) -> bool:
    """Whether a request that may change something comes from the dashboard's own pages.

    Args:
        origin: the Origin header; None from programs that are no browsers, which need no guarding.
        host: the Host header, already found good.
        allowed: other origins that are trusted, as `https://host:port`.
    """
    if origin is None or origin in allowed:
        return True
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False


def security_headers(index: str) -> dict[str, str]:
    """The headers of every answer.

    Args:
        index: the page that Streamlit serves, whose inline scripts are allowed by their hash.
    """
    inline = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    policy = {
        "default-src": "'self'",
        # wasm: the map's and the messages' decoders; blob: how Streamlit loads a component's script.
        "script-src": " ".join(
            ["'self'", "'wasm-unsafe-eval'", "blob:", *map(_hash_source, inline)]
        ),
        "script-src-attr": "'none'",
        "style-src": "'self' 'unsafe-inline'",  # Streamlit and plotly write styles in the browser
        "img-src": "'self' data:",
        "font-src": "'self' data:",  # an icon font that lies in Streamlit's script
        "connect-src": "'self'",
        "worker-src": "'none'",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    denied = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
    return {
        "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in policy.items()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{one}=()" for one in denied),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def _hash_source(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower()
    return _LOOPBACK | {name, f"{name.removesuffix('.local')}.local"}
