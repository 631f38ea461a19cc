"""What was found in the study's own draws: sentences with the table that holds their numbers."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from sim.core.errors import QuestionError
from sim.experiments.discover import Box
from sim.experiments.discovery import RESAMPLES, Discovery
from sim.experiments.discovery_words import CAUTION, limits_table, told
from sim.experiments.drawn import Drawn
from sim.experiments.own_draws import searched
from sim.experiments.screening import FALSE_SHARE


class Found(NamedTuple):
    """A search for what sets some worlds apart.

    Attributes
    ----------
    sentences
        What was found; empty where nothing could be searched.
    why_not
        Why it could not be; empty otherwise.
    numbers
        The numbers of the sentences: one row of counts, then one a limit of the box.
    """

    sentences: tuple[str, ...]
    why_not: str
    numbers: pd.DataFrame


def find(worlds: Callable[[], Drawn], seed: int) -> Found:
    """Search the draws of a study, or say why that cannot be done."""
    nothing = pd.DataFrame(columns=["worlds", "failing"])
    try:
        given = worlds()
    except QuestionError as error:
        return Found((), str(error), nothing)
    counts = {"worlds": len(given.failing), "failing": int(given.failing.sum())}
    try:
        discovery = searched(given, seed)
    except QuestionError as error:
        return Found((), str(error), pd.DataFrame([counts]))
    if discovery is None:
        return Found(("Nothing sets such worlds apart, because all worlds are alike.",), "", pd.DataFrame([counts]))
    rows = [counts | _counted(discovery), *limits_table(discovery).to_dict("records")]
    caution = (CAUTION,) if discovery.best is not None else ()
    return Found((*told(discovery), *caution), "", pd.DataFrame(rows))


def _counted(found: Discovery) -> dict[str, object]:
    screened = found.screened
    passed = int((screened["false_share"] <= FALSE_SHARE).sum()) if len(screened) else 0
    counts = {
        "screened": len(screened), "passed": passed, "candidates": len(found.candidates), "most_false": FALSE_SHARE,
        "searched": found.searched, "aside": found.aside, "resamples": RESAMPLES, "worlds_aside": found.worlds_aside,
        "failing_aside": round(found.failing_aside * found.worlds_aside),
    }  # fmt: skip
    if found.best is not None:
        counts |= _box("searched", found.best, found.worlds_searched)
    if found.kept_aside is not None:
        counts |= _box("aside", found.kept_aside, found.worlds_aside)
    if found.apart is not None:
        counts |= {"apart_lo": found.apart[0], "apart_hi": found.apart[1]}
    return counts


def _box(where: str, box: Box, worlds: int) -> dict[str, object]:
    inside = round(box.mass * worlds)
    bad = round(box.density * inside) if inside else 0
    whole = round(bad / box.coverage) if inside and box.coverage > 0 else 0
    return {f"{where}_inside": inside, f"{where}_bad": bad, f"{where}_whole": whole}
