"""Names beside rows: a name too long to stand there goes by its code, and below the chart the code is explained."""

from collections.abc import Iterable

from sim.charts.sheet import text_width
from sim.charts.style import TEXT
from sim.scenario import Scenario

WIDEST = 2.2  # inches


def row_names(scenario: Scenario, codes: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """What stands beside the row of each actor, by code, and a note on those that go by their code."""
    labels, long = {}, []
    for code in codes:
        name = scenario.names[code]
        fits = text_width(name, TEXT, "bold") <= WIDEST
        labels[code] = name if fits else code
        long += [] if fits else [f"{code}: {name}"]
    return labels, (f"{'; '.join(long)}.",) if long else ()
