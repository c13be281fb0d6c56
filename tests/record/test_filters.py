"""Each filter by itself, on one small record; that they commute is in test_two_clocks."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DATA, claim, event, make_record
from dashboard.analysis.view import build_view
from dashboard.record.filters import Filters, according_to, select
from dashboard.record.load import load_record
from dashboard.record.tables import Record

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Three events and a free-standing claim; E-0001 is corroborated, the others are not."""
    small = make_record(
        tmp_path_factory.mktemp("record"),
        events=(
            event(title="Ships arrive"),
            event(2, title="They move on", event_type="front_movement", place_id="kursk-oblast",
                  from_place_id="vladivostok", date_start="2024-10-12", date_end="2024-10-20"),
            event(3, title="A treaty", event_type="agreement", place_id="", date_start="2024-06-19",
                  initiators="KOR-NIS", recipients="USA", summary="Signed with Gusto."),
        ),
        claims=(
            claim(1),
            claim(2, claimant="USA", statement="Satellites saw them."),
            claim(3, event_id="E-0002", claimant="UKR"),
            claim(4, event_id="E-0003", claimant="KOR-NIS", stance="asserts"),
            claim(5, event_id="", claimant="UKR", place_id="russia", statement="All of it."),
        ),
    )  # fmt: skip
    return build_view(small, Filters(as_of=TODAY)).known


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "nothing chosen shows all": ({}, "E123 C12345"),
    "start keeps what lasts beyond it": ({"start": date(2024, 10, 15)}, "E2 C3"),
    "first day of the range counts": ({"start": date(2024, 10, 20)}, "E2 C3"),
    "end keeps what began before it": ({"end": date(2024, 10, 8)}, "E13 C1245"),
    "last day of the range counts": ({"end": date(2024, 6, 19)}, "E3 C4"),
    "range with two ends": ({"start": date(2024, 7, 1), "end": date(2024, 10, 9)}, "E1 C125"),
    "range turned round is empty": ({"start": date(2025, 1, 1), "end": date(2024, 1, 1)}, "E C"),
    "state finds the events of its services": ({"actors": ("KOR",)}, "E3 C4"),
    "actor by its own id": ({"actors": ("KOR-NIS",)}, "E3 C4"),
    "recipient is an actor too": ({"actors": ("USA",)}, "E3 C4"),
    "several actors are any of them": ({"actors": ("USA", "RUS")}, "E123 C1234"),
    "type": ({"event_types": ("agreement", "front_movement")}, "E23 C34"),
    "place finds where it began and where it led": ({"places": ("vladivostok",)}, "E12 C123"),
    "place of a free-standing claim": ({"places": ("russia",)}, "E C5"),
    "claimant": ({"claimants": ("UKR",)}, "E2 C35"),
    "state stands for its services": ({"claimants": ("KOR",)}, "E13 C14"),
    "service does not stand for its state": ({"claimants": ("KOR-NIS",)}, "E3 C4"),
    "rung": ({"verification": ("corroborated",)}, "E1 C12"),
    "two rungs": ({"verification": ("corroborated", "single claimant")}, "E123 C1234"),
    "word of a title finds every claim on it": ({"text": "ships"}, "E1 C12"),
    "word of a statement finds that claim": ({"text": "SATELLITES"}, "E1 C2"),
    "word of a summary": ({"text": "gusto"}, "E3 C4"),
    "name of a claimant": ({"text": "ukraine"}, "E2 C35"),
    "all words must be found": ({"text": "ukraine move"}, "E2 C3"),
    "id": ({"text": "C-0004"}, "E3 C4"),
    "blank text is no choice": ({"text": "   "}, "E123 C12345"),
    "two filters together": ({"claimants": ("USA",), "event_types": ("gathering",)}, "E1 C2"),
    "unknown word": ({"text": "nowhere"}, "E C"),
    "unknown claimant": ({"claimants": ("XXX",)}, "E C"),
}  # fmt: skip


def shown(record: Record) -> str:
    """Last digits of the ids: `E13 C14`."""
    events = "".join(sorted(event_id[-1] for event_id in record.events["event_id"]))
    claims = "".join(sorted(claim_id[-1] for claim_id in record.claims["claim_id"]))
    return f"E{events} C{claims}"


@pytest.mark.parametrize("name", CASES)
def test_filter_keeps(name: str, record: Record) -> None:
    choice, expected = CASES[name]
    assert shown(select(record, Filters(as_of=TODAY, **choice))) == expected


@pytest.mark.parametrize("name", CASES)
def test_filter_changes_nothing_in_place(name: str, record: Record) -> None:
    before = record.events.copy(), record.claims.copy()
    select(record, Filters(as_of=TODAY, **CASES[name][0]))
    pd.testing.assert_frame_equal(record.events, before[0])
    pd.testing.assert_frame_equal(record.claims, before[1])


def test_empty_result_keeps_its_columns(record: Record) -> None:
    nothing = select(record, Filters(as_of=TODAY, text="nowhere"))
    assert list(nothing.events) == list(record.events)
    assert list(nothing.claims) == list(record.claims)


def test_record_with_nothing_in_it_can_be_filtered(record: Record) -> None:
    empty = record.with_tables(events=record.events.iloc[:0], claims=record.claims.iloc[:0])
    for choice, _ in CASES.values():
        assert shown(select(empty, Filters(as_of=TODAY, **choice))) == "E C"


def test_sources_and_places_are_left_whole(record: Record) -> None:
    some = select(record, Filters(as_of=TODAY, claimants=("UKR",)))
    assert len(some.sources) == len(record.sources)
    assert len(some.places) == len(record.places)


def test_perspective_leaves_events_that_it_speaks_of(record: Record) -> None:
    assert shown(according_to(record, "KOR")) == "E13 C14"
    assert shown(according_to(record, "UKR")) == "E2 C35"
    assert according_to(record, "") is record


@pytest.mark.parametrize(
    ("choice", "narrowed"), [({}, False), ({"text": "x"}, True), ({"perspective": "UKR"}, True)]
)
def test_choice_beside_the_day_narrows(choice: dict[str, Any], narrowed: bool) -> None:
    assert Filters(as_of=TODAY, **choice).narrowed is narrowed


REAL = build_view(load_record(DATA), Filters(as_of=TODAY)).known


def _some(values: Any) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(set(values) - {""})), max_size=3, unique=True).map(tuple)


_WORDS = sorted({word for title in REAL.events["title"] for word in title.split()})
_ONE = st.one_of(
    st.builds(Filters, as_of=st.just(TODAY), start=st.dates(date(2023, 6, 1), TODAY)),
    st.builds(Filters, as_of=st.just(TODAY), end=st.dates(date(2023, 6, 1), TODAY)),
    st.builds(Filters, as_of=st.just(TODAY), actors=_some(REAL.actors["actor_id"])),
    st.builds(Filters, as_of=st.just(TODAY), event_types=_some(REAL.events["event_type"])),
    st.builds(Filters, as_of=st.just(TODAY), places=_some(REAL.places["place_id"])),
    st.builds(Filters, as_of=st.just(TODAY), claimants=_some(REAL.claims["claimant"])),
    st.builds(Filters, as_of=st.just(TODAY), verification=_some(REAL.events["rung"])),
    st.builds(Filters, as_of=st.just(TODAY), text=st.sampled_from(_WORDS)),
)


@given(_ONE, _ONE)
@settings(max_examples=60, deadline=None)
def test_any_two_filters_give_the_same_rows_in_either_order(one: Filters, other: Filters) -> None:
    there, back = select(select(REAL, one), other), select(select(REAL, other), one)
    pd.testing.assert_frame_equal(there.events, back.events)
    pd.testing.assert_frame_equal(there.claims, back.claims)


@given(_ONE)
@settings(max_examples=40, deadline=None)
def test_filter_only_takes_away(filters: Filters) -> None:
    some = select(REAL, filters)
    assert set(some.claims["claim_id"]) <= set(REAL.claims["claim_id"])
    assert set(some.claims["event_id"]) - {""} == set(some.events["event_id"])


def test_days_turned_around_find_nothing(record: Record) -> None:
    turned = Filters(as_of=TODAY, start=date(2024, 10, 20), end=date(2024, 10, 10))
    found = select(record, turned)
    assert (len(found.events), len(found.claims)) == (0, 0)
