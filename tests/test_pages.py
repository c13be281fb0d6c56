"""Every page as a reader meets it: default, empty, broken record, other days."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from builders import write_record
from dashboard.record.load import load_record
from open_pages import ARTICLE_DAY, ROOT, open_page, words_of

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("page", PAGES)
def test_page_shows_a_headline_and_keeps_the_filters(page: str) -> None:
    app = open_page(page)
    assert not app.exception
    assert len(app.title) == 1
    assert "Who says so" in [box.label for box in app.multiselect]


@pytest.mark.parametrize("page", PAGES)
def test_page_survives_a_rerun_with_its_sidebar(page: str) -> None:
    app = open_page(page).run()
    assert not app.exception
    assert "Who says so" in [box.label for box in app.multiselect]


@pytest.mark.parametrize("page", ["timeline", "map", "evidence"])
def test_empty_choice_is_explained_in_a_sentence(page: str) -> None:
    app = open_page(page, q="no such word anywhere", as_of=ARTICLE_DAY)
    assert not app.exception
    assert any("Widen or clear the filters" in info.value for info in app.info)


@pytest.mark.parametrize("page", PAGES)
def test_day_before_anything_was_known_is_no_error(page: str) -> None:
    app = open_page(page, as_of="2023-01-01")
    assert not app.exception
    assert len(app.title) == 1


@pytest.mark.parametrize("page", PAGES)
def test_article_day_hides_whatever_was_published_later(page: str) -> None:
    record = load_record(ROOT / "data")
    later_events = record.events[record.events["public_on"] > ARTICLE_DAY]
    later_claims = record.claims[record.claims["public_on"] > ARTICLE_DAY]
    later_sources = record.sources[record.sources["published_on"] > ARTICLE_DAY]
    words = words_of(open_page(page, as_of=ARTICLE_DAY))
    assert len(later_events) > 5
    for column, rows in (
        ("title", later_events),
        ("event_id", later_events),
        ("claim_id", later_claims),
        ("source_id", later_sources),
        ("url", later_sources),
    ):
        assert [value for value in rows[column] if value and value in words] == []


def test_article_day_reads_like_the_article() -> None:
    words = words_of(open_page("overview", as_of=ARTICLE_DAY))
    for fact in ("1,500", "12,000", "world war", "1.2 million", "forged identity papers"):
        assert fact in words
    assert words.count("likely (55–80%)") >= 3


def test_acknowledgement_shows_from_its_day() -> None:
    assert "Moscow acknowledges" in words_of(open_page("overview", as_of="2025-04-28"))
    assert "Moscow acknowledges" not in words_of(open_page("overview", as_of="2025-04-25"))


def test_named_day_turns_the_clock() -> None:
    app = open_page("overview")
    next(button for button in app.button if button.label.startswith("Article")).click().run()
    assert app.date_input(key="as_of").value == date(2024, 11, 6)


def test_outcomes_show_at_the_latest_day_only() -> None:
    assert "**It happened** (decided" in words_of(open_page("forecast"))
    assert "(decided" not in words_of(open_page("forecast", as_of=ARTICLE_DAY))


def test_presenting_steps_forward_and_back() -> None:
    app = open_page("briefing")
    next(button for button in app.button if button.label == "Present").click()
    app.run()
    first = app.title[0].value
    assert app.query_params["step"] == "1"
    next(button for button in app.button if button.label == "Next").click()
    app.run()
    assert app.title[0].value != first
    assert app.query_params["step"] == "2"
    next(button for button in app.button if button.label == "First").click()
    app.run()
    assert app.title[0].value == first
    next(button for button in app.button if button.label == "Leave").click()
    app.run()
    assert "Present" in [button.label for button in app.button]


@pytest.mark.parametrize("page", PAGES)
def test_broken_record_is_refused_with_its_faults(page: str, other_record: Path) -> None:
    write_record(other_record)
    (other_record / "claims.csv").write_text("claim_id\nC-1\n", encoding="utf-8")
    app = open_page(page)
    assert not app.exception
    assert app.title[0].value == "The record cannot be read"
    assert "claims.csv" in app.dataframe[0].value.to_string()


def test_last_good_record_stays_when_a_newer_one_is_broken(other_record: Path) -> None:
    write_record(other_record)
    app = open_page("overview")
    assert not app.exception
    (other_record / "events.csv").write_text("nonsense", encoding="utf-8")
    app.run()
    assert not app.exception
    assert app.title[0].value != "The record cannot be read"
    assert any("A newer one has" in warning.value for warning in app.warning)
    assert "events.csv" in app.dataframe[0].value.to_string()


@pytest.mark.parametrize("page", PAGES)
def test_markup_in_the_record_is_shown_as_text(page: str, other_record: Path) -> None:
    from builders import claim, event

    nasty = "<script>alert(1)</script> [x](javascript:alert(1)) $x$ :red[y]"
    write_record(
        other_record,
        events=(event(title=nasty, summary=nasty),),
        claims=(claim(statement=nasty),),
    )
    app = open_page(page, event="E-0001")
    assert not app.exception
    shown = [element.value for element in (*app.markdown, *app.header, *app.title)]
    assert not any(nasty in text for text in shown)


ONE_OF_MANY = re.compile(
    r"(?<![\d,.])1 (?:more )?(?:\w*(?:claim|event|document|figure|place|row|fault|case)s|claimants|reports|origins|movements|days)\b"
)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "briefing"])
def test_one_of_a_kind_is_not_told_in_the_plural(page: str, other_record: Path) -> None:
    from builders import event, figure

    write_record(
        other_record, events=(event(from_place_id="chongjin"),), claims=(figure(1, "sent", "1500"),)
    )
    app = open_page(page, as_of=ARTICLE_DAY, event="E-0001")
    if page == "your_table":
        row = "claim_id,date_start,title\nX-1,2024-11-05,One came\n"
        app.file_uploader[0].upload("mine.csv", row.encode(), "text/csv").run()
    assert not app.exception
    words = words_of(app) + "".join(one.proto.alt for one in app.get("deck_gl_json_chart"))
    assert ONE_OF_MANY.findall(words) == []
    assert len(words) > 300


def test_table_sends_a_page_of_rows_and_says_how_many_there_are() -> None:
    app = open_page("evidence")
    table = json.loads(app.get("bidi_component")[0].proto.bytes)
    assert len(table["rows"]) == 50
    assert table["total"] == len(load_record(ROOT / "data").claims)
    assert len(app.get("bidi_component")[0].proto.bytes) < 100_000


def test_who_was_last_heard_when_fits_half_a_laptops_page() -> None:
    tables = open_page("reporting").dataframe
    assert len(tables) == 2
    for table in tables:
        seen = list(table.proto.column_order)[:3]
        assert seen == ["name", "last", "days"]
        columns = json.loads(table.proto.columns)
        assert sum(columns[name]["width"] for name in seen) <= 360


WHOLE = {"days": "The whole record"}


@pytest.mark.parametrize(
    ("page", "query"), [("timeline", {}), ("timeline", WHOLE), ("map", {}), ("evidence", {})]
)
def test_a_touch_weighs_less_than_a_hundred_kilobytes(page: str, query: dict[str, str]) -> None:
    app = open_page(page, **query)
    assert sum(len(one.proto.bytes) for one in app.get("bidi_component")) < 100_000


def test_axis_leaves_out_what_came_long_before_the_counts_and_says_so() -> None:
    around, whole = open_page("timeline", as_of=ARTICLE_DAY), open_page("timeline", as_of=ARTICLE_DAY, **WHOLE)  # fmt: skip
    told, all_told = (words_of(app) for app in (around, whole))
    (off,) = re.findall(r"(\d+) events before 13 Sep 2024 stand off this axis", told)
    drawn, all_drawn = (
        int(*re.findall(r"(\d+) events in lanes below", text)) for text in (told, all_told)
    )
    assert int(off) == all_drawn - drawn > 0
    assert "off this axis" not in all_told
    starts = [
        json.loads(app.get("bidi_component")[0].proto.bytes)["figure"]["layout"]["xaxis"]["range"][
            0
        ]
        for app in (around, whole)
    ]
    assert starts[0].startswith("2024-09-13")
    assert starts[1] < "2023"


def test_panel_of_the_article_day_reproduces_its_six_forecasts() -> None:
    words = words_of(open_page("forecast", as_of=ARTICLE_DAY))
    for title, term in (
        ("The deployment grows to the planned 12,000", "likely (55–80%)"),
        ("South Korea steps up financial and military aid", "likely (55–80%)"),
        ("No major development in a locked war", "likely (55–80%)"),
        ("Deeper military cooperation", "roughly even chance (45–55%)"),
        ("Both states become more isolated", "roughly even chance (45–55%)"),
        ("Relations between Russia and China sour", "unlikely (20–45%)"),
    ):
        assert title in words
        assert f"**{term}** by" in words


def test_forecast_says_the_same_figures_as_the_backtest_command() -> None:
    from dashboard.analysis.backtest import backtest
    from dashboard.analysis.backtest_scores import skill_in_words
    from dashboard.record.as_of import as_of

    record = load_record(ROOT / "data")
    cases = backtest(as_of(record, record.about.last_day_covered), "sent")
    assert skill_in_words(cases) in words_of(open_page("forecast"))


def test_supposing_is_marked_moves_the_panel_and_can_be_undone() -> None:
    plain = words_of(open_page("forecast"))
    app = open_page("forecast")
    app.selectbox(key="set-short-silence").select("seen").run()
    assert any(warning.value.startswith("Hypothetical.") for warning in app.warning)
    assert words_of(app) != plain
    next(button for button in app.button if button.label.startswith("Back to what")).click().run()
    assert not any(warning.value.startswith("Hypothetical.") for warning in app.warning)
    assert app.selectbox(key="set-short-silence").value == ""


def test_likelihood_on_the_page_never_stands_without_its_range() -> None:
    import re

    term = re.compile(r"\b(?:almost no chance|(?:very )?(?:un)?likely|roughly even chance|almost certain)\b")  # fmt: skip
    app = open_page("forecast")
    for element in (*app.markdown, *app.caption, *app.header, *app.subheader):
        if element.value.startswith(">"):
            continue  # a claimant's own words
        text = re.sub("“[^”]*”", "", element.value)
        for found in term.finditer(text.casefold()):
            assert re.match(r"\**\s?\\?\(\d+", text[found.end() :]), text
