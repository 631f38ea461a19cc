"""The numbers behind the chart of effects: which panels, and what stands in them."""

import numpy as np
import pandas as pd

from sim.charts.choice import measured_pairs, options_but_baseline
from sim.charts.words import unit_name
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import Numbers, effect_table
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

PANELS = 6
IN_PERCENT = ("crises", "crisis_hazard")
PERCENT = "% of baseline"
SCALED = ["mean", "lo", "hi", "q05", "q95", "band"]
COLUMNS = (
    "option", "outcome", "subject", "unit", "mean", "lo", "hi", "q05", "q95", "band", "p_down", "p_negligible", "p_up",
)  # fmt: skip


def chosen_panels(ensemble: Ensemble) -> list[tuple[str, str]]:
    """At most six outcomes with their subjects, those about watched pairs first.

    Alignment of the first four pairs, trust within the first, crises; where the study has fewer, whatever else it has
    measured of its first pair, of the whole system and of its first actor.

    Raises
    ------
    QuestionError
        When nothing was measured.
    """
    pairs = [("alignment", pair) for pair in measured_pairs(ensemble, "alignment")]
    trust = [("trust", pair) for pair in measured_pairs(ensemble, "trust")]
    world = [("crises", name) for name in ensemble.subjects.names.get("crises", ())]
    first = [(outcome, names[0]) for outcome, names in ensemble.subjects.names.items() if names]
    main = pairs[: PANELS - 2] + trust[:1] + world
    rest = sorted((panel for panel in first if panel not in main), key=_kind)
    chosen = [*main[: PANELS - 1], *main[PANELS - 1 :], *rest][:PANELS]
    if not chosen:
        raise QuestionError("nothing was measured: name subjects under `watch:` and run the study again")
    return sorted(chosen, key=_kind)


def _kind(panel: tuple[str, str]) -> int:
    return ("pair", "actor", "world").index(OUTCOMES[panel[0]].over)


def data(ensemble: Ensemble) -> pd.DataFrame:
    """Numbers of the chart of effects, in the order drawn.

    Returns
    -------
    DataFrame
        One row for each panel and option: columns `COLUMNS`. As `Ensemble.effects` at the horizon, but crises and their
        hazards in percent of the baseline's mean; `band` is the band of no practical change in the same unit. Options
        stand in descending order of the first panel's mean.
    """
    names, panels = options_but_baseline(ensemble), chosen_panels(ensemble)
    base = _ends(ensemble, BASELINE, panels, [0, -1])
    table = pd.concat([_rows(ensemble, name, panels, base) for name in names], ignore_index=True)
    order = table[:: len(panels)].sort_values("mean", ascending=False, kind="stable").index // len(panels)
    # As the rows stand, option by option: from panel to panel, and in each panel in that order.
    places = [option * len(panels) + panel for panel in range(len(panels)) for option in order]
    return table.loc[places, list(COLUMNS)].reset_index(drop=True)


def _rows(ensemble: Ensemble, option: str, panels: list[tuple[str, str]], base: Numbers) -> pd.DataFrame:
    """One option in every panel; `base` is the baseline's opening and horizon, `(world, 2, panel)`."""
    sound = ensemble.sound(option, BASELINE)
    base, bands = base[sound], np.array([OUTCOMES[outcome].band for outcome, _ in panels])
    change = _ends(ensemble, option, panels, [-1])[sound] - base[:, 1:]
    told = effect_table(change, base[:, 1:] - base[:, :1], ensemble.draw[sound], ensemble.draws, ensemble.seed, bands)
    outcomes, subjects = zip(*panels, strict=True)
    told = told.assign(option=option, outcome=outcomes, subject=subjects, band=bands, unit=[*map(unit_name, outcomes)])
    for place in (place for place, outcome in enumerate(outcomes) if outcome in IN_PERCENT):
        rate = float(np.ascontiguousarray(base[:, 1, place]).mean())
        # Where the baseline knows no crises there is no percentage, and the row stays empty.
        told.loc[place, SCALED] = told.loc[place, SCALED] * (100 / rate if rate > 0 else float("nan"))
        told.loc[place, "unit"] = PERCENT
    return told


def _ends(ensemble: Ensemble, option: str, panels: list[tuple[str, str]], quarters: list[int]) -> Numbers:
    """Panels at some quarters, `(world, quarter, panel)`."""
    places = [ensemble.subjects.names[outcome].index(subject) for outcome, subject in panels]
    found = {outcome: ensemble.kept[option].at(outcome, quarters) for outcome, _ in panels}
    return np.stack([found[outcome][:, :, place] for (outcome, _), place in zip(panels, places, strict=True)], axis=2)
