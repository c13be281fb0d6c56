"""What is made once for all readers is not what another record had to say."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import builders

ROOT = Path(__file__).parents[2]
# The page, and the module that reads the whole record for it beside the view.
READERS = [("overview", "overview_parts"), ("briefing", "brief_choice")]
SOURCES = (
    builders.source(1, published_on="2024-09-10"),
    builders.source(2, published_on="2024-10-18"),
)
OLD = builders.claim(1, about_date="2024-09-08", reported_on="2024-09-10")
NEW = builders.claim(2, about_date="2024-09-08", claimant="UKR", source_ids="S-0002")


def words_of(page: str) -> str:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["as_of"] = "2024-11-06"
    app.run()
    if page != "overview":
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return "\n".join(one.value for one in (*app.markdown, *app.header))


@pytest.mark.parametrize(("page", "module"), READERS)
def test_changes_of_a_record_that_came_in_between_are_not_kept_under_the_older_one(
    page: str,
    module: str,
    other_record: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = {"sources": SOURCES, "events": (builders.event(date_start="2024-09-08"),)}
    builders.write_record(other_record, claims=(OLD,), **tables)
    newer = builders.make_record(tmp_path_factory.mktemp("newer"), claims=(OLD, NEW), **tables)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(f"dashboard.interface.{module}.whole_record", lambda: newer)
        assert "newly corroborated" in words_of(page)
    assert "newly corroborated" not in words_of(page)
