"""Families side by side: what every option changes for its own parties, in one number an outcome.

actor outcomes   the mean over the option's parties; under a perspective, that state alone where it is a party
pair outcomes    the mean over the pairs that the option ties, both ways where direction matters
"""

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
        found for option in ensemble.options if option != BASELINE if (found := _effects(ensemble, option)) is not None
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


def _effects(ensemble: Ensemble, option: str) -> pd.DataFrame | None:
    """Effects of one option, all outcomes at once; None when it ties nobody that was measured."""
    measured = {
        name: (family, places)
        for family, names in FAMILIES.items()
        for name in names
        if (places := places_of(ensemble, option, name))
    }
    if not measured:
        return None
    sound = ensemble.sound(option, BASELINE)

    def at_the_end(of: str) -> NDArray[np.float64]:
        """Mean over an option's own, `(world, 1, outcome)`."""
        kept = ensemble.kept[of]
        ends = [kept.at(name, [-1])[sound, 0][:, places].mean(axis=1) for name, (_, places) in measured.items()]
        return np.stack(ends, axis=1)[:, None, :]

    base, bands = at_the_end(BASELINE), np.array([OUTCOMES[name].band for name in measured])
    draw, draws, seed = ensemble.draw[sound], ensemble.draws, ensemble.seed
    told = effect_table(at_the_end(option) - base, base, draw, draws, seed, bands)[list(STATISTICS)]
    named = pd.DataFrame(
        [(option, family, name, OUTCOMES[name].unit, OUTCOMES[name].better) for name, (family, _) in measured.items()],
        columns=list(COLUMNS[:5]),
    )
    return pd.concat([named, told], axis=1)
