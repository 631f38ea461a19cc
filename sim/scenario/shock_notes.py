"""What a reader should know of a scenario's shocks although nothing in them is wrong."""

from collections.abc import Iterator

from sim.scenario.circumstances import Shock
from sim.scenario.dates import QUARTERS_A_YEAR
from sim.scenario.scenario import Scenario


def shock_notes(scenario: Scenario) -> Iterator[str]:
    """Threats that weigh on nobody's choice, and conditions that cannot hold long enough before the end."""
    for shock in scenario.shocks:
        yield from _notes(scenario, shock, "")
    for case in scenario.cases:
        for shock in case.shocks:
            yield from _notes(scenario, shock, f"cases.{case.name}: ")


def _notes(scenario: Scenario, shock: Shock, where: str) -> Iterator[str]:
    if shock.condition is None:
        return
    outside = [code for code in shock.who.get("on", ()) if code not in shock.condition.parties]
    if shock.credibility is not None and outside:
        yield (
            f"{where}{shock.name}: {' and '.join(outside)} is threatened for an agreement of others; "
            f"the threat weighs on none of its choices"
        )
    end = scenario.quarters if shock.stop is None else min(shock.stop, scenario.quarters)
    if shock.start + shock.after >= end:
        yield (
            f"{where}{shock.name}: waits for {shock.after / QUARTERS_A_YEAR:g} years in force, "
            f"and {(end - shock.start) / QUARTERS_A_YEAR:g} are left; it never happens"
        )
