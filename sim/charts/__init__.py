"""Charts: labelled results in, figure out."""

from sim.charts.chart import Chart, save
from sim.charts.effects import EFFECTS
from sim.charts.families import FAMILIES
from sim.charts.fan import FAN
from sim.charts.moves import MOVES
from sim.charts.reactions import REACTIONS

CHARTS: dict[str, Chart] = {chart.name: chart for chart in (EFFECTS, FAMILIES, FAN, MOVES, REACTIONS)}

__all__ = ["CHARTS", "Chart", "save"]
