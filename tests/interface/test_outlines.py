"""Every page and state, whole: what is sent for a small, frozen cut of the record.

A change of a page shows as a change of `__snapshots__/`, to be read in review. If it is meant:
`.venv/bin/python -m pytest tests/interface/test_outlines.py --snapshot-update`.
"""

import shutil
from pathlib import Path

import pytest
from outline import outline
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.element_tree import ElementTree
from syrupy.assertion import SnapshotAssertion

from dashboard.exchange.own_table_examples import EXAMPLES
from dashboard.interface.cached import _live_record

ROOT = Path(__file__).parents[2]
RECORD = Path(__file__).parent / "record"
ARTICLE_DAY = {"as_of": "2024-11-06"}
STATES: dict[str, tuple[str, dict[str, str]]] = {
    "overview": ("overview", {}),
    "overview, article's day": ("overview", ARTICLE_DAY),
    "overview, before anything": ("overview", {"as_of": "2023-01-01"}),
    "overview, according to South Korea": ("overview", {"view_of": "South Korea"}),
    "timeline": ("timeline", {}),
    "timeline, killed, article's day": ("timeline", {"kind": "Killed", **ARTICLE_DAY}),
    "timeline, card": ("timeline", {"event": "E-0010"}),
    "timeline, card of a disputed event": ("timeline", {"event": "E-0012"}),
    "timeline, nothing fits": ("timeline", {"q": "no such word"}),
    "map": ("map", {}),
    "map, Kursk front": ("map", {"view": "Kursk front", "type": "Combat"}),
    "map, a link in vain": ("map", {"view": "Moon", "type": "combat", "kind": "Ghosts", "days": "none"}),
    "map, nothing fits": ("map", {"q": "no such word"}),
    "evidence": ("evidence", {}),
    "evidence, filtered": ("evidence", {"claimant": "South Korea", "from": "2024-10-01", "to": "2024-11-30"}),
    "evidence, nothing fits": ("evidence", {"q": "no such word"}),
    "forecast": ("forecast", {}),
    "forecast, article's day": ("forecast", ARTICLE_DAY),
    "forecast, before anything": ("forecast", {"as_of": "2023-01-01"}),
    "forecast, supposing": ("forecast", {"suppose": "short-silence:seen,no-such:seen"}),
    "forecast, killed, made earlier": ("forecast", {"quantity": "Killed", "made": "90 days earlier"}),
    "forecast, made on the article's day": ("forecast", {"made": "on the article's day, 6 Nov 2024"}),
    "reporting": ("reporting", {}),
    "reporting, before anything": ("reporting", {"as_of": "2023-01-01"}),
    "reporting, article's day": ("reporting", ARTICLE_DAY),
    "briefing": ("briefing", {}),
    "briefing, a story": ("briefing", {"story": "map,strength", "since": "2024-10-20"}),
    **{f"briefing, step {step}": ("briefing", {"step": str(step), **ARTICLE_DAY}) for step in range(1, 11)},
    "briefing, in a room": ("briefing", {"step": "2", "room": "0123abcd", "auto": "30"}),
    "briefing, the strip": ("briefing", {"step": "3", "strip": "4567cdef"}),
    "your table": ("your_table", {}),
}  # fmt: skip


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[ForwardMsg]:
    """What the last run sent, which AppTest itself keeps only in part (no widths)."""
    kept: list[ForwardMsg] = []
    read = local_script_runner.parse_tree_from_messages

    def keep(messages: list[ForwardMsg]) -> ElementTree:
        kept[:] = messages
        return read(messages)

    monkeypatch.setattr(local_script_runner, "parse_tree_from_messages", keep)
    return kept


@pytest.fixture(autouse=True, scope="module")
def _frozen_record() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(RECORD))
        _live_record.clear()
        yield
    _live_record.clear()


def open_page(page: str, query: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
        for key, value in query.items():  # the parameters of one page are dropped by another
            app.query_params[key] = value
        app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("state", STATES)
def test_page_is_sent_whole(
    state: str, sent: list[ForwardMsg], snapshot: SnapshotAssertion
) -> None:
    open_page(*STATES[state])
    assert outline(sent) == snapshot


@pytest.mark.parametrize(
    "query", [{}, {**ARTICLE_DAY, "claimant": "Ukraine", "q": "Kursk", "colour": "red"}]
)
def test_sidebar_is_sent_whole(
    query: dict[str, str], sent: list[ForwardMsg], snapshot: SnapshotAssertion
) -> None:
    open_page("overview", query)
    assert outline(sent, sidebar=True) == snapshot


@pytest.mark.parametrize("name", EXAMPLES)
def test_own_table_is_sent_whole(
    name: str, sent: list[ForwardMsg], snapshot: SnapshotAssertion
) -> None:
    app = open_page("your_table", {})
    app.file_uploader[0].upload("mine.csv", EXAMPLES[name][1], "text/csv").run()
    assert outline(sent) == snapshot


def test_faults_of_an_own_table_are_sent_whole(
    sent: list[ForwardMsg], snapshot: SnapshotAssertion
) -> None:
    app = open_page("your_table", {})
    faulty = EXAMPLES["ACLED"][1] + b"EXA3,never,,,,,,,,,,,,,,,\n"
    app.file_uploader[0].upload("mine.csv", faulty, "text/csv").run()
    assert outline(sent) == snapshot


def test_broken_record_is_told_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sent: list[ForwardMsg],
    snapshot: SnapshotAssertion,
) -> None:
    folder = shutil.copytree(RECORD, tmp_path / "record")
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    _live_record.clear()
    app = open_page("overview", {})
    claims = folder / "claims.csv"
    claims.write_text(claims.read_text("utf-8").replace("2024-10-18,", "2024-13-99,"), "utf-8")
    app.run()
    beside = outline(sent)
    _live_record.clear()  # as after a restart: there is no last good record
    app.run()
    alone = outline(sent)
    _live_record.clear()
    assert f"{beside}\n\n{alone}" == snapshot
