"""The Forecast page on records of other shapes than ours."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

import builders
from dashboard.interface.words import plain

ROOT = Path(__file__).parents[2]


def forecast_page(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run().switch_page("pages/forecast.py").run()


def scenario(name: str, **changes: str) -> str:
    told = {
        "id": f'"{name}"', "horizon": '"short-term"', "origin": '"article"', "role": '"forecast"',
        "title": f'"Title of {name}"', "statement": '"It comes."', "basis": '"It was said."',
        "issued_on": "2024-11-06", "written_on": "2024-11-06", "closes_on": "2025-05-06",
        "term": '"likely"', "confidence": '"low"', "confidence_reason": '"few say so."',
        "drivers": '["need"]', "assumptions": '["peace"]', "resolution_rule": '"It came."',
        "primary_source": '"one"', "second_source": '"two"', **changes,
    }  # fmt: skip
    return "[[scenario]]\n" + "\n".join(f"{key} = {value}" for key, value in told.items()) + "\n"


def alternatives(count: int, name: str = "Some speak") -> str:
    ours = [f"ours-{number}" for number in range(count)]
    readings = ", ".join(
        f'{{ scenario = "{one}", seen = "{"inconsistent" if place else "consistent"}", why = "so" }}'
        for place, one in enumerate(ours)
    )
    return "".join(scenario(one, origin='"ours"', role='"baseline"') for one in ours) + (
        f'[[indicator]]\nid = "some"\nhorizon = "short-term"\nname = "{name}"\n'
        f'seen_if = {{ stance = "asserts" }}\nreadings = [{readings}]\n'
    )


def words_of(app: AppTest) -> str:
    parts = (*app.markdown, *app.caption, *app.subheader)
    return "\n".join(one.value for one in parts).replace("\\", "")


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


def test_one_alternative_is_told_without_a_second(other_record: Path) -> None:
    builders.write_record(other_record, scenarios=alternatives(1))
    assert (
        "Least evidence speaks against “Title of ours-0” (0)\n" in words_of(forecast_page()) + "\n"
    )


def test_sixth_alternative_has_its_place(other_record: Path) -> None:
    # Five are consistent with what was seen, so the sixth has nobody beside it.
    text = alternatives(6).replace('"inconsistent"', '"consistent"', 4)
    builders.write_record(other_record, scenarios=text)
    app = forecast_page()
    assert not app.exception
    assert "no. 6 of the alternatives" in words_of(app)


def test_others_without_a_base_rate_are_told_of_once_and_only_where_there_are_any(
    other_record: Path,
) -> None:
    outcome = (
        '[scenario.outcome]\nresult = "happened"\ndecided_on = 2025-04-30\nreason = "So."\n'
        'evidence = ["C-0001"]\n'
    )
    rate = {"base_rate": '{ percent = 50, of_what = "wars", source = "https://example.org/" }'}
    rated = "".join(scenario(name, **rate) + outcome for name in ("one", "two"))
    said = "For the others no published base rate was found."
    builders.write_record(other_record, scenarios=rated)
    words = words_of(forecast_page())
    assert words.count("Base rate for") == 2
    assert said not in words
    builders.write_record(other_record, scenarios=rated + scenario("three"))
    assert words_of(forecast_page()).count(said) == 1


def test_name_of_an_indicator_is_text_on_its_choice_too(other_record: Path) -> None:
    nasty = ":red[**evil**] ![x](https://evil.example/p.png)"
    builders.write_record(other_record, scenarios=alternatives(2, name=nasty))
    app = forecast_page()
    assert app.selectbox(key="set-some").label == plain(nasty)
