"""What the record cannot tell on a day, found by rules, so that a brief says it unasked."""

import pandas as pd

from dashboard.analysis.agreement import figure_rung
from dashboard.analysis.reporting import silence_by_claimant
from dashboard.analysis.strength import latest_by_government
from dashboard.analysis.summary import capitals_heard, teller_of, word_of
from dashboard.analysis.view import View
from dashboard.analysis.wording import are, counted
from dashboard.briefing.brief import Statement
from dashboard.record.vocabulary import QUANTITY_KINDS, STRENGTH_KINDS, Rung

_SILENT = 30  # days after which "no report" is worth a sentence
_SPEAKERS = 4  # claimants with the most claims, whose silence matters


def known_gaps(view: View) -> tuple[Statement, ...]:
    """Figures that nobody gives or that one party alone gives, silences, unread and disputed claims."""
    found = [*_figures(view), *_capitals(view), *_silences(view), *_unread(view), *_disputed(view)]
    return tuple(Statement(text) for text in found)


def _figures(view: View) -> list[str]:
    missing, single = [], []
    for kind in STRENGTH_KINDS:
        rung = figure_rung(latest_by_government(view.known, kind))
        if rung is None:
            missing.append(QUANTITY_KINDS[kind].plain)
        elif rung == Rung.SINGLE:
            single.append(QUANTITY_KINDS[kind].plain)
    found = []
    if missing:
        teller = teller_of(view)
        whose = f"{teller} gives no" if teller else "Nobody gives a"
        found.append(f"{whose} figure of {_listed(missing, 'or')}.")
    if single:
        found.append(f"No two claimants agree on the figure of {_listed(single, 'and')}.")
    return found


def _listed(kinds: list[str], last: str) -> str:
    # "Of" is said of each, because a kind may hold an "and" of its own: killed and wounded.
    return f" {last} of ".join(filter(None, [", of ".join(kinds[:-1]), kinds[-1]]))


def _capitals(view: View) -> list[str]:
    return [
        f"{capital} has given no word on the troops."
        for government, capital in capitals_heard(view).items()
        if word_of(view.known, government) is None
    ]


def _silences(view: View) -> list[str]:
    heard = silence_by_claimant(view.known, view.moment)
    if heard.empty:
        return []
    most = heard.sort_values("claims", ascending=False, kind="stable").head(_SPEAKERS)
    silent = most[most["days"] >= _SILENT]
    if silent.empty:
        return []
    names = ", ".join(
        f"{name} since {last:%-d %b %Y} ({counted(days, 'day')})"
        for name, last, days in zip(silent["name"], silent["last"], silent["days"], strict=True)
    )
    return [f"No claim found by those who spoke most: {names}. That is silence, not zero."]


def _unread(view: View) -> list[str]:
    claims = view.shown.claims
    unread = int(claims["checked_on"].isna().sum())
    if not unread:
        return []
    return [
        f"{unread:,} of {counted(len(claims), 'claim')} {'was' if unread == 1 else 'were'} not yet read "
        "a second time by another reader."
    ]


def _disputed(view: View) -> list[str]:
    events: pd.DataFrame = view.known.events
    disputed = events[events["rung"] == Rung.DISPUTED]
    if disputed.empty:
        return []
    last = disputed.sort_values("public_on").iloc[-1]
    many = len(disputed)
    return [f"{counted(many, 'event')} {are(many)} disputed, most recently “{last['title']}”."]
