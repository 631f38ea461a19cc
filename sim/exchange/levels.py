"""Long tables of a study: how every outcome stood over time, and how every world ended."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.ensemble import Ensemble
from sim.ensemble.effects import quantiles
from sim.outcomes import OUTCOMES
from sim.scenario.dates import QUARTERS_A_YEAR, quarter_name

LEVEL_COLUMNS = ("option", "outcome", "subject", "quarter", "date", "unit", "mean", "q05", "q50", "q95", "worlds")
WORLD_COLUMNS = ("option", "draw", "run", "outcome", "subject", "value")


def year_quarters(ensemble: Ensemble) -> list[int]:
    """Quarters passed at the opening and after each year."""
    return list(range(0, ensemble.scenario.quarters + 1, QUARTERS_A_YEAR))


def levels(ensemble: Ensemble) -> pd.DataFrame:
    """Every outcome of every subject under every option, at the opening and after each year.

    Returns
    -------
    DataFrame
        Columns `LEVEL_COLUMNS`: mean over the sound worlds of the option, their 5, 50 and 95 % points, and how many.
    """
    dates, ran = year_quarters(ensemble), [name for name in ensemble.options if ensemble.kept[name].sound.any()]
    frames = [_of(ensemble, name, outcome, dates) for name in ran for outcome in ensemble.subjects.names]
    return pd.concat(frames, ignore_index=True)[list(LEVEL_COLUMNS)]


def _of(ensemble: Ensemble, option: str, outcome: str, dates: list[int]) -> pd.DataFrame:
    subjects = ensemble.subjects.names[outcome]
    sound = ensemble.kept[option].sound
    values = ensemble.kept[option].at(outcome, dates)[sound].transpose(0, 2, 1).reshape(int(sound.sum()), -1)
    empty = np.full(values.shape[1], np.nan)
    mean, points = (values.mean(axis=0), quantiles(values, 0.05, 0.5, 0.95)) if len(values) else (empty, [empty] * 3)
    columns = {
        "option": option,
        "outcome": outcome,
        "subject": np.repeat(np.array(subjects, dtype=object), len(dates)),
        "quarter": np.tile(dates, len(subjects)),
        "date": [quarter_name(ensemble.scenario.start + t) for t in dates] * len(subjects),
        "unit": OUTCOMES[outcome].unit,
        "mean": mean,
        **dict(zip(("q05", "q50", "q95"), points, strict=True)),
        "worlds": int(sound.sum()),
    }
    return pd.DataFrame(columns)


def ends(ensemble: Ensemble) -> Iterator[pd.DataFrame]:
    """How every world ended, an option and outcome at a time, so that memory stays small: columns `WORLD_COLUMNS`."""
    world = np.arange(ensemble.worlds)
    for name in ensemble.options:
        kept = ensemble.kept[name]
        for outcome, subjects in ensemble.subjects.names.items():
            values = np.where(kept.sound[:, None], kept.at(outcome, [-1])[:, 0, :], np.nan)
            columns = {
                "option": name,
                "draw": np.repeat(world // ensemble.runs, len(subjects)),
                "run": np.repeat(world % ensemble.runs, len(subjects)),
                "outcome": outcome,
                "subject": np.tile(np.array(subjects, dtype=object), ensemble.worlds),
                "value": values.ravel(),
            }
            yield pd.DataFrame(columns)
