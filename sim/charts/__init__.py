"""Charts: labelled results in, figure out."""

from typing import Any

from matplotlib.figure import Figure
from pandas import DataFrame

from sim.charts.answers import ANSWERS
from sim.charts.asked import chart_of
from sim.charts.chart import STUDY, Chart, of_what_ran, save
from sim.charts.difference import DIFFERENCE
from sim.charts.effects import EFFECTS
from sim.charts.families import FAMILIES
from sim.charts.fan import FAN
from sim.charts.feasibility import FEASIBILITY
from sim.charts.heat import HEAT
from sim.charts.map import MAP
from sim.charts.moves import MOVES
from sim.charts.multiples import MULTIPLES
from sim.charts.reactions import REACTIONS
from sim.charts.response import RESPONSE
from sim.charts.timeline import TIMELINE
from sim.charts.tradeoff import TRADEOFF
from sim.charts.yardsticks import YARDSTICKS

CHARTS: dict[str, Chart] = {
    chart.name: of_what_ran(chart)
    for chart in (
        *(EFFECTS, FAMILIES, FAN, MOVES, MAP, REACTIONS, YARDSTICKS, TRADEOFF),
        *(FEASIBILITY, TIMELINE, *ANSWERS),
        *(RESPONSE, HEAT, MULTIPLES, DIFFERENCE),
    )
}


def charts_of(kind: str = STUDY) -> dict[str, Chart]:
    """Charts of one kind of results, by name."""
    return {name: chart for name, chart in CHARTS.items() if chart.of == kind}


def chart(results: Any, name: str, *tables: DataFrame, **asked: Any) -> Figure:
    """Draw a chart of results; a notebook shows it, `save` writes it to a file.

    Parameters
    ----------
    results
        A study (`sim.run`, `sim.open_results`), a sweep (`sim.sweep`), or two studies.
    name
        One of `CHARTS` (`entente list charts`), or of an answer: "waterfall" of `sim.explain`, "tornado" of
        `sim.tornado`, "regret" of `sim.robust` and `sim.overall`, "front" of `sim.robust`.
    *tables
        What the question was answered with.
    **asked
        What it is about, such as `option="pact"` and `pair="IND:TUR"`; with an answer, the words of the question again.

    Raises
    ------
    QuestionError
        When there is no such chart, it takes something else, or these results have nothing to draw in it.
    """
    return chart_of(CHARTS, results, name, *tables, **asked)


__all__ = ["CHARTS", "Chart", "chart", "charts_of", "save"]
