"""A chart by its name: of results, or of what a question to them was answered with."""

from inspect import signature
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from sim.charts.chart import ASKED, COMPARISON, STUDY, SWEEP, Chart
from sim.core.errors import QuestionError
from sim.ensemble import Cases, Ensemble
from sim.ensemble.swept import Swept
from sim.ensemble.two_studies import TwoStudies
from sim.scenario.problems import unknown


def _kind(results: object) -> str:
    if isinstance(results, Cases):
        raise QuestionError(f'this study has cases; draw one of them, such as cases["{next(iter(results))}"]')
    kinds = {Ensemble: STUDY, Swept: SWEEP, TwoStudies: COMPARISON}
    found = next((kind for made, kind in kinds.items() if isinstance(results, made)), None)
    if found is None:
        raise QuestionError(f"charts are of a study, a sweep or two studies, not of a {type(results).__name__}")
    return found


def chart_of(charts: dict[str, Chart], results: Any, name: str, *tables: pd.DataFrame, **asked: Any) -> Figure:
    """Draw a chart; see `sim.charts.chart`.

    Raises
    ------
    QuestionError
        When there is no such chart, it takes something else, or these results have nothing to draw in it.
    """
    kind = _kind(results)
    kinds = (STUDY, ASKED) if kind == STUDY else (kind,)
    own = {each.name: each.draw for each in charts.values() if each.of in kinds}
    if name not in own:
        other = f"{name} is a chart of a {charts[name].of}; " if name in charts else ""
        raise QuestionError(other + unknown(f"chart of a {kind}", name, own))
    try:
        signature(own[name]).bind(results, *tables, **asked)
    except TypeError as error:
        takes = ", ".join(list(signature(own[name]).parameters)[1:])
        raise QuestionError(f"chart {name}: {error}; it takes {takes or 'nothing but the results'}") from None
    figure = own[name](results, *tables, **asked)
    if figure is None:
        raise QuestionError(f"chart {name}: there is nothing to draw; it needs more than was asked about")
    return figure
