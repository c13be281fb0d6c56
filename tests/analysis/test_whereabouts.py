"""Where troops were reported: places, figures at them, routes between them."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from builders import DATA, claim, event, figure, make_record, source
from dashboard.analysis.verification import rungs
from dashboard.analysis.view import build_view
from dashboard.analysis.whereabouts import reported_places, routes
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from dashboard.record.tables import Record
from dashboard.record.vocabulary import QUANTITY_KINDS

PAGES = (source(), source(2, published_on="2024-10-28"))
LATER = {"reported_on": "2024-10-28", "source_ids": "S-0002"}


def laddered(folder: Path, **tables: Any) -> Record:
    record = make_record(folder, sources=PAGES, **tables)
    return record.with_tables(events=record.events.join(rungs(record), on="event_id"))


def test_place_shows_its_latest_event_with_that_events_rung(tmp_path: Path) -> None:
    record = laddered(
        tmp_path,
        events=(event(date_start="2024-10-12"), event(2, date_start="2024-10-08")),
        claims=(claim(), claim(2, event_id="E-0002"), claim(3, event_id="E-0002", claimant="USA")),
    )
    (place,) = reported_places(record).to_dict("records")
    assert (place["event_id"], str(place["rung"]), place["events"]) == (
        "E-0001", "single claimant", 2,
    )  # fmt: skip


def test_figure_is_the_latest_public_one_in_its_claimants_words(tmp_path: Path) -> None:
    record = laddered(
        tmp_path,
        claims=(
            figure(1, "at_site", "400"),
            claim(2, claimant="UKR", quantity_kind="at_site", low="600", statement="600", **LATER),
        ),
    )
    (place,) = reported_places(record).to_dict("records")
    assert (place["figure"], place["claimant"], place["best"]) == (
        "at least 600 troops at one site", "Ukraine", 600,
    )  # fmt: skip
    assert f"{place['last_reported']:%Y-%m-%d}" == "2024-10-28"
    assert f"{place['first_reported']:%Y-%m-%d}" == "2024-10-18"


@pytest.mark.parametrize(
    ("where", "earlier", "later", "shown"),
    [
        ("kursk-oblast", "at_front", "moved", "at_front"),
        ("kursk-oblast", "at_front", "sent", "at_front"),
        ("kursk-oblast", "at_front", "at_site", "at_front"),
        ("kursk-oblast", "moved", "at_site", "at_site"),
        ("vladivostok", "at_site", "in_russia", "at_site"),
        ("russia", "in_russia", "at_front", "in_russia"),
        ("russia", "sent", "in_russia", "in_russia"),
        ("russia", "sent", "moved", "sent"),
    ],
)
def test_figure_says_how_many_are_there(
    tmp_path: Path, where: str, earlier: str, later: str, shown: str
) -> None:
    claims = (figure(1, earlier, "100"), figure(2, later, "200", **LATER))
    record = laddered(tmp_path, events=(event(place_id=where),), claims=claims)
    (place,) = reported_places(record).to_dict("records")
    assert place["figure"].endswith(QUANTITY_KINDS[shown].plain)


def test_total_sent_is_no_figure_of_a_place(tmp_path: Path) -> None:
    record = laddered(tmp_path, claims=(figure(1, "sent", "1500"),))
    assert reported_places(record)["figure"].tolist() == [""]


def test_row_opens_the_event_of_its_figure_and_tells_the_figures_own_day(tmp_path: Path) -> None:
    record = laddered(
        tmp_path,
        events=(
            event(),
            event(2, event_type="assessment", place_id="", date_start="2024-10-01"),
            event(3, date_start="2024-10-20"),
        ),
        claims=(
            claim(),
            figure(2, "at_site", "400", event_id="E-0002", place_id="vladivostok"),
            claim(3, claimant="PRK", event_id="E-0002"),
            claim(4, event_id="E-0003", claimant="UKR", **LATER),
        ),
    )
    (place,) = reported_places(record).to_dict("records")
    assert (place["event_id"], place["event_title"], str(place["rung"])) == (
        "E-0002", "Event 2", "acknowledged",
    )  # fmt: skip
    assert (f"{place['figure_on']:%Y-%m-%d}", f"{place['last_reported']:%Y-%m-%d}") == (
        "2024-10-18", "2024-10-28",
    )  # fmt: skip


def test_range_is_kept_and_drawn_at_its_middle(tmp_path: Path) -> None:
    ranged = claim(quantity_kind="at_site", low="400", high="600", statement="400 to 600")
    (place,) = reported_places(laddered(tmp_path, claims=(ranged,))).to_dict("records")
    assert (place["low"], place["best"], place["high"]) == (400, 500, 600)
    assert place["figure"] == "400–600 troops at one site"


@pytest.mark.parametrize(
    "changes",
    [{"stance": "denies"}, {"place_id": "kursk-oblast"}, {"event_id": ""}],
    ids=["denied", "about another place", "about no event and no place"],
)
def test_figure_that_is_not_about_the_place_is_left_out(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    claims = (claim(), figure(2, "at_site", "400", **changes))
    places = reported_places(laddered(tmp_path, claims=claims)).set_index("place_id")
    assert places.loc["vladivostok", "figure"] == ""
    assert pd.isna(places.loc["vladivostok", "best"])


@pytest.mark.parametrize("kind", ["killed", "planned", "shells"])
def test_only_troops_make_the_size_of_a_place(tmp_path: Path, kind: str) -> None:
    record = laddered(tmp_path, claims=(figure(1, kind, "400"),))
    assert reported_places(record)["figure"].tolist() == [""]


def test_corrected_figure_is_not_shown(tmp_path: Path) -> None:
    record = laddered(
        tmp_path,
        claims=(figure(1, "at_site", "400"), claim(2, supersedes="C-0001", **LATER)),
    )
    assert reported_places(record)["figure"].tolist() == [""]


@pytest.mark.parametrize(
    "changes", [{"event_type": "agreement"}, {"event_type": "reaction"}, {"place_id": ""}]
)
def test_event_without_troops_or_place_makes_no_place(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    places = reported_places(laddered(tmp_path, events=(event(**changes),)))
    assert places.empty
    assert {"name", "latitude", "figure", "kind"} <= set(places)


def test_places_stand_by_name_and_keep_those_without_a_point(tmp_path: Path) -> None:
    record = laddered(
        tmp_path,
        events=(event(), event(2, place_id="russia"), event(3, place_id="kursk-oblast")),
        claims=(claim(), claim(2, event_id="E-0002"), claim(3, event_id="E-0003")),
    )
    places = reported_places(record)
    assert list(places["name"]) == ["Kursk Oblast", "Russia", "Vladivostok"]
    assert list(places["latitude"].isna()) == [False, True, False]


def test_route_leads_from_its_origin_to_its_place(tmp_path: Path) -> None:
    sail = event(event_type="transport", from_place_id="chongjin")
    (route,) = routes(laddered(tmp_path, events=(sail,))).to_dict("records")
    assert (route["from_name"], route["to_name"]) == ("Chongjin", "Vladivostok")
    assert (route["from_longitude"], route["from_latitude"]) == (129.8, 41.8)
    assert (route["to_longitude"], route["to_latitude"]) == (131.9, 43.1)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"from_place_id": "russia"},
        {"from_place_id": "chongjin", "place_id": "russia"},
        {"from_place_id": "chongjin", "place_id": ""},
        {"from_place_id": "vladivostok"},
    ],
)
def test_route_needs_two_different_points(tmp_path: Path, changes: dict[str, str]) -> None:
    assert routes(laddered(tmp_path, events=(event(**changes),))).empty


def test_place_with_only_a_denial_is_not_a_reported_place(tmp_path: Path) -> None:
    assert reported_places(laddered(tmp_path, claims=(claim(stance="denies"),))).empty


def test_what_else_is_said_at_a_place_is_no_report_of_troops(tmp_path: Path) -> None:
    record = laddered(
        tmp_path,
        events=(event(), event(2, event_type="reaction")),
        claims=(claim(), claim(2, event_id="E-0002", **LATER)),
    )
    (place,) = reported_places(record).to_dict("records")
    assert f"{place['last_reported']:%Y-%m-%d}" == "2024-10-18"


@pytest.mark.parametrize(
    ("kind", "named"),
    [("captured", 0), ("returned", 0), ("", 0), ("killed", 1), ("losses_in_part", 1), ("moved", 1)],
)
def test_place_of_captives_alone_is_no_place_of_troops(
    tmp_path: Path, kind: str, named: int
) -> None:
    record = laddered(
        tmp_path,
        events=(event(event_type="losses"),),
        claims=(figure(1, kind, "2") if kind else claim(),),
    )
    assert len(reported_places(record)) == named


def test_captives_taken_where_troops_fought_leave_the_place_in() -> None:
    record = build_view(load_record(DATA), Filters(as_of=date(2026, 11, 23))).shown
    assert {"kursk-oblast", "kyiv"} & set(reported_places(record)["place_id"]) == {"kursk-oblast"}
