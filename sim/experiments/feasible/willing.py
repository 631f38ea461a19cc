"""Would sign: does a party accept the provision that it finds hardest, by its own utility in the model?"""

import pandas as pd

from sim.experiments.feasible.check import Check, judged
from sim.experiments.signing import title_of
from sim.experiments.words import MOST_SAID, of_worlds
from sim.scenario import Scenario


def willing(scenario: Scenario, option: str, party: str, signing: pd.DataFrame) -> Check:
    """Whether a party would sign; `signing` as `Ensemble.signing` gives it."""
    rows = signing[(signing["option"] == option) & (signing["party"] == party)]
    hardest = rows.loc[rows["would_sign"].idxmin()]
    figure, name = float(hardest["would_sign"]), scenario.names[party]
    verdict, limit = judged("sign", figure, below=True)
    what = f"it accepts {of_worlds(figure, MOST_SAID)} offers of {title_of(str(hardest['instrument']))}"
    reason = {
        "no": f"{name} would not sign: {what}",
        "strained": f"{name} is reluctant: {what}",
        "fine": f"{name} would sign: {what}",
    }[verdict]
    return Check(option, party, "would_sign", verdict, figure, limit, reason)
