"""The numbers behind the feasibility strip: the gravest verdict of each check of each option, and who gave it."""

import numpy as np
import pandas as pd

from sim.charts.choice import options_but_baseline
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean

CHECKS = {
    "budget": "can pay",
    "absorption": "can absorb it",
    "sovereignty": "keeps its freedom of action",
    "licence": "suppliers cannot hold it up",
    "exclusive": "no treaty excludes it",
    "prerequisites": "has what it needs",
    "would_sign": "would sign",
}
ORDER = ("fine", "strained", "no")


def data(ensemble: Ensemble, table: pd.DataFrame) -> pd.DataFrame:
    """Numbers of the feasibility strip.

    Parameters
    ----------
    ensemble
        The study.
    table
        As `sim.experiments.feasibility.feasibility` gives it; the table `feasibility` of a study's folder.

    Returns
    -------
    DataFrame
        One row for each option with parties and each check, options in the order of the file: option, check, verdict
        (the gravest of any party), parties (those that gave it, with spaces; empty where all is fine), and on the rows
        `would_sign` of the party that accepts least: accepts, lo, hi (probability that it accepts when it is asked,
        mean over worlds, and its 90 % interval).

    Raises
    ------
    QuestionError
        When no option of the study has parties.
    """
    options = [name for name in options_but_baseline(ensemble) if (table["option"] == name).any()]
    if not options:
        raise QuestionError("no option has parties, so there is nothing whose feasibility could be judged")
    rows = []
    for option in options:
        own = table[table["option"] == option]
        for check in CHECKS:
            found = own[own["check"] == check]
            verdict = max(found["verdict"], key=ORDER.index, default="fine")
            parties = list(dict.fromkeys(found[found["verdict"] == verdict]["party"])) if verdict != "fine" else []
            told = _accepts(ensemble, option) if check == "would_sign" else (np.nan, np.nan, np.nan)
            rows.append((option, check, verdict, " ".join(parties), *told))
    return pd.DataFrame(rows, columns=["option", "check", "verdict", "parties", "accepts", "lo", "hi"])


def _accepts(ensemble: Ensemble, option: str) -> tuple[float, float, float]:
    """How likely the most reluctant party accepts what it finds hardest."""
    kept = ensemble.kept[option]
    members = sum(len(provision.members) for provision in ensemble.scenario.option(option).provisions)
    odds = kept.would_sign[kept.sound, :members]
    hardest = odds[:, [int(np.argmin(odds.mean(axis=0)))]]
    lo, hi = bootstrap_mean(hardest, ensemble.draw[kept.sound], ensemble.draws, ensemble.seed)
    return float(hardest.mean()), float(lo[0]), float(hi[0])
