"""The numbers behind the trade-off: what each option gains for the pairs that it ties, and what is lost elsewhere."""

import numpy as np
import pandas as pd

from sim.charts.choice import options_but_baseline
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.backlash import pairs_tied
from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.kept import Numbers
from sim.scenario import BASELINE


def data(ensemble: Ensemble) -> pd.DataFrame:
    """Numbers of the trade-off.

    Returns
    -------
    DataFrame
        One row for each option that ties pairs, the largest gain first: option, pairs (how many it ties), gain,
        gain_lo, gain_hi (sum over those pairs of the paired change of alignment at the horizon, mean over worlds, and
        its 90 % interval), backlash, backlash_lo, backlash_hi (minus the sum over all other pairs), worlds, front
        (whether no other option has both more gain and less backlash, by means) and front_share (share of the worlds
        sound under all of them in which that is so).

    Raises
    ------
    QuestionError
        When no option ties any pair.
    """
    options = [name for name in options_but_baseline(ensemble) if pairs_tied(ensemble, name)[0].any()]
    if not options:
        raise QuestionError("no option ties a pair of states, so there is no gain to set against a backlash")
    shared = ensemble.sound(BASELINE, *options)
    rows, each = [], []
    for name in options:
        gain, lost = _by_world(ensemble, name)
        sound = ensemble.sound(name, BASELINE)
        of_draws = (ensemble.draw[sound], ensemble.draws, ensemble.seed)
        lo, hi = bootstrap_mean(np.stack([gain, lost], axis=1), *of_draws)
        pairs = int(pairs_tied(ensemble, name)[0].sum())
        rows.append((name, pairs, gain.mean(), lo[0], hi[0], lost.mean(), lo[1], hi[1], len(gain)))
        each.append((gain[shared[sound]], lost[shared[sound]]))
    columns = ["option", "pairs", "gain", "gain_lo", "gain_hi", "backlash", "backlash_lo", "backlash_hi", "worlds"]
    table = pd.DataFrame(rows, columns=columns)
    table["front"] = unbeaten(table["gain"].to_numpy()[:, None], table["backlash"].to_numpy()[:, None])[:, 0]
    gains, losses = (np.stack(side) for side in zip(*each, strict=True))
    table["front_share"] = unbeaten(gains, losses).mean(axis=1) if shared.any() else np.nan
    return table.sort_values("gain", ascending=False, kind="stable").reset_index(drop=True)


def unbeaten(gain: Numbers, lost: Numbers) -> np.ndarray:
    """Which options no other beats: at least as good in both and better in one, `(option, world)`."""
    no_worse = (gain[None] >= gain[:, None]) & (lost[None] <= lost[:, None])
    better = (gain[None] > gain[:, None]) | (lost[None] < lost[:, None])
    return ~(no_worse & better).any(axis=1)


def _by_world(ensemble: Ensemble, option: str) -> tuple[Numbers, Numbers]:
    tied, _ = pairs_tied(ensemble, option)
    outside = np.triu(~tied, 1)
    sums = [
        ((change * tied).sum(axis=(1, 2)), -(change * outside).sum(axis=(1, 2)))
        for change in ensemble.closing_change(option, "alignment")
    ]
    gain, lost = (np.concatenate(side) for side in zip(*sums, strict=True))
    return gain, lost
