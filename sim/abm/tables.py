"""Tables of one world: the ledger of a pair, agreements in force, provisions, crises and what has happened."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.abm.levels import level_of, movable, rows_of
from sim.core.pairs import members
from sim.ensemble.kept import entries
from sim.experiments.signing import title_of
from sim.model.policy import cells

if TYPE_CHECKING:
    from sim.abm.readings import Readings

LEAST_LEVEL = 1e-9
PROVISION_COLUMNS = (
    "number", "instrument", "title", "parties", "asks", "level", "enter", "from", "until", "entered", "in_force",
    "movable",
)  # fmt: skip


def ledger(model: "Readings", a: str, b: str, stock: str) -> pd.Series:
    """What has moved a pair since the opening, by mechanism; it sums to the change."""
    i, j = model.actor(a).number, model.actor(b).number
    names = entries(stock)
    posted = getattr(model.world, f"ledger_{stock}")
    return pd.Series([float(entry[i, j]) for entry in posted], index=pd.Index(names, name="mechanism"), name=stock)


def agreements(model: "Readings", *parties: str) -> pd.DataFrame:
    """Agreements in force between two states, of one with all, or of all."""
    for code in parties:
        model.actor(code)
    first, second = (np.asarray(model.codes)[side] for side in members(len(model.codes)))
    wanted = np.array([set(parties) <= {a, b} for a, b in zip(first, second, strict=True)])
    state = model.world.state
    levels = {"level": model.world.in_force, "lived": state.agreements, "implementation": state.implementation}
    held = {name: np.asarray(grid) for name, grid in levels.items()}
    tool, pair = np.nonzero((held["level"] > LEAST_LEVEL) & wanted)
    keys = [model.tools[m] for m in tool]
    columns = {"first": first[pair], "second": second[pair], "instrument": keys, "title": [title_of(k) for k in keys]}
    table = pd.DataFrame({**columns, **{name: grid[tool, pair] for name, grid in held.items()}})
    return table.sort_values(["first", "second", "instrument"], ignore_index=True)


def provisions(model: "Readings") -> pd.DataFrame:
    """The provisions of the option: what each asks for, what is in force, and whether its level can be moved."""
    live, levels = np.asarray(model.world.enacted.live), model.world.in_force
    now = np.asarray(levels[cells(model.policy, levels)])
    rows = []
    for number, provision in enumerate(model.option.provisions):
        mine = rows_of(model.policy, number)
        rows.append(
            {
                "number": number,
                "instrument": provision.instrument,
                "title": title_of(provision.instrument),
                "parties": ", ".join(provision.members),
                "asks": "level" if provision.change is None else "change",
                "level": level_of(provision),
                "enter": provision.enter,
                "from": model.date_of(provision.start),
                "until": "" if provision.stop is None else model.date_of(provision.stop),
                "entered": float(live[mine].mean()),
                "in_force": float(now[mine].mean()),
                "movable": movable(provision, model.quarter, np.asarray(model.world.treaties.entered)[mine]),
            }
        )
    return pd.DataFrame(rows, columns=list(PROVISION_COLUMNS))


def crises(model: "Readings") -> pd.DataFrame:
    """Crises so far: first, second, crises, severe; pairs that had any."""
    counts, severe = (np.asarray(x) for x in (model.world.crises, model.world.severe))
    first, second = (np.asarray(model.codes)[side] for side in members(len(model.codes)))
    had = counts > 0
    columns = {"first": first[had], "second": second[had]}
    return pd.DataFrame({**columns, "crises": counts[had].astype(int), "severe": severe[had].astype(int)})
