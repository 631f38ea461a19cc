"""Families side by side: what every option changes for its own parties, in one number an outcome.

actor outcomes   the mean over the option's parties; under a perspective, that state alone where it is a party
pair outcomes    the mean over the pairs that the option ties, both ways where direction matters
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble.effects import effect_table
from sim.ensemble.ensemble import Ensemble
from sim.outcomes import FAMILIES, OUTCOMES
from sim.scenario import BASELINE

FOUR = ("strategic", "operational", "diplomatic", "economic")
# Which outcome speaks for a family: the first of these that was measured, else the first of the family.
HEADLINES = {
    "strategic": ("deterrence", "threat_exposure"),
    "operational": ("interoperability", "readiness", "cooperation"),
    "diplomatic": ("alignment", "influence"),
    "economic": ("export_potential", "industrial_work", "cost_burden"),
}
STATISTICS = ("mean", "lo", "hi", "q05", "q95", "p_down", "p_negligible", "p_up")
COLUMNS = ("option", "family", "outcome", "unit", "better", *STATISTICS)


def family_table(ensemble: Ensemble) -> pd.DataFrame:
    """Paired effects at the horizon on the parties of each option, for every outcome measured of pairs or actors.

    Returns
    -------
    DataFrame
        One row for each option that ties pairs and each outcome, by family: option, family, outcome, unit, better, and
        `STATISTICS` as in `Ensemble.effects`.
    """
    frames = [
        _effect(ensemble, option, outcome, places).assign(
            option=option, family=family, outcome=outcome, unit=OUTCOMES[outcome].unit, better=OUTCOMES[outcome].better
        )
        for option in ensemble.options
        if option != BASELINE
        for family, names in FAMILIES.items()
        for outcome in names
        if (places := places_of(ensemble, option, outcome))
    ]
    columns = list(COLUMNS)
    return pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)


def headlines(table: pd.DataFrame) -> dict[str, str]:
    """The outcome that speaks for each of the four families, of those that were measured."""
    found = {}
    for family in FOUR:
        measured = table.loc[table["family"] == family, "outcome"].unique().tolist()
        spoken = [name for name in HEADLINES[family] if name in measured]
        if measured:
            found[family] = (spoken or measured)[0]
    return found


def places_of(ensemble: Ensemble, option: str, outcome: str) -> list[int]:
    """Where the series of an outcome hold what belongs to an option's parties; none when that was not measured."""
    if outcome not in ensemble.subjects.names or OUTCOMES[outcome].over == "world":
        return []
    names = ensemble.subjects.names[outcome]
    wanted = _own(ensemble, option)[0 if OUTCOMES[outcome].over == "pair" else 1]
    return [names.index(subject) for subject in wanted if subject in names]


def _own(ensemble: Ensemble, option: str) -> tuple[list[str], list[str]]:
    """Pairs that an option ties, in both directions, and its parties."""
    scenario = ensemble.scenario
    pairs = [pair for provision in scenario.option(option).provisions for pair in provision.pairs]
    parties = list(dict.fromkeys(side for pair in pairs for side in pair))
    if scenario.perspective in parties:
        parties = [str(scenario.perspective)]
        pairs = [pair for pair in pairs if scenario.perspective in pair]
    both_ways = [f"{a}:{b}" for a, b in pairs] + [f"{b}:{a}" for a, b in pairs]
    return list(dict.fromkeys(both_ways)), parties


def _effect(ensemble: Ensemble, option: str, outcome: str, places: Sequence[int]) -> pd.DataFrame:
    sound = ensemble.sound(option, BASELINE)

    def at_the_end(name: str) -> NDArray[np.float64]:
        series = ensemble.kept[name].series[outcome][sound, -1]
        return np.asarray(series[:, places].mean(axis=1)[:, None, None])

    ours, base = at_the_end(option), at_the_end(BASELINE)
    return effect_table(ours - base, base, ensemble.draw[sound], ensemble.draws, ensemble.seed, OUTCOMES[outcome].band)[
        list(STATISTICS)
    ]
