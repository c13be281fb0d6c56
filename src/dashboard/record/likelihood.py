"""Words of estimative probability and their ranges.

Source: Intelligence Community Directive 203, "Analytic Standards" (2 January 2015), D.6.e(2)(a).
One row of terms only: the directive asks not to mix its two rows.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Likelihood:
    """A term with its range in per cent."""

    term: str
    low: int
    high: int

    @property
    def words(self) -> str:
        """The term with its numbers, as it must always be written: `likely (55–80%)`."""
        return f"{self.term} ({self.low}–{self.high}%)"

    @property
    def midpoint(self) -> float:
        """The middle of the range as a probability between 0 and 1."""
        return (self.low + self.high) / 200


LIKELIHOODS = {
    likelihood.term: likelihood
    for likelihood in (
        Likelihood("almost no chance", 1, 5),
        Likelihood("very unlikely", 5, 20),
        Likelihood("unlikely", 20, 45),
        Likelihood("roughly even chance", 45, 55),
        Likelihood("likely", 55, 80),
        Likelihood("very likely", 80, 95),
        Likelihood("almost certain", 95, 99),
    )
}
