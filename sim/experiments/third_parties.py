"""Third parties: how far each option moves everybody who has no part in it, from what a study keeps.

The same figures as `reactions` gives at the horizon, for all options at once and without running a world again; when a
third party moved is not kept, and only `reactions` tells it.
"""

import numpy as np
import pandas as pd

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean, shares
from sim.ensemble.kept import entries
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

STOCK = "alignment"
COLUMNS = ("option", "actor", "change", "lo", "hi", "p_down", "p_negligible", "p_up", "through", "through_change")


def third_parties(ensemble: Ensemble) -> pd.DataFrame:
    """Every third party of every option, the one that moves furthest first.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: change (paired change of alignment with the parties at the horizon, mean over them and over
        worlds) with its 90 % interval; shares of worlds that end further, within the band, closer; the largest entry of
        the ledger that goes the same way, missing where some worlds failed. An option without third parties, or of
        which no world is sound, has no rows.
    """
    frames = [_of_option(ensemble, name) for name in ensemble.options if name != BASELINE]
    found = [frame for frame in frames if frame is not None]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(COLUMNS))


def _of_option(ensemble: Ensemble, option: str) -> pd.DataFrame | None:
    codes = np.array(ensemble.scenario.actors, dtype=object)
    provisions = ensemble.scenario.option(option).provisions
    own = np.isin(codes, [code for provision in provisions for code in provision.members])
    sound = ensemble.sound(option, BASELINE)
    if not own.any() or own.all() or not sound.any():
        return None
    pieces = ensemble.closing_change(option, STOCK)
    moved = np.concatenate([change[:, ~own][:, :, own].mean(axis=2) for change in pieces])
    lo, hi = bootstrap_mean(moved, ensemble.draw[sound], ensemble.draws, ensemble.seed)
    down, same, up = shares(moved, OUTCOMES[STOCK].band)
    columns = {"change": moved.mean(axis=0), "lo": lo, "hi": hi, "p_down": down, "p_negligible": same, "p_up": up}
    table = pd.DataFrame({"option": option, "actor": codes[~own], **columns})
    table["through"], table["through_change"] = _through(ensemble, option, own)
    order = table["change"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order, list(COLUMNS)]


def _through(ensemble: Ensemble, option: str, own: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    try:
        ledger = ensemble.ledger_change(option, STOCK)[:, ~own][:, :, own].mean(axis=2)
    except QuestionError:
        return np.full(int((~own).sum()), None, dtype=object), np.full(int((~own).sum()), np.nan)
    place = np.argmax(ledger * np.sign(ledger.sum(axis=0)), axis=0)
    return np.array(entries(STOCK), dtype=object)[place], ledger[place, np.arange(ledger.shape[1])]
