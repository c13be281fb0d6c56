"""The record's text on the page is text: no Markdown, no HTML, no script, no odd link."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dashboard.interface.words import day, link, plain, rung_meaning, rung_words, span, told
from dashboard.record.vocabulary import Rung

SPECIAL = "\\`*_{}[]()<>#+-.!|~$:^=&"
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TEXTS = st.text(alphabet=SPECIAL + "ab 1;/\"'\n\r") | st.text()


def parts(markdown: str) -> list[Token]:
    """Every token of a text but the paragraph around it."""
    tokens = []
    for token in PARSER.parse(markdown):
        tokens += token.children or [] if token.type == "inline" else [token]
    return [token for token in tokens if token.type not in ("paragraph_open", "paragraph_close")]


def squeezed(text: str) -> str:
    """Without blanks, of which Markdown drops those at the ends, and without hidden signs."""
    return re.sub(
        r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufff9-\ufffb]", "", text
    )


@given(TEXTS)
@example("<b>x</b> [y](javascript:z) **w** `v` &lt; # u\n- t\r    s | r")
def test_markdown_shows_the_text_letter_by_letter(text: str) -> None:
    shown = parts("x" + plain(text))  # not at the start of a line: blanks there are Streamlit's
    assert {token.type for token in shown} <= {"text", "text_special"}
    assert squeezed("".join(token.content for token in shown)) == squeezed("x" + text)


@pytest.mark.parametrize(
    "text", ["# head", "- item", "+ item", "* item", "1. item", "1) item", "> said", "---", "***",
             "```code", "~~~code", "<div>", "===", "| a | b |", "[x]: /y"],
)  # fmt: skip
def test_sign_at_the_start_of_a_line_does_nothing(text: str) -> None:
    assert {token.type for token in parts(plain(text))} == {"text"}


@given(st.text(alphabet=SPECIAL + "ab 1\n"))
def test_every_special_sign_is_escaped(text: str) -> None:
    shown = plain(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]()<>#+\-.!|~$:^=&]", shown)
    assert "\n" not in shown


@given(st.text(alphabet=SPECIAL + "ab 1"))
def test_unescaping_gives_the_text_back(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", plain(text)) == text


def test_signs_that_turn_the_text_after_them_are_dropped() -> None:
    assert plain("a\u202eb\u2066c\0d\ue000e\ufff9f") == "abcdef"


def test_what_a_link_says_is_cut_and_is_text() -> None:
    assert told("![x](http://y/z.png)") == plain("![x](http://y/z.png)")
    assert len(told("x" * 10_000)) == 80


@pytest.mark.parametrize("text", [":red[x]", "$x^2$", "$$x$$", ":material/home:", ":small[x]"])
def test_streamlits_own_signs_are_escaped(text: str) -> None:
    assert not re.search(r"(?<!\\)[:$\[\]^]", plain(text))


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_text_stays_on_one_line(line_end: str) -> None:
    assert len(plain(f"one{line_end}{line_end}    two").splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "ftp://x", "", "//x", " https://x", "HTTPS:x",
     "mailto:a@b.c", "/page", "file:///etc/passwd"],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str) -> None:
    assert "](" not in link("label", url)


def test_address_with_brackets_stays_one_link() -> None:
    shown = link("a [b]", "https://example.org/x(1) y")
    assert shown == r"[a \[b\]](https://example.org/x%281%29%20y)"


@given(TEXTS, st.text(alphabet="abc/?&=#.-_~%+()<>\\\"'`*[]!$ "))
@example("label", "a\\")
def test_web_address_is_one_link_to_that_host_and_nothing_else(label: str, path: str) -> None:
    opened, *inside, closed = parts(link("x" + label, "https://example.org/" + path))
    assert (opened.type, closed.type) == ("link_open", "link_close")
    assert str(opened.attrs["href"]).startswith("https://example.org/")
    assert {token.type for token in inside} <= {"text", "text_special"}


@pytest.mark.parametrize("rung", Rung)
def test_rung_is_a_sign_and_its_name(rung: Rung) -> None:
    sign, _, name = rung_words(str(rung)).partition(" ")
    assert len(sign) == 1
    assert name == rung
    assert rung_meaning(str(rung))


def test_dates_read_as_people_write_them() -> None:
    assert day("2024-11-06") == "6 Nov 2024"
    assert day(None) == ""


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2024-10-08", None, "day", "8 Oct 2024"),
        ("2024-10-08", "2024-10-08", "day", "8 Oct 2024"),
        ("2024-10-08", "2024-10-13", "day", "8 Oct 2024 – 13 Oct 2024"),
        ("2024-10-08", None, "month", "8 Oct 2024 (known to the month)"),
    ],
)
def test_span_says_how_long_and_how_precisely(
    first: str, last: str | None, precision: str, words: str
) -> None:
    assert span(first, last, precision) == words
