"""What a link says, what it cannot say, and what the app writes into it."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.exchange.marking import read_marking
from dashboard.exchange.permalink import permalink
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from open_pages import ARTICLE_DAY, ROOT, open_page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"claimant": "Atlantis"}, "Atlantis"),
        ({"as_of": "2024-13-99"}, "2024-13-99"),
        ({"from": "yesterday"}, "yesterday"),
        ({"to": "2036-01-01"}, "2036-01-01"),
        ({"since": "notaday"}, "notaday"),
        ({"since": "2024-11-07", "as_of": ARTICLE_DAY}, "2024-11-07"),
        ({"made": "on the day of doom"}, "on the day of doom"),
        ({"step": "abc"}, "abc"),
        ({"step": "11"}, "11"),
        ({"auto": "9999999999"}, "9999999999"),
        ({"auto": "4"}, "4"),
        ({"room": "kitchen"}, "kitchen"),
        ({"strip": "00ff"}, "00ff"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_damaged_link_says_what_it_could_not_understand(query: dict[str, str], said: str) -> None:
    app = open_page("overview", **query)
    assert not app.exception
    assert any(f"“{said}”" in warning.value.replace("\\", "") for warning in app.warning)


def test_what_the_app_writes_into_a_link_is_no_complaint() -> None:
    app = open_page(
        "overview", since="2024-10-01", made="90 days earlier", step="10", auto="20", room="00ff00ff",
        strip="00ff00ff", as_of=ARTICLE_DAY, days="The whole record",
    )  # fmt: skip
    assert not app.warning


def test_pace_that_is_none_leaves_the_address() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page("pages/briefing.py")
    app.query_params["step"], app.query_params["auto"] = "2", "9999"
    app.run()
    assert app.query_params["step"] == "2"
    assert "auto" not in app.query_params


def test_day_after_the_last_one_covered_is_left_out_of_the_filters() -> None:
    app = open_page("overview", **{"from": "2024-10-01", "to": "2036-01-01"})
    assert app.date_input(key="from").value == date(2024, 10, 1)
    assert app.date_input(key="to").value is None


def test_day_since_which_changes_are_told_is_in_the_address() -> None:
    app = open_page("overview", since="2024-10-01", as_of=ARTICLE_DAY)
    assert app.date_input(key="since").value == date(2024, 10, 1)
    app.date_input(key="since").set_value(date(2024, 10, 20)).run()
    assert app.query_params["since"] == "2024-10-20"
    app.switch_page("pages/briefing.py").run()
    assert app.date_input(key="since").value == date(2024, 10, 20)


def test_day_since_which_nobody_chose_follows_the_clock() -> None:
    app = open_page("overview")
    app.date_input(key="as_of").set_value(date(2024, 11, 6)).run()
    assert app.date_input(key="since").value == date(2024, 10, 7)
    app.date_input(key="since").set_value(date(2024, 10, 1)).run()
    app.date_input(key="as_of").set_value(date(2024, 12, 6)).run()
    assert app.date_input(key="since").value == date(2024, 10, 1)


def test_whole_link_brings_no_warning() -> None:
    app = open_page("overview", claimant="South Korea", as_of=ARTICLE_DAY)
    assert not app.warning
    assert app.multiselect(key="claimant").value == ["KOR"]
    assert app.date_input(key="as_of").value == date(2024, 11, 6)


def test_as_of_stands_in_the_address_even_when_nobody_chose_it() -> None:
    app = open_page("overview")
    assert app.query_params["as_of"]


def test_card_opens_from_the_address() -> None:
    record = load_record(ROOT / "data")
    first = record.events.sort_values("public_on").iloc[0]
    app = open_page("timeline", event=first["event_id"])
    assert first["title"] in [element.value.replace("\\", "") for element in app.header]


def test_card_of_a_later_event_is_refused_in_words() -> None:
    record = load_record(ROOT / "data")
    later = record.events[record.events["public_on"] > ARTICLE_DAY].iloc[0]
    app = open_page("timeline", event=later["event_id"], as_of=ARTICLE_DAY)
    assert any(later["event_id"] in warning.value.replace("\\", "") for warning in app.warning)


def test_running_by_itself_says_its_pace_and_keeps_it_in_the_address() -> None:
    app = open_page("briefing")
    next(button for button in app.button if button.label == "Run by itself").click()
    app.run()
    assert any("a step every 20 s" in caption.value for caption in app.caption)
    assert app.query_params["auto"] == "20"
    assert app.query_params["step"] == "1"


def test_link_that_supposes_nonsense_is_named() -> None:
    app = open_page("forecast", suppose="short-silence:seen,no-such:seen")
    assert any("no\\-such" in warning.value for warning in app.warning)
    assert any("Both capitals" in warning.value for warning in app.warning)


def test_link_of_the_brief_opens_the_same_question() -> None:
    record = load_record(ROOT / "data")
    asked = Filters(
        as_of=date(2024, 12, 1), perspective="KOR", claimants=("KOR-NIS",), event_types=("combat",),
        places=("kursk-oblast",), verification=("corroborated",), start=date(2024, 10, 1),
        end=date(2024, 11, 30), text="Kursk",
    )  # fmt: skip
    link = permalink("http://localhost:8501", "", record, asked, read_marking("amber"))
    query = parse_qs(urlsplit(link).query)
    app = open_page("overview", **query)  # type: ignore[arg-type]
    assert not app.exception
    drawn = Filters(
        as_of=app.date_input(key="as_of").value, perspective=app.selectbox(key="view_of").value,
        claimants=tuple(app.multiselect(key="claimant").value),
        event_types=tuple(app.multiselect(key="type").value),
        places=tuple(app.multiselect(key="place").value),
        verification=tuple(app.multiselect(key="rung").value),
        start=app.date_input(key="from").value, end=app.date_input(key="to").value,
        text=app.text_input(key="q").value,
    )  # fmt: skip
    assert drawn == asked
    assert app.session_state["marking"] == "TLP:AMBER"


def test_wrong_story_in_a_link_is_answered_in_words() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    app.switch_page("pages/briefing.py")
    app.query_params["story"] = "maps"
    app.run()
    assert any("“maps” is no section" in warning.value for warning in app.warning)
