"""What the server refuses, answers and writes down, without a server."""

import json
import logging
import re
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from dashboard.interface.cached import _live_record
from dashboard.interface.server import health, to_first_page
from dashboard.interface.server_guard import Guard, host_allowed, origin_allowed, security_headers
from dashboard.interface.server_log import JsonLines
from dashboard.record.load import load_record

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "127.0.0.1:1", "[::1]:8501", "LOCALHOST."]
)
def test_without_a_list_the_machines_own_names_are_served(host: str) -> None:
    assert host_allowed(host, [])


@pytest.mark.parametrize(
    "host", ["", "example.org", "127.0.0.1.example.org", "a@localhost", "localhost/x", "[::1"]
)
def test_without_a_list_other_names_are_refused(host: str) -> None:
    assert not host_allowed(host, [])


def test_list_replaces_the_machines_own_names() -> None:
    allowed = ["Brief.example.org", "*.example.net", "192.0.2.7"]
    for host in ("brief.example.org", "a.example.net:443", "a.b.example.net", "192.0.2.7:8501"):
        assert host_allowed(host, allowed)
    for host in ("localhost", "example.net", "badexample.net", "brief.example.org.evil.test"):
        assert not host_allowed(host, allowed)
    assert host_allowed("anything.test", ["*"])


def test_only_the_dashboards_own_pages_may_write() -> None:
    assert origin_allowed(None, "brief.example.org", [])
    assert origin_allowed("https://brief.example.org", "brief.example.org", [])
    assert origin_allowed(
        "https://other.example.org", "brief.example.org", ["https://other.example.org"]
    )
    for origin in (
        "https://evil.test",
        "https://brief.example.org:444",
        "null",
        "",
        "brief.example.org",
        "http://[",
    ):
        assert not origin_allowed(origin, "brief.example.org", [])


def test_policy_names_no_host_and_allows_inline_scripts_by_hash_only() -> None:
    policy = security_headers("<script>a = 1</script><script src='x'></script>")[
        "Content-Security-Policy"
    ]
    sources = {one for part in policy.split("; ") for one in part.split()[1:]}
    hashes = {one for one in sources if one.startswith("'sha256-")}
    assert len(hashes) == 1
    assert sources - hashes == {
        "'self'", "'none'", "data:", "blob:", "'unsafe-inline'", "'wasm-unsafe-eval'",
    }  # fmt: skip
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


def test_device_that_no_page_needs_is_denied() -> None:
    denied = security_headers("")["Permissions-Policy"]
    assert denied == (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    )


def line(logger: str, template: str, *values: object, **more: object) -> dict[str, object]:
    record = logging.LogRecord(logger, logging.WARNING, "x.py", 1, template, values, None)
    record.__dict__.update(more)
    return dict(json.loads(JsonLines().format(record)))


def test_library_is_quoted_without_the_values() -> None:
    told = line("uvicorn.error", '%s - "WebSocket %s"', "192.0.2.7", "/?q=kimchi")
    assert told["template"] == '%s - "WebSocket %s"'
    assert (told["event"], told["logger"], told["level"]) == ("library", "uvicorn.error", "warning")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", str(told["time"]))
    assert "kimchi" not in json.dumps(told)


def test_exception_is_told_by_type_and_place_not_by_its_message() -> None:
    try:
        {}["kimchi"]  # type: ignore[index]
    except KeyError:
        told = line("streamlit", "Uncaught", exc_info=sys.exc_info())
    assert told["error"] == "KeyError"
    assert "test_server.py" in str(told["raised_at"])
    assert "kimchi" not in json.dumps(told)


def test_event_of_ours_carries_its_facts() -> None:
    told = line("dashboard.server", "drawn", facts={"page": "map", "ms": 1.5})
    assert told["event"] == "drawn"
    assert (told["page"], told["ms"]) == ("map", 1.5)


async def _inner(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that answers everything with its own name."""
    await PlainTextResponse("inside")(scope, receive, send)


@pytest.fixture
def guarded() -> TestClient:
    return TestClient(Guard(_inner, frozenset({"map"})), base_url="http://localhost:8501")


def _noted(caplog: pytest.LogCaptureFixture) -> list[tuple[str, dict[str, object]]]:
    return [(one.msg, one.facts) for one in caplog.records if one.name == "dashboard.server"]  # type: ignore[attr-defined]


def test_guard_answers_with_the_headers_and_notes_pages_only(
    guarded: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "dashboard.server")
    for path in ("/", "/map", "/map/", "/kimchi"):
        answer = guarded.get(path)
        assert answer.text == "inside"
        wanted = security_headers((Path(st.__file__).parent / "static/index.html").read_text())
        assert {name: answer.headers[name] for name in wanted} == wanted
    noted = _noted(caplog)
    assert [(event, facts["page"], facts["status"]) for event, facts in noted] == [
        ("opened", "overview", 200), ("opened", "map", 200), ("opened", "map", 200),
    ]  # fmt: skip
    assert all(0 <= facts["ms"] < 10_000 for _, facts in noted)  # type: ignore[operator]


def test_guard_refuses_a_foreign_host_in_words(
    guarded: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = guarded.get("/", headers={"Host": "evil.test"})
    assert answer.status_code == 400
    assert "server.allowedHosts" in answer.text
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert _noted(caplog) == [("refused", {"why": "host"})]


def test_guard_refuses_a_foreign_sites_writing_and_not_its_reading(
    guarded: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    foreign = {"Origin": "https://evil.test"}
    assert guarded.get("/", headers=foreign).text == "inside"
    answer = guarded.post("/", headers=foreign)
    assert answer.status_code == 403
    assert "another site" in answer.text
    assert _noted(caplog) == [("refused", {"why": "origin"})]
    assert guarded.post("/", headers={"Origin": "http://localhost:8501"}).text == "inside"
    assert guarded.post("/").text == "inside"


def test_guard_closes_a_foreign_websocket_before_it_opens(guarded: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        guarded.websocket_connect("/", headers={"Origin": "https://evil.test"}),
    ):
        pass
    assert closed.value.code == 1008


def test_health_tells_the_record_and_is_kept_by_nobody() -> None:
    client = TestClient(Starlette(routes=[Route("/health", health)]))
    answer = client.get("/health")
    about = load_record(ROOT / "data").about
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == {
        "status": "ok", "dashboard": version("dashboard"), "record": about.version, "checksum": about.digest,
        "last_day_covered": about.last_day_covered.isoformat(), "faults_of_newer_files": 0,
    }  # fmt: skip


@pytest.mark.parametrize("query", ["", "?as_of=2024-11-06&claimant=South+Korea"])
def test_overview_is_found_under_its_own_name_too(query: str) -> None:
    client = TestClient(Starlette(routes=[Route("/overview", to_first_page)]))
    answer = client.get(f"/overview{query}", follow_redirects=False)
    assert answer.is_redirect
    assert answer.headers["location"] == f"./{query}"


def test_health_without_a_record_is_a_503(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    _live_record.clear()
    answer = TestClient(Starlette(routes=[Route("/health", health)])).get("/health")
    _live_record.clear()
    assert answer.status_code == 503
    told = answer.json()
    assert told["status"] == "no record"
    assert (told["record"], told["checksum"], told["last_day_covered"]) == (None, None, None)
    assert told["faults_of_newer_files"] > 0
