"""The record's text on the page is text: no Markdown, no HTML, no script, no odd link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.interface.words import day, link, plain, span

SPECIAL = "\\`*_{}[]()<>#+-.!|~$:^="


@given(st.text(alphabet=SPECIAL + "ab 1\n"))
def test_every_special_sign_is_escaped(text: str) -> None:
    shown = plain(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]()<>#+\-.!|~$:^=]", shown)
    assert "\n" not in shown


@given(st.text(alphabet=SPECIAL + "ab 1"))
def test_unescaping_gives_the_text_back(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", plain(text)) == text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://x", "", "//x"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert "](" not in link("label", url)


def test_address_with_brackets_stays_one_link() -> None:
    shown = link("a [b]", "https://example.org/x(1) y")
    assert shown == r"[a \[b\]](https://example.org/x%281%29%20y)"


def test_dates_read_as_people_write_them() -> None:
    assert day("2024-11-06") == "6 Nov 2024"
    assert day(None) == ""


def test_span_says_how_precisely_it_is_known() -> None:
    assert span("2024-10-08", None, "month") == "8 Oct 2024 (known to the month)"
