"""Signing in, with a real OpenID Connect provider on loopback; who may see; off by default."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import free_port, settle, start_server

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "only for this test, and long enough to sign with"
client_id = "dashboard"
client_secret = "not secret"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[who_may_see]
holds = "TLP:GREEN"
"TLP:GREEN" = ["example.org", "guest@partner.example"]
"TLP:AMBER" = ["example.org"]
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    where = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(f"{where}/.well-known/openid-configuration", timeout=2)
            break
        except OSError:
            assert time.monotonic() < deadline, "the provider did not start"
            time.sleep(0.2)
    yield where
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("signed") / "log"


@pytest.fixture(scope="module")
def address(provider: str, log: Path) -> Iterator[str]:
    port = free_port()
    secrets = log.parent / "secrets.toml"
    secrets.write_text(SECRETS.format(port=port, provider=provider))
    server, where = start_server("--secrets.files", str(secrets), port=port, log=log)
    yield where
    server.terminate()
    server.wait(10)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sign_in(page: Page, address: str, who: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_placeholder("sub").fill(who)
    page.get_by_role("button", name="Authorize").click()
    settle(page)


@pytest.mark.parametrize("path", ["", "map", "evidence?as_of=2024-11-06"])
def test_stranger_sees_nothing_of_the_record(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("combobox", name="Who says so")).to_have_count(0)
    assert "12,000" not in page.content()


def test_reader_signs_in_reads_marks_and_signs_out(page: Page, address: str, provider: str) -> None:
    sign_in(page, address, "analyst@example.org")
    expect(page.get_by_text("Signed in as analyst@example.org")).to_be_visible()
    expect(page.get_by_role("combobox", name="Who says so")).to_be_visible()
    marking = page.get_by_role("combobox", name="Marking")
    expect(marking).to_have_value("TLP:GREEN")
    marking.click()
    marking.press("ArrowDown")
    expect(page.get_by_role("option", name="TLP:AMBER", exact=True)).to_be_visible()
    expect(page.get_by_role("option", name="TLP:CLEAR")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{provider}/**")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_reader_of_another_house_is_told_in_one_sentence(page: Page, address: str) -> None:
    sign_in(page, address, "stranger@elsewhere.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not for you to see")
    expect(
        page.get_by_text("Your address is not among those who may see what is marked TLP:GREEN.")
    ).to_be_visible()
    expect(page.get_by_role("combobox", name="Who says so")).to_have_count(0)
    page.goto(f"{address}/evidence")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not for you to see")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_link_marked_more_strictly_is_for_fewer(page: Page, address: str) -> None:
    sign_in(page, address, "guest@partner.example")
    expect(page.get_by_role("combobox", name="Who says so")).to_be_visible()
    page.goto(f"{address}/evidence?marking=TLP%3AAMBER")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not for you to see")
    page.goto(f"{address}/evidence?marking=TLP%3ACLEAR")
    settle(page)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Not for you to see")


def test_log_of_signing_in_names_nobody(address: str, log: Path) -> None:
    assert '"sign_in": true' in log.read_text()
    for private in ("example.org", "partner.example", "guest", "code=", "state="):
        assert private not in log.read_text()


@pytest.mark.parametrize(
    ("secrets", "why"),
    [
        ('[who_may_see]\n"TLP:RED" = ["a.example"]', "no section auth"),
        ('[auth]\nx = 1\n[who_may_see]\nholds = "purple"', "no label of TLP"),
        ("[auth", "cannot be read"),
    ],
)
def test_server_does_not_start_on_secrets_that_would_leave_it_open(
    tmp_path: Path, secrets: str, why: str
) -> None:
    (tmp_path / "secrets.toml").write_text(secrets)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    command += [
        "--server.port",
        str(free_port()),
        "--secrets.files",
        str(tmp_path / "secrets.toml"),
    ]
    ended = subprocess.run(
        command,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert why in ended.stderr
