"""Charts: labelled results in, figure out."""

from sim.charts.chart import STUDY, Chart, save
from sim.charts.difference import DIFFERENCE
from sim.charts.effects import EFFECTS
from sim.charts.families import FAMILIES
from sim.charts.fan import FAN
from sim.charts.heat import HEAT
from sim.charts.moves import MOVES
from sim.charts.multiples import MULTIPLES
from sim.charts.reactions import REACTIONS
from sim.charts.response import RESPONSE

CHARTS: dict[str, Chart] = {
    chart.name: chart for chart in (EFFECTS, FAMILIES, FAN, MOVES, REACTIONS, RESPONSE, HEAT, MULTIPLES, DIFFERENCE)
}


def charts_of(kind: str = STUDY) -> dict[str, Chart]:
    """Charts of one kind of results, by name."""
    return {name: chart for name, chart in CHARTS.items() if chart.of == kind}


__all__ = ["CHARTS", "Chart", "charts_of", "save"]
