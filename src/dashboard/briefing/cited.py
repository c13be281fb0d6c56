"""Numbers for documents, in the order in which a brief first cites them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from dashboard.briefing.brief import Citation
from dashboard.record.tables import Record

# What stays as it is in an address (RFC 3986); quotation marks, brackets and foreign letters would
# end the link early in some program that opens the brief.
_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"


@dataclass
class Cited:
    """Numbers documents in the order in which they are first cited."""

    record: Record
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, claim_ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the documents of some claims, each claim by its first document."""
        claims = self.record.claims.set_index("claim_id")["source_ids"]
        published = self.record.sources.set_index("source_id")["published_on"]
        found = []
        for claim_id in claim_ids:
            if claim_id in claims.index:
                first = min(claims[claim_id], key=lambda one: (published[one], one))
                found.append(self.numbers.setdefault(first, len(self.numbers) + 1))
        return tuple(dict.fromkeys(found))

    def listed(self) -> tuple[Citation, ...]:
        """All that was cited."""
        rows = self.record.sources.set_index("source_id").to_dict("index")
        return tuple(
            Citation(
                number, source_id, str(row["publisher"]), str(row["title"]),
                row["published_on"].date(), quote(str(row["url"]), safe=_IN_ADDRESS),
                str(row["language"]),
            )
            for source_id, number in self.numbers.items()
            for row in [rows[source_id]]
        )  # fmt: skip
