"""A page of the app as AppTest runs it, and all that it says."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
ARTICLE_DAY = "2024-11-06"


def open_page(page: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    return app if page == "overview" else app.switch_page(f"pages/{page}.py").run()


def words_of(app: AppTest) -> str:
    parts = [element.value for element in (*app.title, *app.subheader, *app.header)]
    parts += [element.value for element in (*app.markdown, *app.caption, *app.info, *app.warning)]
    parts += [str(option) for box in app.selectbox for option in box.options]
    parts += [table.value.to_string() for table in app.dataframe]
    # Figures and tables of our own: what is sent to the browser.
    parts += [one.proto.bytes.decode() for one in app.get("bidi_component")]
    return "\n".join(str(part) for part in parts)
