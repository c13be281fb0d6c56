"""The Your-table page: one session's own rows, shown beside the record and nowhere else."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.exchange.own_table_examples import EXAMPLES
from dashboard.figures.own_rows import OWN_WORDS

ROOT = Path(__file__).parents[2]
_MARK = "Zzyzx"
_OWN = EXAMPLES["ACLED"][1].replace(b"Sudzha", _MARK.encode())


def open_page(page: str = "your_table") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app.switch_page(f"pages/{page}.py").run()


def bring(app: AppTest, content: bytes, name: str = "mine.csv") -> AppTest:
    app.file_uploader[0].upload(name, content, "text/csv").run()
    assert not app.exception
    return app


def sent(app: AppTest) -> str:
    """All that the browser was sent for the page's figures, tables and maps."""
    parts = [one.proto.bytes.decode() for one in app.get("bidi_component")]
    parts += [one.proto.json for one in app.get("deck_gl_json_chart")]
    parts += [element.value for element in (*app.markdown, *app.caption, *app.title, *app.header)]
    return "\n".join(parts)


def test_rows_are_shown_beside_the_record_and_marked() -> None:
    app = bring(open_page(), _OWN)
    assert app.title[0].value.replace("\\", "") == "2 rows of mine.csv were read, no fault"
    words = sent(app)
    assert _MARK in words
    assert words.count(OWN_WORDS) >= 4  # figure, map, and the captions of both
    assert "South Korea" in words


def test_faults_stand_on_the_page_with_their_places() -> None:
    app = bring(open_page(), _OWN + b"EXA3,never,,,,,,,,,,,,,,,\n")
    words = sent(app)
    assert "never" in words
    assert "event_date" in words


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"", b"\xff\xfex\0"])
def test_refusal_names_what_and_where(content: bytes) -> None:
    app = bring(open_page(), content)
    assert "Nothing could be read" in app.title[0].value
    assert "mine.csv" in sent(app)


def test_another_session_sees_nothing_of_it() -> None:
    bring(open_page(), _OWN)
    assert _MARK not in sent(open_page())


def test_no_other_page_shows_it_and_it_is_there_when_one_comes_back() -> None:
    app = bring(open_page(), _OWN)
    for page in ("overview", "timeline", "map", "evidence", "briefing"):
        app.switch_page(f"pages/{page}.py").run()
        assert _MARK not in sent(app)
    app.switch_page("pages/your_table.py").run()
    assert _MARK in sent(app)


def test_it_can_be_forgotten() -> None:
    app = bring(open_page(), _OWN)
    next(button for button in app.button if button.label.startswith("Forget")).click().run()
    assert _MARK not in sent(app)


def test_nothing_but_the_page_knows_of_it() -> None:
    about = ("own_table", "own_rows", "your_table")
    knowing = set()
    for path in (ROOT / "src" / "dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and any(one in str(node.module) for one in about):
                knowing.add(path.stem)
    own = {path.stem for path in (ROOT / "src" / "dashboard").rglob("*own_table*.py")}
    assert knowing - own == {"your_table_parts"}
