"""Acts as a reader names them."""

from collections.abc import Mapping

from sim.catalogue import instruments
from sim.scenario import Scenario

# By act: alone, with a partner, with an instrument.
_SAID = {
    "null": ("nothing new", "", ""),
    "arm": ("arm", "", ""),
    "hedge": ("hedge (turn from a supplier)", "", ""),
    "take up": ("offer an agreement", "offer to {}", "offer {}"),
    "leave": ("end an agreement", "end agreement with {}", "end {}"),
    "pressure": ("pressure", "pressure on {}", ""),
    "de-escalate": ("de-escalation", "de-escalation with {}", ""),
}


def act_words(scenario: Scenario, row: Mapping[str, object]) -> str:
    """An act with its partner or instrument, where it has one: `offer to France`, `offer Joint exercises`, `arm`."""
    alone, with_whom, which = _SAID[str(row["act"])]
    if row.get("instrument"):
        catalogue = instruments()
        return which.format(catalogue.titles[catalogue.keys.index(str(row["instrument"]))])
    if row.get("partner"):
        return with_whom.format(scenario.names[str(row["partner"])])
    return alone
