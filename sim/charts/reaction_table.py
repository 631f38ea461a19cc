"""The numbers behind the chart of reactions: how far third parties move from or to the parties, entry by entry."""

import numpy as np
import pandas as pd

from sim.charts.choice import checked_option, signatories
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.kept import entries
from sim.scenario import BASELINE

MOST = 14
TOTALS = ("total", "lo", "hi")


def data(ensemble: Ensemble, option: str | None = None) -> pd.DataFrame:
    """Numbers of the chart of reactions.

    Parameters
    ----------
    ensemble
        The study.
    option
        The one with the largest mean absolute effect when left out.

    Returns
    -------
    DataFrame
        One row a third party, the largest total first, at most 14: option, actor, one column for each entry of the
        ledger of alignment (mean paired change at the horizon, mean over the parties), total (their sum), and lo, hi
        (90 % interval of the total, bootstrap clustered by draw).

    Raises
    ------
    QuestionError
        When the option has no parties or every actor is one.
    """
    name = checked_option(ensemble, option)
    actors = ensemble.scenario.actors
    parties = [actors.index(code) for code in signatories(ensemble, name)]
    thirds = [k for k in range(len(actors)) if k not in parties]
    if not parties or not thirds:
        raise QuestionError(f"{name} has no third parties: add provisions to the option, or actors to the scenario")
    ledger = ensemble.ledger_change(name)[:, thirds][:, :, parties].mean(axis=2)
    sound = ensemble.sound(name, BASELINE)
    pieces = ensemble.closing_change(name, "alignment")
    moved = np.concatenate([change[:, thirds][:, :, parties].mean(axis=2) for change in pieces])
    lo, hi = bootstrap_mean(moved, ensemble.draw[sound], ensemble.draws, ensemble.seed)
    table = pd.DataFrame(ledger.T, columns=list(entries("alignment")))
    table = table.assign(total=moved.mean(axis=0), lo=lo, hi=hi)
    table.insert(0, "actor", [actors[k] for k in thirds])
    table.insert(0, "option", name)
    order = np.argsort(-table["total"].abs().to_numpy(), kind="stable")[:MOST]
    return table.iloc[order].reset_index(drop=True)


def drawn_entries(table: pd.DataFrame) -> list[str]:
    """Entries that any actor shown has anything of, in the ledger's order."""
    names = [name for name in table.columns if name not in ("option", "actor", *TOTALS)]
    return [name for name in names if table[name].abs().max() > 1e-9]
