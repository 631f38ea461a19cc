"""Explain: what moved a pair, by mechanism, under an option and in the baseline of the same worlds.

    closing - opening = sum of the entries,   in the baseline, under the option, and in their difference

Every quarter of the worlds is run again (`sim.ensemble.retell`), so that any pair and any quarter can be asked about
and every entry is known world by world: its interval comes from the same bootstrap over draws as that of an effect.
Entries name proximate terms of the equations. What would have happened without a mechanism is another question:
`without`.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.kept import Numbers, entries
from sim.ensemble.question import checked_option, checked_pair, checked_quarter, checked_stock, checked_switches
from sim.ensemble.run import Progress
from sim.ensemble.subjects import pair_weights
from sim.ensemble.watch import Sight, Watched, watch
from sim.model.learn import MECHANISMS
from sim.scenario import BASELINE
from sim.scenario.dates import quarter_name

PROXIMATE = (
    "Entries are the proximate terms of the model's equations, not causes: a term may carry what another one set off. "
    "--without MECHANISM asks what would happen if it did not exist."
)
OPENING, CLOSING = "opening", "closing"


@dataclass(frozen=True)
class Explanation:
    """What moved a pair.

    Attributes
    ----------
    option, pair, stock
        As asked; the pair sorted where direction does not matter.
    quarter, date
        How many quarters had passed, and the date then.
    worlds
        Paired worlds that came out finite.
    without
        What `table`'s last three columns were run without; empty where nothing was asked.
    table
        As `explain` gives it.
    """

    option: str
    pair: str
    stock: str
    quarter: int
    date: str
    worlds: int
    without: tuple[str, ...]
    table: pd.DataFrame


def explain(
    ensemble: Ensemble,
    option: str,
    pair: str,
    stock: str = "alignment",
    quarter: int | str | None = None,
    *,
    without: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> pd.DataFrame:
    """What moved a pair, by mechanism.

    Parameters
    ----------
    ensemble
        A study, just run or opened again (`sim.open_results`).
    option
        Set against the baseline in the same worlds.
    pair
        `IND:TUR`, or a state and a group, `IND:gcc` (the mean over its members); for trust, of the first in the second.
    stock
        "alignment" or "trust".
    quarter
        How many quarters have passed, or a date such as `2029Q1`; the horizon when left out.
    without
        Mechanisms and motives (`sim.model.setting.SWITCHES`) to run the same worlds without, for the causal question.
    progress
        Called with blocks done and blocks in all.

    Returns
    -------
    DataFrame
        Rows `opening`, one a mechanism (and `bounds`), `closing`. Columns mechanism, baseline, option, difference
        (means over worlds; opening and entries sum to the closing) and lo, hi (90 % interval of the difference,
        bootstrap clustered by draw). With `without`, also difference_without, lo_without, hi_without.

    Raises
    ------
    QuestionError
        When the study does not hold what is asked.
    """
    return explanation(ensemble, option, pair, stock, quarter, without=without, progress=progress).table


def explanation(
    ensemble: Ensemble,
    option: str,
    pair: str,
    stock: str = "alignment",
    quarter: int | str | None = None,
    *,
    without: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> Explanation:
    """The same as `explain`, with what was asked beside the table."""
    option, stock, without = checked_option(ensemble, option), checked_stock(stock), checked_switches(without)
    pair, when = checked_pair(ensemble, pair, stock), checked_quarter(ensemble, quarter)
    actors = ensemble.scenario.actors
    sight = Sight(pair_weights(pair, actors, ensemble.scenario.groups), np.zeros(len(actors)))
    seen = watch(ensemble, [BASELINE, option], sight, progress=progress)
    table, worlds = _table(ensemble, seen, option, stock, when, ensemble.sound(option, BASELINE))
    if without:
        seen = watch(ensemble, [BASELINE, option], sight, off=without, progress=progress)
        other, _ = _table(ensemble, seen, option, stock, when, np.ones(ensemble.worlds, bool))
        table = table.join(other[["difference", "lo", "hi"]].add_suffix("_without"))
    date = quarter_name(ensemble.scenario.start + when)
    return Explanation(option, pair, stock, when, date, worlds, without, table)


def meaning_of(entry: str, stock: str) -> str:
    """What an entry of a ledger stands for, in plain words."""
    found = [m.meaning for m in MECHANISMS if (m.stock, m.name) == (stock, entry)]
    return found[0] if found else "what the bounds of the index took back"


def _table(
    ensemble: Ensemble, seen: dict[str, Watched], option: str, stock: str, when: int, sound: NDArray[np.bool_]
) -> tuple[pd.DataFrame, int]:
    columns = {name: _column(seen[name], stock, when) for name in (BASELINE, option)}
    sound = sound & np.all([np.isfinite(values).all(axis=1) for values in columns.values()], axis=0)
    base, ours = (columns[name][sound] for name in (BASELINE, option))
    lo, hi = bootstrap_mean(ours - base, ensemble.draw[sound], ensemble.draws, ensemble.seed)
    means = {"baseline": base.mean(axis=0), "option": ours.mean(axis=0)}
    table = pd.DataFrame({"mechanism": [OPENING, *entries(stock), CLOSING], **means})
    table["difference"] = table["option"] - table["baseline"]
    return table.assign(lo=lo, hi=hi), int(sound.sum())


def _column(seen: Watched, stock: str, when: int) -> Numbers:
    """Opening, entries and closing of every world, `(world, row)`."""
    path = seen.stock[stock]
    return np.column_stack([path[:, 0, 0], seen.ledger[stock][:, when - 1], path[:, when - 1, 1]])
