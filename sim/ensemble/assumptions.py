"""What each draw assumed: the numbers behind the worlds, as a table to search."""

import jax
import jax.numpy as jnp
import numpy as np
import pandas as pd

from sim.core.luck import fold
from sim.core.struct import Figures
from sim.ensemble.draws import DRAW_WORD, Known, doubt_of, known, sample_catalogue, sample_parameters
from sim.ensemble.program import Program
from sim.scenario import Scenario


def _sample(facts: Known, seed: np.uint64, draws: np.ndarray) -> tuple[Figures, Figures]:
    def one(draw: jax.Array) -> tuple[Figures, Figures]:
        key = fold(fold(fold(np.uint64(0), seed), np.uint64(DRAW_WORD)), draw)
        return sample_parameters(facts, key), sample_catalogue(facts, key)

    sampled: tuple[Figures, Figures] = jax.vmap(one)(jnp.asarray(draws))
    return sampled


_sampled = Program(_sample)
# So many at a time, so that studies of all sizes share one compiled program.
DRAWS_STEP = 64


def assumptions(scenario: Scenario, draws: int, seed: int) -> pd.DataFrame:
    """Parameters of each draw, and the catalogue figures of the instruments that its options use.

    Parameters
    ----------
    scenario
        Holds ranges and instruments.
    draws, seed
        Which draws.

    Returns
    -------
    DataFrame
        One row a draw. Columns: names of parameters, and `instrument.column`; what is the same in all draws is left
        out, since nothing can be learned from it.
    """
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    numbers = np.arange(DRAWS_STEP, dtype=np.uint64)
    parts = [_sampled(facts, np.uint64(seed), numbers + np.uint64(first)) for first in range(0, draws, DRAWS_STEP)]
    parameters, catalogue = jax.tree.map(lambda *some: np.concatenate(some)[:draws], *parts)
    columns = dict(parameters.items())
    used = {provision.instrument for option in scenario.options for provision in option.provisions}
    for place, key in enumerate(scenario.opening.instruments):
        if key in used:
            columns |= {f"{key}.{name}": values[:, place] for name, values in catalogue.items()}
    return pd.DataFrame({name: values for name, values in columns.items() if np.ptp(values) > 0})
