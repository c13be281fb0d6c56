"""The record is exchanged, broken and mended while twenty readers are connected; the server is killed.

The readers speak Streamlit's own protocol, as in `benchmarks.crowd`; the killed server's has a browser.
"""

import asyncio
import json
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import ROOT, Watched, free_port, start_server
from dashboard.record.live import STILL

sys.path.insert(0, str(ROOT))
from benchmarks.websocket_viewer import Viewer

pytestmark = pytest.mark.browser
READERS = 20
PAGES = ("", "timeline", "map", "evidence")  # "" is the first page's name in the address


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    server, address = start_server()
    yield address.removeprefix("http://"), folder
    server.kill()
    server.wait(10)


def number(folder: Path, version: str) -> None:
    """Give the record in a folder another version, as a curator's commit would."""
    file = folder / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    new = folder / "new"
    new.write_text(json.dumps({**package, "version": version}), encoding="utf-8")
    new.replace(file)


async def touched(viewers: list[Viewer]) -> list[str]:
    """What every reader is told after one touch of each, all at once."""
    touches = await asyncio.gather(*(one.touch(one.page.arrival()) for one in viewers))
    return [touch.said.replace("\\", "") for touch in touches]


async def until_all_are_told(viewers: list[Viewer], words: str, never: str) -> None:
    deadline = time.monotonic() + 90
    while True:
        said = await touched(viewers)
        assert not any(never in one for one in said)
        if all(words in one for one in said):
            return
        assert time.monotonic() < deadline, f"not everybody was told {words!r}"


def test_twenty_readers_get_the_new_record_and_keep_the_last_good_one(
    served: tuple[str, Path],
) -> None:
    address, folder = served
    whole = (folder / "claims.csv").read_bytes()
    refused = "and is not shown"

    async def visit() -> None:
        viewers = [
            Viewer(address, PAGES[reader % len(PAGES)], "", str(reader))
            for reader in range(READERS)
        ]
        await asyncio.gather(*(one.open() for one in viewers))
        number(folder, "9.0.1")
        await until_all_are_told(viewers, "v9.0.1", never=refused)
        (folder / "claims.csv").write_bytes(whole[: len(whole) // 2])  # a copy that broke off
        await until_all_are_told(viewers, refused, never="cannot be read")
        assert all("v9.0.1" in said for said in await touched(viewers))
        (folder / "claims.csv").unlink()
        await until_all_are_told(viewers, refused, never="cannot be read")
        number(folder, "9.0.2")
        (folder / "claims.csv").write_bytes(whole)
        await asyncio.sleep(STILL)
        await until_all_are_told(viewers, "v9.0.2", never="cannot be read")
        assert not any(refused in said for said in await touched(viewers))
        await asyncio.gather(*(one.close() for one in viewers))

    with ThreadPoolExecutor(1) as aside:  # Playwright keeps a loop of its own in this thread
        aside.submit(asyncio.run, visit()).result()


def test_killed_server_comes_back_with_the_readers_view(watched: Watched) -> None:
    port = free_port()
    server, address = start_server(port=port)
    page = watched.page
    page.goto(f"{address}/timeline?as_of=2024-11-06&kind=in_russia")
    expect(page.locator("h1")).to_be_visible(timeout=60_000)
    headline, link = page.locator("h1").inner_text(), page.url
    assert "as_of=2024-11-06" in link
    server.kill()
    server.wait(10)
    again, _ = start_server(port=port)
    try:
        page.reload()
        expect(page.locator("h1")).to_have_text(headline, timeout=60_000)
        assert page.url == link
    finally:
        again.kill()
        again.wait(10)
