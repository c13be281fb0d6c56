"""The Briefing page: choose what to say, see it, take it along as a file, or present it."""

from secrets import token_hex

import streamlit as st

from dashboard.analysis.view import View
from dashboard.analysis.wording import chosen_in_words
from dashboard.briefing.brief import Brief
from dashboard.briefing.story import SECTIONS, Step, Story, story_link
from dashboard.exchange.permalink import permalink
from dashboard.interface.brief_choice import (
    brief_of,
    current_story,
    story_widgets,
)
from dashboard.interface.briefing_text import section_lines
from dashboard.interface.cached import record_folder
from dashboard.interface.marking_choice import current_marking
from dashboard.interface.page_frame import page_head
from dashboard.interface.present import present, presenting, start_presenting
from dashboard.interface.since_choice import since_widget
from dashboard.interface.words import day, plain


def briefing_section(view: View) -> None:
    """The brief: shown on a screen while it is presented, prepared otherwise."""
    if presenting():
        present(view)
    else:
        _prepare(view)


def _prepare(view: View) -> None:
    # Headline, the choices, the files, and the brief itself as it will read.
    brief_head = st.container()
    with st.expander("Choose, order and rename the steps"):
        story_widgets()
    choose, show = st.columns([1, 2], gap="large", vertical_alignment="bottom")
    with choose:
        since_widget(view, "Last brief on")
    brief = brief_of(view)
    with brief_head:
        page_head("Briefing", brief.titles["bottom"])
        if view.filters.narrowed:
            st.caption(plain(chosen_in_words(view)))
    with show:
        _present_buttons(view, brief)
    _downloads(view, brief)
    for step in current_story():
        _section(brief, step)


def _present_buttons(view: View, brief: Brief) -> None:
    room = st.session_state.setdefault("_new_room", token_hex(4))
    screen, notes, corridor = st.columns(3)
    screen.button(
        "Present", on_click=start_presenting, args=({"room": room},),
        shortcut="Mod+Enter", help="Full screen, arrow keys, Esc to leave", width="stretch",
    )  # fmt: skip
    address = permalink(
        "", "briefing", view.known, view.filters, brief.imprint.marking,
        since=brief.imprint.since.isoformat(), story=story_link(current_story()), step="1",
    ).removeprefix("/")  # fmt: skip
    notes.link_button(
        "Presenter's strip", f"{address}&strip={room}", width="stretch",
        help="Notes, clock and next step in a second window; it follows the screen and drives it",
    )  # fmt: skip
    corridor.button(
        "Run by itself", on_click=start_presenting, args=({"auto": "20"},), width="stretch",
        help="For a screen in a corridor: a step every 20 seconds, round and round",
    )  # fmt: skip


def _downloads(view: View, brief: Brief) -> None:
    # Taken now: a file is made later, outside of the page's run.
    folder, story = record_folder(), current_story()
    stamp = f"north-korea-troops-brief-{view.filters.as_of:%Y-%m-%d}"
    slides, one, full, bundle = st.columns(4)
    slides.download_button(
        "Slides (PPTX)", lambda: _slides(brief, story), f"{stamp}.pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    one.download_button(
        "One page (PDF)", lambda: _pages(brief, story, full=False), f"{stamp}.pdf", "application/pdf",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    full.download_button(
        "With the evidence (PDF)", lambda: _pages(brief, story, full=True), f"{stamp}-full.pdf",
        "application/pdf", on_click="ignore", width="stretch",
    )  # fmt: skip

    def pack() -> bytes:
        from dashboard.briefing.bundle import write_bundle

        return write_bundle(brief, view, folder, story)

    bundle.download_button(
        "Everything (zip)", pack, f"{stamp}.zip", "application/zip", on_click="ignore",
        width="stretch",
    )  # fmt: skip
    st.caption(
        f"All are written from the text below, marked {plain(current_marking().words)}, as of "
        f"{day(view.filters.as_of)}; each takes a few seconds. The same from the command line: "
        "python -m dashboard brief."
    )


def _slides(brief: Brief, story: Story) -> bytes:
    # The office and PDF libraries cost a second, which readers who take no file save.
    from dashboard.briefing.slides import write_slides

    return write_slides(brief, record_folder() / "basemap", story)


def _pages(brief: Brief, story: Story, *, full: bool) -> bytes:
    from dashboard.briefing.pages import write_pages

    return write_pages(brief, record_folder() / "basemap", story, pages="full" if full else "one")


def _section(brief: Brief, step: Step) -> None:
    st.caption(SECTIONS[step.section])
    if step.title or step.section != "bottom":  # its finding is the page's own headline
        st.header(plain(step.title or brief.titles[step.section]), anchor=False)
    lines = section_lines(brief, step.section)
    if step.section in ("sources", "indicators"):
        with st.expander(f"The {len(lines)} {step.section}"):
            st.markdown("  \n".join(lines) or "None.")
        return
    for line in lines:
        st.markdown(line)
