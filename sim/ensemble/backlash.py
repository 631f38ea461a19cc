"""Backlash: alignment lost elsewhere while an option draws its own parties together.

    gain     = sum over pairs that the option ties of the paired change of alignment
    backlash = - sum over all other pairs of the same
    per gain = backlash / gain, where the gain is more than no practical change

Both at the horizon and split by the entries of the ledger, which are proximate terms. A negative backlash is a gain
elsewhere.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.kept import entries
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

Mask = NDArray[np.bool_]
TOTAL = "total"
COLUMNS = ("option", "mechanism", "gain", "backlash", "with_parties", "lo", "hi", "per_gain")


def backlash_table(ensemble: Ensemble) -> pd.DataFrame:
    """What every option that ties pairs costs outside them.

    Returns
    -------
    DataFrame
        For each option one row for each entry of the ledger and one `total`, which they sum to: option, mechanism,
        gain, backlash, with_parties (the part of the backlash in pairs of a party and a third state); and on the row
        `total` lo, hi (90 % interval of the backlash, bootstrap clustered by draw) and per_gain (empty where the pairs
        of the option gain nothing that counts). An option of which worlds failed has no ledger and no row.
    """
    rows: list[tuple[object, ...]] = []
    for option in ensemble.options:
        tied, touched = pairs_tied(ensemble, option)
        if option == BASELINE or not tied.any():
            continue
        try:
            change = ensemble.ledger_change(option)
        except QuestionError:
            continue
        parts = [_split(entry, tied, touched) for entry in change]
        named = zip(entries("alignment"), parts, strict=True)
        rows += [(option, name, *part, np.nan, np.nan, np.nan) for name, part in named]
        rows.append((option, TOTAL, *_total(ensemble, option, tied, touched)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def pairs_tied(ensemble: Ensemble, option: str) -> tuple[Mask, Mask]:
    """Pairs that an option ties, and pairs that hold at least one of its parties, `(actor, other)`, each pair once."""
    actors = ensemble.scenario.actors
    tied, party = np.zeros((len(actors), len(actors)), dtype=bool), np.zeros(len(actors), dtype=bool)
    for provision in ensemble.scenario.option(option).provisions:
        for a, b in provision.pairs:
            i, j = sorted((actors.index(a), actors.index(b)))
            tied[i, j] = party[i] = party[j] = True
    return tied, np.triu(party[:, None] | party[None, :], 1)


def _split(change: NDArray[np.float64], tied: Mask, touched: Mask) -> tuple[float, float, float]:
    """Gain, backlash, and the backlash with parties."""
    outside = np.triu(~tied, 1)
    return float(change[tied].sum()), float(-change[outside].sum()), float(-change[outside & touched].sum())


def _total(ensemble: Ensemble, option: str, tied: Mask, touched: Mask) -> tuple[float, ...]:
    sound = ensemble.sound(option, BASELINE)
    gain, lost, with_parties = _split(ensemble.moves(option).to_numpy(), tied, touched)
    outside = np.triu(~tied, 1)
    pieces = ensemble.closing_change(option, "alignment")
    each = np.concatenate([-(change * outside).sum(axis=(1, 2)) for change in pieces])
    lo, hi = bootstrap_mean(each[:, None], ensemble.draw[sound], ensemble.draws, ensemble.seed)
    counts = gain > OUTCOMES["alignment"].band
    return gain, lost, with_parties, float(lo[0]), float(hi[0]), lost / gain if counts else np.nan
