"""Families: what every option changes for its own parties, strategically, operationally, diplomatically, economically.

The panels are those of the chart of effects; each number is the mean over the option's parties, or over the pairs that
it ties. A study that measured nothing of parties shows the panels of the chart of effects.
"""

import pandas as pd
from matplotlib.figure import Figure

from sim.charts.chart import Chart
from sim.charts.choice import options_but_baseline, signatories
from sim.charts.effect_table import COLUMNS
from sim.charts.effect_table import data as effect_data
from sim.charts.effects import page
from sim.charts.letters import drawing
from sim.charts.words import MINUS, end_name
from sim.ensemble import Ensemble
from sim.ensemble.families import FOUR, family_table, headlines
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

PARTIES = "parties"
# Beside the outcome that speaks for each family, where they were measured.
ALSO = ("threat_exposure", "cost_burden")
NAMED = 3


def data(ensemble: Ensemble) -> pd.DataFrame:
    """Numbers of the chart of families, in the order drawn.

    Returns
    -------
    DataFrame
        As of the chart of effects, with `subject` "parties": one row for each outcome shown and each option that ties
        pairs, in descending order of alignment, or of the first outcome.
    """
    options_but_baseline(ensemble)
    table = family_table(ensemble)
    spoken = headlines(table)
    if not spoken:
        return effect_data(ensemble)
    measured = set(table["outcome"])
    shown = [*spoken.values(), *(name for name in ALSO if name in measured and name not in spoken.values())]
    shown.sort(key=lambda name: FOUR.index(OUTCOMES[name].family))
    leading = spoken.get("diplomatic", shown[0])
    ranked = table[table["outcome"] == leading].sort_values("mean", ascending=False, kind="stable")["option"]
    rows = table.set_index(["outcome", "option"]).loc[[(name, option) for name in shown for option in ranked]]
    rows = rows.reset_index().assign(subject=PARTIES)
    rows["unit"] = rows["unit"].str.replace(" -", f" {MINUS}")
    rows["band"] = [OUTCOMES[name].band for name in rows["outcome"]]
    return rows[list(COLUMNS)]


@drawing
def draw(ensemble: Ensemble) -> Figure:
    """All options that tie pairs against the baseline at the horizon, for their own parties."""
    table = data(ensemble)
    if set(table["subject"]) == {PARTIES}:
        whom = _whom(ensemble, table["option"].unique().tolist())
        table = table.assign(whom=[f"{OUTCOMES[name].family}: {whom}" for name in table["outcome"]])
    return page(ensemble, table, "What each option changes for its own parties", _lead(ensemble.scenario))


def _whom(ensemble: Ensemble, options: list[str]) -> str:
    """The parties by name where they are few and the same under every option."""
    scenario = ensemble.scenario
    parties = {signatories(ensemble, option) for option in options}
    if scenario.perspective and all(scenario.perspective in some for some in parties):
        return scenario.names[scenario.perspective]
    if len(parties) > 1 or len(only := parties.pop()) > NAMED:
        return "parties of each option"
    return ", ".join(scenario.names[code] for code in only)


def _lead(scenario: Scenario) -> str:
    return (
        f"Means over the parties of each option, or over the pairs that it ties, against the baseline, world by world, "
        f"in {end_name(scenario)}, after {scenario.horizon} years."
    )


FAMILIES = Chart("families", "What each option changes for its own parties", draw, data)
