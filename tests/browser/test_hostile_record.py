"""A record full of hostile texts, opened in Chromium: none runs, none asks outside, none breaks out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import MAP, Watched, settle, start_server
from dashboard.exchange.own_table_examples import EXAMPLES
from hostile.strings import INJECTIONS, hostile_copy

pytestmark = pytest.mark.browser
_SEEN = """() => ({
  ran: window.__xss ?? null,
  wide: ["html", "body", "[data-testid=stMain]", "[data-testid=stMainBlockContainer]", "[data-testid=stSidebarContent]"]
    .flatMap(name => [...document.querySelectorAll(name)])
    .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML.slice(0, 80)),
  failed: [...document.querySelectorAll("[data-testid=stException], [data-testid=stAlertContentError]")].map(one => one.textContent),
  foreign: [...document.querySelectorAll("base, iframe, object, embed, meta[http-equiv=refresh], [onerror], [onload], [onmouseover], [ontoggle]")]
    .map(one => one.outerHTML.slice(0, 120)),
  images: [...document.querySelectorAll("img")].map(one => one.src).filter(src => !/^(data|blob):/.test(src)),
  links: [...document.querySelectorAll("a[href]")].filter(one => one.origin !== location.origin)
    .filter(one => !/^https?:$/.test(one.protocol) || one.target !== "_blank"
      || !one.rel.includes("noopener") || !one.rel.includes("noreferrer")).map(one => one.outerHTML.slice(0, 160)),
  formatted: [...document.querySelectorAll("[data-testid=stMain] .katex, [data-testid=stMain] .stMarkdownColoredText, [data-testid=stMain] .stMarkdownBadge")]
    .map(one => one.textContent),
})"""
_NOTHING = {
    "ran": None, "wide": [], "failed": [], "foreign": [], "images": [], "links": [], "formatted": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = hostile_copy(tmp_path_factory.mktemp("hostile") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(folder))
        server, where = start_server()
    yield where
    server.terminate()
    server.wait(10)


@pytest.fixture
def dialogs(watched: Watched) -> list[str]:
    found: list[str] = []
    watched.page.on("dialog", lambda one: (found.append(one.message), one.dismiss()))
    watched.page.on("popup", lambda one: found.append(one.url))
    return found


def unharmed(watched: Watched, address: str, dialogs: list[str]) -> None:
    watched.page.wait_for_load_state("networkidle")
    assert watched.page.evaluate(_SEEN) == _NOTHING
    assert dialogs == []
    assert watched.outside(address) == []
    assert watched.errors == []


def open_all(page: Page) -> None:
    for summary in page.locator("[data-testid=stExpander] summary").all():
        summary.click()
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)


@pytest.mark.parametrize(
    "path",
    ["", "timeline?event=E-0010", "map?event=E-0011", "forecast", "evidence?event=E-0001",
     "reporting", "briefing", "your_table"],
)  # fmt: skip
def test_no_page_runs_a_text_of_the_record(
    watched: Watched, hostile_address: str, dialogs: list[str], path: str
) -> None:
    page = watched.page
    page.goto(f"{hostile_address}/{path}")
    settle(page)
    if "event=" in path:
        expect(page.locator(".st-key-event-card")).to_be_visible()
    open_all(page)
    unharmed(watched, hostile_address, dialogs)


def test_no_step_of_the_presentation_runs_a_text(
    watched: Watched, hostile_address: str, dialogs: list[str]
) -> None:
    for step in range(1, 11):
        watched.page.goto(f"{hostile_address}/briefing?step={step}")
        settle(watched.page)
        unharmed(watched, hostile_address, dialogs)


def test_pointer_over_map_and_timeline_shows_text(
    watched: Watched, hostile_address: str, dialogs: list[str]
) -> None:
    page = watched.page
    page.goto(f"{hostile_address}/map")
    settle(page)
    # deck.gl reads some texts as code (@@=…); an error would stand in the map's place.
    box = page.locator(MAP).bounding_box()
    assert box
    tip = page.locator(".deck-tooltip")
    expect(page.locator(f"{MAP} canvas").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    for across in range(5, 100, 2):
        for down in (35, 45, 50, 55, 60):
            page.mouse.move(
                box["x"] + box["width"] * across / 100, box["y"] + box["height"] * down / 100
            )
            if tip.count() and tip.first.is_visible() and tip.first.inner_text():
                break
        else:
            continue
        break
    expect(tip.first).to_be_visible()
    assert tip.first.locator(":not(br)").count() == 0
    unharmed(watched, hostile_address, dialogs)
    page.goto(f"{hostile_address}/timeline")
    settle(page)
    marks = page.locator(".live-figure .points path")
    expect(marks.first).to_be_attached()
    for mark in marks.all()[::12]:
        mark.hover(force=True)
    assert page.locator(".live-figure a").count() == 0
    unharmed(watched, hostile_address, dialogs)


@pytest.mark.parametrize("text", INJECTIONS[:34:5])
def test_no_text_of_a_link_runs(
    watched: Watched, address: str, dialogs: list[str], text: str
) -> None:
    from urllib.parse import quote

    page, evil = watched.page, quote(text, safe="")
    names = ("claimant", "as_of", "event", "q", "view", "kind", "suppose", "story", "since", "zz")
    query = "&".join(f"{name}={evil}" for name in names)
    page.goto(f"{address}/forecast?{query}&marking={evil}&{evil}={evil}")
    settle(page)
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    seen = page.evaluate(_SEEN) | {
        "failed": []
    }  # a marking that cannot be read is told as an error
    assert seen == _NOTHING
    assert dialogs == []
    assert watched.outside(address) == []


def test_no_text_of_an_upload_runs(watched: Watched, address: str, dialogs: list[str]) -> None:
    head, *_ = EXAMPLES["ACLED"][1].decode().splitlines()
    rows = []
    for number, text in enumerate(INJECTIONS):
        cell = '"' + text.replace('"', '""') + '"'
        rows.append(
            f"E{number},2024-11-05,2024,1,{cell},{cell},{cell},{cell},{cell},{cell},{cell},"
            f"{48 + number / 10},{35 + number / 10},1,{cell},{cell},{cell}"
        )
    page = watched.page
    page.goto(f"{address}/your_table")
    settle(page)
    content = "\n".join([head, *rows]).encode()
    name = "<img src=x onerror=window.__xss=1>![a](http://outside.invalid/a.png).csv"
    page.set_input_files(
        "input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("rows of <img src=x")
    expect(page.locator(".live-figure .points path").first).to_be_attached()
    expect(page.get_by_text("<script>window.__xss=1</script>").first).to_be_attached()
    unharmed(watched, address, dialogs)


def test_upload_is_gone_after_a_reload(watched: Watched, address: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(EXAMPLES["UCDP GED"][1])
    page = watched.page
    page.goto(f"{address}/your_table")
    settle(page)
    page.set_input_files("input[type=file]", str(path))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 rows of mine.csv were read, no fault"
    )
    expect(page.get_by_text("Your table, not part of the record").first).to_be_visible()
    page.get_by_role("link", name="Evidence", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("mine.csv")
    assert "900001" not in page.content()
    page.get_by_role("link", name="Your table", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("mine.csv")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your table beside the record")
