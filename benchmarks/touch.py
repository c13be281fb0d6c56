"""How long a touch takes, from the click to the last repaint, beside Dash and Panel.

The end of a touch is the same for all: the last change of text or of a table's cell, of a mark
inside an SVG, or of a canvas (WebGL or 2D drawing call) within the page's main part, after which
nothing changes for `_QUIET` milliseconds. The start is the browser's own time of the click.
Touches are interleaved: one of each kind in each app, then the next round.
"""

import argparse
import functools
import itertools
import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.contenders import APPS, FLAGS, App, find_browser, free_port, start

_QUIET = 700
_PATIENCE = 3.0  # seconds that a headline may take
WATCH = """
window.__last = 0; window.__start = 0; window.__root = "%s";
const inside = node => {
  const root = document.querySelector(window.__root);
  for (let one = node; one; one = one.parentNode || one.host) if (one === root) return true;
  return false;
};
const note = () => { window.__last = performance.now(); };
const watch = root => new MutationObserver(changes => {
  for (const one of changes) {
    const kind = one.type;
    const mark = kind === "attributes" && one.target instanceof SVGElement && one.attributeName !== "class";
    if ((kind === "childList" || kind === "characterData" || mark) && inside(one.target)) { note(); break; }
  }
}).observe(root, {subtree: true, childList: true, characterData: true, attributes: true});
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { const root = attach.call(this, options); watch(root); return root; };
document.addEventListener("DOMContentLoaded", () => watch(document));
document.addEventListener("click", event => { if (event.isTrusted) window.__start = performance.now(); }, true);
for (const [kind, calls] of [
  [WebGL2RenderingContext, ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced", "clear"]],
  [WebGLRenderingContext, ["drawArrays", "drawElements", "clear"]],
  [CanvasRenderingContext2D, ["fillText", "fillRect", "drawImage", "stroke", "fill"]],
]) for (const call of calls) {
  const own = kind.prototype[call];
  kind.prototype[call] = function (...rest) { if (this.canvas.isConnected && inside(this.canvas)) note(); return own.apply(this, rest); };
}
"""


PAGES = ("timeline", "map", "evidence")
# Each pair goes there and back, so that every round starts from the same view.
TOUCHES = {
    "as of": ("Article, 6 Nov 2024", "Latest"),
    "according to": ("South Korea", "all claimants"),
    "who says so": ("only South Korea", "not only South Korea"),
    "actor": ("with Ukraine", "without Ukraine"),
    "from": ("from 24 Oct 2024", "from 9 Oct 2024"),
}
# Two places that stand alone on the map, in pixels from its middle at the view "Whole route".
MAP_CLICKS = ((202, 107), (88, -8))  # Pyongyang, Ulan-Ude


@dataclass
class Run:
    """What all touches share: where they are made, how often, and what they took."""

    browser: Browser
    ports: dict[str, int]
    rounds: int
    times: dict[tuple[str, str, str], list[float]] = field(default_factory=dict)  # milliseconds
    sent: dict[tuple[str, str, str], list[float]] = field(default_factory=dict)  # bytes

    def open(self, app: App, page_name: str) -> tuple[Page, list[int]]:
        """A page of an app, quiet, with the counter of what arrives on it."""
        return _open(self.browser, app, self.ports[app.name], page_name)

    def touch(
        self,
        key: tuple[str, str, str],
        opened: tuple[Page, list[int]],
        act: Callable[[], None],
        *,
        counts: bool,
    ) -> None:
        """Make a touch; `key` is page, touch, app. The first round warms up and does not count."""
        page, arrived = opened
        before = arrived[0]
        took = _timed(page, act)
        if counts:
            self.times.setdefault(key, []).append(took)
            self.sent.setdefault(key, []).append(arrived[0] - before)


def main() -> None:
    """Measure, and print a table of medians, 95th percentiles and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=15, help="each round makes two touches of a kind"
    )
    parser.add_argument("--json", type=Path, help="also write every single time here")
    options = parser.parse_args()
    ports = {app.name: free_port() for app in APPS}
    servers = [start(app, ports[app.name]) for app in APPS]
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
            run = Run(browser, ports, options.rounds)
            for page_name in PAGES:
                _choose(run, page_name)
            _open_cards(run)
            _switch(run)
            browser.close()
    finally:
        for server in servers:
            server.terminate()
    print_table(run.times, run.sent)
    if options.json:
        options.json.write_text(
            json.dumps({" | ".join(key): value for key, value in run.times.items()})
        )


def _choose(run: Run, page_name: str) -> None:
    """From a choice in a filter to the page's new answer."""
    opened = {app.name: run.open(app, page_name) for app in APPS}
    for number in range(run.rounds + 1):
        for touch, labels in TOUCHES.items():
            for label, app in itertools.product(labels, APPS):
                page = opened[app.name][0]
                act = functools.partial(app.choose, page, label)
                run.touch((page_name, touch, app.name), opened[app.name], act, counts=number > 0)
        sys.stderr.write(f"{page_name}: round {number} of {run.rounds}\n")
    _close(opened)


def _open_cards(run: Run) -> None:
    """From a click on the map to the card of what was clicked."""
    opened = {app.name: run.open(app, "map") for app in APPS}
    for number in range(run.rounds + 1):
        for spot, name in itertools.product(MAP_CLICKS, opened):
            act = functools.partial(_click_map, opened[name][0], *spot)
            run.touch(("map", "click, card", name), opened[name], act, counts=number > 0)
        sys.stderr.write(f"click, card: round {number} of {run.rounds}\n")
    _close(opened)


def _click_map(page: Page, east: int, south: int) -> None:
    page.evaluate("scrollTo(0, 0)")
    canvas = page.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    if box is None:
        message = "the map's canvas has no place on the page"
        raise RuntimeError(message)
    page.mouse.move(box["x"] + box["width"] / 2 + east, box["y"] + box["height"] / 2 + south)
    page.mouse.click(box["x"] + box["width"] / 2 + east, box["y"] + box["height"] / 2 + south)


def _switch(run: Run) -> None:
    """From page to page by the app's own links."""
    opened = {app.name: run.open(app, PAGES[-1]) for app in APPS if app.switches}
    for number in range(2 * run.rounds + 1):
        for target, name in itertools.product(PAGES, opened):
            link = opened[name][0].get_by_role("link", name=re.compile(target, re.IGNORECASE)).first
            run.touch((target, "page switch", name), opened[name], link.click, counts=number > 0)
        sys.stderr.write(f"page switch: round {number} of {2 * run.rounds}\n")
    _close(opened)


def _close(opened: dict[str, tuple[Page, list[int]]]) -> None:
    for page, _ in opened.values():
        page.close()


def _open(browser: Browser, app: App, port: int, page_name: str) -> tuple[Page, list[int]]:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page.add_init_script(WATCH % app.root)
    bytes_in = count_bytes(page)
    page.goto(f"http://localhost:{port}/{page_name}")
    page.wait_for_selector("h1", timeout=60_000)
    _wait_quiet(page, 3000)
    return page, bytes_in


def _timed(page: Page, act: Callable[[], None]) -> float:
    """Milliseconds from the click to the last change.

    Raises:
        RuntimeError: nothing has changed.
    """
    page.bring_to_front()
    main = page.locator(page.evaluate("window.__root")).first
    titles = main.locator("h1, h2").all_inner_texts()
    act()
    # What changes first may be the choice's own mark, so a headline is waited for; not every touch changes one.
    deadline = time.monotonic() + _PATIENCE
    while main.locator("h1, h2").all_inner_texts() == titles and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    _wait_quiet(page, _QUIET)
    took = float(page.evaluate("window.__last - window.__start"))
    if took <= 0:
        message = f"a touch of {page.url} has changed nothing"
        raise RuntimeError(message)
    return took


def _wait_quiet(page: Page, quiet: int) -> None:
    page.wait_for_function(
        f"performance.now() - Math.max(window.__last, window.__start) > {quiet}",
        polling=50,
        timeout=60_000,
    )


def count_bytes(page: Page) -> list[int]:
    """A counter of what arrives over the wire: answers to requests, and websocket frames."""
    total = [0]
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on(
        "Network.dataReceived",
        lambda event: total.__setitem__(0, total[0] + event["encodedDataLength"]),
    )
    client.on(
        "Network.webSocketFrameReceived",
        lambda event: total.__setitem__(0, total[0] + len(event["response"]["payloadData"])),
    )
    return total


def print_table(
    times: dict[tuple[str, str, str], list[float]], sent: dict[tuple[str, str, str], list[float]]
) -> None:
    """Medians and 95th percentiles in ms, kB a touch, and the ratio to each peer's median."""
    print(
        f"{'page':<10}{'touch':<14}{'app':<16}{'n':>4}{'median':>9}{'95th':>9}{'kB':>8}  ratio of ours to it"
    )
    ratios: dict[str, list[float]] = {}
    for (page, touch, app), values in times.items():
        ours = statistics.median(times[page, touch, APPS[0].name])
        middle = statistics.median(values)
        high = statistics.quantiles(values, n=20)[-1]
        weight = statistics.median(sent[page, touch, app]) / 1000
        ratios.setdefault(app, []).append(ours / middle)
        print(
            f"{page:<10}{touch:<14}{app:<16}{len(values):>4}{middle:>7.0f}ms{high:>7.0f}ms{weight:>8.0f}"
            f"  {ours / middle:.2f}"
        )
    for app in APPS[1:]:
        print(f"median ratio to {app.name}, all touches: {statistics.median(ratios[app.name]):.2f}")


if __name__ == "__main__":
    main()
