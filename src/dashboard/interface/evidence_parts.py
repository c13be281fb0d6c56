"""The Evidence page: claims and documents as tables, and the exports of exactly what is shown."""

from unicodedata import name

import pandas as pd
import streamlit as st

from dashboard.analysis.strength import figures_in_words
from dashboard.analysis.view import View, claims_with_context
from dashboard.analysis.wording import counted, standing_of
from dashboard.exchange.export import claims_csv, events_geojson, package_zip
from dashboard.interface.cached import record_folder
from dashboard.interface.event_card import open_card
from dashboard.interface.live_table import Column, live_table
from dashboard.interface.marking_choice import current_marking
from dashboard.interface.page_frame import nothing_found, page_head, source_line
from dashboard.interface.words import rung_words
from dashboard.record.vocabulary import STANCE_LABELS, Stance

_CLAIMS = (
    Column("public on", sorts=True), Column("who", sorts=True), Column("stance", sorts=True),
    Column("statement", wide=True), Column("figure"), Column("about", sorts=True),
    Column("event", opens=True, sorts=True, wide=True), Column("event's standing", sorts=True),
    Column("source", link=True), Column("documents", sorts=True), Column("claim", sorts=True),
)  # fmt: skip
_SOURCES = (
    Column("published", sorts=True), Column("publisher", sorts=True), Column("title", wide=True, tongue="tongue"),
    Column("address", link=True), Column("language", sorts=True), Column("kind", sorts=True),
    Column("document", sorts=True),
)  # fmt: skip
_OTHER_LETTERS = ("ar", "be", "bg", "fa", "he", "ja", "ko", "mn", "ru", "sr", "th", "uk", "zh")


def head(view: View) -> None:
    """What the record holds on this day."""
    page_head("Evidence", standing_of(view))


def claims_table(view: View) -> None:
    """The claims shown, newest first; an event's title opens its card."""
    count = len(view.shown.claims)
    if not count:
        nothing_found(view, "claim")
        return
    live_table(
        "claims-table", view, _CLAIMS, _claims_in_words, height=430, on_event=open_card,
        alt=f"{counted(count, 'claim')} with claimant, statement, dates and source",
    )  # fmt: skip
    source_line(view, count)


def _claims_in_words(view: View) -> pd.DataFrame:
    claims = claims_with_context(view.shown)
    addresses = dict(
        zip(*(view.shown.sources[name].tolist() for name in ("source_id", "url")), strict=True)
    )
    return pd.DataFrame(
        {
            "event_id": claims["event_id"],
            "public on": claims["public_on"].dt.strftime("%Y-%m-%d"),
            "who": claims["claimant_name"],
            "stance": claims["stance"].map(lambda stance: STANCE_LABELS[Stance(stance)]),
            "statement": claims["statement"],
            "figure": figures_in_words(claims),
            "about": claims["about_last"].dt.strftime("%Y-%m-%d"),
            "event": claims["event_title"],
            "event's standing": claims["rung"].map(
                lambda rung: rung_words(rung) if rung else "no event"
            ),
            "source": claims["source_ids"].map(lambda ids: addresses[ids[0]]),
            "documents": claims["source_ids"].map(len),
            "claim": claims["claim_id"],
        }
    )


def downloads(view: View) -> None:
    """The files of exactly what is shown; each is made when it is asked for."""
    stamp = f"north-korea-troops-as-of-{view.filters.as_of:%Y-%m-%d}"
    marking = current_marking()
    row = st.container(horizontal=True)
    row.download_button(
        "Claims as CSV", lambda: claims_csv(view, marking), f"{stamp}.csv", "text/csv",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    row.download_button(
        "Events as GeoJSON", lambda: events_geojson(view, marking), f"{stamp}.geojson",
        "application/geo+json", on_click="ignore", width="stretch",
    )  # fmt: skip
    row.download_button(
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
    count = len({i for ids in view.shown.claims["source_ids"] for i in ids})
    st.header(counted(count, "document"), anchor=False)
    live_table(
        "sources-table", view, _SOURCES, _sources, height=430,
        alt=f"{counted(count, 'document')} with publisher, title, date and address",
    )  # fmt: skip


def _sources(view: View) -> pd.DataFrame:
    used = {i for ids in view.shown.claims["source_ids"] for i in ids}
    sources = view.shown.sources[view.shown.sources["source_id"].isin(used)]
    sources = sources.sort_values("published_on", ascending=False)
    return pd.DataFrame(
        {
            "published": sources["published_on"].dt.strftime("%Y-%m-%d"),
            "publisher": sources["publisher"],
            "title": sources["title"],
            "address": sources["url"],
            "tongue": list(map(tongue_of, sources["title"], sources["language"])),
            "language": sources["language"],
            "kind": sources["kind"],
            "document": sources["source_id"],
        }
    )


def tongue_of(title: str, language: str) -> str:
    """The language that a document's title is written in; "" where it is the page's own.

    Some titles of documents in another language are the record's English words: those in Latin
    letters where the language has others, and some of those in brackets.
    """
    if language == "en":
        return ""
    foreign = any(letter.isalpha() and not name(letter, "").startswith("LATIN") for letter in title)
    ours = title.startswith("[") or language in _OTHER_LETTERS
    return language if foreign or not ours else ""
