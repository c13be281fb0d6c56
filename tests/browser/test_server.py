"""The server as a stranger meets it: content policy, foreign hosts and sites, health, the log."""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from browser.conftest import MAP, ROOT, Watched, settle, start_server

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
PAGES = sorted({path.stem for path in (ROOT / "pages").glob("*.py")} - {"overview"})
VIEWS = (
    "", *PAGES, "map?view=Kursk+front", "briefing?step=1", "briefing?step=3", "briefing?step=1&strip=1",
)  # fmt: skip
NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server") / "log"


@pytest.fixture(scope="module")
def address(log: Path) -> Iterator[str]:
    server, where = start_server(log=log)
    yield where
    server.terminate()
    server.wait(10)


def violations(page: Page) -> list[str]:
    return list(page.evaluate("window.violations"))


@pytest.mark.parametrize("path", VIEWS)
def test_every_view_works_under_the_content_policy(
    watched: Watched, address: str, path: str
) -> None:
    page = watched.page
    page.add_init_script(NOTE_VIOLATIONS)
    page.goto(f"{address}/{path}")
    settle(page)
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    assert watched.errors == []
    assert watched.outside(address) == []


def test_overview_typed_by_hand_opens_with_its_filters(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/overview?as_of=2024-11-06")
    settle(page)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("neither Moscow nor Pyongyang")


def test_map_figures_and_downloads_work_under_the_content_policy(
    watched: Watched, address: str
) -> None:
    page = watched.page
    page.add_init_script(NOTE_VIOLATIONS)
    page.goto(f"{address}/map")
    settle(page)
    expect(page.locator(f"{MAP} canvas").first).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Timeline").click()
    expect(page.locator(".js-plotly-plot .scatterlayer").first).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Evidence").click()
    settle(page)
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").get_by_role("button").first.click()
    assert download.value.path().stat().st_size > 0
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Briefing").click()
    settle(page)
    page.get_by_role("button", name="Present").first.click()
    expect(page.get_by_role("button", name="Next")).to_be_enabled()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("step=2"))
    assert violations(page) == []
    assert watched.errors == []
    assert watched.outside(address) == []


def test_upload_works_under_the_content_policy(watched: Watched, address: str) -> None:
    page = watched.page
    page.add_init_script(NOTE_VIOLATIONS)
    page.goto(f"{address}/your_table")
    settle(page)
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").get_by_role("button").first.click()
    page.locator("input[type=file]").set_input_files(
        {"name": "own.csv", "mimeType": "text/csv", "buffer": download.value.path().read_bytes()}
    )
    expect(page.get_by_role("button", name="Forget this table")).to_be_visible()
    settle(page)
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    assert watched.errors == []
    assert watched.outside(address) == []


def test_policy_stops_a_script_and_a_request_to_another_host(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.add_init_script(NOTE_VIOLATIONS)
    page.goto(address)
    settle(page)
    page.evaluate("fetch('https://example.org/').catch(() => null)")
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')"
    )
    page.wait_for_function("window.violations.length >= 3")
    assert page.evaluate("window.ran") is None
    assert {said.split()[0] for said in violations(page)} == {
        "connect-src", "script-src-elem", "script-src-attr",
    }  # fmt: skip
    page.close()


def status(address: str, path: str = "/", **headers: str) -> int:
    request = urllib.request.Request(f"{address}{path}", headers=headers)
    try:
        return int(urllib.request.urlopen(request, timeout=20).status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("path", ["/", "/timeline", "/_stcore/health", "/health", "/no/such/file"])
def test_every_answer_carries_the_headers(address: str, path: str) -> None:
    try:
        answer = urllib.request.urlopen(f"{address}{path}", timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "'unsafe-eval'" not in answer.headers["Content-Security-Policy"]
    assert "http" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_foreign_host_is_refused_and_the_machines_own_names_are_not(address: str) -> None:
    port = address.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", socket.gethostname(), f"[::1]:{port}"):
        assert status(address, Host=host) == 200
    for host in ("example.org", "127.0.0.1.example.org", "localhost@example.org", ""):
        assert status(address, Host=host) == 400


@pytest.mark.parametrize("origin", ["https://example.org", "http://localhost:1", "null"])
def test_another_sites_page_cannot_open_the_websocket(address: str, origin: str) -> None:
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    with pytest.raises(InvalidStatus) as refused:
        connect(stream, origin=origin, subprotocols=["streamlit"])
    assert refused.value.response.status_code == 403
    with connect(stream, origin=address, subprotocols=["streamlit"]) as socket_of_its_own:
        assert socket_of_its_own.subprotocol == "streamlit"


def test_another_sites_page_cannot_write(address: str) -> None:
    request = urllib.request.Request(
        f"{address}/_stcore/upload_file/a/b", b"x", {"Origin": "https://example.org"}, method="PUT"
    )
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=20)


def test_health_names_the_record(address: str) -> None:
    told = json.load(urllib.request.urlopen(f"{address}/health", timeout=60))
    assert told["status"] == "ok"
    assert len(told["checksum"]) == 64
    assert told["faults_of_newer_files"] == 0


def test_log_has_pages_and_times_and_nothing_of_the_reader(
    watched: Watched, address: str, log: Path
) -> None:
    watched.page.goto(f"{address}/evidence?q=kimchi+and+secrets&as_of=2024-11-06")
    settle(watched.page)
    status(address, "/kimchi-in-the-path?q=kimchi")
    status(address, Host="kimchi.example.org")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {"time", "level", "event"} <= set.intersection(*map(set, lines))
    drawn = [line for line in lines if line["event"] == "drawn" and line["page"] == "evidence"]
    assert drawn
    assert all(line["ms"] > 0 for line in drawn)
    assert {"event": "refused", "why": "host"}.items() <= lines[-1].items()
    for private in ("kimchi", "127.0.0.1", "2024-11-06", "example.org", "Mozilla"):
        assert private not in log.read_text()


def test_reader_sees_no_internals_of_an_error(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "kimchi"  # a file where the record's folder should be
    secret.write_text("")
    monkeypatch.setitem(os.environ, "DASHBOARD_DATA", str(secret / "below"))
    server, address = start_server(log=tmp_path / "log")
    try:
        page = browser.new_page()
        page.goto(address)
        expect(page.get_by_text("This part could not be drawn.")).to_be_visible()
        assert "kimchi" not in page.content()
        assert "NotADirectory" not in page.content()
        assert status(address, "/health") == 500
        page.close()
    finally:
        server.terminate()
        server.wait(10)
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    (error,) = {line["error"] for line in lines if line["level"] == "error"}
    assert error == "NotADirectoryError"
    assert "kimchi" not in (tmp_path / "log").read_text()


CALLS = """
import os, sys

def note(event, args):
    # A name that is looked up, or a TCP connection that is opened, with its target.
    if event in ("socket.connect", "socket.getaddrinfo"):
        target = args[1] if event == "socket.connect" else args
        with open(os.environ["CALLS"], "a") as out:
            print(event, *target if isinstance(target, tuple) else (target,), file=out)

sys.addaudithook(note)
"""


def test_server_calls_nobody(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(CALLS)
    calls = tmp_path / "calls"
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("CALLS", str(calls))
    # As it is served to others; Streamlit alone would ask an outside host for its own address.
    server, address = start_server("--server.address", "0.0.0.0")
    try:
        page = browser.new_page()
        page.goto(address)
        settle(page)
        with pytest.raises(InvalidStatus):
            connect(f"{address.replace('http', 'ws')}/_stcore/stream", origin="https://example.org")
        page.close()
    finally:
        server.terminate()
        server.wait(10)
    made = calls.read_text().splitlines() if calls.exists() else []
    assert [call for call in made if "127.0.0.1" not in call and "localhost" not in call] == []


def test_hook_of_the_last_test_sees_a_call(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(CALLS)
    code = (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    )
    there = {**os.environ, "PYTHONPATH": str(tmp_path), "CALLS": str(tmp_path / "calls")}
    subprocess.run([sys.executable, "-c", code], env=there, check=False)
    assert "192.0.2.1" in (tmp_path / "calls").read_text()
