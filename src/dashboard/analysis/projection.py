"""What claimants will say: a distribution of the figure that is reported some weeks on.

Nobody observes the strength itself; what can be foretold, and checked later, is the figure that
a claimant will name. The model (docs/decisions/0005): the next to speak is one of those who spoke
before, the sooner the more recently it spoke; its figure starts from its own last one, drifts
toward a ceiling (a published plan, where there is one), is shaken on the way and named with an
error. Pace, shake, error and ceiling are not known, so a small grid of them is kept, each point
weighed by how well it would have foretold every figure so far (Bayesian model averaging, Raftery
1995; drift and shake are an Ornstein-Uhlenbeck step). No random numbers: the same claims give
the same answer.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import logsumexp, ndtr

from dashboard.analysis.strength import figures_of_kind, latest_by_government
from dashboard.record.tables import Record

HORIZONS = (30, 60, 90)
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
FEWEST = 3
# Kinds that a published plan speaks of; the others grow toward a ceiling that nobody named.
PLANNED_KINDS = frozenset({"sent", "in_russia"})
# The plan that everybody speaks of: the article's 12,000.
BOUND = 12_000.0
# Figures are named in round thousands, so a bound is met by what rounds to it.
ROUNDING = 500.0

_HALF_LIVES = (np.inf, 180.0, 60.0, 20.0)  # days to go half the way to the ceiling
_SHAKES = (0.005, 0.02, 0.06, 0.15, 0.4)  # log units a month
_ERRORS = (0.02, 0.06, 0.15, 0.4)  # log units
_CEILINGS = (1.0, 1.25, 1.6, 2.5)  # times the highest figure so far, where there is no plan
_MONTH = 30.0
_RECENT = 45.0  # days after which a claimant is half as likely to be the next to speak
# Each new figure leaves the earlier ones this share of their say on the grid, so that about the
# last five decide (a forgetting factor, Raftery, Kárný and Ettler 2010).
_FORGETTING = 0.8
_NEGLIGIBLE = 1e-3  # grid points with less weight are left out of a forecast
_STEPS = 1000  # points at which a distribution is worked out

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Forecast:
    """The figure that a claimant will name on one day: a mixture of log-normal distributions.

    Three arrays of equal length: weights (sum 1), means and deviations (natural logarithms).
    """

    weights: Floats
    means: Floats
    deviations: Floats

    def below(self, figure: float) -> float:
        """The probability that the figure named is less than `figure`."""
        if figure <= 0:
            return 0.0
        return float(self.weights @ ndtr((np.log(figure) - self.means) / self.deviations))

    def reaches(self, bound: float) -> float:
        """The probability that the figure named rounds to `bound` or more."""
        return 1.0 - self.below(bound - ROUNDING)

    def quantiles(self, probabilities: Floats) -> Floats:
        """The figures below which the given shares of the distribution lie."""
        low = (self.means - 5 * self.deviations).min()
        high = (self.means + 5 * self.deviations).max()
        points = np.linspace(low, high, _STEPS)
        shares = ndtr((points[:, None] - self.means) / self.deviations) @ self.weights
        return np.exp(np.interp(probabilities, shares, points))


@dataclass(frozen=True)
class Fit:
    """The model after all figures known on a day; foretells any later day.

    `weights`, `ceilings`, `paces`, `shakes` (a day), `errors`: one number a point of the grid.
    `latest` and `spoken`: the logarithm of each government's latest figure, and the day that
    figure is about (days since 1970).
    """

    weights: Floats
    ceilings: Floats
    paces: Floats
    shakes: Floats
    errors: Floats
    latest: Floats
    spoken: Floats

    def on(self, day: pd.Timestamp) -> Forecast:
        """The distribution of a figure about `day`."""
        kept = self.weights > _NEGLIGIBLE * self.weights.max()
        grid = (self.ceilings[kept], self.paces[kept], self.shakes[kept], self.errors[kept])
        speakers, means, deviations = _ahead(grid, self.latest, self.spoken, _day_number(day))
        weights = (speakers[:, None] * self.weights[kept]).ravel()
        return Forecast(weights / weights.sum(), means.ravel(), deviations.ravel())


def fitting_figures(record: Record, kind: str) -> pd.DataFrame:
    """The figures of a kind that the model rests on; one of 0 is left out (it has no logarithm)."""
    figures = figures_of_kind(record, kind)
    return figures[figures["best"] > 0]


def fit(record: Record, kind: str) -> Fit | None:
    """Fit the model to all figures of a kind in a record; None with fewer than `FEWEST`.

    Args:
        record: what was public on the day.
        kind: a quantity kind.
    """
    figures = fitting_figures(record, kind)
    if len(figures) < FEWEST:
        return None
    named = np.log(figures["best"].to_numpy(float))
    days = figures["about"].map(_day_number).to_numpy(float)
    points = np.array(list(product(_ceilings(record, kind, named), _HALF_LIVES, _SHAKES, _ERRORS)))
    grid = (points[:, 0], np.log(2) / points[:, 1], points[:, 2] / np.sqrt(_MONTH), points[:, 3])
    log_weights = np.zeros(len(points))
    own: dict[str, tuple[float, float]] = {}
    for who, value, day in zip(figures["government"], named, days, strict=True):
        if own:
            latest, spoken = np.array(list(own.values())).T
            speakers, means, deviations = _ahead(grid, latest, spoken, day)
            density = np.exp(-0.5 * ((value - means) / deviations) ** 2) / deviations
            log_weights = _FORGETTING * log_weights + np.log(speakers @ density + 1e-12)
        own[who] = (value, day)
    latest, spoken = np.array(list(own.values())).T
    return Fit(np.exp(log_weights - logsumexp(log_weights)), *grid, latest, spoken)


def fan(fitted: Fit, day: pd.Timestamp, horizons: tuple[int, ...] = HORIZONS) -> pd.DataFrame:
    """The distribution of the figure about `day` and each horizon after it.

    Returns:
        One row a day; columns day, days (on from `day`), and a column a probability of
        `QUANTILES` named "5%" to "95%" (troops).
    """
    rows = []
    for days in (0, *horizons):
        at = day + pd.Timedelta(days=days)
        rows.append((at, days, *fitted.on(at).quantiles(np.array(QUANTILES))))
    return pd.DataFrame(rows, columns=["day", "days", *(f"{p:.0%}" for p in QUANTILES)])


def in_words(fan: pd.DataFrame, plain: str) -> str:
    """The last day of a fan in a sentence; `plain` is what is counted."""
    end = fan.iloc[-1]
    return (
        f"The next figure of {plain} about {end['day']:%-d %b %Y} lies between "
        f"{round(end['5%'], -2):,.0f} and {round(end['95%'], -2):,.0f} in nine cases of ten, "
        "by the model"
    )


def _ceilings(record: Record, kind: str, named: Floats) -> Floats:
    # One a government that names a plan, each with the same say; else multiples of the highest.
    if kind in PLANNED_KINDS:
        plans: Floats = np.log(latest_by_government(record, "planned")["best"].to_numpy(float))
        if len(plans):
            return plans
    ceilings: Floats = float(named.max()) + np.log(np.array(_CEILINGS))
    return ceilings


def _ahead(
    grid: tuple[Floats, Floats, Floats, Floats], latest: Floats, spoken: Floats, day: float
) -> tuple[Floats, Floats, Floats]:
    """Each government's figure on a later day, for every point of the grid.

    Returns:
        The chance of each government to be the one that speaks (sum 1); means and deviations
        of the logarithm of its figure, one row a government and one column a point.
    """
    ceilings, paces, shakes, errors = grid
    days = np.maximum(day - spoken, 0.0)[:, None]
    start = latest[:, None]
    # Above its ceiling a figure is not drawn back: a plan that was passed says nothing more.
    pull = np.where(start < ceilings, paces, 0.0)
    left = np.exp(-pull * days)
    with np.errstate(divide="ignore", invalid="ignore"):
        shaken = np.where(pull > 0, (1 - left**2) / (2 * pull), days)
    means = ceilings + (start - ceilings) * left
    speakers = 0.5 ** ((day - spoken) / _RECENT)
    return speakers / speakers.sum(), means, np.sqrt(shakes**2 * shaken + errors**2)


def _day_number(day: pd.Timestamp) -> float:
    return float((day - pd.Timestamp(0)).days)
