"""The Timeline page: the kind of quantity, the figure, and a table that says the same."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.strength import figures_of_kind, latest_by_government, range_words
from dashboard.analysis.summary import headline, planned_figure
from dashboard.analysis.view import View
from dashboard.analysis.wording import filters_in_words
from dashboard.figures.style import Ink
from dashboard.figures.timeline import draw_timeline
from dashboard.interface.cached import once
from dashboard.interface.event_card import open_card
from dashboard.interface.live_figure import live_figure, packed
from dashboard.interface.page_frame import (
    current_ink,
    nothing_found,
    page_head,
    source_line,
)
from dashboard.interface.words import day
from dashboard.record.vocabulary import (
    EVENT_TYPES,
    QUANTITY_KINDS,
    RUNG_MEANINGS,
    RUNG_SIGNS,
    STRENGTH_KINDS,
)

_CHART = "timeline"


def timeline_section(view: View) -> None:
    """Headline, the choice of a kind, the figure, its key in words, and its table."""
    head = st.container()  # the headline stands above the choice that it depends on
    kind = st.segmented_control(
        "Kind of quantity (different kinds never share a line)", STRENGTH_KINDS, key="kind",
        default=STRENGTH_KINDS[0], bind="query-params", required=True,
        format_func=lambda kind: QUANTITY_KINDS[kind].label,
    )  # fmt: skip
    kind = kind or STRENGTH_KINDS[0]
    latest = once("latest", view, lambda one: latest_by_government(one.shown, kind), kind)
    with head:
        page_head("Timeline", headline(latest, QUANTITY_KINDS[kind].plain))
    if view.shown.events.empty and latest.empty:
        nothing_found(view, "event or figure")
        return
    draw_timeline_figure(view, kind, key=_CHART)
    _key()
    source_line(view, len(view.shown.claims), note=filters_in_words(view))
    table = st.expander("The same as a table", key="timeline-table", on_change="rerun")
    if table.open:
        with table:
            _table(view, kind)


def draw_timeline_figure(view: View, kind: str, *, key: str) -> None:
    """The figure alone, for this page and for the briefing."""
    ink = current_ink()
    drawing = once(
        "timeline", view, lambda one: packed(_figure(one, kind, ink), timeline_in_words(one, kind)),
        kind, ink.name,
    )  # fmt: skip
    live_figure(drawing, key=key, on_event=open_card)


def _figure(view: View, kind: str, ink: Ink) -> Any:  # noqa: ANN401
    figures = figures_of_kind(view.shown, kind)
    plan = planned_figure(view.known) if kind in ("sent", "in_russia") else None
    return draw_timeline(
        figures,
        figures.iloc[:0] if plan is None else plan.to_frame().T,
        view.shown.events,
        EVENT_TYPES,
        view.moment,
        ink,
        QUANTITY_KINDS[kind].plain,
    )


def timeline_in_words(view: View, kind: str) -> str:
    """The text alternative, made from the data of the figure."""
    latest = latest_by_government(view.shown, kind)
    counts = view.shown.events["event_type"].map(EVENT_TYPES).value_counts()
    figures = "; ".join(
        f"{row['government_name']} {range_words(row['low'], row['best'], row['high'])} on {day(row['about'])}"
        for _, row in latest.iterrows()
    )
    lanes = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"Latest figures of {QUANTITY_KINDS[kind].plain}: {figures or 'none'}. Events below: {lanes or 'none'}."


def _key() -> None:
    signs = " · ".join(
        f"{RUNG_SIGNS[rung]} {rung}: {meaning}" for rung, meaning in RUNG_MEANINGS.items()
    )
    st.caption(
        f"{signs}. A thick bar is an event's duration, a dotted one what its date leaves open; "
        "the shade around a line is its claimant's own range. Click a mark for its card."
    )


def _table(view: View, kind: str) -> None:
    figures = figures_of_kind(view.shown, kind)
    words = [
        range_words(low, best, high)
        for low, best, high in zip(figures["low"], figures["best"], figures["high"], strict=True)
    ]
    table = pd.DataFrame(
        {
            "about": figures["about"].dt.date,
            "public on": figures["public_on"].dt.date,
            "claimant": figures["claimant_name"],
            QUANTITY_KINDS[kind].plain: words,
            "statement": figures["statement"],
            "claim": figures["claim_id"],
        }
    )
    st.dataframe(table, hide_index=True, alt=f"Figures of {QUANTITY_KINDS[kind].plain} by date")
