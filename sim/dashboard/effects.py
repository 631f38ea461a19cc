"""What an ensemble gave, for the page: a table of effects for each option, and fan charts of the pair looked at."""

import base64
import io
from threading import Lock
from typing import Any

from sim.charts import CHARTS
from sim.charts.style import in_style
from sim.charts.words import end_name, option_title, signed, subject_name, unit_name
from sim.core.errors import EntenteError
from sim.ensemble import Ensemble
from sim.experiments.words import of_worlds
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

OUTCOME = "alignment"
# Matplotlib's style is one for the whole process, and visitors' charts are drawn in threads.
_DRAWING = Lock()

Table = tuple[str, list[dict[str, Any]]]


def tables(ensemble: Ensemble) -> list[Table]:
    """Effects on alignment at the horizon, a caption and a row for each watched pair.

    Each option against the baseline; where there are two, the first against the second as well.
    """
    if OUTCOME not in ensemble.subjects.names:
        return []
    options = [option for option in ensemble.options if option != BASELINE]
    asked = [(option, BASELINE) for option in options]
    if len(options) == 2:
        asked.append((options[0], options[1]))
    return [_table(ensemble, option, against) for option, against in asked]


def _table(ensemble: Ensemble, option: str, against: str) -> Table:
    scenario, outcome = ensemble.scenario, OUTCOMES[OUTCOME]
    worlds = int(ensemble.sound(option, against).sum())
    found = ensemble.effects(against, quarters=[scenario.quarters])
    found = found[(found["outcome"] == OUTCOME) & (found["option"] == option)]
    other = "the baseline" if against == BASELINE else option_title(against, scenario)
    caption = (
        f"{option_title(option, scenario)} against {other}: change of {OUTCOME} in {end_name(scenario)}, "
        f"{unit_name(OUTCOME)}, {worlds} worlds. No practical change: within {outcome.band:g}."
    )
    return caption, [_row(ensemble, effect, worlds) for effect in found.to_dict("records")]


def _row(ensemble: Ensemble, effect: dict[str, Any], worlds: int) -> dict[str, Any]:
    subject = str(effect["subject"])
    cells = [
        signed(effect["mean"]),
        f"{signed(effect['lo'])} to {signed(effect['hi'])}",
        f"{signed(effect['q05'])} to {signed(effect['q95'])}",
        *(of_worlds(float(effect[share]), worlds) for share in ("p_down", "p_negligible", "p_up")),
    ]
    pair = set(subject.split(":")) <= set(ensemble.scenario.actors)
    return {"subject": subject, "name": subject_name(OUTCOME, subject, ensemble.scenario), "pair": pair, "cells": cells}


def charts(ensemble: Ensemble, pair: str) -> list[tuple[str, str]]:
    """By option, a fan of the pair: what it shows in words, and its address as data. Empty where it was not watched."""
    made = []
    for option in ensemble.options:
        if option == BASELINE:
            continue
        try:
            made.append((f"Fan chart of {pair} under {option}", _drawn(ensemble, pair, option)))
        except EntenteError:
            continue
    return made


@in_style
def _as_svg(figure: Any) -> str:
    held = io.BytesIO()
    figure.savefig(held, format="svg", metadata={"Date": None})
    return "data:image/svg+xml;base64," + base64.b64encode(held.getvalue()).decode("ascii")


def _drawn(ensemble: Ensemble, pair: str, option: str) -> str:
    with _DRAWING:
        return _as_svg(CHARTS["fan"].draw(ensemble, pair=pair, option=option))
