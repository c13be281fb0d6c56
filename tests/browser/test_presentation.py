"""The briefing in a real browser: keys, screens, strip, story and marking."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from browser.conftest import Watched, settle
from dashboard.briefing.story import Step, read_story_file

pytestmark = pytest.mark.browser
ARTICLE = "as_of=2024-11-06"
STEPS = 10


def present(watched: Watched, address: str, query: str = "") -> None:
    watched.page.goto(f"{address}/briefing?step=1{query}")
    settle(watched.page)
    watched.page.wait_for_load_state("networkidle")
    expect(watched.page.get_by_role("button", name="Next")).to_be_enabled()


def test_keys_drive_the_presentation(watched: Watched, address: str) -> None:
    page = watched.page
    present(watched, address, "&marking=TLP:AMBER")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    for key, step in (
        ("ArrowRight", 2), ("PageDown", 3), ("PageUp", 2), ("End", STEPS), ("ArrowLeft", STEPS - 1),
        ("Home", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(f"step={step}(&|$)"))
        expect(page.get_by_text(f"Step {step} of {STEPS}")).to_be_visible()
    assert "marking=TLP" in page.url
    expect(page.get_by_test_id("stMain").get_by_text("TLP:AMBER")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Present", exact=False).first).to_be_visible()
    assert "step=" not in page.url


def test_every_step_fits_the_screen_of_a_projector(watched: Watched, address: str) -> None:
    page = watched.page
    present(watched, address)
    for step in range(1, STEPS + 1):
        expect(page.get_by_text(f"Step {step} of {STEPS}")).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1200)
        deep = page.evaluate("""[...document.querySelectorAll('.st-key-stage')]
            .map(stage => stage.getBoundingClientRect().bottom)[0]""")
        assert deep <= 690, f"step {step} ends at {deep} px of 720"
        small = page.evaluate("""[...document.querySelectorAll('.st-key-stage p')]
            .map(p => parseFloat(getComputedStyle(p).fontSize)).filter(size => size < 14)""")
        assert small == [], f"step {step} has small type"
        if step < STEPS:
            page.keyboard.press("ArrowRight")
    assert watched.outside(address) == []
    assert watched.errors == []


def test_figures_of_the_presentation_take_the_height_of_a_large_screen(
    watched: Watched, address: str
) -> None:
    page = watched.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    for section, figure in (
        ("strength", ".main-svg"),
        ("timeline", ".main-svg"),
        ("map", "canvas"),
    ):
        page.goto(f"{address}/briefing?step=1&story={section}")
        settle(page)
        drawn = page.locator(f".st-key-stage {figure}").first
        expect(drawn).to_be_visible()
        page.wait_for_timeout(1500)
        box, stage = drawn.bounding_box(), page.locator(".st-key-stage").bounding_box()
        assert box
        assert stage
        assert box["height"] > 600, section
        assert stage["y"] + stage["height"] < 1040, section


def test_presenters_strip_follows_the_screen_and_drives_it(watched: Watched, address: str) -> None:
    present(watched, address, "&room=0123abcd")
    strip = watched.page.context.new_page()
    strip.goto(f"{address}/briefing?step=1&strip=0123abcd")
    expect(strip.get_by_text("only for your own screen")).to_be_visible()
    expect(strip.get_by_text("since the start")).to_be_visible()
    expect(strip.get_by_text("Next:")).to_be_visible()
    watched.page.keyboard.press("ArrowRight")
    expect(strip.get_by_text(f"Step 2 of {STEPS}")).to_be_visible(timeout=15_000)
    strip.keyboard.press("End")
    expect(watched.page.get_by_text(f"Step {STEPS} of {STEPS}")).to_be_visible(timeout=15_000)


def test_automatic_run_goes_on_by_itself(watched: Watched, address: str) -> None:
    present(watched, address, "&auto=5")
    expect(watched.page.get_by_text("a step every 5 s")).to_be_visible()
    expect(watched.page.get_by_text(f"Step 2 of {STEPS}")).to_be_visible(timeout=20_000)


def test_map_of_the_presentation_plays_through(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/briefing?step=1&story=map&as_of=2025-06-01")
    settle(page)
    expect(page.get_by_text("Step 1 of 1")).to_be_visible()
    slider = page.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", "1 Jun 2025")
    page.get_by_text("Play month by month").click()
    expect(slider).not_to_have_attribute("aria-valuetext", "1 Jun 2025", timeout=15_000)


def test_story_and_marking_in_a_link_come_back(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(
        f"{address}/briefing?story=gaps:Our blind spots|map&since=2025-01-01&{ARTICLE}&marking=For friends"
    )
    settle(page)
    expect(page.get_by_role("heading", name="Our blind spots")).to_be_visible()
    expect(page.get_by_text("marked For friends")).to_be_visible()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Slides (PPTX)").click()
    content = Path(download.value.path()).read_bytes()
    titles = [
        slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(content)).slides
    ]
    assert titles[0] == "Our blind spots"
    assert len(titles) == 3


def test_story_is_saved_as_a_file(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/briefing?story=gaps:Our blind spots|map")
    settle(page)
    page.wait_for_load_state("networkidle")
    page.get_by_text("Choose, order and rename the steps").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the story as a file").click()
    story = read_story_file(Path(download.value.path()).read_bytes())
    assert story == (Step("gaps", "Our blind spots"), Step("map"))


def test_marking_that_cannot_be_read_is_the_narrowest_until_mended(
    watched: Watched, address: str
) -> None:
    watched.page.goto(f"{address}/briefing?marking=TLP:PINK")
    settle(watched.page)
    expect(watched.page.get_by_text("no label of tlp 2.0", exact=False).first).to_be_visible()
    expect(watched.page.get_by_text("marked TLP:RED,")).to_be_visible()
