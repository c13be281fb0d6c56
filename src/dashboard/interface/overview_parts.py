"""The parts of the Overview: bottom line, headline figures, changes, the article line by line."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.agreement import figure_rung
from dashboard.analysis.changes import changes_since, troops_first
from dashboard.analysis.strength import (
    days_in_words,
    floors_in_words,
    latest_by_government,
    number_words,
    range_across,
    range_words,
)
from dashboard.analysis.summary import bottom_line, headline, overview_finding, planned_figure
from dashboard.analysis.view import View
from dashboard.analysis.wording import chosen_in_words, counted, standing_of
from dashboard.figures.ranges import draw_ranges
from dashboard.figures.style import Ink
from dashboard.interface.cached import once
from dashboard.interface.event_card import claims_in_words
from dashboard.interface.frame import whole_record
from dashboard.interface.live_figure import live_figure, packed
from dashboard.interface.page_frame import (
    current_ink,
    figure_title,
    nothing_found,
    page_head,
    source_line,
)
from dashboard.interface.since_choice import since_widget
from dashboard.interface.words import day, plain, rung_words
from dashboard.record.filters import according_to
from dashboard.record.vocabulary import HEADLINE_KINDS, QUANTITY_KINDS

ARTICLE = "S-0001"
_LINES = 4


def head(view: View) -> None:
    """The page's finding."""
    page_head("Overview", overview_finding(view))


def chosen(view: View) -> None:
    """What was chosen, and what it leaves as it is."""
    words = chosen_in_words(view)
    if words:
        st.caption(plain(words))


def standing(view: View) -> None:
    """How much the record holds on this day."""
    st.caption(standing_of(view))


def strength_and_changes(view: View) -> None:
    """Counts against the plan, and beside them what changed."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        _strength(view)
    with right:
        _changes(view)


def bottom_line_section(view: View) -> None:
    """Three sentences, each with the claims that it rests on a click away."""
    for number, sentence in enumerate(bottom_line(view)):
        text, proof = st.columns([7, 1], vertical_alignment="center")
        text.markdown(plain(sentence.text))
        if sentence.claim_ids:
            with proof.popover("who says so", key=f"proof-{number}", type="tertiary"):
                _claims_by_id(view, sentence.claim_ids)


def headline_figures(view: View) -> None:
    """Ranges across claimants, one kind of quantity a cell, each with its verification."""
    cells = st.columns(len(HEADLINE_KINDS))
    for cell, kind in zip(cells, HEADLINE_KINDS, strict=True):
        latest = latest_by_government(view.shown, kind)
        with cell:
            st.caption(QUANTITY_KINDS[kind].label)
            rung = figure_rung(latest)
            if rung is None:
                st.markdown("no figure yet")
                continue
            with st.container(key=f"headline-{kind}"):
                st.markdown(plain(range_across(latest)))
            st.caption(plain(days_in_words(latest)))
            with st.popover(
                f"{rung_words(rung)} · {counted(len(latest), 'claimant')}",
                key=f"figure-{kind}", type="tertiary",
            ):  # fmt: skip
                _claims_by_id(view, tuple(latest["claim_id"]))
            if floors := floors_in_words(latest):
                st.caption(plain(floors))


def _strength(view: View) -> None:
    """Who says how many were sent, against the plan."""
    latest = latest_by_government(view.shown, "sent")
    if latest.empty:
        nothing_found(view, "count of troops sent")
        return
    figure_title(headline(latest, QUANTITY_KINDS["sent"].plain, narrowed=view.filters.narrowed))
    draw_strength(view, key="ranges")
    source_line(view, len(latest), note="Counts differ by claimant and are not averaged.")


def draw_strength(view: View, *, key: str) -> None:
    """The figure alone, for this page and for the briefing."""
    ink = current_ink()
    live_figure(once("strength", view, lambda one: _strength_figure(one, ink), ink.name), key=key)


def _strength_figure(view: View, ink: Ink) -> bytes:
    latest = latest_by_government(view.shown, "sent")
    latest["words"] = [
        range_words(low, best, high)
        for low, best, high in zip(latest["low"], latest["best"], latest["high"], strict=True)
    ]
    plan = planned_figure(view.known)
    planned = None if plan is None else float(plan["best"])
    words = (
        "" if plan is None else f"planned: {number_words(planned or 0)} ({plan['government_name']})"
    )
    figure = draw_ranges(latest, planned, words, ink, "troops sent to Russia, by latest count")
    told = "; ".join(
        f"{row['government_name']} {row['words']} (public {day(row['public_on'])})"
        for _, row in latest.iterrows()
    )
    alternative = f"Latest counts of troops sent to Russia, by claimant: {told}."
    alternative += f" The line marks what is {words}." if words else ""
    return packed(figure, alternative)


def _changes(view: View) -> None:
    """What changed since a day that the reader picks."""
    as_of = view.filters.as_of
    figure_title("What changed")
    since = since_widget(view, "since")
    record = whole_record()
    told = according_to(record, view.filters.perspective)
    changes = once(
        "changes", view, lambda _: changes_since(told, since, as_of), since, record.about.digest
    )
    changes = changes[
        changes["event_id"].isin(view.shown.events["event_id"])
        | changes["claim_id"].isin(view.shown.claims["claim_id"])
    ]
    if changes.empty:
        st.markdown(
            f"Nothing became public between {day(since)} and {day(as_of)} that fits this choice."
        )
        return
    counts = changes["change"].value_counts()
    st.markdown(plain("; ".join(f"{count} × {change}" for change, count in counts.items())) + ".")
    changes = troops_first(changes, told)
    for _, change in changes.head(_LINES).iterrows():
        st.markdown(_change_words(change))
    if len(changes) > _LINES:
        with st.expander(f"{len(changes) - _LINES} more"):
            st.dataframe(
                changes.iloc[_LINES:], hide_index=True, alt="Further changes",
                column_config={"public_on": st.column_config.DateColumn("public on")},
            )  # fmt: skip


def article_section(view: View) -> None:
    """The starting article, line by line: each fact with its claimant and what is known of it."""
    claims = view.known.claims
    carries = claims["source_ids"].map(lambda ids: ARTICLE in ids).astype(bool)
    cited = claims[carries].sort_values("claim_id")
    if cited.empty:
        return
    rungs = view.known.events.set_index("event_id")["rung"]
    with st.expander(
        f"The article of 6 November 2024, line by line ({counted(len(cited), 'claim')})"
    ):
        paragraphs = claims_in_words(view, tuple(cited["claim_id"]))
        for event, paragraph in zip(cited["event_id"], paragraphs, strict=True):
            rung = rungs.get(event)
            sign = f"  {plain(rung_words(rung))}" if rung is not None else ""
            st.markdown(paragraph + sign)


def _claims_by_id(view: View, claim_ids: tuple[str, ...]) -> None:
    for paragraph in claims_in_words(view, claim_ids):
        st.markdown(paragraph)


def _change_words(change: "pd.Series[Any]") -> str:
    moved = ""
    if change["change"] == "figure revised":
        moved = f" (before: {change['before']})"
    elif change["before"] and change["after"]:
        moved = f" ({change['before']} → {change['after']})"
    return (
        f"**{plain(change['change'])}**{plain(moved)} {plain(change['what'])} "
        f":small[{plain(day(change['public_on']))}]"
    )
