"""The numbers behind the chart of effects: which panels, and what stands in them."""

import pandas as pd

from sim.charts.choice import measured_pairs, options_but_baseline
from sim.charts.words import unit_name
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import effect_table
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
    names = options_but_baseline(ensemble)
    frames = [_panel(ensemble, outcome, subject, names) for outcome, subject in chosen_panels(ensemble)]
    order = frames[0].sort_values("mean", ascending=False, kind="stable")["option"].tolist()
    return pd.concat([frame.set_index("option").loc[order].reset_index() for frame in frames])[
        list(COLUMNS)
    ].reset_index(drop=True)


def _panel(ensemble: Ensemble, outcome: str, subject: str, names: tuple[str, ...]) -> pd.DataFrame:
    table = pd.concat([_row(ensemble, outcome, subject, name) for name in names], ignore_index=True)
    table = table.assign(option=names, outcome=outcome, subject=subject, band=OUTCOMES[outcome].band)
    if outcome not in IN_PERCENT:
        return table.assign(unit=unit_name(outcome))
    place = ensemble.subjects.names[outcome].index(subject)
    for number, name in enumerate(names):
        sound = ensemble.sound(name, BASELINE)
        rate = float(ensemble.kept[BASELINE].at(outcome, [-1])[sound, 0, place].mean())
        # Where the baseline knows no crises there is no percentage, and the row stays empty.
        table.loc[number, SCALED] = table.loc[number, SCALED] * (100 / rate if rate > 0 else float("nan"))
    return table.assign(unit=PERCENT)


def _row(ensemble: Ensemble, outcome: str, subject: str, option: str) -> pd.DataFrame:
    place = ensemble.subjects.names[outcome].index(subject)
    sound = ensemble.sound(option, BASELINE)
    base = ensemble.kept[BASELINE].at(outcome, [0, -1])[sound, :, place]
    ours = ensemble.kept[option].at(outcome, [-1])[sound, :, place]
    return effect_table(
        (ours - base[:, 1:])[..., None],
        (base[:, 1:] - base[:, :1])[..., None],
        ensemble.draw[sound],
        ensemble.draws,
        ensemble.seed,
        OUTCOMES[outcome].band,
    )
