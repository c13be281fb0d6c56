"""Briefs of the real record and of odd ones, each built once a run."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import builders
from dashboard.briefing.brief import Brief
from dashboard.briefing.build import build_brief
from dashboard.exchange.marking import read_marking
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from dashboard.record.tables import Record

BASE_MAP = builders.DATA / "basemap"
ARTICLE_DAY = date(2024, 11, 6)
LATEST = date(2026, 11, 23)
MADE_AT = datetime(2026, 11, 23, 8, 0)  # noqa: DTZ001
LONG = "a very long word of the record that goes on and on until nobody can follow it " * 2


def brief_on(record: Record, day: date, marking: str = "", **filters: object) -> Brief:
    return build_brief(
        record, Filters(as_of=day, **filters), since=day - timedelta(days=30),
        marking=read_marking(marking), made_at=MADE_AT,
        permalink=f"http://localhost:8501/briefing?as_of={day}",
    )  # fmt: skip


@pytest.fixture(scope="session")
def record() -> Record:
    return load_record(builders.DATA)


@pytest.fixture(scope="session")
def article_brief(record: Record) -> Brief:
    return brief_on(record, ARTICLE_DAY)


@pytest.fixture(scope="session")
def latest_brief(record: Record) -> Brief:
    return brief_on(record, LATEST, "TLP:AMBER+STRICT")


def _no_events(folder: Path) -> Brief:
    return brief_on(builders.make_record(folder), date(2023, 1, 1))


def _one_event(folder: Path) -> Brief:
    tables = {"claims": (builders.figure(1, "sent", "1500"),)}
    return brief_on(builders.make_record(folder, **tables), ARTICLE_DAY)


def _count_of_nought(folder: Path) -> Brief:
    tables = {"claims": (builders.figure(1, "sent", "0"),)}
    return brief_on(builders.make_record(folder, **tables), ARTICLE_DAY)


def _many_events(folder: Path, words: str = "") -> Brief:
    kinds = ("gathering", "transport", "combat", "reaction", "assessment")
    actors = tuple(
        {"actor_id": f"A{n:02d}", "name": f"Claimant {n} {words}"[:90], "kind": "state",
         "government": f"A{n:02d}", "country": ""}
        for n in range(40)
    )  # fmt: skip
    places = tuple(
        {"place_id": f"p{n:03d}", "name": f"Place {n} {words}"[:60], "kind": "town", "country": "RU",
         "latitude": f"{44 + n % 20 * 0.4:.2f}", "longitude": f"{30 + n * 0.9:.2f}", "precision_km": "10"}
        for n in range(120)
    )  # fmt: skip
    events = tuple(
        builders.event(
            n,
            title=f"Event {n} {words}"[:80].strip(),
            event_type=kinds[n % 5],
            place_id=f"p{n % 120:03d}",
        )
        for n in range(1, 501)
    )
    claims = tuple(
        builders.claim(
            n, event_id=f"E-{n:04d}", claimant=f"A{n % 40:02d}", quantity_kind="sent", best=str(1000 + n),
            statement=f"It was {1000 + n}, {words}"[:235].strip(),
        )
        for n in range(1, 501)
    )  # fmt: skip
    record = builders.make_record(
        folder, actors=builders.ACTORS + actors, places=places, events=events, claims=claims
    )
    return brief_on(
        record, ARTICLE_DAY, "For the minister and the chiefs of staff only, 60 letters at"
    )


ODD: dict[str, Callable[[Path], Brief]] = {
    "no events": _no_events,
    "one event": _one_event,
    "a count of nought": _count_of_nought,
    "500 events": _many_events,
    "500 events with long titles": lambda folder: _many_events(folder, LONG),
}


@pytest.fixture(scope="session", params=[*ODD, "article day", "latest day"])
def any_brief(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Brief:
    name = request.param
    if name in ODD:
        return ODD[name](tmp_path_factory.mktemp("odd") / "data")
    return request.getfixturevalue("article_brief" if name == "article day" else "latest_brief")  # type: ignore[no-any-return]
