"""What only a real browser shows: cold deep links, addresses, clicks, the network."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import MAP, Watched, settle, start_server
from dashboard.figures.named_views import NAMED_VIEWS

pytestmark = pytest.mark.browser
PAGES = ("", "timeline", "map", "forecast", "evidence", "briefing")
ARTICLE = "as_of=2024-11-06"


@pytest.mark.parametrize("path", PAGES)
def test_cold_deep_link_shows_page_and_filters(browser: Browser, path: str) -> None:
    server, address = start_server()
    try:
        page = browser.new_page()
        page.goto(f"{address}/{path}?{ARTICLE}&claimant=South+Korea")
        settle(page)
        expect(page.get_by_text("Page not found")).to_have_count(0)
        expect(page.get_by_test_id("stSidebar").get_by_text("South Korea").first).to_be_visible()
        assert ARTICLE in page.url
        assert "claimant=South" in page.url
        page.close()
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_leaves_the_machine_and_nothing_complains(
    watched: Watched, address: str, path: str
) -> None:
    watched.page.goto(f"{address}/{path}")
    settle(watched.page)
    watched.page.wait_for_load_state("networkidle")
    assert watched.outside(address) == []
    assert watched.errors == []


def test_filter_address_and_reload_give_the_same_view(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/evidence?{ARTICLE}")
    settle(page)
    before = page.get_by_role("heading", level=1).inner_text()
    box = page.get_by_test_id("stSidebar").get_by_role("combobox", name="Who says so")
    option = page.get_by_role("option", name="Ukraine", exact=True)
    box.click()
    box.press_sequentially("Ukraine", delay=50)
    expect(option).to_be_visible()
    option.click()
    page.keyboard.press("Escape")  # while the list is open, the page behind it is hidden
    expect(page).to_have_url(re.compile("claimant=Ukraine"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text(before)
    chosen = page.get_by_role("heading", level=1).inner_text()
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(chosen)
    assert ARTICLE in page.url


def test_copied_link_shows_the_same_in_another_browser(browser: Browser, address: str) -> None:
    link = f"{address}/timeline?{ARTICLE}&claimant=Ukraine&kind=At+the+front+on+the+day"
    seen = []
    for _ in range(2):
        context = browser.new_context()
        page = context.new_page()
        page.goto(link)
        settle(page)
        seen.append(page.get_by_role("heading", level=1).inner_text())
        context.close()
    assert seen[0] == seen[1]
    assert "troops at the front" in seen[0]


def test_address_carries_the_date_from_page_to_page(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/?{ARTICLE}")
    settle(page)
    for name in ("Timeline", "Map", "Forecast", "Evidence", "Briefing"):
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
        expect(page).to_have_url(re.compile(f"{name.lower()}.*{ARTICLE}"))
        settle(page)


def test_damaged_link_is_answered_in_words(watched: Watched, address: str) -> None:
    watched.page.goto(f"{address}/map?claimant=Atlantis&as_of=2024-99-99")
    settle(watched.page)
    expect(watched.page.get_by_text("Atlantis").first).to_be_visible()
    expect(watched.page.get_by_text("2024-99-99").first).to_be_visible()


VLADIVOSTOK, KHABAROVSK = (131.87353, 43.10562), (135.0971, 48.46204)
PHONE = "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36"


def open_card_from_map(
    page: Page, address: str, name: str = "Sea lift", place: tuple[float, float] = VLADIVOSTOK
) -> None:
    page.goto(f"{address}/map?{ARTICLE}&view={name.replace(' ', '+')}")
    settle(page)
    canvas = page.locator(f"{MAP} canvas").first
    expect(canvas).to_be_visible()
    page.wait_for_load_state("networkidle")
    box = canvas.bounding_box()
    assert box is not None
    phone = "Mobile" in page.evaluate("navigator.userAgent")
    view = NAMED_VIEWS[name].on_phone() if phone else NAMED_VIEWS[name]
    centre = (view.longitude, view.latitude, view.zoom)
    x, y = _pixel(*place, *centre, box["width"], box["height"])
    assert 0 < x < box["width"]
    for _ in range(20):
        page.mouse.click(box["x"] + x, box["y"] + y)
        page.wait_for_timeout(700)
        if "event=E-" in page.url:
            break


def test_whole_route_fits_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, user_agent=PHONE)
    page = context.new_page()
    open_card_from_map(page, address, "Whole route", KHABAROVSK)
    near = re.compile("Khabarovsk|Knyaze-Volkonsk")  # the town, or the ground at its edge
    expect(page.locator(".st-key-event-card").get_by_text(near).first).to_be_visible()
    context.close()


def test_click_on_the_map_opens_the_card(watched: Watched, address: str) -> None:
    open_card_from_map(watched.page, address)
    expect(watched.page.locator(".st-key-event-card").get_by_role("heading")).to_be_in_viewport()
    assert "event=E-" in watched.page.url


def test_card_outlives_a_touch_and_once_closed_stays_closed(watched: Watched, address: str) -> None:
    page = watched.page
    open_card_from_map(page, address)
    card = page.locator(".st-key-event-card")
    expect(card).to_be_visible()
    title = card.get_by_role("heading").first.inner_text()
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_role("button", name="Latest").click()
    expect(page).not_to_have_url(re.compile(ARTICLE))
    expect(card.get_by_role("heading").first).to_have_text(title)
    page.get_by_role("button", name="Close the card").click()
    expect(card).to_have_count(0)
    sidebar.get_by_role("button", name="Article").click()
    expect(page).to_have_url(re.compile(ARTICLE))
    settle(page)
    expect(card).to_have_count(0)
    assert "event=" not in page.url


def test_click_on_the_timeline_opens_the_card(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/timeline?{ARTICLE}")
    settle(page)
    mark = page.locator(".js-plotly-plot .scatterlayer .points path.point").last
    expect(mark).to_be_visible()
    mark.click(force=True)
    expect(page.locator(".st-key-event-card").get_by_role("heading")).to_be_in_viewport()
    assert "event=E-" in page.url


def test_table_orders_turns_its_pages_and_opens_a_card_by_keys(
    watched: Watched, address: str
) -> None:
    page = watched.page
    page.goto(f"{address}/evidence?{ARTICLE}")
    settle(page)
    claims = page.get_by_role("region", name=re.compile("claims with claimant"))
    days = claims.locator("tbody tr td:first-child")
    newest = days.first.inner_text()
    assert newest <= "2024-11-06"
    head = claims.get_by_role("button", name="public on")
    head.focus()
    page.keyboard.press("Enter")
    expect(claims.get_by_role("columnheader", name="public on")).to_have_attribute(
        "aria-sort", "descending"
    )
    claims.get_by_role("button", name="public on").click()
    expect(days.first).not_to_have_text(newest)
    page.get_by_role("button", name="Next").first.click()
    expect(page.get_by_role("status").filter(has_text="51 to 100 of").first).to_be_visible()
    first = claims.locator("button.opens").first
    title = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-event-card").get_by_text(title)).to_be_visible()
    # Another question begins at the first page again.
    page.get_by_test_id("stSidebar").get_by_role("button", name="Latest").click()
    expect(page.get_by_role("status").filter(has_text="1 to 50 of").first).to_be_visible()
    assert watched.errors == []


def test_filter_leaves_the_sidebar_and_the_figure_where_they_are(
    watched: Watched, address: str
) -> None:
    page = watched.page
    page.goto(f"{address}/timeline")
    settle(page)
    expect(page.locator(".live-figure .main-svg").first).to_be_visible()
    page.evaluate("document.querySelector('.live-figure').mark = 'the same'")
    before = page.get_by_role("heading", level=1).inner_text()
    page.get_by_test_id("stSidebar").get_by_role("button", name="Article").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(before)
    expect(page.locator(".live-figure")).to_contain_text("as of 6 Nov 2024")
    assert page.evaluate("document.querySelector('.live-figure').mark") == "the same"
    expect(page).to_have_url(re.compile(ARTICLE))
    expect(page.get_by_test_id("stSidebar").get_by_role("button", name="Article")).to_be_disabled()


def test_day_that_a_button_chose_outlasts_the_next_touch(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/timeline")
    settle(page)
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_role("button", name="Article").click()
    expect(page.locator(".live-figure")).to_contain_text("as of 6 Nov 2024")
    sidebar.get_by_role("combobox", name="According to").click()
    page.get_by_role("option", name="South Korea", exact=True).click()
    expect(page).to_have_url(re.compile("view_of=South"))
    expect(page.locator(".live-figure")).not_to_contain_text("Netherlands")
    settle(page)
    expect(page.locator(".live-figure")).to_contain_text("as of 6 Nov 2024")
    expect(page).to_have_url(re.compile(ARTICLE))
    expect(sidebar.get_by_role("button", name="Article")).to_be_disabled()


def test_on_a_phone_no_title_of_an_axis_is_cut(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, user_agent=PHONE)
    page = context.new_page()
    page.goto(f"{address}/")
    settle(page)
    title = page.locator(".live-figure .xtitle").first
    title.scroll_into_view_if_needed()
    box = title.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390 - 8
    ticks = page.locator(".live-figure .xtick text").all()
    assert ticks
    turned = [
        re.findall(r"rotate\((-?[\d.]+)", one.get_attribute("transform") or "") for one in ticks
    ]
    assert {float(angle) for angles in turned for angle in angles} <= {0.0}
    context.close()


def test_everything_works_with_the_network_cut(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.route(
        re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort("internetdisconnected")
    )
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{address}/{path}")
        settle(page)
    page.goto(f"{address}/map")
    settle(page)
    page.wait_for_load_state("networkidle")
    canvas = page.locator(f"{MAP} canvas").first
    page.wait_for_function("one => one.clientWidth > 400", arg=canvas.element_handle())
    for _ in range(20):  # until the base map has been fetched and drawn
        if len(canvas.screenshot()) > 20_000:
            break
        page.wait_for_timeout(500)
    else:
        pytest.fail("the map is blank")
    context.close()


def _pixel(
    longitude: float, latitude: float, centre_x: float, centre_y: float, zoom: float,
    width: float, height: float,
) -> tuple[float, float]:  # fmt: skip
    """Web Mercator, 512 px tiles."""
    from math import log, pi, radians, tan

    def project(lon: float, lat: float) -> tuple[float, float]:
        scale = 512 * 2**zoom
        return (
            scale * (lon + 180) / 360,
            scale * (1 - log(tan(pi / 4 + radians(lat) / 2)) / pi) / 2,
        )

    (x, y), (centre_px, centre_py) = project(longitude, latitude), project(centre_x, centre_y)
    return width / 2 + x - centre_px, height / 2 + y - centre_py
