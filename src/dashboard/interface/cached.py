"""Everything that is kept between runs: the last good record and the views of it."""

import os
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from dashboard.analysis.hypotheses import panel_history
from dashboard.analysis.view import View, build_view
from dashboard.record.faults import Fault
from dashboard.record.filters import Filters
from dashboard.record.live import LiveRecord
from dashboard.record.scenarios import Horizon
from dashboard.record.tables import Record

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[3]


def record_folder() -> Path:
    """Where the record lies: `data/`, or the folder named by DASHBOARD_DATA."""
    return Path(os.environ.get("DASHBOARD_DATA", ROOT / "data"))


@st.cache_resource
def _live_record() -> LiveRecord:
    return LiveRecord(record_folder(), ROOT / ".cache" / "checked-record")


def current_record() -> tuple[Record | None, tuple[Fault, ...]]:
    """The last good record, and the faults of a newer one (see `LiveRecord.current`)."""
    return _live_record().current()


def view_of(record: Record, filters: Filters) -> View:
    """The view of a record under filters; computed once for all readers who ask the same.

    Shared between sessions, so pages must not change its tables (they are pure functions).
    """
    return _view(record.about.digest, filters, record)


@st.cache_resource(max_entries=200, show_spinner=False)
def _view(record_digest: str, filters: Filters, _record: Record) -> View:
    return build_view(_record, filters)


def once(name: str, view: View, make: Callable[[View], T], *more: Hashable) -> T:
    """What `make` gives for a view, made once for all readers who ask the same.

    Shared between sessions, so it must not be changed afterwards.

    Args:
        name: of what is made.
        view: what it is made from.
        make: makes it from the view and from nothing but what `more` tells apart.
        more: what else it depends on (a kind of quantity, a theme, the digest of a record that
            may be newer than the view's).
    """
    made: T = _once(name, view.known.about.digest, view.filters, more, view, make)
    return made


@st.cache_resource(max_entries=150, show_spinner=False)
def _once(
    name: str,
    record_digest: str,
    filters: Filters,
    more: tuple[Hashable, ...],
    _view: View,
    _make: Callable[[View], Any],
) -> Any:  # noqa: ANN401
    return _make(_view)


def history_of(view: View, horizon: Horizon) -> pd.DataFrame:
    """`panel_history`, computed once for all readers of the same day and perspective."""
    return _history(_key(view), horizon, view.known)


def backtest_of(view: View, kind: str) -> pd.DataFrame:
    """`backtest`, computed once for all readers of the same day and perspective."""
    return _backtest(_key(view), kind, view.known)


def _key(view: View) -> str:
    # Neither depends on the filters beside the date and the perspective.
    filters = view.filters
    return f"{view.known.about.digest} {filters.as_of} {filters.perspective}"


@st.cache_data(max_entries=100, show_spinner="Reading the evidence on every day…")
def _history(key: str, horizon: Horizon, _record: Record) -> pd.DataFrame:
    return panel_history(_record, horizon)


@st.cache_data(max_entries=100, show_spinner="Trying the projection on every past day…")
def _backtest(key: str, kind: str, _record: Record) -> pd.DataFrame:
    # Imported here: the scoring library costs half a second, and only this needs it.
    from dashboard.analysis.backtest import backtest

    return backtest(_record, kind)
