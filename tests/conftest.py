"""Shared set-up: the builders are importable, and no test depends on how fast the machine is."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def other_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that the app reads its record from, for a test to fill."""
    from dashboard.interface.cached import _live_record

    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    _live_record.clear()
    yield tmp_path
    _live_record.clear()
