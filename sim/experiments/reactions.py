"""Reactions: which third parties an option moves, how far, when, through what; and what that leaves the signatories.

A third party's move is the paired change of its alignment with the parties, mean over them, at the horizon. When: the
first quarter from which the mean move stays at half of its final size or beyond, and the first from which its 90 %
interval stays off zero. Through what: the largest entry of the ledger that goes the same way.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean, shares
from sim.ensemble.kept import Numbers, entries
from sim.ensemble.question import checked_option, checked_switches
from sim.ensemble.run import Progress
from sim.ensemble.watch import Sight, watch
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE

STOCK = "alignment"
_STILL = 1e-12


@dataclass(frozen=True)
class Reactions:
    """Who reacts to an option.

    Attributes
    ----------
    option, parties
        The option, and codes of all parties to its provisions.
    worlds
        Paired worlds that came out finite.
    without
        What the columns ending in `_without` were run without.
    table
        One row a third party, as `reactions` gives it.
    net
        One row a party: party, with_parties (sum of its paired changes with the other parties), with_others (the same
        with all third parties), net (their sum) with lo and hi, and how many third parties end closer and further,
        beyond the band of no practical change.
    """

    option: str
    parties: tuple[str, ...]
    worlds: int
    without: tuple[str, ...]
    table: pd.DataFrame
    net: pd.DataFrame


def reactions(
    ensemble: Ensemble, option: str, *, without: tuple[str, ...] = (), progress: Progress | None = None
) -> pd.DataFrame:
    """Third parties, the one that moves furthest first.

    Parameters
    ----------
    ensemble
        A study, just run or opened again (`sim.open_results`).
    option
        Set against the baseline in the same worlds.
    without
        Mechanisms and motives to run the same worlds without.
    progress
        Called with blocks done and blocks in all.

    Returns
    -------
    DataFrame
        Columns actor; change, lo, hi (mean paired change of alignment with the parties at the horizon and its 90 %
        interval); p_down, p_same, p_up (shares of worlds); half, clear (quarters passed when half of the move had
        happened, and since when the interval stays off zero; missing where it never does); through, through_change
        (the largest entry of the ledger the same way); party, party_change (towards which party it moved furthest);
        closer_to, closer_by (the third party that it drew closest to, missing where to none). With `without` also
        change_without, lo_without, hi_without.

    Raises
    ------
    QuestionError
        When the study does not hold the option, or the option has no third parties.
    """
    return who_reacts(ensemble, option, without=without, progress=progress).table


def who_reacts(
    ensemble: Ensemble, option: str, *, without: tuple[str, ...] = (), progress: Progress | None = None
) -> Reactions:
    """The same as `reactions`, with the net for the signatories."""
    option, without = checked_option(ensemble, option), checked_switches(without)
    codes = ensemble.scenario.actors
    provisions = ensemble.scenario.option(option).provisions
    parties = tuple(sorted({code for provision in provisions for code in provision.members}))
    if not parties or len(parties) == len(codes):
        raise QuestionError(f"{option} has no third parties: add provisions to the option, or actors to the scenario")
    own = np.isin(codes, parties)
    sound = ensemble.sound(option, BASELINE)
    path = _path(ensemble, option, own, (), progress)[sound]
    table = _moves(path[:, :, ~own], ensemble, sound)
    table.insert(0, "actor", [code for code in codes if code not in parties])
    table = table.join(_through(ensemble, option, own)).join(_towards(ensemble, option, own))
    if without:
        other = _path(ensemble, option, own, without, progress)
        fine = np.isfinite(other).reshape(len(other), -1).all(axis=1)
        moved = _moves(other[fine][:, :, ~own], ensemble, fine)
        table = table.join(moved[["change", "lo", "hi"]].add_suffix("_without"))
    order = table["change"].abs().sort_values(ascending=False, kind="stable").index
    net = _net(ensemble, option, own, sound)
    return Reactions(option, parties, int(sound.sum()), without, table.loc[order].reset_index(drop=True), net)


def _path(
    ensemble: Ensemble, option: str, own: NDArray[np.bool_], off: tuple[str, ...], progress: Progress | None
) -> Numbers:
    """Paired change of every state's alignment with the parties, `(world, quarter, actor)`."""
    sight = Sight(np.zeros((len(own), len(own))), own / own.sum())
    seen = watch(ensemble, [BASELINE, option], sight, off=off, progress=progress)
    change: Numbers = seen[option].towards[STOCK] - seen[BASELINE].towards[STOCK]
    return change


def _moves(path: Numbers, ensemble: Ensemble, sound: NDArray[np.bool_]) -> pd.DataFrame:
    lo, hi = bootstrap_mean(path, ensemble.draw[sound], ensemble.draws, ensemble.seed)
    mean, final = path.mean(axis=0), path[:, -1]
    down, same, up = shares(final, OUTCOMES[STOCK].band)
    reached = (mean * np.sign(mean[-1]) >= np.abs(mean[-1]) / 2) & (np.abs(mean[-1]) > _STILL)
    off_zero = np.where(mean[-1] > 0, lo > _STILL, hi < -_STILL)
    return pd.DataFrame(
        {
            "change": mean[-1], "lo": lo[-1], "hi": hi[-1], "p_down": down, "p_same": same, "p_up": up,
            "half": _since(reached), "clear": _since(off_zero),
        }
    )  # fmt: skip


def _since(holds: NDArray[np.bool_]) -> pd.array:
    """Quarters passed when something held that has held ever since, `(actor,)` of `(quarter, actor)`."""
    broken = np.where(holds, -1, np.arange(len(holds))[:, None]).max(axis=0)
    return pd.array([None if last == len(holds) - 1 else int(last) + 2 for last in broken], dtype="Int64")


def _through(ensemble: Ensemble, option: str, own: NDArray[np.bool_]) -> pd.DataFrame:
    ledger = ensemble.ledger_change(option, STOCK)[:, ~own][:, :, own].mean(axis=2)
    names = np.array(entries(STOCK), dtype=object)
    place = np.argmax(ledger * np.sign(ledger.sum(axis=0)), axis=0)
    return pd.DataFrame({"through": names[place], "through_change": ledger[place, np.arange(ledger.shape[1])]})


def _towards(ensemble: Ensemble, option: str, own: NDArray[np.bool_]) -> pd.DataFrame:
    codes = np.array(ensemble.scenario.actors, dtype=object)
    moved = ensemble.moves(option).to_numpy()[~own]
    rows = np.arange(len(moved))
    party = np.argmax(np.abs(moved[:, own]), axis=1)
    found = {"party": codes[own][party], "party_change": moved[:, own][rows, party]}
    others = np.where(np.eye(len(codes), dtype=bool)[~own] | own, -np.inf, moved)
    nearest = np.argmax(others, axis=1)
    gained = others[rows, nearest]
    closer = np.where(gained > _STILL, codes[nearest], None)
    return pd.DataFrame(found | {"closer_to": closer, "closer_by": np.where(gained > _STILL, gained, np.nan)})


def _net(ensemble: Ensemble, option: str, own: NDArray[np.bool_], sound: NDArray[np.bool_]) -> pd.DataFrame:
    closing = [ensemble.kept[name].closing[STOCK][sound] for name in (option, BASELINE)]
    change = (closing[0] - closing[1])[:, own]
    within, beyond = change[:, :, own].sum(axis=2), change[:, :, ~own].sum(axis=2)
    lo, hi = bootstrap_mean(within + beyond, ensemble.draw[sound], ensemble.draws, ensemble.seed)
    moved, band = change[:, :, ~own].mean(axis=0), OUTCOMES[STOCK].band
    return pd.DataFrame(
        {
            "party": [code for code, mine in zip(ensemble.scenario.actors, own, strict=True) if mine],
            "with_parties": within.mean(axis=0), "with_others": beyond.mean(axis=0),
            "net": (within + beyond).mean(axis=0), "lo": lo, "hi": hi,
            "closer": (moved > band).sum(axis=1), "further": (moved < -band).sum(axis=1),
        }
    )  # fmt: skip
