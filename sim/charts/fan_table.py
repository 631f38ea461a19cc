"""The numbers behind the fan: one pair under an option, in the baseline, and the difference between them."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.charts.choice import checked_option, measured_pairs, options_but_baseline
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean, shares
from sim.ensemble.kept import Numbers
from sim.ensemble.subjects import canonical
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE
from sim.scenario.dates import quarter_name

POINTS = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}


class Asked(NamedTuple):
    """What a fan is about."""

    outcome: str
    pair: str
    option: str


def asked(ensemble: Ensemble, pair: str | None, option: str | None, outcome: str) -> Asked:
    """The pair and option named, or the first watched pair and the option that changes it most at the horizon.

    Raises
    ------
    QuestionError
        When the study has not measured that outcome of that pair, or holds no such option.
    """
    pairs = measured_pairs(ensemble, outcome)
    if not pairs:
        raise QuestionError(f"{outcome!r} was measured of no pair; name it under `outcomes:` and a pair under `watch:`")
    wanted = pairs[0] if pair is None else pair
    if ":" in wanted:
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
        As in the scenario; the first watched pair, and the option that changes it most, when left out.
    outcome
        Of pairs.

    Returns
    -------
    DataFrame
        One row a quarter: option, outcome, subject, quarter, date, year, then `option_` and `baseline_` with q05, q25,
        median, q75, q95 over worlds, and `difference_` with mean, its 90 % interval lo, hi, and q05, q95.
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
    columns |= {f"difference_{point}": np.quantile(difference, POINTS[point], axis=0) for point in ("q05", "q95")}
    return pd.DataFrame(columns)
