"""Assumptions by name, in plain words."""

from sim.catalogue import instruments
from sim.catalogue.columns import MEANINGS
from sim.outcomes import PARAMETERS


def assumption_name(name: str) -> str:
    """`k_react (how fast ...)`, `naval.vis (naval cooperation: how visible it is ...)`; else the name itself."""
    if name in PARAMETERS:
        return f"{name} ({PARAMETERS[name].meaning})"
    instrument, _, column = name.partition(".")
    known = instruments()
    if column in MEANINGS and instrument in known.keys:
        title = known.titles[known.keys.index(instrument)]
        return f"{name} ({title.lower()}: {MEANINGS[column].meaning})"
    return name
