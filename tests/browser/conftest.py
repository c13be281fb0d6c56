"""A real server and a real Chromium. Never skipped: `make test` brings the browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from find_browser import find_browser  # noqa: E402

MAP = "[data-testid=stDeckGlJsonChart]"
expect.set_options(timeout=20_000)
# Software drawing, so that the map draws on a machine without a graphics card; and no calls home.
FLAGS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-quic",
]  # fmt: skip


def settle(page: Page) -> None:
    """Wait until the app has drawn its headline and stopped running."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0, timeout=30_000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(
    *flags: str, port: int | None = None, log: Path = Path(os.devnull)
) -> tuple[subprocess.Popen[bytes], str]:
    """Start the app as its reader would, on a free port, and wait until it answers."""
    port = port or free_port()
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
             "--server.headless", "true", "--server.address", "127.0.0.1", *flags],
            cwd=ROOT, stdout=out, stderr=out, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return server, address
    server.kill()
    message = "the server did not answer within 60 seconds"
    raise TimeoutError(message)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    server, where = start_server()
    yield where
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    assert path, "no Chromium found; `make test` installs one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """A page, and what it asked for and complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def outside(self, address: str) -> list[str]:
        return [url for url in self.asked if not url.startswith((address, "data:", "blob:"))]


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    watch = Watched(page)
    page.on("request", lambda request: watch.asked.append(request.url))
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.on(
        "console",
        # A deep link makes Streamlit look for its own files below the page first; that 404 is
        # not ours (streamlit/streamlit, hostConfig and health are asked at both places).
        lambda message: (
            watch.errors.append(message.text)
            if message.type == "error" and "_stcore" not in message.location.get("url", "")
            else None
        ),
    )
    yield watch
    context.close()
