"""Present mode: full screen, one idea a step, driven by keys, by a second window, or by itself."""

import time

import streamlit as st

from dashboard.analysis.view import View
from dashboard.briefing.brief import Brief
from dashboard.briefing.story import SECTIONS, Story
from dashboard.exchange.marking import TLP, Marking
from dashboard.interface.brief_choice import brief_of, current_story
from dashboard.interface.briefing_text import statements_of
from dashboard.interface.link_complaints import is_pace, is_room, is_step
from dashboard.interface.present_steps import draw_step
from dashboard.interface.rooms import enter, step_in
from dashboard.interface.words import day, plain

_STEP, _ON, _STARTED, _MOVED = "step", "_presenting", "_started", "_moved"
_MODES = {"room": is_room, "strip": is_room, "auto": is_pace}

# Fixed words of ours: nothing of the record goes in. Figures and maps take what the window has,
# and grow with their letters on a large screen, whose last row sits as far off as a small one's.
_FULL_SCREEN = """<style>
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stExpandSidebarButton"] {display: none}
[data-testid="stMainBlockContainer"] {max-width: 1720px; padding: 0.8rem 2.4rem 4rem}
[data-testid="stMain"] h1 {font-size: clamp(1.7rem, 2.7vw, 2.8rem); padding: 0 0 0.4rem}
.st-key-stage p, .st-key-stage li {font-size: clamp(1.15rem, 1.75vw, 1.9rem); line-height: 1.36}
.st-key-few p {font-size: clamp(1.4rem, 2.3vw, 2.6rem); line-height: 1.32}
.st-key-stage h2 {font-size: clamp(1.8rem, 3.1vw, 3.4rem); padding: 0}
.st-key-roomy [data-testid="stMarkdownContainer"], .st-key-dense [data-testid="stMarkdownContainer"] {margin-bottom: 0}
.st-key-roomy [data-testid="stVerticalBlock"] {gap: 0.9rem}
.st-key-roomy p {font-size: clamp(1rem, 1.5vw, 1.7rem); line-height: 1.3; margin-bottom: 0}
.st-key-dense [data-testid="stVerticalBlock"] {gap: 0.3rem}
.st-key-dense p {font-size: clamp(0.95rem, 1.25vw, 1.4rem); line-height: 1.25; margin-bottom: 0}
.st-key-stage [data-testid="stSlider"] p {font-size: 1.1rem}
.st-key-stage [data-testid="stCaptionContainer"] p {font-size: clamp(0.95rem, 1.15vw, 1.25rem)}
[class*="st-key-stage-mark-"] p {font-weight: 700; text-align: center; background: #000; color: #fff; padding: 0.1rem 0.6rem}
@media (min-width: 641px) and (min-height: 501px) {
  .st-key-stage {--grown: 1}
  .st-key-stage :is(.live-figure, [data-testid="stDeckGlJsonChart"]) {zoom: var(--grown)}
  .st-key-stage .live-figure {min-height: calc(74vh / var(--grown))}
  .st-key-stage :is([data-testid="stElementContainer"], [data-testid="stFullScreenFrame"]):has([data-testid="stDeckGlJsonChart"]) {height: auto}
  .st-key-stage [data-testid="stDeckGlJsonChart"] {height: calc(max(59vh, 100vh - 390px) / var(--grown)) !important}
  .st-key-keys {position: fixed; bottom: 0; left: 0; right: 0; padding: 0 2.4rem 0.2rem; z-index: 5}
}
@media (min-width: 1600px) and (min-height: 850px) {.st-key-stage {--grown: 1.55}}
@media (max-width: 640px), (max-height: 500px) {
  [data-testid="stMainBlockContainer"] {padding: 0.6rem 1rem}
  .st-key-keys [data-testid="stHorizontalBlock"] {flex-flow: row wrap; gap: 0}
  .st-key-keys [data-testid="stColumn"] {flex: 1 1 30%; min-width: 0}
}
</style>"""


def presenting() -> bool:
    """Whether the page presents: a step is asked for in the address, or was started here."""
    if _ON not in st.session_state:
        st.session_state[_ON] = _STEP in st.query_params
    return bool(st.session_state[_ON])


def start_presenting(modes: dict[str, str]) -> None:
    """A callback that starts at the first step, with a room or the automatic run."""
    st.session_state[_ON], st.session_state[_STEP] = True, 0
    st.session_state["_modes"] = modes
    st.session_state[_STARTED] = st.session_state[_MOVED] = time.time()


def present(view: View) -> None:
    """Draw the step that is on, its keys, and what follows the other window or the clock."""
    brief, story, modes = brief_of(view), current_story(), _modes()
    step = _current_step(len(story), modes)
    st.html(_FULL_SCREEN)
    if modes.get("strip"):
        _strip(brief, story, step)
    else:
        _stage(view, brief, story, step)
    _keys(step, len(story), modes)
    _follow(step, len(story), modes)


def _stage(view: View, brief: Brief, story: Story, step: int) -> None:
    one = story[step]
    words, mark = st.columns([4, 1], vertical_alignment="center")
    words.caption(f"{SECTIONS[one.section]} · as of {day(view.filters.as_of)}")
    _mark(mark, brief.imprint.marking)
    st.title(plain(one.title or brief.titles[one.section]), anchor=False)
    with st.container(key="stage"):
        draw_step(view, brief, one.section)


def _strip(brief: Brief, story: Story, step: int) -> None:
    """The presenter's own window: what to say, the time, what comes next."""
    one = story[step]
    words, mark = st.columns([4, 1], vertical_alignment="center")
    words.caption("Presenter's strip: only for your own screen")
    _mark(mark, brief.imprint.marking)
    st.title(plain(one.title or brief.titles[one.section]), anchor=False)
    _clock()
    for line in notes_of(brief, one.section):
        st.markdown(plain(line))
    following = story[step + 1] if step + 1 < len(story) else None
    st.divider()
    st.markdown(
        f"**Next:** {plain(following.title or brief.titles[following.section])}"
        if following else "**Next:** the end"
    )  # fmt: skip


def notes_of(brief: Brief, section: str) -> list[str]:
    """What to say at a section, the same as in the slides' notes."""
    if section == "strength":
        return [f"{one.name}: {one.words} (about {one.about:%-d %b %Y})" for one in brief.counts]
    return [one.text for one in statements_of(brief, section)]


@st.fragment(run_every=1)
def _clock() -> None:
    seconds = int(time.time() - st.session_state.setdefault(_STARTED, time.time()))
    minutes, seconds = divmod(seconds, 60)
    now = f"{time.strftime('%H:%M')} (server's time)"
    st.markdown(f"**{minutes}:{seconds:02d}** since the start · {now}")


def _keys(step: int, count: int, modes: dict[str, str]) -> None:
    with st.container(key="keys"):
        first, back, where, forward, last, leave = st.columns(
            [1, 1, 3, 1, 1, 1], vertical_alignment="center"
        )
    where.caption(
        f"Step {step + 1} of {count}"
        + (f" · a step every {modes['auto']} s" if modes.get("auto") else "")
    )
    for place, label, shortcut, target, off in (
        (first, "First", "Home", 0, step == 0),
        (back, "Back", "Left", step - 1, step == 0),
        (forward, "Next", "Right", step + 1, step == count - 1),
        (last, "Last", "End", count - 1, step == count - 1),
    ):
        place.button(
            label, key=f"step-{label.lower()}", shortcut=shortcut, on_click=_go, args=(target, modes), disabled=off,
            type="tertiary", width="stretch",
        )  # fmt: skip
    leave.button("Leave", shortcut="Esc", on_click=_leave, type="tertiary", width="stretch")


def _follow(step: int, count: int, modes: dict[str, str]) -> None:
    room = modes.get("room") or modes.get("strip")
    if room:
        _follow_room(room, step, count)
    if modes.get("auto"):
        _run_by_itself(int(modes["auto"]), step, count)


@st.fragment(run_every=1)
def _follow_room(room: str, step: int, count: int) -> None:
    there = step_in(room)
    if there is None:
        enter(room, step)
    elif there != step and 0 <= there < count:
        st.session_state[_STEP] = there
        st.rerun()


@st.fragment(run_every=1)
def _run_by_itself(seconds: int, step: int, count: int) -> None:
    if time.time() - st.session_state.setdefault(_MOVED, time.time()) >= seconds:
        _go((step + 1) % count, {})
        st.rerun()


def _current_step(count: int, modes: dict[str, str]) -> int:
    if _STEP not in st.session_state:
        asked = st.query_params.get(_STEP, "1")
        st.session_state[_STEP] = int(asked) - 1 if is_step(asked) else 0
    step = min(max(int(st.session_state[_STEP]), 0), count - 1)
    st.query_params[_STEP] = str(step + 1)
    for name in _MODES:
        if name in modes:
            st.query_params[name] = modes[name]
        else:
            st.query_params.pop(name, None)
    return step


def _modes() -> dict[str, str]:
    """Room, strip and automatic run, from the address at first; what is no such thing is dropped."""
    if "_modes" not in st.session_state:
        asked = {name: st.query_params.get(name, "") for name in _MODES}
        st.session_state["_modes"] = {
            name: value for name, value in asked.items() if _MODES[name](value)
        }
    modes_kept: dict[str, str] = st.session_state["_modes"]
    return modes_kept


def _go(step: int, modes: dict[str, str]) -> None:
    st.session_state[_STEP], st.session_state[_MOVED] = step, time.time()
    room = modes.get("room") or modes.get("strip")
    if room:
        enter(room, step)


def _leave() -> None:
    st.session_state[_ON] = False
    for name in (_STEP, "_modes"):
        st.session_state.pop(name, None)
    for name in (_STEP, *_MODES):
        st.query_params.pop(name, None)


def _mark(place: "st.delta_generator.DeltaGenerator", marking: Marking) -> None:
    # The label in its own colour on black; the key carries nothing but our own list's names.
    label = marking.words if marking.words in TLP else "own"
    key = "stage-mark-" + label.lower().replace(":", "-").replace("+", "-")
    with place.container(key=key):
        st.html(f"<style>.st-key-{key} p {{color: {marking.colour} !important}}</style>")
        st.markdown(plain(marking.words))
