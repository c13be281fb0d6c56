"""How long it takes to start: from the server's process to the first full page, beside Dash and Panel.

Cold: a new server and a browser that has kept nothing. The clock starts when the server's process
is started and ends with the last change (the definition of `benchmarks.touch`) after the headline
stands and the figures are drawn. Warm: the same address once more in the same browser, from the
browser's own start of the navigation. This dashboard shows its first page, the Overview, with all
figures; the peers have no such page and show their Timeline. `--page timeline` asks the same page
of all three. Python's bytecode and the disk's cache are warm for all: a restart, not a new machine.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.contenders import APPS, FLAGS, ROOT, App, find_browser, free_port
from benchmarks.touch import WATCH, count_bytes

_OURS = APPS[0].name
_QUIET = 1500  # longer than in a touch: a cold page may pause while its server still computes
_PATIENCE = 90  # seconds
# The headline has its words, a plotly figure has its marks, and our script is done.
_FULL = """
(() => {
  const all = selector => {
    const found = [], roots = [document];
    while (roots.length) {
      const root = roots.pop();
      found.push(...root.querySelectorAll(selector));
      for (const one of root.querySelectorAll("*")) if (one.shadowRoot) roots.push(one.shadowRoot);
    }
    return found;
  };
  const app = document.querySelector("[data-testid=stApp]");
  return all("h1").some(one => one.innerText.trim().length > 5)
    && all(".main-svg .trace, .main-svg .scatterlayer path").length > 0
    && (!app || app.dataset.testScriptState === "notRunning")
    && performance.now() - window.__last > %d;
})()
"""


@dataclass(frozen=True)
class Start:
    """One start of one contender; times in seconds, weights in bytes over the wire."""

    answers: float
    cold: float
    cold_bytes: int
    warm: float
    warm_bytes: int


def main() -> None:
    """Measure, and print a table of medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--page", default="", help="of this dashboard; default: the Overview")
    options = parser.parse_args()
    starts: dict[str, list[Start]] = {app.name: [] for app in APPS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for number in range(options.rounds):
            for app in APPS:
                shown = options.page if app.name == _OURS else "timeline"
                starts[app.name].append(_start(browser, app, shown))
            sys.stderr.write(f"round {number + 1} of {options.rounds}\n")
        browser.close()
    print_table(starts, options.page or "overview")


def _start(browser: Browser, app: App, page_name: str) -> Start:
    port = free_port()
    # The content policy would refuse the watching script, which is not the app's.
    context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    began = time.time()
    server = subprocess.Popen(
        app.command(port), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        _wait_for_port(port)
        answers = time.time() - began
        address = f"http://localhost:{port}/{page_name}"
        full, cold_bytes = _load(context, app, address)
        again, warm_bytes = _load(context, app, address)
    finally:
        server.terminate()
        server.wait()
        context.close()
    return Start(answers, full[1] - began, cold_bytes, again[1] - again[0], warm_bytes)


def _wait_for_port(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    message = f"nothing answered at port {port} within {_PATIENCE} seconds"
    raise TimeoutError(message)


def _load(context: BrowserContext, app: App, address: str) -> tuple[tuple[float, float], int]:
    # When the navigation began and when the page last changed, by the browser's wall clock.
    page = context.new_page()
    page.add_init_script(WATCH % app.root)
    weight = count_bytes(page)
    page.goto(address, wait_until="commit", timeout=_PATIENCE * 1000)
    page.wait_for_function(_FULL % _QUIET, polling=250, timeout=_PATIENCE * 1000)
    times = _times(page)
    page.close()
    return times, weight[0]


def _times(page: Page) -> tuple[float, float]:
    origin, last = page.evaluate("[performance.timeOrigin, window.__last]")
    return origin / 1000, (origin + last) / 1000


def print_table(starts: dict[str, list[Start]], page_name: str) -> None:
    """Medians with the span of all rounds, and the ratios of ours to each peer."""
    print(
        f"{'app':<16}{'page':<10}{'n':>3}{'answers':>9}{'cold':>8}{'(span)':>14}{'kB':>7}  ours/it"
        f"{'warm':>8}{'(span)':>14}{'kB':>7}  ours/it"
    )
    ours = starts[_OURS]
    for app, rounds in starts.items():
        cold, warm = [one.cold for one in rounds], [one.warm for one in rounds]
        answers = statistics.median(one.answers for one in rounds)
        print(
            f"{app:<16}{page_name if app == _OURS else 'timeline':<10}{len(rounds):>3}{answers:>8.2f}s"
            f"{_cells(cold, [one.cold for one in ours], [one.cold_bytes for one in rounds])}"
            f"{_cells(warm, [one.warm for one in ours], [one.warm_bytes for one in rounds])}"
        )
    print(
        "answers: the port is open. cold: process started to the first full page. warm: the same "
        "page again in the same browser."
    )


def _cells(times: list[float], ours: list[float], weights: list[int]) -> str:
    middle = statistics.median(times)
    span = f"({min(times):.2f}-{max(times):.2f})"
    weight = statistics.median(weights) / 1000
    return f"{middle:>7.2f}s{span:>14}{weight:>7.0f}{statistics.median(ours) / middle:>9.2f}"


if __name__ == "__main__":
    main()
