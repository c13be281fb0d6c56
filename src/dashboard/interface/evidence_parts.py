"""The Evidence page: claims and documents as tables, and the exports of exactly what is shown."""

import pandas as pd
import streamlit as st

from dashboard.analysis.strength import range_words
from dashboard.analysis.view import View, claims_with_context
from dashboard.exchange.export import claims_csv, events_geojson, package_zip
from dashboard.interface.cached import once, record_folder
from dashboard.interface.event_card import EVENT
from dashboard.interface.marking_choice import current_marking
from dashboard.interface.page_frame import nothing_found, source_line
from dashboard.interface.words import rung_words
from dashboard.record.vocabulary import QUANTITY_KINDS, STANCE_LABELS, Stance

_TABLE = "claims-table"


def claims_table(view: View) -> None:
    """The claims shown, newest first; choosing a row opens its event's card."""
    claims = once("claims", view, lambda one: claims_with_context(one.shown))
    if claims.empty:
        nothing_found(view, "claim")
        return
    table = once("claims-table", view, lambda one: _claims_in_words(one, claims))
    st.dataframe(
        table, hide_index=True, height=430, key=_TABLE, selection_mode="single-row",
        on_select=lambda: _open_card(claims["event_id"]),
        alt=f"{len(table)} claims with claimant, statement, dates and source",
        column_config={
            "statement": st.column_config.TextColumn(width="large"),
            "source": st.column_config.LinkColumn(display_text="open", width="small"),
            "claim": st.column_config.TextColumn(width="small"),
        },
    )  # fmt: skip
    source_line(view, len(claims))


def _claims_in_words(view: View, claims: pd.DataFrame) -> pd.DataFrame:
    addresses = view.shown.sources.set_index("source_id")["url"]
    return pd.DataFrame(
        {
            "public on": claims["public_on"].dt.date,
            "who": claims["claimant_name"],
            "stance": claims["stance"].map(lambda stance: STANCE_LABELS[Stance(stance)]),
            "statement": claims["statement"],
            "figure": _figures(claims),
            "about": claims["about_last"].dt.date,
            "event": claims["event_title"],
            "standing": claims["rung"].map(lambda rung: rung_words(rung) if rung else "no event"),
            "source": claims["source_ids"].map(lambda ids: addresses[ids[0]] or None),
            "documents": claims["source_ids"].map(len),
            "claim": claims["claim_id"],
        }
    )


def downloads(view: View) -> None:
    """The files of exactly what is shown; each is made when it is asked for."""
    stamp = f"north-korea-troops-as-of-{view.filters.as_of:%Y-%m-%d}"
    marking = current_marking()
    csv, geojson, package = st.columns(3)
    csv.download_button(
        "Claims as CSV", lambda: claims_csv(view, marking), f"{stamp}.csv", "text/csv",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    geojson.download_button(
        "Events as GeoJSON", lambda: events_geojson(view, marking), f"{stamp}.geojson",
        "application/geo+json", on_click="ignore", width="stretch",
    )  # fmt: skip
    package.download_button(
        "Data Package (zip)", lambda: package_zip(view, record_folder(), marking), f"{stamp}.zip",
        "application/zip", on_click="ignore", width="stretch",
    )  # fmt: skip
    st.caption(
        "Each file holds exactly the rows shown, with their sources, the filters, the as-of date, the "
        "marking and the record's checksum. Data: CC BY 4.0."
    )


def how_to_cite(view: View) -> None:
    """The citation of the record as the reader sees it: version, day, checksum."""
    about = view.known.about
    with st.expander("How to cite"):
        st.code(
            f"The curators of this record (2026). {about.title}. Version {about.version}, "
            f"as of {view.filters.as_of:%Y-%m-%d}, SHA-256 {about.digest[:16]}. "
            f"{about.licence}.",
            language=None, wrap_lines=True,
        )  # fmt: skip


def sources_table(view: View) -> None:
    """The documents that the claims shown rest on."""
    table = once("sources-table", view, _sources)
    st.subheader(f"{len(table):,} documents", anchor=False)
    st.dataframe(
        table, hide_index=True, alt="Documents with publisher, title, date and address",
        column_config={
            "published_on": "published", "title": st.column_config.TextColumn(width="large"),
            "url": st.column_config.LinkColumn("address", display_text="open", width="small"),
        },
    )  # fmt: skip


def _sources(view: View) -> pd.DataFrame:
    used = {i for ids in view.shown.claims["source_ids"] for i in ids}
    sources = view.shown.sources[view.shown.sources["source_id"].isin(used)]
    return sources.sort_values("published_on", ascending=False)[
        ["published_on", "publisher", "title", "url", "language", "kind", "source_id"]
    ].assign(
        published_on=lambda t: t["published_on"].dt.date, url=lambda t: t["url"].replace("", None)
    )


def _figures(claims: pd.DataFrame) -> list[str]:
    words = []
    for _, claim in claims.iterrows():
        known = [claim[name] for name in ("best", "low", "high") if pd.notna(claim[name])]
        if not known:
            words.append("")
            continue
        plain = QUANTITY_KINDS[claim["quantity_kind"]].plain
        words.append(f"{range_words(claim['low'], known[0], claim['high'])} {plain}")
    return words


def _open_card(events: "pd.Series[str]") -> None:
    rows = st.session_state[_TABLE].selection.rows
    if rows and rows[0] < len(events) and events.iloc[rows[0]]:
        st.session_state[EVENT] = events.iloc[rows[0]]
