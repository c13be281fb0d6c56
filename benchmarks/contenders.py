"""The dashboard and its peers: how each is started, and where a browser finds what to touch."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))
from find_browser import find_browser  # noqa: E402, F401

DAYS = ("Latest", "Article, 6 Nov 2024")
FROM = {"from 9 Oct 2024": date(2024, 10, 9), "from 24 Oct 2024": date(2024, 10, 24)}
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
    sidebar = page.get_by_test_id("stSidebar")
    if label in FROM or "with" in label:
        _open_more_filters(page)
    if label in DAYS:
        sidebar.get_by_role("button", name=label).click()
    elif label in FROM:
        sidebar.get_by_role("group", name="From").click()
        _turn_to_october(page)
        page.get_by_role("button", name=f"October {FROM[label].day}, 2024").click()
    elif (name := label.removeprefix("not ").removeprefix("only ")) != label:
        _picked(page, "Who says so", name, wanted=not label.startswith("not "))
    elif (name := label.removeprefix("without ").removeprefix("with ")) != label:
        _picked(page, "Actor involved", name, wanted=label.startswith("with "))
    else:
        sidebar.get_by_role("combobox", name="According to").click()
        page.get_by_role("option", name=label, exact=True).click()


def _open_more_filters(page: Page) -> None:
    if not page.get_by_role("combobox", name="Actor involved").is_visible():
        page.get_by_text("More filters", exact=True).click()
        page.get_by_role("combobox", name="Actor involved").wait_for()
        page.wait_for_timeout(500)  # it slides open


def _turn_to_october(page: Page) -> None:
    for part, wanted in (("year", "2024"), ("month", "October")):
        box = page.get_by_role("button", name=part, exact=False).and_(
            page.locator("[aria-haspopup=listbox]")
        )
        if wanted not in box.inner_text():
            box.click()
            page.get_by_role("option", name=wanted, exact=True).click()


def _picked(page: Page, filter_name: str, name: str, *, wanted: bool) -> None:
    if not wanted:
        page.keyboard.press("Escape")  # the list of the last choice is still open
        page.get_by_role("button", name=f"Remove {name}").click()
        return
    page.get_by_role("combobox", name=filter_name).click()
    page.keyboard.type(name)
    page.get_by_role("option", name=name, exact=True).click()


def _dash_choice(page: Page, label: str) -> None:
    if label not in FROM:
        _plain_choice(page, label)
        return
    page.locator("#from").click()
    page.locator(".dash-datepicker-calendar td").get_by_text(
        str(FROM[label].day), exact=True
    ).click()


def _panel_choice(page: Page, label: str) -> None:
    if label not in FROM:
        _plain_choice(page, label)
        return
    page.locator("input.flatpickr-input + input").first.click()
    page.locator("input.flatpickr-input").first.evaluate(
        "one => one._flatpickr.jumpToDate('2024-10-01')"
    )
    page.get_by_label(f"October {FROM[label].day}, 2024").click()


def _plain_choice(page: Page, label: str) -> None:
    if label in DAYS:
        page.get_by_role("button", name=label).click()
        return
    box = label.removeprefix("not ").replace("without ", "with ")
    page.get_by_text(box, exact=True).first.click()


APPS = (
    App("this dashboard", lambda port: [
        sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true",
    ], "[data-testid=stMain]", _streamlit_choice),
    App("Dash", lambda port: [sys.executable, "-m", "benchmarks.peers.dash_app", str(port)], "#main", _dash_choice),
    App("Panel", lambda port: [sys.executable, "-m", "benchmarks.peers.panel_app", str(port)], "body", _panel_choice, switches=False),
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
