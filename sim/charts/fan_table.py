"""The numbers behind the fan: an outcome under an option, in the baseline, and the difference between them.

What assumptions alone do is told apart from what they do together with luck. The runs of a draw share its assumptions;
the means of draws are drawn together about the mean of all until their variance is that of assumptions in a one-way
analysis of variance (`sim.ensemble.effects.split_variance`), for a mean over few runs still holds luck.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.charts.choice import checked_option, options_but_baseline
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean, shares, split_variance
from sim.ensemble.kept import Numbers
from sim.ensemble.subjects import canonical
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE
from sim.scenario.dates import quarter_name
from sim.scenario.problems import unknown

ENDS = ("q05", "q95")
POINTS = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}


class Asked(NamedTuple):
    """What a fan is about."""

    outcome: str
    pair: str
    option: str


def asked(ensemble: Ensemble, pair: str | None, option: str | None, outcome: str) -> Asked:
    """The subject and option named, or the first that was measured and the option that changes it most at the horizon.

    Raises
    ------
    QuestionError
        When the study has not measured that outcome of that subject, or holds no such option.
    """
    options_but_baseline(ensemble)
    if outcome not in OUTCOMES:
        raise QuestionError(unknown("outcome", outcome, ensemble.subjects.names))
    pairs = ensemble.subjects.names.get(outcome, ())
    if not pairs:
        raise QuestionError(f"{outcome!r} was measured of nobody; name it under `outcomes:` and whom under `watch:`")
    wanted = pairs[0] if pair is None else pair
    if ":" in wanted and OUTCOMES[outcome].over == "pair":
        wanted = canonical(wanted, OUTCOMES[outcome].directed, ensemble.scenario.groups)
    if wanted not in pairs:
        raise QuestionError(f"{pair!r} was not watched for {outcome}; add it under `watch:` ({', '.join(pairs)})")
    chosen = checked_option(ensemble, option) if option else _most(ensemble, outcome, wanted)
    return Asked(outcome, wanted, chosen)


def _most(ensemble: Ensemble, outcome: str, pair: str) -> str:
    names, place = options_but_baseline(ensemble), ensemble.subjects.names[outcome].index(pair)

    def change(name: str) -> float:
        sound = ensemble.sound(name, BASELINE)
        ours, base = (ensemble.kept[of].at(outcome, [-1])[sound, 0, place] for of in (name, BASELINE))
        return abs(float((ours - base).mean()))

    return max(names, key=change)


def _paired(ensemble: Ensemble, about: Asked) -> tuple[Numbers, Numbers, Numbers]:
    """Sound worlds of option and baseline, and their difference, each `(world, quarter)`."""
    place = ensemble.subjects.names[about.outcome].index(about.pair)
    sound = ensemble.sound(about.option, BASELINE)
    ours, base = (ensemble.kept[name].series[about.outcome][sound, :, place] for name in (about.option, BASELINE))
    return ours, base, ours - base


def horizon_shares(ensemble: Ensemble, about: Asked) -> tuple[float, float]:
    """Shares of worlds that end below and above the band of no practical change."""
    down, _, up = shares(_paired(ensemble, about)[2][:, -1], OUTCOMES[about.outcome].band)
    return float(down), float(up)


def data(
    ensemble: Ensemble, pair: str | None = None, option: str | None = None, outcome: str = "alignment"
) -> pd.DataFrame:
    """Numbers of the fan.

    Parameters
    ----------
    ensemble
        The study.
    pair, option
        Whom it is about, a pair, a state or `world`, and an option; the first that was measured, and the option that
        changes it most, when left out.
    outcome
        Any that was measured.

    Returns
    -------
    DataFrame
        One row a quarter: option, outcome, subject, quarter, date, year, then `option_` and `baseline_` with q05, q25,
        median, q75, q95 over worlds, and `difference_` with mean, its 90 % interval lo, hi, and q05, q95; the same ends
        with `_assumed` for what assumptions alone do, and luck_share, the share of luck in the variance of the
        difference (both empty where no draw has two runs).
    """
    about = asked(ensemble, pair, option, outcome)
    ours, base, difference = _paired(ensemble, about)
    quarters = np.arange(ensemble.scenario.quarters + 1)
    lo, hi = bootstrap_mean(
        difference, ensemble.draw[ensemble.sound(about.option, BASELINE)], ensemble.draws, ensemble.seed
    )
    columns: dict[str, object] = {
        "option": about.option,
        "outcome": about.outcome,
        "subject": about.pair,
        "quarter": quarters,
        "date": [quarter_name(ensemble.scenario.start + int(t)) for t in quarters],
        "year": (ensemble.scenario.start + quarters) / 4,
    }
    for name, values in (("option", ours), ("baseline", base)):
        columns |= {f"{name}_{point}": np.quantile(values, q, axis=0) for point, q in POINTS.items()}
    columns |= {"difference_mean": difference.mean(axis=0), "difference_lo": lo, "difference_hi": hi}
    columns |= {f"difference_{point}": np.quantile(difference, POINTS[point], axis=0) for point in ENDS}
    draw = ensemble.draw[ensemble.sound(about.option, BASELINE)]
    for name, values in (("option", ours), ("baseline", base), ("difference", difference)):
        columns |= dict(zip([f"{name}_assumed_{end}" for end in ENDS], assumed(values, draw), strict=True))
    luck, assumptions = split_variance(difference, draw)
    both = luck + assumptions
    columns["luck_share"] = np.where(both > 0, luck / np.where(both > 0, both, 1.0), np.nan)
    return pd.DataFrame(columns)


def assumed(values: Numbers, draw: NDArray[np.int64]) -> Numbers:
    """The middle 90 of 100 draws with luck taken out, `(end, quarter)`; NaN where it cannot be told apart.

    Parameters
    ----------
    values
        `(world, quarter)`.
    draw
        Number of each world's draw, `(world,)`.
    """
    _, assumptions = split_variance(values, draw)
    means = np.stack([values[draw == number].mean(axis=0) for number in np.unique(draw)])
    middle, spread = values.mean(axis=0), means.std(axis=0, ddof=1) if len(means) > 1 else np.zeros(values.shape[1])
    drawn = np.where(spread > 0, np.sqrt(assumptions) / np.where(spread > 0, spread, 1.0), 0.0)
    apart = middle + (means - means.mean(axis=0)) * np.minimum(drawn, 1.0)
    return np.where(np.isnan(assumptions), np.nan, np.quantile(apart, [POINTS[end] for end in ENDS], axis=0))
