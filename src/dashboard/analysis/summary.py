"""The 60-second page in words: sentences made from the record by rules, never typed in."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.analysis.strength import (
    ends,
    figures_of_kind,
    latest_by_government,
    number_words,
    range_words,
)
from dashboard.analysis.view import View
from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING, Stance

_OWN_WORD = {
    Stance.CONFIRMS: "acknowledges it",
    Stance.DENIES: "denies it",
    Stance.DECLINES: "neither confirms nor denies it",
}
# The events in which troops themselves are at issue, so that a word on arms or a treaty
# does not pass for a word on the troops.
TROOP_EVENTS = frozenset(
    {"transport", "gathering", "front_movement", "combat", "losses", "reinforcement",
     "acknowledgement"}
)  # fmt: skip


CAPITALS = {"RUS": "Moscow", "PRK": "Pyongyang"}


@dataclass(frozen=True)
class Sentence:
    """A sentence of the bottom line and the claims that it rests on."""

    text: str
    claim_ids: tuple[str, ...]


def bottom_line(view: View) -> tuple[Sentence, ...]:
    """Three sentences: how many, what the two capitals say, what it has cost.

    Each names its claimants and holds only what was public on the as-of date. The filters do
    not change it, because a bottom line that hides a party's word would mislead.
    """
    return (
        _sentence_on_strength(view.known),
        _sentence_on_the_capitals(view.known),
        _sentence_on_losses(view.known),
    )


def overview_finding(view: View) -> str:
    """The Overview's headline: the span of the counts, and whether either capital admits it."""
    latest = latest_by_government(view.known, "sent")
    admitted = {
        capital
        for government, capital in CAPITALS.items()
        for word in [word_of(view.known, government)]
        if word is not None and word["stance"] == Stance.CONFIRMS
    }
    if latest.empty:
        counts = "No count of North Korean troops in Russia is public yet"
    else:
        low, high = (number_words(end["best"]) for end in ends(latest))
        span = low if low == high else f"{low} to {high}"
        whose = "one claimant's count" if len(latest) == 1 else f"{len(latest)} claimants' counts"
        counts = f"{span} North Korean troops sent to Russia, by {whose}"
    if not admitted:
        return f"{counts}; neither Moscow nor Pyongyang acknowledges it"
    who = " and ".join(capital for capital in CAPITALS.values() if capital in admitted)
    return f"{counts}; {who} {'acknowledge' if len(admitted) > 1 else 'acknowledges'} it"


def planned_figure(record: Record) -> "pd.Series[Any] | None":
    """The plan that figures are held against; None if nobody had named one.

    The rule: the highest planned total that a claimant named as one figure (not as a range),
    in the claim that named it first.
    """
    claims = record.claims
    ranges = claims["claim_id"][(claims["quantity_kind"] == "planned") & claims["best"].isna()]
    planned = figures_of_kind(record, "planned")
    planned = planned[~planned["claim_id"].isin(ranges)]
    first = planned.sort_values(["best", "public_on"], ascending=[False, True], kind="stable")
    return first.iloc[0] if len(first) else None


def word_of(record: Record, government: str) -> "pd.Series[Any] | None":
    """A government's word on the troops as it stands; None while there is none on record.

    Only what it says expressly on events about troops counts (`TROOP_EVENTS`): that it confirms,
    denies, or does neither. The latest such word stands, but a confirmation is not undone by a
    later refusal to comment, only by a denial; of several in a row the first is the one that counts.
    """
    kinds = record.claims["event_id"].map(record.events.set_index("event_id")["event_type"])
    words = record.claims[
        (record.claims["government"] == government)
        & kinds.isin(TROOP_EVENTS)
        & record.claims["stance"].isin(_OWN_WORD)
    ].sort_values(["public_on", "claim_id"], kind="stable")
    taken_sides = words[words["stance"] != Stance.DECLINES]
    since_denial = taken_sides[~taken_sides["stance"].eq(Stance.DENIES)[::-1].cummax()[::-1]]
    if len(since_denial):
        return since_denial.iloc[0]
    return words.iloc[-1] if len(words) else None


def headline(latest: pd.DataFrame, plain: str) -> str:
    """The title of a figure that compares claimants: states the finding, by a rule.

    Args:
        latest: rows of `latest_by_government`.
        plain: what is counted, as in "troops sent to Russia".
    """
    if latest.empty:
        return f"No claimant gives a figure of {plain}"
    low, high = ends(latest)
    if len(latest) == 1:
        figure = range_words(low["low"], low["best"], low["high"])
        return f"Only {low['government_name']} gives a figure: {figure} {plain}"
    if low["best"] == high["best"]:
        return f"{len(latest)} claimants agree on {number_words(low['best'])} {plain}"
    return (
        f"Latest counts of {plain} run from {number_words(low['best'])} "
        f"({low['government_name']}) to {number_words(high['best'])} ({high['government_name']})"
    )


def _sentence_on_strength(record: Record) -> Sentence:
    latest = latest_by_government(record, "sent")
    planned = planned_figure(record)
    if latest.empty:
        return Sentence("No claimant had yet said how many North Korean troops went to Russia.", ())
    parts = [
        f"{range_words(claim['low'], claim['best'], claim['high'])} ({claim['government_name']})"
        for _, claim in latest.head(3).iterrows()
    ]
    left = len(latest) - 3
    others = (
        "" if left < 1 else f", and {left} more {'give' if left > 1 else 'gives'} as many or fewer"
    )
    plan = ""
    ids = list(latest["claim_id"].head(3))
    if planned is not None:
        figure = range_words(planned["low"], planned["best"], planned["high"])
        plan = f"; the highest plan named as one figure is {figure} ({planned['government_name']})"
        ids.append(str(planned["claim_id"]))
    first = first_count_of_a_state(record)
    begun = ""
    if first is not None and first["claim_id"] not in ids:
        figure = range_words(first["low"], first["best"], first["high"])
        since = f"{first['government_name']}, {first['public_on']:%-d %b %Y}"
        begun = f"; the first count by a government was {figure} ({since})"
        ids.append(str(first["claim_id"]))
    text = f"Troops sent to Russia, by latest count: {'; '.join(parts)}{others}{begun}{plan}."
    return Sentence(text, tuple(ids))


def first_count_of_a_state(record: Record) -> "pd.Series[Any] | None":
    """The count of troops sent that a state made public first; None while there is none."""
    # Unnamed officials and media spoke of other totals before a state put its name to one.
    states = record.actors.loc[record.actors["kind"] == "state", "actor_id"]
    counts = figures_of_kind(record, "sent")
    counts = counts[counts["government"].isin(states)].sort_values("public_on", kind="stable")
    return counts.iloc[0] if len(counts) else None


def _sentence_on_the_capitals(record: Record) -> Sentence:
    parts, ids = [], []
    for government, capital in CAPITALS.items():
        word = word_of(record, government)
        if word is None:
            parts.append(f"{capital} has no word on it in this record")
            continue
        since = f"{word['public_on']:%-d %b %Y}"
        parts.append(f"{capital} {_OWN_WORD[Stance(str(word['stance']))]} ({since})")
        ids.append(str(word["claim_id"]))
    return Sentence("; ".join(parts) + ".", tuple(ids))


def _sentence_on_losses(record: Record) -> Sentence:
    for kind, plain in (("casualties", "killed and wounded"), ("killed", "killed")):
        latest = latest_by_government(record, kind)
        if latest.empty:
            continue
        low, high = ends(latest)
        figures = f"{number_words(high['best'])} {plain} ({high['government_name']})"
        if len(latest) > 1 and low["best"] != high["best"]:
            figures = f"from {number_words(low['best'])} ({low['government_name']}) to {figures}"
        return Sentence(
            f"Losses, by each claimant's latest count: {figures}.", tuple(latest["claim_id"])
        )
    fighting = record.events[record.events["event_type"].isin(("combat", "losses"))]
    if fighting.empty:
        return Sentence("No fighting by these troops and no losses had been reported.", ())
    latest_fight = fighting.sort_values("public_on").iloc[-1]
    ids = record.claims[
        (record.claims["event_id"] == latest_fight["event_id"])
        & record.claims["stance"].isin(AFFIRMING)
    ]["claim_id"]
    text = f"Fighting or losses are reported (“{latest_fight['title']}”), but no total of losses."
    return Sentence(text, tuple(ids))
