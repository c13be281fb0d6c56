"""The real record full of hostile texts, and all that leaves the app made from it, once a run."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.analysis.view import View, build_view
from dashboard.briefing.build import build_brief
from dashboard.briefing.bundle import write_bundle
from dashboard.exchange.marking import CLEAR
from dashboard.record.filters import Filters
from dashboard.record.load import load_record
from dashboard.record.tables import Record
from hostile.strings import hostile_copy

DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Spoilt:
    """The record with hostile texts, its view, and the whole bundle by file name."""

    folder: Path
    record: Record
    view: View
    files: dict[str, bytes]


@pytest.fixture(scope="session")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Spoilt:
    folder = hostile_copy(tmp_path_factory.mktemp("hostile") / "data")
    record = load_record(folder)
    filters = Filters(as_of=DAY)
    view = build_view(record, filters)
    brief = build_brief(
        record, filters, since=date(2026, 10, 1), marking=CLEAR,
        made_at=datetime(2026, 11, 23, 8, 0),  # noqa: DTZ001
        permalink="http://localhost:8501/briefing?as_of=2026-11-23",
    )  # fmt: skip
    bundle = zipfile.ZipFile(io.BytesIO(write_bundle(brief, view, folder)))
    return Spoilt(folder, record, view, {name: bundle.read(name) for name in bundle.namelist()})
