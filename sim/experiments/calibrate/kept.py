"""A calibration as a posterior that a scenario can name: parameters of the model alone, in their units."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.evidence.posterior import Posterior
from sim.experiments.calibrate.apart import draws_apart
from sim.experiments.calibrate.study import Calibration
from sim.experiments.calibrate.summary import natural
from sim.experiments.calibrate.weights import SCALED, WEIGHTS, layout, names
from sim.model.parameters import PARAMETERS

Numbers = NDArray[np.float64]
KEPT_DRAWS = 200


def as_posterior(found: Calibration, command: str) -> Posterior:
    """The posterior to write; what stands beside the motives is in `numbers` and not in `draws`."""
    every = np.linspace(0, len(found.draws) - 1, min(KEPT_DRAWS, len(found.draws))).astype(int)
    draws = of_the_model(found.draws[every])
    together = pd.concat([draws, draws_apart(found.apart, len(draws))], axis=1)
    return Posterior(found.numbers, together[sorted(together)], {
        "first": str(found.first), "until": str(found.until), "method": found.method, "command": command,
        "divergent": str(found.divergent),
        "sources": "DCAD 1.0 and the sources of the worlds of those years (LICENSE-DATA.md)",
        "held beside": "imitation, practice, size and distance (sim/evidence/example.py)",
    })  # fmt: skip


def of_the_model(draws: Numbers) -> pd.DataFrame:
    """Parameters of the model in each draw, in their units, `(draw, parameter)`; tied ones follow nobody here."""
    units = dict(zip(names(), natural(draws).T, strict=True))
    kappa = np.exp(draws[:, layout().kappa])
    columns = {name: units[name] for name in (*WEIGHTS, "u0")}
    columns |= {name: kappa * PARAMETERS[name].default for name in SCALED}
    return pd.DataFrame(dict(sorted(columns.items())))
