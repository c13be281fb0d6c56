"""The dashboard and its peers: how each is started, and where a browser finds what to touch."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))
from find_browser import find_browser  # noqa: E402, F401

FLAGS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


@dataclass(frozen=True)
class App:
    """A contender: how it is started, where its pages and its main part are."""

    name: str
    command: Callable[[int], list[str]]
    root: str
    choose: Callable[[Page, str], None]  # makes everything ready, then clicks once
    switches: bool = True  # a link leads to another page without loading the whole app anew


def _streamlit_choice(page: Page, label: str) -> None:
    if label in ("Latest", "Article, 6 Nov 2024"):
        page.get_by_test_id("stSidebar").get_by_role("button", name=label).click()
        return
    if label.startswith(("only ", "not only ")):
        _claimant(page, label.rpartition("only ")[2], wanted=label.startswith("only "))
        return
    page.get_by_test_id("stSidebar").get_by_role("combobox", name="According to").click()
    page.get_by_role("option", name=label, exact=True).click()


def _claimant(page: Page, name: str, *, wanted: bool) -> None:
    if not wanted:
        page.keyboard.press("Escape")  # the list of the last choice is still open
        page.get_by_role("button", name=f"Remove {name}").click()
        return
    page.get_by_role("combobox", name="Who says so").click()
    page.keyboard.type(name)
    page.get_by_role("option", name=name, exact=True).click()


def _plain_choice(page: Page, label: str) -> None:
    if label in ("Latest", "Article, 6 Nov 2024"):
        page.get_by_role("button", name=label).click()
        return
    page.get_by_text(label.removeprefix("not "), exact=True).first.click()


APPS = (
    App("this dashboard", lambda port: [
        sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true",
    ], "[data-testid=stMain]", _streamlit_choice),
    App("Dash", lambda port: [sys.executable, "-m", "benchmarks.peers.dash_app", str(port)], "#main", _plain_choice),
    App("Panel", lambda port: [sys.executable, "-m", "benchmarks.peers.panel_app", str(port)], "body", _plain_choice, switches=False),
)  # fmt: skip


def start(app: App, port: int) -> subprocess.Popen[bytes]:
    """Start a contender and wait until it answers."""
    server = subprocess.Popen(
        app.command(port), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    wait_for(f"http://localhost:{port}/timeline")
    return server


def wait_for(address: str) -> None:
    """Wait until a server of this machine answers at an address.

    Raises:
        TimeoutError: it did not within 90 seconds.
    """
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    message = f"{address} did not answer within 90 seconds"
    raise TimeoutError(message)


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
