"""What a presenter chooses for the brief beside its day: the story, kept in the address too."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.analysis.view import View
from dashboard.briefing.brief import Brief
from dashboard.briefing.build import build_brief
from dashboard.briefing.story import (
    LONGEST_TITLE,
    SECTIONS,
    WHOLE,
    Step,
    Story,
    read_story,
    read_story_file,
    story_file,
    story_link,
)
from dashboard.exchange.permalink import permalink
from dashboard.interface.cached import once
from dashboard.interface.frame import whole_record
from dashboard.interface.marking_choice import current_marking
from dashboard.interface.since_choice import current_since
from dashboard.interface.words import told

STORY = "story"
_KEPT = "_story"  # the story as it was last read from a link or a file
_EDITOR = "_story_editor"


def current_story() -> Story:
    """The story chosen, from the address at first; the whole one where the address has none."""
    if _KEPT not in st.session_state:
        try:
            st.session_state[_KEPT] = read_story(st.query_params.get(STORY, ""))
        except ValueError as error:
            st.warning(
                f"The link's story cannot be read: {told(error, 300)}. The whole brief is shown."
            )
            st.session_state[_KEPT] = WHOLE
    story: Story = st.session_state[_KEPT]
    link = story_link(story)
    if link:
        st.query_params[STORY] = link
    else:
        st.query_params.pop(STORY, None)
    return story


def story_widgets() -> None:
    """Choose, order and rename the steps; save the choice as a file or open one."""
    current_story()
    version = st.session_state.setdefault(_EDITOR, 0)
    base = st.session_state.setdefault(f"{_EDITOR}_base", _as_table(st.session_state[_KEPT]))
    st.data_editor(
        base, key=f"{_EDITOR}-{version}", hide_index=True, on_change=_take_edits,
        args=(f"{_EDITOR}-{version}",), disabled=["section"],
        column_config={
            "show": st.column_config.CheckboxColumn(width="small"),
            "place": st.column_config.NumberColumn(width="small", min_value=1, max_value=99, step=1),
            "title": st.column_config.TextColumn(
                "own title (empty: the finding)", max_chars=LONGEST_TITLE, width="large"
            ),
        },
    )  # fmt: skip
    # Made now: a file made later, outside of the page's run, cannot read the session.
    content = story_file(st.session_state[_KEPT])
    save, load = st.columns(2)
    save.download_button(
        "Save the story as a file", content, "story.json", "application/json", on_click="ignore",
    )  # fmt: skip
    with load.popover("Open a story file"):
        file = st.file_uploader("Story file (JSON)", type="json", key=f"{_EDITOR}-file-{version}")
        if file is not None:
            _open(file.getvalue())


def brief_of(view: View) -> Brief:
    """The brief as chosen; built once for all readers who ask the same."""
    story, since, marking = current_story(), current_since(view), current_marking()
    record = whole_record()
    made_at = datetime.now(UTC).replace(tzinfo=None, second=0, microsecond=0)
    built = once(
        "brief", view,
        lambda one: build_brief(
            record, one.filters, since=since, marking=marking, made_at=made_at, permalink=""
        ),
        since, marking, record.about.digest,
    )  # fmt: skip
    link = permalink(
        _address_of_app(), "briefing", view.known, view.filters, marking,
        since=since.isoformat(), story=story_link(story),
    )  # fmt: skip
    return replace(built, imprint=replace(built.imprint, made_at=made_at, permalink=link))


def _address_of_app() -> str:
    return (st.context.url or "http://localhost:8501/briefing").rsplit("/", 1)[0]


def _open(content: bytes) -> None:
    try:
        story = read_story_file(content)
    except ValueError as error:
        st.error(f"This file cannot be opened: {told(error, 300)}.")
        return
    _keep(story)
    st.session_state[_EDITOR] += 1
    st.session_state[f"{_EDITOR}_base"] = _as_table(story)
    st.rerun()


def _keep(story: Story) -> None:
    st.session_state[_KEPT] = story


def _take_edits(key: str) -> None:
    table = st.session_state[f"{_EDITOR}_base"].copy()
    for row, changes in st.session_state[key]["edited_rows"].items():
        for column, value in changes.items():
            table.loc[int(row), column] = value
    shown = table[table["show"]].sort_values("place", kind="stable")
    by_name = {words: section for section, words in SECTIONS.items()}
    story = tuple(
        Step(by_name[row["section"]], " ".join(str(row["title"] or "").replace("|", "/").split()))
        for _, row in shown.iterrows()
    )
    if story:
        _keep(story)


def _as_table(story: Story) -> pd.DataFrame:
    titles = {step.section: step.title for step in story}
    order = [*titles, *(section for section in SECTIONS if section not in titles)]
    return pd.DataFrame(
        {
            "show": [section in titles for section in order],
            "place": range(1, len(order) + 1),
            "section": [SECTIONS[section] for section in order],
            "title": [titles.get(section, "") for section in order],
        }
    )
