"""The Forecast page on records of other shapes than ours."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

import builders

ROOT = Path(__file__).parents[2]


def forecast_page(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run().switch_page("pages/forecast.py").run()


def told_of_fan(app: AppTest) -> str:
    return "".join(one.proto.bytes.decode() for one in app.get("bidi_component"))


def test_projection_rests_on_the_figures_as_they_stood_when_it_was_made(other_record: Path) -> None:
    said = [
        builders.figure(number, "sent", f"{number}000", about_date=f"2024-10-1{number}")
        for number in (1, 2, 3)
    ]
    mended = [
        builders.figure(number + 3, "sent", f"{number}500", about_date=f"2024-10-1{number}",
                        reported_on="2024-11-10", source_ids="S-0002", supersedes=f"C-000{number}")
        for number in (1, 2, 3)
    ]  # fmt: skip
    nought = builders.figure(7, "sent", "0", about_date="2024-10-09")
    sources = (builders.source(), builders.source(2, published_on="2024-11-10"))
    builders.write_record(other_record, sources=sources, claims=(*said, *mended, nought))
    app = forecast_page(made="on the article's day, 6 Nov 2024")
    assert not app.exception
    assert "It rests on 3 figures, the last 3,000 " in told_of_fan(app)
