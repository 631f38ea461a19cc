"""Listings of charts, and of the scenario files at hand."""

from sim.cli.listing.listing import Listing
from sim.cli.scenario_file import files_at_hand


def charts() -> Listing:
    """Every chart, and which results it draws."""
    from sim.charts import CHARTS

    rows = [{"name": chart.name, "of a": chart.of, "title": chart.title} for chart in CHARTS.values()]
    return Listing("charts", rows, ("name", "of a", "title"))


def scenarios() -> Listing:
    """Scenario files in this folder and in `scenarios/` below it."""
    from sim.core.errors import EntenteError
    from sim.scenario import load

    rows = []
    for file in files_at_hand():
        try:
            scenario = load(file)
        except EntenteError:
            continue
        rows.append(
            {
                "file": file.as_posix(),
                "states": len(scenario.actors),
                "years": scenario.horizon,
                "options": len(scenario.options) - 1,
                "title": scenario.title,
                "question": scenario.question,
            }
        )
    return Listing("sound scenario files here and in scenarios/", rows, ("file", "states", "years", "options", "title"))
