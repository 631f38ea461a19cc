"""The tables of a study: what is kept for reading, one frame a file."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product

import numpy as np
import pandas as pd

from sim.core.errors import QuestionError
from sim.ensemble.backlash import backlash_table
from sim.ensemble.effects_on import EFFECT_COLUMNS, effects_on, table_of
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.families import family_table
from sim.ensemble.kept import entries
from sim.ensemble.simulated import simulated
from sim.scenario import BASELINE, Scenario

QUARTERS_A_YEAR = 4
STOCKS = ("alignment", "trust")


def year_ends(scenario: Scenario) -> list[int]:
    """Quarters that close a year, the horizon last."""
    return list(range(QUARTERS_A_YEAR, scenario.quarters + 1, QUARTERS_A_YEAR))


def study_tables(ensemble: Ensemble) -> dict[str, pd.DataFrame]:
    """All tables of a study by name.

    Returns
    -------
    dict of DataFrame
        `effects` (against the baseline, at the end of every year), `comparisons` (of the pairs under `compare:`, at the
        horizon), `signing`, `luck_share`, `ledger_alignment`, `ledger_trust` (mean paired change at the horizon by
        mechanism, for every dyad), `moves` (the same change whole), `backlash` (what is lost elsewhere), `families`
        (every outcome for an option's own parties). An option of which worlds failed has no ledger, one that could be
        simulated in no world is in none of them.

    Raises
    ------
    QuestionError
        When the baseline could be simulated in no world.
    """
    ensemble = simulated(ensemble)
    makers: dict[str, Callable[[], pd.DataFrame]] = {
        "effects": lambda: ensemble.effects(quarters=year_ends(ensemble.scenario)),
        "comparisons": lambda: comparisons_table(ensemble),
        "signing": ensemble.signing,
        "luck_share": ensemble.luck_share,
        **{f"ledger_{stock}": partial(ledger_table, ensemble, stock) for stock in STOCKS},
        "moves": lambda: moves_table(ensemble),
        "backlash": lambda: backlash_table(ensemble),
        "families": lambda: family_table(ensemble),
    }
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        making = {name: pool.submit(make) for name, make in makers.items()}
        return {name: made.result() for name, made in making.items()}


def comparisons_table(ensemble: Ensemble) -> pd.DataFrame:
    """Effects at the horizon of options against each other: option, against, and the columns of `effects`."""
    pairs, dates = ensemble.scenario.compare, np.array([ensemble.scenario.quarters])
    found = {outcome: effects_on(ensemble, outcome, pairs, dates) for outcome in ensemble.subjects.names}
    rows = [found[outcome][pair] for pair in pairs for outcome in ensemble.subjects.names]
    return table_of(rows, ["option", "against", *EFFECT_COLUMNS[1:]])


def ledger_table(ensemble: Ensemble, stock: str) -> pd.DataFrame:
    """What moved every dyad under every option: option, source, target, mechanism, change."""
    names = entries(stock)
    source, target = _dyads(ensemble.scenario)
    frames = []
    for option in _paired(ensemble):
        change = ensemble.ledger_change(option, stock)
        off_diagonal = ~np.eye(change.shape[1], dtype=bool)
        frames.append(
            pd.DataFrame(
                {
                    "option": option,
                    "source": np.repeat(source, len(names)),
                    "target": np.repeat(target, len(names)),
                    "mechanism": np.tile(np.array(names, dtype=object), len(source)),
                    "change": change[:, off_diagonal].T.ravel(),
                }
            )
        )
    return _joined(frames, ["option", "source", "target", "mechanism", "change"])


def moves_table(ensemble: Ensemble) -> pd.DataFrame:
    """How far every dyad moved at the horizon, mean over worlds: option, source, target, alignment, trust."""
    source, target = _dyads(ensemble.scenario)
    off_diagonal = ~np.eye(len(ensemble.scenario.actors), dtype=bool)
    frames = [
        pd.DataFrame(
            {
                "option": option,
                "source": source,
                "target": target,
                **{stock: ensemble.moves(option, stock).to_numpy()[off_diagonal] for stock in STOCKS},
            }
        )
        for option in ensemble.options
        if option != BASELINE
    ]
    return _joined(frames, ["option", "source", "target", *STOCKS])


def _dyads(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    dyads = [(a, b) for a, b in product(scenario.actors, repeat=2) if a != b]
    return tuple(np.array(side, dtype=object) for side in zip(*dyads, strict=True))  # type: ignore[return-value]


def _paired(ensemble: Ensemble) -> list[str]:
    """Options whose ledger can be set against the baseline's."""
    found = []
    for option in ensemble.options:
        if option == BASELINE:
            continue
        try:
            ensemble.ledger_change(option)
        except QuestionError:
            continue
        found.append(option)
    return found


def _joined(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
