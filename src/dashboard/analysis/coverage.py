"""How much the record holds, and how well it is vouched for: the counts that it is judged by."""

import pandas as pd

from dashboard.analysis.agreement import agree
from dashboard.analysis.verification import current_claims
from dashboard.record.ranges import best_or_middle
from dashboard.record.tables import Record
from dashboard.record.vocabulary import AFFIRMING, STRENGTH_KINDS

_NEAR = pd.Timedelta(days=31)
# Kinds that count or divide anything, or a part, a place or one state's list: two figures of them
# speak of one thing only within an event.
_OF_ONE_EVENT = (
    "other_count", "share_percent", "money_usd", "aid_usd", "at_site", "losses_in_part", "sanctioned",
)  # fmt: skip


def coverage(record: Record) -> dict[str, str]:
    """The counts by name, in words: events, claims, documents, origins, languages, shares."""
    claims = record.claims
    figures = second_origins(record)
    checked = claims["checked_on"].notna()
    languages = sorted(set(record.sources["language"]))
    return {
        "events": f"{len(record.events):,}",
        "claims": f"{len(claims):,}",
        "documents": f"{len(record.sources):,}",
        "claimants": f"{claims['claimant'].nunique():,}",
        "governments and organisations": f"{claims['government'].nunique():,}",
        "languages": f"{len(languages)} ({', '.join(languages)})",
        "first and last publication": (
            f"{claims['public_on'].min():%Y-%m-%d}, {claims['public_on'].max():%Y-%m-%d}"
        ),
        "figures with a second, independent origin": _share(figures["second"]),
        "of these, the strength chart's": _share(
            figures[figures["quantity_kind"].isin(STRENGTH_KINDS)]["second"]
        ),
        "claims read a second time": _share(checked),
    }


def second_origins(record: Record) -> pd.DataFrame:
    """Which figures a second government or organisation bears out.

    A figure has a second origin when another government affirms one of the same kind that
    agrees with it (`agreement.agree`) and is about a day within a month of it; counts, shares
    and sums of anything, losses in part, numbers at a site and lists must also be of one event.

    Returns:
        One row a current, affirming claim with a figure; columns claim_id, quantity_kind,
        second (bool).
    """
    claims = current_claims(record.claims)
    said = claims[(claims["quantity_kind"] != "") & claims["stance"].isin(AFFIRMING)].copy()
    said["best"] = best_or_middle(said)
    rows = []
    thing = said["event_id"].where(said["quantity_kind"].isin(_OF_ONE_EVENT), "")
    for (kind, _), group in said.groupby([said["quantity_kind"], thing]):
        members = [row for _, row in group.iterrows()]
        for one in members:
            second = any(
                other["government"] != one["government"]
                and abs(other["about_last"] - one["about_last"]) <= _NEAR
                and agree(one, other)
                for other in members
            )
            rows.append({"claim_id": one["claim_id"], "quantity_kind": kind, "second": second})
    return pd.DataFrame(rows, columns=["claim_id", "quantity_kind", "second"])


def _share(flags: "pd.Series[bool]") -> str:
    if flags.empty:
        return "none"
    return f"{int(flags.sum()):,} of {len(flags):,} ({flags.mean():.0%})"
