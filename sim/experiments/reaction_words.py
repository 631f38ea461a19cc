"""Reactions in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sim.experiments.reactions import STOCK, Reactions
from sim.experiments.words import listed, said_of, signed, whole_counts
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario
from sim.scenario.dates import quarter_name

NAMED = 3


def asked_words(scenario: Scenario, found: Reactions) -> tuple[str, str]:
    """What was asked, and what is measured."""
    parties = listed(scenario.names[code] for code in found.parties)
    title, end = scenario.option(found.option).title, quarter_name(scenario.start + scenario.quarters)
    mean = f", mean over {parties}" if len(found.parties) > 1 else f" with {parties}"
    measured = (
        f"Alignment of each third party with the parties{mean}: change against the baseline in {end}, in the same "
        f'{found.worlds} model worlds. "Half by": when half of the move had happened; "with": the party it moved '
        f"furthest from or to. Sums of the net are over all pairs of a party; closer and further count third parties "
        f"beyond {OUTCOMES[STOCK].band:g}."
    )
    if found.without:
        measured += f" Without: the change when {listed(found.without)} is off in option and baseline alike."
    return f'Who reacts to "{title}"', measured


def cells(scenario: Scenario, found: Reactions, row: Mapping[str, Any]) -> list[str]:
    """One third party as the cells of a table."""
    second = signed(row["change_without"]) if found.without else f"{signed(row['lo'])} to {signed(row['hi'])}"
    half = "-" if pd.isna(row["half"]) else quarter_name(scenario.start + int(row["half"]))
    through = str(row["through"]).replace("_", " ")
    whom = [row["party"]] if len(found.parties) > 1 else []
    return [scenario.names[row["actor"]], signed(row["change"]), second, _most_worlds(found, row), half, *whom, through]


def _most_worlds(found: Reactions, row: Mapping[str, Any]) -> str:
    counts = whole_counts([row[name] for name in ("p_down", "p_same", "p_up")], said_of(found.worlds))
    count, way = max(zip(counts, ("down", "same", "up"), strict=True), key=lambda pair: pair[0])
    return f"{count} {way}"


def rest_words(found: Reactions, shown: int) -> str:
    """How many third parties are not shown, and how far they move at most."""
    rest = found.table.iloc[shown:]
    if rest.empty:
        return ""
    return f"{len(rest)} more move by {rest['change'].abs().max():.3f} or less."


def towards_words(scenario: Scenario, found: Reactions) -> str:
    """Whom those that move away from the parties draw closer to."""
    band = OUTCOMES[STOCK].band
    leaving = found.table[(found.table["change"] < -band) & (found.table["closer_by"] > band)]
    said = [
        f"{scenario.names[row['actor']]} to {scenario.names[row['closer_to']]} ({signed(row['closer_by'])})"
        for row in leaving.head(NAMED).to_dict("records")
    ]
    return f"Of those that move away, these draw closer to another: {listed(said)}." if said else ""
