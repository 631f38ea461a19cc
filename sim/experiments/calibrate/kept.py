"""A calibration as a posterior that a scenario can name: parameters of the model alone, in their units."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.evidence.agreed import CLASSES
from sim.evidence.posterior import OWN_COST, Posterior
from sim.experiments.calibrate.apart import draws_apart
from sim.experiments.calibrate.study import Calibration
from sim.experiments.calibrate.summary import natural
from sim.experiments.calibrate.weights import MEASURED, SCALED, WEIGHTS, layout, names
from sim.model.parameters import PARAMETERS

Numbers = NDArray[np.float64]
KEPT_DRAWS = 200


def as_posterior(found: Calibration, command: str) -> Posterior:
    """The posterior to write."""
    every = np.linspace(0, len(found.draws) - 1, min(KEPT_DRAWS, len(found.draws))).astype(int)
    draws = of_the_model(found.draws[every])
    together = pd.concat([draws, draws_apart(found.apart, len(draws))], axis=1)
    return Posterior(found.numbers, together[sorted(together)], {
        "first": str(found.first), "until": str(found.until), "method": found.method, "command": command,
        "divergent": str(found.divergent),
        "sources": "DCAD 1.0 and the sources of the worlds of those years (LICENSE-DATA.md)",
    })  # fmt: skip


def of_the_model(draws: Numbers) -> pd.DataFrame:
    """Parameters of the model in each draw and costs of the observed instruments, in their units, `(draw, column)`.

    Tied parameters follow nobody here.
    """
    units = dict(zip(names(), natural(draws).T, strict=True))
    kappa = np.exp(draws[:, layout().kappa])
    columns = {name: units[name] for name in (*WEIGHTS, "u0", *MEASURED)}
    columns |= {name: kappa * PARAMETERS[name].default for name in SCALED}
    catalogue = instruments()
    costs = dict(zip(catalogue.keys, catalogue.by_column(catalogue.values)["asc"], strict=True))
    terms = zip(CLASSES, draws[:, layout().classes].T, strict=True)
    columns |= {f"{OWN_COST}{name}": costs[name] - term for name, term in terms}
    return pd.DataFrame(dict(sorted(columns.items())))
