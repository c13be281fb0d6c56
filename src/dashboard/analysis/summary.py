"""The 60-second page in words: sentences made from the record by rules, never typed in."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.analysis.strength import (
    ends,
    figures_of_kind,
    latest_by_government,
    range_words,
    span_in_words,
    whole_figures,
)
from dashboard.analysis.verification import current_claims
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
    not change it, because a bottom line that hides a party's word would mislead; a perspective
    does, and then what its teller does not say is not told as a fact about the world.
    """
    return (
        _sentence_on_strength(view),
        _sentence_on_the_capitals(view),
        _sentence_on_losses(view),
    )


def overview_finding(view: View) -> str:
    """The Overview's headline: the span of the counts, and whether either capital admits it."""
    latest = latest_by_government(view.known, "sent")
    if latest.empty:
        teller = teller_of(view)
        counts = (
            f"{teller} gives no count of North Korean troops in Russia" if teller
            else "No count of North Korean troops in Russia is public yet"
        )  # fmt: skip
    else:
        low, high = span_in_words(latest)
        span = low if low == high else f"{low} to {high}"
        many = len(whole_figures(latest))
        whose = "one claimant's count" if many == 1 else f"{many} claimants' counts"
        counts = f"{span[0].upper()}{span[1:]} North Korean troops sent to Russia, by {whose}"
    heard = capitals_heard(view)
    admitted = [
        capital
        for government, capital in heard.items()
        for word in [word_of(view.known, government)]
        if word is not None and word["stance"] == Stance.CONFIRMS
    ]
    if not heard:
        return counts
    if not admitted:
        nobody = "neither Moscow nor Pyongyang acknowledges it"
        return f"{counts}; {nobody if len(heard) > 1 else f'{heard.popitem()[1]} does not acknowledge it'}"
    return f"{counts}; {' and '.join(admitted)} {'acknowledge' if len(admitted) > 1 else 'acknowledges'} it"


def teller_of(view: View) -> str:
    """Who alone speaks in the chosen perspective; "" if all do."""
    teller = view.filters.perspective
    return str(view.known.actors.set_index("actor_id")["name"][teller]) if teller else ""


def capitals_heard(view: View) -> dict[str, str]:
    """The governments at issue that the chosen perspective lets speak, with their capitals."""
    teller = view.filters.perspective
    return {who: capital for who, capital in CAPITALS.items() if teller in ("", who)}


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
    later refusal to comment, only by a denial or by taking back what was said of that event; of
    several in a row the first is the one that counts.
    """
    claims = current_claims(record.claims)
    kinds = claims["event_id"].map(record.events.set_index("event_id")["event_type"])
    words = claims[
        (claims["government"] == government)
        & kinds.isin(TROOP_EVENTS)
        & claims["stance"].isin((*_OWN_WORD, Stance.RETRACTS))
    ].sort_values(["public_on", "claim_id"], kind="stable")
    back = words["stance"].eq(Stance.RETRACTS)[::-1].groupby(words["event_id"]).cummax()[::-1]
    words = words[~back | words["stance"].eq(Stance.DECLINES)]
    taken_sides = words[words["stance"] != Stance.DECLINES]
    since_denial = taken_sides[~taken_sides["stance"].eq(Stance.DENIES)[::-1].cummax()[::-1]]
    if len(since_denial):
        return since_denial.iloc[0]
    return words.iloc[-1] if len(words) else None


def headline(latest: pd.DataFrame, plain: str, *, narrowed: bool = False) -> str:
    """The title of a figure that compares claimants: states the finding, by a rule.

    Args:
        latest: rows of `latest_by_government`.
        plain: what is counted, as in "troops sent to Russia".
        narrowed: whether filters keep some claimants out, so that others may give one.
    """
    if latest.empty:
        among = " among those chosen" if narrowed else ""
        return f"No claimant{among} gives a figure of {plain}"
    low, high = ends(latest)
    if len(latest) == 1:
        figure = range_words(low["low"], low["best"], low["high"])
        return f"The only figure is {low['government_name']}'s: {figure} {plain}"
    one, other = span_in_words(latest)
    if one == other:
        return f"{len(latest)} claimants agree on {one} {plain}"
    return (
        f"Latest counts of {plain} run from {one} ({low['government_name']}) "
        f"to {other} ({high['government_name']})"
    )


def _sentence_on_strength(view: View) -> Sentence:
    record = view.known
    latest = latest_by_government(record, "sent")
    planned = planned_figure(record)
    if latest.empty:
        whose = teller_of(view) or "No claimant"
        said = "has not said" if view.filters.perspective else "had yet said"
        return Sentence(f"{whose} {said} how many North Korean troops went to Russia.", ())
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


def _sentence_on_the_capitals(view: View) -> Sentence:
    parts, ids = [], []
    for government, capital in capitals_heard(view).items():
        word = word_of(view.known, government)
        if word is None:
            parts.append(f"{capital} has no word on it in this record")
            continue
        since = f"{word['public_on']:%-d %b %Y}"
        parts.append(f"{capital} {_OWN_WORD[Stance(str(word['stance']))]} ({since})")
        ids.append(str(word["claim_id"]))
    if not parts:
        return Sentence(
            f"Moscow and Pyongyang are not heard here: {teller_of(view)} alone tells it.", ()
        )
    return Sentence("; ".join(parts) + ".", tuple(ids))


def _sentence_on_losses(view: View) -> Sentence:
    record = view.known
    parts: list[str] = []
    ids: list[str] = []
    for kind, plain in (("casualties", "killed and wounded"), ("killed", "killed")):
        latest = latest_by_government(record, kind)
        if latest.empty:
            continue
        low, high = ends(latest)
        one, other = span_in_words(latest)
        figures = f"{other} {plain} ({high['government_name']})"
        if one != other:
            figures = f"from {one} ({low['government_name']}) to {figures}"
        parts.append(figures)
        ids.extend(latest["claim_id"])
    if parts:
        return Sentence(f"Losses, by each claimant's latest count: {'; '.join(parts)}.", tuple(ids))
    affirmed = record.claims[record.claims["stance"].isin(AFFIRMING)]
    fighting = record.events[
        record.events["event_type"].isin(("combat", "losses"))
        & record.events["event_id"].isin(affirmed["event_id"])
    ]
    if fighting.empty:
        teller = teller_of(view)
        if teller:
            return Sentence(f"{teller} tells of no fighting by these troops and of no losses.", ())
        return Sentence("No fighting by these troops and no losses had been reported.", ())
    latest_fight = fighting.sort_values("public_on").iloc[-1]
    of_it = affirmed["claim_id"][affirmed["event_id"] == latest_fight["event_id"]]
    text = f"Fighting or losses are reported (“{latest_fight['title']}”), but no total of losses."
    return Sentence(text, tuple(of_it))
